/*
 * What holds for each draft of a run: its configuration, the decisions and the
 * baseline. Read once for all drafts that share them.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_SETTING_H
#define FL_CLI_SETTING_H

#include "cli/config.h"
#include "cli/inputs.h"

typedef struct {
    cli_found looked_up; /* as found; tells settings apart */
    cli_found found;     /* what is used; its config has gone to `config` */
    cli_config config;
    cli_options options;     /* with the configuration beneath them */
    fl_decisions *decisions; /* owned; NULL: none */
    fl_baseline *baseline;   /* owned; NULL: none */
} cli_setting;

typedef struct {
    cli_setting **items; /* owned; at least one */
    size_t count, cap;
    size_t *of; /* of each draft, index in items; owned */
} cli_settings;

/* Finds and reads all that holds for the drafts. False, with all mistakes told,
 * when something cannot be used, or when the drafts need different packs, which
 * one run cannot load. */
bool cli_settings_make(cli_settings *all, const cli_options *options,
                       const cli_inputs *inputs);
void cli_settings_dispose(cli_settings *all);
/* Loads the packs that all of them share, and holds each against these. An exit
 * code; whatever it is, *packs is the caller's. */
int cli_settings_load(const cli_settings *all, fl_packs **packs);

/* What the scan of one draft needs to know of it. */
typedef struct {
    const char **severities;              /* owned; its strings are not */
    char *decisions_path, *baseline_path; /* owned; NULL: not needed */
} cli_scan_names;

/* Fills `scan` for the draft, from which it borrows `names`. */
bool cli_setting_apply(const cli_setting *s, const char *draft,
                       cli_scan_names *names, fl_scan_options *scan);
void cli_scan_names_dispose(cli_scan_names *names);

/* Today as YYYY-MM-DD, or the day of SOURCE_DATE_EPOCH. */
const char *cli_today(void);

#endif
