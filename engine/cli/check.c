/*
 * check, attachments, facts and why: the commands that scan drafts.
 * SPDX-License-Identifier: MIT
 */
#include "cli/check.h"

#include "cli/case.h"
#include "cli/run.h"

int cli_check_inputs(const cli_options *options, const cli_inputs *inputs,
                     const char *why_rule)
{
    fl_packs *packs = NULL;
    cli_settings settings = { 0 };
    int code = EXIT_TROUBLE;
    if (cli_case_good(&options->facts, options->as_of, NULL) &&
        cli_settings_make(&settings, options, inputs))
        code = cli_settings_load(&settings, &packs);
    if (code == EXIT_CLEAN)
        code = cli_run(options, packs, inputs, &settings, why_rule);
    fl_packs_free(packs);
    cli_settings_dispose(&settings);
    return code;
}

/* What lies beside the drafts is looked into on request: a folder of letters
 * may hold what goes out with none of them. But that it was not is said. */
static void tell_passed(const cli_options *options, const cli_inputs *inputs)
{
    bool one = inputs->passed == 1;
    if (inputs->passed && !options->quiet &&
        cli_same(options->command, "check"))
        cli_complain("%zu file%s that may go out with the drafts %s not looked "
                     "into; --attachments does",
                     inputs->passed, one ? "" : "s", one ? "was" : "were");
}

static int with_inputs(const cli_options *options, const char *why_rule)
{
    cli_inputs inputs = { 0 };
    int code = EXIT_TROUBLE;
    bool every =
        options->attachments || cli_same(options->command, "attachments");
    if (!cli_inputs_expand(&inputs, &options->operands, every)) {
        cli_complain("out of memory");
    } else if (inputs.count > 0) {
        tell_passed(options, &inputs);
        code = cli_check_inputs(options, &inputs, why_rule);
    } else {
        code = options->allow_empty && !inputs.unreadable ? EXIT_CLEAN
                                                          : EXIT_TROUBLE;
        if (!options->allow_empty)
            cli_complain("no drafts found (.txt, .md, .docx, .odt, .pdf, "
                         ".html, .eml); --allow-empty makes that no error");
    }
    cli_inputs_dispose(&inputs);
    return code;
}

int cli_check(const cli_options *options)
{
    if (options->operands.count == 0) {
        cli_complain("no drafts given; try --help");
        return EXIT_TROUBLE;
    }
    return with_inputs(options, NULL);
}

int cli_attachments(const cli_options *options)
{
    cli_options own = *options;
    if (own.packs.count == 0)
        own.packs = (cli_list){ .items = { "disclosure" }, .count = 1 };
    return cli_check(&own);
}

int cli_facts(const cli_options *options)
{
    cli_options own = *options;
    own.format = options->format && cli_same(options->format, "json")
                     ? "facts-json"
                     : "facts";
    if (options->format && !cli_same(options->format, "json") &&
        !cli_same(options->format, "text")) {
        cli_complain("facts: unknown format \"%s\"; known are text, json",
                     options->format);
        return EXIT_TROUBLE;
    }
    return cli_check(&own);
}

int cli_why(const cli_options *options)
{
    cli_options own = *options;
    if (own.operands.count < 2) {
        cli_complain("usage: foilint why RULE FILE...");
        return EXIT_TROUBLE;
    }
    const char *rule = own.operands.items[0];
    own.operands.items++;
    own.operands.count--;
    own.format = "why";
    return with_inputs(&own, rule);
}
