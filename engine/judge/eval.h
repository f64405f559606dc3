/*
 * The inside of judging: facts seen as one kind of thing (a reference, its
 * places, its attributes), and the evaluation of conditions over them.
 * Private to judge/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_JUDGE_EVAL_H
#define FL_JUDGE_EVAL_H

#include "judge/judge.h"
#include "pack/attributes.h"

/* A fact: index in the array of its kind (quantities: of tokens). */
typedef struct {
    fl_kind kind;
    uint32_t index;
} fl_ref;

/* One place of a fact. A claim has one for each use. */
typedef struct {
    uint32_t start, end;  /* in T */
    uint32_t sentence;    /* FL_NONE: spans several, or none */
    uint32_t first, last; /* blocks */
} fl_spot;

/* ---- facts.c: references ---------------------------------------------------- */

uint32_t fl_fact_count(const fl_facts *facts, fl_kind kind);
size_t fl_fact_spots(const fl_facts *facts, fl_ref ref);
fl_spot fl_fact_spot(const fl_facts *facts, fl_ref ref, size_t i);
/* Indices of the questions it belongs to; `one` is room for a single one. */
const uint32_t *fl_fact_questions(const fl_facts *facts, fl_ref ref,
                                  uint32_t *one, size_t *count);
bool fl_fact_residual(const fl_facts *facts, fl_ref ref);
/* The claim that a claim, use or citation is, or FL_NONE. */
uint32_t fl_fact_claim(const fl_facts *facts, fl_ref ref);
/* A use's number counts the uses of all claims in the order of the claims. */
uint32_t fl_use_claim(const fl_facts *facts, uint32_t use, uint32_t *nth);
/* What counts by itself: the author's words, asserted, not taken back. */
bool fl_fact_counts(const fl_facts *facts, fl_ref ref, bool any_status,
                    bool any_voice);
/* The redaction names a provision on which the claim relies. */
bool fl_redaction_names(const fl_facts *facts, uint32_t redaction,
                        uint32_t claim);
/* "40(2)", "question 3", "document". */
fl_str fl_fact_text(fl_arena *arena, const fl_facts *facts, fl_ref ref);
/* Label or kind of the fact, for evidence. */
fl_str fl_fact_concept(const fl_facts *facts, fl_ref ref);

/* ---- index.c: what has a label, and which mentions a token fills --------------- */

typedef struct {
    uint32_t mention, next;
} fl_slot_link;

/* Facts of one kind by their label: a concept's number, or an atom. */
typedef struct {
    uint32_t *starts; /* of each label, and one more: where in `facts` */
    uint32_t *facts;  /* label by label, in the order of the text */
    uint32_t labels;  /* others have none */
} fl_label_index;

typedef struct {
    fl_label_index mentions, elements, stances;
    uint32_t *by_token; /* first of `links` of each token, FL_NONE */
    FL_VEC(fl_slot_link) links;
} fl_fact_index;

void fl_index_facts(fl_arena *arena, const fl_facts *facts,
                    fl_fact_index *index);
/* Labels that one walk can follow; of more it looks at every fact. */
#define FL_WALK_LABELS 16u
/* A walk over the facts of one kind, in the order of the text. */
typedef struct {
    const fl_label_index *index; /* NULL: over all of them */
    struct {
        uint32_t at, end; /* in index->facts: the next one, the last label's */
    } cursors[FL_WALK_LABELS];
    size_t count;       /* of cursors */
    uint32_t next, end; /* over all: the next fact */
} fl_walk;
/* Over those of `kind` with one of the labels; without labels, or for a kind
 * that has no index, over all. */
void fl_walk_start(fl_walk *walk, const fl_facts *facts,
                   const fl_fact_index *index, fl_kind kind,
                   const uint32_t *labels, size_t count);
/* There is nothing to walk over. */
bool fl_walk_is_over(const fl_walk *walk);
/* Only those from `first` up to before `end`. */
void fl_walk_limit(fl_walk *walk, uint32_t first, uint32_t end);
/* The next fact; FL_NONE: no more. */
uint32_t fl_walk_next(fl_walk *walk);

/* ---- values.c: attributes ------------------------------------------------------ */

typedef enum {
    FL_VAL_TEXT,
    FL_VAL_BOOL,
    FL_VAL_QUANTITY,
    FL_VAL_DATE
} fl_val_kind;

