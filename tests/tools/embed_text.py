#!/usr/bin/env python3
"""Writes a text file as a C string.

    embed_text.py NAME FILE OUT.c

SPDX-License-Identifier: MIT
"""
import sys

from embed import literal


def main():
    name, path, out = sys.argv[1:]
    with open(path, "rb") as f:
        data = f.read()
    with open(out, "w", encoding="ascii") as f:
        f.write("/* Made by tests/tools/embed_text.py; do not edit. */\n"
                "extern const char %s[];\nconst char %s[] =\n%s;\n"
                % (name, name, literal(data)))


if __name__ == "__main__":
    main()
