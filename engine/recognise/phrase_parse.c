/*
 * Parser of the phrase language. One function for each rule of the grammar:
 *   seq = item { SP item }   item = word | group | option | gap | list | slot
 * The source is parsed as written, so that a mistake's place is a byte of it;
 * each word is normalised by itself, and any white space counts as SP. A gap
 * is the one character U+2026: three full stops are three full stops.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/phrase_tree.h"

#include "base/limits.h"
#include "read/builder.h"
#include "read/reader.h"

#define GAP_MARK "\xe2\x80\xa6" /* the ellipsis character */

typedef struct {
    fl_arena *arena; /* of the tree */
    const fl_packs *packs;
    fl_packs *loading; /* the same while packs are loaded, else NULL */
    fl_str src;
    size_t at;
    bool exact;
    bool in_list; /* entries of word lists hold no lists */
    unsigned depth;
    fl_phrase_code *code; /* NULL: its slots are known, or of no use */
    fl_phrase_error *error;
} parser;

static fl_node *parse_seq(parser *p);

static fl_node *fail(parser *p, size_t at, const char *what,
                     const char *expected)
{
    if (!p->error->what.len) {
        p->error->offset = at;
        p->error->what = fl_str_from(what);
        p->error->expected = fl_str_from(expected);
    }
    return NULL;
}

static char peek(const parser *p)
{
    return p->at < p->src.len ? p->src.ptr[p->at] : '\0';
}

static bool starts_gap(fl_str s)
{
    return s.len && s.ptr[0] == GAP_MARK[0] &&
           fl_str_starts(s, FL_STR(GAP_MARK));
}

static bool at_gap(const parser *p)
{
    return starts_gap(fl_str_slice(p->src, p->at, p->src.len));
}

/* Bytes of the white space here, a no-break space as well as ' '; or 0. */
static size_t space_len(const parser *p, size_t at)
{
    if (at >= p->src.len)
        return 0;
    if ((unsigned char)p->src.ptr[at] < 0x80)
        return fl_is_space(p->src.ptr[at]);
    int32_t c = 0;
    size_t len = fl_character_len(p->src, at, &c);
    return fl_is_wide_space(c) ? len : 0;
}

static fl_node *node(parser *p, fl_node_kind kind)
{
    fl_node *n = FL_NEW(p->arena, fl_node);
    n->kind = kind;
    return n;
}

static bool is_special(char c)
{
    static const bool special[128] = {
        [' '] = true, ['('] = true, [')'] = true, ['['] = true,
        [']'] = true, ['{'] = true, ['}'] = true, ['<'] = true,
        ['>'] = true, ['|'] = true, ['*'] = true, ['\\'] = true,
    };
    return (unsigned char)c < 128 && special[(unsigned char)c];
}

/* Bytes up to the next special character; escapes count as they stand. */
static size_t text_len(const parser *p)
{
    size_t at = p->at;
    while (at < p->src.len) {
        char c = p->src.ptr[at];
        if (fl_is_lower(c)) {
            at++;
            continue;
        }
        if ((is_special(c) && c != '\\') || space_len(p, at))
            break;
        if (starts_gap(fl_str_slice(p->src, at, p->src.len)))
            break;
        at += c == '\\' && at + 1 < p->src.len ? 2 : 1;
    }
    return at - p->at;
}

/* Nothing to normalise or fold: lower-case letters, digits and hyphens. */
static bool is_plain(fl_str text, bool exact)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!fl_is_lower(c) && !fl_is_digit(c) && c != '-' &&
            !(exact && fl_is_upper(c)))
            return false;
    }
    return text.len > 0;
}

