/*
 * Comments first, then recorded decisions, then the baseline: each says of
 * each finding whether it covers it, and what covered nothing is told.
 * SPDX-License-Identifier: MIT
 */
#include "decide/decide.h"

#include "base/calendar.h"
#include "decide/comments.h"
#include "decide/entries.h"
#include "result.h"

#include <assert.h>
#include <stddef.h>

/* Words of a quotation that a message repeats. */
#define MOST_QUOTED 60u

typedef struct {
    fl_arena *arena;
    const fl_scan_options *options;
    fl_result *result;
    fl_decision *marks; /* one for each finding */
    fl_day today;
    FL_VEC(fl_notice) notices;
} decider;

static const fl_outcome *finding(const decider *d, size_t i)
{
    return &d->result->judgement->outcomes.items[i];
}

static const fl_rule *rule_of(const decider *d, size_t i)
{
    return &d->result->packs->rules.items[finding(d, i)->rule];
}

/* ---- notices ------------------------------------------------------------------------ */

static fl_severity severity_of(const decider *d, fl_notice_kind kind)
{
    const fl_notice_info *info = fl_notice_about(kind);
    fl_str name;
    fl_severity severity;
    if (kind == FL_NOTICE_STALE_BASELINE && d->options->stale_baseline_allowed)
        return FL_SEVERITY_NOTE;
    for (size_t i = d->options->severity_count; i > 0; i--) {
        if (!fl_severity_option(d->options, i - 1, &name, &severity))
            continue;
        if (fl_str_starts(name, FL_STR("foilint/")))
            name = fl_str_slice(name, 8, name.len);
        if (fl_str_is(name, info->id))
            return severity;
    }
    return info->severity;
}

static void tell(decider *d, fl_notice notice)
{
    notice.severity = severity_of(d, notice.kind);
    if (notice.severity != FL_SEVERITY_OFF)
        *FL_PUSH(d->arena, &d->notices) = notice;
}

/* True when the rule runs, so that its silence means something; *known is set
 * when a pack has it. */
static bool runs(const decider *d, fl_str name, bool *known)
{
    const fl_packs *packs = d->result->packs;
    *known = false;
    for (size_t i = 0; i < packs->rules.count; i++) {
        const fl_rule *rule = &packs->rules.items[i];
        fl_severity severity = rule->severity;
        if (!fl_rule_is_named(packs, rule, name))
            continue;
        *known = true;
        fl_user_severity(packs, rule, d->options, &severity);
        if (severity != FL_SEVERITY_OFF)
            return true;
    }
    return false;
}

/* ---- comments ----------------------------------------------------------------------- */

static void tell_cover(decider *d, const fl_cover *c)
{
    fl_notice n = { .kind = FL_NOTICE_UNUSED,
                    .line = c->line,
                    .col = c->col,
                    .end_line = c->end_line,
                    .end_col = c->end_col };
    bool known = false;
    bool live = runs(d, c->rule, &known);
    if (c->foreign) {
        n.message = fl_arena_printf(
            d->arena,
            "the comment on %.*s stands in words that are not the author's, or "
            "beside them, and is not read",
            FL_ARG(c->rule));
    } else if (!c->why.len) {
        n.kind = FL_NOTICE_NO_REASON;
        n.message = fl_arena_printf(
            d->arena, "no reason is given for disabling %.*s, so it stays on",
            FL_ARG(c->rule));
    } else if (c->used || (known && !live)) {
        return;
    } else {
        n.message = fl_arena_printf(
            d->arena,
            known ? "%.*s finds nothing here, so there is nothing to disable"
                  : "no loaded pack has a rule \"%.*s\"",
            FL_ARG(c->rule));
    }
    tell(d, n);
}

