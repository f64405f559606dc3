#!/bin/sh
# The packs that the build has loaded and the same packs loaded now give the
# same report and the same list of rules. usage: image.sh FOILINT
set -eu
foilint=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for packs in "" "--pack rules/foia-2000 --pack rules/eir-2004 --pack rules/disclosure"; do
    name=${packs:+loaded}
    # shellcheck disable=SC2086
    {
        "$foilint" check --no-config --exit-zero --all-outcomes $packs \
            --format json fixtures/letters 2>/dev/null
        "$foilint" facts --no-config $packs fixtures/letters/many-defects.txt
        "$foilint" rules --no-config $packs --format json
        "$foilint" explain --no-config $packs pit-missing >"$out/explained"
        sed 's|([^()]*:[0-9]*)||' "$out/explained"
    } >"$out/${name:-frozen}"
done
cmp "$out/frozen" "$out/loaded"
echo "image: $(wc -c <"$out/frozen") bytes of reports are the same"
