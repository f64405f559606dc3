#!/bin/sh
# Scores the program on real letters when a labelled collection lies beside
# the project. usage: corpus.sh FOILINT SHARED
set -eu
foilint=$1
shared=$2
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
report() { # name, letters
    name=$1
    shift
    "$foilint" check --exit-zero --format json "$@" >"$out/$name.json" 2>"$out/said" || {
        cat "$out/said"
        exit 1
    }
}
report seeds "$shared"/seeds/*.txt
report letters "$shared"/corpus/letters/*.txt
report synthetic "$shared"/corpus/synthetic/*.txt
if grep -q '"line": *0[,}]' "$out"/*.json; then
    echo "a place has line 0"
    exit 1
fi
"$shared/tools/score" "$shared/seeds/expected.jsonl" "$out/seeds.json" \
    --min claims=1.0 --min findings=1.0
"$shared/tools/score" "$shared/corpus/gold.jsonl" "$out/letters.json" --regime FOIA \
    --min sections=0.98 --min claims=0.97 --min stances=0.95 --min elements=0.95 --min findings=0.95
"$shared/tools/score" "$shared/corpus/gold.jsonl" "$out/letters.json" --regime EIR,mixed \
    --min sections=0.98 --min claims=0.97 --min stances=0.95 --min elements=0.95 --min findings=0.95
"$shared/tools/mutants" "$shared/corpus/synthetic.jsonl" "$out/synthetic.json" \
    --min-caught 0.95 --min-clean 0.95
