/*
 * Where sentences end and where they do not.
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/limits.h"
#include "token_fixture.h"

/* "want" is the text with '|' where a sentence ends and another begins. */
static const fixture_case cases[] = {
    { "One. Two.", "One.|Two." },
    { "Is it held? Yes! We do.", "Is it held?|Yes!|We do." },
    { "Held; We know.", "Held; We know." },
    { "No end", "No end" },
    { "It is so. it goes on.", "It is so. it goes on." },
    { "Mr. Smith wrote.", "Mr. Smith wrote." },
    { "See e.g. The Guide.", "See e.g. The Guide." },
    { "J. Smith wrote. He left.", "J. Smith wrote.|He left." },
    { "By A. B. Smith.", "By A. B. Smith." },
    { "1. The first thing. Then.", "1. The first thing.|Then." },
    { "(a). The first.", "(a). The first." },
    { "Yes. 2. No. 3. Maybe.", "Yes.|2. No.|3. Maybe." },
    { "It was 3.5 hours. Next", "It was 3.5 hours.|Next" },
    { "See no. 5 there.", "See no. 5 there." },
    { "The answer is no. The rest.", "The answer is no.|The rest." },
    { "No. 12 did.", "No. 12 did." },
    { "under s. 31 it", "under s. 31 it" },
    { "under reg. 12 it", "under reg. 12 it" },
    { "He said \"no.\" Then left.", "He said \"no.\"|Then left." },
    { "(It is held.) We know.", "(It is held.)|We know." },
    { "Held. (We know.)", "Held.|(We know.)" },
    { "Held. \"Yes\" he said.", "Held.|\"Yes\" he said." },
    { "Held. 53 requests came.", "Held.|53 requests came." },
    { "Held. [Redacted]", "Held.|[Redacted]" },
    { "See www.a.org. Then b.", "See www.a.org.|Then b." },
    { "See a.b@c.org.uk for it.", "See a.b@c.org.uk for it." },
    { "Wait... then. Go", "Wait... then.|Go" },
    { "Really?! Yes.", "Really?!|Yes." },
    { "Held. \xC2\xA3"
      "450 it cost.",
      "Held.|\xC2\xA3"
      "450 it cost." },
    { "a\nbe. C\nd", "a|be.|C|d" },
    { "", "" },
    { " ", "" },
    { "...", "..." },
};

static void split_sentences__cuts_where_one_ends(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        fixture f;
        fixture_open(&f);
        fixture_read(&f, cases[i].text);
        fl_buf got = { 0 };
        for (size_t s = 0; s < f.found.sentences.count; s++) {
            const fl_sentence *sentence = &f.found.sentences.items[s];
            if (s)
                fl_buf_putc(&got, '|');
            fl_buf_add(
                &got, fl_document_text(&f.doc, sentence->start, sentence->end));
        }
        fl_buf_putc(&got, '\0');
        assert_string_equal(cases[i].want, fl_buf_str(&got).ptr);
        fl_buf_dispose(&got);
        fixture_close(&f);
    }
}

static void split_sentences__knows_each_block(void **state)
{
    (void)state;
    fixture f;
    fixture_open(&f);
    fixture_read(&f, "One. Two.\n\nThree.\n");
    static const uint32_t first[] = { 0, 2, 2, 3 };
    static const uint32_t block[] = { 0, 0, 2 };
    assert_int_equal(4, f.found.sentence_of_block.count);
    for (size_t b = 0; b < 4; b++)
        assert_int_equal(first[b], f.found.sentence_of_block.items[b]);
    assert_int_equal(3, f.found.sentences.count);
    for (size_t s = 0; s < 3; s++)
        assert_int_equal(block[s], f.found.sentences.items[s].block);
    fixture_close(&f);
}

/* Reads `piece` repeated to four times the limit. */
static void read_long(fixture *f, const char *piece)
{
    fl_buf text = { 0 };
    while (text.len < 4 * FL_LIMIT_SENTENCE_BYTES)
        fl_buf_puts(&text, piece);
    fixture_open(f);
    fixture_read(f, fl_buf_str(&text).ptr);
    fl_buf_dispose(&text);
}

static void split_sentences__cuts_at_the_limit(void **state)
{
    (void)state;
    static const char *const pieces[] = { "words and ", "x", "\xE2\x82\xAC",
                                          " " };
    for (size_t p = 0; p < 4; p++) {
        fixture f;
        read_long(&f, pieces[p]);
        size_t count = f.found.sentences.count;
        assert_true(p == 3 ? count == 0 : count >= 4 && count <= 6);
        for (size_t i = 0; i < count; i++) {
            const fl_sentence *s = &f.found.sentences.items[i];
            assert_true(s->end > s->start &&
                        s->end - s->start <= FL_LIMIT_SENTENCE_BYTES);
            assert_int_equal(i + 1 < count, s->cut);
            assert_true(((unsigned char)f.doc.text.ptr[s->start] & 0xC0) !=
                        0x80);
        }
        fixture_close(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(split_sentences__cuts_where_one_ends),
        cmocka_unit_test(split_sentences__knows_each_block),
        cmocka_unit_test(split_sentences__cuts_at_the_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
