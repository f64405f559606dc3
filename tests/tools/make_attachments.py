#!/usr/bin/python3
"""Makes fixtures/attachments/: for each check a small file that has what it
looks for (has-*) and one that has not (clean-*), and the published incidents
in miniature (incident-*). Needs python3-openpyxl, python3-pil and qpdf.

    make_attachments.py [OUT]     (for maintainers; the files are committed)
SPDX-License-Identifier: MIT
"""
import io
import os
import re
import struct
import subprocess
import sys
import zipfile

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, DataBarRule, Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

OUT = sys.argv[1] if len(sys.argv) > 1 else "fixtures/attachments"
STAMP = (2025, 1, 1, 0, 0, 0)


def path(name):
    return os.path.join(OUT, name)


def write(name, data):
    with open(path(name), "wb") as f:
        f.write(data)


def pack(name, members, stored=()):
    """A zip whose bytes depend on its members alone."""
    buf = io.BytesIO()
    with zipfile.ZipFile(buf, "w", zipfile.ZIP_DEFLATED) as z:
        for member, data in members:
            info = zipfile.ZipInfo(member, STAMP)
            info.compress_type = zipfile.ZIP_STORED if member in stored else zipfile.ZIP_DEFLATED
            z.writestr(info, data)
    if name is None:
        return buf.getvalue()
    write(name, buf.getvalue())


def unpack(data):
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        return [(i.filename, z.read(i)) for i in z.infolist()]


def book(name, change=None, parts=None, author=False):
    """A workbook with one sheet of counts, changed by `change`; `parts` maps
    a member to its new bytes, or to a function of the old ones."""
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "Figures"
    for row in (["Year", "Complaints"], [2022, 41], [2023, 37], [2024, 52]):
        ws.append(row)
    wb.properties.creator = "A. Oakley" if author else None
    if change:
        change(wb, ws)
    buf = io.BytesIO()
    wb.save(buf)
    members = dict(unpack(buf.getvalue()))
    members["docProps/core.xml"] = re.sub(rb"<dcterms:.*</dcterms:[a-z]+>", b"", members["docProps/core.xml"])
    for part, data in (parts or {}).items():
        members[part] = data(members[part]) if callable(data) else data
    if name is None:
        return pack(None, sorted(members.items()))
    pack(name, sorted(members.items()))


MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STAFF = [["Surname", "Date of birth", "NI number"],
         ["Oakley", "01/02/1980", "AB123456C"], ["Marsh", "03/04/1975", "CE223344A"]]


def staff_sheet(state):
    def change(wb, ws):
        other = wb.create_sheet("Staff")
        for row in STAFF:
            other.append(row)
        other.sheet_state = state
    return change


