/*
 * What a phrase needs, item by item: the words one of which must stand in the
 * sentence. A word of the phrase is written out into the stems that it may
 * have in the text: "balanc(e|ing)" is balance or balancing, "disclos*"
 * begins with disclos, "e-mail" is mail or email.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/phrase_tree.h"

#include "read/reader.h"

/* Longer words are told apart by their beginnings. */
#define STEM_BYTES 20
/* More ways to write a word are given up for its beginning. */
#define MOST_STEMS 32
/* A literal of fewer bytes is nothing to look for. */
#define SHORTEST_RUN 3
/* A sentence with a number or a date is common. */
#define SLOT_WEIGHT 1500u

typedef enum { OPEN, WHOLE, HEAD } stem_end;

typedef struct {
    char text[STEM_BYTES];
    uint8_t len;
    uint8_t end;
    bool later; /* does not start where its word does */
} stem;

typedef struct {
    stem items[MOST_STEMS];
    uint32_t count;
} stems;

typedef struct {
    fl_str text;
    bool whole;
} member;

/* What a part of a phrase needs. */
typedef struct {
    uint32_t weight;
    uint64_t types;
    bool first; /* its literals start where the part starts */
    FL_VEC(member) members;
} choice;

typedef struct {
    fl_arena *arena; /* of what passes */
    fl_packs *packs;
    fl_literals *all;
} finder;

/* ---- stems of a word -------------------------------------------------------- */

/* A hyphen or an apostrophe, which the text may lack or have a space for. */
static void pass_mark(stems *s, stem *at)
{
    if (at->len >= FL_SHORTEST_HEAD || s->count == MOST_STEMS) {
        at->end = HEAD;
    } else if (at->len > 0) {
        s->items[s->count] = (stem){ .later = true };
        s->count++;
    } else {
        at->later = true;
    }
}

static void pass_char(stems *s, stem *at, char c)
{
    if (fl_is_plain((unsigned char)c)) {
        if (at->len == STEM_BYTES)
            at->end = HEAD;
        else
            at->text[at->len++] = c;
    } else if (c == '-' || c == '\'') {
        pass_mark(s, at);
    } else if (at->len > 0) {
        at->end = WHOLE; /* another character parts words */
    } else {
        at->len = 0;
        at->later = true;
    }
}

static void pass_text(finder *f, stems *s, fl_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (fl_is_upper(text.ptr[i]) || (unsigned char)text.ptr[i] >= 0x80) {
            text = fl_fold(f->arena, text);
            break;
        }
    for (size_t i = 0; i < text.len; i++) {
        uint32_t count = s->count;
        for (uint32_t k = 0; k < count; k++)
            if (s->items[k].end == OPEN)
                pass_char(s, &s->items[k], text.ptr[i]);
    }
}

static void end_open(stems *s, stem_end end)
{
    for (uint32_t k = 0; k < s->count; k++)
        if (s->items[k].end == OPEN)
            s->items[k].end = (uint8_t)end;
}

static void pass_node(finder *f, stems *s, const fl_node *n);

/* The stems that there are; the rest is not set. */
static void copy(stems *to, const stems *from)
{
    to->count = from->count;
    memcpy(to->items, from->items, from->count * sizeof(from->items[0]));
}

/* Each stem goes on with each of the branches. */
static void pass_group(finder *f, stems *s, const fl_node *group)
{
    if (s->count * group->children.count > MOST_STEMS) {
        end_open(s, HEAD);
        return;
    }
    stems before;
    stems branch;
    copy(&before, s);
    s->count = 0;
    for (size_t i = 0; i < group->children.count; i++) {
        copy(&branch, &before);
        pass_node(f, &branch, group->children.items[i]);
        if (s->count + branch.count > MOST_STEMS) {
            copy(s, &before);
            end_open(s, HEAD);
            return;
        }
        memcpy(s->items + s->count, branch.items,
               branch.count * sizeof(branch.items[0]));
        s->count += branch.count;
    }
}

