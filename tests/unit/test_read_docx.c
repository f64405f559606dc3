/*
 * The DOCX reader on packages made here: order, numbers, tables, what is
 * hidden, and what must be refused.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "package_fixture.h"
#include "read_fixture.h"

#define NS                                                      \
    " xmlns:w=\"urn:w\" xmlns:mc=\"urn:mc\" xmlns:v=\"urn:v\" " \
    "xmlns:m=\"urn:m\""
#define DOC(body) \
    "<w:document" NS "><w:body>" body "<w:sectPr/></w:body></w:document>"
#define P(text)    "<w:p>" R(text) "</w:p>"
#define R(text)    "<w:r><w:t>" text "</w:t></w:r>"
#define BOLD(text) "<w:r><w:rPr><w:b/></w:rPr><w:t>" text "</w:t></w:r>"
#define STYLED(s, inside) \
    "<w:p><w:pPr><w:pStyle w:val=\"" s "\"/></w:pPr>" inside "</w:p>"
#define NUM(id, level, text)                                                 \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id \
    "\"/></w:numPr></w:pPr>" R(text) "</w:p>"
#define LVL(at, format, text)                                                  \
    "<w:lvl w:ilvl=\"" at "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format \
    "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"

/* None of it says anything of the style around it. */
#define UNREAD                                                               \
    "<w:tblStylePr><w:tblPr/><w:pPr><w:outlineLvl w:val=\"4\"/></w:pPr>"     \
    "<w:style w:styleId=\"Body\"/><!-- - --><![CDATA[<x>]]><?p q?>&lt;&#65;" \
    "</w:tblStylePr><w:tblPr/>"
#define STYLES                                                                \
    "<w:styles" NS ">"                                                        \
    "<w:style w:styleId=\"H1\"><w:name w:val=\"heading 1\"/></w:style>"       \
    "<w:style w:styleId=\"Own\"><w:name w:val=\"Own\"/>" UNREAD               \
    "<w:basedOn w:val=\"H1\"/></w:style>"                                     \
    "<w:style w:styleId=\"Out\"><w:name w:val=\"Out\"/><w:pPr>"               \
    "<w:outlineLvl w:val=\"2\"/></w:pPr></w:style>"                           \
    "<w:style w:styleId=\"Body\"><w:name w:val=\"Body\"/><w:pPr>"             \
    "<w:outlineLvl w:val=\"9\"/></w:pPr></w:style>"                           \
    "<w:style w:styleId=\"Round\"><w:name w:val=\"Round\"/>"                  \
    "<w:basedOn w:val=\"Round\"/></w:style>"                                  \
    "<w:style w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:rPr><w:b/>"   \
    "</w:rPr></w:style>"                                                      \
    "<w:style w:styleId=\"Num2\"><w:name w:val=\"Num2\"/><w:pPr><w:numPr>"    \
    "<w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>" \
    "</w:styles>"
#define NUMBERING                                                             \
    "<w:numbering" NS "><w:abstractNum w:abstractNumId=\"0\">" LVL(           \
        "0", "decimal", "%1.") LVL("1", "lowerLetter", "(%2)")                \
        LVL("2", "lowerRoman",                                                \
            "%1.%2.%3") "</w:abstractNum>"                                    \
                        "<w:abstractNum w:abstractNumId=\"1\">" LVL(          \
                            "0", "bullet",                                    \
                            "\xef\x82\xb7") "</w:abstractNum>"                \
                                            "<w:num "                         \
                                            "w:numId=\"1\"><w:abstractNumId " \
                                            "w:val=\"0\"/></w:num>"           \
                                            "<w:num "                         \
                                            "w:numId=\"2\"><w:abstractNumId " \
                                            "w:val=\"0\"/></w:num>"           \
                                            "<w:num "                         \
                                            "w:numId=\"3\"><w:abstractNumId " \
                                            "w:val=\"0\"/>"                   \
                                            "<w:lvlOverride "                 \
                                            "w:ilvl=\"0\"><w:startOverride "  \
                                            "w:val=\"7\"/>"                   \
                                            "</w:lvlOverride></w:num>"        \
                                            "<w:num "                         \
                                            "w:numId=\"4\"><w:abstractNumId " \
                                            "w:val=\"1\"/></w:num>"           \
                                            "</w:numbering>"

