#!/usr/bin/python3
"""Measure the pictures: parse the SVG of every view and count boxes of nodes that overlap each other, labels of edges
on boxes or on each other, and anything beyond the canvas. All should be none, for the shipped brief and for graphs
that are made here: few actors, one hub, no hub, many, long names, other scripts, nothing at all."""
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ.get("BRIEFGRAPH", os.path.join(ROOT, "build", "briefgraph"))
ENV = dict(os.environ, BRIEFGRAPH_ONTOLOGY=os.environ.get("BRIEFGRAPH_ONTOLOGY", os.path.join(ROOT, "ontology")))
VIEWS = ["actors", "ego", "recommendations", "issues", "balance"]
SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
SLACK = 1.0  # points that two boxes may share


# ---- pictures ----

def points(text):
    values = [float(v) for v in re.findall(NUMBER, text)]
    return list(zip(values[0::2], values[1::2]))


def bounds(element):
    """The box of one shape, or None."""
    tag = element.tag.removeprefix(SVG)
    if tag == "ellipse":
        cx, cy, rx, ry = (float(element.get(k)) for k in ("cx", "cy", "rx", "ry"))
        return (cx - rx, cy - ry, cx + rx, cy + ry)
    if tag in ("polygon", "polyline"):
        p = points(element.get("points"))
    elif tag == "path":
        p = points(element.get("d"))
    else:
        return None
    return (min(x for x, _ in p), min(y for _, y in p), max(x for x, _ in p), max(y for _, y in p))


def union(boxes):
    boxes = [b for b in boxes if b]
    if not boxes:
        return None
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def overlap(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]) > SLACK and min(a[3], b[3]) - max(a[1], b[1]) > SLACK


def measure(svg):
    """(nodes, labels, list of what is wrong)"""
    root = ET.fromstring(svg)
    graph = root.find(SVG + "g")
    dx, dy = (float(v) for v in re.search(r"translate\((%s)[ ,](%s)\)" % (NUMBER, NUMBER), graph.get("transform")).groups())
    x, y, width, height = (float(v) for v in root.get("viewBox").split())
    canvas = (x - dx, y - dy, x + width - dx, y + height - dy)
    nodes, labels, lines, wrong, ids = [], [], [], [], set()
    for element in root.iter():
        identifier = element.get("id")
        if identifier in ids:
            wrong.append("two elements have the id " + identifier)
        if identifier:
            ids.add(identifier)
    for group in graph.iter(SVG + "g"):
        kind, name = group.get("class"), group.get("id")
        if kind == "node":
            box = union(bounds(e) for e in group.iter())
            if box:
                nodes.append((name, box))
        elif kind == "edge":
            # the background of a label is the only shape without an outline
            box = union(bounds(e) for e in group.iter() if e.get("stroke") in ("transparent", "none"))
            if box:
                labels.append((name, box))
            lines += [bounds(e) for e in group.iter(SVG + "path")]
    things = nodes + labels
    for i, (name, box) in enumerate(things):
        for other, other_box in things[i + 1:]:
            if overlap(box, other_box):
                wrong.append("%s overlaps %s" % (name, other))
        if box[0] < canvas[0] or box[1] < canvas[1] or box[2] > canvas[2] or box[3] > canvas[3]:
            wrong.append("%s is not on the canvas" % name)
    return len(nodes), len(labels), len(lines), wrong


# ---- graphs ----

BG = "https://w3id.org/briefgraph/ns#"
DATA = "https://example.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def literal(text):
    return '"%s"' % "".join(
        c if c not in '"\\' and ord(c) >= 0x20 and not 0x7f <= ord(c) < 0xa0 else "\\u%04X" % ord(c) for c in text)


class Graph:
    def __init__(self):
        self.lines = []
        self.count = 0

    def add(self, s, p, o):
        self.lines.append("<%s> <%s> %s ." % (s, p, o if o.startswith('"') else "<%s>" % o))

    def entity(self, name, label, kind="State"):
        iri = DATA + name
        self.add(iri, RDF + "type", BG + kind)
        self.add(iri, "http://www.w3.org/2004/02/skos/core#prefLabel", literal(label))
        self.add(iri, "http://purl.org/dc/terms/identifier", literal(name))
        return iri

    def claim(self, subject, relation, obj, modality="asserted", topic=None):
        self.count += 1
        iri = DATA + "claim/%04d" % self.count
        self.add(iri, RDF + "type", BG + "Claim")
        self.add(iri, RDF + "subject", subject)
        self.add(iri, RDF + "predicate", BG + relation)
        self.add(iri, RDF + "object", obj)
        self.add(iri, BG + "modality", BG + modality)
        self.add(iri, BG + "polarity", BG + "affirmed")
        self.add(iri, BG + "status", BG + "accepted")
        if topic:
            self.add(iri, BG + "topic", topic)

    def recommendation(self, addressee, action, target, issue):
        self.count += 1
        iri = DATA + "recommendation/%04d" % self.count
        self.add(iri, RDF + "type", BG + "Recommendation")
        self.add(iri, "http://purl.org/dc/terms/identifier", literal("R%02d" % self.count))
        self.add(iri, BG + "addressee", addressee)
        self.add(iri, BG + "action", literal(action))
        self.add(iri, BG + "target", target)
        self.add(iri, BG + "onIssue", issue)
        self.add(iri, BG + "strength", BG + "should")
        self.add(iri, BG + "polarity", BG + "affirmed")

    def text(self):
        return "\n".join(self.lines) + "\n"


