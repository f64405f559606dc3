/*
 * Builds T, its blocks and its source map piece by piece; what all readers
 * share.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_BUILDER_H
#define FL_READ_BUILDER_H

#include "read/document.h"

typedef struct fl_builder {
    fl_arena *arena;
    fl_document *doc;
    char *text;
    size_t len, cap;
    bool open;      /* a block is open */
    bool space;     /* a space is due before the next character */
    fl_block block; /* the open block */
    bool whole;     /* all that is added stands for these bytes … */
    uint32_t whole_source, whole_len; /* … as its reader says */
} fl_builder;

void fl_builder_init(fl_builder *b, fl_arena *arena, fl_document *doc);
/* Closes the open block, if any, and opens one like `like` (its start and end
 * are set here). */
void fl_builder_open(fl_builder *b, fl_block like);
/* Closes the open block; an empty one is dropped unless it is a rule. */
void fl_builder_close(fl_builder *b);
/* Adds UTF-8 text that stands at `source` in the input, normalised. */
void fl_builder_add(fl_builder *b, fl_str raw, uint32_t source);
/* A space, unless one is due or the block is empty. */
void fl_builder_space(fl_builder *b);
/* The text of the open block so far; valid until the next change. */
fl_str fl_builder_text(const fl_builder *b);
/* Where in T what is added next will stand, or the space before it. */
uint32_t fl_builder_at(const fl_builder *b);
/* Notes that what was added since `start` (of fl_builder_at()) is marked; it
 * joins a like mark that ends there in the same block. */
void fl_builder_mark(fl_builder *b, fl_mark like, uint32_t start);
/* A property of the file; an empty value is passed over. */
void fl_builder_property(fl_builder *b, const char *name, fl_str value);
/* Takes the first `len` bytes off the open block's text, which become its
 * label's place. */
void fl_builder_cut(fl_builder *b, size_t len);
/* Sets doc->text, doc->folded, doc->columns. */
void fl_builder_finish(fl_builder *b);
/* A document of its own of these words, a block for each, whose words are looked
 * at as a letter's are; each begins with a stop, so that an empty one has a
 * block as well. */
fl_document *fl_document_of(fl_arena *arena, const fl_str *words, size_t count);

/* ---- for the builder: single characters (normalise.c) ------------------- */

#define FL_COMPOSED_BYTES 640 /* room for what fl_compose() writes */

/* What stands for a code point in T: NULL itself, "" nothing. */
const char *fl_replacement(int32_t c);
bool fl_is_wide_space(int32_t c);
/* Bytes of `raw` from `at` that make up one character with the marks that
 * combine with it; *first is its first code point. */
size_t fl_character_len(fl_str raw, size_t at, int32_t *first);
/* The character in NFC, written to `out`; its length in bytes. */
size_t fl_compose(fl_str character, char out[FL_COMPOSED_BYTES]);
/* What comes right behind the source of T[at - 1]. */
uint32_t fl_source_behind(const fl_document *doc, uint32_t at);
/* Of `count` structs of `size` bytes, the index of the last whose key, ascending
 * from struct to struct, is no more than `at`; 0: none. `keys` is the first
 * struct's. */
size_t fl_last_at(const void *keys, size_t count, size_t size, uint32_t at);
/* Fills doc->lines from doc->source. */
void fl_document_split(fl_document *doc, fl_arena *arena);
/* Counts code points once, for fl_document_place() (place.c). */
void fl_document_count(fl_document *doc, fl_arena *arena);

#endif
