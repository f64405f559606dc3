#!/bin/sh
# A second pack is only JSON: a by-law of an invented port runs with the same
# binary. usage: toy.sh FOILINT
set -eu
foilint=$1
cd "$(dirname "$0")/.."
"$foilint" test tests/toy/lost-property
got=$("$foilint" check --no-config --exit-zero -q --pack tests/toy/lost-property \
    tests/toy/letters/two-items.txt | sed 's/.*\[\(.*\)\]$/\1/' | sort | tr '\n' ' ')
want='answered-late appeal-missing ground-missing limb-missing '
want=$(for rule in $want; do printf 'lost-property/%s ' "$rule"; done)
want=$(echo "$want" | tr ' ' '\n' | sed '/^$/d' | sort | tr '\n' ' ')
[ "$got" = "$want" ] || {
    echo "toy pack: wanted $want, got $got"
    exit 1
}
echo "toy pack: four findings of another law, as wanted"
