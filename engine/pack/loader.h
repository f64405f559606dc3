/*
 * Loading a pack set: what the files load_*.c and condition*.c share. Private
 * to pack/. One fl_loader lives as long as one call of fl_packs_load(); its
 * JSON trees live as long as the set, so that texts can be borrowed from them.
 * A problem never stops the loading: report it, leave the field empty, go on.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_PACK_LOADER_H
#define FL_PACK_LOADER_H

#include "pack/condition.h"
#include "pack/pack.h"

#include <cjson/cJSON.h>

/* What a name can be declared as; bits, since names may have several. */
typedef enum {
    FL_NAME_MODE = 1 << 0,
    FL_NAME_STANCE = 1 << 1,
    FL_NAME_ELEMENT = 1 << 2,
    FL_NAME_INSTRUMENT = 1 << 3,
    FL_NAME_SECTION = 1 << 4, /* canonical section number */
    FL_NAME_LIMB = 1 << 5,    /* canonical provision of a declared limb */
    FL_NAME_WORDS = 1 << 6,
    FL_NAME_UNIT = 1 << 7,
    FL_NAME_TOKEN = 1 << 8, /* token types, the engine's too */
    FL_NAME_CALENDAR = 1 << 9,
    FL_NAME_CONCEPT = 1 << 10,
    FL_NAME_RULE = 1 << 11,
    FL_NAME_DATE_ROLE = 1 << 12, /* label of an "as": "date" concept */
    FL_NAME_ATTRIBUTE = 1 << 13, /* of a section's "attributes" */
    FL_NAME_SET = 1 << 14,       /* key of a variant's "set", id of a slot */
    FL_NAME_TIER = 1 << 15,
    FL_NAME_TEST = 1 << 16,
    FL_NAME_OUTCOME = 1 << 17, /* question outcome that a stance gives */
    FL_NAME_REGIME = 1 << 18,
    FL_NAME_DOCUMENT_KIND = 1 << 19,
    FL_NAME_GUARD = 1 << 20, /* an "as": "guard" concept */
    FL_NAME_PERIOD = 1 << 21,
    FL_NAME_AUTHORITY = 1 << 22 /* a kind of authority, of a period */
} fl_name_kind;

typedef struct fl_loader fl_loader;

/* ---- problems (problem.c) ------------------------------------------------ */

/*
 * Records an error at `node` (any node of a loaded file): "what is wrong,
 * expected what". File, line, column and JSON Pointer are found later.
 */
void fl_loader_problem(fl_loader *loader, const cJSON *node, const char *format,
                       ...) __attribute__((format(printf, 3, 4)));
/* The same at the key of the member `node` instead of at its value. */
void fl_loader_problem_key(fl_loader *loader, const cJSON *node,
                           const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same at byte `offset` of the string that `node` holds. */
void fl_loader_problem_at(fl_loader *loader, const cJSON *node, size_t offset,
                          const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* ---- the set that grows (names.c) ----------------------------------------- */

fl_packs *fl_loader_packs(fl_loader *loader);
fl_arena *fl_loader_arena(fl_loader *loader); /* of the set */
/* The atom of `name`; makes it when new. 0 for "". */
fl_atom fl_loader_atom(fl_loader *loader, fl_str name);
/* True when `atom` is declared as one of `kinds` (bits of fl_name_kind).
 * Every name of every file is declared before any entry is loaded. */
bool fl_loader_knows(const fl_loader *loader, uint32_t kinds, fl_atom atom);

/* ---- reading JSON objects (fields.c) --------------------------------------- */

typedef enum {
    FL_FIELD_STRING, /* not empty */
    FL_FIELD_TEXT,   /* a string, may be empty */
    FL_FIELD_BOOL,
    FL_FIELD_INTEGER,
    FL_FIELD_NUMBER,
    FL_FIELD_SCALAR,  /* string, number or boolean */
    FL_FIELD_DATE,    /* YYYY-MM-DD */
    FL_FIELD_STRINGS, /* array of strings that are not empty */
    FL_FIELD_OBJECTS, /* array of objects */
    FL_FIELD_ARRAY,
    FL_FIELD_OBJECT,
    FL_FIELD_ANY
} fl_field_type;

typedef struct {
    const char *key;
    fl_field_type type;
    bool required;
} fl_field;

/*
 * Checks that `node` is an object with only the keys of `fields` (and
 * "comment"), each of its type, all required ones present; reports the rest.
 * out[i] is the value of fields[i], or NULL when absent or of a wrong type.
 * False when anything was reported.
 */
bool fl_loader_fields(fl_loader *loader, const cJSON *node,
                      const fl_field *fields, size_t count, const cJSON **out);

/* Borrowed text of a string node; "" for NULL. */
fl_str fl_node_str(const cJSON *node);
/* Index of the string node in `names` (NULL-terminated); reports "unknown
 * {what} "x", expected one of …" and gives -1. -1 in silence for NULL. */
int fl_loader_choice(fl_loader *loader, const cJSON *node, const char *what,
                     const char *const *names);
/* Atom of a string node; reports "unknown {what} "x"" when it is none of
 * `kinds`; 0 then, and for NULL. */
fl_atom fl_loader_name(fl_loader *loader, const cJSON *node, uint32_t kinds,
                       const char *what);
/* Bit set of fl_part_role of an array of role names, or of one string. */
uint32_t fl_loader_roles(fl_loader *loader, const cJSON *node);
/* fl_part_role of its name, -1 when there is none such. */
int fl_part_role_parse(fl_str name);

/* ---- conditions (condition*.c, written beside judge/) ----------------------- */

typedef struct {
    fl_str name;
    fl_kind kind;
} fl_binding;

/* What the conditions and the message of one rule may name. */
typedef struct {
    uint32_t pack;   /* law pack of the rule */
    fl_kind subject; /* for_each; bound to the name of its kind */
    FL_VEC(fl_binding)
    bindings; /* `as` names met so far, in order: the
                                    condition loader adds to it */
} fl_scope;

/*
 * Compiles one condition of a rule (its where, unless, require, forbid or a
 * severity_when's if). Reports every mistake in it: unknown keys, kinds,
 * labels, bindings, attributes, calendars, units, depth over
 * FL_LIMIT_CONDITION_DEPTH. NULL only when something was reported.
 */
const fl_condition *fl_condition_load(fl_loader *loader, const cJSON *node,
                                      fl_scope *scope);
/* True when facts of `kind` have `attribute` ("tier", "mode_purpose"): for
 * the holes of messages. Sections' own attributes: FL_NAME_ATTRIBUTE. */
bool fl_condition_has_attribute(const fl_loader *loader, fl_kind kind,
                                fl_str attribute);
/* Kind of "document", "part", …; -1 when there is none such. */
int fl_kind_parse(fl_str name);

#endif
