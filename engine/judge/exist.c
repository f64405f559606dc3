/*
 * "has" and "lacks": walks the candidates in document order and counts those
 * that fit. What could not be seen (a partial text, a limit that was hit) is
 * never taken for absent.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

#include <limits.h>

typedef struct {
    fl_eval *eval;
    const fl_condition *cond;
    fl_walk walk;
    fl_join join;
} candidates;

static bool has_atom(const fl_condition *cond, fl_atom atom)
{
    for (size_t i = 0; i < cond->labels.count; i++)
        if (cond->labels.items[i] == atom)
            return true;
    return false;
}

static bool has_concept(const fl_condition *cond, uint32_t concept)
{
    for (size_t i = 0; i < cond->concepts.count; i++)
        if (cond->concepts.items[i] == concept)
            return true;
    return false;
}

static bool fills_slot(const fl_eval *eval, const fl_condition *cond,
                       uint32_t token)
{
    uint32_t at = eval->index.by_token[token];
    for (; at != FL_NONE; at = eval->index.links.items[at].next) {
        uint32_t m = eval->index.links.items[at].mention;
        if (has_concept(cond, eval->facts->mentions->mentions.items[m].concept))
            return true;
    }
    return false;
}

static bool under_label(const fl_eval *eval, const fl_condition *cond,
                        fl_ref ref)
{
    fl_str provision = fl_fact_text(eval->arena, eval->facts, ref);
    for (size_t i = 0; i < cond->labels.count; i++)
        if (fl_provision_under(
                provision, fl_atom_name(eval->packs, cond->labels.items[i])))
            return true;
    return false;
}

/* `word`: what the engine calls the mark or trait. */
static bool has_word(const fl_eval *eval, const fl_condition *cond,
                     const char *word)
{
    for (size_t i = 0; i < cond->labels.count; i++)
        if (fl_str_is(fl_atom_name(eval->packs, cond->labels.items[i]), word))
            return true;
    return false;
}

static bool label_fits(const fl_eval *eval, const fl_condition *cond,
                       fl_ref ref)
{
    const fl_facts *facts = eval->facts;
    if (!cond->labels.count)
        return true;
    switch (ref.kind) {
    case FL_KIND_STANCE:
        return has_atom(cond, facts->stances.items[ref.index].stance);
    case FL_KIND_ELEMENT:
        return has_atom(cond, facts->elements.items[ref.index].element);
    case FL_KIND_DATE:
        return has_atom(cond, facts->dates.items[ref.index].role);
    case FL_KIND_MENTION:
        return has_concept(cond,
                           facts->mentions->mentions.items[ref.index].concept);
    case FL_KIND_QUANTITY:
        return fills_slot(eval, cond, ref.index);
    case FL_KIND_MARK:
        return has_word(eval, cond,
                        fl_mark_words[facts->doc->marks.items[ref.index].kind]);
    case FL_KIND_TRAIT:
        return has_word(
            eval, cond,
            fl_trait_words[facts->doc->traits.items[ref.index].kind]);
    case FL_KIND_REDACTION:
        return has_word(eval, cond, fl_fact_concept(facts, ref).ptr);
    case FL_KIND_CLAIM:
    case FL_KIND_USE:
    case FL_KIND_CITATION:
        return under_label(eval, cond, ref);
    case FL_KIND_DOCUMENT:
    case FL_KIND_PART:
    case FL_KIND_BLOCK:
    case FL_KIND_QUESTION:
    case FL_KIND_SENTENCE:
    case FL_KIND_FILE:
    case FL_KIND_COUNT:
        break;
    }
    return true;
}

/* False when there are none. */
static bool candidates_start(candidates *c, fl_eval *eval,
                             const fl_condition *cond)
{
    bool of_concepts = cond->what == FL_KIND_MENTION;
    c->eval = eval;
    c->cond = cond;
    fl_walk_start(&c->walk, eval->facts, &eval->index, cond->what,
                  of_concepts ? cond->concepts.items : cond->labels.items,
                  of_concepts ? cond->concepts.count : cond->labels.count);
    if (fl_walk_is_over(&c->walk))
        return false;
    uint32_t first = 0;
    uint32_t end = 0;
    fl_reach_of(eval, cond, &first, &end);
    fl_walk_limit(&c->walk, first, end);
    fl_join_of(&c->join, eval, cond);
    return true;
}

/* The questions, and what the letter says in words, are there for all to see;
 * what it claims and does under another law is not. */
