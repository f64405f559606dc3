/*
 * The Document: what every reader makes and every later step works on.
 * Normalised text T, folded text F of the same length, blocks in reading
 * order, and a map from every byte of T back to the source.
 *
 * T: NFC; one space for any run of white space (no-break and zero-width too);
 * straight quotes ' and "; '-' for every dash; ligatures spelled out; blocks
 * apart by one '\n' (T never holds '\n' elsewhere). F: T in simple lower case
 * where that keeps a code point's UTF-8 length. Patterns see T and F alone.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_DOCUMENT_H
#define FL_READ_DOCUMENT_H

#include "base/arena.h"
#include "base/str.h"
#include "foilint.h"

typedef enum {
    FL_BLOCK_PARAGRAPH,
    FL_BLOCK_HEADING,
    FL_BLOCK_ITEM,      /* list item; its mark is in `label`, not in T */
    FL_BLOCK_CELL,      /* table cell */
    FL_BLOCK_FURNITURE, /* page header or footer, web chrome */
    FL_BLOCK_MAIL,      /* one line of a mail header ("From: ...") */
    FL_BLOCK_RULE       /* a line of -----, =====, ____ : separates; empty T */
} fl_block_kind;

typedef struct {
    fl_block_kind kind;
    uint32_t start, end; /* byte offsets in T, end exclusive, no '\n' inside */
    fl_str label;        /* "1.", "(a)", "Q3", "*": as written, without spaces;
                        empty when none; arena. The label is NOT in T. */
    uint32_t label_source; /* byte offset of the label in the source */
    uint16_t level;     /* heading: 1.. by style or numbering, 0 unknown; item:
                        depth of indentation from 1 */
    uint16_t indent;    /* columns of white space before it (plain text) */
    bool blank_before;  /* an empty line (or paragraph spacing) stood before */
    uint32_t paragraph; /* DOCX, ODT: paragraph number from 1; text: 0 */
    uint32_t table, row, cell; /* cell blocks: from 1; else 0 */
    bool quoted;               /* mail: repeated from an earlier message */
    bool hidden; /* deleted, hidden or commented text: no reader sees it */
} fl_block;

/* T[start..next.start) comes from source bytes at `source`; `copy` says that
 * the two run byte for byte, else the whole run maps to that one place. */
typedef struct {
    uint32_t start;
    uint32_t source;
    uint32_t source_len; /* bytes of source that this run stands for */
    bool copy;
} fl_run;

/* What a file holds beside its text: the state that a draft is in. */
typedef enum {
    FL_MARK_INSERTED,    /* by a tracked change; a part of T */
    FL_MARK_DELETED,     /* by a tracked change; in a hidden block */
    FL_MARK_COMMENT,     /* in a hidden block */
    FL_MARK_HIDDEN,      /* hidden by its format; in a hidden block */
    FL_MARK_HIGHLIGHT,   /* by a marker pen; `name` is black or empty */
    FL_MARK_FIELD,       /* a field that waits for what it is to show */
    FL_MARK_PLACEHOLDER, /* a form's own words where an answer should be */
    FL_MARK_LINK,        /* `name` is its target */
    FL_MARK_PROPERTY,    /* of the file: `name` says which, `text` its value */
    FL_MARK_FAINT,       /* shown, but read by nobody: for its `name`, colour or
                            size; a part of T */
    FL_MARK_RECIPIENT,   /* of a mail, outside the sender's domain, for all to
                            see; `name` is to or cc, `text` the address */
    FL_MARK_COUNT
} fl_mark_kind;
/* "inserted", "deleted", …; NULL-terminated. */
extern const char *const fl_mark_words[];

typedef struct {
    fl_mark_kind kind;
    uint32_t start, end; /* in T; empty for properties and empty fields */
    fl_str by;           /* who made the change or comment; "" unknown */
    fl_str name;         /* of a field or property, a link's target; or "" */
    fl_str text;         /* a property's value; else "": it is T's */
} fl_mark;

/* What a file that goes out with a letter is, and holds beside what its reader
 * sees. */
typedef enum {
    FL_TRAIT_FILE,         /* always first; `name` is its format */
    FL_TRAIT_SHEET,        /* one that is seen; `count` rows with content */
    FL_TRAIT_HIDDEN_SHEET, /* `count` cells with content; so for the next */
    FL_TRAIT_HIDDEN_ROWS,
    FL_TRAIT_HIDDEN_COLUMNS,
    FL_TRAIT_FILTERED_ROWS,
    FL_TRAIT_PIVOT_CACHE,   /* `count` records of the source */
    FL_TRAIT_EXTERNAL_LINK, /* `count` values kept from another file */
    FL_TRAIT_DATA_MODEL,
    FL_TRAIT_CONNECTION,
    FL_TRAIT_DEFINED_NAME, /* that leads to what is not seen, or elsewhere */
    FL_TRAIT_FORMULA,
    FL_TRAIT_MACRO,
    FL_TRAIT_COMMENT,
    FL_TRAIT_CHANGE, /* tracked; `name` is inserted or deleted */
    FL_TRAIT_EMBEDDED,
    FL_TRAIT_INVISIBLE_TEXT, /* `name`: white, tiny, hidden, off-page … */
    FL_TRAIT_MASKED_CELLS,   /* by a number format that shows nothing */
    FL_TRAIT_PROPERTY,       /* `name` says which */
    FL_TRAIT_POSITION,       /* where a picture was taken */
    FL_TRAIT_COVERED_TEXT,
    FL_TRAIT_REDACTION_PENDING, /* marked for removal, not removed */
    FL_TRAIT_EARLIER_VERSION,
    FL_TRAIT_FORM_DATA,
    FL_TRAIT_LAYER,
    FL_TRAIT_PERSONAL_DATA, /* `name`: a token type of a pack */
    FL_TRAIT_REDACTION,     /* `name`: fl_redaction_words; `text`: its words */
    FL_TRAIT_HALF_REDACTED, /* `name`: a token type; some of its column is */
    FL_TRAIT_SMALL_COUNT,   /* `name`: a token type */
    FL_TRAIT_REQUESTER,     /* who asked */
    FL_TRAIT_RECIPIENTS,    /* of a mail: addresses that all of them see */
    FL_TRAIT_MEMBER,        /* a file in this file */
    FL_TRAIT_NOT_SCANNED,   /* `text` says why */
    FL_TRAIT_COUNT
} fl_trait_kind;
/* "file", "sheet", "hidden-sheet", …; NULL-terminated. */
extern const char *const fl_trait_words[];

