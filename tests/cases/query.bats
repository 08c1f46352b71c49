# briefgraph query: answers, formats, hints and refusals.

setup() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  ROOT=$BATS_TEST_DIRNAME/../..
  cd "$BATS_TEST_TMPDIR" || return 1
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$OLDPWD/$BRIEFGRAPH ;; esac
  printf '%s\n' '<http://x/a> <http://x/n> "A, \"b\""@en <http://x/g> .' '<http://x/b> <http://x/n> "2"^^<http://www.w3.org/2001/XMLSchema#integer> <http://x/g> .' \
    '<http://x/b> <http://x/p> _:c <http://x/h> .' >g.nq
  echo 'SELECT ?s ?o { GRAPH ?g { ?s <http://x/n> ?o } }' >q.rq
}

@test "the competency questions have the answers that stand beside them" {
  for q in "$ROOT"/data/us-pakistan/queries/*.rq; do
    name=$(basename "$q" .rq)
    "$BRIEFGRAPH" query "$ROOT/exports/us-pakistan/us-pakistan.nq" -q "$q" --format csv | tr -d '\r' >"$name.csv"
    diff "$ROOT/data/us-pakistan/queries/answers/$name.csv" "$name.csv"
    head -2 "$q" | grep -q '^# .*?$'
  done
}

@test "rows come as CSV, TSV, JSON, XML and a table" {
  run "$BRIEFGRAPH" query g.nq -q q.rq --format csv
  [ "${lines[1]%$'\r'}" = 'http://x/a,"A, ""b"""' ]
  run "$BRIEFGRAPH" query g.nq -q q.rq --format tsv
  [ "${lines[0]}" = $'?s\t?o' ]
  [ "${lines[1]}" = $'<http://x/a>\t"A, \\"b\\""@en' ]
  [ "${lines[2]}" = $'<http://x/b>\t2' ]
  "$BRIEFGRAPH" query g.nq -q q.rq --format json | python3 -c '
import json, sys
rows = json.load(sys.stdin)["results"]["bindings"]
assert rows[0]["o"] == {"type": "literal", "value": "A, \"b\"", "xml:lang": "en"}, rows
assert rows[1]["o"]["datatype"].endswith("#integer") and len(rows) == 2'
  "$BRIEFGRAPH" query g.nq -q q.rq --format xml >a.xml
  xmllint --noout a.xml
  grep -q '<literal xml:lang="en">A, &quot;b&quot;</literal>' a.xml
  run "$BRIEFGRAPH" query g.nq -q q.rq --format table
  [[ ${lines[2]} == 'http://x/a  A, "b"' ]]
}

@test "ASK, CONSTRUCT and DESCRIBE" {
  [ "$("$BRIEFGRAPH" query g.nq -e 'ASK { GRAPH ?g { ?s ?p 2 } }')" = true ]
  "$BRIEFGRAPH" query g.nq -e 'CONSTRUCT { ?o <http://x/of> ?s } { GRAPH ?g { ?s <http://x/p> ?o } }' --format nt >c.nt
  grep -q '^_:[^ ]* <http://x/of> <http://x/b> .$' c.nt
  "$BRIEFGRAPH" query g.nq -e 'DESCRIBE <http://x/b>' | grep -q '<http://x/n> 2'
}

@test "the same answer whatever the order of loading" {
  shuf --random-source="$ROOT/exports/us-pakistan/us-pakistan.ttl" "$ROOT/exports/us-pakistan/us-pakistan.nq" >shuffled.nq
  for q in 07-issues-by-advice 14-sources 15-central-actors; do
    "$BRIEFGRAPH" query shuffled.nq -q "$ROOT/data/us-pakistan/queries/$q.rq" --format csv | tr -d '\r' |
      diff "$ROOT/data/us-pakistan/queries/answers/$q.csv" -
  done
  diff <("$BRIEFGRAPH" query shuffled.nq -e 'SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 100') \
    <("$BRIEFGRAPH" query "$ROOT/exports/us-pakistan/us-pakistan.trig" -e 'SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 100')
}

@test "the default graph is empty unless it is asked to be all graphs" {
  run "$BRIEFGRAPH" query g.nq -e 'SELECT ?s { ?s <http://x/n> ?o }'
  [[ $output == *"use GRAPH ?g { ... } or --union-default-graph"* ]]
  run "$BRIEFGRAPH" query g.nq --union-default-graph -e 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'
  [ "${lines[1]}" = 3 ]
  "$BRIEFGRAPH" convert -q g.nq -o g.ttl
  run "$BRIEFGRAPH" query g.ttl -q q.rq
  [[ $output == *"query the .trig or .nq file"* ]]
}

# refuses CODE PATTERN QUERY
refuses() {
  run "$BRIEFGRAPH" query g.nq -e "$3"
  echo "$status $output"
  [ "$status" -eq "$1" ]
  [[ $output =~ $2 ]]
}

@test "what is not supported, or wrong, is named with its place" {
  refuses 1 "1:16: error: SERVICE would ask another server" 'SELECT * WHERE{SERVICE <http://y/> { ?s ?p ?o } }'
  refuses 1 'RAND is not supported' 'SELECT (RAND() AS ?r) {}'
  refuses 1 'INSERT changes data' 'INSERT DATA { <a:a> <a:b> <a:c> }'
  refuses 1 'no graph <http://y/> is loaded; nothing is fetched' 'SELECT * FROM <http://y/> { ?s ?p ?o }'
  refuses 1 "the prefix 'skos:' is not declared; put PREFIX skos: <http://www.w3.org/2004/02/skos/core#>" 'SELECT * { ?s skos:prefLabel ?o }'
  refuses 1 'the function <http://f/x> is not known' 'SELECT (<http://f/x>(1) AS ?y) {}'
  refuses 1 'neither in GROUP BY nor inside an aggregate' 'SELECT ?s ?o { ?s ?p ?o } GROUP BY ?s'
  run "$BRIEFGRAPH" query g.nq
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" query g.nq -q missing.rq
  [ "$status" -eq 1 ]
  run "$BRIEFGRAPH" query g.nq -q q.rq --format nonsense
  [ "$status" -eq 2 ]
}

@test "limits of time, memory and rows" {
  seq 1 400 | sed 's|.*|<http://x/&> <http://x/p> "&" .|' >many.nt
  run "$BRIEFGRAPH" query many.nt --time-limit 0.2 --memory-limit 0 -e 'SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?p ?d . ?e ?p ?f . FILTER(?b + ?d + ?f = 7) }'
  [ "$status" -eq 1 ]
  [[ $output == *"took more than 0.2 seconds"* ]]
  run "$BRIEFGRAPH" query many.nt --memory-limit 1 -e 'SELECT * { ?a ?p ?b . ?c ?p ?d }'
  [ "$status" -eq 1 ]
  [[ $output == *"needs more than 1 MB"* ]]
  run "$BRIEFGRAPH" query many.nt --max-rows 3 -e 'SELECT * { ?a ?p ?b }'
  [ "$status" -eq 0 ]
  [[ $output == *"more than 3 rows"* ]]
}

@test "labels never drive a terminal" {
  printf '<http://x/a> <http://x/n> "a\\u001B[31mb\\u202Ec" .\n' >e.nt
  "$BRIEFGRAPH" query e.nt --format table -e 'SELECT ?n { ?s ?p ?n }' >t
  ! grep -q $'\x1b' t
}

@test "a format that does not fit the form of the query is wrong usage" {
  echo '<http://x/s> <http://x/p> 1 .' >in.ttl
  for f in csv tsv json table; do
    run "$BRIEFGRAPH" query in.ttl -f $f -e 'CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }'
    [ "$status" -eq 2 ]
    [[ $output == *'makes a graph; its formats are ntriples'* ]]
  done
  for f in turtle nq jsonld; do
    run "$BRIEFGRAPH" query in.ttl -f $f -e 'ASK {}'
    [ "$status" -eq 2 ]
    [[ $output == *'makes rows; their formats are table'* ]]
  done
}
