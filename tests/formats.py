#!/usr/bin/env python3
"""Holds every output format against its published schema, or a parser of its
own kind, and against the JSON report: all must tell the same findings.

    formats.py FOILINT       SPDX-License-Identifier: MIT
"""
import base64
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

import jsonschema
from lxml import etree

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FORMATS = ["text", "json", "ndjson", "sarif", "junit", "checkstyle", "github",
           "gitlab", "rdjsonl", "html"]
HOSTILE = {
    "a letter, 100%: \u00e9 & <b>.txt": [
        ("Ms Okafor", "Ms <script>alert(\"x\")</script> ]]> --> &amp; \u202e\u200b"),
        ("under section 43(2)", "\U0001F34B\u201ccurly\u201d \u2014 \x0b\x1b[31m under section 43(2)"),
        ("any report", "any {report} [see](1) ::error::boo %0A"),
    ],
}
checks = 0


def expect(truth, text):
    global checks
    checks += 1
    if not truth:
        sys.exit("formats: " + text)


def run(foilint, folder, *args):
    env = dict(os.environ, NO_COLOR="1", XDG_CONFIG_HOME=folder)
    done = subprocess.run([foilint, "check", "--exit-zero", "--no-config"] + list(args),
                          cwd=folder, env=env, capture_output=True, check=False)
    return done.returncode, done.stdout


def lay_out(folder):
    """Letters of the project, hostile variants and unreadable files."""
    paths = []
    letters = os.path.join(ROOT, "fixtures", "letters")
    for name in sorted(os.listdir(letters)):
        with open(os.path.join(letters, name), "rb") as f:
            write(folder, name, f.read())
        paths.append(name)
    with open(os.path.join(letters, "many-defects.txt"), encoding="utf-8") as f:
        text = f.read()
    for name, swaps in HOSTILE.items():
        changed = text
        for old, new in swaps:
            expect(old in changed, "no \"%s\" in many-defects.txt" % old)
            changed = changed.replace(old, new, 1)
        write(folder, name, changed.encode())
        paths.append("./" + name)
    write(folder, "\u00fcnreadable.txt", b"Dear \xe9")
    write(folder, "notes.md", b"# Notes\n\nNothing to see.\n")
    with open(os.path.join(ROOT, "fixtures", "letters.docx"), "rb") as f:
        write(folder, "letters.docx", f.read())
    return paths + ["\u00fcnreadable.txt", "gone.txt", "notes.md", "letters.docx"]


def write(folder, name, data):
    with open(os.path.join(folder, name), "wb") as f:
        f.write(data)


def shown(path):
    return path[2:] if path.startswith("./") else path


def findings_of(report):
    """(path, line, col, end_line, end_col, rule, severity, message), in order."""
    out = []
    for document in report["documents"]:
        for f in document["findings"]:
            at = f["location"]
            lead = ""
            if "cell" in at:
                lead = "table %(table)d, row %(row)d, column %(cell)d: " % at["cell"]
            elif "paragraph" in at:
                lead = "paragraph %(paragraph)d: " % at
            out.append((shown(document["path"]), at["line"], at["col"], at["end_line"],
                        at["end_col"], f["pack"] + "/" + f["rule"], f["severity"],
                        lead + f["message"]))
    return out


# ---- one function a format ----------------------------------------------------------


def sarif(data, want, report):
    log = json.loads(data)
    with open(os.path.join(ROOT, "tests", "schemas", "sarif-2.1.0.json"), encoding="utf-8") as f:
        schema = json.load(f)
    faults = list(jsonschema.Draft202012Validator(schema).iter_errors(log))
    expect(not faults, "sarif: %s" % (faults and faults[0]))
    (one,) = log["runs"]
    expect(one["columnKind"] == "unicodeCodePoints", "sarif: columnKind")
    expect(one["automationDetails"]["id"] == "foilint/foia-2000+eir-2004/", "sarif: automationDetails")
    rules = one["tool"]["driver"]["rules"]
    sarif_rules(rules, one["tool"]["extensions"], report)
    got = []
    prints = set()
    expected = [f["expected_in"] for d in report["documents"] for f in d["findings"]]
    for result, missing in zip(one["results"], expected):
        (place,) = result["locations"]
        where = place["physicalLocation"]
        region = where["region"]
        expect(min(region.values()) >= 1, "sarif: a line or column 0")
        expect("\\" not in where["artifactLocation"]["uri"], "sarif: backslash in a URI")
        rule = rules[result["ruleIndex"]]
        expect(rule["id"] == result["ruleId"], "sarif: ruleIndex")
        path = urllib.parse.unquote(where["artifactLocation"]["uri"])
        message = result["message"]["text"].split("\nWhat to write: ")[0]
        message = message.replace("\\](", "](").replace("{{", "{").replace("}}", "}")
        got.append((path, region["startLine"], region["startColumn"], region["endLine"],
                    region["endColumn"], result["ruleId"], result["level"], message))
        prints.add((path, result["ruleId"], result["partialFingerprints"]["primaryLocationLineHash"]))
        expect("foilint/v1" in result["partialFingerprints"], "sarif: foilint/v1")
        if missing:
            first = result["relatedLocations"][0]["physicalLocation"]["region"]
            expect((first["startLine"], first["startColumn"]) == (missing["line"], missing["col"]),
                   "sarif: the second anchor is not the first related location")
    expect(got == want, "sarif: other findings than json")
    expect(len(prints) == len(got), "sarif: two results with one fingerprint")
    sarif_invocation(one["invocations"][0])


