#!/usr/bin/env bats
# Each file of data/check holds one mistake; merged with good.ttl it gives that finding and no other.

setup() {
  cd "$BATS_TEST_DIRNAME/../.."
  bg=${BRIEFGRAPH:-build/briefgraph}
  data=tests/cases/data/check
}

# findings FILE: "severity shape component path" of each finding, sorted
findings() {
  "$bg" check "$data/good.ttl" "$data/$1.ttl" --format json 2>/dev/null |
    /usr/bin/python3 -c 'import json, sys
for f in json.load(sys.stdin)["findings"]:
    print(f["severity"], f["shape"].split("#")[-1].rstrip(">"), f["component"].replace("ConstraintComponent", ""))'
}

expect() { # expect FILE LINE...
  local file=$1 found
  shift
  found=$(findings "$file")
  [ "$found" = "$(printf '%s\n' "$@")" ] || {
    printf 'found:\n%s\n' "$found"
    return 1
  }
}

@test "a good graph has no findings and exit code 0" {
  run "$bg" check "$data/good.ttl"
  [ "$status" -eq 0 ]
  [[ "$output" == "0 violations, 0 warnings, "* ]]
}

@test "violations give exit code 3; the text names node, message, path and shape" {
  run "$bg" check "$data/good.ttl" "$data/no-evidence.ttl"
  [ "$status" -eq 3 ]
  [ "${lines[0]}" = "violation: Northland meets Southland <http://example.org/brief/x>" ]
  [ "${lines[1]}" = "  a claim without a passage; quote the words that it rests on" ]
  [ "${lines[2]}" = "  path bg:evidence, shape bgs:Claim (sh:MinCountConstraintComponent)" ]
  [[ "${lines[3]}" == "1 violation, 0 warnings, "* ]]
}

@test "warnings give exit code 0, and 3 with --strict-warnings" {
  run "$bg" check -q "$data/good.ttl" "$data/no-issue.ttl"
  [ "$status" -eq 0 ]
  run "$bg" check -q --strict-warnings "$data/good.ttl" "$data/no-issue.ttl"
  [ "$status" -eq 3 ]
}

@test "a claim without evidence" { expect no-evidence "violation Claim sh:MinCount"; }
@test "a claim without modality, polarity, voice" {
  expect no-dimensions "violation Claim sh:MinCount" "violation Claim sh:MinCount" "violation Claim sh:MinCount"
}
@test "an office held by a place" { expect place-in-office "violation SubjectIsPerson sh:Or"; }
@test "a state where an issue must stand" { expect wrong-range "violation ObjectIsIssue sh:Or"; }
@test "a relation of an entity to itself" { expect self-loop "violation Claim sh:Disjoint"; }
@test "an unknown relation" { expect unknown-relation "violation Claim sh:HasValue" "violation Claim sh:Equals"; }
@test "a sign that is not the relation's" { expect wrong-sign "violation Claim sh:Equals" "violation Claim sh:Equals"; }
@test "a negated claim that is asserted plainly" { expect negated-yet-plain "violation PlainTriple bgs:BackedByClaim"; }
@test "a plain triple without a claim" { expect plain-without-claim "violation PlainTriple bgs:BackedByClaim"; }
@test "opposite ties on one passage" { expect opposite-ties "warning OppositeTies bgs:OppositeTies"; }
@test "an entity without a label" { expect no-label "violation Entity sh:MinCount"; }
@test "the address of a Wikidata page" { expect bad-wikidata "violation Entity sh:Pattern"; }
@test "two entities for one Wikidata item" { expect same-wikidata "violation OneEntityAnItem sh:MaxCount"; }
@test "an empty span" { expect empty-span "violation Position sh:LessThan"; }
@test "a reversed span" { expect reversed-span "violation Position sh:LessThan"; }
@test "a recommendation to nobody" { expect to-nobody "violation Recommendation sh:MinCount"; }
@test "a recommendation without an issue" { expect no-issue "warning Recommendation sh:MinCount"; }
@test "a day that there is not" { expect bad-time "violation Claim sh:Or"; }

@test "plain triples of recommended claims in their own graph are no mistake" {
  graph=$(mktemp --suffix .nq)
  "$bg" convert "$data/good.ttl" -q -o "$graph"
  echo '<http://example.org/entity/south> <https://w3id.org/briefgraph/ns#aids> <http://example.org/entity/north> <http://example.org/1/graph/recommended> .' >>"$graph"
  run "$bg" check "$graph"
  rm -f "$graph"
  [ "$status" -eq 0 ]
}

@test "csv has a header and one row a finding" {
  run "$bg" check -q "$data/good.ttl" "$data/self-loop.ttl" --format csv
  [ "$status" -eq 3 ]
  [ "${lines[0]}" = "severity,name,focus,path,value,shape,component,message" ]
  [ "${#lines[@]}" -eq 2 ]
  [[ "${lines[1]}" == "violation,Northland meets Northland,<http://example.org/brief/x>,<http://www.w3.org/1999/02/22-rdf-syntax-ns#object>,"* ]]
}

