#!/usr/bin/env python3
"""Files that mean harm, made here: each ends with a message that names it and
the reason, or is read; the letter behind it is still checked, in bounded
memory, and nothing is written anywhere.
usage: hostile.py FOILINT"""
import io, os, resource, subprocess, sys, tempfile, zipfile

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
FOILINT = os.path.abspath(sys.argv[1])
GOOD = "fixtures/letters/disclosure.txt"
MEMORY = 3 << 30  # a bomb takes more
SECONDS = 300     # a loop takes longer; no measure of speed
W = 'xmlns:w="w"'
HEAD = b"From: a@b.example\nMIME-Version: 1.0\n"


def package(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(name, data)
    return out.getvalue()


def docx(body, **more):
    return package({"word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", **more})


def letter():
    return open("fixtures/formats/disclosure.docx", "rb").read()


def looped_pdf():
    """Kids that lead back to the root, and an object stream that holds itself."""
    return (b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
            b"2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>\nendobj\n"
            b"trailer\n<< /Root 1 0 R /Size 3 /Prev 10 >>\nstartxref\n10\n%%EOF\n")


LAUGHS = "<!DOCTYPE l [" + '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)) + "]>"

# name, bytes, what must be said; "" where any reason will do
FILES = [
    ("bomb.docx", docx("<w:p/>" * 30_000_000), "the limit is"),
    ("many-parts.odt", package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": " " * 40_000_000}),
     "the limit is"),
    ("deep.docx", docx("<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000), "not well-formed"),
    ("laughs.docx", package({"word/document.xml": f"{LAUGHS}<w:document {W}><w:body>&a11;</w:body></w:document>"}),
     ""),
    ("laughs.odt", package({"mimetype": "application/vnd.oasis.opendocument.text",
                            "content.xml": f"{LAUGHS}<d><body><text><p>&a11;</p></text></body></d>"}), ""),
    ("outside.docx", package({"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
     "document type"),
    ("climbing.docx", package({"../../climbed.txt": "x", "/climbed.txt": "x", "word/x.xml": "<x/>",
                               "_rels/.rels": '<R><R Type="x/officeDocument" Target="../../climbed.txt"/></R>'}),
     ""),
    ("cut.docx", letter()[:4000], ""),
    ("cut.odt", open("fixtures/formats/disclosure.odt", "rb").read()[:3000], ""),
    ("cut.pdf", open("fixtures/formats/disclosure.pdf", "rb").read()[:300], ""),
    ("loop.pdf", looped_pdf(), ""),
    ("deep.html", b"<html>" + b"<div>x" * 100_000, "nest"),
    ("deep.eml", HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(500)),
     "deep"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16le"), "old Word"),
    ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "__substg1.0_".encode("utf-16le"), ".eml"),
    ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16le"), "password"),
    ("a.rtf", rb"{\rtf1 Text.}", "--convert"),
    ("scan.txt", b"\x89PNG\r\n\x1a\n", "image"),
]
# what the name says is wrong, and the content is read all the same
READ = [
    ("letter.pdf", letter()),
    ("letter.docx", open(GOOD, "rb").read()),
    ("letter.txt", open("fixtures/formats/disclosure.html", "rb").read()),
    ("letter.eml.txt", open("fixtures/formats/disclosure.eml", "rb").read()),
    ("cells.html", b"<html><table>" + b"<tr>" + b"<td>1" * 1_000_000 + b"</table><p>Text."),
]


def bound():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def check(path):
    run = subprocess.run([FOILINT, "check", path, os.path.abspath(GOOD)], capture_output=True, timeout=SECONDS,
                         preexec_fn=None if "asan" in FOILINT else bound, cwd=os.path.dirname(path))
    return run.returncode, run.stdout.decode() + run.stderr.decode()


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as scratch:
        for name, data, wanted in FILES + [(n, d, None) for n, d in READ]:
            path = os.path.join(scratch, name)
            with open(path, "wb") as f:
                f.write(data)
            code, said = check(path)
            if wanted is None:
                good = code in (0, 1) and "2 files" in said and "unreadable" not in said
            else:
                good = code == 2 and name + ": error: " in said and wanted in said and "1 checked, 1 unreadable" in said
            if not good:
                wrong.append(f"{name}: exit code {code}, said: {said[:300]}")
            os.remove(path)
        left = os.listdir(scratch) + [p for p in ("/climbed.txt", "climbed.txt") if os.path.exists(p)]
        if left:
            wrong.append(f"written: {left}")
    print("\n".join(wrong) or f"hostile: {len(FILES)} files refused, {len(READ)} read for what they are")
    sys.exit(bool(wrong))


main()
