#!/usr/bin/env python3
"""How many of the ties that short texts state are found, by the way in which they state them.

  recall.py            figures for both halves: found and expected, at any confidence and from 0.5 on
  recall.py --errors   and what the development half misses and offers wrongly

Texts and ties are in recall/: invented sentences about real and invented actors. A tie is found when a claim has both actors (by
any of their names), one of the relations and the polarity; several names or relations are separated by '|'. What is
'optional' may be said and need not be. BRIEFGRAPH names the program."""
import collections
import csv
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("BRIEFGRAPH") or os.path.join(HERE, "../../../build/briefgraph")
TEXTS = os.path.join(HERE, "recall", "texts.jsonl")
SURE = 0.5


def normal(name):
    name = name.lower().replace("\u2019", "'").replace("-", " ")
    return re.sub(r"('s|')$", "", re.sub(r"^(the|a|an) ", "", name)).strip()


def names_of(answer):
    """Every name of each entity, normalised."""
    names = {e["id"]: {normal(n) for n in [e["label"]] + e.get("aliases", [])} for e in answer["entities"]}
    for e in answer["entities"]:
        if e["type"] in BODIES: # the army of a state may stand for the state
            for whole in e.get("partOf", []):
                names[e["id"]] |= {normal(x["label"]) for x in answer["entities"] if x["id"] == whole}
    for m in answer["mentions"]:
        if m.get("entity") in names and m["form"] != "pronoun":
            names[m["entity"]].add(normal(m["text"]))
    return names


def fits(row, claim, names):
    """True when a claim says what a row asks for."""
    ends = [(row["subject"], claim["subject"]), (row["object"], claim["object"])]
    swaps = [ends, [(row["subject"], claim["object"]), (row["object"], claim["subject"])]]
    there = any(all({normal(n) for n in wanted.split("|")} & names[ours] for wanted, ours in pairs)
                for pairs in (swaps if claim["relation"] in SYMMETRIC else swaps[:1]))
    return there and claim["relation"] in row["relation"].split("|") and row["polarity"] in ("any", claim["polarity"])


BODIES = {"GovernmentBody", "ArmedForces", "Office", "SocialGroup"}
SYMMETRIC = {"seeksCloserTiesWith", "signsAgreementWith", "cooperatesWith", "negotiatesWith", "consultsWith", "meets",
             "tensionWith", "alliedWith", "competesWith", "rivalOf", "borders", "tradesWith", "sharesIntelligenceWith",
             "longstandingTiesWith"}


def gold():
    with open(os.path.join(HERE, "recall", "claims.csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ask(*options):
    done = subprocess.run([PROGRAM, "extract", TEXTS, "--format", "jsonl", *options], stdout=subprocess.PIPE, check=True,
                          stderr=subprocess.DEVNULL)
    return {a["id"]: a for a in map(json.loads, done.stdout.decode().splitlines())}


def judge(document, rows, answer, least):
    """The rows that are found, and the claims that no row accounts for."""
    names = names_of(answer)
    claims = [c for c in answer["claims"] if c["confidence"] >= least]
    found = [r for r in rows if any(fits(r, c, names) for c in claims)]
    false = [c for c in claims if not any(fits(r, c, names) for r in rows)]
    return found, false, len(claims)


def report():
    """Lines of figures; misses and false claims of the development half are printed when asked for."""
    rows = gold()
    with open(TEXTS, encoding="utf-8") as file:
        texts = [json.loads(line) for line in file]
    answers, cells = ask(), {}
    for half in ("dev", "held-out"):
        for least in (0.0, SURE):
            counts = collections.defaultdict(lambda: [0, 0])
            for text in (t for t in texts if t["half"] == half):
                own = [r for r in rows if r["document"] == text["id"]]
                found, false, offered = judge(text, own, answers[text["id"]], least)
                for r in own:
                    if r["construction"] != "optional":
                        for kind in (r["construction"], "all"):
                            counts[kind][0] += r in found
                            counts[kind][1] += 1
                counts["precision"][0] += offered - len(false)
                counts["precision"][1] += offered
                if "--errors" in sys.argv and half == "dev" and least == 0:
                    print(f"\n{text['text']}")
                    for r in own:
                        if r not in found and r["construction"] != "optional":
                            print(f"  missed ({r['construction']}): {r['subject']} {r['relation']} {r['object']}")
                    for c in false:
                        print(f"  false {c['confidence']:.2f}: {c['subject']} {c['relation']} {c['object']} ({c['polarity']}) "
                              f"by {c['rule']} from {c.get('trigger')}")
            cells[half, least] = counts
    kinds = sorted({r["construction"] for r in rows} - {"optional"}) + ["all", "precision"]
    heads = [(half, least) for half in ("dev", "held-out") for least in (0.0, SURE)]
    return [f"  {'':32}" + " | ".join(f"{half}{f' from {least}' if least else '':9}".ljust(18) for half, least in heads)] + [
        f"  {kind:32}" + " | ".join(share(*cells[head][kind]) for head in heads) for kind in kinds]


def share(part, whole):
    return f"{part:4} of {whole:3} {100 * part / max(1, whole):5.1f}".ljust(18)


if __name__ == "__main__":
    print("\n".join(report()))
