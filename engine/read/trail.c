/*
 * From T back into the XML of a package; see trail.h.
 * SPDX-License-Identifier: MIT
 */
#include "read/trail.h"

#include "base/limits.h"
#include "read/builder.h"

/* What readers add without a place has source 0 and following ones. */
#define FIRST_SOURCE FL_LIMIT_XML_BYTES

void fl_trail_begin(fl_arena *arena, fl_document *doc)
{
    doc->trail = FL_NEW(arena, fl_trail);
    doc->trail->end = FIRST_SOURCE;
}

/* ---- the places of a part ---------------------------------------------------- */

typedef struct {
    fl_arena *arena;
    fl_spot at;
} walk;

static bool is_text(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

/* The parser bounds the depth of a tree. */
static void walk_children(walk *w, const xmlNode *parent)
{
    for (xmlNode *c = parent->children; c; c = c->next) {
        if (is_text(c)) {
            fl_spot *spot = FL_NEW(w->arena, fl_spot);
            *spot = w->at;
            c->_private = spot;
            w->at.offset += (uint32_t)strlen((const char *)c->content);
        } else if (c->type == XML_ELEMENT_NODE) {
            w->at.tags++;
            w->at.offset = 0;
            walk_children(w, c);
            w->at.tags++;
            w->at.offset = 0;
        }
    }
}

void fl_trail_part(fl_arena *arena, const fl_document *doc, const char *part,
                   xmlNode *root)
{
    if (!doc->trail)
        return;
    walk w = { .arena = arena };
    w.at.part = fl_arena_dup(arena, fl_str_from(part)).ptr;
    w.at.tags = 1;
    walk_children(&w, root);
}

void fl_trail_main(fl_arena *arena, const fl_document *doc, const char *part)
{
    if (doc->trail)
        doc->trail->main = fl_arena_dup(arena, fl_str_from(part)).ptr;
}

uint32_t fl_trail_text(fl_arena *arena, const fl_document *doc,
                       const xmlNode *node)
{
    fl_trail *trail = doc->trail;
    const fl_spot *spot = trail ? node->_private : NULL;
    if (!spot)
        return 0;
    uint32_t source = trail->end;
    uint32_t len = (uint32_t)strlen((const char *)node->content);
    *FL_PUSH(arena, &trail->pieces) = (fl_trail_piece){ source, len, *spot };
    trail->end += len + 1;
    return source;
}

/* ---- looking a place up -------------------------------------------------------- */

/* The piece in which `source` stands, or at whose end; NULL: none. */
static const fl_trail_piece *piece_at(const fl_trail *trail, uint32_t source)
{
    const fl_trail_piece *p = trail->pieces.items;
    if (trail->pieces.count == 0)
        return NULL;
    p += fl_last_at(&p->source, trail->pieces.count, sizeof(*p), source);
    return p->source <= source && source - p->source <= p->len ? p : NULL;
}

bool fl_trail_spot(const fl_document *doc, uint32_t at, bool behind,
                   fl_spot *out)
{
    if (!doc->trail || at >= doc->text.len + behind || at < behind)
        return false;
    char c = doc->text.ptr[at - behind];
    if (c == ' ' || c == '\n')
        return false;
    uint32_t source =
        behind ? fl_source_behind(doc, at) : fl_source_at(doc, at);
    const fl_trail_piece *piece = piece_at(doc->trail, source);
    if (!piece)
        return false;
    *out = piece->spot;
    out->offset += source - piece->source;
    return true;
}
