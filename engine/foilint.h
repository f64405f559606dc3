/*
 * libfoilint: reads a draft answer and says which duties it leaves undone, by
 * the law that stands in a rule pack. This is the only public header.
 *
 * Three objects (YARA's three): a pack set is compiled once, is immutable and
 * may be shared by any number of threads; a scanner belongs to one thread; a
 * result belongs to its scanner and lives until the scanner's next scan.
 *
 *     fl_packs *packs;
 *     if (fl_packs_load(&packs, &(fl_load_options){ 0 }, &sink) != FL_OK)
 *         return 2;
 *     fl_scanner *scanner;
 *     fl_scanner_new(&scanner, packs);
 *     const fl_result *result;
 *     fl_scan(scanner, &(fl_input){ .path = "a.txt", .bytes = b, .size = n },
 *             &(fl_scan_options){ 0 }, &result, &sink);
 *     printf("%zu findings\n", fl_result_finding_count(result));
 *     fl_scanner_free(scanner);
 *     fl_packs_free(packs);
 *
 * Functions return a status; messages for people go to a sink with their
 * place. The library never exits, never prints and keeps no global state.
 * SPDX-License-Identifier: MIT
 */
#ifndef FOILINT_H
#define FOILINT_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FL_VERSION "0.1.0"

#if defined(__GNUC__)
#define FL_API __attribute__((visibility("default")))
#else
#define FL_API
#endif

/* ---- Statuses and messages -------------------------------------------- */

typedef enum {
    FL_OK = 0,
    FL_NOMEM,  /* out of memory; the object asked for was not made */
    FL_IO,     /* a file could not be read or written */
    FL_FORMAT, /* the input is not what its format says, or not supported */
    FL_LIMIT,  /* a limit of base/limits.h was reached */
    FL_PACK,   /* a pack has errors; all of them went to the sink */
    FL_USAGE   /* an argument makes no sense */
} fl_status;

/* A short English name of `status`, for messages; never NULL. */
FL_API const char *fl_status_name(fl_status status);

typedef enum { FL_LEVEL_NOTE, FL_LEVEL_WARNING, FL_LEVEL_ERROR } fl_level;

/* One message about the use of the program (not a finding about a draft). */
typedef struct {
    fl_level level;
    const char *file;    /* NULL when it concerns no file */
    size_t line, col;    /* from 1; 0 when there is no place */
    const char *pointer; /* JSON Pointer in a pack file, or NULL */
    const char *text;    /* one line, no full stop needed */
} fl_problem;

/* Where messages go. `emit` may be called from the thread that works. */
typedef struct {
    void (*emit)(void *data, const fl_problem *problem);
    void *data;
} fl_sink;

/* ---- Packs ------------------------------------------------------------- */

typedef struct fl_packs fl_packs;

typedef struct {
    /* Directories of packs to load in place of the default one, or names of
     * embedded packs; a directory's siblings serve its "uses". An overlay
     * brings the pack that it extends. NULL or empty: the default. */
    const char *const *directories;
    size_t directory_count;
    /* Overlay directories or names, applied in the order given. */
    const char *const *overlays;
    size_t overlay_count;
    /* true: every rule must have good and bad examples (pack check, test). */
    bool strict;
} fl_load_options;

/*
 * Loads, checks, merges and compiles. All errors go to `sink` in one go, each
 * as file, line, column and JSON Pointer. On failure *out is NULL.
 * Caller frees with fl_packs_free().
 */
FL_API fl_status fl_packs_load(fl_packs **out, const fl_load_options *options,
                               const fl_sink *sink);
FL_API void fl_packs_free(fl_packs *packs);

/* Something that was taken out of a file that goes with a letter. */
typedef struct {
    const char *kind;  /* mark, box, suppressed */
    const char *file;  /* "reply.zip/minutes.docx" */
    const char *place; /* for people: "page 2"; may be "" */
    const char *text;  /* the words of the mark; may be "" */
    size_t count;      /* how many of these there are */
} fl_redaction_info;

/* One loaded pack; strings are owned by the pack set. */
typedef struct {
    const char *name, *title, *version, *kind; /* kind: law, base, overlay */
    const char *law_as_at;                     /* ISO date or "" */
    const char *sha256;                        /* 64 hex digits */
    int format;
} fl_pack_info;

/* How many packs are in the set: law packs, those they use, overlays. */
FL_API size_t fl_packs_count(const fl_packs *packs);
/* false when `i` is out of range. */
FL_API bool fl_packs_info(const fl_packs *packs, size_t i, fl_pack_info *out);

