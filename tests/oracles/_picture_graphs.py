#!/usr/bin/python3
"""Graphs to draw, as N-Triples: small and large, with a hub and without, in several scripts, with names that are hard
to place. The same on every run. As a program: write each to DIRECTORY/NAME.nt.

Zachary's karate club (34 members, 78 ties) is from W. W. Zachary, "An information flow model for conflict and fission
in small groups", Journal of Anthropological Research 33 (1977), pages 452-473."""
import os
import random
import sys

BG = "https://w3id.org/briefgraph/ns#"
DATA = "https://example.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

# Who is tied to members of a higher number.
ZACHARY = {
    1: "2 3 4 5 6 7 8 9 11 12 13 14 18 20 22 32", 2: "3 4 8 14 18 20 22 31", 3: "4 8 9 10 14 28 29 33", 4: "8 13 14",
    5: "7 11", 6: "7 11 17", 7: "17", 9: "31 33 34", 10: "34", 14: "34", 15: "33 34", 16: "33 34", 19: "33 34", 20: "34",
    21: "33 34", 23: "33 34", 24: "26 28 30 33 34", 25: "26 28 32", 26: "32", 27: "30 34", 28: "34", 29: "32 34",
    30: "33 34", 31: "33 34", 32: "33 34", 33: "34"}

RELATIONS = ["supports", "cooperatesWith", "opposes", "criticizes", "funds", "dependsOn"]
MODALITIES = ["asserted", "recommended", "possible", "implied"]
KINDS = ["State", "GovernmentBody", "ArmedGroup", "Person", "Programme", "InternationalOrganization"]

URDU = ["پاکستان", "وزارتِ خارجہ پاکستان", "بھارت", "ریاستہائے متحدہ امریکہ", "افغانستان کی عبوری حکومت", "چین"]
ARABIC = ["جمهورية إيران الإسلامية", "المملكة العربية السعودية", "مجلس التعاون لدول الخليج العربية", "الأردن", "قَطَر", "مصر"]
CHINESE = ["中华人民共和国外交部", "巴基斯坦", "美利坚合众国国务院", "印度", "中国国家国际发展合作署对外援助司", "阿富汗"]
INDIC = ["भारत सरकार", "विदेश मंत्रालय", "दक्षिण एशियाई क्षेत्रीय सहयोग संगठन", "नेपाल", "श्रीलंका", "क्षत्रिय परिषद्"]
MIXED = ["حزب الله (Hezbollah)", "OPEC+ أوبك", "G20 / مجموعة العشرين", "וועדת האו״ם UNSC 1701", "IMF صندوق النقد الدولي 2024",
         "वित्त मंत्रालय (MoF)"]


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

    def recommendation(self, addressee, action, target, issue, strength="should", polarity="affirmed"):
        self.count += 1
        iri = DATA + "recommendation/%04d" % self.count
        self.add(iri, RDF + "type", BG + "Recommendation")
        self.add(iri, "http://purl.org/dc/terms/identifier", literal("R%02d" % self.count))
        self.add(iri, BG + "addressee", addressee)
        self.add(iri, BG + "action", literal(action))
        self.add(iri, BG + "target", target)
        self.add(iri, BG + "onIssue", issue)
        self.add(iri, BG + "strength", BG + strength)
        self.add(iri, BG + "polarity", BG + polarity)

    def text(self):
        return "\n".join(self.lines) + "\n"