static char *pack_text(const char *document, size_t *size)
{
    const part parts[] = { { "word/document.xml", document },
                           { "word/styles.xml", STYLES },
                           { "word/numbering.xml", NUMBERING },
                           { NULL, NULL } };
    return pack(parts, size);
}

static const struct {
    const char *name, *document, *wanted;
} cases[] = {
    { "paragraphs in order", DOC(P("One is here.") P("") P("Two is.")),
      "P One is here. / P Two is." },
    { "heading styles, by name, base and outline",
      DOC(STYLED("H1", R("Our answer.")) STYLED("Own", R("Also one."))
              STYLED("Out", R("Third.")) STYLED("Body", R("Body text."))
                  STYLED("Round", R("Round text."))),
      "H1 Our answer. / H1 Also one. / H3 Third. / P Body text. / P Round "
      "text." },
    { "a bold paragraph is a heading, a bold sentence isn't",
      DOC("<w:p>" BOLD("Balance") R(" ")
              BOLD("test") "</w:p>"
                           "<w:p>" BOLD("We hold it.") "</w:p>"
                                                       "<w:p>" BOLD("Partly")
                                                           R(" bold") "</w:p>"),
      "H2 Balance test / P We hold it. / P Partly bold" },
    { "a bold character style counts",
      DOC("<w:p><w:r><w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr>"
          "<w:t>Our reply</w:t></w:r></w:p>" P("It is here.")),
      "H2 Our reply / P It is here." },
    { "numbers are computed",
      DOC(NUM("1", "0", "one;") NUM("1", "1", "sub;") NUM("1", "1", "sub;") NUM(
          "1", "2", "deep;") NUM("1", "0", "two;") NUM("1", "1", "sub.")),
      "I1[1.] one; / I2[(a)] sub; / I2[(b)] sub; / I3[1.b.i] deep; / I1[2.] "
      "two; / I2[(a)] sub." },
    { "one list counts on through its uses, unless one begins anew",
      DOC(NUM("1", "0", "a;") NUM("2", "0", "b;") NUM("3", "0", "c;")
              NUM("3", "0", "d;") NUM("1", "0", "e.")),
      "I1[1.] a; / I1[2.] b; / I1[7.] c; / I1[8.] d; / I1[9.] e." },
    { "bullets, numbers by style, number switched off",
      DOC(NUM("4", "0", "dot;") STYLED("Num2", R("by style;"))
              NUM("0", "0", "none.")),
      "I1[\xe2\x80\xa2] dot; / I2[(a)] by style; / P none." },
    { "a typed mark is no part of T",
      DOC(P("1. How many dogs?") P("(b)\tHow many cats?")),
      "I1[1.] How many dogs? / I1[(b)] How many cats?" },
    { "tables go cell by cell",
      DOC("<w:tbl><w:tr><w:tc>" P("a") "</w:tc><w:tc>" P("b") P(
          "c") "</w:tc></w:tr><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>"
               "<w:tc>" P("d") "</w:tc></w:sdtContent></w:sdt></w:tr>"
                               "</w:sdtContent></w:sdt></w:tbl>" P(
                                   "After it.")),
      "C1.1.1 a / C1.1.2 b / C1.1.2 c / C1.2.1 d / P After it." },
    { "a table in a cell belongs to that cell",
      DOC("<w:tbl><w:tr><w:tc>" P("a") "<w:tbl><w:tr><w:tc>" P(
          "in") "</w:tc></w:tr></w:tbl></w:tc><w:tc>" P("b") "</w:tc></w:tr></"
                                                             "w:tbl>"),
      "C1.1.1 a / C1.1.1 in / C1.1.2 b" },
    { "deleted and hidden text is kept apart",
      DOC("<w:p>" R("We do ") "<w:del><w:r><w:delText>not "
                              "</w:delText></w:r></w:del>"
                              "<w:ins>" R("indeed ") "</w:ins>" R(
                                  "hold it.") "<w:r><w:rPr><w:vanish/></"
                                              "w:rPr><w:t>secret</w:t></w:r></"
                                              "w:p>" P("Next.")),
      "P We do indeed hold it. / ~P not / ~P secret / P Next." },
    { "a deleted row is hidden",
      DOC("<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" P(
          "gone") "</w:tc></w:tr><w:tr><w:tc>" P("here") "</w:tc></w:tr></"
                                                         "w:tbl>"),
      "~C1.1.1 gone / C1.2.1 here" },
    { "of a field, the result is read",
      DOC("<w:p>" R(
          "On ") "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
                 "<w:r><w:instrText>DATE</w:instrText></w:r>" R(
                     "no") "<w:r><w:fldChar "
                           "w:fldCharType=\"separate\"/></w:r>" R(
                               "3 May") "<w:"
                                        "r><"
                                        "w:"
                                        "fld"
                                        "Cha"
                                        "r "
                                        "w:"
                                        "fld"
                                        "Cha"
                                        "rTy"
                                        "pe="
                                        "\"e"
                                        "nd"
                                        "\"/"
                                        "></"
                                        "w:"
                                        "r>"
                                        "<w:"
                                        "fld"
                                        "Sim"
                                        "ple"
                                        ">" R(" we") "</w:fldSimple>" R(
                                            " met.") "</w:p>"),
      "P On 3 May we met." },
    { "a soft break ends a block unless the sentence goes on",
      DOC("<w:p>" R("First line.") "<w:r><w:br/></w:r>" R(
          "Second") "<w:r><w:br/><w:t>line here.</w:t></w:r></w:p>"),
      "P First line. / P Second line here." },
    { "tabs are spaces, a no-break hyphen is one",
      DOC("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/>"
          "<w:t>c</w:t></w:r></w:p>"),
      "P a b-c" },
    { "text boxes are read once, behind their paragraph",
      DOC("<w:p>" R("Outside.") "<w:r><mc:AlternateContent><mc:Choice><w:"
                                "drawing><w:txbxContent>" P(
                                    "Boxed.") "</w:txbxContent></w:drawing></"
                                              "mc:Choice><mc:Fallback>"
                                              "<w:pict><w:txbxContent>" P(
                                                  "Boxed.") "</w:txbxContent></"
                                                            "w:pict>"
                                                            "</mc:Fallback></"
                                                            "mc:"
                                                            "AlternateContent><"
                                                            "/w:r></w:p>" P(
                                                                "Behind.")),
      "P Outside. / P Boxed. / P Behind." },
    { "text in content controls, links and inserted blocks",
      DOC("<w:sdt><w:sdtContent>" P(
          "Controlled.") "</w:sdtContent></"
                         "w:sdt><w:p><w:hyperlink>" R(
                             "Linked.") "</"
                                        "w:hyperlink>"
                                        "</"
                                        "w:p><w:"
                                        "ins>" P("Ins"
                                                 "ert"
                                                 "ed"
                                                 ".") "</w:ins>"),
      "P Controlled. / P Linked. / P Inserted." },
};

