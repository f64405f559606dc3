/*
 * What the two files of the SARIF format share.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_REPORT_SARIF_H
#define FL_REPORT_SARIF_H

#include "report/report.h"

/* {"text": …} under `key`; braces as SARIF's messages want them. */
void fl_sarif_message(fl_json *w, const char *key, fl_str text);
/* The tool: all rules loaded, in their order, so that a rule's index is its
 * index in the pack set; and the packs as extensions. */
void fl_sarif_tool(fl_json *w, const fl_packs *packs);

#endif
