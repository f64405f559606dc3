#!/usr/bin/env python3
"""Writes a page for every rule id under docs/rules/ from what the program says
of it; a page tells of every pack that has a rule of that id. usage:
rule_pages.py FOILINT; without UPDATE=1 it only compares."""
import difflib, glob, json, os, re, subprocess, sys

foilint = os.path.abspath(sys.argv[1])
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
update = bool(os.environ.get("UPDATE"))
MONTHS = "January February March April May June July August September October November December".split()
SEVERITY = {"error": "the letter should not go out like this", "warning": "look at it before the letter goes out",
            "note": "something to think about", "off": "not asked for unless switched on"}
STRENGTH = {"act": "an Act says so", "regulations": "regulations say so", "code": "a code of practice asks for it",
            "guidance": "guidance asks for it", "practice": "good practice"}
MOST = 3  # examples of each kind on a page


def ask(*words):
    return json.loads(subprocess.run([foilint, *words, "--no-config", "--format", "json"], check=True,
                                     stdout=subprocess.PIPE).stdout)["rules"]


def literal(text):
    """Text of a letter or a pack, in which nothing is Markdown."""
    return re.sub(r"([\\`*_\[\]#|~])", r"\\\1", text).replace("<", "&lt;").replace(">", "&gt;")


def day(iso):
    year, month, number = iso.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def about(text):
    """[heading, lines of the rest] of what a file or a pack says of itself."""
    if len(text) <= 64:
        return [literal(text.rstrip("."))]
    head, mark, rest = re.match(r"([^.:]*)([.:]?)\s*(.*)", text, re.S).groups()
    return [literal(head)] + (["", literal(rest[:1].upper() + rest[1:])] if rest else [])


def group_text(rule):
    """What the file of a rule says of itself."""
    for path in [f"rules/{rule['pack']}/rules/{rule['group']}.json"] + sorted(glob.glob(f"rules/*/rules/{rule['group']}.json")):
        if os.path.exists(path):
            return read(path).get("comment", rule["group"])
    return rule["group"]


# ---- examples -----------------------------------------------------------------


def paragraphs(text):
    return [" ".join(p.split()) for p in re.split(r"\n\s*\n", text) if p.strip()]


def sentences(text):
    return re.split(r"(?<=[.?!])\s+", text)


