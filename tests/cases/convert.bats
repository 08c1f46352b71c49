# briefgraph convert, on good and on bad input.

setup() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  cd "$BATS_TEST_TMPDIR" || return 1
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$OLDPWD/$BRIEFGRAPH ;; esac
}

# fails CODE PATTERN ARGUMENT...: ends with that code and a message that matches; writes no output file.
fails() {
  local code=$1 pattern=$2
  shift 2
  run "$BRIEFGRAPH" "$@"
  echo "status $status: $output"
  [ "$status" -eq "$code" ]
  [[ $output =~ $pattern ]]
  [ ! -e out.nt ] && [ ! -e out.ttl ]
  [ -z "$(ls -A | grep '^\.out')" ]
}

@test "Turtle is laid out as a person would" {
  printf '%s\n' '<http://x/s> <http://x/p> "b"@en , "a" , 5 , 1.5 , true ; a <http://x/C> ; <http://x/l> (1 [ <http://x/p> 2 ]) .' |
    "$BRIEFGRAPH" convert -q --from ttl --to ttl >got
  cat >expected <<'END'
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<http://x/s> a <http://x/C> ;
    <http://x/l> ( 1 [ <http://x/p> 2 ] ) ;
    <http://x/p> 1.5, 5, "a", "b"@en, true .
END
  sed -i '/@prefix xsd/,+1d' expected
  sed -i '/^$/d' got
  diff got expected
}

@test "the same triples in another order give the same bytes" {
  seq 1 300 | sed 's|.*|<http://x/s&> <http://x/p> "&" <http://x/g> .|' >a.nq
  shuf --random-source=a.nq a.nq >b.nq
  for f in trig ttl rdf; do
    "$BRIEFGRAPH" convert -q a.nq -o a.$f
    "$BRIEFGRAPH" convert -q b.nq -o b.$f
    cmp a.$f b.$f
  done
}

@test "several inputs keep their blank nodes apart" {
  echo '_:a <http://x/p> "1" .' >1.nt
  echo '_:a <http://x/p> "2" .' >2.nt
  "$BRIEFGRAPH" convert -q 1.nt 2.nt --to nt >both
  [ "$(cut -d' ' -f1 both | sort -u | wc -l)" -eq 2 ]
}

@test "labels of the file and generated ones never meet" {
  echo '_:anon1 <http://x/p> [ <http://x/q> _:genid1 ] . _:b1 <http://x/p> [] .' | "$BRIEFGRAPH" convert -q --from ttl --to nt >got
  [ "$(grep -o '_:[^ ]*' got | sort -u | wc -l)" -eq 5 ]
}

@test "lenient skips bad lines, names and counts them" {
  printf '<http://x/s> <http://x/p> "good" .\nbad line\n<http://x/s> <http://x/p> "also" .\n' >in.nt
  run "$BRIEFGRAPH" convert --lenient in.nt --to nt
  [ "$status" -eq 0 ]
  [[ $output =~ in.nt:2:1:\ warning ]]
  [[ $output =~ "2 statements, 1 bad lines skipped" ]]
}

@test "strict names the place and shows the line, and writes nothing" {
  printf '<http://x/s> <http://x/p> "good" .\n<http://x/s> <http://x/p> "bad\\q" .\n' >in.nt
  fails 1 'in.nt:2:31: error: unknown escape.*"bad' convert in.nt -o out.nt
}

@test "N-Triples mistakes each have their message" {
  bad() { printf '%b\n' "$2" >in.nt; fails 1 "$1" convert in.nt -o out.nt; }
  bad 'relative IRI' '<s> <http://x/p> "o" .'
  bad 'closing quote' '<http://x/s> <http://x/p> "o .'
  bad 'predicate: an IRI' '<http://x/s> "p" "o" .'
  bad "expected '.'" '<http://x/s> <http://x/p> "o"'
  bad 'fourth term' '<http://x/s> <http://x/p> "o" <http://x/g> .'
  bad 'language tag' '<http://x/s> <http://x/p> "o"@1 .'
  bad 'does not exist' '<http://x/s> <http://x/p> "\\uD800" .'
  bad 'percent-encode' '<http://x/a b> <http://x/p> "o" .'
  bad 'invalid UTF-8' '<http://x/s> <http://x/p> "\xff" .'
}

