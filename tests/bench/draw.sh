#!/usr/bin/env bash
# How long pictures take: graphs of several sizes, every view; processor time of the whole command in milliseconds, medians of
# RUNS (5) runs. dot is reading, measuring and layout; svg, png and pdf each add their rendering to it.
# usage: tests/bench/draw.sh   (GRAPHS="three shipped" picks some)
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$(realpath "${BRIEFGRAPH:-build/briefgraph}")
runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-/usr/bin/python3}" tests/oracles/_picture_graphs.py "$work"
"$program" build -q data/us-pakistan -o "$work/built"
cp "$work/built/us-pakistan.nt" "$work/shipped.nt"

median() { # median GRAPH VIEW FORMAT
  for ((i = 0; i < runs; i++)); do
    { time "$program" draw -q "$work/$1.nt" --view "$2" -o "$work/p.$3" 2>/dev/null; } 2>&1 || exit 1
  done | awk '{ print 1000 * ($1 + $2) }' | sort -n | sed -n "$(((runs + 1) / 2))p"
}

TIMEFORMAT='%U %S'
printf '%-12s %-16s %8s %8s %8s %8s   %s\n' graph view dot svg png pdf 'pixels of the PNG'
for graph in ${GRAPHS:-three zachary star-40 shipped many-300 many-2000}; do
  for view in actors ego recommendations issues balance; do
    printf '%-12s %-16s' "$graph" "$view"
    for format in dot svg png pdf; do
      milliseconds=$(median "$graph" "$view" $format)
      printf ' %8.0f' "$milliseconds"
    done
    echo "   $(od -An -j16 -N8 -tu1 "$work/p.png" | awk '{ print $3 * 256 + $4 " x " $7 * 256 + $8 }')"
  done
done
