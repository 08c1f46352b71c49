"""RDF 1.2: the W3C suites of N-Triples, N-Quads (syntax and canonical form), Turtle and TriG over the command line, and what
the program writes in RDF 1.2, read by an independent reader (pyoxigraph).

Reads $BRIEFGRAPH_SHARED/w3c/rdf12 (skips when it is missing). pyoxigraph is installed into build/venv when it is not
there; where that cannot be done, what it judges is skipped. Written and read back in N-Triples or N-Quads, Turtle and TriG: the
inputs of the line-based suites, the results of the Turtle and TriG suites, random data, and the shipped graph with its claims
as reifiers. With QUICK set, a second run under the sanitizers, every fourth of these.
"""
import glob
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import _install

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("BRIEFGRAPH", str(ROOT / "build/briefgraph"))
SHARED = os.environ.get("BRIEFGRAPH_SHARED", str(ROOT.parent / "shared"))
SUITES = os.path.join(SHARED, "w3c", "rdf12")
PYOXIGRAPH = "pyoxigraph==0.5.13"
EVERY = 4 if os.environ.get("QUICK") else 1
REIFIES = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies>"
CASE = re.compile(r"^\S+\s+(?:rdf:type|a)\s+rdft:(Test\w+)\s*;(.*?)\n\s*\.\s*$", re.S | re.M)


def convert(*args):
    return subprocess.run([PROGRAM, "convert", "-q", *args], capture_output=True, timeout=120)


class Score:
    def __init__(self):
        self.passed, self.failed, self.skipped = 0, 0, 0

    def add(self, name, reason):
        self.passed += reason is None
        self.failed += reason is not None
        if reason:
            print(f"  FAILED {name}: {reason}")


# ---- the line-based suites ----

def cases(folder):
    """Kind, action and result of each case of a manifest: its Turtle is regular enough for a pattern."""
    with open(os.path.join(folder, "manifest.ttl"), encoding="utf-8") as file:
        text = re.sub(r"(?m)^\s*#.*$", "", file.read())
    for kind, body in CASE.findall(text):
        action = re.search(r"mf:action\s+<([^>]+)>", body)
        result = re.search(r"mf:result\s+<([^>]+)>", body)
        yield kind, action[1], result and result[1]


def check_case(folder, kind, action, result):
    source = os.path.join(folder, action)
    form = action.rsplit(".", 1)[1]
    out = convert(source, "--to", form, "--rdf-version", "1.2", "--reifiers", "keep")
    if "Negative" in kind:
        return None if out.returncode == 1 and not out.stdout else "accepted, must be rejected"
    if out.returncode:
        return "rejected: " + out.stderr.decode(errors="replace")[-160:]
    if result:
        with open(os.path.join(folder, result), "rb") as file:
            return None if file.read() == out.stdout else "another canonical form: " + out.stdout.decode()[:200]
    return None


def line_suites(score):
    for suite in ("rdf-n-triples", "rdf-n-quads"):
        for part in ("syntax", "c14n"):
            folder, before = os.path.join(SUITES, suite, part), score.passed
            listed = list(cases(folder))
            files = {os.path.basename(p) for p in glob.glob(folder + "/*.n[tq]") if "-c14n" not in p}
            for case in listed:
                score.add(f"{suite}/{part}/{case[1]}", check_case(folder, *case))
            print(f"{suite}/{part}: {score.passed - before} of {len(listed)} pass")
            unlisted = files - {case[1] for case in listed}
            for name in sorted(unlisted):  # in the folder, not in the manifest: read, so that nothing is missed
                bad = "bad" in name
                score.add(f"{suite}/{part}/{name}", check_case(folder, "Negative" if bad else "Positive", name, None))


# ---- Turtle and TriG ----

def check_turtle(suite, part, kind, action, result, judge):
    folder, form = os.path.join(SUITES, suite, part), suite[4:]
    base = f"https://w3c.github.io/rdf-tests/rdf/rdf12/{suite}/{part}/{action}"
    out = convert(os.path.join(folder, action), "--from", form, "--to", "nq", "--base", base, "--rdf-version", "1.2",
                  "--reifiers", "keep")
    if "Negative" in kind:
        return None if out.returncode == 1 and not out.stdout else "accepted, must be rejected"
    if out.returncode:
        return "rejected: " + out.stderr.decode(errors="replace")[-160:]
    if result and judge:
        import pyoxigraph as ox
        with open(os.path.join(folder, result), "rb") as file:
            if canonical(file.read(), ox.RdfFormat.N_QUADS) != canonical(out.stdout, ox.RdfFormat.N_QUADS):
                return "another dataset than " + result
    return None


def turtle_suites(score, judge):
    for suite in ("rdf-turtle", "rdf-trig"):
        for part in ("syntax", "eval"):
            listed, before = list(cases(os.path.join(SUITES, suite, part))), score.passed
            for case in listed:
                score.add(f"{suite}/{part}/{case[1]}", check_turtle(suite, part, *case, judge))
            print(f"{suite}/{part}: {score.passed - before} of {len(listed)} pass")


# ---- written, and read by another ----

