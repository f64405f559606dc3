#!/usr/bin/env python3
"""Lays out the JSON files of a pack: one phrase a line, so that a change of a
phrase is a change of one line; other lists and objects in one line where they
fit. layout_json.py [--check] FILE... SPDX-License-Identifier: MIT
"""
import json
import sys

WIDTH = 110
# lists that have a line for each entry, however short
TALL = {"phrases", "headings", "unless", "entries"}


def text(value):
    return json.dumps(value, ensure_ascii=False)


def flat(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{text(k)}: {flat(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flat, value)) + "]"
    return text(value)


def has_tall(value):
    if isinstance(value, dict):
        return any(k in TALL and isinstance(v, list) and len(v) > 1 or has_tall(v) for k, v in value.items())
    return isinstance(value, list) and any(map(has_tall, value))


def tall(value, depth, key=None):
    """`value` as text that starts at `depth` levels of two blanks."""
    room = WIDTH - 2 * depth - (len(text(key)) + 2 if key else 0)
    one = flat(value)
    forced = key in TALL and isinstance(value, list) and len(value) > 1
    if not isinstance(value, (dict, list)) or not value:
        return one
    if len(one) <= room and not forced and not has_tall(value) and depth > 0:
        return one
    inner = "  " * (depth + 1)
    if isinstance(value, dict):
        rows = [f"{inner}{text(k)}: {tall(v, depth + 1, k)}" for k, v in value.items()]
        return "{\n" + ",\n".join(rows) + "\n" + "  " * depth + "}"
    rows = [inner + tall(v, depth + 1) for v in value]
    return "[\n" + ",\n".join(rows) + "\n" + "  " * depth + "]"


def main():
    check = "--check" in sys.argv
    bad = []
    paths = [a for a in sys.argv[1:] if a != "--check"]
    if not paths:
        sys.exit("usage: layout_json.py [--check] FILE...")
    for path in paths:
        with open(path, encoding="utf-8") as file:
            before = file.read()
        after = tall(json.loads(before), 0) + "\n"
        if after != before:
            bad.append(path)
            if not check:
                with open(path, "w", encoding="utf-8") as file:
                    file.write(after)
    if check and bad:
        print("not laid out (tests/tools/layout_json.py):", *bad)
        sys.exit(1)


main()
