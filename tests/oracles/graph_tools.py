"""Every graph export is read back by the tool's own library and compared, node by node, edge by edge and field by field, with
what rdflib reads from the N-Quads: NetworkX and igraph (GraphML, Pajek, GEXF), ndex2 (CX2), cytoscape.js and
graphology-gexf in Node (cyjs, GEXF), pandas (CSV), the followthemoney package, xmllint.

Python packages go into build/venv and npm packages into build/npm; what cannot be installed is skipped.
"""
import calendar
import collections
import csv
import json
import math
import os
import re
import subprocess
import sys
import tempfile

import _graph_tools as tools
import _install

tools.use_venv("graph_tools")

import igraph  # noqa: E402
import networkx as nx  # noqa: E402
import pandas  # noqa: E402

from _graph_tools import compare, counts, expect, skip  # noqa: E402

HERE = tools.ROOT / "tests/oracles"


# ---- readers -----------------------------------------------------------------------------------------------------------

def from_networkx(graph):
    nodes = {data["iri"]: data for _, data in graph.nodes(data=True)}
    iri = {node: data["iri"] for node, data in graph.nodes(data=True)}
    edges = {data["claim"]: (iri[a], iri[b], data) for a, b, data in graph.edges(data=True)}
    assert len(edges) == graph.number_of_edges()
    return nodes, edges


def from_igraph(graph):
    nodes = {v["iri"]: v.attributes() for v in graph.vs}
    edges = {e["claim"]: (graph.vs[e.source]["iri"], graph.vs[e.target]["iri"], e.attributes()) for e in graph.es}
    assert len(edges) == graph.ecount()
    return nodes, edges


def check_graphml(graph, wanted, work, options):
    for format in ("graphml", "graphml-yed"):
        file = tools.export(graph, format, f"{work}/x.{format}", *options)
        compare(f"{format} by networkx", *from_networkx(nx.read_graphml(file, force_multigraph=True)), wanted, tools.in_xml)
        compare(f"{format} by igraph", *from_igraph(igraph.Graph.Read_GraphML(file)), wanted, tools.in_xml)
    visible = re.findall(r"<y:NodeLabel>", open(file, encoding="utf-8").read())
    expect("graphml-yed: labels", len(visible) == len(wanted[0]))


def check_gexf(graph, wanted, work, options):
    for format, version in (("gexf", "1.3"), ("gexf-1.2", "1.2draft")):
        file = tools.export(graph, format, f"{work}/x.{format}", *options)
        read = nx.read_gexf(file, version=version)
        compare(f"{format} by networkx", *from_networkx(read), wanted, tools.in_xml)
        for node, data in read.nodes(data=True):
            viz = data["viz"]
            expect(f"{format}: looks of {node}", set(viz) == {"color", "size", "position"} and 10 <= viz["size"] <= 40)
        for _, _, data in read.edges(data=True):
            expect(f"{format}: time of {data['claim']}", (data.get("start"), data.get("end")) == days(data.get("time")), data)
    valid = subprocess.run(["xmllint", "--noout", "--relaxng", HERE / "gexf-1.3.rng", f"{work}/x.gexf"], capture_output=True, text=True)
    expect("gexf: grammar", valid.returncode == 0, valid.stderr)
    text = open(f"{work}/x.gexf", encoding="utf-8").read()
    kinds = re.findall(r'<edge [^>]*kind="(\w+)"', text)
    expect("gexf: kinds", collections.Counter(kinds) == collections.Counter(tools.local(e["relation"]) for e in wanted[1].values()))


def day(time, last):
    """First or last day of a year, month or day, or nothing."""
    parts = [int(x) for x in time.split("-")] if re.fullmatch(r"\d{4}(-\d\d){0,2}", time) else None
    if parts is None:
        return None
    month = parts[1] if len(parts) > 1 else 12 if last else 1
    return "%d-%02d-%02d" % (parts[0], month, parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1] if last else 1)


def days(time):
    first, _, last = (time or "").partition("/")
    return day(first, False), day(last or first, True)