def random_graph(actors, claims, hubs=0, issues=4, label=lambda i: "Actor %d" % i, seed=1):
    """Without hubs the ends of claims are any two actors; with hubs one end is one of the first."""
    rng = random.Random(seed)
    graph = Graph()
    nodes = [graph.entity("a%d" % i, label(i), KINDS[i % len(KINDS)]) for i in range(actors)]
    topics = [graph.entity("i%d" % i, "Issue " + label(i), "Issue") for i in range(issues)]
    for i in range(claims if actors > 1 else 0):
        a = rng.randrange(hubs or actors)
        b = rng.choice([k for k in range(actors) if k != a])
        graph.claim(nodes[a], rng.choice(RELATIONS), nodes[b], rng.choice(MODALITIES), rng.choice(topics))
    for i in range(min(claims // 4, 12) if actors > 1 else 0):
        a, b = rng.sample(range(actors), 2)
        graph.recommendation(nodes[a], "do something about " + label(i), nodes[b], rng.choice(topics),
                             rng.choice(["must", "should", "consider", "can"]),
                             rng.choice(["affirmed", "affirmed", "negated", "notNeeded"]))
    return graph.text()


def zachary():
    graph = Graph()
    nodes = {i: graph.entity("m%d" % i, {1: "Mr. Hi", 34: "Officer"}.get(i, "Member %d" % i), "Person") for i in range(1, 35)}
    club = graph.entity("split", "Split of the club", "Issue")
    for a, others in ZACHARY.items():
        for b in others.split():
            graph.claim(nodes[a], "meets", nodes[int(b)])
    graph.claim(nodes[1], "opposes", nodes[34], topic=club)
    return graph.text()


def star(leaves):
    graph = Graph()
    issue = graph.entity("i", "What all want of the hub", "Issue")
    hub = graph.entity("hub", "The hub", "State")
    for i in range(leaves):
        leaf = graph.entity("a%d" % i, "Leaf %d" % i, KINDS[i % len(KINDS)])
        graph.claim(hub if i % 3 else leaf, RELATIONS[i % 6], leaf if i % 3 else hub, MODALITIES[i % 4], issue)
        if i < 10:
            graph.recommendation(hub, "speak with leaf %d" % i, leaf, issue)
    return graph.text()


def ring(actors):
    graph = Graph()
    nodes = [graph.entity("a%d" % i, "Actor %d" % i) for i in range(actors)]
    for i in range(actors):
        graph.claim(nodes[i], RELATIONS[i % 6], nodes[(i + 1) % actors])
    return graph.text()


def pairs():
    """Many actors, each with one tie: nobody is more important than anybody else."""
    graph = Graph()
    for i in range(120):
        a, b = graph.entity("a%d" % i, "Left %d" % i), graph.entity("b%d" % i, "Right %d" % i)
        issue = graph.entity("i%d" % i, "Issue %d" % i, "Issue")
        graph.claim(a, "supports" if i % 2 else "opposes", b, topic=issue)
    return graph.text()


def parallel():
    """Ten claims between one pair, of every sign and modality; actors tied to themselves, and to nobody."""
    graph = Graph()
    a, b, c = (graph.entity(n, "Actor " + n.upper()) for n in "abc")
    issue = graph.entity("i", "The issue", "Issue")
    for i in range(10):
        graph.claim(a if i % 2 else b, RELATIONS[i % 6], b if i % 2 else a, MODALITIES[i % 4], issue)
    graph.claim(a, "opposes", a)
    graph.claim(c, "supports", c, "possible")
    graph.claim(c, "criticizes", b)
    for i in range(9):
        graph.entity("z%d" % i, "Nobody's friend %d" % i, "Person")
    graph.recommendation(a, "leave itself alone", a, issue)
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


def named(names, actors=14):
    return random_graph(actors, 2 * actors, hubs=2,
                        label=lambda i: names[i % len(names)] + (" %d" % (i // len(names) + 1) if i >= len(names) else ""))


def long_name(i):
    return ["Interdepartmental Commission %d on the " % i + "very " * 32 + "Long Names",
            "Supercalifragilistic" * 4 + " %d" % i, "Committee %d for Co-operation" % i][i % 3]


def graphs():
    """(name, N-Triples) of each."""
    yield "empty", ""
    yield "no-ties", random_graph(5, 0)
    yield "three", random_graph(3, 4)
    yield "zachary", zachary()
    yield "star-40", star(40)
    yield "ring-24", ring(24)
    yield "sparse", random_graph(40, 24)
    yield "one-hub", random_graph(25, 40, hubs=1)
    yield "two-hubs", random_graph(40, 90, hubs=2)
    yield "no-hub", random_graph(30, 45)
    yield "many-300", random_graph(300, 700, hubs=20, issues=40)
    yield "many-2000", random_graph(2000, 6000, hubs=60, issues=200)
    yield "urdu", named(URDU)
    yield "arabic", named(ARABIC)
    yield "chinese", named(CHINESE)
    yield "devanagari", named(INDIC)
    yield "mixed", named(MIXED)
    yield "long-names", random_graph(14, 28, hubs=2, label=long_name)
    yield "parallel", parallel()
    yield "pairs", pairs()
    yield "crowded-issue", crowded_issue()


def main():
    for name, text in graphs():
        with open(os.path.join(sys.argv[1], name + ".nt"), "w", encoding="utf-8") as out:
            out.write(text)


if __name__ == "__main__":
    main()
