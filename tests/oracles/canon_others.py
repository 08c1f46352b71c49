"""Canonical forms of random datasets, compared byte by byte with those of two other implementations of RDFC-1.0: npm's
rdf-canonize (Digital Bazaar) and PyPI's pyoxigraph.

Both are installed into build/ when they are not there; one that cannot be had is skipped with the reason. Left out of the
data, since implementations differ there and the specification decides: U+FFFE and U+FFFF, which it escapes and
rdf-canonize does not, and characters above U+FFFF, which JavaScript does not sort by code point.
"""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import _install

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAM = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))
ROUNDS = 300

JAVASCRIPT = """
const {canonize, NQuads} = require('rdf-canonize');
const graphs = JSON.parse(require('fs').readFileSync(0, 'utf8'));
(async () => {
  const out = [];
  for(const [text, algorithm] of graphs)
    out.push(await canonize(NQuads.parse(text), {algorithm: 'RDFC-1.0',
      messageDigestAlgorithm: algorithm === 'sha384' ? 'SHA-384' : 'SHA-256', maxWorkFactor: Infinity}));
  console.log(JSON.stringify(out));
})();
"""

PYTHON = """
import json, sys
import pyoxigraph as ox
out = []
for text, algorithm in json.load(sys.stdin):
    dataset = ox.Dataset(ox.parse(text.encode(), ox.RdfFormat.N_QUADS))
    kind = ox.CanonicalizationAlgorithm
    dataset.canonicalize(kind.RDFC_1_0_SHA_384 if algorithm == 'sha384' else kind.RDFC_1_0)
    lines = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS).decode().splitlines(keepends=True)
    out.append(''.join(sorted(lines)))
json.dump(out, sys.stdout)
"""


def literal(rng):
    text = "".join(rng.choice(['a', 'b', ' ', '!', '\\"', '\\\\', '\\t', '\\n', '\\r', '\\u0001', '\\u007F', 'é', '水', "'"])
                   for _ in range(rng.randrange(4)))
    return f'"{text}"' + rng.choice(["", "", "@en", "@en-us", "^^<http://x/d>", "^^<http://x/d/e>"])


def term(rng, blanks, place):
    kind = rng.random()
    if kind < 0.6 and place != 1:
        return f"_:n{rng.randrange(blanks)}"
    if kind < 0.75 and place == 2:
        return literal(rng)
    return "<http://x/" + rng.choice(["a", "a/b", "a-b", "a?b", "b", "é"]) + ">"


def random_quads(rng):
    blanks = rng.randrange(1, 9)
    graphs = ["", "", " <http://x/g>", f" _:n{rng.randrange(blanks)}"]
    return [f"{term(rng, blanks, 0)} {term(rng, blanks, 1)} {term(rng, blanks, 2)}{rng.choice(graphs)} ."
            for _ in range(rng.randrange(1, 16))]


def regular_quads(rng):
    """Blank nodes that look alike: rings, trees, cliques, stars, several of each."""
    lines, count = [], 0
    for _ in range(rng.randrange(1, 4)):
        size, shape = rng.randrange(2, 6), rng.choice(["ring", "both", "tree", "clique", "star", "chain"])
        if shape == "clique":
            size = min(size, 4)
        for i in range(size):
            others = {"ring": [(i + 1) % size], "both": [(i + 1) % size, (i - 1) % size], "tree": [2 * i + 1, 2 * i + 2],
                      "clique": [k for k in range(size) if k != i], "star": [0] if i else [], "chain": [i + 1]}[shape]
            lines += [f"_:n{count + i} <http://x/p> _:n{count + other} ." for other in others]
        count += 2 * size + 3
    for _ in range(rng.randrange(3)):
        lines.append(f"_:n{rng.randrange(count)} <http://x/q> {rng.choice([literal(rng), '<http://x/a>'])} .")
    return lines


def make(seed):
    rng = random.Random(seed)
    lines = sorted(set(random_quads(rng) if seed % 2 else regular_quads(rng)))
    rng.shuffle(lines)
    return "\n".join(lines) + "\n", "sha384" if seed % 5 == 0 else "sha256"


def ours(graphs):
    out = []
    with tempfile.NamedTemporaryFile("w", suffix=".nq", encoding="utf-8") as file:
        for text, algorithm in graphs:
            file.seek(0)
            file.truncate()
            file.write(text)
            file.flush()
            done = subprocess.run([PROGRAM, "canon", "-q", "-a", algorithm, file.name], capture_output=True, timeout=60)
            out.append(done.stdout.decode() if done.returncode == 0 else f"exit code {done.returncode}")
    return out


def run_other(command, script, graphs, directory):
    done = subprocess.run([*command, script], input=json.dumps(graphs), capture_output=True, text=True, timeout=300,
                          cwd=directory)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


def main():
    others = {
        "rdf-canonize": (lambda: _install.npm("rdf-canonize@5.0.0"), ["node", "-e"], JAVASCRIPT),
        "pyoxigraph": (lambda: _install.python("pyoxigraph==0.5.13"), [str(_install.VENV / "bin/python"), "-c"], PYTHON),
    }
    graphs = [make(seed) for seed in range(ROUNDS)]
    expected = ours(graphs)
    passed = failed = skipped = 0
    for name, (install, command, script) in others.items():
        problem = install()
        if problem:
            print(f"skipped: {name} could not be installed: {problem}")
            skipped += 1
            continue
        theirs = run_other(command, script, graphs, _install.NPM if command[0] == "node" else ROOT)
        if isinstance(theirs, str):
            print(f"failed: {name}: {theirs[-500:]}")
            failed += 1
            continue
        for (text, algorithm), mine, other in zip(graphs, expected, theirs):
            if mine == other:
                passed += 1
                continue
            failed += 1
            if failed <= 3:
                print(f"failed: {name}, {algorithm}, of\n{text}ours:\n{mine}theirs:\n{other}")
    print(f"canon_others: {passed} passed, {failed} failed, {skipped} skipped")
    return failed > 0


sys.exit(main())