/* Quantities are intervals: "over 20" is (20, infinity). */
typedef struct {
    fl_val_kind kind;
    fl_str text; /* its words, when there are any */
    bool boolean;
    double low, high;
    bool low_open, high_open;
    fl_atom unit;
    bool money; /* pounds, when it has no unit */
    bool bare;  /* a literal number: compares with any unit */
    fl_day day;
} fl_val;

typedef struct {
    const fl_facts *facts;
    const fl_fact_index *index;
    fl_ref ref;
    const fl_path *path;
} fl_attr;

/* Value `i` of an attribute; false when there are no more. */
bool fl_attr_value(const fl_attr *attr, size_t i, fl_val *out);
/* When it has no value at all: false, an empty list or a flag that the pack
 * did not set; true, it cannot be told. */
bool fl_attr_unknown(const fl_attr *attr);
/* The values for people, ", " between them. */
fl_str fl_attr_text(fl_arena *arena, const fl_attr *attr);
fl_str fl_val_text(fl_arena *arena, const fl_packs *packs, const fl_val *val);

/* atoms.c: the value of an attribute that is one name, 0: it has none; false
 * for attributes that are not. */
bool fl_attr_atom(const fl_attr *attr, fl_atom *out);

/* ---- tests.c: values against values ---------------------------------------------- */

fl_truth fl_truth_not(fl_truth t);
fl_truth fl_truth_and(fl_truth a, fl_truth b);
fl_truth fl_truth_or(fl_truth a, fl_truth b);
fl_val fl_val_of_value(const fl_value *value);
fl_truth fl_val_compare(const fl_packs *packs, const fl_val *a, fl_op op,
                        const fl_val *b);
fl_truth fl_test_attr(const fl_attr *attr, const fl_test *test);

/* ---- conditions --------------------------------------------------------------------- */

typedef struct {
    fl_str name;
    fl_ref ref;
} fl_capture;

/* One line of `why`. */
typedef struct {
    unsigned depth;
    fl_str text, note;
    fl_truth value;
    const char *reason; /* unknown: why */
    bool valued;
} fl_trace_line;

typedef struct {
    FL_VEC(fl_trace_line) lines;
    unsigned depth;
    size_t open;         /* line that a note belongs to */
    unsigned candidates; /* of the subject in hand, still to be shown */
} fl_trace;

/* The texts that the candidates of one search have, as numbers, which all
 * subjects of its rule compare: different marks, different texts. */
typedef struct {
    const fl_condition *of; /* NULL: none yet */
    uint64_t *marks; /* of each fact of its kind; 0: not known, or no text */
} fl_marks;

typedef struct {
    fl_arena *arena;
    const fl_packs *packs;
    const fl_facts *facts;
    fl_fact_index index;
    const fl_rule *rule;
    fl_marks marks;    /* of the rule in hand */
    uint32_t only_law; /* as fl_only_law says */
    fl_ref slots[FL_COND_SLOTS];
    unsigned slot_count;          /* how many of them are bound */
    fl_evidence_role role;        /* of the facts that are found now */
    bool places;                  /* what is missing is to be given a place */
    FL_VEC(fl_evidence) evidence; /* of the subject in hand */
    FL_VEC(fl_capture) captures;  /* `as` facts of the subject in hand */
    const char **idle; /* of each rule: why it does not apply; NULL: it does */
    fl_trace *trace;   /* NULL: nobody asks why */
    uint64_t steps;    /* facts looked at so far */
} fl_eval;

typedef struct {
    fl_truth value;
    uint32_t missing; /* 1 + where something that is missing belongs; 0: nothing
                           is, or nobody asks */
    const char *reason; /* unknown: why; in the arena or static */
} fl_verdict;

/* condition.c */
fl_verdict fl_eval_condition(fl_eval *eval, const fl_condition *cond);
/* True only where the condition is false for plain tests of attributes that
 * stand behind a search; they leave no evidence and are soon made. */
bool fl_attrs_fail(fl_eval *eval, const fl_condition *cond);
/* exist.c */
fl_verdict fl_eval_exist(fl_eval *eval, const fl_condition *cond);
/* compare.c */
fl_verdict fl_eval_days(fl_eval *eval, const fl_condition *cond);
fl_verdict fl_eval_late(fl_eval *eval, const fl_condition *cond);
fl_verdict fl_eval_compare(fl_eval *eval, const fl_condition *cond);
bool fl_operand_value(const fl_eval *eval, const fl_operand *operand, size_t i,
                      fl_val *out);
