# briefgraph analyze: what it prints. The figures are compared in tests/oracles/networkx_measures.py.

setup() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  cd "$BATS_TEST_TMPDIR" || return 1
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$OLDPWD/$BRIEFGRAPH ;; esac
}

# wheel N: a hub that likes N others, each of which likes the next
wheel() {
  seq "$1" | awk -v n="$1" '{
    printf "<http://x/hub> <http://x/likes> <http://x/a%03d> .\n", $1
    printf "<http://x/a%03d> <http://x/likes> <http://x/a%03d> .\n", $1, $1 % n + 1 }'
}

@test "lists hold the best connected, up to --top, and say how many more there are" {
  wheel 40 >wheel.nt
  "$BRIEFGRAPH" analyze wheel.nt --predicates http://x/likes=+1 --top 3 >table
  cat table
  [ "$(grep -c '^ *[0-9]* .* [0-9.]*$' table)" -eq 3 ]
  grep -q '… and 38 more$' table
  grep -q '  bloc 1: hub, a001, a002 and 38 more$' table
  "$BRIEFGRAPH" analyze wheel.nt --predicates http://x/likes=+1 --top 41 >table
  grep '  bloc 1: hub, a001, .*, a040$' table
  ! grep ' more$' table
}

@test "a network without a tie, and one of a single actor, are said to be so" {
  echo '<http://x/a> <http://x/b> "c" .' >none.nt
  run "$BRIEFGRAPH" analyze none.nt --predicates http://x/likes
  echo "$output"
  [ "$status" -eq 0 ]
  echo '<http://x/a> <http://x/likes> <http://x/a> .' >self.nt
  run "$BRIEFGRAPH" analyze self.nt --predicates http://x/likes
  echo "$output"
  [ "$status" -eq 0 ]
}

@test "wrong options say what there is" {
  wheel 3 >w.nt
  for o in "--measure fame" "--group tribe" "--weights heavy" "--modality maybe" "--format xls" "--top many" "--min-confidence 2"; do
    run "$BRIEFGRAPH" analyze $o w.nt
    echo "$o: $status $output"
    [ "$status" -eq 2 ]
    [[ $output == *"${o#* }"*"${o% *}"* ]]
  done
}