RELATIONS = ["supports", "cooperatesWith", "opposes", "criticizes", "funds", "dependsOn"]
MODALITIES = ["asserted", "recommended", "possible", "implied"]


def random_graph(actors, claims, hubs=0, issues=4, label=lambda i: "Actor %d" % i, seed=1):
    """Without hubs the ends of claims are any two actors; with hubs one end is one of the first."""
    rng = random.Random(seed)
    graph = Graph()
    kinds = ["State", "GovernmentBody", "ArmedGroup", "Person", "Programme", "InternationalOrganization"]
    nodes = [graph.entity("a%d" % i, label(i), kinds[i % len(kinds)]) for i in range(actors)]
    topics = [graph.entity("i%d" % i, "Issue " + label(i), "Issue") for i in range(issues)]
    for i in range(claims if actors > 1 else 0):
        a = rng.randrange(hubs or actors)
        b = rng.choice([k for k in range(actors) if k != a])
        graph.claim(nodes[a], rng.choice(RELATIONS), nodes[b], rng.choice(MODALITIES), rng.choice(topics))
    for i in range(min(claims // 4, 12) if actors > 1 else 0):
        a, b = rng.sample(range(actors), 2)
        graph.recommendation(nodes[a], "do something about " + label(i), nodes[b], rng.choice(topics))
    return graph.text()


def pairs():
    """Many actors, each with one tie: nobody is more important than anybody else."""
    graph = Graph()
    for i in range(120):
        a, b = graph.entity("a%d" % i, "Left %d" % i), graph.entity("b%d" % i, "Right %d" % i)
        issue = graph.entity("i%d" % i, "Issue %d" % i, "Issue")
        graph.claim(a, "supports" if i % 2 else "opposes", b, topic=issue)
    return graph.text()


def crowded_issue():
    """One issue and one recommendation that concern hundreds."""
    graph = Graph()
    issue = graph.entity("i", "The issue", "Issue")
    first = graph.entity("a", "The first")
    graph.recommendation(first, "help them all", first, issue)
    for i in range(300):
        actor = graph.entity("a%d" % i, "Actor %d" % i)
        graph.claim(actor, "facesIssue", issue)
        graph.add(DATA + "recommendation/0001", BG + "target", actor)
    return graph.text()


SCRIPTS = ["پاکستان کے وزیر خارجہ", "中华人民共和国外交部发言人办公室", "جمهورية إيران الإسلامية", "אִיחוּד", "दक्षिण एशिया", "日本国"]


def graphs():
    shipped = os.path.join(ROOT, "data", "us-pakistan")
    with tempfile.TemporaryDirectory() as directory:
        built = subprocess.run([PROGRAM, "build", shipped, "-o", directory], env=ENV, capture_output=True)
        path = os.path.join(directory, "us-pakistan.nt")
        if built.returncode == 0 and os.path.exists(path):
            yield "shipped brief", open(path, encoding="utf-8").read()
    yield "no statements", ""
    yield "actors without ties", random_graph(5, 0)
    yield "three actors", random_graph(3, 4)
    yield "one hub", random_graph(25, 40, hubs=1)
    yield "two hubs", random_graph(40, 90, hubs=2)
    yield "no hub", random_graph(30, 45)
    yield "300 actors", random_graph(300, 700, hubs=20, issues=40)
    yield "long names", random_graph(12, 24, hubs=2, label=lambda i: "Interdepartmental Commission %d on the " % i + "very "
                                     * 40 + "long " + "x" * 200)
    yield "other scripts", random_graph(18, 36, hubs=3, label=lambda i: SCRIPTS[i % len(SCRIPTS)] + " %d" % i)
    yield "pairs", pairs()
    yield "crowded issue", crowded_issue()


def draw(path, view, *more):
    done = subprocess.run([PROGRAM, "draw", path, "--view", view, "--format", "svg", *more], env=ENV,
                          capture_output=True, timeout=300)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip()


def check(name, view, path):
    code, svg, errors = draw(path, view)
    if code == 1 and view == "ego" and "no actor" in errors:
        return True, "no actor to draw, and it says so"
    if code:
        return False, "exit code %d: %s" % (code, errors[:300])
    nodes, labels, lines, wrong = measure(svg)
    if not nodes and b"nothing to draw" not in svg:
        wrong.append("an empty picture")
    if nodes > 120:
        wrong.append("%d nodes in one picture" % nodes)
    if draw(path, view)[1] != svg:
        wrong.append("a second run gives other bytes")
    return not wrong, "%d nodes, %d lines, %d labels%s" % (
        nodes, lines, labels, "".join("; " + w for w in wrong[:6]) + ("; %d in all" % len(wrong) if wrong else ""))


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as directory:
        for name, text in graphs():
            path = os.path.join(directory, "graph.nt")
            with open(path, "w", encoding="utf-8") as out:
                out.write(text)
            for view in VIEWS:
                good, words = check(name, view, path)
                passed, failed = passed + good, failed + (not good)
                if not good or "-v" in sys.argv:
                    print("%s %s, %s: %s" % ("ok" if good else "FAILED", name, view, words))
    print("picture_overlap: %d passed, %d failed, 0 skipped" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
