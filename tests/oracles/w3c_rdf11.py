"""The W3C RDF 1.1 suites, every case read by the program and judged by rdflib, and written again in every syntax.

Reads $BRIEFGRAPH_SHARED/w3c/rdf11 (skips when it is missing). Cases that are known to fail stand in
w3c_known_failures.txt with their reason; one that fails and is not listed, or is listed and passes, fails the run.

With QUICK set, a second run under the sanitizers, the graphs make their round trips together and not one by one.
"""
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

try:
    import rdflib
    from rdflib.compare import isomorphic
    from rdflib.namespace import RDF
except ImportError:
    print("skipped: rdflib is not installed (python3-rdflib)\nw3c_rdf11: 0 passed, 0 failed, 1 skipped")
    sys.exit(0)

rdflib.NORMALIZE_LITERALS = False
PROGRAM = os.environ.get("BRIEFGRAPH", "build/briefgraph")
QUICK = bool(os.environ.get("QUICK"))
SHARED = os.environ.get("BRIEFGRAPH_SHARED", "../shared")
ROOT = os.path.join(SHARED, "w3c", "rdf11")
HERE = os.path.dirname(os.path.abspath(__file__))
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
BASES = {  # where the suites assume their files to be
    suite: f"https://w3c.github.io/rdf-tests/rdf/rdf11/{suite}/"
    for suite in ("rdf-turtle", "rdf-trig", "rdf-xml", "rdf-n-triples", "rdf-n-quads")
}
FORMATS = {"rdf-turtle": "turtle", "rdf-trig": "trig", "rdf-xml": "rdfxml", "rdf-n-triples": "nt", "rdf-n-quads": "nq"}


def run(args):
    return subprocess.run([PROGRAM, "convert", "-q", *args], capture_output=True, timeout=60)


def relabel(data):
    """rdflib's line parsers know only ASCII labels of blank nodes: give them such."""
    return re.sub(r"(?m)(^| )_:(\S+)", lambda m: f"{m[1]}_:b{m[2].encode().hex()}", data)


def read_lines(data):
    """Quads of N-Quads text as rdflib graphs by name; blank graph names are told apart by their triples only."""
    graphs = {}
    dataset = rdflib.ConjunctiveGraph()
    dataset.parse(data=relabel(data), format="nquads")
    for context in dataset.contexts():
        if len(context):
            name = context.identifier
            default = name == dataset.default_context.identifier
            graphs.setdefault("" if default else str(name) if isinstance(name, rdflib.URIRef) else "_:", []).append(context)
    return graphs


def same(a, b):
    """Isomorphic datasets. Blank nodes that span graphs are compared graph by graph and then all together."""
    left, right = read_lines(a), read_lines(b)
    if sorted((k, len(v)) for k, v in left.items()) != sorted((k, len(v)) for k, v in right.items()):
        return False
    for name, graphs in left.items():
        others = list(right[name])
        for graph in graphs:
            match = next((o for o in others if isomorphic(graph, o)), None)
            if match is None:
                return False
            others.remove(match)
    return True


def same_by_rdflib(trig, quads):
    outside = rdflib.ConjunctiveGraph()
    outside.parse(trig, format="trig")
    mine = read_lines(quads)
    theirs = sorted(len(c) for c in outside.contexts() if len(c))
    return theirs == sorted(len(c) for graphs in mine.values() for c in graphs)


def manifest(suite):
    graph = rdflib.Graph()
    path = os.path.join(ROOT, suite, "manifest.ttl")
    graph.parse(path, format="turtle", publicID=BASES[suite] + "manifest.ttl")
    head = next(graph.subjects(RDF.type, MF.Manifest))
    for case in graph.items(graph.value(head, MF.entries)):
        kind = str(graph.value(case, RDF.type)).rsplit("#", 1)[1]
        action = str(graph.value(case, MF.action))
        result = graph.value(case, MF.result)
        yield str(graph.value(case, MF.name)), kind, action[len(BASES[suite]):], str(result)[len(BASES[suite]):] if result else None


def check(suite, name, kind, action, result):
    """The reason of a failure, or None; and how many round trips were made."""
    source = os.path.join(ROOT, suite, action)
    base = BASES[suite] + action
    out = run([source, "--from", FORMATS[suite], "--base", base, "--to", "nq"])
    if out.returncode not in (0, 1):
        return f"exit code {out.returncode}: {out.stderr[-200:]!r}", 0
    if "Negative" in kind:
        return (None if out.returncode == 1 and not out.stdout else "accepted, must be rejected"), 0
    if out.returncode:
        return "rejected: " + out.stderr.decode(errors="replace").splitlines()[0][-160:], 0
    if result:
        expected = os.path.join(ROOT, suite, result)
        with open(expected, encoding="utf-8") as file:
            if not same(out.stdout.decode(), file.read()):
                return "not isomorphic to " + result, 0
    if QUICK:
        together.append(out.stdout.decode())
        return None, 0
    return round_trips(out.stdout)


together = []  # the quads of each case, when they are not written one by one


