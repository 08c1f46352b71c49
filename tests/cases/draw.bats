# briefgraph draw: formats, views, errors, hostile labels, the same bytes on every run.

setup_file() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$PWD/$BRIEFGRAPH ;; esac
  export BRIEFGRAPH
  "$BRIEFGRAPH" build -q data/us-pakistan -o "$BATS_FILE_TMPDIR/built"
  export GRAPH=$BATS_FILE_TMPDIR/built/us-pakistan.nt
}

setup() {
  cd "$BATS_TEST_TMPDIR" || return 1
}

# absent PATTERN FILE: fails when a line of the file matches.
absent() {
  if grep -aiqE -- "$1" "$2"; then
    grep -aioE -- ".{0,40}($1)" "$2" | head -3
    return 1
  fi
}

# claim NUMBER LABEL: a claim by an actor of that label (in N-Triples escapes) on another.
claim() {
  local e=http://x.example/a$1 c=http://x.example/c$1 ns=https://w3id.org/briefgraph/ns#
  local rdf=http://www.w3.org/1999/02/22-rdf-syntax-ns#
  printf '<%s> <%stype> <%sState> .\n' "$e" $rdf $ns http://x.example/b $rdf $ns
  printf '<%s> <http://www.w3.org/2004/02/skos/core#prefLabel> "%s" .\n' "$e" "$2"
  printf '<%s> <%stype> <%sClaim> .\n' "$c" $rdf $ns
  printf '<%s> <%ssubject> <%s> .\n<%s> <%spredicate> <%ssupports> .\n<%s> <%sobject> <http://x.example/b> .\n' \
    "$c" $rdf "$e" "$c" $rdf $ns "$c" $rdf
  printf '<%s> <%smodality> <%sasserted> .\n<%s> <%spolarity> <%saffirmed> .\n<%s> <%sstatus> <%saccepted> .\n' \
    "$c" $ns $ns "$c" $ns $ns "$c" $ns $ns
}

@test "a short legend keeps together; laws without a tie are no actors" {
  claim 1 "a state whose name is long enough to make the picture wider than its legend is" >g.nt
  for n in Framework State; do
    printf '<http://x.example/%s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/briefgraph/ns#%s> .\n' $n $n
    printf '<http://x.example/%s> <http://www.w3.org/2004/02/skos/core#prefLabel> "Lone %s" .\n' $n $n
  done >>g.nt
  "$BRIEFGRAPH" draw g.nt --title "$(printf 'a long title %.0s' 1 2 3 4 5)" -o p.svg
  grep -q 'Without a tie: Lone State\.' p.svg
  x=$(sed -n 's/.*<text [^>]*x="\([0-9]*\).*stated as fact.*/\1/p' p.svg)
  [ "$x" -lt 200 ]
}

