"""Gold corpora of ../shared in one common form, with a fixed development and held-out half.

A document is a dict: id, source, text, tokens (spans of the corpus's own tokens, where it has any), entities and
relations. An entity is {start, end, types}; offsets are code points of the text, end exclusive. A relation is
{subject: [indexes], object: [indexes], type}: indexes of entities, any of which is right.

What is told to the program is only id and text (and, for given entities, their spans)."""
import hashlib
import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("BRIEFGRAPH_SHARED") or os.path.join(HERE, "../../../../shared")
PARTS = ("dev", "held-out")


def available():
    return os.path.isdir(os.path.join(SHARED, "corpora"))


def shared(*path):
    return os.path.join(SHARED, "corpora", *path)


def table(name):
    """Rows of a table in maps/: tab-separated, a header, '#' begins a comment."""
    with open(os.path.join(HERE, "maps", name), encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


# ---- text from tokens ----------------------------------------------------------------------------------------------

NO_SPACE_BEFORE = re.compile(r"^([,.;:!?%)\]}]|\.\.+|'s|'S|n't|'re|'ve|'ll|'d|'m|-held|-led|-oriented|-era|['\u2019]s)$")
NO_SPACE_AFTER = re.compile(r"^[(\[{$\u00a3\u20ac#]$")


def detokenise(tokens):
    """Natural text, and the span of each token in it. Straight quotes pair up: the first opens, the second closes."""
    text, spans, open_quotes = "", [], {}
    glue = True
    for i, token in enumerate(tokens):
        closes = False
        if token in ('"', "'"):
            closes = open_quotes.get(token, False)
            # an apostrophe behind a plural is no quote: "the parties ' votes" has no second one
            if token == "'" and not closes:
                closes = "'" not in tokens[i + 1:]
            open_quotes[token] = not closes and not open_quotes.get(token, False)
        if not (glue or closes or NO_SPACE_BEFORE.match(token)):
            text += " "
        spans.append([len(text), len(text) + len(token)])
        text += token
        glue = bool(NO_SPACE_AFTER.match(token)) or (token in ('"', "'") and not closes)
    return text, spans


def token_entity(spans, first, last, types):
    return {"start": spans[first][0], "end": spans[last][1], "types": types}


# ---- halves --------------------------------------------------------------------------------------------------------

def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def half_by_tokens(tokens):
    """By the SHA-256 of the tokens: a sentence that stands in two corpora is in the same half of both."""
    return PARTS[int(digest(" ".join(tokens))[-1], 16) % 2]


def halves_by_order(ids):
    """Of documents in the order of the SHA-256 of their ids every second one is held out."""
    return {name: PARTS[i % 2] for i, name in enumerate(sorted(ids, key=digest))}


# ---- CrossNER: one sentence a document, nine types, neither nested nor overlapping -----------------------------------

def crossner(part="dev"):
    sentences, rows = [], []
    with open(shared("names", f"crossner-politics-{part}.txt"), encoding="utf-8") as lines:
        for line in list(lines) + [""]:
            if line.strip():
                fields = line.split()
                rows.append((fields[0], fields[-1]))
            elif rows:
                sentences.append(rows)
                rows = []
    documents = []
    for number, rows in enumerate(sentences, 1):
        tokens = [token for token, _ in rows]
        text, spans = detokenise(tokens)
        entities, begin = [], None
        for i, (_, tag) in enumerate(rows + [("", "O")]):
            if begin is not None and not tag.startswith("I-"):
                entities.append(token_entity(spans, begin, i - 1, [rows[begin][1][2:]]))
                begin = None
            if tag.startswith("B-"):
                begin = i
        documents.append({"id": f"crossner-{part}-{number}", "source": "crossner", "half": half_by_tokens(tokens),
                          "text": text, "tokens": spans, "entities": entities, "relations": []})
    return documents


# ---- CrossRE: one sentence a document, ordered pairs, several types a pair ------------------------------------------

def crossre(part="dev"):
    documents = []
    with open(shared("relations", f"crossre-politics-{part}.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text, spans = detokenise(row["sentence"])
            entities = [token_entity(spans, first, last, [kind]) for first, last, kind in row["ner"]]
            place = {(first, last): i for i, (first, last, _) in enumerate(row["ner"])}
            relations = [{"subject": [place[(r[0], r[1])]], "object": [place[(r[2], r[3])]], "type": r[4]}
                         for r in row["relations"] if (r[0], r[1]) in place and (r[2], r[3]) in place]
            documents.append({"id": row["doc_key"], "source": "crossre", "half": half_by_tokens(row["sentence"]),
                              "text": text, "tokens": spans, "entities": entities, "relations": relations})
    return documents


# ---- re3d: whole documents; nested and overlapping entities, several types on one span --------------------------------

RE3D_SOURCES = ("australian-dfat", "centcom", "uk-government", "wikipedia")
RE3D_ACTORS = {"Person", "Organisation", "Location", "Nationality"}
CROWD = 0.5  # annotations that the crowd believed less than this are no gold; an answer that equals one is no mistake


def read_lines(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def re3d(source):
    folder = shared("relations", "re3d", source)
    documents = {}
    for row in read_lines(os.path.join(folder, "documents.jsonl")):
        documents[row["_id"]] = {"id": row["_id"], "source": source, "title": row["title"], "text": row["text"],
                                 "entities": [], "doubtful": [], "relations": []}
    spans = {}
    for row in read_lines(os.path.join(folder, "entities.jsonl")):
        document = documents[row["documentId"]]
        if row["confidence"] < CROWD:
            document["doubtful"].append([row["begin"], row["end"]])
            continue
        if not document["text"][row["begin"]:row["end"]].strip():
            continue  # a slip
        key = (row["documentId"], row["begin"], row["end"])
        if key not in spans:
            spans[key] = len(document["entities"])
            document["entities"].append({"start": row["begin"], "end": row["end"], "types": []})
        types = document["entities"][spans[key]]["types"]
        if row["type"] not in types:
            types.append(row["type"])
    for row in read_lines(os.path.join(folder, "relations.jsonl")):
        subject = spans.get((row["documentId"], row["sourceBegin"], row["sourceEnd"]))
        target = spans.get((row["documentId"], row["targetBegin"], row["targetEnd"]))
        if row["confidence"] >= CROWD and subject is not None and target is not None:
            documents[row["documentId"]]["relations"].append(
                {"subject": [subject], "object": [target], "type": row["type"]})
    halves = halves_by_order(list(documents))
    for name, document in documents.items():
        document["half"] = halves[name]
        document["entities"] = sorted_entities(document)
    return list(documents.values())


def sorted_entities(document):
    order = sorted(range(len(document["entities"])),
                   key=lambda i: (document["entities"][i]["start"], -document["entities"][i]["end"]))
    new = {old: i for i, old in enumerate(order)}
    for relation in document["relations"]:
        for role in ("subject", "object"):
            relation[role] = [new[i] for i in relation[role]]
    return [document["entities"][i] for i in order]


# ---- PLOVER: one sentence a document, one event ----------------------------------------------------------------------

MARK = re.compile(r"\(([A-Z/]+): ")


def plover_marks(markup, text):
    """Spans of the marked actors in the text, by role; the markup has small slips, so that words are searched for."""
    spans = {"SRC": [], "TAR": []}
    for mark in MARK.finditer(markup):
        depth, i = 1, mark.end()
        while i < len(markup) and depth:
            depth += (markup[i] == "(") - (markup[i] == ")")
            i += 1
        words = markup[mark.end():i - 1]
        before = MARK.sub("", markup[:mark.start()]).count(words)
        at = -1
        for _ in range(before + 1):
            found = text.find(words, at + 1)
            at = found if found >= 0 else at
        for role in mark.group(1).split("/"):
            if role in spans and at >= 0:
                spans[role].append([at, at + len(words)])
    return spans


def plover_actors(actors, marks, text):
    """Each actor with its code and the places where the text names it: the marks that share words with its name."""
    found = []
    for actor in actors if isinstance(actors, list) else []:
        words = set(re.findall(r"\w+", actor["actorText"].lower()))
        own = [m for m in marks if words & set(re.findall(r"\w+", text[m[0]:m[1]].lower()))]
        at = text.find(actor["actorText"])
        if not own and at >= 0:
            own = [[at, at + len(actor["actorText"])]]
        found.append({"text": actor["actorText"], "code": actor.get("code", ""), "marks": own or marks})
    return found


def plover():
    with open(shared("relations", "plover-gsr-dev.json"), encoding="utf-8") as file:
        rows = [row for row in json.load(file) if row["event"] != "DOCUMENT" and row.get("text")]
    classes = {row["corpus"]: row["class"] for row in table("plover.tsv")}
    documents = []
    for number, row in enumerate(rows):
        info = row["textInfo"]  # an object, or (by a slip) the marked text itself
        marks = plover_marks(info["markup"] if isinstance(info, dict) else info, row["text"])
        sources = plover_actors(row.get("source"), marks["SRC"], row["text"])
        targets = plover_actors(row.get("target"), marks["TAR"], row["text"])
        documents.append({"id": row["id"], "source": "plover", "half": PARTS[number % 2], "text": row["text"],
                          "entities": [], "relations": [], "sources": sources, "targets": targets,
                          "class": classes.get(row["event"], row["event"]), "words": row.get("eventText", "")})
    return documents


CORPORA = {"crossner": crossner, "crossre": crossre, "plover": plover}
CORPORA.update({f"re3d-{source}": (lambda s: lambda: re3d(s))(source) for source in RE3D_SOURCES})


def load(name, half=None):
    documents = CORPORA[name]()
    return [d for d in documents if half in (None, "all", d["half"])]
