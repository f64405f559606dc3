/*
 * A compiled pack set: the immutable in-memory form of rules/ that the later
 * steps read. Everything here is owned by the set's arena. Names that packs
 * invent (labels, modes, sections, attributes) are atoms: compare with ==.
 * The engine knows none of them by itself; the few words that it does know
 * are the enums of this header.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_PACK_PACK_H
#define FL_PACK_PACK_H

#include "base/arena.h"
#include "base/str.h"
#include "foilint.h"

typedef uint32_t fl_atom; /* 0: none */

typedef enum { FL_FALSE, FL_TRUE, FL_UNKNOWN } fl_truth;

/* Days since 1970-01-01, FL_NO_DAY when unknown. */
typedef int32_t fl_day;
#define FL_NO_DAY INT32_MIN

/* ---- labels.json -------------------------------------------------------- */

typedef struct {
    fl_atom name;
    fl_str title, purpose; /* purpose: what it does, as a phrase */
} fl_mode;

typedef struct {
    fl_atom name;
    fl_str title;
    fl_atom mode; /* 0: governs no claim */
    FL_VEC(fl_atom) opposite;
    bool derived_from_answer; /* an answer with content implies it */
    bool derived_from_claims; /* a claim of `derived_mode` implies it when no
                                 stance of that mode is said (pack decides) */
    FL_VEC(fl_atom) derived_unless; /* not derived beside one of these */
    fl_atom derived_mode;
    fl_atom outcome;  /* question outcome it gives: a label of the pack */
    bool answers;     /* it disposes of a question it is said of */
    bool answers_all; /* said of no question, it disposes of all */
} fl_stance_label;

typedef struct {
    fl_atom name;
    fl_str title;
} fl_element_label;

/* Part roles are the engine's own words. */
typedef enum {
    FL_PART_LETTERHEAD,
    FL_PART_REQUEST,
    FL_PART_RESPONSE,
    FL_PART_REASONING,
    FL_PART_RIGHTS,
    FL_PART_SIGNATURE,
    FL_PART_FURNITURE,
    FL_PART_COUNT
} fl_part_role;

typedef enum {
    FL_VOICE_AUTHOR,
    FL_VOICE_REQUESTER,
    FL_VOICE_OTHER, /* quoted statute or guidance */
    FL_VOICE_FURNITURE,
    FL_VOICE_EARLIER /* an earlier message of the author's side */
} fl_voice;

/* ---- instruments and provisions ------------------------------------------ */

/* An enactment that letters name. `own`: a loaded pack judges by it. */
typedef struct {
    fl_atom name;            /* a short name of the enactment */
    fl_str canonical_prefix; /* "" or "EIR " */
    FL_VEC(fl_str)
    leads;            /* folded words that introduce its provisions:
                              "section", "s", "regulation", "article" */
    uint32_t concept; /* synthesised, its phrases are the names */
    uint32_t pack;
    bool own;
    fl_atom regime; /* regime that naming it speaks for, 0 none */
} fl_instrument;

typedef enum {
    FL_SECTION_GROUND, /* can be relied on: its citation can be a claim */
    FL_SECTION_DUTY,   /* duties and machinery: never a claim */
    FL_SECTION_RIGHTS  /* review and appeal: never a claim */
} fl_section_kind;

typedef struct {
    fl_str cited;    /* canonical provision (prefix) cited beside it; "": any */
    fl_day from, to; /* judged between these days; FL_NO_DAY: open */
    fl_atom tier;    /* 0: unsettled */
} fl_tier_when;

typedef struct {
    fl_str provision; /* canonical: "31(1)(a)", "EIR 12(5)(e)" */
    fl_atom mode, tier, test;
    fl_truth likelihood; /* its words hold a likelihood to choose */
    fl_str label;
    fl_day from, to; /* in force; FL_NO_DAY: open */
    FL_VEC(fl_tier_when) tier_when;
} fl_limb;

typedef struct {
    fl_str provision; /* "40(3A)": a citation of it (or below it) … */
    fl_str into;      /* "40(2)": … folds into a claim of this */
    bool alone;       /* also when `into` is not cited by itself */
} fl_companion;

typedef struct {
    fl_atom name;
    fl_str value; /* JSON scalar as text: true, "x", 3 */
} fl_attribute;

