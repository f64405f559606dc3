/*
 * The attributes that facts have in conditions: one table, by which the
 * loader checks paths and judge/ reads them. What each one means stands in
 * docs/conditions.md.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_PACK_ATTRIBUTES_H
#define FL_PACK_ATTRIBUTES_H

#include "base/limits.h"
#include "pack/pack.h"

/* Facts bound at one time: the subject, the document, one for each exist. */
#define FL_COND_SLOTS (FL_LIMIT_CONDITION_DEPTH + 2)

/* An attribute of some kind of fact. */
typedef enum {
    FL_ATTR_NAMED, /* an attribute that a pack invented, or a slot */
    FL_ATTR_REGIME,
    FL_ATTR_KINDS,
    FL_ATTR_STANCES,
    FL_ATTR_CLAIMS,
    FL_ATTR_DATES,
    FL_ATTR_AS_OF,
    FL_ATTR_AUTHORITY,
    FL_ATTR_GIVEN,
    FL_ATTR_PROFILE, /* of the authority, as its configuration says */
    FL_ATTR_PARTIAL,
    FL_ATTR_ROLE,
    FL_ATTR_ID,
    FL_ATTR_LABEL,
    FL_ATTR_TEXT,
    FL_ATTR_PARENT,
    FL_ATTR_OUTCOME,
    FL_ATTR_IMPLICIT,
    FL_ATTR_ANSWERED,
    FL_ATTR_PROVISION,
    FL_ATTR_SECTION,
    FL_ATTR_LIMB,
    FL_ATTR_BARE,
    FL_ATTR_MODE,
    FL_ATTR_LIMB_MODE,
    FL_ATTR_TIER,
    FL_ATTR_TEST,
    FL_ATTR_LIKELIHOOD,
    FL_ATTR_SECTION_TITLE,
    FL_ATTR_MODE_PURPOSE,
    FL_ATTR_QUESTIONS,
    FL_ATTR_RESIDUAL,
    FL_ATTR_USES,
    FL_ATTR_DECLARED,
    FL_ATTR_STANCE,
    FL_ATTR_INSTRUMENT,
    FL_ATTR_OBJECT,
    FL_ATTR_IMPLIED,
    FL_ATTR_ELEMENT,
    FL_ATTR_SOURCE,
    FL_ATTR_COVERS,
    FL_ATTR_WORDS,
    FL_ATTR_EMPTY,
    FL_ATTR_WORDING,
    FL_ATTR_STATUTE_SHARE,
    FL_ATTR_TITLE_CLAIMED,
    FL_ATTR_VALUE,
    FL_ATTR_UNIT,
    FL_ATTR_BOUND,
    FL_ATTR_INFERRED,
    FL_ATTR_TYPE,
    FL_ATTR_CONCEPT,
    FL_ATTR_STATUS,
    FL_ATTR_VOICE,
    FL_ATTR_PART,
    FL_ATTR_MARK,
    FL_ATTR_NAME,
    FL_ATTR_BY,
    FL_ATTR_IN_FORCE,
    FL_ATTR_REPEATS,
    FL_ATTR_WEEKDAY_AGREES,
    FL_ATTR_FIGURES,
    FL_ATTR_NUMBERS,
    FL_ATTR_OF_TEXT,
    FL_ATTR_CONCEPTS,
    FL_ATTR_TRAIT,
    FL_ATTR_PLACE,
    FL_ATTR_WHAT,
    FL_ATTR_COUNTED,
    FL_ATTR_HIDDEN,
    FL_ATTR_REDACTION,
    FL_ATTR_FILE,
    FL_ATTR_WHERE,
    FL_ATTR_NAMED_GROUND,
    FL_ATTR_COUNT
} fl_attr_code;

typedef enum {
    FL_TYPE_ANY,
    FL_TYPE_TEXT,
    FL_TYPE_BOOL,
    FL_TYPE_QUANTITY,
    FL_TYPE_DATE
} fl_attr_type;

/* Which strings a text attribute can have; checked when a pack is loaded. */
typedef enum {
    FL_DOMAIN_FREE,
    FL_DOMAIN_NAMES, /* declared as one of `names` (fl_name_kind), or one of
                        `words` when there are any */
    FL_DOMAIN_WORDS  /* one of `words` */
} fl_attr_domain;

typedef struct {
    fl_kind kind;
    const char *name;
    fl_attr_code code;
    fl_attr_type type;
    bool list;
    fl_attr_domain domain;
    uint32_t names;
    const char *const *words; /* NULL-terminated */
} fl_attr_info;

/* As in pack/loader.h, which judge/ does not include. */
const char *fl_kind_name(fl_kind kind);
/* The row of `kind`'s own attribute `name`; NULL when it has none such. */
const fl_attr_info *fl_attr_find(fl_kind kind, fl_str name);

/* Words of closed lists, in the order of their enums; NULL-terminated. */
extern const char *const fl_voice_words[];
extern const char *const fl_status_words[];
extern const char *const fl_bound_words[];
extern const char *const fl_source_words[];
extern const char *const fl_citation_role_words[];
extern const char *const fl_part_words[];
extern const char *const fl_given_words[]; /* of fl_given in facts.h */

#endif
