#!/usr/bin/env python3
"""Holds the schemas against the packs and against the loader.

    schemas.py FOILINT      FOILINT: the built command, "build/foilint"

Every file of every pack under rules/ and of the valid ones under tests/packs/
must fit its schema, and so must the report on the fixtures. Every pack under tests/packs/broken/structure/ must be
refused by both the loader and the schemas; every one under
tests/packs/broken/meaning/ by the loader alone, since only it knows which names
exist. SPDX-License-Identifier: MIT
"""
import json
import os
import subprocess
import sys
import tempfile

import jsonschema

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
BOTH_AT_LEAST = 110  # packs that loader and schema both refuse
MEANING_AT_LEAST = 55  # packs that the loader alone can refuse
VALID_AT_LEAST = 8


def strict_object(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError("a name stands twice in one object")
    return dict(pairs)


def no_constant(word):
    raise ValueError("%s is no JSON" % word)


def finite(word):
    number = float(word)
    if number in (float("inf"), float("-inf")):
        raise ValueError("number too large")
    return number


def read(path):
    """Strict JSON, as the loader reads it; raises ValueError."""
    with open(path, "rb") as f:
        text = f.read().decode("utf-8")
    value = json.loads(text, object_pairs_hook=strict_object,
                       parse_constant=no_constant, parse_float=finite)
    if "\\u0000" in text:
        raise ValueError("\\u0000 in a string")
    return value


class Schemas:
    def __init__(self):
        self.by_name = {}
        for name in ("pack", "pack-manifest", "config", "report",
                     "deadline", "case", "decisions", "baseline"):
            path = os.path.join(ROOT, "schemas", name + ".schema.json")
            schema = read(path)
            jsonschema.Draft202012Validator.check_schema(schema)
            self.by_name[name] = jsonschema.Draft202012Validator(schema)

    def errors(self, folder):
        """What is wrong with the pack in `folder`; [] when all fits."""
        try:
            manifest = read(os.path.join(folder, "pack.json"))
        except (OSError, ValueError) as error:
            return ["pack.json: %s" % error]
        found = self.of_file("pack-manifest", manifest, "pack.json")
        files = manifest.get("files") if isinstance(manifest, dict) else None
        for name in files if isinstance(files, list) else []:
            if not isinstance(name, str):
                continue
            try:
                value = read(os.path.join(folder, name))
            except FileNotFoundError:
                continue  # which files exist is no matter of a schema
            except (OSError, ValueError) as error:
                found.append("%s: %s" % (name, error))
                continue
            found += self.of_file("pack", value, name)
        return found

    def of_file(self, schema, value, name):
        return ["%s: /%s: %s" % (name, "/".join(map(str, e.absolute_path)),
                                 e.message[:200])
                for e in self.by_name[schema].iter_errors(value)]


def loader_refuses(foilint, folder):
    run = subprocess.run([foilint, "pack", "check", folder],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         check=False)
    return run.returncode == 2


def packs_under(*parts):
    folder = os.path.join(ROOT, *parts)
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return [os.path.join(folder, n) for n in names
            if not os.path.islink(os.path.join(folder, n))
            and os.path.exists(os.path.join(folder, n, "pack.json"))]


def report_errors(foilint, schemas):
    """The program's own report over every fixture, held to its schema."""
    run = subprocess.run(
        [foilint, "check", "--no-config", "--exit-zero", "--all-outcomes",
         "--format", "json"] + [os.path.join(ROOT, "fixtures", n) for n in
                                ("letters", "letters.docx", "readme-like.md",
                                 "bad/latin1.txt", "bad/no-such-file.txt")],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    report = json.loads(run.stdout)
    if len(report["documents"]) < 20:
        return ["the report holds too few documents"]
    return ["report: %s" % e for e in
            schemas.of_file("report", report, "report")]


def mention_errors(foilint, schemas):
    """Which phrases stand where in a letter, held to its schema."""
    letter = os.path.join(ROOT, "fixtures", "letters", "withhold-qualified.txt")
    run = subprocess.run([foilint, "facts", "--no-config", "--phrases", "--format", "json", letter], stdout=subprocess.PIPE)
    report = json.loads(run.stdout)
    mentions = report["documents"][0]["mentions"]
    if len(mentions) < 20:
        return ["facts --phrases tells of too few phrases"]
    report["documents"][0].update(error=None, format="text", sha256=None, findings=[],
                                  counts=dict.fromkeys(("applied", "met", "not_met", "cannot_tell"), 0))
    return ["facts --phrases: %s" % e for e in schemas.of_file("report", report, "facts")]


def deadline_errors(foilint, schemas):
    """The deadline reports of some cases, and a case file, held to theirs."""
    found = []
    for case in (["--received", "2025-05-16", "--days"],
                 ["--received", "2022-09-05", "--sent", "2022-11-01"],
                 ["--received", "2025-07-01", "--authority-kind", "archive"],
                 ["--received", "2025-07-01", "--authority-kind", "school",
                  "--disregard", "closed=2025-07-21..2025-09-02",
                  "--review-requested", "2025-11-03", "--reference", "A/1"]):
        run = subprocess.run([foilint, "deadline", "--no-config", "--format",
                              "json"] + case, stdout=subprocess.PIPE)
        found += ["deadline: %s" % e for e in schemas.of_file(
            "deadline", json.loads(run.stdout), " ".join(case))]
    path = os.path.join(ROOT, "fixtures/cases/with-case.txt.foilint-case.json")
    return found + schemas.of_file("case", read(path), path)


# What a file of each kind may hold, and what it may not: the program and the
# schema must agree on every one.
GOOD = {
    "config": [
        "{}", '{"$schema": "x", "comment": ["y"], "root": true}',
        '{"overlays": ["police"], "fail-on": "never", "as-of": "2025-01-31"}',
        '{"severities": {"pit-missing": "off", "foilint/unused-suppression": "note"}}',
        '{"overrides": [{"comment": "x", "files": "a/**", "rules": {"pit-missing": "note"}},'
        ' {"files": ["*.md", "b/?.txt"], "rules": {}}]}',
        '{"authority": {"name": "A", "kind": "school", "cost-limit": 450, "review-address": "B",'
        ' "regulator": "C"}}',
        '{"authority-kind": "archive", "decisions": "none.json"}'],
    "decisions": [
        '{"decisions": []}',
        '{"$schema": "x", "comment": "y", "decisions": [{"path": "a", "rule": "r", "quote": "q",'
        ' "who": "w", "why": "y", "authority": "z", "expires": "2027-01-31", "comment": 1}]}'],
    "baseline": [
        '{"entries": []}',
        '{"entries": [{"path": "a", "rule": "p/r", "about": "4"},'
        ' {"path": "a", "rule": "p/r", "part": "response", "words": "0123456789abcdef"}]}'],
}
BAD = {
    "config": [
        "[]", '{"rot": true}', '{"root": 1}', '{"packs": "x"}', '{"packs": [""]}', '{"overlays": [1]}',
        '{"fail-on": "off"}', '{"as-of": "soon"}', '{"severities": []}', '{"severities": {"pit-missing": "never"}}',
        '{"overrides": {}}', '{"overrides": [1]}', '{"overrides": [{"files": "a"}]}', '{"overrides": [{"rules": {}}]}',
        '{"overrides": [{"files": [], "rules": {}}]}', '{"overrides": [{"files": [1], "rules": {}}]}',
        '{"overrides": [{"files": "", "rules": {}}]}', '{"overrides": [{"files": "a", "rules": {}, "x": 1}]}',
        '{"overrides": [{"files": "a", "rules": {"pit-missing": 1}}]}', '{"authority": "x"}',
        '{"authority": {"name": ""}}', '{"authority": {"cost-limit": 0}}', '{"authority": {"cost-limit": "450"}}',
        '{"authority": {"x": 1}}', '{"authority-kind": 1}', '{"decisions": ""}', '{"baseline": 1}'],
    "decisions": [
        "[]", "{}", '{"decisions": {}}', '{"decisions": [1]}', '{"decisions": [{}]}', '{"decisions": [], "x": 1}',
        '{"decisions": [{"path": "a", "rule": "r", "quote": "q", "who": "w", "why": "  "}]}',
        '{"decisions": [{"path": "a", "rule": "r", "quote": "q", "who": "w"}]}',
        '{"decisions": [{"path": "a", "rule": "r", "quote": "q", "why": "y"}]}',
        '{"decisions": [{"path": "a", "rule": "r", "quote": "q", "who": "w", "why": "y", "expires": "x"}]}',
        '{"decisions": [{"path": "a", "rule": "r", "quote": "q", "who": "w", "why": "y", "x": "x"}]}'],
    "baseline": [
        "[]", "{}", '{"entries": [{"path": "a", "rule": "r"}]}', '{"entries": [{"path": "a", "about": "x"}]}',
        '{"entries": [{"path": "a", "rule": "r", "part": "x"}]}',
        '{"entries": [{"path": "a", "rule": "r", "about": "x", "part": "x", "words": "x"}]}'],
}


def agreement_errors(foilint, schemas):
    """Where the program and a schema differ on a file of GOOD or BAD."""
    found = []
    options = {"config": "--config", "decisions": "--decisions", "baseline": "--baseline"}
    letter = os.path.join(ROOT, "fixtures", "letters", "withhold-qualified.txt")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "file.json")
        for kind, texts, wanted in [(k, t, True) for k, t in GOOD.items()] + \
                                   [(k, t, False) for k, t in BAD.items()]:
            for text in texts:
                with open(path, "w", encoding="utf-8") as f:
                    f.write(text)
                run = subprocess.run([foilint, "check", "-q", "--exit-zero", options[kind], path, letter] +
                                     ([] if kind == "config" else ["--no-config"]),
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
                if (run.returncode == 0) != wanted:
                    found.append("%s: the program %s %s" % (kind, "refuses" if wanted else "takes", text))
                if not wanted and ("%s:1:" % path).encode() not in run.stderr:
                    found.append("%s: no place is told for %s" % (kind, text))
                if bool(schemas.of_file(kind, json.loads(text), kind)) == wanted:
                    found.append("%s: the schema %s %s" % (kind, "refuses" if wanted else "takes", text))
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: schemas.py FOILINT")
    foilint = sys.argv[1]
    schemas = Schemas()
    passed, failures, both = 0, [], 0
    valid = packs_under("rules") + packs_under("tests", "packs")
    meaning = packs_under("tests", "packs", "broken", "meaning")
    for folder in valid:
        errors = schemas.errors(folder)
        passed += not errors
        failures += ["%s: %s" % (folder, e) for e in errors]
    for folder in packs_under("tests", "packs", "broken", "structure"):
        loader = loader_refuses(foilint, folder)
        schema = bool(schemas.errors(folder))
        passed += loader and schema
        both += loader and schema
        if not loader:
            failures.append("%s: the loader lets it pass" % folder)
        if not schema:
            failures.append("%s: the schemas let it pass" % folder)
    for folder in meaning:
        errors = schemas.errors(folder)
        refused = loader_refuses(foilint, folder)
        passed += refused and not errors
        if not refused:
            failures.append("%s: the loader lets it pass" % folder)
        if errors:
            failures.append("%s: a schema refuses it too, so it belongs to "
                            "structure/: %s" % (folder, errors[0]))
    errors = (report_errors(foilint, schemas) + mention_errors(foilint, schemas) + deadline_errors(foilint, schemas) +
              agreement_errors(foilint, schemas))
    passed += not errors
    failures += errors
    for what, count, least in (("packs that both refuse", both, BOTH_AT_LEAST),
                               ("packs that the loader alone refuses", len(meaning), MEANING_AT_LEAST),
                               ("valid packs", len(valid), VALID_AT_LEAST)):
        if count < least:
            failures.append("%d %s, expected at least %d" % (count, what, least))
    for line in failures:
        print(os.path.relpath(line) if line.startswith("/") else line)
    print("%d passed, %d failed" % (passed, len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
