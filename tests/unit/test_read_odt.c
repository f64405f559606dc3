/*
 * The ODT reader on packages made here: order, numbers, tables, marks, and
 * what must be refused.
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
#include "package_fixture.h"
#include "read_fixture.h"

#define MIME "application/vnd.oasis.opendocument.text"
#define NS                                                      \
    " xmlns:o=\"o\" xmlns:t=\"t\" xmlns:s=\"s\" xmlns:f=\"f\" " \
    "xmlns:b=\"b\" xmlns:d=\"d\" xmlns:x=\"x\" xmlns:dc=\"dc\""
#define AUTOMATIC                                                              \
    "<o:automatic-styles><s:style s:name=\"Bold\" s:family=\"text\">"          \
    "<s:text-properties f:font-weight=\"bold\"/></s:style>"                    \
    "<s:style s:name=\"Pen\" s:family=\"text\"><s:text-properties "            \
    "f:background-color=\"#ffff00\"/></s:style>"                               \
    "<s:style s:name=\"Gone\" s:family=\"text\"><s:text-properties "           \
    "t:display=\"none\"/></s:style>"                                           \
    "<s:style s:name=\"P1\" s:family=\"paragraph\" s:parent-style-name=\"S\">" \
    "<s:text-properties f:font-weight=\"bold\"/></s:style>"                    \
    "<s:style s:name=\"P2\" s:family=\"paragraph\" "                           \
    "s:list-style-name=\"L1\"/>"                                               \
    "<t:list-style s:name=\"L1\">"                                             \
    "<t:list-level-style-number t:level=\"1\" s:num-suffix=\".\" "             \
    "s:num-format=\"1\"/><t:list-level-style-number t:level=\"2\" "            \
    "s:num-prefix=\"(\" s:num-suffix=\")\" s:num-format=\"a\"/>"               \
    "<t:list-level-style-number t:level=\"3\" s:num-format=\"i\" "             \
    "t:display-levels=\"3\"/></t:list-style><t:list-style s:name=\"L2\">"      \
    "<t:list-level-style-bullet t:level=\"1\"/></t:list-style>"                \
    "</o:automatic-styles>"
#define DOC(text)                                                  \
    "<o:document-content" NS ">" AUTOMATIC "<o:body><o:text>" text \
    "</o:text></o:body></o:document-content>"
#define P(text)                  "<t:p>" text "</t:p>"
#define SPAN(s, text)            "<t:span t:style-name=\"" s "\">" text "</t:span>"
#define ITEM(inside)             "<t:list-item>" inside "</t:list-item>"
#define LIST(attributes, inside) "<t:list " attributes ">" inside "</t:list>"
#define L1                       "t:style-name=\"L1\""

static char *pack_text(const char *content, size_t *size)
{
    const part parts[] = {
        { "mimetype", MIME },
        { "content.xml", content },
        { "styles.xml",
          "<o:document-styles" NS "><o:styles><s:style s:name=\"S\" "
          "s:family=\"paragraph\"/></o:styles><o:automatic-styles><s:style "
          "s:name=\"P1\" s:family=\"paragraph\"/></o:automatic-styles>"
          "<o:master-styles><s:master-page><s:header><t:p>Head</t:p>"
          "</s:header><s:footer><t:p t:style-name=\"P1\">Page 1</t:p>"
          "</s:footer></s:master-page></o:master-styles>"
          "</o:document-styles>" },
        { "meta.xml",
          "<m" NS "><o:meta><d:initial-creator>Jo</d:initial-creator>"
          "<d:template x:title=\"foi.ott\"/></o:meta></m>" },
        { NULL, NULL }
    };
    return pack(parts, size);
}

static const struct {
    const char *name, *content, *wanted;
} cases[] = {
    { "paragraphs and headings",
      DOC("<t:h t:outline-level=\"2\">Our answer</t:h>" P("One <t:s/> two.")
              P("") "<t:p t:style-name=\"P1\">Balance test</t:p>" P("It is.")),
      "H2 Our answer / P One two. / H2 Balance test / P It is." },
    { "numbers are computed, and go on where the list says so",
      DOC(LIST(L1, ITEM(P("one;") LIST("", ITEM(P("sub;")) ITEM(P("sub;") LIST(
                                               "", ITEM(P("deep;"))))))
                       ITEM(P("two;") P("more"))) P("Between.")
              LIST(L1 " t:continue-numbering=\"true\"", ITEM(P("three;")))
                  LIST(L1 " x:id=\"l9\"", "<t:list-item t:start-value=\"7\">" P(
                                              "seven;") "</t:list-item>")
                      P("Between.") LIST(L1 " t:continue-list=\"l9\"",
                                         ITEM(P("eight.")))),
      "I1[1.] one; / I2[(a)] sub; / I2[(b)] sub; / I3[1.b.i] deep; / I1[2.] "
      "two; / P more / P Between. / I1[3.] three; / I1[7.] seven; / P "
      "Between. / I1[8.] eight." },
    { "an item that only holds a list has no number",
      DOC(LIST(L1,
               ITEM(LIST("", ITEM(P("a;")))) ITEM(LIST("", ITEM(P("b.")))))),
      "I2[(a)] a; / I2[(b)] b." },
    { "bullets; a list style by way of the paragraph's style",
      DOC(LIST("t:style-name=\"L2\"", ITEM(P("dot;")))
              LIST("", ITEM("<t:p t:style-name=\"P2\">one.</t:p>"))),
      "I1[\xe2\x80\xa2] dot; / I1[1.] one." },
    { "tables cell by cell",
      DOC("<b:table><b:table-header-rows><b:table-row><b:table-cell>" P(
          "a") "</b:table-cell><b:table-cell>" P("b") "</b:table-cell></"
                                                      "b:table-row>"
                                                      "</"
                                                      "b:table-header-rows><b:"
                                                      "table-row><b:covered-"
                                                      "table-cell/>"
                                                      "<b:table-cell>" P("c") "<b:table><b:table-row><b:table-cell>" P(
                                                          "in") "</"
                                                                "b:table-cell><"
                                                                "/b:table-row><"
                                                                "/b:table></"
                                                                "b:table-cell>"
                                                                "</"
                                                                "b:table-row></"
                                                                "b:table>" P(
                                                                    "After.")),
      "C1.1.1 a / C1.1.2 b / C1.2.2 c / C1.2.2 in / P After." },
    { "notes come last, text boxes behind their paragraph",
      DOC(P("Text<t:note><t:note-citation>1</t:note-citation><t:note-body>" P(
          "Note.") "</t:note-body></t:note><d:frame><d:text-box>" P("Boxed"
                                                                    ".") "<"
                                                                         "/"
                                                                         "d"
                                                                         ":"
                                                                         "t"
                                                                         "e"
                                                                         "x"
                                                                         "t"
                                                                         "-"
                                                                         "b"
                                                                         "o"
                                                                         "x"
                                                                         ">"
                                                                         "<"
                                                                         "/"
                                                                         "d"
                                                                         ":"
                                                                         "f"
                                                                         "r"
                                                                         "a"
                                                                         "m"
                                                                         "e"
                                                                         ">"
                                                                         " "
                                                                         "h"
                                                                         "e"
                                                                         "r"
                                                                         "e"
                                                                         ".")
              P("Next.")),
      "P Text here. / P Boxed. / P Next. / P Note." },
    { "a break ends a block unless the sentence goes on",
      DOC(P("First.<t:line-break/>Second<t:line-break/>line")),
      "P First. / P Second line" },
    { "hidden sections and paragraphs",
      DOC("<t:section t:display=\"none\">" P("Gone.") "</t:section>" P(
          "<t:hidden-paragraph t:is-hidden=\"true\"/>Gone too.") P("Here.")),
      "~P Gone. / ~P Gone too. / P Here." },
};

static void read_odt__makes_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t size = 0;
        char wanted[500];
        char *bytes = pack_text(cases[i].content, &size);
        snprintf(wanted, sizeof(wanted), "F Head / %s / F Page 1",
                 cases[i].wanted);
        reading_expect(cases[i].name, "a.odt", bytes, size, wanted);
        reading r;
        reading_of(&r, "a.odt", bytes, size);
        reading_check(r.doc);
        reading_free(&r);
        free(bytes);
    }
}

#define MARKED                                                                                                              \
    DOC("<t:tracked-changes><t:changed-region t:id=\"c1\"><t:insertion>"                                                    \
        "<o:change-info><dc:creator>Ann</dc:creator></o:change-info>"                                                       \
        "</t:insertion></t:changed-region><t:changed-region t:id=\"c2\">"                                                   \
        "<t:deletion><o:change-info><dc:creator>Bob</dc:creator>"                                                           \
        "<dc:date>2025</dc:date></o:change-info>" P(                                                                        \
            "never") "</t:deletion></t:changed-region></t:tracked-changes>" P("We <t:change-start t:change-id=\"c1\"/>now") \
            P("really<t:change-end t:change-id=\"c1\"/> do "                                                                \
              "<t:change t:change-id=\"c2\"/>" SPAN(                                                                        \
                  "Pen",                                                                                                    \
                  "hold") " it." SPAN("Gone",                                                                               \
                                      "secret") "<o:annotation><dc:creator>"                                                \
                                                "Eve</dc:creator>"                                                          \
                                                "<dc:date>2025</dc:date>" P(                                                \
                                                    "Sure?") "</"                                                           \
                                                             "o:annotation>")                                               \
                P("<t:placeholder>&lt;Name&gt;</t:placeholder> "                                                            \
                  "<t:database-display t:column-name=\"Town\">&lt;Town&gt;"                                                 \
                  "</t:database-display> <t:a x:href=\"http://x\">Web</t:a> "                                               \
                  "<t:date>3 May</t:date>"))

static void read_odt__marks(void **state)
{
    (void)state;
    size_t size = 0;
    char *bytes = pack_text(MARKED, &size);
    reading_expect_marks(
        "marks", "a.odt", bytes, size,
        "property author=Jo / property template=foi.ott / inserted by "
        "Ann=now / inserted by Ann=really / highlight=hold / deleted by "
        "Bob=never / hidden=secret / comment by Eve=Sure? / "
        "placeholder=<Name> / field Town=<Town> / link http://x=Web");
    reading_expect("blocks", "a.odt", bytes, size,
                   "F Head / P We now / P really do hold it. / ~P never / ~P "
                   "secret / ~P Sure? / P <Name> <Town> Web 3 May / F Page 1");
    free(bytes);
}

#define STYLE(name, family, inside)                                     \
    "<s:style s:name=\"" name "\" s:family=\"" family "\">" inside "</" \
    "s:style>"
#define INK(attributes) "<s:text-properties " attributes "/>"

/* Words in the colour of their ground, and such as nobody can read for their
 * size; not where something that isn't read may colour the ground. */
