#!/usr/bin/env bash
# briefgraph push and the bulk files against real triple stores, in the order of tests/stores/*.py that are tests.
# usage: tests/stores/run.sh [--install] [--quads N] [STORE...]
# JOBS=2 runs the matrix of operations beside the other two, whose seconds are then those of a busy machine.
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
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

judge() { # judge TEST ARGUMENT...
  "$PYTHON" -B "tests/stores/$1" "${@:2}" 2>&1 | tee "$work/$1.log"
}

add_up() { # add_up TEST: what it counted
  local counts p f s
  counts=$(grep -oE '[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped' "$work/$1.log" | tail -1)
  read -r p f s < <(sed -E 's/([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped/\1 \2 \3/' <<<"${counts:-0 passed, 1 failed, 0 skipped}")
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

if [ "${JOBS:-1}" -gt 1 ]; then
  (for test in bulk.py answers.py; do judge $test "$@"; done) >"$work/beside" &
  judge matrix.py "$@"
  wait $!
  cat "$work/beside"
else
  for test in matrix.py bulk.py answers.py; do judge $test "$@"; done
fi
for test in matrix.py bulk.py answers.py; do add_up $test; done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
