/*
 * The reports of a run, one on standard output and one for each --output.
 * SPDX-License-Identifier: MIT
 */
#include "cli/output.h"

#include "cli/paths.h"

#include <stdlib.h>
#include <string.h>

static bool write_piece(void *data, const char *bytes, size_t size)
{
    const cli_output *output = data;
    return fwrite(bytes, 1, size, output->file) == size;
}

static bool known_format(const char *name)
{
    const char *const *all = fl_report_formats();
    for (size_t i = 0; all[i]; i++)
        if (cli_same(all[i], name))
            return true;
    fputs("foilint: unknown format \"", stderr);
    fputs(name, stderr);
    fputs("\"; known are", stderr);
    for (size_t i = 0; all[i]; i++)
        fprintf(stderr, "%s %s", i ? "," : "", all[i]);
    fputc('\n', stderr);
    return false;
}

static fl_report_options report_options(const cli_output *o,
                                        const cli_options *options)
{
    return (fl_report_options){ .format = o->format,
                                .all_outcomes = options->all_outcomes,
                                .brief = options->quiet,
                                .phrases = options->phrases,
                                .sarif_all = options->sarif_all,
                                .colour = !o->whole.file &&
                                          cli_same(o->format, "text") &&
                                          cli_wants_colour(options, stdout) };
}

static bool open_file(cli_output *o, const char *spec)
{
    const char *equals = strchr(spec, '=');
    if (!equals || equals == spec || !equals[1] ||
        (size_t)(equals - spec) >= sizeof(o->format)) {
        cli_complain("--output: \"%s\" is not FORMAT=FILE", spec);
        return false;
    }
    memcpy(o->format, spec, (size_t)(equals - spec));
    o->format[equals - spec] = '\0';
    if (!known_format(o->format))
        return false;
    o->file = cli_whole_open(&o->whole, equals + 1);
    return o->file != NULL;
}

static void release(cli_output *o)
{
    fl_report_free(o->report);
    cli_whole_close(&o->whole, false);
    *o = (cli_output){ 0 };
}

static bool begin(cli_output *o, const cli_options *options,
                  const fl_packs *packs)
{
    fl_report_options report = report_options(o, options);
    return fl_report_open(&o->report, packs, &report, write_piece, o) == FL_OK;
}

bool cli_outputs_open(cli_outputs *outputs, const cli_options *options,
                      const fl_packs *packs)
{
    const char *format = options->format ? options->format : "text";
    /* these two name formats of their own */
    bool ok = cli_same(options->command, "facts") ||
              cli_same(options->command, "why") || known_format(format);
    cli_output *first = &outputs->items[outputs->count++];
    snprintf(first->format, sizeof(first->format), "%s", format);
    first->file = stdout;
    for (size_t i = 0; ok && i < options->outputs.count; i++) {
        if (outputs->count == CLI_OUTPUTS) {
            cli_complain("at most %d outputs", CLI_OUTPUTS - 1);
            ok = false;
            break;
        }
        ok = open_file(&outputs->items[outputs->count++],
                       options->outputs.items[i]);
    }
    for (size_t i = 0; ok && i < outputs->count; i++)
        ok = begin(&outputs->items[i], options, packs);
    for (size_t i = 0; !ok && i < outputs->count; i++)
        release(&outputs->items[i]);
    return ok;
}

/* True when the draft that a baseline names from its folder is there. */
static bool is_there(void *baseline, const char *path)
{
    const char *name = baseline;
    const char *slash = strrchr(name, '/');
    char *dir = strndup(name, slash ? (size_t)(slash - name) + 1 : 0);
    char *full = dir ? cli_join(slash ? dir : ".", path) : NULL;
    bool there = !full || cli_exists(full);
    free(dir);
    free(full);
    return there;
}

bool cli_outputs_baseline(cli_outputs *outputs, const fl_packs *packs,
                          const char *path, const fl_baseline *old)
{
    if (outputs->count == CLI_OUTPUTS) {
        cli_complain("at most %d outputs", CLI_OUTPUTS - 1);
        return false;
    }
    cli_output *o = &outputs->items[outputs->count];
    if (!(o->file = cli_whole_open(&o->whole, path))) {
        release(o);
        return false;
    }
    outputs->count++;
    fl_report_options report = { .format = "baseline",
                                 .baseline = old,
                                 .keep = is_there,
                                 .keep_data = o->whole.name };
    return fl_report_open(&o->report, packs, &report, write_piece, o) == FL_OK;
}

static bool finish(cli_output *o, bool complete)
{
    bool ok = complete;
    if (complete)
        ok = fl_report_close(o->report) == FL_OK;
    else
        fl_report_free(o->report);
    o->report = NULL;
    return o->whole.file ? cli_whole_close(&o->whole, ok) : ok;
}

bool cli_outputs_close(cli_outputs *outputs, bool complete)
{
    bool ok = true;
    for (size_t i = 0; i < outputs->count; i++) {
        ok &= finish(&outputs->items[i], complete);
        release(&outputs->items[i]);
    }
    return ok;
}
