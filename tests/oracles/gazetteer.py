"""Does the gazetteer know the states of the world, and is it sound? Read with rdflib, independently of the program.

Checked against ISO 3166 in Debian's package iso-codes (names and codes) and CountryInfo.txt of the Open Event Data Alliance in
../shared (names, nationalities, capitals to about 2012). What is missing there is skipped.
"""
import json
import os
import pathlib
import re
import sys
import unicodedata

from rdflib import Graph, Namespace, RDF, SKOS

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SHARED = pathlib.Path(os.environ.get("BRIEFGRAPH_SHARED", ROOT.parent / "shared"))
ISO = pathlib.Path("/usr/share/iso-codes/json")
BG = Namespace("https://w3id.org/briefgraph/ns#")
HERE = Namespace("https://w3id.org/briefgraph/gazetteer/")
LABELS = (SKOS.prefLabel, SKOS.altLabel, BG.abbreviation, BG.demonym, BG.metonym)
# CountryInfo.txt is of 2012 and has its own errors: capitals that moved since, in other languages, or of the same name as the
# state (and Brussels, which stands for the European Union); entries under another state's code (MOZ: Myanmar, PNG: Guinea);
# misspelt names.
OTHER_CAPITAL = {"BDI", "KAZ", "MMR", "PLW", "TZA", "LKA", "AUT", "BEL", "DJI", "GRL", "LUX", "NRU", "TUV"}
WRONG_ENTRY = {"MOZ", "PNG", "MDG", "DMA"}

g = Graph()
for path in sorted((ROOT / "ontology/gazetteer").glob("*.ttl")):
    g.parse(path, format="turtle")
ontology = Graph().parse(ROOT / "ontology/briefgraph.ttl", format="turtle")
passed, failures, skipped = 0, [], 0


def expect(condition, message):
    global passed
    if condition:
        passed += 1
    else:
        failures.append(message)


def skip(reason):
    global skipped
    skipped += 1
    print("skipped:", reason)


def plain(text):
    """Case, accents, punctuation and articles aside."""
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).lower()
    words = re.sub(r"[^a-z0-9 ]+", " ", text.replace("'", "").replace("\u2019", "")).split()
    return " ".join({"saint": "st"}.get(w, w) for w in words if w not in ("the", "of", "and"))


def names(concept, properties):
    return {plain(str(o)) for p in properties for o in g.objects(concept, p)}


def check_concepts():
    classes = set(ontology.subjects(RDF.type, None))
    known = set(g.subjects(SKOS.prefLabel, None))
    for c in sorted(set(g.subjects())):
        if c == HERE[""]:
            continue
        expect(len(list(g.objects(c, SKOS.prefLabel))) == 1, f"{c}: one preferred label")
        types = list(g.objects(c, RDF.type))
        expect(len(types) == 1 and types[0] in classes, f"{c}: type {types}")
        expect(set(g.objects(c, SKOS.broader)) <= known, f"{c}: part of something unknown")
        expect(re.fullmatch(r"[a-z0-9-]+", str(c).removeprefix(str(HERE))), f"{c}: id")
        for label in {str(o) for p in LABELS for o in g.objects(c, p)}:
            expect(label == label.strip() and "  " not in label and label, f"{c}: label '{label}'")
        for label in g.objects(c, BG.ambiguousLabel):
            expect(plain(str(label)) in names(c, LABELS), f"{c}: '{label}' is marked ambiguous, but no label")
    for scheme in g.subjects(SKOS.inScheme, BG.CommonNouns):
        expect(not any(g.objects(scheme, BG.iso3)), f"{scheme}: a common noun with a code")


def states_by_code():
    """Alpha-3 codes; a person has the code of a state too."""
    found = {}
    for concept, code in g.subject_objects(BG.iso3):
        if g.value(concept, RDF.type) != BG.Person:
            found.setdefault(str(code), []).append(concept)
    return found


