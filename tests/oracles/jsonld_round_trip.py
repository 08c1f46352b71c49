"""JSON-LD that the program writes, expanded by independent processors: the same dataset must come back.

Data: the shipped graph, the inputs of the W3C suites, random datasets with all kinds of terms; in each form (expanded,
compact with the context of the ontology, compact with contexts made to mislead, stream). Judges: npm jsonld in safe mode
without document loader, and rdflib; datasets are compared in their canonical form (RDFC-1.0, npm rdf-canonize). npm's
package is installed into build/npm when it is not there; where that cannot be done, the run is skipped.
"""
import glob
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import _install

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))
SHARED = os.environ.get("BRIEFGRAPH_SHARED", str(ROOT.parent / "shared"))
JSONLD = "jsonld@9.0.0"

MISLEADING = {  # terms that fit some values of a predicate and not others, and words that look like others
    "@version": 1.1,
    "@vocab": "http://x/",
    "@language": "en",
    "p": {"@id": "http://x/p", "@type": "xsd:integer"},
    "pid": {"@id": "http://x/p", "@type": "@id"},
    "q": {"@id": "http://x/q", "@container": "@list"},
    "qde": {"@id": "http://x/q", "@language": "de"},
    "r": {"@id": "http://x/r", "@container": ["@language", "@set"]},
    "rnull": {"@id": "http://x/r", "@language": None},
    "s": {"@id": "http://x/s", "@type": "@vocab", "@container": "@set"},
    "sj": {"@id": "http://x/s", "@type": "@json"},
    "t": None,
    "o1": "http://x/o2",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "x": "http://x/",
    "kind": {"@id": "@type", "@container": "@set"},
    "id": "@id",
    "value": "@value",
    "list": "@list",
    "none": "@none",
}


def skip(reason):
    print(f"skipped: {reason}\njsonld_round_trip: 0 passed, 0 failed, 1 skipped")
    sys.exit(0)


def convert(*args):
    return subprocess.run([PROGRAM, "convert", "-q", *args], capture_output=True, text=True, timeout=120)


# ---- data ----

def random_term(pick, position):
    iri = lambda: "<http://x/%s%d>" % (pick.choice("opqst"), pick.randrange(4))
    if position == "p":
        return pick.choice(["<http://x/p>", "<http://x/q>", "<http://x/r>", "<http://x/s>", "<http://x/t>", iri(),
                            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<https://w3id.org/briefgraph/ns#confidence>",
                            "<https://w3id.org/briefgraph/ns#topic>", "<http://www.w3.org/2004/02/skos/core#prefLabel>"])
    kind = pick.randrange(5 if position == "s" else 12)
    if kind < 3:
        return iri()
    if kind < 5:
        return "_:b%d" % pick.randrange(4)
    text = pick.choice(["", "a", "true", "1", "01", "1.5E0", "x:y", "_:b", "@id", "\\\"q\\\" \\\\ \\n \\u0007", "اردو", "\U0001f600"])
    if kind < 7:
        return f'"{text}"'
    if kind < 10:
        return f'"{text}"@' + pick.choice(["en", "de", "en-US", "ur"])
    return f'"{text}"^^<' + pick.choice(["http://www.w3.org/2001/XMLSchema#integer", "http://www.w3.org/2001/XMLSchema#boolean",
                                         "http://x/type", "http://www.w3.org/2001/XMLSchema#decimal"]) + ">"


