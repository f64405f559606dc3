/*
 * Counts where a report and labels agree.
 * SPDX-License-Identifier: MIT
 */
#include "cli/score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    cli_score *score;
    const cli_letters *labels, *reports;
    const cli_names *scored;
    FILE *told;
} counter;

/* ---- numbers ------------------------------------------------------------------- */

double cli_share(size_t right, size_t all)
{
    return all ? (double)right / (double)all : 1.0;
}

double cli_f1(const cli_tally *t)
{
    return cli_share(2 * t->right, 2 * t->right + t->extra + t->missed);
}

cli_interval cli_wilson(size_t right, size_t all)
{
    const double z = 1.959963985; /* two-sided 95 % of a normal */
    double n = (double)all;
    if (all == 0)
        return (cli_interval){ 0, 1 };
    double p = (double)right / n;
    double middle = p + z * z / (2 * n);
    double width = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    double whole = 1 + z * z / n;
    cli_interval i = { (middle - width) / whole, (middle + width) / whole };
    /* exact at the ends, where rounding may leave a trace */
    if (right == 0)
        i.low = 0;
    if (right == all)
        i.high = 1;
    return i;
}

/* ---- rules ---------------------------------------------------------------------- */

static cli_tally *tally_of_rule(cli_score *score, const char *rule)
{
    size_t at = 0;
    while (at < score->rule_count && strcmp(score->rules[at].rule, rule) < 0)
        at++;
    if (at < score->rule_count && cli_same(score->rules[at].rule, rule))
        return &score->rules[at].tally;
    if (score->rule_count == score->rule_cap) {
        size_t cap = score->rule_cap ? score->rule_cap * 2 : 64;
        cli_rule_tally *grown = realloc(score->rules, cap * sizeof(*grown));
        if (!grown)
            return NULL;
        score->rules = grown;
        score->rule_cap = cap;
    }
    char *name = strdup(rule);
    if (!name)
        return NULL;
    memmove(&score->rules[at + 1], &score->rules[at],
            (score->rule_count - at) * sizeof(*score->rules));
    score->rules[at] = (cli_rule_tally){ .rule = name };
    score->rule_count++;
    return &score->rules[at].tally;
}

static void count_one(cli_tally *tally, const cli_walk *walk)
{
    tally->right += walk->left_times && walk->right_times;
    tally->extra += !walk->left_times;
    tally->missed += !walk->right_times;
}

/* ---- one letter ------------------------------------------------------------------- */

/* Claims are doubtful by their provision, the rest by their name. */
static bool is_doubtful(const cli_letter *labels, const char *name)
{
    char provision[96];
    snprintf(provision, sizeof(provision), "%.*s", (int)strcspn(name, " "),
             name);
    return cli_names_times(&labels->doubtful, provision) > 0;
}

static bool is_scored(const counter *c, cli_kind kind, const char *name)
{
    return kind != KIND_FINDINGS || !c->scored ||
           cli_names_times(c->scored, name) > 0;
}

/* One line: what the report has beyond the labels, or lacks of them. */
static void tell(const counter *c, const cli_letter *labels, const char *kind,
                 const char *what, const char *name)
{
    if (c->told)
        fprintf(c->told, "%s: %s: %s %s\n", labels->name, kind, what, name);
}

static void count_kind(const counter *c, cli_kind kind,
                       const cli_letter *labels, const cli_letter *report)
{
    cli_walk walk = { 0 };
    while (cli_walk_next(&walk, &labels->sets[kind], &report->sets[kind])) {
        if (is_doubtful(labels, walk.name) || !is_scored(c, kind, walk.name))
            continue;
        count_one(&c->score->kinds[kind], &walk);
        if (!walk.left_times || !walk.right_times)
            tell(c, labels, cli_kind_names[kind],
                 walk.left_times ? "missed" : "extra", walk.name);
        if (kind != KIND_FINDINGS)
            continue;
        cli_tally *tally = tally_of_rule(c->score, walk.name);
        if (tally)
            count_one(tally, &walk);
        else
            c->score->nomem = true;
    }
}

static void count_plain(const counter *c, const cli_letter *labels,
                        const cli_letter *report)
{
    for (int p = 0; p < PLAIN_COUNT; p++) {
        const char *want = labels->plain[p];
        const char *got = report->plain[p] ? report->plain[p] : "";
        if (!want || is_doubtful(labels, cli_plain_names[p]))
            continue;
        c->score->plain_all[p]++;
        if (cli_same(want, got))
            c->score->plain_right[p]++;
        else if (c->told)
            fprintf(c->told, "%s: %s: \"%s\", should be \"%s\"\n", labels->name,
                    cli_plain_names[p], got, want);
    }
}

/* Clean: no error or warning that the labels don't know of. */
static void count_clean(const counter *c, const cli_letter *labels,
                        const cli_letter *report)
{
    cli_walk walk = { 0 };
    bool clean = true;
    while (
        cli_walk_next(&walk, &labels->sets[KIND_FINDINGS], &report->graver)) {
        if (walk.left_times || is_doubtful(labels, walk.name) ||
            !is_scored(c, KIND_FINDINGS, walk.name))
            continue;
        tell(c, labels, "clean", "no, for", walk.name);
        clean = false;
    }
    c->score->clean += clean;
}

/* ---- mutants ------------------------------------------------------------------------ */

static bool breaks(const counter *c, const char *name, const char *rule)
{
    const cli_letter *report = cli_letters_find(c->reports, name);
    return report && cli_names_times(&report->sets[KIND_FINDINGS], rule) > 0;
}

/* The file of the letter that a mutant changes. */
static const char *base_file(const counter *c, const cli_letter *mutant)
{
    for (size_t i = 0; mutant->base && i < c->labels->count; i++) {
        const cli_letter *l = &c->labels->items[i];
        if (!l->target && l->id && cli_same(l->id, mutant->base))
            return l->name;
    }
    return NULL;
}

static void count_mutant(const counter *c, const cli_letter *mutant)
{
    const char *base = base_file(c, mutant);
    bool caught = breaks(c, mutant->name, mutant->target) &&
                  !(base && breaks(c, base, mutant->target));
    c->score->mutants++;
    c->score->caught += caught;
    if (!caught)
        tell(c, mutant, "mutant", "not caught, for", mutant->target);
}

void cli_score_count(cli_score *score, const cli_letters *labels,
                     const cli_letters *reports, const cli_names *scored,
                     FILE *told)
{
    counter c = { score, labels, reports, scored, told };
    for (size_t i = 0; i < labels->count; i++) {
        const cli_letter *letter = &labels->items[i];
        if (!letter->name)
            continue; /* memory: told by the caller */
        const cli_letter *report = cli_letters_find(reports, letter->name);
        if (!report) {
            cli_complain("no report tells of %s, or more than one does",
                         letter->name);
            score->unreported++;
            continue;
        }
        if (letter->target) {
            count_mutant(&c, letter);
            continue;
        }
        score->letters++;
        for (int kind = 0; kind < KIND_COUNT; kind++)
            count_kind(&c, (cli_kind)kind, letter, report);
        count_plain(&c, letter, report);
        count_clean(&c, letter, report);
    }
}

void cli_score_dispose(cli_score *score)
{
    for (size_t i = 0; i < score->rule_count; i++)
        free(score->rules[i].rule);
    free(score->rules);
    *score = (cli_score){ 0 };
}
