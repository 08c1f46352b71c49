# briefgraph describe, and the description that build writes.

setup() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  ROOT=$BATS_TEST_DIRNAME/../..
  cd "$BATS_TEST_TMPDIR" || return 1
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$OLDPWD/$BRIEFGRAPH ;; esac
}

@test "any graph is described" {
  printf '%s\n' '<http://x/a> a <http://x/C> ; <http://x/p> 1, 2 .' '<http://x/b> a <http://x/C> ; <http://x/p> 2 .' >g.ttl
  "$BRIEFGRAPH" describe g.ttl --iri http://x/set --base http://x/files --license http://x/free --title "A set" --format nt >d.nt
  for fact in 'void#triples> "5"' 'void#entities> "2"' 'void#distinctSubjects> "2"' 'void#distinctObjects> "3"' 'void#properties> "2"' \
    'dc/terms/license> <http://x/free>' 'dc/terms/title> "A set"' 'void#dataDump> <http://x/files/g.ttl>' \
    "dcat#byteSize> \"$(stat -c %s g.ttl)\"" "checksumValue> \"$(sha256sum <g.ttl | cut -d' ' -f1)\"" 'void#vocabulary> <http://x/>'; do
    grep -qF "$fact" d.nt || { echo "missing: $fact"; cat d.nt; return 1; }
  done
}

@test "build describes what it wrote: digests agree, and the same run gives the same bytes" {
  "$BRIEFGRAPH" build -q --no-pictures "$ROOT/data/us-pakistan" -o one
  "$BRIEFGRAPH" build -q --no-pictures "$ROOT/data/us-pakistan" -o two
  cmp one/void.ttl two/void.ttl
  for f in one/us-pakistan.{ttl,trig,nt,nq,rdf,graphml} one/centrality.csv; do
    grep -q "$(sha256sum <"$f" | cut -d' ' -f1)" one/void.ttl
  done
  "$BRIEFGRAPH" check one/us-pakistan.ttl
  "$BRIEFGRAPH" query one/us-pakistan.nq -e 'PREFIX prov: <http://www.w3.org/ns/prov#>
    ASK { GRAPH ?g { ?set prov:wasGeneratedBy ?run . ?run prov:used ?brief ; prov:wasAssociatedWith ?program .
    ?brief <https://w3id.org/briefgraph/ns#sha256> ?digest } }' | grep -qx true
  ! grep -q endedAtTime one/void.ttl
}

@test "the time of making is SOURCE_DATE_EPOCH's, where it is set" {
  SOURCE_DATE_EPOCH=1700000000 "$BRIEFGRAPH" build -q --no-pictures "$ROOT/data/us-pakistan" -o out
  grep -q 'endedAtTime "2023-11-14T22:13:20Z"' out/void.ttl
}

@test "wrong options are named" {
  run "$BRIEFGRAPH" describe
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" describe x.ttl --iri relative
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" describe missing.ttl
  [ "$status" -eq 1 ]
}
