#!/usr/bin/env python3
"""Writes a page for every rule id under docs/rules/ from what the program says
of it; a page tells of every pack that has a rule of that id. usage: rule_pages.py FOILINT; without UPDATE=1 it only compares."""
import json, os, re, subprocess, sys

foilint = os.path.abspath(sys.argv[1])
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
update = bool(os.environ.get("UPDATE"))
listing = json.loads(subprocess.run([foilint, "rules", "--no-config", "--format", "json"], check=True,
                                    stdout=subprocess.PIPE).stdout)
packs = list(dict.fromkeys(r["pack"] for r in listing["rules"]))
rules = sorted(listing["rules"], key=lambda r: (packs.index(r["pack"]), r["group"], r["id"]))
titles = {}
for rule in rules:
    titles.setdefault(rule["id"], []).append(rule["title"])
pages = {}
index = ["# Rules", "", "One page for each id, made by `make pages` from the packs. Packs may share an id: its page tells of all.", ""]
pack = group = None
for rule in rules:
    if rule["pack"] != pack:
        pack, group = rule["pack"], None
        index += ["", f"## {pack}"]
    if rule["group"] != group:
        group = rule["group"]
        index += ["", f"### {group}", "", "| rule | severity | strength | what it finds |", "|---|---|---|---|"]
    index.append(f"| [{rule['id']}]({rule['id']}.md) | {rule['severity']} | {rule['strength']} | {rule['title']} |")
    if rule["id"] + ".md" in pages:
        continue
    text = subprocess.run([foilint, "explain", "--no-config", rule["id"]], check=True,
                          stdout=subprocess.PIPE).stdout.decode()
    # a page does not change with the lines of other rules
    text = re.sub(r"(<built-in>/[^:()]*):\d+\)", r"\1)", text)
    pages[rule["id"] + ".md"] = f"# {rule['id']}\n\n{'; '.join(dict.fromkeys(titles[rule['id']]))}\n\n```text\n{text.rstrip()}\n```\n"
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