def check_pajek(graph, wanted, work, options):
    file = tools.export(graph, "pajek", f"{work}/x.net", *options)
    labels = [tools.in_pajek(n["label"]) for _, n in sorted(wanted[0].items())]
    arcs = collections.Counter()
    order = {iri: i for i, iri in enumerate(sorted(wanted[0]))}
    for e in wanted[1].values():
        arcs[order[e["source"]], order[e["target"]], e["sign"], tools.in_pajek(e["label"])] += 1
    unique = lambda names: all(got == want or got.startswith(want + " (") for got, want in zip(names, labels)) and len(set(names)) == len(labels)
    read = nx.read_pajek(file)
    names = list(read.nodes)
    expect("pajek by networkx: labels", len(names) == len(labels) and unique(names), [x for x in zip(names, labels) if x[0] != x[1]][:5])
    place = {n: i for i, n in enumerate(names)}
    got = collections.Counter((place[a], place[b], d["weight"], d["l"]) for a, b, d in read.edges(data=True))
    expect("pajek by networkx: arcs", got == arcs, list((got - arcs).items())[:3])
    read = igraph.Graph.Read_Pajek(file)
    expect("pajek by igraph: labels", unique(read.vs["name"]), [x for x in zip(read.vs["name"], labels) if x[0] != x[1]][:5])
    got = collections.Counter((e.source, e.target, e["weight"], e["label"]) for e in read.es)
    expect("pajek by igraph: arcs", got == arcs)


def node_ready():
    return not _install.npm("cytoscape@3.33.1", "graphology@0.26.0", "graphology-gexf@0.13.2")


SCRIPT = """
const fs = require("fs"), [kind, file] = process.argv.slice(1);
const text = fs.readFileSync(file, "utf8"), out = {nodes: [], edges: []};
if (kind === "cyjs") {
  const cy = require("cytoscape")({headless: true, styleEnabled: true, ...JSON.parse(text)});
  cy.nodes().forEach(n => out.nodes.push({id: n.id(), data: n.data(), position: n.position(), colour: n.style("background-color")}));
  cy.edges().forEach(e => out.edges.push({source: e.source().id(), target: e.target().id(), data: e.data()}));
} else {
  const {MultiDirectedGraph} = require("graphology"), gexf = require("graphology-gexf");
  const g = gexf.parse(MultiDirectedGraph, text, {respectInputGraphType: false, allowUndeclaredAttributes: false});
  g.forEachNode((id, data) => out.nodes.push({id, data}));
  g.forEachEdge((id, data, source, target) => out.edges.push({source, target, data}));
}
fs.writeFileSync(1, JSON.stringify(out));
process.exit(0);
"""


def by_node(kind, file):
    done = subprocess.run(["node", "-e", SCRIPT, kind, file], cwd=_install.NPM, capture_output=True, text=True, timeout=120, env={**os.environ, "NODE_PATH": str(_install.NPM / "node_modules")})
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    iri = {n["id"]: n["data"]["iri"] for n in read["nodes"]}
    nodes = {n["data"]["iri"]: n["data"] for n in read["nodes"]}
    edges = {e["data"]["claim"]: (iri[e["source"]], iri[e["target"]], e["data"]) for e in read["edges"]}
    assert len(edges) == len(read["edges"])
    return read, nodes, edges


def check_node(graph, wanted, work, options):
    if not node_ready():
        return skip("cytoscape.js and graphology-gexf could not be installed")
    read, nodes, edges = by_node("cyjs", f"{work}/x.cyjs")
    compare("cyjs by cytoscape.js", nodes, edges, wanted, lists=list)
    places = {n["data"]["id"]: n["position"] for n in json.load(open(f"{work}/x.cyjs", encoding="utf-8"))["elements"]["nodes"]}
    expect("cyjs: positions", all(n["position"] == places[n["id"]] for n in read["nodes"]) and len({str(p) for p in places.values()}) == len(places))
    colours = {n["data"]["type"]: n["colour"] for n in read["nodes"] if n["data"].get("type")}
    expect("cyjs: colours", len(set(colours.values())) > 3 and all(re.fullmatch(r"rgb\(\d+,\d+,\d+\)", c) for c in colours.values()), colours)
    read, nodes, edges = by_node("gexf", f"{work}/x.gexf")
    compare("gexf by graphology", nodes, edges, wanted, tools.in_xml)
    expect("gexf by graphology: looks", all({"x", "y", "size", "color"} <= set(n["data"]) for n in read["nodes"]))


