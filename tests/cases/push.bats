# briefgraph push against a store that behaves well or badly (tests/stores/fake.py). Each test takes seconds.

setup() {
  cd "$BATS_TEST_DIRNAME/../.."
  T=$BATS_TEST_TMPDIR
  cat >"$T/g.nq" <<'END'
<http://x/a> <http://x/p> "é \"q\" \\ \n tab\t 😀 שלום" <http://x/g1> .
<http://x/a> <http://x/p> "1.00"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://x/g1> .
<http://x/a> <http://x/knows> _:b <http://x/g2> .
_:b <http://x/knows> _:c <http://x/g2> .
_:c <http://x/name> "c" <http://x/g2> .
<http://x/a> <http://x/p> <http://x/b> <http://x/g2> .
END
  unset BRIEFGRAPH_STORE_USER BRIEFGRAPH_STORE_PASSWORD BRIEFGRAPH_STORE_TOKEN http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY
  echo sesame >"$T/password"
}

teardown() {
  [ -z "${FAKE:-}" ] || kill "$FAKE" 2>/dev/null || true
}

fake() { # fake [MODE...]: sets U, the store's URL
  rm -f "$T/port"
  ${PYTHON:-/usr/bin/python3} tests/stores/fake.py "$T" "$@" 3>&- &
  FAKE=$!
  for _ in $(seq 100); do [ -f "$T/port" ] && break; sleep 0.05; done
  U=http://127.0.0.1:$(cat "$T/port")
}

push() { # the three endpoints named, so that no preset is needed
  timeout 60 "$BRIEFGRAPH" push --store "$U/data" --query-url "$U/query" --update-url "$U/update" "$@"
}

@test "push: each named graph to its own name, counted and compared" {
  fake
  run push "$T/g.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"http://x/g1: 2 triples; the store counts 2 and gives back exactly these"* ]]
  [[ $output == *"http://x/g2: 4 triples; the store counts 4 and gives back exactly these"* ]]
}

@test "push: again gives the same; add adds; delete removes" {
  fake
  push -q "$T/g.nq"
  push -q "$T/g.nq"
  echo '<http://x/new> <http://x/p> "1" <http://x/g1> .' >"$T/more.nq"
  run push --add "$T/more.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"g1: 1 triples; the store counts 3"* ]]
  run push --add "$T/more.nq"
  [[ $output == *"the store counts 3"* ]]
  run push --delete "$T/g.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"the store counts 0"* ]]
  run push --delete --graph http://x/never
  [ "$status" -eq 0 ]
}

@test "push: --graph merges all graphs into one, also the default graph" {
  fake
  run push --graph http://x/all "$T/g.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"http://x/all: 6 triples; the store counts 6 and gives back exactly these"* ]]
  run push --graph default "$T/g.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"default graph: 6 triples"* ]]
  grep -q 'PUT /data?default ' "$T/log"
}

@test "push: triples outside named graphs need --graph" {
  fake
  echo '<http://x/a> <http://x/b> "c" .' >"$T/t.nt"
  run push "$T/t.nt"
  [ "$status" -eq 1 ]
  [[ $output == *"--graph IRI"* ]]
}

@test "push: a graph that needs several requests is loaded aside and moved, blank nodes whole" {
  fake
  seq 300 | sed 's|.*|<http://x/s> <http://x/p> "&" <http://x/g2> .|' >>"$T/g.nq"
  run push --chunk 2000 "$T/g.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"http://x/g2: 304 triples; the store counts 304 and gives back exactly these"* ]]
  grep -q 'POST /data?graph=urn%3Ax-briefgraph%3Apush%3A' "$T/log"
  ! grep -q 'PUT /data?graph=http%3A%2F%2Fx%2Fg2' "$T/log" || false
  run push --chunk 60 "$T/g.nq"
  [ "$status" -eq 1 ]
  [[ $output == *"hang together by blank nodes"* || $output == *"one triple has"* ]]
}

