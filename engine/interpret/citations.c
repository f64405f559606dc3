/*
 * Citations: which instrument each belongs to and what role it has in the
 * letter. Only those with the role "claim" can become claims.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/reading.h"

/* An instrument's name binds a provision so many bytes away ("of the …"). */
#define BIND_AFTER  16
#define BIND_BEFORE 4
/* A list of provisions shares the instrument named behind it. */
#define LIST_GAP 8
/* A title stands so near to its number. */
#define TITLE_GAP 12
/* No name or title is longer. */
#define FAR 200

/* So many provisions that are named with their instrument are remembered. */
#define MAX_NAMED 64

typedef FL_VEC(uint32_t) citation_list;

/* While citations are read in order. */
typedef struct {
    fl_reading *r;
    const uint32_t *before; /* fl_instruments_before() */
    uint32_t fallback;      /* where nothing tells */
    FL_VEC(bool) named;     /* by citation: bound by a name */
} naming;

static bool is_instrument(const fl_reading *r, uint32_t mention)
{
    return fl_concept_of(r, mention)->as == FL_AS_INSTRUMENT &&
           fl_is_plain(r, mention);
}

/* The instrument that mention `i` names or, with "that Act", points back to;
 * FL_NONE: it does neither. */
static uint32_t names(const naming *n, uint32_t i)
{
    const fl_concept *c = fl_concept_of(n->r, i);
    if (is_instrument(n->r, i))
        return fl_instrument_named(n->r, i);
    return c->as == FL_AS_CUE && c->cue == FL_CUE_INSTRUMENT &&
                   fl_is_plain(n->r, i)
               ? n->before[i]
               : FL_NONE;
}

/* How far behind a citation the name of its instrument may begin: not beyond
 * another that has a lead word of its own. */
static uint32_t reach_of_name(const fl_reading *r, uint32_t index)
{
    const fl_token *tokens = r->found->tokens.items;
    uint32_t reach = tokens[index].end + BIND_AFTER;
    if (index + 1 < r->found->tokens.count &&
        tokens[index + 1].type == FL_TOKEN_CITATION && tokens[index + 1].lead &&
        tokens[index + 1].start < reach)
        return tokens[index + 1].start;
    return reach;
}

/* The instrument named right behind the citation `index` or right before it;
 * *name_end gets the end of the name behind, else the citation's. */
static uint32_t named_beside(const naming *n, uint32_t index,
                             uint32_t *name_end)
{
    const fl_reading *r = n->r;
    const fl_token *t = &r->found->tokens.items[index];
    uint32_t reach = reach_of_name(r, index);
    uint32_t before = FL_NONE;
    *name_end = t->end;
    if (!(r->holds[t->block].as & 1u << FL_AS_INSTRUMENT) &&
        !(r->holds[t->block].cues & 1u << FL_CUE_INSTRUMENT))
        return FL_NONE;
    uint32_t near = t->start > FAR ? t->start - FAR : 0;
    for (uint32_t i = fl_mention_from(r, t->block, near);
         i < r->mention_at[t->block + 1]; i++) {
        const fl_mention *m = &r->found->mentions.items[i];
        if (m->start > reach)
            break;
        uint32_t instrument = names(n, i);
        if (instrument == FL_NONE)
            continue;
        if (m->start >= t->end) {
            *name_end = m->end;
            return instrument;
        }
        if (m->end <= t->start && t->start - m->end <= BIND_BEFORE)
            before = instrument;
    }
    return before;
}

/* Whether the instrument has the provision: a section, or a limb of one;
 * `loosely`, anything of a section whose limbs the pack doesn't tell. */
static bool has_provision(const fl_reading *r, uint32_t instrument,
                          fl_str provision, bool loosely)
{
    const fl_instrument *in = &r->packs->instruments.items[instrument];
    if (!in->own)
        return false;
    fl_str canonical;
    uint32_t s = fl_section_cited(r, in, provision, &canonical);
    if (s == FL_NONE)
        return false;
    const fl_section *section = &r->packs->sections.items[s];
    return fl_str_eq(section->number, canonical) ||
           fl_section_limb(section, canonical) ||
           (loosely && section->limbs.count == 0);
}

