#!/usr/bin/env python3
"""Label proposals right or wrong, for 'build/train confidence'.

  label.py CORPUS HALF ANSWERS ...   one line a proposal on stdout: 1 or 0, then its features

ANSWERS are JSON Lines as report.py takes them, whose events have "features". An answer is right as report.py counts it;
answers that report.py passes over are left out."""
import sys

import corpora
import report
import scoring

JUDGES = {"re3d": lambda d, a: scoring.re3d_relations(d, a)[2], "plover": lambda d, a: scoring.plover_records(d, a)[2],
          "crossre": lambda d, a: scoring.crossre_relations(d, a)[3]}


def labelled(name, half, path):
    documents = report.load(name, half)
    answers = report.read_answers(path, documents)
    features = []
    for answer in answers.values():
        for event in answer["events"]:
            # the judges hand back the confidence of what they judge: here a number that names it
            event["confidence"] = len(features)
            features.append(event.get("features"))
    judged = JUDGES[name.split("-")[0]](documents, answers)
    return [(right, features[number]) for number, right in judged if features[number]]


def main(arguments):
    if len(arguments) < 3 or len(arguments) % 3:
        sys.exit(__doc__)
    if not corpora.available():
        print(f"skipped: the corpora are not in {corpora.SHARED}; set BRIEFGRAPH_SHARED", file=sys.stderr)
        return
    for name, half, path in zip(*[iter(arguments)] * 3):
        for right, features in labelled(name, half, path):
            print(int(right), features)


if __name__ == "__main__":
    main(sys.argv[1:])