def in_xml(line):
    """A statement that RDF/XML can hold."""
    return re.match(r"\S+ <[^>]*[A-Za-z_]>", line) and not re.search(r"\\u00[01]|\\[bfr]|[\0-\x1f\ufffe\uffff]", line)


def round_trips_together():
    """The reasons of failures, and how many round trips were made."""
    lines = set()
    for number, quads in enumerate(sorted(together)):
        lines |= {re.sub(r"(^| )_:(\S+)", rf"\1_:c{number}x\2", line) for line in quads.splitlines()}
    lines = {re.sub(r'"@[\w-]+', lambda m: m[0].lower(), line) for line in lines}  # raptor2 writes them so
    triples = set(filter(re.compile(r'\S+ \S+ ("(?:[^"\\]|\\.)*"\S*|\S+) \.').fullmatch, lines))
    reasons = []
    forms = {"nt": triples, "ttl": triples, "rdf": set(filter(in_xml, triples)), "nq": lines, "trig": lines}
    with tempfile.TemporaryDirectory() as directory:
        for form, wanted in forms.items():
            start, written, back = (os.path.join(directory, name) for name in ("in.nq", "out." + form, "back.nq"))
            with open(start, "w", encoding="utf-8") as file:
                file.writelines(line + "\n" for line in sorted(wanted))
            for step in ([start, "-o", written], [written, "-o", back]):
                made = run(step)
                if made.returncode:
                    reasons.append(f"{form}, all together: {made.stderr[-300:]!r}")
                    break
            else:
                hashes = [subprocess.run([PROGRAM, "canon", "-q", "--hash", path], capture_output=True).stdout for path in (start, back)]
                if hashes[0] != hashes[1] or not hashes[0]:
                    reasons.append(f"{form}, all together: another graph comes back {hashes}")
    return reasons, len(forms)


def round_trips(quads):
    trips = 0
    has_graphs = any(name for name in read_lines(quads.decode()))
    with tempfile.TemporaryDirectory() as directory:
        start = os.path.join(directory, "in.nq")
        with open(start, "wb") as file:
            file.write(quads)
        for extension, rdflib_format in (("nt", "nt"), ("nq", "nquads"), ("ttl", "turtle"), ("trig", "trig"), ("rdf", "xml")):
            if has_graphs and extension in ("nt", "ttl", "rdf"):
                continue
            written = os.path.join(directory, "out." + extension)
            made = run([start, "-o", written])
            if made.returncode:
                if extension == "rdf" and b"RDF/XML cannot hold" in made.stderr:
                    continue  # said so: not every graph has an RDF/XML form
                return f"cannot write {extension}: {made.stderr[-160:]!r}", trips
            back = run([written, "--to", "nq"])
            if back.returncode or not same(quads.decode(), back.stdout.decode()):
                return f"round trip through {extension} changes the graph {back.stderr[-160:]!r}", trips
            if extension == "trig" and not same_by_rdflib(written, quads.decode()):
                return "rdflib reads another dataset from trig", trips
            if extension in ("ttl", "rdf", "nt"):  # an outside reader sees the same graph
                outside = rdflib.Graph()
                outside.parse(written, format=rdflib_format)
                mine = rdflib.Graph()
                mine.parse(data=relabel(quads.decode()), format="nt")
                if not isomorphic(outside, mine):
                    return f"rdflib reads another graph from {extension}", trips
            trips += 1
    return None, trips


def known_failures():
    known = {}
    with open(os.path.join(HERE, "w3c_known_failures.txt"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                case, reason = line.rstrip("\n").split(" ", 1)
                known[case] = reason.strip()
    return known


def main():
    if not os.path.isdir(ROOT):
        print(f"skipped: no W3C suites in {ROOT}; set BRIEFGRAPH_SHARED\nw3c_rdf11: 0 passed, 0 failed, 1 skipped")
        return 0
    known, passed, failed, trips = known_failures(), 0, 0, 0
    for suite in BASES:
        good, bad = 0, []
        cases = list(manifest(suite))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            futures = {pool.submit(check, suite, *case): case[0] for case in cases}
            outcomes = {}
            for future, name in futures.items():
                try:
                    outcomes[name] = future.result()
                except Exception as problem:  # the oracle itself could not judge
                    outcomes[name] = (f"oracle: {type(problem).__name__}: {str(problem)[:120]}", 0)
        for name, (reason, made) in outcomes.items():
            trips += made
            key = f"{suite}/{name}"
            if reason is None and key not in known:
                good += 1
            elif reason is not None and key in known:
                bad.append(f"  known: {name}: {known.pop(key)}")
            else:
                failed += 1
                known.pop(key, None)
                bad.append(f"  FAILED {key} {reason or 'is listed as failing, and passes'}")
        passed += good
        print(f"{suite}: {good} of {len(cases)} pass")
        print("\n".join(bad), end="\n" if bad else "")
    for key in known:
        failed += 1
        print(f"  FAILED {key} is listed, and there is no such case")
    if QUICK:
        reasons, trips = round_trips_together()
        failed += len(reasons)
        print("".join(f"  FAILED {reason}\n" for reason in reasons), end="")
    print(f"round trips: {trips}")
    print(f"w3c_rdf11: {passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
