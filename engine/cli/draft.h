/*
 * Scanning one draft and what is attached to it.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_DRAFT_H
#define FL_CLI_DRAFT_H

#include "cli/clean.h"
#include "cli/output.h"
#include "cli/setting.h"

/* What all drafts of a run share. */
typedef struct {
    const cli_options *options;
    const fl_packs *packs;
    const cli_inputs *inputs;
    const cli_settings *settings;
    cli_outputs *outputs;
    cli_clean *clean; /* NULL: no clean copies are wanted */
    bool attachments; /* all files are attachments, whatever they are */
    bool can_judge;   /* some rule is for attachments */
    fl_scan_options scan;
} cli_task;

typedef struct {
    size_t errors, warnings, notes;
    size_t decided; /* findings that a decision covers, or a baseline knows */
    size_t failing; /* findings at or above the draft's --fail-on */
    size_t checked, unreadable; /* drafts, and what is attached to them */
} cli_counts;
void cli_counts_add(cli_counts *all, const cli_counts *one);

/* What came of one draft and what is attached to it. */
typedef struct {
    fl_report_part *parts[CLI_OUTPUTS]; /* of each output; owned */
    bool recognised;
    cli_counts counts;
    cli_texts ways; /* commands that accept findings; owned */
    char note[128]; /* --timing */
} cli_drafted;

/* Scans input `number`. False when memory is short. */
bool cli_draft_scan(const cli_task *task, fl_scanner *scanner, size_t number,
                    cli_drafted *out);

/* Frees what it holds. */
void cli_drafted_dispose(cli_drafted *of);

/* The name by which an input is told of: that of --stdin-filename for "-". */
const char *cli_shown_name(const cli_options *options, const char *path);

#endif
