# briefgraph canon: the canonical form, its hash, and its limit.

setup() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  ROOT=$PWD
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$PWD/$BRIEFGRAPH ;; esac
  cd "$BATS_TEST_TMPDIR" || return 1
}

clique() { # clique N
  local i k
  for i in $(seq "$1"); do for k in $(seq "$1"); do [ "$i" = "$k" ] || echo "_:n$i <http://x/p> _:n$k ."; done; done
}

# memory_limit KB: the command that sets it, but for a sanitizer, which maps terabytes.
memory_limit() {
  [[ $BRIEFGRAPH == */sanitize/* ]] || echo "ulimit -v $1;"
}

@test "one graph in five syntaxes and with other labels has one hash" {
  printf '%s\n' '@prefix x: <http://x/> . x:a x:p [ x:q "\t1", "1"@en ; x:r ( 1 2 [ ] ) ] .' >a.ttl
  "$BRIEFGRAPH" canon --hash a.ttl >expected
  for f in nt nq trig rdf ttl; do
    "$BRIEFGRAPH" convert -q a.ttl -o b.$f
    "$BRIEFGRAPH" canon --hash b.$f | cmp - expected
  done
  sed 's/_:/_:other/g' b.nt | sort -r >c.nt
  "$BRIEFGRAPH" canon --hash c.nt | cmp - expected
  "$BRIEFGRAPH" canon a.ttl -o a.nq
  [ "$(sha256sum <a.nq | cut -d' ' -f1)" = "$(cat expected)" ]
  "$BRIEFGRAPH" canon --hash --algorithm sha384 a.ttl >hash384
  "$BRIEFGRAPH" canon --algorithm SHA-384 a.ttl | sha384sum | cut -d' ' -f1 | cmp - hash384
}

@test "the canonical form is canonical, sorted by bytes, and says the same" {
  "$BRIEFGRAPH" canon "$ROOT/exports/us-pakistan/us-pakistan.trig" -o c.nq.gz
  gzip -dc c.nq.gz | LC_ALL=C sort -c
  [ "$("$BRIEFGRAPH" canon --hash c.nq.gz)" = "$("$BRIEFGRAPH" canon --hash "$ROOT/exports/us-pakistan/us-pakistan.nq")" ]
}

@test "--map tells the label of each blank node" {
  printf '_:x <http://x/p> _:y .\n_:y <http://x/p> "1" .\n' >a.nt
  run "$BRIEFGRAPH" canon --map a.nt
  [ "$status" -eq 0 ]
  [ "$(tr -d ' \n' <<<"$output")" = '{"y":"c14n0","x":"c14n1"}' ] || [ "$(tr -d ' \n' <<<"$output")" = '{"x":"c14n0","y":"c14n1"}' ]
  printf '<http://x/s> <http://x/p> "1" .\n' | "$BRIEFGRAPH" canon --map --from nt | grep -qx '{}'
}

@test "poisoned graphs are refused in bounded time and memory, and nothing is written" {
  clique 10 >ten.nt
  clique 100 >hundred.nt
  for n in $(seq 20); do for m in $(seq 20); do echo "_:a$n <http://x/p> _:b$m ."; done; done >bipartite.nt
  seq 100000 | sed 's|.*|_:n& <http://x/p> _:m& .\n_:m& <http://x/p> _:n& .|' >pairs.nt # harmless, though large
  seq 50000 | awk '{print "_:n" $1 " <http://x/p> _:n" $1+1 " ."}' >chain.nt
  for f in ten hundred bipartite chain; do
    run timeout 60 bash -c "$(memory_limit 1000000) exec '$BRIEFGRAPH' canon $f.nt -o out.nq"
    echo "$f: $status $output"
    [ "$status" -eq 1 ]
    [[ $output =~ alike ]]
    [ ! -e out.nq ]
  done
  timeout 60 "$BRIEFGRAPH" canon pairs.nt -o pairs.nq
  [ "$(wc -l <pairs.nq)" -eq 200000 ]
}

@test "the limit can be changed" {
  clique 5 >five.nt
  run "$BRIEFGRAPH" canon --max-work 100 five.nt
  [ "$status" -eq 1 ]
  [[ $output =~ 'more than 100 steps' ]]
  "$BRIEFGRAPH" canon --max-work none five.nt -o out.nq
  "$BRIEFGRAPH" canon --max-work 1000000 five.nt | cmp - out.nq
  run "$BRIEFGRAPH" canon --max-work few five.nt
  [ "$status" -eq 2 ]
}

@test "wrong usage is told" {
  run "$BRIEFGRAPH" canon --hash --map x.nt
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" canon --algorithm md5 x.nt
  [ "$status" -eq 2 ]
  [[ $output =~ 'sha384' ]]
  run "$BRIEFGRAPH" canon missing.nt
  [ "$status" -eq 1 ]
}

@test "triple terms have no canonical form: the message names the way that works" {
  echo '<http://x/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( <http://x/a> <http://x/p> "o" )>> .' >in.nt
  run "$BRIEFGRAPH" canon in.nt
  [ "$status" -eq 1 ]
  [[ $output == *'convert --reifiers lower'* ]]
  "$BRIEFGRAPH" convert -q in.nt --reifiers lower | "$BRIEFGRAPH" canon -q
}
