"""Every measure against networkx, or against a brute force of our own where networkx has none.

Graphs: the shipped brief, Zachary's karate club (networkx's own copy), random graphs, signed ones against all partitions,
and the awkward ones. Tolerance 1e-9.
"""
import itertools
import json
import math
import os
import random
import subprocess
import sys
import tempfile

try:
    import networkx as nx
    import numpy
except ImportError:
    print("skipped: networkx is not installed (python3-networkx)\nnetworkx: 0 passed, 0 failed, 1 skipped")
    sys.exit(0)

PROGRAM = os.environ.get("BRIEFGRAPH", "build/briefgraph")
HERE = os.path.dirname(os.path.abspath(__file__))
NS = "http://example.org/"
TOLERANCE = 1e-9
passed, failed = 0, 0


def expect(what, got, wanted):
    global passed, failed
    none = lambda x: x is None or (isinstance(x, float) and math.isnan(x))
    good = (none(got) and none(wanted)) or (not none(got) and not none(wanted) and abs(got - wanted) <= TOLERANCE * max(1, abs(wanted)))
    passed += good
    if not good:
        failed += 1
        print(f"  FAILED {what}: got {got}, expected {wanted}")


def analyze(lines, *options):
    with tempfile.NamedTemporaryFile("w", suffix=".nt", delete=False) as file:
        file.write("".join(lines))
    try:
        out = subprocess.run([PROGRAM, "analyze", file.name, "--format", "json", "-q", *options], capture_output=True, timeout=120)
        assert out.returncode == 0, out.stderr
        return json.loads(out.stdout)
    finally:
        os.unlink(file.name)


def triples(edges, nodes=(), predicate="p"):
    lines = [f"<{NS}n{a}> <{NS}{predicate}> <{NS}n{b}> .\n" for a, b in edges]
    # a node without ties is named by a loop, which is no tie
    return lines + [f"<{NS}n{n}> <{NS}{predicate}> <{NS}n{n}> .\n" for n in nodes]


def by_id(result):
    return {actor["id"]: actor for actor in result["actors"]}


def scaled(values):
    top = max((abs(v) for v in values.values()), default=0)
    return {k: (abs(v) / top if top else 0) for k, v in values.items()}


def brokerage(graph, group):
    roles = {n: dict.fromkeys(("coordinator", "itinerantBroker", "representative", "gatekeeper", "liaison"), 0) for n in graph}
    for j in graph:
        for i, k in itertools.product(graph.predecessors(j), graph.successors(j)):
            if i == k or graph.has_edge(i, k):
                continue
            a, b, c = group[i], group[j], group[k]
            role = ("coordinator" if a == b else "itinerantBroker") if a == c else "representative" if a == b else "gatekeeper" if b == c else "liaison"
            roles[j][role] += 1
    return roles


