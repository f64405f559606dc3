/*
 * One draft through the steps: read, recognise, interpret, judge, decide. Owns the
 * arena that all of them fill and that the next scan empties.
 * SPDX-License-Identifier: MIT
 */
#include "attach/attach.h"
#include "base/alloc.h"
#include "base/sink.h"
#include "decide/decide.h"
#include "read/detect.h"
#include "read/reader.h"
#include "recognise/files.h"
#include "recognise/redactions.h"
#include "recognise/sift.h"
#include "result.h"

#include <stdio.h>
#include <time.h>

struct fl_scanner {
    const fl_packs *packs;
    fl_arena *arena;
    fl_matcher *matcher;
};

fl_status fl_scanner_new(fl_scanner **out, const fl_packs *packs)
{
    *out = NULL;
    fl_scanner *scanner = fl_malloc(sizeof(*scanner));
    if (!scanner)
        return FL_NOMEM;
    scanner->packs = packs;
    scanner->arena = fl_arena_new();
    scanner->matcher = scanner->arena ? fl_matcher_new() : NULL;
    if (!scanner->matcher) {
        fl_scanner_free(scanner);
        return FL_NOMEM;
    }
    *out = scanner;
    return FL_OK;
}

void fl_scanner_free(fl_scanner *scanner)
{
    if (!scanner)
        return;
    fl_matcher_free(scanner->matcher);
    fl_arena_free(scanner->arena);
    fl_free(scanner);
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Passes messages on and keeps the last one as the reason. */
typedef struct {
    const fl_sink *to;
    fl_arena *arena;
    fl_str last;
} listener;

static void listen(void *data, const fl_problem *problem)
{
    listener *l = data;
    l->last = fl_arena_dup(l->arena, fl_str_from(problem->text));
    if (l->to && l->to->emit)
        l->to->emit(l->to->data, problem);
}

/* A file that goes out with a letter: to an inventory, in which the patterns
 * of the packs have been sought, too. */
static fl_status inspect(fl_scanner *s, const fl_input *input,
                         const fl_scan_options *options, fl_document **out,
                         const fl_sink *sink)
{
    fl_inventory inv;
    fl_sifter *sifter =
        fl_sifter_new(s->arena, s->matcher, s->packs, options->requester);
    fl_attach_wants wants = { .listener = { fl_sift, sifter },
                              .clean = options->clean,
                              .clean_data = options->clean_data };
    fl_status status = fl_attach_inspect(s->arena, input, &wants, &inv, sink);
    if (status != FL_OK)
        return status;
    const char *slash = strrchr(input->path, '/');
    fl_sift_name(sifter, fl_str_from(slash ? slash + 1 : input->path));
    fl_sifter_finish(sifter, &inv);
    fl_inventory_finish(&inv);
    *out = inv.doc;
    return FL_OK;
}

/* The steps; returns the reader's status. */
static fl_status run(fl_scanner *s, const fl_input *input,
                     const fl_scan_options *options, fl_result *result,
                     const fl_sink *sink)
{
    fl_arena *arena = s->arena;
    listener l = { .to = sink, .arena = arena };
    fl_sink own = { listen, &l };
    double start = now_ms();
    fl_document *doc = NULL;
    fl_status status = input->attachment
                           ? inspect(s, input, options, &doc, &own)
                           : fl_read_document(arena, input, &doc, &own);
    double read = now_ms();
    result->ms_read = read - start;
    if (status != FL_OK) {
        result->status = "unreadable";
        result->error = l.last;
        return status;
    }
    fl_mentions *mentions = FL_NEW(arena, fl_mentions);
    fl_recognise(arena, s->matcher, s->packs, doc, !options->no_prefilter,
                 mentions);
    fl_find_redactions(arena, s->matcher, s->packs, doc, options, mentions);
    fl_find_files(arena, s->matcher, s->packs, doc, options, mentions);
    double recognised = now_ms();
    fl_facts *facts = FL_NEW(arena, fl_facts);
    fl_interpret(arena, s->packs, doc, mentions, options, facts);
    double interpreted = now_ms();
    fl_judgement *judgement = FL_NEW(arena, fl_judgement);
    fl_judge(arena, facts, options, judgement);
    result->ms_recognise = recognised - read;
    result->ms_interpret = interpreted - recognised;
    result->ms_judge = now_ms() - interpreted;
    result->format = doc->format;
    result->status = doc->partial ? "partial" : "ok";
    result->error =
        doc->partial ? fl_str_from(doc->partial_why) : (fl_str){ "", 0 };
    result->doc = doc;
    result->mentions = mentions;
    result->facts = facts;
    result->judgement = judgement;
    if (!options->no_decisions)
        fl_decide(arena, options, result);
    return FL_OK;
}

/* A draft whose bytes the caller could not get. */
static fl_status refuse(fl_arena *arena, const fl_input *input,
                        fl_result *result)
{
    result->error = fl_arena_dup(arena, fl_str_from(input->error));
    return FL_IO;
}

fl_status fl_scan(fl_scanner *scanner, const fl_input *input,
                  const fl_scan_options *options, const fl_result **out,
                  const fl_sink *sink)
{
    *out = NULL;
    if (!input->path || (!input->bytes && input->size && !input->error))
        return FL_USAGE;
    fl_arena_reset(scanner->arena);
    fl_status status = FL_NOMEM;
    if (FL_ARENA_TRY(scanner->arena)) {
        fl_result *result = FL_NEW(scanner->arena, fl_result);
        *result = (fl_result){ .packs = scanner->packs,
                               .path = input->path,
                               .format = "",
                               .status = "unreadable",
                               .error = { "", 0 },
                               .bytes = { input->bytes, input->size },
                               .origin = { input->bytes, input->size },
                               .baseline_path = options->baseline_path,
                               .timed = options->timing };
        if (input->origin)
            result->origin = (fl_str){ input->origin, input->origin_size };
        if (input->error)
            status = refuse(scanner->arena, input, result);
        else
            status = run(scanner, input, options, result, sink);
        *out = result;
    } else {
        *out = NULL;
        status = FL_NOMEM;
    }
    fl_arena_untry(scanner->arena);
    return status;
}

const char *fl_result_status(const fl_result *result)
{
    return result->status;
}

bool fl_result_recognised(const fl_result *result)
{
    return result->facts && result->facts->kinds.count > 0;
}

size_t fl_result_finding_count(const fl_result *result)
{
    return result->judgement ? result->judgement->finding_count : 0;
}

const char *fl_needs_conversion(const char *bytes, size_t size)
{
    return fl_detect((fl_str){ bytes, size }).convert;
}

bool fl_is_attachment(const fl_input *input)
{
    return fl_attach_only(input);
}

bool fl_packs_judge_attachments(const fl_packs *packs)
{
    fl_atom kind = fl_packs_atom(packs, FL_STR("attachment"));
    for (size_t i = 0; i < packs->rules.count; i++) {
        const fl_rule *rule = &packs->rules.items[i];
        const fl_pack *pack = &packs->packs.items[rule->pack];
        bool own = rule->kinds.count > 0;
        const fl_atom *items = own ? rule->kinds.items : pack->kinds.items;
        size_t count = own ? rule->kinds.count : pack->kinds.count;
        for (size_t k = 0; k < count; k++)
            if (items[k] == kind)
                return true;
    }
    return false;
}

bool fl_result_attachment(const fl_result *result, size_t i,
                          fl_attachment_info *out)
{
    if (!result->doc || i >= result->doc->attachments.count)
        return false;
    const fl_attachment *a = &result->doc->attachments.items[i];
    *out =
        (fl_attachment_info){ a->name.ptr, a->type.ptr, a->bytes.ptr, a->size };
    return true;
}

/* Trait `i` of those that tell of something taken out; NULL: no more. */
static const fl_trait *redaction_trait(const fl_document *doc, size_t i)
{
    for (size_t t = 0; t < doc->traits.count; t++)
        if (doc->traits.items[t].kind == FL_TRAIT_REDACTION && i-- == 0)
            return &doc->traits.items[t];
    return NULL;
}

bool fl_result_redaction(const fl_result *result, size_t i,
                         fl_redaction_info *out)
{
    const fl_trait *t = result->doc ? redaction_trait(result->doc, i) : NULL;
    if (!t)
        return false;
    *out = (fl_redaction_info){ .kind = t->name.ptr,
                                .file = result->path,
                                .place = t->where.ptr,
                                .text = t->text.ptr,
                                .count = (size_t)t->count };
    return true;
}

static bool in_mark(const fl_mentions *found, const fl_use *use)
{
    for (size_t i = 0; i < found->redactions.count; i++) {
        const fl_redaction *r = &found->redactions.items[i];
        if (r->block != FL_NONE && use->start >= r->start && use->end <= r->end)
            return true;
    }
    return false;
}

bool fl_result_marked_copy(const fl_result *result)
{
    const fl_facts *f = result->facts;
    if (!f || f->claims.count == 0)
        return false;
    for (size_t i = 0; i < f->parts.count; i++)
        if (f->parts.items[i].role == FL_PART_RIGHTS)
            return false;
    for (size_t c = 0; c < f->claims.count; c++)
        for (size_t u = 0; u < f->claims.items[c].uses.count; u++)
            if (!in_mark(f->mentions, &f->claims.items[c].uses.items[u]))
                return false;
    return true;
}

bool fl_result_claims(const fl_result *result)
{
    return result->facts && result->facts->claims.count > 0;
}

bool fl_result_finding(const fl_result *result, size_t i, fl_finding_info *out)
{
    if (i >= fl_result_finding_count(result))
        return false;
    const fl_outcome *o = &result->judgement->outcomes.items[i];
    const fl_rule *rule = &result->packs->rules.items[o->rule];
    fl_place place = fl_document_place(result->doc, o->start, o->end);
    fl_str quote = fl_document_text(result->doc, o->start, o->end);
    *out = (fl_finding_info){
        .rule = fl_atom_name(result->packs, rule->id).ptr,
        .pack = result->packs->packs.items[rule->pack].name.ptr,
        .severity = fl_severity_words[o->severity],
        .message = o->message.ptr,
        .advice = o->advice.ptr,
        .quote = quote.ptr,
        .quote_len = quote.len,
        .line = place.line,
        .col = place.col,
        .end_line = place.end_line,
        .end_col = place.end_col,
        .live = !result->decisions || fl_decision_live(result->decisions[i]),
    };
    if (o->has_expected) {
        place = fl_document_place(result->doc, o->expected_at, o->expected_at);
        out->expected_line = place.line;
        out->expected_col = place.col;
    }
    return true;
}

bool fl_result_notice(const fl_result *result, size_t i, fl_notice_told *out)
{
    if (i >= result->notice_count)
        return false;
    const fl_notice *n = &result->notices[i];
    *out = (fl_notice_told){ .rule = fl_notice_about(n->kind)->id,
                             .severity = fl_severity_words[n->severity],
                             .message = n->message.ptr,
                             .file = n->file,
                             .line = n->line,
                             .col = n->col };
    return true;
}

const char *fl_notice_name(size_t i)
{
    return i < FL_NOTICE_COUNT ? fl_notice_about((fl_notice_kind)i)->id : NULL;
}

const char *fl_result_outcome(const fl_result *result, const char *rule)
{
    /* findings stand first: the worst outcome of a rule is met first */
    for (size_t i = 0;
         result->judgement && i < result->judgement->outcomes.count; i++) {
        const fl_outcome *o = &result->judgement->outcomes.items[i];
        const fl_rule *r = &result->packs->rules.items[o->rule];
        if (fl_str_is(fl_atom_name(result->packs, r->id), rule))
            return fl_outcome_name(o->kind);
    }
    return NULL;
}

void fl_result_timing(const fl_result *result, char *text, size_t size)
{
    if (size == 0)
        return;
    text[0] = '\0';
    if (result->timed)
        snprintf(text, size,
                 "read %.2f ms, recognise %.2f ms, interpret %.2f ms, judge "
                 "%.2f ms",
                 result->ms_read, result->ms_recognise, result->ms_interpret,
                 result->ms_judge);
}
