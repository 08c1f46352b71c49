"""Is the ontology complete and consistent? Read with rdflib, independently of the program.

Also: does every class that a relation has as its domain or range have its pair of shapes in shapes.ttl.
"""
import pathlib
import sys

from rdflib import Graph, Literal, Namespace, OWL, RDF, RDFS, SKOS, URIRef
from rdflib.collection import Collection

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BG = Namespace("https://w3id.org/briefgraph/ns#")
BGS = Namespace("https://w3id.org/briefgraph/shapes#")
SH = Namespace("http://www.w3.org/ns/shacl#")
PROPERTY_TYPES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
PLOVER = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
          "COERCE ASSAULT").split()

g = Graph().parse(ROOT / "ontology/briefgraph.ttl", format="turtle")
shapes = Graph().parse(ROOT / "ontology/shapes.ttl", format="turtle")
passed, failures = 0, []


def expect(condition, message):
    global passed
    if condition:
        passed += 1
    else:
        failures.append(message)


def name(term):
    return str(term).replace(str(BG), "bg:")


def below(top, relation):
    """top and all below it."""
    return set(g.transitive_subjects(relation, top))


def english(node, prop):
    return [o for o in g.objects(node, prop) if isinstance(o, Literal) and o.language == "en"]


def ours(kind):
    return sorted(s for s in g.subjects(RDF.type, kind) if str(s).startswith(BG))


def check_terms():
    """Every bg: term that is used is described; every class and property elsewhere is declared."""
    for s, p, o in sorted(g):
        for term in (s, p, o):
            if isinstance(term, URIRef) and str(term).startswith(BG):
                expect((term, RDF.type, None) in g, f"{name(term)} is used but not described")
    declared = {s for kind in PROPERTY_TYPES for s in g.subjects(RDF.type, kind)}
    builtin = (str(RDF), str(RDFS), str(OWL))
    for p in sorted(set(g.predicates())):
        expect(p in declared or str(p).startswith(builtin), f"property {p} is used but not declared")
    for c in sorted(set(g.objects(None, RDFS.subClassOf)) | set(g.objects(None, RDF.type))):
        expect((c, RDF.type, OWL.Class) in g or str(c).startswith(builtin), f"class {c} is used but not declared")


def check_classes():
    for c in ours(OWL.Class):
        expect(len(english(c, RDFS.label)) == 1, f"{name(c)} needs one English label")
        expect(len(english(c, SKOS.definition)) == 1, f"{name(c)} needs one English definition")
        expect(c == BG.Thing or any(g.objects(c, RDFS.subClassOf)), f"{name(c)} has no class above it")
        expect(c not in below(c, RDFS.subClassOf) - {c}, f"{name(c)} is below itself")
    actors = below(BG.Actor, RDFS.subClassOf)
    expect(actors <= below(BG.Thing, RDFS.subClassOf), "actors are not all things")
    expect(len(ours(OWL.Class)) >= 39, "classes were lost")


def check_properties():
    for kind in PROPERTY_TYPES:
        for p in ours(kind):
            others = PROPERTY_TYPES - {kind}
            expect(not any((p, RDF.type, o) in g for o in others), f"{name(p)} is a property of two kinds")
            expect(len(english(p, RDFS.label)) == 1, f"{name(p)} needs one English label")
            for end in list(g.objects(p, RDFS.domain)) + list(g.objects(p, RDFS.range)):
                known = (end, RDF.type, OWL.Class) in g or str(end).startswith((str(RDF), "http://www.w3.org/2001/XMLSchema#"))
                expect(known, f"{name(p)}: {end} is no declared class or datatype")
    for p, q in g.subject_objects(OWL.inverseOf):
        expect(p != q, f"{name(p)} is its own inverse; make it symmetric")
        back = list(g.objects(q, OWL.inverseOf))
        expect(back in ([], [p]), f"{name(q)} is the inverse of more than {name(p)}")
        expect((p, RDF.type, OWL.SymmetricProperty) not in g, f"{name(p)} is symmetric and has an inverse")


