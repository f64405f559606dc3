/*
 * The third step: Mentions to Facts, what the letter does. Parts, voices,
 * questions and their answers, stances, claims and their uses, elements and
 * what they cover, dates. Knows letters, no law.
 * All indices are into the arrays of fl_facts, fl_mentions or fl_document;
 * FL_NONE where there is nothing.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_INTERPRET_FACTS_H
#define FL_INTERPRET_FACTS_H

#include "recognise/mentions.h"

#define FL_NONE UINT32_MAX

/* Dates of the case that the user may give, in the order of their words in
 * conditions: "received", "sent", "clarified", "extended". */
typedef enum {
    FL_GIVEN_RECEIVED,
    FL_GIVEN_SENT,
    FL_GIVEN_CLARIFIED,
    FL_GIVEN_EXTENDED,
    FL_GIVEN_COUNT
} fl_given;

/* What interpretation knows of one block. */
typedef struct {
    fl_part_role role;
    fl_voice voice;
    uint32_t part;        /* index in parts */
    uint32_t heading;     /* nearest enclosing heading block, FL_NONE at top */
    uint32_t section_end; /* headings: first block after its section */
    uint16_t depth;       /* headings: depth in the tree, from 1 */
    uint32_t lead_in;     /* block ending in ':' that governs it, or FL_NONE */
    uint32_t answer;      /* question whose answer it lies in, or FL_NONE */
    uint32_t ask;         /* question that it asks or repeats, or FL_NONE */
    bool asks;            /* all of it is a question's wording */
    uint32_t run_in;      /* run-in heading: T offset of its end, else 0 */
    bool is_heading;      /* heading by kind or by form */
    uint32_t message;     /* 0: the answer itself; 1..: messages below it */
    uint32_t repeats;     /* earlier block whose words it has, or FL_NONE */
} fl_block_facts;

typedef struct {
    fl_part_role role;
    uint32_t first, last; /* blocks, inclusive */
} fl_part;

typedef struct {
    uint32_t first, last; /* blocks, inclusive */
} fl_block_range;

typedef struct {
    fl_str id;                   /* "3", "3(b)", "implicit" */
    fl_str label;                /* as written: "Q3", "(b)" */
    uint32_t parent;             /* question index or FL_NONE */
    bool implicit;               /* no question could be parsed */
    bool told;                   /* not quoted: the author's words tell of it */
    bool ordinal;                /* its id is only its place in the list */
    bool answers_itself;         /* its own line may hold the answer */
    bool as_a_whole;             /* settled by what the whole letter says */
    uint32_t block;              /* where it is asked; FL_NONE: implicit */
    uint32_t ask_start, ask_end; /* T span of its first wording */
    FL_VEC(fl_block_range) answers;
    FL_VEC(uint32_t) stances, claims; /* those that attach to it */
    fl_atom regime;                   /* under which it is answered; 0: none */
    fl_atom outcome; /* from labels.json; 0: see fl_question_outcome() */
    bool answered;   /* anything at all responds to it */
} fl_question;

typedef struct {
    fl_atom stance;
    uint32_t mention;                     /* FL_NONE when derived */
    uint32_t start, end, sentence, block; /* where */
    FL_VEC(uint32_t) questions;
    bool residual; /* of whatever was not said above */
    bool whole;    /* object: the whole of what was asked */
    bool implied;  /* derived, not said */
    bool general;  /* its words serve any mode; see general.c */
    fl_atom mode;
} fl_stance;

typedef enum {
    FL_CITE_CLAIM,
    FL_CITE_FOREIGN,
    FL_CITE_RIGHTS,
    FL_CITE_DENIED,
    FL_CITE_QUOTED,
    FL_CITE_ELABORATING,
    FL_CITE_EXPLAINED,
    FL_CITE_REASONING,
    FL_CITE_DUTY
} fl_citation_role;
/* "claim", "foreign", …; NULL-free. */
const char *fl_citation_role_name(fl_citation_role role);

typedef struct {
    uint32_t token;
    fl_str provision;    /* canonical with prefix */
    uint32_t section;    /* in packs->sections or FL_NONE: undeclared */
    uint32_t instrument; /* bound; FL_NONE: unknown */
    fl_citation_role role;
    bool declared;          /* the provision exists in the pack */
    bool bare;              /* section without a limb */
    uint32_t title_claimed; /* section whose title stands beside it, FL_NONE */
    uint32_t start, end, sentence, block;
    fl_voice voice;
    uint32_t claim; /* claim it became a use of, or FL_NONE */
} fl_citation;

