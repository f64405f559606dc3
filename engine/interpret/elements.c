/*
 * Elements and the claims that each covers.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

#include <stdlib.h>

typedef struct {
    uint32_t start, block, sentence, claim;
} use_at;

typedef FL_VEC(uint32_t) claim_set;

/* Uses of all claims in document order, for look-ups by range. */
typedef struct {
    fl_reading *r;
    FL_VEC(use_at) uses;
    uint32_t place;           /* sentence of the element added last */
    claim_set covered;        /* by that, and by the others of its sentence */
    uint32_t sentence, words; /* how many the one looked at last has */
    uint32_t heading, below;  /* how many stand under the one looked at last */
} coverage;

static int by_start(const void *a, const void *b)
{
    const use_at *x = a;
    const use_at *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->claim > y->claim) - (x->claim < y->claim);
}

static void list_uses(coverage *cov)
{
    const fl_facts *facts = cov->r->facts;
    for (uint32_t i = 0; i < facts->claims.count; i++)
        for (size_t u = 0; u < facts->claims.items[i].uses.count; u++) {
            const fl_use *use = &facts->claims.items[i].uses.items[u];
            *FL_PUSH(cov->r->arena, &cov->uses) =
                (use_at){ use->start, use->block, use->sentence, i };
        }
    if (cov->uses.count)
        qsort(cov->uses.items, cov->uses.count, sizeof(use_at), by_start);
}