static void apply_comments(decider *d, fl_comments *comments, size_t count)
{
    for (size_t i = 0; i < count && comments->covers.count; i++) {
        const fl_outcome *o = finding(d, i);
        size_t line = fl_document_place(d->result->doc, o->start, o->end).line;
        for (size_t k = 0; k < comments->covers.count; k++) {
            fl_cover *c = &comments->covers.items[k];
            if (c->foreign || !c->why.len || line < c->from || line > c->to ||
                !fl_rule_is_named(d->result->packs, rule_of(d, i), c->rule))
                continue;
            c->used = true;
            d->marks[i].suppression = FL_SUPPRESSED_IN_DRAFT;
            d->marks[i].why = c->why;
        }
    }
    for (size_t i = 0; i < comments->notices.count; i++)
        tell(d, comments->notices.items[i]);
    for (size_t k = 0; k < comments->covers.count; k++)
        tell_cover(d, &comments->covers.items[k]);
}

/* ---- recorded decisions --------------------------------------------------------------- */

static fl_str cut(fl_str s)
{
    if (s.len <= MOST_QUOTED)
        return s;
    s.len = MOST_QUOTED;
    while (s.len && ((unsigned char)s.ptr[s.len] & 0xC0) == 0x80)
        s.len--;
    return s;
}

static void tell_stale(decider *d, const fl_decision_entry *e)
{
    const fl_document *doc = d->result->doc;
    fl_notice n = { .kind = FL_NOTICE_STALE_DECISION };
    bool known = false;
    if ((!runs(d, e->rule, &known) && known) || doc->partial)
        return; /* its silence means nothing */
    bool there = e->words.len && memmem(doc->folded.ptr, doc->folded.len,
                                        e->words.ptr, e->words.len);
    fl_entry_place(&d->options->decisions->file, e->index, &n);
    n.message = fl_arena_printf(
        d->arena,
        !known ? "no loaded pack has a rule \"%.*s\" (decision on \"%.*s\" in "
                 "%.*s)"
        : there
            ? "%.*s no longer finds anything at \"%.*s\" in %.*s"
            : "the words that the decision on %.*s was about, \"%.*s\", are "
              "no longer in %.*s",
        FL_ARG(e->rule), FL_ARG(cut(e->quote)), FL_ARG(e->path));
    tell(d, n);
}

static void tell_expired(decider *d, const fl_decision_entry *e)
{
    char day[11];
    fl_notice n = { .kind = FL_NOTICE_EXPIRED };
    fl_day_format(e->expires, day);
    fl_entry_place(&d->options->decisions->file, e->index, &n);
    n.message = fl_arena_printf(d->arena,
                                "the decision on %.*s at \"%.*s\" in %.*s "
                                "expired on %s, so the finding counts again",
                                FL_ARG(e->rule), FL_ARG(cut(e->quote)),
                                FL_ARG(e->path), day);
    tell(d, n);
}

static void apply_decision(decider *d, const fl_decision_entry *e,
                           const fl_str *words, size_t count)
{
    bool expired = e->expires != FL_NO_DAY && d->today != FL_NO_DAY &&
                   e->expires < d->today;
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        if (!fl_str_eq(words[i], e->words) ||
            !fl_rule_is_named(d->result->packs, rule_of(d, i), e->rule))
            continue;
        found = true;
        if (expired || d->marks[i].suppression != FL_NOT_SUPPRESSED)
            continue;
        d->marks[i].suppression = FL_SUPPRESSED_OUTSIDE;
        d->marks[i].why = fl_arena_printf(d->arena, "%.*s (%.*s)",
                                          FL_ARG(e->why), FL_ARG(e->who));
    }
    if (!found)
        tell_stale(d, e);
    else if (expired)
        tell_expired(d, e);
}

static_assert(offsetof(fl_decision_entry, path) == 0 &&
                  offsetof(fl_baseline_entry, path) == 0,
              "entries begin with their path");

static fl_str path_at(const void *entries, size_t size, size_t i)
{
    const fl_str *path = (const void *)((const char *)entries + i * size);
    return *path;
}

