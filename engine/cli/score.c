/*
 * score: measures reports against letters that a person has labelled.
 * SPDX-License-Identifier: MIT
 */
#include "cli/score.h"

#include "cli/inputs.h"
#include "cli/json_file.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- output --------------------------------------------------------------------- */

/* A share with its interval, or a dash where there's nothing to measure. */
static void print_cell(size_t right, size_t all)
{
    cli_interval i = cli_wilson(right, all);
    if (all)
        printf("  %.3f (%.2f-%.2f)", cli_share(right, all), i.low, i.high);
    else
        printf("  %-17s", "-");
}

static void print_row(const char *name, int width, const cli_tally *t)
{
    printf("%-*s", width, name);
    print_cell(t->right, t->right + t->extra);
    print_cell(t->right, t->right + t->missed);
    printf("  %.3f  %5zu %5zu %6zu\n", cli_f1(t), t->right, t->extra,
           t->missed);
}

static void print_head(const char *name, int width)
{
    printf("\n%-*s  precision          recall             F1     right extra "
           "missed\n",
           width, name);
}

static void print_share(const char *what, size_t part, size_t all)
{
    cli_interval i = cli_wilson(part, all);
    printf("%s %zu of %zu, %.3f (%.2f-%.2f)\n", what, part, all,
           cli_share(part, all), i.low, i.high);
}

static void print_tables(const cli_score *score)
{
    print_share("letters without a false error or warning", score->clean,
                score->letters);
    if (score->mutants)
        print_share("mutants caught", score->caught, score->mutants);
    print_head("kind", 14);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        print_row(cli_kind_names[kind], 14, &score->kinds[kind]);
    for (int p = 0; p < PLAIN_COUNT; p++)
        if (score->plain_all[p])
            printf("%-14s  right %zu of %zu\n", cli_plain_names[p],
                   score->plain_right[p], score->plain_all[p]);
    if (score->rule_count)
        print_head("rule", 44);
    for (size_t i = 0; i < score->rule_count; i++)
        print_row(score->rules[i].rule, 44, &score->rules[i].tally);
}

/* Four places: more would claim more than some hundred letters can tell. */
static double rounded(double share)
{
    return round(share * 10000) / 10000;
}

/* null where there's nothing to measure */
static void add_cell(cJSON *row, const char *name, const char *interval,
                     size_t right, size_t all)
{
    cli_interval i = cli_wilson(right, all);
    double ends[] = { rounded(i.low), rounded(i.high) };
    if (all)
        cJSON_AddNumberToObject(row, name, rounded(cli_share(right, all)));
    else
        cJSON_AddNullToObject(row, name);
    cJSON_AddItemToObject(row, interval, cJSON_CreateDoubleArray(ends, 2));
}

static void add_tally(cJSON *parent, const char *name, const cli_tally *t)
{
    cJSON *row = cJSON_AddObjectToObject(parent, name);
    add_cell(row, "precision", "precision_95", t->right, t->right + t->extra);
    add_cell(row, "recall", "recall_95", t->right, t->right + t->missed);
    cJSON_AddNumberToObject(row, "f1", rounded(cli_f1(t)));
    cJSON_AddNumberToObject(row, "right", (double)t->right);
    cJSON_AddNumberToObject(row, "extra", (double)t->extra);
    cJSON_AddNumberToObject(row, "missed", (double)t->missed);
}

static void add_share(cJSON *parent, const char *name, size_t part, size_t all)
{
    cJSON *row = cJSON_AddObjectToObject(parent, name);
    cJSON_AddNumberToObject(row, "right", (double)part);
    cJSON_AddNumberToObject(row, "of", (double)all);
}

static bool print_json(const cli_score *score)
{
    cJSON *json = cJSON_CreateObject();
    add_share(json, "clean", score->clean, score->letters);
    add_share(json, "mutants", score->caught, score->mutants);
    cJSON *kinds = cJSON_AddObjectToObject(json, "kinds");
    for (int kind = 0; kind < KIND_COUNT; kind++)
        add_tally(kinds, cli_kind_names[kind], &score->kinds[kind]);
    cJSON *plain = cJSON_AddObjectToObject(json, "plain");
    for (int p = 0; p < PLAIN_COUNT; p++)
        add_share(plain, cli_plain_names[p], score->plain_right[p],
                  score->plain_all[p]);
    cJSON *rules = cJSON_AddObjectToObject(json, "rules");
    for (size_t i = 0; i < score->rule_count; i++)
        add_tally(rules, score->rules[i].rule, &score->rules[i].tally);
    return cli_print_json(json);
}

/* ---- thresholds -------------------------------------------------------------------- */

