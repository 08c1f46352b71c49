#!/usr/bin/env python3
"""Judge the scorers of tests/bench/accuracy: texts that were put together from tokens hold every token at its place; the gold
handed in as an answer is right wherever our classes can say it; silence finds nothing; halves do not overlap.
Prints "accuracy_scorers: N passed, N failed, N skipped"."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../bench/accuracy"))
sys.dont_write_bytecode = True
import corpora  # noqa: E402
import scoring  # noqa: E402

CLASS_OF = {"politician": "Person", "person": "Person", "organisation": "Organization", "politicalparty": "PoliticalParty",
            "location": "Place", "country": "State", "event": "Event", "election": "Event", "Person": "Person",
            "Organisation": "Organization", "Location": "Place", "Nationality": "SocialGroup"}
RELATION_OF = {"FightingAgainst": "attacks", "AlliesOf": "alliedWith", "Likes": "seeksCloserTiesWith",
               "Dislikes": "criticizes", "CommWith": "meets", "InChargeOf": "leads", "BelongsTo": "memberOf", "role": "leads",
               "part-of": "partOf", "physical": "locatedIn", "opposite": "criticizes"}
FINE = {"politician": "politician", "election": "election"}
passed = failed = 0


def check(name, good, detail=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED {name}: {detail}")


def gold_answer(d):
    """What a program would say that knows the gold."""
    mentions = [{"start": e["start"], "end": e["end"], "form": "name", "entity": f"e{i}", "fine": FINE.get(e["types"][0], "")}
                for i, e in enumerate(d["entities"])]
    entities = [{"id": f"e{i}", "type": next((CLASS_OF[t] for t in e["types"] if t in CLASS_OF), "Document")}
                for i, e in enumerate(d["entities"])]
    events = [{"subject": r["subject"][0], "object": r["object"][0], "relation": RELATION_OF[r["type"]], "claim": "c",
               "confidence": 1.0} for r in d["relations"] if r["type"] in RELATION_OF]
    for actor in d.get("sources", [])[:2 if not d.get("targets") else 1] + d.get("targets", [])[:1]:
        mentions.append({"start": actor["marks"][0][0], "end": actor["marks"][0][1], "form": "name"}
                        if actor["marks"] else {"start": 0, "end": 1, "form": "name"})
    if "class" in d:
        ends = list(range(len(mentions))) + [None]
        first = None if not d["sources"] else 0
        events = [{"subject": first, "object": ends[0] if first is None else ends[1], "relation": "aids",
                   "plover": d["class"], "claim": "c", "confidence": 1.0}]
    return {"id": d["id"], "text": "  " + d["text"].replace(" ", "  "), "entities": entities, "claims": [],
            "mentions": [dict(m, start=shifted(d["text"], m["start"]), end=shifted(d["text"], m["end"] - 1) + 1)
                         for m in mentions], "events": events}


def shifted(text, offset):
    """Where an offset lies when spaces are doubled, as a program may fold or unfold them."""
    return 2 + offset + text[:offset].count(" ")


def f1(rows):
    return scoring.prf(*scoring.total(rows))[2]


def judge_tokens(name, documents):
    for d in documents:
        words = [d["text"][a:b] for a, b in d["tokens"]]
        rising = all(x[1] <= y[0] for x, y in zip(d["tokens"], d["tokens"][1:]))
        check(f"{name} {d['id']} tokens", rising and all(w and w == w.strip() for w in words), words)


def judge_crossner():
    documents = corpora.load("crossner")
    judge_tokens("crossner", documents)
    answers = {d["id"]: scoring.place_answer(d, gold_answer(d)) for d in documents}
    for native in (False, True):
        rows, _, errors = scoring.crossner_entities(documents, answers, native)
        check(f"crossner, native {native}", f1(rows) > 0.995, f"{f1(rows)} {errors[:3]}")
    silent = {d["id"]: scoring.place_answer(d, None) for d in documents}
    check("crossner, silence", scoring.total(scoring.crossner_entities(documents, silent)[0])[:3] == [0, 0, 0])


def judge_re3d(source):
    documents = corpora.load(f"re3d-{source}")
    answers = {d["id"]: scoring.place_answer(d, gold_answer(d)) for d in documents}
    for how in ("span", "verbatim", "typed"):
        rows, errors = scoring.re3d_entities(documents, answers, how)
        check(f"re3d {source}, {how}", f1(rows) == 1, f"{f1(rows)} {errors[:3]}")
    for how in ("pair", "class", "directed"):
        rows, errors, _, _ = scoring.re3d_relations(documents, answers, how)
        check(f"re3d {source}, {how}", f1(rows) == 1, f"{f1(rows)} {errors[:3]}")


def judge_plover():
    documents = corpora.load("plover")
    answers = {d["id"]: scoring.place_answer(d, gold_answer(d)) for d in documents}
    records, errors, _ = scoring.plover_records(documents, answers)
    share = sum(r["all"] for r in records) / len(records)
    check("plover, all right", share > 0.97, f"{share} {errors[:5]}")  # two records mark no place for an actor
    for d in documents:
        check(f"plover {d['id']} class", d["class"] in set(scoring.ONTO.plover.values()), d["class"])


def judge_crossre():
    documents = corpora.load("crossre")
    judge_tokens("crossre", documents)
    answers = {d["id"]: scoring.place_answer(d, gold_answer(d)) for d in documents}
    rows, by_type, _, _, labels = scoring.crossre_relations(documents, answers)
    check("crossre, precision", scoring.prf(*scoring.total(rows))[0] == 1)
    for kind in ("role", "part-of", "physical", "opposite"):
        check(f"crossre, {kind}", f1(by_type[kind]) == 1, f1(by_type[kind]))
    known = [(g, g[0]) for g, _ in labels]
    check("crossre, labels", scoring.label_scores(known)[0] > 0.9)


def judge_halves():
    for name in corpora.CORPORA:
        halves = [{d["id"] for d in corpora.load(name, half)} for half in corpora.PARTS]
        whole = len(corpora.load(name))
        check(f"{name} halves", not halves[0] & halves[1] and len(halves[0] | halves[1]) == whole)
    half = {d["text"]: d["half"] for d in corpora.load("crossner")}
    same = [d["half"] == half[d["text"]] for d in corpora.load("crossre") if d["text"] in half]
    check("a sentence of two corpora is in one half", all(same), f"{sum(same)} of {len(same)}")


if not corpora.available():
    print(f"skipped: the corpora are not in {corpora.SHARED}")
    print("accuracy_scorers: 0 passed, 0 failed, 1 skipped")
    sys.exit(0)
judge_crossner()
for place in corpora.RE3D_SOURCES:
    judge_re3d(place)
judge_plover()
judge_crossre()
judge_halves()
print(f"accuracy_scorers: {passed} passed, {failed} failed, 0 skipped")
sys.exit(failed > 0)