def compare(name, graph, result, group=None):
    """graph: a simple nx.DiGraph or nx.Graph with weights, nodes named like the program's ids."""
    actors, n = by_id(result), graph.number_of_nodes()
    expect(f"{name} actors", len(actors), n)
    if set(actors) != set(graph):
        expect(f"{name} names", 1, 0)
        return
    undirected = graph.to_undirected() if graph.is_directed() else graph
    if graph.is_directed():  # weights of both directions add up
        for a, b in undirected.edges:
            undirected[a][b]["weight"] = sum(graph[x][y]["weight"] for x, y in ((a, b), (b, a)) if graph.has_edge(x, y))
    measures = {
        "degree": dict(graph.degree()),
        "inDegree": dict(graph.in_degree() if graph.is_directed() else graph.degree()),
        "outDegree": dict(graph.out_degree() if graph.is_directed() else graph.degree()),
        "strengthAll": dict(graph.degree(weight="weight")),
        "inStrength": dict(graph.in_degree(weight="weight") if graph.is_directed() else graph.degree(weight="weight")),
        "outStrength": dict(graph.out_degree(weight="weight") if graph.is_directed() else graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph),
        "harmonicCloseness": {k: v / (n - 1) if n > 1 else 0 for k, v in nx.harmonic_centrality(graph).items()},
        "pageRank": nx.pagerank(graph, tol=1e-15, max_iter=10000),
        "coreness": nx.core_number(graph) if graph.number_of_edges() else dict.fromkeys(graph, 0),
        "clustering": nx.clustering(undirected),
        "constraint": nx.constraint(undirected, weight="weight"),
        "articulationPoint": {k: int(k in set(nx.articulation_points(undirected))) for k in graph},
    }
    if graph.number_of_edges():
        matrix = nx.to_numpy_array(undirected, nodelist=sorted(graph))
        values, vectors = numpy.linalg.eigh(matrix)
        if n < 2 or values[-1] - values[-2] > 1e-9:  # else any vector of the space would do
            measures["eigenvector"] = scaled(dict(zip(sorted(graph), vectors[:, -1])))
        matrix = nx.to_numpy_array(graph, nodelist=sorted(graph))
        u, s, vt = numpy.linalg.svd(matrix)
        if n < 2 or s[0] - s[1] > 1e-9:
            measures["hub"] = scaled(dict(zip(sorted(graph), u[:, 0])))
            measures["authority"] = scaled(dict(zip(sorted(graph), vt[0, :])))
    if graph.is_directed() or group:
        roles = brokerage(graph if graph.is_directed() else graph.to_directed(), group or dict.fromkeys(graph, 0))
        for role in ("coordinator", "itinerantBroker", "representative", "gatekeeper", "liaison"):
            measures[role] = {k: roles[k][role] for k in graph}
    for measure, values in measures.items():
        for node in graph:
            tolerance_node = values[node]
            expect(f"{name} {measure} {node}", actors[node][measure], tolerance_node)
    whole = result["network"]
    m = graph.number_of_edges()
    expect(f"{name} ties", whole["ties"], m)
    expect(f"{name} density", whole["density"], nx.density(graph) if n > 1 else None)
    expect(f"{name} weak", whole["weakComponents"], nx.number_connected_components(undirected) if n else 0)
    strong = nx.number_strongly_connected_components(graph) if graph.is_directed() and n else nx.number_connected_components(undirected) if n else 0
    expect(f"{name} strong", whole["strongComponents"], strong)
    expect(f"{name} reciprocity", whole["reciprocity"], nx.overall_reciprocity(graph) if graph.is_directed() and m else None)
    if m:
        lengths = [d for source, row in nx.all_pairs_shortest_path_length(undirected) for target, d in row.items() if source != target]
        expect(f"{name} diameter", whole["diameter"], max(lengths))
        expect(f"{name} mean distance", whole["meanDistance"], sum(lengths) / len(lengths))
        degrees = {d for _, d in undirected.degree() if d}
        if len(degrees) > 1:
            expect(f"{name} assortativity", whole["degreeAssortativity"], nx.degree_pearson_correlation_coefficient(undirected))
        communities = {}
        for node, actor in actors.items():
            communities.setdefault(actor["community"], set()).add(node)
        expect(f"{name} modularity", whole["modularity"], nx.algorithms.community.modularity(undirected, communities.values(), weight="weight"))
        greedy = nx.algorithms.community.modularity(undirected, nx.algorithms.community.greedy_modularity_communities(undirected, weight="weight"), weight="weight")
        expect(f"{name} Leiden at least as good as greedy", float(whole["modularity"] >= greedy - 0.02), 1.0)
    bridges = {frozenset(b) for b in nx.bridges(undirected)} if n else set()
    expect(f"{name} bridges", float({frozenset(b) for b in whole["bridges"]} == bridges), 1.0)


def plain(edges, directed, nodes=()):
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(f"n{n}" for n in nodes)
    for a, b in edges:
        graph.add_node(f"n{a}"), graph.add_node(f"n{b}")
        if a != b:
            weight = graph.get_edge_data(f"n{a}", f"n{b}", {"weight": 0})["weight"]
            graph.add_edge(f"n{a}", f"n{b}", weight=weight + 1)
    return graph


def check(name, edges, directed, nodes=()):
    """Parallel triples do not exist in RDF: weight comes from a second predicate."""
    result = analyze(triples(edges, nodes), *([] if directed else ["--undirected"]))
    compare(name, plain(set(edges) if directed else {tuple(e) for e in edges}, directed, nodes), result)


def check_weights(seed):
    rng, edges = random.Random(seed), {}
    for _ in range(60):
        a, b = rng.sample(range(15), 2)
        edges[a, b] = rng.randint(1, 3)
    lines = [line for (a, b), w in edges.items() for k in range(w) for line in triples([(a, b)], predicate=f"p{k}")]
    graph = nx.DiGraph()
    for (a, b), w in edges.items():
        graph.add_edge(f"n{a}", f"n{b}", weight=w)
    compare(f"weighted {seed}", graph, analyze(lines))


# ---- signed ----

def frustration(nodes, signed):
    """The least number of ties against the grain, over all partitions."""
    first, rest = nodes[0], nodes[1:]
    return min(
        sum((side[a] == side[b]) != (s > 0) for (a, b), s in signed.items())
        for bits in itertools.product((0, 1), repeat=len(rest))
        for side in [dict(zip(rest, bits), **{first: 0})]
    )


def signed_lines(signed):
    return [line for (a, b), s in signed.items() for line in triples([(a, b)], predicate="plus" if s > 0 else "minus")]


SIGNS = f"{NS}plus=+1,{NS}minus=-1"


