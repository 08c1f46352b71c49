#!/usr/bin/env bash
# N-Triples and Turtle at size, side by side with rapper and serdi: medians of three runs, peak memory, ratios.
# usage: tests/bench/rdf.sh [TRIPLES]   (default 1000000)
set -euo pipefail
program=${BRIEFGRAPH:-build/briefgraph}
triples=${1:-1000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -v n="$triples" 'BEGIN { # shaped like claims: few predicates, many subjects, literals of a sentence; seeded
  srand(1); base = "https://w3id.org/briefgraph/data/bench/"
  for (i = 0; i < n; i++) {
    s = int(i / 8)
    if (i % 8 < 5) printf "<%sclaim/%d> <https://w3id.org/briefgraph/ns#p%d> <%sentity/%d> .\n", base, s, i % 8, base, int(rand() * 5000)
    else printf "<%sclaim/%d> <http://purl.org/dc/terms/p%d> \"a passage of claim %d, number %d, with some more words\"@en .\n", base, s, i % 8, s, i
  }
}' >"$work/in.nt"
ls -l "$work/in.nt" | awk '{ printf "%d triples, %.0f MB of N-Triples\n", '"$triples"', $5 / 1e6 }'

measure() { # measure NAME COMMAND...: median seconds and peak MB of three runs
  local name=$1
  shift
  for _ in 1 2 3; do /usr/bin/time -f '%e %M' -o "$work/t" "$@" >/dev/null 2>"$work/err" || true; tail -1 "$work/t"; done |
    sort -n | awk -v name="$name" 'NR == 2 { printf "%-34s %7.2f s %8.0f MB\n", name, $1, $2 / 1024 }'
}

measure "briefgraph nt -> nt" "$program" convert -q "$work/in.nt" -o "$work/out.nt"
measure "rapper nt, count only" rapper -q -c -i ntriples "$work/in.nt"
measure "rapper nt -> nt" rapper -q -i ntriples -o ntriples "$work/in.nt"
measure "serdi nt -> nt" serdi -i ntriples -o ntriples "$work/in.nt"
measure "briefgraph nt -> turtle" "$program" convert -q "$work/in.nt" -o "$work/out.ttl"
measure "serdi nt -> turtle" serdi -i ntriples -o turtle "$work/in.nt"
measure "briefgraph turtle -> nt" "$program" convert -q "$work/out.ttl" -o "$work/back.nt"
measure "rapper turtle -> nt" rapper -q -i turtle -o ntriples "$work/out.ttl"
