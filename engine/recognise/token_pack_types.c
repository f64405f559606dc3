/*
 * Token types that a pack adds: by a regular expression on T, or by the mask
 * that a publisher put in the place of a token ("[email address]").
 * SPDX-License-Identifier: MIT
 */
#define PCRE2_CODE_UNIT_WIDTH 8

#include "base/alloc.h"
#include "base/limits.h"
#include "recognise/tokens.h"

#include <pcre2.h>

/* One type's expression, compiled for this document. */
typedef struct {
    pcre2_general_context *memory;
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *limits;
} expression;

static void *take(size_t size, void *data)
{
    (void)data;
    return fl_malloc(size);
}

static void give(void *ptr, void *data)
{
    (void)data;
    fl_free(ptr);
}

static void release(void *object)
{
    expression *e = object;
    pcre2_match_data_free(e->data);
    pcre2_match_context_free(e->limits);
    pcre2_code_free(e->code);
    pcre2_general_context_free(e->memory);
    *e = (expression){ 0 };
}

/* False when the pack's expression is none: the loader has said so. */
static bool compile(fl_arena *arena, expression *e, fl_str regex)
{
    e->memory = pcre2_general_context_create(take, give, NULL);
    pcre2_compile_context *how =
        e->memory ? pcre2_compile_context_create(e->memory) : NULL;
    if (!how) {
        release(e);
        fl_arena_fail(arena);
    }
    int error = 0;
    PCRE2_SIZE where = 0;
    e->code =
        pcre2_compile((PCRE2_SPTR)regex.ptr, regex.len,
                      PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C,
                      &error, &where, how);
    pcre2_compile_context_free(how);
    if (!e->code) {
        bool memory = error == PCRE2_ERROR_HEAP_FAILED;
        release(e);
        if (memory)
            fl_arena_fail(arena);
        return false;
    }
    e->data = pcre2_match_data_create_from_pattern(e->code, e->memory);
    e->limits = pcre2_match_context_create(e->memory);
    if (!e->data || !e->limits) {
        release(e);
        fl_arena_fail(arena);
    }
    pcre2_set_match_limit(e->limits, FL_LIMIT_MATCH_STEPS);
    return true;
}

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

static bool worth_running(const fl_token_kind *kind, fl_str folded)
{
    for (size_t i = 0; i < kind->literals.count; i++)
        if (contains(folded, kind->literals.items[i]))
            return true;
    return kind->literals.count == 0;
}

static void run_sentence(const fl_lens *lens, uint32_t type,
                         const expression *e)
{
    const char *subject = lens->text + lens->start;
    size_t len = lens->end - lens->start;
    size_t at = 0;
    while (at < len) {
        int found = pcre2_match(e->code, (PCRE2_SPTR)subject, len, at,
                                PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, e->data,
                                e->limits);
        if (found < 0)
            return;
        const PCRE2_SIZE *span = pcre2_get_ovector_pointer(e->data);
        if (span[1] <= span[0])
            return;
        fl_token_push(lens, type, lens->start + (uint32_t)span[0],
                      lens->start + (uint32_t)span[1]);
        at = span[1];
    }
}

static fl_lens lens_of(fl_arena *arena, const fl_packs *packs,
                       const fl_document *doc, fl_mentions *out, size_t i)
{
    const fl_sentence *s = &out->sentences.items[i];
    return (fl_lens){ .arena = arena,
                      .packs = packs,
                      .text = doc->text.ptr,
                      .folded = doc->folded.ptr,
                      .start = s->start,
                      .end = s->end,
                      .sentence = (uint32_t)i,
                      .block = s->block,
                      .out = out };
}

static void run_kind(fl_arena *arena, const fl_packs *packs,
                     const fl_document *doc, uint32_t type, fl_mentions *out)
{
    const fl_token_kind *kind = &packs->token_kinds.items[type];
    if (kind->regex.len == 0 || !worth_running(kind, doc->folded))
        return;
    expression *e = FL_NEW(arena, expression);
    if (!compile(arena, e, kind->regex))
        return;
    fl_arena_defer(arena, release, e);
    for (size_t i = 0; i < out->sentences.count; i++) {
        fl_lens lens = lens_of(arena, packs, doc, out, i);
        run_sentence(&lens, type, e);
    }
    release(e);
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
    if (mask->text.len == 0)
        return;
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

void fl_token_pack_types(fl_arena *arena, const fl_packs *packs,
                         const fl_document *doc, fl_mentions *out)
{
    for (uint32_t t = FL_TOKEN_BUILTIN_COUNT; t < packs->token_kinds.count; t++)
        run_kind(arena, packs, doc, t, out);
    for (size_t i = 0; packs->masks.count && i < out->sentences.count; i++) {
        fl_lens lens = lens_of(arena, packs, doc, out, i);
        for (size_t m = 0; m < packs->masks.count; m++)
            run_mask(&lens, &packs->masks.items[m]);
    }
}