/* Characters up to the next special one, normalised and folded. */
static fl_node *parse_text(parser *p)
{
    size_t run = text_len(p);
    fl_node *n = node(p, FL_NODE_TEXT);
    fl_str as_written = fl_str_slice(p->src, p->at, p->at + run);
    if (is_plain(as_written, p->exact)) {
        n->text = as_written; /* the pack's arena holds it anyway */
        p->at += run;
        return n;
    }
    char *raw = fl_arena_alloc(p->arena, run + 1);
    size_t len = 0;
    for (size_t i = 0; i < run; i++) {
        if (p->src.ptr[p->at + i] == '\\') {
            if (i + 1 == run)
                return fail(p, p->at + i, "backslash at the end",
                            "a character after it");
            i++;
            if (!is_special(p->src.ptr[p->at + i]) &&
                !starts_gap(fl_str_slice(p->src, p->at + i, p->src.len)))
                return fail(p, p->at + i - 1,
                            "backslash before a mark that needs none",
                            "one of the marks of the phrase language");
        }
        raw[len++] = p->src.ptr[p->at + i];
    }
    fl_str text = fl_normalise(p->arena, (fl_str){ raw, len });
    if (!text.len)
        return fail(p, p->at, "nothing here that can be seen", "a word");
    p->at += run;
    n->text = p->exact ? text : fl_fold(p->arena, text);
    return n;
}

/* Nothing but options: its group would match nothing at all. */
static bool may_be_empty(const fl_node *seq)
{
    for (size_t i = 0; i < seq->children.count; i++)
        if (seq->children.items[i]->kind != FL_NODE_OPTION)
            return false;
    return true;
}

/* Branches up to `close`; the opening mark is consumed. */
static bool parse_branches(parser *p, fl_node *n, char close, size_t opened)
{
    if (++p->depth > FL_LIMIT_PHRASE_NESTING) {
        fail(p, opened, "groups are nested too deeply", "at most four levels");
        return false;
    }
    for (;;) {
        size_t start = p->at;
        if (n->children.count == FL_LIMIT_PHRASE_BRANCHES) {
            fail(p, start, "too many branches", "at most 256");
            return false;
        }
        fl_node *seq = parse_seq(p);
        if (!seq)
            return false;
        *FL_PUSH(p->arena, &n->children) = seq;
        if (may_be_empty(seq)) {
            fail(p, start, "a branch that may be empty",
                 "a word that must be there");
            return false;
        }
        char c = peek(p);
        if (c == '|') {
            p->at++;
            continue;
        }
        if (c == close) {
            p->at++;
            break;
        }
        fail(p, opened,
             close == ')' ? "group is not closed" : "option is not closed",
             close == ')' ? "\")\"" : "\"]\"");
        return false;
    }
    p->depth--;
    return true;
}

static bool plain_inside(const fl_node *n)
{
    if (n->kind == FL_NODE_GAP || n->kind == FL_NODE_SLOT ||
        n->kind == FL_NODE_OPTION ||
        (n->kind == FL_NODE_SEQ && n->children.count > 1))
        return false;
    for (size_t i = 0; i < n->children.count; i++)
        if (!plain_inside(n->children.items[i]))
            return false;
    return true;
}

/* A run of texts and groups without a space, or a group alone. */
static fl_node *parse_word(parser *p)
{
    fl_node *word = node(p, FL_NODE_WORD);
    size_t start = p->at;
    size_t group = start; /* the first that no word may hold */
    bool plain = true;
    while (p->at < p->src.len && !at_gap(p)) {
        char c = peek(p);
        size_t before = p->at;
        fl_node *part = NULL;
        if (c == '(') {
            p->at++;
            part = node(p, FL_NODE_GROUP);
            if (!parse_branches(p, part, ')', before))
                return NULL;
        } else if (c == '*') {
            if (word->children.count == 0)
                return fail(p, p->at, "\"*\" without a word before it",
                            "a word");
            word->star = true;
            p->at++;
            char next = peek(p);
            if (next != '\0' && !strchr(")]|", next) && !space_len(p, p->at))
                return fail(p, p->at, "\"*\" inside a word",
                            "the end of the word");
            break;
        } else if ((is_special(c) && c != '\\') || space_len(p, p->at)) {
            break;
        } else {
            part = parse_text(p);
            if (!part)
                return NULL;
        }
        *FL_PUSH(p->arena, &word->children) = part;
        if (plain && !plain_inside(part)) {
            plain = false;
            group = before;
        }
    }
    if (word->children.count == 0)
        return fail(p, start, "nothing here",
                    "a word, a group, an option, a list or a slot");
    bool mixed = word->children.count > 1 || word->star;
    if (!mixed && word->children.items[0]->kind == FL_NODE_GROUP)
        return word->children.items[0];
    if (!plain)
        return fail(p, group,
                    "a group inside a word holds a space, gap or slot",
                    "plain alternatives");
    return word;
}