static void read_docx__makes_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t size = 0;
        reading r;
        char *bytes = pack_text(cases[i].document, &size);
        reading_expect(cases[i].name, "a.docx", bytes, size, cases[i].wanted);
        reading_of(&r, "a.docx", bytes, size);
        reading_check(r.doc);
        reading_free(&r);
        free(bytes);
    }
}

static void read_docx__reads_headers_notes_and_comments(void **state)
{
    (void)state;
    const part parts[] = {
        { "_rels/.rels", "<R><Relationship Type=\"urn:x/officeDocument\" "
                         "Target=\"/word/document2.xml\"/></R>" },
        { "word/document2.xml", DOC(P("Body.")) },
        { "word/header12.xml", "<w:hdr" NS ">" P("Letterhead") "</w:hdr>" },
        { "word/footer1.xml", "<w:ftr" NS ">" P("Page 1") "</w:ftr>" },
        { "word/footnotes.xml", "<w:footnotes" NS "><w:footnote>" P(
                                    "Note.") "</w:footnote></w:footnotes>" },
        { "word/endnotes.xml", "<w:endnotes" NS "><w:endnote>" P(
                                   "End.") "</w:endnote></w:endnotes>" },
        { "word/comments.xml", "<w:comments" NS "><w:comment>" P(
                                   "Is that so?") "</w:comment></w:comments>" },
        { NULL, NULL }
    };
    size_t size = 0;
    char *bytes = pack(parts, &size);
    reading_expect("parts", "a.docx", bytes, size,
                   "F Letterhead / P Body. / P Note. / P End. / ~P Is that "
                   "so? / F Page 1");
    free(bytes);
}