/* One rule; strings are owned by the pack set. */
typedef struct {
    const char *id, *pack, *title, *severity, *strength, *message, *advice;
    const char *origin;    /* the pack that last changed it */
    bool added;            /* an overlay declared it: a rule of the house */
    const char *group;     /* file it stands in, without folder and suffix */
    char from[11], to[11]; /* ISO dates between which it is law; "": open */
    size_t basis_count, bad_count, good_count;
} fl_rule_info;

typedef struct {
    const char *source, *at, *url; /* url may be "" */
} fl_basis_info;

/* One worked example of a rule, rendered on its frame. */
typedef struct {
    const char *text;          /* the whole letter */
    const char *frame_text;    /* the frame with its defaults; "" when none */
    bool bad;                  /* true: the rule must fire */
    bool not_applicable;       /* good only: outcome must be not applicable */
    const char *const *quotes; /* bad: words at which it must fire, each once */
    size_t quote_count;
    const char *const *also; /* other rules that may fire too */
    size_t also_count;
    const char *as_of; /* ISO date by whose law it is judged; "": its own */
    const fl_redaction_info *redactions; /* of files that go with it */
    size_t redaction_count;
    const char *const *files; /* names of those that go with it */
    size_t file_count;
    bool files_known; /* the example says which */
    const char *file; /* where the example stands */
    size_t line;
} fl_example_info;

/* How many rules are in the set. */
FL_API size_t fl_packs_rule_count(const fl_packs *packs);
/* Rules are ordered by pack, then id. false when `i` is out of range. */
FL_API bool fl_packs_rule(const fl_packs *packs, size_t i, fl_rule_info *out);
/* Index of the rule named "id" or "pack/id"; SIZE_MAX when unknown. */
FL_API size_t fl_packs_find_rule(const fl_packs *packs, const char *name);
FL_API bool fl_packs_rule_basis(const fl_packs *packs, size_t rule, size_t i,
                                fl_basis_info *out);
/* Example `i` of bad_count + good_count, the bad ones first. */
FL_API bool fl_packs_rule_example(const fl_packs *packs, size_t rule, size_t i,
                                  fl_example_info *out);

/* ---- Scanning ---------------------------------------------------------- */

typedef struct fl_scanner fl_scanner;
typedef struct fl_result fl_result;
typedef struct fl_decisions fl_decisions; /* see "Decisions" */
typedef struct fl_baseline fl_baseline;

/* `packs` must outlive the scanner. Caller frees with fl_scanner_free(). */
FL_API fl_status fl_scanner_new(fl_scanner **out, const fl_packs *packs);
FL_API void fl_scanner_free(fl_scanner *scanner);

typedef struct {
    const char *path;   /* as to be shown; chooses the format with the bytes */
    const char *bytes;  /* borrowed; must stay valid while the result is used */
    size_t size;        /* bytes */
    const char *format; /* text, markdown, docx, odt, html, eml, pdf; NULL: by
                         * content, then by name */
    const char *error;  /* not NULL: there are no bytes, and this is why; the
                         * result says so, as it does of an unreadable draft */
    bool attachment;    /* no letter, but a file that goes out with one: it is
                         * looked into for what its reader does not see */
    const char *origin; /* NULL, or the file of which another program made
                         * `bytes`: what that leaves out is told of, too */
    size_t origin_size;
} fl_input;

/* Receives the clean copy of a sheet that is seen: its rows and columns that
 * are seen, as CSV with the values as displayed. The strings are valid during
 * the call. */
typedef void (*fl_clean_fn)(void *data, const char *sheet, const char *csv,
                            size_t size);

