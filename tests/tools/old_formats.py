#!/usr/bin/env python3
"""Old formats: old_formats.py FOILINT

Each file of fixtures/old/ is refused with what to do, and with --convert gives
the rule named here at the place named here; where the program that converts
isn't installed, the message says so. How that program is called, and in what
surroundings, is seen by one of our own. SPDX-License-Identifier: MIT
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

FOILINT = os.path.abspath(sys.argv[1])
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
OLD, GOOD = "fixtures/old", "fixtures/attachments/clean-figures.csv"
HIDDEN, MORE = "hidden-sheet-row-column", "external-links-queries-names"
EXPECTED = {  # file: (rule, words of its place, path behind the file's own)
    "clean-book.xls": None,
    "has-hidden-sheet.xls": (HIDDEN, 'sheet "Staff", A1:C3', ""),
    "has-hidden-rows.xls": (HIDDEN, 'sheet "Figures", rows 6 to 8', ""),
    "has-hidden-column.xls": (HIDDEN, 'sheet "Figures", column D', ""),
    "has-filtered-rows.xls": (HIDDEN, 'sheet "Figures", rows 2 to 3', ""),
    "has-comment.xls": (MORE, 'sheet "Figures", B3', ""),
    "has-macro.xls": (MORE, "the file before it was converted", ""),
    "has-pivot-cache.xls": ("pivot-cache-present", 'pivot table of sheet "Patients"', ""),
    "message.msg": (HIDDEN, 'sheet "Staff", A1:C3', "/figures.xlsx"),
}
PROGRAMS = {".xls": ("soffice", "LibreOffice"), ".msg": ("msgconvert", "msgconvert")}
bad = 0


def fail(*words):
    global bad
    bad += 1
    print("old formats:", *words)


def run(*words, path=None):
    """Exit status, the documents by path, standard error; the directory for
    temporary files has to be empty afterwards."""
    with tempfile.TemporaryDirectory() as scratch:
        env = dict(os.environ, TMPDIR=scratch, PATH=path or os.environ["PATH"])
        done = subprocess.run([FOILINT, *words], capture_output=True, text=True, timeout=300, env=env)
        if os.listdir(scratch):
            fail(words, "leaves", os.listdir(scratch))
    documents = json.loads(done.stdout)["documents"] if "--format=json" in words else []
    return done.returncode, {d["path"]: d for d in documents}, done.stderr


def look(*words, path=None):
    return run("attachments", "--no-config", "--format=json", *words, path=path)


def check_refusals():
    for name in EXPECTED:
        file = f"{OLD}/{name}"
        code, documents, err = look(file, GOOD)
        if code != 2 or "--convert" not in err or documents[GOOD]["status"] != "ok":
            fail(name, "is not refused as it should be: exit", code, err)
        for command in (["check"], ["attachments"]):
            code, documents, err = run(*command, "--no-config", "--format=json", "--convert", file, GOOD, path="/nowhere")
            if code != 2 or "isn't installed" not in err or documents[GOOD]["status"] != "ok":
                fail(name, "without the program that converts: exit", code, err)


def check_conversions():
    done = 0
    for name, expected in EXPECTED.items():
        file = f"{OLD}/{name}"
        program, _ = PROGRAMS[name[-4:]]
        if not shutil.which(program):
            continue
        done += 1
        code, documents, err = look("--convert", file)
        found = [(f["rule"], f["location"].get("where", ""), d["path"]) for d in documents.values() for f in d["findings"]]
        if expected is None:
            if code != 0 or found:
                fail(name, "is clean, but gives", found, "exit", code, err)
        elif code == 2 or not any(r == expected[0] and w.startswith(expected[1]) and p == file + expected[2]
                                  for r, w, p in found):
            fail(name, "lacks", expected, "; it has", found, "exit", code, err)
        digest = subprocess.run(["sha256sum", file], capture_output=True, text=True, check=True).stdout.split()[0]
        if documents[file]["sha256"] != digest:
            fail(name, "has the digest of what was made of it")
    return done


def program(folder, name, script):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write("#!/bin/sh\n" + script)
    os.chmod(path, 0o755)


def check_surroundings():
    """With a LibreOffice and a msgconvert of our own."""
    book = os.path.abspath("fixtures/attachments/has-hidden-sheet.xlsx")
    file = f"{OLD}/clean-book.xls"
    with tempfile.TemporaryDirectory() as folder:
        path, seen = f"{folder}:{os.environ['PATH']}", f"{folder}/seen"
        # the last words are: --convert-to xlsx --outdir DIR FILE
        program(folder, "soffice", f'''for word; do last=$word; done
{{ ls -l "$last"; cat "$last" | sha256sum; ulimit -t; ulimit -f; ulimit -v; ulimit -c; tail -n +3 /proc/net/dev; }} >{seen}
cp {book} "${{last%.xls}}.xlsx"
''')
        code, documents, err = look("--convert", file, path=path)
        rules = [f["rule"] for f in documents[file]["findings"]]
        if code != 1 or HIDDEN not in rules:
            fail("what was made of a file is not what is looked into:", code, rules, err)
        with open(seen, encoding="utf-8") as f:
            lines = f.read().splitlines()
        if "-rw" not in lines[0] or "unlimited" in lines[2:5] or lines[5] != "0":
            fail("the program that converts is not bounded:", lines)
        others = [line for line in lines[6:] if not line.strip().startswith("lo:")]
        if others and can_leave_network():
            fail("the program that converts has a network:", others)

        program(folder, "soffice", "exit 0\n")  # as when no part of it reads the file
        code, documents, err = look("--convert", file, GOOD, path=path)
        if code != 2 or "could not convert it" not in err or documents[GOOD]["status"] != "ok":
            fail("no file was made, and that goes unsaid:", code, err)

        for date, said in (("date -R", "not said"), ("echo Mon, 3 Mar 2025 09:00:00 +0000", "2025-03-03")):
            program(folder, "msgconvert", f'''printf 'MIME-Version: 1.0\\nDate: %s\\nSubject: x\\n\\n' "$({date})" >"$2"
printf 'Dear Ms Bell,\\n\\nWe hold the figures that you asked for.\\n' >>"$2"
''')
            done = subprocess.run([FOILINT, "facts", "--no-config", "--convert", f"{OLD}/message.msg"],
                                  capture_output=True, text=True, env=dict(os.environ, PATH=path), check=False)
            if f"response   {said}" not in done.stdout:
                fail("a message dated by", date, "gives", done.stdout[:200], done.stderr)


def can_leave_network():
    return any(subprocess.run(["unshare", *words, "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
               for words in (["-n"], ["-U", "-n"]))


check_refusals()
count = check_conversions()
check_surroundings()
missing = [name for program, name in PROGRAMS.values() if not shutil.which(program)]
print(f"old formats: {len(EXPECTED)} files are refused, {count} converted"
      + (f"; not installed: {', '.join(missing)}" if missing else "") + f", {bad} failures")
sys.exit(bad > 0)
