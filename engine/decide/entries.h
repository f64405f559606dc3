/*
 * Private to decide/: the files of decisions and baselines, read and checked.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_DECIDE_ENTRIES_H
#define FL_DECIDE_ENTRIES_H

#include "decide/decide.h"

#include <cjson/cJSON.h>

/* A file as it is read. Problems go to the sink, all of them. */
typedef struct {
    fl_arena *arena; /* owns all that is borrowed */
    const char *name;
    fl_str text;
    const fl_sink *sink;
    bool ok; /* no problem so far */
} fl_entry_file;

/* The list `list` of the object that the whole file must be; NULL with the
 * problem told when there is none. */
const cJSON *fl_entry_file_open(fl_entry_file *file, const char *list);
/* Tells a problem of member `key` of entry `index` (NULL: of the entry). */
void fl_entry_problem(fl_entry_file *file, const char *list, size_t index,
                      const char *key, bool at_key, const char *what);

/* One member of an entry: a string that is not empty. */
typedef struct {
    const char *key;
    bool required;
} fl_entry_field;

/* Checks an entry against `fields` and fills out[i], "" when absent. */
bool fl_entry_read(fl_entry_file *file, const char *list, size_t index,
                   const cJSON *entry, const fl_entry_field *fields,
                   size_t count, fl_str *out);

typedef struct {
    fl_str path, rule, words; /* words: normalised and folded */
    fl_str quote, who, why;   /* as written; who may be "" */
    fl_day expires;           /* last day; FL_NO_DAY: never */
    size_t index;             /* in the file */
} fl_decision_entry;

struct fl_decisions {
    fl_arena *arena; /* owned */
    const char *name;
    fl_str text;
    FL_VEC(fl_decision_entry) entries; /* by path, then index */
};

struct fl_baseline {
    fl_arena *arena; /* owned */
    const char *name;
    fl_str text;
    FL_VEC(fl_baseline_entry) entries; /* by path, then line */
};

/* Where entry `index` of `list` stands in the file. */
void fl_entry_place(fl_str text, const char *list, size_t index,
                    fl_notice *out);
/* Words so that two spellings of one passage are equal. */
fl_str fl_decide_words(fl_arena *arena, fl_str raw);

#endif
