"""Scores of what the program said against the gold. Every function gives, per document, counts from which precision,
recall and F1 follow, so that intervals come from resampling documents.

Answers are what `briefgraph extract --format jsonl` writes, one object a line: text, entities, mentions, claims and events
(graph/export/extraction_json.h)."""
import difflib
import os
import random
import re

import corpora

ONTOLOGY = os.path.join(corpora.HERE, "../../../ontology/briefgraph.ttl")
SEED, RESAMPLES = 1, 1000


# ---- the ontology, as far as scoring needs it ------------------------------------------------------------------------

class Ontology:
    def __init__(self):
        self.above, self.sign, self.plover, self.symmetric = {}, {}, {}, set()
        with open(ONTOLOGY, encoding="utf-8") as file:
            blocks = re.findall(r"^bg:(\w+) a owl:(?:Class|ObjectProperty).*?\.\n", file.read(), re.S | re.M)
            file.seek(0)
            text = file.read()
        for name in blocks:
            block = re.search(rf"^bg:{name} a owl:.*?(?:\n\n|\Z)", text, re.S | re.M).group(0)
            up = re.search(r"rdfs:sub(?:Class|Property)Of bg:(\w+)", block)
            self.above[name] = up.group(1) if up else None
            sign, plover = re.search(r"bg:sign ([-+]?\d)", block), re.search(r"bg:plover bg:plover_(\w+)", block)
            self.sign[name] = int(sign.group(1)) if sign else 0
            self.plover[name] = plover.group(1) if plover else ""
            if "owl:SymmetricProperty" in block:
                self.symmetric.add(name)

    def row(self, table, name):
        """The row of a name, or of the nearest above it."""
        while name and name not in table:
            name = self.above.get(name)
        return table.get(name)


ONTO = Ontology()
CLASSES = {row["class"]: row for row in corpora.table("classes.tsv")}
RE3D = {row["relation"]: row for row in corpora.table("re3d.tsv")}
CROSSRE = {row["relation"]: row for row in corpora.table("crossre.tsv")}


# ---- counts ----------------------------------------------------------------------------------------------------------

def prf(offered_right, offered, found, gold):
    precision = offered_right / offered if offered else 0.0
    recall = found / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def total(rows):
    return [sum(row[i] for row in rows) for i in range(4)]


def interval(rows, measure=lambda sums: prf(*sums)[2]):
    """95 % by the percentiles of resampled documents."""
    chance, values = random.Random(SEED), []
    for _ in range(RESAMPLES):
        values.append(measure(total(chance.choices(rows, k=len(rows)))))
    values.sort()
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES) - 1]


# ---- answers ---------------------------------------------------------------------------------------------------------

def offset_map(text, gold):
    """Offsets of the program's text to offsets of the gold text, when white space was folded or marks were mended."""
    if text == gold:
        return list(range(len(gold) + 1))
    places, wide = [0] * (len(text) + 1), [[i for i, c in enumerate(s) if not c.isspace()] for s in (text, gold)]
    bare = ["".join(s[i] for i in w) for s, w in zip((text, gold), wide)]
    blocks = [(0, 0, len(bare[0]))] if bare[0] == bare[1] else \
        difflib.SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_matching_blocks()
    known = {}
    for a, b, size in blocks:
        for k in range(size):
            known[wide[0][a + k]] = wide[1][b + k]
    last = 0
    for i in range(len(text)):
        last = known.get(i, last)
        places[i] = last
    places[len(text)] = len(gold)
    return places


TRAIL = re.compile(r"(?:['\u2019][sS]|['\u2019]|[\s,;:])+$")
LEAD = re.compile(r"^(?:the|a|an|his|her|its|their|our|this|these|those)\s+", re.I)


def tighten(text, start, end, determiners=False):
    """Without white space, a possessive ending and a comma at the end; if asked, without a determiner at the start."""
    words = text[start:end]
    end -= len(words) - len(TRAIL.sub("", words))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if determiners:
        start += len(text[start:end]) - len(LEAD.sub("", text[start:end]))
    return start, max(start, end)


KINDS = {"person": "Person", "organization": "Organization", "place": "Place", "event": "Event",
         "initiative": "Initiative", "group": "SocialGroup", "issue": "Issue", "office": "Office", "other": "Thing"}


