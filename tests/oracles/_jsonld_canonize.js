// For jsonld_round_trip.py: reads a JSON array of {id, text, kind} from standard input and prints, a line each, the
// canonical N-Quads of what the independent processor (npm jsonld, safe mode, no document loader) makes of it.
const path = require('path');
const jsonld = require(path.join(process.argv[2], 'node_modules', 'jsonld'));

const refuse = async url => { throw new Error('wanted to fetch ' + url); };

async function quads(job) {
  if (job.kind === 'nquads') return job.text;
  const document = JSON.parse(job.text);
  if (job.context) document['@context'] = job.context;
  return jsonld.toRDF(document, {format: 'application/n-quads', safe: true, documentLoader: refuse,
    rdfDirection: job.direction});
}

// What the processor does of its own accord: language tags in lower case, doubles in canonical form. Done to both sides.
function settle(text) {
  return text.replace(/("@)([A-Za-z0-9-]+)(?= )/g, (m, at, tag) => at + tag.toLowerCase())
    .replace(/"([^"\\]*)"\^\^<http:\/\/www.w3.org\/2001\/XMLSchema#double>/g, (m, value) =>
      `"${parseFloat(value).toExponential(15).replace(/(\d)0*e\+?/, '$1E')}"^^<http://www.w3.org/2001/XMLSchema#double>`);
}

async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  for (const job of JSON.parse(Buffer.concat(chunks).toString())) {
    let result;
    try {
      const text = settle(await quads(job));
      const canonical = await jsonld.canonize(text, {inputFormat: 'application/n-quads', safe: false,
        canonizeOptions: {algorithm: 'RDFC-1.0', maxWorkFactor: 3}});
      result = {id: job.id, canonical};
    } catch (error) {
      result = {id: job.id, error: String(error.message) + ' ' + JSON.stringify(error.details || {}).slice(0, 300)};
    }
    console.log(JSON.stringify(result));
  }
}

main();
