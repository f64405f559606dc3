/*
 * The condition language of rules (docs/conditions.md), compiled: a tree that
 * judge/ evaluates with Kleene's three values.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_PACK_CONDITION_H
#define FL_PACK_CONDITION_H

#include "pack/pack.h"

typedef enum {
    FL_COND_ALL,
    FL_COND_ANY,
    FL_COND_NOT,
    FL_COND_PERHAPS,
    FL_COND_ATTRS,
    FL_COND_EXIST,
    FL_COND_DAYS,
    FL_COND_LATE,
    FL_COND_COMPARE,
    FL_COND_TUPLE
} fl_cond_kind;

typedef enum {
    FL_TEST_ONE_OF, /* `values` */
    FL_TEST_NOT,    /* `inner` */
    FL_TEST_EXISTS, /* `exists` */
    FL_TEST_LT,
    FL_TEST_LE,
    FL_TEST_GT,
    FL_TEST_GE,   /* `number` or quantity */
    FL_TEST_UNDER /* `values[0]` is a provision prefix */
} fl_test_kind;

typedef struct {
    bool is_string, is_bool, is_number;
    fl_str text;  /* strings; for numbers the unit or "" */
    fl_atom name; /* of a string that is no date */
    bool boolean;
    double number;
    fl_atom unit; /* number with a unit: {"value": 40, "unit": "working-day"} */
    bool is_date; /* a string that is an ISO date: `day` holds it */
    fl_day day;
} fl_value;

typedef struct fl_test {
    fl_test_kind kind;
    FL_VEC(fl_value) values;
    bool of_names; /* each value has a `name` */
    bool exists;
    const struct fl_test *inner;
} fl_test;

/* "claim.tier": the binding's name and the attribute path after the dot. */
typedef struct {
    fl_str binding, attribute;
    /* Resolved by the loader, so that judging compares no names. */
    fl_kind kind;  /* of the binding */
    uint8_t slot;  /* 0: the subject, 1: the document, 2..: inner facts */
    uint8_t code;  /* fl_attr_code of pack/attributes.h */
    bool of_claim; /* "use.claim.mode": the attribute of the use's claim */
    fl_atom name;  /* attributes that a pack names, date roles; else 0 */
} fl_path;

typedef struct {
    fl_path path;
    const fl_test *test;
} fl_attr_test;

typedef enum {
    FL_REL_COVERING,
    FL_REL_OF,
    FL_REL_IN,
    FL_REL_SAME,
    FL_REL_BEFORE,
    FL_REL_AFTER,
    FL_REL_NEAR,
    FL_REL_OTHER
} fl_rel_kind;

typedef enum {
    FL_UNIT_SENTENCE,
    FL_UNIT_BLOCK,
    FL_UNIT_SECTION,
    FL_UNIT_ANSWER,
    FL_UNIT_QUESTION,
    FL_UNIT_PART,
    FL_UNIT_DOCUMENT
} fl_unit_kind;

typedef struct {
    fl_rel_kind kind;
    fl_str binding;    /* covering, of, same, before, after, near, other */
    uint32_t roles;    /* in: bit set of fl_part_role */
    fl_unit_kind unit; /* same */
    int words;         /* near */
    uint8_t slot;      /* of `binding`, as in fl_path */
} fl_relation;

/* An attribute, a value, or a product of those. */
typedef struct fl_operand {
    fl_path path; /* when is_path */
    bool is_path;
    fl_value value;
    struct fl_operand *factors; /* NULL: no product */
    size_t factor_count;
} fl_operand;

typedef enum {
    FL_OP_LT,
    FL_OP_LE,
    FL_OP_GT,
    FL_OP_GE,
    FL_OP_EQ,
    FL_OP_NE
} fl_op;

struct fl_condition {
    fl_cond_kind kind;
    fl_str json; /* the node as compact JSON, for `why` */
    FL_VEC(const fl_condition *) children; /* all to perhaps */
    FL_VEC(fl_attr_test) attrs;            /* attrs */
    /* exist */
    bool lacks;
    fl_kind what;
    FL_VEC(fl_atom) labels;    /* any of; empty: every */
    FL_VEC(fl_attr_test) with; /* on the candidate: path.binding is "" */
    const fl_condition *where;
    fl_str as;
    FL_VEC(fl_relation) relations;
    int at_least, at_most; /* -1: not given */
    /* days, late (`days`: more of them), compare */
    fl_operand left, right;
    fl_op op;
    fl_atom calendar; /* 0: calendar days */
    fl_atom period;   /* late */
    double days;
    /* tuple */
    FL_VEC(fl_operand) operands;
    FL_VEC(fl_value) rows;      /* operands.count values a row */
    uint8_t slot;               /* exist: where the candidate is bound */
    bool any_status, any_voice; /* exist: `with` tests status or empty, or
                                   voice, itself */
    FL_VEC(uint32_t)
    concepts; /* exist of mentions, quantities: what `labels`
                                  mean, in packs->concepts */
};

#endif
