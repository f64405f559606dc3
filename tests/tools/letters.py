#!/usr/bin/env python3
"""Makes fixtures/letters/ from the frames of the pack: each frame as a clean
letter, and some with holes emptied, so that the defect is known by the name.
usage: letters.py"""
import os, re
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
FRAMES = "rules/foia-2000/frames"
BROKEN = {
    "withhold-qualified": ["held", "harm", "balance"],
    "ncnd": ["inference", "ico"],
    "cost": ["estimate", "advice"],
    "withhold-personal": ["interests", "principle"],
}


def fill(text, empty=()):
    def hole(match):
        return "" if match.group(1) in empty else match.group(2)
    return re.sub(r"<<([a-z0-9-]+)>>(.*?)<</\1>>", hole, text, flags=re.S)


os.makedirs("fixtures/letters", exist_ok=True)
for name in sorted(os.listdir(FRAMES)):
    stem = name[:-4]
    text = open(f"{FRAMES}/{name}", encoding="utf-8").read()
    if text.startswith("<!DOCTYPE"):
        continue  # no plain text
    open(f"fixtures/letters/{stem}.txt", "w", encoding="utf-8").write(fill(text))
    holes = re.findall(r"<<([a-z0-9-]+)>>", text)
    for empty in BROKEN.get(stem, []):
        if empty in holes:
            open(f"fixtures/letters/{stem}-without-{empty}.txt", "w", encoding="utf-8").write(fill(text, [empty]))
    if stem == "withhold-qualified":
        open("fixtures/letters/many-defects.txt", "w", encoding="utf-8").write(
            fill(text, ["held", "harm", "why", "likelihood", "for", "against", "balance", "review", "route", "deadline", "ico", "contact", "answer-3"]))