def random_list(pick, number):
    """A list, sometimes broken: with a cell used twice, or in another graph."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    length, lines = pick.randrange(4), []
    graph = pick.choice(["", " <http://x/g>"])
    cells = ["_:l%d_%d" % (number, i) for i in range(length)] + [f"<{rdf}nil>"]
    lines.append(f"<http://x/o1> {random_term(pick, 'p')} {cells[0]}{graph} .")
    for i in range(length):
        value = random_term(pick, "o") if pick.random() < 0.8 else "_:l%d_0" % (number + 1)
        lines.append(f"{cells[i]} <{rdf}first> {value}{graph} .")
        lines.append(f"{cells[i]} <{rdf}rest> {cells[i + 1]}{graph} .")
        if pick.random() < 0.1:
            lines.append(f"{cells[i]} {random_term(pick, 'p')} {random_term(pick, 'o')} .")
    return lines


def random_dataset(seed):
    pick = random.Random(seed)
    lines = []
    for _ in range(pick.randrange(30)):
        graph = pick.choice(["", "", " <http://x/g>", " <http://x/o1>", " _:b1"])
        lines.append(f"{random_term(pick, 's')} {random_term(pick, 'p')} {random_term(pick, 'o')}{graph} .")
    for number in range(pick.randrange(4)):
        lines += random_list(pick, number)
    return "\n".join(lines) + "\n"


def inputs(directory):
    """Pairs of a name and a file of N-Quads."""
    for path in sorted(glob.glob(str(ROOT / "exports/*/*.nq"))):
        yield os.path.basename(path), path
    for suite in ("json-ld/fromRdf/*-in.nq", "json-ld/toRdf/*-out.nq", "rdf11/rdf-n-quads/*.nq", "rdf11/rdf-n-triples/*.nt",
                  "rdf11/rdf-turtle/*.nt", "rdf11/rdf-trig/*.nq"):
        for path in sorted(glob.glob(os.path.join(SHARED, "w3c", suite))):
            yield suite.split("/")[1] + "/" + os.path.basename(path), path
    for seed in range(150):
        path = os.path.join(directory, f"random{seed}.nq")
        with open(path, "w", encoding="utf-8") as file:
            file.write(random_dataset(seed))
        yield f"random {seed}", path


# ---- the forms ----

def forms(name, context):
    yield "expanded", ["--jsonld", "expanded"], {}
    yield "compact", [], {}
    yield "stream", ["--jsonld", "stream"], {}
    if "/" in name:
        return
    yield "misleading", ["--context", context], {}
    yield "misleading stream", ["--context", context, "--jsonld", "stream"], {}
    with open(ROOT / "ontology/context.jsonld", encoding="utf-8") as file:
        yield "by reference", ["--context-iri", "https://example.org/context.jsonld"], {"context": json.load(file)["@context"]}


def holds_json(text):
    """A JSON literal comes back in another lexical form: readers canonicalise it."""
    return "rdf-syntax-ns#JSON>" in text


def rdflib_quads(text):
    """What rdflib reads, as N-Quads; None when rdflib is not there."""
    try:
        import rdflib
    except ImportError:
        return None
    rdflib.NORMALIZE_LITERALS = False
    graph = rdflib.ConjunctiveGraph()
    graph.parse(data=text, format="json-ld")
    return graph.serialize(format="nquads")


def judge(jobs):
    made = subprocess.run(["node", str(ROOT / "tests/oracles/_jsonld_canonize.js"), str(_install.NPM)], input=json.dumps(jobs),
                          capture_output=True, text=True, timeout=1800)
    if made.returncode:
        skip("the judge did not run: " + made.stderr.strip()[-200:])
    return {result["id"]: result for result in map(json.loads, made.stdout.splitlines())}


def main():
    problem = _install.npm(JSONLD)
    if problem:
        skip("npm jsonld could not be installed: " + problem)
    jobs, wanted, passed, failed, skipped = [], [], 0, 0, 0
    with tempfile.TemporaryDirectory() as directory:
        context = os.path.join(directory, "context.jsonld")
        with open(context, "w", encoding="utf-8") as file:
            json.dump({"@context": MISLEADING}, file)
        for name, path in inputs(directory):
            plain = convert(path, "--to", "nq", "--from", "nq")
            if plain.returncode or holds_json(plain.stdout):
                continue  # the negative cases of the suites, and what is named above
            jobs.append({"id": name, "kind": "nquads", "text": plain.stdout})
            for form, args, extra in forms(name, context):
                made = convert(path, "--to", "jsonld", "--from", "nq", *args)
                if made.returncode:
                    if "would be read as another IRI" in made.stderr:
                        skipped += 1
                    else:
                        failed += 1
                        print(f"  FAILED {name}, {form}: {made.stderr.strip()[-200:]}")
                    continue
                jobs.append({"id": f"{name}|{form}", "kind": "jsonld", "text": made.stdout, "direction": None, **extra})
                wanted.append((name, form))
                if form == "compact" and name.endswith(".nq") and "/" not in name:
                    quads = rdflib_quads(made.stdout)
                    if quads:
                        jobs.append({"id": f"{name}|rdflib", "kind": "nquads", "text": quads})
                        wanted.append((name, "rdflib"))
        results = judge(jobs)
    for name, form in wanted:
        source, back = results[name], results[f"{name}|{form}"]
        if "canonical" in source and source["canonical"] == back.get("canonical"):
            passed += 1
        else:
            failed += 1
            detail = back.get("error") or source.get("error") or ""
            lost = sorted(set(source.get("canonical", "").splitlines()) - set(back.get("canonical", "").splitlines()))
            print(f"  FAILED {name}, {form}: {detail[:300]} lost {lost[:3]}")
    print(f"jsonld_round_trip: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
