#!/bin/sh
# The reports in a browser, and SARIF by its own validator. The packages of
# package-lock.json are fetched once.
# usage: run.sh FOILINT
set -eu
FOILINT=$(realpath "$1")
export FOILINT
cd "$(dirname "$0")"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
[ node_modules/.package-lock.json -nt package-lock.json ] ||
    npm ci --no-audit --no-fund --ignore-scripts >"$log" 2>&1 || {
    cat "$log"
    exit 1
}
if ! node --test --test-reporter=tap report.test.mjs sarif.test.mjs >"$log" 2>&1; then
    cat "$log"
    exit 1
fi
awk '/^# (pass|fail|skipped) / { line = line " " $2 " " $3 } END { print "browser:" line }' "$log"