static void read_odt__faint_words(void **state)
{
    (void)state;
    /* clang-format off */
    static const char content[] =
        "<o:document-content" NS "><o:automatic-styles>"
        STYLE("W", "text", INK("f:color=\"#ffffff\""))
        STYLE("Tiny", "text", INK("f:font-size=\"1.5pt\""))
        STYLE("Part", "text", INK("f:font-size=\"2%\""))
        STYLE("Auto", "text", INK("s:use-window-font-color=\"true\""))
        STYLE("PW", "paragraph", INK("f:color=\"#fefefe\""))
        STYLE("PB", "paragraph",
              "<s:paragraph-properties f:background-color=\"#1f3864\"/>")
        STYLE("C", "table-cell",
              "<s:table-cell-properties f:background-color=\"#1f3864\"/>")
        "</o:automatic-styles><o:body><o:text>"
        P(SPAN("W", "one") " seen " SPAN("Tiny", "two") SPAN("Part", " part"))
        "<t:p t:style-name=\"PW\">three " SPAN("Auto", "auto") "</t:p>"
        "<t:p t:style-name=\"PB\">" SPAN("W", "on blue") "</t:p>"
        "<b:table><b:table-row><b:table-cell b:style-name=\"C\">"
        P(SPAN("W", "head")) "</b:table-cell><b:table-cell>"
        P(SPAN("W", "four")) "</b:table-cell></b:table-row></b:table>"
        P("<d:frame><d:text-box>" P(SPAN("W", "boxed"))
          "</d:text-box></d:frame>")
        P(SPAN("W", "five"))
        "</o:text></o:body></o:document-content>";
    /* clang-format on */
    size_t size = 0;
    char *bytes = pack_text(content, &size);
    reading_expect_marks("faint", "a.odt", bytes, size,
                         "property author=Jo / property template=foi.ott / "
                         "faint colour=one / faint size=two / faint "
                         "colour=three / faint colour=four / faint "
                         "colour=five");
    free(bytes);
}

