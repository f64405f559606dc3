/*
 * Takes in a phrase when packs are loaded: its grammar is checked and its
 * needs are noted. The tree is scratch; it is made again, with the pattern,
 * for the few phrases that a run comes to match.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/phrase_tree.h"
#include "recognise/prefilter.h"

static void free_scratch(void *arena)
{
    fl_arena_free(arena);
}

static fl_prefilter *prefilter_of(fl_packs *packs)
{
    if (!packs->prefilter)
        packs->prefilter = FL_NEW(packs->arena, fl_prefilter);
    if (!packs->prefilter->scratch) {
        fl_arena *scratch = fl_arena_new();
        if (!scratch)
            fl_arena_fail(packs->arena);
        packs->prefilter->scratch = scratch;
        fl_arena_defer(packs->arena, free_scratch, scratch);
    }
    return packs->prefilter;
}

/* The error's texts as long-lived as the packs. */
static void keep_error(fl_packs *packs, fl_phrase_error *error)
{
    error->what = fl_arena_dup(packs->arena, error->what);
    error->expected = fl_arena_dup(packs->arena, error->expected);
}

/* Parses `source` in scratch memory and notes in `code`, unless it is NULL,
 * what it needs. */
static bool take_in(fl_packs *packs, fl_phrase_job *job)
{
    fl_prefilter *prefilter = prefilter_of(packs);
    fl_arena *scratch = prefilter->scratch;
    volatile bool good = false;
    volatile bool short_of_memory = true;
    if (FL_ARENA_TRY(scratch)) {
        const fl_node *tree = fl_phrase_grow(scratch, job);
        good = tree != NULL;
        if (tree && job->code) {
            fl_phrase_find_needs(scratch, packs, &prefilter->literals, tree,
                                 job->code);
            good = job->code->need_count > 0 && fl_phrase_has_literal(tree);
            if (!good)
                *job->error = (fl_phrase_error){
                    .what = FL_STR("nothing to look for"),
                    .expected = FL_STR("a word of three letters or a slot in "
                                       "every branch")
                };
        }
        short_of_memory = false;
    }
    fl_arena_untry(scratch);
    if (short_of_memory)
        fl_arena_fail(packs->arena);
    if (!good)
        keep_error(packs, job->error);
    fl_arena_reset(scratch);
    return good;
}

bool fl_phrase_check_seq(fl_packs *packs, fl_str seq, fl_phrase_error *error)
{
    *error = (fl_phrase_error){ 0 };
    fl_phrase_job job = {
        .packs = packs, .source = seq, .in_list = true, .error = error
    };
    return take_in(packs, &job);
}

static bool parse_regex(fl_packs *packs, const fl_phrase *phrase,
                        fl_phrase_code *code, fl_phrase_error *error)
{
    code->regex = fl_regex_new(packs->arena, phrase->source, error);
    if (!code->regex)
        return false;
    bool empty = phrase->literals.count == 0;
    for (size_t i = 0; i < phrase->literals.count; i++)
        empty = empty || phrase->literals.items[i].len == 0;
    if (empty) {
        error->what = FL_STR("nothing to look for");
        error->expected = FL_STR("literals, none of them empty");
    }
    return !empty;
}

bool fl_phrase_parse(fl_packs *packs, fl_phrase *phrase, fl_phrase_error *error)
{
    *error = (fl_phrase_error){ 0 };
    fl_phrase_code *code = FL_NEW(packs->arena, fl_phrase_code);
    fl_phrase_job job = { .packs = packs,
                          .loading = packs,
                          .source = phrase->source,
                          .exact = phrase->exact,
                          .code = code,
                          .error = error };
    bool good = phrase->regex ? parse_regex(packs, phrase, code, error)
                              : take_in(packs, &job);
    if (good)
        phrase->code = code;
    return good;
}

const fl_node *fl_phrase_tree(fl_arena *arena, const fl_packs *packs,
                              const fl_phrase *phrase)
{
    fl_phrase_error error = { 0 };
    fl_phrase_job job = { .packs = packs,
                          .source = phrase->source,
                          .exact = phrase->exact,
                          .error = &error };
    return fl_phrase_grow(arena, &job);
}
