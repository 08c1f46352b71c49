"""`briefgraph diff`: what it says turns the first graph into the second, on random datasets and on the shipped brief.

- RDF Patch is applied here, line by line, to the canonical form of the first graph: every D line must be there, no A line.
- SPARQL Update is applied by rdflib to graphs and by pyoxigraph to datasets. It must be refused exactly when the patch touches blank nodes that are there already or
  a graph that a blank node names.
- The exit code is 0 exactly for graphs with the same canonical form (which other oracles check), else 3.
- What a person is told must add up: the counts in JSON are those of the patch.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import _install

try:
    import rdflib
    from rdflib import BNode, Literal, URIRef
    from rdflib.util import from_n3
except ImportError:
    print("skipped: rdflib is not installed (python3-rdflib)\ndiff_apply: 0 passed, 0 failed, 1 skipped")
    sys.exit(0)

rdflib.NORMALIZE_LITERALS = False
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAM = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))
ROUNDS = 60
TERM = re.compile(r'<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^<[^>]*>)?')


def run(*args):
    return subprocess.run([PROGRAM, *map(str, args)], capture_output=True, timeout=60)


def canonical(path):
    done = run("canon", "-q", path)
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


# ---- random graphs ----

def term(rng, blanks, literals):
    kind = rng.random()
    if blanks and kind < 0.4:
        return f"_:n{rng.randrange(blanks)}"
    if literals and kind < 0.7:
        return rng.choice(['"a"', '"b"', '"a"@en', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', '"q\\"\\n\\\\"'])
    return f"<http://x/{rng.choice('abcdef')}>"


def quad(rng, blanks, graphs):
    graph = rng.choice([" ", " ", " <http://x/g> ", " <http://x/h> "]) if graphs else " "
    if graphs and blanks > 5 and rng.random() < 0.2:
        graph = f" _:n{rng.randrange(blanks)} "
    return f"{term(rng, blanks, False)} <http://x/{rng.choice('pqr')}> {term(rng, blanks, True)}{graph}."


def make(rng, graphs):
    blanks = rng.choice([0, 0, 2, 4, 8])
    before = {quad(rng, blanks, graphs) for _ in range(rng.randrange(0, 30))}
    after = set(before)
    for _ in range(rng.choice([0, 1, 2, 5])):
        if after and rng.random() < 0.5:
            after.discard(rng.choice(sorted(after)))
        else:
            after.add(quad(rng, blanks + rng.randrange(2), graphs))
    names = list(range(20))
    rng.shuffle(names)
    after = [re.sub(r"_:n(\d+)", lambda m: f"_:m{names[int(m[1])]}", line) for line in after]
    rng.shuffle(after)
    return "\n".join(sorted(before)) + "\n", "\n".join(after) + "\n"


# ---- applying ----

def apply_patch(patch, text):
    lines = set(text.splitlines())
    rows = patch.splitlines()
    assert rows[0] == "TX ." and rows[-1] == "TC .", "no transaction"
    for row in rows[1:-1]:
        if row.startswith("D "):
            assert row[2:] in lines, f"not there: {row}"
            lines.remove(row[2:])
        else:
            assert row.startswith("A ") and row[2:] not in lines, f"there already: {row}"
            lines.add(row[2:])
    return "".join(line + "\n" for line in sorted(lines))


def touches_blank_nodes(patch):
    """Blank nodes that are there already are called c14n and a number."""
    for row in patch.splitlines()[1:-1]:
        terms = TERM.findall(row[2:])
        if any(t.startswith("_:c14n") for t in terms) or (len(terms) == 4 and terms[3].startswith("_:")):
            return True
    return False


def put(node):
    if isinstance(node, URIRef):
        return f"<{node}>"
    if isinstance(node, BNode):
        return f"_:{node}"
    assert isinstance(node, Literal)
    text = str(node).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    suffix = f"@{node.language}" if node.language else f"^^<{node.datatype}>" if node.datatype else ""
    return f'"{text}"{suffix}'


def has_graphs(text):
    return any(len(TERM.findall(line)) == 4 for line in text.splitlines())


def apply_sparql(update, text):
    """A graph of triples, changed by rdflib."""
    graph = rdflib.Graph()
    for line in text.splitlines():
        graph.add(tuple(from_n3(t) for t in TERM.findall(line)))
    if update.strip():
        graph.update(update)
    return "".join(f"{put(s)} {put(p)} {put(o)} .\n" for s, p, o in graph)


OXIGRAPH = """
import json, sys
import pyoxigraph as ox
out = []
for before, update, after in json.load(sys.stdin):
    dumps = []
    for text in before, after:  # the store spells numbers its own way: both go through it
        store = ox.Store()
        store.load(text.encode(), ox.RdfFormat.N_QUADS)
        if update.strip() and not dumps:
            store.update(update)
        dumps.append(store.dump(format=ox.RdfFormat.N_QUADS).decode())
    out.append(dumps)
