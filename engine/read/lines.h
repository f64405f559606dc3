/*
 * Plain text line by line: what each line begins with and how wide the text
 * is wrapped. Re-flow (reflow.c) decides from this which breaks are spaces.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_LINES_H
#define FL_READ_LINES_H

#include "read/builder.h"

typedef enum {
    FL_LINE_BLANK,
    FL_LINE_TEXT,
    FL_LINE_MARK, /* begins with a list mark */
    FL_LINE_RULE, /* -----, ===== */
    FL_LINE_MAIL  /* a line of a mail header run */
} fl_line_kind;

typedef struct {
    uint32_t start, end; /* source bytes, trimmed of white space */
    uint32_t text;       /* source offset behind the list mark */
    uint32_t mark_end;   /* source offset of the mark's end */
    uint32_t gap, right; /* a run of >= 3 spaces inside: [gap, right) */
    uint16_t indent;     /* columns before start */
    uint16_t width;      /* columns up to end */
    uint16_t right_col;  /* column at which `right` stands */
    uint16_t gaps;       /* how many such runs there are */
    fl_line_kind kind;
    bool bullet; /* its mark has no number or letter */
    bool furniture;
    bool quoted;     /* mail: behind ">" */
    bool glued;      /* the next line goes on without a space */
    bool joined;     /* the rest of the mail header line before it */
    bool under;      /* a rule just below a line: underlines or ends it */
    uint8_t heading; /* Markdown: level of its '#'; 0 none */
    bool table;      /* Markdown: a row of cells between '|', or the ruler
                        below such (then blank) */
} fl_line;

typedef struct {
    fl_arena *arena;
    fl_str source;
    FL_VEC(fl_line) lines;
    uint16_t wrap; /* columns; 0: lines are not wrapped */
    bool markdown;
    bool mail; /* ">" quotes */
    bool even; /* wrapped by a machine: the columns can be counted on */
} fl_lines;

/* Splits doc->source from byte `from` on and classifies; fills doc->lines. */
void fl_lines_read(fl_lines *out, fl_document *doc, fl_arena *arena,
                   uint32_t from);
/* The same for source[from..end) in a mail: lines that begin with ">" are quoted. */
void fl_lines_read_mail(fl_lines *out, fl_document *doc, fl_arena *arena,
                        uint32_t from, uint32_t end);
/* "From: …", "Subject: …". */
bool fl_is_mail_field(fl_str line);
/* Length in bytes of the list mark that `s` begins with, 0 for none. *bullet:
 * it has neither number nor letter. */
size_t fl_list_mark(fl_str s, bool *bullet);
/* What follows in a line from `at` on: list mark and text. */
void fl_line_begin(const fl_lines *all, fl_line *line, uint32_t at);
/* Adds a piece of a line to T without what is no text (inline.c). */
void fl_add_inline(fl_builder *b, const fl_lines *all, uint32_t from,
                   uint32_t to);
/* Re-flows the lines into blocks of `b`. */
void fl_reflow(const fl_lines *all, fl_builder *b);
/* After all blocks are made: which of the candidates are headings. */
void fl_settle_headings(fl_document *doc);
/* ---- title.c ---------------------------------------------------------------- */

/* Words that hold a letter or digit; a dash alone is none. Of many only so many
 * are counted that it is no heading. */
size_t fl_words(fl_str s);
/* True when `s` has the form of a heading. */
bool fl_may_be_heading(fl_str s);
/* A date, "name: value", a row of figures, a postcode at the end; or it holds
 * an address of mail or the web, or a mask ("[name]"). */
bool fl_is_data(fl_str s);
/* Length of the label that `s` begins with: "Question 4", "Response 1:",
 * "Answer:"; 0 for none. */
size_t fl_label_len(fl_str s);
/* `s` is such a label with a number and nothing else. */
bool fl_is_label(fl_str s);

/* ---- reflow.c --------------------------------------------------------------- */

/* Behind a line break, `next` is the rest of a sentence. */
bool fl_goes_on(fl_str next);
/* `s` ends in one of . : ? ! ; */
bool fl_ends_sentence(fl_str s);
/* True when most letters of `s` are capitals. */
bool fl_all_capitals(fl_str s);

#endif
