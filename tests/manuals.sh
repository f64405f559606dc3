#!/bin/sh
# The manual pages are without fault for mandoc and for groff, and tell of
# every option. usage: manuals.sh FOILINT FOLDER
set -eu
foilint=$1
folder=$2
bad=0
mandoc -T lint -W style "$folder"/*.1 || bad=1
for page in "$folder"/*.1; do
    said=$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    [ -z "$said" ] || {
        echo "$page: $said"
        bad=1
    }
done
count=0
for command in "" $("$foilint" help --format=json |
    python3 -c "import json, sys; print(*(c['name'] for c in json.load(sys.stdin)['commands']))"); do
    page=$folder/foilint${command:+-$command}.1
    text=$(MANWIDTH=80 mandoc -T ascii "$page" | sed 's/.\x08//g')
    for option in $("$foilint" help --format=json | python3 -c "
import json, sys
told = json.load(sys.stdin)
every = len(told['commands'])
print(*(o['name'] for o in told['options']
        if ('$command' in o['commands'] if '$command' else len(o['commands']) == every)))"); do
        echo "$text" | grep -q -- "--$option\b" || {
            echo "$page: says nothing of --$option"
            bad=1
        }
        count=$((count + 1))
    done
done
[ $count -gt 200 ] || { echo "manuals: only $count options seen"; bad=1; }
[ $bad -eq 0 ] && echo "manual pages: no warning, $count options told"
