#!/bin/sh
# clang-tidy over the files given, with the flags of the build.
set -eu
[ $# -gt 0 ]
exec clang-tidy-14 --quiet "$@" -- -std=c11 -D_GNU_SOURCE -Iengine \
    -DFL_HAVE_GMIME -DFL_HAVE_POPPLER \
    $(pkg-config --cflags libcjson libpcre2-8 libutf8proc libzip libxml-2.0) \
    $(pkg-config --cflags gmime-3.0 poppler-glib | sed "s/-I/-isystem /g")
