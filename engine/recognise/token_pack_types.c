/*
 * Token types that a pack adds: by a regular expression on T, or by the mask
 * that a publisher put in the place of a token ("[email address]").
 * SPDX-License-Identifier: MIT
 */
#include "recognise/matcher.h"
#include "recognise/tokens.h"

static bool contains(fl_str text, fl_str word)
{
    if (word.len == 0 || text.len < word.len)
        return false;
    const char *at = text.ptr;
    const char *last = text.ptr + (text.len - word.len);
    while (at <= last &&
           (at = memchr(at, word.ptr[0], (size_t)(last - at) + 1)) != NULL) {
        if (memcmp(at, word.ptr, word.len) == 0)
            return true;
        at++;
    }
    return false;
}

bool fl_kind_may_stand(const fl_token_kind *kind, fl_str folded)
{
    for (size_t i = 0; i < kind->literals.count; i++)
        if (contains(folded, kind->literals.items[i]))
            return true;
    return kind->literals.count == 0;
}

static void run_kind(const fl_lens *lens, fl_matcher *matcher, uint32_t type)
{
    const fl_token_kind *kind = &lens->packs->token_kinds.items[type];
    fl_str folded = { lens->folded + lens->start, lens->end - lens->start };
    fl_str subject = { lens->text + lens->start, folded.len };
    if (!kind->regex || kind->sifted || !fl_kind_may_stand(kind, folded))
        return;
    for (size_t at = 0; at < subject.len;) {
        fl_span span;
        fl_match found =
            fl_regex_run(&matcher->regex, kind->regex, subject, at, &span);
        if (found == FL_MATCH_NOMEM)
            fl_arena_fail(lens->arena);
        if (found != FL_MATCH_FOUND || span.end <= span.start)
            return;
        fl_token_push(lens, type, lens->start + (uint32_t)span.start,
                      lens->start + (uint32_t)span.end);
        at = span.end;
    }
}

/* The end of the mask at `at`, or 0. A '*' in it stands for whatever comes
 * before the next byte of it, but no bracket. */
static uint32_t mask_at(const fl_lens *lens, uint32_t at, fl_str mask)
{
    for (size_t i = 0; i < mask.len; i++) {
        char c = mask.ptr[i];
        if (c != '*') {
            if (fl_lens_at(lens, at) != c)
                return 0;
            at++;
            continue;
        }
        fl_str rest = fl_str_slice(mask, i + 1, mask.len);
        while (at + rest.len < lens->end && lens->folded[at] != '[' &&
               lens->folded[at] != ']' &&
               memcmp(lens->folded + at, rest.ptr, rest.len) != 0)
            at++;
    }
    return at;
}

static void run_mask(const fl_lens *lens, const fl_mask *mask)
{
    for (uint32_t at = lens->start; at + mask->text.len <= lens->end;) {
        const char *open =
            memchr(lens->folded + at, mask->text.ptr[0], lens->end - at);
        if (!open)
            return;
        at = (uint32_t)(open - lens->folded);
        uint32_t end = mask_at(lens, at, mask->text);
        if (end)
            fl_token_push(lens, mask->type, at, end);
        at = end ? end : at + 1;
    }
}

void fl_token_pack_types(const fl_lens *lens, fl_matcher *matcher)
{
    const fl_packs *packs = lens->packs;
    for (uint32_t t = FL_TOKEN_BUILTIN_COUNT; t < packs->token_kinds.count; t++)
        run_kind(lens, matcher, t);
    bool bracket = memchr(lens->folded + lens->start, '[',
                          lens->end - lens->start) != NULL;
    for (size_t m = 0; m < packs->masks.count; m++) {
        const fl_mask *mask = &packs->masks.items[m];
        if (mask->text.len && (bracket || mask->text.ptr[0] != '['))
            run_mask(lens, mask);
    }
}