typedef struct {
    const char *as_of;    /* ISO date to judge by, or NULL */
    const char *received; /* ISO date of receipt, or NULL: from the letter */
    const char *sent;     /* ISO date of sending, or NULL: from the letter */
    /* What else is known of the case; NULL: from the letter, if it says so. */
    const char *clarified; /* ISO date on which the request was made clear */
    const char *extended;  /* ISO date to which the time was extended */
    const char *authority; /* kind of authority, a name of the pack */
    /* What is known of the authority, "name=value"; names: name, cost-limit
     * (pounds), review-address, regulator. */
    const char *const *profile;
    size_t profile_count;
    bool is_template;  /* gaps are allowed: rules about them are not judged */
    bool no_prefilter; /* run every phrase; same findings, slower */
    bool timing;       /* measure the steps */
    const char *why_rule; /* record the condition tree of this rule */
    /* Rules whose severity the user changed or switched off, by id:
     * "some-rule=warning", "other-rule=off". */
    const char *const *severities;
    size_t severity_count;
    /* What was taken out of the files that go with this letter. */
    const fl_redaction_info *redactions;
    size_t redaction_count;
    bool redactions_partial; /* not all of these files could be looked into */
    /* Names of the files that go with this letter, beside those that came in
     * it; files_known with none of them: there are none. A mail knows its own. */
    const char *const *files;
    size_t file_count;
    bool files_known;
    const char *requester; /* attachments: name or address of who asked; several
                            * with ';' between them; NULL: not said */
    fl_clean_fn clean;     /* attachments: NULL: no clean copies are wanted */
    void *clean_data;
    /* What was decided; NULL: nothing. Each with the name that the draft has
     * in that file: its path from the file's folder. */
    const fl_decisions *decisions;
    const char *decisions_path;
    const fl_baseline *baseline;
    const char *baseline_path;
    const char *today;           /* ISO date by which decisions expire; NULL:
                                  * none does */
    bool no_decisions;           /* also read no comment in the draft */
    bool stale_baseline_allowed; /* its stale entries are mere notes */
} fl_scan_options;

/*
 * Reads, recognises, interprets and judges one draft. The result is owned by
 * the scanner and valid until its next scan; it is set for an unreadable
 * draft too (its status then says so), unless FL_NOMEM or FL_USAGE comes back.
 */
FL_API fl_status fl_scan(fl_scanner *scanner, const fl_input *input,
                         const fl_scan_options *options, const fl_result **out,
                         const fl_sink *sink);

/* "ok", "partial" or "unreadable". */
FL_API const char *fl_result_status(const fl_result *result);
/* False when the draft was not recognised as something a pack judges. */
FL_API bool fl_result_recognised(const fl_result *result);
FL_API size_t fl_result_finding_count(const fl_result *result);

/* A file that came with a mail; strings are owned by the result. */
typedef struct {
    const char *name, *type; /* "reply.docx", "text/csv"; "" when not said */
    const char *bytes;       /* decoded; not NUL-terminated */
    size_t size;
} fl_attachment_info;
/* Attachments come in their order. false when `i` is out of range. */
FL_API bool fl_result_attachment(const fl_result *result, size_t i,
                                 fl_attachment_info *out);

/* What an attachment was found to have taken out of it, in its order; `file` is
 * the input's path. false when `i` is out of range. */
FL_API bool fl_result_redaction(const fl_result *result, size_t i,
                                fl_redaction_info *out);
/* What looks like a letter is a copy from which something was taken out: it
 * names grounds in the marks of redactions alone, and tells of no rights. */
FL_API bool fl_result_marked_copy(const fl_result *result);
/* It is a letter that relies on some ground. */
FL_API bool fl_result_claims(const fl_result *result);

typedef struct {
    const char *rule, *pack, *severity, *message, *advice;
    const char *quote; /* the words in question; not NUL-terminated */
    size_t quote_len;  /* bytes */
    size_t line, col, end_line, end_col; /* from 1; columns in code points */
    bool live; /* counts: no decision covers it and no baseline knows it */
    size_t expected_line, expected_col; /* behind which what is missing would
                                         * belong; 0: nothing is missing */
} fl_finding_info;

/* What is wrong with a comment, a decision or a baseline entry. */
typedef struct {
    const char *rule; /* without a pack: "unused-suppression" */
    const char *severity, *message;
    const char *file; /* NULL: the draft */
    size_t line, col;
} fl_notice_told;

/* Writes the milliseconds of each step into text[size], if they were asked
 * for by fl_scan_options.timing; else an empty string. */
FL_API void fl_result_timing(const fl_result *result, char *text, size_t size);

/* Findings come in report order. false when `i` is out of range. */
FL_API bool fl_result_finding(const fl_result *result, size_t i,
                              fl_finding_info *out);
/* Notices in the order of the report. false when `i` is out of range. */
FL_API bool fl_result_notice(const fl_result *result, size_t i,
                             fl_notice_told *out);
/* Name `i` of all that notices can have; NULL when there are no more. */
FL_API const char *fl_notice_name(size_t i);
/* "met", "not-met", "not-applicable", "cannot-tell" or NULL: no such rule. */
FL_API const char *fl_result_outcome(const fl_result *result, const char *rule);

