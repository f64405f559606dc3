#!/usr/bin/env python3
"""Builds the documentation as a site: README.md is its first page, docs/ the
others, the rules grouped by law and duty. usage: site.py FOILINT FOLDER"""
import json, os, re, shutil, subprocess, sys

foilint, folder = (os.path.abspath(a) for a in sys.argv[1:])
here = os.path.dirname(os.path.abspath(__file__))
os.chdir(os.path.join(here, "../.."))
if not shutil.which("mkdocs"):
    sys.exit("site: mkdocs is missing; install the packages mkdocs and mkdocs-material")
source = folder + "-source"

# What stands where in the menu. A page of docs/ that is named nowhere comes under "More".
MENU = {
    "Using it": ["reading.md", "questions.md", "several-laws.md", "deadlines.md", "formats.md", "measuring.md"],
    "Writing rules": ["adding.md", "pack-format.md", "conditions.md", "overlays.md", "left-out.md"],
    "Inside": ["architecture.md", "testing.md", "packaging.md", "contributing.md"],
}
CONFIG = {
    "site_name": "foilint",
    "site_description": "reads draft answers to freedom-of-information requests and says what they leave undone",
    "docs_dir": source + "/docs",
    "site_dir": folder,
    "use_directory_urls": False,  # it can be read from a folder; the search needs a server
    "theme": {
        "name": "material",
        "font": False,  # nothing is fetched from anywhere
        "palette": [
            {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "indigo", "accent": "indigo",
             "toggle": {"icon": "material/weather-night", "name": "Dark"}},
            {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "indigo", "accent": "light blue",
             "toggle": {"icon": "material/weather-sunny", "name": "Light"}},
        ],
        "icon": {"logo": "material/email-check-outline"},
        "features": ["navigation.tabs", "navigation.indexes", "navigation.top", "search.highlight"],
    },
    "extra_css": ["site.css"],
    "extra": {"generator": False},
    "plugins": ["search"],
    "markdown_extensions": ["tables", "sane_lists", {"toc": {"permalink": True, "toc_depth": 3}}, "pymdownx.superfences",
                            {"pymdownx.highlight": {"use_pygments": True}}],
    "strict": True,
}
CSS = """/* room for code of 120 columns, and the letters of the examples */
.md-grid { max-width: 76rem; }
.md-typeset table:not([class]) { font-size: 0.7rem; }
.md-typeset table:not([class]) th { min-width: 3rem; }
.md-typeset blockquote { color: inherit; border-left-color: var(--md-primary-fg-color); }
.md-typeset h2 ~ blockquote strong { background: rgba(255, 196, 0, 0.35); }
.md-typeset h1, .md-typeset h2 { font-weight: 500; color: inherit; }
.md-typeset pre > code { font-size: 0.72em; }
"""


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def linked(text, names):
    """Names of pages in `code` become links to them, outside fenced blocks."""

    def link(match):
        name = match.group(1)
        page = names.get(name)
        return f"[{match.group(0)}]({page})" if page else match.group(0)

    parts = re.split(r"(^```.*?^```$)", text, flags=re.S | re.M)
    return "".join(part if i % 2 else re.sub(r"(?<![\[`])`([\w./-]+)`(?![\]`])", link, part) for i, part in enumerate(parts))


shutil.rmtree(source, ignore_errors=True)
shutil.copytree("docs", source + "/docs", ignore=shutil.ignore_patterns("packaging"))
pages = {"index.md": read("README.md"), "contributing.md": read("CONTRIBUTING.md"), "packaging.md": read(here + "/README.md")}
pages.update({name: read("docs/" + name) for name in sorted(os.listdir("docs")) if name.endswith(".md")})
names = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "docs/packaging/": "packaging.md",
         "docs/rules/": "rules/index.md", "docs/packaging/README.md": "packaging.md"}
for name in pages:
    names.setdefault(name, name)
    names["docs/" + name] = name
for name, text in pages.items():
    with open(f"{source}/docs/{name}", "w", encoding="utf-8") as file:
        if name == "index.md":
            file.write("---\nhide: [navigation]\n---\n")
        file.write(linked(text, {n: p for n, p in names.items() if p != name}))
with open(source + "/docs/site.css", "w", encoding="utf-8") as file:
    file.write(CSS)

# the menu of the rules is the list of docs/rules/index.md
rules, law, duty, seen = [], None, None, set()
for line in read("docs/rules/index.md").splitlines():
    if line.startswith("## "):
        law = []
        rules.append({line[3:]: law})
    elif line.startswith("### "):
        duty = []
        law.append({line[4:]: duty})
    else:
        row = re.match(r"\| \[(.*)\]\(([\w-]+\.md)\) \|", line)
        if row and row.group(2) not in seen:
            seen.add(row.group(2))
            duty.append({re.sub(r"\\(.)", r"\1", row.group(1)): "rules/" + row.group(2)})
for entry in rules:  # duties all of whose rules stand under an earlier law
    for duties in entry.values():
        duties[:] = [d for d in duties if any(d.values())]
named = {page for group in MENU.values() for page in group}
more = [page for page in pages if page not in named and page != "index.md"]
CONFIG["nav"] = [{"Home": "index.md"}] + [{title: [p for p in group if p in pages]} for title, group in MENU.items()]
CONFIG["nav"].insert(2, {"Rules": ["rules/index.md"] + rules})
if more:
    CONFIG["nav"].append({"More": more})
with open(source + "/mkdocs.yml", "w", encoding="utf-8") as file:
    json.dump(CONFIG, file, indent=1)
done = subprocess.run(["mkdocs", "build", "--strict", "-f", source + "/mkdocs.yml"], stdout=subprocess.PIPE,
                      stderr=subprocess.STDOUT)
if done.returncode:
    print(done.stdout.decode(), end="")
    sys.exit("site: mkdocs has something to say")
print(f"site: {len(pages) + len(seen) + 1} pages, {os.path.relpath(folder)}/index.html")
