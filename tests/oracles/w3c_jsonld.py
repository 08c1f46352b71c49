"""The W3C suite "JSON-LD 1.1: Serialize RDF as JSON-LD" (fromRdf), every case over the command line.

Reads $BRIEFGRAPH_SHARED/w3c/json-ld (skips when it is missing). Results are compared as the suite asks for: arrays without
their order, but for those of @list; blank nodes by their labels.
"""
import json
import os
import subprocess
import sys

PROGRAM = os.environ.get("BRIEFGRAPH", "build/briefgraph")
SHARED = os.environ.get("BRIEFGRAPH_SHARED", "../shared")
ROOT = os.path.join(SHARED, "w3c", "json-ld")
DIRECTIONS = {"i18n-datatype": "i18n", "compound-literal": "compound"}


def key(value):
    return json.dumps(value, sort_keys=True)


def normal(value, ordered=False):
    """The value with its arrays sorted, except below @list and inside JSON literals."""
    if isinstance(value, list):
        items = [normal(item) for item in value]
        return items if ordered else sorted(items, key=key)
    if isinstance(value, dict):
        literal = value.get("@type") == "@json"
        return {k: v if literal else normal(v, k == "@list") for k, v in value.items()}
    return value


def arguments(option):
    args = ["--typed-lists"]
    if option.get("useNativeTypes"):
        args.append("--native-types")
    if option.get("useRdfType"):
        args.append("--rdf-type")
    if option.get("rdfDirection"):
        args += ["--direction", DIRECTIONS[option["rdfDirection"]]]
    return args


def check(case):
    """The reason of a failure, or None."""
    source = os.path.join(ROOT, case["input"])
    args = [PROGRAM, "convert", "-q", source, "--to", "jsonld", "--jsonld", "expanded"]
    out = subprocess.run(args + arguments(case.get("option", {})), capture_output=True, timeout=60)
    if any("Negative" in kind for kind in case["@type"]):
        return None if out.returncode == 1 and not out.stdout else "accepted, must be rejected"
    if out.returncode:
        return "exit code %d: %s" % (out.returncode, out.stderr.decode(errors="replace").strip()[-200:])
    with open(os.path.join(ROOT, case["expect"]), encoding="utf-8") as file:
        expected = json.load(file)
    got = json.loads(out.stdout)
    return None if normal(got) == normal(expected) else "got " + json.dumps(got)[:300]


def main():
    manifest = os.path.join(ROOT, "fromRdf-manifest.jsonld")
    if not os.path.isfile(manifest):
        print(f"skipped: no W3C suite in {ROOT}; set BRIEFGRAPH_SHARED\nw3c_jsonld: 0 passed, 0 failed, 1 skipped")
        return 0
    with open(manifest, encoding="utf-8") as file:
        cases = json.load(file)["sequence"]
    passed = failed = skipped = 0
    for case in cases:
        if case.get("option", {}).get("specVersion") == "json-ld-1.0":
            skipped += 1
            print(f"skipped: {case['@id']} is of JSON-LD 1.0; 1.1 has another case for it")
            continue
        reason = check(case)
        passed += reason is None
        failed += reason is not None
        if reason:
            print(f"  FAILED {case['@id']} {case['name']}: {reason}")
    print(f"w3c_jsonld: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