def random_term(pick, place, depth=0):
    kind = pick.randrange(2 if place == "p" else 4 if place == "s" else 9)
    if place == "p":
        return pick.choice(["<http://x/p>", "<http://x/q>", REIFIES, REIFIES])
    if kind < 2:
        return "<http://x/%s>" % pick.choice("abc")
    if kind < 4:
        return "_:" + pick.choice("abc")
    if kind < 6:
        text = pick.choice(["", "a", "1", "q\\\"\\\\ \\n\\t", "_:a )>>", "اردو"])
        return f'"{text}"' + pick.choice(["", "@en", "@ar--rtl", "@en-us--ltr", "^^<http://x/t>"])
    if depth > 2:
        return "<http://x/deep>"
    return random_triple(pick, depth + 1)


def random_triple(pick, depth):
    return "<<( %s %s %s )>>" % tuple(random_term(pick, place, depth) for place in "spo")


def random_data(seed):
    pick, lines = random.Random(seed), []
    for _ in range(pick.randrange(1, 25)):
        triple = [random_term(pick, place) for place in "spo"]
        if triple[1] == REIFIES:
            triple[2] = random_triple(pick, 1)
            if pick.random() < 0.6:  # the triple stands, too: it is written with an annotation
                lines.append(triple[2][4:-4] + pick.choice([" .", " <http://x/g> ."]))
        lines.append(" ".join(triple) + pick.choice([" .", " .", " <http://x/g> .", " _:a ."]))
    return "\n".join(lines) + "\n"


def canonical(data, form):
    import pyoxigraph as ox
    dataset = ox.Dataset(ox.parse(data, format=form))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def reasons(path, extra):
    """Written in each syntax and read back: the reason of a failure."""
    import pyoxigraph as ox
    start = convert(path, "--to", "nq", "--rdf-version", "1.2", *extra)
    if start.returncode:
        return "rejected: " + start.stderr.decode(errors="replace")[-160:]
    expected = canonical(start.stdout, ox.RdfFormat.N_QUADS)
    for name, form in (("nq", ox.RdfFormat.N_QUADS), ("trig", ox.RdfFormat.TRIG)):
        out = convert(path, "--to", name, "--rdf-version", "1.2", *extra)
        try:
            if canonical(out.stdout, form) != expected:
                return f"pyoxigraph reads another dataset from {name}"
            back = subprocess.run([PROGRAM, "convert", "-q", "--from", name, "--to", "nq", "--rdf-version", "1.2"],
                                  input=out.stdout, capture_output=True, timeout=120)
            if canonical(back.stdout, ox.RdfFormat.N_QUADS) != expected:
                return f"the program reads another dataset from its {name}"
        except SyntaxError as problem:
            return f"pyoxigraph cannot read {name}: {problem}"
    triples = convert(path, "--to", "nt", "--rdf-version", "1.2", *extra)
    out = convert(path, "--to", "ttl", "--rdf-version", "1.2", *extra)
    try:
        if canonical(out.stdout, ox.RdfFormat.TURTLE) != canonical(triples.stdout, ox.RdfFormat.N_TRIPLES):
            return "pyoxigraph reads another graph from ttl"
    except SyntaxError as problem:
        return f"pyoxigraph cannot read ttl: {problem}"
    return None


def round_trips(score):
    before = score.passed
    paths = sorted(glob.glob(SUITES + "/rdf-n-*/*/*.n[tq]") + glob.glob(SUITES + "/rdf-t*/eval/*.n[tq]"))
    for path in paths[::EVERY]:
        if "bad" not in os.path.basename(path):
            score.add(path[len(SUITES) + 1:], reasons(path, ["--reifiers", "keep"]))
    with tempfile.TemporaryDirectory() as directory:
        for seed in range(0, 60, EVERY):
            path = os.path.join(directory, "random.nq")
            with open(path, "w", encoding="utf-8") as file:
                file.write(random_data(seed))
            score.add(f"random {seed}", reasons(path, []))
    for path in sorted(glob.glob(str(ROOT / "exports/*/*.nq"))):
        score.add(os.path.basename(path), reasons(path, []))
        lifted = convert(path, "--to", "nq", "--rdf-version", "1.2").stdout
        back = subprocess.run([PROGRAM, "convert", "-q", "--from", "nq", "--to", "nq", "--reifiers", "lower"], input=lifted,
                              capture_output=True, timeout=120)
        with open(path, "rb") as file:
            same = sorted(file.read().splitlines()) == sorted(back.stdout.splitlines())
        score.add(os.path.basename(path) + " lowered", None if same and lifted.count(b"<<(") else "lift and lower lose something")
    print(f"written and read back by pyoxigraph: {score.passed - before}")


def main():
    if not os.path.isdir(SUITES):
        print(f"skipped: no W3C suites in {SUITES}; set BRIEFGRAPH_SHARED\nw3c_rdf12: 0 passed, 0 failed, 1 skipped")
        return 0
    problem = _install.use_python(PYOXIGRAPH)
    score = Score()
    line_suites(score)
    turtle_suites(score, not problem)
    if problem:
        score.skipped += 1
        print("skipped: pyoxigraph could not be installed:", problem)
    else:
        round_trips(score)
    print(f"w3c_rdf12: {score.passed} passed, {score.failed} failed, {score.skipped} skipped")
    return 1 if score.failed else 0


if __name__ == "__main__":
    sys.exit(main())
