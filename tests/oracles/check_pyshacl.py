"""Compare `briefgraph check` with pySHACL: on the shipped brief, on the small test graphs, and on broken versions of the
brief, both must find the same (focus node, path, value, component, severity). The two checks of our own, which other engines
pass over, are left out of the comparison.

pySHACL is installed into build/venv when it is not there; where that cannot be done, the run is skipped.
"""
import collections
import logging
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import _install

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BRIEFGRAPH = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))


problem = _install.use_python("pyshacl==0.40.1", "rdflib==7.6.0")
if problem:
    print("skipped: pySHACL could not be installed:", problem)
    print("check_pyshacl: 0 passed, 0 failed, 1 skipped")
    sys.exit(0)

import pyshacl  # noqa: E402
from rdflib import BNode, Graph, Literal, Namespace, RDF, SKOS, URIRef, XSD  # noqa: E402
from rdflib.collection import Collection  # noqa: E402

BG = Namespace("https://w3id.org/briefgraph/ns#")
BGS = "https://w3id.org/briefgraph/shapes#"
OA = Namespace("http://www.w3.org/ns/oa#")
SH = Namespace("http://www.w3.org/ns/shacl#")
E = Namespace("http://example.org/new/")

logging.disable(logging.WARNING)  # rdflib tells of each bad literal, which is what some cases are about

SHAPES = Graph().parse(ROOT / "ontology/shapes.ttl", format="turtle")
ONTOLOGY = Graph().parse(ROOT / "ontology/briefgraph.ttl", format="turtle")


def path_text(graph, node):
    if not isinstance(node, BNode):
        return str(node)
    if (node, RDF.first, None) in graph:
        return "(" + "/".join(path_text(graph, x) for x in Collection(graph, node)) + ")"
    for kind in ("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"):
        inner = graph.value(node, SH[kind])
        if inner is not None:
            return f"{kind}({path_text(graph, inner)})"
    return "?"


def results(graph):
    found = collections.Counter()
    for r in graph.subjects(RDF.type, SH.ValidationResult):
        component = str(graph.value(r, SH.sourceConstraintComponent))
        if component.startswith(BGS):
            continue
        value = graph.value(r, SH.value)
        found[(str(graph.value(r, SH.focusNode)), path_text(graph, graph.value(r, SH.resultPath)), component,
               str(graph.value(r, SH.resultSeverity)), value.n3() if value is not None else "")] += 1
    return found


def ours(data):
    with tempfile.NamedTemporaryFile(suffix=".ttl") as file:
        data.serialize(file.name, format="turtle")
        ran = subprocess.run([BRIEFGRAPH, "check", "-q", file.name, "--format", "turtle"], capture_output=True)
    if ran.returncode not in (0, 3):
        raise SystemExit(f"exit code {ran.returncode}: {ran.stderr.decode()}")
    return results(Graph().parse(data=ran.stdout, format="turtle"))


def theirs(data):
    _, report, _ = pyshacl.validate(data + ONTOLOGY, shacl_graph=SHAPES, inference="none")
    return results(report)


def some(data, kind, number=3):
    """Some nodes of a class, always the same ones."""
    return random.Random(1).sample(sorted(set(data.subjects(RDF.type, kind))), number)


def drop(kind, prop):
    def mutate(data):
        for node in some(data, kind):
            data.remove((node, prop, None))
    return mutate


def put(kind, prop, value, number=3):
    def mutate(data):
        for node in some(data, kind, number):
            data.set((node, prop, value))
    return mutate


def add(kind, prop, value):
    def mutate(data):
        for node in some(data, kind):
            data.add((node, prop, value))
    return mutate


def self_loops(data):
    for node in some(data, BG.Claim):
        data.set((node, RDF.object, data.value(node, RDF.subject)))


def reversed_spans(data):
    for node in some(data, OA.TextPositionSelector):
        start, end = data.value(node, OA.start), data.value(node, OA.end)
        data.set((node, OA.start, end))
        data.set((node, OA.end, start))


def places_for_subjects(data):
    data.add((E.place, RDF.type, BG.Place))
    data.add((E.place, SKOS.prefLabel, Literal("Nowhere", "en")))
    for node in some(data, BG.Claim, 20):
        data.set((node, RDF.subject, E.place))


def twins(data):
    for node, item in sorted(data.subject_objects(SKOS.exactMatch))[:3]:
        data.add((E.twin, SKOS.exactMatch, item))


MUTATIONS = {
    "claims without evidence": drop(BG.Claim, BG.evidence),
    "claims without modality": drop(BG.Claim, BG.modality),
    "claims with two polarities": add(BG.Claim, BG.polarity, BG.negated),
    "claims with a modality of their own": put(BG.Claim, BG.modality, BG.maybe),
    "claims without voice": drop(BG.Claim, BG.voice),
    "signs that are turned round": put(BG.Claim, BG.signValue, Literal(7)),
    "confidence above 1": put(BG.Claim, BG.confidence, Literal("1.5", datatype=XSD.decimal)),
    "confidence in words": put(BG.Claim, BG.confidence, Literal("high")),
    "self-loops": self_loops,
    "unknown relations": put(BG.Claim, RDF.predicate, BG.admires),
    "places as subjects": places_for_subjects,
    "objects that nobody describes": put(BG.Claim, RDF.object, E.unknown),
    "states without labels": drop(BG.State, SKOS.prefLabel),
    "two labels in a language": add(BG.State, SKOS.prefLabel, Literal("Other", "en")),
    "addresses of Wikidata pages": put(BG.State, SKOS.exactMatch, URIRef("https://www.wikidata.org/wiki/Q1")),
    "twins on Wikidata": twins,
    "recommendations to nobody": drop(BG.Recommendation, BG.addressee),
    "recommendations without issue": drop(BG.Recommendation, BG.onIssue),
    "reversed spans": reversed_spans,
    "starts that are strings": put(OA.TextPositionSelector, OA.start, Literal("5")),
    "quotes without words": put(OA.TextQuoteSelector, OA.exact, Literal("")),
    "bad dates": put(BG.Claim, BG.time, Literal("2024-02-30", datatype=XSD.date)),
}


def compare(name, data, broken):
    mine, other = ours(data), theirs(data)
    if mine != other:
        print(f"FAILED {name}: only ours {list((mine - other).items())[:4]}, only pySHACL {list((other - mine).items())[:4]}")
        return False
    if broken and not mine:
        print(f"FAILED {name}: nothing was found")
        return False
    return True


def build_brief(directory):
    ran = subprocess.run([BRIEFGRAPH, "build", ROOT / "data/us-pakistan", "-o", directory, "-q"], capture_output=True,
                         text=True)
    if ran.returncode != 0:
        raise SystemExit(f"the brief could not be built: {ran.stderr}")
    return Graph().parse(pathlib.Path(directory) / "us-pakistan.ttl", format="turtle")


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as directory:
        brief = build_brief(directory)
    cases = [("the brief as it is", brief, False)]
    good = Graph().parse(ROOT / "tests/cases/data/check/good.ttl", format="turtle")
    for file in sorted((ROOT / "tests/cases/data/check").glob("*.ttl")):
        cases.append((file.name, good + Graph().parse(file, format="turtle"), False))
    for name, mutate in MUTATIONS.items():
        data = Graph() + brief
        mutate(data)
        cases.append((name, data, True))
    for case in cases:
        if compare(*case):
            passed += 1
        else:
            failed += 1
    print(f"check_pyshacl: {passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
