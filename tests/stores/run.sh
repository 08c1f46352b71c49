#!/usr/bin/env bash
# briefgraph push and the bulk files against real triple stores, in the order of tests/stores/*.py that are tests.
# usage: tests/stores/run.sh [--install] [--quads N] [STORE...]
# --install fetches what is missing (Debian's packages, PyPI, Maven Central); without it, runs what is there.
# Ends with one line "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.."
export BRIEFGRAPH=${BRIEFGRAPH:-$PWD/build/briefgraph}
export PYTHON=${PYTHON:-/usr/bin/python3}
if [ "${1:-}" = --install ]; then
  shift
  .ci/packages stores || echo "skipped: some of Debian's packages could not be installed"
  "$PYTHON" tests/stores/stores.py install
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0 skipped=0
for test in matrix.py bulk.py answers.py; do
  "$PYTHON" "tests/stores/$test" "$@" 2>&1 | tee "$log"
  counts=$(grep -oE '[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped' "$log" | tail -1)
  read -r p f s < <(sed -E 's/([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped/\1 \2 \3/' <<<"${counts:-0 passed, 1 failed, 0 skipped}")
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
