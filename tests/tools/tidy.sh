#!/bin/sh
# clang-tidy over the files given, with the flags of the build. Its counts of
# warnings that are not asked for are left out.
set -eu
[ $# -gt 0 ]
system=$(pkg-config --cflags libcjson libpcre2-8 libutf8proc libzip libxml-2.0 gmime-3.0 poppler-glib)
said=$(mktemp)
trap 'rm -f "$said"' EXIT
# shellcheck disable=SC2086
clang-tidy-14 --quiet "$@" -- -std=c11 -D_GNU_SOURCE -Iengine -DFL_HAVE_GMIME -DFL_HAVE_POPPLER \
    '-DFL_ZIP_LIBRARY="libzip.so"' '-DFL_XML_LIBRARY="libxml2.so"' \
    $(echo "$system" | sed "s/-I/-isystem /g") 2>"$said" && code=0 || code=$?
sed '/^[0-9]* warnings\? generated\.$/d' "$said" >&2
exit $code
