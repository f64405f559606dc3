/*
 * A glance at a sentence before its phrase is matched: the phrase's plain
 * words must stand there in order. What fails the glance cannot match; what
 * passes may. It spares most patterns from being compiled and run at all.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/phrase_tree.h"

#define NOWHERE SIZE_MAX

static size_t find(fl_str subject, size_t from, fl_str what)
{
    if (from > subject.len || what.len > subject.len - from)
        return NOWHERE;
    const char *at =
        memmem(subject.ptr + from, subject.len - from, what.ptr, what.len);
    return at ? (size_t)(at - subject.ptr) + what.len : NOWHERE;
}

/* The runs of a text between the marks that may be missing. */
static size_t glance_text(fl_str text, fl_str subject, size_t from)
{
    size_t start = 0;
    for (size_t i = 0; i <= text.len && from != NOWHERE; i++) {
        if (i < text.len && text.ptr[i] != '-' && text.ptr[i] != '\'')
            continue;
        if (i > start)
            from = find(subject, from, fl_str_slice(text, start, i));
        start = i + 1;
    }
    return from;
}

/* The earliest place behind which the rest of the phrase may stand. */
static size_t glance(const fl_node *n, fl_str subject, size_t from)
{
    if (n->kind == FL_NODE_TEXT)
        return glance_text(n->text, subject, from);
    if (n->kind == FL_NODE_GROUP) {
        size_t best = NOWHERE;
        for (size_t i = 0; i < n->children.count; i++) {
            size_t end = glance(n->children.items[i], subject, from);
            if (end < best)
                best = end;
        }
        return best;
    }
    if (n->kind != FL_NODE_SEQ && n->kind != FL_NODE_WORD)
        return from; /* options, gaps and slots may be anything */
    for (size_t i = 0; i < n->children.count && from != NOWHERE; i++)
        from = glance(n->children.items[i], subject, from);
    return from;
}

bool fl_phrase_may_match(const fl_phrase_code *code, fl_str subject)
{
    return !code->tree || glance(code->tree, subject, 0) != NOWHERE;
}

bool fl_phrase_is_candidate(const fl_phrase_code *code, fl_str folded,
                            uint64_t types)
{
    for (uint32_t s = 0; s < code->set_count; s++) {
        const fl_literal_set *set = &code->sets[s];
        bool any = (set->types & types) != 0;
        for (size_t i = 0; i < set->any.count && !any; i++)
            any = find(folded, 0, set->any.items[i]) != NOWHERE;
        if (!any)
            return false;
    }
    return true;
}
