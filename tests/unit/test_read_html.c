/*
 * The HTML reader: blocks, what is kept apart, places in the source, and what
 * a hostile page may not do.
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
#include "read_fixture.h"

static const struct {
    const char *name, *html, *wanted;
} cases[] = {
    { "paragraphs, whatever the line breaks",
      "<p>One is\n  here.<p>Two <b>is</b>.</p>Three is.",
      "P One is here. / P Two is. / P Three is." },
    { "headings by element and by bold type",
      "<h1>Our answer</h1><p>It is.<h3>Why</h3><p><b>Balance "
      "test</b></p><p>So.",
      "H1 Our answer / P It is. / H3 Why / H2 Balance test / P So." },
    { "lists count",
      "<ol><li>one;<li>two<ul><li>deep;</ul></ol><ol start=4 "
      "type=a><li>d;</li><li value=9>i.</ol>",
      "I1[1.] one; / I1[2.] two / I2[\xe2\x80\xa2] deep; / I1[d.] d; / "
      "I1[i.] i." },
    { "an item's first paragraph has the label",
      "<ol><li><p>What?</p><p>More.</p></li></ol>", "I1[1.] What? / P More." },
    { "a typed mark is the label", "<p>3. How many?</p><p>(b)&nbsp;Why?</p>",
      "I1[3.] How many? / I1[(b)] Why?" },
    { "tables cell by cell",
      "<table><tr><th>Year<th>Fines<tr><td>2024<td><p>7</table><p>After.",
      "C1.1.1 Year / C1.1.2 Fines / C1.2.1 2024 / C1.2.2 7 / P After." },
    { "a table that only arranges is none",
      "<table><tr><td><p>One.</p><table><tr><td>a<td>b</table>"
      "<tr><td>Two.</table><table><tr><td>c</table>",
      "P One. / C1.1.1 a / C1.1.2 b / P Two. / P c" },
    { "tables side by side in one that only arranges",
      "<table><tr><td>One.<table><tr><td>a<td>b</table>Two.<td><table><tr>"
      "<td>c<td>d</table>Three.</table>",
      "P One. / C1.1.1 a / C1.1.2 b / P Two. / C2.1.1 c / C2.1.2 d / "
      "P Three." },
    { "scripts, styles and forms are no text",
      "<title>No</title><style>p{}</style><p>Yes<script>if(a<b)\"</p>\"</"
      "script>.<select><option>No</select><!-- no --><?php no ?>",
      "P Yes." },
    { "chrome is furniture",
      "<nav><a href=/>Home</a></nav><div class='x cookie-banner'><p>We use "
      "cookies.</p></div><div role=banner>Top</div><p>Text.<footer>Foot",
      "F Home / F We use cookies. / F Top / P Text. / F Foot" },
    { "hidden and deleted text is kept apart",
      "<p>We do <del>not </del>hold<span style='display: none'>secret</span> "
      "it.<p hidden>Gone.</p>",
      "P We do hold it. / ~P not / ~P secret / ~P Gone." },
    { "entities", "<p>A&amp;B &lt;x&gt; &eacute;&#233;&#x2019; &bogus; & c",
      "P A&B <x> \xc3\xa9\xc3\xa9' &bogus; & c" },
    { "a break ends a block unless the sentence goes on",
      "<p>First line.<br>Second<br>line<br>1 High Street",
      "P First line. / P Second line / P 1 High Street" },
    { "lines of preformatted text", "<pre>One.\nTwo.</pre>",
      "P One. / P Two." },
    { "what never ends", "<p>One <b>two <a href=\"x>three", "P One two" },
    { "attributes in all their forms",
      "<p HIDDEN=''>a</p><p x=\"a>b\" y='>' z=1/>Text</p>", "~P a / P Text" },
};

static void read_html__makes_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        reading r;
        reading_expect(cases[i].name, "a.html", cases[i].html,
                       strlen(cases[i].html), cases[i].wanted);
        reading_of(&r, "a.html", cases[i].html, strlen(cases[i].html));
        reading_check(r.doc);
        reading_free(&r);
    }
}

static void read_html__marks(void **state)
{
    (void)state;
    static const char html[] =
        "<head><title>Draft</title><meta name=author content='J &amp; "
        "K'></head><p>a <ins cite='mailto:Ann'>new</ins> <mark>b "
        "c</mark> <a href='http://x/?a&amp;b'>d</a><del>e</del>"
        "<input placeholder=name><input placeholder=x value=y>"
        "<div style='mso-element:comment'>Check this.</div>";
    reading_expect_marks(
        "marks", "a.html", html, strlen(html),
        "property title=Draft / property author=J & K / inserted by Ann=new / "
        "highlight=b c / link http://x/?a&b=d / placeholder=name / deleted=e / "
        "comment=Check this.");
}

static void read_html__bright_backgrounds_are_pens(void **state)
{
    (void)state;
    static const char html[] =
        "<p>a <span style='background-color: #FFFF00'>b</span> c "
        "<span style='background: rgb(255, 255, 0); color:red'>d</span> e "
        "<span style='BACKGROUND-COLOR: Yellow !important'>f</span> g "
        "<span style='background-color:#eeeeee'>h</span> i "
        "<span style='background:#fff2cc'>j</span></p>"
        "<p style='background:yellow'>A box</p>";
    reading_expect_marks("pens", "a.html", html, strlen(html),
                         "highlight=b / highlight=d / highlight=f");
}

static void read_html__places_in_the_source(void **state)
{
    (void)state;
    static const char html[] = "<html>\n<p>\xc3\xa9 &eacute; here\nand "
                               "&amp; <b>there</b>.\r\n"
                               "<p>(a) &nbsp; Last one</p>";
    size_t size = strlen(html);
    reading_expect_place("a.html", html, size, "here", "2:15-2:19");
    reading_expect_place("a.html", html, size, "and & there", "3:1-3:19");
    reading_expect_place("a.html", html, size, "and &", "3:1-3:10");
    reading_expect_place("a.html", html, size, "Last", "4:15-4:19");
}

/* Whatever the name says; "<html" in a text file is HTML. */
static void read_html__is_known_by_its_beginning(void **state)
{
    (void)state;
    static const char html[] = "\n<!DOCTYPE HTML><p>Text<p>More";
    reading_expect("content", "a.txt", html, strlen(html), "P Text / P More");
}

