#!/usr/bin/env python3
"""The accuracy report, and its parts for work on one of them.

  report.py                                    everything, by the program as a user runs it
  report.py export CORPUS HALF                 the plain texts, one JSON object a line (--given: with gold spans and types)
  report.py score CORPUS HALF ANSWERS [N]      figures for answers from elsewhere (JSON Lines); N errors of each kind

CORPUS: crossner, crossre, plover, re3d-SOURCE or re3d; HALF: dev, held-out or all (errors are shown for dev only).
BRIEFGRAPH names the program (default build/briefgraph), BRIEFGRAPH_SHARED the corpora."""
import collections
import json
import os
import subprocess
import sys
import tempfile

import corpora
import recall
import scoring
import worksheets
from scoring import interval, prf, total

ROOT = os.path.normpath(os.path.join(corpora.HERE, "../../.."))
PROGRAM = os.environ.get("BRIEFGRAPH") or os.path.join(ROOT, "build/briefgraph")

RULES = """How it is counted
  The program reads plain text as a user would give it (tokenised corpora are put together again first) and answers in JSON
  Lines. Offsets are compared in code points of the gold text; white space, a possessive ending and a comma at the end of an
  offered span do not count. Halves are fixed: sentences by the SHA-256 of their tokens, PLOVER records by turns, re3d
  documents by turns in the order of the SHA-256 of their ids. [a b] is the 95 % interval of F1 from 1,000 resamples of
  documents (seed 1).
  CrossNER  names only (no pronouns, no "the country", no names inside names); span and type exactly. Four types: person,
            organisation, location, event (maps/classes.tsv); nine types: its own.
  re3d      annotations that the crowd believed less than 0.5 are left out, and an answer that equals one is not counted.
            Spans: nested ones too, exactly but for a determiner at the start; "overlap": outermost spans, one to one.
            Relations between two actors, seven classes (maps/re3d.tsv), both spans touched, pair and class; "directed": Likes,
            Dislikes, InChargeOf and BelongsTo also in order; "exact": both spans exactly. An answer inside one gold mention
            that is not in the gold is not counted.
  PLOVER    a record is right when one of the claims has its source as subject and its target as object (a symmetric
            relation in either order): the same country code, or a span that touches the marked words. With several
            sources or targets any counts; with two sources and no target these two; with neither pair, the one there is.
  CrossRE   gold entities are given. Ordered pair and class (maps/crossre.tsv), and "labels": one class for each pair that
            is known to be related, "role" (the most frequent) where the program says nothing.
  briefs    by 'briefgraph eval' (see the manual): the original of the first brief against its worksheets, and the shipped
            brief against its curated tables. Both served development, and neither claims to be complete: a false alarm may
            be a true statement that nobody wrote down.
"""


def load(name, half):
    names = [n for n in corpora.CORPORA if n.startswith("re3d-")] if name == "re3d" else [name]
    if any(n not in corpora.CORPORA for n in names):
        sys.exit(f"unknown corpus '{name}'; known: {', '.join(corpora.CORPORA)}, re3d")
    return [d for n in names for d in corpora.load(n, half)]


# What CrossRE calls them, as classes of ours; the rest (books, works, theories) are things.
GIVEN = collections.defaultdict(lambda: "Thing", politician="Person", person="Person", organisation="Organization",
                                politicalparty="PoliticalParty", country="State", location="Place", event="Event",
                                election="Event")


def write_texts(documents, file, given=False):
    for d in documents:
        row = {"id": d["id"], "text": d["text"]}
        if given:
            row["entities"] = [{"start": e["start"], "end": e["end"], "type": GIVEN[e["types"][0]]} for e in d["entities"]]
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_answers(path, documents):
    answers = {row["id"]: row for row in corpora.read_lines(path)}
    return {d["id"]: scoring.place_answer(d, answers.get(d["id"])) for d in documents}


def ask(documents, given=False):
    """Run the program over the texts."""
    with tempfile.TemporaryDirectory() as folder:
        source, answer = os.path.join(folder, "texts.jsonl"), os.path.join(folder, "answers.jsonl")
        with open(source, "w", encoding="utf-8") as file:
            write_texts(documents, file, given)
        command = [PROGRAM, "extract", source, "--format", "jsonl"] + (["--given-entities"] if given else [])
        with open(answer, "w", encoding="utf-8") as out:
            done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}: {done.stderr.strip()[:300]}")
        return read_answers(answer, documents)


