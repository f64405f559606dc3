/*
 * .foilint.json: found from the draft upwards, applied beneath options and
 * environment. docs/configuration.md describes it, schemas/config.schema.json
 * checks it.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_CONFIG_H
#define FL_CLI_CONFIG_H

#include "cli/cli.h"
#include "cli/texts.h"

/* The name of files of decisions. */
#define CLI_DECISIONS "foilint-decisions.json"

/* A rule's severity in a configuration, with its place. */
typedef struct {
    char *pair;       /* "rule=level"; owned */
    size_t line, col; /* of the rule's name */
} cli_severity;

typedef struct {
    cli_severity *items; /* owned */
    size_t count, cap;
} cli_severities;

/* What holds for some paths only. */
typedef struct {
    cli_texts files; /* patterns for paths from the configuration's folder */
    cli_severities severities;
} cli_override;

/* A setting that somebody gave in the file, with its place; for --show. */
typedef struct {
    const char *key;
    size_t line, col;
} cli_given;

#define CLI_MOST_GIVEN 20

typedef struct {
    char *path; /* owned; NULL: none applies */
    char *text; /* owned; the file's bytes */
    size_t size;
    void *json;        /* owned tree; option strings borrow from it */
    cli_texts paths;   /* directories made relative to the file */
    cli_texts profile; /* of the authority, "name=value" */
    cli_severities severities;
    cli_override *overrides; /* owned; in the order of the file */
    size_t override_count;
    char *decisions, *baseline; /* owned; files that it names; NULL: none */
    cli_given given[CLI_MOST_GIVEN];
    size_t given_count;
    bool root;
} cli_config;

/* The files that hold for a draft. Each NULL or owned, as to be shown. */
typedef struct {
    char *config, *decisions, *baseline;
} cli_found;

/* Looks from the draft's folder upwards, once. `draft` may be "-". */
bool cli_config_find(cli_found *found, const cli_options *options,
                     const char *draft);
void cli_found_dispose(cli_found *found);

/* Reads and checks the file found->config, taking that name over, and what it
 * says of the other files. True too when there is none. False, with all
 * mistakes told as file:line:col, when it cannot be used. */
bool cli_config_read(cli_config *config, cli_found *found);
/* Forgets a file that was found above a configuration with "root". */
void cli_config_stop(const cli_config *config, char **file);
/* Fills what `options` leaves open. Its severities are got with
 * cli_config_severities(). False, with the reason told, when it cannot. */
bool cli_config_fill(cli_config *config, cli_options *options);
/* All three for one draft. */
bool cli_config_apply(cli_config *config, cli_options *options,
                      const char *draft);
/* True when the packs have every rule that it names; the others are told. */
bool cli_config_rules_good(const cli_config *config, const fl_packs *packs);

/* The severities for `draft`, least first: of the file, of its overrides, of
 * the command line. The caller frees *out, not the strings. */
bool cli_config_severities(const cli_config *config, const cli_options *options,
                           const char *draft, const char ***out, size_t *count);
void cli_config_dispose(cli_config *config);

#endif