#define FIELD(instruction, shown)                                   \
    "<w:r><w:fldChar "                                              \
    "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>" instruction \
    "</w:instrText></w:r><w:r><w:fldChar "                          \
    "w:fldCharType=\"separate\"/></w:r>" shown                      \
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"

#define SHADED(fill, text)                              \
    "<w:r><w:rPr><w:shd w:val=\"clear\" w:fill=\"" fill \
    "\"/></w:rPr><w:t>" text "</w:t></w:r>"

static void read_docx__bright_shading_is_a_pen(void **state)
{
    (void)state;
    static const char body[] = DOC(
        "<w:p>" R("We ") SHADED("FFFF00", "hold") R(" and ")
            SHADED("00FF00", "keep") R(" it in ") SHADED("F2F2F2", "a table")
                SHADED("auto", " of ") SHADED("DEEAF6", "tints.") "</w:p>");
    const part parts[] = { { "word/document.xml", body }, { NULL, NULL } };
    size_t size = 0;
    char *bytes = pack(parts, &size);
    reading_expect_marks("pens", "a.docx", bytes, size,
                         "highlight=hold / highlight=keep");
    free(bytes);
}

#define LOOKING(properties, text) \
    "<w:r><w:rPr>" properties "</w:rPr><w:t>" text "</w:t></w:r>"
#define WHITE      "<w:color w:val=\"FFFFFF\"/>"
#define SHADE(rgb) "<w:shd w:val=\"clear\" w:fill=\"" rgb "\"/>"

/* Words in the colour of their ground, and such as nobody can read for their
 * size; not where something that isn't read may colour the ground. */
static void read_docx__faint_words(void **state)
{
    (void)state;
    /* clang-format off */
    static const char body[] = DOC(
        "<w:p>" LOOKING(WHITE, "one") LOOKING("<w:sz w:val=\"3\"/>", "two")
        LOOKING("<w:sz w:val=\"8\"/>", "small")
        LOOKING(SHADE("1F3864") WHITE, "on blue") "</w:p>"
        "<w:p><w:pPr><w:pStyle w:val=\"Pale\"/></w:pPr>" R("three")
        LOOKING("<w:color w:val=\"auto\"/>", "auto") "</w:p>"
        "<w:p><w:pPr>" SHADE("DEEAF6") "</w:pPr>"
        LOOKING("<w:color w:val=\"DEEAF6\"/>", "four") LOOKING(WHITE, "pale")
        LOOKING("<w:highlight w:val=\"red\"/>" WHITE, "red") "</w:p>"
        "<w:tbl><w:tr><w:tc><w:tcPr>" SHADE("1F3864") "</w:tcPr><w:p>"
        LOOKING(WHITE, "head") "</w:p></w:tc><w:tc><w:p>"
        LOOKING(WHITE, "five") "</w:p></w:tc></w:tr></w:tbl>"
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Bands\"/></w:tblPr><w:tr><w:tc>"
        "<w:p>" LOOKING(WHITE, "styled") "</w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:pict><w:txbxContent><w:p>" LOOKING(WHITE, "boxed")
        "</w:p></w:txbxContent></w:pict></w:r></w:p>"
        "<w:p>" LOOKING(WHITE, "six") "</w:p>");
    /* clang-format on */
    const part parts[] = {
        { "word/document.xml", body },
        { "word/header1.xml",
          "<w:hdr" NS "><w:p>" LOOKING(WHITE, "banner") "</w:p></w:hdr>" },
        { "word/styles.xml",
          "<w:styles" NS "><w:style w:styleId=\"Base\"><w:rPr>" WHITE
          "</w:rPr></w:style><w:style w:styleId=\"Pale\"><w:basedOn "
          "w:val=\"Base\"/></w:style></w:styles>" },
        { NULL, NULL }
    };
    size_t size = 0;
    char *bytes = pack(parts, &size);
    reading_expect_marks("faint", "a.docx", bytes, size,
                         "faint colour=one / faint size=two / faint "
                         "colour=three / faint colour=four / highlight=red / "
                         "faint colour=five / faint colour=six");
    free(bytes);
}

