#!/usr/bin/env python3
"""Writes the packs under a directory as a C file: embed.py RULES OUT.c

The table's form is that of engine/pack/state.h. Each file is embedded as it
stands; each pack's digest is computed as engine/pack/digest.c does, so that
loading need not. SPDX-License-Identifier: MIT
"""
import hashlib
import json
import os
import sys

DEFAULTS = ["foia-2000", "eir-2004"]


def literal(data):
    """C string literals, one a source line; octal escapes cannot run on."""
    out, line = [], ""
    for byte in data:
        char = chr(byte)
        if char == "\n":
            line += "\\n"
        elif char in '"\\?':
            line += "\\" + char
        elif 32 <= byte < 127:
            line += char
        else:
            line += "\\%03o" % byte
        if char == "\n" or len(line) > 400:
            out.append('    "%s"' % line)
            line = ""
    out.append('    "%s"' % line)
    return "\n".join(out)


def digest(folder):
    """SHA-256 as fl_pack_digest(); None when pack.json names missing files."""
    try:
        with open(os.path.join(folder, "pack.json"), "rb") as f:
            names = ["pack.json"] + json.load(f)["files"]
        sha = hashlib.sha256()
        for name in sorted(names, key=lambda n: n.encode()):
            with open(os.path.join(folder, name), "rb") as f:
                data = f.read()
            sha.update(name.encode() + b"\0%d\0" % len(data) + data)
        return sha.hexdigest()
    except (OSError, ValueError, KeyError, TypeError):
        return None


def main():
    root, out = sys.argv[1], sys.argv[2]
    paths = []
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith((".json", ".txt")):
                path = os.path.join(folder, name)
                paths.append(os.path.relpath(path, root).replace(os.sep, "/"))
    paths.sort()
    text = ['/* Made by tests/tools/embed.py; do not edit. */',
            '#include "pack/state.h"', '']
    rows = []
    for i, path in enumerate(paths):
        with open(os.path.join(root, path), "rb") as f:
            data = f.read()
        text.append("static const char file_%d[] =\n%s;" % (i, literal(data)))
        rows.append('    { "%s", file_%d, %d },' % (path, i, len(data)))
    text += ["", "const fl_embedded_file fl_embedded_files[] = {"] + rows
    text += ["    { 0, 0, 0 }", "};",
             "const fl_embedded_digest fl_embedded_digests[] = {"]
    for pack in sorted({p.split("/")[0] for p in paths if "/" in p}):
        sha = digest(os.path.join(root, pack))
        if sha:
            text.append('    { "%s", "%s" },' % (pack, sha))
    text += ["    { 0, 0 }", "};",
             "const char *const fl_embedded_defaults[] = { %s, 0 };"
             % ", ".join('"%s"' % d for d in DEFAULTS), ""]
    with open(out, "w", encoding="ascii") as f:
        f.write("\n".join(text))


if __name__ == "__main__":
    main()
