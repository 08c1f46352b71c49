# briefgraph diff: what changed, for people and for machines.

setup() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  ROOT=$PWD
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$PWD/$BRIEFGRAPH ;; esac
  cd "$BATS_TEST_TMPDIR" || return 1
}

make_brief() { # make_brief MODALITY LABEL QUOTE
  mkdir -p brief
  printf -- '---\ntitle: On Two Neighbours\ndate: 2024-05\n---\n# On Two Neighbours\n\nRuritania supplies grain to Freedonia, though ties are tense.\n' >brief/brief.md
  printf 'id,type,label\nrur,State,Ruritania\nfre,State,%s\n' "$2" >brief/entities.csv
  printf 'id,subject,relation,object,modality,quote\nc1,rur,supplies,fre,%s,%s\nc2,rur,tensionWith,fre,asserted,ties are tense\n' \
    "$1" "$3" >brief/claims.csv
  "$BRIEFGRAPH" build -q --no-pictures brief -o graph
}

@test "the same graph in another syntax, order and with other labels: exit code 0" {
  "$BRIEFGRAPH" convert -q "$ROOT/exports/us-pakistan/us-pakistan.trig" --to nq | sed 's/_:/_:other/g' | sort -r >b.nq
  run "$BRIEFGRAPH" diff "$ROOT/exports/us-pakistan/us-pakistan.trig" b.nq
  [ "$status" -eq 0 ]
  [[ $output =~ ^'the same: '[0-9]+' quads'$ ]]
  run "$BRIEFGRAPH" diff -q -f patch "$ROOT/exports/us-pakistan/us-pakistan.trig" b.nq
  [ "$status" -eq 0 ]
  [ "$output" = $'TX .\nTC .' ]
  run "$BRIEFGRAPH" diff -q -f sparql "$ROOT/exports/us-pakistan/us-pakistan.trig" b.nq
  [ "$status" -eq 0 ] && [ -z "$output" ]
}

@test "a claim whose modality changed is one that changed, though its IRI is another" {
  make_brief asserted Freedonia 'Ruritania supplies grain to Freedonia'
  cp graph/brief.nq old.nq
  make_brief possible Fredonia 'Ruritania supplies grain'
  run "$BRIEFGRAPH" diff old.nq graph/brief.nq
  echo "$output"
  [ "$status" -eq 3 ]
  grep -q '^claims: 1 changed$' <<<"$output"
  grep -q '^  ~ Ruritania supplies Fredonia \[possible' <<<"$output"
  grep -q '^      modality: asserted -> possible$' <<<"$output"
  ! grep -q '^      object:' <<<"$output" # the same entity, which has another label
  grep -q 'evidence: "Ruritania supplies grain to Freedonia" -> "Ruritania supplies grain"' <<<"$output"
  grep -qi '^      .*label: "Freedonia"@en -> "Fredonia"@en$' <<<"$output"
  grep -q '^[0-9]* quads added, [0-9]* removed, [0-9]* the same' <<<"$output"
}

@test "claims and entities that come and go are named by their labels" {
  make_brief asserted Freedonia 'Ruritania supplies grain to Freedonia'
  cp graph/brief.nq old.nq
  sed -i '/^c2/d' brief/claims.csv
  printf 'syl,State,Sylvania\n' >>brief/entities.csv
  "$BRIEFGRAPH" build -q --no-pictures brief -o graph
  run "$BRIEFGRAPH" diff -q old.nq graph/brief.nq
  echo "$output"
  [ "$status" -eq 3 ]
  grep -q '^  - Ruritania .* Freedonia \[asserted' <<<"$output"
  grep -q '^  + Sylvania (' <<<"$output"
  run "$BRIEFGRAPH" diff -q graph/brief.nq old.nq
  grep -q '^  + Ruritania .* Freedonia \[asserted' <<<"$output"
  grep -q '^  - Sylvania (' <<<"$output"
}

