/*
 * Compiles phrases on first use and runs them. A pattern is published by
 * compare-and-swap; the thread that loses frees its own.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/matcher.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/limits.h"

/* Compiling to machine code costs more than some matches of it save. */
#define JIT_AFTER_USES 24u
#define STACK_START    ((size_t)32 * 1024)
#define STACK_MOST     ((size_t)512 * 1024)

static void *pcre_malloc(PCRE2_SIZE size, void *data)
{
    (void)data;
    return fl_malloc(size);
}

static void pcre_free(void *block, void *data)
{
    (void)data;
    fl_free(block);
}

static void free_code(pcre2_code *code)
{
    pcre2_code_free(code);
}

/* Index of the token of `type` that begins at `start` and, unless `end` is
 * SIZE_MAX, ends there; UINT32_MAX when there is none. */
static uint32_t find_token(const fl_slot_check *check, uint32_t type,
                           size_t start, size_t end)
{
    for (uint32_t i = 0; i < check->count; i++) {
        const fl_token *t = &check->tokens[i];
        if (t->start > check->base + start)
            break;
        if (t->type == type && t->start == check->base + start &&
            (end == SIZE_MAX || t->end == check->base + end))
            return i;
    }
    return UINT32_MAX;
}

static int on_callout(pcre2_callout_block *block, void *data)
{
    const fl_slot_check *check = data;
    uint32_t slot = (block->callout_number - 1) / 2;
    bool closing = (block->callout_number - 1) % 2;
    if (slot >= check->code->slot_count)
        return 0;
    uint32_t type = check->code->types[slot];
    if (!closing)
        return find_token(check, type, block->current_position, SIZE_MAX) ==
               UINT32_MAX;
    size_t group = slot + 1;
    return find_token(check, type, block->offset_vector[2 * group],
                      block->current_position) == UINT32_MAX;
}

const char *fl_regex_check(fl_arena *arena, fl_str regex, size_t *offset)
{
    int error = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)regex.ptr, regex.len,
                      PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &error, &at, NULL);
    if (code) {
        free_code(code);
        return NULL;
    }
    char *message = fl_arena_alloc(arena, 200);
    pcre2_get_error_message(error, (PCRE2_UCHAR *)message, 200);
    *offset = at;
    return message;
}

fl_matcher *fl_matcher_new(void)
{
    fl_matcher *m = fl_malloc(sizeof(*m));
    if (!m)
        return NULL;
    m->memory = pcre2_general_context_create(pcre_malloc, pcre_free, NULL);
    m->context = m->memory ? pcre2_match_context_create(m->memory) : NULL;
    m->match = m->context
                   ? pcre2_match_data_create(FL_PHRASE_SLOTS + 8, m->memory)
                   : NULL;
    m->stack = m->match
                   ? pcre2_jit_stack_create(STACK_START, STACK_MOST, m->memory)
                   : NULL;
    m->scratch = m->stack ? fl_arena_new() : NULL;
    if (!m->scratch) {
        fl_matcher_free(m);
        return NULL;
    }
    pcre2_set_match_limit(m->context, FL_LIMIT_MATCH_STEPS);
    pcre2_jit_stack_assign(m->context, NULL, m->stack);
    return m;
}

void fl_matcher_free(fl_matcher *m)
{
    if (!m)
        return;
    fl_arena_free(m->scratch);
    pcre2_jit_stack_free(m->stack);
    pcre2_match_data_free(m->match);
    pcre2_match_context_free(m->context);
    pcre2_general_context_free(m->memory);
    fl_free(m);
}

/* The pattern as PCRE2 code; NULL when memory is short. */
static pcre2_code *compile(fl_matcher *m, const fl_packs *packs,
                           const fl_phrase *phrase, bool jit)
{
    fl_arena *scratch = m->scratch;
    pcre2_code *volatile code = NULL;
    pcre2_compile_context *volatile context = NULL;
    if (FL_ARENA_TRY(scratch)) {
        fl_str pattern = fl_phrase_pattern(scratch, packs, phrase);
        int error = 0;
        PCRE2_SIZE at = 0;
        context = pcre2_compile_context_create(m->memory);
        if (context)
            code = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len,
                                 PCRE2_UTF | PCRE2_NO_UTF_CHECK |
                                     PCRE2_NEVER_BACKSLASH_C,
                                 &error, &at, context);
        if (code && jit) /* where there is no JIT the code works all the same */
            pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    }
    fl_arena_untry(scratch);
    pcre2_compile_context_free(context);
    fl_arena_reset(scratch);
    return code;
}

/* The published code, compiled and published if nobody has yet. */
static const pcre2_code *published(fl_matcher *m, const fl_packs *packs,
                                   const fl_phrase *phrase, bool jit)
{
    _Atomic(pcre2_code *) *place =
        jit ? &phrase->code->jitted : &phrase->code->compiled;
    pcre2_code *ready = atomic_load_explicit(place, memory_order_acquire);
    if (ready)
        return ready;
    pcre2_code *own = compile(m, packs, phrase, jit);
    if (!own)
        return NULL;
    if (atomic_compare_exchange_strong(place, &ready, own))
        return own;
    free_code(own);
    return ready;
}

static const pcre2_code *code_of(fl_matcher *m, const fl_packs *packs,
                                 const fl_phrase *phrase)
{
    unsigned uses =
        atomic_load_explicit(&phrase->code->uses, memory_order_relaxed);
    if (uses <= JIT_AFTER_USES)
        atomic_fetch_add_explicit(&phrase->code->uses, 1, memory_order_relaxed);
    return published(m, packs, phrase, uses > JIT_AFTER_USES);
}

bool fl_matcher_is_fast(const fl_phrase *phrase)
{
    return atomic_load_explicit(&phrase->code->jitted, memory_order_acquire) !=
           NULL;
}

fl_match fl_matcher_next(fl_matcher *m, const fl_packs *packs,
                         const fl_phrase *phrase, fl_str subject, size_t from,
                         fl_slot_check *check, size_t span[2],
                         uint32_t slots[FL_PHRASE_SLOTS])
{
    const pcre2_code *code = code_of(m, packs, phrase);
    if (!code)
        return FL_MATCH_NOMEM;
    check->code = phrase->code;
    pcre2_set_callout(m->context, phrase->code->slot_count ? on_callout : NULL,
                      check);
    int found = pcre2_match(code, (PCRE2_SPTR)subject.ptr, subject.len, from,
                            PCRE2_NO_UTF_CHECK, m->match, m->context);
    if (found == PCRE2_ERROR_NOMATCH)
        return FL_MATCH_NONE;
    if (found < 0)
        return FL_MATCH_LIMIT;
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(m->match);
    span[0] = at[0];
    span[1] = at[1];
    for (uint32_t s = 0; s < FL_PHRASE_SLOTS; s++) {
        slots[s] = UINT32_MAX;
        if (s < phrase->code->slot_count && (int)s + 1 < found &&
            at[2 * (s + 1)] != PCRE2_UNSET)
            slots[s] = find_token(check, phrase->code->types[s],
                                  at[2 * (s + 1)], at[2 * (s + 1) + 1]);
    }
    return FL_MATCH_FOUND;
}

void fl_phrases_dispose(fl_packs *packs)
{
    for (size_t i = 0; i < packs->phrases.count; i++) {
        fl_phrase_code *code = packs->phrases.items[i].code;
        if (!code)
            continue;
        free_code(atomic_exchange(&code->compiled, NULL));
        free_code(atomic_exchange(&code->jitted, NULL));
    }
}
