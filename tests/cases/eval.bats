# briefgraph eval: what was found against what is right, in tables and in brat's files.

setup() {
  ROOT=$BATS_TEST_DIRNAME/../..
  BRIEFGRAPH=${BRIEFGRAPH:-$ROOT/build/briefgraph}
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$PWD/$BRIEFGRAPH ;; esac
  cd "$BATS_TEST_TMPDIR" || return 1
  mkdir gold found
  printf '# Two\n\nRuritania supplies grain to Freedonia. Freedonia should talk to Ruritania.\n' >gold/brief.md
  printf 'id,type,label,aliases\nrur,State,Ruritania,\nfre,State,Freedonia,Kingdom of Freedonia\n' >gold/entities.csv
  cat >gold/claims.csv <<'END'
id,subject,relation,object,modality,quote
c1,rur,supplies,fre,asserted,supplies grain
c2,fre,consultsWith,rur,recommended,should talk to
END
  cat >gold/recommendations.csv <<'END'
id,addressee,action,strength,quote
R1,fre,talk,should,Freedonia should talk to Ruritania
END
  printf 'id,type,label\nx1,State,Ruritania\nx2,Place,the Kingdom of Freedonia\nx3,Person,Grain\n' >found/entities.csv
  cat >found/claims.csv <<'END'
id,subject,relation,object,modality,quote,status,confidence
k1,x1,aids,x2,asserted,supplies grain,proposed,0.9
k2,x1,attacks,x3,asserted,supplies grain,proposed,0.3
END
}

fails() {
  local code=$1 pattern=$2
  shift 2
  run "$BRIEFGRAPH" "$@"
  echo "status $status: $output"
  [ "$status" -eq "$code" ]
  [[ $output =~ $pattern ]]
}

score() { # score MEASURE KEY
  python3 -c 'import json, sys
row = [r for r in json.load(sys.stdin)["scores"] if r["group"] + "/" + r["measure"] == sys.argv[1] and "type" not in r][0]
print(row[sys.argv[2]])' "$@"
}

@test "tables: entities by name, claims by what they say; the brief of the gold is taken where there is no other" {
  "$BRIEFGRAPH" eval --gold gold found --format json >out.json
  [ "$(score "entities/name" right <out.json)" = 2 ]
  [ "$(score "entities/name and type" right <out.json)" = 1 ]
  [ "$(score "claims/pair and relation" right <out.json)" = 0 ]
  [ "$(score "claims/pair and sign" right <out.json)" = 1 ]
  [ "$(score "claims/pair and sign" gold <out.json)" = 1 ]
  [ "$(score "claims/pair and sign" precision <out.json)" = 0.5 ]
  [ "$(score "recommendations/found" f1 <out.json)" = 0 ]
}

@test "doubtful claims can be left out; errors name both sides" {
  "$BRIEFGRAPH" eval --gold gold found --format json -c 0.5 >out.json
  [ "$(score "claims/pair and sign" precision <out.json)" = 1 ]
  run "$BRIEFGRAPH" eval --gold gold found --errors
  echo "$output"
  [[ $output == *"missed"*"Ruritania supplies Freedonia (asserted, the pair is right)"* ]]
  [[ $output == *"false alarms"*"Ruritania attacks Grain"* ]]
}

@test "a second run gives the same bytes" {
  for f in text json; do
    "$BRIEFGRAPH" eval --gold "$ROOT/data/us-pakistan" found -f $f -e >a 2>/dev/null || true
    "$BRIEFGRAPH" eval --gold "$ROOT/data/us-pakistan" found -f $f -e >b 2>/dev/null || true
    cmp a b
    "$BRIEFGRAPH" eval --gold gold found -f $f -e >a
    "$BRIEFGRAPH" eval --gold gold found -f $f -e >b
    cmp a b
  done
}

@test "the shipped brief against itself is perfect" {
  run "$BRIEFGRAPH" eval --gold "$ROOT/data/us-pakistan" "$ROOT/data/us-pakistan" -e
  [ "$status" -eq 0 ]
  [[ $output == *"172 of 172"* ]]
  [[ $output != *" 99."* ]]
}

@test "brat: spans and types; a document without answer counts as missed" {
  mkdir bg bs
  printf 'Ruritania met Freedonia.\n' >bg/a.txt
  cp bg/a.txt bg/b.txt
  cp bg/a.txt bs/a.txt
  printf 'T1\tState 0 9\tRuritania\nT2\tState 14 23\tFreedonia\nR1\tmeets Arg1:T1 Arg2:T2\n' >bg/a.ann
  cp bg/a.ann bg/b.ann
  printf 'T1\tPlace 0 9\tRuritania\nT2\tState 14 23\tFreedonia\nR1\tmeets Arg1:T2 Arg2:T1\n' >bs/a.ann
  "$BRIEFGRAPH" eval --gold bg bs -f json >out.json 2>err
  grep -q 'b.*no answer of that name' err
  [ "$(score "entities/span and type" right <out.json)" = 1 ]
  [ "$(score "entities/span" recall <out.json)" = 0.5 ]
  [ "$(score "entities/linked" right <out.json)" = 2 ]
  [ "$(score "claims/pair and relation" right <out.json)" = 1 ]
  "$BRIEFGRAPH" eval --gold bg/a.ann bs/a.ann -f json >out.json
  [ "$(score "entities/span" f1 <out.json)" = 1 ]
}

@test "wrong input is named with file and line" {
  mkdir empty broken
  fails 1 "holds neither" eval --gold empty found
  fails 1 "nowhere" eval --gold gold nowhere
  printf 'Ruritania\n' >broken/a.txt
  printf '\nT1\tState 0 4\tRuritania\n' >broken/a.ann
  fails 1 "broken/a.ann:2: error: T1 is 'Ruritania', but the text has 'Ruri' there" eval --gold broken broken
  printf 'id,type\nx,State\n' >found/entities.csv
  fails 1 "found/entities.csv:1" eval --gold gold found
}

@test "wrong usage" {
  fails 2 "--gold" eval found
  fails 2 "name one SYSTEM" eval --gold gold
  fails 2 "unknown format 'xml'" eval --gold gold found -f xml
  fails 2 "not a number from 0 to 1" eval --gold gold found -c 7
}
