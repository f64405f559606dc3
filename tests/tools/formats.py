#!/usr/bin/env python3
"""Each letter of fixtures/formats/letters/ in each format gives the same facts and the same
findings as its text. Where the words stand is checked by test_read_places.c.
usage: formats.py FOILINT"""
import glob, json, os, subprocess, sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
FOILINT = os.path.abspath(sys.argv[1])
EXTENSIONS = ["docx", "odt", "pdf", "html", "eml"]
# What belongs to a file and not to the letter, or depends on the format.
APART = {"at", "ask", "answers", "marks", "attachments", "location", "expected_in", "fingerprint", "label"}
# A mail knows what is attached to it and to whom it goes, a letter in another format does not.
MAIL_ALONE = ("attachment-missing", "recipients-exposed")


def documents(paths):
    """The report's documents by path."""
    run = subprocess.run([FOILINT, "check", "--format", "json", "--exit-zero",
                          *(f"--rule-severity={rule}=off" for rule in MAIL_ALONE), *paths],
                         capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"exit code {run.returncode}: {run.stderr}")
    return {d["path"]: d for d in json.loads(run.stdout)["documents"]}


def stripped(value):
    if isinstance(value, dict):
        return {k: stripped(v) for k, v in value.items() if k not in APART}
    return [stripped(v) for v in value] if isinstance(value, list) else value


def quotes(finding):
    return sorted({e.get("quote", "") for e in finding["evidence"]})


def believed(document):
    facts = stripped(document["facts"])
    # of one thing the number of places may differ, as a mail has a head
    for kind in ("stances", "elements"):
        facts[kind] = sorted({json.dumps(f, sort_keys=True) for f in facts[kind]})
    facts["document_kind"].sort()
    findings = [(f["rule"], f["message"], f["severity"], quotes(f)) for f in document["findings"]]
    return {"facts": facts, "findings": findings, "counts": document["counts"], "status": document["status"]}


def differences(a, b, path=""):
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted(a.keys() | b.keys()):
            yield from differences(a.get(key), b.get(key), f"{path}/{key}")
    elif a != b:
        yield f"{path}: {a!r} != {b!r}"


def same_everywhere():
    texts = sorted(glob.glob("fixtures/formats/letters/*.txt"))
    if len(texts) < 25:
        sys.exit(f"only {len(texts)} letters")
    others = {t: [f"fixtures/formats/{os.path.splitext(os.path.basename(t))[0]}.{e}" for e in EXTENSIONS] for t in texts}
    found = documents(texts + [o for list_ in others.values() for o in list_])
    wrong = 0
    for text, paths in others.items():
        for path in paths:
            for line in differences(believed(found[text]), believed(found[path])):
                print(f"{path}: {line}")
                wrong += 1
    return wrong, len(texts)


def main():
    wrong, letters = same_everywhere()
    if wrong:
        sys.exit(f"{wrong} differences")
    print(f"formats: {letters} letters say the same in {', '.join(EXTENSIONS)}")


main()
