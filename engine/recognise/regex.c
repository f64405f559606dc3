/*
 * Runs regular expressions. Machine code is made by the thread that first has
 * use for it and published by compare-and-swap; who loses frees its own.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/regex.h"

#include "base/alloc.h"
#include "base/limits.h"

#include <stdatomic.h>

/* Compiling to machine code costs more than some matches of it save; those of
 * an anchored expression mostly fail at its first words. */
#define JIT_AFTER_USES          24u
#define JIT_AFTER_ANCHORED_USES 120u
#define STACK_START             ((size_t)32 * 1024)
#define STACK_MOST              ((size_t)512 * 1024)
#define OPTIONS                 (PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C)

struct fl_regex {
    fl_str source;
    bool anchored;      /* matches at the start of a subject alone, */
    uint64_t firsts[2]; /* there with one of these bytes, or one beyond ASCII */
    _Atomic(pcre2_code *) code;   /* for PCRE2's interpreter */
    _Atomic(pcre2_code *) jitted; /* machine code, once it pays */
    atomic_uint uses;
};

static void release(void *object)
{
    fl_regex *regex = object;
    pcre2_code_free(atomic_load(&regex->code));
    pcre2_code_free(atomic_load(&regex->jitted));
}

/* What the phrase language forbids in an expression, if anything. */
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

static pcre2_code *compile(pcre2_general_context *memory, fl_str source,
                           int *error, PCRE2_SIZE *at)
{
    pcre2_compile_context *context = pcre2_compile_context_create(memory);
    if (!context) {
        *error = PCRE2_ERROR_HEAP_FAILED;
        return NULL;
    }
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)source.ptr, source.len,
                                     OPTIONS, error, at, context);
    pcre2_compile_context_free(context);
    return code;
}

/* Asks of each byte whether a match may begin with it: most subjects are
 * passed over by their first one. False: no memory. */
static bool find_firsts(fl_regex *regex, const pcre2_code *code,
                        pcre2_general_context *memory)
{
    uint32_t options = 0;
    pcre2_pattern_info(code, PCRE2_INFO_ALLOPTIONS, &options);
    regex->anchored = (options & PCRE2_ANCHORED) != 0;
    if (!regex->anchored)
        return true;
    pcre2_match_data *match = pcre2_match_data_create(1, memory);
    bool good = match != NULL;
    for (unsigned char byte = 0; good && byte < 0x80; byte++) {
        int found =
            pcre2_match(code, &byte, 1, 0, PCRE2_PARTIAL_HARD, match, NULL);
        good = found != PCRE2_ERROR_NOMEMORY;
        if (found != PCRE2_ERROR_NOMATCH)
            regex->firsts[byte / 64] |= UINT64_C(1) << (byte % 64);
    }
    pcre2_match_data_free(match);
    return good;
}

static bool may_begin(const fl_regex *regex, fl_str subject)
{
    unsigned char byte = subject.len ? (unsigned char)subject.ptr[0] : 0x80;
    return !regex->anchored || byte >= 0x80 ||
           (regex->firsts[byte / 64] >> (byte % 64) & 1);
}

fl_regex *fl_regex_new(fl_arena *arena, fl_str source, fl_phrase_error *error)
{
    int number = PCRE2_ERROR_HEAP_FAILED;
    PCRE2_SIZE at = 0;
    fl_regex *regex = FL_NEW(arena, fl_regex);
    regex->source = source;
    atomic_init(&regex->code, NULL);
    /* before there is anything that it could leak when memory is short */
    fl_arena_defer(arena, release, regex);
    pcre2_general_context *memory = fl_pcre_memory();
    pcre2_code *code = memory ? compile(memory, source, &number, &at) : NULL;
    atomic_store(&regex->code, code);
    bool short_of_memory = code ? !find_firsts(regex, code, memory)
                                : number == PCRE2_ERROR_HEAP_FAILED;
    pcre2_general_context_free(memory);
    if (short_of_memory)
        fl_arena_fail(arena);
    error->expected = FL_STR("a regular expression of PCRE2");
    if (!code) {
        char *message = fl_arena_alloc(arena, 200);
        pcre2_get_error_message(number, (PCRE2_UCHAR *)message, 200);
        error->what = fl_str_from(message);
        error->offset = at;
        return NULL;
    }
    const char *wrong = forbidden(code);
    if (!wrong)
        return regex;
    error->what = fl_str_from(wrong);
    return NULL;
}

bool fl_regex_runner_init(fl_regex_runner *r)
{
    *r = (fl_regex_runner){ 0 };
    r->memory = fl_pcre_memory();
    r->context = r->memory ? pcre2_match_context_create(r->memory) : NULL;
    r->match = r->context ? pcre2_match_data_create(8, r->memory) : NULL;
    r->stack = r->match
                   ? pcre2_jit_stack_create(STACK_START, STACK_MOST, r->memory)
                   : NULL;
    if (!r->stack)
        return false;
    pcre2_set_match_limit(r->context, FL_LIMIT_MATCH_STEPS);
    pcre2_jit_stack_assign(r->context, NULL, r->stack);
    return true;
}