/* A provision that only another of the loaded laws has is that law's, though
 * its lead word, or the letter's law, speaks for `first`. A short number is
 * no evidence: every enactment has a 12(1). */
static uint32_t owner_of(const fl_reading *r, uint32_t first, fl_str provision)
{
    size_t brackets = 0;
    for (size_t i = 0; i < provision.len; i++)
        brackets += provision.ptr[i] == '(';
    if (brackets < 2 ||
        (first != FL_NONE && (!r->packs->instruments.items[first].own ||
                              has_provision(r, first, provision, true))))
        return first;
    for (uint32_t i = 0; i < r->packs->instruments.count; i++)
        if (has_provision(r, i, provision, false))
            return i;
    return first;
}

static uint32_t default_instrument(const fl_reading *r)
{
    uint32_t own = FL_NONE;
    for (uint32_t i = 0; i < r->packs->instruments.count; i++) {
        const fl_instrument *in = &r->packs->instruments.items[i];
        if (in->own && (own == FL_NONE || in->regime == r->facts->regime))
            own = i;
    }
    return own;
}

/* The title that stands beside the citation; its own section's wins, and those
 * of another enactment, which may well use the same words, don't count. */
static uint32_t title_beside(const fl_reading *r, const fl_citation *c,
                             uint32_t from)
{
    uint32_t claimed = FL_NONE;
    uint32_t longest = 0;
    if (!(r->holds[c->block].as & 1u << FL_AS_TITLE))
        return claimed;
    uint32_t near = c->start > FAR ? c->start - FAR : 0;
    for (uint32_t i = fl_mention_from(r, c->block, near);
         i < r->mention_at[c->block + 1]; i++) {
        const fl_mention *m = &r->found->mentions.items[i];
        if (m->start > from + TITLE_GAP)
            break;
        const fl_concept *concept = fl_concept_of(r, i);
        if (concept->as != FL_AS_TITLE || m->cancelled ||
            r->packs->sections.items[concept->section].instrument !=
                c->instrument)
            continue;
        bool behind = m->start >= from;
        bool before = m->end <= c->start && c->start - m->end <= 3;
        if (!behind && !before)
            continue;
        if (concept->section == c->section)
            return c->section;
        if (m->end - m->start > longest) {
            longest = m->end - m->start;
            claimed = concept->section;
        }
    }
    return claimed;
}

/* ---- roles ---------------------------------------------------------------- */

static uint32_t gap_between(const fl_mention *m, const fl_citation *c)
{
    if (m->end <= c->start)
        return c->start - m->end;
    if (m->start >= c->end)
        return m->start - c->end;
    return 0;
}

static fl_citation_role role_named(const fl_reading *r, fl_atom value)
{
    for (int role = FL_CITE_CLAIM; role <= FL_CITE_DUTY; role++)
        if (fl_str_is(fl_atom_name(r->packs, value),
                      fl_citation_role_name((fl_citation_role)role)))
            return (fl_citation_role)role;
    return FL_CITE_CLAIM;
}

/* A guard or cue that stands on the side it asks for, near enough. */
static bool reaches(const fl_reading *r, const fl_concept *g,
                    const fl_mention *m, const fl_citation *c)
{
    bool before = m->end <= c->start;
    if ((g->guard_side < 0 && !before) || (g->guard_side > 0 && before))
        return false;
    if (g->guard_words == 0)
        return true;
    uint32_t from = before ? m->end : c->end;
    uint32_t to = before ? c->start : m->start;
    return to < from || !fl_has_words(fl_str_slice(r->doc->text, from, to),
                                      (uint32_t)g->guard_words + 1);
}

typedef struct {
    fl_citation_role role;
    uint32_t gap; /* FL_NONE: nothing speaks */
} verdict;