@test "a relative IRI in Turtle wants --base" {
  echo '<s> <http://x/p> <o> .' >in.ttl
  fails 1 'in.ttl:1.*relative IRI without a base; give --base: <s>' convert in.ttl -o out.nt
  run "$BRIEFGRAPH" convert -q in.ttl --base http://b/ --to nt
  [ "$output" = '<http://b/s> <http://x/p> <http://b/o> .' ]
}

@test "files that are not there, not readable, not files" {
  fails 1 'missing.nt: error: cannot open: No such file' convert missing.nt -o out.nt
  mkdir dir.nt
  fails 1 'is a directory' convert dir.nt -o out.nt
  fails 1 'is a directory' convert - --from nt -o dir.nt </dev/null
  echo '' >in.nt
  fails 1 'cannot write' convert in.nt -o nowhere/out.nt
}

@test "empty input: an empty graph where the syntax allows it" {
  : >empty
  for f in nt nq ttl trig; do
    run "$BRIEFGRAPH" convert -q --from $f --to nt empty
    [ "$status" -eq 0 ] && [ -z "$output" ]
  done
  fails 1 'error' convert --from rdfxml empty -o out.nt
}

@test "byte order mark, CRLF and NUL are fine; invalid UTF-8 is not" {
  printf '\xef\xbb\xbf<http://x/s> <http://x/p> "o" .\r\n# note\r\n' >in.nt
  run "$BRIEFGRAPH" convert -q in.nt --to nt
  [ "$output" = '<http://x/s> <http://x/p> "o" .' ]
  printf '\xef\xbb\xbf<http://x/s>\r\n<http://x/p> "a\x00b" .' >in.ttl
  run "$BRIEFGRAPH" convert -q in.ttl --to nt
  [ "$output" = '<http://x/s> <http://x/p> "a\u0000b" .' ]
  printf '<http://x/s> <http://x/p> "\xff" .' >in.ttl
  fails 1 'invalid UTF-8' convert in.ttl -o out.nt
}

@test "Turtle mistakes each have their message, with line and column" {
  mistake() { # mistake TEXT PATTERN
    printf '%s' "$1" >in.ttl
    fails 1 "$2" convert in.ttl -o out.nt
  }
  mistake '<http://x/s> <http://x/p> .' 'in.ttl:1:27: error: expected an object'
  mistake '<http://x/s> <http://x/p> x:o .' "in.ttl:1:27: error: the prefix is not declared"
  mistake '<http://x/s> <http://x/p> "a' 'without its closing quotes'
  mistake $'<http://x/s> <http://x/p> "a\n" .' 'line break in a string'
  mistake '<http://x/s> <http://x/p> "\q" .' 'unknown escape'
  mistake '<http://x/s> <http://x/p> <http://x/a b> .' 'no IRI may hold'
  mistake '<http://x/s> <http://x/p> <http://x/o>' "expected '.' at the end"
  mistake '<http://x/s> <http://x/p> [ <http://x/p> 1 .' "expected ']'"
  mistake '@prefix x <http://x/> .' "expected a prefix and ':'"
  mistake '@foo x: <http://x/> .' 'unknown directive'
  mistake '<http://x/s> <http://x/p> "a"@toolonglanguage .' 'language tag'
  mistake '"a" <http://x/p> 1 .' 'expected an IRI'
  mistake '<http://x/g> { <http://x/s> <http://x/p> 1 }' 'expected an IRI'
}

@test "brackets without end are refused, not a crash" {
  for text in '[ <http://x/p> ' '( ' '<< ' '<<( <http://x/s> <http://x/p> '; do
    (printf '<http://x/s> <http://x/p> '; for _ in $(seq 20000); do printf '%s' "$text"; done) >in.ttl
    fails 1 'nested (too|more than 500) deep' convert in.ttl -o out.nt
  done
}

@test "TriG: GRAPH, PREFIX and graphs named by blank nodes" {
  cat >in.trig <<'END'
PREFIX x: <http://x/>
base <http://b/>
GRAPH x:g { x:s x:p <o>, 'a' . x:t a x:C }
_:g { [ x:p _:g ] } { x:s x:p 1.e0 }
[] { x:s x:p () }
END
  run "$BRIEFGRAPH" convert -q in.trig --to nq
  [ "$status" -eq 0 ]
  [ "${#lines[@]}" -eq 6 ]
  [ "${lines[0]}" = '<http://x/s> <http://x/p> <http://b/o> <http://x/g> .' ]
  [[ $output == *'"1.e0"^^<http://www.w3.org/2001/XMLSchema#double> .'* ]]
}

