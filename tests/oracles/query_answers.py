"""The competency questions of the shipped brief (data/us-pakistan/queries): briefgraph, rdflib and Oxigraph must give the answers that
stand beside them. Compared as multisets of rows; lists inside a cell ("a; b") in any order, numbers by value.

pyoxigraph and a current rdflib are installed into build/venv when they are not there; where that cannot be done, the run of
the two is skipped.
"""
import csv
import glob
import io
import os
import pathlib
import subprocess
import sys

import _install

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BRIEFGRAPH = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))
GRAPH = ROOT / "exports/us-pakistan/us-pakistan.nq"
# What an engine does wrong, and we do not work around.
KNOWN = {("rdflib", "15-central-actors.rq"): "casts a double to xsd:integer by its text, which gives nothing"}
QUERIES = sorted(glob.glob(str(ROOT / "data/us-pakistan/queries/*.rq")))


def use_venv():
    """Go on under the Python of build/venv with both; False when that cannot be."""
    problem = _install.use_python("rdflib==7.6.0", "pyoxigraph==0.5.13")
    if problem:
        print("skipped: rdflib and pyoxigraph could not be installed:", problem)
    return not problem


def cell(text):
    try:
        return f"{float(text):.9g}"
    except ValueError:
        return "; ".join(sorted(text.split("; ")))


def rows(lines):
    return sorted(tuple(cell(c) for c in row) for row in lines)


def read_csv(text):
    table = list(csv.reader(io.StringIO(text)))
    return table[0], rows(table[1:])


def expected(query):
    path = pathlib.Path(query)
    return read_csv((path.parent / "answers" / (path.stem + ".csv")).read_text(encoding="utf-8"))


def by_briefgraph(query):
    done = subprocess.run([BRIEFGRAPH, "query", "--quiet", str(GRAPH), "-q", query, "--format", "csv"], capture_output=True,
                          text=True, timeout=120)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return read_csv(done.stdout)


def main():
    engines = {"briefgraph": by_briefgraph}
    skipped = 0
    if use_venv():
        import pyoxigraph
        import rdflib
        store = pyoxigraph.Store()
        store.bulk_load(path=str(GRAPH), format=pyoxigraph.RdfFormat.N_QUADS)
        dataset = rdflib.Dataset()
        dataset.parse(str(GRAPH), format="nquads")

        def by_oxigraph(query):
            found = store.query(pathlib.Path(query).read_text(encoding="utf-8"))
            names = [v.value for v in found.variables]
            return names, rows(["" if r[n] is None else r[n].value for n in names] for r in found)

        def by_rdflib(query):
            found = dataset.query(pathlib.Path(query).read_text(encoding="utf-8"))
            return [str(v) for v in found.vars], rows(["" if c is None else str(c) for c in r] for r in found)

        engines |= {"oxigraph": by_oxigraph, "rdflib": by_rdflib}
    else:
        skipped = 2 * len(QUERIES)
    passed = failed = 0
    for query in QUERIES:
        for name, engine in engines.items():
            try:
                good, why = engine(query) == expected(query), "another answer"
            except Exception as error:  # noqa: BLE001 - whatever an engine throws is a failure of it
                good, why = False, f"{type(error).__name__}: {error}"
            known = KNOWN.get((name, pathlib.Path(query).name))
            if not good and known:
                print(f"skipped: {pathlib.Path(query).name} by {name}: {known}")
                skipped += 1
                continue
            passed, failed = passed + good, failed + (not good)
            if not good:
                print(f"FAILED {pathlib.Path(query).name} by {name}: {why}")
    print(f"query_answers: {passed} passed, {failed} failed, {skipped} skipped")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
