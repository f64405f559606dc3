#!/usr/bin/env python3
"""Looking into attachments: attachments.py FOILINT

Each has-* file of fixtures/attachments/ gives the rule named here, at the
place named here; the clean-* files give nothing, the bad-* ones a finding and
exit status 2. Files that mean harm are made here: each gets its message and
exit status 2, and the file behind it is still looked into. SPDX-License-Identifier: MIT
"""
import email.message
import io
import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import zipfile

FOILINT = os.path.abspath(sys.argv[1])
MEMORY = 3 << 30  # a bomb takes more
SECONDS = 120     # a loop takes longer; no measure of speed
FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures", "attachments")

HIDDEN, MORE, SOURCE = "hidden-sheet-row-column", "external-links-queries-names", "source-spreadsheet-released"
UNSEEN, META, PERSON = "invisible-text", "file-metadata-left", "personal-data-in-answer"
BOX, LAYERS = "pdf-redaction-reversible", "pdf-layers-attachments"
HALF, SMALL, ASKER = "redaction-incomplete", "small-cells-reidentify", "requester-identity-exposed"
EXPECTED = {  # file: (rule, words of its place, and the file in it if it is there)
    "has-hidden-sheet.xlsx": (HIDDEN, 'sheet "Staff", A1:C3'),
    "has-very-hidden-sheet.xlsx": (HIDDEN, 'sheet "Staff", A1:C3'),
    "has-hidden-rows.xlsx": (HIDDEN, 'sheet "Figures", rows 6 to 8'),
    "has-hidden-column.xlsx": (HIDDEN, 'sheet "Figures", column D'),
    "has-narrow-column.xlsx": (HIDDEN, 'sheet "Figures", column D'),
    "has-filtered-rows.xlsx": (HIDDEN, 'sheet "Figures", rows 2 to 3'),
    "has-white-text.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-tiny-text.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-masked-number.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-nearly-white.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-palette-colour.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-own-palette.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-theme-colour.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-theme-tint.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-theme-on-equal.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-white-words.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-white-words-inline.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-tiny-words.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-all-white-words.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-white-where.xlsx": (UNSEEN, 'sheet "Figures", B2:B4'),
    "has-dark-where.xlsx": (UNSEEN, 'sheet "Figures", B3:B4'),
    "has-masked-where.xlsx": (UNSEEN, 'sheet "Figures", B2:B4'),
    "has-bars-alone.xlsx": (UNSEEN, 'sheet "Figures", B2:B4'),
    "has-white-where-later.xlsx": (UNSEEN, 'sheet "Figures", A2:B4'),
    "has-black-on-black.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-word-for-number.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-below-five.xlsx": (UNSEEN, 'sheet "Figures", C2'),
    "has-comment.xlsx": (MORE, 'sheet "Figures", B3'),
    "has-name-away.xlsx": (MORE, ""),
    "has-footer.xlsx": (PERSON, 'header or footer of sheet "Figures"'),
    "has-choices.xlsx": (PERSON, 'choices of cells of sheet "Figures"'),
    "has-formula.xlsx": (SOURCE, 'sheet "Figures", B5'),
    "has-many-rows.xlsx": (SOURCE, 'sheet "Figures"'),
    "has-author.xlsx": (META, "document properties"),
    "has-data-model.xlsx": (MORE, "xl/model/item.data"),
    "has-connection.xlsx": (MORE, "xl/connections.xml"),
    "has-embedded.xlsx": (MORE, "xl/embeddings/note1.txt"),
    "has-macro.xlsm": (MORE, "xl/vbaProject.bin"),
    "has-pivot-cache.xlsx": ("pivot-cache-present", 'pivot table of sheet "Patients"'),
    "has-bulk-personal.xlsx": (PERSON, 'sheet "Figures", B6:B65'),
    "has-hidden-sheet.ods": (HIDDEN, 'sheet "Staff", A1:C3'),
    "has-hidden-rows.ods": (HIDDEN, 'sheet "Figures", row 2'),
    "has-filtered-rows.ods": (HIDDEN, 'sheet "Figures", row 2'),
    "has-hidden-column.ods": (HIDDEN, 'sheet "Figures", column B'),
    "has-white-text.ods": (UNSEEN, 'sheet "Figures", B2'),
    "has-tiny-text.ods": (UNSEEN, 'sheet "Figures", B2'),
    "has-white-words.ods": (UNSEEN, 'sheet "Figures", B2'),
    "has-white-column.ods": (UNSEEN, 'sheet "Figures", B1'),
    "has-masked-number.ods": (UNSEEN, 'sheet "Figures", B2'),
    "has-below-five.ods": (UNSEEN, 'sheet "Figures", B2'),
    "has-word-for-number.ods": (UNSEEN, 'sheet "Figures", B2'),
    "has-white-where.ods": (UNSEEN, 'sheet "Figures", B2:B4'),
    "has-choices.ods": (PERSON, "choices of cells"),
    "has-name-away.ods": (MORE, ""),
    "has-comment.ods": (MORE, 'sheet "Figures", A1'),
    "has-footer.ods": (PERSON, 'header or footer of page style "Default"'),
    "has-author.ods": (META, "document properties"),
    "has-box-over-text.pdf": (BOX, "page 1, box "),
    "has-square-over-text.pdf": (BOX, "page 1, box "),
    "has-redact-pending.pdf": (BOX, "page 1, box 60,168 to 460,192"),
    "has-invisible-text.pdf": (UNSEEN, "page 1, box "),
    "has-white-text.pdf": (UNSEEN, "page 1, box "),
    "has-form-data.pdf": (LAYERS, "page 1"),
    "has-layer.pdf": (LAYERS, ""),
    "has-attachment.pdf": (LAYERS, "attached.csv"),
    "has-earlier-version.pdf": (LAYERS, ""),
    "has-author.pdf": (META, "document properties"),
    "has-bookmark.pdf": (PERSON, "bookmarks"),
    "has-path.pdf": (META, "document properties"),
    "has-creator.pdf": (META, "document properties"),
    "has-position.jpg": (META, "data of the picture"),
    "has-position.png": (META, "data of the picture"),
    "has-position.tiff": (META, "data of the picture"),
    "has-artist.jpg": (META, "data of the picture"),
    "has-author.png": (META, "data of the picture"),
    "has-deleted-text.docx": ("docx-markup-left", "paragraph 2"),
    "has-hidden-text.docx": (UNSEEN, "paragraph 2"),
    "has-white-words.docx": (UNSEEN, "paragraph 2"),
    "has-tiny-words.docx": (UNSEEN, "paragraph 2"),
    "has-white-words.odt": (UNSEEN, "paragraph 1"),
    "has-embedded.docx": (MORE, "word/embeddings/book1.xlsx"),
    "has-author.docx": (META, "document properties"),
    "has-path.docx": (META, "links of the file"),
    "has-owner.docx": (PERSON, "document properties"),
    "has-drawing.docx": ("not-looked-into", "word/media/image1.emf"),
    "has-photo.docx": (META, "data of the picture", "/word/media/image1.JPG"),
    "has-nhs-numbers.csv": (PERSON, "CSV, B2:B41"),
    "has-bank-details.csv": (PERSON, "CSV, B2 to C31"),
    "has-homes.csv": (PERSON, "CSV, C2:C31"),
    "has-files.zip": ("zip-or-email-container", "figures/hidden.xlsx"),
    "has-stored-book.zip": ("zip-or-email-container", "hidden.xlsx"),
    "has-attached-book.eml": ("zip-or-email-container", "figures.xlsx"),
    "has-recipients.eml": ("recipients-exposed", "from line 2"),
    "has-black-pen.docx": (BOX, "paragraph 2"),
    "has-half-redacted.csv": (HALF, "CSV, column A"),
    "has-small-counts.csv": (SMALL, "CSV, B2"),
    "has-requester.docx": (ASKER, "paragraph 1"),
    "incident-hidden-tab.xlsx": (HIDDEN, 'sheet "Result 1", A1:D5'),
    "incident-pivot.xlsx": ("pivot-cache-present", 'pivot table of sheet "Patients"'),
    "incident-link-cache.xlsx": (MORE, "link to tenants.xlsx"),
    "incident-box-over-text.pdf": (BOX, "page 2, box "),
}
# a letter with what goes with it: rules on its redactions, and words of the first message
RECONCILED = ("redaction-exemption-unclaimed", "redaction-ground-unmarked", "redactions-not-mapped", "small-number-in-file-unexplained")
LETTERS = {
    "has-unclaimed": ("redaction-exemption-unclaimed", "[REDACTED s.31(1)(a)]"),
    "has-unmarked": ("redaction-ground-unmarked", "43(2)"),
    "has-bare-mark": ("redactions-not-mapped", "40(2) and 43(2)"),
    "has-black-box": ("redactions-not-mapped", "40(2) and 43(2)"),
    "has-small-number": ("small-number-in-file-unexplained", '"<5"'),
}
bad = 0


