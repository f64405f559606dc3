/*
 * What the files of this folder share while one draft is interpreted: the
 * inputs, the facts under construction, and look-ups by block.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_INTERPRET_READING_H
#define FL_INTERPRET_READING_H

#include "interpret/facts.h"

/* Values, each once, with what speaks for it. */
typedef struct {
    fl_atom value;
    int weight;
} fl_weight;
typedef FL_VEC(fl_weight) fl_weights;

/* What a block's mentions are, one bit for each fl_as and, of those that are
 * plain, for each fl_cue; and whether it refers to questions. Most blocks hold
 * none of what is looked for. */
typedef struct {
    uint32_t cues, as;
    bool questions;
} fl_block_holds;

/* A provision whose section was looked for. */
typedef struct {
    const fl_instrument *in; /* NULL: none yet */
    fl_str provision, canonical;
    uint32_t section;
} fl_known_section;
#define FL_KNOWN_SECTIONS 32

/* A word of F: letters, digits and what is beyond ASCII. */
typedef struct {
    uint64_t run;    /* hash of it and the two before it in its block; or 0 */
    uint64_t figure; /* its hash, if it begins with a digit; else 0 */
} fl_word;

typedef struct {
    fl_arena *arena;
    const fl_packs *packs;
    const fl_document *doc;
    const fl_mentions *found;
    const fl_scan_options *options;
    fl_facts *facts;
    size_t block_count;
    uint32_t *mention_at;  /* first mention of block b; block_count + 1 long */
    uint32_t *token_at;    /* first token of block b; likewise */
    fl_block_holds *holds; /* of each block */
    /* plain mentions that name an instrument or are cues for a regime */
    FL_VEC(uint32_t) lawful;
    FL_VEC(fl_word) words;
    size_t *word_at;           /* first word of block b; block_count + 1 long */
    struct fl_label_key *keys; /* labels.h: label of each block, parsed */
    const fl_wordlist *body_words, *question_words, *answer_words;
    uint32_t *question_slots; /* hash of ids, index + 1; see lookup.c */
    size_t question_mask;
    fl_known_section *known; /* FL_KNOWN_SECTIONS of them, by their hash */
    uint32_t *meant; /* by instrument: the one its lead words and shared names
                        stand for in this letter */
    bool numbered_sections; /* "3. Your request": bare numbers are sections */
    fl_weights named;       /* regimes that anything in the letter speaks for */
} fl_reading;

/* The steps, each in the file of its name, in the order of fl_interpret(). */
void fl_read_words(fl_reading *r);
void fl_read_headings(fl_reading *r);
void fl_read_messages(fl_reading *r);
void fl_read_parts(fl_reading *r);
void fl_read_voices(fl_reading *r);
void fl_read_dates(fl_reading *r);
void fl_read_instruments(fl_reading *r);
void fl_read_regime(fl_reading *r);
void fl_read_labels(fl_reading *r);
void fl_mark_repeats(fl_reading *r);
void fl_read_questions(fl_reading *r);
void fl_read_answers(fl_reading *r);
void fl_read_stances(fl_reading *r);
void fl_read_citations(fl_reading *r);
void fl_settle_general(fl_reading *r);
void fl_read_claims(fl_reading *r);
void fl_read_elements(fl_reading *r);
void fl_drop_unclaimed(fl_reading *r);
void fl_name_unborne(fl_reading *r);
void fl_derive_stances(fl_reading *r);
void fl_close_questions(fl_reading *r);
void fl_settle_regimes(fl_reading *r);
void fl_read_kinds(fl_reading *r);
void fl_read_doubles(fl_reading *r);

/* "r12(5)" of "12(5)": the provision as the packs have it. */
fl_str fl_canonical(const fl_reading *r, const fl_instrument *in,
                    fl_str provision);
/* The section of the packs' laws that a provision is of, or FL_NONE; what they
 * call the provision in *canonical. */
uint32_t fl_section_cited(const fl_reading *r, const fl_instrument *in,
                          fl_str provision, fl_str *canonical);
/* The instrument that a mention of one names. */
uint32_t fl_instrument_named(const fl_reading *r, uint32_t mention);
/* By mention: the instrument named last before it, or FL_NONE. */
uint32_t *fl_instruments_before(const fl_reading *r);
/* Gives `claim` its mode and the stance that governs it; in modes.c. */
void fl_settle_mode(const fl_reading *r, fl_claim *claim);
/* Makes two claims of one that answers to different questions rely on in
 * different modes. */
void fl_split_by_mode(fl_reading *r);
/* The mode of the stance that governs a use most strongly; 0: none does. */
fl_atom fl_mode_over(const fl_reading *r, const fl_claim *claim,
                     const fl_use *use);
