#!/bin/sh
# Each header compiles alone, first and twice; each public prototype has a
# comment right above it or stands in a commented group.
set -eu
cd "$(dirname "$0")/../.."
flags="-std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -Iengine"
flags="$flags $(pkg-config --cflags libcjson libpcre2-8 libutf8proc libzip libxml-2.0)"
# poppler's own headers may be missing, as may its reader
flags="$flags $(pkg-config --cflags poppler-glib 2>/dev/null || true)"
count=0
for header in engine/*.h engine/*/*.h; do
    [ "$header" != engine/read/poppler.h ] || pkg-config --exists poppler-glib || continue
    # shellcheck disable=SC2086
    printf '#include "%s"\n#include "%s"\nextern int x;\n' \
        "${header#engine/}" "${header#engine/}" |
        ${CC:-gcc} $flags -x c -fsyntax-only - || {
        echo "$header does not stand alone"
        exit 1
    }
    count=$((count + 1))
done
[ "$count" -gt 100 ] || { echo "headers.sh: found only $count headers"; exit 1; }
awk '
    /^FL_API/ && !doc && !group { print FILENAME ":" FNR ": no comment: " $0; bad = 1 }
    { doc = 0 }
    /\*\/ *$/ { doc = 1; group = 1 }
    /^$/ { group = 0 }
    END { exit bad }' engine/foilint.h
echo "headers: $count stand alone, the public one is documented"
