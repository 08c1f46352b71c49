#!/usr/bin/env bash
# How long the gazetteer takes to load, and to look for names at each word of the treebanks' development sections.
# usage: tests/bench/gazetteer.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
treebank=${BRIEFGRAPH_SHARED:-../shared}/corpora/treebank
build=$(dirname "${BRIEFGRAPH:-build/briefgraph}")
texts=()
for t in "$treebank"/{ewt,gum}-dev.conllu; do
  if [ -f "$t" ]; then texts+=("$t"); else echo "$t is missing: skipped"; fi
done
make --no-print-directory -s BUILD="$build" "$build/bench/gazetteer_time" >/dev/null
"$build/bench/gazetteer_time" "${texts[@]}"