def fail(*words):
    global bad
    bad += 1
    print("attachments:", *words)


def look(*files):
    """Exit status, the documents of the JSON report by path, standard error."""
    return read("attachments", "--requester=Jane Buxton;jb@home.example", *files)


def read(command, *words):
    run = subprocess.run([FOILINT, command, "--no-config", "--format=json", *words],
                         capture_output=True, text=True, timeout=SECONDS, preexec_fn=None if "asan" in FOILINT else bound)
    documents = json.loads(run.stdout)["documents"]
    return run.returncode, {d["path"]: d for d in documents}, run.stderr


def check_fixtures():
    names = sorted(n for n in os.listdir(FIXTURES) if n != "letters")
    for name in names:
        path = os.path.join(FIXTURES, name)
        code, documents, err = look(path)
        rule, place, *inner = EXPECTED.get(name, (None, ""))
        found = [(f["rule"], f["location"].get("where", "")) for f in documents.get(path + "".join(inner), {"findings": []})["findings"]]
        if name.startswith("clean-"):
            everything = [f["rule"] for d in documents.values() for f in d["findings"]]
            if code != 0 or everything:
                fail(name, "is clean, but gives", everything, "exit", code, err)
        elif name in EXPECTED:
            if not any(r == rule and w.startswith(place) for r, w in found):
                fail(name, "lacks", rule, "at", place, "; it has", found, err)
        elif not name.startswith("bad-"):
            fail(name, "is not in the table")
        elif code != 2 or not found:
            fail(name, "gives exit", code, "and", found, err)
    for name in set(EXPECTED) - set(names):
        fail(name, "is missing")
    return len(names)


