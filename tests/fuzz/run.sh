#!/usr/bin/env bash
# Run every fuzz target for FUZZ_SECONDS over its seed corpus (tests/fuzz/corpus/NAME), JOBS at a time (default 2). Inputs that
# are found go into a temporary directory, not into the corpus. Ends with one line "N passed, N failed".
# usage: tests/fuzz/run.sh DIRECTORY_OF_TARGETS
set -uo pipefail
cd "$(dirname "$0")/../.."
export FUZZ_SECONDS=${FUZZ_SECONDS:-20}
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp"
work=$(mktemp -d)
export work
trap 'rm -rf "$work"' EXIT
mkdir -p build/fuzz-findings

run_target() {
  local name seeds
  name=$(basename "$1")
  seeds=tests/fuzz/corpus/${name#fuzz_}
  [ -d "$seeds" ] || seeds=
  mkdir "$work/$name"
  if "$1" -max_total_time="$FUZZ_SECONDS" -timeout=20 -rss_limit_mb=4096 -artifact_prefix=build/fuzz-findings/"$name"- \
    -print_final_stats=1 "$work/$name" $seeds >"$work/$name.log" 2>&1; then
    echo "$name: $(grep -o 'number_of_executed_units: [0-9]*' "$work/$name.log" | grep -o '[0-9]*') inputs"
    touch "$work/$name.passed"
  else
    printf '%s\n' "$(tail -40 "$work/$name.log")" "$name: FAILED; the input is in build/fuzz-findings"
  fi
}
export -f run_target

targets=()
for target in "$1"/fuzz_*; do
  if [ -x "$target" ] && [ -f "$target" ] && [[ $target != *.d ]]; then targets+=("$target"); fi
done
printf '%s\n' "${targets[@]}" | xargs -P "${JOBS:-2}" -I TARGET bash -c 'run_target TARGET'
passed=$(find "$work" -maxdepth 1 -name '*.passed' | wc -l)
echo "$passed passed, $((${#targets[@]} - passed)) failed"
[ ${#targets[@]} -gt 0 ] && [ "$passed" -eq ${#targets[@]} ]
