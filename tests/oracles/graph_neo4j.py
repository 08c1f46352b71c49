"""The Neo4j export in Neo4j itself, embedded (Maven packages, Java 17): load.cypher with its parameters once, and twice over, and
neo4j-admin import of the CSV files. What is in the database afterwards is compared with what rdflib reads from the N-Quads.

Skipped where there is no Maven or Java, or the packages cannot be had.
"""
import json
import os
import subprocess
import sys
import tempfile

import _graph_tools as tools
import _install

tools.use_venv("graph_neo4j")
from _graph_tools import compare, counts, expect, skip  # noqa: E402


def java(path, *arguments, **options):
    done = subprocess.run(["java", "-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", path, *arguments], capture_output=True, text=True, timeout=600, **options)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]


def read(file):
    nodes, edges, labels, types = {}, {}, {}, {}
    for line in open(file, encoding="utf-8", newline="\n"):
        row = json.loads(line)
        if "labels" in row:
            expect(f"{row['fields']['iri']} is there once", row["fields"]["iri"] not in nodes)
            nodes[row["fields"]["iri"]] = row["fields"]
            labels[row["fields"]["iri"]] = set(row["labels"])
        else:
            expect(f"{row['fields']['claim']} is there once", row["fields"]["claim"] not in edges)
            edges[row["fields"]["claim"]] = (row["source"], row["target"], row["fields"])
            types[row["fields"]["claim"]] = row["type"]
    return nodes, edges, labels, types


def upper(name):
    return "".join("_" + c if c.isupper() else c.upper() for c in name)


def check(what, file, wanted, lists):
    nodes, edges, labels, types = read(file)
    compare(what, nodes, edges, wanted, lists=lists)
    expect(f"{what}: labels", labels == {iri: {"Entity", n["class"]} for iri, n in wanted[0].items()})
    expect(f"{what}: types", types == {claim: upper(tools.local(e["relation"])) for claim, e in wanted[1].items()})
    return nodes, edges


def bars(items):
    return [i.replace("|", "\u00a6") for i in items]


def check_graph(name, graph, work, path, *options):
    wanted = tools.claims_graph(graph, "--all" in options)
    tools.measured(graph, wanted[0], "--all" in options)
    out = os.path.abspath(tools.export(graph, "neo4j", f"{work}/{name}", *options))
    java(path, "Load", f"{work}/{name}-home", out, f"{work}/{name}-1.jsonl", f"{work}/{name}-2.jsonl")
    for times in (1, 2):
        loaded = check(f"{name}: script {times} times", f"{work}/{name}-{times}.jsonl", wanted, list)
    home = f"{work}/{name}-import"
    os.makedirs(home + "/conf")
    open(home + "/conf/neo4j.conf", "w").close()
    command = next(line for line in open(out + "/README.md") if "neo4j-admin" in line)
    expect("the README's command", "database import full neo4j --nodes=nodes.csv --relationships=relationships.csv" in command)
    java(path, "org.neo4j.cli.AdminTool", "database", "import", "full", "neo4j", "--nodes=nodes.csv", "--relationships=relationships.csv",
         "--array-delimiter=|", "--multiline-fields=true", cwd=out, env={**os.environ, "NEO4J_HOME": home, "NEO4J_CONF": home + "/conf"})
    java(path, "Load", home, "-", f"{work}/{name}-imported.jsonl")
    imported = check(f"{name}: import", f"{work}/{name}-imported.jsonl", wanted, bars)
    same = lambda a, b: {k: (bars(v) if isinstance(v, list) else v) for k, v in a.items()} == b
    expect(f"{name}: both ways give the same", all(same(loaded[0][i], imported[0][i]) for i in wanted[0]) and all(same(loaded[1][c][2], imported[1][c][2]) for c in wanted[1]))


def main():
    path, problem = _install.java(tools.ROOT / "tests/oracles/neo4j", tools.ROOT / "build/neo4j")
    if problem:
        skip("Neo4j could not be had: " + problem)
    else:
        with tempfile.TemporaryDirectory() as work:
            check_graph("brief", str(tools.ROOT / "exports/us-pakistan/us-pakistan.nq"), work, path)
            check_graph("hostile", tools.hostile(f"{work}/hostile.nq"), work, path, "--all")
    print(f"graph_neo4j: {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


sys.exit(main())