def mailed(members):
    """The letter as the text of a mail, all else attached to it."""
    mail = email.message.EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "clerk@example.org", "someone@example.org", "Your request"
    mail.set_content(members["reply.txt"].decode())
    for name, data in members.items():
        if name != "reply.txt":
            mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def reconciled(documents):
    return [(f["rule"], f["message"]) for d in documents.values() for f in d["findings"] if f["rule"] in RECONCILED]


def check_letters():
    """Each case as a zip, as a folder and as a mail says the same."""
    folder = os.path.join(FIXTURES, "letters")
    names = sorted(os.listdir(folder))
    for name in names:
        case = name[:-len(".zip")]
        with zipfile.ZipFile(os.path.join(folder, name)) as z, tempfile.TemporaryDirectory() as scratch:
            z.extractall(os.path.join(scratch, "case"))
            with open(os.path.join(scratch, "reply.eml"), "wb") as f:
                f.write(mailed({m: z.read(m) for m in z.namelist()}))
            ways = {"zip": read("check", os.path.join(folder, name)),
                    "folder": read("check", "--attachments", os.path.join(scratch, "case")),
                    "mail": read("check", os.path.join(scratch, "reply.eml"))}
        for way, (_, documents, err) in ways.items():
            found = reconciled(documents)
            rule, words = LETTERS.get(case, (None, None))
            if case.startswith("clean-") and found:
                fail(case, "as", way, "gives", found)
            elif rule and ([r for r, _ in found] != [rule] or words not in found[0][1]):
                fail(case, "as", way, "should give", rule, "with", words, "but gives", found, err)
        if case not in LETTERS and not case.startswith("clean-"):
            fail(case, "is not in the table")
    for case in set(LETTERS) - {n[:-len(".zip")] for n in names}:
        fail(case, "is missing")
    return len(names)