/* The first of `count` entries of `size` bytes, in order of their paths, that
 * is of `path`; *end is behind the last. */
static size_t of_path(const void *entries, size_t count, size_t size,
                      fl_str path, size_t *end)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (fl_str_cmp(path_at(entries, size, mid), path) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    while (high < count && fl_str_eq(path_at(entries, size, high), path))
        high++;
    *end = high;
    return low;
}

static void apply_decisions(decider *d, size_t count)
{
    const fl_decisions *all = d->options->decisions;
    size_t end = 0;
    size_t i = of_path(all->entries.items, all->entries.count,
                       sizeof(*all->entries.items),
                       fl_str_from(d->options->decisions_path), &end);
    if (i == end)
        return;
    fl_str *words = FL_NEW_ARRAY(d->arena, count, fl_str);
    for (size_t k = 0; k < count; k++)
        words[k] = fl_decide_words(
            d->arena, fl_document_text(d->result->doc, finding(d, k)->start,
                                       finding(d, k)->end));
    for (; i < end; i++)
        apply_decision(d, &all->entries.items[i], words, count);
}

/* ---- the baseline ---------------------------------------------------------------------- */

static void tell_stale_entry(decider *d, const fl_baseline_entry *e)
{
    fl_notice n = { .kind = FL_NOTICE_STALE_BASELINE };
    fl_str rule = e->rule;
    bool known = false;
    if (!runs(d, rule, &known) || d->result->doc->partial)
        return; /* off, or of a pack that is not loaded */
    fl_entry_place(&d->options->baseline->file, e->index, &n);
    n.message = fl_arena_printf(
        d->arena, "%.*s no longer finds in %.*s what the baseline remembers",
        FL_ARG(rule), FL_ARG(e->path));
    tell(d, n);
}

static void apply_baseline(decider *d, size_t count)
{
    const fl_baseline *all = d->options->baseline;
    size_t end = 0;
    size_t first = of_path(all->entries.items, all->entries.count,
                           sizeof(*all->entries.items),
                           fl_str_from(d->options->baseline_path), &end);
    bool *used = FL_NEW_ARRAY(d->arena, end - first, bool);
    for (size_t i = 0; i < count; i++) {
        fl_str key = fl_baseline_key(d->arena, d->result, finding(d, i),
                                     d->options->baseline_path);
        d->marks[i].baseline = FL_BASELINE_NEW;
        for (size_t k = first; k < end; k++) {
            if (used[k - first] || !fl_str_eq(all->entries.items[k].line, key))
                continue;
            used[k - first] = true; /* each entry knows one finding */
            d->marks[i].baseline = FL_BASELINE_UNCHANGED;
            break;
        }
    }
    for (size_t k = first; k < end; k++)
        if (!used[k - first])
            tell_stale_entry(d, &all->entries.items[k]);
}

/* ---- all of it --------------------------------------------------------------------------- */

void fl_decide(fl_arena *arena, const fl_scan_options *options,
               fl_result *result)
{
    decider d = {
        .arena = arena, .options = options, .result = result, .today = FL_NO_DAY
    };
    size_t count = result->judgement->finding_count;
    fl_comments comments;
    fl_comments_read(arena, result, &comments);
    if (!options->decisions && !options->baseline && !comments.covers.count &&
        !comments.notices.count)
        return;
    if (options->today)
        fl_day_parse(fl_str_from(options->today), &d.today);
    d.marks = FL_NEW_ARRAY(arena, count, fl_decision);
    for (size_t i = 0; i < count; i++)
        d.marks[i].why = FL_STR("");
    apply_comments(&d, &comments, count);
    if (options->decisions && options->decisions_path)
        apply_decisions(&d, count);
    if (options->baseline && options->baseline_path)
        apply_baseline(&d, count);
    result->decisions = d.marks;
    result->notices = d.notices.items;
    result->notice_count = d.notices.count;
}
