# Every command of the README does what it says.

setup_file() {
  export BRIEFGRAPH=${BRIEFGRAPH:-$PWD/build/briefgraph}
  export WORK=$BATS_FILE_TMPDIR/work
  mkdir -p "$WORK/bin"
  ln -s "$BRIEFGRAPH" "$WORK/bin/briefgraph"
  cp -r exports data "$WORK/"
  export BRIEFGRAPH_ONTOLOGY=$PWD/ontology
  awk '/^```sh$/ { on = 1; n++; next } /^```$/ { on = 0 } on { print > (dir "/block" n ".sh") }' dir="$WORK" README.md
}

@test "the README has commands" {
  [ "$(ls "$WORK"/block*.sh | wc -l)" -ge 7 ]
}

@test "every block of commands succeeds" {
  cd "$WORK"
  export PATH="$WORK/bin:$PATH"
  for block in $(ls block*.sh | sort -V); do
    run bash -euo pipefail "$block"
    echo "$block: $output"
    [ "$status" -eq 0 ]
  done
  [ -s india.svg ] && [ -s balance.png ] && [ -s us-pakistan.nq.gz ] && [ -s page.html ] && [ -s neo4j/nodes.csv ] && [ -s us-pakistan.jsonld ] && [ -s tables/claims.csv ] && [ -s mygraph/mybrief.ttl ]
}

@test "the sample output in the README is what the program prints" {
  cd "$WORK"
  "$BRIEFGRAPH" analyze exports/us-pakistan/us-pakistan.ttl --top 5 >table
  sed -n '/^```text$/,/^```$/p' "$BATS_TEST_DIRNAME/../../README.md" | grep -v '```' >sample
  while IFS= read -r line; do
    grep -qF -- "$line" table || { echo "not printed: $line"; cat table; false; }
  done <sample
}
