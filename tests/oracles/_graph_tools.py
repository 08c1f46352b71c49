"""What the graph exports must hold, read from N-Quads by rdflib and never from the program; and graphs to try them on."""
import collections
import json
import math
import os
import pathlib
import subprocess
import sys

import _install

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))
if "/" in PROGRAM:
    PROGRAM = str(pathlib.Path(PROGRAM).resolve())
PACKAGES = ["rdflib==7.6.0", "networkx==3.6.1", "igraph==1.0.0", "ndex2==3.12.0", "pandas==3.1.1"]
OPTIONAL = ["followthemoney==4.11.2"]  # needs a compiler on some machines


def use_venv(name):
    """Go on under the Python of build/venv, with what the oracles of graphs need."""
    problem = _install.python(*PACKAGES)
    if problem:
        print("skipped: the readers could not be installed:", problem)
        print(f"{name}: 0 passed, 0 failed, 1 skipped")
        sys.exit(0)
    _install.python(*OPTIONAL)
    _install.use_python()


def export(graph, format, out, *options):
    done = subprocess.run([PROGRAM, "export", "-q", graph, "--format", format, "-o", out, *options], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, (format, done.stderr)
    return out


# ---- counting --------------------------------------------------------------------------------------------------------

counts = collections.Counter()


def expect(what, good, detail=""):
    counts["passed" if good else "failed"] += 1
    if not good and counts["failed"] < 30:
        print(f"  FAILED {what} {str(detail)[:600]}")


def skip(reason):
    counts["skipped"] += 1
    print("skipped:", reason)


def same(wanted, got):
    if isinstance(wanted, float):
        missing = got is None or got == "" or (isinstance(got, float) and math.isnan(got))
        return missing if math.isnan(wanted) else not missing and float(got) == wanted
    if isinstance(wanted, (bool, int)):
        return got not in (None, "") and (str(got).lower() in ("true", "1", "1.0")) == wanted if isinstance(wanted, bool) else float(got) == wanted
    if wanted in ("", []):
        return got in (None, "", []) or (isinstance(got, float) and math.isnan(got))
    return got == wanted


def compare(what, nodes, edges, wanted, text=lambda s: s, lists=None, ignore=()):
    """nodes: fields by IRI; edges: (source IRI, target IRI, fields) by claim; wanted: the same from rdflib."""
    lists = lists or joined
    expect(f"{what}: nodes", set(nodes) == set(wanted[0]), set(nodes) ^ set(wanted[0]))
    expect(f"{what}: edges", set(edges) == set(wanted[1]), set(edges) ^ set(wanted[1]))
    change = lambda v: (lists([text(x) for x in v]) if v else "") if isinstance(v, list) else text(v) if isinstance(v, str) else v
    for iri, fields in wanted[0].items():
        for key, value in fields.items():
            if key not in ("class", *ignore) and iri in nodes:
                expect(f"{what}: {iri} {key}", same(change(value), nodes[iri].get(key)), (change(value), nodes[iri].get(key)))
    for claim, fields in wanted[1].items():
        if claim not in edges:
            continue
        source, target, got = edges[claim]
        expect(f"{what}: ends of {claim}", (source, target) == (fields["source"], fields["target"]))
        for key, value in fields.items():
            if key not in ("source", "target", *ignore):
                expect(f"{what}: {claim} {key}", same(change(value), got.get(key)), (change(value), got.get(key)))


# ---- what a graph says -------------------------------------------------------------------------------------------------

BG = "https://w3id.org/briefgraph/ns#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
WIKIDATA = "http://www.wikidata.org/entity/"
NUMBERS = {"degree", "betweenness", "pageRank", "constraint", "community", "bloc", "harmonicCloseness", "eigenvector", "coreness", "clustering"}


class Store:
    def __init__(self, path, ontology=False):
        import rdflib

        data = rdflib.Dataset()
        data.parse(path, format="nquads")
        self.triples = {}
        for s, p, o, _ in data.quads():
            self.triples.setdefault(s, {}).setdefault(str(p), set()).add(o)
        self.ontology = rdflib.Graph().parse(ROOT / "ontology/briefgraph.ttl")
        self.rdflib = rdflib

    def all(self, s, p):
        return sorted(self.triples.get(s, {}).get(p, ()), key=str)

    def one(self, s, p):
        values = self.all(s, p)
        return str(values[0]) if values else ""

    def label(self, s):
        for p in (SKOS + "prefLabel", RDFS + "label", "http://xmlns.com/foaf/0.1/name", DCT + "title"):
            rank = {"en": 0, None: 1, "": 1}
            values = sorted((v for v in self.all(s, p) if not isinstance(v, self.rdflib.URIRef)), key=lambda v: rank.get(v.language, 2))
            if values:
                return str(values[0])
        return local(s)

    def of(self, p, o):
        return sorted((s for s, ps in self.triples.items() if o in ps.get(p, ())), key=str)


def local(iri):
    iri = str(iri)
    return iri[max(iri.rfind(c) for c in "#/:") + 1:]


def claims_graph(path, everything=False):
    """nodes by IRI and edges by claim IRI, with every field that is not a measure."""
    store = Store(path)
    uri = store.rdflib.URIRef
    below = lambda top: {str(c) for c in store.ontology.transitive_subjects(uri(RDFS + "subClassOf"), uri(BG + top))}
    members = below("Thing") if everything else below("Actor") | below("Initiative")
    nodes = {}
    for s, properties in store.triples.items():
        classes = [str(c) for c in properties.get(RDF + "type", ()) if str(c) in members]
        if not classes:
            continue
        owners = store.all(s, BG + "partOf")
        same = [str(o)[len(WIKIDATA):] for o in store.all(s, SKOS + "exactMatch") if str(o).startswith(WIKIDATA)]
        nodes[str(s)] = {
            "iri": str(s),
            "label": store.label(s),
            "type": str(store.ontology.value(uri(classes[0]), uri(RDFS + "label"))),
            "class": local(classes[0]),
            "owner": store.label(owners[0]) if owners else "",
            "aliases": sorted(str(o) for o in store.all(s, SKOS + "altLabel")),
            "description": store.one(s, DCT + "description"),
            "wikidata": same[0] if same else "",
        }
    edges = {}
    for claim in store.of(RDF + "type", uri(BG + "Claim")):
        ends = store.one(claim, RDF + "subject"), store.one(claim, RDF + "object")
        polarity, status = local(store.one(claim, BG + "polarity")), local(store.one(claim, BG + "status"))
        if ends[0] == ends[1] or not all(e in nodes for e in ends) or status == "rejected":
            continue
        if not everything and (polarity != "affirmed" or status == "proposed"):
            continue
        evidence = store.all(claim, BG + "evidence")
        quotes = {}
        for e in evidence:
            selectors = store.all(e, OA + "hasSelector")
            start = next(store.one(x, OA + "start") for x in selectors if store.one(x, OA + "start"))
            quotes[int(start)] = (next((store.one(x, OA + "exact") for x in selectors if store.one(x, OA + "exact")), ""), store.one(e, BG + "locator"))
        document = store.all(evidence[0], OA + "hasSource")[0]
        speaker = store.all(claim, BG + "voice")[0]
        own = speaker == document or speaker in store.all(document, DCT + "creator")
        relation = uri(store.one(claim, RDF + "predicate"))
        edges[str(claim)] = {
            "source": ends[0],
            "target": ends[1],
            "claim": str(claim),
            "label": str(store.ontology.value(relation, uri(RDFS + "label"))),
            "relation": str(relation),
            "sign": int(store.one(claim, BG + "signValue")),
            "modality": local(store.one(claim, BG + "modality")),
            "polarity": polarity,
            "voice": "author" if own else store.one(claim, BG + "voiceLabel") or store.label(speaker),
            "strength": local(store.one(claim, BG + "strength")) if store.one(claim, BG + "strength") else "",
            "confidence": float(store.one(claim, BG + "confidence")),
            "status": status,
            "time": store.one(claim, BG + "time"),
            "topics": [store.label(o) for o in store.all(claim, BG + "topic")],
            "instruments": [store.label(o) for o in store.all(claim, BG + "instrument")],
            "quote": quotes[min(quotes)][0],
            "document": store.label(document),
            "documentIri": str(document),
            "locator": quotes[min(quotes)][1],
            "symmetric": (relation, uri(RDF + "type"), uri("http://www.w3.org/2002/07/owl#SymmetricProperty")) in store.ontology,
            "weight": 1.0,
        }
    return nodes, edges


def measured(path, nodes, everything=False):
    """The same numbers as `analyze` (which networkx_measures.py proves), by IRI."""
    options = ["--all-entities", "--negated", "--proposed"] if everything else []
    done = subprocess.run([PROGRAM, "analyze", "-q", path, "--format", "json", *options], capture_output=True, check=True)
    for actor in json.loads(done.stdout)["actors"]:
        for key in NUMBERS:
            value = actor[key]
            nodes[actor["iri"]][key] = math.nan if value is None else float(value)


# ---- how formats change text -------------------------------------------------------------------------------------------

def in_xml(text):
    good = lambda c: c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
    return "".join(c if good(c) else "\ufffd" for c in text)


def joined(items):
    return "|".join(i.replace("|", "\u00a6") for i in items)


def in_pajek(text):
    space = lambda c: c < " " or "\x7f" <= c < "\xa0" or c in "\u2028\u2029"
    return "".join(" " if space(c) else {'"': "'", "\\": "/"}.get(c, c) for c in text)


def undo_formula(text):
    bare = text.lstrip("'")
    return text[1:] if text.startswith("'") and bare[:1] in tuple("=+-@\t\r") and bare else text


# ---- graphs to try -----------------------------------------------------------------------------------------------------

NAMES = [
    'He said "no" and \'yes\'', "a, b; c | d", "two\nlines\r\nand\rthree", "\ttab", "emoji \U0001F469\u200D\U0001F469\u200D\U0001F467 \U0001F1F5\U0001F1F0",
    "\u0628\u0627\u0643\u0633\u062a\u0627\u0646", "\u202eright to left override", "bell\x07 escape\x1b[31mred\x1b[0m \x9b2J del\x7f", "nul\x00end",
    "=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=quoted", "''=twice", "'plain", "<b>&amp;\"]]> --> <!-- ", "back\\slash\\", "C:\\new\\",
    "\ufffe\uffff noncharacters", " spaces around ", "NaN", "null", "1e5", "TRUE", "", "'}) DETACH DELETE n //", "${x} {{y}} %s %n", "same", "same",
    "x" * 20000, "\u2028\u2029 separators", "# hash", "*Arcs", "n1", "\ufeffmark", "\u0085next line", "\U0010FFFF", "a\u0301 combining", "//comment", "`tick`",
]


def escape(text):
    out = []
    for c in text:
        if c in '"\\':
            out.append("\\" + c)
        elif c < " " or "\x7f" <= c <= "\x9f" or c in "\u2028\u2029\ufffe\uffff\ufeff":
            out.append(f"\\u{ord(c):04X}")
        else:
            out.append(c)
    return '"' + "".join(out) + '"'


def hostile(path):
    """Every name as label, alias, description, quote, locator, topic and voice; with times, two documents, and claims that are
    negated, proposed, rejected, attributed or about oneself."""
    D = "https://example.org/d/"
    lines = []

    def put(s, p, o, graph="claims"):
        lines.append(f"<{s}> <{p}> {o} <{D}one/graph/{graph}> .\n")

    iri = lambda x: f"<{x}>"
    text = lambda x, language="": escape(x) + language
    for k, title in (("one", "First, \"document\""), ("two", NAMES[7])):
        put(D + k, RDF + "type", iri(BG + "PolicyBrief"), "provenance")
        put(D + k, DCT + "title", text(title), "provenance")
        put(D + k, DCT + "source", text("https://example.org/paper?a=1&b=2"), "provenance")
        put(D + k, DCT + "publisher", text(NAMES[9]), "provenance")
        put(D + k, DCT + "issued", '"2023-04-05"^^<http://www.w3.org/2001/XMLSchema#date>', "provenance")
    classes = ["State", "Person", "Company", "ArmedForces", "Programme", "SocialGroup", "Office", "PoliticalParty", "InternationalOrganization", "Framework"]
    entity = lambda i: f"{D}entity/h{i}"
    count = len(NAMES)
    for i, name in enumerate(NAMES):
        e = entity(i)
        put(e, RDF + "type", iri(BG + classes[i % len(classes)]), "entities")
        put(e, DCT + "identifier", text(name if i % 5 == 0 else f"h{i}"), "entities")
        if name:
            put(e, SKOS + "prefLabel", text(name, "@en"), "entities")
            put(e, SKOS + "altLabel", text(NAMES[(i + 1) % count] or "x", "@en"), "entities")
            put(e, SKOS + "altLabel", text(NAMES[(i + 2) % count] or "y", "@en"), "entities")
            put(e, DCT + "description", text(name + " " + name, "@en"), "entities")
        if i % 3 == 0:
            put(e, BG + "partOf", iri(entity((i + 7) % count)), "entities")
        if i % 4 == 0:
            put(e, SKOS + "exactMatch", iri(f"{WIKIDATA}Q{i + 1}"), "entities")
    for i, name in enumerate(NAMES):
        t = f"{D}entity/topic{i}"
        put(t, RDF + "type", iri(BG + "Issue"), "entities")
        put(t, SKOS + "prefLabel", text(name or "topic"), "entities")
    times = ['"2021"^^<http://www.w3.org/2001/XMLSchema#gYear>', '"2022-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', '"2020-02-29"^^<http://www.w3.org/2001/XMLSchema#date>', '"2019/2020-02"', '"one day"']
    relations = ["supports", "opposes", "cooperatesWith", "memberOf", "leads", "holdsOfficeIn", "participatesIn", "partOf", "rivalOf"]
    signs = {"supports": 1, "opposes": -1, "cooperatesWith": 1, "rivalOf": -1}
    for i in range(6 * count):
        c, relation, a, b = f"{D}one/claim/{i:04x}", relations[i % len(relations)], i % count, (i * 7 + i // count + 1) % count
        document = D + ("one" if i % 3 else "two")
        put(c, RDF + "type", iri(BG + "Claim"))
        put(c, DCT + "identifier", text(f"c{i}"))
        put(c, RDF + "subject", iri(entity(a)))
        put(c, RDF + "predicate", iri(BG + relation))
        put(c, RDF + "object", iri(entity(b)))
        put(c, BG + "modality", iri(BG + ("asserted", "recommended", "possible", "implied")[i // 2 % 4 if i % 2 else 0]))
        put(c, BG + "polarity", iri(BG + ("negated" if i % 11 == 0 else "affirmed")))
        put(c, BG + "signValue", f'"{signs.get(relation, 0)}"^^<http://www.w3.org/2001/XMLSchema#integer>')
        put(c, BG + "confidence", f'"{1 - i / 1000:.4f}"^^<http://www.w3.org/2001/XMLSchema#decimal>')
        put(c, BG + "status", iri(BG + ("rejected" if i % 17 == 0 else "proposed" if i % 13 == 0 else "accepted")))
        if i % 5 == 0:
            put(c, BG + "voice", iri(BG + "unnamedVoice"))
            put(c, BG + "voiceLabel", text(NAMES[i % count] or "somebody"))
        elif i % 5 == 1:
            put(c, BG + "voice", iri(entity(i * 3 % count)))
        else:
            put(c, BG + "voice", iri(document))
        if i % 2:
            put(c, BG + "strength", iri(BG + ("must", "should", "consider", "can")[i // 2 % 4]))
        if i % 4 == 0:
            put(c, BG + "time", times[i // 4 % len(times)])
        for k in range(i % 4):
            put(c, BG + "topic", iri(f"{D}entity/topic{(i + k) % count}"))
        if i % 6 == 0:
            put(c, BG + "instrument", iri(entity((i + 3) % count)))
        for k in range(1 + i % 2):
            e, start = f"{document}#char={i * 10 + k}", i * 10 + 5 * k
            put(c, BG + "evidence", iri(e))
            put(e, OA + "hasSource", iri(document))
            put(e, OA + "hasSelector", iri(e + "-q"))
            put(e, OA + "hasSelector", iri(e + "-p"))
            put(e, BG + "locator", text(NAMES[(i + k) % count]))
            put(e + "-q", OA + "exact", text(NAMES[(i + 3 * k) % count] or "quote"))
            put(e + "-p", OA + "start", f'"{start}"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>')
    pathlib.Path(path).write_text("".join(lines), encoding="utf-8")
    return path


PLAIN = """
@prefix : <http://example.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:alice a foaf:Person, :Employee ; foaf:name "Alice" ; foaf:age 34 ; :height 1.75 ; :active true ; foaf:nick "al", "ali" ; foaf:knows :bob, :alice, [ foaf:name "Somebody" ] ; :id "7" ; :source "here" .
:bob a foaf:Person ; foaf:name "Bob"@en, "Robert"@de ; foaf:age 42 ; foaf:knows :alice ; :worksFor :acme ; :1st "odd" .
:acme a foaf:Organization ; rdfs:label "Acme, Inc."@en ; :worth 1e9 ; :founded "1999-01-02"^^xsd:date ; :active "maybe" .
:animal skos:prefLabel "Animal"@en . :cat skos:broader :animal ; skos:prefLabel "Cat"@en . :Employee rdfs:subClassOf foaf:Person .
"""


def plain(path):
    """RDF from elsewhere, in several graphs, with blank nodes, literals of many types and fields that formats reserve."""
    import rdflib

    data = rdflib.Dataset()
    graph = rdflib.Graph().parse(data=PLAIN, format="turtle")
    for name in ("http://example.org/g1", "http://example.org/g2"):  # twice: a triple in two graphs is one edge
        for triple in graph:
            data.add((*triple, rdflib.URIRef(name)))
    pathlib.Path(path).write_bytes(data.serialize(format="nquads", encoding="utf-8"))
    return path


def triples_graph(path):
    """nodes by name with their literals by predicate, edges as a set of (source, predicate, target)."""
    store = Store(path)
    R = store.rdflib
    name = lambda t: str(t) if isinstance(t, R.URIRef) else "_:" + str(t)
    edges, nodes, literals = set(), set(), {}
    for s, properties in store.triples.items():
        for p, objects in properties.items():
            for o in objects:
                if isinstance(o, R.Literal) or p == RDF + "type":
                    continue
                nodes |= {name(s), name(o)}
                if s != o:
                    edges.add((name(s), p, name(o)))
    for s, properties in store.triples.items():
        for p, objects in properties.items():
            values = sorted(str(o) for o in objects if isinstance(o, R.Literal))
            if values and name(s) in nodes:
                literals.setdefault(name(s), {})[p] = values
    types = {name(s): sorted(str(o) for o in ps.get(RDF + "type", ())) for s, ps in store.triples.items()}
    return nodes, edges, literals, types