def check_signed(name, signed):
    result = analyze(signed_lines(signed), "--predicates", SIGNS)["network"]["balance"]
    graph = nx.Graph()
    for (a, b), s in signed.items():
        graph.add_edge(a, b, sign=s)
    triads = [t for t in itertools.combinations(sorted(graph), 3) if all(graph.has_edge(*p) for p in itertools.combinations(t, 2))]
    balanced = sum(math.prod(graph[a][b]["sign"] for a, b in itertools.combinations(t, 2)) > 0 for t in triads)
    expect(f"{name} triads", result["triads"], len(triads))
    expect(f"{name} balanced", result["balancedTriads"], balanced)
    expect(f"{name} positive", result["positive"], sum(s > 0 for s in signed.values()))
    expect(f"{name} negative", result["negative"], sum(s < 0 for s in signed.values()))
    expect(f"{name} frustration", result["frustration"], frustration(sorted(graph), signed))
    expect(f"{name} exact", float(result["exact"]), 1.0)
    return result


def main():
    club = nx.karate_club_graph()
    check("karate club", [tuple(sorted(e)) for e in club.edges], False)
    for seed in range(6):
        rng = random.Random(seed)
        edges = {tuple(rng.sample(range(20), 2)) for _ in range(rng.randint(15, 70))}
        check(f"random directed {seed}", sorted(edges), True)
        check(f"random undirected {seed}", sorted({tuple(sorted(e)) for e in edges}), False)
        check_weights(seed)
    check("empty", [], True)
    check("one node", [], True, nodes=[1])
    check("two nodes apart", [], True, nodes=[1, 2])
    check("one tie", [(1, 2)], True)
    check("disconnected", [(1, 2), (2, 3), (4, 5), (6, 6)], True)
    check("disconnected, undirected", [(1, 2), (2, 3), (4, 5)], False, nodes=[9])
    check("loops", [(1, 1), (1, 2), (2, 3), (3, 1), (2, 2)], True)
    check("star", [(0, k) for k in range(1, 9)], False)
    check("path", [(k, k + 1) for k in range(9)], False)
    check("complete", list(itertools.combinations(range(6), 2)), False)

    for seed in range(25):
        rng = random.Random(seed)
        pairs = [p for p in itertools.combinations([f"n{k}" for k in range(rng.randint(3, 11))], 2) if rng.random() < 0.5]
        if pairs:
            check_signed(f"signed {seed}", {(a[1:], b[1:]): rng.choice((-1, 1)) for a, b in pairs})
    cancelled = analyze(signed_lines({(1, 2): 1}) + signed_lines({(2, 1): -1}) + signed_lines({(2, 3): 1}), "--predicates", SIGNS)
    expect("cancelled", cancelled["network"]["balance"]["cancelled"], 1)

    brief = os.path.join(HERE, "..", "..", "exports", "us-pakistan", "us-pakistan.graphml")
    if os.path.exists(brief):
        multi = nx.read_graphml(brief, force_multigraph=True)
        graph, kind = nx.DiGraph(), {}
        for node, data in multi.nodes(data=True):
            graph.add_node(node)
            kind[node] = data["type"]
        for a, b, data in multi.edges(data=True):
            for x, y in ((a, b), (b, a)) if data["symmetric"] else ((a, b),):
                weight = graph.get_edge_data(x, y, {"weight": 0})["weight"]
                graph.add_edge(x, y, weight=weight + 1)
        out = subprocess.run([PROGRAM, "analyze", brief.replace(".graphml", ".nq"), "--format", "json"], capture_output=True)
        compare_brief(graph, multi, json.loads(out.stdout), kind)
    else:
        print("skipped: exports/us-pakistan is not built")

    print(f"networkx: {passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


def compare_brief(graph, multi, result, kind):
    actors = by_id(result)
    simple = nx.Graph()
    simple.add_nodes_from(graph)
    for a, b in multi.edges():
        simple.add_edge(a, b, weight=simple.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    n = len(graph)
    measures = {
        "degree": dict(graph.degree()),
        "strengthAll": dict(graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph),
        "harmonicCloseness": {k: v / (n - 1) for k, v in nx.harmonic_centrality(graph).items()},
        "pageRank": nx.pagerank(graph, tol=1e-15, max_iter=10000),
        "coreness": nx.core_number(graph),
        "clustering": nx.clustering(simple),
        "constraint": nx.constraint(simple, weight="weight"),
    }
    roles = brokerage(graph, kind)
    for role in ("coordinator", "itinerantBroker", "representative", "gatekeeper", "liaison"):
        measures[role] = {k: roles[k][role] for k in graph}
    for measure, values in measures.items():
        for node in graph:
            expect(f"brief {measure} {node}", actors[node][measure], values[node])


if __name__ == "__main__":
    sys.exit(main())