typedef struct {
    fl_str number; /* canonical: "40", "EIR 12" */
    fl_str title;
    fl_section_kind kind;
    uint32_t instrument;
    uint32_t pack;
    uint32_t title_concept; /* synthesised from `titles`; UINT32_MAX: none */
    fl_atom supports;       /* stance that goes with it, 0 none */
    fl_atom default_mode;   /* of a bare citation under no stance */
    FL_VEC(fl_atom)
    modes;          /* in which letters rely on it, though it has no
                               limb for them */
    fl_atom regime; /* to which this ground hands a request over; 0
                               none */
    FL_VEC(fl_companion) companions;
    FL_VEC(fl_limb) limbs;
    FL_VEC(fl_attribute) attributes; /* claim.<name> in conditions */
    fl_str statute; /* key words of the enactment, for comparison; may be "" */
} fl_section;

/* ---- concepts --------------------------------------------------------------- */

typedef enum {
    FL_AS_STANCE,
    FL_AS_ELEMENT,
    FL_AS_CUE,
    FL_AS_GUARD,
    FL_AS_TITLE,      /* synthesised from a section's titles */
    FL_AS_INSTRUMENT, /* synthesised from an instrument's names */
    FL_AS_MENTION,    /* just mentions, for rules */
    FL_AS_DATE        /* gives the date in its slot a role */
} fl_concept_as;

typedef enum {
    FL_ASSERTED,
    FL_NEGATED,
    FL_EXPLAINED,
    FL_CONDITIONAL,
    FL_QUOTED
} fl_mention_status;

/* What a cue tells the interpreter: the engine's closed list. */
typedef enum {
    FL_CUE_PART,         /* opens the part `part` at its block */
    FL_CUE_KIND,         /* speaks for document kind `value` */
    FL_CUE_REGIME,       /* speaks for regime `value` */
    FL_CUE_SALUTATION,   /* "Dear …" */
    FL_CUE_RESIDUAL,     /* scope: whatever was not said above */
    FL_CUE_WHOLE,        /* object: the whole of what was asked */
    FL_CUE_PARTIAL,      /* object: only some of it */
    FL_CUE_EVERY,        /* covers every claim of its mode: "both", "each" */
    FL_CUE_ANAPHORA,     /* covers the nearest earlier claim: "this section" */
    FL_CUE_ALL_MODES,    /* its sentence serves claims of every mode */
    FL_CUE_OTHER_ANSWER, /* answer by reference: "see question 1" */
    FL_CUE_NO_ANSWER,    /* looks like an answer and is none */
    FL_CUE_CLAIM,        /* its sentence's citations are claims for sure */
    FL_CUE_CITATION,     /* gives the citations of its sentence the role
                           named by `value` (a fl_citation_role name) */
    FL_CUE_MESSAGE,      /* starts an earlier message below */
    FL_CUE_ASK,          /* its sentence has the form of a question */
    FL_CUE_DEMAND,       /* a sentence that begins so can only ask */
    FL_CUE_NO_ASK,       /* asks for nothing: form, time limit, courtesy */
    FL_CUE_SUBJECT,      /* names in the author's words what was asked */
    FL_CUE_ANOTHER,      /* in such words: a further thing was asked */
    FL_CUE_FIELDS,       /* what such words list are fields of one ask */
    FL_CUE_ASK_COUNT,    /* says how many things were asked: a <number> */
    FL_CUE_SEVERAL,      /* speaks of more asks than one, of no number */
    FL_CUE_GIVE_UP,      /* the ground considered here is not relied on */
    FL_CUE_INSTRUMENT,   /* the instrument named last is meant: "that Act" */
    FL_CUE_COUNT
} fl_cue;

typedef struct {
    fl_atom id, value;
} fl_set_pair;

typedef struct {
    FL_VEC(fl_set_pair) set; /* attributes, "direction": "disclose" */
    uint32_t first_phrase, phrase_count; /* in fl_packs.phrases */
    bool general; /* stances: said of a refusal in any mode; instruments: a
                     name that others have too */
} fl_variant;

typedef struct {
    fl_atom name; /* unique in its pack */
    fl_str title;
    uint32_t pack;
    fl_concept_as as;
    fl_atom label; /* stance, element or date role it gives */
    fl_cue cue;
    fl_part_role part;        /* FL_CUE_PART */
    fl_atom value;            /* FL_CUE_KIND, FL_CUE_REGIME, FL_CUE_CITATION */
    int weight;               /* kind, regime: default 1 */
    fl_mention_status status; /* guards: what they give */
    int guard_side;  /* guards: 0 anywhere in the sentence, -1 the guard
                               stands before the mention, 1 after it */
    int guard_words; /* at most so many words between; 0: any */
    FL_VEC(fl_variant) variants;
    uint32_t first_unless, unless_count; /* in fl_packs.phrases */
    bool unless_in_block;                /* else in the sentence */
    FL_VEC(uint32_t) guards;             /* concept indices that apply to it */
    uint32_t parts;      /* bit set of allowed part roles; 0: all */
    uint32_t section;    /* FL_AS_TITLE: index of its section */
    uint32_t instrument; /* FL_AS_INSTRUMENT */
} fl_concept;

