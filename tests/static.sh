#!/bin/sh
# The static command works where there is nothing else: alone in a folder that
# is all it sees, where we may shut it in. usage: static.sh FOILINT
set -eu
foilint=$(realpath "$1")
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp "$foilint" "$scratch/foilint"
cp fixtures/letters/withhold-qualified-without-balance.txt fixtures/formats/*.docx "$scratch"
readelf -l "$scratch/foilint" | grep -q INTERP && {
    echo "static: it asks for a loader"
    exit 1
}
shut=
[ "$(id -u)" = 0 ] && shut="chroot $scratch /foilint"
[ -n "$shut" ] || shut="env -i ./foilint"
cd "$scratch"
said=$($shut check -q --format=json withhold-qualified-without-balance.txt ./*.docx) && code=0 || code=$?
[ $code -eq 1 ] || { echo "static: exit status $code, not 1"; exit 1; }
echo "$said" | grep -q pit-no-balance-conclusion || { echo "static: the finding is missing"; exit 1; }
echo "$said" | grep -q '"status": *"unreadable"' && { echo "static: a draft could not be read"; exit 1; }
echo "static: works alone, on text and DOCX"