typedef struct {
    fl_trait_kind kind;
    fl_str where;   /* for people: sheet "Staff", B2:C9; "" the whole file */
    fl_str name;    /* which of its kind; may be "" */
    fl_str what;    /* for people: "24 cells"; may be "" */
    fl_str text;    /* a sample, masked; may be "" */
    double count;   /* how many of what `what` says; 0 unknown */
    bool hidden;    /* it lies where a reader does not look */
    uint32_t block; /* that tells of it in T */
} fl_trait;

/* How something was taken out: a mark says so, a box stands over it, a number
 * was held back for being small. */
typedef enum {
    FL_REDACTION_MARK,
    FL_REDACTION_BOX,
    FL_REDACTION_SUPPRESSED,
    FL_REDACTION_COUNT
} fl_redaction_kind;
/* "mark", "box", "suppressed"; NULL-terminated. */
extern const char *const fl_redaction_words[];

/* A file that came with the letter. */
typedef struct {
    fl_str name, type; /* "figures.csv", "text/csv"; "" when not said */
    fl_str bytes;      /* decoded; NULL when it was left unread */
    size_t size;       /* bytes, decoded */
    bool of_text;      /* a picture that the text shows */
} fl_attachment;

struct fl_trail;

typedef struct fl_document {
    const char *path;
    const char *format;      /* "text", "markdown", "docx" … */
    fl_str source;           /* the input's bytes, borrowed from the caller */
    fl_str text;             /* T, arena */
    fl_str folded;           /* F, arena, same length */
    FL_VEC(fl_block) blocks; /* in reading order */
    FL_VEC(fl_run) runs;     /* ascending start; covers all of T */
    FL_VEC(uint32_t)
    lines;        /* source offset of each line's first byte; for
                                DOCX: unused (places are paragraphs) */
    bool partial; /* some text could not be read; `partial_why` says */
    const char *partial_why;
    FL_VEC(fl_mark) marks; /* in the order found */
    FL_VEC(fl_attachment) attachments;
    bool encloses; /* its format holds all that goes with it: it is a mail */
    FL_VEC(fl_trait) traits; /* of an inventory, in the order of its blocks */
    bool inventory; /* this tells of a file; it is no letter (inventory.h) */
    FL_VEC(uint32_t)
    pages; /* PDF: for each page the index of its first line in `lines` */
    bool
        coded; /* mail: its lines in the source are no text that one can read */
    bool single_bytes; /* the source is no UTF-8: columns count its bytes */
    bool by_paragraph; /* true: places are paragraph (and cell), not line */
    FL_VEC(uint32_t)
    columns; /* code points before every 4,096th byte of what columns are
                counted in (the source, or T when by_paragraph); may be empty */
    struct fl_trail *trail; /* where T stands in the parts of a package
                             * (trail.h); NULL: nobody asked */
} fl_document;

/* A place for people. Lines and columns from 1, columns in code points. */
typedef struct {
    size_t line, col, end_line, end_col; /* end exclusive */
    size_t page, end_page; /* from 1, lines then count in the page; or 0 */
    size_t source_line;    /* `line` for fl_document_line() */
    size_t paragraph, table, row, cell; /* 0 when not used */
    fl_str where;      /* of a trait: its own words for the place; or "" */
    bool inventory;    /* the paragraph is an item of an inventory */
    uint32_t bytes[2]; /* half-open span in T */
} fl_place;

/* The source place of T[start, end); never line 0. For a by_paragraph
 * document `line` is the paragraph number and `col` counts in the paragraph. */
fl_place fl_document_place(const fl_document *doc, uint32_t start,
                           uint32_t end);
/* The line `source_line` of a place without its newline ("" when there is none, and for
 * by_paragraph documents the paragraph's text in T). Borrowed. */
fl_str fl_document_line(const fl_document *doc, size_t line);
/* The source of T[at]; 0 when T is empty. */
uint32_t fl_source_at(const fl_document *doc, uint32_t at);
/* Index of the block that holds T offset `at`; the nearest before if none. */
size_t fl_document_block_at(const fl_document *doc, uint32_t at);
static inline fl_str fl_document_text(const fl_document *doc, uint32_t start,
                                      uint32_t end)
{
    return fl_str_slice(doc->text, start, end);
}

#endif