static bool is_foreign(const fl_eval *eval, fl_ref ref)
{
    bool owned = ref.kind == FL_KIND_CLAIM || ref.kind == FL_KIND_USE ||
                 ref.kind == FL_KIND_STANCE || ref.kind == FL_KIND_REDACTION;
    return owned && fl_fact_is_foreign(eval, ref);
}

/* The next fact with the right label that counts; false at the end. */
static bool candidates_next(candidates *c, fl_ref *out)
{
    fl_eval *eval = c->eval;
    const fl_condition *cond = c->cond;
    for (;;) {
        uint32_t at = fl_walk_next(&c->walk);
        if (at == FL_NONE)
            return false;
        eval->steps++;
        *out = (fl_ref){ cond->what, at };
        if ((c->walk.index || label_fits(eval, cond, *out)) &&
            fl_fact_counts(eval->facts, *out, cond->any_status,
                           cond->any_voice) &&
            !is_foreign(eval, *out))
            return true;
    }
}

/* ---- one candidate ----------------------------------------------------------------- */

static fl_verdict fits_with(fl_eval *eval, const fl_condition *cond)
{
    fl_verdict result = { .value = FL_TRUE };
    for (size_t i = 0; i < cond->with.count; i++) {
        fl_attr attr = fl_eval_attr(eval, &cond->with.items[i].path);
        fl_truth t = fl_test_attr(&attr, cond->with.items[i].test);
        if (t == FL_FALSE)
            return (fl_verdict){ .value = FL_FALSE };
        if (t == FL_UNKNOWN && !result.reason)
            result.reason = fl_attr_reason(eval, &cond->with.items[i].path);
        result.value = fl_truth_and(result.value, t);
    }
    return result;
}

/* `why` shows the inner nodes for the first candidates of a subject. */
static fl_verdict fits_where(fl_eval *eval, const fl_condition *cond,
                             fl_ref ref)
{
    unsigned bound = eval->slot_count;
    bool places = eval->places;
    fl_trace *trace = eval->trace;
    size_t line = 0;
    bool shown = trace && trace->candidates > 0;
    eval->slot_count = cond->slot + 1u;
    if (shown) {
        fl_str text = fl_fact_text(eval->arena, eval->facts, ref);
        trace->candidates--;
        line = fl_trace_open(eval, fl_arena_printf(eval->arena, "%s %.*s",
                                                   fl_kind_name(ref.kind),
                                                   FL_ARG(text)));
    } else {
        eval->trace = NULL;
    }
    eval->places = false; /* what a candidate lacks is not missing */
    fl_verdict result = fl_eval_condition(eval, cond->where);
    eval->places = places;
    eval->trace = trace;
    if (shown)
        fl_trace_close(eval, line, result);
    eval->slot_count = bound;
    return result;
}

/* Whether it stands where it should. */
static bool relates(fl_eval *eval, const fl_condition *cond, fl_ref ref)
{
    size_t spots = fl_fact_spots(eval->facts, ref);
    for (size_t i = 0; i < cond->relations.count; i++) {
        const fl_relation *rel = &cond->relations.items[i];
        eval->steps +=
            spots * fl_fact_spots(eval->facts, eval->slots[rel->slot]);
        if (!fl_eval_relation(eval, rel, ref))
            return false;
    }
    return true;
}

static fl_verdict both(fl_verdict a, fl_verdict b)
{
    if (!a.reason)
        a.reason = b.reason;
    a.value = fl_truth_and(a.value, b.value);
    return a;
}

static void capture(fl_eval *eval, fl_str name, fl_ref ref)
{
    if (!name.len)
        return;
    fl_capture *c = FL_PUSH(eval->arena, &eval->captures);
    c->name = name;
    c->ref = ref;
}

/* A candidate's own evidence stands before that of its `where`. */
static fl_truth try_candidate(candidates *c, fl_ref ref, const char **reason)
{
    fl_eval *eval = c->eval;
    const fl_condition *cond = c->cond;
    size_t evidence = eval->evidence.count;
    size_t captures = eval->captures.count;
    eval->slots[cond->slot] = ref;
    if (fl_join_fails(eval, &c->join) || !relates(eval, cond, ref))
        return FL_FALSE;
    fl_verdict fit = fits_with(eval, cond);
    if (fit.value == FL_FALSE)
        return FL_FALSE;
    fl_spot spot = fl_fact_spot(eval->facts, ref, 0);
    capture(eval, cond->as, ref);
    fl_eval_evidence(eval, eval->role, spot.start, spot.end,
                     fl_fact_concept(eval->facts, ref));
    if (cond->where)
        fit = both(fit, fits_where(eval, cond, ref));
    if (fit.value != FL_TRUE) {
        eval->evidence.count = evidence;
        eval->captures.count = captures;
    }
    if (fit.value == FL_UNKNOWN && !*reason)
        *reason = fit.reason;
    return fit.value;
}

