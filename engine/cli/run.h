/*
 * A run over all drafts, in one or more threads.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_RUN_H
#define FL_CLI_RUN_H

#include "cli/setting.h"

/* Scans and reports all inputs; `why_rule` as in fl_scan_options. Returns the
 * exit code. */
int cli_run(const cli_options *options, const fl_packs *packs,
            const cli_inputs *inputs, const cli_settings *settings,
            const char *why_rule);

#endif
