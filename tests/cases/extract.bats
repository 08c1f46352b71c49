#!/usr/bin/env bats
# briefgraph extract, and build from files: reading prose, the loop with a person, many documents, streams.

setup() {
  cd "$BATS_TEST_TMPDIR"
  cat >one.txt <<'END'
Grain and Gas

March 5, 2024

Turkey supplies drones to Ukraine. Russia condemned the deal, and Russian officials accused Ankara of fuelling the war.
Hungary opposes sanctions against Russia.

Recommendations

• The European Union should provide financial assistance to Moldova.
• Turkey must not supply weapons to Libya.
END
  cat >two.html <<'END'
<!DOCTYPE html><html><head><title>Another View</title><meta name="date" content="2025-01-10"></head>
<body><nav><a href="/">Home</a><a href="/subscribe">Subscribe to the newsletter of this site</a></nav>
<main><h1>Another View</h1>
<p>Hungary supports sanctions against Russia. Ukraine thanked Turkey for its help in the war, and the two countries
signed a trade agreement last year in Kyiv.</p></main></body></html>
END
}

column() { # column FILE NAME: the values of a column
  "$PYTHON" -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")): print(row[sys.argv[2]])' "$1" "$2"
}

@test "a document becomes three tables of proposals, each with a passage that stands in it" {
  run "$BRIEFGRAPH" extract one.txt -o work
  [ "$status" -eq 0 ]
  [ -f work/brief.txt ]
  run bash -c 'cut -d, -f1 work/entities.csv'
  [[ "$output" == *turkey* ]] && [[ "$output" == *ukraine* ]]
  [ "$(column work/claims.csv status | sort -u)" = proposed ]
  column work/claims.csv relation | grep -qx supplies
  column work/recommendations.csv addressee | grep -qx eu -i || column work/recommendations.csv addressee | grep -qi european
  run "$PYTHON" - <<'END'
import csv
text = " ".join(open("work/brief.txt", encoding="utf-8").read().split())
rows = [r for f in ("claims", "recommendations") for r in csv.DictReader(open(f"work/{f}.csv", encoding="utf-8"))]
assert rows
for r in rows:
    assert r["origin"] and r["trigger"] and 0 <= float(r["confidence"]) <= 1, r
    for q in r["quote"].split(" | "):
        assert " ".join(q.split()) in text, q
END
  [ "$status" -eq 0 ]
}

@test "who leaves is whom the noun names, not who approves; the bloc is the body named before" {
  printf 'ECOWAS approved the exit of Mali, Burkina Faso and Niger from the bloc.\n' >exit.txt
  "$BRIEFGRAPH" extract exit.txt -o exit -q
  [ "$(column exit/claims.csv subject | sort | tr '\n' ' ')" = "burkina-faso mali niger " ]
  [ "$(column exit/claims.csv object | sort -u)" = ecowas ]
  printf 'South Korean President Moon Jae-in met his finance minister, Hong Nam-ki, in Seoul.\n' >office.txt
  "$BRIEFGRAPH" extract office.txt -o office -q
  ! paste -d' ' <(column office/claims.csv relation) <(column office/claims.csv object) | grep -q 'holdsOfficeIn.*moon'
}

@test "what stands for several acts for each of them" {
  printf 'Governments in Burkina Faso, Mali and Niger condemned France. India and Pakistan met. The two countries signed a trade agreement.\n' >several.txt
  "$BRIEFGRAPH" extract several.txt -o several -q
  [ "$(paste -d' ' <(column several/claims.csv relation) <(column several/claims.csv subject) | grep condemns | sort | tr '\n' ';')" \
    = "condemns burkina-faso;condemns mali;condemns niger;" ]
  column several/claims.csv relation | grep -qx signsAgreementWith
}

@test "claims say which issues they are about" {
  printf 'Norway works on counterterrorism and border security with Chad.\n' >topic.txt
  "$BRIEFGRAPH" extract topic.txt -o topic -q
  column topic/claims.csv topics | grep -q counterterrorism
}