@test "entity bombs and external entities do not get through" {
  {
    echo '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">'
    for i in b c d e f g h i j k; do
      p=$(printf '%b' "\\x$(printf %x $(($(printf '%d' "'$i") - 1)))")
      echo "<!ENTITY $i \"&$p;&$p;&$p;&$p;&$p;&$p;&$p;&$p;&$p;&$p;\">"
    done
    echo ']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/"><rdf:Description rdf:about="http://x/s"><x:p>&k;</x:p></rdf:Description></rdf:RDF>'
  } >bomb.rdf
  run timeout 20 "$BRIEFGRAPH" convert bomb.rdf -o out.nt
  echo "$output"
  [ "$status" -eq 1 ]
  [ ! -e out.nt ]
  echo secret >secret.txt
  echo '<!DOCTYPE r [<!ENTITY e SYSTEM "secret.txt">]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/"><rdf:Description rdf:about="http://x/s"><x:p>&e;</x:p></rdf:Description></rdf:RDF>' >ext.rdf
  run "$BRIEFGRAPH" convert ext.rdf --to nt
  [[ ! $output =~ secret ]]
}

@test "a full disk is an error" {
  seq 1 20000 | sed 's|.*|<http://x/s&> <http://x/p> "&" .|' >big.nt
  run "$BRIEFGRAPH" convert big.nt --to nt -o /dev/full
  [ "$status" -eq 1 ]
  [[ $output =~ "No space left" ]]
}

@test "killed in the middle, the old output is still whole" {
  echo '<http://x/s> <http://x/p> "old" .' >out.nq
  (echo '<http://x/s> <http://x/p> "new" .'; sleep 5) | "$BRIEFGRAPH" convert -q --from nt -o out.nq &
  sleep 1
  kill -TERM "$(pgrep -n -f 'convert -q --from nt -o out.nq')"
  wait || true
  [ "$(cat out.nq)" = '<http://x/s> <http://x/p> "old" .' ]
  [ -z "$(ls -A | grep '^\.out')" ]
}

@test "a line of 20 MB is read in bounded time" {
  { printf '<http://x/s> <http://x/p> "'; head -c 20000000 /dev/zero | tr '\0' a; printf '" .\n'; } >long.nt
  run timeout 30 "$BRIEFGRAPH" convert -q long.nt -o long.nq
  [ "$status" -eq 0 ]
  cmp long.nt long.nq
}

@test "wrong usage: exit code 2 and what is known" {
  fails 2 'known are ntriples' convert --to tutle x
  fails 2 'unknown or ambiguous option' convert --nonsense
  fails 2 'needs a value' convert --to
  fails 2 'unknown command' transmogrify
}

@test "help is on standard output, with examples" {
  for c in build convert check analyze draw export; do
    run "$BRIEFGRAPH" $c --help
    [ "$status" -eq 0 ]
    [[ $output =~ usage:\ briefgraph\ $c ]] && [[ $output =~ example ]]
  done
}

@test "RDF/XML: reserved prefixes and names of its grammar never change a property" {
  printf '@prefix rdf: <http://o/> . @prefix xml: <http://m/> . @prefix xmlns: <http://n/> .\n<http://x/s> rdf:p 1 ; xml:q 2 ; xmlns:r 3 .\n' >in.ttl
  "$BRIEFGRAPH" convert -q in.ttl --to nt | sort >expected
  "$BRIEFGRAPH" convert -q in.ttl --to rdfxml -o got.rdf
  "$BRIEFGRAPH" convert -q got.rdf --to nt | sort | diff expected -
  echo '<http://x/s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#li> "a", "b" .' >in.ttl
  fails 1 'RDF/XML cannot hold the property .*#li' convert in.ttl --to rdfxml -o out.nt
}

@test "one of nested namespaces is chosen, the longest that leaves a name" {
  for i in $(seq 40); do echo "@prefix n$i: <http://x/$(printf 'a%.0s' $(seq "$i"))> ."; done >in.ttl
  printf '@prefix s: <http://x/aaa/> . @prefix n3: <http://never/> .\n' >>in.ttl
  printf '<http://x/aaab> <http://x/aaa/b> <http://x/aaa-/b> , <http://x/b> , <http://x/aaa.> , <http://x/a> .\n' >>in.ttl
  run "$BRIEFGRAPH" convert -q in.ttl --to ttl
  [[ $output == *'n3:b s:b n1:, <http://x/aaa-/b>, <http://x/aaa.>, <http://x/b> .'* ]]
  [[ $output != *n4:* && $output != *never* ]]
}