def check_cyjs(graph, wanted, work, options):
    file = tools.export(graph, "cyjs", f"{work}/x.cyjs", *options)
    read = nx.cytoscape_graph(json.load(open(file, encoding="utf-8")))
    expect("cyjs: kind", read.is_multigraph() and read.is_directed())
    compare("cyjs by networkx", *from_networkx(read), wanted, lists=list)


def check_cx2(graph, wanted, work, options):
    from ndex2.cx2 import RawCX2NetworkFactory

    file = tools.export(graph, "cx2", f"{work}/x.cx2", *options)
    read = RawCX2NetworkFactory().get_cx2network(file)
    iri = {i: n["v"]["iri"] for i, n in read.get_nodes().items()}
    nodes = {n["v"]["iri"]: n["v"] for n in read.get_nodes().values()}
    edges = {e["v"]["claim"]: (iri[e["s"]], iri[e["t"]], e["v"]) for e in read.get_edges().values()}
    expect("cx2: all edges", len(edges) == len(read.get_edges()))
    compare("cx2 by ndex2", nodes, edges, wanted, lists=list)
    expect("cx2: order", [next(iter(part)) for part in json.load(open(file, encoding="utf-8"))] == ["CXVersion", "metaData", "attributeDeclarations", "networkAttributes", "nodes", "edges", "visualProperties", "status"])
    types = {"string": str, "integer": int, "double": float, "boolean": bool, "list_of_string": list}
    raw = json.load(open(file, encoding="utf-8"))
    declared = raw[2]["attributeDeclarations"][0]
    for kind, rows in (("nodes", raw[4]["nodes"]), ("edges", raw[5]["edges"])):
        for row in rows:
            bad = {k: v for k, v in row["v"].items() if type(v) is not types[declared[kind][k]["d"]]}
            expect(f"cx2: types of {kind} {row['id']}", not bad, bad)
    expect("cx2: counts", [m["elementCount"] for m in raw[1]["metaData"] if m["name"] in ("nodes", "edges")] == [len(raw[4]["nodes"]), len(raw[5]["edges"])])