/* ---- what could not be seen ----------------------------------------------------------- */

static bool concept_gives(const fl_condition *cond, const fl_packs *packs,
                          uint32_t concept)
{
    const fl_concept *c = &packs->concepts.items[concept];
    if (cond->what == FL_KIND_MENTION)
        return !cond->concepts.count || has_concept(cond, concept);
    bool gives = (cond->what == FL_KIND_STANCE && c->as == FL_AS_STANCE) ||
                 (cond->what == FL_KIND_ELEMENT && c->as == FL_AS_ELEMENT) ||
                 (cond->what == FL_KIND_DATE && c->as == FL_AS_DATE);
    return gives && (!cond->labels.count || has_atom(cond, c->label));
}

/* Why there may be more than was seen; NULL when there cannot. */
static const char *unseen(const fl_eval *eval, const fl_condition *cond)
{
    const fl_mentions *mentions = eval->facts->mentions;
    if (eval->steps > FL_LIMIT_JUDGE_STEPS)
        return "the letter has too many facts to compare";
    if (eval->facts->doc->partial)
        return "a part of the text could not be read";
    if (cond->what == FL_KIND_REDACTION && mentions->redactions_partial)
        return "not every file that goes with the letter could be looked "
               "into";
    if (cond->what == FL_KIND_FILE && mentions->files_unknown)
        return "nothing tells which files go with the letter";
    for (size_t i = 0; i < mentions->limited.count; i++)
        if (concept_gives(cond, eval->packs, mentions->limited.items[i]))
            return "a limit was reached while the text was searched";
    return NULL;
}

static fl_truth decide(const fl_condition *cond, int yes, int maybe, bool more)
{
    int most = cond->at_most >= 0 ? cond->at_most : INT_MAX;
    int least = cond->at_least >= 0 ? cond->at_least : cond->at_most < 0;
    if (yes > most || (yes + maybe < least && !more))
        return FL_FALSE;
    if (yes >= least && (most == INT_MAX || (yes + maybe <= most && !more)))
        return FL_TRUE;
    return FL_UNKNOWN;
}

/* For `why`: how many fitted and the words of the first few. */
static fl_str exist_note(const fl_eval *eval, size_t evidence, int yes,
                         int seen)
{
    fl_str note = fl_arena_printf(eval->arena, "%d of %d fit", yes, seen);
    for (size_t i = evidence; i < eval->evidence.count && i < evidence + 3;
         i++) {
        const fl_evidence *e = &eval->evidence.items[i];
        uint32_t end = e->end - e->start > 80 ? e->start + 80 : e->end;
        fl_str quote = fl_document_text(eval->facts->doc, e->start, end);
        if (e->text.len)
            quote = e->text;
        note = fl_arena_printf(eval->arena, "%.*s; \"%.*s\"", FL_ARG(note),
                               FL_ARG(quote));
    }
    return note;
}

fl_verdict fl_eval_exist(fl_eval *eval, const fl_condition *cond)
{
    size_t evidence = eval->evidence.count;
    int seen = 0;
    int yes = 0;
    int maybe = 0;
    const char *reason = NULL;
    int enough = cond->at_most >= 0   ? cond->at_most + 1
                 : cond->at_least > 0 ? cond->at_least
                                      : 1;
    candidates c;
    fl_ref ref;
    bool any = candidates_start(&c, eval, cond);
    while (any && yes < enough && eval->steps <= FL_LIMIT_JUDGE_STEPS &&
           candidates_next(&c, &ref)) {
        fl_truth t = try_candidate(&c, ref, &reason);
        seen++;
        yes += t == FL_TRUE;
        maybe += t == FL_UNKNOWN;
    }
    const char *more = yes < enough ? unseen(eval, cond) : NULL;
    fl_verdict result = { .value = decide(cond, yes, maybe, more != NULL) };
    if (result.value == FL_UNKNOWN) {
        result.reason = reason ? reason : more;
    } else if (eval->places && cond->what != FL_KIND_FILE &&
               result.value == FL_FALSE && yes < enough) {
        result.missing = 1 + fl_expected_at(eval, cond);
    }
    if (cond->lacks)
        result.value = fl_truth_not(result.value);
    if (eval->trace)
        fl_trace_note(eval, exist_note(eval, evidence, yes, seen));
    return result;
}