def check_name():
    """Who asked stands in the name of a file."""
    with tempfile.TemporaryDirectory() as scratch:
        for name, wanted in (("figures for jb@home.example.csv", [ASKER]), ("figures.csv", [])):
            path = os.path.join(scratch, name)
            with open(path, "wb") as f:
                f.write(b"Year,Complaints\n2024,52\n")
            found = [f["rule"] for f in look(path)[1][path]["findings"]]
            if found != wanted:
                fail("a file with the name", name, "gives", found)


def check_strangers():
    """Two letters in one folder: nobody can tell to which a copy belongs."""
    with tempfile.TemporaryDirectory() as scratch, \
            zipfile.ZipFile(os.path.join(FIXTURES, "letters", "has-unclaimed.zip")) as z:
        z.extractall(scratch)
        with open(os.path.join(scratch, "second.txt"), "wb") as f:
            f.write(z.read("reply.txt"))
        found = reconciled(read("check", "--attachments", scratch)[1])
        if found:
            fail("a folder with two letters gives", found)


def check_passed():
    """A workbook beside a draft that was not looked into is told of."""
    with tempfile.TemporaryDirectory() as scratch:
        with open(os.path.join(scratch, "reply.txt"), "w") as f:
            f.write("Dear Ms Buxton\n\nThe figures are enclosed.\n")
        quiet = read("check", scratch)[2]
        with open(os.path.join(scratch, "notes.bak"), "w") as f:
            f.write("no file that is sent")
        quiet += read("check", scratch)[2]
        for n, name in enumerate(("site.JPG", "plan.png", "old.doc", "talk.pptx", "memo.msg"), 1):
            with open(os.path.join(scratch, name), "w"):
                pass
            told = read("check", scratch)[2]
            if "%d file" % n not in told or "--attachments" not in told:
                fail("a draft beside", name, ":", told)
        for name in ("site.JPG", "plan.png", "old.doc", "talk.pptx", "memo.msg"):
            os.remove(os.path.join(scratch, name))
        with open(os.path.join(scratch, "figures.csv"), "w") as f:
            f.write("Year,Complaints\n2024,52\n")
        told, hushed, taken = (read("check", *more, scratch)[2] for more in ([], ["--quiet"], ["--attachments"]))
        for words, wanted in ((quiet, False), (told, True), (hushed, False), (taken, False)):
            if ("--attachments" in words) != wanted:
                fail("a workbook beside a draft:", words)


def check_too_many():
    """Files that are too many are told of, also when the letter is read once more for what was taken out of another."""
    with tempfile.TemporaryDirectory() as scratch, \
            zipfile.ZipFile(os.path.join(FIXTURES, "letters", "has-unclaimed.zip")) as z:
        members = {m: z.read(m) for m in z.namelist()}
        for more in (0, 105):
            path = os.path.join(scratch, "reply.eml")
            with open(path, "wb") as f:
                f.write(mailed({**members, **{f"figures-{n}.csv": b"Year\n2024\n" for n in range(more)}}))
            code, _, err = read("check", path)
            if (code == 2) != ("not looked into" in err) or (code == 2) != (more > 0):
                fail("a mail with", more, "files more gives exit", code, ":", err)


