/*
 * The output formats: each is one row of the table in report.c and one file.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_REPORT_REPORT_H
#define FL_REPORT_REPORT_H

#include "base/buf.h"
#include "report/json_writer.h"
#include "result.h"

typedef struct {
    const char *name;
    /* Each appends to `out`; NULL where a format has no such piece. */
    void (*begin)(const fl_packs *packs, const fl_report_options *options,
                  fl_buf *out);
    void (*document)(const fl_result *result, size_t index,
                     const fl_report_options *options, fl_buf *out);
    void (*end)(const fl_packs *packs, const fl_report_options *options,
                fl_buf *out);
} fl_format;

extern const fl_format fl_format_text;
extern const fl_format fl_format_json;
extern const fl_format fl_format_ndjson;
extern const fl_format fl_format_quiet;
extern const fl_format fl_format_facts;
extern const fl_format fl_format_facts_json;
extern const fl_format fl_format_why;

/* "note", "warning", "error", "off". */
const char *fl_severity_name(fl_severity severity);
/* The facts of one draft as a JSON object (facts_json.c). */
void fl_write_facts(fl_json *w, const fl_result *result);
/* Members "marks" and "attachments", each only when there are some. */
void fl_write_file(fl_json *w, const fl_result *result);
/* "page 2, line 5"; "table 1, row 3, column 2"; "paragraph 7"; "line 12". */
void fl_put_place(fl_buf *out, const fl_place *at);
/* A place as a JSON object. */
void fl_write_place(fl_json *w, const fl_result *result, uint32_t start,
                    uint32_t end);
/* Stable over small edits: rule, part and the quoted words, hashed. */
fl_str fl_fingerprint(const fl_result *result, const fl_outcome *outcome,
                      char out[17]);
const char *fl_part_name(fl_part_role role);

#endif
