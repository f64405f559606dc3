#!/bin/sh
# `make install` puts everything where it belongs, a stranger's program builds
# against it, and `make uninstall` leaves nothing. usage: install.sh
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
root=$scratch/root
fail() {
    echo "install: $*"
    exit 1
}
# a folder with what others have put there stays
mkdir -p "$root/opt/foi/lib"
echo other >"$root/opt/foi/lib/other"
make -s EXTRA=-Werror install DESTDIR="$root" PREFIX=/opt/foi
for file in bin/foilint include/foilint.h lib/libfoilint.a lib/libfoilint.so.0 \
    lib/libfoilint.so lib/pkgconfig/foilint.pc share/man/man1/foilint.1 \
    share/man/man1/foilint-check.1 share/bash-completion/completions/foilint \
    share/zsh/vendor-completions/_foilint \
    share/fish/vendor_completions.d/foilint.fish share/doc/foilint/LICENSE \
    share/doc/foilint/README.md share/doc/foilint/docs/adding.md \
    share/doc/foilint/docs/rules/index.md; do
    [ -s "$root/opt/foi/$file" ] || fail "$file is missing"
done
[ "$(readlink "$root/opt/foi/lib/libfoilint.so")" = libfoilint.so.0 ] || fail "the link of the library"
[ -x "$root/opt/foi/bin/foilint" ] || fail "the command cannot be run"
[ -x "$root/opt/foi/include/foilint.h" ] && fail "the header can be run"
commands=$("$root/opt/foi/bin/foilint" help --format=json |
    python3 -c "import json, sys; print(*(c['name'] for c in json.load(sys.stdin)['commands']))")
for command in $commands; do
    [ -s "$root/opt/foi/share/man/man1/foilint-$command.1" ] || fail "no manual page of $command"
done

cat >"$scratch/client.c" <<'END'
#include <foilint.h>
#include <stdio.h>
static void emit(void *data, const fl_problem *p) { (void)data; puts(p->text); }
int main(void)
{
    static char bytes[65536];
    size_t size = fread(bytes, 1, sizeof(bytes), stdin);
    const fl_sink sink = { emit, NULL };
    fl_packs *packs;
    fl_scanner *scanner;
    const fl_result *result;
    if (fl_packs_load(&packs, &(fl_load_options){ 0 }, &sink) != FL_OK ||
        fl_scanner_new(&scanner, packs) != FL_OK ||
        fl_scan(scanner, &(fl_input){ .path = "a.txt", .bytes = bytes, .size = size },
                &(fl_scan_options){ 0 }, &result, &sink) != FL_OK)
        return 1;
    printf("%zu\n", fl_result_finding_count(result));
    fl_scanner_free(scanner);
    fl_packs_free(packs);
}
END
letter=fixtures/letters/withhold-qualified-without-balance.txt
want=$(build/foilint check --no-config --exit-zero -q $letter | wc -l)
[ "$want" -gt 0 ] || fail "the letter has no findings to count"
# the library of the folder, its dependencies of the machine
pc() {
    PKG_CONFIG_PATH="$root/opt/foi/lib/pkgconfig" pkg-config --define-variable=prefix="$root/opt/foi" \
        --define-variable=libdir="$root/opt/foi/lib" --define-variable=includedir="$root/opt/foi/include" "$@" foilint
}
[ "$(pc --modversion)" = "$("$root/opt/foi/bin/foilint" --version | sed -n '1s/foilint //p')" ] || fail "the version"
# shellcheck disable=SC2046
${CC:-gcc} -Wall -Werror "$scratch/client.c" $(pc --cflags --libs) -o "$scratch/shared"
# shellcheck disable=SC2046
${CC:-gcc} -Wall -Werror "$scratch/client.c" $(pc --cflags) "$root/opt/foi/lib/libfoilint.a" \
    $(pc --static --libs | sed 's/-lfoilint//') -o "$scratch/static"
got=$(LD_LIBRARY_PATH="$root/opt/foi/lib" "$scratch/shared" <$letter)
[ "$got" = "$want" ] || fail "with the shared library $got findings, not $want"
got=$("$scratch/static" <$letter)
[ "$got" = "$want" ] || fail "with the static library $got findings, not $want"
readelf -d "$scratch/shared" | grep -q 'NEEDED.*libfoilint\.so\.0' || fail "the shared library is not the one used"
readelf -d "$scratch/static" | grep -q 'NEEDED.*libfoilint' && fail "the static library is not the one used"

make -s EXTRA=-Werror uninstall DESTDIR="$root" PREFIX=/opt/foi
left=$(find "$root" ! -type d | sed "s|$root||")
[ "$left" = /opt/foi/lib/other ] || fail "uninstall left or took: $left"
left=$(find "$root" -type d -empty)
[ -z "$left" ] || fail "uninstall left empty folders: $left"
echo "install: every file in its place, two clients found $want findings, nothing left"
