#!/usr/bin/env bash
# push and bulk files against the triple stores that are installed (make test-stores installs them all, and pushes more).
exec "$(dirname "$0")/../stores/run.sh" --quads 20000
