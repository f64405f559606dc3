#!/usr/bin/env python3
"""Makes fixtures/annotate/: one letter in many shapes, each with findings whose words stand where a comment is hard to
place. For maintainers; the files made are committed. What must be found and where is in NAME.expect beside them, which
tests/tools/annotate.py writes when UPDATE=1 is set.
usage: make_annotate.py"""
import os, zipfile

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
OUT = "fixtures/annotate"
NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


# ---- DOCX ---------------------------------------------------------------------------------------------------------

def r(text, properties=""):
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs, style="", more=""):
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    return "<w:p>" + (f"<w:pPr>{properties}</w:pPr>" if properties else "") + "".join(
        x if x.startswith("<") else r(x) for x in runs) + "</w:p>"


ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
CLAIM = "The price is withheld under section 43(2) of the Freedom of Information Act 2000 (commercial interests)."
BEGIN = [
    p("Sandbar District Council"), p("Our reference: SDC/2025/77"), p("12 June 2025"), p("Dear Mr Penrose"),
    p("Thank you for your request under the Freedom of Information Act 2000, which we received on 20 May 2025. "
      "You asked what the Council paid for its new pier lamps."),
    p("Our answer", style="Heading1"), p("We hold this information.")]
END = [p("Yours sincerely"), p("Ines Corrie"), p("Information Officer")]
STYLES = (f'{HEAD}<w:styles xmlns:w="{NS}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
          '<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1">'
          '<w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style></w:styles>')
NUMBERING = (f'{HEAD}<w:numbering xmlns:w="{NS}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
             '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
             '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>')
CORE = (f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2025-06-11T09:30:00Z</dcterms:modified></cp:coreProperties>')


def document(body, extra=""):
    return (f'{HEAD}<w:document xmlns:w="{NS}" xmlns:r="{REL}" xmlns:v="urn:schemas-microsoft-com:vml">'
            f'<w:body>{"".join(body)}<w:sectPr>{extra}<w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr></w:body></w:document>')


def write(name, parts):
    with zipfile.ZipFile(f"{OUT}/{name}", "w") as z:
        for part, text in parts.items():
            info = zipfile.ZipInfo(part, (2025, 6, 11, 9, 30, 0))
            info.compress_type = zipfile.ZIP_STORED if part == "mimetype" else zipfile.ZIP_DEFLATED
            z.writestr(info, text)


def docx(name, body, extra="", **parts):
    """`parts`: kind of part (footnotes, header, comments): its text."""
    kinds = {"styles": STYLES, "numbering": NUMBERING, **parts}
    files = {k: f"word/{k}{1 if k in ('header', 'footer') else ''}.xml" for k in kinds}
    types = "".join(f'<Override PartName="/{files[k]}" ContentType="{TYPE}{k}+xml"/>' for k in kinds)
    relations = "".join(f'<Relationship Id="rId{i}" Type="{REL}/{k}" Target="{files[k][5:]}"/>'
                        for i, k in enumerate(kinds, 1))
    text = body if isinstance(body, str) else document(body, extra)
    write(name, {
        "[Content_Types].xml":
            f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPE}document.main+xml"/>{types}'
            '<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels":
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/>'
            '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
            'core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": text,
        "word/_rels/document.xml.rels":
            f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'{relations}</Relationships>',
        **{files[k]: v for k, v in kinds.items()},
        "docProps/core.xml": CORE})


def table(*rows):
    return "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>" + "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows) + "</w:tbl>"


PEN = '<w:highlight w:val="yellow"/>'


def note(text, kind="footnote", ident=2):
    return (f'{HEAD}<w:{kind}s xmlns:w="{NS}"><w:{kind} w:id="{ident}"><w:p><w:r><w:{kind}Ref/></w:r>{text}</w:p>'
            f'</w:{kind}></w:{kind}s>')