/* "doc", "rtf", "xls" or "msg" when these bytes are a file that the library
 * refuses, and of which another program could make one that it reads
 * (LibreOffice a DOCX, DOCX, XLSX; msgconvert a mail); else NULL. */
FL_API const char *fl_needs_conversion(const char *bytes, size_t size);

/* True for what is no letter, whatever its name, and can be looked into as an
 * attachment: workbooks, CSV, pictures, archives. */
FL_API bool fl_is_attachment(const fl_input *input);
/* True when some rule of the set is for attachments. */
FL_API bool fl_packs_judge_attachments(const fl_packs *packs);
/* ---- Decisions ---------------------------------------------------------- */

/*
 * Reads a file of recorded decisions (schemas/decisions.schema.json), or a
 * baseline (schemas/baseline.schema.json). `name` is shown in messages. All
 * mistakes go to `sink` with their place; FL_FORMAT then. Immutable once read:
 * any number of scanners may use one. Caller frees with the matching function.
 */
FL_API fl_status fl_decisions_read(fl_decisions **out, const char *name,
                                   const char *bytes, size_t size,
                                   const fl_sink *sink);
FL_API void fl_decisions_free(fl_decisions *decisions);
/* How many entries; 0 for NULL. */
FL_API size_t fl_decisions_count(const fl_decisions *decisions);
FL_API fl_status fl_baseline_read(fl_baseline **out, const char *name,
                                  const char *bytes, size_t size,
                                  const fl_sink *sink);
FL_API void fl_baseline_free(fl_baseline *baseline);
FL_API size_t fl_baseline_count(const fl_baseline *baseline);

/* ---- Strict JSON, for files that a client reads itself ------------------- */

/* FL_FORMAT, with the place and the reason in `sink`, when the bytes are not
 * valid JSON, or a name stands twice in one object. */
FL_API fl_status fl_json_verify(const char *name, const char *bytes,
                                size_t size, const fl_sink *sink);
/* Line and column, from 1, of what the JSON Pointer leads to in valid JSON; of
 * the member's name with `key`. Of the end when it leads nowhere. */
FL_API void fl_json_place(const char *bytes, size_t size, const char *pointer,
                          bool key, size_t *line, size_t *col);

/* ---- Reports ----------------------------------------------------------- */

typedef struct {
    /* A name of fl_report_formats(), or facts, facts-json, why, baseline. */
    const char *format;
    bool colour;
    bool all_outcomes; /* also those met, not applicable, cannot tell */
    bool brief;        /* text: one line a finding */
    bool phrases;      /* facts-json: also the phrase of each mention */
    bool sarif_all;    /* sarif: also those met and those that cannot be told */
    /* baseline: not NULL: write what is still found of this one, and what it
     * says of drafts that are not in the report and for which `keep` is true;
     * NULL: write all findings that no decision covers. */
    const fl_baseline *baseline;
    bool (*keep)(void *data, const char *path);
    void *keep_data;
} fl_report_options;

/* Receives a piece of report text; returns false to stop. */
typedef bool (*fl_write_fn)(void *data, const char *bytes, size_t size);

/*
 * A report over several drafts is opened, gets one part for each draft in the
 * order of the drafts, and is closed:
 *
 *     fl_report_open(&report, packs, &options, write, data);
 *     fl_report_part_new(&part, report, result, 0);
 *     fl_report_add(report, part);
 *     fl_report_close(report);
 *
 * Parts may be made in several threads at once; the other calls belong to one
 * thread at a time. Most formats stream: a part's text is written when it is
 * added. html holds its parts until the end, since its head counts them.
 */
typedef struct fl_report fl_report;
typedef struct fl_report_part fl_report_part;

/* Writes the head. FL_USAGE: unknown format. `packs` must outlive the report;
 * the options' strings too. Caller frees with fl_report_close() or
 * fl_report_free(). */
FL_API fl_status fl_report_open(fl_report **out, const fl_packs *packs,
                                const fl_report_options *options,
                                fl_write_fn write, void *data);
/* What `report` says of one draft. `number`: of the draft, from 0, different
 * for each draft of the report. Given to fl_report_add(), or freed with
 * fl_report_part_free(). */
FL_API fl_status fl_report_part_new(fl_report_part **out,
                                    const fl_report *report,
                                    const fl_result *result, size_t number);
/* Frees `part` and what follows it. NULL is legal. */
FL_API void fl_report_part_free(fl_report_part *part);
/* Lets `more` follow `*chain`, a part or NULL: drafts that came in one file
 * are added as one. */
