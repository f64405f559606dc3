/*
 * scaffold and template check: the skeleton of an answer, and linting what is
 * meant to have gaps.
 * SPDX-License-Identifier: MIT
 */
#include "cli/config.h"
#include "cli/whole.h"

#include <time.h>

static bool print(void *data, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, data) == size;
}

/* What can be claimed now, in the order of the packs. */
static void list_grounds(const fl_packs *packs, FILE *to)
{
    fl_ground_info g;
    for (size_t i = 0; fl_packs_ground(packs, i, &g); i++)
        if (g.in_force && g.pieces)
            fprintf(to, "%-16s %-9s %-17s %s\n", g.provision, g.mode, g.tier,
                    g.label);
}

static int write_to(const cli_options *options, const fl_packs *packs, FILE *to)
{
    if (options->list) {
        list_grounds(packs, to);
        return EXIT_CLEAN;
    }
    bool markdown = options->format && cli_same(options->format, "md");
    fl_scaffold_options own = { .format = markdown ? "markdown" : "text",
                                .claims = options->claims.items,
                                .claim_count = options->claims.count };
    fl_status status =
        fl_scaffold_write(packs, &own, print, to, &cli_stderr_sink);
    if (status != FL_OK && status != FL_USAGE && status != FL_PACK)
        cli_complain("%s", fl_status_name(status));
    return status == FL_OK ? EXIT_CLEAN : EXIT_TROUBLE;
}

static int write_out(const cli_options *options, const fl_packs *packs)
{
    if (options->outputs.count == 0)
        return write_to(options, packs, stdout);
    cli_whole whole = { 0 };
    FILE *to = cli_whole_open(&whole, options->outputs.items[0]);
    if (!to)
        return EXIT_TROUBLE;
    int code = write_to(options, packs, to);
    return cli_whole_close(&whole, code == EXIT_CLEAN) ? code : EXIT_TROUBLE;
}

static bool usable(const cli_options *options)
{
    const char *format = options->format;
    if (options->operands.count > 0) {
        cli_complain("scaffold: unexpected \"%s\"; usage: foilint scaffold "
                     "--claim PROVISION...",
                     options->operands.items[0]);
        return false;
    }
    if (format && !cli_same(format, "txt") && !cli_same(format, "md")) {
        cli_complain("scaffold: unknown format \"%s\"; known are txt, md",
                     format);
        return false;
    }
    if (options->outputs.count > 1) {
        cli_complain("scaffold: more than one --output");
        return false;
    }
    return true;
}

int cli_scaffold(const cli_options *options)
{
    cli_options own = *options;
    cli_config config = { 0 };
    fl_packs *packs = NULL;
    int code = EXIT_TROUBLE;
    if (usable(&own) && cli_config_apply(&config, &own, "."))
        code = cli_load_packs(&own, false, &packs);
    if (code == EXIT_CLEAN)
        code = write_out(&own, packs);
    fl_packs_free(packs);
    cli_config_dispose(&config);
    return code;
}

int cli_template(const cli_options *options)
{
    cli_options own = *options;
    if (own.operands.count < 2 || !cli_same(own.operands.items[0], "check")) {
        cli_complain("usage: foilint template check FILE...");
        return EXIT_TROUBLE;
    }
    char today[32] = "";
    time_t now = time(NULL);
    struct tm day;
    if (!own.as_of && gmtime_r(&now, &day) &&
        strftime(today, sizeof(today), "%Y-%m-%d", &day))
        own.as_of = today; /* a template is for the letters to come */
    own.operands.items++;
    own.operands.count--;
    own.command = "check"; /* summary and exit status are those of check */
    own.is_template = true;
    return cli_check(&own);
}
