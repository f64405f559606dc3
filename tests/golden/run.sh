#!/bin/sh
# Golden tests over the real binary. Each tests/golden/cases/NAME.cmd is a shell
# command in which foilint stands for the program; NAME.expect holds its
# standard output, standard error and exit code. UPDATE=1 rewrites them.
# usage: run.sh FOILINT
set -u
foilint=$(realpath "$1")
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset FOILINT_CONFIG FOILINT_PACKS SOURCE_DATE_EPOCH
export SCRATCH="$scratch" NO_COLOR=1 LC_ALL=C XDG_CONFIG_HOME="$scratch"
passed=0
failed=0
for cmd in tests/golden/cases/*.cmd; do
    [ -e "$cmd" ] || continue
    expect=${cmd%.cmd}.expect
    rm -rf "$scratch" && mkdir "$scratch"
    (
        foilint() { "$foilint" "$@"; }
        . "./$cmd"
    ) >"$scratch.out" 2>"$scratch.err"
    code=$?
    {
        cat "$scratch.out"
        echo "--- standard error"
        sed "s|$scratch|SCRATCH|g" "$scratch.err"
        echo "--- exit code $code"
    } >"$scratch.got"
    if [ "${UPDATE:-}" ]; then
        cp "$scratch.got" "$expect"
    elif cmp -s "$scratch.got" "$expect"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "golden: $cmd differs"
        diff "$expect" "$scratch.got" | head -20
    fi
done
rm -f "$scratch.out" "$scratch.err" "$scratch.got"
[ "${UPDATE:-}" ] && exit 0
[ $((passed + failed)) -gt 0 ] || {
    echo "golden: no cases found"
    exit 1
}
echo "golden: $passed passed, $failed failed"
[ $failed -eq 0 ]
