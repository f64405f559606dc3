/*
 * T, F and the way back to the source: NFC and what stands for other
 * characters, lower case, UTF-8, and places.
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

#include "base/limits.h"
#include "read_fixture.h"

static const struct {
    const char *raw, *wanted;
} normal[] = {
    { "plain text", "plain text" },
    { "two  and\t\ttab\nline", "two and tab line" },
    { "no\xc2\xa0"
      "break\xe2\x80\x89thin\xe3\x80\x80wide",
      "no break thin wide" },
    { "\xe2\x80\x98so\xe2\x80\x99 \xe2\x80\x9cso\xe2\x80\x9d `so\xc2\xb4",
      "'so' \"so\" 'so'" },
    { "a\xe2\x80\x93"
      "b\xe2\x80\x94"
      "c\xe2\x80\x91"
      "d\xe2\x88\x92"
      "e",
      "a-b-c-d-e" },
    { "wait\xe2\x80\xa6", "wait..." },
    { "\xef\xac\x81nd \xef\xac\x82ow e\xef\xac\x83"
      "cient",
      "find flow efficient" },
    { "soft\xc2\xadly zero\xe2\x80\x8bwidth \xef\xbb\xbfmark",
      "softly zerowidth mark" },
    { "\xe2\x80\xaa"
      "12\xe2\x80\xac",
      "12" },
    /* NFC, over ASCII letters too */
    { "Cafe\xcc\x81 w\xcc\x82yn", "Caf\xc3\xa9 \xc5\xb5yn" },
    { "\xe2\x84\xab A\xcc\x8a \xc3\x85", "\xc3\x85 \xc3\x85 \xc3\x85" },
    { "e\xcc\xa3\xcc\x82 e\xcc\x82\xcc\xa3", "\xe1\xbb\x87 \xe1\xbb\x87" },
    { "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "\xed\x95\x9c" },
    { "a e\xcc\x81", "a \xc3\xa9" },
    { "\xcc\x81x", "\xcc\x81x" },
    { "e\xe2\x80\x8d\xcc\x81", "e\xcc\x81" },
    { "\xc2\xa3"
      "5 \xc5\xb4 \xf0\x9f\x98\x80",
      "\xc2\xa3"
      "5 \xc5\xb4 \xf0\x9f\x98\x80" },
    { "", "" },
    { "  \n ", "" },
};

static void normalise__gives_the_text_of_patterns(void **state)
{
    (void)state;
    fl_arena *arena = fl_arena_new();
    for (size_t i = 0; i < sizeof(normal) / sizeof(normal[0]); i++) {
        fl_str got = fl_normalise(arena, fl_str_from(normal[i].raw));
        assert_string_equal(fl_arena_dup(arena, got).ptr, normal[i].wanted);
        if (i != 15) /* a mark behind what was dropped may yet combine */
            assert_true(fl_str_eq(fl_normalise(arena, got), got));
    }
    fl_arena_free(arena);
}

static void fold__keeps_each_length(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
    } folds[] = {
        { "Section 24(2) ABC", "section 24(2) abc" },
        { "\xc5\xb4YN \xc3\x89", "\xc5\xb5yn \xc3\xa9" },
        /* the Kelvin sign and a dotted I would change their length */
        { "\xe2\x84\xaa \xc4\xb0", "\xe2\x84\xaa \xc4\xb0" },
        { "\xc3\x9f", "\xc3\x9f" },
    };
    fl_arena *arena = fl_arena_new();
    for (size_t i = 0; i < sizeof(folds) / sizeof(folds[0]); i++) {
        fl_str got = fl_fold(arena, fl_str_from(folds[i].text));
        assert_int_equal(got.len, strlen(folds[i].text));
        assert_string_equal(fl_arena_dup(arena, got).ptr, folds[i].wanted);
    }
    fl_arena_free(arena);
}

/* Every sequence of one to three bytes behind plain ones, against the rules
 * of the standard written out. */
static bool is_utf8(const unsigned char *s, size_t len)
{
    while (len > 0) {
        size_t more = s[0] < 0x80 ? 0 : s[0] < 0xE0 ? 1 : 2;
        unsigned low = s[0] == 0xE0 ? 0xA0 : 0x80;
        unsigned high = s[0] == 0xED ? 0x9F : 0xBF;
        if (s[0] == 0 || (s[0] >= 0x80 && s[0] < 0xC2) || s[0] >= 0xF0 ||
            len <= more)
            return false;
        for (size_t i = 1; i <= more; i++) {
            if (s[i] < (i == 1 ? low : 0x80u) || s[i] > (i == 1 ? high : 0xBFu))
                return false;
        }
        s += more + 1;
        len -= more + 1;
    }
    return true;
}

static void utf8_check__finds_the_first_bad_byte(void **state)
{
    (void)state;
    char text[24] = "0123456789";
    for (unsigned v = 0; v < 0x1000000; v += v < 0x10000 ? 1 : 257) {
        size_t len = v < 0x100 ? 1 : v < 0x10000 ? 2 : 3;
        unsigned char bytes[3] = { (unsigned char)v, (unsigned char)(v >> 8),
                                   (unsigned char)(v >> 16) };
        if (bytes[0] >= 0xF0)
            continue;
        memcpy(text + 10, bytes, len);
        bool good = fl_utf8_check((fl_str){ text, 10 + len }) == 10 + len;
        assert_true(good == is_utf8(bytes, len));
    }
    assert_int_equal(fl_utf8_check(FL_STR("abcdefghijk\xff")), 11);
    assert_int_equal(fl_utf8_check(FL_STR("abcdefg\0hijk")), 7);
    assert_int_equal(fl_utf8_check(FL_STR("\xf0\x9f\x98\x80")), 4);
    assert_int_equal(fl_utf8_check(FL_STR("\xf4\x90\x80\x80")), 0);
}

