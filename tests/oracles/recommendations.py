"""Measure the recommendations that `briefgraph extract` proposes: those of the original brief (../shared/brief) against its
worksheet, those of the shipped brief against its CSV, and those of the briefs in tests/cases/data/recommendations.

A recommendation of the gold is found when one that is proposed has its passage among its evidence. With --list, misses and
false alarms are printed.
"""
import csv
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BRIEFGRAPH = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))
SHARED = pathlib.Path(os.environ.get("BRIEFGRAPH_SHARED", ROOT.parent / "shared"))
OWN = ROOT / "tests/cases/data/recommendations"
SAME = {"united-states": "us", "european-union": "eu"}
LEAST = 0.9
LIST = "--list" in sys.argv


def fold(text):
    return re.sub(r"\s+", " ", text).strip()


def ids(cell):
    return {SAME.get(i.strip(), i.strip()) for i in cell.split(";") if i.strip()}


def rows(path, delimiter=","):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def proposed(brief):
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([BRIEFGRAPH, "extract", "--quiet", str(brief), "-o", work], check=True, capture_output=True)
        return rows(pathlib.Path(work) / "recommendations.csv")


def strength_of(modal):
    for words, strength in (("consider", "consider"), ("need", "must"), ("must", "must"), ("can", "can"), ("could", "can"),
                            ("should", "should")):
        if words in modal:
            return strength
    return ""


def gold_of_worksheet():
    text = (SHARED / "brief/us-pakistan-2024.txt").read_text(encoding="utf-8")
    polarity = {"do": "do", "do-not": "avoid", "not-needed": "not-needed"}
    for row in rows(SHARED / "brief/recommendations.tsv", "\t"):
        at = int(row["char_start"])
        yield ids(row["addressee"]), [fold(text[at:at + 25])], polarity[row["polarity"]], strength_of(row["modal"])


def gold_of_csv():
    for row in rows(ROOT / "data/us-pakistan/recommendations.csv"):
        yield ids(row["addressee"]), [fold(q) for q in row["quote"].split(" | ")], row["polarity"], row["strength"]


def gold_of_own(brief):
    for row in rows(OWN / "gold.tsv", "\t"):
        if row["brief"] == brief:
            yield ids(row["addressee"]), [row["quote"]], row["polarity"], row["strength"]


def compare(name, brief, gold):
    """Counts of gold, found, addressee, polarity and strength right, proposed, false alarms; and those of confidence 0.8 up."""
    gold, system = list(gold), proposed(brief)
    used, count = set(), [len(gold), 0, 0, 0, 0]
    for actors, quotes, polarity, strength in gold:
        fits = [i for i, r in enumerate(system) if any(q in fold(r["quote"]) for q in quotes)]
        if not fits:
            if LIST:
                print("  missed:", sorted(actors), quotes[0][:80])
            continue
        used.update(fits)
        best = min(fits, key=lambda i: (ids(system[i]["addressee"]) != actors, system[i]["polarity"] != polarity))
        right = [True, ids(system[best]["addressee"]) == actors, system[best]["polarity"] == polarity,
                 not strength or system[best]["strength"] == strength]
        for k, good in enumerate(right):
            count[k + 1] += good
        if LIST and not all(right):
            print("  differs:", sorted(actors), polarity, strength, "<>", system[best]["addressee"],
                  system[best]["polarity"], system[best]["strength"], quotes[0][:60])
    extra = [r for i, r in enumerate(system) if i not in used]
    sure = [r for r in system if float(r["confidence"]) >= 0.8]
    sure_extra = [r for r in extra if float(r["confidence"]) >= 0.8]
    if LIST:
        for r in extra:
            print("  beside the gold:", r["confidence"][:4], r["addressee"], "|", r["action"][:70], "|", r["quote"][:60])
    count += [len(system), len(extra), len(sure), len(sure_extra)]
    print(f"{name}: of {count[0]} found {count[1]}, addressee right {count[2]}, polarity {count[3]}, strength {count[4]}; "
          f"proposed {count[5]}, not in the gold {count[6]} (confidence 0.8 up: {count[7]}, {count[8]})")
    return count


def main():
    if subprocess.run([BRIEFGRAPH, "extract", "--help"], capture_output=True).returncode != 0:
        print("skipped: this briefgraph has no extract")
        print("recommendations: 0 passed, 0 failed, 1 skipped")
        return 0
    passed = failed = skipped = 0
    original = SHARED / "brief/us-pakistan-2024.txt"
    if original.exists():
        count = compare("original brief", original, gold_of_worksheet())
        good = count[1] >= LEAST * count[0] and count[2] >= LEAST * count[1]
        passed, failed = passed + good, failed + (not good)
    else:
        print(f"skipped: no {original}")
        skipped += 1
    compare("shipped brief", ROOT / "data/us-pakistan/brief.md", gold_of_csv())
    total = [0] * 9
    for brief in dict.fromkeys(row["brief"] for row in rows(OWN / "gold.tsv", "\t")):
        total = [a + b for a, b in zip(total, compare(brief, OWN / brief, gold_of_own(brief)))]
    print(f"own briefs together: of {total[0]} found {total[1]}, addressee right {total[2]}, polarity {total[3]}, strength "
          f"{total[4]}; proposed {total[5]}, not in the gold {total[6]}")
    good = total[1] >= LEAST * total[0] and total[2] >= LEAST * total[1]
    passed, failed = passed + good, failed + (not good)
    print(f"recommendations: {passed} passed, {failed} failed, {skipped} skipped")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