/* What one mention of its sentence says of the citation. */
static bool role_from(const fl_reading *r, uint32_t i, const fl_citation *c,
                      fl_citation_role *role)
{
    const fl_concept *concept = fl_concept_of(r, i);
    const fl_mention *m = &r->found->mentions.items[i];
    if (m->cancelled)
        return false;
    if (concept->as == FL_AS_CUE && concept->cue == FL_CUE_CLAIM) {
        *role = FL_CITE_CLAIM;
        return m->status == FL_ASSERTED;
    }
    if (concept->as == FL_AS_CUE && concept->cue == FL_CUE_CITATION) {
        *role = role_named(r, concept->value);
        return reaches(r, concept, m, c);
    }
    if (concept->as == FL_AS_GUARD &&
        (concept->status == FL_EXPLAINED || concept->status == FL_QUOTED)) {
        *role =
            concept->status == FL_QUOTED ? FL_CITE_QUOTED : FL_CITE_EXPLAINED;
        return reaches(r, concept, m, c);
    }
    if (concept->as == FL_AS_STANCE && fl_is_said(r, i)) {
        const fl_stance_label *label =
            fl_packs_stance(r->packs, concept->label);
        *role = FL_CITE_CLAIM;
        return label && label->mode != 0;
    }
    return false;
}

static verdict nearest_role(const fl_reading *r, const fl_citation *c)
{
    verdict best = { FL_CITE_CLAIM, FL_NONE };
    const fl_sentence *s = fl_sentence_of(r, c->sentence);
    uint32_t stated = 0; /* end of the words of a stance */
    for (uint32_t i = fl_mention_from(r, c->block, s->start);
         i < r->mention_at[c->block + 1]; i++) {
        const fl_mention *m = &r->found->mentions.items[i];
        if (m->start >= s->end)
            break;
        fl_citation_role role = FL_CITE_CLAIM;
        if (m->sentence != c->sentence || !role_from(r, i, c, &role))
            continue;
        if (fl_concept_of(r, i)->as == FL_AS_STANCE && m->end > stated)
            stated = m->end;
        /* words in the midst of a stance explain nothing */
        if (role == FL_CITE_EXPLAINED && m->start < stated)
            continue;
        uint32_t gap = gap_between(m, c);
        if (role == FL_CITE_FOREIGN)
            return (verdict){ role, gap }; /* whose it is goes before all */
        if (best.gap == FL_NONE || gap < best.gap ||
            (gap == best.gap && role == FL_CITE_CLAIM))
            best = (verdict){ role, gap };
    }
    return best;
}

static bool any_mode_stance(const fl_reading *r)
{
    for (size_t i = 0; i < r->facts->stances.count; i++)
        if (r->facts->stances.items[i].mode)
            return true;
    return false;
}

/* Whether the letter takes the stance that goes with the section. */
static bool takes_stance(const fl_reading *r, fl_atom supports)
{
    for (size_t i = 0; supports && i < r->facts->stances.count; i++)
        if (r->facts->stances.items[i].stance == supports)
            return true;
    return false;
}

/* Words that lead in its list say that it is relied on. */
static bool led_in(const fl_reading *r, const fl_citation *c)
{
    uint32_t b = r->facts->blocks[c->block].lead_in;
    if (b == FL_NONE || r->facts->blocks[b].voice != FL_VOICE_AUTHOR)
        return false;
    for (uint32_t i = r->mention_at[b]; i < r->mention_at[b + 1]; i++) {
        const fl_concept *concept = fl_concept_of(r, i);
        if (concept->as == FL_AS_CUE && concept->cue == FL_CUE_CLAIM &&
            fl_is_plain(r, i))
            return true;
    }
    return false;
}

static fl_citation_role role_of(const fl_reading *r, const fl_citation *c,
                                bool refuses)
{
    if (c->instrument == FL_NONE ||
        !r->packs->instruments.items[c->instrument].own)
        return FL_CITE_FOREIGN;
    if (c->voice != FL_VOICE_AUTHOR)
        return FL_CITE_QUOTED;
    if (c->section == FL_NONE)
        return FL_CITE_REASONING;
    const fl_section *section = &r->packs->sections.items[c->section];
    if (section->kind == FL_SECTION_DUTY)
        return FL_CITE_DUTY;
    if (section->kind == FL_SECTION_RIGHTS)
        return FL_CITE_RIGHTS;
    verdict v = nearest_role(r, c);
    if (v.gap != FL_NONE)
        return v.role;
    return refuses || takes_stance(r, section->supports) || led_in(r, c)
               ? FL_CITE_CLAIM
               : FL_CITE_REASONING;
}

