#!/usr/bin/env bash
# Run every fuzz target for FUZZ_SECONDS over its seed corpus (tests/fuzz/corpus/NAME). Inputs that are found go into a
# temporary directory, not into the corpus. Ends with one line "N passed, N failed".
# usage: tests/fuzz/run.sh DIRECTORY_OF_TARGETS
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=${FUZZ_SECONDS:-20}
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for target in "$1"/fuzz_*; do
  [ -x "$target" ] && [ -f "$target" ] || continue
  case "$target" in *.d) continue ;; esac
  name=$(basename "$target")
  mkdir -p "$work/$name" "build/fuzz-findings"
  seeds=tests/fuzz/corpus/${name#fuzz_}
  [ -d "$seeds" ] || seeds=
  if LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp" "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
    -artifact_prefix=build/fuzz-findings/"$name"- -print_final_stats=1 "$work/$name" $seeds >"$work/log" 2>&1; then
    echo "$name: $(grep -o 'number_of_executed_units: [0-9]*' "$work/log" | grep -o '[0-9]*') inputs"
    passed=$((passed + 1))
  else
    tail -40 "$work/log"
    echo "$name: FAILED; the input is in build/fuzz-findings"
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