def place_answer(document, answer):
    """Mentions (each with the type and code of its entity) with their spans in the gold text, and events. Relations are the
    events between two mentions that make a claim."""
    if answer is None:
        return {"entities": [], "events": [], "relations": []}
    places = offset_map(answer["text"], document["text"])
    known = {e["id"]: e for e in answer["entities"]}
    rules = {c["id"]: c.get("rule", "") for c in answer["claims"]}
    mentions = []
    for m in answer["mentions"]:
        start, last = places[m["start"]], places[max(m["start"], m["end"] - 1)] + 1
        entity = known.get(m.get("entity"), {})
        mentions.append(dict(m, start=start, end=max(start, last), fine=m.get("fine", ""), iso3=entity.get("iso3", ""),
                             type=entity.get("type") or KINDS.get(m.get("kind"), "Thing")))
    events = [dict(e, subject=e.get("subject"), object=e.get("object"), rule=rules.get(e.get("claim"), ""))
              for e in answer["events"]]
    return {"entities": mentions, "events": events,
            "relations": [e for e in events if "claim" in e and None not in (e["subject"], e["object"])]}


def is_name(entity):
    return entity.get("form", "name") in ("name", "abbreviation", "adjective", "metonym") and not entity.get("nested")


# ---- CrossNER: exact span and type -----------------------------------------------------------------------------------

COLLAPSED = {"politician": "person", "person": "person", "organisation": "organisation", "politicalparty": "organisation",
             "location": "location", "country": "location", "event": "event", "election": "event"}
ELECTION = re.compile(r"\b(?:elections?|by-elections?|primary|primaries)\b", re.I)


def crossner_type(entity, words):
    if entity.get("form") == "adjective":
        return "misc"
    row = ONTO.row(CLASSES, entity["type"])
    kind = row["crossner"] if row else "misc"
    if kind == "event" and (ELECTION.search(words) or entity["fine"] == "election"):
        return "election"
    if kind == "politician" and entity["fine"] != "politician":
        return "person"
    return kind


def crossner_sets(document, answer, native):
    gold, offered = set(), set()
    for e in document["entities"]:
        kind = e["types"][0] if native else COLLAPSED.get(e["types"][0])
        if kind:
            gold.add((e["start"], e["end"], kind))
    for e in answer["entities"]:
        if is_name(e):
            start, end = tighten(document["text"], e["start"], e["end"])
            kind = crossner_type(e, document["text"][start:end])
            kind = kind if native else COLLAPSED.get(kind)
            if kind:
                offered.add((start, end, kind))
    return gold, offered


def set_counts(gold, offered):
    right = len(gold & offered)
    return right, len(offered), right, len(gold)


def crossner_entities(documents, answers, native=False, typed=True):
    rows, by_type, errors = [], {}, []
    for d in documents:
        gold, offered = crossner_sets(d, answers[d["id"]], native)
        if not typed:
            gold, offered = {g[:2] for g in gold}, {o[:2] for o in offered}
        rows.append(set_counts(gold, offered))
        for kind in {x[-1] for x in gold | offered} if typed else ():
            by_type.setdefault(kind, []).append(set_counts({g for g in gold if g[-1] == kind},
                                                           {o for o in offered if o[-1] == kind}))
        errors += [("missed", d["id"], d["text"][g[0]:g[1]], g[2:]) for g in sorted(gold - offered)]
        errors += [("false", d["id"], d["text"][o[0]:o[1]], o[2:]) for o in sorted(offered - gold)]
    return rows, by_type, errors


# ---- re3d: spans of actors -------------------------------------------------------------------------------------------

def re3d_types(entity):
    row = ONTO.row(CLASSES, entity["type"])
    types = set(row["re3d"].split("|")) if row and row["re3d"] != "-" else set()
    return types | {"Nationality"} if types and entity.get("form") == "adjective" else types


