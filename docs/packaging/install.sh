#!/bin/sh
# Installs what was built, or takes it away again: one list for both.
# usage: install.sh install|uninstall
# Environment: BUILD, and where to: DESTDIR, PREFIX, BINDIR, LIBDIR, INCLUDEDIR,
# DATADIR, MANDIR, DOCDIR (`make install` gives them all).
set -eu
cd "$(dirname "$0")/../.."
job=$1
version=$(sed -n 's/^#define FL_VERSION "\(.*\)"/\1/p' engine/foilint.h)
soname=libfoilint.so.0

put() { # put MODE FILE PLACE
    case $job in
    install) install -D -m "$1" "$2" "$DESTDIR$3" ;;
    uninstall)
        rm -f "$DESTDIR$3"
        leave "$(dirname "$3")"
        ;;
    esac
}
link() { # link TARGET PLACE
    case $job in
    install) ln -sf "$1" "$DESTDIR$2" ;;
    uninstall)
        rm -f "$DESTDIR$2"
        leave "$(dirname "$2")"
        ;;
    esac
}
leave() { # the folder goes when it is empty, and those above it
    folder=$1
    while [ "$folder" != / ] && [ "$folder" != "$PREFIX" ] &&
        [ -d "$DESTDIR$folder" ] && rmdir "$DESTDIR$folder" 2>/dev/null; do
        folder=$(dirname "$folder")
    done
}

# foilint.pc says where all went
[ "$job" = uninstall ] || cat >"$BUILD/foilint.pc" <<END
prefix=$PREFIX
libdir=$LIBDIR
includedir=$INCLUDEDIR

Name: foilint
Description: reads a draft answer against the law of a rule pack
Version: $version
Requires.private: $REQUIRES
Libs: -L\${libdir} -lfoilint
Libs.private: -lm -pthread
Cflags: -I\${includedir}
END

put 755 "$BUILD/foilint" "$BINDIR/foilint"
put 644 engine/foilint.h "$INCLUDEDIR/foilint.h"
put 644 "$BUILD/libfoilint.a" "$LIBDIR/libfoilint.a"
put 644 "$BUILD/libfoilint.so" "$LIBDIR/$soname"
link $soname "$LIBDIR/libfoilint.so"
put 644 "$BUILD/foilint.pc" "$LIBDIR/pkgconfig/foilint.pc"
for page in "$BUILD"/man/*.1; do
    put 644 "$page" "$MANDIR/man1/$(basename "$page")"
done
put 644 "$BUILD/completions/foilint" "$DATADIR/bash-completion/completions/foilint"
put 644 "$BUILD/completions/_foilint" "$DATADIR/zsh/vendor-completions/_foilint"
put 644 "$BUILD/completions/foilint.fish" "$DATADIR/fish/vendor_completions.d/foilint.fish"
for page in README.md LICENSE CONTRIBUTING.md docs/*.md docs/rules/*.md; do
    put 644 "$page" "$DOCDIR/$page"
done
