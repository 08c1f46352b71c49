#!/usr/bin/env bash
# Canonical form at size, side by side in one run: processor seconds (medians of three) and peak memory, without and with
# blank nodes, beside writing sorted N-Quads from the dataset, GNU sort, and pyoxigraph's canonicalisation where
# tests/oracles/canon_others.py has installed it (build/venv). And how long a poisoned graph takes to be refused.
# usage: tests/bench/canon.sh [QUADS]   (default 1000000)
set -euo pipefail
program=${BRIEFGRAPH:-build/briefgraph}
quads=${1:-1000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make --no-print-directory -s build/bench/synthetic
: >"$work/none.nt"

measure() { # measure NAME COMMAND...
  local name=$1
  shift
  for _ in 1 2 3; do /usr/bin/time -f '%U %S %M' -o "$work/t" "$@" >/dev/null 2>"$work/err" || true; tail -1 "$work/t"; done |
    awk '{ print $1 + $2, $3 }' | sort -n | awk -v name="$name" 'NR == 2 { printf "  %-46s %7.2f s %8.0f MB\n", name, $1, $2 / 1024 }'
}

for kind in "" --blank; do
  build/bench/synthetic "$quads" nq $kind 2>/dev/null >"$work/in.nq"
  echo "$(wc -l <"$work/in.nq") quads${kind:+, selectors of evidence are blank nodes}"
  measure "briefgraph canon" "$program" canon -q "$work/in.nq" -o "$work/out.nq"
  measure "briefgraph canon --hash" "$program" canon -q --hash "$work/in.nq"
  measure "briefgraph convert, sorted (two inputs)" "$program" convert -q "$work/in.nq" "$work/none.nt" --to nq -o "$work/out.nq"
  measure "LC_ALL=C sort -u" env LC_ALL=C sort --parallel=1 -S 4G -u "$work/in.nq" -o "$work/out.nq"
  if [ -x build/venv/bin/python ]; then
    measure "pyoxigraph, canonicalise (unsorted)" build/venv/bin/python -c '
import sys, pyoxigraph as ox
dataset = ox.Dataset(ox.parse(path=sys.argv[1], format=ox.RdfFormat.N_QUADS))
dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
ox.serialize(dataset, sys.argv[2], format=ox.RdfFormat.N_QUADS)' "$work/in.nq" "$work/out.nq"
  fi
done
for i in $(seq 12); do for k in $(seq 12); do [ "$i" = "$k" ] || echo "_:n$i <http://x/p> _:n$k ."; done; done >"$work/clique.nt"
echo "a clique of 12 blank nodes, refused"
measure "briefgraph canon" "$program" canon "$work/clique.nt"
