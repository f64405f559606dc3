/*
 * The PDF reader on small files made here: order of lines, furniture,
 * hyphens, marks, and what it must refuse.
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

#include "read_fixture.h"

/* A PDF in the making: objects with their offsets. */
typedef struct {
    fl_buf bytes;
    size_t offsets[64];
    int count;
} pdf;

static void object(pdf *p, const char *body)
{
    p->offsets[++p->count] = p->bytes.len;
    fl_buf_printf(&p->bytes, "%d 0 obj\n%s\nendobj\n", p->count, body);
}

/* Pages of text-showing operators ("72 700 Td (Text) Tj"), NULL at the end. */
static void make(pdf *p, const char *const *pages, const char *trailer)
{
    char body[4000];
    *p = (pdf){ 0 };
    fl_buf_puts(&p->bytes, "%PDF-1.4\n");
    object(p, "<< /Type /Catalog /Pages 2 0 R >>");
    int count = 0;
    while (pages[count])
        count++;
    int at = snprintf(body, sizeof(body), "<< /Type /Pages /Count %d /Kids [",
                      count);
    for (int i = 0; i < count; i++)
        at += snprintf(body + at, sizeof(body) - (size_t)at, "%d 0 R ",
                       5 + 2 * i);
    snprintf(body + at, sizeof(body) - (size_t)at, "] >>");
    object(p, body);
    object(p, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    object(p, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>");
    for (int i = 0; i < count; i++) {
        snprintf(body, sizeof(body),
                 "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
                 "/Resources << /Font << /F 3 0 R /B 4 0 R >> >> /Contents "
                 "%d 0 R >>",
                 6 + 2 * i);
        object(p, body);
        snprintf(body, sizeof(body),
                 "<< /Length %zu >>\nstream\nBT /F 11 Tf %s ET\nendstream",
                 strlen(pages[i]) + 16, pages[i]);
        object(p, body);
    }
    size_t table = p->bytes.len;
    fl_buf_printf(&p->bytes, "xref\n0 %d\n0000000000 65535 f \n", p->count + 1);
    for (int i = 1; i <= p->count; i++)
        fl_buf_printf(&p->bytes, "%010zu 00000 n \n", p->offsets[i]);
    fl_buf_printf(&p->bytes,
                  "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%zu\n"
                  "%%%%EOF\n",
                  p->count + 1, trailer, table);
}

#define AT(x, y, text)   "1 0 0 1 " #x " " #y " Tm (" text ") Tj "
#define BOLD(x, y, text) "/B 11 Tf " AT(x, y, text) "/F 11 Tf "
#define BODY                                                            \
    AT(72, 700, "The first line of this page is about as long as the ") \
    AT(72, 686, "second one, which has to be so if they are to be ")

static const struct {
    const char *name;
    const char *pages[5];
    const char *wanted;
} cases[] = {
    { "paragraphs by their distance",
      { BODY AT(72, 672, "one paragraph.") AT(72, 648, "Another.") },
      "P The first line of this page is about as long as the second one, "
      "which has to be so if they are to be one paragraph. / P Another." },
    { "a bold line is a heading",
      { BOLD(72, 730, "Our answer") BODY AT(72, 672, "one paragraph.") },
      "H2 Our answer / P The first line of this page is about as long as the "
      "second one, which has to be so if they are to be one paragraph." },
    { "list marks in a column of their own",
      { AT(72, 700, "1.") AT(72, 686, "2.") AT(100, 700, "How many dogs?")
            AT(100, 686, "How many cats?") },
      "I1[1.] How many dogs? / I1[2.] How many cats?" },
    { "a sentence goes on over the page, past header and footer",
      { AT(72, 770, "Council of Ansley") BODY AT(
            72, 672, "one paragraph which goes on for so long that it is")
            AT(290, 30, "Page 1 of 2"),
        AT(72, 770, "Council of Ansley") AT(72, 700, "continued over here.")
            AT(290, 30, "Page 2 of 2") },
      "P The first line of this page is about as long as the second one, "
      "which has to be so if they are to be one paragraph which goes on for "
      "so long that it is continued over here. / F Council of Ansley / F Page "
      "1 of 2 / F Council of Ansley / F Page 2 of 2" },
    { "a hyphen at a line's end goes when the word is there in one piece",
      { BODY AT(72, 672, "read as text, with infor-")
            AT(72, 658, "mation and with self-")
                AT(72, 644, "made words. The information.") },
      "P The first line of this page is about as long as the second one, "
      "which has to be so if they are to be read as text, with information "
      "and with self-made words. The information." },
};

static void read_pdf__makes_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        pdf p;
        reading r;
        make(&p, cases[i].pages, "");
        reading_expect(cases[i].name, "a.pdf", p.bytes.ptr, p.bytes.len,
                       cases[i].wanted);
        reading_of(&r, "a.pdf", p.bytes.ptr, p.bytes.len);
        reading_check(r.doc);
        reading_free(&r);
        fl_buf_dispose(&p.bytes);
    }
}