static void read_docx__marks(void **state)
{
    (void)state;
    static const char body[] =
        DOC("<w:p>" R("We ") "<w:ins w:author=\"Ann\">" R("now ") R(
            "really ") "</w:ins><w:del "
                       "w:author=\"Bob\"><w:r><w:delText>never</w:delText>"
                       "</w:r></w:del><w:r><w:rPr><w:highlight "
                       "w:val=\"yellow\"/></w:rPr>"
                       "<w:t>hold</w:t></w:r>" R(
                           " it.") "<w:r><w:rPr><w:vanish/></"
                                   "w:rPr><w:t>secret</w:t></w:r>"
                                   "<w:r><w:commentReference "
                                   "w:id=\"4\"/></w:r></w:p>"
                                   "<w:p>" R("(a) Dear ") FIELD(
                                       " MERGEFIELD Name ",
                                       R("\xc2\xabName\xc2\xbb")) R(", of ") FIELD("MERGEFIELD \"Our town\"",
                                                                                   R(
                                                                                       "Leed"
                                                                                       "s"))
                                       R(" ") FIELD(
                                           "FORMTEXT",
                                           R("   ")) "</w:p>"
                                                     "<w:sdt><w:sdtPr><w:"
                                                     "showingPlcHdr/></"
                                                     "w:sdtPr><w:"
                                                     "sdtContent>" P(
                                                         "Click here.") "</"
                                                                        "w:"
                                                                        "sd"
                                                                        "tC"
                                                                        "on"
                                                                        "te"
                                                                        "nt"
                                                                        "><"
                                                                        "/w"
                                                                        ":s"
                                                                        "dt"
                                                                        ">"
                                                                        "<w"
                                                                        ":p"
                                                                        "><"
                                                                        "w:"
                                                                        "sd"
                                                                        "t>"
                                                                        "<w"
                                                                        ":s"
                                                                        "dt"
                                                                        "Pr"
                                                                        "/>"
                                                                        "<w"
                                                                        ":s"
                                                                        "dt"
                                                                        "Co"
                                                                        "nt"
                                                                        "en"
                                                                        "t"
                                                                        ">" R("Filled.") "</w:sdtContent></w:sdt><w:hyperlink w:id=\"r7\">" R(
                                                                            "We"
                                                                            "b") "</w:hyperlink>" FIELD("HYPERLINK \"mailto:a@b\"",
                                                                                                        R("Mail"))
                                                                            FIELD(
                                                                                "MACROBUTTON NoMacro [Your name]",
                                                                                "") "</w:p>"
                                                                                    "<w:tbl><w:tr><w:trPr><w:ins w:author=\"Ann\"/></w:trPr><w:tc>" P(
                                                                                        "row") "</w:tc></w:tr></w:tbl>");
    const part parts[] = {
        { "word/document.xml", body },
        { "word/comments.xml", "<w:comments" NS "><w:comment w:id=\"4\" "
                               "w:author=\"Eve\">" P("Sure?")
                                   P("Really?") "</w:comment></w:comments>" },
        { "word/_rels/document.xml.rels",
          "<R>\n <Relationship Id=\"r7\" TargetMode=\"External\" "
          "Target=\"http://x\"/></R>" },
        { "docProps/core.xml", "<c><creator>Jo</creator><title/></c>" },
        { "docProps/app.xml", "<c><Template>foi.dotx</Template></c>" },
        { NULL, NULL }
    };
    size_t size = 0;
    char *bytes = pack(parts, &size);
    reading_expect_marks(
        "marks", "a.docx", bytes, size,
        "property author=Jo / property template=foi.dotx / inserted by "
        "Ann=now really / highlight=hold / deleted by Bob=never / "
        "hidden=secret / comment by Eve=Sure? Really? / field Name=\"Name\" / "
        "field= / placeholder=Click here. / link http://x=Web / link "
        "mailto:a@b=Mail / placeholder=[Your name] / inserted by Ann=row");
    reading_expect("blocks", "a.docx", bytes, size,
                   "P We now really hold it. / ~P never / ~P secret / ~P "
                   "Sure? Really? / I1[(a)] Dear \"Name\", of Leeds / P Click "
                   "here. / P Filled.WebMail[Your name] / C1.1.1 row");
    free(bytes);
}

