"""claims -> RDF -> claims: what build encodes, export gives back, on the shipped data, through every syntax that holds it all. JSON-LD, which
the program does not read, by way of rdflib."""
import csv
import os
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("BRIEFGRAPH", "build/briefgraph")
DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "us-pakistan")
LISTS = {"aliases", "part_of", "topics", "instrument", "cites", "addressee", "target", "partner"}
KINDS = ("entities", "claims", "recommendations")


def fold(text):
    return " ".join(text.split())


def rows(directory, kind, columns=None):
    with open(os.path.join(directory, kind + ".csv"), newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        columns = columns or reader.fieldnames
        result = {}
        for row in reader:
            result[row["id"]] = {
                c: sorted(x.strip() for x in row[c].split(";") if x.strip()) if c in LISTS
                else sorted(fold(q) for q in row[c].split(" | ")) if c == "quote" else row[c].strip()
                for c in columns
            }
        return result, columns


def by_rdflib(graph, out):
    """As N-Quads; nothing without rdflib."""
    try:
        import rdflib
    except ImportError:
        print("skipped: rdflib is not installed (python3-rdflib)")
        return None
    rdflib.NORMALIZE_LITERALS = False
    dataset = rdflib.ConjunctiveGraph()
    dataset.parse(graph, format="json-ld")
    dataset.serialize(out, format="nquads")
    return out


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run([PROGRAM, "build", DATA, "-q", "--no-pictures", "-o", directory], check=True)
        for extension in ("ttl", "trig", "nt", "nq", "rdf", "jsonld"):
            back, graph = os.path.join(directory, extension), os.path.join(directory, "us-pakistan." + extension)
            if extension == "jsonld":
                graph = by_rdflib(graph, os.path.join(directory, "rdflib.nq"))
                if not graph:
                    continue
            subprocess.run([PROGRAM, "export", "-q", "--format", "csv", "-o", back, graph], check=True)
            for kind in KINDS:
                given, columns = rows(DATA, kind)
                got, _ = rows(back, kind, columns)
                same = given == got
                passed += same
                failed += not same
                if not same:
                    for key in sorted(given.keys() ^ got.keys())[:5]:
                        print(f"  FAILED {extension} {kind}: {key} is on one side only")
                    for key in given.keys() & got.keys():
                        for column in columns:
                            if given[key][column] != got[key][column]:
                                print(f"  FAILED {extension} {kind} {key} {column}: {given[key][column]} became {got[key][column]}")
    print(f"lossless: {passed} passed, {failed} failed, 0 skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
