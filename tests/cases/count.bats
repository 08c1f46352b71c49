#!/usr/bin/env bats
# briefgraph count, and reading lines by several threads from the command line.

setup() {
  cd "$BATS_TEST_DIRNAME/../.."
  bg=$PWD/${BRIEFGRAPH:-build/briefgraph}
  [[ ${BRIEFGRAPH:-} == /* ]] && bg=$BRIEFGRAPH
  cd "$BATS_TEST_TMPDIR"
  printf '<http://x/a> <http://x/p> "1" <http://x/g> .\r\n<http://x/a> <http://x/p> "1" .\n_:b <http://x/q> "zwei"@de .\n' >a.nq
  printf '<http://x/a> <http://x/p> "1" .\n<http://x/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x/T> .' >b.nt
}

@test "totals: statements, quads without repetitions, triples, terms by kind" {
  run "$bg" count a.nq b.nt
  [ "$status" -eq 0 ]
  for line in "5 statements" "4 quads" "3 triples" "1 graphs" "2 subjects" "3 predicates" "1 blank nodes" "2 literals"; do
    [[ "$output" == *" $line"* ]] || { echo "no '$line' in: $output"; return 1; }
  done
}

@test "by predicate, graph, class, datatype; as text, CSV and JSON" {
  run "$bg" count --by predicate a.nq b.nt
  [ "${lines[0]}" = "           2 <http://x/p>" ]
  run "$bg" count --by graph --format csv a.nq
  [ "$output" = $'term,count\n,2\n<http://x/g>,1' ]
  run "$bg" count --by class b.nt
  [ "$output" = "           1 <http://x/T>" ]
  "$bg" count --by datatype --format json a.nq | /usr/bin/python3 -c 'import json, sys
assert json.load(sys.stdin)[0] == {"term": "<http://www.w3.org/2001/XMLSchema#string>", "count": 2}'
  "$bg" count --format json a.nq | /usr/bin/python3 -c 'import json, sys; assert json.load(sys.stdin)["literals"] == 2'
}

@test "from a pipe, in Turtle and compressed" {
  [ "$(cat a.nq | "$bg" count --from nq --format csv)" = "$("$bg" count --format csv a.nq)" ]
  gzip -k a.nq
  [ "$("$bg" count --format csv a.nq.gz)" = "$("$bg" count --format csv a.nq)" ]
  echo '@prefix x: <http://x/> . x:a x:p x:b, x:c .' | "$bg" count --from ttl | grep -q ' 2 quads'
}

@test "a mistake is told with its line, whatever the number of threads; --lenient counts it" {
  awk 'BEGIN { for (i = 1; i <= 60000; i++) print i == 40000 ? "<http://x/a> nonsense ." : "<http://x/a" i % 9999 "> <http://x/p> \"" i "\" ." }' >bad.nt
  for threads in 1 2 5; do
    run "$bg" count --threads $threads bad.nt
    [ "$status" -eq 1 ]
    [[ "$output" == *"bad.nt:40000:14: error: "* ]]
    run "$bg" count --lenient --threads $threads bad.nt
    [ "$status" -eq 0 ]
    [[ "$output" == *" 59999 statements"*" 1 bad lines skipped"* ]]
  done
}

@test "conversion gives the same bytes with any number of threads" {
  awk 'BEGIN { for (i = 1; i <= 60000; i++) print "<http://x/a" i * 7919 % 9973 "> <http://x/p" i % 7 "> _:b" i % 501 " <http://x/g" i % 3 "> ." }' >many.nq
  "$bg" convert -q --threads 1 many.nq -o one.trig
  "$bg" convert -q --threads 6 many.nq -o six.trig
  cmp one.trig six.trig
  cat many.nq | "$bg" convert -q --threads 3 --from nq --to trig | cmp one.trig -
}

@test "escape sequences in the data do not reach a terminal" {
  printf '<http://x/a> <http://x/p\\u009b> "1" .\n' >escape.nt
  run "$bg" count --by predicate escape.nt
  [[ "$output" != *$'\xc2\x9b'* ]]
}

@test "wrong usage: exit code 2 and what is known" {
  run "$bg" count --by colour a.nq
  [ "$status" -eq 2 ]
  [[ "$output" == *"known are predicate, graph, class, datatype"* ]]
  run "$bg" count --threads 0 a.nq
  [ "$status" -eq 2 ]
  run "$bg" convert --threads none a.nq
  [ "$status" -eq 2 ]
}
