# briefgraph export and build --export: formats, levels, full disks. What the files hold is compared in tests/oracles/graph_tools.py.

setup() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
  cd "$BATS_TEST_TMPDIR" || return 1
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$OLDPWD/$BRIEFGRAPH ;; esac
  GRAPH=$ROOT/exports/us-pakistan/us-pakistan.nq
}

# fails CODE PATTERN ARGUMENT...: ends with that code and a message that matches, and leaves nothing half-written.
fails() {
  local code=$1 pattern=$2
  shift 2
  run "$BRIEFGRAPH" "$@"
  echo "status $status: $output"
  [ "$status" -eq "$code" ]
  [[ $output =~ $pattern ]]
  [ -z "$(find . -name '.*.??????' -type f)" ]
}

@test "every format twice gives the same bytes, whatever the order of the statements" {
  shuf --random-source="$GRAPH" "$GRAPH" >shuffled.nq
  for f in graphml graphml-yed gexf gexf-1.2 cyjs cx2 pajek ftm csv-graph neo4j; do
    "$BRIEFGRAPH" export -q "$GRAPH" --format $f -o one-$f --all
    "$BRIEFGRAPH" export -q shuffled.nq --format $f -o two-$f --all
    # the name of the graph is that of its file
    diff -r <(cd one-$f 2>/dev/null && cat ./* || cat one-$f) <(cd two-$f 2>/dev/null && cat ./* || cat two-$f) | grep '^[<>]' | grep -v us-pakistan | grep -v shuffled && return 1
    [ -s one-$f ]
  done
  [ "$(ls one-neo4j | tr '\n' ' ')" = "README.md load.cypher nodes.csv parameters.json relationships.csv " ]
  [ "$(ls one-csv-graph | tr '\n' ' ')" = "csv-metadata.json edges.csv nodes.csv " ]
}

@test "the format comes from the extension, also of compressed files" {
  for name in a.graphml a.yed.graphml a.gexf a.cyjs a.cx2 a.net a.ftm.json a.gexf.gz a.graphml.zst; do
    "$BRIEFGRAPH" export -q "$GRAPH" -o $name
    [ -s $name ]
  done
  grep -q 'y:ShapeNode' a.yed.graphml
  ! grep -q 'y:ShapeNode' a.graphml
  cmp <(zcat a.gexf.gz) a.gexf
  "$BRIEFGRAPH" export -q "$GRAPH" --format gexf >piped
  cmp piped a.gexf
}

@test "wrong usage is named" {
  fails 2 'unknown format; name it with --format: csv, graphml' export "$GRAPH"
  fails 2 'unknown format' export "$GRAPH" --format gml
  fails 2 'neo4j is several files: name a directory' export "$GRAPH" --format neo4j
  fails 2 "'words' is not a value" export "$GRAPH" --level words -o x.gexf
  fails 2 "unknown format 'gml' to export" build "$ROOT/data/us-pakistan" --export gexf,gml
  fails 1 'is a directory' export "$GRAPH" -o . --format gexf
}

@test "levels, and what counts as a node or an edge" {
  run "$BRIEFGRAPH" export "$GRAPH" -o a.graphml
  claims=${output##*$'\n'}
  run "$BRIEFGRAPH" export "$GRAPH" -o a.graphml --level ties
  ties=${output##*$'\n'}
  run "$BRIEFGRAPH" export "$GRAPH" -o a.graphml --all
  all=${output##*$'\n'}
  echo "$claims / $ties / $all"
  [ "${claims%% *}" -eq "${ties%% *}" ]
  number() { local s=${1#*, }; echo "${s%% *}"; }
  [ "$(number "$ties")" -lt "$(number "$claims")" ]
  [ "$(number "$all")" -gt "$(number "$claims")" ]
}

@test "RDF that is not ours: every triple between resources is an edge, literals are fields" {
  cat >club.ttl <<'END'
@prefix : <http://example.org/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
:ann a foaf:Person ; foaf:name "Ann" ; foaf:age 40 ; foaf:knows :bob ; :likes :tea .
:bob a foaf:Person ; foaf:name "Bob" ; foaf:knows :ann .
END
  run "$BRIEFGRAPH" export club.ttl -o club.graphml
  [ "$status" -eq 0 ]
  [[ $output == *'no claims in this graph: every triple between two resources is an edge'* ]]
  [[ $output == *'3 nodes, 3 edges'* ]]
  grep -q 'attr.name="age" attr.type="int"' club.graphml
  run "$BRIEFGRAPH" export club.ttl -o likes.graphml --predicates http://example.org/likes=+1
  [[ $output == *'2 nodes, 1 edges'* ]]
  grep -q '<data key="e_sign">1</data>' likes.graphml
}

@test "large graphs go without measures unless asked" {
  seq 1 11000 | awk '{ print "<http://x/" $1 "> <http://x/p> <http://x/" $1 % 10007 + 1 "> ." }' >large.nt
  run "$BRIEFGRAPH" export large.nt -o large.gexf
  [[ $output == *'measures are left out'* ]]
  ! grep -q betweenness large.gexf
  "$BRIEFGRAPH" export -q "$GRAPH" -o without.gexf --no-measures
  ! grep -q betweenness without.gexf
}

@test "build writes the formats that are asked for" {
  "$BRIEFGRAPH" build -q "$ROOT/data/us-pakistan" --no-pictures -o out --export gexf,neo4j,graphml,gexf
  [ -s out/us-pakistan.gexf ] && [ -s out/us-pakistan-neo4j/load.cypher ]
  "$BRIEFGRAPH" export -q out/us-pakistan.nq -o again.gexf
  cmp again.gexf out/us-pakistan.gexf
}

@test "tables for spreadsheets hold no formulas, tables for build are as they are" {
  cat >in.ttl <<'END'
@prefix bg: <https://w3id.org/briefgraph/ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
<http://x/a> a bg:State ; dct:identifier "a" ; skos:prefLabel "=cmd|' /C calc'!A0"@en .
<http://x/b> a bg:PolicyBrief .
END
  "$BRIEFGRAPH" analyze -q in.ttl --format csv | grep "^a,'=cmd"
  "$BRIEFGRAPH" export -q in.ttl --format csv-graph -o sheets --all
  grep "^a,'=cmd" sheets/nodes.csv
  "$BRIEFGRAPH" export -q in.ttl --format csv -o tables
  grep "^a,State,=cmd" tables/entities.csv
}

@test "a disk that fills up leaves the old files as they were" {
  for f in neo4j csv-graph; do
    "$BRIEFGRAPH" export -q "$GRAPH" --format $f -o $f --no-measures
    cp -r $f old
    # measures make the files different; the limit lets the smallest pass and stops the largest
    largest=$(find $f -type f -printf '%s\n' | sort -n | tail -1)
    run bash -c "ulimit -f $((largest / 2048)); '$BRIEFGRAPH' export -q '$GRAPH' --format $f -o $f"
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *'cannot write: File too large'* ]]
    diff -r $f old
    rm -r old
  done
  "$BRIEFGRAPH" export -q "$GRAPH" --format csv -o tables
  cp -r tables old
  sed 's/"United States"/"United States of America"/' "$GRAPH" >changed.nq
  run bash -c "ulimit -f 20; '$BRIEFGRAPH' export -q changed.nq --format csv -o tables"
  echo "$output"
  [ "$status" -eq 1 ]
  diff -r tables old
  [ -z "$(find . -name '.*.??????' -type f)" ]
  fails 1 'cannot write: No space left on device' export "$GRAPH" --format gexf -o /dev/full
  fails 1 'cannot write: No space left on device' export "$GRAPH" --format cx2 -o /dev/full
}

@test "a full file system, for real" {
  unshare -rm true 2>/dev/null || skip "no user namespaces here"
  mkdir disk
  cat >inside <<END
mount -t tmpfs -o size=200k none disk || exit 42
"$BRIEFGRAPH" export -q "$GRAPH" --format csv-graph -o disk/csv || exit 43
cp -r disk/csv before
"$BRIEFGRAPH" export -q "$GRAPH" --format neo4j -o disk/csv
[ \$? -eq 1 ] || exit 44
"$BRIEFGRAPH" export -q "$GRAPH" --format gexf -o disk/big.gexf
[ \$? -eq 1 ] || exit 45
"$BRIEFGRAPH" build -q "$ROOT/data/us-pakistan" --no-pictures -o disk/built
[ \$? -eq 1 ] || exit 46
diff -r before disk/csv || exit 47
find disk -type f
END
  run unshare -rm bash inside
  echo "status $status: $output"
  [ "$status" -ne 42 ] || skip "no tmpfs in a user namespace here"
  [ "$status" -eq 0 ]
  [[ $output == *'No space left on device'* ]]
  [ "$(grep -c '^disk/[^:]*$' <<<"$output")" -eq 3 ]
}

@test "two relations that make one type in Neo4j stay two edges" {
  cat >in.ttl <<'TTL'
<http://x/a> <http://one/knows> <http://x/b> ; <http://two/knows> <http://x/b> ; <http://x/знает> <http://x/b> ; <http://x/любит> <http://x/b> .
TTL
  "$BRIEFGRAPH" export -q in.ttl --format neo4j -o neo
  grep -F 'MERGE (a)-[r:KNOWS {relation: row.relation}]->(b)' neo/load.cypher
  grep -F 'MERGE (a)-[r:RELATED {relation: row.relation}]->(b)' neo/load.cypher
  [ "$(grep -o '"to":"http://x/b","relation":"http://[^"]*"' neo/parameters.json | sort -u | wc -l)" -eq 4 ]
}

@test "two entities with one id, and two claims, stay two in the tables" {
  cat >me.ttl <<'END'
@prefix bg: <https://w3id.org/briefgraph/ns#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<http://b/#me> a bg:State ; dct:identifier "me" ; rdfs:label "B" .
<http://a/#me> a bg:State ; dct:identifier "me" ; rdfs:label "A" .
<http://c/#me-2> a bg:State ; dct:identifier "me-2" ; rdfs:label "C" .
<http://b/c1> a bg:Claim ; rdf:subject <http://a/#me> ; rdf:predicate bg:supports ; rdf:object <http://b/#me> ; bg:modality bg:asserted ; bg:polarity bg:affirmed .
<http://a/c1> a bg:Claim ; rdf:subject <http://b/#me> ; rdf:predicate bg:supports ; rdf:object <http://c/#me-2> ; bg:modality bg:asserted ; bg:polarity bg:affirmed .
END
  "$BRIEFGRAPH" export -q me.ttl --format csv -o tables
  cat tables/*.csv
  [ "$(cut -d, -f1,3 tables/entities.csv | tr -d '\r' | tail -n +2 | tr '\n' ' ')" = "me,A me-2,C me-3,B " ]
  [ "$(cut -d, -f1-4 tables/claims.csv | tr -d '\r' | tail -n +2 | tr '\n' ' ')" = "c1,me-3,supports,me-2 c1-2,me,supports,me-3 " ]
}