def check_recipients():
    """A reply by mail that shows those who get it to one another; the sender's own colleagues may see them."""
    with tempfile.TemporaryDirectory() as scratch, \
            zipfile.ZipFile(os.path.join(FIXTURES, "letters", "clean-both.zip")) as z:
        letter = z.read("reply.txt").decode()
        path = os.path.join(scratch, "reply.eml")
        for more, wanted in ((("To", "Jo <jo@home.example>"),), []), \
                            ((("To", "jo@home.example"), ("Cc", "records@example.org")), []), \
                            ((("To", "jo@home.example"), ("Bcc", "bo@marsh.example")), []), \
                            ((("To", "Jo <JO@home.example>, jo@home.example"),), []), \
                            ((("To", "undisclosed-recipients:;"),), []), \
                            ((("To", "jo@home.example, bo@marsh.example"),), [(2, "jo@home.example")]), \
                            ((("To", "clerk@example.org"), ("Cc", "bo@marsh.example, jo@home.example")), [(3, "bo@marsh.example")]):
            with open(path, "w") as f:
                f.write("From: Clerk <clerk@example.org>\n" + "".join("%s: %s\n" % field for field in more) +
                        "Subject: Your request\nMIME-Version: 1.0\nContent-Type: text/plain\n\n" + letter)
            found = [(x["location"]["line"], x["message"]) for x in read("check", path)[1][path]["findings"]
                     if x["rule"] == "recipients-exposed"]
            if [line for line, _ in found] != [line for line, _ in wanted] or \
                    any(w not in m for (_, w), (_, m) in zip(wanted, found)):
                fail("a mail with", more, "gives", found)


def check_unseen():
    """Nobody can tell what was taken out of a file that could not be looked into, also where no other file has a mark."""
    rule = "redaction-ground-unmarked"
    with tempfile.TemporaryDirectory() as scratch, \
            zipfile.ZipFile(os.path.join(FIXTURES, "letters", "has-unmarked.zip")) as z:
        letter = z.read("reply.txt")
        for file, data, wanted in (("figures.csv", b"Year\n2024\n", {"not-applicable"}),
                                   ("figures.xlsx", b"PK\3\4 cut off", {"cannot-tell"})):
            path = os.path.join(scratch, "reply.eml")
            with open(path, "wb") as f:
                f.write(mailed({"reply.txt": letter, file: data}))
            code, documents, err = read("check", "--all-outcomes", path)
            told = {o["outcome"] for o in documents[path]["outcomes"] if o["rule"] == rule}
            if told != wanted:
                fail("a letter with", file, "gives", rule, told, "exit", code, err)


def check_case_file():
    """What is known of the case is no file that goes out."""
    with tempfile.TemporaryDirectory() as scratch:
        with open(os.path.join(scratch, "reply.txt"), "w") as f:
            f.write("Dear Ms Buxton\n\nThe figures are enclosed.\n")
        with open(os.path.join(scratch, "reply.txt.foilint-case.json"), "w") as f:
            f.write('{ "requester": "Jane Buxton" }')
        for words in (["check", "--attachments"], ["attachments"]):
            seen = [os.path.basename(p) for p in read(*words, scratch)[1]]
            if seen != ["reply.txt"]:
                fail("a case file is taken for a draft by", *words, seen)


def check_many_types():
    """As many types of a pack as are sought, all of them in one column of which a part was taken out."""
    with tempfile.TemporaryDirectory() as scratch:
        with open(os.path.join(FIXTURES, "..", "..", "rules", "disclosure", "rules", "people.json")) as f:
            rules = [r for r in json.load(f)["rules"] if r["rule"] == HALF]
        types = [{"type": "mark", "title": "mark", "sought_in": "attachments", "gives": "redaction", "regex": r"\[redacted\]"}]
        types += [{"type": "kind-%d" % n, "title": "kind %d" % n, "sought_in": "attachments", "heading": "Zed", "under": r"\w"}
                  for n in range(63)]
        files = {"pack.json": {"format": 1, "name": "many", "version": "1.0.0", "kind": "base", "title": "Many types",
                               "law_as_at": "2026-01-01", "applies": {"document_kind": ["attachment"]},
                               "files": ["tokens.json", "rules.json"]},
                 "tokens.json": {"comment": "", "tokens": types}, "rules.json": {"comment": "", "rules": rules}}
        os.mkdir(os.path.join(scratch, "many"))
        for name, content in files.items():
            with open(os.path.join(scratch, "many", name), "w") as f:
                json.dump(content, f)
        path = os.path.join(scratch, "staff.csv")
        with open(path, "w") as f:
            f.write("Zed,Grade\n[redacted],7\nOakley,6\n")
        found = [x["rule"] for x in read("attachments", "--pack=" + os.path.join(scratch, "many"), path)[1][path]["findings"]]
        if found != [HALF] * 63:
            fail("a column under 63 headings gives", found)


