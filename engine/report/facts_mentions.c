/*
 * Which phrases of the packs stand in a draft, as JSON: what a letter, or all
 * letters of one writer, owe to phrases that no other letter has.
 * SPDX-License-Identifier: MIT
 */
#include "pack/attributes.h"
#include "report/report.h"

static void write_mention(fl_json *w, const fl_result *r, const fl_mention *m)
{
    const fl_packs *packs = r->packs;
    const fl_concept *concept = &packs->concepts.items[m->concept];
    const fl_phrase *phrase = &packs->phrases.items[m->phrase];
    fl_json_open(w, '{');
    fl_json_member(w, "pack", packs->packs.items[concept->pack].name);
    fl_json_member(w, "concept", fl_atom_name(packs, concept->name));
    fl_json_member(w, "phrase", phrase->source);
    fl_json_member(w, "status", fl_str_from(fl_status_words[m->status]));
    fl_json_key(w, "cancelled");
    fl_json_bool(w, m->cancelled);
    fl_json_key(w, "at");
    fl_write_place(w, r, m->start, m->end);
    fl_json_close(w, '}');
}

void fl_write_mentions(fl_json *w, const fl_result *r)
{
    const fl_mentions *all = r->facts->mentions;
    fl_json_key(w, "mentions");
    fl_json_open(w, '[');
    for (size_t i = 0; i < all->mentions.count; i++)
        write_mention(w, r, &all->mentions.items[i]);
    fl_json_close(w, ']');
}