# ---- figures ---------------------------------------------------------------------------------------------------------

class Sheet:
    """Lines of figures with the two halves side by side."""

    def __init__(self, halves):
        self.halves, self.lines = halves, []

    def counts(self, label, rows_of, target=""):
        cells = []
        for half in self.halves:
            rows = rows_of(half)
            p, r, f = prf(*total(rows))
            low, high = interval(rows) if rows else (0, 0)
            cells.append(f"{100 * p:5.1f} {100 * r:5.1f} {100 * f:5.1f} [{100 * low:4.1f} {100 * high:4.1f}]")
        self.lines.append(f"  {label:34}" + " | ".join(cells) + (f" | {target}" if target else ""))

    def share(self, label, value_of, target=""):
        cells = [f"{value_of(half):>17}             "[:29] for half in self.halves]
        self.lines.append(f"  {label:34}" + " | ".join(cells) + (f" | {target}" if target else ""))

    def head(self, title):
        cells = [f"{half + ':':10} P     R    F1".ljust(29) for half in self.halves]
        self.lines += ["", f"{title}", f"  {'':34}" + " | ".join(cells)]


def percent(part, whole):
    return f"{100 * part / whole:.1f}" if whole else "-"


def report_crossner(sheet, gold, answers):
    sheet.head("CrossNER politics dev, names")
    for native in (False, True):
        label, target = ("nine types", "61.5") if native else ("four types", "75")
        scores = {h: scoring.crossner_entities(gold[h], answers, native) for h in gold}
        sheet.counts(label + ", span and type", lambda h: scores[h][0], f"F1 {target}")
        for kind in sorted(set().union(*[s[1] for s in scores.values()])):
            sheet.counts("    " + kind, lambda h, k=kind: scores[h][1].get(k, []))
    spans = {h: scoring.crossner_entities(gold[h], answers, True, typed=False)[0] for h in gold}
    sheet.counts("span only (nine types)", lambda h: spans[h])


def report_re3d(sheet, gold, answers):
    sheet.head("re3d, actors")
    for how, label in (("span", "span"), ("verbatim", "span, verbatim"), ("typed", "span and type"), ("overlap", "overlap")):
        rows = {h: scoring.re3d_entities(gold[h], answers, how)[0] for h in gold}
        sheet.counts(label, lambda h: rows[h], "F1 65" if how == "span" else "")
    for source in corpora.RE3D_SOURCES:
        rows = {h: scoring.re3d_entities([d for d in gold[h] if d["source"] == source], answers)[0] for h in gold}
        sheet.counts(f"    span, {source}", lambda h: rows[h])
    sheet.head("re3d, relations between actors")
    by_class = {h: scoring.re3d_relations(gold[h], answers) for h in gold}
    sheet.counts("pair and class", lambda h: by_class[h][0], "F1 35")
    for kind in scoring.RE3D_CLASSES:
        sheet.counts("    " + kind, lambda h, k=kind: by_class[h][3].get(k, []))
    for label, how, exact in (("pair only", "pair", False), ("pair and class, directed", "directed", False),
                              ("pair and class, exact", "class", True)):
        rows = {h: scoring.re3d_relations(gold[h], answers, how, exact)[0] for h in gold}
        sheet.counts(label, lambda h: rows[h])
    return {h: by_class[h][2] for h in gold}


def report_plover(sheet, gold, answers):
    scores = {h: scoring.plover_records(gold[h], answers) for h in gold}
    sheet.lines += ["", "PLOVER gold records", f"  {'per cent of the records':34}" + " | ".join(h.ljust(29) for h in gold)]
    for key, label, target in (("source", "source right", ""), ("target", "target right", ""), ("both", "both right", "60"),
                               ("all", "both and class right", "40"), ("top", "... by the surest claim", "")):
        sheet.share(label, lambda h, k=key: percent(sum(r[k] for r in scores[h][0]), len(scores[h][0])), target)
    sheet.share("claims a record", lambda h: f"{sum(r['claims'] for r in scores[h][0]) / max(1, len(scores[h][0])):.2f}")
    sheet.share("claims with the right actors", lambda h: percent(sum(r["right"] for r in scores[h][0]),
                                                                  sum(r["claims"] for r in scores[h][0])))
    return {h: scores[h][2] for h in gold}


