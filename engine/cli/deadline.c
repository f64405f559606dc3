/*
 * deadline: by when something is due, from the days of a case.
 * SPDX-License-Identifier: MIT
 */
#include "cli/config.h"

#include <stdlib.h>
#include <string.h>

#define ROLES 5

static bool print(void *data, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, data) == size;
}

/* "WHY=FROM..TO" into `text` (owned by the caller), split in place. */
static bool split_pause(char *text, fl_case_pause *out)
{
    char *sign = strchr(text, '=');
    char *dots = sign ? strstr(sign, "..") : NULL;
    if (!dots || sign == text)
        return false;
    *sign = '\0';
    *dots = '\0';
    *out = (fl_case_pause){ text, sign + 1, dots + 2 };
    return true;
}

static size_t list_dates(const cli_case *facts, fl_case_date *out)
{
    const fl_case_date all[ROLES] = {
        { "received", facts->received },
        { "clarified", facts->clarified },
        { "extended", facts->extended },
        { "sent", facts->sent },
        { "review-requested", facts->review_requested },
    };
    size_t count = 0;
    for (size_t i = 0; i < ROLES; i++)
        if (all[i].date)
            out[count++] = all[i];
    return count;
}

static int report(const cli_options *options, const fl_packs *packs,
                  const fl_case_pause *pauses)
{
    fl_case_date dates[ROLES];
    char stamp[CLI_STAMP_SIZE];
    fl_deadline_options own = { .format = options->format,
                                .authority = options->facts.authority,
                                .regime = options->regime,
                                .reference = options->facts.reference,
                                .dates = dates,
                                .date_count =
                                    list_dates(&options->facts, dates),
                                .pauses = pauses,
                                .pause_count = options->disregards.count,
                                .days = options->days };
    if (!cli_stamp(false, stamp, &own.stamp))
        return EXIT_TROUBLE;
    fl_status status =
        fl_deadline_report(packs, &own, print, stdout, &cli_stderr_sink);
    if (status != FL_OK && status != FL_USAGE)
        cli_complain("%s", fl_status_name(status));
    return status == FL_OK ? EXIT_CLEAN : EXIT_TROUBLE;
}

static bool usable(const cli_options *options)
{
    const cli_case *facts = &options->facts;
    if (options->operands.count > 0) {
        cli_complain("deadline: unexpected \"%s\"; usage: foilint deadline "
                     "--received DATE",
                     options->operands.items[0]);
        return false;
    }
    if (!facts->received && !facts->sent && !facts->review_requested) {
        cli_complain("usage: foilint deadline --received DATE (or --sent, "
                     "--review-requested)");
        return false;
    }
    return cli_case_good(facts, NULL, NULL);
}

int cli_deadline(const cli_options *options)
{
    cli_options own = *options;
    cli_config config = { 0 };
    fl_packs *packs = NULL;
    fl_case_pause pauses[MAX_LIST];
    char *texts[MAX_LIST] = { 0 };
    int code = usable(&own) && cli_config_apply(&config, &own, ".")
                   ? EXIT_CLEAN
                   : EXIT_TROUBLE;
    for (size_t i = 0; code == EXIT_CLEAN && i < own.disregards.count; i++) {
        texts[i] = strdup(own.disregards.items[i]);
        if (texts[i] && split_pause(texts[i], &pauses[i]))
            continue;
        cli_complain("--disregard: \"%s\" is not of the form WHY=FROM..TO",
                     own.disregards.items[i]);
        code = EXIT_TROUBLE;
    }
    if (code == EXIT_CLEAN)
        code = cli_load_packs(&own, false, &packs);
    if (code == EXIT_CLEAN)
        code = report(&own, packs, pauses);
    for (size_t i = 0; i < own.disregards.count; i++)
        free(texts[i]);
    fl_packs_free(packs);
    cli_config_dispose(&config);
    return code;
}