def differences(frame, text):
    """(shown, left): the paragraphs that the frame has not, and the sentences
    that only the frame has."""
    shown, left = [], []
    matcher = difflib.SequenceMatcher(None, frame, text, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        shown += range(c, d)
        said = {s for p in text[c:d] for s in sentences(p)}
        before = [s for p in frame[a:b] for s in sentences(p)]
        # what is said otherwise is not left out
        if said <= set(before):
            left += [s for s in before if s not in said]
    return shown, left


def marked(paragraph, quotes):
    """The paragraph with the words in question in bold."""
    spans = []
    for quote in quotes:
        found = re.search(r"\s+".join(re.escape(w) for w in quote.split()), paragraph)
        if found and not any(a < found.end() and found.start() < b for a, b in spans):
            spans.append(found.span())
    out, at = "", 0
    for a, b in sorted(spans):
        out += literal(paragraph[at:a]) + "**" + literal(paragraph[a:b]) + "**"
        at = b
    return out + literal(paragraph[at:])


def quoted(lines):
    return "\n>\n".join("> " + line for line in lines)


def shorten(places, most=8):
    """The first of many paragraphs, and whether there were more."""
    return sorted(places)[:most], len(places) > most


def bad_example(e):
    text, frame = paragraphs(e["text"]), paragraphs(e["frame_text"])
    shown, left = differences(frame, text) if frame else (list(range(len(text))), [])
    shown = set(shown)
    for quote in e["quotes"]:
        words = " ".join(quote.split())
        if not any(words in text[i] for i in shown):
            shown.update([i for i, p in enumerate(text) if words in p][:1])
    places, more = shorten(shown)
    lines = ["A letter says:", "", quoted([marked(text[i], e["quotes"]) for i in places] + (["…"] if more else []))]
    if left:
        lines += ["", "and leaves out:", "", quoted([literal(s) for s in left[:8]])]
    if e.get("as_of"):
        lines += ["", f"(By the law of {day(e['as_of'])}.)"]
    return "\n".join(lines)


def good_example(e, bad):
    """A letter that differs from its frame shows how; one that is its frame
    shows what a bad example on that frame had left out or said otherwise."""
    text, frame = paragraphs(e["text"]), paragraphs(e["frame_text"])
    shown, _ = differences(frame, text) if frame else (list(range(len(text))), [])
    if not shown:
        for other in bad:
            if other["frame_text"] == e["frame_text"]:
                shown, _ = differences(paragraphs(other["text"]), text)
                break
    if not shown:
        return None
    places, more = shorten(set(shown))
    return quoted([literal(text[i]) for i in places] + (["…"] if more else []))


def examples(rule, level):
    kinds = {kind: [e for e in rule["examples"] if e["kind"] == kind] for kind in ("bad", "good", "not-applicable")}
    pages = {"bad": [bad_example(e) for e in kinds["bad"]]}
    for kind in ("good", "not-applicable"):
        bad = kinds["bad"] if kind == "good" else []
        pages[kind] = [page for page in (good_example(e, bad) for e in kinds[kind]) if page]
    titles = {"bad": "Letters with this defect", "good": "Letters without it", "not-applicable": "Letters it leaves alone"}
    lines = []
    for kind, title in titles.items():
        some = list(dict.fromkeys(pages[kind]))[:MOST]
        if some:
            # a comment between two quotes keeps them apart
            lines += ["", f"{level} {title}", "", "\n\n<!-- -->\n\n".join(some)]
    return lines


# ---- a page -------------------------------------------------------------------


def law(basis):
    name = literal(f"{basis['source']}, {basis['at']}" if basis["at"] else basis["source"])
    return f"* [{name}]({basis['url']})" if basis["url"] else f"* {name}"


def of_rule(rule, level):
    name = f"{rule['pack']}/{rule['id']}"
    message = re.sub(r"\{[^}]*\}", "…", rule["message"]).replace("….", "…")
    message = message[:1].upper() + message[1:]
    lines = [f"**{rule['severity']}**: {SEVERITY[rule['severity']]}. Strength **{rule['strength']}**: "
             f"{STRENGTH[rule['strength']]}.", "", f"{level} What it finds", "", quoted([literal(message)])]
    if rule["advice"]:
        lines += ["", f"{level} What to write", "", literal(rule["advice"])]
    lines += ["", f"{level} The law behind it", ""] + [law(b) for b in rule["basis"]]
    if "from" in rule or "to" in rule:
        since = f" from {day(rule['from'])}" if "from" in rule else ""
        until = f" until {day(rule['to'])}" if "to" in rule else ""
        lines += ["", f"It is judged in letters{since}{until}: before and after, the law was another."
                  if since and until else f"It is judged in letters{since}{until}: "
                  + ("before, it was not the law." if since else "since then it is no longer the law.")]
    lines += examples(rule, level)
    turn, to = ("on", "warning") if rule["severity"] == "off" else ("off", "off")
    return lines + ["", f"{level} To switch it {turn}", "",
                    f"In one run: `--rule-severity {name}={to}`. For good, in `.foilint.json`:", "",
                    "```json", json.dumps({"severities": {name: to}}), "```"]


def page(told):
    titles = dict.fromkeys(r["title"] for r in told)
    lines = [f"# {literal(' / '.join(titles))}", "", f"Rule `{told[0]['id']}`.", ""]
    if len(told) == 1:
        return lines + of_rule(told[0], "##")
    for rule in told:
        lines += [f"## {about(read('rules/' + rule['pack'] + '/pack.json')['title'])[0]}", ""] + of_rule(rule, "###") + [""]
    return lines[:-1]


listing = ask("rules")
packs = list(dict.fromkeys(r["pack"] for r in listing))
rules = sorted(listing, key=lambda r: (packs.index(r["pack"]), r["group"], r["id"]))
told = {}
for rule in ask("explain", *dict.fromkeys(r["id"] for r in rules)):
    told.setdefault(rule["id"], []).append(rule)
pages = {name + ".md": "\n".join(page(several)) + "\n" for name, several in told.items()}
index = ["# Rules", "",
         "One page for each rule, made by `make pages` from the packs. Packs may share a name: its page tells of all."]
pack = group = None
for rule in rules:
    if rule["pack"] != pack:
        pack, group = rule["pack"], None
        title, *rest = about(read("rules/" + pack + "/pack.json")["title"])
        index += ["", f"## {title}"] + rest
    if rule["group"] != group:
        group = rule["group"]
        title, *rest = about(group_text(rule))
        index += ["", f"### {title}"] + rest + ["", "| what it finds | rule | severity | strength |", "|---|---|---|---|"]
    index.append(f"| [{literal(rule['title'])}]({rule['id']}.md) | `{rule['id']}` | {rule['severity']} | {rule['strength']} |")
pages["index.md"] = "\n".join(index) + "\n"
os.makedirs("docs/rules", exist_ok=True)
stale = sorted(set(os.listdir("docs/rules")) - set(pages))
wrong = [n for n, t in pages.items()
         if not os.path.exists("docs/rules/" + n) or open("docs/rules/" + n, encoding="utf-8").read() != t]
if update:
    for name in stale:
        os.remove("docs/rules/" + name)
    for name in wrong:
        open("docs/rules/" + name, "w", encoding="utf-8").write(pages[name])
    print(f"docs/rules: {len(pages)} pages, {len(wrong)} rewritten, {len(stale)} removed")
    sys.exit(0)
for name in stale + wrong:
    print(f"docs/rules/{name} is out of date: run make pages")
print(f"docs/rules: {len(pages) - len(wrong)} passed, {len(stale) + len(wrong)} failed")
sys.exit(bool(stale or wrong))
