#!/usr/bin/python3
"""briefgraph push against real triple stores: operations by stores, and what came out.

usage: matrix.py [--quads N] [STORE...]        (default: all that can run here, 1,000,000 quads)

Each cell is `ok` with its seconds, `-` where the store has no such thing, or FAILED with a line that says why. What a
store holds is asked by other means than briefgraph's (tests/stores/stores.py), and compared in canonical form where
the graph has blank nodes. Ends with "stores: N passed, N failed, N skipped".
"""
import argparse
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import stores  # noqa: E402

BRIEFGRAPH = os.environ.get("BRIEFGRAPH", str(stores.ROOT / "build/briefgraph"))
BRIEF = stores.ROOT / "exports/us-pakistan/us-pakistan.nq"
G = "http://example.org/graph/"
SECONDS = 1500


class Problem(Exception):
    pass


def need(condition, text):
    if not condition:
        raise Problem(text)


def quoted(text):
    return '"' + "".join({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(c, c) for c in text) + '"'


HOSTILE = ["'); DROP ALL; --", '" } } ; DROP ALL ; INSERT DATA { GRAPH <urn:x> { <urn:a> <urn:b> "', "<b>&amp;&lt;</b>", "a\nb\tc\r\nd",
           "\\u0041 \\n backslashes \\\\", "=1+1", "${jndi:ldap://x}", "%00 %41 %", "{{7*7}} {$x}", "\x1b[31mred\x1b[0m", "--", ";",
           "quote ' and \"", "trailing space ", " ", ""]
UNICODE = ["é", "שלום עולם", "العربية", "中文", "हिन्दी", "😀👩‍👩‍👧", "e\u0301 and \u00e9", "\u202eright to left\u202c", "\U0001d11e clef", "\u00a0", "\ufb01", "ﷺ"]


def labels_graph(path):
    """Strings that stores are known to break, IRIs with characters beyond ASCII, language tags, and blank nodes."""
    with open(path, "w", encoding="utf-8") as f:
        for i, text in enumerate(HOSTILE + UNICODE):
            name = "hostile" if i < len(HOSTILE) else "unicode"
            f.write(f"<http://example.org/n{i}> <http://example.org/label> {quoted(text)} <{G}{name}> .\n")
            f.write(f"<http://example.org/n{i}> <http://example.org/label> {quoted(text)}@en <{G}{name}> .\n")
        f.write(f"<http://example.org/é/中?q=a&b=c%20d> <http://example.org/p> <http://example.org/#é> <{G}unicode> .\n")
        for i in range(40):
            f.write(f"_:a{i} <http://example.org/next> _:a{(i + 1) % 40} <{G}blank> .\n")
            f.write(f"_:a{i} <http://example.org/value> \"{i // 2}\" <{G}blank> .\n")


def many_quads(path, count):
    """Shaped like ours: claims with a few properties each, in five graphs."""
    with open(path, "w", encoding="utf-8") as f:
        for i in range(count // 5):
            s = f"<http://example.org/claim/{i:x}>"
            g = f"<{G}many{i % 5}> .\n"
            f.write(f"{s} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/Claim> {g}"
                    f"{s} <http://example.org/subject> <http://example.org/entity/{i % 997}> {g}"
                    f"{s} <http://example.org/object> <http://example.org/entity/{i * 7 % 991}> {g}"
                    f"{s} <http://example.org/quote> \"what claim {i} rests on, word by word\"@en {g}"
                    f"{s} <http://example.org/source> <http://example.org/brief#char={i},{i + 40}> {g}")


class Run:
    """All operations on one store. Each method named op_... is one cell."""

    def __init__(self, store, directory, quads):
        self.store, self.quads = store, quads
        self.directory = pathlib.Path(directory)
        self.environment = dict(os.environ, LC_ALL="C.UTF-8")
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            self.environment.pop(name, None)
        if store.user:
            self.environment.update(BRIEFGRAPH_STORE_USER=store.user, BRIEFGRAPH_STORE_PASSWORD=store.password)
        self.many_seconds = 1.0

    def command(self, *arguments):
        return [BRIEFGRAPH, "push", "--store", self.store.url, "--preset", self.store.name, *map(str, arguments)]

    def push(self, *arguments, code=0, **environment):
        done = subprocess.run(self.command(*arguments), env=dict(self.environment, **environment), capture_output=True,
                              text=True, timeout=SECONDS)
        need(done.returncode == code, f"exit code {done.returncode}, wanted {code}: {done.stderr.strip()[-300:]}")
        return done.stderr

    def file(self, name, *lines):
        path = self.directory / name
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return path

    def triples(self, graph):
        """The graph as N-Triples, by the store's other door than push uses where it has one."""
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        # Blazegraph's N-Triples have escapes that N-Triples do not know, Virtuoso's are called text/plain
        accept = {"blazegraph": "text/turtle", "virtuoso": "text/plain"}.get(self.store.name, "application/n-triples")
        body = urllib.parse.urlencode({"query": query}).encode()
        path = self.directory / ("got.ttl" if accept == "text/turtle" else "got.nt")
        path.write_bytes(self.store.http("POST", self.store.query_url, body, "application/x-www-form-urlencoded", accept))
        return path

    def canonical(self, path, graph=None):
        if graph:
            lines = [line for line in open(path, encoding="utf-8") if line.rstrip().endswith(f"<{graph}> .")]
            path = self.directory / "part.nt"
            path.write_text("".join(line.rstrip()[: -len(f"<{graph}> .")] + ".\n" for line in lines), encoding="utf-8")
        done = subprocess.run([BRIEFGRAPH, "canon", "--hash", "--from", "turtle" if path.suffix == ".ttl" else "ntriples", path], capture_output=True, text=True,
                              timeout=60)
        need(done.returncode == 0, "canon: " + done.stderr.strip()[-200:])
        return done.stdout.split()[0]

    def same(self, path, graph):
        got = self.triples(graph)
        need(self.canonical(path, graph) == self.canonical(got), f"{graph} differs in canonical form")

    def count(self, graph):
        return self.store.counts().get(graph, 0)

    # ---- operations

    def op_push(self):
        "push the shipped brief, 8 graphs"
        self.push(BRIEF)
        expected = {}
        for line in open(BRIEF, encoding="utf-8"):
            graph = line.rstrip()[:-2].rsplit(" ", 1)[1][1:-1]
            expected[graph] = expected.get(graph, 0) + 1
        counts = self.store.counts()
        need({g: counts.get(g) for g in expected} == expected, f"counts differ: {counts}")

    def op_hostile(self):
        "hostile labels, same canonical form"
        path = self.directory / "labels.nq"
        labels_graph(path)
        self.push(path)
        self.same(path, G + "hostile")

    def op_unicode(self):
        "unicode, same canonical form"
        self.same(self.directory / "labels.nq", G + "unicode")

    def op_blank(self):
        "blank nodes, same canonical form"
        self.same(self.directory / "labels.nq", G + "blank")

    def op_replace(self):
        "replace: the old triples are gone"
        a = self.file("r1.nq", *(f'<urn:s{i}> <urn:p> "old" <{G}r> .' for i in range(100)))
        b = self.file("r2.nq", *(f'<urn:s{i}> <urn:p> "new" <{G}r> .' for i in range(50)))
        self.push(a)
        self.push("--replace", b)
        need(self.count(G + "r") == 50, f"{self.count(G + 'r')} triples, wanted 50")
        self.same(b, G + "r")

    def op_staged(self):
        "replace in several requests, moved into place"
        self.push(self.directory / "r1.nq")
        path = self.file("r3.nq", *(f'<urn:s{i}> <urn:p> "staged" <{G}r> .' for i in range(3000)),
                         *(f'_:x{i} <urn:p> _:y{i} <{G}r> .' for i in range(50)))
        self.push("--chunk", 30000, path)
        counts = self.store.counts()
        need(counts.get(G + "r") == 3050, f"{counts.get(G + 'r')} triples, wanted 3050")
        need(not any("briefgraph:push" in g for g in counts), "the staging graph is still there")
        self.same(path, G + "r")

    def op_add(self):
        "add, twice the same"
        more = self.file("a.nq", *(f'<urn:s{i}> <urn:q> "more" <{G}r> .' for i in range(10)))
        self.push(self.directory / "r2.nq")
        self.push("--add", more)
        self.push("--add", more)
        need(self.count(G + "r") == 60, f"{self.count(G + 'r')} triples, wanted 60")

    def op_update(self):
        "SPARQL Update alone"
        self.push("--sparql-update", self.directory / "r1.nq")
        need(self.count(G + "r") == 100, f"{self.count(G + 'r')} triples, wanted 100")

    def op_megabyte(self):
        "a literal of 1 MB"
        text = "".join(f"{i:x} naïve \\\"text\\\" " for i in range(58000))[:1000000].rstrip("\\")
        path = self.file("m.nq", f'<urn:s> <urn:p> "{text}" <{G}m> .')
        self.push(path)
        self.same(path, G + "m")

    def op_password(self):
        "wrong password is refused, nothing changes"
        if not self.store.user:
            return "-"
        before = self.count(G + "r")
        said = self.push(self.directory / "r2.nq", code=1, BRIEFGRAPH_STORE_PASSWORD="wrong-secret")
        need("refused" in said and "wrong-secret" not in said, said[-200:])
        need(self.count(G + "r") == before, "the graph changed")

    def op_restart(self):
        "stop and start: everything is there"
        before = self.store.counts()
        self.store.restart()
        need(self.store.counts() == before, "counts differ after a restart")

    def op_delete(self):
        "delete; again is fine"
        self.push("--delete", self.directory / "r1.nq")
        self.push("--delete", "--graph", G + "r")
        need(self.count(G + "r") == 0, "the graph is still there")

    def op_many(self):
        "many quads in 5 graphs, counted and compared"
        path = self.directory / "many.nq"
        many_quads(path, self.quads)
        start = time.monotonic()
        said = self.push(path)
        self.many_seconds = time.monotonic() - start
        need(said.count("gives back exactly these") == 5, said[-300:])
        counts = self.store.counts()
        need(all(counts.get(f"{G}many{i}") == self.quads // 5 for i in range(5)), f"counts differ: {counts}")

    def op_killed(self):
        "store killed in the middle; again: exact, no duplicates"
        path = self.directory / "half.nq"
        half = max(self.quads // 5, 20000)
        many_quads(path, half)
        share = half // 5
        delay = max(0.4, self.many_seconds * half / self.quads * 0.4)
        for _ in range(6):  # on a fast machine the push may have ended before
            process = subprocess.Popen(self.command("--retries", 0, path), env=self.environment,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            time.sleep(delay)
            self.store.kill()
            said = process.communicate(timeout=SECONDS)[1]
            if process.returncode != 0:
                break
            delay *= 0.4
            self.store.start()
        need(process.returncode == 1, f"exit code {process.returncode}, wanted 1: {said[-100:]}")
        self.store.start()
        counts = self.store.counts()
        states = [counts.get(f"{G}many{i}", 0) for i in range(5)]
        whole = all(n in (share, self.quads // 5) for n in states)
        self.push(path)
        counts = self.store.counts()
        need(all(counts.get(f"{G}many{i}") == share for i in range(5)), f"counts differ: {counts}")
        need(not any("briefgraph:push" in g for g in counts), "the staging graph is still there")
        return None if whole else "ok*"


OPERATIONS = [name for name in vars(Run) if name.startswith("op_")]


def run_store(name, quads, directory):
    cells = {}
    with stores.run(name) as store:
        run = Run(store, directory, quads)
        for operation in OPERATIONS:
            start = time.monotonic()
            try:
                result = getattr(run, operation)() or "ok"
            except (Problem, subprocess.TimeoutExpired, OSError, RuntimeError, ValueError) as e:
                result = "FAILED"
                print(f"{name}: {getattr(Run, operation).__doc__}: FAILED: {str(e)[:600]}", flush=True)
            cells[operation] = (result, time.monotonic() - start)
            print(f"{name}: {getattr(Run, operation).__doc__}: {result} {cells[operation][1]:.1f} s", flush=True)
            if store.process is None or store.process.poll() is not None:
                break  # it does not start any more
    return cells


def show(table, skipped):
    width = max(len(getattr(Run, o).__doc__) for o in OPERATIONS)
    print(" " * width + "".join(f"{name:>13}" for name in table))
    for operation in OPERATIONS:
        row = f"{getattr(Run, operation).__doc__:<{width}}"
        for cells in table.values():
            result, seconds = cells.get(operation, ("FAILED", 0))
            row += f"{result if result in ('-', 'FAILED') else f'{result} {seconds:.1f} s':>13}"
        print(row)
    print("* between kill and second push, a reader sees a graph that is neither the old one nor the new one")
    for name, why in skipped.items():
        print(f"skipped: {name}: {why}")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parser = argparse.ArgumentParser()
    parser.add_argument("--quads", type=int, default=1000000)
    parser.add_argument("stores", nargs="*", default=list(stores.NAMES))
    arguments = parser.parse_args()
    table, skipped = {}, {"qlever": "its server comes in no package of PyPI (qlever is the control script), npm, Maven, crates.io or Debian 12"}
    for name in arguments.stores:
        why = stores.missing(name)
        if why:
            skipped[name] = why
            continue
        with tempfile.TemporaryDirectory(prefix="briefgraph-matrix-") as directory:
            table[name] = run_store(name, arguments.quads, directory)
    if table:
        show(table, skipped)
    else:
        for name, why in skipped.items():
            print(f"skipped: {name}: {why}")
    results = [cells.get(o, ("FAILED", 0))[0] for cells in table.values() for o in OPERATIONS]
    failed = results.count("FAILED")
    passed = len(results) - failed - results.count("-")
    print(f"stores: {passed} passed, {failed} failed, {len(skipped)} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
