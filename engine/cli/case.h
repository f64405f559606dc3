/*
 * The case file of a draft: what is known of its case besides the letter.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_CASE_H
#define FL_CLI_CASE_H

#include "cli/cli.h"

/* The name is that of a case file. */
bool cli_is_case_file(const char *path);
/*
 * Reads DRAFT.foilint-case.json, when there is one, and fills what `facts`
 * leaves open. False, with all mistakes told, when it cannot be used. Caller
 * frees *file (from which `facts` borrows) with cli_case_dispose().
 */
bool cli_case_read(const char *draft, const fl_packs *packs, cli_case *facts,
                   void **file);
void cli_case_dispose(void *file);
/* Borrowed by `out`. */
void cli_case_apply(const cli_case *facts, fl_scan_options *out);

#endif
