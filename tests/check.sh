#!/bin/sh
# Runs every test, one stage after the other, and says in the end how many
# stages passed. A stage that fails does not stop the others.
set -u
cd "$(dirname "$0")/.."
jobs=$(nproc)
passed=0
failed=0
names=
law_packs='rules/uk-access rules/foia-2000 rules/eir-2004 rules/disclosure'
# a Python that has Debian's jsonschema, whatever else is first in the path
python=python3
for candidate in python3 /usr/bin/python3; do
    if "$candidate" -c 'import jsonschema, lxml' 2>/dev/null; then
        python=$candidate
        break
    fi
done
stage() {
    name=$1
    shift
    echo "== $name"
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        names="$names $name"
    fi
}
quiet_make() {
    make -s -j"$jobs" "$@"
}
no_debris() { # nothing in the tree may be out of format
    clang-format-14 --dry-run -Werror $(find engine tests -name '*.[ch]')
}
tidy() {
    find engine -name '*.c' | LC_ALL=C sort |
        xargs -P "$jobs" -n 8 tests/tools/tidy.sh
}
manuals() {
    quiet_make EXTRA=-Werror manuals && tests/manuals.sh build/foilint build/man
}
site() { # strict: a link that leads nowhere is an error
    quiet_make EXTRA=-Werror site
}
sanitized() {
    san='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'
    export ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=1
    quiet_make BUILD=build/asan IMAGE= OPT='-O1 -g' HARDEN= \
        EXTRA="$san -DFL_ARENA_DEBUG -Werror" all unit &&
        tests/golden/run.sh build/asan/foilint &&
        build/asan/foilint test $law_packs >/dev/null &&
        tests/two_laws.sh build/asan/foilint &&
        python3 tests/lsp.py build/asan/foilint
}

stage "build with gcc" quiet_make EXTRA=-Werror all
stage "unit tests" quiet_make EXTRA=-Werror unit
stage "golden tests" tests/golden/run.sh build/foilint
stage "letters in every format" python3 tests/tools/formats.py build/foilint
stage "files that mean harm" python3 tests/tools/hostile.py build/foilint
stage "attachments" python3 tests/attachments.py build/foilint
stage "old formats" python3 tests/tools/old_formats.py build/foilint
stage "comments in copies" "$python" tests/tools/annotate.py build/foilint
stage "rule examples" build/foilint test $law_packs rules/police fixtures/overlays/canal-house
stage "two laws" tests/two_laws.sh build/foilint
stage "image of the packs" tests/image.sh build/foilint
stage "toy pack of another law" tests/toy.sh build/foilint
stage "schemas and broken packs" "$python" tests/tools/schemas.py build/foilint
stage "layout of packs" python3 tests/tools/layout_json.py --check $(find rules tests/toy -name "*.json")
stage "calendar of the packs" python3 tests/tools/bank_holidays.py --check
stage "iCalendar" python3 tests/tools/ics.py build/foilint
stage "generated pages" python3 tests/tools/rule_pages.py build/foilint
stage "manual pages" manuals
stage "completions" python3 tests/completions.py build/foilint build/completions
stage "installation" tests/install.sh
stage "site" site
stage "documented examples" python3 tests/tools/doc_examples.py build/foilint
stage "git hooks" tests/hooks.sh build/foilint
stage "skeletons and templates" python3 tests/scaffold.py build/foilint
stage "language server" python3 tests/lsp.py build/foilint
stage "language server in Neovim" tests/neovim/run.sh build/foilint
stage "report formats" "$python" tests/formats.py build/foilint
stage "reports in a browser" tests/browser/run.sh build/foilint
stage "single sentences" python3 tests/tools/phrases.py build/foilint
stage "labelled letters" python3 tests/tools/letters.py build/foilint
stage "engine words" tests/tools/engine_words.sh
stage "layers" tests/tools/layers.sh
stage "headers" tests/tools/headers.sh
stage "build with clang" quiet_make BUILD=build/clang CC=clang-14 EXTRA=-Werror all
stage "sanitizers" sanitized
stage "clang-format" no_debris
stage "clang-tidy" tidy
if [ -f ../shared/corpus/gold.jsonl ]; then
    stage "real letters" tests/corpus.sh build/foilint ../shared
    stage "letters left out" python3 tests/tools/leave_out.py build/foilint ../shared
fi
[ -z "$names" ] || echo "failed:$names"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
