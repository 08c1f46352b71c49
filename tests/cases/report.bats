# briefgraph report, and the page that build makes. What a browser makes of it: tests/browser.

setup_file() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$PWD/$BRIEFGRAPH ;; esac
  export BRIEFGRAPH ROOT=$PWD
  "$BRIEFGRAPH" build -q data/us-pakistan -o "$BATS_FILE_TMPDIR/built"
  export GRAPH=$BATS_FILE_TMPDIR/built/us-pakistan.nq
  export PAGE=$BATS_FILE_TMPDIR/built/us-pakistan.html
}

setup() {
  cd "$BATS_TEST_TMPDIR" || return 1
}

# part NAME FILE: the content of <style>, <script type="module"> or the data block.
part() {
  "${PYTHON:-python3}" - "$1" "$2" <<'END'
import re, sys
tag = {"style": "<style>", "script": '<script type="module">', "data": '<script type="application/json" id="data">'}[sys.argv[1]]
text = open(sys.argv[2], encoding="utf-8", newline="").read()
sys.stdout.write(text.split(tag, 1)[1].split("</", 1)[0])
END
}

@test "build makes a page of less than 400 kB that needs nothing beside it" {
  [ "$(stat -c %s "$PAGE")" -lt 400000 ]
  run grep -ciE '(src|href)="(https?:)?//|[^a-z]url\([^#]|@import|<link|<iframe|<img' "$PAGE"
  [ "$output" = 0 ]
}

@test "the policy names the hashes of the style and the script that stand in the page" {
  for name in style script; do
    hash=$(part $name "$PAGE" | openssl dgst -sha256 -binary | base64)
    grep -qF "$name-src 'sha256-$hash'" "$PAGE"
  done
  grep -qF "default-src 'none'" "$PAGE"
}

@test "the same input gives the same bytes, and report makes the page that build makes" {
  "$BRIEFGRAPH" build -q "$ROOT/data/us-pakistan" -o again
  cmp again/us-pakistan.html "$PAGE"
  "$BRIEFGRAPH" report -q "$GRAPH" --text "$ROOT/data/us-pakistan/brief.md" -o alone.html
  # but for the files that lie beside it
  diff <(sed '/<ul class="files">/,/<\/ul>/d; /lie beside it/d' "$PAGE") <(sed '/^$/d' alone.html) | grep '^[<>] .' && return 1
  true
}

@test "the data block is JSON and says what the graph says" {
  part data "$PAGE" >data.json
  "$BRIEFGRAPH" export -q "$GRAPH" --format csv -o tables
  "${PYTHON:-python3}" - <<'END'
import csv, json
data = json.load(open("data.json"))
rows = [r for r in csv.DictReader(open("tables/claims.csv")) if r["status"] == "accepted"]
by_id = {c["i"]: c for c in data["claims"]}
assert len(rows) == len(by_id) > 100
modalities = ["asserted", "recommended", "possible", "implied"]
for row in rows:
    claim = by_id[row["id"]]
    assert data["entities"][claim["s"]]["i"] == row["subject"], row
    assert data["entities"][claim["o"]]["i"] == row["object"], row
    assert modalities[claim["m"]] == row["modality"]
    assert bool(claim.get("n")) == (row["polarity"] == "negated")
    assert [data["evidence"][e][3] for e in claim["e"]] == row["quote"].split(" | ")
# each passage is the text at its place
text = "\n\n".join(block[2] for block in data["documents"][0]["blocks"])
for document, start, end, quote, place in data["evidence"]:
    assert text[start:end] == quote, (start, end, quote)
END
}

@test "the maps have their titles and legends beside them, not in the picture" {
  sed -n '/<section class="view" id="view-actors"/,/<\/section>/p' "$PAGE" >map.html
  grep -qF '<h2>Who does what to whom</h2>' map.html
  grep -qE '<p class="shown" id="shown-actors">25 actors; [0-9]+ claims' map.html
  grep -qF '</svg> recommended</li>' map.html
  ! grep -qE '<text[^>]*>(Who does what|recommended<|State<)' map.html
}

@test "findings are English sentences, and sources are no actors" {
  grep -qF '>The <bdi>United States</bdi> has the most ties: ' "$PAGE"
  part data "$PAGE" | "${PYTHON:-python3}" -c '
import json, sys
role = {e["i"]: e.get("r", 0) for e in json.load(sys.stdin)["entities"] if "m" in e}
assert role["us"] == role["pakistan"] == 0 and role["aljazeera"] == role["sm_ali"] == 1 and role["getty"] == 2, role'
}

@test "without the text the page holds none of it, and quotes are short" {
  "$BRIEFGRAPH" report -q "$GRAPH" --text "$ROOT/data/us-pakistan/brief.md" --no-text -o short.html
  part data short.html >data.json
  "${PYTHON:-python3}" - <<'END'
import json
data = json.load(open("data.json"))
assert "blocks" not in data["documents"][0]
assert max(len(e[3]) for e in data["evidence"]) <= 91
END
  sed 's/^license:.*/&\nredistribution: no/' "$ROOT/data/us-pakistan/brief.md" >closed.md
  "$BRIEFGRAPH" report -q "$GRAPH" --text closed.md -o closed.html
  part data closed.html >closed.json
  cmp data.json closed.json
}

@test "a text of another brief is refused, a graph without claims makes a page" {
  echo "Another brief about something else altogether." >other.txt
  run "$BRIEFGRAPH" report "$GRAPH" --text other.txt -o x.html
  [ "$status" -eq 1 ]
  [[ $output == *"no brief has its SHA-256"* ]]
  [ ! -e x.html ]
  printf '<http://x/a> <http://x/knows> <http://x/b> .\n' >plain.nt
  "$BRIEFGRAPH" report -q plain.nt -o plain.html
  part data plain.html | "${PYTHON:-python3}" -c 'import json,sys; d=json.load(sys.stdin); assert len(d["claims"])==1 and len(d["entities"])==2'
  : >empty.nt
  "$BRIEFGRAPH" report -q empty.nt -o empty.html
  [ -s empty.html ]
}

@test "hostile names stay text" {
  e=http://x.example/ ns=https://w3id.org/briefgraph/ns# rdf=http://www.w3.org/1999/02/22-rdf-syntax-ns# skos=http://www.w3.org/2004/02/skos/core#
  {
    printf '<%sa> <%stype> <%sState> .\n<%sb> <%stype> <%sState> .\n' $e $rdf $ns $e $rdf $ns
    printf '<%sa> <%sprefLabel> "</script><img src=x onerror=alert(1)>{{csp}}" .\n' $e $skos
    printf '<%sb> <%sprefLabel> "\\"><svg onload=alert(1)> \\u202eevil <!--" .\n' $e $skos
    printf '<%sc> <%stype> <%sClaim> .\n<%sc> <%ssubject> <%sa> .\n<%sc> <%spredicate> <%ssupports> .\n<%sc> <%sobject> <%sb> .\n' \
      $e $rdf $ns $e $rdf $e $e $rdf $ns $e $rdf $e
    printf '<%sc> <%smodality> <%sasserted> .\n<%sc> <%spolarity> <%saffirmed> .\n' $e $ns $ns $e $ns $ns
  } >hostile.nt
  "$BRIEFGRAPH" report -q hostile.nt -o hostile.html
  run grep -ciE '<img|<svg onload|<!--' hostile.html
  [ "$output" = 0 ]
  [ "$(grep -o '</script>' hostile.html | wc -l)" -eq 2 ]
}