@test "extracting again changes no decision and says so" {
  "$BRIEFGRAPH" extract one.txt -o work -q
  cp work/claims.csv before.csv
  run "$BRIEFGRAPH" extract work
  [ "$status" -eq 0 ]
  [[ "$output" == *"claims: 0 new, 0 changed"* ]]
  cmp work/claims.csv before.csv
  "$PYTHON" - <<'END'
import csv
rows = list(csv.DictReader(open("work/claims.csv", encoding="utf-8")))
rows[0]["status"], rows[0]["note"] = "rejected", "not so"
rows[1]["status"], rows[1]["modality"] = "accepted", "implied"
rows[1]["strength"] = ""
with open("work/claims.csv", "w", newline="", encoding="utf-8") as f:
    w = csv.DictWriter(f, rows[0].keys()); w.writeheader(); w.writerows(rows)
END
  run "$BRIEFGRAPH" extract work
  [ "$status" -eq 0 ]
  [[ "$output" == *"2 decided by a person, left alone"* ]]
  [ "$(column work/claims.csv status | sort | uniq -c | tr -s ' \n' ' ' | grep -o '1 accepted\|1 rejected' | wc -l)" -eq 2 ]
  column work/claims.csv note | grep -qx 'not so'
}

@test "build uses what was accepted, or what is sure enough" {
  "$BRIEFGRAPH" extract one.txt -o work -q
  run "$BRIEFGRAPH" build work -o out --no-pictures
  [ "$status" -eq 0 ]
  [[ "$output" == *" 0 claims"* ]] && [[ "$output" == *"proposals left out"* ]]
  run "$BRIEFGRAPH" build work -o out --no-pictures --accept 0.01
  [ "$status" -eq 0 ]
  [[ "$output" != *" 0 claims"* ]]
  run "$BRIEFGRAPH" check out/work.ttl
  [ "$status" -eq 0 ]
}

@test "several files make one graph; entities are shared, evidence stays with its document" {
  run "$BRIEFGRAPH" build one.txt two.html -o both --no-pictures --accept 0.01
  [ "$status" -eq 0 ]
  [[ "$output" == *"2 documents: "* ]] && [[ "$output" == *"entities in several documents"* ]]
  grep -q 'data/one#char=' both/both.nq && grep -q 'data/two#char=' both/both.nq
  [ "$(grep -c 'entity/turkey> <http://www.w3.org/2004/02/skos/core#prefLabel>' both/both.nt)" -eq 1 ]
  run "$BRIEFGRAPH" compare both/both.nq
  [ "$status" -eq 3 ]
  # taken out again, a document leaves nothing behind (measures and provenance are of the whole)
  "$BRIEFGRAPH" build one.txt -o alone --no-pictures --accept 0.01 -q
  grep 'data/one' both/both.nq | grep -v 'metrics\|/dataset\|briefgraph/software' >from-both
  grep 'data/one' alone/one.nq | grep -v 'metrics\|/dataset\|briefgraph/software' >from-alone
  cmp from-both from-alone
}

@test "merges and splits are decisions in a file" {
  printf 'decision,entity,as\nmerge,turkey,ukraine\n' >decisions.csv
  "$BRIEFGRAPH" build one.txt -o out --no-pictures --accept 0.01 -q --decisions decisions.csv
  ! grep -q 'entity/turkey>' out/one.nt
  printf 'decision,entity,as\nmerge,turkey,turkey\n' >decisions.csv
  run "$BRIEFGRAPH" build one.txt -o out --no-pictures --decisions decisions.csv
  [ "$status" -eq 1 ]
  [[ "$output" == *"decisions.csv:2: error"* ]]
}