/* ---- the list ---------------------------------------------------------------- */

static fl_voice voice_at(const fl_reading *r, const fl_token *t)
{
    /* the voice of the nearest mention that covers it, else its block's */
    fl_voice voice = r->facts->blocks[t->block].voice;
    uint32_t q = r->facts->blocks[t->block].ask;
    if (voice == FL_VOICE_AUTHOR && q != FL_NONE &&
        t->start >= r->facts->questions.items[q].ask_start &&
        t->start < r->facts->questions.items[q].ask_end)
        return FL_VOICE_REQUESTER;
    return voice;
}

/* A limb or companion, a part of one, or what holds limbs: "4(1)" where the
 * limbs are 4(1)(a) and 4(1)(b). */
static bool declares(const fl_section *section, fl_str provision)
{
    if (fl_section_limb(section, provision))
        return true;
    for (size_t i = 0; i < section->limbs.count; i++)
        if (fl_provision_under(section->limbs.items[i].provision, provision))
            return true;
    for (size_t i = 0; i < section->companions.count; i++)
        if (fl_provision_under(provision,
                               section->companions.items[i].provision))
            return true;
    return false;
}

static void add_citation(naming *n, uint32_t index)
{
    fl_reading *r = n->r;
    const fl_token *t = &r->found->tokens.items[index];
    uint32_t name_end = t->end;
    uint32_t named = named_beside(n, index, &name_end);
    uint32_t instrument = named != FL_NONE ? named : t->instrument;
    if (instrument == FL_NONE)
        instrument = n->fallback;
    if (named == FL_NONE && instrument != FL_NONE)
        instrument = r->meant[instrument];
    if (named == FL_NONE)
        instrument = owner_of(r, instrument, t->provision);
    fl_citation c = { .token = index,
                      .provision = t->provision,
                      .section = FL_NONE,
                      .instrument = instrument,
                      .title_claimed = FL_NONE,
                      .start = t->start,
                      .end = t->end,
                      .sentence = t->sentence,
                      .block = t->block,
                      .voice = voice_at(r, t),
                      .claim = FL_NONE };
    if (instrument != FL_NONE) {
        const fl_instrument *in = &r->packs->instruments.items[instrument];
        c.section = fl_section_cited(r, in, t->provision, &c.provision);
    }
    if (c.section != FL_NONE) {
        const fl_section *section = &r->packs->sections.items[c.section];
        c.bare = fl_str_eq(c.provision, section->number);
        c.declared = c.bare || declares(section, c.provision);
        c.title_claimed = title_beside(r, &c, name_end);
    }
    *FL_PUSH(r->arena, &r->facts->citations) = c;
    *FL_PUSH(r->arena, &n->named) = named != FL_NONE;
}

/* In "sections 24(2) and 31(3) of the Act" the name binds the whole list. */
static void share_instruments(fl_reading *r)
{
    fl_facts *facts = r->facts;
    for (size_t i = facts->citations.count; i-- > 1;) {
        fl_citation *left = &facts->citations.items[i - 1];
        const fl_citation *right = &facts->citations.items[i];
        if (left->sentence != right->sentence ||
            right->start > left->end + LIST_GAP ||
            left->instrument == right->instrument)
            continue;
        const fl_token *t = &r->found->tokens.items[right->token];
        if (!t->lead && right->instrument != FL_NONE &&
            !r->packs->instruments.items[right->instrument].own) {
            left->instrument = right->instrument;
            left->section = FL_NONE;
        }
    }
}

static bool is_named(const naming *n, uint32_t citation)
{
    return citation < n->named.count && n->named.items &&
           n->named.items[citation];
}

static bool is_own(const fl_reading *r, const fl_citation *c)
{
    return c->instrument != FL_NONE &&
           r->packs->instruments.items[c->instrument].own;
}

