/*
 * Scanning drafts, for the subcommands that do.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_CHECK_H
#define FL_CLI_CHECK_H

#include "cli/inputs.h"
#include "cli/setting.h"

/* Scans and reports all inputs; `why_rule` as in fl_scan_options. Returns the
 * exit code. */
int cli_scan_drafts(const cli_options *options, const fl_packs *packs,
                    const cli_inputs *inputs, const cli_settings *settings,
                    const char *why_rule);
/* The same with all that it needs, from the configuration on. */
int cli_check_inputs(const cli_options *options, const cli_inputs *inputs,
                     const char *why_rule);

#endif
