#!/usr/bin/env python3
"""Writes the manual pages, foilint.1 and one for each command, from what the
program says of itself. usage: manuals.py FOILINT FOLDER"""
import json, os, re, subprocess, sys, textwrap
from email.utils import parsedate_to_datetime

foilint, folder = sys.argv[1:]
here = os.path.dirname(os.path.abspath(__file__))
told = json.loads(subprocess.run([foilint, "help", "--format=json"], check=True, stdout=subprocess.PIPE).stdout)
# the day of the release, so that two builds give the same bytes
stamp = re.search(r"^ -- .*>  (.*)$", open(os.path.join(here, "debian/changelog"), encoding="utf-8").read(), re.M)
day = parsedate_to_datetime(stamp.group(1)).strftime("%Y-%m-%d")


def plain(text):
    """Text as roff prints it: no escape, no request at the start of a line."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "\\[u2026]")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.M)


def filled(text):
    """A paragraph, in lines that groff and those who read the source like."""
    lines = textwrap.wrap(" ".join(text.split()), 72, break_long_words=False, break_on_hyphens=False)
    return "\n".join(plain(line) for line in lines)


def placeholders(text):
    """FILE and LEVEL in italics, the rest as it is."""
    return re.sub(r"[A-Z][A-Z0-9]+|\bN\b", lambda m: "\\fI" + m.group() + "\\fR", plain(text))


def paragraphs(text):
    """(title or None, roff) of each paragraph; "Exit status: …" has a title."""
    for paragraph in text.split("\n\n"):
        title = re.match(r"(Exit status): ", paragraph)
        yield (title.group(1).upper(), filled(paragraph[title.end():])) if title else (None, filled(paragraph))


def option(o):
    name = (f"\\fB\\-{o['letter']}\\fR, " if "letter" in o else "") + "\\fB" + plain("--" + o["name"]) + "\\fR"
    if "value" in o:
        name += "=" + placeholders(o["value"])
    return [".TP", name, filled(o["help"])]


def head(name, summary):
    return [f".TH {name.upper().replace('-', chr(92) + '-')} 1 {day} \"foilint {told['version']}\" \"User Commands\"",
            ".SH NAME", f"{plain(name)} \\- {plain(summary)}", ".SH SYNOPSIS"]


def refer(names):
    lines = [".SH SEE ALSO"]
    for i, name in enumerate(names):
        lines.append(f".BR {plain(name)} (1)" + ("," if i + 1 < len(names) else ""))
    return lines


def of_command(c):
    name, _, operands = c["usage"].partition(" ")
    lines = head(f"foilint-{c['name']}", c["summary"])
    lines += [f"\\fBfoilint {plain(name)}\\fR {placeholders(operands)}", ".SH DESCRIPTION"]
    for i, (title, text) in enumerate(paragraphs(c["help"])):
        lines += [f".SH \"{title}\"" if title else ".PP", text] if title or i else [text]
    lines.append(".SH OPTIONS")
    for o in told["options"]:
        if c["name"] in o["commands"]:
            lines += option(o)
    return lines + refer(["foilint"] + [f"foilint-{d['name']}" for d in told["commands"] if d is not c])


def of_program():
    lines = head("foilint", "read draft answers to freedom-of-information requests")
    lines += ["\\fBfoilint\\fR [\\fICOMMAND\\fR] [\\fIOPTION\\fR]... \\fIFILE\\fR...", ".SH DESCRIPTION",
              filled("foilint reads a draft answer to a freedom-of-information request and says which duty it leaves "
                     "undone and where it contradicts itself, each with its law, its place and what to write. "
                     "Without a command it checks the files given. It is not legal advice: no finding is not proof of compliance."), ".SH COMMANDS"]
    for c in told["commands"]:
        lines += [".TP", f".BR {plain('foilint-' + c['name'])} (1)", plain(c["summary"])]
    lines.append(".SH OPTIONS")
    lines.append("The options that every command takes; the page of a command has its own.")
    everywhere = [c["name"] for c in told["commands"]]
    for o in told["options"]:
        if o["commands"] == everywhere:
            lines += option(o)
    lines += [".TP", "\\fB\\-\\-version\\fR", "print the version and the packs"]
    for topic in told["topics"]:
        lines += [f".SH \"{topic['title'].upper()}\"", filled(topic["text"])]
    return lines + refer([f"foilint-{c['name']}" for c in told["commands"]])


os.makedirs(folder, exist_ok=True)
for old in os.listdir(folder):
    os.remove(os.path.join(folder, old))
pages = {"foilint.1": of_program()}
pages.update({f"foilint-{c['name']}.1": of_command(c) for c in told["commands"]})
for name, lines in pages.items():
    open(os.path.join(folder, name), "w", encoding="ascii").write("\n".join(lines) + "\n")