def workbooks():
    book("clean-book.xlsx")
    book("has-hidden-sheet.xlsx", staff_sheet("hidden"))
    book("has-very-hidden-sheet.xlsx", staff_sheet("veryHidden"))

    def second(wb, ws):
        ws.freeze_panes = "A2"
        ws.print_title_rows = "1:1"
        ws["A1"].font = Font(color="FFFFFF")
        ws["A1"].fill = PatternFill("solid", fgColor="1F3864")
        ws["B2"].number_format = "#,##0;-#,##0;0"
        ws.row_dimensions[9].hidden = True       # hides nothing
        ws.column_dimensions["F"].hidden = True
        ws.auto_filter.ref = "A1:B4"             # filters nothing
    book("clean-look.xlsx", second)

    def rows(wb, ws):
        for n, row in enumerate(STAFF):
            for c, value in enumerate(row):
                ws.cell(6 + n, 1 + c, value)
            ws.row_dimensions[6 + n].hidden = True
    book("has-hidden-rows.xlsx", rows)

    def columns(wb, ws):
        for n, row in enumerate(STAFF):
            ws.cell(1 + n, 4, row[0])
        ws.column_dimensions["D"].hidden = True
    book("has-hidden-column.xlsx", columns)

    def narrow(wb, ws):
        ws["D1"], ws["D2"] = "Officer", "Oakley"
        ws.column_dimensions["D"].width = 0.08
    book("has-narrow-column.xlsx", narrow)

    def filtered(wb, ws):
        ws.auto_filter.ref = "A1:B4"
        ws.auto_filter.add_filter_column(0, ["2024"])
        ws.row_dimensions[2].hidden = ws.row_dimensions[3].hidden = True
    book("has-filtered-rows.xlsx", filtered)

    def white(wb, ws):
        ws["C2"] = "Oakley"
        ws["C2"].font = Font(color="FFFFFF")
    book("has-white-text.xlsx", white)

    def shade(words, ground):
        def change(wb, ws):
            ws["C2"] = "Oakley"
            ws["C2"].font = Font(color=words)
            if ground:
                ws["C2"].fill = PatternFill("solid", fgColor=ground)
        return change
    book("has-nearly-white.xlsx", shade("FFFEFEFE", None))
    book("has-black-on-black.xlsx", shade("000000", "FF000000"))
    book("clean-grey.xlsx", shade("FFD9D9D9", None))
    book("clean-yellow.xlsx", shade("FFFFFF00", "FFFFFFFF"))

    def themed(words, ground=None):
        def change(wb, ws):
            ws["C2"] = "Oakley"
            ws["C2"].font = Font(color=words)
            if ground:
                ws["C2"].fill = PatternFill("solid", fgColor=ground)
        return change
    book("has-theme-colour.xlsx", themed(Color(theme=5), Color(theme=5)))
    book("has-theme-tint.xlsx", themed(Color(theme=4, tint=0.95)))
    book("has-theme-on-equal.xlsx", themed(Color(theme=4), "FF4F81BD"))
    def palette(colours):
        """In the place of the one that openpyxl writes."""
        return {"xl/styles.xml": lambda old: re.sub(rb"<colors>.*</colors>", colours, old)}
    book("has-palette-colour.xlsx", themed(Color(indexed=22), "FFC0C0C0"), palette(b""))
    book("has-own-palette.xlsx", themed(Color(indexed=2)), palette(
        b'<colors><indexedColors><rgbColor rgb="00000000"/><rgbColor rgb="00FFFFFF"/><rgbColor rgb="00FFFFFF"/></indexedColors></colors>'))
    book("clean-palette.xlsx", themed(Color(indexed=2)), palette(b""))
    book("clean-theme.xlsx", themed(Color(theme=4), Color(theme=4, tint=0.8)))

    def runs(*looks, cell=None, ground=None, second="AB123456C", shared=False):
        """C2 holds two words, each in the colour and size that is given for it."""
        def change(wb, ws):
            ws["C2"] = "Total " + second
            ws["C2"].font = Font(color=cell)
            if ground:
                ws["C2"].fill = PatternFill("solid", fgColor=ground)
        inner = b"".join(b'<r>%s<t xml:space="preserve">%s</t></r>' % (
            b'<rPr><sz val="%d"/><color rgb="FF%s"/></rPr>' % (look[1], look[0].encode()) if look else b"", word)
            for look, word in zip(looks, (b"Total ", second.encode())))
        plain = b"<is><t>Total %s</t></is>" % second.encode()
        if not shared:
            return change, {"xl/worksheets/sheet1.xml": lambda old: old.replace(plain, b"<is>%s</is>" % inner)}
        kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        return change, {
            "xl/worksheets/sheet1.xml": lambda old: old.replace(b't="inlineStr">' + plain, b't="s"><v>0</v>'),
            "xl/sharedStrings.xml": b"<sst %s><si>%s</si></sst>" % (MAIN, inner),
            "xl/_rels/workbook.xml.rels": lambda old: old.replace(
                b"</Relationships>", b'<Relationship Id="rId90" Type="%s" Target="sharedStrings.xml"/></Relationships>' % kind),
            "[Content_Types].xml": lambda old: old if b"sharedStrings" in old else old.replace(
                b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                b'spreadsheetml.sharedStrings+xml"/></Types>')}
    black, white, small = ("000000", 11), ("FFFFFF", 11), ("000000", 1)
    book("has-white-words.xlsx", *runs(None, white, shared=True))
    book("has-white-words-inline.xlsx", *runs(None, white))
    book("has-tiny-words.xlsx", *runs(black, small))
    book("has-all-white-words.xlsx", *runs(white, white))
    book("clean-words.xlsx", *runs(white, None, cell="FFFFFF", ground="1F3864", second="2024"))
    book("clean-black-words.xlsx", *runs(black, black, cell="FFFFFF", second="2024"))

    def condition(*rules):
        def change(wb, ws):
            for n, rule in enumerate(rules):
                ws.conditional_formatting.add("B%d:B4" % (2 + n), rule)
        return change

    def below(limit, **look):
        return CellIsRule(operator="lessThan", formula=[str(limit)], **look)
    book("has-white-where.xlsx", condition(below(40, font=Font(color="FFFFFF"))))
    book("has-dark-where.xlsx", condition(below(40, font=Font(color="FF0000")),
                                          below(10, fill=PatternFill("solid", bgColor="FF000000"))))
    book("has-masked-where.xlsx", condition(Rule("cellIs", operator="lessThan", formula=["40"],
                                                 dxf=DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=";;;")))))
    book("has-bars-alone.xlsx", condition(DataBarRule("min", 0, "max", 0, "638EC6", showValue=False)))
    book("clean-where.xlsx", condition(below(40, font=Font(color="9C0006"), fill=PatternFill("solid", bgColor="FFC7CE")),
                                       below(10, font=Font(color="FFFFFF"), fill=PatternFill("solid", bgColor="C00000")),
                                       DataBarRule("min", 0, "max", 0, "638EC6")))
    later = (b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
             b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
             b'<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="expression" '
             b'priority="1" id="{6B9C2A1E-0000-4000-8000-000000000001}"><xm:f>Other!A1=1</xm:f><x14:dxf><font><color theme="0"/></font></x14:dxf>'
             b"</x14:cfRule><xm:sqref>A2:B4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>")
    book("has-white-where-later.xlsx", parts={"xl/worksheets/sheet1.xml": lambda old: old.replace(b"</worksheet>", later + b"</worksheet>")})

    def tiny(wb, ws):
        ws["C2"] = "Oakley"
        ws["C2"].font = Font(size=1)
    book("has-tiny-text.xlsx", tiny)

    def masked(wb, ws):
        ws["C2"] = 27500
        ws["C2"].number_format = ";;;"
    book("has-masked-number.xlsx", masked)

    def coded(value, code):
        def change(wb, ws):
            ws["C1"], ws["C2"], ws["C2"].number_format = "Cost", value, code
        return change
    book("has-word-for-number.xlsx", coded(27500, '"redacted"'))
    book("has-below-five.xlsx", coded(3, '[<5]"<5";0'))
    book("clean-above-five.xlsx", coded(41, '[<5]"<5";0'))
    book("clean-pounds.xlsx", coded(27500, '"£"0.00'))

    def comment(wb, ws):
        ws["B3"].comment = Comment("Ask A. Oakley about this one.", "Reviewer")
    book("has-comment.xlsx", comment)

    def names(wb, ws):
        staff_sheet("visible")(wb, ws)
        del wb["Staff"]
        wb.defined_names.append(DefinedName("source", attr_text="'C:\\data\\[staff.xlsx]Sheet1'!$A$1:$C$9"))
    book("has-name-away.xlsx", names)

    def printed(words):
        def change(wb, ws):
            ws.oddFooter.left.text = words
            ws.oddFooter.left.size = 8
        return change
    book("has-footer.xlsx", printed("Prepared for Oakley, AB123456C"))
    book("clean-footer.xlsx", printed("Harbour Trust, page &P"))

    def choices(*words):
        def change(wb, ws):
            rule = DataValidation(type="list", formula1='"%s"' % ",".join(words))
            rule.add("C2")
            ws.add_data_validation(rule)
        return change
    book("has-choices.xlsx", choices("a.oakley@example.org", "b.marsh@example.org"))
    book("clean-choices.xlsx", choices("Upheld", "Not upheld"))

    def formula(wb, ws):
        ws["B5"] = "=SUM(B2:B4)"
    book("has-formula.xlsx", formula)
    book("has-author.xlsx", author=True)
    book("has-data-model.xlsx", parts={"xl/model/item.data": b"\0" * 64})
    book("has-connection.xlsx", parts={"xl/connections.xml":
         b'<connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><connection id="1" name="db"/></connections>'})
    book("has-embedded.xlsx", parts={"xl/embeddings/note1.txt": b"Surname: Oakley"})
    book("has-macro.xlsm", parts={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 60})

    def bulk(wb, ws):
        ws.append(["Post", "Contact"])
        for n in range(60):
            ws.append(["Post %d" % n, "person%d@example.org" % n])
    book("has-bulk-personal.xlsx", bulk)

    def many(wb, ws):
        for n in range(1200):
            ws.append([2000 + n % 20, n])
    book("has-many-rows.xlsx", many)

    def small(wb, ws):
        ws["C1"], ws["C2"] = "Contact", "enquiries@example.org"
    book("clean-one-address.xlsx", small)


