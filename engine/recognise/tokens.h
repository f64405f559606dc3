/*
 * What the finders of typed tokens share. Each finder looks at one sentence
 * (a fl_lens) and never reads past its end. Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_TOKENS_H
#define FL_RECOGNISE_TOKENS_H

#include "recognise/mentions.h"

/* One sentence under the lens. Offsets are those of T. */
typedef struct {
    fl_arena *arena;
    const fl_packs *packs;
    const char *text, *folded; /* T and F */
    uint32_t start, end;
    uint32_t sentence, block;
    const struct fl_token_words *words; /* the packs' lists, looked up once */
    fl_mentions *out;
} fl_lens;

/* A list of folded words with a meaning; empty when no pack has it. */
typedef struct {
    const fl_str *items;
    size_t count;
    uint32_t letters; /* fl_letter_bit() of those that begin one */
} fl_words;

/* Every character but the letters has one bit. */
static inline uint32_t fl_letter_bit(char c)
{
    return (uint32_t)1 << (fl_is_lower(c) ? c - 'a' : 31);
}

/* FL_STR for the initialisers of tables. */
#define FL_LIT(lit)            \
    {                          \
        (lit), sizeof(lit) - 1 \
    }

/* Words that a token may begin with, by hash: a bit set says perhaps. */
#define FL_OPENER_BITS 2048u

struct fl_token_words {
    uint64_t openers[FL_OPENER_BITS / 64];
    uint32_t counted; /* fl_letter_bit() of what "a" and "an" count */
    fl_words over, under, about; /* before a quantity */
    fl_words question;           /* introduce a question's number */
    fl_words on_question;   /* open a sentence on a question: "As to (b)" */
    fl_words statute;       /* "part 3 of the {statute}" is no question */
    fl_words before_number; /* "no": its stop ends nothing before a digit */
    const struct fl_leads *leads; /* words that open a citation */
};

/* ---- characters and words (token_words.c) --------------------------------- */

/* The folded byte at `at`, '\0' outside the sentence. */
static inline char fl_lens_at(const fl_lens *lens, uint32_t at)
{
    return at >= lens->start && at < lens->end ? lens->folded[at] : '\0';
}
/* True when no word begins before or goes on across `at`. */
static inline bool fl_lens_edge(const fl_lens *lens, uint32_t at)
{
    return at <= lens->start || at >= lens->end ||
           !fl_is_word(lens->folded[at - 1]) || !fl_is_word(lens->folded[at]);
}
static inline uint32_t fl_lens_skip(const fl_lens *lens, uint32_t at, char c)
{
    return fl_lens_at(lens, at) == c ? at + 1 : at;
}
/* Reads digits; the end of them, and *value (saturated at 10^9). */
uint32_t fl_lens_digits(const fl_lens *lens, uint32_t at, uint32_t *value);
/* The end of `word` at `at` where it ends at a word edge; 0 when it is not
 * there. A space in `word` stands for a space or a hyphen. */
uint32_t fl_lens_word(const fl_lens *lens, uint32_t at, fl_str word);
/* The same for the longest of `words`. */
uint32_t fl_lens_any(const fl_lens *lens, uint32_t at, fl_words words);
/* The start of the longest of `words` that ends at `end`; UINT32_MAX: none. */
uint32_t fl_lens_before(const fl_lens *lens, uint32_t end, fl_words words);
/* The entries of a pack's list. */
fl_words fl_token_words_of(const fl_packs *packs, const char *list);
/* The end of a number in words ("forty", "twenty-five", "two hundred and
 * six"); 0 when none stands at `at`. */
uint32_t fl_lens_number_word(const fl_lens *lens, uint32_t at, double *value);
/* The month whose name or abbreviation stands at `at`, from 1; 0: none. */
int fl_lens_month(const fl_lens *lens, uint32_t at, uint32_t *end);
/* The end of the weekday's name or abbreviation at `at`; 0: none. */
uint32_t fl_lens_weekday(const fl_lens *lens, uint32_t at);
/* Fills words->openers (numbers, articles, months, weekdays, currencies) and
 * words->counted. */
void fl_token_words_open(const fl_packs *packs, struct fl_token_words *words);
/* False only where the word at `at` opens no token. */
bool fl_lens_may_open(const fl_lens *lens, uint32_t at);

/* ---- finders: the end of the token at `at`, or 0 --------------------------- */

uint32_t fl_token_date(const fl_lens *lens, uint32_t at, fl_token *out);
uint32_t fl_token_quantity(const fl_lens *lens, uint32_t at, fl_token *out);
/* Addresses in the run of non-spaces [at, end): pushed to the lens. */
void fl_token_addresses(const fl_lens *lens, uint32_t at, uint32_t end);

/* Finders of a whole sentence, which push by themselves. */
void fl_token_questions(const fl_lens *lens);
void fl_token_pack_types(const fl_lens *lens, fl_matcher *matcher);
/* False only where the expression of the kind cannot match in the text, since
 * none of its literals stands there. */
bool fl_kind_may_stand(const fl_token_kind *kind, fl_str folded);

/* ---- the list of tokens (tokens.c) ------------------------------------------ */

/* A new token of `type` over [start, end), of the lens' sentence. */
fl_token *fl_token_push(const fl_lens *lens, uint32_t type, uint32_t start,
                        uint32_t end);
/*
 * Orders the tokens from out->tokens[first] on, all of one sentence, by start,
 * the order of finding kept among equals, and drops what a longer token
 * covers. Citations and question-references are layers of their own: they
 * drop the numbers in them and nothing else.
 */
void fl_tokens_settle(fl_arena *arena, fl_mentions *out, size_t first);

#endif
