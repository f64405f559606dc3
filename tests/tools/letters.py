#!/usr/bin/env python3
"""Checks the labelled letters of fixtures/collection with `foilint score`.

Every mutant must be caught, and every letter be free of false errors and warnings; the scores may not fall below minima.txt.
Every mutant must bring exactly one finding more than its parent, but for the lines of known.txt, each with its reason; EXACT_AT_LEAST
of them must whatever known.txt says. UPDATE=1 raises the minima to what is reached. usage: letters.py FOILINT
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "fixtures/collection"
DIFFERENCE = re.compile(r"^(\S+)\.txt: (clean|mutant): (?:no|not caught), for (\S+)$", re.M)


EXACT_AT_LEAST = 34


def compare(report):
    """{(mutant, rule)} for each finding that a mutant has and its parent has not, or the other way round, beyond the one that its
    edit must bring; and how many mutants bring that one and nothing else."""
    found = {Path(d["path"]).stem: Counter(f["rule"] for f in d["findings"]) for d in report["documents"]}
    more, exact = set(), 0
    for mutant in map(json.loads, lines(HOME / "mutants.jsonl")):
        mine, wanted = found[mutant["id"]], found[mutant["base"]] + Counter([mutant["target"]])
        other = {rule for rule in mine | wanted if mine[rule] != wanted[rule]}
        exact += not other
        more |= {(mutant["id"], rule) for rule in other}
    return more, exact


def run(foilint):
    """The score as JSON, the failures: {(letter, "clean" or "mutant", rule)}, and what compare() tells."""
    letters = sorted(str(f.relative_to(ROOT)) for f in HOME.glob("*.txt") if f.name[0] == "F")
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.json"
        subprocess.run([foilint, "check", "--no-config", "--exit-zero", "--quiet", "--format=json", f"--output=json={report}",
                        *letters], cwd=ROOT, check=True, capture_output=True)
        compared = compare(json.loads(report.read_text(encoding="utf-8")))
        done = subprocess.run([foilint, "score", "--format=json", "--by-letter", f"--rules={HOME / 'rules.txt'}",
                               HOME / "gold.jsonl", HOME / "mutants.jsonl", report],
                              cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"labelled letters: score failed\n{done.stderr}")
    score = json.loads(done.stdout)
    if score["clean"]["of"] < 70 or score["mutants"]["of"] < 35:
        sys.exit("labelled letters: some were not scored")
    return score, set(DIFFERENCE.findall(done.stderr)), *compared


def lines(path):
    text = path.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def known_more():
    """The lines of known.txt: {(mutant, rule)}."""
    known = set()
    for line in lines(HOME / "known.txt"):
        fields, _, reason = line.partition(":")
        if not reason.strip():
            sys.exit(f"known.txt: no reason in {line!r}")
        known.add(tuple(fields.split()))
    return known


def head(path):
    text = path.read_text(encoding="utf-8")
    return "".join(line + "\n" for line in text.splitlines() if line.startswith("#"))


def main():
    score, failures, more, exact = run(os.path.realpath(sys.argv[1]))
    least = {k: float(v) for k, v in (line.split("=") for line in lines(HOME / "minima.txt"))}
    reached = {kind: row["f1"] for kind, row in score["kinds"].items()}
    bad = [f"{kind} fell to {reached[kind]}, below {low}" for kind, low in least.items() if reached[kind] < low]
    bad += [f"{letter} {kind} {rule}: " + ("a false alarm" if kind == "clean" else "not caught")
            for letter, kind, rule in sorted(failures)]
    known = known_more()
    bad += [f"{letter} {rule}: its edit must bring one finding, and brings another difference" for letter, rule in sorted(more - known)]
    bad += [f"{letter} {rule}: stands in known.txt and is no more so" for letter, rule in sorted(known - more)]
    if exact < EXACT_AT_LEAST:
        bad.append(f"{exact} mutants bring exactly one finding more, expected at least {EXACT_AT_LEAST}")
    if os.environ.get("UPDATE"):
        least = [f"{k}={max(v, reached[k])}\n" for k, v in least.items()]
        (HOME / "minima.txt").write_text(head(HOME / "minima.txt") + "".join(least), encoding="utf-8")
    print("\n".join(bad) if bad else f"labelled letters: {score['clean']['right']} of {score['clean']['of']} without a false "
          f"alarm, {score['mutants']['right']} of {score['mutants']['of']} mutants caught, {exact} by exactly one finding more, F1 "
          + ", ".join(f"{k} {v:.3f}" for k, v in reached.items()))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
