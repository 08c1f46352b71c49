#!/usr/bin/env bash
# Checking against SHACL shapes, side by side with pySHACL on the same files: the shipped graph and synthetic ones with our
# shapes, and with shapes as others write them. Median seconds of RUNS runs, whole runs, reading included; results of both.
# usage: tests/bench/shacl.sh [RUNS]   (default 3)
#   SIZES="10000 100000"  quads of the synthetic graphs that both check (pySHACL needs minutes from 1000000 on)
#   ALONE="1000000"       quads of those that briefgraph checks alone
set -euo pipefail
cd "$(dirname "$0")/../.."
bg=${BRIEFGRAPH:-build/briefgraph}
runs=${1:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make -s CC="${CC:-cc}" build/bench/synthetic >/dev/null
python=build/bench-venv/bin/python
if [ ! -x $python ]; then
  { python3 -m venv build/bench-venv && build/bench-venv/bin/pip install -q rdflib==7.6.0 pyoxigraph==0.5.13 pyshacl==0.40.1
  } >"$work/log" 2>&1 || { echo "skipped: pySHACL: $(tail -1 "$work/log")"; rm -rf build/bench-venv; python=''; }
fi

median() { # median COMMAND...: seconds and peak MB, into $seconds and $peak; what it said last into $said
  for _ in $(seq "$runs"); do
    /usr/bin/time -f '%e %M' -o "$work/time" "$@" >"$work/said" 2>"$work/err" || true
    tail -1 "$work/time"
  done | sort -n >"$work/times"
  read -r seconds peak < <(awk '{ v[NR] = $0 } END { print v[int((NR + 1) / 2)] }' "$work/times")
  said=$(tail -1 "$work/said")
}

row() { # row NAME SHAPES DATA...: ours, and pySHACL where $both is yes
  local name=$1 shapes=$2
  shift 2
  median "$bg" check --no-ontology --shapes "$shapes" --format csv "$@"
  local ours=$seconds our_peak=$((peak / 1024)) found=$(($(wc -l <"$work/said") - 1))
  if [ "$both" = yes ] && [ -n "$python" ]; then
    median $python tests/bench/shacl_peer.py "$shapes" "$@"
    awk -v n="$name" -v a="$ours" -v m="$our_peak" -v f="$found" -v b="$seconds" -v p="$((peak / 1024))" -v s="$said" 'BEGIN {
      printf "%-36s %8.2f s %6d MB %6d results   pySHACL %8.2f s %6d MB (%s)   %.0f times\n", n, a, m, f, b, p, s, b / a }'
  else
    printf '%-36s %8.2f s %6d MB %6d results\n' "$name" "$ours" "$our_peak" "$found"
  fi
}

grep -v 'bgs:oppositeTies\|bgs:backedByClaim' ontology/shapes.ttl >"$work/shapes.ttl" # pySHACL knows only the standard
both=yes
"$bg" build -q data/us-pakistan -o "$work/brief"
row "the shipped brief, our shapes" "$work/shapes.ttl" "$work/brief/us-pakistan.nt" ontology/briefgraph.ttl
row "the shipped brief, others' shapes" tests/bench/shacl_foreign.ttl "$work/brief/us-pakistan.nt" ontology/briefgraph.ttl
for size in ${SIZES:-10000 100000}; do
  build/bench/synthetic "$size" nt --flaws 50 >"$work/$size.nt" 2>/dev/null
  row "$size triples, our shapes" "$work/shapes.ttl" "$work/$size.nt" ontology/briefgraph.ttl
  row "$size triples, others' shapes" tests/bench/shacl_foreign.ttl "$work/$size.nt" ontology/briefgraph.ttl
done
both=no
for size in ${ALONE:-1000000}; do
  build/bench/synthetic "$size" nt --flaws 50 >"$work/$size.nt" 2>/dev/null
  row "$size triples, our shapes" "$work/shapes.ttl" "$work/$size.nt" ontology/briefgraph.ttl
  row "$size triples, others' shapes" tests/bench/shacl_foreign.ttl "$work/$size.nt" ontology/briefgraph.ttl
done