static fl_node *parse_gap(parser *p)
{
    fl_node *n = node(p, FL_NODE_GAP);
    size_t start = p->at;
    p->at += strlen(GAP_MARK);
    n->words = 6;
    n->at = (uint32_t)start;
    if (fl_is_digit(peek(p))) {
        n->words = 0;
        while (fl_is_digit(peek(p)) && n->words < 1000)
            n->words = n->words * 10 + (uint32_t)(p->src.ptr[p->at++] - '0');
    }
    if (n->words > FL_LIMIT_GAP_WORDS)
        return fail(p, start, "gap is too long", "at most 30 words");
    return n;
}

static fl_str until(parser *p, char close)
{
    size_t start = p->at;
    while (p->at < p->src.len && p->src.ptr[p->at] != close)
        p->at++;
    return fl_str_slice(p->src, start, p->at);
}

/* Notes the slots of `n` in the order in which the pattern has them. */
static bool count_slots(parser *p, const fl_node *n, size_t start)
{
    fl_phrase_code *code = p->code;
    if (!code)
        return true;
    if (n->kind == FL_NODE_SLOT) {
        if (code->slot_count == FL_PHRASE_SLOTS) {
            fail(p, start, "too many slots", "at most four");
            return false;
        }
        code->types[code->slot_count] = n->type;
        code->ids[code->slot_count++] = n->id;
    }
    for (size_t i = 0; i < n->children.count; i++)
        if (!count_slots(p, n->children.items[i], start))
            return false;
    return true;
}

/* The entries of a word list as a group, which stays for all phrases. */
static fl_node *parse_entries(parser *p, const fl_wordlist *list, size_t start)
{
    fl_arena *arena = p->loading->arena;
    fl_node *group = FL_NEW(arena, fl_node);
    group->kind = FL_NODE_GROUP;
    group->list = true;
    for (size_t i = 0; i < list->entries.count; i++) {
        fl_phrase_error inner = { 0 };
        parser sub = { .arena = arena,
                       .packs = p->packs,
                       .src = list->entries.items[i],
                       .exact = p->exact,
                       .in_list = true,
                       .error = &inner };
        fl_node *seq = parse_seq(&sub);
        if (!seq || sub.at < sub.src.len)
            return fail(p, start, "the list has an entry with a mistake",
                        "entries that are phrases");
        *FL_PUSH(arena, &group->children) = seq;
    }
    if (group->children.count == 0)
        return fail(p, start, "the list is empty", "at least one entry");
    p->loading->wordlists.items[list - p->packs->wordlists.items]
        .parsed[p->exact] = group;
    return group;
}

static fl_node *parse_list(parser *p)
{
    size_t start = p->at++;
    fl_str name = until(p, '}');
    if (peek(p) != '}')
        return fail(p, start, "list is not closed", "\"}\"");
    p->at++;
    if (p->in_list)
        return fail(p, start, "a list inside a word list", "plain words");
    const fl_wordlist *list = fl_packs_words(p->packs, name);
    if (!list) {
        fail(p, start, "", "the name of a word list");
        p->error->what =
            fl_arena_printf(p->arena, "unknown list {%.*s}", FL_ARG(name));
        return NULL;
    }
    fl_node *group = list->parsed[p->exact];
    if (!group && p->loading)
        group = parse_entries(p, list, start);
    return group && count_slots(p, group, start) ? group : NULL;
}

