#!/usr/bin/env bash
# Run all tests that this machine can run: units (cmocka), the command line (bats), outside oracles, the page in a browser.
# JOBS at a time (default 2), each one's output in one piece when it has ended, with its seconds and those of the processor.
# Prints what was skipped and why, and ends with one line "N passed, N failed, N skipped".
# usage: tests/run.sh BUILD_DIRECTORY [NAME...]      (only these, by their file names)
# QUICK=1 leaves out what takes minutes and checks what others make of our output, not what our code does with input: a
# second run, under the sanitizers, can do without. WITHOUT="NAME..." leaves out what is run elsewhere.
set -uo pipefail
cd "$(dirname "$0")/.."
build=$1
shift
export BRIEFGRAPH="$PWD/$build/briefgraph"
export BRIEFGRAPH_SHARED=${BRIEFGRAPH_SHARED:-$PWD/../shared}
export PYTHON=${PYTHON:-/usr/bin/python3}
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export PYTHONDONTWRITEBYTECODE=1
# One thread each: with more, the processes of two tests wait for each other.
export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1} OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
jobs=${JOBS:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Each prints what there is to say of one test, and puts "PASSED FAILED SKIPPED" on file descriptor 3.

run_unit() {
  "$1" >"$2" 2>&1
  local code=$? p f
  p=$(grep -c '^\[       OK' "$2")
  f=$(grep -c '^\[  FAILED  \] [a-z_0-9]*$' "$2")
  if [ $code -ne 0 ]; then
    cat "$2"
    [ "$f" -gt 0 ] || f=1
  fi
  echo "$p $f 0" >&3
}

run_bats() {
  bats --tap "$1" >"$2" 2>&1
  local code=$? p f s
  s=$(grep -c '^ok .*# skip' "$2")
  p=$(($(grep -c '^ok ' "$2") - s))
  f=$(grep -c '^not ok ' "$2")
  [ $code -eq 0 ] || [ "$f" -gt 0 ] || f=1
  [ "$f" -eq 0 ] || grep -A12 '^not ok' "$2"
  grep '^ok .*# skip' "$2"
  echo "$p $f $s" >&3
}

run_oracle() {
  case "$1" in
    *.py) "$PYTHON" "$1" >"$2" 2>&1 ;;
    *) bash "$1" >"$2" 2>&1 ;;
  esac
  local code=$? counts p f s
  counts=$(grep -oE '[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?' "$2" | tail -1)
  [ -n "$counts" ] || counts="0 passed, 1 failed, 0 skipped"
  read -r p f s < <(sed -E 's/([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?/\1 \2 \4/' <<<"$counts")
  if [ $code -ne 0 ] || [ "$f" -gt 0 ]; then
    [ "$f" -gt 0 ] || f=1
    tail -40 "$2"
  fi
  grep -i 'skipped: ' "$2"
  echo "$p $f ${s:-0}" >&3
}

run_one() { # run_one FILE NUMBER
  local how=run_oracle p f s start=$SECONDS processor
  case "$1" in
    *.bats) how=run_bats ;;
    "$build"/*) how=run_unit ;;
  esac
  $how "$1" "$work/$2.log" 3>"$work/$2.counts"
  read -r p f s <"$work/$2.counts"
  times >"$work/$2.times"
  processor=$(tail -1 "$work/$2.times" | sed -E 's/([0-9]+)m([0-9]+)\.[0-9]+s ([0-9]+)m([0-9]+)\..*/\1*60+\2+\3*60+\4/')
  printf '%-28s %s passed, %s failed, %s skipped (%s s, %s s of processor)\n' "$(basename "$1")" "$p" "$f" "$s" \
    $((SECONDS - start)) $((processor))
}

# Names with a space on either side.
slow=" accuracy_scorers.py canon_others.py check_pyshacl.py gazetteer.py graph_gephi.py graph_neo4j.py graph_tools.py jsonld_round_trip.py networkx_measures.py query_random.py page.py lint.sh stores.sh terminal.py "
# The longest first, so that none is left to run alone at the end.
first=(stores.sh graph_neo4j.py page.py jsonld_round_trip.py w3c_rdf11.py w3c_rdf12.py check_pyshacl.py query_w3c.py)

wanted=()
add() { # add FILE: unless it is to be left out, or is there already
  local name
  name=$(basename "$1")
  if [ ! -f "$1" ] || [[ $name == _* ]] || [[ " ${wanted[*]-} " == *" $1 "* ]]; then return; fi
  if [ ${#only[@]} -gt 0 ] && [[ " ${only[*]} " != *" $name "* ]]; then return; fi
  if [ -n "${QUICK:-}" ] && [[ $slow == *" $name "* ]]; then
    left_out+=("$name (QUICK is set)")
  elif [[ " ${WITHOUT:-} " == *" $name "* ]]; then
    left_out+=("$name (WITHOUT says so)")
  else
    wanted+=("$1")
  fi
}

only=("$@") left_out=()
for name in "${first[@]}"; do
  for t in tests/{oracles,browser}/"$name"; do [[ " ${left_out[*]-}" == *" $name ("* ]] || add "$t"; done
done
for t in tests/cases/*.bats tests/oracles/*.py tests/oracles/*.sh tests/browser/*.py tests/browser/*.sh; do
  [[ " ${left_out[*]-}" == *" $(basename "$t") ("* ]] || add "$t"
done
for t in "$build"/tests/test_*; do [ ! -x "$t" ] || add "$t"; done
[ ${#left_out[@]} -eq 0 ] || printf 'left out: %s\n' "${left_out[@]}"

number=0 running=0
declare -A log_of
finish() { # wait for one, and show it
  local pid
  wait -n -p pid
  running=$((running - 1))
  cat "${log_of[$pid]}"
}
for t in "${wanted[@]}"; do
  [ $running -lt "$jobs" ] || finish
  number=$((number + 1))
  run_one "$t" $number >"$work/$number.shown" 2>&1 &
  log_of[$!]=$work/$number.shown
  running=$((running + 1))
done
while [ $running -gt 0 ]; do finish; done

# One that left no counts has failed.
for i in $(seq $number); do [ -s "$work/$i.counts" ] || echo "0 1 0" >"$work/$i.counts"; done
read -r passed failed skipped < <(cat "$work"/*.counts 2>/dev/null | awk '{p += $1; f += $2; s += $3} END {print p + 0, f + 0, s + 0}')
echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ $number -gt 0 ]
