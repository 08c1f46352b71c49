#!/usr/bin/env python3
"""Label what the program proposes right or wrong, for 'build/train confidence' (make train-confidence).

  label.py > LABELLED        one line a proposal: 1 or 0, then its features

Development halves only: PLOVER records, re3d (names found, and given), CrossRE (given), the brief's worksheets (actors and
sign), each right as report.py counts it; and claims of CrossNER and Wikigold sentences that somebody judged by reading
(maps/judged.tsv), as well as the development texts of recall/. BRIEFGRAPH names the program."""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile

import corpora
import recall
import report
import scoring

JUDGES = {"re3d": lambda d, a: scoring.re3d_relations(d, a)[2], "plover": lambda d, a: scoring.plover_records(d, a)[2],
          "crossre": lambda d, a: scoring.crossre_relations(d, a)[3]}
SOURCES = (("plover", False), ("re3d", False), ("re3d", True), ("crossre", True))
# a sign says more of a claim than of its relation: what the worksheets call neutral may be said with a friendly verb
COUNTRIES = {"USA": "us", "PAK": "pakistan", "IND": "india", "CHN": "china", "IRN": "iran", "AFG": "afghanistan",
             "CAN": "canada"}


def ask(documents, given=False):
    """Answers with the features of every event."""
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "texts.jsonl")
        with open(source, "w", encoding="utf-8") as file:
            report.write_texts(documents, file, given)
        command = [report.PROGRAM, "extract", source, "--format", "jsonl", "--explain"]
        answer = subprocess.run(command + (["--given-entities"] if given else []), stdout=subprocess.PIPE, check=True)
        path = os.path.join(folder, "answers.jsonl")
        with open(path, "wb") as file:
            file.write(answer.stdout)
        return report.read_answers(path, documents)


def judged_claims():
    return {(r["sentence"], r["subject"], r["relation"], r["object"]): r["right"] == "1"
            for r in corpora.table("judged.tsv")}


def key_of(document, answer, event):
    """What maps/judged.tsv calls an event."""
    ends = [event[role] for role in ("subject", "object")]
    words = ["" if end is None else scoring.quote(document["text"], answer["entities"][end]) for end in ends]
    return document["id"], words[0], event["relation"], words[1]


def by_corpus(name, given):
    documents = report.load(name, "dev")
    answers = ask(documents, given)
    features, keys, judged = [], [], judged_claims()
    for document in documents:
        for event in answers[document["id"]]["events"]:
            # the judges hand back the confidence of what they judge: here a number that names it
            event["confidence"] = len(features)
            features.append(event["features"])
            keys.append(key_of(document, answers[document["id"]], event))
    return [(judged.get(keys[number], right), features[number]) for number, right in JUDGES[name](documents, answers)]


def said(answer, text):
    """Claims of an answer with the words of both actors."""
    for event in answer["relations"]:
        ends = [answer["entities"][event[role]] for role in ("subject", "object")]
        yield event, ends, [scoring.quote(text, end) for end in ends]


# ---- the brief -------------------------------------------------------------------------------------------------------

def rows(name):
    with open(os.path.join(corpora.SHARED, "brief", name), encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def normal(words):
    words = re.sub(r"^(the|a|an|its|their) ", "", words.lower().replace("\u2019", "'"))
    return re.sub(r"('s|')$", "", words).strip()


def entity_of(names, entity, words):
    words = normal(words)
    if words in names:
        return names[words]
    if entity["type"] == "State" and entity["iso3"] in COUNTRIES:
        return COUNTRIES[entity["iso3"]]
    return next((names[n] for n in sorted(names, key=lambda n: (-len(n), n)) if len(n) > 3 and n in words), words)


def by_brief():
    names = {}
    for row in rows("entities.tsv"):
        for name in [row["label"]] + row["aliases_in_text"].split("|"):
            names.setdefault(name.strip().lower(), row["id"])
    gold = {(row["subject"], row["object"], int(row["sign"])) for row in rows("claims.tsv")}
    with open(os.path.join(corpora.SHARED, "brief", "us-pakistan-2024.txt"), encoding="utf-8") as file:
        document = {"id": "brief", "text": file.read()}
    for event, ends, words in said(ask([document])["brief"], document["text"]):
        pair = [entity_of(names, *end) for end in zip(ends, words)]
        pairs = [pair, pair[::-1]] if event["relation"] in scoring.ONTO.symmetric else [pair]
        yield any((a, b, event["sign"]) in gold for a, b in pairs), event["features"]


# ---- by reading ------------------------------------------------------------------------------------------------------

def wikigold():
    sentence = []
    with open(corpora.shared("names", "wikigold.conll"), encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("-DOCSTART"):
                sentence.append(line.split()[0])
            elif sentence:
                yield sentence
                sentence = []


def treebanks():
    """Documents of the treebanks as plain text, paragraph by paragraph."""
    folder, texts, current = corpora.shared("treebank"), {}, None
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("# newdoc id"):
                    current = texts.setdefault(line.split("=")[1].strip(), [])
                elif line.startswith("# newpar"):
                    current.append("\n\n")
                elif line.startswith("# text ="):
                    current.append(line.split("=", 1)[1].strip() + " ")
    return {name: "".join(parts).strip() for name, parts in texts.items()}


def by_recall():
    """Claims of the development texts of recall.py; what they say is all marked."""
    with open(recall.TEXTS, encoding="utf-8") as file:
        documents = [d for d in map(json.loads, file) if d["half"] == "dev"]
    gold = recall.gold()
    answers = recall.ask("--explain")
    for document in documents:
        answer = answers[document["id"]]
        claims = {c["id"]: c for c in answer["claims"]}
        names = recall.names_of(answer)
        for event in answer["events"]:
            if "claim" in event:
                claim = dict(claims[event["claim"]], relation=event["relation"])
                yield any(recall.fits(r, claim, names) for r in gold if r["document"] == document["id"]), event["features"]


def by_reading():
    judged = judged_claims()
    wanted = {key[0] for key in judged}
    documents = [d for d in corpora.load("crossner", "all") if d["id"] in wanted]
    documents += [{"id": f"wikigold-{i}", "text": corpora.detokenise(tokens)[0]} for i, tokens in enumerate(wikigold())
                  if f"wikigold-{i}" in wanted]
    documents += [{"id": f"treebank-{name}", "text": text} for name, text in treebanks().items()
                  if f"treebank-{name}" in wanted]
    answers = ask(documents)
    for d in documents:
        for event, _, words in said(answers[d["id"]], d["text"]):
            key = (d["id"], words[0], event["relation"], words[1])
            if key in judged:
                yield judged[key], event["features"]


def main():
    if not corpora.available():
        sys.exit(f"the corpora are not in {corpora.SHARED}; set BRIEFGRAPH_SHARED")
    labelled = [pair for source in SOURCES for pair in by_corpus(*source)] + list(by_brief())
    labelled += list(by_reading()) + list(by_recall())
    for right, features in labelled:
        print(int(right), features)


if __name__ == "__main__":
    main()