/* Its limb is for another mode than a bare citation of its section. */
bool fl_limb_stands_out(const fl_reading *r, const fl_claim *claim);

/* ---- look-ups --------------------------------------------------------- */

static inline const fl_concept *fl_concept_of(const fl_reading *r,
                                              uint32_t mention)
{
    return &r->packs->concepts.items[r->found->mentions.items[mention].concept];
}

/* First mention, or token, of `block` that starts at or after T offset
 * `start`; the end of the block's when there is none. */
uint32_t fl_mention_from(const fl_reading *r, uint32_t block, uint32_t start);
uint32_t fl_token_from(const fl_reading *r, uint32_t block, uint32_t start);
/* First citation of the letter that starts at or after T offset `start`; their
 * number when there is none. */
uint32_t fl_citation_from(const fl_facts *facts, uint32_t start);
/* Not cancelled by an `unless`, no guard, spoken by the letter's author. */
bool fl_is_said(const fl_reading *r, uint32_t mention);
/* Not cancelled and not guarded, whoever says it. */
static inline bool fl_is_plain(const fl_reading *r, uint32_t mention)
{
    const fl_mention *m = &r->found->mentions.items[mention];
    return !m->cancelled && m->status == FL_ASSERTED;
}
/* That of the law loaded first: of letters that show none. */
fl_atom fl_first_regime(const fl_packs *packs);
/* Said in a part of the letter where its concept may stand; in an earlier
 * message of the author's side only what names the letterhead counts. */
bool fl_place_fits(const fl_reading *r, uint32_t mention);
bool fl_counts(const fl_reading *r, uint32_t mention);
/* First plain mention of `cue` that starts in T[start, end), or FL_NONE. */
uint32_t fl_find_cue(const fl_reading *r, uint32_t block, uint32_t start,
                     uint32_t end, fl_cue cue);
/* The same over a whole block. */
uint32_t fl_block_cue(const fl_reading *r, uint32_t block, fl_cue cue);
static inline const fl_sentence *fl_sentence_of(const fl_reading *r,
                                                uint32_t sentence)
{
    return &r->found->sentences.items[sentence];
}
static inline fl_str fl_block_text(const fl_reading *r, uint32_t block)
{
    const fl_block *b = &r->doc->blocks.items[block];
    return fl_str_slice(r->doc->text, b->start, b->end);
}
static inline fl_str fl_block_folded(const fl_reading *r, uint32_t block)
{
    const fl_block *b = &r->doc->blocks.items[block];
    return fl_str_slice(r->doc->folded, b->start, b->end);
}
/* The question with this id, or FL_NONE; all of them must have been entered
 * by fl_enter_question(). */
uint32_t fl_find_question(const fl_reading *r, fl_str id);
void fl_enter_question(fl_reading *r, uint32_t question);
/* Enters all of them afresh, when some were taken back. */
void fl_enter_questions(fl_reading *r);
/* Words of a text: runs of non-space. */
uint32_t fl_count_words(fl_str text);
/* It has at least so many; nothing behind them is looked at. */
bool fl_has_words(fl_str text, uint32_t count);
/* Adds `value` to `set` unless it is there. */
#define FL_ADD_ONCE(arena, vec, value)                                 \
    do {                                                               \
        size_t fl_i_ = 0;                                              \
        while (fl_i_ < (vec)->count && (vec)->items[fl_i_] != (value)) \
            fl_i_++;                                                   \
        if (fl_i_ == (vec)->count)                                     \
            *FL_PUSH((arena), (vec)) = (value);                        \
    } while (0)

/* Questions named by the question-references in T[start, end) of `block`. */
typedef FL_VEC(uint32_t) fl_question_set;
void fl_questions_named(fl_reading *r, uint32_t block, uint32_t start,
                        uint32_t end, fl_question_set *out);
/* "I can supply parts 1 and 3, there is nothing held for part 4": those that
 * the mention's own clause names. In stances.c. */
void fl_questions_of_clause(fl_reading *r, const fl_mention *m,
                            fl_question_set *out);
/* The cue by which `block`, of the answer to `question`, refers to another
 * answer ("see Q1"), or FL_NONE: no aside in brackets, and none whose sentence
 * opens with another question that the block answers. In answers.c. */
uint32_t fl_refers_elsewhere(const fl_reading *r, uint32_t question,
                             uint32_t block);
/* Question of a place: references in its sentence, else its answer, else the
 * references in an enclosing heading. */
void fl_questions_of_place(fl_reading *r, uint32_t block, uint32_t start,
                           uint32_t end, fl_question_set *out);

#endif
