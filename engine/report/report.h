/*
 * The output formats: each is one row of the table in report.c and one file.
 * A format sees the result; it computes no law and judges nothing.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_REPORT_REPORT_H
#define FL_REPORT_REPORT_H

#include "base/buf.h"
#include "report/json_writer.h"
#include "result.h"

typedef struct {
    size_t drafts, unreadable, partial, unrecognised;
    size_t errors, warnings, notes; /* live findings (report/finding.h) */
    size_t decided;                 /* findings that are not live */
    size_t applied, met, not_met, cannot_tell;
} fl_tally;

typedef struct {
    const char *name;
    /* Written between the texts of two parts; NULL: nothing. */
    const char *separator;
    /* Parts are kept until the end, which writes them itself. */
    bool holds;
    /* Each appends to `out`; NULL where a format has no such piece. */
    void (*begin)(const fl_report *report, fl_buf *out);
    void (*document)(const fl_report *report, const fl_result *result,
                     fl_report_part *part);
    void (*end)(const fl_report *report, fl_buf *out);
} fl_format;

struct fl_report_part {
    struct fl_report_part *next; /* owned: of a draft that came with this one */
    size_t number;               /* of the draft */
    fl_buf text; /* owned: what the format prints of the draft */
    fl_buf note; /* owned: what the format's end wants to know of it */
    fl_tally tally;
};

struct fl_report {
    const fl_format *format;
    const fl_packs *packs;
    fl_report_options options;
    fl_write_fn write;
    void *data;
    bool started; /* a part with text was written */
    fl_buf held;  /* owned: texts of the parts, of a format that holds */
    fl_buf notes; /* owned: the parts' notes, one after the other */
    fl_tally tally;
};

extern const fl_format fl_format_text;
extern const fl_format fl_format_json;
extern const fl_format fl_format_ndjson;
extern const fl_format fl_format_sarif;
extern const fl_format fl_format_junit;
extern const fl_format fl_format_checkstyle;
extern const fl_format fl_format_github;
extern const fl_format fl_format_gitlab;
extern const fl_format fl_format_rdjsonl;
extern const fl_format fl_format_html;
extern const fl_format fl_format_quiet;
extern const fl_format fl_format_facts;
extern const fl_format fl_format_facts_json;
extern const fl_format fl_format_why;
extern const fl_format fl_format_baseline;

/* The facts of one draft as a JSON object (facts_json.c). */
void fl_write_facts(fl_json *w, const fl_result *result);
/* Member "mentions": each place where a phrase of a pack stands, with the
 * phrase as it is written there (facts_mentions.c). */
void fl_write_mentions(fl_json *w, const fl_result *result);
/* Members "marks" and "attachments", each only when there are some. */
void fl_write_file(fl_json *w, const fl_result *result);
/* "page 2, line 5"; "table 1, row 3, column 2"; "paragraph 7"; "line 12". */
void fl_put_place(fl_buf *out, const fl_place *at);
/* A place as a JSON object. */
void fl_write_place(fl_json *w, const fl_result *result, uint32_t start,
                    uint32_t end);
/* Members: a day, null for FL_NO_DAY; "basis"; "schema_version" and "tool". */
void fl_write_day(fl_json *w, const char *key, fl_day day);
void fl_write_basis(fl_json *w, const fl_basis_list *list);
void fl_write_tool(fl_json *w, int schema_version);

/* For what is no report of drafts: `run` may fill `arena` and w->out, which is
 * written when it gives FL_OK. */
typedef fl_status (*fl_alone_fn)(fl_arena *arena, void *of, fl_json *w);
fl_status fl_write_alone(fl_alone_fn run, void *of, fl_write_fn write,
                         void *data);

#endif
