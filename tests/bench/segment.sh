#!/usr/bin/env bash
# Tokens, words and sentences on the test sections of the treebanks: our rules beside ICU's break iterators (libicu-dev),
# and the speed of ours.
# usage: tests/bench/segment.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
treebank=${BRIEFGRAPH_SHARED:-../shared}/corpora/treebank
build=$(dirname "${BRIEFGRAPH:-build/briefgraph}")
[ -f "$treebank/ewt-test.conllu" ] || { echo "$treebank is missing: skipped"; exit 0; }
pkg-config --exists icu-uc 2>/dev/null || { echo "libicu-dev is missing: skipped"; exit 0; }
make --no-print-directory -s BUILD="$build" "$build/bench/segment_icu" >/dev/null
"$build/bench/segment_icu" "$treebank"/{ewt,gum}-test.conllu
