/*
 * The second step: Document to Mentions. Sentences, typed tokens, citations
 * and every place where a concept occurs. Knows patterns, not letters.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_MENTIONS_H
#define FL_RECOGNISE_MENTIONS_H

#include "pack/pack.h"
#include "read/document.h"

typedef struct {
    uint32_t start, end; /* in T */
    uint32_t block;
    bool cut; /* ended by the length limit, not by its own end */
} fl_sentence;

typedef enum {
    FL_BOUND_EXACT,
    FL_BOUND_OVER,
    FL_BOUND_UNDER,
    FL_BOUND_ABOUT
} fl_bound;

typedef struct {
    uint32_t start, end; /* in T */
    uint32_t sentence, block;
    uint32_t type; /* index in fl_packs.token_kinds */
    fl_bound bound;
    double value;    /* number, money in pounds, duration in `unit` */
    double value_to; /* upper end of a range; else equal to value */
    fl_atom unit;    /* duration, and numbers with a pack unit */
    fl_day day;      /* dates */
    bool inferred_year;
    /* citations: one token for each provision that an expanded list names */
    uint32_t instrument; /* index; UINT32_MAX: not named beside it */
    bool lead;           /* introduced by a lead word ("section") */
    fl_str provision;    /* canonical without prefix: "31(1)(a)" */
    /* question-references: "4", "3(b)"; one token each, ranges expanded */
    fl_str question;
} fl_token;

typedef struct {
    uint32_t concept, variant, phrase;
    uint32_t start, end; /* in T */
    uint32_t sentence, block;
    fl_mention_status status;
    bool cancelled;          /* an `unless` phrase took it back */
    uint32_t guard;          /* concept that gave the status; UINT32_MAX none */
    uint32_t slot_tokens[4]; /* token indices in slot order; UINT32_MAX none */
    fl_atom slot_ids[4];
} fl_mention;

/* A provision as a mark names it. */
typedef struct {
    fl_str provision;    /* canonical without prefix */
    uint32_t instrument; /* UINT32_MAX: not named with it */
} fl_cited;

/* Something that was taken out of the draft, or of a file that goes with it. */
typedef struct {
    fl_redaction_kind kind;
    fl_str file, place; /* "": the draft itself */
    fl_str where;       /* both for people: minutes.docx (paragraph 2) */
    fl_str text;        /* the words of the mark */
    double count;
    uint32_t start, end, block; /* in T; of a file's: nowhere */
    FL_VEC(fl_cited) provisions;
    bool unclear; /* it has figures that are no provision */
} fl_redaction;

/* A file that goes with the draft. */
typedef struct {
    fl_str name;
    bool of_text;             /* a picture that the text shows, no file */
    FL_VEC(fl_atom) concepts; /* whose phrases stand in the name */
} fl_file;

typedef struct {
    FL_VEC(fl_sentence) sentences; /* ascending */
    FL_VEC(fl_token) tokens;       /* ascending start */
    FL_VEC(fl_mention) mentions; /* ascending start; longest kept per concept */
    FL_VEC(uint32_t) limited;    /* concepts unknown somewhere: limit hit */
    FL_VEC(fl_redaction) redactions;
    bool redactions_partial; /* there may be more in the files */
    FL_VEC(fl_file) files;
    bool files_unknown;                 /* nothing tells which there are */
    FL_VEC(uint32_t) sentence_of_block; /* first sentence of each block */
} fl_mentions;

/* The scratch of one thread, for one set of packs. */
typedef struct fl_matcher fl_matcher;
fl_matcher *fl_matcher_new(void); /* NULL when there is no memory */
void fl_matcher_free(fl_matcher *matcher);

/*
 * Runs the whole step. `out`, empty at first, lives in `arena`. `prefilter`
 * false runs every phrase on every sentence, whether it was met before or not,
 * with the same result.
 */
void fl_recognise(fl_arena *arena, fl_matcher *matcher, const fl_packs *packs,
                  const fl_document *doc, bool prefilter, fl_mentions *out);
/* Its sentences, tokens and citations alone. */
void fl_recognise_tokens(fl_arena *arena, fl_matcher *matcher,
                         const fl_packs *packs, const fl_document *doc,
                         fl_mentions *out);

#endif
