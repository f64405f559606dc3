/*
 * The files that go with the draft. Their names are read as a small document
 * of their own, one a block, so that packs say what a name tells; nothing of
 * it is taken for words of the letter.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/files.h"

#include "read/builder.h"

#define MOST 200 /* files whose names are read */

/* Names have lines where words have spaces. */
static fl_str spaced(fl_arena *arena, fl_str name)
{
    fl_str copy = fl_arena_dup(arena, name);
    char *at = (char *)(uintptr_t)copy.ptr;
    for (size_t i = 0; i < copy.len; i++)
        if (at[i] == '_')
            at[i] = ' ';
    return copy;
}

static void read_names(fl_arena *arena, fl_matcher *matcher,
                       const fl_packs *packs, fl_mentions *out)
{
    size_t count = out->files.count;
    fl_str *names = FL_NEW_ARRAY(arena, count, fl_str);
    fl_mentions *found = FL_NEW(arena, fl_mentions);
    for (size_t i = 0; i < count; i++)
        names[i] = spaced(arena, out->files.items[i].name);
    fl_recognise(arena, matcher, packs, fl_document_of(arena, names, count),
                 true, found);
    for (size_t i = 0; i < found->mentions.count; i++) {
        const fl_mention *m = &found->mentions.items[i];
        const fl_concept *concept = &packs->concepts.items[m->concept];
        if (!m->cancelled && m->block < count)
            *FL_PUSH(arena, &out->files.items[m->block].concepts) =
                concept->name;
    }
}

static void add(fl_arena *arena, fl_mentions *out, fl_str name, bool picture)
{
    if (out->files.count < MOST)
        *FL_PUSH(arena, &out->files) =
            (fl_file){ .name = name, .of_text = picture };
    else
        out->files_unknown = true;
}

void fl_find_files(fl_arena *arena, fl_matcher *matcher, const fl_packs *packs,
                   const fl_document *doc, const fl_scan_options *options,
                   fl_mentions *out)
{
    if (doc->inventory)
        return;
    out->files_unknown = !doc->encloses && !options->files_known;
    for (size_t i = 0; doc->encloses && i < doc->attachments.count; i++)
        add(arena, out, doc->attachments.items[i].name,
            doc->attachments.items[i].of_text);
    for (size_t i = 0; options->files_known && i < options->file_count; i++)
        add(arena, out, fl_arena_dup(arena, fl_str_from(options->files[i])),
            false);
    if (out->files.count)
        read_names(arena, matcher, packs, out);
}
