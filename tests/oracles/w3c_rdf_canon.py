"""The W3C suite of RDF Dataset Canonicalization (RDFC-1.0): evaluation, maps of labels, and poisoned graphs.

Reads $BRIEFGRAPH_SHARED/w3c/rdf-canon (skips when it is missing). Results are compared as text, maps as JSON; the negative
tests must end with exit code 1 and the message about the limit, within a minute.
"""
import json
import os
import subprocess
import sys
import time

PROGRAM = os.environ.get("BRIEFGRAPH", "build/briefgraph")
ROOT = os.path.join(os.environ.get("BRIEFGRAPH_SHARED", "../shared"), "w3c", "rdf-canon")


def run(entry, *more):
    algorithm = entry.get("hashAlgorithm", "SHA256")
    args = [PROGRAM, "canon", "-q", "--algorithm", algorithm, *more, os.path.join(ROOT, entry["action"])]
    return subprocess.run(args, capture_output=True, timeout=60)


def evaluate(entry):
    done = run(entry)
    with open(os.path.join(ROOT, entry["result"]), "rb") as file:
        return done.returncode == 0 and done.stdout == file.read()


def compare_map(entry):
    done = run(entry, "--map")
    with open(os.path.join(ROOT, entry["result"]), "rb") as file:
        return done.returncode == 0 and json.loads(done.stdout) == json.load(file)


def refuse(entry):
    done = run(entry)
    return done.returncode == 1 and done.stdout == b"" and b"--max-work" in done.stderr


def main():
    manifest = os.path.join(ROOT, "manifest.jsonld")
    if not os.path.exists(manifest):
        print(f"skipped: {manifest} is missing\nw3c_rdf_canon: 0 passed, 0 failed, 1 skipped")
        return 0
    with open(manifest, encoding="utf-8") as file:
        entries = json.load(file)["entries"]
    kinds = {"rdfc:RDFC10EvalTest": evaluate, "rdfc:RDFC10MapTest": compare_map, "rdfc:RDFC10NegativeEvalTest": refuse}
    passed = failed = 0
    slowest = (0, "")
    for entry in entries:
        start = time.monotonic()
        if kinds[entry["type"]](entry):
            passed += 1
        else:
            failed += 1
            print(f"failed: {entry['id']} {entry['name']}")
        slowest = max(slowest, (time.monotonic() - start, entry["id"]))
    print(f"slowest: {slowest[1]}, {slowest[0]:.1f} s")
    print(f"w3c_rdf_canon: {passed} passed, {failed} failed, 0 skipped")
    return failed > 0


sys.exit(main())
