# briefgraph convert: JSON-LD and RDF 1.2.

setup() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  ROOT=$PWD
  cd "$BATS_TEST_TMPDIR" || return 1
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$ROOT/$BRIEFGRAPH ;; esac
}

# fails CODE PATTERN ARGUMENT...: ends with that code and a message that matches, and writes no out.jsonld.
fails() {
  local code=$1 pattern=$2
  shift 2
  run "$BRIEFGRAPH" "$@"
  echo "status $status: $output"
  [ "$status" -eq "$code" ]
  [[ $output =~ $pattern ]]
  [ ! -e out.jsonld ]
}

context() { # context JSON: into context.jsonld
  printf '{"@context": %s}' "$1" >context.jsonld
}

@test "JSON-LD: a claim reads well under the context of the ontology" {
  "$BRIEFGRAPH" convert -q "$ROOT/exports/us-pakistan/us-pakistan.nq" -o out.jsonld
  grep -q '"predicate": "cooperatesWith"' out.jsonld
  grep -q '"modality": "recommended"' out.jsonld
  grep -q '"subject": "entity:pakistan"' out.jsonld
  grep -q '"label": {"en": "Pakistan"}' out.jsonld
  python3 -m json.tool out.jsonld >/dev/null
}

@test "JSON-LD: the context of the ontology has every relation and property of it" {
  for name in $(grep -oE '^bg:[a-zA-Z]+ a owl:ObjectProperty' "$ROOT/ontology/briefgraph.ttl" | sed 's/bg:\([a-zA-Z]*\).*/\1/'); do
    grep -q "\"$name\": {.*\"@type\": \"@\(id\|vocab\)\"" "$ROOT/ontology/context.jsonld" || { echo "missing: $name"; return 1; }
  done
}

@test "JSON-LD: lists, language maps and named graphs" {
  context '{"@version": 1.1, "x": "http://x/", "id": "@id", "l": {"@id": "x:l", "@container": "@list"},
    "t": {"@id": "x:t", "@container": "@language"}, "n": {"@id": "x:n", "@type": "@id"}}'
  cat >in.trig <<'END'
@prefix x: <http://x/> .
x:g { x:s x:l ( 1 "two" ( ) ) ; x:t "one"@en, "eins"@de, "uno" ; x:n x:o . }
END
  "$BRIEFGRAPH" convert -q in.trig --to jsonld --context context.jsonld --context-iri http://x/c >got
  cat >expected <<'END'
{
  "@context": "http://x/c",
  "@graph": [
    {
      "id": "x:g",
      "@graph": [
        {
          "id": "x:s",
          "l": [
            {"@type": "http://www.w3.org/2001/XMLSchema#integer", "@value": "1"},
            "two",
            {"@list": []}
          ],
          "n": "x:o",
          "t": {
            "@none": "uno",
            "de": "eins",
            "en": "one"
          }
        }
      ]
    }
  ]
}
END
  diff got expected
}

@test "JSON-LD: a stream has a node object a line, the context first" {
  printf '<http://x/s> <http://x/p> "%s" <http://x/g> .\n' 1 2 >in.nq
  printf '<http://x/t> <http://x/p> "3" <http://x/g> .\n' >>in.nq
  "$BRIEFGRAPH" convert -q in.nq --to jsonld --jsonld stream --context none >got
  cat >expected <<'END'
[
  {
    "@id": "http://x/g",
    "@graph": [
      {"@id": "http://x/s", "http://x/p": [{"@value": "1"}, {"@value": "2"}]},
      {"@id": "http://x/t", "http://x/p": [{"@value": "3"}]}
    ]
  }
]
END
  diff got expected
}