@test "JSON Lines in, JSON Lines, N-Quads and CoNLL-U out, one document at a time" {
  printf '%s\n' '{"id": "a", "title": "T", "date": "2024-03-05", "text": "Turkey supplies drones to Ukraine."}' '' \
    '{"id": 2, "text": "Hungary opposes sanctions against Russia. Russia threatened Poland."}' >docs.jsonl
  run bash -c '"$BRIEFGRAPH" extract -q docs.jsonl -f jsonl | "$PYTHON" -c "import json, sys
docs = [json.loads(l) for l in sys.stdin]
assert [d[\"id\"] for d in docs] == [\"a\", \"2\"], docs
for d in docs:
    for m in d[\"mentions\"]: assert d[\"text\"][m[\"start\"]:m[\"end\"]] == m[\"text\"]
    for c in d[\"claims\"]:
        for e in c[\"evidence\"]: assert d[\"text\"][e[\"start\"]:e[\"end\"]] == e[\"quote\"]
print(len(docs[0][\"claims\"]) > 0)"'
  [ "$output" = True ]
  "$BRIEFGRAPH" extract -q docs.jsonl -f nq >docs.nq
  rapper -q -i nquads -c docs.nq
  grep -q 'data/a/claim/' docs.nq
  run bash -c '"$BRIEFGRAPH" extract -q docs.jsonl -f conllu | grep -c "^# newdoc"'
  [ "$output" -eq 2 ]
  # the same through a pipe, and split over processes
  cat docs.jsonl | "$BRIEFGRAPH" extract -q --from jsonl -f nq - >piped.nq
  cmp docs.nq piped.nq
}

@test "another parser's analysis can stand in" {
  "$BRIEFGRAPH" extract -q one.txt -f conllu >one.conllu
  start=$(sed -n 's/^# source = \([0-9]*\)-.*/\1/p' one.conllu | tail -1)
  end=$(sed -n 's/^# source = [0-9]*-//p' one.conllu | tail -1)
  [ "$(head -c "$end" one.txt | tail -c +$((start + 1)))" = "$(sed -n 's/^# text = //p' one.conllu | tail -1)" ]
  "$BRIEFGRAPH" extract -q one.txt -f jsonl >ours.jsonl
  "$BRIEFGRAPH" extract -q one.txt -f jsonl --from-conllu one.conllu >theirs.jsonl
  cmp ours.jsonl theirs.jsonl
  sed 's/\tdrones\t/\tballoons\t/' one.conllu >wrong.conllu
  run "$BRIEFGRAPH" extract -q one.txt -f jsonl --from-conllu wrong.conllu
  [ "$status" -eq 1 ]
  [[ "$output" == *"balloons"* ]]
}

@test "brat out and in says the same" {
  "$BRIEFGRAPH" extract -q one.txt -f brat -o marked
  [ -f marked/annotation.conf ] && [ -f marked/one.txt ]
  grep -qP '^T\d+\tState \d+ \d+\tTurkey$' marked/one.ann
  "$BRIEFGRAPH" build -q marked/one.ann -o back --no-pictures --accept 0.01
  "$BRIEFGRAPH" build -q one.txt -o direct --no-pictures --accept 0.01
  "$BRIEFGRAPH" export -q back/one.nq --format csv -o tables1
  "$BRIEFGRAPH" export -q direct/one.nq --format csv -o tables2
  for column in subject relation object modality polarity quote; do
    diff <(column tables1/claims.csv $column | sort) <(column tables2/claims.csv $column | sort)
  done
  sed -i 's/\tTurkey$/\tTurkei/' marked/one.ann
  run "$BRIEFGRAPH" build marked/one.ann -o back --no-pictures
  [ "$status" -eq 1 ]
  [[ "$output" == *"one.ann:"* ]]
}

@test "the listing explains itself" {
  run "$BRIEFGRAPH" extract one.txt --explain
  [ "$status" -eq 0 ]
  [[ "$output" == *"Turkey"* ]] && [[ "$output" == *'from "'* ]]
}

@test "bad input" {
  run "$BRIEFGRAPH" extract missing.txt
  [ "$status" -eq 1 ]
  [[ "$output" == *"missing.txt"* ]]
  : >empty.txt
  run "$BRIEFGRAPH" extract empty.txt
  [ "$status" -eq 1 ]
  printf '{"text": "Turkey met Russia."}\n{"text": \n' >broken.jsonl
  run "$BRIEFGRAPH" extract broken.jsonl -f jsonl -o out.jsonl
  [ "$status" -eq 1 ]
  [[ "$output" == *"broken.jsonl:2:"* ]]
  [ ! -e out.jsonl ]
  run "$BRIEFGRAPH" extract broken.jsonl -f jsonl --lenient -o out.jsonl
  [ "$status" -eq 0 ]
  [[ "$output" == *"1 documents skipped"* ]]
  printf 'Die Bundesregierung hat am Mittwoch beschlossen, der Ukraine weitere Waffen zu liefern, und die Opposition im Bundestag hat diesen Schritt nach einer langen Debatte begrüßt, weil er der Sicherheit des Landes dient.\n' >german.txt
  run "$BRIEFGRAPH" extract german.txt
  [ "$status" -eq 1 ]
  [[ "$output" == *German* ]]
  run "$BRIEFGRAPH" extract --any-language german.txt
  [ "$status" -eq 0 ]
  run "$BRIEFGRAPH" extract
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" extract one.txt -f xyz
  [ "$status" -eq 2 ]
  run "$BRIEFGRAPH" extract one.txt two.html -o work -f csv
  [ "$status" -eq 2 ]
  "$BRIEFGRAPH" extract one.txt -o work -q
  printf 'Another text about France and Germany.\n' >other.txt
  run "$BRIEFGRAPH" extract other.txt -o work
  [ "$status" -eq 1 ]
  [[ "$output" == *"is another document"* ]]
}