def make_docx():
    docx("bold-run.docx", BEGIN + [p(
        r("The price is withheld under "), r("section 43", "<w:b/>"), r("(2) of the Act", "<w:b/><w:i/>"),
        r(" (commercial interests)."))] + END)
    docx("mid-run.docx", BEGIN + [p('<w:r w:rsidR="00A1"><w:rPr><w:color w:val="3B3B3B"/></w:rPr><w:t>' + CLAIM +
                                    "</w:t></w:r>")] + END)
    docx("table-cell.docx", BEGIN + [table((p("Question"), p("Answer")), (p("The price"), p(CLAIM)))] + END)
    docx("list-item.docx", BEGIN + [p("The number of lamps is 44.", more=ITEM), p(CLAIM, more=ITEM)] + END)
    docx("heading.docx", BEGIN + [p(r("The price: "), r("[check]", PEN), r(" withheld"), style="Heading1"),
                                  p(CLAIM)] + END)
    docx("paragraph-end.docx", BEGIN + [p("The price is withheld under section 43(2)")] + END)
    docx("existing-comments.docx", BEGIN + [p(
        r("The price is withheld under "), '<w:commentRangeStart w:id="7"/>', r("section 43(2)"),
        '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>', r(" (commercial interests)."))] + END,
        comments=f'{HEAD}<w:comments xmlns:w="{NS}"><w:comment w:id="7" w:author="Ann" w:initials="A"><w:p><w:r>'
                 '<w:t>Is this the right one?</w:t></w:r></w:p></w:comment></w:comments>')
    docx("tracked-changes.docx", BEGIN + [p(
        r("The price is "), '<w:del w:id="1" w:author="Ann"><w:r><w:delText xml:space="preserve">£40 a lamp and '
        '</w:delText></w:r></w:del>', '<w:ins w:id="2" w:author="Ann">' + r("withheld under section 43(2) of the Act") +
        "</w:ins>", r(" (commercial interests)."))] + END)
    docx("format-change.docx", BEGIN + [p(r(
        CLAIM, '<w:b/><w:rPrChange w:id="3" w:author="Ann"><w:rPr/></w:rPrChange>'))] + END)
    docx("footnote.docx", BEGIN + [p(r("The price"), '<w:r><w:footnoteReference w:id="2"/></w:r>', r(
        " is withheld under section 43(2) (commercial interests)."))] + END,
        footnotes=note(r("In pounds of "), "footnote").replace("</w:p>", r("which year?", PEN) + "</w:p>"))
    docx("margins.docx", BEGIN + [p(CLAIM), p('<w:r><w:pict><v:shape style="width:160pt;height:24pt"><v:textbox><w:txbxContent>' + p(
        r("Stamp: "), r("draft 3", PEN)) + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>", r("For the file."))]
         + END, extra='<w:headerReference w:type="default" r:id="rId3"/>',
         header=f'{HEAD}<w:hdr xmlns:w="{NS}">{p(r("Not yet "), r("approved", PEN))}</w:hdr>')
    docx("fields-and-controls.docx", BEGIN + [
        p(r("Lamps &amp; poles &#x2014; caf&#xE9; "), '<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>' +
          r("Click to enter a name") + "</w:sdtContent></w:sdt>", r(".")),
        p('<w:r><w:t>Prices</w:t><w:br/><w:t>are withheld under section&#160;43(2) of the Act</w:t><w:tab/>'
          '<w:t>(commercial interests).</w:t></w:r>'),
        p('<w:fldSimple w:instr="MERGEFIELD Officer">' + r("«Officer»") + "</w:fldSimple>", r(" wrote this."))] + END)
    whole = document(BEGIN + [p(CLAIM)] + END).replace("xmlns:w=", "xmlns=").replace("<w:", "<").replace("</w:", "</")
    docx("no-prefix.docx", whole.replace("<document ", f'<document xmlns:w="{NS}" ', 1))
    filler = ("The lamps on the pier were replaced in three stages, of which the first began at the landing stage and "
              "the last ended at the lighthouse; each took about five weeks, and in each the old lamps were kept. ")
    pages = []
    for i in range(1, 81):
        pages.append(p(f"Stage {i}. " + filler * 5))
        if i % 4 == 0:
            pages.append(p(f"On the figures of stage {i}: ", r("check this", PEN), r(".")))
    docx("long.docx", BEGIN + [p(CLAIM)] + pages + END)


# ---- ODT ----------------------------------------------------------------------------------------------------------

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = "".join(f' xmlns:{k}="{OASIS}{v}:1.0"' for k, v in {
    "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible", "meta": "meta", "manifest": "manifest"}.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def t(text, name="p", more=""):
    return f"<text:{name}{more}>{text}</text:{name}>"


def pen(text):
    return f'<text:span text:style-name="Pen">{text}</text:span>'


O_BEGIN = [t("Sandbar District Council"), t("12 June 2025"), t("Dear Mr Penrose"), t(
    "Thank you for your request under the Freedom of Information Act 2000, which we received on 20 May 2025. "
    "You asked what the Council paid for its new pier lamps."),
    t("Our answer", "h", ' text:outline-level="1"'), t("We hold this information.")]
O_END = [t("Yours sincerely"), t("Ines Corrie"), t("Information Officer")]


def odt(name, body, before="", master=""):
    styles = ('<style:style style:name="Pen" style:family="text"><style:text-properties fo:background-color="#ffff00"/>'
              '</style:style><style:style style:name="Bold" style:family="text"><style:text-properties '
              'fo:font-weight="bold"/></style:style>')
    kind = "application/vnd.oasis.opendocument.text"
    write(name, {
        "mimetype": kind,
        "META-INF/manifest.xml":
            f'{HEAD}<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0"><manifest:file-entry '
            f'manifest:full-path="/" manifest:media-type="{kind}"/>' + "".join(
                f'<manifest:file-entry manifest:full-path="{f}" manifest:media-type="text/xml"/>'
                for f in ("content.xml", "styles.xml", "meta.xml")) + "</manifest:manifest>",
        "content.xml": f'{HEAD}<office:document-content{SPACES} office:version="1.2"><office:automatic-styles>{styles}'
                       f'</office:automatic-styles><office:body><office:text>{before}{"".join(body)}</office:text>'
                       '</office:body></office:document-content>',
        "styles.xml": f'{HEAD}<office:document-styles{SPACES} office:version="1.2"><office:automatic-styles>{styles}'
                      '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" '
                      'fo:page-height="29.7cm" fo:margin="2cm"/><style:header-style/></style:page-layout>'
                      '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
                      f'style:page-layout-name="L">{master}</style:master-page></office:master-styles>'
                      '</office:document-styles>',
        "meta.xml": f'{HEAD}<office:document-meta{SPACES} office:version="1.2"><office:meta>'
                    '<dc:date>2025-06-11T09:30:00</dc:date></office:meta></office:document-meta>'})


def make_odt():
    odt("mid-text.odt", O_BEGIN + [t(CLAIM)] + O_END)
    odt("bold-span.odt", O_BEGIN + [t('The price is withheld under <text:span text:style-name="Bold">section 43'
                                      "</text:span>(2) of the Act &amp; so on (commercial interests).")] + O_END)
    odt("table-cell.odt", O_BEGIN + [
        '<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>' + "".join(
            "<table:table-row>" + "".join(f"<table:table-cell>{t(c)}</table:table-cell>" for c in row) +
            "</table:table-row>" for row in (("Question", "Answer"), ("The price", CLAIM))) + "</table:table>"] + O_END)
    odt("list-item.odt", O_BEGIN + ["<text:list>" + "".join(
        f"<text:list-item>{t(x)}</text:list-item>" for x in ("The number of lamps is 44.", CLAIM)) + "</text:list>"]
        + O_END)
    odt("existing-annotation.odt", O_BEGIN + [t(
        'The price is withheld under <office:annotation office:name="foilint-4"><dc:creator>Ann</dc:creator>'
        '<text:p>Is this the right one?</text:p></office:annotation>section 43(2)<office:annotation-end '
        'office:name="foilint-4"/> of the Act (commercial interests).')] + O_END)
    odt("notes-and-margins.odt", O_BEGIN + [
        t('The price<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>' +
          t("In pounds of " + pen("which year?")) + "</text:note-body></text:note> is withheld under section 43(2) of "
          "the Act (commercial interests)."),
        t('For the <draw:frame svg:width="4cm" svg:height="1cm"><draw:text-box>' + t("Stamp: " + pen("draft 3")) +
          "</draw:text-box></draw:frame>file.")] + O_END,
        master=f'<style:header>{t("Not yet " + pen("approved"))}</style:header>')
    odt("tracked-changes.odt", O_BEGIN + [t(
        'The price is <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>withheld under section '
        '43(2) of the Act<text:change-end text:change-id="c2"/> (commercial interests).')] + O_END,
        before='<text:tracked-changes>' + "".join(
            f'<text:changed-region text:id="{i}"><text:{k}><office:change-info><dc:creator>Ann</dc:creator><dc:date>'
            f'2025-06-10T10:00:00</dc:date></office:change-info>{x}</text:{k}></text:changed-region>'
            for i, k, x in (("c1", "deletion", t("£40 a lamp and ")), ("c2", "insertion", ""))) +
        "</text:tracked-changes>")


if __name__ == "__main__":
    os.makedirs(OUT, exist_ok=True)
    make_docx()
    make_odt()