static void read_docx__places_by_paragraph_and_cell(void **state)
{
    (void)state;
    size_t size = 0;
    char *bytes =
        pack_text(
            DOC(P("One.") "<w:tbl><w:tr><w:tc>" P("a") "</w:tc><w:tc>" P("held") "</w:tc></w:tr></w:tbl><w:p>" R(
                "First \xc3\xa9.") "<w:r><w:br/></w:r>" R("Then more.") "</"
                                                                        "w:"
                                                                        "p>" P(
                                                                            "La"
                                                                            "st"
                                                                            ".")),
            &size);
    reading r;
    reading_of(&r, "a.docx", bytes, size);
    assert_int_equal(r.status, FL_OK);
    uint32_t at = (uint32_t)(strstr(r.doc->text.ptr, "held") - r.doc->text.ptr);
    fl_place p = fl_document_place(r.doc, at, at + 4);
    assert_int_equal(p.paragraph, 3);
    assert_int_equal(p.line, 3);
    assert_int_equal(p.table, 1);
    assert_int_equal(p.row, 1);
    assert_int_equal(p.cell, 2);
    /* a column counts from the paragraph's start, over its breaks */
    at = (uint32_t)(strstr(r.doc->text.ptr, "more") - r.doc->text.ptr);
    p = fl_document_place(r.doc, at, at + 4);
    assert_int_equal(p.paragraph, 4);
    assert_int_equal(p.col, 15);
    assert_int_equal(p.end_col, 19);
    assert_string_equal(fl_arena_dup(r.arena, fl_document_line(r.doc, 4)).ptr,
                        "First \xc3\xa9.\nThen more.");
    assert_int_equal(fl_document_line(r.doc, 6).len, 0);
    assert_int_equal(fl_document_line(r.doc, 0).len, 0);
    reading_free(&r);
    free(bytes);
}

static void read_docx__refuses_what_it_cannot_read(void **state)
{
    (void)state;
    static const struct {
        const char *name, *document, *says;
    } bad[] = {
        { "word/document.xml", "<w:document", "not well-formed" },
        { "word/document.xml",
          "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
          "document type" },
        { "word/document.xml", DOC(""), "no text" },
        { "xl/workbook.xml", "<workbook/>", "Excel workbook" },
        { "word/styles.xml", "<styles/>", "no Word document" },
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        const part parts[] = { { bad[i].name, bad[i].document },
                               { NULL, NULL } };
        size_t size = 0;
        reading r;
        char *bytes = pack(parts, &size);
        reading_of(&r, "a.docx", bytes, size);
        assert_int_equal(r.status, FL_FORMAT);
        if (!strstr(r.said, bad[i].says))
            fail_msg("said \"%s\", not \"%s\"", r.said, bad[i].says);
        reading_free(&r);
        free(bytes);
    }
}

