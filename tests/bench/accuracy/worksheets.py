#!/usr/bin/env python3
"""The worksheets of ../shared/brief as a directory that 'briefgraph eval --gold' reads.

  worksheets.py DIRECTORY ANSWER   entities.csv, claims.csv, recommendations.csv and the brief; ANSWER is the line of
                                   'briefgraph extract FILE --format jsonl', for the text as the program normalises it

Claims and recommendations are placed by their offsets in the file. A claim's passage is its trigger, a recommendation's the
sentence in which it begins. Modality "attributed" is asserted, by the voice to whom it is attributed."""
import csv
import json
import os
import re
import shutil
import sys

import corpora
import scoring

BRIEF = "us-pakistan-2024.txt"
STRENGTHS = (("consider", "consider"), ("must", "must"), ("need", "must"), ("should", "should"), ("merits", "should"),
             ("interest", "should"), ("continue", "should"))
POLARITIES = {"do": "do", "do-not": "avoid", "not-needed": "not-needed"}


def rows(name):
    with open(os.path.join(corpora.SHARED, "brief", name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def split(cell):
    return [part.strip() for part in re.split(r"[;|]", cell or "") if part.strip()]


class Places:
    """Offsets in the file to passages of the normalised text."""

    def __init__(self, text):
        with open(os.path.join(corpora.SHARED, "brief", BRIEF), encoding="utf-8", newline="") as file:
            raw = file.read()
        self.text, self.map = text, scoring.offset_map(raw, text)

    def quote(self, start, end):
        """From one offset to another, cut to one block; gives the passage and where it starts."""
        a, b = self.map[start], self.map[max(start, end - 1)] + 1
        passage = self.text[a:b].split("\n")[0]
        a += len(passage) - len(passage.lstrip())
        return passage.strip(), a

    def sentence(self, start):
        a = self.map[start]
        stop = re.compile(r"(?<=[.?!])[\d,]* (?=[A-Z])|\n|\Z").search(self.text, a + 1)
        return self.text[a:stop.start()].strip(), a


def strength(modal):
    return next((value for word, value in STRENGTHS if word in modal), "can")


def write(folder, name, header, lines):
    with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def convert(folder, text):
    os.makedirs(folder, exist_ok=True)
    shutil.copy(os.path.join(corpora.SHARED, "brief", BRIEF), os.path.join(folder, "brief.txt"))
    places = Places(text)
    entities = rows("entities.tsv")
    ids = {e["id"] for e in entities}
    write(folder, "entities.csv", ["id", "type", "label", "aliases", "wikidata"],
          [[e["id"], e["class"], e["label"], ";".join(split(e["aliases_in_text"])), e["wikidata"]] for e in entities])
    claims = []
    for c in rows("claims.tsv"):
        quote, place = places.quote(int(c["char_start"]), int(c["char_end"]))
        voice = c["attributed_to"] if c["attributed_to"] in ids or c["attributed_to"].startswith("(") else ""
        claims.append([c["id"], c["subject"], c["predicate"], c["object"],
                       "asserted" if c["modality"] == "attributed" else c["modality"],
                       "negated" if c["negated"] == "1" else "affirmed", voice, quote, place])
    write(folder, "claims.csv",
          ["id", "subject", "relation", "object", "modality", "polarity", "voice", "quote", "place"], claims)
    advice = []
    for r in rows("recommendations.tsv"):
        quote, place = places.sentence(int(r["char_start"]))
        advice.append([r["id"], ";".join(split(r["addressee"])), r["action"], ";".join(split(r["target"])),
                       strength(r["modal"]), POLARITIES[r["polarity"]], quote, place])
    write(folder, "recommendations.csv",
          ["id", "addressee", "action", "target", "strength", "polarity", "quote", "place"], advice)


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    with open(arguments[1], encoding="utf-8") as file:
        convert(arguments[0], json.loads(file.readline())["text"])


if __name__ == "__main__":
    main(sys.argv[1:])
