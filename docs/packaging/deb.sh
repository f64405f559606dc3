#!/bin/sh
# Builds the Debian packages from what git has of this tree, changes that are
# not committed included. usage: deb.sh FOLDER
set -eu
cd "$(dirname "$0")/../.."
folder=$1
version=$(sed -n 's/^#define FL_VERSION "\(.*\)"/\1/p' engine/foilint.h)
released=$(dpkg-parsechangelog -l docs/packaging/debian/changelog -S Version)
[ "$version" = "$released" ] || {
    echo "deb: engine/foilint.h says $version, docs/packaging/debian/changelog $released" >&2
    exit 1
}
source=$folder/foilint-$version
rm -rf "$folder"
mkdir -p "$source"
git ls-files -co --exclude-standard | while IFS= read -r file; do
    [ ! -e "$file" ] && [ ! -L "$file" ] || printf '%s\0' "$file"
done | xargs -0 cp -dp --parents -t "$source"
cp -r docs/packaging/debian "$source/debian"
log=$(realpath "$folder")/build.log
echo "building the packages; what it says is in $folder/build.log"
(cd "$source" && dpkg-buildpackage -us -uc -b -j"${JOBS:-$(nproc)}") >"$log" 2>&1 || {
    tail -30 "$log" >&2
    exit 1
}
ls "$folder"/*.deb