def sarif_rules(rules, extensions, report):
    expect(len({r["id"] for r in rules}) == len(rules) > 50, "sarif: rule ids")
    for rule in rules:
        for key in ("shortDescription", "fullDescription"):
            expect(0 < len(rule[key]["text"]) <= 1024, "sarif: %s of %s" % (key, rule["id"]))
        expect(rule["help"]["text"] and rule["help"]["markdown"], "sarif: help of " + rule["id"])
        expect(not re.search(r"(?<!\\)<(?!https?://)", rule["help"]["markdown"]),
               "sarif: bare < in the Markdown of " + rule["id"])
        expect(len(rule["name"]) <= 255 and len(rule["properties"]["tags"]) <= 10, "sarif: " + rule["id"])
        expect("precision" not in rule["properties"], "sarif: a precision nobody measured")
        expect(rule["properties"]["problem.severity"] in ("error", "warning", "recommendation"),
               "sarif: problem.severity of " + rule["id"])
    packs = [(p["name"], p["version"], p["sha256"]) for p in report["packs"]]
    expect(packs == [(e["name"], e["semanticVersion"], e["properties"]["sha256"]) for e in extensions],
           "sarif: extensions are not the packs")


def sarif_invocation(invocation):
    told = [(n["descriptor"]["id"],
             urllib.parse.unquote(n["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]))
            for n in invocation["toolExecutionNotifications"]]
    expect(told == [("unreadable", "\u00fcnreadable.txt"), ("unreadable", "gone.txt"),
                    ("not-recognised", "notes.md")], "sarif: notifications %s" % told)
    expect(invocation["executionSuccessful"] is False, "sarif: executionSuccessful")


def junit(data, want, report):
    tree = etree.fromstring(data)
    schema = etree.XMLSchema(etree.parse(os.path.join(ROOT, "tests", "schemas", "junit.xsd")))
    expect(schema.validate(tree), "junit: %s" % schema.error_log)
    expect([s.get("name") for s in tree] == [shown(d["path"]) for d in report["documents"]],
           "junit: suites are not the drafts")
    for suite, document in zip(tree, report["documents"]):
        cases = suite.findall("testcase")
        expect(int(suite.get("tests")) == len(cases), "junit: tests of " + suite.get("name"))
        failed = {c.get("classname") + "/" + c.get("name") for c in cases if c.find("failure") is not None}
        rules = {f[5] for f in want if f[0] == suite.get("name")}
        expect(failed == rules, "junit: failures of " + suite.get("name"))
        expect(int(suite.get("failures")) == len(failed), "junit: number of failures")
        expect(int(suite.get("errors")) == (document["status"] == "unreadable"), "junit: errors")
        expect(len(suite.findall(".//failure")) == len(document["findings"]), "junit: a finding is lost")
        if document["counts"]["met"]:
            expect(len(cases) > len(failed), "junit: what is met is no test")


def checkstyle(data, want, report):
    tree = etree.fromstring(data)
    levels = {"error": "error", "warning": "warning", "info": "note"}
    got = []
    unreadable = []
    for file in tree.findall("file"):
        for e in file.findall("error"):
            expect(int(e.get("line")) >= 1, "checkstyle: line 0")
            if e.get("source") == "foilint.unreadable":
                unreadable.append(file.get("name"))
                continue
            expect(e.get("source").startswith("foilint."), "checkstyle: source")
            got.append((file.get("name"), int(e.get("line")), int(e.get("column")),
                        e.get("source")[8:].replace(".", "/", 1), levels[e.get("severity")], e.get("message")))
    expect(got == [f[:3] + (f[5], f[6], xml_text(f[7])) for f in want], "checkstyle: other findings than json")
    expect(unreadable == unreadable_of(report), "checkstyle: unreadable drafts")


def xml_text(text):
    """What XML can hold of a text."""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", "\ufffd", text)


def unreadable_of(report):
    return [d["path"] for d in report["documents"] if d["status"] == "unreadable"]


def github(data, want, report):
    """As the runner of GitHub Actions reads its commands."""
    levels = {"error": "error", "warning": "warning", "notice": "note"}
    ranks = {"error": 0, "warning": 1, "note": 2}
    got = []
    unreadable = []
    for line in data.decode().splitlines():
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        expect(command, "github: no command: " + line)
        fields = dict(p.split("=", 1) for p in command.group(2).split(","))
        fields = {k: unescape(v) for k, v in fields.items()}
        if fields["title"] == "unreadable":
            unreadable.append(fields["file"])
            continue
        message = unescape(command.group(3)).split("\nwrite: ")[0].split("\nlaw: ")[0]
        got.append((fields["file"], int(fields["line"]), int(fields.get("col", 0)), int(fields["endLine"]),
                    int(fields.get("endColumn", 0)), fields["title"], levels[command.group(1)], message))
    wanted = []
    for path in dict.fromkeys(f[0] for f in want):
        own = [f for f in want if f[0] == path]
        wanted += sorted(own, key=lambda f: ranks[f[6]])
    wanted = [(f[0], f[1], f[2] if f[1] == f[3] else 0, f[3], f[4] if f[1] == f[3] else 0,
               f[5].split("/")[1], f[6], f[7]) for f in wanted]
    expect(got == wanted, "github: other findings than json, or not the worst first")
    expect(unreadable == unreadable_of(report), "github: unreadable drafts")


def unescape(text):
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def gitlab(data, want, report):
    levels = {"critical": "error", "major": "warning", "minor": "note"}
    issues = json.loads(data)
    expect(len({i["fingerprint"] for i in issues}) == len(issues), "gitlab: one fingerprint twice")
    got = []
    for issue in issues:
        at = issue["location"]
        expect(at["lines"]["begin"] >= 1, "gitlab: line 0")
        if issue["check_name"] == "foilint/unreadable":
            expect(issue["severity"] == "blocker", "gitlab: an unreadable draft")
            continue
        got.append((at["path"], at["lines"]["begin"], at["positions"]["begin"]["column"], at["lines"]["end"],
                    at["positions"]["end"]["column"], issue["check_name"], levels[issue["severity"]],
                    issue["description"]))
    expect(got == want, "gitlab: other findings than json")
    expect(len(issues) - len(got) == len(unreadable_of(report)), "gitlab: unreadable drafts")


def rdjsonl(data, want, report, folder):
    levels = {"ERROR": "error", "WARNING": "warning", "INFO": "note"}
    known = {"message", "location", "severity", "source", "code"}
    got = []
    unreadable = []
    for line in data.decode().split("\n")[:-1]:
        d = json.loads(line)
        expect(set(d) <= known, "rdjsonl: a field that reviewdog does not know")
        if "range" not in d["location"]:
            unreadable.append(d["location"]["path"])
            continue
        path, span = d["location"]["path"], d["location"]["range"]
        message = re.split("\n(?:belongs|write): ", d["message"])[0]
        got.append((path, span["start"]["line"], point(folder, path, span["start"]), span["end"]["line"],
                    point(folder, path, span["end"]), d["code"]["value"], levels[d["severity"]], message))
    wanted = [f if not f[0].endswith(".docx") else f[:2] + (0,) + f[3:4] + (0,) + f[5:] for f in want]
    expect(got == wanted, "rdjsonl: other findings than json")
    expect(unreadable == unreadable_of(report), "rdjsonl: unreadable drafts")


def point(folder, path, position):
    """Column in code points of one in bytes; 0 for a file without lines."""
    if path.endswith(".docx"):
        return 0
    with open(os.path.join(folder, path), "rb") as f:
        line = f.read().split(b"\n")[position["line"] - 1]
    return len(line[:position["column"] - 1].decode()) + 1


class Page(html.parser.HTMLParser):
    VOID = {"meta", "br", "hr"}

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.cards = [], [], [], []
        self.policy = ""
        self.texts = {"style": "", "script": "", "all": ""}

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        expect("style" not in values and not [k for k in values if k.startswith("on")],
               "html: an inline style or handler on " + tag)
        expect("src" not in values and tag not in ("link", "img", "iframe", "object"),
               "html: %s fetches something" % tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        if tag == "article" and "card" in values.get("class", ""):
            self.cards.append(values["data-kind"])
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        expect(self.open and self.open.pop() == tag, "html: </%s> closes nothing" % tag)

    def handle_data(self, data):
        self.texts[self.open[-1] if self.open and self.open[-1] in ("style", "script") else "all"] += data


def page(data, want, report):
    text = data.decode()
    expect(not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text), "html: a control character")
    p = Page()
    p.feed(text)
    p.close()
    expect(not p.open, "html: left open: %s" % p.open)
    expect(len(set(p.ids)) == len(p.ids), "html: one id twice")
    for link in p.links:
        expect(link[1:] in p.ids if link[0] == "#" else re.match("https?://", link), "html: link to " + link)
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(p.texts[kind].encode()).digest()).decode()
        expect("%s-src 'sha256-%s'" % (kind, digest) in p.policy, "html: the policy does not admit its " + kind)
    expect(p.cards == [f[6] for f in want], "html: other findings than json")
    for f in (f for d in report["documents"] for f in d["findings"]):
        words = xml_text(f["message"])
        expect(words[1:] in p.texts["all"], "html: message lost: " + words)
    expect("alert(\"x\")" in p.texts["all"], "html: the letter's words are lost")
    for d in report["documents"]:
        expect(d["path"] in p.texts["all"], "html: draft lost: " + d["path"])


# ---- whole runs ---------------------------------------------------------------------


def many_at_once(foilint, folder, paths, alone):
    """All formats in one run say what each says in its own."""
    outputs = ["--output=%s=out.%s" % (f, f) for f in FORMATS]
    code, _ = run(foilint, folder, "--format=quiet", "-j2", *outputs, "--", *paths)
    expect(code == 2, "unreadable drafts must give 2")
    for f in FORMATS:
        with open(os.path.join(folder, "out." + f), "rb") as file:
            expect(file.read() == alone[f], "%s: another report in a run of several" % f)
    left = [n for n in os.listdir(folder) if n.startswith("out.") and n[4:] not in FORMATS]
    expect(not left, "temporary files left: %s" % left)


def whole_or_not_at_all(foilint, folder, paths):
    write(folder, "kept.sarif", b"as it was")
    code, _ = run(foilint, folder, "--output=sarif=kept.sarif", "--output=html=no/such/dir.html", "--", *paths)
    expect(code == 2, "an output that cannot be written must give 2")
    with open(os.path.join(folder, "kept.sarif"), "rb") as f:
        expect(f.read() == b"as it was", "a failed run changed another output")
    expect(not [n for n in os.listdir(folder) if n.startswith("kept.sarif.")], "temporary file left")


def clean_run(foilint, folder):
    """A letter without findings: empty lists, not missing ones."""
    _, data = run(foilint, folder, "--format=sarif", "withhold-qualified.txt")
    expect(json.loads(data)["runs"][0]["results"] == [], "sarif: results of a clean letter")
    _, data = run(foilint, folder, "--format=gitlab", "withhold-qualified.txt")
    expect(json.loads(data) == [], "gitlab: issues of a clean letter")
    _, data = run(foilint, folder, "--format=html", "withhold-qualified.txt")
    expect(b"No finding." in data and b'class="index"' not in data, "html: a clean letter")
    code, data = run(foilint, folder, "--format=sarif", "--sarif-all", "withhold-qualified.txt")
    results = json.loads(data)["runs"][0]["results"]
    expect(code == 0 and {(r["kind"], r["level"]) for r in results} == {("pass", "none")},
           "sarif: --sarif-all of a clean letter")


def main():
    foilint = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        paths = lay_out(folder)
        alone = {}
        for f in FORMATS:
            code, alone[f] = run(foilint, folder, "--format=" + f, "--", *paths)
            expect(code == 2, f + ": unreadable drafts must give 2")
            expect(run(foilint, folder, "--format=" + f, "-j3", "--", *paths)[1] == alone[f],
                   f + ": other bytes with three threads")
        report = json.loads(alone["json"])
        want = findings_of(report)
        expect(len(want) > 20, "too few findings to compare")
        sarif(alone["sarif"], want, report)
        junit(alone["junit"], want, report)
        checkstyle(alone["checkstyle"], want, report)
        github(alone["github"], want, report)
        gitlab(alone["gitlab"], want, report)
        rdjsonl(alone["rdjsonl"], want, report, folder)
        page(alone["html"], want, report)
        many_at_once(foilint, folder, paths, alone)
        whole_or_not_at_all(foilint, folder, paths)
        clean_run(foilint, folder)
    print("formats: %d checks over %d findings" % (checks, len(want)))


if __name__ == "__main__":
    main()