void fl_regex_runner_dispose(fl_regex_runner *r)
{
    pcre2_jit_stack_free(r->stack);
    pcre2_match_data_free(r->match);
    pcre2_match_context_free(r->context);
    pcre2_general_context_free(r->memory);
}

/* Publishes `own`, unless somebody has; gives what is published. */
static const pcre2_code *publish(_Atomic(pcre2_code *) *place, pcre2_code *own)
{
    pcre2_code *ready = NULL;
    if (!own || atomic_compare_exchange_strong(place, &ready, own))
        return own;
    pcre2_code_free(own);
    return ready;
}

/* The code for the interpreter; NULL: no memory. */
static const pcre2_code *plain_code(fl_regex_runner *r, fl_regex *regex)
{
    pcre2_code *ready =
        atomic_load_explicit(&regex->code, memory_order_acquire);
    if (ready)
        return ready;
    int error = 0;
    PCRE2_SIZE at = 0;
    return publish(&regex->code,
                   compile(r->memory, regex->source, &error, &at));
}

/* The machine code; NULL: no memory. Where there is none to be had, the
 * interpreter does the same. */
static const pcre2_code *machine_code(fl_regex_runner *r, fl_regex *regex)
{
    pcre2_code *ready =
        atomic_load_explicit(&regex->jitted, memory_order_acquire);
    if (ready)
        return ready;
    const pcre2_code *plain = plain_code(r, regex);
    return plain ? publish(&regex->jitted, fl_pcre_jit(plain)) : NULL;
}

static int run(fl_regex_runner *r, const pcre2_code *code, fl_str subject,
               size_t from, uint32_t options)
{
    return pcre2_match(code, (PCRE2_SPTR)subject.ptr, subject.len, from,
                       PCRE2_NO_UTF_CHECK | options, r->match, r->context);
}

/* The same by machine code alone, without a look at what can be taken for
 * granted. */
static int run_machine_code(fl_regex_runner *r, const pcre2_code *code,
                            fl_str subject, size_t from)
{
    int found = pcre2_jit_match(code, (PCRE2_SPTR)subject.ptr, subject.len,
                                from, 0, r->match, r->context);
    return found == PCRE2_ERROR_JIT_BADOPTION
               ? run(r, code, subject, from, 0) /* there is none */
               : found;
}

/* Machine code and interpreter count steps in ways of their own, and which of
 * them runs depends on what ran before: a limit counts if both reach it. */
static int run_otherwise(fl_regex_runner *r, fl_regex *regex, bool jit,
                         fl_str subject, size_t from)
{
    const pcre2_code *code =
        jit ? plain_code(r, regex) : machine_code(r, regex);
    return code ? run(r, code, subject, from, jit ? PCRE2_NO_JIT : 0)
                : PCRE2_ERROR_NOMEMORY;
}

fl_match fl_regex_run(fl_regex_runner *r, fl_regex *regex, fl_str subject,
                      size_t from, fl_span *out)
{
    if (from == 0 && !may_begin(regex, subject))
        return FL_MATCH_NONE;
    unsigned uses = atomic_load_explicit(&regex->uses, memory_order_relaxed);
    bool jit =
        uses > (regex->anchored ? JIT_AFTER_ANCHORED_USES : JIT_AFTER_USES);
    if (!jit)
        atomic_fetch_add_explicit(&regex->uses, 1, memory_order_relaxed);
    const pcre2_code *code =
        jit ? machine_code(r, regex) : plain_code(r, regex);
    if (!code)
        return FL_MATCH_NOMEM;
    int found = jit ? run_machine_code(r, code, subject, from)
                    : run(r, code, subject, from, 0);
    if (found < 0 && found != PCRE2_ERROR_NOMATCH &&
        found != PCRE2_ERROR_NOMEMORY)
        found = run_otherwise(r, regex, jit, subject, from);
    if (found == PCRE2_ERROR_NOMEMORY)
        return FL_MATCH_NOMEM;
    if (found < 0)
        return found == PCRE2_ERROR_NOMATCH ? FL_MATCH_NONE : FL_MATCH_LIMIT;
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(r->match);
    out->start = at[0];
    out->end = at[1];
    return FL_MATCH_FOUND;
}

/* Calls `act` on each expression of the set. */
static void each_regex(fl_packs *packs, void (*act)(fl_packs *, fl_regex *))
{
    for (size_t i = 0; i < packs->phrases.count; i++)
        if (packs->phrases.items[i].regex)
            act(packs, packs->phrases.items[i].code->regex);
    for (size_t i = 0; i < packs->token_kinds.count; i++) {
        const fl_token_kind *kind = &packs->token_kinds.items[i];
        if (kind->regex)
            act(packs, kind->regex);
        if (kind->heading)
            act(packs, kind->heading);
        if (kind->under)
            act(packs, kind->under);
    }
}

static void abandon(fl_packs *packs, fl_regex *regex)
{
    (void)packs;
    atomic_store(&regex->code, NULL);
    atomic_store(&regex->jitted, NULL);
}

static void adopt(fl_packs *packs, fl_regex *regex)
{
    fl_arena_defer(packs->arena, release, regex);
}

void fl_regexes_abandon(fl_packs *packs)
{
    each_regex(packs, abandon);
}

void fl_regexes_adopt(fl_packs *packs)
{
    each_regex(packs, adopt);
}