@test "push: without an update endpoint several requests are not atomic, and it says so" {
  fake
  seq 300 | sed 's|.*|<http://x/s> <http://x/p> "&" <http://x/g1> .|' >"$T/n.nq"
  run "$BRIEFGRAPH" push --store "$U/data" --chunk 2000 "$T/n.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"readers may see parts of it"* ]]
  [[ $output == *"gives back exactly these"* ]]
}

@test "push: SPARQL Update alone" {
  fake
  run timeout 60 "$BRIEFGRAPH" push --sparql-update --store "$U/update" --query-url "$U/query" "$T/g.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"g2: 4 triples; the store counts 4 and gives back exactly these"* ]]
  ! grep -q ' /data' "$T/log" || false
}

@test "push: --add refuses blank nodes unless they are skolemised; then twice is as once" {
  fake
  run push --add "$T/g.nq"
  [ "$status" -eq 1 ]
  [[ $output == *"--blank-nodes skolemize"* ]]
  push -q --add --blank-nodes skolemize "$T/g.nq"
  run push --add --blank-nodes skolemize "$T/g.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"g2: 4 triples; the store counts 4 and gives back exactly these"* ]]
}

@test "push: user and password, Basic and Digest; a wrong password is refused" {
  for way in basic digest; do
    fake $way
    run push --user me --password-file "$T/password" "$T/g.nq"
    [ "$status" -eq 0 ]
    [[ $output == *"gives back exactly these"* ]]
    BRIEFGRAPH_STORE_USER=me BRIEFGRAPH_STORE_PASSWORD=sesame push -q "$T/g.nq"
    BRIEFGRAPH_STORE_PASSWORD=wrong run push --user me "$T/g.nq"
    [ "$status" -eq 1 ]
    [[ $output == *"user 'me' or the password was refused"* ]]
    [[ $output != *wrong* ]]
    run push "$T/g.nq"
    [ "$status" -eq 1 ]
    [[ $output == *"--password-file"* ]]
    kill "$FAKE"
  done
}

@test "push: a bearer token; secrets are not shown" {
  fake bearer
  BRIEFGRAPH_STORE_TOKEN=open run push -v "$T/g.nq"
  [ "$status" -eq 0 ]
  BRIEFGRAPH_STORE_TOKEN=sesameWrong run push -v "$T/g.nq"
  [ "$status" -eq 1 ]
  [[ $output == *"the token was refused"* && $output != *sesameWrong* ]]
  run push --user me --password-file "$T/password" --dry-run "$T/g.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"PUT $U/data?graph=http%3A%2F%2Fx%2Fg1"* && $output != *sesame* ]]
}

@test "push: a secret in the URL is refused and not shown" {
  run "$BRIEFGRAPH" push --store http://me:sesame@127.0.0.1:1/data "$T/g.nq"
  [ "$status" -eq 1 ]
  [[ $output == *"holds a user"* && $output != *sesame* ]]
}

@test "push: a store that says 201 and stores nothing, or drops some, is found out (exit code 3)" {
  fake nothing
  run push "$T/g.nq"
  [ "$status" -eq 3 ]
  [[ $output == *"counts 0 triples where there should be 2"* ]]
  run "$BRIEFGRAPH" push --store "$U/data" "$T/g.nq"
  [ "$status" -eq 3 ]
  [[ $output == *"2 triples of 2 are missing"* ]]
  kill "$FAKE"
  fake lossy
  printf '<http://x/a> <http://x/p> "lose me" <http://x/g> .\n<http://x/a> <http://x/p> "keep me" <http://x/g> .\n' >"$T/l.nq"
  run "$BRIEFGRAPH" push --store "$U/data" "$T/l.nq"
  [ "$status" -eq 3 ]
  [[ $output == *'1 triples of 2 are missing'*'lose me'* ]]
}

@test "push: what is lost on the way into the staging graph leaves the old graph as it is" {
  fake lossy
  seq 200 | sed 's|.*|<http://x/s> <http://x/p> "&" <http://x/g> .|' >"$T/old.nq"
  push -q "$T/old.nq"
  (cat "$T/old.nq"; echo '<http://x/a> <http://x/p> "lose me" <http://x/g> .') >"$T/new.nq"
  run push --chunk 2000 "$T/new.nq"
  [ "$status" -eq 1 ]
  [[ $output == *"holds 200 of 201 triples; the graph that was there stays"* ]]
}

