# briefgraph build and export, on the shipped brief and on broken ones.

setup() {
  ROOT=$BATS_TEST_DIRNAME/../..
  BRIEFGRAPH=${BRIEFGRAPH:-$ROOT/build/briefgraph}
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$PWD/$BRIEFGRAPH ;; esac
  cd "$BATS_TEST_TMPDIR" || return 1
  mkdir two
  cat >two/brief.md <<'END'
# Two

Ruritania supplies grain to Freedonia. Freedonia should talk to Ruritania.
END
  printf 'id,type,label\nrur,State,Ruritania\nfre,State,Freedonia\n' >two/entities.csv
  printf 'id,subject,relation,object,modality,quote\nc1,rur,supplies,fre,asserted,supplies grain\n' >two/claims.csv
}

fails() {
  local code=$1 pattern=$2
  shift 2
  run "$BRIEFGRAPH" "$@"
  echo "status $status: $output"
  [ "$status" -eq "$code" ]
  [[ $output =~ $pattern ]]
}

@test "the shipped exports are what the program makes from the shipped data" {
  run "$BRIEFGRAPH" build "$ROOT/data/us-pakistan" -o out
  echo "$output"
  [ "$status" -eq 0 ]
  [[ $output =~ "175 claims" ]]
  for f in us-pakistan.ttl us-pakistan.trig us-pakistan.nt us-pakistan.nq us-pakistan.rdf us-pakistan.jsonld us-pakistan.graphml centrality.csv; do
    cmp "out/$f" "$ROOT/exports/us-pakistan/$f"
  done
  for v in actors ego recommendations issues balance; do
    for f in svg png pdf; do
      [ -s "$ROOT/exports/us-pakistan/us-pakistan-$v.$f" ]
      [ -s "out/us-pakistan-$v.$f" ]
    done
  done
}

