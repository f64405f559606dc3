#!/bin/sh
# Builds FOLDER/foilint, which needs no library of the machine it runs on. Debian
# has no static cJSON and libzip, and its static libxml2 brings 30 MB of ICU, so
# these three are built from Debian's own sources, fetched and verified by apt.
# Mail and PDF, whose libraries are loaded when they are met, are left out.
# usage: static.sh FOLDER
set -eu
cd "$(dirname "$0")/../.."
mkdir -p "$1"
folder=$(realpath "$1")
log=$folder/build.log
: >"$log"
for tool in cmake dpkg-source; do
    command -v $tool >/dev/null || {
        echo "static: $tool is missing; install cmake and dpkg-dev" >&2
        exit 2
    }
done
say() { echo "static: $*"; }
trouble() {
    tail -20 "$log" >&2
    say "failed; all that was said is in $log" >&2
    exit 1
}

# apt with lists of its own, so that the machine's sources stay as they are
fetching() {
    apt-get -qq -o Dir::Etc::SourceList="$folder/apt/sources.list" -o Dir::Etc::SourceParts="$folder/apt/parts" \
        -o Dir::State::Lists="$folder/apt/lists" -o APT::Sandbox::User="$(id -un)" "$@" >>"$log" 2>&1
}
fetch() { # fetch NAME
    [ -d "$folder/source/$1" ] && return
    if [ ! -e "$folder/apt/fetched" ]; then
        mkdir -p "$folder/apt/lists/partial" "$folder/apt/parts" "$folder/source"
        # the mirror that this machine has its own packages from
        mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Origin: Debian' 'Component: main' | sort -u |
            grep -v -- -security | sed -n '1s/ .*//p')
        [ "$mirror" ] || { say "apt knows no mirror of Debian" >&2; exit 1; }
        echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
            "$mirror $(. /etc/os-release && echo "$VERSION_CODENAME") main" >"$folder/apt/sources.list"
        fetching update || trouble
        touch "$folder/apt/fetched"
    fi
    say "fetching the source of $1"
    (cd "$folder/source" && fetching source --download-only "$1" &&
        dpkg-source -x "$1"_*.dsc "$1" >>"$log" 2>&1) || trouble
}
library() { # library NAME OPTION...
    name=$1
    shift
    [ -e "$folder/$name.done" ] && return
    fetch "$name"
    say "building $name"
    { cmake -S "$folder/source/$name" -B "$folder/source/$name.build" -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_INSTALL_PREFIX="$folder/lib" -DCMAKE_INSTALL_LIBDIR=lib -DBUILD_SHARED_LIBS=OFF \
        -DCMAKE_POSITION_INDEPENDENT_CODE=ON "$@" &&
        cmake --build "$folder/source/$name.build" -j"${JOBS:-$(nproc)}" &&
        cmake --install "$folder/source/$name.build"; } >>"$log" 2>&1 || trouble
    touch "$folder/$name.done"
}

library cjson -DENABLE_CJSON_TEST=OFF -DBUILD_SHARED_AND_STATIC_LIBS=OFF
library libzip -DENABLE_COMMONCRYPTO=OFF -DENABLE_GNUTLS=OFF -DENABLE_MBEDTLS=OFF -DENABLE_OPENSSL=OFF \
    -DENABLE_BZIP2=OFF -DENABLE_LZMA=OFF -DENABLE_ZSTD=OFF -DBUILD_TOOLS=OFF -DBUILD_REGRESS=OFF \
    -DBUILD_EXAMPLES=OFF -DBUILD_DOC=OFF
library libxml2 -DLIBXML2_WITH_ICU=OFF -DLIBXML2_WITH_LZMA=OFF -DLIBXML2_WITH_ZLIB=OFF -DLIBXML2_WITH_PYTHON=OFF \
    -DLIBXML2_WITH_TESTS=OFF -DLIBXML2_WITH_PROGRAMS=OFF -DLIBXML2_WITH_HTTP=OFF -DLIBXML2_WITH_FTP=OFF \
    -DLIBXML2_WITH_MODULES=OFF

# The libraries built here go before the machine's. Position-independent, since
# the image of the packs tells an address from a number by its size.
PKG_CONFIG_PATH=$folder/lib/lib/pkgconfig "${MAKE:-make}" --no-print-directory -j"${JOBS:-$(nproc)}" STATIC=1 BUILD="$1" \
    HAVE_GMIME= HAVE_POPPLER= LDFLAGS=-static-pie "$1/foilint"
strip -o "$1/foilint.stripped" "$1/foilint" && mv "$1/foilint.stripped" "$1/foilint"
say "$1/foilint: $(($(stat -c %s "$1/foilint") / 1024)) KB, works alone when copied"
