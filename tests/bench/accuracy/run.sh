#!/usr/bin/env bash
# The accuracy report: what the program finds in texts that we did not write, beside what people marked in them. See report.py.
set -euo pipefail
exec "${PYTHON:-/usr/bin/python3}" "$(dirname "$0")/report.py" "$@"
