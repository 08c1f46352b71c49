"""Run the W3C SHACL core test suite: our report must hold the results that each test states, no more and no fewer.

Compared as a multiset: focus node, path, component, severity, value, source shape (where it has an IRI), and messages where
the test states them. Read from $BRIEFGRAPH_SHARED/w3c/shacl/tests/core. All pass; there is no list of known failures.
"""
import collections
import os
import pathlib
import subprocess
import sys

from rdflib import BNode, Graph, Namespace, RDF
from rdflib.collection import Collection

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
SH = Namespace("http://www.w3.org/ns/shacl#")

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BRIEFGRAPH = os.environ.get("BRIEFGRAPH", ROOT / "build/briefgraph")
SHARED = pathlib.Path(os.environ.get("BRIEFGRAPH_SHARED", ROOT.parent / "shared"))
CORE = SHARED / "w3c/shacl/tests/core"


def path_text(graph, node):
    """A path in a form that does not depend on blank node labels."""
    if node is None or not isinstance(node, BNode):
        return str(node)
    if (node, RDF.first, None) in graph:
        return "(" + "/".join(path_text(graph, x) for x in Collection(graph, node)) + ")"
    for kind in ("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"):
        inner = graph.value(node, SH[kind])
        if inner is not None:
            return f"{kind}({path_text(graph, inner)})"
    alternatives = graph.value(node, SH.alternativePath)
    return "alternativePath" + "|".join(path_text(graph, x) for x in Collection(graph, alternatives))


def term(node):
    return "_:b" if isinstance(node, BNode) else node.n3() if node is not None else None


def results(graph, report, with_messages):
    found = collections.Counter()
    for r in graph.objects(report, SH.result):
        found[(
            term(graph.value(r, SH.focusNode)),
            path_text(graph, graph.value(r, SH.resultPath)),
            term(graph.value(r, SH.sourceConstraintComponent)),
            term(graph.value(r, SH.resultSeverity)),
            term(graph.value(r, SH.value)),
            term(graph.value(r, SH.sourceShape)),
            tuple(sorted(m.n3() for m in graph.objects(r, SH.resultMessage))) if with_messages else (),
        )] += 1
    return found


def run(test_file, manifest, entry):
    action, expected = manifest.value(entry, MF.action), manifest.value(entry, MF.result)
    data, shapes = (str(manifest.value(action, p)).removeprefix("file://") for p in (SHT.dataGraph, SHT.shapesGraph))
    base = test_file.as_uri()
    ran = subprocess.run([BRIEFGRAPH, "check", data, "--shapes", shapes, "--no-ontology", "--base", base, "-f", "turtle"],
                         capture_output=True, timeout=60)
    if expected == SHT.Failure:
        return None if ran.returncode == 1 else f"a failure was expected, got exit code {ran.returncode}"
    if ran.returncode not in (0, 3):
        return f"exit code {ran.returncode}: {ran.stderr.decode()}"
    ours = Graph().parse(data=ran.stdout, format="turtle")
    report = ours.value(None, RDF.type, SH.ValidationReport)
    with_messages = any(manifest.value(r, SH.resultMessage) for r in manifest.objects(expected, SH.result))
    want, got = results(manifest, expected, with_messages), results(ours, report, with_messages)
    if manifest.value(expected, SH.conforms) != ours.value(report, SH.conforms):
        return "sh:conforms differs"
    if want != got:
        return f"missing: {list((want - got).items())}\n    not expected: {list((got - want).items())}"
    return None


def main():
    if not CORE.is_dir():
        print(f"skipped: {CORE} is not there; set BRIEFGRAPH_SHARED")
        print("w3c_shacl: 0 passed, 0 failed, 1 skipped")
        return 0
    passed = failed = 0
    for test_file in sorted(CORE.glob("*/*.ttl")):
        manifest = Graph().parse(test_file, format="turtle", publicID=test_file.as_uri())
        for entry in manifest.subjects(RDF.type, SHT.Validate):
            name = f"{test_file.parent.name}/{test_file.stem}"
            problem = run(test_file, manifest, entry)
            if problem is None:
                passed += 1
            else:
                failed += 1
                print(f"FAILED {name}: {problem}")
    if passed + failed == 0:
        print("FAILED: no tests were found")
        failed = 1
    print(f"w3c_shacl: {passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
