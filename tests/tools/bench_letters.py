#!/usr/bin/env python3
"""Makes letters of the usual length for the bench, from the fixtures: the
frame of one letter around the bodies of as many as it takes.
bench_letters.py OUT COUNT BYTES; prints the bytes written. SPDX-License-Identifier: MIT
"""
import re
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[2] / "fixtures"


def parts(path):
    """What stands before, in and after the body of a letter."""
    text = path.read_text(encoding="utf-8")
    start = re.search(r"^dear .*$", text, re.I | re.M)
    end = re.search(r"^(yours|kind regards|regards|with kind)", text, re.I | re.M)
    if not start or not end or end.start() < start.end():
        return "", text, ""
    return text[: start.end()], text[start.end() : end.start()], text[end.start() :]


def main():
    out, count, size = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    files = [f for f in sorted(HOME.glob("letters/*.txt")) + sorted(HOME.glob("collection/F*.txt"))]
    letters = [parts(f) for f in files]
    total = 0
    out.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        head, body, tail = letters[i % len(letters)]
        step = i // len(letters) * 2 + 1
        at = i
        while len(head) + len(body) + len(tail) < size:
            at += step
            body += "\n" + letters[at % len(letters)][1]
        data = (head + body + tail).encode()
        (out / f"{i:05}.txt").write_bytes(data)
        total += len(data)
    print(total)


main()