def report_crossre(sheet, gold, answers):
    sheet.head("CrossRE politics dev, given entities")
    for directed in (True, False):
        scores = {h: scoring.crossre_relations(gold[h], answers, directed) for h in gold}
        sheet.counts("ordered pair and class" if directed else "pair in either order and class", lambda h: scores[h][0])
        if directed:
            ordered = scores
            for kind in sorted(set().union(*[s[1] for s in scores.values()])):
                sheet.counts("    " + kind, lambda h, k=kind: scores[h][1].get(k, []))
    sheet.share("macro F1", lambda h: f"{100 * scoring.macro(ordered[h][1]):.1f}")
    labels = {h: scoring.label_scores(ordered[h][4]) for h in gold}
    always = {h: scoring.label_scores([(g, "role") for g, _ in ordered[h][4]]) for h in gold}
    sheet.share("labels of related pairs, micro F1", lambda h: f"{100 * labels[h][0]:.1f}", "BERT (test) 58.2")
    sheet.share("labels of related pairs, macro F1", lambda h: f"{100 * labels[h][1]:.1f}", "BERT (test) 20.3")
    sheet.share("always 'role', micro F1", lambda h: f"{100 * always[h][0]:.1f}")
    return {h: ordered[h][3] for h in gold}


def report_reliability(sheet, judged):
    """judged: corpus to half to (confidence, right)."""
    sheet.lines += ["", "Confidence: claims offered in each bin, and per cent of them right",
                    f"  {'':34}" + " | ".join(h.ljust(29) for h in sheet.halves)]
    for name, of_half in judged.items():
        tables = {h: scoring.reliability(of_half.get(h, [])) for h in sheet.halves}
        sheet.lines.append(f"  {name}")
        for i in range(10):
            if any(tables[h][0][i][0] for h in sheet.halves):
                sheet.share(f"    {i / 10:.1f} to {(i + 1) / 10:.1f}", lambda h, k=i: cell(tables[h][0][k]))
        sheet.share("    0.8 and more", lambda h: cell(tables[h][1]), "80 right")


def cell(pair):
    return f"{pair[0]:5d}  {percent(pair[1], pair[0]):>5}"


PARTS = (("crossner", report_crossner, False), ("re3d", report_re3d, False), ("plover", report_plover, False),
         ("crossre", report_crossre, True))


def report(names, answers_of, halves):
    sheet, judged = Sheet(halves), {}
    for name, part, given in PARTS:
        if name not in names:
            continue
        gold = {h: load(name, h) for h in halves}
        documents = [d for h in halves for d in gold[h]]
        try:
            answers = answers_of(documents, given)
        except RuntimeError as problem:
            sheet.lines += ["", f"{name}: not measured: {problem}"]
            continue
        result = part(sheet, gold, answers)
        if result:
            judged[name] = result
    if judged:
        report_reliability(sheet, judged)
    return sheet


# ---- briefs: development data ------------------------------------------------------------------------------------------

BRIEF_TARGETS = {("claims", "pair and sign"): "F1 55", ("recommendations", "found"): "recall 90",
                 ("recommendations", "addressee"): "recall 90"}


def run(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"briefgraph {' '.join(arguments)}: exit {done.returncode}: {done.stderr.strip()[:300]}")
    return done.stdout


def brief_scores(folder, document, gold_of):
    """Extract as a user does, and compare with the gold directory that `gold_of` makes from the normalised text."""
    answer, found = run("extract", document, "--format", "jsonl"), os.path.join(folder, "found")
    run("extract", document, "-o", found, "-q")
    return json.loads(run("eval", "--gold", gold_of(json.loads(answer)["text"]), found, "--format", "json"))


def worksheet_gold(folder):
    def make(text):
        worksheets.convert(folder, text)
        return folder
    return make