static fl_node *parse_slot(parser *p)
{
    size_t start = p->at++;
    fl_str inside = until(p, '>');
    if (peek(p) != '>')
        return fail(p, start, "slot is not closed", "\">\"");
    p->at++;
    const char *colon = memchr(inside.ptr, ':', inside.len);
    size_t type_len = colon ? (size_t)(colon - inside.ptr) : inside.len;
    fl_str type = fl_str_slice(inside, 0, type_len);
    if (fl_str_is(type, "question-reference"))
        type = FL_STR("question");
    fl_node *n = node(p, FL_NODE_SLOT);
    n->type = UINT32_MAX;
    for (uint32_t i = 0; i < p->packs->token_kinds.count; i++)
        if (fl_str_eq(
                fl_atom_name(p->packs, p->packs->token_kinds.items[i].name),
                type))
            n->type = i;
    if (n->type == UINT32_MAX) {
        fail(p, start, "", "the name of a token type");
        p->error->what = fl_arena_printf(p->arena, "unknown token type <%.*s>",
                                         FL_ARG(type));
        return NULL;
    }
    if (colon)
        n->id = fl_packs_atom(p->packs,
                              fl_str_slice(inside, type_len + 1, inside.len));
    return count_slots(p, n, start) ? n : NULL;
}

static fl_node *parse_item(parser *p)
{
    size_t start = p->at;
    if (at_gap(p))
        return parse_gap(p);
    switch (peek(p)) {
    case '[': {
        p->at++;
        fl_node *option = node(p, FL_NODE_OPTION);
        return parse_branches(p, option, ']', start) ? option : NULL;
    }
    case '{':
        return parse_list(p);
    case '<':
        return parse_slot(p);
    case '}':
    case '>':
        return fail(p, start, "this mark closes nothing",
                    "a backslash before it, if it is meant as it stands");
    default:
        return parse_word(p);
    }
}

/* A gap needs a word that must be there before and after it. */
static bool gaps_in_place(parser *p, const fl_node *seq)
{
    const fl_node *gap = NULL;
    bool word = false; /* since the last gap */
    for (size_t i = 0; i < seq->children.count; i++) {
        const fl_node *item = seq->children.items[i];
        if (item->kind != FL_NODE_GAP) {
            word = word || item->kind != FL_NODE_OPTION;
            continue;
        }
        if (!word) {
            fail(p, item->at,
                 gap ? "gap beside a gap" : "gap at the edge of a phrase",
                 gap ? "one gap" : "words on both sides");
            return false;
        }
        gap = item;
        word = false;
    }
    if (gap && !word) {
        fail(p, gap->at, "gap at the edge of a phrase", "words on both sides");
        return false;
    }
    return true;
}

static fl_node *parse_seq(parser *p)
{
    fl_node *seq = node(p, FL_NODE_SEQ);
    size_t start = p->at;
    for (;;) {
        while (space_len(p, p->at))
            p->at += space_len(p, p->at);
        char c = peek(p);
        if (p->at == p->src.len || c == ')' || c == ']' || c == '|')
            break;
        if (seq->children.count == FL_LIMIT_PHRASE_ITEMS)
            return fail(p, p->at, "too many items", "at most 40");
        fl_node *item = parse_item(p);
        if (!item)
            return NULL;
        *FL_PUSH(p->arena, &seq->children) = item;
        c = peek(p);
        if (p->at < p->src.len && !space_len(p, p->at) && c != ')' &&
            c != ']' && c != '|')
            return fail(p, p->at, "no space between two items", "a space");
    }
    if (seq->children.count == 0)
        return fail(p, start, "nothing here", "at least one word");
    return gaps_in_place(p, seq) ? seq : NULL;
}

fl_node *fl_phrase_grow(fl_arena *arena, const fl_phrase_job *job)
{
    parser p = { .arena = arena,
                 .packs = job->packs,
                 .loading = job->loading,
                 .src = job->source,
                 .exact = job->exact,
                 .in_list = job->in_list,
                 .code = job->code,
                 .error = job->error };
    fl_node *seq = parse_seq(&p);
    if (!seq)
        return NULL;
    if (p.at < p.src.len) /* ')', ']' or '|' outside a group */
        return fail(&p, p.at, "this mark stands outside a group",
                    "the end of the phrase");
    return seq;
}
