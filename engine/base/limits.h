/*
 * Every limit of the engine, each with its reason. Reaching one is reported;
 * it never counts as "not found".
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_BASE_LIMITS_H
#define FL_BASE_LIMITS_H

#ifndef FL_LIMIT_DRAFT_BYTES
/* The largest letter seen is under 1 MB; offsets are uint32_t. */
#define FL_LIMIT_DRAFT_BYTES (64u * 1024 * 1024)
#endif
#ifndef FL_LIMIT_PACK_FILE_BYTES
/* A pack file is written by hand. */
#define FL_LIMIT_PACK_FILE_BYTES (8u * 1024 * 1024)
#endif
#ifndef FL_LIMIT_SENTENCE_BYTES
/* A sentence is matched as one subject: bounds the cost of a match. */
#define FL_LIMIT_SENTENCE_BYTES 4000u
#endif
#ifndef FL_LIMIT_MATCH_STEPS
/* PCRE2's match limit for one phrase in one sentence. */
#define FL_LIMIT_MATCH_STEPS 200000u
#endif
#ifndef FL_LIMIT_PHRASE_BRANCHES
/* Of one group; longer lists belong in words.json as several. */
#define FL_LIMIT_PHRASE_BRANCHES 256u
#endif
#ifndef FL_LIMIT_PHRASE_ITEMS
#define FL_LIMIT_PHRASE_ITEMS 40u
#endif
#ifndef FL_LIMIT_PHRASE_NESTING
#define FL_LIMIT_PHRASE_NESTING 4u
#endif
#ifndef FL_LIMIT_GAP_WORDS
#define FL_LIMIT_GAP_WORDS 30u
#endif
#ifndef FL_LIMIT_CONDITION_DEPTH
/* Conditions are evaluated by recursion. */
#define FL_LIMIT_CONDITION_DEPTH 24u
#endif
#ifndef FL_LIMIT_XML_BYTES
/* One part of an office file, unpacked: stops zip bombs. Its tree takes up to
 * twenty times as much. */
#define FL_LIMIT_XML_BYTES (32u * 1024 * 1024)
#endif
#ifndef FL_LIMIT_NESTING
/* Elements of HTML in one another; browsers stop at half as many. An end tag
 * is looked for through all that are open. */
#define FL_LIMIT_NESTING 1024u
#endif
#ifndef FL_LIMIT_WORKER_SECONDS
/* A process that reads one PDF or mail; a letter takes well under one. */
#define FL_LIMIT_WORKER_SECONDS 20u
#endif
#ifndef FL_LIMIT_WORKER_BYTES
/* Its memory, beyond what it has from the start: a PDF of 64 MB takes about
 * half as much. */
#define FL_LIMIT_WORKER_BYTES (1024u * 1024 * 1024)
#endif
#ifndef FL_LIMIT_WORKER_OUTPUT
/* What it hands back: text, and the attachments of a mail. */
#define FL_LIMIT_WORKER_OUTPUT (96u * 1024 * 1024)
#endif
#ifndef FL_LIMIT_PDF_PAGES
/* A letter with all its annexes has fewer. */
#define FL_LIMIT_PDF_PAGES 2000
#endif
#ifndef FL_LIMIT_MAIL_TEXT
/* Of a mail's body; each of its bytes keeps its place in the source. */
#define FL_LIMIT_MAIL_TEXT (8u * 1024 * 1024)
#endif
#ifndef FL_LIMIT_MAIL_PARTS
/* Parts of a mail, and how deep they nest. */
#define FL_LIMIT_MAIL_PARTS 1000
#define FL_LIMIT_MAIL_DEPTH 32
#endif
#ifndef FL_LIMIT_TRAITS
/* Things told of one attached file: more would not be read by anybody. */
#define FL_LIMIT_TRAITS 2000u
#endif
#ifndef FL_LIMIT_SHEET_BYTES
/* One part of a workbook, unpacked, and all its parts together: they are read
 * as they are unpacked and never kept, so this bounds time alone. */
#define FL_LIMIT_SHEET_BYTES    (256u * 1024 * 1024)
#define FL_LIMIT_WORKBOOK_BYTES (512u * 1024 * 1024)
#endif
#ifndef FL_LIMIT_CELLS
/* Cells of a workbook that are looked at. */
#define FL_LIMIT_CELLS 2000000u
#endif
#ifndef FL_LIMIT_NAMES
/* Names that a workbook defines: each is held against each hidden sheet. */
#define FL_LIMIT_NAMES         10000u
#define FL_LIMIT_HIDDEN_SHEETS 1000u
#endif
#ifndef FL_LIMIT_STRING_BYTES
/* The shared strings of a workbook, which are kept. */
#define FL_LIMIT_STRING_BYTES (64u * 1024 * 1024)
#endif
#ifndef FL_LIMIT_CLEAN_BYTES
/* The clean copy of one sheet: it is made in memory. */
#define FL_LIMIT_CLEAN_BYTES (64u * 1024 * 1024)
#endif
#ifndef FL_LIMIT_MEMBERS
/* Files in a file: how many are looked at, and how large they may be. */
#define FL_LIMIT_MEMBERS      100u
#define FL_LIMIT_MEMBER_BYTES (64u * 1024 * 1024)
#endif
#ifndef FL_LIMIT_COMMENTS
/* Rules that comments of one draft name: each is held against each finding. */
#define FL_LIMIT_COMMENTS 2000u
#endif
#ifndef FL_LIMIT_JUDGE_STEPS
/* Facts looked at by all rules together: rules that compare facts with facts
 * would take a made-up letter of thousands of them beyond all bounds. */
#define FL_LIMIT_JUDGE_STEPS 20000000u
#endif

#endif
