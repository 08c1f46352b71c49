#!/usr/bin/env bash
# The main job on the shipped brief: median of nine runs, with the share of each stage and the peak of memory.
set -euo pipefail
program=${BRIEFGRAPH:-build/briefgraph}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for i in 1 2 3 4 5 6 7 8 9; do
  /usr/bin/time -f '%e s, %M kB' -o "$work/t$i" "$program" build data/us-pakistan -o "$work/out" --timings >/dev/null 2>"$work/stages$i"
  echo "$(cat "$work/t$i") | $(cat "$work/stages$i")"
done | sort -n | sed -n 5p
