#!/usr/bin/env bash
# Run all tests that this machine can run: units (cmocka), the command line (bats), outside oracles. Prints what was
# skipped and why, and ends with one line "N passed, N failed, N skipped".
# usage: tests/run.sh BUILD_DIRECTORY
# QUICK=1 leaves out what takes minutes and checks what others make of our output, not what our code does with input: a
# second run, under the sanitizers, can do without.
set -uo pipefail
cd "$(dirname "$0")/.."
build=$1
export BRIEFGRAPH="$PWD/$build/briefgraph"
export BRIEFGRAPH_SHARED=${BRIEFGRAPH_SHARED:-$PWD/../shared}
export PYTHON=${PYTHON:-/usr/bin/python3}
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

add() { # add PASSED FAILED SKIPPED
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

run_unit() {
  "$1" >"$log" 2>&1
  local code=$? p f
  p=$(grep -c '^\[       OK' "$log")
  f=$(grep -c '^\[  FAILED  \] [a-z_0-9]*$' "$log")
  if [ $code -ne 0 ]; then
    cat "$log"
    [ "$f" -gt 0 ] || f=1
  fi
  printf '%-28s %s passed, %s failed\n' "$(basename "$1")" "$p" "$f"
  add "$p" "$f" 0
}

run_bats() {
  local start=$SECONDS
  bats --tap "$1" >"$log" 2>&1
  local code=$? p f s
  s=$(grep -c '^ok .*# skip' "$log")
  p=$(($(grep -c '^ok ' "$log") - s))
  f=$(grep -c '^not ok ' "$log")
  [ $code -eq 0 ] || [ "$f" -gt 0 ] || f=1
  [ "$f" -eq 0 ] || grep -A12 '^not ok' "$log"
  grep '^ok .*# skip' "$log"
  printf '%-28s %s passed, %s failed, %s skipped (%s s)\n' "$(basename "$1")" "$p" "$f" "$s" $((SECONDS - start))
  add "$p" "$f" "$s"
}

# Names with a space on either side.
slow=" accuracy_scorers.py canon_others.py gazetteer.py graph_neo4j.py graph_tools.py jsonld_round_trip.py networkx_measures.py query_random.py page.py lint.sh stores.sh terminal.py "

run_oracle() {
  if [ -n "${QUICK:-}" ] && [[ $slow == *" $(basename "$1") "* ]]; then
    echo "left out: $(basename "$1"), since QUICK is set"
    return
  fi
  local start=$SECONDS
  case "$1" in
    *.py) "$PYTHON" "$1" >"$log" 2>&1 ;;
    *) bash "$1" >"$log" 2>&1 ;;
  esac
  local code=$? counts p f s
  counts=$(grep -oE '[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?' "$log" | tail -1)
  [ -n "$counts" ] || counts="0 passed, 1 failed, 0 skipped"
  read -r p f s < <(sed -E 's/([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?/\1 \2 \4/' <<<"$counts")
  if [ $code -ne 0 ] || [ "$f" -gt 0 ]; then
    [ "$f" -gt 0 ] || f=1
    tail -40 "$log"
  fi
  grep -i 'skipped: ' "$log"
  printf '%-28s %s passed, %s failed, %s skipped (%s s)\n' "$(basename "$1")" "$p" "$f" "${s:-0}" $((SECONDS - start))
  add "$p" "$f" "${s:-0}"
}

echo "== units (cmocka)"
for t in "$build"/tests/test_*; do
  [ -f "$t" ] && [ -x "$t" ] && run_unit "$t"
done
echo "== command line (bats)"
for t in tests/cases/*.bats; do
  [ -f "$t" ] && run_bats "$t"
done
echo "== outside oracles"
for t in tests/oracles/*.py tests/oracles/*.sh; do
  [ -f "$t" ] && [[ "$(basename "$t")" != _* ]] && run_oracle "$t"
done
echo "== the page in a browser"
for t in tests/browser/*.py tests/browser/*.sh; do
  [ -f "$t" ] && [[ "$(basename "$t")" != _* ]] && run_oracle "$t"
done

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