@test "a second run gives the same bytes, pictures too" {
  "$BRIEFGRAPH" build two -q -o a
  "$BRIEFGRAPH" build two -q -o b
  for f in a/*; do
    case $f in *.pdf) continue ;; esac
    cmp "$f" "b/${f#a/}"
  done
}

@test "JSON-LD is compact, with its context, holds all graphs, and is offered by the page and the description" {
  "$BRIEFGRAPH" build two -q -o out
  "$BRIEFGRAPH" convert -q out/two.nq --to jsonld -o again.jsonld
  cmp out/two.jsonld again.jsonld
  "${PYTHON:-/usr/bin/python3}" - out/two.jsonld <<'PY'
import json, sys
document = json.load(open(sys.argv[1]))
assert "bg" in document["@context"] and sum("graph" in node for node in document["graph"]) > 4, list(document)
PY
  grep -q 'href="two.jsonld"' out/two.html
  grep -q 'two.jsonld' out/void.ttl
  grep -q 'application/ld+json' out/void.ttl
}

@test "what is recommended or possible is no plain triple in Turtle" {
  printf 'c2,fre,consultsWith,rur,recommended,should talk to\n' >>two/claims.csv
  "$BRIEFGRAPH" build two -q --no-pictures -o out
  ! grep -q 'ns#consultsWith> <https://w3id.org/briefgraph/data/entity/rur>' out/two.nt
  grep -q 'ns#consultsWith> <https://w3id.org/briefgraph/data/entity/rur> <.*graph/recommended>' out/two.nq
  grep -q 'ns#supplies> <https://w3id.org/briefgraph/data/entity/fre> ' out/two.nt
}

@test "a brief without claims, with 3 actors, with a claim that is negated" {
  rm two/claims.csv
  run "$BRIEFGRAPH" build two -o out
  [ "$status" -eq 0 ]
  [[ $output =~ "0 claims" ]]
}

@test "a brief in which nothing is claimed makes an empty network, not one of the ontology" {
  rm two/claims.csv
  run "$BRIEFGRAPH" build two -o out
  [ "$status" -eq 0 ]
  [[ "$output" == *" 0 claims"* ]] && [[ "$output" != *"accepted "* ]]
  [ "$(wc -l <out/centrality.csv)" -eq 3 ]
}

@test "old outputs stay when the input is broken" {
  "$BRIEFGRAPH" build two -q --no-pictures -o out
  cp -r out before
  sed -i 's/supplies grain/sells grain/' two/claims.csv
  fails 1 'claims.csv:2: error: quote not found' build two --no-pictures -o out
  diff -r out before
}

@test "every kind of mistake is named" {
  fails 1 'nothere: error: cannot open' build nothere -o out
  mkdir empty
  fails 1 'empty: error: holds no brief.md' build empty -o out
  cp two/claims.csv keep
  broken() { cp keep two/claims.csv; sed -i "$2" two/claims.csv; fails 1 "$1" build two --no-pictures -o out; }
  broken 'unknown column .relatoin.' '1s/relation/relatoin/'
  broken "unknown relation 'suplies'; did you mean 'supplies'" 's/supplies,fre/suplies,fre/'
  broken "object: unknown entity 'fro'; did you mean 'fre'" 's/,fre,/,fro,/'
  broken 'used before, in line 2' '$p'
  broken 'modality .maybe. is unknown' 's/asserted/maybe/'
  broken 'quote is never closed' 's/supplies grain/"supplies grain/'
  cp keep two/claims.csv
  printf 'id,type,label,part_of\nrur,State,Ruritania,fre\nfre,State,Freedonia,rur\n' >two/entities.csv
  fails 1 'circle' build two --no-pictures -o out
  printf 'id,type,label\nrur,Stat,Ruritania\nfre,State,Freedonia\n' >two/entities.csv
  fails 1 "unknown type 'Stat'; did you mean 'State'" build two --no-pictures -o out
  : >two/entities.csv
  fails 1 'entities.csv: error: the file is empty' build two --no-pictures -o out
  printf 'id,type,label\nr\x00r,State,R\n' >two/entities.csv
  fails 1 'entities.csv:2:2: error: NUL byte' build two --no-pictures -o out
  printf 'id,type,label\nrur,State,Rurit\xe4nia\n' >two/entities.csv
  fails 1 'entities.csv:2:16: error: invalid UTF-8' build two --no-pictures -o out
}

@test "an output directory that cannot be written" {
  : >file
  fails 1 'not a directory|cannot make' build two -o file/out
  [ ! -d out ]
}

@test "byte order mark, CRLF and labels full of markup are data" {
  printf '\xef\xbb\xbfid,type,label\r\nrur,State,"<b>&""x"" \\N\r\n'"'"'"\r\nfre,State,%s\r\n' "$(printf 'x%.0s' {1..5000})" >two/entities.csv
  run "$BRIEFGRAPH" build two -o out
  echo "$output"
  [ "$status" -eq 0 ]
  if command -v xmllint >/dev/null; then
    xmllint --noout out/two-actors.svg out/two.graphml out/two.rdf
  fi
  ! grep -q '<b>' out/two-actors.svg
}

@test "claims come back as CSV from RDF" {
  "$BRIEFGRAPH" build two -q --no-pictures -o out
  run "$BRIEFGRAPH" export out/two.ttl --format csv -o tables
  [ "$status" -eq 0 ]
  grep -q '^c1,rur,supplies,fre,asserted,affirmed,author,' tables/claims.csv
  fails 2 'name a directory' export out/two.ttl --format csv
  fails 2 'unknown format' export out/two.ttl -o x.xyz
}

@test "the public header works from a program of its own" {
  cat >user.c <<'END'
#include <briefgraph.h>
#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv) {
  (void)argc;
  briefgraph *g = briefgraph_load(argv[1], argv[2]);
  int bad = briefgraph_failed(g) || briefgraph_size(g) < 10 || briefgraph_write(g, "again.trig", "trig") ||
            briefgraph_analyze(g, "again.csv", "csv") || briefgraph_draw(g, "again.svg", "actors", "svg", NULL);
  fputs(briefgraph_messages(g), stderr);
  briefgraph_free(g);
  char *messages;
  bad = bad || briefgraph_extract(argv[3], "found.json", argv[2], argv[4], &messages);
  fputs(messages, stderr);
  free(messages);
  bad = bad || !briefgraph_extract("missing.txt", "none.json", argv[2], argv[4], NULL) ||
        !briefgraph_build(argv[3], "none", argv[2], NULL, NULL);
  return bad;
}
END
  [ -f "$ROOT/build/libbriefgraph.a" ] || skip "build/libbriefgraph.a is not there"
  "$BRIEFGRAPH" build two -q --no-pictures -o out
  cc -I"$ROOT/graph" user.c "$ROOT/build/libbriefgraph.a" \
    $(pkg-config --libs $(sed -n 's/^PACKAGES := //p' "$ROOT/Makefile")) -lm -o user
  ./user out/two.ttl "$ROOT/ontology/briefgraph.ttl" two/brief.md "$ROOT/data/models"
  grep -q '"relation":"supplies"' found.json && [ ! -e none.json ]
  [ -s again.trig ] && [ -s again.csv ] && [ -s again.svg ]
}
