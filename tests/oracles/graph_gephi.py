"""GEXF read by Gephi's own importer (org.gephi:io-importer-plugin, Maven, Java 17), without a complaint: every node, edge and
field is compared with what rdflib reads from the N-Quads, and so are the times; sizes, colours and places are there. Gephi reads the word "null" as nothing.

Skipped where there is no Maven or Java, or the packages cannot be had.
"""
import datetime
import json
import re
import subprocess
import sys
import tempfile

import _graph_tools as tools
import _install

tools.use_venv("graph_gephi")
from _graph_tools import compare, counts, expect, skip  # noqa: E402


def moment(text):
    """First day of a year, month or day, in milliseconds, as Gephi counts them; None: no such thing."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text or ""):
        return None
    year, month, day = ([int(x) for x in text.split("-")] + [1, 1])[:3]
    return datetime.datetime(year, month, day, tzinfo=datetime.timezone.utc).timestamp() * 1000


def check_time(what, edge, time):
    said = re.fullmatch(r"<\[(\S+), (\S+)\]>", edge["time"])
    start = moment((time or "").partition("/")[0])
    expect(f"{what}: time", (float(said[1]) if said and said[1] != "-Infinity" else None) == start, (edge["time"], time))
    expect(f"{what}: time in order", not said or float(said[1]) <= float(said[2]), edge["time"])


def give_null_back(wanted, got):
    """Gephi takes the text "null" for no value, and the format has no other spelling of it."""
    for key, value in wanted.items():
        if value in ("null", ["null"]):
            got.setdefault(key, "null")


def check(name, graph, path, work, *options):
    wanted = tools.claims_graph(graph, "--all" in options)
    tools.measured(graph, wanted[0], "--all" in options)
    for format in ("gexf", "gexf-1.2"):
        file = tools.export(graph, format, f"{work}/{name}.{format}", *options)
        done = subprocess.run(["java", "-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", path, "Read", file], capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr[-2000:]
        rows = [json.loads(line) for line in done.stdout.split("\n") if line]
        issues = [r for r in rows if "issue" in r and not r["issue"].startswith("Parallel edges")]
        expect(f"{name} {format}: no complaint", not issues, issues[:3])
        iri = {r["node"]: r["fields"]["iri"] for r in rows if "node" in r}
        nodes = {r["fields"]["iri"]: r["fields"] for r in rows if "node" in r}
        edges = {r["fields"]["claim"]: (iri[r["source"]], iri[r["target"]], {**r["fields"], "weight": r["weight"]}) for r in rows if "edge" in r}
        expect(f"{name} {format}: once each", len(rows) - sum("issue" in r for r in rows) == len(nodes) + len(edges))
        for iri_of, fields in nodes.items():
            give_null_back(wanted[0].get(iri_of, {}), fields)
        for claim, (_, _, fields) in edges.items():
            give_null_back(wanted[1].get(claim, {}), fields)
        compare(f"{name} {format}", nodes, edges, wanted, tools.in_xml)
        for r in rows:
            if "node" in r:
                looks = r["colour"] and 10 <= r["size"] <= 40 and (r["x"], r["y"]) != (0, 0)
                expect(f"{name} {format}: looks of {r['node']}", looks and r["label"] == tools.in_xml(wanted[0][iri[r["node"]]]["label"]), r)
            elif "edge" in r:
                claim = wanted[1][r["fields"]["claim"]]
                check_time(f"{name} {format}: {r['edge']}", r, claim["time"])
                expect(f"{name} {format}: label of {r['edge']}", r["label"] == tools.in_xml(claim["label"]), r["label"])


def main():
    path, problem = _install.java(tools.ROOT / "tests/oracles/gephi", tools.ROOT / "build/gephi")
    if problem:
        skip("Gephi's importer could not be had: " + problem)
    else:
        with tempfile.TemporaryDirectory() as work:
            brief, hostile = str(tools.ROOT / "exports/us-pakistan/us-pakistan.nq"), tools.hostile(f"{work}/hostile.nq")
            check("brief", brief, path, work)
            check("all of the brief", brief, path, work, "--all")
            check("hostile", hostile, path, work)
            check("all of hostile", hostile, path, work, "--all")
    print(f"graph_gephi: {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


sys.exit(main())
