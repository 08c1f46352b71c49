#!/usr/bin/env python3
"""Judge 'briefgraph eval' by an independent count, on random annotations in brat's format, and by seqeval and nervaluate where
they are installed. Prints "eval_scores: N passed, N failed, N skipped"."""
import json
import os
import random
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("BRIEFGRAPH", "build/briefgraph")
TYPES = ["State", "Person", "Place"]
RELATIONS = {"aids": (1, False), "cooperatesWith": (1, True), "attacks": (-1, False), "rivalOf": (-1, True),
             "leads": (0, False)}
WORDS = ["Ruritania", "Freedonia", "Sylvania", "Zenda", "Strelsau", "\u00c9lisabeth", "said", "that", "and"]
passed = failed = skipped = 0


def check(name, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED {name}: {detail}")


def make_text(chance):
    return [[chance.choice(WORDS) for _ in range(chance.randint(8, 14))] for _ in range(chance.randint(3, 7))]


def spans_of(lines):
    """Start and end of each word."""
    at, found = 0, []
    for line in lines:
        for word in line:
            found.append((at, at + len(word)))
            at += len(word) + 1
    return found


def make_marks(chance, lines):
    """Mentions as (first word, last word, type), which do not overlap nor cross lines; relations between them."""
    mentions, word = [], 0
    for line in lines:
        i = 0
        while i < len(line):
            length = chance.choice([1, 1, 2])
            if chance.random() < 0.35 and i + length <= len(line):
                mentions.append((word + i, word + i + length - 1, chance.choice(TYPES)))
                i += length
            i += 1
        word += len(line)
    relations = []
    for _ in range(chance.randint(0, 8)):
        if len(mentions) > 1:
            a, b = chance.sample(range(len(mentions)), 2)
            relations.append((a, chance.choice(list(RELATIONS)), b, chance.choice(["asserted", "possible"]),
                              chance.choice(["affirmed", "negated"])))
    return mentions, relations


def disturb(chance, mentions, relations):
    """What a program might find of it."""
    kept, place = [], {}
    for i, (first, last, kind) in enumerate(mentions):
        if chance.random() < 0.2:
            continue
        place[i] = len(kept)
        kept.append((first, last if chance.random() < 0.85 else first, kind if chance.random() < 0.8 else chance.choice(TYPES)))
    found = []
    for a, name, b, modality, polarity in relations:
        if a in place and b in place and chance.random() < 0.8:
            if chance.random() < 0.3:
                a, b = b, a
            found.append((place[a], name if chance.random() < 0.6 else chance.choice(list(RELATIONS)), place[b],
                          modality if chance.random() < 0.8 else "possible", polarity))
    return kept, found


def entity(marks, lines, index):
    """One entity for the same words, whatever their type: linked by them."""
    first, last, _ = marks[0][index]
    words = [w for line in lines for w in line]
    return "_".join(words[first:last + 1]).replace("\u00c9", "E")


def write(folder, name, lines, marks):
    text, spans = "\n".join(" ".join(line) for line in lines) + "\n", spans_of(lines)
    with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8", newline="") as file:
        file.write(text)
    with open(os.path.join(folder, name + ".ann"), "w", encoding="utf-8", newline="") as file:
        for i, (first, last, kind) in enumerate(marks[0]):
            a, b = spans[first][0], spans[last][1]
            file.write(f"T{i + 1}\t{kind} {a} {b}\t{text[a:b]}\n")
            file.write(f"N{i + 1}\tReference T{i + 1} entity:{entity(marks, lines, i)}\t{text[a:b]}\n")
        for i, (a, name_, b, modality, polarity) in enumerate(marks[1]):
            file.write(f"R{i + 1}\t{name_} Arg1:T{a + 1} Arg2:T{b + 1}\n")
            file.write(f"A{2 * i + 1}\tModality R{i + 1} {modality}\nA{2 * i + 2}\tPolarity R{i + 1} {polarity}\n")


def claims_of(marks, lines):
    return {(entity(marks, lines, a), name, entity(marks, lines, b), modality, polarity)
            for a, name, b, modality, polarity in marks[1]}


def matches(measure, x, y):
    (a, r, b, m, p), (c, s, d, n, q) = x, y
    straight, turned = (a, b) == (c, d), (a, b) == (d, c)
    pair, free = straight or turned, RELATIONS[r][1] or RELATIONS[s][1]
    same_sign = RELATIONS[r][0] == RELATIONS[s][0]
    return {"pair": pair, "pair and direction": straight or (turned and free),
            "pair and relation": r == s and (straight or (turned and free)), "pair and sign": pair and same_sign,
            "pair, sign and modality": pair and same_sign and (m, p) == (n, q)}[measure]


def distinct(measure, claims):
    """One of those that are the same at the measure."""
    def key(claim):
        a, r, b, m, p = claim
        ends = tuple(sorted((a, b)))
        way = ends if RELATIONS[r][1] else (a, b)
        return {"pair": ends, "pair and direction": (way, RELATIONS[r][1]), "pair and relation": (way, r),
                "pair and sign": (ends, RELATIONS[r][0]), "pair, sign and modality": (ends, RELATIONS[r][0], m, p)}[measure]
    return list({key(c): c for c in sorted(claims)}.values())


def expected(documents):
    counts = {}

    def add(measure, kind, right, offered, found, gold):
        row = counts.setdefault((measure, kind), [0, 0, 0, 0])
        for i, n in enumerate((right, offered, found, gold)):
            row[i] += n

    for lines, gold, system in documents:
        g, s = set(gold[0]), set(system[0])
        add("span and type", None, len(g & s), len(s), len(g & s), len(g))
        for kind in TYPES:
            mine, theirs = {m for m in g if m[2] == kind}, {m for m in s if m[2] == kind}
            add("span and type", kind, len(mine & theirs), len(theirs), len(mine & theirs), len(mine))
        g, s = {m[:2] for m in g}, {m[:2] for m in s}
        add("span", None, len(g & s), len(s), len(g & s), len(g))
        for measure in ("pair", "pair and direction", "pair and relation", "pair and sign", "pair, sign and modality"):
            mine, theirs = distinct(measure, claims_of(gold, lines)), distinct(measure, claims_of(system, lines))
            add(measure, None, sum(any(matches(measure, x, y) for y in claims_of(gold, lines)) for x in theirs), len(theirs),
                sum(any(matches(measure, x, y) for y in claims_of(system, lines)) for x in mine), len(mine))
    return counts


def tags(lines, mentions):
    words = sum(len(line) for line in lines)
    row = ["O"] * words
    for first, last, kind in mentions:
        row[first:last + 1] = ["B-" + kind] + ["I-" + kind] * (last - first)
    return row


def judge_by_others(documents, rows):
    """The strict scores of mentions, as two well-known libraries count them."""
    global skipped
    gold = [tags(lines, g[0]) for lines, g, _ in documents]
    system = [tags(lines, s[0]) for lines, _, s in documents]
    mine = rows[("span and type", None)]
    try:
        from seqeval.metrics import precision_recall_fscore_support
        theirs = precision_recall_fscore_support(gold, system, average="micro")[:3]
        check("seqeval", all(abs(a - mine[k]) < 1e-9 for a, k in zip(theirs, ("precision", "recall", "f1"))), str(theirs))
    except ImportError:
        print("skipped: seqeval is not installed")
        skipped += 1
    try:
        from nervaluate import Evaluator
        result = Evaluator(gold, system, tags=TYPES, loader="list").evaluate()
        strict = (result["overall"] if "overall" in result else result[0])["strict"]
        values = strict if isinstance(strict, dict) else vars(strict)
        check("nervaluate", all(abs(values[k] - mine[k]) < 1e-9 for k in ("precision", "recall", "f1")), str(values))
    except ImportError:
        print("skipped: nervaluate is not installed")
        skipped += 1


def one_round(seed):
    chance = random.Random(seed)
    documents = []
    with tempfile.TemporaryDirectory() as folder:
        for side in ("gold", "system"):
            os.mkdir(os.path.join(folder, side))
        for i in range(chance.choice([1, 3, 8])):
            lines = make_text(chance)
            gold = make_marks(chance, lines)
            system = disturb(chance, *gold)
            write(os.path.join(folder, "gold"), f"d{i}", lines, gold)
            write(os.path.join(folder, "system"), f"d{i}", lines, system)
            documents.append((lines, gold, system))
        done = subprocess.run([PROGRAM, "eval", "--gold", os.path.join(folder, "gold"), os.path.join(folder, "system"),
                               "--format", "json"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        check(f"round {seed}", False, done.stderr)
        return
    rows = {(r["measure"], r.get("type")): r for r in json.loads(done.stdout)["scores"]}
    for (measure, kind), (right, offered, found, gold) in expected(documents).items():
        if kind and not offered and not gold:
            continue
        row = rows.get((measure, kind), {})
        said = tuple(row.get(k) for k in ("right", "offered", "found", "gold"))
        check(f"round {seed}, {measure}, {kind}", said == (right, offered, found, gold),
              f"{said} for {(right, offered, found, gold)}")
    if seed < 3:
        judge_by_others(documents, rows)


for seed in range(40):
    one_round(seed)
print(f"eval_scores: {passed} passed, {failed} failed, {skipped} skipped")
sys.exit(failed > 0)
