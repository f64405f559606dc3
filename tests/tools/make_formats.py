#!/usr/bin/env python3
"""Makes fixtures/formats/ from the letters in fixtures/formats/letters/ (which
are no copies of fixtures/letters/: those change with the rules): each as docx, odt, pdf, html and eml, by pandoc and
LibreOffice. For maintainers; the files made are committed.
usage: make_formats.py [NAME...]"""
import glob, os, re, subprocess, sys, tempfile, zipfile
from email.message import EmailMessage

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
OUT = "fixtures/formats"
ENCODINGS = ["8bit", "quoted-printable", "base64"]


def is_heading(block, before):
    """A line by itself that is a title, in the way of these letters."""
    return (len(block) == 1 and len(block[0]) < 60 and before
            and block[0][-1] not in ".,:;?" and block[0][0].isupper()
            and not re.match(r"(Dear|Yours|\d|\(|\|)", block[0]))


def escaped(line):
    line = re.sub(r"([\\`*_<>#|\[\]])", r"\\\1", line)
    return re.sub(r"^(\s*)(\(?[0-9a-z]{1,3}[.)]\s)", lambda m: m.group(1) + m.group(2).replace("(", "\\("), line)


def table(block):
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in block]
    ruler = "|" + "---|" * len(rows[0])
    return "\n".join(["| " + " | ".join(rows[0]) + " |", ruler] + ["| " + " | ".join(r) + " |" for r in rows[1:]])


def markdown(text):
    """The letter as Markdown: headings, lists, tables, line breaks."""
    out, salutation = [], False
    for block in (b.split("\n") for b in re.split(r"\n\s*\n", text.strip())):
        if block[0].startswith("|"):
            out.append(table(block))
        elif re.match(r"\s*(\d+\.|\([a-z]\)) ", block[0]) and not re.match(r"\d+\. (and|\()", block[0]):
            out.append("\n".join(re.sub(r"^(\s*)\((\w)\) ", r"\1(\2) ", escape_tail(l)) for l in block))
        elif is_heading(block, salutation):
            out.append("## " + escaped(block[0]))
        else:
            out.append("\\\n".join(guarded(l) for l in block))
        salutation = salutation or block[0].startswith("Dear")
    return "\n\n".join(out) + "\n"


def guarded(line):
    """No list where the letter has none: "1. and 2. The figures"."""
    return re.sub(r"^(\d+)\. ", r"\1\\. ", re.sub(r"([\\`*_<>#|\[\]])", r"\\\1", line))


def escape_tail(line):
    mark = re.match(r"\s*(\d+\.|\([a-z]\)) ", line)
    head = mark.group(0) if mark else ""
    return head + re.sub(r"([\\`*_<>#|\[\]])", r"\\\1", line[len(head):])


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def office(source, to, scratch):
    run("soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", to,
        "--outdir", scratch, source)
    return os.path.join(scratch, os.path.splitext(os.path.basename(source))[0] + "." + to)


def copy(source, name):
    with open(source, "rb") as f, open(f"{OUT}/{name}", "wb") as g:
        g.write(f.read())


def slim(path):
    """Without the thumbnail, which no reader looks at."""
    with zipfile.ZipFile(path) as old:
        parts = [(i, old.read(i)) for i in old.infolist() if not i.filename.startswith(("Thumbnails/", "Configurations2/"))]
    with zipfile.ZipFile(path, "w") as new:
        for info, data in parts:
            stored = info.filename == "mimetype"
            new.writestr(info.filename, data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def mail(stem, text, html, number):
    m = EmailMessage()
    m["From"] = "Information Team <information@authority.example>"
    m["To"] = "A Requester <requester@mail.example>"
    m["Subject"] = "Your request for information – our answer"
    encoding = ENCODINGS[number % 3]
    if number % 4 == 3:
        m.set_content(html, subtype="html", cte=encoding)
    else:
        m.set_content(text, cte=encoding)
        if number % 2:
            m.add_alternative(html, subtype="html", cte="quoted-printable")
    with open(f"{OUT}/{stem}.eml", "wb") as f:
        f.write(bytes(m))


def make(path, number, scratch):
    stem = os.path.splitext(os.path.basename(path))[0]
    text = open(path, encoding="utf-8").read()
    source = f"{scratch}/{stem}.md"
    with open(source, "w", encoding="utf-8") as f:
        f.write(markdown(text))
    form = "markdown+hard_line_breaks-smart-auto_identifiers"
    html = f"{scratch}/{stem}.html"
    run("pandoc", "-s", "-f", form, "--metadata", "pagetitle=Letter", source, "-o", html)
    run("pandoc", "-f", form, source, "-o", f"{scratch}/{stem}.docx")
    copy(f"{scratch}/{stem}.docx", f"{stem}.docx")
    # every other one by pandoc, the rest as LibreOffice writes it
    if number % 2:
        run("pandoc", "-f", form, source, "-o", f"{scratch}/{stem}.odt")
        made = f"{scratch}/{stem}.odt"
    else:
        made = office(f"{scratch}/{stem}.docx", "odt", scratch)
    slim(made)
    copy(made, f"{stem}.odt")
    copy(office(f"{scratch}/{stem}.docx", "pdf", scratch), f"{stem}.pdf")
    page = open(html, encoding="utf-8").read()
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
    with open(f"{OUT}/{stem}.html", "w", encoding="utf-8") as f:
        f.write(page)
    mail(stem, text, page, number)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARKED = (
    '<w:p><w:r><w:t xml:space="preserve">These figures </w:t></w:r>'
    '<w:ins w:id="901" w:author="Ann Lee" w:date="2025-06-01T09:00:00Z"><w:r><w:t xml:space="preserve">were checked and </w:t></w:r></w:ins>'
    '<w:del w:id="902" w:author="Ben Ode" w:date="2025-06-01T09:00:00Z"><w:r><w:delText xml:space="preserve">may be wrong and </w:delText></w:r></w:del>'
    '<w:r><w:t xml:space="preserve">may be </w:t></w:r><w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>re-used freely</w:t></w:r>'
    '<w:commentRangeStart w:id="1"/><w:r><w:t>.</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> Two sites are left out.</w:t></w:r></w:p>'
    '<w:p><w:r><w:t xml:space="preserve">They cover the area of </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> MERGEFIELD Area </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>\u00abArea\u00bb</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>')
COMMENT = (f'<w:comments xmlns:w="{W}"><w:comment w:id="1" w:author="Cy Ray" w:date="2025-06-01T09:00:00Z">'
           '<w:p><w:r><w:t>Is that still so?</w:t></w:r></w:p></w:comment></w:comments>')


def marked(scratch):
    """The letter of disclosure.docx as a draft with all marks, as docx and odt."""
    with zipfile.ZipFile(f"{OUT}/disclosure.docx") as old:
        parts = {i.filename: old.read(i) for i in old.infolist()}
    body = parts["word/document.xml"].decode()
    at = body.index("<w:p>", body.index("In 2023 we carried out"))
    parts["word/document.xml"] = (body[:at] + MARKED + body[at:]).encode()
    parts["word/comments.xml"] = COMMENT.encode()
    path = f"{scratch}/marked.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    copy(path, "marked.docx")
    made = office(path, "odt", scratch)
    slim(made)
    copy(made, "marked.odt")


def main():
    letters = sorted(glob.glob(f"{OUT}/letters/*.txt"))
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        for number, path in enumerate(letters):
            if not wanted or os.path.splitext(os.path.basename(path))[0] in wanted:
                make(path, number, scratch)
                print(path)
        if not wanted or "marked" in wanted:
            marked(scratch)


main()
