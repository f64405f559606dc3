#!/bin/sh
# Speed and memory, as figures to compare on one machine, never as a test.
# usage: bench.sh FOILINT; PARTS="draft letters sizes files" (or some of them)
# says what to measure, and RUN='chrt -f 80' runs it before other work.
set -eu
foilint=$1
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/tests/tools/bench_letters.py" "$work/one" 1 6000 >"$work/size"
draft=$work/one/00000.txt

wanted() {
    case " ${PARTS:-draft letters sizes files} " in *" $1 "*) ;; *) return 1 ;; esac
}

# runs RUNS COMMAND: hyperfine's figures go to $work/h.json
runs() {
    ${RUN:-} hyperfine -N -w 1 -r "$1" -i --export-json "$work/h.json" "$2" >/dev/null 2>&1 || {
        echo "bench: this failed: $2" >&2
        exit 2
    }
}

# figure NAME: "median" or "min", in seconds
figure() {
    python3 -c "import json; print(json.load(open('$work/h.json'))['results'][0]['$1'])"
}

# Of the process, or of the one that it reads the file in, whichever takes more.
peak_memory() {
    python3 -c '
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print("%.1f" % (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))' "$@"
}

# whole NAME TARGET COMMAND...: one line for a run of the whole process
whole() {
    name=$1 target=$2
    shift 2
    runs 40 "$*"
    memory=$(peak_memory "$@")
    python3 -c "
print('%-34s median %6.1f ms, least %6.1f ms, peak %5.1f MB   (%s)'
      % ('$name', $(figure median) * 1000, $(figure min) * 1000, $memory, '$target'))"
}

if wanted draft; then
    echo "== one draft, whole process, default packs"
    whole "text, $(wc -c <"$draft") bytes" "wanted: under 10 ms, 24 MB" \
        "$foilint" check --no-config "$draft"
    "$foilint" check --no-config --exit-zero --timing -q "$draft" 2>&1 >/dev/null | sed "s|^.*: read|   of it: read|"
fi

if wanted files; then
    echo "== files, whole process"
    python=python3 # another than Debian's may stand before it
    "$python" -c 'import docx, openpyxl' 2>/dev/null || python=/usr/bin/python3
    if "$python" "$here/tests/tools/bench_files.py" "$work/files"; then
        for kind in docx odt pdf; do
            target="wanted: under 30 ms"
            [ $kind = pdf ] && target="wanted: under 150 ms"
            [ -f "$work/files/letter.$kind" ] &&
                whole "letter of 20 pages, $kind" "$target" \
                    "$foilint" check --no-config "$work/files/letter.$kind"
        done
        for kind in xlsx ods csv; do
            [ -f "$work/files/sheet.$kind" ] &&
                whole "sheet of 100,000 cells, $kind" "wanted: under 500 ms, 100 MB" \
                    "$foilint" attachments --no-config "$work/files/sheet.$kind"
        done
    else
        echo "left out: the files could not be made (python3-docx, python3-openpyxl)"
    fi
fi

if wanted letters; then
    echo "== 5,000 letters of some 6 KB"
    bytes=$(python3 "$here/tests/tools/bench_letters.py" "$work/letters" 5000 6000)
    one=
    for jobs in 1 2; do
        runs 5 "$foilint check --no-config --jobs $jobs -f quiet $work/letters"
        seconds=$(figure median)
        one=${one:-$seconds}
        python3 -c "
print('jobs $jobs: median %.2f s, %5.1f MB/s, %.2f times as fast as one   (%s)'
      % ($seconds, $bytes / 1e6 / $seconds, $one / $seconds,
         'wanted: 20 MB/s or more' if $jobs == 1 else 'wanted: 1.8 times or more, on two free cores'))"
    done
fi

if wanted sizes; then
    echo "== cost by size   (wanted: the same time for each MB)"
    for kb in 10 100 1000 10000 50000; do
        python3 - "$draft" $kb "$work/big.txt" <<'PY'
import sys
text = open(sys.argv[1], encoding="utf-8").read()
want = int(sys.argv[2]) * 1000
open(sys.argv[3], "w", encoding="utf-8").write((text * (want // len(text.encode()) + 1)).encode()[:want].decode(errors="ignore"))
PY
        if [ $kb -lt 10000 ]; then many=10; else many=2; fi
        runs $many "$foilint check --no-config -f quiet $work/big.txt"
        memory=$(peak_memory "$foilint" check --no-config -f quiet "$work/big.txt")
        python3 -c "
t = $(figure min)
print('%6d kB: least %8.3f s, %6.1f ms/MB, %5.1f MB/s, peak %6.1f MB' % ($kb, t, t * 1e6 / $kb, $kb / 1000 / t, $memory))"
    done
fi
