#!/usr/bin/python3
"""briefgraph export --for STORE: each store's own bulk loader runs the commands that were written, and the store that
then starts on the data must have the counts of counts.tsv, and hostile labels unharmed.

usage: bulk.py [STORE...]        Ends with "bulk: N passed, N failed, N skipped".
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import matrix  # noqa: E402
import stores  # noqa: E402


def loader_missing(name):
    if name == "fuseki" and not (stores.JENA / "bin/tdb2.xloader").exists():
        return "the loaders of Jena are not there (stores.py install fuseki)"
    return stores.missing(name)


def run(command, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=600, **more)
    matrix.need(done.returncode == 0, f"{command[0]}: exit code {done.returncode}: {(done.stdout + done.stderr)[-600:]}")
    return done.stdout


def load(name, store, bulk):
    """Run what was written for this store, with the store stopped where its loader wants that."""
    path = os.environ["PATH"]
    if name == "virtuoso":
        store.start()
        out = run(["isql-vt", f"127.0.0.1:{store.port2}", "dba", store.password, bulk / "load.sql"])
        matrix.need("*** Error" not in out, out[-600:])
    elif name == "fuseki":
        (store.directory / "db").rmdir()
        run([bulk / "load.sh", store.directory / "db"], env=dict(os.environ, PATH=f"{stores.JENA}/bin:{path}"))
        store.start()
    elif name == "oxigraph":
        run([bulk / "load.sh", store.directory / "db"], env=dict(os.environ, OXIGRAPH=str(stores.OXIGRAPH)))
        store.start()
    elif name == "rdf4j":
        store.start()
        netrc = store.directory / ".netrc"
        netrc.write_text(f"machine 127.0.0.1 login {store.user} password {store.password}\n")
        netrc.chmod(0o600)
        run([bulk / "load.sh", store.url], env=dict(os.environ, HOME=str(store.directory)))
    else:
        run([bulk / "load.sh", stores.BLAZEGRAPH])
        (bulk / "blazegraph.jnl").rename(store.directory / "blazegraph.jnl")
        store.start()


def check(name, directory):
    source, bulk = directory / "data set.nq", directory / "bulk"
    matrix.labels_graph(source)
    text = "".join(f"{i:x} naive text " for i in range(80000))[:1000000]
    with open(source, "a", encoding="utf-8") as f:
        f.write(f'<urn:s> <urn:p> "{text}" <{matrix.G}large> .\n')
        f.write(matrix.BRIEF.read_text(encoding="utf-8"))
    run([matrix.BRIEFGRAPH, "export", source, "--for", name, "-o", bulk])
    store = stores.CLASSES[name](directory / "store")
    try:
        load(name, store, bulk)
        wanted = {g: int(n) for g, n in (line.rstrip("\n").split("\t") for line in open(bulk / "counts.tsv"))}
        counts = store.counts()
        got = {g: counts.get(g) for g in wanted}
        wrong = {g: (wanted[g], got[g]) for g in wanted if wanted[g] != got[g]}
        matrix.need(not wrong, f"counts differ (wanted, got): {wrong}")
        checker = matrix.Run(store, directory, 0)
        for graph in ("hostile", "unicode", "blank", "large"):
            checker.same(source, matrix.G + graph)
    finally:
        store.stop()
    return len(wanted)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quads", help="of no meaning here")
    parser.add_argument("stores", nargs="*", default=list(stores.NAMES))
    arguments = parser.parse_args()
    passed = failed = skipped = 0
    for name in arguments.stores:
        why = loader_missing(name)
        if why:
            print(f"skipped: bulk files for {name}: {why}")
            skipped += 1
            continue
        with tempfile.TemporaryDirectory(prefix="briefgraph-bulk-", ignore_cleanup_errors=True) as directory:
            try:
                graphs = check(name, pathlib.Path(directory))
                print(f"bulk files for {name}: {graphs} graphs loaded, counted and compared", flush=True)
                passed += 1
            except (matrix.Problem, subprocess.TimeoutExpired, OSError, RuntimeError) as e:
                print(f"bulk files for {name}: FAILED: {str(e)[:900]}", flush=True)
                failed += 1
    print(f"bulk: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