static void read_odt__places_by_paragraph_and_cell(void **state)
{
    (void)state;
    size_t size = 0;
    char *bytes = pack_text(
        DOC(P("One.") "<b:table><b:table-row><b:table-cell>" P(
            "a") "</b:table-cell><b:table-cell>" P("held") "</b:table-cell>"
                                                           "</b:table-row></"
                                                           "b:table>" P(
                                                               "Last.")),
        &size);
    reading r;
    reading_of(&r, "a.odt", bytes, size);
    uint32_t at = (uint32_t)(strstr(r.doc->text.ptr, "held") - r.doc->text.ptr);
    fl_place p = fl_document_place(r.doc, at, at + 4);
    assert_int_equal(p.paragraph, 3);
    assert_int_equal(p.table, 1);
    assert_int_equal(p.row, 1);
    assert_int_equal(p.cell, 2);
    reading_free(&r);
    reading_expect_place("a.odt", bytes, size, "Last", "4:1-4:5");
    free(bytes);
}

static void read_odt__refuses_what_it_cannot_read(void **state)
{
    (void)state;
    static const struct {
        part parts[3];
        const char *says;
    } bad[] = {
        { { { "mimetype", MIME }, { "content.xml", "<a" }, { NULL, NULL } },
          "not well-formed" },
        { { { "mimetype", MIME }, { "x.xml", "<a/>" }, { NULL, NULL } },
          "no OpenDocument text" },
        { { { "mimetype", MIME }, { "content.xml", DOC("") }, { NULL, NULL } },
          "no text" },
        { { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
            { "content.xml", "<a><body><spreadsheet/></body></a>" },
            { NULL, NULL } },
          "no OpenDocument text" },
        { { { "mimetype", MIME },
            { "META-INF/manifest.xml", "<m><file-entry><encryption-data/>"
                                       "</file-entry></m>" },
            { NULL, NULL } },
          "encrypted" },
        { { { "mimetype", MIME },
            { "content.xml",
              "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]>"
              "<a>&c;</a>" },
            { NULL, NULL } },
          "document type" },
        { { { "../../etc/passwd", "x" },
            { "/content.txt", "x" },
            { NULL, NULL } },
          "zip archive" },
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        size_t size = 0;
        reading r;
        char *bytes = pack(bad[i].parts, &size);
        reading_of(&r, "a.odt", bytes, size);
        assert_int_equal(r.status, FL_FORMAT);
        if (!strstr(r.said, bad[i].says))
            fail_msg("said \"%s\", not \"%s\"", r.said, bad[i].says);
        reading_free(&r);
        free(bytes);
    }
}

