/*
 * Where in the XML of a package the words of T stand. It is made only for a
 * reader that is asked for it (fl_document.trail), and then costs one record
 * for each piece of text.
 *
 * T's source map leads into a made-up source in which all text that was read
 * follows upon one another, with a byte between two pieces. A place in a part is
 * given by what no parser changes: how many tags stand before it, and how many
 * bytes of text since the last one.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_TRAIL_H
#define FL_READ_TRAIL_H

#include "read/document.h"

#include <libxml/tree.h>

typedef struct {
    const char *part; /* "word/document.xml"; as it was opened, arena */
    uint32_t tags;    /* start and end tags before it; <a/> counts as both */
    uint32_t offset;  /* bytes of text behind the last of them, decoded */
} fl_spot;

typedef struct {
    uint32_t source, len; /* in the made-up source */
    fl_spot spot;         /* of its first byte */
} fl_trail_piece;

typedef struct fl_trail {
    FL_VEC(fl_trail_piece) pieces; /* ascending source */
    uint32_t end;                  /* of the made-up source so far */
    const char *main;              /* the part that holds the text; arena */
} fl_trail;

/* Asks for a trail of `doc`, before it is read. */
void fl_trail_begin(fl_arena *arena, fl_document *doc);

/* ---- for readers: nothing happens where no trail was asked for ------------- */

/* `part` is the one that holds the text. */
void fl_trail_main(fl_arena *arena, const fl_document *doc, const char *part);
/* Every piece of text below `root` remembers its place. */
void fl_trail_part(fl_arena *arena, const fl_document *doc, const char *part,
                   xmlNode *root);
/* The source at which the text of `node` is to be added. */
uint32_t fl_trail_text(fl_arena *arena, const fl_document *doc,
                       const xmlNode *node);

/* ---- for those who asked ---------------------------------------------------- */

/* Where T[at] stands, or with `behind` what comes right behind T[at - 1]; false
 * for what stands in no part: spaces, and text that a reader made up. */
bool fl_trail_spot(const fl_document *doc, uint32_t at, bool behind,
                   fl_spot *out);

#endif