@test "push: busy and unavailable stores are asked again, with the pause that they ask for" {
  fake busy
  start=$(date +%s%N)
  run push "$T/g.nq"
  [ "$status" -eq 0 ]
  [ $(($(date +%s%N) - start)) -gt 1900000000 ]
  [[ $output == *"status 429; again in 1.0 s"* ]]
  kill "$FAKE"
  fake unavailable
  run push "$T/g.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"status 503; again in 0.5 s"*"again in 1.0 s"* ]]
  kill "$FAKE"
  fake down
  run push --retries 1 "$T/g.nq"
  [ "$status" -eq 1 ]
  [[ $output == *"status 503 (not available); the store says: out of order"* ]]
  kill "$FAKE"
  fake patience
  run push --timeout 5 "$T/g.nq"
  [ "$status" -eq 1 ]
  [[ $output == *"come back in 4000 seconds"* ]]
}

@test "push: a connection that breaks in the middle is taken up again, without duplicates" {
  seq 2000 | sed 's|.*|<http://x/s> <http://x/p> "&" <http://x/g2> .|' >>"$T/g.nq"
  for way in reset reset-after; do
    fake $way
    run push --chunk 20000 "$T/g.nq"
    [ "$status" -eq 0 ]
    grep -q 'POST /data.* reset' "$T/log"
    [[ $output == *"g2: 2004 triples; the store counts 2004 and gives back exactly these"* ]]
    kill "$FAKE"
  done
}

@test "push: a broken connection over blank nodes begins the staging graph again" {
  fake reset-after
  printf '<http://x/s> <http://x/p> _:a%d <http://x/g2> .\n' $(seq 300) >"$T/b.nq"
  run push --chunk 4000 "$T/b.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"loading from the beginning"* ]]
  [[ $output == *"300 triples; the store counts 300 and gives back exactly these"* ]]
}

@test "push: nobody there" {
  run timeout 30 "$BRIEFGRAPH" push --retries 1 --store http://127.0.0.1:1/data "$T/g.nq"
  [ "$status" -eq 1 ]
  [[ $output == *"PUT http://127.0.0.1:1/data"*onnect* ]]
}

@test "push: a store that hangs or trickles is given up" {
  for way in hang trickle; do
    fake $way
    start=$(date +%s)
    run push --timeout 1 --retries 0 "$T/g.nq"
    [ "$status" -eq 1 ]
    [[ $output == *"--timeout"* ]]
    [ $(($(date +%s) - start)) -lt 10 ]
    kill "$FAKE"
  done
}

@test "push: a slow store is waited for" {
  fake slow
  run push "$T/g.nq"
  [ "$status" -eq 0 ]
}

@test "push: garbage, endless, truncated and misleading answers are clear errors without escape sequences" {
  for way in garbage endless truncated bad-count forbidden; do
    fake $way
    run push --timeout 10 --retries 1 "$T/g.nq"
    [ "$status" -eq 1 ]
    ! grep -qP '[\x00-\x08\x0b-\x1f\x7f]' <<<"$output" || false
    [ ${#output} -lt 2000 ]
    case $way in
      garbage) [[ $output == *"HTTP/0.9"* ]] ;;
      endless) [[ $output == *"does not end"* ]] ;;
      truncated) [[ $output == *transfer* || $output == *closed* ]] ;;
      bad-count) [[ $output == *"not SPARQL Results in JSON"*"42 apples"* ]] ;;
      forbidden) [[ $output == *"status 403 (forbidden); the store says: No"*"entry"* ]] ;;
    esac
    kill "$FAKE"
  done
}