def check_relations():
    relations = below(BG.relatedTo, RDFS.subPropertyOf)
    scheme = set(g.subjects(SKOS.inScheme, BG.PloverScheme))
    things = below(BG.Thing, RDFS.subClassOf)
    expect(40 <= len(relations) <= 100, f"{len(relations)} relations")
    for r in sorted(relations):
        expect((r, RDF.type, OWL.ObjectProperty) in g, f"{name(r)} is no object property")
        for prop in (RDFS.label, SKOS.definition, BG.shortLabel):
            expect(len(english(r, prop)) == 1, f"{name(r)} needs one English {prop}")
        short = english(r, BG.shortLabel)
        expect(short and 0 < len(short[0]) <= 18, f"{name(r)}: short label is missing or longer than 18")
        signs = [int(s) for s in g.objects(r, BG.sign)]
        expect(len(signs) == 1 and signs[0] in (-1, 0, 1), f"{name(r)}: sign {signs}")
        domain, range_ = list(g.objects(r, RDFS.domain)), list(g.objects(r, RDFS.range))
        expect(len(domain) == 1 and domain[0] in things, f"{name(r)}: domain {domain}")
        expect(len(range_) == 1 and range_[0] in things, f"{name(r)}: range {range_}")
        symmetric = (r, RDF.type, OWL.SymmetricProperty) in g
        expect(not symmetric or domain == range_, f"{name(r)} is symmetric between different classes")
        for plover in g.objects(r, BG.plover):
            expect(plover in scheme, f"{name(r)}: {name(plover)} is not in the scheme")
        for above in g.objects(r, RDFS.subPropertyOf):
            if above not in relations:
                continue
            for prop, mine in ((RDFS.domain, domain), (RDFS.range, range_)):
                theirs = g.value(above, prop)
                expect(mine and mine[0] in below(theirs, RDFS.subClassOf), f"{name(r)}: {prop} wider than {name(above)}'s")
    used = {g.value(p, SKOS.notation).value for r in relations for p in g.objects(r, BG.plover)}
    expect(used == set(PLOVER), f"PLOVER categories without a relation: {set(PLOVER) - used}")
    check_shapes_cover(relations)


def check_shapes_cover(relations):
    for role, prop in (("Subject", RDFS.domain), ("Object", RDFS.range)):
        for c in sorted({g.value(r, prop) for r in relations} - {BG.Thing}):
            local = str(c).removeprefix(str(BG))
            expect((BGS[f"{role}Is{local}"], RDF.type, SH.NodeShape) in shapes, f"shapes.ttl: no bgs:{role}Is{local}")
    for s in shapes.objects(None, SH["in"]):
        for member in Collection(shapes, s):
            if isinstance(member, URIRef) and str(member).startswith(BG):
                expect((member, RDF.type, None) in g, f"shapes.ttl names {name(member)}, which the ontology does not have")
    for term in sorted(set(shapes.objects(None, SH.path)) | set(shapes.objects(None, SH.targetClass))):
        if str(term).startswith(BG):
            expect((term, RDF.type, None) in g, f"shapes.ttl names {name(term)}, which the ontology does not have")


def check_plover():
    scores = {"AID": 10.0, "COOPERATE": 9.5, "ACCUSE": -3.0, "REQUEST": 0.0, "ASSAULT": -9.0}
    for notation in PLOVER:
        node = BG[f"plover_{notation}"]
        expect(g.value(node, SKOS.notation) == Literal(notation), f"{notation}: notation")
        score, quad = g.value(node, BG.ploverScore), g.value(node, BG.quadClass)
        expect(score is not None and quad is not None, f"{notation}: score and quad class")
        expect(notation not in scores or float(score) == scores[notation], f"{notation}: score {score}")
        expect(float(score) >= 0 if "Cooperation" in quad else float(score) <= 0, f"{notation}: sign of the score")


for check in (check_terms, check_classes, check_properties, check_relations, check_plover):
    check()
for failure in sorted(set(failures)):
    print("FAILED", failure)
print(f"ontology: {passed} passed, {len(failures)} failed, 0 skipped")
sys.exit(1 if failures else 0)
