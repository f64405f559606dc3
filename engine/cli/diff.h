/*
 * What a changed pack changes over a set of letters.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_DIFF_H
#define FL_CLI_DIFF_H

#include "cli/cli.h"

/* Compares the findings in the operands, letters or folders of them, with
 * those of the earlier JSON report options->diff, and prints those gained and
 * lost. EXIT_FINDINGS when there are any. */
int cli_diff(const cli_options *options);

#endif