FL_API void fl_report_part_join(fl_report_part **chain, fl_report_part *more);
/* Writes the part and what follows it, and frees them, whatever comes back. */
FL_API fl_status fl_report_add(fl_report *report, fl_report_part *part);
/* Writes the end and frees the report, whatever comes back. */
FL_API fl_status fl_report_close(fl_report *report);
/* Frees a report that is not to be ended. NULL is legal. */
FL_API void fl_report_free(fl_report *report);
/* NULL-terminated list of the format names that a user may ask for. */
FL_API const char *const *fl_report_formats(void);

/* ---- Comments in the draft ---------------------------------------------- */

typedef struct {
    const char *stamp; /* "2025-06-01T12:00:00Z" as the time of the comments;
                        * NULL: the one that the draft says of itself, if any;
                        * pdf: always that of the run */
} fl_annotate_options;

/*
 * Writes a copy of the draft (docx, odt, pdf) with each finding as a comment at
 * its words, in one piece; *count is how many findings. All else stays as it
 * is; without findings the copy is the draft. FL_USAGE: no comments go into this format;
 * FL_FORMAT: the file is such that none can be written; the reason is in the
 * sink, and nothing was written.
 */
FL_API fl_status fl_annotate(const fl_result *result,
                             const fl_annotate_options *options,
                             fl_write_fn write, void *data, size_t *count,
                             const fl_sink *sink);

/* ---- Deadlines ---------------------------------------------------------- */

/* A day of the case: what happened ("received"), as ISO date. */
typedef struct {
    const char *role, *date;
} fl_case_date;

/* Days that do not count, both ends included, for a reason that a pack names. */
typedef struct {
    const char *reason, *from, *to; /* ISO dates */
} fl_case_pause;

typedef struct {
    const char *format;    /* text (also NULL), json or ics */
    const char *authority; /* its kind, a name of the pack; NULL: not said */
    const char *regime; /* of the law that is meant; NULL: the first loaded */
    const char *reference; /* of the case, for calendar entries; NULL: none */
    const fl_case_date *dates;
    size_t date_count;
    const fl_case_pause *pauses;
    size_t pause_count;
    bool days;         /* also every day of the count */
    const char *stamp; /* ics: "20250601T120000Z" as the time of making; NULL:
                        * the first day of the case */
} fl_deadline_options;

/*
 * Writes by when things are due by the periods of the packs, with the
 * derivation. FL_USAGE, with the reason in the sink, when a date is none or
 * lies outside the calendar, a name is unknown, or no period starts.
 */
FL_API fl_status fl_deadline_report(const fl_packs *packs,
                                    const fl_deadline_options *options,
                                    fl_write_fn write, void *data,
                                    const fl_sink *sink);
/* True for "YYYY-MM-DD" of a day that exists. */
FL_API bool fl_date_valid(const char *date);
/* Kind `i` of authority that the periods of the packs tell apart, each once;
 * NULL when there are no more. */
FL_API const char *fl_packs_authority(const fl_packs *packs, size_t i);

/* ---- Scaffold ----------------------------------------------------------- */

/* A provision that a letter can rely on; strings are owned by the pack set. */
typedef struct {
    const char *provision, *mode, *tier, *test; /* tier, test: may be "" */
    const char *label, *title, *pack;
    bool in_force; /* no day is known after which it was law no more */
    bool pieces;   /* fl_scaffold_write() takes it */
} fl_ground_info;

/* Ground `i` of all law packs, in their order; false: there are no more. */
FL_API bool fl_packs_ground(const fl_packs *packs, size_t i,
                            fl_ground_info *out);

typedef struct {
    const char *format; /* text (also NULL) or markdown */
    /* What the letter relies on: "7(1)", or with its mode "7(1):mode". */
    const char *const *claims;
    size_t claim_count;
} fl_scaffold_options;

/*
 * Writes the skeleton of a letter from the pieces of the pack whose grounds
 * are claimed, without claims of the first pack that has pieces. FL_USAGE,
 * with the reason in the sink, for what cannot be claimed; FL_PACK when the
 * packs hold no pieces.
 */
FL_API fl_status fl_scaffold_write(const fl_packs *packs,
                                   const fl_scaffold_options *options,
                                   fl_write_fn write, void *data,
                                   const fl_sink *sink);

/* The library's version, FL_VERSION of its build. */
FL_API const char *fl_version(void);

#ifdef __cplusplus
}
#endif

#endif
