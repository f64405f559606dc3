#!/usr/bin/env python3
"""Writes the HTML report's style and script as a C file.

    embed_page.py STYLE.css SCRIPT.js OUT.c

With each comes its SHA-256 in base64, by which the page's content security
policy admits it and nothing else. SPDX-License-Identifier: MIT
"""
import base64
import hashlib
import sys

from embed import literal


def entry(name, path):
    with open(path, "rb") as f:
        data = f.read()
    if b"</" in data:
        sys.exit("%s: \"</\" would end its element" % path)
    digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
    return ("const char fl_page_%s[] =\n%s;\n"
            "const char fl_page_%s_sha256[] = \"%s\";\n"
            % (name, literal(data), name, digest))


def main():
    style, script, out = sys.argv[1:]
    with open(out, "w", encoding="ascii") as f:
        f.write("/* Made by tests/tools/embed_page.py; do not edit. */\n"
                '#include "report/html.h"\n\n')
        f.write(entry("style", style))
        f.write(entry("script", script))


if __name__ == "__main__":
    main()