def report_briefs():
    shipped = os.path.join(ROOT, "data/us-pakistan")
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        original = os.path.join(corpora.SHARED, "brief", worksheets.BRIEF)
        sheets = {"original, worksheets": brief_scores(folder, original, worksheet_gold(os.path.join(folder, "gold")))}
    with tempfile.TemporaryDirectory() as folder:
        sheets["shipped, curated"] = brief_scores(folder, os.path.join(shipped, "brief.md"), lambda text: shipped)
    lines += ["", "Briefs (development data)",
              f"  {'':34}" + " | ".join(f"{name + ':':24}P R F1".ljust(37) for name in sheets)]
    columns = [[r for r in s["scores"] if "type" not in r] for s in sheets.values()]
    for row in zip(*columns):
        cells = [f"{100 * r['precision']:5.1f} {100 * r['recall']:5.1f} {100 * r['f1']:5.1f} "
                 f"[{100 * r['low']:4.1f} {100 * r['high']:5.1f}] of {r['gold']:3d}".ljust(37) for r in row]
        target = BRIEF_TARGETS.get((row[0]["group"], row[0]["measure"]), "")
        lines.append(f"  {row[0]['group'] + ', ' + row[0]['measure']:34}" + " | ".join(cells) + (f" | {target}" if target else ""))
    lines.append("  claims by confidence: offered, per cent right in pair and sign")
    for i in range(10):
        bins = [s["confidence"][i] for s in sheets.values()]
        if any(b["offered"] for b in bins):
            lines.append(f"    {i / 10:.1f} to {(i + 1) / 10:.1f}{'':22}"
                         + " | ".join(cell((b["offered"], b["right"])).ljust(37) for b in bins))
    return lines


def report_parser():
    script = os.path.join(ROOT, "tests/bench/language.sh")
    done = subprocess.run(["bash", script], capture_output=True, text=True, check=False,
                          env=dict(os.environ, BRIEFGRAPH=PROGRAM, BRIEFGRAPH_SHARED=corpora.SHARED))
    return ["", "Tags and trees (tests/bench/language.sh)"] + ["  " + line for line in done.stdout.splitlines()]


# ---- commands --------------------------------------------------------------------------------------------------------

def show_errors(name, documents, answers, limit):
    groups = collections.OrderedDict()
    if name == "crossner":
        groups["names"] = scoring.crossner_entities(documents, answers, True)[2]
    elif name == "crossre":
        groups["relations"] = scoring.crossre_relations(documents, answers)[2]
    elif name == "plover":
        groups["records"] = scoring.plover_records(documents, answers)[1]
    else:
        groups["actors"] = scoring.re3d_entities(documents, answers)[1]
        groups["relations"] = scoring.re3d_relations(documents, answers)[1]
    for group, errors in groups.items():
        for kind in sorted({e[0] for e in errors}):
            mine = [e for e in errors if e[0] == kind]
            print(f"\n{group}, {kind}: {len(mine)}")
            for _, where, what, more in mine[:limit]:
                print(f"  {where}: {what}  {more if more else ''}")


def score(name, half, path, limit):
    halves = list(corpora.PARTS) if half == "all" else [half]
    base = "re3d" if name.startswith("re3d") else name
    documents = [d for h in halves for d in load(name, h)]
    answers = read_answers(path, documents)
    sheet = Sheet(halves)
    gold = {h: [d for d in documents if d["half"] == h] for h in halves}
    result = next(part for n, part, _ in PARTS if n == base)(sheet, gold, answers)
    if result:
        report_reliability(sheet, {name: result})
    print("\n".join(sheet.lines))
    if limit and "dev" in halves:
        show_errors(base, gold["dev"], answers, limit)


def report_recall():
    return ["", "Ties stated in short invented texts (recall.py), found of those stated, by the way in which they are stated"
            ] + recall.report()


def main(arguments):
    if not corpora.available():
        print(f"skipped: the corpora are not in {corpora.SHARED}; set BRIEFGRAPH_SHARED")
        return
    if arguments[:1] == ["export"] and len(arguments) in (3, 4):
        write_texts(load(arguments[1], arguments[2]), sys.stdout, "--given" in arguments)
    elif arguments[:1] == ["score"] and len(arguments) in (4, 5):
        score(arguments[1], arguments[2], arguments[3], int(arguments[4]) if len(arguments) == 5 else 0)
    elif not arguments:
        print("Accuracy\n\n" + RULES)
        for part in (lambda: report([p[0] for p in PARTS], ask, list(corpora.PARTS)).lines, report_briefs, report_recall,
                     report_parser):
            try:
                print("\n".join(part()), flush=True)
            except RuntimeError as problem:
                print(f"\nnot measured: {problem}")
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