/* ---- places ------------------------------------------------------------------ */

/* Line and column of the words `what` in the document's T. */
static fl_place place_of(const reading *r, const char *what)
{
    const char *at = strstr(r->doc->text.ptr, what);
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - r->doc->text.ptr);
    return fl_document_place(r->doc, start, start + (uint32_t)strlen(what));
}

static void expect_place(const reading *r, const char *what, size_t line,
                         size_t col, size_t end_line, size_t end_col)
{
    fl_place p = place_of(r, what);
    if (p.line != line || p.col != col || p.end_line != end_line ||
        p.end_col != end_col)
        fail_msg("\"%s\" is at %zu:%zu-%zu:%zu, not %zu:%zu-%zu:%zu", what,
                 p.line, p.col, p.end_line, p.end_col, line, col, end_line,
                 end_col);
}

static void place__leads_back_to_the_source(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbfWe  hold the \xe2\x80\x9c"
                               "full\xe2\x80\x9d text\xe2\x80\xa6 and\r\n"
                               "[3]more of e\xcc\x81l\xc3\xa9, the 4^th.\r\n"
                               "\r\n"
                               "1.\tThe \xc2\xa3"
                               "5 item\r\n";
    reading r;
    reading_of(&r, "a.txt", text, sizeof(text) - 1);
    assert_int_equal(r.status, FL_OK);
    reading_check(r.doc);
    expect_place(&r, "We hold", 1, 2, 1, 10);
    expect_place(&r, "\"full\"", 1, 15, 1, 21);
    expect_place(&r, "...", 1, 26, 1, 27);
    expect_place(&r, "and more", 1, 28, 2, 8);
    expect_place(&r, " more", 1, 31, 2, 8); /* a space has a place too */
    expect_place(&r, "\xc3\xa9l\xc3\xa9", 2, 12, 2, 16);
    expect_place(&r, "4th", 2, 22, 2, 26);
    expect_place(&r,
                 "The \xc2\xa3"
                 "5",
                 4, 4, 4, 10);
    assert_true(fl_str_is(fl_document_line(r.doc, 4), "1.\tThe \xc2\xa3"
                                                      "5 item"));
    assert_true(fl_str_is(fl_document_line(r.doc, 3), ""));
    assert_int_equal(fl_document_line(r.doc, 0).len, 0);
    assert_int_equal(fl_document_line(r.doc, 99).len, 0);
    reading_free(&r);
}

/* Far along one long line, with characters of two bytes before it. */
static void place__counts_far_columns(void **state)
{
    (void)state;
    size_t words = 50000;
    size_t size = words * 9 + 5;
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t i = 0; i < words; i++)
        memcpy(text + i * 9, "w\xc3\xb6rt is ", 9);
    memcpy(text + words * 9, "held.", 5);
    reading r;
    reading_of(&r, "a.txt", text, size);
    assert_int_equal(r.status, FL_OK);
    expect_place(&r, "held", 1, words * 8 + 1, 1, words * 8 + 5);
    for (uint32_t at = 0; at < 400000; at += 40009) { /* against counting */
        fl_place p = fl_document_place(r.doc, at, at + 1);
        size_t points = 0;
        for (uint32_t i = 0; i < at; i++)
            points += ((unsigned char)text[i] & 0xC0) != 0x80;
        if (((unsigned char)text[at] & 0xC0) != 0x80)
            assert_int_equal(p.col, points + 1);
    }
    reading_free(&r);
    free(text);
}

/* ---- what is no text --------------------------------------------------------- */

static void read_document__says_where_it_is_no_text(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t size;
        const char *says;
    } bad[] = {
        { "\xc3\xa9\r\r\xc3\xa9\xe9", 7, "byte 7 (0xe9) is not valid UTF-8" },
        { "\xd0\xcf\x11\xe0zzzz", 8, "password" },
        { "\xfe\xff\0a", 4, "UTF-16" },
        { "\xc2\xa0\xe2\x80\x8b\n", 6, "no text" },
        { "\xef\xbb\xbf", 3, "no text" },
        { "----\n", 5, "no text" },
    };
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        reading r;
        reading_of(&r, "a.txt", bad[i].bytes, bad[i].size);
        assert_int_equal(r.status, FL_FORMAT);
        if (!strstr(r.said, bad[i].says))
            fail_msg("said \"%s\", not \"%s\"", r.said, bad[i].says);
        reading_free(&r);
    }
}

static void read_document__stops_at_the_limit(void **state)
{
    (void)state;
    reading r; /* no byte is looked at */
    reading_of(&r, "a.txt", "a", (size_t)FL_LIMIT_DRAFT_BYTES + 1);
    assert_int_equal(r.status, FL_LIMIT);
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normalise__gives_the_text_of_patterns),
        cmocka_unit_test(fold__keeps_each_length),
        cmocka_unit_test(utf8_check__finds_the_first_bad_byte),
        cmocka_unit_test(place__leads_back_to_the_source),
        cmocka_unit_test(place__counts_far_columns),
        cmocka_unit_test(read_document__says_where_it_is_no_text),
        cmocka_unit_test(read_document__stops_at_the_limit),
    };
    return cmocka_run_group_tests_name("read_normalise", tests, NULL, NULL);
}
