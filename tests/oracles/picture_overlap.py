#!/usr/bin/python3
"""Measure the pictures: every view of every graph of _picture_graphs.py and of the shipped brief, in every format. None
may have nodes that overlap, labels of edges on nodes, on each other or away from their edge, edges across nodes, text
wider than its box, anything beyond the canvas, a legend that tells less or more than is drawn, text too small for the
page, or other bytes when drawn again elsewhere. -v prints every picture, and PICTURES=DIRECTORY keeps them."""
import concurrent.futures
import os
import re
import struct
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

from _picture_graphs import graphs

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.abspath(os.environ.get("BRIEFGRAPH", os.path.join(ROOT, "build", "briefgraph")))
ONTOLOGY = os.environ.get("BRIEFGRAPH_ONTOLOGY", os.path.join(ROOT, "ontology"))
ENV = dict(os.environ, BRIEFGRAPH_ONTOLOGY=ONTOLOGY)
VIEWS = ["actors", "ego", "recommendations", "issues", "balance"]
FORMATS = ["svg", "png", "pdf", "dot"]
SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
SLACK = 1.0          # points that two boxes may share
DEEP = 4.0           # points that an edge may come into a node that it only passes
FAR = 30.0           # points between a label and its edge
WIDEST, TALLEST = 4.0, 3.2
LEAST_NODES = 12     # of a picture whose shape says something: below, its heading is most of it
MOST_IN_COLUMNS = 120
MOST_NODES = 300


# ---- geometry ----

def points(text):
    values = [float(v) for v in re.findall(NUMBER, text)]
    return list(zip(values[0::2], values[1::2]))


def bounds(element):
    """The box of one shape, or None."""
    tag = element.tag.removeprefix(SVG)
    if tag == "ellipse":
        cx, cy, rx, ry = (float(element.get(k)) for k in ("cx", "cy", "rx", "ry"))
        return (cx - rx, cy - ry, cx + rx, cy + ry)
    if tag not in ("polygon", "polyline", "path"):
        return None
    p = points(element.get("d" if tag == "path" else "points"))
    return (min(x for x, _ in p), min(y for _, y in p), max(x for x, _ in p), max(y for _, y in p))


def union(boxes):
    boxes = [b for b in boxes if b]
    if not boxes:
        return None
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def overlap(a, b, slack=SLACK):
    return min(a[2], b[2]) - max(a[0], b[0]) > slack and min(a[3], b[3]) - max(a[1], b[1]) > slack