@test "the same input gives the same bytes in every format" {
  for format in text csv json turtle; do
    one=$("$bg" check -q "$data"/*.ttl --format $format) || true
    two=$("$bg" check -q $(printf '%s\n' "$data"/*.ttl | sort -r) --format $format) || true
    [ -n "$one" ] && [ "$one" = "$two" ]
  done
}

@test "-o leaves no file behind when nothing could be checked" {
  out=$(mktemp -u)
  run "$bg" check "$data/good.ttl" --shapes "$data/missing.ttl" -o "$out"
  [ "$status" -eq 1 ]
  [ ! -e "$out" ]
}

@test "what is not supported is named, and nothing passes" {
  shapes=$(mktemp --suffix .ttl)
  cat >"$shapes" <<'END'
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix bg: <https://w3id.org/briefgraph/ns#> .
<http://example.org/S> a sh:NodeShape ; sh:targetClass bg:Claim ; sh:sparql [ sh:select "SELECT $this WHERE {}" ] .
END
  run "$bg" check "$data/good.ttl" --shapes "$shapes"
  [ "$status" -eq 1 ]
  [[ "$output" == *"not supported: sh:sparql in shape <http://example.org/S>; nothing was checked"* ]]
  run "$bg" check "$data/good.ttl" --shapes "$shapes" --ignore-unsupported
  rm -f "$shapes"
  [ "$status" -eq 0 ]
  [[ "$output" == *"warning: not supported: sh:sparql"* ]]
}

shapes_give() { # shapes_give TURTLE: the run on these shapes, in $status and $output
  shapes=$(mktemp --suffix .ttl)
  printf '@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix e: <http://example.org/> .\n%s\n' "$1" >"$shapes"
  run "$bg" check "$data/good.ttl" --shapes "$shapes"
  rm -f "$shapes"
}

refuses() { # refuses TURTLE MESSAGE
  shapes_give "$1"
  [ "$status" -eq 1 ]
  [[ "$output" == *"$2"* ]]
}

@test "shapes that are not well-formed are errors" {
  refuses 'e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; sh:minCount "many" ] .' "sh:minCount must be an xsd:integer of 0 or more in shape e:S"
  refuses 'e:S sh:targetNode e:x ; sh:property [ sh:minCount 1 ] .' "sh:property without sh:path"
  refuses 'e:S sh:targetNode e:x ; sh:pattern "a(b" .' "is not a regular expression: '(' without ')'"
  refuses 'e:S sh:targetNode e:x ; sh:in 5 .' "sh:in needs a well-formed list"
  refuses 'e:S sh:targetNode e:x ; sh:minCoutn 1 .' "not supported: sh:minCoutn"
  refuses 'e:S sh:targetNode e:x ; sh:property [ sh:path _:p ; sh:minCount 1 ] . _:p sh:inversePath _:p .' "contains itself"
  refuses 'e:a e:b e:c .' "holds no shapes"
}

@test "recursive shapes are found" {
  shapes_give 'e:S sh:targetNode e:x ; sh:property [ sh:path e:p ; sh:node e:S ] .'
  [ "$status" -eq 1 ]
  [[ "$output" == *"not supported: recursion"* ]]
}

@test "wrong usage gives exit code 2" {
  run "$bg" check
  [ "$status" -eq 2 ]
  run "$bg" check --format docx "$data/good.ttl"
  [ "$status" -eq 2 ]
  [[ "$output" == *"known are text, csv, json, ntriples"* ]]
}

@test "the standard report is the same in every RDF syntax" {
  for format in turtle ntriples nquads trig rdfxml jsonld; do
    run "$bg" check -q "$data/good.ttl" "$data/no-dimensions.ttl" --format "$format" -o "$BATS_TEST_TMPDIR/report.$format"
    [ "$status" -eq 3 ]
  done
  /usr/bin/python3 - "$BATS_TEST_TMPDIR" <<'END'
import sys
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic
def read(syntax, name):
    graph = Graph()
    dataset = Dataset()
    dataset.parse(f"{sys.argv[1]}/report.{syntax}", format=name)
    for s, p, o, _ in dataset.quads((None, None, None, None)):
        graph.add((s, p, o))
    return graph
first = read("turtle", "turtle")
assert len(first) > 20
for syntax, name in {"ntriples": "nt", "nquads": "nquads", "trig": "trig", "rdfxml": "xml", "jsonld": "json-ld"}.items():
    assert isomorphic(first, read(syntax, name)), syntax
END
}

@test "closures in closures are followed as one" {
  echo '<http://x/a> <http://x/p> <http://x/b> . <http://x/b> <http://x/p> <http://x/a> , <http://x/c> .' >"$BATS_TEST_TMPDIR/data.ttl"
  {
    printf '@prefix sh: <http://www.w3.org/ns/shacl#> .\n<http://x/S> sh:targetNode <http://x/a> ; sh:property [ sh:maxCount 2 ; sh:path '
    printf '[ sh:oneOrMorePath %.0s' $(seq 60)
    printf '<http://x/p>'
    printf ' ]%.0s' $(seq 60)
    printf ' ] .\n'
  } >"$BATS_TEST_TMPDIR/shapes.ttl"
  run timeout 20 "$bg" check "$BATS_TEST_TMPDIR/data.ttl" --no-ontology --shapes "$BATS_TEST_TMPDIR/shapes.ttl" --format turtle
  [ "$status" -eq 3 ]
  [ "$(grep -o oneOrMorePath <<<"$output" | wc -l)" -eq 60 ]
}

@test "a finding of a severity of one's own counts for the exit code" {
  printf '@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://x/> .\n:S sh:targetNode :a ; sh:property [ sh:severity :Grave ; sh:path :p ; sh:minCount 1 ] .\n' >"$BATS_TEST_TMPDIR/own.ttl"
  echo '<http://x/a> <http://x/q> "1" .' >"$BATS_TEST_TMPDIR/a.nt"
  run "$bg" check --shapes "$BATS_TEST_TMPDIR/own.ttl" --no-ontology "$BATS_TEST_TMPDIR/a.nt"
  echo "$status $output"
  [ "$status" -eq 3 ]
}