static void pass_node(finder *f, stems *s, const fl_node *n)
{
    if (n->kind == FL_NODE_TEXT)
        pass_text(f, s, n->text);
    else if (n->kind == FL_NODE_GROUP)
        pass_group(f, s, n);
    else
        for (size_t i = 0; i < n->children.count; i++)
            pass_node(f, s, n->children.items[i]);
    if (n->star)
        end_open(s, HEAD);
}

static bool is_use(const stem *s)
{
    return s->len > 0 && (s->end == WHOLE || s->len >= FL_SHORTEST_HEAD);
}

/* Adds a word without marks, groups or capitals as it stands; false when it
 * is none. */
static bool choose_plain(finder *f, const fl_node *word, choice *out)
{
    if (word->star || word->children.count != 1)
        return false;
    const fl_node *only = word->children.items[0];
    if (only->kind != FL_NODE_TEXT || only->text.len > STEM_BYTES)
        return false;
    for (size_t i = 0; i < only->text.len; i++)
        if (!fl_is_plain((unsigned char)only->text.ptr[i]))
            return false;
    out->first = true;
    out->weight = fl_literal_weight(only->text, true);
    *FL_PUSH(f->arena, &out->members) = (member){ only->text, true };
    return true;
}

/* Adds the stems of a word to `out`; false when one of them is none. */
static bool choose_word(finder *f, const fl_node *word, choice *out)
{
    if (choose_plain(f, word, out))
        return true;
    stems s;
    s.count = 1;
    s.items[0] = (stem){ 0 };
    pass_node(f, &s, word);
    end_open(&s, WHOLE);
    out->first = true;
    out->weight = 0;
    for (uint32_t k = 0; k < s.count; k++) {
        const stem *one = &s.items[k];
        if (!is_use(one))
            return false;
        fl_str text = { one->text, one->len };
        member m = { fl_arena_dup(f->arena, text), one->end == WHOLE };
        out->first = out->first && !one->later;
        out->weight += fl_literal_weight(m.text, m.whole);
        *FL_PUSH(f->arena, &out->members) = m;
    }
    return true;
}

/* ---- needs of items ----------------------------------------------------------- */

static bool choose(finder *f, fl_node *n, choice *out);

/* The rarest item, since all must be there. */
static bool choose_seq(finder *f, const fl_node *seq, choice *out)
{
    bool found = false;
    for (size_t i = 0; i < seq->children.count; i++) {
        choice one = { 0 };
        if (!choose(f, seq->children.items[i], &one) ||
            (found && one.weight >= out->weight))
            continue;
        one.first = one.first && i == 0;
        *out = one;
        found = true;
    }
    return found;
}

/* One of the branches, so that each must have something. */
static bool choose_branch(finder *f, const fl_node *group, choice *out)
{
    out->first = true;
    for (size_t i = 0; i < group->children.count; i++) {
        choice one = { 0 };
        if (!choose(f, group->children.items[i], &one))
            return false;
        for (size_t k = 0; k < one.members.count; k++)
            *FL_PUSH(f->arena, &out->members) = one.members.items[k];
        out->types |= one.types;
        out->weight += one.weight;
        out->first = out->first && one.first;
    }
    return true;
}

static uint32_t add_need(finder *f, const choice *found)
{
    FL_VEC(uint32_t) members = { 0 };
    for (size_t i = 0; i < found->members.count; i++) {
        const member *m = &found->members.items[i];
        uint32_t literal =
            fl_literal_add(f->packs->arena, f->all, m->text, m->whole);
        size_t k = 0;
        while (k < members.count && members.items[k] != literal)
            k++;
        if (k == members.count)
            *FL_PUSH(f->arena, &members) = literal;
    }
    return fl_need_add(f->packs->arena, f->all, members.items,
                       &(fl_need){ .count = (uint32_t)members.count,
                                   .weight = found->weight,
                                   .types = found->types });
}