def packed(*members):
    buf = io.BytesIO()
    with zipfile.ZipFile(buf, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members:
            z.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buf.getvalue()


def workbook(sheet):
    return packed(
        ("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", '<R><Relationship Id="a" Target="worksheets/sheet1.xml"/></R>'),
        ("xl/worksheets/sheet1.xml", sheet))


HEAD = b"From: a@b.example\nMIME-Version: 1.0\n"


def drawn_loop():
    """A page whose drawing draws itself, twice each time, with words before it."""
    text = b"BT /F1 12 Tf 72 700 Td (Complaints by year.) Tj ET\n"
    again = text + b"/X Do /X Do\n"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources 6 0 R >>",
               b"<< /Length %d >>\nstream\n%s\nendstream" % (len(again), again),
               b"<< /Font << /F1 3 0 R >> /XObject << /X 7 0 R >> >>",
               b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources 6 0 R /Length %d >>\nstream\n%s\nendstream" % (
                   len(again), again)]
    out, offsets = b"%PDF-1.7\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    return out + b"xref\n0 8\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets) + \
        b"trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def exif_loop():
    """A directory of a picture whose position lies in that directory, whatever its size says."""
    return b"II*\0" + struct.pack("<IHHHII", 8, 65535, 0x8825, 4, 1, 8) + b"\xff" * 40


WRONG = {"wrong.pdf": "image", "wrong.csv": "xlsx"}  # what they are, whatever their names say