static size_t first_use_at(const coverage *cov, uint32_t start)
{
    size_t low = 0;
    size_t high = cov->uses.count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (cov->uses.items[mid].start < start)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Claims used in T[start, end); stops once all claims are in. */
static void claims_within(const coverage *cov, uint32_t start, uint32_t end,
                          claim_set *out)
{
    for (size_t i = first_use_at(cov, start);
         i < cov->uses.count && cov->uses.items[i].start < end &&
         out->count < cov->r->facts->claims.count;
         i++)
        FL_ADD_ONCE(cov->r->arena, out, cov->uses.items[i].claim);
}

/* The claims of the last sentence before `start` (not before `floor`) that
 * uses any. */
static void nearest_before(const coverage *cov, uint32_t start, uint32_t floor,
                           claim_set *out)
{
    size_t at = first_use_at(cov, start);
    if (at == 0 || cov->uses.items[at - 1].start < floor)
        return;
    uint32_t sentence = cov->uses.items[at - 1].sentence;
    for (size_t i = at; i-- > 0 && cov->uses.items[i].sentence == sentence;)
        FL_ADD_ONCE(cov->r->arena, out, cov->uses.items[i].claim);
}

/* ---- levels of coverage ------------------------------------------------------ */

/* Claims whose section's title stands in a heading. */
static void named_by_title(const coverage *cov, uint32_t heading,
                           claim_set *out)
{
    const fl_reading *r = cov->r;
    if (!(r->holds[heading].as & 1u << FL_AS_TITLE))
        return;
    for (uint32_t i = r->mention_at[heading]; i < r->mention_at[heading + 1];
         i++) {
        const fl_concept *c = fl_concept_of(r, i);
        if (c->as != FL_AS_TITLE || r->found->mentions.items[i].cancelled)
            continue;
        for (uint32_t k = 0; k < r->facts->claims.count; k++)
            if (r->facts->claims.items[k].section == c->section)
                FL_ADD_ONCE(r->arena, out, k);
    }
}

static void claims_of_questions(const coverage *cov, const fl_question_set *qs,
                                claim_set *out)
{
    const fl_facts *facts = cov->r->facts;
    for (size_t i = 0; i < qs->count; i++) {
        const fl_question *q = &facts->questions.items[qs->items[i]];
        for (size_t k = 0; k < q->claims.count; k++)
            FL_ADD_ONCE(cov->r->arena, out, q->claims.items[k]);
    }
}

static uint32_t text_end(const fl_reading *r, uint32_t block_after)
{
    return block_after < r->block_count
               ? r->doc->blocks.items[block_after].start
               : (uint32_t)r->doc->text.len;
}

/* The nearest enclosing heading that cites, names or contains a claim. */
static void by_heading(const coverage *cov, uint32_t block, claim_set *out)
{
    fl_reading *r = cov->r;
    const fl_block_facts *bf = &r->facts->blocks[block];
    for (uint32_t h = bf->is_heading ? block : bf->heading;
         h != FL_NONE && out->count == 0; h = r->facts->blocks[h].heading) {
        const fl_block *heading = &r->doc->blocks.items[h];
        claims_within(cov, heading->start, heading->end, out);
        if (out->count == 0)
            named_by_title(cov, h, out);
        if (out->count == 0) {
            fl_question_set named = { 0 };
            fl_questions_named(r, h, heading->start, heading->end, &named);
            claims_of_questions(cov, &named, out);
        }
        if (out->count == 0)
            claims_within(cov, heading->start,
                          text_end(r, r->facts->blocks[h].section_end), out);
    }
}

static fl_atom mode_said(const fl_reading *r, uint32_t block, uint32_t start,
                         uint32_t end)
{
    if (!(r->holds[block].as & 1u << FL_AS_STANCE))
        return 0;
    for (uint32_t i = fl_mention_from(r, block, start);
         i < r->mention_at[block + 1]; i++) {
        const fl_mention *m = &r->found->mentions.items[i];
        const fl_concept *c = fl_concept_of(r, i);
        if (m->start >= end)
            break;
        if (c->as != FL_AS_STANCE)
            continue;
        const fl_stance_label *label = fl_packs_stance(r->packs, c->label);
        if (label && label->mode)
            return label->mode;
    }
    return 0;
}

/* Coverage never crosses modes where the place says one. */
static void keep_mode(const fl_reading *r, uint32_t block, const fl_sentence *s,
                      claim_set *set)
{
    if (fl_find_cue(r, block, s->start, s->end, FL_CUE_ALL_MODES) != FL_NONE)
        return;
    fl_atom mode = mode_said(r, block, s->start, s->end);
    for (uint32_t h = r->facts->blocks[block].heading; !mode && h != FL_NONE;
         h = r->facts->blocks[h].heading)
        mode = mode_said(r, h, r->doc->blocks.items[h].start,
                         r->doc->blocks.items[h].end);
    size_t kept = 0;
    for (size_t i = 0; mode && i < set->count; i++)
        kept += r->facts->claims.items[set->items[i]].mode == mode;
    if (kept == 0)
        return;
    kept = 0;
    for (size_t i = 0; i < set->count; i++)
        if (r->facts->claims.items[set->items[i]].mode == mode)
            set->items[kept++] = set->items[i];
    set->count = kept;
}

static void every_claim(const coverage *cov, claim_set *out)
{
    for (uint32_t k = 0; k < cov->r->facts->claims.count; k++)
        *FL_PUSH(cov->r->arena, out) = k;
}

/* "We have considered it under both.": the paragraph that begins so, and
 * relies on none itself, is about all of them. */
static bool opens_for_every(const coverage *cov, uint32_t b)
{
    const fl_reading *r = cov->r;
    const fl_block *block = &r->doc->blocks.items[b];
    const fl_sentence *first =
        fl_sentence_of(r, r->found->sentence_of_block.items[b]);
    size_t use = first_use_at(cov, block->start);
    return first->block == b &&
           (use >= cov->uses.count ||
            cov->uses.items[use].start >= block->end) &&
           fl_find_cue(r, b, first->start, first->end, FL_CUE_EVERY) != FL_NONE;
}

static void cover(const coverage *cov, const fl_element *e, claim_set *out)
{
    fl_reading *r = cov->r;
    const fl_sentence *s = fl_sentence_of(r, e->sentence);
    const fl_block *block = &r->doc->blocks.items[e->block];
    claims_within(cov, s->start, s->end, out);
    if (out->count)
        return;
    if (fl_find_cue(r, e->block, s->start, s->end, FL_CUE_EVERY) != FL_NONE ||
        opens_for_every(cov, e->block)) {
        every_claim(cov, out);
        keep_mode(r, e->block, s, out);
        return;
    }
    fl_question_set named = { 0 };
    fl_questions_named(r, e->block, s->start, s->end, &named);
    if (named.count > 1)
        claims_of_questions(cov, &named, out);
    if (out->count)
        return; /* of several questions, in whatever modes */
    nearest_before(cov, s->start, block->start, out);
    if (out->count == 0)
        claims_within(cov, s->end, block->end, out);
    uint32_t lead_in = r->facts->blocks[e->block].lead_in;
    if (out->count == 0 && lead_in != FL_NONE)
        claims_within(cov, r->doc->blocks.items[lead_in].start,
                      r->doc->blocks.items[lead_in].end, out);
    if (out->count == 0 &&
        fl_find_cue(r, e->block, s->start, s->end, FL_CUE_ANAPHORA) != FL_NONE)
        nearest_before(cov, s->start, 0, out);
    if (out->count == 0)
        claims_of_questions(cov, &named, out);
    if (out->count == 0)
        by_heading(cov, e->block, out);
    if (out->count == 0) {
        fl_question_set asked = { 0 };
        fl_questions_of_place(r, e->block, s->start, s->end, &asked);
        claims_of_questions(cov, &asked, out);
    }
    if (out->count == 0)
        every_claim(cov, out);
    keep_mode(r, e->block, s, out);
}

/* ---- headings as evidence ------------------------------------------------------- */

static bool is_body(const fl_reading *r, uint32_t b)
{
    const fl_block_facts *bf = &r->facts->blocks[b];
    const fl_block *block = &r->doc->blocks.items[b];
    return !bf->is_heading && block->end > block->start &&
           bf->voice == FL_VOICE_AUTHOR && bf->role != FL_PART_RIGHTS &&
           bf->role != FL_PART_SIGNATURE;
}

/* Words under a heading: the rest of a run-in's block, its list, or the
 * section of a heading; 0 when there is no body. */
static uint32_t body_words(const fl_reading *r, uint32_t b)
{
    const fl_block_facts *bf = &r->facts->blocks[b];
    const fl_block *block = &r->doc->blocks.items[b];
    uint32_t words = 0;
    if (bf->run_in && bf->run_in < block->end)
        words +=
            fl_count_words(fl_str_slice(r->doc->text, bf->run_in, block->end));
    uint32_t end = bf->is_heading ? bf->section_end : b + 2;
    for (uint32_t i = b + 1; i < end && i < r->block_count && words < 1000; i++)
        if (is_body(r, i) && (bf->is_heading || !r->facts->blocks[i].run_in ||
                              r->facts->blocks[i].lead_in == b))
            words += fl_count_words(fl_block_text(r, i));
    return words;
}

/* A phrase inside a heading is a heading's evidence where its concept has
 * headings at all: what counts is the text below. */
static bool speaks_as_heading(const fl_reading *r, const fl_mention *m)
{
    const fl_concept *c = &r->packs->concepts.items[m->concept];
    if (r->packs->phrases.items[m->phrase].heading)
        return true;
    if (!r->facts->blocks[m->block].is_heading)
        return false;
    for (size_t v = 0; v < c->variants.count; v++) {
        const fl_variant *variant = &c->variants.items[v];
        for (uint32_t p = 0; p < variant->phrase_count; p++)
            if (r->packs->phrases.items[variant->first_phrase + p].heading)
                return true;
    }
    return false;
}

static uint32_t sentence_words(coverage *cov, uint32_t sentence)
{
    const fl_sentence *s = fl_sentence_of(cov->r, sentence);
    if (cov->sentence != sentence) {
        cov->sentence = sentence;
        cov->words =
            fl_count_words(fl_str_slice(cov->r->doc->text, s->start, s->end));
    }
    return cov->words;
}

static uint32_t words_below(coverage *cov, uint32_t block)
{
    if (cov->heading != block) {
        cov->heading = block;
        cov->below = body_words(cov->r, block);
    }
    return cov->below;
}

static void add_element(coverage *cov, uint32_t mention)
{
    fl_reading *r = cov->r;
    const fl_mention *m = &r->found->mentions.items[mention];
    const fl_concept *c = fl_concept_of(r, mention);
    const fl_variant *variant = &c->variants.items[m->variant];
    bool heading = speaks_as_heading(r, m);
    fl_element *e = FL_PUSH(r->arena, &r->facts->elements);
    *e = (fl_element){ .element = c->label,
                       .source = heading ? FL_SOURCE_HEADING : FL_SOURCE_PHRASE,
                       .mention = mention,
                       .start = m->start,
                       .end = m->end,
                       .sentence = m->sentence,
                       .block = m->block };
    for (size_t i = 0; i < variant->set.count; i++)
        *FL_PUSH(r->arena, &e->set) = variant->set.items[i];
    e->words =
        heading ? words_below(cov, m->block) : sentence_words(cov, m->sentence);
    e->empty = heading && e->words == 0;
    if (cov->place != e->sentence) {
        cov->place = e->sentence;
        cov->covered = (claim_set){ 0 };
        cover(cov, e, &cov->covered);
    }
    e->covers.items = cov->covered.items;
    e->covers.count = cov->covered.count;
    e->covers.cap = cov->covered.count; /* shared: nobody adds to it */
}

/* Where something missing would belong: the end of the last block of the
 * author's before the sign-off. */
static void find_insertion(fl_reading *r)
{
    fl_facts *facts = r->facts;
    uint32_t last = FL_NONE;
    for (uint32_t b = 0; b < r->block_count; b++) {
        if (b == facts->sign_off && last != FL_NONE)
            break;
        const fl_block *block = &r->doc->blocks.items[b];
        if (facts->blocks[b].voice == FL_VOICE_AUTHOR &&
            facts->blocks[b].message == 0 && block->end > block->start)
            last = b;
    }
    if (last == FL_NONE)
        last = 0;
    facts->insert_at = r->block_count ? r->doc->blocks.items[last].end : 0;
    if (facts->sign_off == FL_NONE)
        facts->sign_off = last;
}

static bool refuses(const fl_facts *facts)
{
    for (size_t i = 0; i < facts->stances.count; i++)
        if (facts->stances.items[i].mode)
            return true;
    return facts->claims.count > 0;
}

/* A reason given for nothing that is refused is none. */
static bool has_what_it_needs(const fl_reading *r, const fl_concept *c)
{
    for (size_t i = 0; i < r->packs->claim_elements.count; i++)
        if (r->packs->claim_elements.items[i] == c->label)
            return refuses(r->facts);
    return true;
}

void fl_read_elements(fl_reading *r)
{
    coverage cov = {
        .r = r, .place = FL_NONE, .sentence = FL_NONE, .heading = FL_NONE
    };
    list_uses(&cov);
    for (uint32_t i = 0; i < r->found->mentions.count; i++)
        if (fl_concept_of(r, i)->as == FL_AS_ELEMENT && fl_counts(r, i) &&
            has_what_it_needs(r, fl_concept_of(r, i)))
            add_element(&cov, i);
    find_insertion(r);
}
