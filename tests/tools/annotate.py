#!/usr/bin/env python3
"""Copies with comments, made by `foilint annotate` of fixtures/annotate/ and fixtures/formats/: the comments stand at
the words, all other bytes are the draft's, the copy has the draft's findings, and others can read it (python3-docx,
pdftotext and qpdf; LibreOffice where it is installed). NAME.expect holds rule and commented words of each comment; UPDATE=1 rewrites it.
usage: annotate.py FOILINT"""
import glob, html, json, os, re, shutil, subprocess, sys, tempfile, zipfile
import xml.etree.ElementTree as ET
from collections import Counter

try:
    import docx
except ImportError:
    docx = None

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
FOILINT = os.path.abspath(sys.argv[1])
W = ["{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
     "{http://purl.oclc.org/ooxml/wordprocessingml/main}"]
O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
CHANGED = {"docx": {"[Content_Types].xml", "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"},
           "odt": {"content.xml"}}
# elements that may be put into a part, besides what a run's properties hold, when it is split
ADDED = {"docx": {"commentRangeStart", "commentRangeEnd", "commentReference", "r", "rPr", "t"},
         "odt": {"annotation", "annotation-end", "creator", "date", "p"}}
BOX = "[box]"  # stands for a text box, around which LibreOffice has no range
wrong = []


def check(ok, path, what):
    if not ok:
        wrong.append(f"{path}: {what}")


def run(*words, **env):
    return subprocess.run([FOILINT, *words], capture_output=True, text=True, env={**os.environ, **env})


def report(path):
    """What is found, with the places; of what is kept apart (comments) the columns may move."""
    out = run("check", "--no-config", "--format", "json", "--exit-zero", path)
    document = json.loads(out.stdout)["documents"][0]
    keys = ("rule", "pack", "severity", "message", "subject")
    return [tuple(f[k] for k in keys) + tuple(f["location"].get(k) for k in ("paragraph", "table", "line", "col",
            "end_col")) for f in document["findings"]], document["status"]


def local(tag):
    return tag.rsplit("}", 1)[-1]


# ---- reading comments ------------------------------------------------------------------------------------------------

def docx_comments(z):
    """id: (author, initials, date, paragraphs), and id: commented words."""
    comments, words, open_, referred = {}, {}, set(), []
    if "word/comments.xml" in z.namelist():
        for c in ET.fromstring(z.read("word/comments.xml")):
            a = {local(k): v for k, v in c.attrib.items()}
            check(a["id"] not in comments, z.filename, f"comment {a['id']} twice")
            comments[a["id"]] = (a["author"], a.get("initials"), a.get("date"), [
                "".join(x.text or "" for x in par.iter() if local(x.tag) == "t") for par in c])

    def walk(node):
        name, ident = local(node.tag), next((v for k, v in node.attrib.items() if local(k) == "id"), None)
        if name == "commentRangeStart":
            open_.add(ident)
            words[ident] = ""
        elif name == "commentRangeEnd":
            open_.discard(ident)
        elif name == "commentReference":
            referred.append(ident)
        elif name in ("t", "delText"):
            for i in open_:
                words[i] += node.text or ""
        elif name in ("br", "tab", "footnoteReference") and node.tag.startswith(tuple(W)):
            for i in open_:
                words[i] += {"br": "\n", "tab": "\t"}.get(name, "*")
        elif name in ("pict", "drawing"):
            for i in open_:
                words[i] += BOX
            return
        for child in node:
            walk(child)
        if name == "p":
            for i in open_:
                words[i] += "\n"

    walk(ET.fromstring(z.read("word/document.xml")))
    check(not open_ and sorted(referred) == sorted(words) == sorted(comments), z.filename,
          "ranges, references and comments don't agree")
    return comments, words


