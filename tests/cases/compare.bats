#!/usr/bin/env bats
# briefgraph compare: where documents disagree.

setup() {
  cd "$BATS_TEST_TMPDIR"
  for n in a b; do
    mkdir $n
    printf -- '---\ntitle: Paper %s\ndate: 202%s\n---\nRuritania aids Freedonia. Ruritania never joined the pact.\n' \
      $n "$([ $n = a ] && echo 1 || echo 3)" >$n/brief.md
    printf 'id,type,label\nrur,State,Ruritania\nfre,State,Freedonia\npact,Framework,"Pact, the"\n' >$n/entities.csv
  done
  head='id,subject,relation,object,modality,polarity,quote,status'
  printf '%s\nc1,rur,aids,fre,asserted,affirmed,Ruritania aids Freedonia,\nc2,rur,participatesIn,pact,asserted,negated,never joined,\n' \
    "$head" >a/claims.csv
  printf '%s\nc1,fre,attacks,rur,asserted,affirmed,Ruritania aids Freedonia,\nc2,rur,participatesIn,pact,asserted,affirmed,joined the pact,\n' \
    "$head" >b/claims.csv
  "$BRIEFGRAPH" build a -o out --no-pictures -q
  "$BRIEFGRAPH" build b -o out --no-pictures -q
}

@test "opposite signs and denials are found, with their passages, documents and dates" {
  run "$BRIEFGRAPH" compare out/a.nq out/b.nq
  [ "$status" -eq 3 ]
  [[ "$output" == *"Ruritania - Freedonia: opposite signs"* ]]
  [[ "$output" == *"2021  Paper a, Text para 1: Ruritania aids Freedonia [asserted]"* ]]
  [[ "$output" == *"2023  Paper b, Text para 1: Freedonia attacks Ruritania [asserted]"* ]]
  [[ "$output" == *"Ruritania - Pact, the: affirmed and denied"* ]]
  [[ "$output" == *"2 disagreements; 4 claims of 2 documents compared"* ]]
}

@test "one document does not disagree with itself, and rejected or other modalities do not count" {
  run "$BRIEFGRAPH" compare out/a.nq
  [ "$status" -eq 0 ]
  sed -i 's/Freedonia,$/Freedonia,rejected/' b/claims.csv
  "$BRIEFGRAPH" build b -o out --no-pictures -q
  run "$BRIEFGRAPH" compare out/a.nq out/b.nq
  [ "$status" -eq 3 ]
  [[ "$output" == *"1 disagreements"* ]]
  run "$BRIEFGRAPH" compare out/a.nq out/b.nq --modality recommended
  [ "$status" -eq 0 ]
}

@test "csv and json hold the same" {
  run bash -c '"$BRIEFGRAPH" compare -q -f csv out/a.nq out/b.nq | wc -l'
  [ "$output" -eq 5 ]
  run bash -c '"$BRIEFGRAPH" compare -q -f json out/a.nq out/b.nq | "$PYTHON" -c "import json, sys; print(sum(len(d[\"opinions\"]) for d in json.load(sys.stdin)))"'
  [ "$output" -eq 4 ]
}

@test "wrong usage and bad input" {
  run "$BRIEFGRAPH" compare
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" compare -f xml out/a.nq
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" compare missing.nq
  [ "$status" -eq 1 ]
}