def curve(path):
    """Points along a path of M and C."""
    p = points(path.get("d"))
    out = []
    for i in range(0, len(p) - 3, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = p[i:i + 4]
        for k in range(17):
            t, s = k / 16, 1 - k / 16
            out.append((s ** 3 * ax + 3 * s * s * t * bx + 3 * s * t * t * cx + t ** 3 * dx,
                        s ** 3 * ay + 3 * s * s * t * by + 3 * s * t * t * cy + t ** 3 * dy))
    return out


def gap(box, line):
    return min((max(box[0] - x, 0, x - box[2]) ** 2 + max(box[1] - y, 0, y - box[3]) ** 2) ** 0.5 for x, y in line)


def text_width(element):
    """About; letters differ, and so do fonts: narrow for what may be narrow."""
    em = 0
    for c in element.text or "":
        if unicodedata.category(c) in ("Mn", "Cf", "Me"):
            continue
        em += 1.0 if unicodedata.east_asian_width(c) in "WF" else 0.28 if c in " .,'ijlI|!:;" else 0.4
    return em * float(element.get("font-size"))


# ---- what is drawn ----

def styles():
    """(fill, dashed) of nodes: names that the legend may have for them."""
    out = {}
    for block in re.findall(r"^bg:\w+ st:shape.*?\.$", open(os.path.join(ONTOLOGY, "style.ttl")).read(), re.M | re.S):
        fill, name, look = (re.search(r'st:%s "([^"]*)"' % k, block).group(1) for k in ("fill", "legend", "look"))
        dashed = "dashed" in look or "dotted" in look
        out.setdefault((fill.lower(), dashed), set()).add(name)
    return out


STYLES = styles()
FRIENDLY, HOSTILE, NEUTRAL, QUIET = "#0072b2", "#c24a00", "#6e6e6e", "#8a8a8a"
CLAIM_LINES = {"": "stated as fact", "5,2": "recommended", "1,5": "possible, alleged or implied"}
SIGNS = {"actors": {FRIENDLY: "cooperation ▶", HOSTILE: "conflict ⊣", NEUTRAL: "neutral"},
         "recommendations": {FRIENDLY: "do this ▶", HOSTILE: "avoid this ⊣", NEUTRAL: "not needed", QUIET: "is about"},
         "issues": {FRIENDLY: "deals with it ▶", HOSTILE: "its problem, or made worse", NEUTRAL: "concerns"},
         "balance": {FRIENDLY: "net cooperation +", HOSTILE: "net conflict −", NEUTRAL: ""}}
LINES = {"actors": CLAIM_LINES, "issues": CLAIM_LINES,
         "recommendations": {"": "strong: must, should", "5,2": "weaker: should consider, can"},
         "balance": {"": "", "5,2": "cancels out"}}
SIGNS["ego"], LINES["ego"] = SIGNS["actors"], LINES["actors"]
NOTES = {"width: number of claims", "width: number of statements", "thick: against the grain", "number: sum of signs",
         "broker: betweenness"}


class Picture:
    def __init__(self, svg, dot):
        self.root = ET.fromstring(svg)
        self.graph = self.root.find(SVG + "g")
        dx, dy = map(float, re.search(r"translate\((%s)[ ,](%s)\)" % (NUMBER, NUMBER), self.graph.get("transform")).groups())
        x, y, self.width, self.height = (float(v) for v in self.root.get("viewBox").split())
        self.canvas = (x - dx, y - dy, x + self.width - dx, y + self.height - dy)
        self.nodes, self.labels, self.lines, self.ends = {}, {}, {}, {}
        self.groups = {g.get("id"): g for g in self.graph.iter(SVG + "g") if g.get("class") in ("node", "edge")}
        for name, group in self.groups.items():
            if group.get("class") == "node":
                box = union(bounds(e) for e in group.iter())
                if box:
                    self.nodes[name] = box
                continue
            # the ground of a label is the only shape without an outline
            box = union(bounds(e) for e in group.iter() if e.get("stroke") in ("transparent", "none"))
            if box:
                self.labels[name] = box
            self.lines[name] = [e for e in group.iter(SVG + "path")]
        ids = {}
        for first, second, body in re.findall(r"^\t+(n\d+)(?: -> (n\d+))?\t\[(.*?)\];$", dot, re.M | re.S):
            found = re.search(r'^(?:.*\t)?id="?([^",\]\n]+)', body, re.M)
            if second:
                self.ends[found.group(1)] = (first, second)
            else:
                ids[first] = found.group(1)
        self.ends = {e: {ids.get(a), ids.get(b)} for e, (a, b) in self.ends.items()}

    def wrong_places(self):
        things = list(self.nodes.items()) + list(self.labels.items())
        for i, (name, box) in enumerate(things):
            for other, other_box in things[i + 1:]:
                if overlap(box, other_box):
                    yield "%s overlaps %s" % (name, other)
            if box[0] < self.canvas[0] or box[1] < self.canvas[1] or box[2] > self.canvas[2] or box[3] > self.canvas[3]:
                yield "%s is not on the canvas" % name
        for name, paths in self.lines.items():
            line = [p for path in paths for p in curve(path)]
            if not line:
                continue
            if name in self.labels and gap(self.labels[name], line) > FAR:
                yield "the label of %s is far from it" % name
            if len(self.nodes) > MOST_IN_COLUMNS:
                continue  # a cloud: its lines are straight and pass below nodes
            for node, (x0, y0, x1, y1) in self.nodes.items():
                if node not in self.ends.get(name, {node}) and any(
                        x0 + DEEP < x < x1 - DEEP and y0 + DEEP < y < y1 - DEEP for x, y in line):
                    yield "%s runs across %s" % (name, node)

    def wrong_texts(self):
        for name, group in self.groups.items():
            box = self.nodes.get(name) if group.get("class") == "node" else self.labels.get(name)
            for text in group.iter(SVG + "text"):
                width, x, y = text_width(text), float(text.get("x")), float(text.get("y"))
                if text.get("text-anchor") == "middle":
                    x -= width / 2
                if box and (x < box[0] - SLACK or x + width > box[2] + SLACK or not box[1] < y < box[3] + SLACK):
                    yield "text of %s is wider than its box" % name
                if not box and group.get("class") == "edge":
                    yield "a label of %s without a ground" % name
        for text in self.graph.find(SVG + "g").iter(SVG + "text"):
            if float(text.get("x")) + text_width(text) > self.canvas[2]:
                yield "the heading is cut: " + text.text
        for text in self.graph.iter(SVG + "text"):
            if float(text.get("font-size")) < 9:
                yield "text of %s points" % text.get("font-size")

    def legend(self):
        """[(words, colour, dashes, fill)] of the samples, and the notes."""
        samples, notes, shape = [], [], None
        fill = None
        for element in self.graph.find(SVG + "g").iter():
            if element.tag == SVG + "text":
                words = (element.text or "").strip()
                if element.get("font-size") != "11.00":
                    continue
                if shape is None:
                    notes += words.split("; ")
                else:
                    samples.append((words, shape.get("stroke"), shape.get("stroke-dasharray", ""), fill))
                shape = fill = None
            elif element.tag in (SVG + "polyline", SVG + "polygon", SVG + "path"):
                if element.get("fill") != "none":
                    fill = element.get("fill")
                shape = element
        return samples, notes

    def wrong_legend(self, view):
        samples, notes = self.legend()
        looks, drawn, widths = set(), set(), set()
        for name, group in self.groups.items():
            shapes = [e for e in group.iter() if bounds(e)]
            if group.get("class") == "node":
                if shapes and shapes[0].get("stroke") != "transparent":
                    looks.add((shapes[0].get("fill"), bool(shapes[0].get("stroke-dasharray"))))
                continue
            for path in self.lines[name]:
                drawn.add((path.get("stroke"), path.get("stroke-dasharray", "")))
                widths.add(float(path.get("stroke-width", 1)))
        colours, dashes = {c for c, _ in drawn}, {d for c, d in drawn if c != QUIET}
        expected = {w for w in [SIGNS[view].get(c, "no name for " + c) for c in colours] +
                    [LINES[view].get(d, "no name for " + d) for d in dashes] if w}
        boxes = {(fill, bool(dash)): words for words, _, dash, fill in samples if fill}
        told = {words for words, _, _, fill in samples if not fill}
        for missing in expected - told:
            yield "the legend lacks: " + missing
        for more in told - expected:
            yield "the legend has, but nothing is drawn as: " + more
        for words, colour, dash, fill in samples:
            if not fill and SIGNS[view].get(colour, words) != words or (
                    not fill and colour not in SIGNS[view] and LINES[view].get(dash) != words):
                yield "the sample of '%s' is %s %s" % (words, colour, dash)
            if fill and words not in STYLES.get((fill, bool(dash)), ()):
                yield "the box of '%s' is %s" % (words, fill)
        for look in looks - set(boxes):
            yield "the legend lacks the look of nodes %s" % (look,)
        for look in set(boxes) - looks:
            yield "the legend has a look that no node has: %s" % boxes[look]
        yield from self.wrong_notes(view, notes, widths)

    def wrong_notes(self, view, notes, widths):
        texts = [t.text or "" for g in self.groups.values() for t in g.iter(SVG + "text")]
        width = {"balance": "thick: against the grain", "issues": "width: number of statements"}.get(
            view, "width: number of claims")
        expected = {width} if max(widths, default=0) > 1.61 else set()
        if view == "balance":
            expected |= {"number: sum of signs"} if any(re.fullmatch(r"[+−]\d+", t) for t in texts) else set()
            expected |= {"broker: betweenness"} if any(re.fullmatch(r"broker \d\.\d\d", t) for t in texts) else set()
        if set(notes) != expected:
            yield "the legend notes %s, not %s" % (sorted(notes), sorted(expected))

    def wrong(self, view):
        seen = set()
        for element in self.root.iter():
            identifier = element.get("id")
            if identifier in seen:
                yield "two elements have the id " + identifier
            if identifier:
                seen.add(identifier)
        yield from self.wrong_places()
        yield from self.wrong_texts()
        empty = any("nothing to draw" in (t.text or "") for t in self.graph.iter(SVG + "text"))
        if not empty:
            yield from self.wrong_legend(view)
        if not self.nodes and not empty:
            yield "an empty picture"
        if len(self.nodes) > MOST_NODES:
            yield "%d nodes in one picture" % len(self.nodes)
        if len(self.nodes) >= LEAST_NODES and not 1 / TALLEST < self.width / self.height < WIDEST:
            yield "%.0f x %.0f is too long" % (self.width, self.height)


# ---- running ----

def draw(path, view, more, directory, **environment):
    outputs = [os.path.join(directory, "p." + f) for f in FORMATS]
    command = [PROGRAM, "draw", path, "--view", view, *more] + [w for o in outputs for w in ("-o", o)]
    done = subprocess.run(command, env=dict(ENV, **environment), cwd=directory, capture_output=True, timeout=300)
    if done.returncode:
        return None, "exit code %d: %s" % (done.returncode, done.stderr.decode("utf-8", "replace")[:300])
    return [open(o, "rb").read() for o in outputs], done.stderr.decode("utf-8", "replace")


def wrong_formats(picture, png, pdf):
    width, height = struct.unpack(">II", png[16:24])
    if abs(width * 0.75 - picture.width) > 2 or abs(height * 0.75 - picture.height) > 2:
        yield "the PNG is %d x %d pixels" % (width, height)
    if pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") > 1:
        yield "the PDF has several pages"


def check(job):
    name, path, view, *more = job
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        files, errors = draw(path, view, more, first, LC_ALL="C.UTF-8", LANG="C.UTF-8")
        if files is None:
            return name, view, [errors], ""
        keep = os.environ.get("PICTURES")
        for suffix, data in zip(FORMATS, files if keep else []):
            with open(os.path.join(keep, "%s.%s.%s" % (name, view, suffix)), "wb") as out:
                out.write(data)
        picture = Picture(files[0], files[3].decode("utf-8"))
        wrong = list(picture.wrong(view)) + list(wrong_formats(picture, files[1], files[2]))
        if any(line and "no font here" not in line for line in errors.splitlines()):
            wrong.append("it says: " + errors[:200])
        if draw(path, view, more, second, LC_ALL="POSIX", HOME=second)[0] != files:
            wrong.append("a second run elsewhere gives other bytes")
        return name, view, wrong, "%d nodes, %d lines, %d labels, %.0f x %.0f" % (
            len(picture.nodes), len(picture.lines), len(picture.labels), picture.width, picture.height)


def jobs(directory):
    built = subprocess.run([PROGRAM, "build", "-q", os.path.join(ROOT, "data", "us-pakistan"), "-o", directory], env=ENV)
    texts = list(graphs())
    if built.returncode == 0:
        texts.append(("shipped", open(os.path.join(directory, "us-pakistan.nt"), encoding="utf-8").read()))
    for name, text in texts:
        path = os.path.join(directory, name + ".nt")
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        for view in VIEWS:
            yield name, path, view
        if name == "many-300":
            yield name, path, "actors", "--top", "300"


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as directory, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, view, wrong, words in pool.map(check, list(jobs(directory))):
            passed, failed = passed + (not wrong), failed + bool(wrong)
            if wrong or "-v" in sys.argv:
                print("%s %s, %s: %s%s%s" % ("FAILED" if wrong else "ok", name, view, words, "".join(
                    "; " + w for w in wrong[:6]), "; %d in all" % len(wrong) if wrong else ""))
    print("picture_overlap: %d passed, %d failed, 0 skipped" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
