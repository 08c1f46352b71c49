// What the page knows. The program writes it with short names:
//   entities: i id, l label, y type, h description, a aliases, p owners, k 1 for an issue, m measures (members of the network only), r 1 only a source, 2 only named (missing: an actor), n 1 when its
//     name takes a plural verb
//   claims: i id, s subject, r relation, o object, g sign, b 1 when it holds both ways, m modality, n 1 when negated,
//     v voice (entity or words; missing: the author), t strength, c confidence (missing: 1), x topics, u instruments,
//     q sources that are cited, d time, w note, z rule that proposed it (missing: typed by a person), e passages
//   recommendations: i id, a addressees, h action, g targets, p partners, x, u, t, n (1 avoid, 2 not needed), c, w, z, e
//   evidence: [document, start, end (code points of the text), quote, place]
//   documents: iri, title, language, authors, date, ..., blocks [kind, start, text, place] where the text is given
//   undrawn: relations that the maps leave out
//   maps: nodes [id in the SVG, entity or -1 - recommendation or null], edges [number, from, to, sign, line]
// Entities, relations, passages and documents are named by their index.

export const MODALITIES = ["asserted", "recommended", "possible", "implied"];
export const STRENGTHS = ["", "must", "should", "consider", "can"];
export const SIGNS = [[1, "friendly"], [-1, "hostile"], [0, "neither"]];

export const data = JSON.parse(document.getElementById("data").textContent);

const many = (map, key, value) => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

export const byId = new Map(data.entities.map((entity, index) => [entity.i, index]));
export const claimById = new Map(data.claims.map((claim, index) => [claim.i, index]));
export const adviceById = new Map(data.recommendations.map((advice, index) => [advice.i, index]));

// The ends of a tie in the address; an id may hold any character.
export const tieOf = (ends) => ends.map((end) => encodeURIComponent(data.entities[end].i)).join("|");
export const endsOf = (tie) => {
  try {
    return tie.split("|").map((id) => byId.get(decodeURIComponent(id))).filter((end) => end !== undefined);
  } catch {
    return []; // a "%" that somebody typed
  }
};
export const claimsOf = new Map(); // entity -> claims that name it as subject, object, voice, topic or instrument
export const adviceOf = new Map();
export const restingOn = new Map(); // passage -> {claims, advice}

// Entities by index among fields of a claim or a recommendation; a voice may be words.
const named = (fields) => new Set(fields.flat().filter((value) => typeof value === "number"));
data.claims.forEach((claim, index) => {
  for (const entity of named([claim.s, claim.o, claim.v, claim.x, claim.u, claim.q])) many(claimsOf, entity, index);
  for (const passage of claim.e || []) many(restingOn, passage, { claim: index });
});
data.recommendations.forEach((advice, index) => {
  for (const entity of named([advice.a, advice.g, advice.p, advice.x, advice.u])) many(adviceOf, entity, index);
  for (const passage of advice.e || []) many(restingOn, passage, { advice: index });
});

export const label = (index) => data.entities[index]?.l || data.entities[index]?.i || "?";
export const labels = (list) => (list || []).map(label);
export const isActor = (index) => Boolean(data.entities[index]?.m);
// Those that the page counts as actors: claims or recommendations tell something of them.
export const counts = (index) => isActor(index) && !data.entities[index].r;
export const ROLES = ["actor", "only a source", "only named"];
const undrawn = new Set(data.undrawn);
export const isBetween = (claim) => counts(claim.s) && counts(claim.o);
// A claim makes a tie when it stands on the map of actors, or would if all of them stood there.
export const makesTie = (claim) => isBetween(claim) && claim.s !== claim.o && !claim.n && !undrawn.has(claim.r);
export const relation = (claim) => data.relations[claim.r];
export const sign = (claim) => claim.g || 0;
export const signWord = (claim) => SIGNS.find(([value]) => value === sign(claim))[1];
export const confidence = (item) => item.c ?? 1;
export const documentOf = (item) => (item.e?.length ? data.evidence[item.e[0]][0] : null);
export const voiceOf = (claim) =>
  claim.v === undefined ? "" : typeof claim.v === "number" ? label(claim.v) : claim.v;
export const measureIndex = (name) => data.measures.indexOf(name);

// How far a claim can be believed, as its line on the map says: 0 stated as fact, 1 recommended, 2 neither.
export const lineOf = (claim) => {
  if (claim.m === 1) return 1;
  return claim.m === 0 && claim.v === undefined ? 0 : 2;
};