/* Also where nobody reads it. */
static void read_docx__refuses_a_damaged_part(void **state)
{
    (void)state;
    const part parts[] = { { "word/document.xml", DOC(P("Text.")) },
                           { "word/styles.xml",
                             "<w:styles" NS "><w:style><w:tblPr><w:a></w:tblPr>"
                             "</w:style></w:styles>" },
                           { NULL, NULL } };
    size_t size = 0;
    reading r;
    char *bytes = pack(parts, &size);
    reading_of(&r, "a.docx", bytes, size);
    assert_int_equal(r.status, FL_FORMAT);
    assert_non_null(strstr(r.said, "word/styles.xml: it is not well-formed"));
    reading_free(&r);
    free(bytes);
}

/* A part that says it is larger than the limit is not unpacked. */
static void read_docx__stops_at_the_limit(void **state)
{
    (void)state;
    size_t much = FL_LIMIT_XML_BYTES + 16;
    char *large = malloc(much + 1);
    assert_non_null(large);
    memset(large, ' ', much);
    large[much] = '\0';
    const part parts[] = { { "word/document.xml", large }, { NULL, NULL } };
    size_t size = 0;
    char *bytes = pack(parts, &size);
    reading r;
    reading_of(&r, "a.docx", bytes, size);
    assert_int_equal(r.status, FL_LIMIT);
    assert_non_null(strstr(r.said, "the limit is"));
    reading_free(&r);
    free(bytes);
    free(large);
}

#define RICH                                                                   \
    DOC(STYLED("H1", R("Answer")) NUM("1", "0", "one;") NUM("1", "2", "two;")  \
            P("1. typed") "<w:p>" R("a.") "<w:r><w:br/></w:r>" R(              \
                "B") "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></" \
                     "w:p><w:tbl>"                                             \
                     "<w:tr><w:tc>" P("cell") "</w:tc></w:tr></w:tbl>")

/* Cut off, and with each byte changed, a package gives a status, no crash. */
static void read_docx__survives_damage(void **state)
{
    (void)state;
    size_t size = 0;
    char *bytes = pack_text(RICH, &size);
    reading r;
    for (size_t i = 5; i < size; i++) {
        reading_of(&r, "a.docx", bytes, i);
        assert_true(r.status == FL_FORMAT || r.status == FL_LIMIT);
        reading_free(&r);
        bytes[i] = (char)(bytes[i] ^ 0x55);
        reading_of(&r, "a.docx", bytes, size);
        if (r.doc)
            reading_check(r.doc);
        else
            assert_true(strlen(r.said) > 0);
        reading_free(&r);
        bytes[i] = (char)(bytes[i] ^ 0x55);
    }
    free(bytes);
}

static void read_docx__survives_every_failed_allocation(void **state)
{
    (void)state;
    size_t size = 0;
    char *bytes = pack_text(RICH, &size);
    reading r = { .status = FL_NOMEM };
    for (long n = 0; r.status != FL_OK && n < 100000; n++) {
        fl_alloc_fail_after(n);
        reading_of(&r, "a.docx", bytes, size);
        fl_alloc_fail_after(-1);
        assert_true(r.status == FL_OK || r.status == FL_NOMEM);
        reading_free(&r);
    }
    assert_int_equal(r.status, FL_OK);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_docx__makes_blocks),
        cmocka_unit_test(read_docx__reads_headers_notes_and_comments),
        cmocka_unit_test(read_docx__bright_shading_is_a_pen),
        cmocka_unit_test(read_docx__faint_words),
        cmocka_unit_test(read_docx__marks),
        cmocka_unit_test(read_docx__places_by_paragraph_and_cell),
        cmocka_unit_test(read_docx__refuses_what_it_cannot_read),
        cmocka_unit_test(read_docx__refuses_a_damaged_part),
        cmocka_unit_test(read_docx__stops_at_the_limit),
        cmocka_unit_test(read_docx__survives_damage),
        cmocka_unit_test(read_docx__survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("read_docx", tests, NULL, NULL);
}
