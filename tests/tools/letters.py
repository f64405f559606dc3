#!/usr/bin/env python3
"""Checks the labelled letters of fixtures/collection with `foilint score`.

The scores may not fall below minima.txt; every mutant must be caught, every letter be free of false errors and warnings, and
every mutant bring exactly one finding more than its parent, but for the lines of known.txt, each with its reason. EXACT_AT_LEAST
mutants must bring exactly one whatever known.txt says. UPDATE=1 raises the minima to what is reached and drops the known
failures that are gone; new ones are never added by themselves. usage: letters.py FOILINT
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


EXACT_AT_LEAST = 30


def compare(report):
    """(letter, "more", rule) for each finding that a mutant has and its parent has not, or the other way round, beyond the one
    that its edit must bring; and how many mutants bring that one and nothing else."""
    found = {Path(d["path"]).stem: Counter(f["rule"] for f in d["findings"]) for d in report["documents"]}
    more, exact = set(), 0
    for mutant in map(json.loads, lines(HOME / "mutants.jsonl")):
        mine, base, target = found[mutant["id"]], found[mutant["base"]], mutant["target"]
        base[target] += 1
        other = {rule for rule in mine | base if mine[rule] != base[rule]}
        base[target] -= 1
        exact += not other
        more |= {(mutant["id"], "more", rule) for rule in other if rule != target or mine[target] > base[target]}
    return more, exact


def run(foilint):
    """The score as JSON, the failures {(letter, "clean", "mutant" or "more", rule)}, and how many mutants are exact."""
    letters = sorted(str(f.relative_to(ROOT)) for f in HOME.glob("*.txt") if f.name[0] == "F")
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.json"
        subprocess.run([foilint, "check", "--no-config", "--exit-zero", "--quiet", "--format=json", f"--output=json={report}",
                        *letters], cwd=ROOT, check=True, capture_output=True)
        more, exact = compare(json.loads(report.read_text(encoding="utf-8")))
        done = subprocess.run([foilint, "score", "--format=json", "--by-letter", f"--rules={HOME / 'rules.txt'}",
                               HOME / "gold.jsonl", HOME / "mutants.jsonl", report],
                              cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"labelled letters: score failed\n{done.stderr}")
    score = json.loads(done.stdout)
    if score["clean"]["of"] < 70 or score["mutants"]["of"] < 35:
        sys.exit("labelled letters: some were not scored")
    return score, set(DIFFERENCE.findall(done.stderr)) | more, exact


def lines(path):
    text = path.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def head(path):
    text = path.read_text(encoding="utf-8")
    return "".join(line + "\n" for line in text.splitlines() if line.startswith("#"))


def main():
    score, failures, exact = run(os.path.realpath(sys.argv[1]))
    least = {k: float(v) for k, v in (line.split("=") for line in lines(HOME / "minima.txt"))}
    known = {}
    for line in lines(HOME / "known.txt"):
        fields, _, reason = line.partition(":")
        if not reason.strip():
            sys.exit(f"known.txt: no reason in {line!r}")
        known[tuple(fields.split())] = line
    reached = {kind: row["f1"] for kind, row in score["kinds"].items()}
    bad = [f"{kind} fell to {reached[kind]}, below {low}" for kind, low in least.items() if reached[kind] < low]
    bad += [f"{' '.join(failure)}: fails and is not in known.txt" for failure in sorted(failures - set(known))]
    if exact < EXACT_AT_LEAST:
        bad.append(f"{exact} mutants bring exactly one finding more, expected at least {EXACT_AT_LEAST}")
    gone = sorted(set(known) - failures)
    if os.environ.get("UPDATE"):
        for name, keep in (("minima.txt", [f"{k}={max(v, reached[k])}" for k, v in least.items()]),
                           ("known.txt", [line for key, line in known.items() if key not in gone])):
            (HOME / name).write_text(head(HOME / name) + "".join(line + "\n" for line in keep), encoding="utf-8")
    elif gone:
        print(f"labelled letters: {len(gone)} known failures are gone (UPDATE=1 drops them), such as {' '.join(gone[0])}")
    print("\n".join(bad) if bad else f"labelled letters: {score['clean']['right']} of {score['clean']['of']} without a false "
          f"alarm, {score['mutants']['right']} of {score['mutants']['of']} mutants caught, {exact} by exactly one finding more, F1 "
          + ", ".join(f"{k} {v:.3f}" for k, v in reached.items()))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
