/*
 * The mail reader: its best body, quoted lines, encodings and charsets with
 * places in the source, attachments.
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
#include "read_fixture.h"

#define HEAD \
    "From: Ann <a@b.example>\r\nSubject: Reply\r\nMIME-Version: 1.0\r\n"
#define MAIL             "M From: Ann <a@b.example> / M Subject: Reply / "
#define PART(head, body) "--x\r\n" head "\r\n\r\n" body "\r\n"
#define MULTI(kind, parts)                                                    \
    HEAD "Content-Type: multipart/" kind "; boundary=x\r\n\r\n" parts "--x--" \
         "\r\n"

static const struct {
    const char *name, *mail, *wanted;
} cases[] = {
    { "plain", HEAD "\r\nDear Bob,\r\n\r\nYes.\r\n",
      MAIL "P Dear Bob, / P Yes." },
    { "quoted-printable in Latin-1",
      HEAD "Content-Type: text/plain; charset=iso-8859-1\r\n"
           "Content-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 =\r\n"
           "and =93tea=94.\r\n",
      MAIL "P Caf\xc3\xa9 and \"tea\"." },
    { "base64",
      HEAD "Content-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: base64\r\n\r\nV2UgaG9s\r\nZCBpdC4=\r\n",
      MAIL "P We hold it." },
    { "a charset that it isn't in",
      HEAD "Content-Type: text/plain; charset=utf-8\r\n\r\nA \x96 b.\r\n",
      MAIL "P A - b." },
    { "lines that flow",
      HEAD "Content-Type: text/plain; format=flowed\r\n\r\nOne \r\nTwo \r\n"
           "three.\r\n",
      MAIL "P One Two three." },
    { "of two forms the plain one",
      MULTI("alternative", PART("Content-Type: text/plain", "Plain.")
                               PART("Content-Type: text/html", "<p>Rich.")),
      MAIL "P Plain." },
    { "an empty plain form is none",
      MULTI("alternative", PART("Content-Type: text/plain", " ") PART(
                               "Content-Type: text/html", "<p>Rich.<p>Two.")),
      MAIL "P Rich. / P Two." },
    { "all parts of a mixed one",
      MULTI("mixed",
            PART("Content-Type: text/plain", "One.")
                PART("Content-Type: image/png; name=a.png\r\n"
                     "Content-Transfer-Encoding: base64",
                     "AAAA") PART("Content-Type: text/html", "<p>Two.</p>")),
      MAIL "P One. / P Two." },
    { "quoted lines stand apart",
      HEAD "\r\n> 1. How many?\r\n> 2. Why?\r\nTwelve.\r\n",
      MAIL "I1[1.] How many? / I1[2.] Why? / P Twelve." },
    { "header fields in a foreign script",
      "From: =?utf-8?q?J=C3=BCrgen?= <j@b.example>\r\nMessage-ID: <1@b>\r\n"
      "Date: Thu, 12 Jun 2025 10:00:00 +0100\r\n\r\nYes.\r\n",
      "M From: J\xc3\xbcrgen <j@b.example> / M Date: Thu, 12 Jun 2025 10:00:00 "
      "+0100 / P Yes." },
};

static void read_eml__makes_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t size = strlen(cases[i].mail);
        reading r;
        reading_expect(cases[i].name, "a.eml", cases[i].mail, size,
                       cases[i].wanted);
        reading_of(&r, "a.eml", cases[i].mail, size);
        reading_check(r.doc);
        reading_free(&r);
    }
}

static void read_eml__marks_what_is_quoted(void **state)
{
    (void)state;
    static const char mail[] = HEAD "\r\n> > Why?\r\nSo.\r\n";
    reading r;
    reading_of(&r, "a.eml", mail, strlen(mail));
    assert_int_equal(r.status, FL_OK);
    assert_int_equal(r.doc->blocks.count, 4);
    assert_true(r.doc->blocks.items[2].quoted);
    assert_false(r.doc->blocks.items[3].quoted);
    reading_free(&r);
}

static void read_eml__places_in_the_source(void **state)
{
    (void)state;
    static const char mail[] =
        HEAD "Content-Type: text/plain; charset=utf-8\r\n"
             "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
             "Caf=C3=A9 is a long li=\r\nne.\r\n\r\n> Last\r\n";
    size_t size = strlen(mail);
    reading_expect_place("a.eml", mail, size, "Ann", "1:7-1:10");
    reading_expect_place("a.eml", mail, size, "is a", "7:11-7:15");
    reading_expect_place("a.eml", mail, size, "line", "7:21-8:3");
    reading_expect_place("a.eml", mail, size, "Last", "10:3-10:7");
    static const char coded[] =
        HEAD "Content-Type: text/plain\r\nContent-Transfer-Encoding: "
             "base64\r\n\r\nV2UgaG9s\r\nZCBpdC4=\r\n";
    reading_expect_place("a.eml", coded, strlen(coded), "hold", "7:5-8:2");
}

static void read_eml__keeps_attachments(void **state)
{
    (void)state;
    static const char mail[] = MULTI(
        "mixed",
        PART("Content-Type: text/plain", "See it.")
            PART("Content-Type: text/csv\r\nContent-Disposition: attachment; "
                 "filename*=utf-8''f%C3%A9.csv\r\nContent-Transfer-Encoding: "
                 "base64",
                 "YSxi")
                PART("Content-Type: message/rfc822",
                     "Subject: Inner\r\nMessage-ID: <1@b>\r\n\r\nText."));
    reading r;
    reading_of(&r, "a.eml", mail, strlen(mail));
    assert_int_equal(r.status, FL_OK);
    assert_int_equal(r.doc->attachments.count, 2);
    const fl_attachment *a = r.doc->attachments.items;
    assert_string_equal(a[0].name.ptr, "f\xc3\xa9.csv");
    assert_string_equal(a[0].type.ptr, "text/csv");
    assert_true(fl_str_is(a[0].bytes, "a,b"));
    assert_string_equal(a[1].name.ptr, "Inner.eml");
    assert_int_equal(a[1].size, a[1].bytes.len);
    assert_non_null(memmem(a[1].bytes.ptr, a[1].size, "Text.", 5));
    reading_free(&r);
}

static void read_eml__refuses_what_it_cannot_read(void **state)
{
    (void)state;
    static const char locked[] =
        HEAD "Content-Type: application/pkcs7-mime\r\n\r\nAAAA\r\n";
    reading r;
    reading_of(&r, "a.eml", locked, strlen(locked));
    assert_int_equal(r.status, FL_FORMAT);
    assert_non_null(strstr(r.said, "encrypted"));
    reading_free(&r);
    static char deep[60000];
    strcpy(deep, HEAD);
    for (int i = 0; i < 60; i++)
        sprintf(deep + strlen(deep),
                "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n",
                i, i);
    strcat(deep, "\r\nText\r\n");
    reading_of(&r, "a.eml", deep, strlen(deep));
    assert_int_equal(r.status, FL_FORMAT);
    assert_non_null(strstr(r.said, "deep"));
    reading_free(&r);
}

static void read_eml__survives_damage(void **state)
{
    (void)state;
    static const char mail[] =
        MULTI("mixed", PART("Content-Type: text/plain; charset=latin1\r\n"
                            "Content-Transfer-Encoding: quoted-printable",
                            "A=E9=\r\nb > c") PART("Content-Type: text/html",
                                                   "<p>&eacute;<b>x</b>"));
    char bytes[sizeof(mail)];
    for (size_t i = 60; i < sizeof(mail) - 1; i += 9) {
        reading r;
        memcpy(bytes, mail, sizeof(mail));
        bytes[i] = (char)(bytes[i] ^ 0x81);
        reading_of(&r, "a.eml", bytes, sizeof(mail) - 1);
        if (r.doc)
            reading_check(r.doc);
        else
            assert_true(strlen(r.said) > 0);
        reading_free(&r);
    }
}

/* Each run forks, so not every allocation is tried. */
static void read_eml__survives_failed_allocations(void **state)
{
    (void)state;
    const char *mail = cases[1].mail;
    reading r = { .status = FL_NOMEM };
    for (long n = 0; r.status != FL_OK && n < 100000; n += 3) {
        fl_alloc_fail_after(n);
        reading_of(&r, "a.eml", mail, strlen(mail));
        fl_alloc_fail_after(-1);
        assert_true(r.status == FL_OK || r.status == FL_NOMEM ||
                    r.status == FL_FORMAT);
        reading_free(&r);
    }
    assert_int_equal(r.status, FL_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_eml__makes_blocks),
        cmocka_unit_test(read_eml__marks_what_is_quoted),
        cmocka_unit_test(read_eml__places_in_the_source),
        cmocka_unit_test(read_eml__keeps_attachments),
        cmocka_unit_test(read_eml__refuses_what_it_cannot_read),
        cmocka_unit_test(read_eml__survives_damage),
        cmocka_unit_test(read_eml__survives_failed_allocations),
    };
#ifdef FL_HAVE_GMIME
    return cmocka_run_group_tests_name("read_eml", tests, NULL, NULL);
#else
    (void)tests;
    return 0;
#endif
}
