/*
 * Which instrument a name stands for that several have ("the Act"), a lead
 * word ("rule 4") or a word that points back ("that Act").
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

static bool is_shared(const fl_reading *r, uint32_t mention)
{
    const fl_mention *m = &r->found->mentions.items[mention];
    return fl_concept_of(r, mention)->variants.items[m->variant].general;
}

/* How the letter speaks for a regime: by a name in full, by a cue. */
typedef struct {
    bool named, cued;
} evidence;

static evidence evidence_of(const fl_reading *r, fl_atom regime)
{
    evidence found = { false, false };
    for (size_t k = 0; k < r->lawful.count; k++) {
        uint32_t i = r->lawful.items[k];
        const fl_concept *c = fl_concept_of(r, i);
        fl_voice voice = r->facts->voices[i];
        if (voice != FL_VOICE_AUTHOR && voice != FL_VOICE_EARLIER)
            continue;
        if (c->as == FL_AS_INSTRUMENT)
            found.named |=
                r->packs->instruments.items[c->instrument].regime == regime &&
                !is_shared(r, i);
        else if (c->weight > 0)
            found.cued |= c->value == regime;
    }
    return found;
}

/* An instrument without lead words of its own is cited with another's: where
 * it is named, and a cue speaks for it too, and the other is never named in
 * full, the other's lead words and shared names are its. */
void fl_read_instruments(fl_reading *r)
{
    size_t count = r->packs->instruments.count;
    r->meant = FL_NEW_ARRAY(r->arena, count + 1, uint32_t);
    uint32_t borrower = FL_NONE;
    for (uint32_t i = 0; i < count; i++) {
        const fl_instrument *in = &r->packs->instruments.items[i];
        r->meant[i] = i;
        if (borrower != FL_NONE || !in->regime || in->leads.count > 0)
            continue;
        evidence found = evidence_of(r, in->regime);
        if (found.named && found.cued)
            borrower = i;
    }
    for (uint32_t i = 0; i < count && borrower != FL_NONE; i++) {
        const fl_instrument *in = &r->packs->instruments.items[i];
        if (!in->regime || in->leads.count == 0)
            continue;
        evidence found = evidence_of(r, in->regime);
        if (!found.named && !found.cued)
            r->meant[i] = borrower;
    }
}

fl_str fl_canonical(const fl_reading *r, const fl_instrument *in,
                    fl_str provision)
{
    if (in->canonical_prefix.len == 0)
        return provision;
    return fl_arena_printf(r->arena, "%.*s%.*s", FL_ARG(in->canonical_prefix),
                           FL_ARG(provision));
}

uint32_t fl_section_cited(const fl_reading *r, const fl_instrument *in,
                          fl_str provision, fl_str *canonical)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < provision.len; i++)
        hash = hash * 31 + (unsigned char)provision.ptr[i];
    fl_known_section *known = &r->known[hash % FL_KNOWN_SECTIONS];
    if (known->in != in || !fl_str_eq(known->provision, provision)) {
        fl_str name = fl_canonical(r, in, provision);
        *known = (fl_known_section){ in, provision, name,
                                     in->own ? fl_packs_section(r->packs, name)
                                             : FL_NONE };
    }
    *canonical = known->canonical;
    return known->section;
}

uint32_t fl_instrument_named(const fl_reading *r, uint32_t mention)
{
    uint32_t instrument = fl_concept_of(r, mention)->instrument;
    return is_shared(r, mention) ? r->meant[instrument] : instrument;
}

/* The instrument named last before each mention; FL_NONE: none was. */
uint32_t *fl_instruments_before(const fl_reading *r)
{
    size_t count = r->found->mentions.count;
    uint32_t *before = FL_NEW_ARRAY(r->arena, count + 1, uint32_t);
    uint32_t last = FL_NONE;
    size_t next = 0;
    for (uint32_t i = 0; i < count; i++) {
        before[i] = last;
        if (next == r->lawful.count || r->lawful.items[next] != i)
            continue;
        next++;
        if (fl_concept_of(r, i)->as == FL_AS_INSTRUMENT)
            last = fl_instrument_named(r, i);
    }
    return before;
}