def odt_comments(z):
    comments, words, open_ = {}, {}, set()

    def add(text):
        for i in open_:
            words[i] += text or ""

    def walk(node):
        if node.tag == O + "annotation":
            name = node.get(O + "name")
            check(name not in comments, z.filename, f"annotation {name} twice")
            comments[name] = (node.findtext(DC + "creator"), None, node.findtext(DC + "date"),
                              ["".join(x.itertext()) for x in node.findall(TEXT + "p")])
            words[name] = ""
            open_.add(name)
        elif node.tag == O + "annotation-end":
            check(node.get(O + "name") in open_, z.filename, "an annotation ends before it begins")
            open_.discard(node.get(O + "name"))
        elif node.tag == TEXT + "note" or local(node.tag) in ("frame", "custom-shape", "rect"):
            add("*" if local(node.tag) == "note" else BOX)
        else:
            add(node.text)
            for child in node:
                walk(child)
                add(child.tail)

    walk(ET.fromstring(z.read("content.xml")).find(f"{O}body/{O}text"))
    check(not open_, z.filename, f"annotations without an end: {open_}")
    return comments, words


# ---- what hasn't changed -----------------------------------------------------------------------------------------------

def packed(path):
    """name: (the member's bytes as they are packed, method, time)."""
    out = {}
    with zipfile.ZipFile(path) as z, open(path, "rb") as f:
        for i in z.infolist():
            f.seek(i.header_offset + 26)
            lengths = f.read(4)
            f.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
            out[i.filename] = (f.read(i.compress_size), i.compress_type, i.date_time, i.CRC)
    return out


def is_within(old, new):
    """`old` is `new` without some of its bytes."""
    rest = iter(new)
    return all(byte in rest for byte in old)


def check_bytes(draft, copy, kind):
    before, after = packed(draft), packed(copy)
    check([n for n in after if n in before] == list(before), copy, "members are gone or in another order")
    check(set(after) - set(before) <= CHANGED[kind], copy, f"new members {set(after) - set(before)}")
    with zipfile.ZipFile(draft) as a, zipfile.ZipFile(copy) as b:
        check(b.testzip() is None, copy, "damaged")
        for name in before:
            if name not in CHANGED[kind]:
                check(before[name] == after[name], copy, f"{name} has changed")
                continue
            old, new = a.read(name), b.read(name)
            check(is_within(old, new), copy, f"{name}: something was taken out")
            was = Counter(local(x.tag) for x in ET.fromstring(old).iter())
            now = Counter(local(x.tag) for x in ET.fromstring(new).iter())
            if name in ("word/document.xml", "content.xml"):
                copied = {local(x.tag) for y in ET.fromstring(old).iter() if local(y.tag) == "rPr" for x in y.iter()}
                check(set(now - was) <= ADDED[kind] | copied and not was - now, copy, f"{name}: {now - was}, {was - now}")
        for name in after:
            if name.endswith((".xml", ".rels")):
                ET.fromstring(b.read(name))


# ---- other readers ---------------------------------------------------------------------------------------------------

def check_python_docx(draft, copy, count):
    if not docx:
        return
    a, b = docx.Document(draft), docx.Document(copy)
    check([x.text for x in a.paragraphs] == [x.text for x in b.paragraphs], copy, "python-docx reads other words")
    parts = [r.target_part for r in b.part.rels.values() if r.reltype.endswith("/comments")]
    check(len(parts) == 1 and parts[0].blob.count(b'author="foilint"') == count, copy,
          "python-docx finds no such comments")


def plain(words):
    return sorted(" ".join(w.replace(BOX, "").split()) for w in words)


def office(files, to, out):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{out}/profile", "--headless", "--convert-to", to,
                    "--outdir", out, *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)


def check_office(copies, scratch):
    """LibreOffice makes a PDF of each, and finds as many comments in each."""
    for kind, other in (("docx", "odt"), ("odt", "docx")):
        files = [c for c in copies if c.endswith(kind)]
        for to in ("pdf", other):
            out = f"{scratch}/{kind}-{to}"
            os.makedirs(out)
            office(files, to, out)
            for c in files:
                made = f"{out}/{os.path.splitext(os.path.basename(c))[0]}.{to}"
                check(os.path.exists(made), c, f"LibreOffice makes no {to} of it")
                if to == "pdf" or not os.path.exists(made):
                    continue
                with zipfile.ZipFile(made) as z:
                    comments, words = (odt_comments if to == "odt" else docx_comments)(z)
                own = [i for i in comments if comments[i][0] == "foilint"]
                check(len(own) == copies[c][0], c, f"LibreOffice finds {len(own)} of {copies[c][0]} comments")
                check(plain(words[i] for i in own) == plain(copies[c][1]), c,
                      "LibreOffice has them at other words")


