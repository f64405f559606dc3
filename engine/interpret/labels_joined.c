/*
 * Labels that name several questions: "1 and 3.", "2) and 3)", "A and B.".
 * SPDX-License-Identifier: MIT
 */
#include "interpret/labels.h"

/* Length of "3", "3)", "(3)", "(b)" or "3(b)" at the start of `text`; 0: none. */
static size_t id_length(fl_str text)
{
    size_t open = text.len > 0 && text.ptr[0] == '(';
    size_t at = open;
    while (at < text.len && at < open + 2 && fl_is_digit(text.ptr[at]))
        at++;
    if (open && at > open)
        return at < text.len && text.ptr[at] == ')' ? at + 1 : 0;
    size_t letter = open ? 0 : at;
    if (letter + 2 < text.len && text.ptr[letter] == '(' &&
        fl_is_lower(text.ptr[letter + 1]) && text.ptr[letter + 2] == ')')
        return letter + 3;
    if (open || (at < text.len && fl_is_word(text.ptr[at])))
        return 0;
    return at > 0 && at < text.len && text.ptr[at] == ')' ? at + 1 : at;
}

/* What joins two ids of a label at `at` of `text`: ", ", " and ", " - "; its
 * end, or 0. */
static size_t join_end(fl_str text, size_t at, bool *range)
{
    size_t next = at;
    while (next < text.len && (text.ptr[next] == ' ' || text.ptr[next] == ',' ||
                               text.ptr[next] == '&' || text.ptr[next] == '-'))
        *range |= text.ptr[next++] == '-';
    size_t word = fl_label_joiner(fl_str_slice(text, next, text.len));
    *range |= word == 2 && text.ptr[next] == 't';
    next += word;
    while (word > 0 && next < text.len && text.ptr[next] == ' ')
        next++;
    bool only_spaces = word == 0;
    for (size_t i = at; i < next && only_spaces; i++)
        only_spaces = text.ptr[i] == ' ';
    return only_spaces ? 0 : next;
}

static uint32_t value_of(fl_str id)
{
    uint32_t n = 0;
    for (size_t i = 0; i < id.len && i < 3 && fl_is_digit(id.ptr[i]); i++)
        n = n * 10 + (uint32_t)(id.ptr[i] - '0');
    return n;
}

/* "1 and 3. We hold …", "1 to 3:", "2(a), 2(b): …", and what joins the label
 * "2)" in "2) and 3) We hold …" or "(a)" in "(a) and (b): …": the paragraph
 * answers all of them. */
void fl_read_joined(fl_reading *r, uint32_t b, fl_label_key *key)
{
    fl_str text = fl_block_folded(r, b);
    fl_label_key all = { .answer_word = key->answer_word || !key->ids.count };
    bool range = false;
    size_t at = 0;
    if (key->ids.count > 0)
        *FL_PUSH(r->arena, &all.ids) = fl_key_id(key);
    else
        at = id_length(text);
    if (at > 0)
        *FL_PUSH(r->arena, &all.ids) =
            fl_label_id(r->arena, fl_str_slice(text, 0, at));
    for (; all.ids.count > 0; range = false) {
        size_t next = join_end(text, at, &range);
        size_t len = next ? id_length(fl_str_slice(text, next, text.len)) : 0;
        if (len == 0)
            break;
        uint32_t last = value_of(all.ids.items[all.ids.count - 1]);
        fl_str id = fl_label_id(r->arena, fl_str_slice(text, next, next + len));
        for (uint32_t n = last + 1; range && last && n < value_of(id); n++)
            *FL_PUSH(r->arena, &all.ids) = fl_arena_printf(r->arena, "%u", n);
        *FL_PUSH(r->arena, &all.ids) = id;
        at = next + len;
    }
    /* behind "2) and 3)" no further mark is needed */
    bool closed = key->ids.count > 0 && at > 0 && at + 1 < text.len &&
                  text.ptr[at - 1] == ')' && text.ptr[at] == ' ';
    bool marked = at < text.len &&
                  (text.ptr[at] == '.' || text.ptr[at] == ':') &&
                  (at + 1 == text.len || text.ptr[at + 1] == ' ');
    if (all.ids.count < 2 || !(marked || closed))
        return;
    all.question_word = key->question_word;
    all.text_start =
        r->doc->blocks.items[b].start + (uint32_t)fl_label_skip(text, at);
    *key = all;
}

/* "A and B. Attached.", "a, b: …": bare letters count only where they are joined
 * and a mark ends them. */
void fl_read_joined_letters(fl_reading *r, uint32_t b, fl_label_key *key)
{
    fl_str text = fl_block_folded(r, b);
    fl_label_key all = { .answer_word = true };
    bool range = false;
    size_t at = 0;
    while (at < text.len && fl_is_lower(text.ptr[at]) &&
           (at + 1 == text.len || !fl_is_word(text.ptr[at + 1]))) {
        *FL_PUSH(r->arena, &all.ids) = fl_str_slice(text, at, at + 1);
        size_t next = join_end(text, at + 1, &range);
        at++;
        if (next == 0)
            break;
        at = next;
    }
    if (all.ids.count < 2 || range || at >= text.len ||
        (text.ptr[at] != '.' && text.ptr[at] != ':'))
        return;
    all.text_start =
        r->doc->blocks.items[b].start + (uint32_t)fl_label_skip(text, at);
    *key = all;
}