/* What --min may name: F1 of a kind, or the share of a count. */
static bool reached(const cli_score *score, const char *name, size_t len,
                    double *value)
{
    const struct {
        const char *name;
        size_t part, all;
    } shares[] = { { "clean", score->clean, score->letters },
                   { "mutants", score->caught, score->mutants } };
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (strlen(cli_kind_names[kind]) == len &&
            strncmp(cli_kind_names[kind], name, len) == 0) {
            *value = cli_f1(&score->kinds[kind]);
            return true;
        }
    for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
        if (strlen(shares[i].name) == len &&
            strncmp(shares[i].name, name, len) == 0) {
            *value = shares[i].all
                         ? (double)shares[i].part / (double)shares[i].all
                         : 1.0;
            return true;
        }
    return false;
}

/* EXIT_FINDINGS when some minimum isn't met. */
static int check_minima(const cli_score *score, const cli_list *minima)
{
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < minima->count; i++) {
        const char *text = minima->items[i];
        size_t len = strcspn(text, "=");
        char *end = NULL;
        double least = text[len] ? strtod(text + len + 1, &end) : 0;
        double value = 0;
        if (!end || end == text + len + 1 || *end ||
            !(least >= 0 && least <= 1) || !reached(score, text, len, &value)) {
            cli_complain("--min: \"%s\" is not NAME=SHARE; names are stances, "
                         "claims, sections, elements, findings, clean, "
                         "mutants",
                         text);
            return EXIT_TROUBLE;
        }
        if (value < least) {
            cli_complain("%.*s reached %.4f, below %s", (int)len, text, value,
                         text + len + 1);
            code = EXIT_FINDINGS;
        }
    }
    return code;
}

/* ---- the command ------------------------------------------------------------------- */

/* A rule a line; blank lines and those that begin with # are passed over. */
static bool read_rules(const char *path, cli_names *rules)
{
    char *bytes = NULL;
    size_t size = 0;
    bool ok = cli_read_file(path, &bytes, &size);
    for (size_t at = 0; ok && at < size;) {
        const char *end = memchr(bytes + at, '\n', size - at);
        size_t next = end ? (size_t)(end - bytes) + 1 : size;
        size_t len = next - at - (end ? 1 : 0);
        while (len &&
               (bytes[at + len - 1] == ' ' || bytes[at + len - 1] == '\r'))
            len--;
        if (len && bytes[at] != '#')
            ok = cli_names_add(rules, bytes + at, len);
        at = next;
    }
    if (bytes && !ok)
        cli_complain("out of memory");
    free(bytes);
    cli_names_sort(rules, true);
    return ok;
}

static bool is_labels(const cli_operands *operands, size_t i)
{
    const char *dot = strrchr(operands->items[i], '.');
    return i == 0 || (dot && cli_same(dot, ".jsonl"));
}

static bool read_operands(const cli_operands *operands, cli_letters *labels,
                          cli_letters *reports)
{
    for (size_t i = 0; i < operands->count; i++)
        if (!(is_labels(operands, i)
                  ? cli_letters_add_labels(labels, operands->items[i])
                  : cli_letters_add_report(reports, operands->items[i])))
            return false;
    if (reports->count == 0)
        cli_complain("no report given; make one with foilint check "
                     "--format=json --exit-zero LETTER...");
    cli_letters_sort(labels);
    cli_letters_sort(reports);
    return reports->count > 0;
}

static int score_letters(const cli_options *options, const cli_letters *labels,
                         const cli_letters *reports, const cli_names *scored)
{
    cli_score score = { 0 };
    bool json = options->format && cli_same(options->format, "json");
    cli_score_count(&score, labels, reports, scored,
                    options->by_letter ? (json ? stderr : stdout) : NULL);
    int code = EXIT_TROUBLE;
    if (labels->nomem || reports->nomem || score.nomem) {
        cli_complain("out of memory");
    } else if (!json || print_json(&score)) {
        if (!json)
            print_tables(&score);
        code = check_minima(&score, &options->minima);
    }
    if (score.unreported)
        code = EXIT_TROUBLE;
    cli_score_dispose(&score);
    return code;
}

int cli_score_command(const cli_options *options)
{
    cli_letters labels = { 0 };
    cli_letters reports = { 0 };
    cli_names scored = { 0 };
    int code = EXIT_TROUBLE;
    if (options->operands.count < 2) {
        cli_complain("usage: foilint score LABELS.jsonl... REPORT.json...");
    } else if (options->format && !cli_same(options->format, "text") &&
               !cli_same(options->format, "json")) {
        cli_complain("score: unknown format \"%s\"; known are text, json",
                     options->format);
    } else if (read_operands(&options->operands, &labels, &reports) &&
               (!options->rules || read_rules(options->rules, &scored))) {
        code = score_letters(options, &labels, &reports,
                             options->rules ? &scored : NULL);
    }
    cli_texts_dispose(&scored);
    cli_letters_dispose(&labels);
    cli_letters_dispose(&reports);
    return code;
}