# ---- all together -----------------------------------------------------------------------------------------------------

def check_notes(comments, before, path):
    """Of each comment: rule, message, law, advice, in paragraphs of their own."""
    for (author, initials, date, paragraphs), finding in zip(comments, before):
        rule, pack, severity, message = finding[:4]
        check(author == "foilint" and (initials == "fl" or path.endswith("odt")), path, f"author {author} {initials}")
        check(paragraphs[:2] == [f"{severity}: {pack}/{rule}", message], path, f"{paragraphs[:2]} for {finding[:4]}")
        check(any(x.startswith("Law: ") for x in paragraphs), path, f"no law in {paragraphs}")
        check(any(x.startswith("Write: ") for x in paragraphs), path, f"no advice in {paragraphs}")


def one(draft, scratch):
    kind = draft.rsplit(".", 1)[1]
    copy = f"{scratch}/{os.path.basename(draft)}"
    made = run("annotate", "--no-config", draft, "-o", copy)
    check(made.returncode == 0, draft, f"exit code {made.returncode}: {made.stderr}")
    if made.returncode:
        return None
    (before, status), (after, _) = report(draft), report(copy)
    check(before == after, copy, f"findings differ: {set(before) ^ set(after)}")
    if not before:
        check(open(draft, "rb").read() == open(copy, "rb").read(), copy, "no findings, and yet it has changed")
        return copy, 0, []
    check_bytes(draft, copy, kind)
    read = docx_comments if kind == "docx" else odt_comments
    with zipfile.ZipFile(draft) as a, zipfile.ZipFile(copy) as b:
        (old, old_words), (comments, words) = read(a), read(b)
    for i in old:
        check(comments.get(i) == old[i] and words.get(i) == old_words[i], copy, f"comment {i} has changed")
    new = [i for i in comments if i not in old]
    new.sort(key=lambda i: int(i.split("-")[-1]))
    check(len(new) == len(before), copy, f"{len(new)} comments for {len(before)} findings")
    check_notes([comments[i] for i in new], before, copy)
    second = f".again.{kind}".join(copy.rsplit(f".{kind}", 1))
    again = run("annotate", "--no-config", draft, "-o", second)
    check(open(copy, "rb").read() == open(second, "rb").read(), copy, "another run gives another file")
    dated = run("annotate", "--no-config", draft, "-o", second, SOURCE_DATE_EPOCH="1750000000")
    with zipfile.ZipFile(second) as z:
        check(all(c[2] == "2025-06-15T15:06:40Z" for i, c in read(z)[0].items() if i in new), copy, "the time is another")
    shown = "".join(f"{comments[i][3][0]} | {' '.join(words[i].split())}\n" for i in new)
    expect = os.path.splitext(draft)[0] + f".{kind}.expect"
    if draft.startswith("fixtures/annotate/"):
        if os.environ.get("UPDATE"):
            open(expect, "w").write(shown)
        check(os.path.exists(expect) and open(expect).read() == shown, copy, "comments at other words:\n" + shown)
    if kind == "docx":
        check_python_docx(draft, copy, len(new))
    return copy, len(new), sorted(" ".join(words[i].split()) for i in new)


# ---- PDF -----------------------------------------------------------------------------------------------------------

# some rules, and the words that pdftotext finds under their highlights (it gives whole words)
PDF_WORDS = {"question-unanswered": ["Please send any report that compares the meters with payment by telephone."],
             "pit-missing": ["section 43(2)"]}
told_words = set()


