/*
 * Phrases and texts at random, for tests that hold two ways of matching
 * against each other.
 * SPDX-License-Identifier: MIT
 */
#ifndef PHRASE_DICE_H
#define PHRASE_DICE_H

#include "base/buf.h"

typedef struct {
    uint32_t seed;
    fl_buf out;
} dice;

static uint32_t roll(dice *d, uint32_t sides)
{
    d->seed ^= d->seed << 13;
    d->seed ^= d->seed >> 17;
    d->seed ^= d->seed << 5;
    return d->seed % sides;
}

/* Few words, near to one another, so that much nearly matches. */
static const char *const dice_words[] = {
    "hold",  "holds",  "held",     "upheld",    "we",   "it",
    "of",    "boxes",  "box",      "red",       "dark", "blue",
    "email", "e-mail", "don't",    "dont",      "very", "few",
    "a",     "plenty", "disclose", "disclosure"
};
#define WORDS (sizeof(dice_words) / sizeof(dice_words[0]))

#define FIVE_POUNDS "\xc2\xa3\x35"
static const char *const dice_tokens[] = { "12",        "3 June 2025",
                                           "a@b.org",   "section 4(2)",
                                           FIVE_POUNDS, "7" };
static const char *const dice_slots[] = { "<number:n>", "<date:when>",
                                          "<email>",    "<citation>",
                                          "<money:n>",  "{amount}",
                                          "{colour}",   "{tiny}" };

static void put_seq(dice *d, int depth);

static void put_item(dice *d, int depth)
{
    uint32_t kind = roll(d, 12);
    if (kind == 0 && depth < 3) {
        fl_buf_puts(&d->out, "[");
        put_seq(d, depth + 1);
        fl_buf_puts(&d->out, "]");
    } else if (kind <= 2 && depth < 3) {
        fl_buf_puts(&d->out, "(");
        put_seq(d, depth + 1);
        fl_buf_puts(&d->out, "|");
        put_seq(d, depth + 1);
        fl_buf_puts(&d->out, ")");
    } else if (kind == 3) {
        fl_buf_puts(&d->out, dice_slots[roll(d, 8)]);
    } else if (kind == 4) {
        fl_buf_puts(&d->out, "disclos*");
    } else if (kind == 5) {
        fl_buf_puts(&d->out, "h(o|e)ld");
    } else {
        fl_buf_puts(&d->out, dice_words[roll(d, WORDS)]);
    }
}

static void put_seq(dice *d, int depth)
{
    uint32_t items = 1 + roll(d, depth ? 2 : 4);
    for (uint32_t i = 0; i < items; i++) {
        if (i && roll(d, 4) == 0)
            fl_buf_printf(&d->out, " \xe2\x80\xa6%u", roll(d, 5));
        if (i)
            fl_buf_puts(&d->out, " ");
        put_item(d, depth);
    }
}

static void put_text(dice *d)
{
    static const char *const ends[] = { " ",  " ",  " ",  " ",  " ",  ", ", "-",
                                        ". ", "\n", " (", ") ", "; ", " '" };
    for (int i = 0; i < 400; i++) {
        if (roll(d, 9) == 0)
            fl_buf_puts(&d->out, dice_tokens[roll(d, 6)]);
        else
            fl_buf_puts(&d->out, dice_words[roll(d, WORDS)]);
        fl_buf_puts(&d->out, ends[roll(d, 13)]);
    }
}

#endif