/* The need of a word list's group, found once. */
static uint32_t list_need(finder *f, fl_node *list)
{
    if (list->need == 0) {
        choice found = { 0 };
        list->need = choose_branch(f, list, &found) ? add_need(f, &found) + 1
                                                    : UINT32_MAX;
        list->leads = found.first;
    }
    return list->need == UINT32_MAX ? UINT32_MAX : list->need - 1;
}

/* What the list needs, as found before. */
static bool choose_list(finder *f, fl_node *list, choice *out)
{
    uint32_t index = list_need(f, list);
    if (index == UINT32_MAX)
        return false;
    const fl_need *need = &f->all->needs.items[index];
    *out = (choice){ .weight = need->weight,
                     .types = need->types,
                     .first = list->leads };
    for (uint32_t i = 0; i < need->count; i++) {
        const fl_literal *l =
            &f->all->items.items[f->all->members.items[need->first + i]];
        *FL_PUSH(f->arena, &out->members) = (member){ l->text, l->whole };
    }
    return true;
}

static bool choose(finder *f, fl_node *n, choice *out)
{
    switch (n->kind) {
    case FL_NODE_WORD:
        return choose_word(f, n, out);
    case FL_NODE_GROUP:
        return n->list ? choose_list(f, n, out) : choose_branch(f, n, out);
    case FL_NODE_SEQ:
        return choose_seq(f, n, out);
    case FL_NODE_SLOT:
        out->types = fl_type_bit(n->type);
        out->weight = SLOT_WEIGHT;
        return true;
    case FL_NODE_TEXT:
    case FL_NODE_OPTION:
    case FL_NODE_GAP:
        break; /* may be missing, or a part of a word */
    }
    return false;
}

/* The need of an item, *first as in choice; UINT32_MAX: it has none. */
static uint32_t need_of(finder *f, fl_node *item, bool *first)
{
    if (item->list) {
        uint32_t need = list_need(f, item);
        *first = item->leads;
        return need;
    }
    choice found = { 0 };
    if (!choose(f, item, &found))
        return UINT32_MAX;
    *first = found.first;
    return add_need(f, &found);
}

/* A run of bytes that the pattern matches as they are. */
static bool has_run(fl_str text)
{
    size_t run = 0;
    for (size_t i = 0; i < text.len && run < SHORTEST_RUN; i++) {
        char c = text.ptr[i];
        run = c == '-' || c == '\'' || c == ' ' ? 0 : run + 1;
    }
    return run >= SHORTEST_RUN;
}

bool fl_phrase_has_literal(const fl_node *n)
{
    if (n->kind == FL_NODE_TEXT)
        return has_run(n->text);
    if (n->kind == FL_NODE_SLOT)
        return true;
    if (n->kind == FL_NODE_OPTION || n->kind == FL_NODE_GAP)
        return false;
    bool all = n->kind == FL_NODE_GROUP;
    for (size_t i = 0; i < n->children.count; i++)
        if (fl_phrase_has_literal(n->children.items[i]) != all)
            return !all;
    return all;
}

void fl_phrase_find_needs(fl_arena *arena, fl_packs *packs, fl_literals *all,
                          const fl_node *tree, fl_phrase_code *code)
{
    finder f = { arena, packs, all };
    uint32_t lightest = UINT32_MAX;
    FL_VEC(uint32_t) needs = { 0 };
    for (size_t i = 0; i < tree->children.count; i++) {
        bool first = false;
        uint32_t need = need_of(&f, tree->children.items[i], &first);
        if (need == UINT32_MAX)
            continue;
        uint32_t weight = all->needs.items[need].weight;
        if (weight < lightest) {
            lightest = weight;
            code->lead = (uint32_t)needs.count;
        }
        if (i == 0)
            code->starts = first && all->needs.items[need].types == 0;
        *FL_PUSH(arena, &needs) = need;
    }
    code->need_count = (uint32_t)needs.count;
    code->needs = FL_NEW_ARRAY(packs->arena, needs.count, uint32_t);
    for (size_t i = 0; i < needs.count; i++)
        code->needs[i] = needs.items[i];
}
