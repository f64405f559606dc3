/*
 * Runs the programs of phrases. Those that the build has not written are
 * written on first use, and published by compare-and-swap; the thread that
 * loses frees its own.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/matcher.h"

#include "base/alloc.h"

fl_matcher *fl_matcher_new(void)
{
    fl_matcher *m = fl_malloc(sizeof(*m));
    if (!m)
        return NULL;
    bool ready = fl_regex_runner_init(&m->regex);
    m->scratch = ready ? fl_arena_new() : NULL;
    if (!m->scratch) {
        fl_matcher_free(m);
        return NULL;
    }
    return m;
}

void fl_matcher_free(fl_matcher *m)
{
    if (!m)
        return;
    fl_arena_free(m->scratch);
    fl_machine_dispose(&m->machine);
    fl_candidates_dispose(&m->candidates);
    fl_recall_dispose(&m->recall);
    fl_regex_runner_dispose(&m->regex);
    fl_free(m);
}

static fl_program *write_program(fl_matcher *m, const fl_packs *packs,
                                 const fl_phrase *phrase)
{
    fl_program *volatile program = NULL;
    if (FL_ARENA_TRY(m->scratch))
        program = fl_program_write(m->scratch,
                                   fl_phrase_tree(m->scratch, packs, phrase));
    fl_arena_untry(m->scratch);
    fl_arena_reset(m->scratch);
    return program;
}

/* NULL when memory is short. */
static const fl_program *program_of(fl_matcher *m, const fl_packs *packs,
                                    const fl_phrase *phrase)
{
    if (packs->programs)
        return (const fl_program
                    *)(packs->programs +
                       packs->program_at[phrase - packs->phrases.items]);
    _Atomic(fl_program *) *place = &phrase->code->program;
    fl_program *ready = atomic_load_explicit(place, memory_order_acquire);
    if (ready)
        return ready;
    fl_program *own = write_program(m, packs, phrase);
    if (!own || atomic_compare_exchange_strong(place, &ready, own))
        return own;
    fl_free(own);
    return ready;
}

fl_match fl_matcher_next(fl_matcher *m, const fl_packs *packs,
                         const fl_phrase *phrase, fl_str subject, size_t from,
                         size_t last, fl_sentence_view *view, fl_span *out)
{
    if (phrase->regex) {
        memset(out->slots, 0xFF, sizeof(out->slots));
        return fl_regex_run(&m->regex, phrase->code->regex, subject, from, out);
    }
    const fl_program *program = program_of(m, packs, phrase);
    if (!program)
        return FL_MATCH_NOMEM;
    view->code = phrase->code;
    return fl_program_run(&m->machine, program, subject, from, last, view, out);
}

void fl_phrases_dispose(fl_packs *packs)
{
    for (size_t i = 0; i < packs->phrases.count; i++) {
        fl_phrase_code *code = packs->phrases.items[i].code;
        if (code)
            fl_free(atomic_exchange(&code->program, NULL));
    }
}