@test "push: a redirect to another host gets neither data nor password; one on the same host is followed" {
  fake elsewhere basic
  run push --user me --password-file "$T/password" "$T/g.nq"
  [ "$status" -eq 1 ]
  [[ $output == *"sends us elsewhere, to http://127.0.0.1:$(cat "$T/port2")"* ]]
  kill "$FAKE"
  fake moved
  run push "$T/g.nq"
  [ "$status" -eq 0 ]
  kill "$FAKE"
  fake circle
  run push "$T/g.nq"
  [ "$status" -eq 1 ]
  [[ $output == *"redirects without end"* ]]
}

@test "push: a store that asks to log in again and again" {
  fake login-loop
  run push --user me --password-file "$T/password" "$T/g.nq"
  [ "$status" -eq 1 ]
  [ "$(wc -l <"$T/log")" -lt 100 ]
  [[ $output == *"again and again"* || $output == *"was refused"* ]]
}

@test "push: a certificate that nobody vouches for is refused; --ca-file trusts it" {
  command -v openssl >/dev/null || skip "no openssl"
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
    -keyout "$T/key.pem" -out "$T/cert.pem" 2>/dev/null
  fake tls
  U=https${U#http}
  run push "$T/g.nq"
  [ "$status" -eq 1 ]
  [[ $output == *ertificate* ]]
  [ ! -s "$T/log" ]
  run push --ca-file "$T/cert.pem" "$T/g.nq"
  [ "$status" -eq 0 ]
  [[ $output == *"gives back exactly these"* ]]
}

@test "push: wrong usage" {
  run "$BRIEFGRAPH" push "$T/g.nq"
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" push --store http://127.0.0.1:1
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" push --store http://127.0.0.1:1 --preset nosuch "$T/g.nq"
  [[ $status -eq 2 && $output == *"virtuoso, fuseki"* ]]
  run "$BRIEFGRAPH" push --store http://127.0.0.1:1 --graph 'no iri' "$T/g.nq"
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" push --store ftp://127.0.0.1/ "$T/g.nq"
  [ "$status" -eq 1 ]
  run "$BRIEFGRAPH" push --store http://127.0.0.1:1 --user me "$T/g.nq"
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" push --store http://127.0.0.1:1 --preset virtuoso --graph default "$T/g.nq"
  [[ $status -eq 1 && $output == *"no default graph"* ]]
  run "$BRIEFGRAPH" push --store http://127.0.0.1:1 --add --replace --dry-run "$T/g.nq"
  [[ $status -eq 2 && $output == *"exclude one another"* ]]
  run "$BRIEFGRAPH" push --store http://127.0.0.1:1 --delete --dry-run
  [[ $status -eq 2 && $output == *"name what to delete: with --graph"* ]]
  run "$BRIEFGRAPH" export "$T/g.nq" --for nosuch -o bulk
  [[ $status -eq 2 && $output == *"known are virtuoso, fuseki"* ]]
}

@test "export --for: data, counts and commands for each loader; names are made safe" {
  cp "$T/g.nq" "$T/it's a \$(name).nq"
  for s in virtuoso fuseki oxigraph qlever rdf4j graphdb blazegraph neptune; do
    "$BRIEFGRAPH" export -q "$T/it's a \$(name).nq" --for $s -o "$T/b '$s"
    printf 'http://x/g1\t2\nhttp://x/g2\t4\n' | diff - "$T/b '$s/counts.tsv"
    (cd "$T/b '$s"; cat ./*.nq 2>/dev/null || gzip -dc ./*.nq.gz) >"$T/data.nq"
    [ "$(wc -l <"$T/data.nq")" -eq 6 ]
    ! grep -rqF '$(name)' "$T/b '$s" || false
    [ ! -f "$T/b '$s/load.sh" ] || sh -n "$T/b '$s/load.sh"
  done
  grep -qF "b ''virtuoso" "$T/b 'virtuoso/load.sql"
  "${PYTHON:-/usr/bin/python3}" -m json.tool "$T/b 'neptune/load-request.json" >/dev/null
  run "$BRIEFGRAPH" export "$T/g.nq" --for nosuch -o "$T/x"
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" export "$T/g.nq" --for fuseki
  [ "$status" -eq 2 ]
}