def actor_spans(document, answer, determiners):
    """Gold spans with their types, doubtful spans, and offered spans with the types that would be right."""
    text = document["text"]
    gold, offered = {}, {}
    for e in document["entities"]:
        types = set(e["types"]) & corpora.RE3D_ACTORS
        span = tighten(text, e["start"], e["end"], determiners)
        if types and span[0] < span[1]:
            gold.setdefault(span, set()).update(types)
    for e in answer["entities"]:
        types = re3d_types(e)
        span = tighten(text, e["start"], e["end"], determiners)
        if types and span[0] < span[1]:
            offered.setdefault(span, set()).update(types)
    doubtful = {tighten(text, a, b, determiners) for a, b in document.get("doubtful", ())}
    return gold, doubtful - set(gold), offered


def outermost(spans):
    """Those that stand in no other, in order."""
    kept = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def overlap_counts(gold, offered):
    """One to one from left to right, outermost spans only."""
    gold, offered = outermost(gold), outermost(offered)
    i = j = right = 0
    while i < len(gold) and j < len(offered):
        if gold[i][0] < offered[j][1] and offered[j][0] < gold[i][1]:
            right, i, j = right + 1, i + 1, j + 1
        elif gold[i][1] <= offered[j][0]:
            i += 1
        else:
            j += 1
    return right, len(offered), right, len(gold)


def re3d_entities(documents, answers, how="span"):
    """how: verbatim (exact spans), span (without a determiner at the start), typed (and the type), overlap."""
    rows, errors = [], []
    for d in documents:
        gold, doubtful, offered = actor_spans(d, answers[d["id"]], how != "verbatim")
        offered = {s: t for s, t in offered.items() if s not in doubtful}
        if how == "overlap":
            rows.append(overlap_counts(gold, offered))
            continue
        right = {s for s in gold if s in offered and (how != "typed" or gold[s] & offered[s])}
        rows.append((len(right), len(offered), len(right), len(gold)))
        errors += [("missed", d["id"], d["text"][a:b], gold[(a, b)]) for a, b in sorted(set(gold) - right)]
        errors += [("false", d["id"], d["text"][a:b], offered[(a, b)]) for a, b in sorted(set(offered) - right)]
    return rows, errors


# ---- relations -------------------------------------------------------------------------------------------------------

RE3D_CLASSES = ("FightingAgainst", "AlliesOf", "Likes", "Dislikes", "CommWith", "InChargeOf", "BelongsTo")