typedef struct {
    uint32_t citation;
    FL_VEC(uint32_t) questions;
    uint32_t start, end, sentence, block;
} fl_use;

typedef struct {
    fl_str provision; /* most precise as cited */
    uint32_t section;
    const fl_limb *limb; /* NULL: bare or undeclared */
    bool bare;
    fl_atom mode, limb_mode; /* limb_mode 0: no limb */
    fl_atom tier, test;
    fl_truth likelihood;
    FL_VEC(uint32_t) questions;
    bool residual;
    FL_VEC(fl_use) uses; /* in document order, at least one */
    uint32_t stance;     /* governing stance or FL_NONE */
} fl_claim;

typedef enum {
    FL_SOURCE_HEADING,
    FL_SOURCE_PHRASE,
    FL_SOURCE_DERIVED
} fl_element_source;

typedef struct {
    fl_atom element;
    fl_element_source source;
    uint32_t mention;
    uint32_t start, end, sentence, block;
    FL_VEC(uint32_t) covers; /* claims */
    uint32_t words;          /* of its body (heading) or sentence */
    bool empty;              /* a heading without a body: absent */
    FL_VEC(fl_set_pair) set; /* from its variant */
} fl_element;

typedef struct {
    fl_atom role; /* response, received, … labels of AS_DATE concepts */
    fl_day day;
    uint32_t token, start, end, sentence, block;
    bool inferred; /* the year was */
    fl_voice voice;
} fl_date_fact;

typedef struct fl_facts {
    const fl_packs *packs;
    const fl_document *doc;
    const fl_mentions *mentions;
    fl_block_facts *blocks; /* one for each of doc->blocks */
    FL_VEC(fl_part) parts;
    FL_VEC(fl_question) questions;
    FL_VEC(fl_stance) stances;
    FL_VEC(fl_citation) citations;
    FL_VEC(fl_claim) claims;
    FL_VEC(fl_element) elements;
    FL_VEC(fl_date_fact) dates;
    fl_voice *voices;          /* one for each mention */
    fl_atom regime;            /* the heaviest; 0: none found */
    FL_VEC(fl_atom) regimes;   /* all that it answers under, that one first */
    FL_VEC(fl_atom) kinds;     /* document kinds; empty: not a response */
    fl_day response, received; /* FL_NO_DAY: not said */
    fl_day given[FL_GIVEN_COUNT]; /* what the user said; FL_NO_DAY: not */
    fl_atom authority;            /* its kind, by the user; 0: not said */
    const char *const *profile;   /* of the authority: "name=value"; borrowed */
    size_t profile_count;
    fl_day as_of;
    const char *as_of_from; /* "option", "letter", "sent", "bound", "" */
    uint32_t sign_off;      /* block, or the last author block */
    uint32_t insert_at;     /* T offset: end of the last author block before
                              the sign-off, where something missing belongs */
} fl_facts;

/* "mixed" for a letter that answers under several regimes, "" for none. */
fl_str fl_regime_name(const fl_facts *facts);

/* Interprets; `facts` lives in `arena`. */
void fl_interpret(fl_arena *arena, const fl_packs *packs,
                  const fl_document *doc, const fl_mentions *mentions,
                  const fl_scan_options *options, fl_facts *facts);

/* How a question stands: the outcome that the pack gives to what is said of
 * it, "unclear" where something responds but says nothing plain, "missing"
 * where nothing does. */
fl_str fl_question_outcome(const fl_facts *facts, const fl_question *question);
/* What an element says: the sentence of a phrase, the text under a heading. */
fl_str fl_element_wording(const fl_facts *facts, const fl_element *element);
/* How many in a hundred of the words of its wording (those of four letters and
 * more; the first five letters count) stand in the pack's `statute` words of
 * the sections that it covers. False: no such words, or no wording. */
bool fl_element_statute_share(const fl_facts *facts, const fl_element *element,
                              double *percent);

/* Relations that judging asks about. */
bool fl_same_question(const fl_facts *facts, const uint32_t *a, size_t a_count,
                      const uint32_t *b, size_t b_count);
/* The answer (question index) in which `block` lies, or FL_NONE. */
uint32_t fl_answer_of_block(const fl_facts *facts, uint32_t block);
/* First and last block of the section (heading) that holds `block`. */
fl_block_range fl_section_of_block(const fl_facts *facts, uint32_t block);

#endif