/* Word's own HTML is in Windows-1252, and some programs write UTF-16. */
static void read_html__reads_other_charsets(void **state)
{
    (void)state;
    static const char windows[] =
        "<html><meta charset=windows-1252><p>Caf\xe9 \x96 tea";
    reading_expect("declared", "a.html", windows, sizeof(windows) - 1,
                   "P Caf\xc3\xa9 - tea");
    static const char silent[] = "<html><p>Caf\xe9 \x93tea\x94";
    reading_expect("not declared", "a.html", silent, sizeof(silent) - 1,
                   "P Caf\xc3\xa9 \"tea\"");
    reading_expect_place("a.html", silent, sizeof(silent) - 1, "tea",
                         "1:16-1:19");
    static const char wide[] = "\xff\xfe<\0p\0>\0H\0i\0";
    reading_expect("UTF-16", "a.html", wide, sizeof(wide) - 1, "P Hi");
}

static char *repeated(const char *what, size_t count, size_t *size)
{
    size_t len = strlen(what);
    char *all = malloc(len * count + 1);
    assert_non_null(all);
    for (size_t i = 0; i < count; i++)
        memcpy(all + i * len, what, len);
    *size = len * count;
    return all;
}

static void read_html__stops_at_deep_nesting(void **state)
{
    (void)state;
    size_t size = 0;
    char *html = repeated("<div>x", FL_LIMIT_NESTING + 1, &size);
    reading r;
    reading_of(&r, "a.html", html, size);
    assert_int_equal(r.status, FL_LIMIT);
    assert_non_null(strstr(r.said, "nest"));
    reading_free(&r);
    free(html);
}

/* A few MB of what is never closed or never opened take no time to speak of:
 * a quadratic reader would not come back. */
static void read_html__is_linear(void **state)
{
    (void)state;
    static const char *const bad[] = { "<!--",  "</i>",     "<p <p ",
                                       "&amp",  "<b></i>x", "<td>x<tr>y",
                                       "<a b=", "<script>" };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        size_t size = 0;
        char *html = repeated(bad[i], 500, &size);
        reading r;
        free(html);
        html =
            repeated(bad[i], strcmp(bad[i], "<b></i>x") ? 300000 : 1000, &size);
        reading_of(&r, "a.html", html, size);
        assert_true(r.status == FL_OK || strlen(r.said) > 0);
        reading_free(&r);
        free(html);
    }
}

static const char rich[] =
    "<!DOCTYPE html><head><title>T</title></head><nav>n</nav><h1>Head</h1>"
    "<p>a &amp; <ins cite=x>b</ins><br>C <del>d</del></p><ol type=i><li>x<li "
    "value=7>y</ol><table><tr><td>1<td>2</table><pre>e\nf</pre><a href='u'>l</"
    "a><p style='display:none'>h</p><p>(b) typed</p><hr>";

static void read_html__survives_damage(void **state)
{
    (void)state;
    char bytes[sizeof(rich)];
    reading r;
    for (size_t i = 1; i < sizeof(rich) - 1; i++) {
        memcpy(bytes, rich, sizeof(rich));
        reading_of(&r, "a.html", bytes, i);
        if (r.doc)
            reading_check(r.doc);
        reading_free(&r);
        for (const char *c = "<>\"& /"; *c; c++) {
            bytes[i] = *c;
            reading_of(&r, "a.html", bytes, sizeof(rich) - 1);
            if (r.doc)
                reading_check(r.doc);
            reading_free(&r);
        }
    }
}

static void read_html__survives_every_failed_allocation(void **state)
{
    (void)state;
    reading r = { .status = FL_NOMEM };
    for (long n = 0; r.status != FL_OK && n < 100000; n++) {
        fl_alloc_fail_after(n);
        reading_of(&r, "a.html", rich, sizeof(rich) - 1);
        fl_alloc_fail_after(-1);
        assert_true(r.status == FL_OK || r.status == FL_NOMEM);
        reading_free(&r);
    }
    assert_int_equal(r.status, FL_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_html__makes_blocks),
        cmocka_unit_test(read_html__marks),
        cmocka_unit_test(read_html__bright_backgrounds_are_pens),
        cmocka_unit_test(read_html__places_in_the_source),
        cmocka_unit_test(read_html__is_known_by_its_beginning),
        cmocka_unit_test(read_html__reads_other_charsets),
        cmocka_unit_test(read_html__stops_at_deep_nesting),
        cmocka_unit_test(read_html__is_linear),
        cmocka_unit_test(read_html__survives_damage),
        cmocka_unit_test(read_html__survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("read_html", tests, NULL, NULL);
}