static void read_odt__survives_damage(void **state)
{
    (void)state;
    size_t size = 0;
    char *bytes = pack_text(MARKED, &size);
    reading r;
    for (size_t i = 5; i < size; i += 3) {
        bytes[i] = (char)(bytes[i] ^ 0x55);
        reading_of(&r, "a.odt", bytes, size);
        if (r.doc)
            reading_check(r.doc);
        else
            assert_true(strlen(r.said) > 0);
        reading_free(&r);
        bytes[i] = (char)(bytes[i] ^ 0x55);
    }
    free(bytes);
}

static void read_odt__survives_every_failed_allocation(void **state)
{
    (void)state;
    size_t size = 0;
    char *bytes = pack_text(MARKED, &size);
    reading r = { .status = FL_NOMEM };
    for (long n = 0; r.status != FL_OK && n < 100000; n++) {
        fl_alloc_fail_after(n);
        reading_of(&r, "a.odt", bytes, size);
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
        cmocka_unit_test(read_odt__makes_blocks),
        cmocka_unit_test(read_odt__faint_words),
        cmocka_unit_test(read_odt__marks),
        cmocka_unit_test(read_odt__places_by_paragraph_and_cell),
        cmocka_unit_test(read_odt__refuses_what_it_cannot_read),
        cmocka_unit_test(read_odt__survives_damage),
        cmocka_unit_test(read_odt__survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("read_odt", tests, NULL, NULL);
}
