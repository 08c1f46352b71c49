#!/usr/bin/env bash
# Graph exports at size: processor time of each format for a synthetic graph, medians of three runs.
# usage: tests/bench/graph.sh [QUADS]   (default 5000000: about 200,000 edges)
set -euo pipefail
make --no-print-directory -s build/bench/synthetic build/bench/graph_formats >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build/bench/synthetic "${1:-5000000}" nq >"$work/in.nq" 2>/dev/null
build/bench/graph_formats "$work/in.nq" ontology/briefgraph.ttl ontology/style.ttl "$work" 3
