/*
 * Private to decide/: the files of decisions and baselines, read and checked.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_DECIDE_ENTRIES_H
#define FL_DECIDE_ENTRIES_H

#include "decide/decide.h"

#include <cjson/cJSON.h>

/* One member of an entry: a string that is not empty. */
typedef struct {
    const char *key;
    bool required;
} fl_entry_field;

typedef struct fl_entry_file fl_entry_file;

/* A kind of file: an object with the list `list` of entries. */
typedef struct {
    const char *list;
    const fl_entry_field *fields;
    size_t field_count;
    size_t size; /* of the object that is read, an fl_entry_file first */
    /* Keeps entry `index`, whose members have the `values`, "" when absent. */
    void (*add)(fl_entry_file *file, size_t index, const fl_str *values);
} fl_entry_form;

/* A file as it is read. Problems go to the sink, all of them. */
struct fl_entry_file {
    fl_arena *arena; /* owned: it and all that is borrowed live there */
    const fl_entry_form *form;
    const char *name;
    fl_str text;
    const fl_sink *sink; /* while it is read */
    bool ok;             /* no problem so far */
};

/* Reads the whole file into a new object; NULL when anything is wrong. Caller
 * frees its arena. */
fl_status fl_entries_read(void **out, const fl_entry_form *form,
                          const char *name, fl_str text, const fl_sink *sink);
/* Tells a problem of member `key` of entry `index` (NULL: of the entry). */
void fl_entry_problem(fl_entry_file *file, size_t index, const char *key,
                      bool at_key, const char *what);

typedef struct {
    fl_str path, rule, words; /* words: normalised and folded */
    fl_str quote, who, why;   /* as written; who may be "" */
    fl_day expires;           /* last day; FL_NO_DAY: never */
    size_t index;             /* in the file */
} fl_decision_entry;

struct fl_decisions {
    fl_entry_file file;
    FL_VEC(fl_decision_entry) entries; /* by path, then index */
};

struct fl_baseline {
    fl_entry_file file;
    FL_VEC(fl_baseline_entry) entries; /* by path, then line */
};

/* The file and where in it entry `index` stands. */
void fl_entry_place(const fl_entry_file *file, size_t index, fl_notice *out);
/* Words so that two spellings of one passage are equal. */
fl_str fl_decide_words(fl_arena *arena, fl_str raw);

#endif