typedef enum { FL_PHRASE_VARIANT, FL_PHRASE_UNLESS } fl_phrase_role;

struct fl_phrase_code; /* recognise/phrase.h */
struct fl_regex;

typedef struct {
    fl_str source; /* as written in the pack */
    uint32_t concept, variant;
    fl_phrase_role role;
    bool heading; /* only in headings of at most 14 words */
    bool exact;   /* matched on T, not F */
    bool regex;   /* escape hatch: `source` is a regular expression */
    FL_VEC(fl_str) literals;     /* regex only: given by the pack, folded */
    const char *file;            /* where it stands, for messages */
    struct fl_phrase_code *code; /* parsed form; recognise/ owns its meaning */
} fl_phrase;

/* ---- words, units, tokens, calendars, periods ----------------------------------------- */

typedef struct {
    fl_atom name;
    FL_VEC(fl_str) entries;    /* phrase seqs without lists, as written */
    struct fl_node *parsed[2]; /* recognise/: folded, exact; parsed once */
} fl_wordlist;

typedef struct {
    fl_atom name;         /* "working-day" */
    fl_atom dimension;    /* units of one dimension convert */
    double size;          /* in the dimension's base unit */
    FL_VEC(fl_str) words; /* folded: "working day", "working days" */
} fl_unit;

/* Token types: the engine's own come first, packs add types after them. */
typedef enum {
    FL_TOKEN_CITATION,
    FL_TOKEN_DATE,
    FL_TOKEN_DURATION,
    FL_TOKEN_MONEY,
    FL_TOKEN_NUMBER,
    FL_TOKEN_URL,
    FL_TOKEN_EMAIL,
    FL_TOKEN_QUESTION, /* question-reference: "Q4", "parts (a) and (b)" */
    FL_TOKEN_BUILTIN_COUNT
} fl_token_type;

/* Checks on the digits of a token. */
typedef enum {
    FL_CHECK_NONE,
    FL_CHECK_MOD11 /* weights 10 to 2; the last of ten digits is 11 less the
                      rest of their sum by 11, 11 counting as 0 */
} fl_check;

/* What a place where a sifted token stands is. */
typedef enum {
    FL_GIVES_PERSONAL_DATA,
    FL_GIVES_REDACTION,  /* the mark that something was taken out */
    FL_GIVES_SUPPRESSED, /* a number that was taken out for being small */
    FL_GIVES_SMALL_COUNT /* one that was not */
} fl_gives;

typedef struct {
    fl_atom name;            /* "citation", …, "phone", "postcode", "mask" */
    struct fl_regex *regex;  /* pack types only; on T, without anchors */
    FL_VEC(fl_str) literals; /* folded, may be empty: then always run */
    bool sifted;             /* sought in attachments alone; then also: */
    fl_str title;
    struct fl_regex *heading; /* of a column of such; NULL: none says it */
    struct fl_regex *under;   /* what counts below such a heading */
    fl_check check;           /* what its digits must satisfy */
    fl_gives gives;
} fl_token_kind;

typedef struct {
    fl_str text;   /* folded: "[email address]" */
    uint32_t type; /* index in token_kinds */
} fl_mask;

typedef struct {
    fl_day day;
    fl_str name;      /* for people; may be "" */
    fl_str where;     /* "Scotland and Wales"; "": everywhere */
    fl_str unsettled; /* why it may be a working day all the same, or "" */
} fl_holiday;

typedef struct {
    fl_atom name;
    uint8_t weekend;             /* bit 0 = Monday … bit 6 = Sunday */
    FL_VEC(fl_holiday) holidays; /* ascending, no day twice */
    fl_day from, to;             /* known range; outside: unknown */
    fl_day settled_to;           /* later holidays are only to be expected */
} fl_calendar;

typedef struct {
    fl_str source, at, url;
} fl_basis;
typedef FL_VEC(fl_basis) fl_basis_list;

/* Days that do not count in a period, for a reason that the pack names. */
typedef struct {
    fl_atom reason;
    fl_str title;
    bool needed; /* without them nobody can tell the day */
} fl_excluded;