def bound():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def hostile():
    """Name, bytes, words of the message."""
    with open(os.path.join(FIXTURES, "has-hidden-sheet.xlsx"), "rb") as f:
        whole = f.read()
    with open(os.path.join(FIXTURES, "clean-text.pdf"), "rb") as f:
        pdf = f.read()
    deep = b"a,b\n"
    for n in range(8):
        deep = packed(("in.csv" if n == 0 else "in.zip", deep))
    row = b'<row><c><v>1</v></c><c><v>2</v></c></row>'
    yield "bomb.zip", packed(("big.csv", b"0," * (50 << 20))), "too large when unpacked"
    yield "rows.xlsx", workbook(b"<s><d>" + b"<row/>" * (50 << 20) + b"</d></s>"), "too large when unpacked"
    yield "cells.xlsx", workbook(b"<s><d>" + row * 1000100 + b"</d></s>"), "more cells than are looked at"
    yield "repeat.ods", packed(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", '<d xmlns:t="t" xmlns:x="x"><t:table t:name="S"><t:table-row t:number-rows-repeated="900000000">'
         '<t:table-cell t:number-columns-repeated="16000"><x:p>x</x:p></t:table-cell></t:table-row></t:table></d>')), "more cells"
    yield "deep.zip", deep, "too deep"
    yield "names.zip", packed(("../up.csv", b"a\n"), ("/down.csv", b"a\n")), "leads out of the archive"
    yield "nest.xlsx", workbook(b"<a>" * 100000), "not well-formed"
    yield "laughs.xlsx", workbook(b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'), "document type declaration"
    yield "cut.xlsx", whole[:len(whole) // 2], "damaged office file"
    yield "crowd.xlsx", packed(("xl/workbook.xml", "<w><sheets>%s</sheets><definedNames>%s</definedNames></w>" % (
        "".join("<sheet name='Ann''s %d' state='hidden'/>" % n for n in range(20000)).replace("''", "&apos;"),
        "<definedName name='n'>'Ann''x'!$A$1</definedName>" * 20000))), "more names than are looked at"
    yield "sheets.ods", packed(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b'<d xmlns:t="t">' + b'<t:table t:name="S"/>' * 200_000 + b"</d>")), "more things to tell"
    yield "parts.docx", packed(("word/document.xml", b'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Text.</w:t></w:r></w:p></w:body></w:document>'),
                               *(("word/_rels/%d.rels" % n, b"<R/>") for n in range(50_000))), None
    yield "cut.zip", whole[:len(whole) // 2], ""
    yield "many.zip", packed(*(("%d.csv" % n, b"a\n") for n in range(20000))), "more files"
    yield "cut.pdf", pdf[:len(pdf) // 3], "damaged or cut off"
    yield "loop.pdf", (b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
                       b"2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>\nendobj\n"
                       b"trailer\n<< /Root 1 0 R /Size 3 /Prev 10 >>\nstartxref\n10\n%%EOF\n"), ""
    yield "drawn-loop.pdf", drawn_loop(), None
    yield "bomb.docx", packed(("word/document.xml", b'<w:document xmlns:w="w"><w:body>' + b"<w:p/>" * 30_000_000 + b"</w:body></w:document>")), \
        "the limit is"
    yield "laughs.ods", packed(
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>')), "document type declaration"
    yield "nest.eml", HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(500)), "deep"
    yield "crowd.eml", HEAD + b"To: " + b",\n ".join(b"a%d@home.example" % n for n in range(300_000)) + b"\n\nText.\n", None
    white = b'<w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>x</w:t></w:r></w:p>'
    yield "white.docx", packed(("word/document.xml", b'<w:document xmlns:w="w"><w:body>' + white * 300_000 + b"</w:body></w:document>")), None
    yield "loop.tiff", exif_loop(), None
    ole = b"\xd0\xcf\x11\xe0" + b"\0" * 600
    yield "old.xls", ole + "Workbook".encode("utf-16le"), "old Excel workbook"
    yield "old.ppt", ole + "PowerPoint Document".encode("utf-16le"), "old PowerPoint presentation"
    yield "damaged.xls", ole, "old, damaged or password-protected office file"
    yield "sound.heic", b"\0\0\0\x18ftypheic" + b"\0" * 60, "of this kind are not looked into"
    yield "wide.txt", "Dear Jo".encode("utf-16"), "UTF-16"
    yield "drawing.gif", b"GIF89a" + b"\0" * 60, "image"
    yield "empty.csv", b"", "the file is empty"
    yield "wrong.pdf", b"\x89PNG\r\n\x1a\n" + b"\xff" * 40, None
    yield "wrong.csv", whole, None


def check_hostile():
    count = 0
    with tempfile.TemporaryDirectory() as scratch:
        behind = os.path.join(FIXTURES, "has-hidden-sheet.xlsx")
        for name, data, words in hostile():
            path = os.path.join(scratch, name)
            with open(path, "wb") as f:
                f.write(data)
            code, documents, err = look(path, behind)
            told = err + json.dumps(list(documents.values()))
            if words is not None and (code != 2 or words not in told or name not in told):
                fail(name, "gives exit", code, "without", words, ":", err)
            if words is None and (code == 2 or documents[path]["status"] != "ok"):
                fail(name, "is not looked into: exit", code, err)
            if name in WRONG and documents[path]["format"] != WRONG[name]:
                fail(name, "is taken for", documents[path]["format"])
            if not any(f["rule"] == HIDDEN for f in documents[behind]["findings"]):
                fail(name, "keeps the file behind it from being looked into")
            if sorted(os.listdir(scratch)) != sorted([name]):
                fail(name, "left", os.listdir(scratch))
            os.remove(path)
            count += 1
    return count


def main():
    fixtures = check_fixtures()
    letters = check_letters()
    check_name()
    check_strangers()
    check_passed()
    check_too_many()
    check_recipients()
    check_unseen()
    check_case_file()
    check_many_types()
    harmful = check_hostile()
    if bad:
        sys.exit(1)
    print("attachments: %d files give what they must, %d letters agree with their files or are told, "
          "%d that mean harm are told" % (fixtures, letters, harmful))


if __name__ == "__main__":
    main()