/* The section's number of a provision with a subsection; 0: it has none. */
static uint32_t number_of(fl_str provision)
{
    uint32_t n = 0;
    size_t i = 0;
    for (; i < provision.len && i < 4 && fl_is_digit(provision.ptr[i]); i++)
        n = n * 10 + (uint32_t)(provision.ptr[i] - '0');
    return i < provision.len && provision.ptr[i] == '(' ? n : 0;
}

/* The first of `list` with this number; FL_NONE: none has it. */
static uint32_t numbered(const fl_reading *r, const citation_list *list,
                         fl_str provision)
{
    for (size_t i = 0; i < list->count; i++) {
        const fl_citation *c = &r->facts->citations.items[list->items[i]];
        if (fl_str_eq(r->found->tokens.items[c->token].provision, provision))
            return list->items[i];
    }
    return FL_NONE;
}

/* The first of `list` with this number that stands in the block of the
 * citation `i`, as 23(1) does before 23(1A). */
static uint32_t beside(const fl_reading *r, const citation_list *list,
                       uint32_t i)
{
    const fl_citation *c = &r->facts->citations.items[i];
    uint32_t number = number_of(r->found->tokens.items[c->token].provision);
    for (size_t k = 0; number > 0 && k < list->count; k++) {
        const fl_citation *o = &r->facts->citations.items[list->items[k]];
        if (o->block == c->block &&
            number_of(r->found->tokens.items[o->token].provision) == number)
            return list->items[k];
    }
    return FL_NONE;
}

/* The own law has no such subsection: though its name stands beside, another's
 * may well be meant. */
static bool strange(const fl_citation *c)
{
    return c->section != FL_NONE && !c->bare && !c->declared;
}

/* A provision once named as another instrument's is that one's also where it
 * is cited again without the name, and so are its other subsections in that
 * block, unless its number is named as the letter's own law's, too. */
static void keep_named(naming *n)
{
    fl_reading *r = n->r;
    citation_list foreign = { 0 };
    citation_list own = { 0 };
    for (uint32_t i = 0; i < r->facts->citations.count; i++) {
        const fl_citation *c = &r->facts->citations.items[i];
        fl_str provision = r->found->tokens.items[c->token].provision;
        citation_list *list = is_own(r, c) ? &own : &foreign;
        if (is_named(n, i) && !(list == &own && strange(c)) &&
            list->count < MAX_NAMED && numbered(r, list, provision) == FL_NONE)
            *FL_PUSH(r->arena, list) = i;
    }
    for (uint32_t i = 0; i < r->facts->citations.count; i++) {
        fl_citation *c = &r->facts->citations.items[i];
        fl_str provision = r->found->tokens.items[c->token].provision;
        uint32_t first = numbered(r, &foreign, provision);
        if (first == FL_NONE && beside(r, &own, i) == FL_NONE)
            first = beside(r, &foreign, i);
        if ((is_named(n, i) && !strange(c)) || !is_own(r, c) ||
            first == FL_NONE || first > i ||
            numbered(r, &own, provision) != FL_NONE)
            continue;
        c->instrument = r->facts->citations.items[first].instrument;
        c->provision = fl_canonical(
            r, &r->packs->instruments.items[c->instrument], provision);
        c->section = FL_NONE;
        c->bare = false;
        c->declared = false;
        c->title_claimed = FL_NONE;
    }
}

void fl_read_citations(fl_reading *r)
{
    naming n = { .r = r,
                 .before = fl_instruments_before(r),
                 .fallback = default_instrument(r) };
    for (uint32_t i = 0; i < r->found->tokens.count; i++)
        if (r->found->tokens.items[i].type == FL_TOKEN_CITATION)
            add_citation(&n, i);
    share_instruments(r);
    keep_named(&n);
    bool refuses = any_mode_stance(r);
    for (size_t i = 0; i < r->facts->citations.count; i++) {
        fl_citation *c = &r->facts->citations.items[i];
        c->role = role_of(r, c, refuses);
    }
}
