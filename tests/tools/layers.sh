#!/bin/sh
# Which folder may include which: fails when a file reaches across a layer.
# The table is the one of docs/architecture.md.
set -eu
cd "$(dirname "$0")/../.."
allowed() {
    case $1 in
    base) echo "base foilint.h" ;;
    read) echo "base read foilint.h" ;;
    attach) echo "base read attach foilint.h" ;;
    pack) echo "base read/reader.h pack recognise/phrase.h foilint.h" ;;
    recognise) echo "base read pack/pack.h recognise foilint.h" ;;
    interpret) echo "base read/document.h pack/pack.h recognise interpret foilint.h" ;;
    judge) echo "base read/document.h pack recognise/mentions.h interpret/facts.h judge foilint.h" ;;
    decide) echo "base read/document.h read/reader.h pack recognise/mentions.h interpret/facts.h judge/judge.h decide result.h foilint.h" ;;
    report) echo "base read/document.h pack recognise/mentions.h interpret/facts.h judge/judge.h judge/deadline.h decide/decide.h decide/notice.h report result.h foilint.h" ;;
    annotate) echo "base read/document.h read/reader.h read/trail.h read/worker.h read/poppler.h pack recognise/mentions.h interpret/facts.h judge/judge.h report/finding.h report/report.h report/escape.h decide/notice.h annotate result.h foilint.h" ;;
    cli) echo "foilint.h cli lsp/lsp.h" ;;
    lsp) echo "foilint.h cli lsp" ;;
    esac
}
bad=0
checked=0
for folder in engine/*/; do
    folder=$(basename "$folder")
    ok=$(allowed "$folder")
    for file in engine/$folder/*.[ch]; do
        checked=$((checked + 1))
        for include in $(sed -n 's/^#include "\(.*\)"$/\1/p' "$file"); do
            found=no
            for entry in $ok; do
                case $include in
                "$entry" | "$entry"/*) found=yes ;;
                esac
            done
            [ $found = yes ] || {
                echo "$file: includes $include, which $folder/ may not see"
                bad=$((bad + 1))
            }
        done
    done
done
[ $checked -gt 350 ] || { echo "layers.sh: found only $checked files"; exit 1; }
[ $bad -eq 0 ] && echo "layers: $checked files keep to their layer"
