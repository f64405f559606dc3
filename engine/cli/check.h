/*
 * Scanning drafts, for the subcommands that do.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_CHECK_H
#define FL_CLI_CHECK_H

#include "cli/inputs.h"

/* Scans and reports all inputs with what holds for them, from the
 * configuration on; `why_rule` as in fl_scan_options. Returns the exit code. */
int cli_check_inputs(const cli_options *options, const cli_inputs *inputs,
                     const char *why_rule);

#endif
