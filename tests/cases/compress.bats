# Compressed input and output, in every command.

setup() {
  BRIEFGRAPH=${BRIEFGRAPH:-build/briefgraph}
  ROOT=$PWD
  case $BRIEFGRAPH in /*) ;; *) BRIEFGRAPH=$PWD/$BRIEFGRAPH ;; esac
  cd "$BATS_TEST_TMPDIR" || return 1
  seq 1 5000 | sed 's|.*|<http://x/s&> <http://x/p> "&" <http://x/g> .|' >plain.nq
}

# fails PATTERN ARGUMENT...: ends with code 1 and a message that matches.
fails() {
  local pattern=$1
  shift
  run "$BRIEFGRAPH" "$@"
  echo "status $status: $output"
  [ "$status" -eq 1 ]
  [[ $output =~ $pattern ]]
}

# memory_limit KB: the command that sets it, but for a sanitizer, which maps terabytes.
memory_limit() {
  [[ $BRIEFGRAPH == */sanitize/* ]] || echo "ulimit -v $1;"
}

@test "a name ending in .gz or .zst compresses, and other programs read it" {
  "$BRIEFGRAPH" convert -q plain.nq -o out.nq.gz
  "$BRIEFGRAPH" convert -q plain.nq -o out.nq.zst
  gzip -dc out.nq.gz | cmp - plain.nq
  zstd -dcq out.nq.zst | cmp - plain.nq
  zstd -tq out.nq.zst
}

@test "the same input gives the same compressed bytes, without a name or a time" {
  "$BRIEFGRAPH" convert -q plain.nq -o one.nq.gz
  sleep 1.1
  "$BRIEFGRAPH" convert -q plain.nq -o two.nq.gz
  cmp one.nq.gz two.nq.gz
  [ "$(od -An -tx1 -N10 one.nq.gz | tr -d ' ')" = 1f8b0800000000000003 ]
}

@test "every syntax is read from gzip and zstd, from a file and from standard input" {
  for f in nt nq ttl trig rdf; do
    "$BRIEFGRAPH" convert -q plain.nq -o g.$f
    gzip -nk g.$f
    zstd -q g.$f
    for packed in g.$f.gz g.$f.zst; do
      "$BRIEFGRAPH" convert -q $packed -o back.nq
      "$BRIEFGRAPH" convert -q g.$f -o expected.nq
      cmp back.nq expected.nq
      "$BRIEFGRAPH" convert -q --from $f --to nq <$packed | cmp - expected.nq
    done
  done
  mv g.ttl.gz unnamed
  "$BRIEFGRAPH" convert -q unnamed --to nt | cmp - <("$BRIEFGRAPH" convert -q g.ttl --to nt)
}

@test "the content decides, not the name" {
  cp plain.nq called.nq.gz
  "$BRIEFGRAPH" convert -q called.nq.gz -o out.nq
  cmp out.nq plain.nq
}

@test "members and frames that follow each other are one file" {
  head -2000 plain.nq | gzip -n >a.nq.gz
  tail -3000 plain.nq | gzip -n >>a.nq.gz
  "$BRIEFGRAPH" convert -q a.nq.gz -o out.nq && cmp out.nq plain.nq
  head -2000 plain.nq | zstd -q >b.nq.zst
  tail -3000 plain.nq | zstd -q >>b.nq.zst
  "$BRIEFGRAPH" convert -q b.nq.zst -o out.nq && cmp out.nq plain.nq
}

@test "data that are cut short or broken are an error with the place, and nothing is written" {
  gzip -nk plain.nq && zstd -q plain.nq
  for packed in plain.nq.gz plain.nq.zst; do
    half=$(($(stat -c %s $packed) / 2))
    head -c $half $packed >cut.nq
    fails "cut.nq.*end at byte $half, in the middle" convert cut.nq -o out.nt
    fails "end at byte $half, in the middle" convert cut.nq --from ttl -o out.nt
    { head -c $half $packed; printf 'XXXXXXXXXXXXXXXXXXXX'; tail -c +$((half + 21)) $packed; } >broken.nq
    fails 'broken.nq.*(broken near byte [0-9]+|syntax|UTF-8|expected)' convert broken.nq -o out.nt
  done
  { cat plain.nq.gz; echo junk; } >behind.nq
  fails 'broken near byte' convert behind.nq -o out.nt
  [ ! -e out.nt ]
}

@test "a decompression bomb of lines passes in constant memory; one that is held in memory meets a limit" {
  head -c 1000000000 /dev/zero | tr '\0' '\n' | zstd -q -19 >bomb.nq.zst
  [ "$(stat -c %s bomb.nq.zst)" -lt 200000 ]
  bash -c "$(memory_limit 400000) "'"$0" convert -q bomb.nq.zst -o out.nq' "$BRIEFGRAPH"
  [ ! -s out.nq ]
  [[ $BRIEFGRAPH != */sanitize/* ]] || return 0
  run bash -c "$(memory_limit 400000) "'"$0" convert -q bomb.nq.zst --from ttl -o out2.nq' "$BRIEFGRAPH"
  echo "$output"
  [ "$status" -eq 1 ]
  [[ $output =~ 'out of memory' ]]
  [ ! -e out2.nq ]
}

@test "a brief, its tables, JSON Lines and pictures may be compressed as well" {
  "$BRIEFGRAPH" build "$ROOT/data/us-pakistan" -o graph -q
  printf '{"id": "n1", "text": "Turkey supplies drones to Ukraine."}\n' | gzip -n >corpus.jsonl.gz
  "$BRIEFGRAPH" extract corpus.jsonl.gz --format nq >compressed.nq
  gzip -d corpus.jsonl.gz
  "$BRIEFGRAPH" extract corpus.jsonl --format nq >uncompressed.nq
  [ "$(wc -l <compressed.nq)" -eq "$(wc -l <uncompressed.nq)" ]
  gzip -n graph/us-pakistan.ttl
  "$BRIEFGRAPH" draw graph/us-pakistan.ttl.gz --view ego --center India -o india.svg.gz
  gzip -dc india.svg.gz | grep -q '</svg>'
  "$BRIEFGRAPH" check graph/us-pakistan.ttl.gz
  zstd -q <"$ROOT/data/us-pakistan/brief.md" >brief.md.zst
  "$BRIEFGRAPH" extract brief.md.zst >of-compressed.txt
  cp "$ROOT/data/us-pakistan/brief.md" .
  "$BRIEFGRAPH" extract brief.md >of-plain.txt
  [ "$(wc -l <of-compressed.txt)" -eq "$(wc -l <of-plain.txt)" ]
}