/* A time allowed by law: so many days after the latest of its starts. */
typedef struct {
    fl_atom id;
    fl_str title;
    uint32_t pack;
    fl_atom replaces;            /* the period that it stands for, or 0 … */
    FL_VEC(fl_atom) authorities; /* … with authorities of these kinds */
    FL_VEC(fl_atom) starts;      /* roles of dates */
    fl_atom announced;           /* role of the day that was announced, or 0 */
    fl_atom met_by;   /* role of the day on which it was kept, or 0 */
    fl_atom calendar; /* 0: calendar days */
    int days;         /* 0: the pack does not know the number */
    int at_most;      /* 0, or days whatever else: needed ones count too */
    FL_VEC(fl_excluded) excludes;
    fl_str strength, note; /* strength as of rules */
    fl_basis_list basis;
} fl_period;

/* ---- conditions and rules ------------------------------------------------------- */

typedef struct fl_condition fl_condition; /* pack/condition.h */

typedef enum {
    FL_SEVERITY_OFF,
    FL_SEVERITY_NOTE,
    FL_SEVERITY_WARNING,
    FL_SEVERITY_ERROR
} fl_severity;
/* "off", "note", "warning", "error", NULL: by fl_severity. */
extern const char *const fl_severity_words[];

typedef struct {
    const fl_condition *when;
    fl_severity severity;
} fl_severity_case;

typedef struct {
    bool bad, not_applicable;
    fl_str text;       /* rendered letter */
    fl_str frame_text; /* "" when it stands on no frame */
    FL_VEC(fl_str) quotes;
    FL_VEC(fl_str) also;
    const char **quote_ptrs, **also_ptrs; /* the same, for the public API */
    FL_VEC(fl_redaction_info) redactions; /* of files that go with it */
    FL_VEC(const char *) files;           /* names of these */
    bool files_known;                     /* the example says which */
    fl_str as_of;                         /* ISO date to judge by, or "" */
    const char *file;
    uint32_t line;
} fl_example;

/* What `for_each` ranges over and what kinds `has` may look for. */
typedef enum {
    FL_KIND_DOCUMENT,
    FL_KIND_PART,
    FL_KIND_BLOCK,
    FL_KIND_QUESTION,
    FL_KIND_CLAIM,
    FL_KIND_USE,
    FL_KIND_STANCE,
    FL_KIND_ELEMENT,
    FL_KIND_CITATION,
    FL_KIND_DATE,
    FL_KIND_QUANTITY,
    FL_KIND_MENTION,
    FL_KIND_MARK,
    FL_KIND_TRAIT,
    FL_KIND_REDACTION,
    FL_KIND_SENTENCE,
    FL_KIND_FILE,
    FL_KIND_COUNT
} fl_kind;

typedef struct {
    fl_atom id;
    uint32_t rank; /* of the ids in their order, then as loaded */
    fl_str title;
    uint32_t pack;   /* law pack it belongs to */
    uint32_t origin; /* pack (or overlay) that last changed it */
    bool added;      /* an overlay declared it */
    fl_str group;    /* its file's stem */
    fl_severity severity;
    fl_str strength; /* act, regulations, code, guidance, practice */
    fl_basis_list basis;
    fl_day from, to;
    FL_VEC(fl_atom) regimes, kinds; /* applies; empty: the pack's */
    fl_kind for_each;
    FL_VEC(uint32_t)
    subjects; /* labels outside which `where` is false: concepts of mentions,
                 atoms of elements and stances; empty: not known */
    bool any_status, any_voice; /* of the subject, which `where` tests */
    const fl_condition *where, *unless;   /* NULL: none */
    const fl_condition *require, *forbid; /* exactly one is set */
    bool once;                            /* report: once */
    bool not_in_template; /* about gaps, or about what fills them */
    int expected_in;      /* fl_part_role or -1 */
    FL_VEC(fl_severity_case) severity_when;
    FL_VEC(uint32_t) supersedes; /* rule indices */
    fl_str message, advice;
    FL_VEC(fl_example) examples; /* bad ones first */
} fl_rule;

/* ---- scaffold ---------------------------------------------------------------------- */

/* What a claim must be like: every test holds when one of its values does. */
typedef struct {
    fl_str attribute; /* "tier", or a section's own attribute */
    FL_VEC(fl_str) values;
} fl_claim_test;
typedef struct {
    bool given; /* given without tests, it fits every claim */
    FL_VEC(fl_claim_test) tests;
} fl_claim_tests;

