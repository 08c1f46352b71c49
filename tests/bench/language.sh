#!/usr/bin/env bash
# Tags and trees on the test sections of the treebanks, counted as the CoNLL 2018 shared task does, with the speed on one
# core and the memory, beside what others publish for the same treebank's earlier release (gold tokens).
# usage: tests/bench/language.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
treebank=${BRIEFGRAPH_SHARED:-../shared}/corpora/treebank
build=$(dirname "${BRIEFGRAPH:-build/briefgraph}")
[ -f "$treebank/ewt-test.conllu" ] || { echo "$treebank is missing: skipped"; exit 0; }
make --no-print-directory -s BUILD="$build" "$build/train" >/dev/null
measure=()
[ -x /usr/bin/time ] && measure=(/usr/bin/time -f 'memory at most, with both treebanks: %M kB')
"${measure[@]}" "$build/train" eval data/models/english.model "$treebank"/{ewt,gum}-{dev,test}.conllu
cat <<TABLE
published, EWT test, gold tokens (UPOS / UAS / LAS, words a second):
  UDPipe 1.2  94.4 / 84.4 / 81.1   2,300
  LIMA        96.0 / 87.9 / 84.7     250
  UDify       96.3 / 91.1 / 88.5      92
TABLE
