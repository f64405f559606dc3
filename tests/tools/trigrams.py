#!/usr/bin/env python3
"""Writes how often three characters follow one another in letters, as a C
table for the choice of rare literals: trigrams.py OUT.c TEXT...

28 classes: 0 the edge of a word, 1 to 26 the letters, 27 any digit. A value is
a count per million characters, one at the least. SPDX-License-Identifier: MIT
"""
import sys

CLASSES = 28
MOST = 65535


def classes_of(text):
    last = 0
    for char in text.lower():
        if "a" <= char <= "z":
            last = ord(char) - ord("a") + 1
        elif "0" <= char <= "9":
            last = 27
        elif last == 0:
            continue  # one edge between two words
        else:
            last = 0
        yield last


def main():
    counts = [0] * CLASSES**3
    total = 1
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            run = [0, *classes_of(file.read()), 0]
        for a, b, c in zip(run, run[1:], run[2:]):
            counts[(a * CLASSES + b) * CLASSES + c] += 1
            total += 1
    values = [max(1, min(MOST, count * 1000000 // total)) for count in counts]
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write("/* Made by tests/tools/trigrams.py from the fixtures. */\n")
        out.write('#include "recognise/literals.h"\n\n')
        out.write("const uint16_t fl_trigrams[28 * 28 * 28] = {\n")
        for i in range(0, len(values), 16):
            out.write("%s,\n" % ",".join(map(str, values[i : i + 16])))
        out.write("};\n")


main()