/* A piece of the skeleton of a letter, written for claims that fit. */
typedef struct {
    fl_atom id;
    uint32_t pack;
    int order;
    bool each_claim;              /* once for each claim; else once */
    fl_claim_tests when, unless;  /* of the claims that it is about */
    fl_claim_tests with, without; /* some claim of the letter, or none, fits */
    fl_str refused;               /* why its claims get no skeleton; or "" */
    fl_str each;                  /* how {claims} names one; may be "" */
    fl_str heading;               /* may be "" */
    FL_VEC(fl_str) text;          /* paragraphs */
} fl_piece;

/* ---- the set --------------------------------------------------------------------- */

typedef struct {
    fl_str name, title, version, kind, law_as_at, sha256;
    int format;
    bool is_law;                    /* by its kind */
    fl_atom regime;                 /* of a law pack: its own regime */
    FL_VEC(fl_atom) regimes, kinds; /* gate; empty: all */
    FL_VEC(uint32_t) uses;          /* base packs */
    FL_VEC(uint32_t) overlays;      /* overlays applied to it, in order */
} fl_pack;

struct fl_prefilter; /* recognise/prefilter.h */

struct fl_packs {
    fl_arena *arena;
    FL_VEC(fl_str) atom_names; /* [0] is "" */
    FL_VEC(fl_pack) packs;
    FL_VEC(fl_mode) modes;
    FL_VEC(fl_stance_label) stances;
    FL_VEC(fl_element_label) elements; /* in order */
    FL_VEC(fl_atom) claim_elements;    /* those that only a claim can have */
    FL_VEC(fl_instrument) instruments;
    FL_VEC(fl_section) sections;
    FL_VEC(fl_concept) concepts; /* declared ones, then synthesised */
    FL_VEC(fl_phrase) phrases;
    FL_VEC(fl_wordlist) wordlists;
    FL_VEC(fl_str) abbreviations; /* folded, with their full stop: "e.g." */
    FL_VEC(fl_unit) units;
    FL_VEC(fl_token_kind) token_kinds; /* [0..BUILTIN) have no regex */
    FL_VEC(fl_mask) masks;
    FL_VEC(fl_calendar) calendars;
    FL_VEC(fl_period) periods;
    FL_VEC(fl_piece) pieces;
    FL_VEC(fl_rule) rules;          /* ordered by pack, then id */
    struct fl_prefilter *prefilter; /* over all phrases; recognise/ builds it */
    struct fl_atom_table *atom_table; /* names to atoms; pack/names.c */
    /* programs that the build wrote (pack/image.h), and the byte at which that
     * of each phrase begins; NULL: they are written on first use */
    const unsigned char *programs;
    const uint32_t *program_at;
};

/* Atom of `name`, 0 when the set has no such atom. */
fl_atom fl_packs_atom(const fl_packs *packs, fl_str name);
static inline fl_str fl_atom_name(const fl_packs *packs, fl_atom atom)
{
    return packs->atom_names.items[atom];
}
/* Index of the section that `provision` (canonical) belongs to: the one whose
 * number is its longest prefix at a '(' or its end; UINT32_MAX when none. */
uint32_t fl_packs_section(const fl_packs *packs, fl_str provision);
/* Longest declared limb of `section` that is a prefix of `provision`, or the
 * limb equal to it; NULL when the citation is bare or undeclared. */
const fl_limb *fl_section_limb(const fl_section *section, fl_str provision);
/* Whether what was law from `from` to `to` (FL_NO_DAY: open) is law on `day`;
 * unknown when the day is FL_NO_DAY and the law was not always so. */
fl_truth fl_in_force(fl_day from, fl_day to, fl_day day);
const fl_stance_label *fl_packs_stance(const fl_packs *packs, fl_atom name);
const fl_mode *fl_packs_mode(const fl_packs *packs, fl_atom name);
/* NULL when there is no such calendar. */
const fl_calendar *fl_packs_calendar(const fl_packs *packs, fl_atom name);
/* The period that `pack` means by `id`, its own or of a pack that it uses, for
 * an authority of the kind `authority` (0: any); NULL when there is none. */
const fl_period *fl_packs_period(const fl_packs *packs, uint32_t pack,
                                 fl_atom id, fl_atom authority);
const fl_wordlist *fl_packs_words(const fl_packs *packs, fl_str name);
/* True when `provision` is `prefix` or lies under it: "40(2)" under "40". */
bool fl_provision_under(fl_str provision, fl_str prefix);

#endif
