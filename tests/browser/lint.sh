#!/usr/bin/env bash
# The page's sources and the page itself, by linters that we did not write: eslint, stylelint, html-validate (npm). Skipped
# where npm or its packages cannot be had.
set -uo pipefail
cd "$(dirname "$0")/../.."
tools=build/npm
packages=(eslint@9.39.1 @eslint/js@9.39.1 globals@16.5.0 stylelint@16.26.0 stylelint-config-standard@39.0.1 html-validate@10.4.0)
if ! why=$(/usr/bin/python3 tests/oracles/_install.py npm "${packages[@]}"); then
  echo "skipped: npm, or one of ${packages[*]}, cannot be had: $why"
  echo "lint.sh: 0 passed, 0 failed, 3 skipped"
  exit 0
fi
bin=$PWD/$tools/node_modules/.bin
cp tests/browser/eslint.config.mjs tests/browser/stylelint.json $tools/
passed=0 failed=0
judge() {
  local name=$1
  shift
  if output=$("$@" 2>&1); then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED $name"; echo "$output" | head -40; fi
}
mkdir -p $tools/assets
cp graph/report/assets/* $tools/assets/
judge eslint bash -c "cd $tools && $bin/eslint --max-warnings 0 -c eslint.config.mjs assets"
judge stylelint bash -c "cd $tools && $bin/stylelint --config stylelint.json --max-warnings 0 assets/*.css"
page=$(mktemp --suffix=.html)
"${BRIEFGRAPH:-build/briefgraph}" report -q exports/us-pakistan/us-pakistan.nq --text data/us-pakistan/brief.md -o "$page"
judge html-validate "$bin/html-validate" --config tests/browser/htmlvalidate.json "$page"
rm -f "$page"
echo "lint.sh: $passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
