#!/usr/bin/env python3
"""Checks what single sentences are understood to say: tests/phrases/cases.txt, a table of

    frame | +label must be there, -label must not, +label/word with word among its attributes | the sentence

Each sentence is put into a small letter of tests/phrases/frames, and `foilint facts` must say so. A label that the frame
gives by itself can't be asked for: such a case could not fail. Lines of tests/phrases/known.txt name sentences that are
known to be missed; one that works again must leave it. usage: phrases.py [--all] FOILINT
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parents[1] / "phrases"


def cases():
    """[(frame, marks, sentence)] of the table."""
    rows = []
    for line in (HOME / "cases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            frame, marks, say = (field.strip() for field in line.split("|", 2))
            if not marks or re.search(r"(^|\s)[^+\s-]", marks):
                sys.exit(f"phrases: marks begin with + or -: {line}")
            rows.append((frame, marks.split(), say))
    return rows


def labels(facts):
    """{label} of all stances and elements, and {label/attribute value}."""
    found = set()
    for kind in ("stance", "element"):
        for fact in facts[kind + "s"]:
            found.add(fact[kind])
            found.update(f"{fact[kind]}/{value}" for value in fact.get("set", {}).values())
    return found


def read(foilint, texts):
    """What each letter is understood to say, in the order given."""
    with tempfile.TemporaryDirectory() as scratch:
        names = []
        for number, text in enumerate(texts):
            names.append(Path(scratch) / f"{number:04}.txt")
            names[-1].write_text(text, encoding="utf-8")
        done = subprocess.run([foilint, "facts", "--no-config", "--format=json", *names], check=True, capture_output=True)
    return [labels(document["facts"]) for document in json.loads(done.stdout)["documents"]]


def main():
    every = "--all" in sys.argv
    foilint = sys.argv[-1]
    frames = {path.stem: path.read_text(encoding="utf-8") for path in (HOME / "frames").glob("*.txt")}
    rows = cases()
    known = set((HOME / "known.txt").read_text(encoding="utf-8").splitlines()) if (HOME / "known.txt").exists() else set()
    found = read(foilint, [frames[frame].replace("<<say>>", say) for frame, _, say in rows])
    alone = dict(zip(frames, read(foilint, [text.replace("<<say>>\n\n", "") for text in frames.values()])))
    bad = 0
    for (frame, marks, say), has in zip(rows, found):
        idle = [mark for mark in marks if mark[0] == "+" and mark[1:] in alone[frame]]
        wrong = [mark for mark in marks if (mark[1:] in has) != (mark[0] == "+")]
        if idle or bool(wrong) != (say in known):
            bad += 1
            print(f"{frame}: {' '.join(idle) + ' is in the frame itself' if idle else ' '.join(wrong) or 'works, drop it from known.txt'}: {say}")
        elif every and wrong:
            print(f"known: {' '.join(wrong)}: {say}")
    stray = known - {say for _, _, say in rows}
    for say in stray:
        print(f"known.txt: no such case: {say}")
    print(f"phrases: {len(rows) - bad} of {len(rows)} as expected, {len(known)} of them known to be missed")
    return 1 if bad or stray else 0


if __name__ == "__main__":
    sys.exit(main())
