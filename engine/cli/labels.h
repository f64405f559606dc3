/*
 * What a person's labels, or a report of the program, say of letters: for
 * each letter sets of names, which score and test --diff compare.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_LABELS_H
#define FL_CLI_LABELS_H

#include "cli/cli.h"
#include "cli/texts.h"

/* The kinds of label that a letter has a set of. */
typedef enum {
    KIND_STANCES,
    KIND_CLAIMS,   /* provision without spaces, a space, mode */
    KIND_SECTIONS, /* the same with the section alone */
    KIND_ELEMENTS,
    KIND_FINDINGS,
    KIND_COUNT
} cli_kind;

/* What a letter has one value of. */
typedef enum {
    PLAIN_QUESTIONS,
    PLAIN_REGIME,
    PLAIN_RESPONSE_DATE,
    PLAIN_RECEIVED_DATE,
    PLAIN_COUNT
} cli_plain;

extern const char *const cli_kind_names[KIND_COUNT];
extern const char *const cli_plain_names[PLAIN_COUNT];

/* Names in bytewise order; owned by the letters that they belong to. */
typedef cli_texts cli_names;

typedef struct {
    char *path;   /* report only: as it was given */
    char *name;   /* base name of its file; owned, as all here */
    char *id;     /* labels only */
    char *base;   /* labels of a mutant: id of the letter it changes */
    char *target; /* labels of a mutant: the rule it must break */
    cli_names sets[KIND_COUNT]; /* each name once */
    cli_names doubtful;         /* labels only: names that count neither way */
    cli_names graver; /* report only: rules of its errors and warnings */
    cli_names every;  /* report only: the rule of each finding, repeated */
    char *plain[PLAIN_COUNT]; /* as text, "" for null; NULL: not labelled */
} cli_letter;

typedef struct {
    cli_letter *items;
    size_t count, cap;
    bool nomem; /* something is missing for want of memory */
} cli_letters;

/* Adds the letters of a file with a JSON object a line. On failure prints
 * the reason and returns false. */
bool cli_letters_add_labels(cli_letters *letters, const char *path);
/* Adds the documents of a JSON report of `foilint check`. Likewise. */
bool cli_letters_add_report(cli_letters *letters, const char *path);
/* Orders them by name, so that they can be found. */
void cli_letters_sort(cli_letters *letters);
/* The letter of that path, else the only one of its base name; else NULL.
 * Sorted letters only. */
const cli_letter *cli_letters_find(const cli_letters *letters,
                                   const char *path);
void cli_letters_dispose(cli_letters *letters);

/* Adds a copy of text[len]; false when memory is short. */
bool cli_names_add(cli_names *names, const char *text, size_t len);
/* Orders them; `once` drops repetitions. */
void cli_names_sort(cli_names *names, bool once);
/* How often `name` stands in sorted `names`. */
size_t cli_names_times(const cli_names *names, const char *name);

/* The next name of two sorted lists, in order, and how often it stands in
 * each. The walk starts at zeroes; false at its end. */
typedef struct {
    size_t left, right;
    const char *name;
    size_t left_times, right_times;
} cli_walk;
bool cli_walk_next(cli_walk *walk, const cli_names *left,
                   const cli_names *right);

/* The part of a path after its last slash. */
const char *cli_base_name(const char *path);

#endif