@test "JSON-LD: the stream takes little memory whatever the size" {
  awk 'BEGIN { for (i = 0; i < 200000; i++) printf "<http://x/s%d> <http://x/p> \"value %d of a long row of values\" .\n", i / 4, i }' >in.nt
  peak=$(python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$BRIEFGRAPH" convert -q in.nt --to jsonld --jsonld stream --context none -o out.jsonld)
  echo "peak $peak KB"
  [ "$peak" -lt 150000 ] # sanitizers take their share
  [ "$(grep -c '"@id"' out.jsonld)" -eq 50000 ]
}

@test "JSON-LD: the same triples in another order give the same bytes" {
  seq 1 300 | sed 's|.*|<http://x/s&> <http://x/p> "&" <http://x/g> .|' >a.nq
  shuf --random-source=a.nq a.nq >b.nq
  for form in compact expanded; do
    "$BRIEFGRAPH" convert -q a.nq -o a.jsonld --jsonld $form
    "$BRIEFGRAPH" convert -q b.nq -o b.jsonld --jsonld $form
    cmp a.jsonld b.jsonld
  done
}

@test "JSON-LD: what a context may not say is named, and nothing is fetched" {
  echo '<http://x/s> <http://x/p> "a" .' >in.nt
  context '"http://127.0.0.1:1/context"'
  fails 1 "nothing is fetched" convert in.nt -o out.jsonld --context context.jsonld
  context '{"@import": "http://127.0.0.1:1/context"}'
  fails 1 "@import" convert in.nt -o out.jsonld --context context.jsonld
  context '{"a": {"@reverse": "http://x/a"}}'
  fails 1 "@reverse inside a term" convert in.nt -o out.jsonld --context context.jsonld
  context '{"a": {"@id": "http://x/a", "@context": {}}}'
  fails 1 "@context inside a term" convert in.nt -o out.jsonld --context context.jsonld
  context '{"a": {"@id": "http://x/a", "@container": "@graph"}}'
  fails 1 "only @set, @list and @language" convert in.nt -o out.jsonld --context context.jsonld
  context '{"a": "b:x", "b": "a:x"}'
  fails 1 "defined by itself" convert in.nt -o out.jsonld --context context.jsonld
  context '{"a": '
  fails 1 "context.jsonld:1" convert in.nt -o out.jsonld --context context.jsonld
  fails 1 "nowhere.jsonld" convert in.nt -o out.jsonld --context nowhere.jsonld
}

@test "JSON-LD: an IRI that would be read as another is an error, not a wrong graph" {
  echo '<urn:s> <http://x/p> "a" .' >in.nt
  context '{"urn": "http://x/"}'
  fails 1 "would be read as another IRI" convert in.nt -o out.jsonld --context context.jsonld
}

@test "JSON-LD: what it cannot hold is an error" {
  echo '<http://x/s> <http://x/p> <<( <http://x/a> <http://x/b> <http://x/c> )>> .' >triple.nt
  fails 1 "has no form in" convert triple.nt -o out.jsonld
  echo '<http://x/s> <http://x/p> "{"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON> .' >json.nt
  fails 1 "invalid JSON" convert json.nt -o out.jsonld
  fails 2 "takes one input" convert json.nt json.nt --to jsonld --jsonld stream
  fails 2 "known are compact, expanded, stream" convert json.nt --jsonld framed
  fails 1 "is written, not read" convert "$ROOT/ontology/context.jsonld" --to nq
}

@test "JSON-LD: a base direction of RDF 1.2 becomes @direction" {
  echo '<http://x/s> <http://x/p> "a"@ar--rtl .' >in.nt
  "$BRIEFGRAPH" convert -q in.nt --to jsonld --jsonld expanded | grep -q '{"@language": "ar", "@direction": "rtl", "@value": "a"}'
}

@test "RDF 1.2: claims become reifiers and come back" {
  "$BRIEFGRAPH" convert -q --rdf-version 1.2 "$ROOT/exports/us-pakistan/us-pakistan.nq" -o 12.nq
  ! grep -q 'rdf-syntax-ns#subject> <https://w3id.org/briefgraph/data' 12.nq
  grep -q 'rdf-syntax-ns#reifies> <<( <https://w3id.org/briefgraph/data/entity/' 12.nq
  "$BRIEFGRAPH" convert -q --reifiers lower 12.nq --to nq | sort >back
  sort "$ROOT/exports/us-pakistan/us-pakistan.nq" | cmp - back
}

@test "RDF 1.2: an annotation where the triple stands in the graph, else a reified triple" {
  cat >in.nt <<'END'
<http://x/s> <http://x/p> <http://x/o> .
<http://x/c1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( <http://x/s> <http://x/p> <http://x/o> )>> .
<http://x/c1> <http://x/by> "a"@en--ltr .
<http://x/c2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( <http://x/s> <http://x/p> "line\nfeed" )>> .
END
  "$BRIEFGRAPH" convert -q in.nt --to turtle --rdf-version 1.2 >got
  cat >expected <<'END'
VERSION "1.2"

<< <http://x/s> <http://x/p> "line\nfeed" ~ <http://x/c2> >> .

<http://x/s> <http://x/p> <http://x/o> ~ <http://x/c1> {|
        <http://x/by> "a"@en--ltr
    |} .
END
  diff got expected
}

@test "RDF 1.2: without --rdf-version 1.2 it is an error that says so" {
  echo '<http://x/s> <http://x/p> <<( <http://x/a> <http://x/b> <http://x/c> )>> .' >in.nt
  for to in nt nq ttl trig rdf; do
    fails 1 "rdf-version 1.2" convert in.nt --to $to
  done
  fails 1 "rdf-version 1.2" convert in.nt --to rdf --rdf-version 1.2 --reifiers keep
  fails 2 "known are 1.1 and 1.2" convert in.nt --to nt --rdf-version 2
  fails 2 "needs --rdf-version 1.2" convert in.nt --to nt --reifiers lift
}

@test "RDF 1.2: blank nodes of several inputs stay apart inside triple terms" {
  echo '_:a <http://x/p> <<( _:a <http://x/q> "_:a" )>> .' >1.nt
  "$BRIEFGRAPH" convert -q --rdf-version 1.2 1.nt 1.nt --to nt >got
  [ "$(wc -l <got)" -eq 2 ]
  [ "$(grep -oE '_:[a-z0-9]+ ' got | sort -u | wc -l)" -eq 2 ]
  [ "$(grep -c '"_:a" )>>' got)" -eq 2 ]
}