fl_verdict fl_eval_tuple(fl_eval *eval, const fl_condition *cond);
/* join.c: the comparison of "has … where" that most candidates fail: one side
 * is theirs, the other the same for all of them. */
typedef struct {
    const fl_operand *own; /* NULL: there is none; nor is the rest set */
    fl_val other;
    bool equal;      /* or else unequal */
    uint64_t *marks; /* as in fl_marks; NULL: they are another search's */
    uint64_t mark;   /* of `other` */
} fl_join;
void fl_join_of(fl_join *join, fl_eval *eval, const fl_condition *cond);
/* True only where the candidate in its slot cannot fit. */
bool fl_join_fails(const fl_eval *eval, const fl_join *join);
/* reach.c: candidates of `cond` stand from *first up to before *end among the
 * facts of their kind; others cannot have the relations that it asks for. */
void fl_reach_of(const fl_eval *eval, const fl_condition *cond, uint32_t *first,
                 uint32_t *end);
/* relations.c */
bool fl_eval_relation(const fl_eval *eval, const fl_relation *rel,
                      fl_ref candidate);
/* regions.c: T offset of the end of the narrowest region searched. */
uint32_t fl_expected_at(const fl_eval *eval, const fl_condition *cond);

fl_attr fl_eval_attr(const fl_eval *eval, const fl_path *path);
/* Why a test of the attribute gave no answer. */
const char *fl_attr_reason(const fl_eval *eval, const fl_path *path);
void fl_eval_evidence(fl_eval *eval, fl_evidence_role role, uint32_t start,
                      uint32_t end, fl_str concept);
void fl_eval_derivation(fl_eval *eval, fl_str text);
/* why.c: opens a line of the trace, one deeper than the open ones; gives a
 * note to the open one; closes it with its value. */
size_t fl_trace_open(fl_eval *eval, fl_str text);
void fl_trace_note(fl_eval *eval, fl_str note);
void fl_trace_close(fl_eval *eval, size_t line, fl_verdict verdict);

/* ---- rules ---------------------------------------------------------------------------- */

/* An outcome of one subject, before folding; its message is still open. */
typedef struct {
    fl_outcome outcome;
    FL_VEC(fl_capture) captures;
    bool dropped; /* another rule tells of the same defect */
} fl_raw_outcome;

typedef FL_VEC(fl_raw_outcome) fl_raw_outcomes;

typedef struct {
    uint32_t rule;
    bool undated;  /* nobody can say whether it was law */
    bool user_set; /* the user gave `severity` */
    fl_severity severity;
} fl_rule_run;

/* rule.c: judges one rule that applies; appends what comes of it. */
void fl_judge_rule(fl_eval *eval, const fl_rule_run *run, fl_raw_outcomes *out);
/* place.c: location and trigger of an outcome from its evidence. */
void fl_place_outcome(const fl_eval *eval, fl_ref subject, fl_outcome *outcome);
/* What the subject's own place is; never empty when the text is not. */
fl_spot fl_subject_spot(const fl_facts *facts, fl_ref subject);
/* fold.c: drops superseded outcomes, folds those reported once, fills the
 * messages and puts all in report order. */
void fl_fold_outcomes(fl_eval *eval, fl_raw_outcomes *raw, fl_judgement *out);
/* gate.c: NULL when the rule is to be judged, else why it is not. */
const char *fl_rule_gate(const fl_facts *facts, const fl_rule *rule,
                         bool *undated);
/* gate.c: a claim, use or citation of another loaded law, or anything in the
 * answer to a question that is answered under it: no subject for this law's
 * rules. */
bool fl_fact_is_foreign(const fl_eval *eval, fl_ref ref);
/* gate.c: the pack of all sections that the letter speaks of, when it is one
 * and there is one regime; or FL_NONE. */
uint32_t fl_only_law(const fl_facts *facts);
/* message.c: fills the holes of `text` for the subject in eval->slots[0].
 * `claims`: what {claims} stands for. */
fl_str fl_fill_message(const fl_eval *eval, fl_str text,
                       const fl_outcome *outcome, fl_str claims);
/* message.c: "40(2) and 43(2)" of the facts given. */
fl_str fl_claims_text(const fl_eval *eval, const fl_ref *refs, size_t count);
/* why.c: the trace as text. */
fl_str fl_trace_text(fl_arena *arena, const fl_trace *trace);

#endif