def touches(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def same_span(text, a, b):
    return tighten(text, a["start"], a["end"], True) == tighten(text, b["start"], b["end"], True)


def relation_classes(table, relation):
    row = ONTO.row(table, relation)
    return set(row["classes"].split("|")) - {"-"} if row else set()


def mention_match(text, gold, offered, exact):
    return same_span(text, gold, offered) if exact else touches(gold, offered)


def inside_one(entities, mentions, answer):
    ends = [mentions[answer["subject"]], mentions[answer["object"]]]
    start, end = min(e["start"] for e in ends), max(e["end"] for e in ends)
    return any(e["start"] <= start and end <= e["end"] for e in entities)


def re3d_relations(documents, answers, how="class", exact=False):
    """A gold relation is found, and an answer right, when one of the other side has the same two actors (spans touch; exact:
    the same spans), in either order, and, by `how`, a class that fits (class), also in order (directed), or any (pair).
    An answer that is right only by a relation that is left out (of a weapon, say) is left out too, and so is one that is wrong
    inside a single mention of the gold ("Russian Foreign Minister Lavrov"), where re3d marks next to nothing."""
    rows, errors, judged, by_type = [], [], [], {}
    for d in documents:
        text, answer = d["text"], answers[d["id"]]
        actors = {i for i, e in enumerate(d["entities"]) if set(e["types"]) & corpora.RE3D_ACTORS}
        known = [r for r in d["relations"] if r["type"] in RE3D_CLASSES]
        gold = [r for r in known if r["subject"][0] in actors and r["object"][0] in actors]
        offered = [r for r in answer["relations"] if relation_classes(RE3D, r["relation"])
                   and all(re3d_types(answer["entities"][r[role]]) for role in ("subject", "object"))]

        def fits(g, o):
            ends = [d["entities"][g["subject"][0]], d["entities"][g["object"][0]]]
            said = [answer["entities"][o["subject"]], answer["entities"][o["object"]]]
            straight = all(mention_match(text, e, s, exact) for e, s in zip(ends, said))
            crossed = all(mention_match(text, e, s, exact) for e, s in zip(ends, reversed(said)))
            if not (straight or crossed):
                return False
            if how == "pair":
                return True
            undirected = g["type"] in ("FightingAgainst", "AlliesOf", "CommWith") or how == "class"
            return g["type"] in relation_classes(RE3D, o["relation"]) and (straight or undirected)

        offered = [o for o in offered if any(fits(g, o) for g in gold)
                   or not any(fits(g, o) for g in known) and not inside_one(d["entities"], answer["entities"], o)]
        found = [any(fits(g, o) for o in offered) for g in gold]
        right = [any(fits(g, o) for g in gold) for o in offered]
        rows.append((sum(right), len(offered), sum(found), len(gold)))
        judged += [(o.get("confidence", 1.0), r) for o, r in zip(offered, right)]
        for kind in RE3D_CLASSES:
            mine = [f for f, g in zip(found, gold) if g["type"] == kind]
            said = [r for r, o in zip(right, offered) if kind in relation_classes(RE3D, o["relation"])]
            by_type.setdefault(kind, []).append((sum(said), len(said), sum(mine), len(mine)))
        errors += [("missed", d["id"], show_gold(d, g), g["type"]) for g, f in zip(gold, found) if not f]
        errors += [("false", d["id"], show_answer(d, answer, o), o.get("rule", "")) for o, r in zip(offered, right) if not r]
    return rows, errors, judged, by_type


def quote(text, entity):
    return text[entity["start"]:entity["end"]]


def show_gold(d, g):
    return f'{quote(d["text"], d["entities"][g["subject"][0]])} -> {quote(d["text"], d["entities"][g["object"][0]])}'


def show_answer(d, answer, o):
    ends = ["?" if o[role] is None else quote(d["text"], answer["entities"][o[role]]) for role in ("subject", "object")]
    return f'{ends[0]} {o["relation"]} {ends[1]}'


def crossre_relations(documents, answers, directed=True):
    """Given entities: ordered pair and class. Also by class, and what the engine says of pairs that are known to be related,
    with the most frequent class where it says nothing."""
    rows, by_type, errors, judged, labels = [], {}, [], [], []
    for d in documents:
        answer = answers[d["id"]]
        spans = {(e["start"], e["end"]): i for i, e in enumerate(d["entities"])}
        said = {}
        for o in answer["relations"]:
            row = ONTO.row(CROSSRE, o["relation"])
            ends = [spans.get((answer["entities"][o[role]]["start"], answer["entities"][o[role]]["end"]))
                    for role in ("subject", "object")]
            if row and None not in ends:
                if row["orientation"] == "inverse":
                    ends.reverse()
                said.setdefault(tuple(ends), []).append((set(row["classes"].split("|")), o))
        gold = {}
        for r in d["relations"]:
            gold.setdefault((r["subject"][0], r["object"][0]), set()).add(r["type"])
        count_crossre(d, gold, said, directed, rows, by_type, errors, judged, labels)
    return rows, by_type, errors, judged, labels


def count_crossre(d, gold, said, directed, rows, by_type, errors, judged, labels):
    def kinds_of(pair):
        return set(gold.get(pair, ())) | (set() if directed else set(gold.get(pair[::-1], ())))

    def answers_of(pair):
        return list(said.get(pair, ())) + ([] if directed else list(said.get(pair[::-1], ())))

    right = offered = found = 0
    for pair, items in said.items():
        for classes, o in items:
            good = bool(classes & kinds_of(pair))
            offered, right = offered + 1, right + good
            judged.append((o.get("confidence", 1.0), good))
            shown = sorted(classes & kinds_of(pair)) or sorted(classes)
            by_type.setdefault(shown[0], []).append((int(good), 1, 0, 0))
            if not good:
                errors.append(("false", d["id"], show_pair(d, pair), f'{o["relation"]} / {sorted(kinds_of(pair))}'))
    for pair, kinds in gold.items():
        for kind in sorted(kinds):
            good = any(kind in classes for classes, _ in answers_of(pair))
            found += good
            by_type.setdefault(kind, []).append((0, 0, int(good), 1))
            if not good:
                errors.append(("missed", d["id"], show_pair(d, pair), kind))
        guess = sorted(set().union(*[c for c, _ in answers_of(pair)]) or {"role"})
        labels.append((sorted(kinds), next((g for g in guess if g in kinds), guess[0])))
    rows.append((right, offered, found, sum(len(k) for k in gold.values())))


def show_pair(d, pair):
    return " -> ".join(quote(d["text"], d["entities"][i]) for i in pair)


def macro(by_type):
    scores = [prf(*total(rows))[2] for rows in by_type.values() if total(rows)[3]]
    return sum(scores) / len(scores) if scores else 0.0


def label_scores(labels):
    """Micro and macro F1 of one label for each related pair."""
    kinds = {k for gold, _ in labels for k in gold}
    right = sum(guess in gold for gold, guess in labels)
    micro = prf(right, len(labels), right, sum(len(gold) for gold, _ in labels))[2]
    each = []
    for kind in sorted(kinds):
        hits = sum(guess == kind and kind in gold for gold, guess in labels)
        each.append(prf(hits, sum(guess == kind for _, guess in labels), hits, sum(kind in gold for gold, _ in labels))[2])
    return micro, sum(each) / len(each) if each else 0.0


# ---- PLOVER: is the event among the claims? --------------------------------------------------------------------------

def actor_right(actor, entity):
    """The same country, where the gold names one and the program knows one; or the same place in the text."""
    if entity is None:
        return False
    if len(actor["code"]) == 3 and actor["code"] == entity.get("iso3"):
        return True
    return any(entity["start"] < b and a < entity["end"] for a, b in actor["marks"])


def event_right(d, answer, o):
    """(source right, target right, class right) of one claim in its better reading; several gold actors: any counts. A gold
    record without target has two sources that act together, or needs only its source."""
    ends = [None if o[role] is None else answer["entities"][o[role]] for role in ("subject", "object")]
    orders = [ends, ends[::-1]] if o["relation"] in ONTO.symmetric else [ends]
    best = (False, False)
    for subject, target in orders:
        if d["targets"]:
            source = not d["sources"] or any(actor_right(a, subject) for a in d["sources"])
            now = (source, any(actor_right(a, target) for a in d["targets"]))
        elif len(d["sources"]) > 1:
            now = max(((actor_right(a, subject), actor_right(b, target)) for a in d["sources"] for b in d["sources"]
                       if a is not b), key=sum)
        else:
            now = (actor_right(d["sources"][0], subject),) * 2
        best = max(best, now, key=sum)
    return best + (o.get("plover") == d["class"],)


def plover_records(documents, answers):
    """Per record: source, both actors, both and class; and both and class of the claim with the highest confidence."""
    records, errors, judged = [], [], []
    for d in documents:
        answer = answers[d["id"]]
        claims = [o for o in answer["events"] if o.get("plover") or ONTO.plover.get(o["relation"])]
        claims = [dict(o, plover=o.get("plover") or ONTO.plover.get(o["relation"])) for o in claims]
        marks = [event_right(d, answer, o) for o in claims]
        judged += [(o.get("confidence", 1.0), all(m)) for o, m in zip(claims, marks) if "claim" in o]
        top = max(range(len(claims)), key=lambda i: (claims[i].get("confidence", 1.0), -i)) if claims else None
        record = {"claims": len(claims), "source": any(m[0] for m in marks), "target": any(m[1] for m in marks),
                  "both": any(m[0] and m[1] for m in marks), "all": any(all(m) for m in marks),
                  "top": top is not None and all(marks[top]), "right": sum(m[0] and m[1] for m in marks)}
        records.append(record)
        if not record["all"]:
            said = "; ".join(f'{show_answer(d, answer, o)} ({o["plover"]})' for o in claims) or "nothing"
            kind = "class" if record["both"] else "actors" if claims else "nothing"
            errors.append((kind, d["id"], f'{d["text"]} [{d["class"]}: {d["words"]}]', said))
    return records, errors, judged


# ---- confidence ------------------------------------------------------------------------------------------------------

def reliability(judged):
    """Offered and right in bins of 0.1, and of all with confidence 0.8 and more."""
    bins = [[0, 0] for _ in range(10)]
    for confidence, right in judged:
        row = bins[min(9, max(0, int(confidence * 10 + 1e-9)))]
        row[0], row[1] = row[0] + 1, row[1] + bool(right)
    return bins, [sum(b[0] for b in bins[8:]), sum(b[1] for b in bins[8:])]
