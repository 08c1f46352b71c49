"""Random queries over random graphs: briefgraph and Oxigraph must give the same rows. Queries nest groups, OPTIONAL, UNION, MINUS,
FILTER (with EXISTS), BIND, VALUES, GRAPH, property paths, subqueries and aggregates. Seeded; -n N for another number of queries.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True
import query_answers  # noqa: E402

VARS = ["?a", "?b", "?c", "?d"]
NODES = [f":n{i}" for i in range(5)]
PREDICATES = [":p", ":q", ":r"]
LITERALS = ["1", "2", "2.5", '"x"', '"x"@en', '"y"', "true", '"2024-01-18"^^xsd:date']
PROLOGUE = "PREFIX : <http://x/>\nPREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{t}" for t in ("integer", "decimal", "double", "float")}


def make_graph(chance):
    lines = []
    for _ in range(chance.randint(20, 70)):
        s, p = chance.choice(NODES), chance.choice(PREDICATES)
        o = chance.choice(NODES) if chance.random() < 0.7 else chance.choice(LITERALS)
        g = chance.choice(["", "", "", ":g1", ":g2"])
        lines.append((s, p, o, g))
    body = "".join(f"{s} {p} {o} .\n" if not g else f"{g} {{ {s} {p} {o} }}\n" for s, p, o, g in lines)
    return "@prefix : <http://x/> .\n@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n" + body


class Maker:
    """Makes queries whose answer does not depend on what SPARQL leaves open."""

    def __init__(self, chance):
        self.chance, self.fresh = chance, 0

    def pick(self, *options):
        return self.chance.choice(options)

    def node(self):
        return self.chance.choice(VARS if self.chance.random() < 0.85 else NODES)

    def path(self, depth=2):
        if depth == 0 or self.chance.random() < 0.4:
            return self.chance.choice(PREDICATES)
        # Not what Oxigraph has another way: '|' once for each way (it drops duplicates), paths of length 0 inside '+' and
        # '*', '^' inside '!'.
        inner, step = self.path(depth - 1), self.pick(*PREDICATES, ":p/:q", "^:r", ":p|:r")
        return self.pick(f"({step})*", f"({step})+", f"({step})?", f"^({inner})", f"({inner}/{self.path(depth - 1)})",
                         "!(:p|:q)", "!:r")

    def triple(self):
        o = self.node() if self.chance.random() < 0.93 else self.chance.choice(LITERALS)
        p = self.pick(*PREDICATES, *PREDICATES, self.chance.choice(VARS))
        if self.chance.random() < 0.3:
            p, o = self.path(), self.node()  # a literal that is nowhere in the graph leads to itself, but not in Oxigraph
        return f"{self.node()} {p} {o} ."

    def expression(self, depth=1):
        v, w = self.chance.choice(VARS), self.chance.choice(VARS)
        simple = [f"BOUND({v})", f"!BOUND({v})", f"{v} = {w}", f"{v} != {self.chance.choice(NODES)}", f"ISIRI({v})", f"{v} > 1",
                  f"{v} + 1 < 4", f"STRLEN(STR({v})) > 2", f"{v} IN (1, {w}, :n1)", f"CONTAINS(STR({v}), \"n\")",
                  f"LANG({v}) = \"en\"", f"DATATYPE({v}) = xsd:integer", f"COALESCE({v}, {w}, 1) = 1", f"SAMETERM({v}, {w})"]
        if depth and self.chance.random() < 0.4:
            return self.pick(f"({self.expression(0)} && {self.expression(0)})", f"({self.expression(0)} || {self.expression(0)})",
                             f"!({self.expression(0)})", f"EXISTS {{ {self.triple()} {self.triple()} }}",
                             f"NOT EXISTS {{ {self.triple()} }}")
        return self.chance.choice(simple)

    def group(self, depth):
        parts = [self.triple() for _ in range(self.chance.randint(1, 2))]
        for _ in range(self.chance.randint(0, 2) if depth else 0):
            parts.append(self.element(depth - 1))
        if self.chance.random() < 0.3:
            parts.append(f"FILTER({self.expression()})")
        return "{ " + " ".join(parts) + " }"

    def element(self, depth):
        kind = self.chance.random()
        if kind < 0.3:
            return f"OPTIONAL {self.group(depth)}"
        if kind < 0.45:
            return f"{self.group(depth)} UNION {self.group(depth)}"
        if kind < 0.6:
            return f"MINUS {self.group(depth)}"
        if kind < 0.7:
            return f"GRAPH {self.pick('?g', ':g1', ':g2')} {self.group(depth)}"
        if kind < 0.8:
            self.fresh += 1
            return f"BIND({self.pick('STR(?a)', '?b', '?a + 1', 'IF(BOUND(?c), ?c, 0)')} AS ?f{self.fresh})"
        if kind < 0.9:
            cells = " ".join(f"({self.pick('UNDEF', *NODES)} {self.pick('UNDEF', *NODES)})" for _ in range(3))
            return f"VALUES (?a ?{self.pick('b', 'c')}) {{ {cells} }}"
        v = self.chance.choice(VARS)
        return f"{{ SELECT {self.pick('', 'DISTINCT ')}{v} WHERE {self.group(depth)} }}"

    def query(self):
        where = self.group(2)
        if self.chance.random() < 0.3:
            key, value = self.chance.sample(VARS, 2)
            return (f"SELECT {key} (COUNT(*) AS ?n) (COUNT(DISTINCT {value}) AS ?m) (SUM(1) AS ?s) WHERE {where} "
                    f"GROUP BY {key}" + self.pick("", " HAVING(COUNT(*) > 1)"))
        return f"SELECT {self.pick('', '', 'DISTINCT ')}{' '.join(VARS)} ?g WHERE {where}"


def term(cell):
    if cell is None:
        return None
    kind = cell.get("datatype")
    if kind in NUMBERS:
        return (kind, f"{float(cell['value']):.9g}")
    return (cell["type"], cell["value"], kind, cell.get("xml:lang"))


def rows(answer):
    names = sorted(answer["head"]["vars"])
    return collections.Counter(tuple(term(row.get(n)) for n in names) for row in answer["results"]["bindings"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not query_answers.use_venv():
        print("query_random: 0 passed, 0 failed, 1 skipped")
        return 0
    import pyoxigraph
    chance = random.Random(arguments.seed)
    passed = failed = filled = 0
    with tempfile.TemporaryDirectory() as directory:
        for i in range(arguments.n):
            if i % 20 == 0:
                trig = pathlib.Path(directory) / "g.trig"
                trig.write_text(make_graph(chance), encoding="utf-8")
                store = pyoxigraph.Store()
                store.bulk_load(path=str(trig), format=pyoxigraph.RdfFormat.TRIG)
                quads = pathlib.Path(directory) / "g.nq"
                quads.write_bytes(store.dump(format=pyoxigraph.RdfFormat.N_QUADS))
            text = PROLOGUE + Maker(chance).query()
            theirs = rows(json.loads(store.query(text).serialize(format=pyoxigraph.QueryResultsFormat.JSON)))
            done = subprocess.run([query_answers.BRIEFGRAPH, "query", "--quiet", str(quads), "-e", text, "--format", "json"],
                                  capture_output=True, text=True, timeout=120)
            ours = rows(json.loads(done.stdout)) if done.returncode == 0 else None
            passed, failed, filled = passed + (ours == theirs), failed + (ours != theirs), filled + bool(theirs)
            if ours != theirs:
                print(f"FAILED query {i}:\n{text}\n{done.stderr[:300]}")
                if ours is not None:
                    print(f"  missing {list((theirs - ours).elements())[:4]}, too many {list((ours - theirs).elements())[:4]}")
    print(f"{filled} of {arguments.n} answers have rows")
    print(f"query_random: {passed} passed, {failed} failed, 0 skipped")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
