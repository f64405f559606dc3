#!/bin/sh
# Speed and memory, as figures to compare on one machine, never as a test.
# usage: bench.sh FOILINT
set -eu
foilint=$1
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/tests/tools/bench_letters.py" "$work/one" 1 6000 >"$work/size"
draft=$work/one/00000.txt

echo "== one draft of $(wc -c <"$draft") bytes, whole process"
hyperfine -N -w 5 -r 60 -i "$foilint check --no-config $draft" 2>/dev/null | grep -E 'Time|Range'
/usr/bin/env python3 - "$foilint" "$draft" <<'PY'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "check", "--no-config", sys.argv[2]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print("peak memory: %.1f MB" % (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))
PY
"$foilint" check --no-config --exit-zero --timing -q "$draft" 2>&1 >/dev/null | sed 's/^/   /'

echo "== 5,000 letters of some 6 KB"
python3 "$here/tests/tools/bench_letters.py" "$work/letters" 5000 6000 >"$work/bytes"
bytes=$(cat "$work/bytes")
for jobs in 1 2; do
    seconds=$(hyperfine -N -w 1 -r 5 -i --export-json "$work/h.json" \
        "$foilint check --no-config --jobs $jobs -f quiet $work/letters" >/dev/null 2>&1
        python3 -c "import json;print(json.load(open('$work/h.json'))['results'][0]['median'])")
    python3 -c "print('jobs $jobs: %.2f s, %.1f MB/s' % ($seconds, $bytes / 1e6 / $seconds))"
done

echo "== cost by size"
for kb in 10 100 1000 10000 50000; do
    python3 - "$draft" $kb "$work/big.txt" <<'PY'
import sys
text = open(sys.argv[1], encoding="utf-8").read()
want = int(sys.argv[2]) * 1000
open(sys.argv[3], "w", encoding="utf-8").write((text * (want // len(text.encode()) + 1)).encode()[:want].decode(errors="ignore"))
PY
    hyperfine -N -r 2 -i --export-json "$work/h.json" "$foilint check --no-config -f quiet $work/big.txt" >/dev/null 2>&1
    python3 -c "import json;t=json.load(open('$work/h.json'))['results'][0]['median'];print('%6d kB: %8.3f s, %.1f MB/s' % ($kb, t, $kb / 1000 / t))"
done