def pivot(with_records):
    shared = b"".join(b'<s v="%s"/>' % n for n in (b"Oakley", b"Marsh", b"Fenwick"))
    parts = {"xl/pivotCache/pivotCacheDefinition1.xml":
             b"<pivotCacheDefinition " + MAIN + b' saveData="1" recordCount="3"><cacheSource type="worksheet">'
             b'<worksheetSource ref="A1:B4" sheet="Patients"/></cacheSource><cacheFields count="2">'
             b'<cacheField name="Surname"><sharedItems count="3">' + (shared if with_records else b"") +
             b'</sharedItems></cacheField></cacheFields></pivotCacheDefinition>'}
    if with_records:
        parts["xl/pivotCache/pivotCacheRecords1.xml"] = (
            b"<pivotCacheRecords " + MAIN + b' count="3">' +
            b"".join(b'<r><x v="%d"/><n v="1"/></r>' % n for n in range(3)) + b"</pivotCacheRecords>")
    return parts


def incidents():
    """The published ones of the research notes, in miniature."""
    book("has-pivot-cache.xlsx", parts=pivot(True))
    book("clean-pivot.xlsx", parts=pivot(False))

    def personnel(wb, ws):                      # an export in a hidden tab
        other = wb.create_sheet("Result 1")
        other.append(["Surname", "Initials", "Service number", "Unit"])
        for n, name in enumerate(("Oakley", "Marsh", "Fenwick", "Tarn")):
            other.append([name, "A.B.", 40000 + n, "Unit %d" % n])
        other.sheet_state = "hidden"
    book("incident-hidden-tab.xlsx", personnel)
    book("incident-pivot.xlsx", parts=pivot(True))
    link = (b"<externalLink " + MAIN + b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            b'<externalBook r:id="rId1"><sheetNames><sheetName val="Tenants"/></sheetNames><sheetDataSet>'
            b'<sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>Oakley</v></cell>'
            b'<cell r="B1" t="str"><v>AB123456C</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>')
    rels = (b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"'
            b' Target="tenants.xlsx" TargetMode="External"/></Relationships>')

    def named(wb, ws):
        wb.defined_names.append(DefinedName("tenants", attr_text="[1]Tenants!$A$1:$B$1"))
    book("incident-link-cache.xlsx", named,
         {"xl/externalLinks/externalLink1.xml": link, "xl/externalLinks/_rels/externalLink1.xml.rels": rels})