@test "one layout, four formats, each of its kind" {
  "$BRIEFGRAPH" draw "$GRAPH" -o p.svg -o p.png -o p.pdf -o p.dot
  [ "$(head -c 5 p.svg)" = '<?xml' ]
  [ "$(head -c 8 p.png | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ]
  [ "$(head -c 5 p.pdf)" = '%PDF-' ]
  [ "$(head -c 14 p.dot)" = 'digraph actors' ]
  dot -Tsvg p.dot -o again.svg
}

@test "the same bytes on every run, in every format, whatever the order of the input" {
  sort -r "$GRAPH" >turned.nt
  for view in actors ego recommendations issues balance; do
    "$BRIEFGRAPH" draw "$GRAPH" --view $view -o a.svg -o a.png -o a.pdf -o a.dot
    "$BRIEFGRAPH" draw turned.nt --view $view -o b.svg -o b.png -o b.pdf -o b.dot
    for format in svg png pdf dot; do cmp a.$format b.$format; done
  done
  for layout in neato sfdp fdp circo twopi; do
    "$BRIEFGRAPH" draw "$GRAPH" --layout $layout -o a.pdf
    "$BRIEFGRAPH" draw turned.nt --layout $layout -o b.pdf
    cmp a.pdf b.pdf
  done
}

@test "SVG scales, carries no names of Graphviz, and names each id once" {
  for view in actors ego recommendations issues balance; do
    "$BRIEFGRAPH" draw "$GRAPH" --view $view --theme dark -o p.svg
    xmllint --noout p.svg
    grep -q '<svg[^>]* viewBox=' p.svg
    absent '<svg[^>]* (width|height)=|<title>(n|e)[0-9]+</title>|<!--|xlink:title' p.svg
    [ -z "$(grep -oE ' id="[^"]*"' p.svg | sort | uniq -d)" ]
  done
}

@test "hostile labels are data: well-formed, no markup, no script, no messages" {
  claim 1 '<B>bold</B><IMG SRC=\"/etc/passwd\"/>' >g.nt
  claim 2 '\\N \\G \\L & &amp; ]]> -->' >>g.nt
  claim 3 '\u0000\u0001\u001F\uFFFE\u202Eabc' >>g.nt
  claim 4 '\u200D\u200D\u0301' >>g.nt
  claim 5 '' >>g.nt
  claim 6 "$(printf 'x%.0s' {1..10000})" >>g.nt
  claim 7 'پاکستان 中华人民共和国 \U0001F600 \U0010FFFF' >>g.nt
  claim 8 quoted | sed 's,http://x.example/a8,https://x.example/C%C3%B4te_d'"'"'Ivoire,' >>g.nt
  claim 9 script | sed 's,http://x.example/a9,javascript:alert(1),' >>g.nt
  for view in actors ego balance; do
    run "$BRIEFGRAPH" draw g.nt --view $view --title '<i>&' -o p.svg -o p.png -o p.pdf -o p.dot
    [ "$status" -eq 0 ] && [ -z "$(grep -v 'no font here' <<<"$output")" ]
    xmllint --noout p.svg
    absent 'href="javascript|<image|<img' p.svg
    absent javascript p.pdf
    grep -aq /Contents p.pdf
    run dot -Tsvg p.dot -o again.svg
    [[ $output != *[Ee]rror* ]]
  done
  grep -q '&lt;B&gt;bold&lt;/B&gt;' p.svg
  grep -q '(no label)' p.svg
}

@test "PNG and PDF warn of letters that no font has; SVG leaves them to whoever looks at it" {
  font=$(fc-match -f '%{file}' Arial)
  printf '<?xml version="1.0"?><fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>' "${font%/*}" "$PWD" >fonts.conf
  export FONTCONFIG_FILE=$PWD/fonts.conf
  claim 1 'दक्षिण एशिया' >g.nt
  claim 2 '中华人民共和国' >>g.nt
  run "$BRIEFGRAPH" draw g.nt -o p.svg
  [ "$status" -eq 0 ] && [ -z "$output" ]
  run "$BRIEFGRAPH" draw g.nt -o p.png -o p.pdf
  [ "$status" -eq 0 ] && [ "$(grep -c 'no font here' <<<"$output")" -eq 2 ]
  [[ $output == *fonts-noto-cjk* && $output == *fonts-noto-core* ]]
  claim 1 'Côte d’Ivoire, Ελλάδα, Україна' >g.nt
  run "$BRIEFGRAPH" draw g.nt -o p.png
  [ "$status" -eq 0 ] && [ -z "$output" ]
}

@test "names from right to left keep their order, also in sentences and over lines" {
  claim 1 'حزب الله (Hezbollah) وحلفاؤه كثيرون' >g.nt
  "$BRIEFGRAPH" draw g.nt --view ego --center 'حزب الله (Hezbollah) وحلفاؤه كثيرون' -o p.svg
  rtl=$(grep -c '<text [^>]*direction="rtl"' p.svg)
  [ "$rtl" -eq 2 ]                                  # both lines of the node
  grep -aq "What surrounds $(printf '\xe2\x81\xa8')"'حزب' p.svg # isolated
  [ "$(grep -a 'surrounds' p.svg | grep -c 'direction="rtl"')" -eq 0 ]
}

@test "a chain of actors folds, and what is tied to itself is counted" {
  for i in {10..49}; do claim "$i" "Link $i" | sed "s,<http://x.example/b>,<http://x.example/a$((i + 1))>,"; done >g.nt
  claim 90 Self | sed 's,<http://x.example/b>,<http://x.example/a90>,' >>g.nt
  "$BRIEFGRAPH" draw g.nt -o p.svg
  grep -q 'Not drawn: 1 claim of an actor on itself' p.svg
  read -r width height < <(sed -n 's/.*viewBox="[0-9.]* [0-9.]* \([0-9]*\)[0-9.]* \([0-9]*\).*/\1 \2/p' p.svg)
  [ "$width" -lt $((3 * height)) ] && [ "$height" -lt $((3 * width)) ]
}

@test "an unknown center gets a suggestion, and nothing is written" {
  run "$BRIEFGRAPH" draw "$GRAPH" --view ego --center Pakistn -o p.svg
  [ "$status" -eq 1 ]
  [[ $output == *"no actor 'Pakistn'"*"did you mean 'Pakistan"* ]]
  [ ! -e p.svg ]
}

@test "a center by id and by label in any case is the same" {
  "$BRIEFGRAPH" draw "$GRAPH" --view ego --center PAKISTAN -o a.svg
  "$BRIEFGRAPH" draw "$GRAPH" --view ego --center https://w3id.org/briefgraph/data/entity/pakistan -o b.svg
  cmp a.svg b.svg
  grep -q 'What surrounds Pakistan' a.svg
}

@test "an empty graph gives a picture that says so, in every view" {
  : >empty.nt
  for view in actors ego recommendations issues balance; do
    "$BRIEFGRAPH" draw empty.nt --view $view -o p.svg -o p.pdf
    grep -q 'nothing to draw' p.svg
  done
}

@test "--top bounds the picture, and the picture says what is left out" {
  "$BRIEFGRAPH" draw "$GRAPH" --top 10 -o p.svg
  [ "$(grep -c 'class="node"' p.svg)" -le 10 ]
  grep -q 'Not drawn: ' p.svg
}

@test "a huge --depth ends" {
  timeout 60 "$BRIEFGRAPH" draw "$GRAPH" --view ego --depth 1000000000000 -o p.svg
}

@test "any RDF can be drawn by its predicates" {
  printf '<http://x/%s> <http://x/%s> <http://x/%s> .\n' a likes b b hates c c likes a >g.nt
  "$BRIEFGRAPH" draw g.nt --predicates 'http://x/likes=+1,http://x/hates=-1' -o p.svg
  [ "$(grep -c 'class="edge"' p.svg)" -eq 3 ]
  grep -q 'conflict' p.svg
}

@test "wrong use is told apart from bad input" {
  for arguments in '--view nonsense' '--theme blue' '--top 0' '--depth x' '--format gif' '--modality maybe'; do
    run "$BRIEFGRAPH" draw "$GRAPH" $arguments
    [ "$status" -eq 2 ]
  done
  run "$BRIEFGRAPH" draw "$GRAPH" --layout nonsense
  [ "$status" -eq 1 ] && [[ $output == *"unknown layout 'nonsense'; known are"* ]]
  run "$BRIEFGRAPH" draw "$GRAPH" -o p.gif
  [ "$status" -eq 1 ] && [[ $output == *"name it with --format"* ]] && [ ! -e p.gif ]
  run "$BRIEFGRAPH" draw missing.nt -o p.svg
  [ "$status" -eq 1 ] && [ ! -e p.svg ]
}

@test "a full disk is an error" {
  run bash -c '"$BRIEFGRAPH" draw "$GRAPH" >/dev/full'
  [ "$status" -eq 1 ]
  [[ $output == *"No space left"* ]]
}