static void read_pdf__places_by_page_and_line(void **state)
{
    (void)state;
    pdf p;
    reading r;
    make(&p, cases[3].pages, "");
    reading_of(&r, "a.pdf", p.bytes.ptr, p.bytes.len);
    assert_int_equal(r.status, FL_OK);
    const char *found = strstr(r.doc->text.ptr, "it is continued");
    uint32_t at = (uint32_t)(found - r.doc->text.ptr);
    fl_place place = fl_document_place(r.doc, at, at + 15);
    assert_int_equal(place.page, 1);
    assert_int_equal(place.line, 4);
    assert_int_equal(place.end_page, 2);
    assert_int_equal(place.end_line, 2);
    assert_int_equal(place.end_col, 10);
    reading_free(&r);
    fl_buf_dispose(&p.bytes);
}

static void read_pdf__refuses_what_it_cannot_read(void **state)
{
    (void)state;
    static const struct {
        const char *pages[3], *trailer, *says;
    } bad[] = {
        { { "" }, "", "no text in this PDF" },
        { { AT(72, 700, "Text") },
          "/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O "
          "(01234567890123456789012345678901) /U "
          "(01234567890123456789012345678901) /P -4 >>",
          "encrypted" },
    };
    reading r;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        pdf p;
        make(&p, bad[i].pages, bad[i].trailer);
        reading_of(&r, "a.pdf", p.bytes.ptr, p.bytes.len);
        assert_int_equal(r.status, FL_FORMAT);
        if (!strstr(r.said, bad[i].says))
            fail_msg("said \"%s\", not \"%s\"", r.said, bad[i].says);
        reading_free(&r);
        fl_buf_dispose(&p.bytes);
    }
    static const char cut[] = "%PDF-1.7\n1 0 obj\n<< /Type /Cat";
    reading_of(&r, "a.pdf", cut, strlen(cut));
    assert_int_equal(r.status, FL_FORMAT);
    assert_non_null(strstr(r.said, "damaged"));
    reading_free(&r);
}

/* A page without text that shows a picture was scanned. */
static void read_pdf__tells_of_scanned_pages(void **state)
{
    (void)state;
    static const char *const pages[] = {
        AT(72, 700, "Text"),
        "ET q 100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q BT", NULL
    };
    pdf p;
    reading r;
    make(&p, pages, "");
    reading_of(&r, "a.pdf", p.bytes.ptr, p.bytes.len);
    assert_int_equal(r.status, FL_OK);
    assert_true(r.doc->partial);
    assert_string_equal(r.doc->partial_why, "no text on page 2: scanned?");
    reading_free(&r);
    fl_buf_dispose(&p.bytes);
}

/* The tree of pages leads back to itself. */
static void read_pdf__comes_back_from_loops(void **state)
{
    (void)state;
    static const char *const pages[] = { AT(72, 700, "Text"), NULL };
    pdf p;
    reading r;
    make(&p, pages, "");
    char *kids = strstr(p.bytes.ptr, "/Kids [5 0 R");
    assert_non_null(kids);
    memcpy(kids, "/Kids [2 0 R", 12);
    reading_of(&r, "a.pdf", p.bytes.ptr, p.bytes.len);
    assert_int_equal(r.status, FL_FORMAT);
    reading_free(&r);
    fl_buf_dispose(&p.bytes);
}

static void read_pdf__survives_damage(void **state)
{
    (void)state;
    pdf p;
    make(&p, cases[3].pages, "");
    for (size_t i = 20; i < p.bytes.len; i += 97) {
        reading r;
        p.bytes.ptr[i] = (char)(p.bytes.ptr[i] ^ 0x55);
        reading_of(&r, "a.pdf", p.bytes.ptr, p.bytes.len);
        if (r.doc)
            reading_check(r.doc);
        else
            assert_true(strlen(r.said) > 0);
        reading_free(&r);
        p.bytes.ptr[i] = (char)(p.bytes.ptr[i] ^ 0x55);
    }
    fl_buf_dispose(&p.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_pdf__makes_blocks),
        cmocka_unit_test(read_pdf__places_by_page_and_line),
        cmocka_unit_test(read_pdf__refuses_what_it_cannot_read),
        cmocka_unit_test(read_pdf__tells_of_scanned_pages),
        cmocka_unit_test(read_pdf__comes_back_from_loops),
        cmocka_unit_test(read_pdf__survives_damage),
    };
#ifdef FL_HAVE_POPPLER
    return cmocka_run_group_tests_name("read_pdf", tests, NULL, NULL);
#else
    (void)tests;
    return 0;
#endif
}