json.dump(out, sys.stdout)
"""


def apply_all_by_oxigraph(updates, work):
    """Datasets with named graphs: rdflib mixes its default graph with them. Gives passed, failed, skipped."""
    problem = _install.python("pyoxigraph==0.5.13")
    if problem:
        print("skipped: updates of datasets need pyoxigraph, which could not be installed:", problem)
        return 0, 0, 1
    done = subprocess.run([str(_install.VENV / "bin/python"), "-c", OXIGRAPH], input=json.dumps(updates), capture_output=True,
                          text=True, timeout=300)
    if done.returncode != 0:
        print(f"failed: pyoxigraph: {done.stderr[-500:]}")
        return 0, 1, 0
    passed = failed = 0
    for dumps, (_, update, _) in zip(json.loads(done.stdout), updates):
        for name, text in zip("ab", dumps):
            (work / f"{name}.nq").write_text(text, encoding="utf-8")
        if canonical(work / "a.nq") == canonical(work / "b.nq"):
            passed += 1
            continue
        failed += 1
        print(f"failed: with pyoxigraph another graph comes of {update}")
    return passed, failed, 0


# ---- one pair ----

def check(before, after, work, updates):
    expected_before, expected = canonical(before), canonical(after)
    done = {f: run("diff", "-q", "-f", f, before, after) for f in ("patch", "sparql", "json", "text")}
    code = 0 if expected_before == expected else 3
    for f in ("patch", "json", "text"):
        assert done[f].returncode == code, f"{f}: exit code {done[f].returncode}, not {code}: {done[f].stderr}"
    patch = done["patch"].stdout.decode()
    (work / "patched.nq").write_text(apply_patch(patch, expected_before), encoding="utf-8")
    assert canonical(work / "patched.nq") == expected, "the patch gives another graph"
    told = json.loads(done["json"].stdout)
    rows = patch.splitlines()[1:-1]
    assert [r[2:] for r in rows if r[0] == "D"] == told["removedQuads"], "JSON removes other quads"
    assert [r[2:] for r in rows if r[0] == "A"] == told["addedQuads"], "JSON adds other quads"
    assert told["quads"]["same"] + len(told["addedQuads"]) == len(expected.splitlines()), "counts do not add up"
    assert bool(rows) == bool(done["text"].stdout.strip()) or not told["changes"], "text and patch disagree"
    if touches_blank_nodes(patch):
        assert done["sparql"].returncode == 1 and b"blank nodes" in done["sparql"].stderr, "SPARQL is not refused"
        return len(rows)
    assert done["sparql"].returncode == code, f"sparql: {done['sparql'].stderr}"
    update = done["sparql"].stdout.decode()
    updates.append((expected_before, update, expected))
    if not has_graphs(expected_before) and not has_graphs(expected):
        (work / "updated.nq").write_text(apply_sparql(update, expected_before), encoding="utf-8")
        assert canonical(work / "updated.nq") == expected, "with rdflib another graph comes of the update"
    return len(rows)


def brief(work):
    """The shipped brief with a modality, a label and a passage changed."""
    text = (ROOT / "exports/us-pakistan/us-pakistan.nq").read_text(encoding="utf-8")
    (work / "a.nq").write_text(text, encoding="utf-8")
    text = text.replace("ns#modality> <https://w3id.org/briefgraph/ns#asserted>",
                        "ns#modality> <https://w3id.org/briefgraph/ns#possible>", 3)
    text = text.replace('prefLabel> "India"@en', 'prefLabel> "Bharat"@en')
    (work / "b.nq").write_text(text.replace("_:", "_:other"), encoding="utf-8")


def main():
    passed = failed = rows = 0
    updates = []
    with tempfile.TemporaryDirectory() as directory:
        work = pathlib.Path(directory)
        for seed in range(ROUNDS + 1):
            if seed == ROUNDS:
                brief(work)
            else:
                for name, text in zip("ab", make(random.Random(seed), seed % 2)):
                    (work / f"{name}.nq").write_text(text, encoding="utf-8")
            try:
                rows += check(work / "a.nq", work / "b.nq", work, updates)
                passed += 1
            except (AssertionError, ValueError) as problem:
                failed += 1
                print(f"failed: round {seed}: {problem}")
        p, f, skipped = apply_all_by_oxigraph(updates, work)
    print(f"{rows} lines of patches; {len(updates)} updates applied")
    print(f"diff_apply: {passed + p} passed, {failed + f} failed, {skipped} skipped")
    return failed + f > 0


sys.exit(main())