def check_csv(graph, wanted, work, options):
    out = tools.export(graph, "csv-graph", f"{work}/csv", *options)
    frames = [pandas.read_csv(f"{out}/{n}.csv", dtype=str, keep_default_na=False, lineterminator="\n") for n in ("nodes", "edges")]
    with open(f"{out}/nodes.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    expect("csv: pandas and csv agree", rows[1:] == frames[0].values.tolist())
    starts = [c for f in frames for row in f.values.tolist() for c in row if c[:1] in tuple("=+-@\t\r") and c and not re.fullmatch(r"-?[0-9.e+-]+", c)]
    expect("csv: no formula", not starts, starts[:3])
    undo = lambda row: {k: tools.undo_formula(v) for k, v in row.items()}
    iri = dict(zip(frames[0]["id"], frames[0]["iri"]))
    nodes = {r["iri"]: undo(r) for r in frames[0].to_dict("records")}
    edges = {r["claim"]: (iri[r["source"]], iri[r["target"]], undo(r)) for r in frames[1].to_dict("records")}
    expect("csv: directed", set(frames[1]["type"]) <= {"Directed"})
    compare("csv by pandas", nodes, edges, wanted, lambda s: s.replace("\x00", "\ufffd"))
    described = json.load(open(f"{out}/csv-metadata.json", encoding="utf-8"))
    readers = {"string": str, "integer": int, "double": float, "boolean": lambda v: {"true": 1, "false": 0}[v]}
    for table, frame in zip(described["tables"], frames):
        columns = table["tableSchema"]["columns"]
        expect("csv: metadata names the columns", [c["name"] for c in columns] == list(frame.columns))
        for c in columns:
            try:
                [readers[c["datatype"]](v) for v in frame[c["name"]] if v]
                expect(f"csv: {c['name']}", True)
            except (ValueError, KeyError) as error:
                expect(f"csv: {c['name']} is {c['datatype']}", False, error)
    expect("csv: keys", frames[0]["id"].is_unique and frames[1]["id"].is_unique)


LINKS = {"Membership": ("member", "organization"), "Employment": ("employee", "employer"), "Directorship": ("director", "organization"), "ProjectParticipant": ("participant", "project"), "UnknownLink": ("subject", "object")}


def cut(text, most):
    return text if len(text) <= most else text[:most - 1] + "\u2026"


def check_ftm(graph, wanted, work, options):
    try:
        from followthemoney import model
        from followthemoney.exc import InvalidData
    except ImportError:
        return skip("the followthemoney package could not be installed")
    file = tools.export(graph, "ftm", f"{work}/x.ftm.json", *options)
    entities = {}
    for line in open(file, encoding="utf-8", newline="\n"):
        data = json.loads(line)
        expect("ftm: id is new", data["id"] not in entities)
        entities[data["id"]] = data
        schema = model.get(data["schema"])
        try:
            schema.validate(data)
            proxy = model.get_proxy(data)
            unknown = set(data["properties"]) - set(schema.properties)
            missing = [p for p in schema.required if not data["properties"].get(p)]
            expect(f"ftm: {data['id']}", not unknown and not missing and proxy.to_dict()["properties"] == data["properties"], (unknown, missing))
        except InvalidData as error:
            expect(f"ftm: {data['schema']} {data['id']}", False, error.errors)
    for data in entities.values():  # ends exist and fit
        for name, values in data["properties"].items():
            prop = model.get(data["schema"]).properties.get(name)
            if prop is not None and prop.type.name == "entity":
                good = all(v in entities and model.get(entities[v]["schema"]).is_a(prop.range) for v in values)
                expect(f"ftm: {data['schema']} {name}", good, values)
    links = {d["properties"]["recordId"][0]: d for d in entities.values() if "recordId" in d["properties"]}
    expect("ftm: claims", set(links) == set(wanted[1]))
    named = {}
    for d in entities.values():
        named.setdefault(d["properties"].get("name", [""])[0], []).append(d)
    for iri, n in wanted[0].items():
        aliases = {cut(a, 384) for a in n["aliases"]}
        expect(f"ftm: {iri}", any(set(d["properties"].get("alias", [])) == aliases and d["properties"].get("description", [""])[0] == n["description"] for d in named.get(cut(n["label"], 384), [])))
    for claim, e in wanted[1].items():
        p = links[claim]["properties"]
        ends = [entities[p[k][0]]["properties"]["name"][0] for k in LINKS[links[claim]["schema"]]]
        expect(f"ftm: ends of {claim}", ends == [cut(wanted[0][e[k]]["label"], 384) for k in ("source", "target")])
        fact = (e["modality"], e["polarity"], e["voice"]) == ("asserted", "affirmed", "author")
        expect(f"ftm: {claim}", p.get("description", [""]) == [e["quote"]] and p["role"] == [e["label"]] and ("status" in p) != fact and (fact or links[claim]["schema"] == "UnknownLink"))
        expect(f"ftm: proof of {claim}", entities[p["proof"][0]]["properties"]["title"] == [e["document"]])
        expect(f"ftm: time of {claim}", (p.get("startDate", [None])[0], p.get("endDate", [None])[0]) == days(e["time"]))
    return entities


# ---- other levels ------------------------------------------------------------------------------------------------------

def check_ties(graph, wanted, work):
    ties = collections.defaultdict(list)
    for e in wanted[1].values():
        ties[e["source"], e["target"]].append(e)
    file = tools.export(graph, "graphml", f"{work}/ties.graphml", "--level", "ties")
    read = nx.read_graphml(file, force_multigraph=True)
    iri = {n: d["iri"] for n, d in read.nodes(data=True)}
    expect("ties", {(iri[a], iri[b]) for a, b in read.edges()} == set(ties) and read.number_of_edges() == len(ties))
    for a, b, d in read.edges(data=True):
        claims = ties[iri[a], iri[b]]
        signs = collections.Counter(c["sign"] for c in claims)
        good = (d["claims"], d["friendly"], d["hostile"], d["neutral"], d["weight"]) == (len(claims), signs[1], signs[-1], signs[0], len(claims))
        good = good and set(d["relations"].split("|")) == {c["label"] for c in claims} and set(d["modalities"].split("|")) == {c["modality"] for c in claims}
        expect(f"tie {a} {b}", good and d["confidence"] == max(c["confidence"] for c in claims), d)
    for format in ("gexf", "cyjs", "cx2", "pajek", "ftm", "csv-graph", "neo4j", "gexf-1.2", "graphml-yed"):
        tools.export(graph, format, f"{work}/ties-{format}", "--level", "ties")
    expect("ties: gexf", len(nx.read_gexf(f"{work}/ties-gexf", version="1.3").edges) == len(ties))
    arcs = [d["weight"] for _, _, d in nx.read_pajek(f"{work}/ties-pajek").edges(data=True)]
    expect("ties: pajek", sorted(arcs) == sorted(sum(c["sign"] for c in cs) for cs in ties.values()))


def check_triples(graph, work, *options):
    nodes, edges, literals, types = tools.triples_graph(graph)
    read = nx.cytoscape_graph(json.load(open(tools.export(graph, "cyjs", f"{work}/t.cyjs", *options), encoding="utf-8")))
    iri = {n: d["iri"] for n, d in read.nodes(data=True)}
    blanks = lambda names: sum(n.startswith("_:") for n in names)  # their labels are the reader's own
    expect("triples: nodes", {n for n in iri.values() if n[:2] != "_:"} == {n for n in nodes if n[:2] != "_:"} and blanks(iri.values()) == blanks(nodes))
    got = collections.Counter((iri[a], d["relation"], iri[b]) for a, b, d in read.edges(data=True))
    plain = lambda es: {e for e in es if "_:" not in (e[0][:2], e[2][:2])}
    expect("triples: edges", plain(got) == plain(edges) and len(got) == len(edges) and max(got.values()) == 1, plain(got) ^ plain(edges))
    for _, d in read.nodes(data=True):
        if d["iri"] not in types:
            continue
        expect(f"types of {d['iri']}", d.get("types", []) == types[d["iri"]])
        for p, values in literals.get(d["iri"], {}).items():
            field = re.sub("^[^A-Za-z]", lambda m: "p_" + m[0], re.sub(r"[^A-Za-z0-9]", "_", tools.local(p)))
            found = [d[f] for f in (field, field + "_", field + "__") if f in d]
            number = lambda v: float(v) if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?", str(v)) else str(v).lower()
            wanted = [number(v) for v in values]
            expect(f"{p} of {d['iri']}", any([number(x) for x in (f if isinstance(f, list) else [f])] in (wanted, [str(w) for w in wanted]) for f in found), (wanted, found))
    for format in ("graphml", "gexf", "cx2", "pajek", "ftm", "csv-graph", "neo4j", "gexf-1.2", "graphml-yed"):
        out = tools.export(graph, format, f"{work}/t-{format}", *options)
    expect("triples: igraph", igraph.Graph.Read_GraphML(f"{work}/t-graphml").ecount() == len(edges))
    expect("triples: gexf", nx.read_gexf(f"{work}/t-gexf", version="1.3").number_of_edges() == len(edges))
    expect("triples: pajek", igraph.Graph.Read_Pajek(f"{work}/t-pajek").ecount() == len(edges))


def check_all(graph, work, everything):
    options = ["--all"] if everything else []
    wanted = tools.claims_graph(graph, everything)
    expect("something to compare", len(wanted[0]) > 40 and len(wanted[1]) > 100, (len(wanted[0]), len(wanted[1])))
    tools.measured(graph, wanted[0], everything)
    for check in (check_graphml, check_gexf, check_pajek, check_cyjs, check_cx2, check_csv, check_ftm, check_node):
        check(graph, wanted, work, options)
    return wanted


def main():
    with tempfile.TemporaryDirectory() as work:
        brief = str(tools.ROOT / "exports/us-pakistan/us-pakistan.nq")
        wanted = check_all(brief, work, False)
        check_ties(brief, wanted, work)
        check_all(brief, work, True)
        check_triples(brief, work, "--level", "triples")
        hostile = tools.hostile(f"{work}/hostile.nq")
        wanted = check_all(hostile, work, False)
        check_ties(hostile, wanted, work)
        check_all(hostile, work, True)
        check_triples(tools.plain(f"{work}/plain.nq"), work)
    print(f"graph_tools: {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


sys.exit(main())
