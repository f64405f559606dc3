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

static void free_code(pcre2_code *code)
{
    pcre2_code_free(code);
}

/* The first token of the sentence that begins at T offset `start` or later. */
static uint32_t first_from(const fl_slot_check *check, uint32_t start)
{
    uint32_t low = 0;
    uint32_t high = (uint32_t)check->count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (check->tokens[mid].start < start)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* Index of the token of `type` from `start` to `end` in the subject;
 * UINT32_MAX when there is none. */
static uint32_t find_token(const fl_slot_check *check, uint32_t type,
                           size_t start, size_t end)
{
    uint32_t from = (uint32_t)(check->base + start);
    for (uint32_t i = first_from(check, from);
         i < check->count && check->tokens[i].start == from; i++)
        if (check->tokens[i].type == type &&
            check->tokens[i].end == check->base + end)
            return i;
    return UINT32_MAX;
}

/* Where the longest token of `type` ends that begins at `start`; 0: none. */
static size_t longest_token(const fl_slot_check *check, uint32_t type,
                            size_t start)
{
    size_t end = 0;
    uint32_t from = (uint32_t)(check->base + start);
    for (uint32_t i = first_from(check, from);
         i < check->count && check->tokens[i].start == from; i++)
        if (check->tokens[i].type == type && check->tokens[i].end > end)
            end = check->tokens[i].end;
    return end ? end - check->base : 0;
}

/* A slot opens where a token begins, goes on as far as one reaches and closes
 * where one ends. Its last opening is the one at hand: no slot is repeated. */
static int on_callout(pcre2_callout_block *block, void *data)
{
    fl_slot_check *check = data;
    uint32_t number = block->callout_number - 1;
    uint32_t slot = number / FL_SLOT_CALLOUTS;
    size_t at = block->current_position;
    if (slot >= check->code->slot_count)
        return 1; /* cannot be: every slot was counted */
    uint32_t type = check->code->types[slot];
    switch (number % FL_SLOT_CALLOUTS + 1) {
    case FL_SLOT_OPENS:
        check->start[slot] = at;
        check->end[slot] = longest_token(check, type, at);
        return check->end[slot] == 0;
    case FL_SLOT_GOES_ON:
        return at > check->end[slot];
    default:
        return find_token(check, type, check->start[slot], at) == UINT32_MAX;
    }
}

/* What the phrase language forbids in a regular expression, if anything. */
static const char *forbidden(const pcre2_code *code)
{
    uint32_t references = 0;
    uint32_t empty = 0;
    pcre2_pattern_info(code, PCRE2_INFO_BACKREFMAX, &references);
    pcre2_pattern_info(code, PCRE2_INFO_MATCHEMPTY, &empty);
    if (references)
        return "it holds a back-reference";
    return empty ? "it matches nothing at all" : NULL;
}

const char *fl_regex_check(fl_arena *arena, fl_str regex, size_t *offset)
{
    int error = 0;
    PCRE2_SIZE at = 0;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)regex.ptr, regex.len,
                      PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &error, &at, NULL);
    if (code) {
        const char *wrong = forbidden(code);
        free_code(code);
        return wrong;
    }
    if (error == PCRE2_ERROR_HEAP_FAILED)
        fl_arena_fail(arena);
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
    m->memory = fl_pcre_memory(&m->reserve);
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

/* Where there is no machine code to be had, the code works all the same;
 * false, and the code is gone, when memory is short. */
static bool make_fast(fl_matcher *m, pcre2_code *code)
{
    bool done = fl_pcre_jit(&m->reserve, code);
    if (!done)
        free_code(code);
    fl_free(m->reserve.base);
    m->reserve = (fl_reserve){ 0 };
    return done;
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
    }
    fl_arena_untry(scratch);
    pcre2_compile_context_free(context);
    fl_arena_reset(scratch);
    if (code && jit && !make_fast(m, code))
        return NULL;
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

static int run(fl_matcher *m, const pcre2_code *code, fl_str subject,
               size_t from, uint32_t options)
{
    return pcre2_match(code, (PCRE2_SPTR)subject.ptr, subject.len, from,
                       PCRE2_NO_UTF_CHECK | options, m->match, m->context);
}

static bool is_failure(int found)
{
    return found < 0 && found != PCRE2_ERROR_NOMATCH;
}

/* Machine code and interpreter count steps in ways of their own, and which of
 * them runs depends on what ran before: a limit counts if both reach it. */
static int run_otherwise(fl_matcher *m, const fl_packs *packs,
                         const fl_phrase *phrase, const pcre2_code *code,
                         fl_str subject, size_t from)
{
    size_t machine = 0;
    pcre2_pattern_info(code, PCRE2_INFO_JITSIZE, &machine);
    if (machine)
        return run(m, code, subject, from, PCRE2_NO_JIT);
    code = published(m, packs, phrase, true);
    return code ? run(m, code, subject, from, 0) : PCRE2_ERROR_NOMEMORY;
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
    int found = run(m, code, subject, from, 0);
    if (is_failure(found) && found != PCRE2_ERROR_NOMEMORY)
        found = run_otherwise(m, packs, phrase, code, subject, from);
    if (found == PCRE2_ERROR_NOMEMORY)
        return FL_MATCH_NOMEM;
    if (found < 0)
        return found == PCRE2_ERROR_NOMATCH ? FL_MATCH_NONE : FL_MATCH_LIMIT;
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