@test "any RDF: a changed value, a new node, a statement in another graph" {
  printf '<http://x/a> <http://x/p> "1" .\n<http://x/b> <http://x/p> "1" <http://x/g> .\n' >a.nq
  printf '<http://x/a> <http://x/p> "2" .\n<http://x/b> <http://x/p> "1" <http://x/h> .\n<http://x/c> <http://x/p> <http://x/a> .\n' >b.nq
  run "$BRIEFGRAPH" diff -q a.nq b.nq
  [ "$status" -eq 3 ]
  [ "$output" = $'entities and others: 1 added, 1 changed, 1 moved\n  + c\n  ~ a\n      p: "1" -> "2"\n  > b: the same in other graphs' ]
  run "$BRIEFGRAPH" diff -q -f json a.nq b.nq
  "${PYTHON:-python3}" -c 'import json,sys; d=json.loads(sys.argv[1]); assert d["quads"]=={"added":3,"removed":2,"same":0}, d; assert len(d["changes"])==3' "$output"
}

@test "a patch names blank nodes as the canonical form does, and changes only what changed" {
  printf '@prefix x: <http://x/> . x:a x:p [ x:q "1" ; x:r "one" ], [ x:q "2" ] , ( 1 2 ) .' >a.ttl
  printf '@prefix x: <http://x/> . x:a x:p ( 1 2 ), [ x:q "2" ], [ x:q "1" ; x:r "uno" ], [ x:s "new" ] .' >b.ttl
  run "$BRIEFGRAPH" diff -q -f patch a.ttl b.ttl
  echo "$output"
  [ "$status" -eq 3 ]
  [ "${#lines[@]}" -eq 6 ] # TX, one removed, three added, TC
  node=$("$BRIEFGRAPH" canon a.ttl | grep '"one"' | cut -d' ' -f1)
  [ "${lines[1]}" = "D $node <http://x/r> \"one\" ." ]
  grep -qF "A $node <http://x/r> \"uno\" ." <<<"$output"
}

@test "SPARQL Update inserts new blank nodes, and refuses to touch old ones" {
  printf '<http://x/a> <http://x/p> "1" .\n_:n <http://x/p> "old" .\n' >a.nt
  printf '<http://x/a> <http://x/p> _:new .\n_:new <http://x/p> "new" .\n_:m <http://x/p> "old" .\n' >b.nt
  run "$BRIEFGRAPH" diff -q -f sparql a.nt b.nt
  echo "$output"
  [ "$status" -eq 3 ]
  [ "$(grep -c '_:' <<<"$output")" -eq 2 ]
  [[ $output =~ ^'DELETE DATA {' ]]
  printf '<http://x/a> <http://x/p> "1" .\n_:n <http://x/p> "new" .\n' >c.nt
  run "$BRIEFGRAPH" diff -f sparql a.nt c.nt -o update.ru
  [ "$status" -eq 1 ]
  [[ $output =~ 'cannot name' ]] && [[ $output =~ '--format patch' ]]
  [ ! -e update.ru ]
}

@test "labels never drive a terminal" {
  printf '<http://x/a> <http://www.w3.org/2000/01/rdf-schema#label> "x\\u001B[31mred\\u0007" .\n' >b.nt
  : >a.nt
  run "$BRIEFGRAPH" diff a.nt b.nt
  [ "$status" -eq 3 ]
  [[ $output != *$'\e'* ]] && [[ $output != *$'\a'* ]]
}

@test "poisoned graphs are refused, wrong usage is told" {
  for i in $(seq 12); do for k in $(seq 12); do [ "$i" = "$k" ] || echo "_:n$i <http://x/p> _:n$k ."; done; done >poison.nt
  run "$BRIEFGRAPH" diff --max-work 100000 poison.nt poison.nt
  [ "$status" -eq 1 ]
  [[ $output =~ '--max-work' ]]
  run "$BRIEFGRAPH" diff poison.nt
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" diff -f nonsense poison.nt poison.nt
  [ "$status" -eq 2 ]
  [[ $output =~ 'sparql' ]]
}
