"""Counts and digests in the description that stands beside the shipped graph (void.ttl), counted again by rdflib and hashlib."""
import hashlib
import os
import pathlib
import subprocess
import sys

import rdflib
from rdflib import RDF, URIRef, Namespace

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BRIEFGRAPH = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))
EXPORTS = ROOT / "exports/us-pakistan"
VOID, DCAT, SPDX = (Namespace(n) for n in ("http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#", "http://spdx.org/rdf/terms#"))
DCT = Namespace("http://purl.org/dc/terms/")
passed = failed = 0


def check(name, found, expected):
    global passed, failed
    good = found == expected
    passed, failed = passed + good, failed + (not good)
    if not good:
        print(f"FAILED {name}: says {found}, counted {expected}")


def judge(void, triples, graphs, name):
    dataset = next(void.subjects(RDF.type, DCAT.Dataset))

    def said(node, p):
        value = void.value(node, p)
        return None if value is None else int(value)
    check(f"{name} triples", said(dataset, VOID.triples), len(triples))
    check(f"{name} distinctSubjects", said(dataset, VOID.distinctSubjects), len({s for s, _, _ in triples}))
    check(f"{name} distinctObjects", said(dataset, VOID.distinctObjects), len({o for _, _, o in triples}))
    check(f"{name} properties", said(dataset, VOID.properties), len({p for _, p, _ in triples}))
    typed = [(s, o) for s, p, o in triples if p == RDF.type]
    check(f"{name} entities", said(dataset, VOID.entities), len({s for s, _ in typed if isinstance(s, URIRef)}))
    check(f"{name} classes", said(dataset, VOID.classes), len({o for _, o in typed}))
    for part in void.objects(dataset, VOID.classPartition):
        c = void.value(part, VOID["class"])
        check(f"{name} {c}", said(part, VOID.entities), len({s for s, o in typed if o == c}))
    for part in void.objects(dataset, VOID.propertyPartition):
        p = void.value(part, VOID.property)
        mine = [(s, o) for s, q, o in triples if q == p]
        check(f"{name} {p} triples", said(part, VOID.triples), len(mine))
        check(f"{name} {p} subjects", said(part, VOID.distinctSubjects), len({s for s, _ in mine}))
        check(f"{name} {p} objects", said(part, VOID.distinctObjects), len({o for _, o in mine}))
    for graph in void.objects(dataset, VOID.subset):
        check(f"{name} {graph}", said(graph, VOID.triples), graphs[str(graph)])
    check(f"{name} subsets", len(list(void.objects(dataset, VOID.subset))), len(graphs))
    for d in void.objects(dataset, DCAT.distribution):
        file = EXPORTS / str(void.value(d, DCT.title))
        sum_ = void.value(void.value(d, SPDX.checksum), SPDX.checksumValue)
        check(f"{name} {file.name} digest", str(sum_), hashlib.sha256(file.read_bytes()).hexdigest())
        check(f"{name} {file.name} size", int(void.value(d, DCAT.byteSize)), file.stat().st_size)


rdflib.NORMALIZE_LITERALS = False
dataset = rdflib.ConjunctiveGraph()
dataset.parse(str(EXPORTS / "us-pakistan.nq"), format="nquads")
all_triples = {(s, p, o) for s, p, o in dataset.triples((None, None, None))}
by_graph = {str(c.identifier): len(c) for c in dataset.contexts() if len(c)}
judge(rdflib.Graph().parse(EXPORTS / "void.ttl", format="turtle"), all_triples, by_graph, "void.ttl")
plain = rdflib.Graph().parse(EXPORTS / "us-pakistan.ttl", format="turtle")
out = subprocess.run([BRIEFGRAPH, "describe", "--quiet", str(EXPORTS / "us-pakistan.ttl")], capture_output=True, text=True, check=True)
judge(rdflib.Graph().parse(data=out.stdout, format="turtle"), set(plain), {}, "describe")
print(f"description: {passed} passed, {failed} failed, 0 skipped")
sys.exit(failed > 0)
