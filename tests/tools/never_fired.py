#!/usr/bin/env python3
"""Lists the rules that fire in none of the given JSON reports. usage: never_fired.py FOILINT REPORT...

With reports of `check --all-outcomes` it also says of each rule whether it applied anywhere: a rule that was met, or that could not
be told, has been at work; one that never applied has not been tried by these letters.
"""
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path


def main():
    listed = json.loads(subprocess.run([sys.argv[1], "rules", "--no-config", "--format=json"], capture_output=True, text=True,
                                       check=True).stdout)
    rules = {(r["pack"], r["id"]): r["severity"] for r in listed["rules"]}
    fired, outcomes, told, letters = Counter(), {}, False, 0
    for name in sys.argv[2:]:
        for document in json.loads(Path(name).read_text(encoding="utf-8"))["documents"]:
            letters += 1
            fired.update((f["pack"], f["rule"]) for f in document["findings"])
            told = told or "outcomes" in document
            for outcome in document.get("outcomes", []):
                outcomes.setdefault((outcome["pack"], outcome["rule"]), Counter())[outcome["outcome"]] += 1
    never = [rule for rule in sorted(rules) if rule not in fired]
    for pack, rule in never:
        at_work = outcomes.get((pack, rule), Counter())
        why = ", ".join(f"{what} {at_work[what]}" for what in ("met", "cannot-tell") if at_work[what]) or "never applied"
        off = "; off" if rules[pack, rule] == "off" else ""
        print(f"{pack}/{rule}" + (f": {why}{off}" if told else ""))
    print(f"{len(never)} of {len(rules)} rules fired in none of {letters} documents")


if __name__ == "__main__":
    main()
