/*
 * What the files of the HTML report share. Each section of a draft is one
 * function; all text of letters, packs and file names goes through escape.h.
 *
 * Ids, so that links work: dN the draft, dN-fM finding M, dN-bM block M of the
 * letter, dN-cM claim M; N and M from 1.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_REPORT_HTML_H
#define FL_REPORT_HTML_H

#include "report/escape.h"
#include "report/finding.h"
#include "report/report.h"

/* page.css and page.js, and their hashes for the page's policy; generated. */
extern const char fl_page_style[], fl_page_style_sha256[];
extern const char fl_page_script[], fl_page_script_sha256[];

/* One draft on its way into the page. */
typedef struct {
    fl_buf *out;
    const fl_result *r;
    size_t draft; /* from 1 */
} fl_page;

/* ---- sections, in the order of the page ---- */

void fl_page_findings(const fl_page *p);  /* html_findings.c */
void fl_page_letter(const fl_page *p);    /* html_letter.c */
void fl_page_questions(const fl_page *p); /* html_coverage.c */
void fl_page_claims(const fl_page *p);    /* html_coverage.c */
void fl_page_rest(const fl_page *p);      /* html_coverage.c */
void fl_page_law(const fl_page *p);       /* html_findings.c */

/* ---- pieces ---- */

/* A sign with its meaning in words: shape and colour say the same. `kind`:
 * error, warning, note, met, unknown, decided. */
void fl_page_sign(fl_buf *out, const char *kind, const char *words);
/* "error", "warning" or "note" of a live finding; else "decided". */
const char *fl_page_kind(const fl_result *r, size_t finding);
/* The words at T[start, end) inside their sentence, marked, cut to what can
 * be taken in, linked to their place in the letter. */
void fl_page_quote(const fl_page *p, uint32_t start, uint32_t end);
/* A heading of the draft with its id, "findings" as dN-findings. */
void fl_page_heading(const fl_page *p, const char *id, const char *title);
/* "Some Act rule 9", a link when it has a web address. */
void fl_page_basis(fl_buf *out, const fl_basis *basis);
/* Text in which <…> marks what the author must fill in. */
void fl_page_advice(fl_buf *out, fl_str advice);
/* T[start, end) as it was written in a plain text; else as it was read. */
void fl_page_written(const fl_page *p, uint32_t start, uint32_t end);
/* "line 12", "paragraph 3", "table 1, row 2, column 3". */
void fl_page_place(const fl_page *p, uint32_t start, uint32_t end);

#endif
