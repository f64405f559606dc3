#!/usr/bin/env python3
"""Leaves letters out: how well is an authority's letter read without the phrases that only it uses?

For each authority of SHARED/corpus/gold.jsonl the phrases that stand in its letters and in no letter of another authority are put
out of use in a copy of the packs, and its letters are scored with and without. Done twice: once the project's own fixtures count
as letters of others, once they don't (which is harder on the packs). Exit status 1
where all letters together lose more than MOST in the first. usage: leave_out.py FOILINT SHARED
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("stances", "claims", "sections", "elements", "findings")
PACKS = ("foia-2000", "eir-2004", "disclosure")  # those that are loaded by default; they bring what they use
RULES = ROOT / "fixtures/collection/rules.txt"  # those that the labels speak of
MOST = {"stances": 0.03, "claims": 0.03, "sections": 0.03, "elements": 0.03, "findings": 0.04}  # what may be lost, fixtures counting
NEVER = "zzqq"  # a word that no letter has: a phrase that needs it never stands anywhere


def foilint(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"leave_out: foilint {arguments[0]} failed\n{done.stderr}")
    return json.loads(done.stdout)


def phrases_of(program, letters):
    """Of each letter the (pack, concept, phrase) that stand in it."""
    told = foilint(program, "facts", "--no-config", "--phrases", "--format=json", *letters)
    return {d["path"]: {(m["pack"], m["concept"], m["phrase"]) for m in d.get("mentions", []) if not m["cancelled"]}
            for d in told["documents"]}


def put_out(packs, gone):
    """Puts the phrases out of use in the copy of the packs; how many were found there."""
    found = set()

    def change(pack, node):
        if isinstance(node, list):
            for item in node:
                change(pack, item)
        elif isinstance(node, dict):
            for variant in node.get("variants", []) if "concept" in node else []:
                for key in ("phrases", "headings"):
                    for i, phrase in enumerate(variant.get(key, [])):
                        if (pack, node["concept"], phrase) in gone:
                            found.add((pack, node["concept"], phrase))
                            variant[key][i] = f"{NEVER} {phrase}"
                if (pack, node["concept"], variant.get("regex")) in gone:
                    found.add((pack, node["concept"], variant["regex"]))
                    variant["regex"] = f"{NEVER}(?:{variant['regex']})"
            for value in node.values():
                change(pack, value)

    for pack in sorted({g[0] for g in gone}):
        for file in sorted((packs / pack).glob("*.json")):
            data = json.loads(file.read_text(encoding="utf-8"))
            change(pack, data)
            file.write_text(json.dumps(data), encoding="utf-8")
    return len(found)


def report_without(program, gone, letters, scratch):
    packs = scratch / "packs"
    shutil.rmtree(packs, ignore_errors=True)
    shutil.copytree(ROOT / "rules", packs)
    count = put_out(packs, gone)
    report = foilint(program, "check", "--no-config", "--exit-zero", "--format=json",
                     *[f"--pack={packs / name}" for name in PACKS], *letters)
    return report, count


def score(program, gold, report, scratch):
    labels, told = scratch / "gold.jsonl", scratch / "report.json"
    labels.write_text("".join(json.dumps(line) + "\n" for line in gold), encoding="utf-8")
    told.write_text(json.dumps(report), encoding="utf-8")
    kinds = foilint(program, "score", "--format=json", f"--rules={RULES}", labels, told)["kinds"]
    return {kind: kinds[kind]["f1"] for kind in KINDS}


def show(name, count, gone, before, after):
    def one(kind):
        pair = [f"{s[kind]:.3f}" if s[kind] is not None else "-" for s in (before, after)]
        return f"{pair[0]:>6} {pair[1]:>6}"
    print(f"{name[:40]:40} {count:>7} {gone:>7}  " + "  ".join(one(kind) for kind in KINDS))


def leave_out(program, gold, stands, others, letter_of, scratch):
    """One table; `others`: letters whose phrases are nobody's own."""
    by = defaultdict(list)
    for line in gold:
        by[line["authority"]].append(line)
    used = defaultdict(set)  # phrase: authorities
    for line in gold:
        for phrase in stands[letter_of[line["id"]]]:
            used[phrase].add(line["authority"])
    shared = set().union(*(stands[o] for o in others)) if others else set()
    full = foilint(program, "check", "--no-config", "--exit-zero", "--format=json", *letter_of.values())
    document = {d["path"]: d for d in full["documents"]}
    left, total, wanted = [], 0, 0
    print(f"{'authority':40} letters phrases  " + "  ".join(f"{kind:13}" for kind in KINDS))
    for name, lines in sorted(by.items(), key=lambda item: (-len(item[1]), item[0])):
        own = {p for p, who in used.items() if who == {name} and p not in shared}
        letters = [letter_of[line["id"]] for line in lines]
        without, count = report_without(program, own, letters, scratch)
        left += without["documents"]
        total += count
        wanted += len(own)
        before = score(program, lines, dict(full, documents=[document[p] for p in letters]), scratch)
        show(name, len(lines), count, before, score(program, lines, without, scratch))
    before, after = score(program, gold, full, scratch), score(program, gold, dict(full, documents=left), scratch)
    show("all", len(gold), total, before, after)
    short = [f"only {total} of {wanted} phrases could be put out of use"] if total < 0.9 * wanted else []
    return short + [f"{kind} lose {before[kind] - after[kind]:.3f}, more than {most}" for kind, most in MOST.items()
            if before[kind] - after[kind] > most]


def main():
    program, home = os.path.realpath(sys.argv[1]), Path(sys.argv[2]) / "corpus"
    if not (home / "gold.jsonl").is_file():
        print("leave_out: skipped, no labelled letters of authorities lie there")
        return 0
    gold = [json.loads(line) for line in (home / "gold.jsonl").read_text(encoding="utf-8").splitlines() if line]
    letter_of = {line["id"]: str(home / "letters" / line["file"]) for line in gold}
    fixtures = [str(f) for folder in ("letters", "collection") for f in sorted((ROOT / "fixtures" / folder).glob("*.txt"))
                if f.name not in ("known.txt", "minima.txt", "rules.txt")]
    stands = phrases_of(program, [*letter_of.values(), *fixtures])
    with tempfile.TemporaryDirectory() as scratch:
        print("each F1 with all phrases, then without those of this authority alone\n\nfixtures count as letters of others")
        bad = leave_out(program, gold, stands, fixtures, letter_of, Path(scratch))
        print("\nfixtures don't count")
        leave_out(program, gold, stands, [], letter_of, Path(scratch))
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