def check_iso():
    path = ISO / "iso_3166-1.json"
    if not path.exists():
        return skip(f"{path} is not installed (Debian: iso-codes)")
    by_code = states_by_code()
    for country in json.loads(path.read_text())["3166-1"]:
        code = country["alpha_3"]
        concepts = by_code.get(code, [])
        expect(len(concepts) == 1, f"{code}: {len(concepts)} concepts")
        if len(concepts) != 1:
            continue
        concept = concepts[0]
        expect(str(g.value(concept, BG.iso2)) == country["alpha_2"], f"{code}: alpha-2 code")
        ours = names(concept, (SKOS.prefLabel, SKOS.altLabel))
        wanted = {country["name"], country.get("common_name"), country.get("official_name")} - {None}
        # "Bolivia, Plurinational State of", "Sint Maarten (Dutch part)"
        wanted |= {" ".join(reversed(w.split(", "))) for w in wanted}
        wanted |= {re.sub(r" \(.*\)$", "", w) for w in wanted}
        expect(any(plain(w) in ours for w in wanted), f"{code}: none of {sorted(wanted)} is a name")
    former = {c["alpha_3"] for c in json.loads((ISO / "iso_3166-3.json").read_text())["3166-3"]}
    current = {c["alpha_3"] for c in json.loads(path.read_text())["3166-1"]}
    for code, concepts in by_code.items():
        expect(code in (current if g.value(concepts[0], BG.iso2) else former), f"{concepts[0]}: no code {code}")
    for concept, code in g.subject_objects(BG.iso3):
        expect(str(code) in by_code, f"{concept}: {code} is no state")


def country_info(text):
    """Fields of each country: name -> list of lines."""
    for country in re.findall(r"<Country>(.*?)</Country>", text.split("-->", 1)[1], re.S):
        fields = {}
        for tag, body in re.findall(r"<(\w+[\w-]*)>(.*?)</\1>", country, re.S):
            lines = (line.split("#")[0].strip().replace("_", " ") for line in body.splitlines())
            fields[tag] = [line for line in lines if line]
        yield fields


def check_country_info():
    path = SHARED / "reference/CountryInfo.txt"
    if not path.exists():
        return skip(f"{path} is missing")
    by_code = {code: concepts[0] for code, concepts in states_by_code().items()}
    for fields in country_info(path.read_text(encoding="latin-1")):
        code = (fields.get("ISO3166-alpha3") or fields.get("CountryCode") or ["---"])[0]
        concept = by_code.get(code)
        if concept is None or g.value(concept, RDF.type) != BG.State or code in WRONG_ENTRY:
            continue
        everything = names(concept, LABELS)
        name = fields.get("CountryName", [""])[0]
        expect(plain(name) in everything, f"{code}: '{name}' is no name")
        nationalities = {plain(n) for n in fields.get("Nationality", [])}
        expect(not nationalities or nationalities & everything, f"{code}: none of {sorted(nationalities)} is a demonym")
        capitals = {plain(c) for c in fields.get("Capital", [])}
        if capitals and any(g.objects(concept, BG.metonym)) and code not in OTHER_CAPITAL:
            expect(capitals & names(concept, (BG.metonym,)), f"{code}: none of {sorted(capitals)} stands for it")


def check_size():
    count = {}
    for c, t in g.subject_objects(RDF.type):
        count[str(t).removeprefix(str(BG))] = count.get(str(t).removeprefix(str(BG)), 0) + 1
    for kind, least in (("State", 193), ("Issue", 150), ("ArmedGroup", 100), ("PoliticalParty", 100), ("ThinkTank", 50)):
        expect(count.get(kind, 0) >= least, f"{count.get(kind, 0)} of bg:{kind}, fewer than {least}")


for check in (check_concepts, check_iso, check_country_info, check_size):
    check()
for failure in sorted(set(failures)):
    print("FAILED", failure)
print(f"gazetteer: {passed} passed, {len(failures)} failed, {skipped} skipped")
sys.exit(1 if failures else 0)