def words_of_pages(path):
    """Of each page its words with left, bottom, right and top, by pdftotext."""
    boxes = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True).stdout
    pages = []
    for _, height, words in re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.S):
        pages.append([(float(a), float(height) - float(d), float(c), float(height) - float(b), html.unescape(w))
                      for a, b, c, d, w in re.findall(
                          r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>',
                          words)])
    return pages


def under(quads, page):
    inside = []
    for q in range(0, len(quads), 8):
        left, top, right, bottom = quads[q], quads[q + 1], quads[q + 2], quads[q + 5]
        inside += [w for a, b, c, d, w in page if min(c, right) - max(a, left) > 1 and bottom < (b + d) / 2 < top]
    return " ".join(inside)


def pdf_notes(update, path):
    """Author, findings and words (of each page) of each highlight in the update."""
    pages, out = words_of_pages(path), []
    for one in re.findall(rb"<</Type /Annot .*?>>\s*endobj", update, re.S):
        text, author = (bytes.fromhex(x.decode())[2:].decode("utf-16-be") for x in (
            re.search(rb"/Contents <([0-9a-f]+)>", one).group(1), re.search(rb"/T <([0-9a-f]+)>", one).group(1)))
        quads = [float(x) for x in re.search(rb"/QuadPoints \[([^]]+)\]", one).group(1).split()]
        out.append((author, text.rstrip("\n").split("\n\n"), {under(quads, page) for page in pages}))
    return out


def one_pdf(draft, scratch):
    copy = f"{scratch}/{os.path.basename(draft)}"
    made = run("annotate", "--no-config", draft, "-o", copy)
    check(made.returncode == 0, draft, f"exit code {made.returncode}: {made.stderr}")
    if made.returncode:
        return
    old, new = open(draft, "rb").read(), open(copy, "rb").read()
    (before, _), (after, _) = report(draft), report(copy)
    check(before == after, copy, f"findings differ: {set(before) ^ set(after)}")
    check(new.startswith(old) and (len(new) > len(old)) == (len(before) > 0), copy, "it isn't the draft and an update")
    notes = pdf_notes(new[len(old):], draft)
    told = [f.split("\n")[:2] for _, findings, _ in notes for f in findings]
    check(sorted(told) == sorted([f"{s}: {p}/{r}", m] for r, p, s, m, *_ in before), copy, f"notes tell {told}")
    for author, findings, words in notes:
        check(author == "foilint", copy, f"author {author}")
        quotes = {q for f in findings for q in PDF_WORDS.get(f.split("\n")[0].split("/")[-1], [])}
        check(not quotes or not words or words & quotes, copy, f"{words} are highlighted, not {quotes}")
        told_words.update(quotes & words)
    sound = subprocess.run(["qpdf", "--check", copy], capture_output=True, text=True)
    check(sound.returncode == 0, copy, sound.stdout + sound.stderr)


def main():
    drafts = sorted(glob.glob("fixtures/annotate/*.docx") + glob.glob("fixtures/annotate/*.odt"))
    if len(drafts) < 20:
        sys.exit(f"only {len(drafts)} drafts")
    with tempfile.TemporaryDirectory() as scratch:
        made = [one(d, scratch) for d in drafts]
        letters = tempfile.mkdtemp(dir=scratch)
        others = sorted(glob.glob("fixtures/formats/*.docx") + glob.glob("fixtures/formats/*.odt"))
        rest = [one(d, letters) for d in others]
        pdfs = sorted(glob.glob("fixtures/formats/*.pdf"))
        for draft in pdfs:
            one_pdf(draft, letters)
        check(len(told_words) == 2, "PDF", f"only {told_words} were seen highlighted")
        copies = {c: (n, words) for c, n, words in filter(None, made) if n}
        note = "; LibreOffice isn't installed and wasn't asked"
        if shutil.which("soffice"):
            check_office(copies, scratch)
            note = f"; LibreOffice opens {len(copies)} of them"
        if not docx:
            note += "; python-docx isn't installed and wasn't asked"
    for line in wrong:
        print(line)
    print(f"annotate: {len(drafts) + len(others) + len(pdfs)} drafts, {len(wrong)} wrong{note}")
    sys.exit(1 if wrong else 0)


main()
