/*
 * annotate: a copy of one draft with its findings as comments.
 * SPDX-License-Identifier: MIT
 */
#include "cli/cli.h"

#include "cli/case.h"
#include "cli/convert.h"
#include "cli/inputs.h"
#include "cli/setting.h"
#include "cli/whole.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

typedef struct {
    const char *path, *target;
    char *bytes; /* owned */
    size_t size;
    cli_whole out;
} job;

static bool write_piece(void *data, const char *bytes, size_t size)
{
    job *j = data;
    if (!j->out.file && !cli_whole_open(&j->out, j->target))
        return false;
    return fwrite(bytes, 1, size, j->out.file) == size;
}

/* Two names of one file. */
static bool same_file(const char *a, const char *b)
{
    struct stat one;
    struct stat two;
    return stat(a, &one) == 0 && stat(b, &two) == 0 &&
           one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/* What follows the last dot of the name; "" for none. */
static const char *suffix_of(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *dot = strrchr(name ? name : path, '.');
    return dot ? dot : "";
}

/* The copy has the format of the draft, which is not converted first. */
static bool has_own_format(const char *path)
{
    static const char *const own[] = { ".docx", ".odt", ".pdf" };
    for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
        if (strcasecmp(suffix_of(path), own[i]) == 0)
            return true;
    return false;
}

static bool usable(const cli_options *options)
{
    if (options->operands.count != 1 || options->outputs.count != 1) {
        cli_complain("usage: foilint annotate DRAFT -o COPY");
        return false;
    }
    const char *path = options->operands.items[0];
    const char *target = options->outputs.items[0];
    if (cli_same(path, "-") || cli_same(target, "-")) {
        cli_complain("annotate: drafts and copies are files");
        return false;
    }
    if (same_file(path, target)) {
        cli_complain("%s: the copy would be written over the draft", target);
        return false;
    }
    if (has_own_format(path) &&
        strcasecmp(suffix_of(path), suffix_of(target)) != 0) {
        cli_complain("%s: the copy is a \"%s\" like the draft, and its name "
                     "must say so",
                     target, suffix_of(path));
        return false;
    }
    return cli_case_good(&options->facts, options->as_of, NULL);
}

static bool read_draft(const cli_options *options, job *j)
{
    if (!cli_read_file(j->path, &j->bytes, &j->size))
        return false;
    const char *suffix =
        options->convert ? fl_needs_conversion(j->bytes, j->size) : NULL;
    char *made = NULL;
    if (!suffix)
        return true;
    if (!cli_convert(j->path, suffix, j->bytes, j->size, &made, &j->size))
        return false;
    free(j->bytes);
    j->bytes = made;
    return true;
}

static int write_copy(job *j, const fl_result *result)
{
    char stamp[CLI_STAMP_SIZE];
    fl_annotate_options own = { 0 };
    size_t count = 0;
    if (!cli_stamp(true, stamp, &own.stamp))
        return EXIT_TROUBLE;
    fl_status status =
        fl_annotate(result, &own, write_piece, j, &count, &cli_stderr_sink);
    if (status == FL_NOMEM)
        cli_complain("%s: %s", j->path, fl_status_name(status));
    bool ok = status == FL_OK;
    if (j->out.file && !cli_whole_close(&j->out, ok))
        ok = false;
    if (ok)
        fprintf(stderr, "%s: %zu finding%s as comments\n", j->target, count,
                count == 1 ? "" : "s");
    return ok ? EXIT_CLEAN : EXIT_TROUBLE;
}

static int scan(const cli_setting *setting, const fl_packs *packs, job *j)
{
    const cli_options *options = &setting->options;
    cli_scan_names names = { 0 };
    fl_scan_options how = { .no_prefilter = options->no_prefilter,
                            .today = cli_today() };
    cli_case facts = options->facts;
    void *case_file = NULL;
    fl_scanner *scanner = NULL;
    const fl_result *result = NULL;
    int code = EXIT_TROUBLE;
    if (cli_setting_apply(setting, j->path, &names, &how) &&
        cli_case_read(j->path, packs, &facts, &case_file) &&
        read_draft(options, j)) {
        fl_input input = { .path = j->path,
                           .bytes = j->bytes,
                           .size = j->size,
                           .format = options->input_format };
        cli_case_apply(&facts, &how);
        fl_status status = fl_scanner_new(&scanner, packs);
        if (status == FL_OK)
            status = fl_scan(scanner, &input, &how, &result, &cli_stderr_sink);
        if (status == FL_NOMEM)
            cli_complain("%s: %s", j->path, fl_status_name(status));
        if (status == FL_OK && !fl_result_recognised(result))
            fprintf(stderr, "%s: not recognised as a response\n", j->path);
        if (status == FL_OK)
            code = write_copy(j, result);
    }
    fl_scanner_free(scanner);
    cli_case_dispose(case_file);
    cli_scan_names_dispose(&names);
    return code;
}

int cli_annotate(const cli_options *options)
{
    cli_settings settings = { 0 };
    fl_packs *packs = NULL;
    int code = EXIT_TROUBLE;
    if (!usable(options))
        return EXIT_TROUBLE;
    job j = { .path = options->operands.items[0],
              .target = options->outputs.items[0] };
    char *paths[] = { options->operands.items[0] };
    cli_inputs inputs = { .paths = paths, .count = 1 };
    if (cli_settings_make(&settings, options, &inputs)) {
        code = cli_settings_load(&settings, &packs);
        if (code == EXIT_CLEAN)
            code = scan(settings.items[0], packs, &j);
    }
    free(j.bytes);
    fl_packs_free(packs);
    cli_settings_dispose(&settings);
    return code;
}