def ods(name, content, meta=b"", styles=b""):
    head = (b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            b' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            b' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
            b' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
            b' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
            b' xmlns:dc="http://purl.org/dc/elements/1.1/"'
            b' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">')
    pack(name, [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", head + content + b"</office:document-content>"),
                ("styles.xml", head.replace(b"document-content", b"document-styles") + b"<office:master-styles>" + styles +
                 b"</office:master-styles></office:document-styles>"),
                ("meta.xml", b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
                 b' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                 b"<office:meta>" + meta + b"</office:meta></office:document-meta>")], ("mimetype",))


def cells(*values):
    out = b""
    for v in values:
        if isinstance(v, str):
            out += b'<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>' % v.encode()
        elif isinstance(v, bytes):
            out += v
        else:
            out += b'<table:table-cell office:value-type="float" office:value="%d"><text:p>%d</text:p></table:table-cell>' % (v, v)
    return out


def row(inner, more=b""):
    return b"<table:table-row%s>%s</table:table-row>" % (more, inner)


def table(name, inner, more=b""):
    return b'<table:table table:name="%s"%s>%s</table:table>' % (name.encode(), more, inner)


def sheets(*tables, styles=b""):
    return (b"<office:automatic-styles>" + styles + b"</office:automatic-styles><office:body><office:spreadsheet>" +
            b"".join(tables) + b"</office:spreadsheet></office:body>")


def style(name, text=b"", cell=b"", family=b"table-cell", parent=b""):
    return (b'<style:style style:name="%s" style:family="%s"%s><style:table-cell-properties %s/><style:text-properties %s/></style:style>' % (
        name, family, b' style:parent-style-name="%s"' % parent if parent else b"", cell, text))


def styled(name, value):
    """A cell of that style; of a number its text comes with it."""
    if isinstance(value, tuple):
        kind, number, text = value
        return b'<table:table-cell table:style-name="%s" office:value-type="%s" office:value="%s"><text:p>%s</text:p></table:table-cell>' % (
            name, kind, number, text)
    return b'<table:table-cell table:style-name="%s" office:value-type="string"><text:p>%s</text:p></table:table-cell>' % (name, value)


def looks():
    """Cells of .ods that are not seen for their look."""
    white, tiny = style(b"W", b'fo:color="#ffffff"'), style(b"T", b'fo:font-size="1pt"')
    dark = style(b"D", b'fo:color="#ffffff"', b'fo:background-color="#1f3864"')
    heir = style(b"H", parent=b"W")

    def one(name, cell, *more, styles=white + tiny + dark + heir):
        ods(name, sheets(table("Figures", row(cells("Year", "Complaints")) + row(cells(2023, cell)) + b"".join(more)), styles=styles))
    one("has-white-text.ods", styled(b"H", b"Oakley"))
    one("has-tiny-text.ods", styled(b"T", b"Oakley"))
    one("has-white-words.ods", styled(b"", b'Total <text:span text:style-name="S">AB123456C</text:span>'),
        styles=style(b"S", b'fo:color="#ffffff"', family=b"text"))
    one("has-masked-number.ods", styled(b"", (b"float", b"27500", b"")))
    one("has-below-five.ods", styled(b"", (b"float", b"3", b"&lt;5")))
    one("has-word-for-number.ods", styled(b"", (b"currency", b"27500", b"redacted")))
    ods("has-white-column.ods", sheets(table("Figures", b'<table:table-column/><table:table-column table:default-cell-style-name="W"/>' +
                                             row(cells(2023, "Oakley"))), styles=white))
    where = (b'<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address="Figures.B2:Figures.B4">'
             b'<calcext:condition calcext:apply-style-name="%s" calcext:value="&lt;40"/></calcext:conditional-format></calcext:conditional-formats>')
    one("has-white-where.ods", 37, where % b"Not shown", styles=style(b"Not_20_shown", b'fo:color="#ffffff"'))
    one("clean-look.ods", 37, row(styled(b"D", b"Head") + styled(b"", (b"float", b"0", b""))),
        row(styled(b"", (b"boolean", b"1", b"TRUE")) + styled(b"D", b'Total <text:span text:style-name="S">37</text:span>')), where % b"Red",
        styles=dark + style(b"Red", b'fo:color="#c00000"', b'fo:background-color="#ffc7ce"') + style(b"S", b'fo:font-size="8pt"', family=b"text"))
    figures = table("Figures", row(cells("Year", "Complaints")))
    choice = (b'<table:content-validations><table:content-validation table:name="v" table:condition="of:cell-content-is-in-list(&quot;%s&quot;;'
              b'&quot;%s&quot;)"><table:help-message><text:p>Choose one</text:p></table:help-message></table:content-validation></table:content-validations>')
    ods("has-choices.ods", sheets(choice % (b"a.oakley@example.org", b"b.marsh@example.org"), figures))
    ods("clean-choices.ods", sheets(choice % (b"Upheld", b"Not upheld"), figures))
    names = b'<table:named-expressions><table:named-%s table:name="source" table:%s="%s"/></table:named-expressions>'
    ods("has-name-away.ods", sheets(figures, names % (b"expression", b"expression", b"['file:///C:/data/staff.xlsx'#$Sheet1.$A$1]")))
    ods("clean-name.ods", sheets(figures, names % (b"range", b"cell-range-address", b"$Figures.$A$1:.$B$2")))


def opendocument():
    seen = table("Figures", row(cells("Year", "Complaints")) + row(cells(2023, 37)) + row(cells(2024, 52)) +
                 row(b'<table:table-cell table:number-columns-repeated="1024"/>', b' table:number-rows-repeated="1048000"'))
    hide = b'<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
    ods("clean-book.ods", sheets(seen))
    staff = b"".join(row(cells(*line)) for line in STAFF)
    ods("has-hidden-sheet.ods", sheets(seen, table("Staff", staff, b' table:style-name="ta2"'), styles=hide))
    ods("has-hidden-rows.ods", sheets(table("Figures", row(cells("Year", "Complaints")) +
        row(cells("Oakley", 3), b' table:visibility="collapse"'))))
    ods("has-filtered-rows.ods", sheets(table("Figures", row(cells("Year", "Complaints")) +
        row(cells(2023, 3), b' table:visibility="filter"'))))
    ods("has-hidden-column.ods", sheets(table("Figures",
        b'<table:table-column/><table:table-column table:visibility="collapse"/>' + row(cells(2023, "Oakley")))))
    looks()
    footer = (b'<style:master-page style:name="Default"><style:footer><text:p>Harbour Trust, page <text:page-number>1</text:page-number></text:p>'
              b"</style:footer><style:header-first><text:p>%s</text:p></style:header-first></style:master-page>")
    ods("has-footer.ods", sheets(seen), styles=footer % b"Prepared for Oakley, <text:span>AB12</text:span>3456C")
    ods("clean-footer.ods", sheets(seen), styles=footer % b"Complaints")
    note = (b'<table:table-cell office:value-type="string"><office:annotation><dc:creator>A. Oakley</dc:creator>'
            b"<text:p>Ask her about this.</text:p></office:annotation><text:p>Total</text:p></table:table-cell>")
    ods("has-comment.ods", sheets(table("Figures", row(cells(note, 37)))))
    ods("has-author.ods", sheets(seen), b"<meta:initial-creator>A. Oakley</meta:initial-creator>")


# ---- PDF ------------------------------------------------------------------------------

def pdf_bytes(pages, more=(), trailer=b"", info=None):
    """Pages are content streams, or (content, extra page entries)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % trailer, None]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects.append(font)
    kids = []
    for page in pages:
        content, extra = page if isinstance(page, tuple) else (page, b"")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                       b"/Resources << /Font << /F1 3 0 R >> >> %s >>" % (len(objects), extra))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects += list(more)
    if info:
        objects.append(info)
    out, offsets = b"%PDF-1.7\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, b"/Info %d 0 R " % len(objects) if info else b"", start)
    return out


def said(text, y=700, size=12, more=b""):
    return b"BT %s /F1 %d Tf 72 %d Td (%s) Tj ET\n" % (more, size, y, text)


def pdfs():
    plain = said(b"Complaints by year: 41, 37 and 52.")
    name = said(b"The officer was A. Oakley of Harbour Road.", 660)
    write("clean-text.pdf", pdf_bytes([plain + b"0.9 g 70 600 300 40 re f 0 g\n" + said(b"A shaded table head", 615)]))
    write("has-box-over-text.pdf", pdf_bytes([plain + name + b"0 g 60 650 400 24 re f\n"]))
    write("incident-box-over-text.pdf", pdf_bytes([plain, plain + said(b"Patient AB123456C, born 01/02/1980", 660) +
                                                   b"0 0 0 rg 60 650 400 24 re f\n"]))
    square = (b"<< /Type /Annot /Subtype /Square /Rect [60 650 460 674] /C [0 0 0] /IC [0 0 0] >>")
    write("has-square-over-text.pdf", pdf_bytes([(plain + name, b"/Annots [6 0 R]")], [square]))
    redact = b"<< /Type /Annot /Subtype /Redact /Rect [60 650 460 674] /IC [0 0 0] >>"
    write("has-redact-pending.pdf", pdf_bytes([(plain + name, b"/Annots [6 0 R]")], [redact]))
    write("clean-link.pdf", pdf_bytes([(plain, b"/Annots [6 0 R]")],
          [b"<< /Type /Annot /Subtype /Link /Rect [60 690 200 710] /Border [0 0 0] >>"]))
    write("has-invisible-text.pdf", pdf_bytes([plain + said(b"The officer was A. Oakley.", 640, 12, b"3 Tr")]))
    write("has-white-text.pdf", pdf_bytes([plain + b"1 g " + said(b"The officer was A. Oakley.", 640)]))
    write("letters/boxed.pdf", pdf_bytes([plain + b"0 g 60 650 300 14 re f\n"]))
    form = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (officer) /V (A. Oakley) /Rect [60 600 200 620] >>"
    write("has-form-data.pdf", pdf_bytes([(plain, b"/Annots [6 0 R]")], [form], b"/AcroForm << /Fields [6 0 R] >>"))
    layer = b"<< /Type /OCG /Name (Draft remarks) >>"
    write("has-layer.pdf", pdf_bytes([plain], [layer], b"/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>"))
    write("has-author.pdf", pdf_bytes([plain], info=b"<< /Author (A. Oakley) /Producer (maker) >>"))
    write("has-path.pdf", pdf_bytes([plain], info=b"<< /Title (C:\\\\Users\\\\aoakley\\\\reply.docx) >>"))
    xmp = b"<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>A. Oakley</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>"
    write("has-creator.pdf", pdf_bytes([plain], [b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (
        len(xmp), xmp)], b"/Metadata 6 0 R"))
    def bookmarks(*titles):
        """Each below the one before it, and the last leads back to the first."""
        marks = [b"<< /Type /Outlines /First 7 0 R /Last 7 0 R >>"]
        for n, title in enumerate(titles, 7):
            below = n + 1 if n - 6 < len(titles) else 7
            marks.append(b"<< /Title (%s) /Parent %d 0 R /First %d 0 R /Last %d 0 R /Next %d 0 R /Dest [5 0 R /Fit] >>" % (
                title, n - 1, below, below, n))
        return pdf_bytes([plain], marks, b"/Outlines 6 0 R")
    write("has-bookmark.pdf", bookmarks(b"Complaints", b"Oakley, AB123456C"))
    write("clean-bookmark.pdf", bookmarks(b"Complaints", b"By year"))
    write("clean-title.pdf", pdf_bytes([plain], info=b"<< /Title (Complaints by year) >>"))
    write("clean-producer.pdf", pdf_bytes([plain], info=b"<< /Producer (maker) >>"))
    first = pdf_bytes([plain + name])
    at = len(first)
    body = b"4 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(plain), plain)
    old = int(re.findall(rb"startxref\n(\d+)", first)[-1])
    second = first + body + b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        at, old, at + len(body))
    write("has-earlier-version.pdf", second)
    write("attached.csv", b"Surname,NI number\nOakley,AB123456C\n")
    subprocess.run(["qpdf", "--deterministic-id", "--add-attachment", path("attached.csv"), "--creationdate=D:20250101000000Z",
                    "--moddate=D:20250101000000Z", "--", path("clean-text.pdf"), path("has-attachment.pdf")], check=True)
    os.remove(path("attached.csv"))
    subprocess.run(["qpdf", "--deterministic-id", "--linearize", path("clean-text.pdf"), path("clean-linearized.pdf")], check=True)


# ---- pictures ----------------------------------------------------------------------------

def exif(position, author):
    """A TIFF block with a position, or an author, or neither."""
    def entry(tag, kind, count, value):
        return struct.pack("<HHI", tag, kind, count) + value
    name = b"A. Oakley\0"
    entries, tail = [], b""
    count = 1 + bool(position) + bool(author)
    base = 8 + 2 + 12 * count + 4
    entries.append(entry(0x0112, 3, 1, struct.pack("<HH", 1, 0)))
    if author:
        entries.append(entry(0x013B, 2, len(name), struct.pack("<I", base)))
        tail += name
    if position:
        entries.append(entry(0x8825, 4, 1, struct.pack("<I", base + len(tail))))
        at = base + len(tail) + 2 + 12 * 4 + 4
        tail += struct.pack("<H", 4) + entry(1, 2, 2, b"N\0\0\0") + entry(2, 5, 3, struct.pack("<I", at))
        tail += entry(3, 2, 2, b"W\0\0\0") + entry(4, 5, 3, struct.pack("<I", at + 24)) + b"\0\0\0\0"
        tail += struct.pack("<6I", 51, 1, 30, 1, 0, 1) + struct.pack("<6I", 0, 1, 7, 1, 30, 1)
    return b"II*\0" + struct.pack("<IH", 8, count) + b"".join(entries) + b"\0\0\0\0" + tail


def drawn(kind):
    from PIL import Image
    buf = io.BytesIO()
    Image.new("RGB", (8, 8), (40, 90, 160)).save(buf, kind)
    return buf.getvalue()


def with_exif(data):
    """A picture with this block in it."""
    jpeg = drawn("JPEG")
    block = b"Exif\0\0" + data
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + jpeg[2:]


def pictures():
    write("clean-picture.jpg", with_exif(exif(False, False)))
    write("has-position.jpg", with_exif(exif(True, False)))
    write("has-artist.jpg", with_exif(exif(False, True)))
    png = drawn("PNG")

    def chunk(kind, data):
        import zlib
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    write("clean-picture.png", png)
    write("has-position.png", png[:33] + chunk(b"eXIf", exif(True, False)) + png[33:])
    write("has-author.png", png[:33] + chunk(b"tEXt", b"Author\0A. Oakley") + png[33:])
    write("has-position.tiff", exif(True, False))
    write("clean-picture.tiff", exif(False, False))


# ---- text, letters, archives, mail ----------------------------------------------------------

def word(name, body, parts=()):
    head = (b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>')
    types = (b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             b'<Default Extension="xml" ContentType="application/xml"/>'
             b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
             b'wordprocessingml.document.main+xml"/></Types>')
    rels = (b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            b"</Relationships>")
    return pack(name, [("[Content_Types].xml", types), ("_rels/.rels", rels),
                ("word/document.xml", head + body + b"</w:body></w:document>")] + list(parts))


def odt(name, styles, text):
    spaces = b"".join(b' xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (p, n) for p, n in (
        (b"office", b"office"), (b"text", b"text"), (b"style", b"style"), (b"fo", b"xsl-fo-compatible")))
    pack(name, [("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", b"<office:document-content%s><office:automatic-styles>%s</office:automatic-styles><office:body>"
                 b"<office:text>%s</office:text></office:body></office:document-content>" % (spaces, styles, text)),
                ("META-INF/manifest.xml", b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                 b'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
                 b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')],
         ("mimetype",))


def para(inner):
    return b"<w:p>%s</w:p>" % inner


def run(text, more=b""):
    return b'<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % (more, text)


def texts():
    plain = para(run(b"Minutes of the harbour committee."))
    word("clean-minutes.docx", plain)
    word("has-deleted-text.docx", plain + para(b'<w:del w:id="1" w:author="A. Oakley"><w:r><w:delText>Call Marsh first.'
                                               b"</w:delText></w:r></w:del>" + run(b"The berth is let.")))
    word("has-hidden-text.docx", plain + para(run(b"Oakley said no.", b"<w:rPr><w:vanish/></w:rPr>")))
    word("has-embedded.docx", plain, [("word/embeddings/book1.xlsx", book(None, staff_sheet("hidden")))])
    word("has-author.docx", plain, [("docProps/core.xml",
         b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
         b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>A. Oakley</dc:creator></cp:coreProperties>')])
    rels = (b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="%s" TargetMode="External"/></Relationships>')
    word("has-path.docx", plain, [("word/_rels/settings.xml.rels", rels % b"file:///C:\\Users\\aoakley\\Templates\\foi.dotx")])
    word("clean-path.docx", plain, [("word/_rels/settings.xml.rels", rels % b"https://intranet.example.org/foi.dotx")])
    custom = (b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
              b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property name="Owner">'
              b"<vt:lpwstr>%s</vt:lpwstr></property></Properties>")
    word("has-owner.docx", plain, [("docProps/custom.xml", custom % b"a.oakley@example.org")])
    word("clean-owner.docx", plain, [("docProps/custom.xml", custom % b"Harbour Trust")])
    photo = with_exif(exif(True, False))
    word("has-photo.docx", plain, [("word/media/image1.JPG", photo)])
    word("has-drawing.docx", plain, [("word/media/image1.emf", b"\x01\x00\x00\x00" + bytes(84))])
    word("clean-photo.docx", plain, [("word/media/image1.JPG", with_exif(exif(False, False)))])
    white, small = b'<w:rPr><w:color w:val="FFFFFF"/></w:rPr>', b'<w:rPr><w:sz w:val="2"/></w:rPr>'
    dark = white.replace(b"</w:rPr>", b'<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:rPr>')
    word("has-white-words.docx", plain + para(run(b"The officer was ") + run(b"Oakley, AB123456C", white)))
    word("has-tiny-words.docx", plain + para(run(b"Oakley said no.", small)))
    word("clean-dark-head.docx", plain + para(run(b"Minutes", dark)))
    pale = (b'<style:style style:name="T1" style:family="text"><style:text-properties fo:color="#ffffff"%s/></style:style>')
    for name, more in (("has-white-words.odt", b""), ("clean-dark-head.odt", b' fo:background-color="#1f3864"')):
        odt(name, pale % more, b'<text:p>The officer was <text:span text:style-name="T1">Oakley</text:span></text:p>')
    black = b'<w:rPr><w:highlight w:val="black"/></w:rPr>'
    word("has-black-pen.docx", plain + para(run(b"The officer was ") + run(b"Oakley", black)))
    word("clean-yellow-pen.docx", plain + para(run(b"Berth 7", black.replace(b"black", b"yellow"))))
    write("clean-figures.csv", b"Year,Complaints\n2022,41\n2023,37\n2024,52\n")
    lines = ["Ref,NHS number"] + ["%d,%s" % (n, nhs(900000000 + 7 * n)) for n in range(40)]
    write("has-nhs-numbers.csv", "\n".join(lines).encode() + b"\n")
    write("clean-reference-numbers.csv", ("\n".join(["Ref,NHS trust code"] + ["%d,%s" % (n, wrong(n)) for n in range(40)])).encode() + b"\n")
    lines = ["Reference,Sort code,Account number"] + ["%d,20-30-4%d,1234567%d" % (n, n % 10, n % 10) for n in range(30)]
    write("has-bank-details.csv", "\n".join(lines).encode() + b"\n")
    lines = ["Name of case,Date,Home postcode,Mobile"] + ["Case,0%d/02/2020,AB1%d 2AD,07700 9001%02d" % (n % 9 + 1, n % 9, n) for n in range(30)]
    write("has-homes.csv", "\n".join(lines).encode() + b"\n")


def nhs(nine):
    """The first number from `nine` on whose check digit exists."""
    while True:
        digits = "%09d" % nine
        check = (11 - sum((10 - i) * int(d) for i, d in enumerate(digits)) % 11) % 11
        if check < 10:
            return digits + str(check)
        nine += 1


def wrong(n):
    good = nhs(900000000 + 7 * n)
    return good[:9] + str((int(good[9]) + 1) % 10)


def people():
    """What was taken out, in part or as a whole, and who can still be told."""
    write("has-half-redacted.csv", b"Staff name,Grade\n[REDACTED s.40(2)],7\nAnn Oakley,6\n")
    write("clean-redacted.csv", b"Staff name,Grade\n[REDACTED s.40(2)],7\n[REDACTED s.40(2)],6\n")
    write("has-small-counts.csv", b"School,Pupils excluded\nHarbour,2\nMill,41\n")
    write("clean-small-objects.csv", b"School,Boilers\nHarbour,2\nMill,41\n")
    write("clean-suppressed.csv", b"School,Pupils excluded\nHarbour,<5\nMill,41\nHill,0\n")
    word("has-requester.docx", para(run(b"Request of Jane Buxton, received on 3 May.")))
    word("clean-no-requester.docx", para(run(b"Request of a resident, received on 3 May.")))


LETTER = """Harbour Trust

3 September 2025

Dear Ms Buxton

Your request under the Freedom of Information Act 2000 reached us on 11 August 2025. You asked for the minutes of the harbour committee.

We hold the minutes and enclose a copy. %s

Section 40(2)

The names are personal data of junior staff, and disclosure would breach the principle of lawfulness, fairness and transparency in Article 5(1)(a) of the UK GDPR; the condition in section 40(3A)(a) is met.

%sIf you are dissatisfied you may ask for an internal review within 40 working days by writing to review@harbour.example. After that you may complain to the Information Commissioner, https://ico.org.uk/make-a-complaint, 0303 123 1113.

Yours sincerely

Secretary
"""
PRICE = """Section 43(2)

The price was offered in a tender that is still open, and disclosure would be likely to prejudice the commercial interests of the bidder. The public interest in openness is outweighed by that in fair bidding.

"""
BOTH = "The names on page 2 have been redacted under section 40(2) and the price on page 5 under section 43(2)."


def minutes(*marks):
    body = b"".join(para(run(b"The price is %s." % m)) for m in marks)
    return [("minutes.docx", word(None, body))]


def cases():
    """A letter and what goes with it: as a folder, a zip, a mail."""
    both = LETTER % (BOTH, PRICE)
    vague = LETTER % ("Parts are withheld. We rely on section 40(2) and section 43(2).", PRICE)
    one = LETTER % ("The names on page 2 have been redacted under section 40(2).", "")
    table = [("figures.csv", b"School,Pupils\nHarbour,<5\nMill,41\n")]
    with open(path("letters/boxed.pdf"), "rb") as f:
        boxed = [("copy.pdf", f.read())]
    os.remove(path("letters/boxed.pdf"))
    for name, letter, files in (
            ("has-unclaimed", both, minutes(b"[REDACTED s.40(2)]", b"[s.43(2)]", b"[REDACTED s.31(1)(a)]")),
            ("has-unmarked", both, minutes(b"[REDACTED s.40(2)]")),
            ("has-bare-mark", vague, minutes(b"[REDACTED]")),
            ("has-black-box", vague, boxed),
            ("has-small-number", one, minutes(b"[REDACTED s.40(2)]") + table),
            ("clean-both", both, minutes(b"[REDACTED s.40(2)]", b"[Section 43(2)]")),
            ("clean-bare-mark", one, minutes(b"[REDACTED]")),
            ("clean-box", both, boxed),
            ("clean-explained", one.replace("enclose a copy.", "enclose a copy. Numbers of fewer than 5 are shown as \"<5\" under section 40(2)."),
             minutes(b"[REDACTED s.40(2)]") + table)):
        pack("letters/%s.zip" % name, [("reply.txt", letter.encode())] + files)


def archives():
    pack("bad-names.zip", [("../up.csv", b"a,b\n"), ("/etc/down.csv", b"a,b\n"), ("fine.csv", b"a,b\n1,2\n")])
    hidden = book(None, staff_sheet("hidden"))
    pack("has-files.zip", [("figures/hidden.xlsx", hidden), ("figures/clean.csv", b"Year,Complaints\n2024,52\n")])
    # a workbook that is stored as it is, names of its parts and all
    pack("has-stored-book.zip", [("hidden.xlsx", hidden)], stored=("hidden.xlsx",))
    pack("clean-csv.zip", [("figures.csv", b"Year,Complaints\n2024,52\n")])
    import base64
    letter = ("From: clerk@example.org\r\nTo: someone@example.org\r\nSubject: Figures\r\nMIME-Version: 1.0\r\n"
              'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe figures are attached.\r\n'
              "--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
              'Content-Disposition: attachment; filename="figures.xlsx"\r\n\r\n%s\r\n--b--\r\n')
    plain = ("From: Clerk <clerk@example.org>\r\nTo: %s\r\nCc: %s\r\nSubject: Figures\r\nMIME-Version: 1.0\r\n"
             "Content-Type: text/plain\r\n\r\nThere were 52 complaints in 2024.\r\n")
    write("has-recipients.eml", (plain % ("jo@home.example, \"Marsh, Bo\" <bo@marsh.example>", "clerk@example.org")).encode())
    write("clean-recipients.eml", (plain % ("\"jo@home.example\" <jo@home.example>", "desk@foi.example.org, clerk@example.org")).encode())
    write("has-attached-book.eml", (letter % base64.encodebytes(hidden).decode().replace("\n", "\r\n")).encode())


def main():
    os.makedirs(path("letters"), exist_ok=True)
    for folder, _, names in os.walk(OUT):
        for name in names:
            os.remove(os.path.join(folder, name))
    workbooks()
    incidents()
    opendocument()
    pdfs()
    pictures()
    texts()
    people()
    archives()
    cases()


if __name__ == "__main__":
    main()
