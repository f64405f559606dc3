/*
 * What the files of the command share. The command is a client of the
 * library: it includes foilint.h and these headers alone. Only here: exit
 * codes, standard streams, the environment.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_CLI_H
#define FL_CLI_CLI_H

#include "foilint.h"

#include <stdio.h>

enum {
    EXIT_CLEAN = 0,    /* nothing at or above the threshold */
    EXIT_FINDINGS = 1, /* findings at or above it */
    EXIT_TROUBLE = 2   /* could not do the job */
};

#define MAX_LIST 64

/* A list of strings that live as long as the program (argv, environment) or
 * as long as the configuration they came from. */
typedef struct {
    const char *items[MAX_LIST];
    size_t count;
} cli_list;

/* Operands: the front of argv, as many as there are. */
typedef struct {
    char **items;
    size_t count;
} cli_operands;

/* What is known of a case besides its letter; NULL: not said. */
typedef struct {
    const char *received, *sent, *clarified, *extended, *review_requested;
    const char *authority, *reference;
    const char *requester; /* names and addresses, ';' between them */
} cli_case;

typedef enum { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER } cli_colour;

typedef struct {
    const char *command;
    cli_operands operands;
    cli_list packs, overlays, severities, outputs, disregards;
    cli_list minima;    /* --min */
    cli_list claims;    /* --claim */
    const char *format; /* NULL: not given */
    const char *as_of;
    cli_case facts;
    const char *stdin_name;   /* --stdin-filename */
    const char *config;       /* --config */
    const char *fail_on;      /* error, warning, note, never; NULL: default */
    const char *input_format; /* --input-format */
    const char *rules;        /* --rules */
    const char *write_clean;  /* --write-clean */
    const char *diff;         /* --diff */
    const char *decisions, *baseline, *write_baseline;
    const char *authority_name, *review_address;            /* init */
    const char *regime;                                     /* deadline */
    const char *why, *who, *quote, *by_authority, *expires; /* decide */
    long jobs;
    cli_colour colour;
    bool no_config, exit_zero, allow_empty, no_prefilter, timing;
    bool no_decisions, allow_stale, prune_baseline, show;
    bool all_outcomes, phrases, sarif_all, quiet, coverage, by_letter, days,
        help, convert, attachments, list;
    bool is_template; /* set by the subcommand */
} cli_options;

/* Fills `out` from argv[1..]; false with one line on stderr when it can't. */
bool cli_parse(int argc, char **argv, cli_options *out);

/* An option as the help tells of it; strings are literals. */
typedef struct {
    const char *name, *value, *help; /* value NULL: takes none */
    char letter;                     /* 0: none */
} cli_option_info;

/* Option `i` of the table; false when there are no more. */
bool cli_option(size_t i, cli_option_info *out);

/* A message to stderr: "foilint: …". */
void cli_complain(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
/* Sink that prints problems to stderr as file:line:col: level: text. */
extern const fl_sink cli_stderr_sink;
/* True when colour is wanted on the stream (NO_COLOR, TERM, a terminal). */
bool cli_wants_colour(const cli_options *options, FILE *stream);
bool cli_same(const char *a, const char *b);
/* error, warning, note, or `besides`. */
bool cli_is_level(const char *text, const char *besides);
/* `name` is "id" or "pack/id". */
bool cli_is_rule(const char *name, const char *pack, const char *id);

/* Loads the packs that options, environment and configuration name. Returns
 * an exit code, EXIT_CLEAN on success. Caller frees with fl_packs_free(). */
int cli_load_packs(const cli_options *options, bool strict, fl_packs **out);

/* Complains about dates that are none (the dates of the case and --as-of) and
 * about an authority kind that the packs do not know (NULL packs: not yet). */
bool cli_case_good(const cli_case *facts, const char *as_of, const char *where);
bool cli_authority_good(const char *kind, const fl_packs *packs,
                        const char *where);

/* SOURCE_DATE_EPOCH as the time of making, "20250601T120000Z" or with dashes
 * and colons; *stamp is NULL when it isn't set. False, with the reason told,
 * when it is no time. */
#define CLI_STAMP_SIZE 32
bool cli_stamp(bool dashes, char out[CLI_STAMP_SIZE], const char **stamp);

/* The subcommands; each returns the exit code. */
int cli_check(const cli_options *options);
int cli_attachments(const cli_options *options);
int cli_annotate(const cli_options *options);
int cli_facts(const cli_options *options);
int cli_why(const cli_options *options);
int cli_explain(const cli_options *options);
int cli_rules(const cli_options *options);
int cli_deadline(const cli_options *options);
int cli_test(const cli_options *options);
int cli_pack(const cli_options *options);
int cli_score_command(const cli_options *options);
int cli_config_command(const cli_options *options);
int cli_init(const cli_options *options);
int cli_decide(const cli_options *options);
int cli_hook(const cli_options *options);
int cli_scaffold(const cli_options *options);
int cli_template(const cli_options *options);

#endif
