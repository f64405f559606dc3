/*
 * The table of output formats and the three calls of the public API.
 * SPDX-License-Identifier: MIT
 */
#include "report/report.h"

static const fl_format *const formats[] = {
    &fl_format_text,  &fl_format_json,  &fl_format_ndjson,
    &fl_format_quiet, &fl_format_facts, &fl_format_facts_json,
    &fl_format_why,
};
#define FORMAT_COUNT (sizeof(formats) / sizeof(formats[0]))

/* Those that a user asks for by --format. */
static const char *const public_names[] = { "text", "json", "ndjson", "quiet",
                                            NULL };

const char *const *fl_report_formats(void)
{
    return public_names;
}

static const fl_format *find(const fl_report_options *options)
{
    const char *name = options->format ? options->format : "text";
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (strcmp(formats[i]->name, name) == 0)
            return formats[i];
    return NULL;
}

static fl_status flush(fl_buf *out, fl_write_fn write, void *data)
{
    fl_status status = FL_OK;
    if (out->failed)
        status = FL_NOMEM;
    else if (out->len && !write(data, out->ptr, out->len))
        status = FL_IO;
    fl_buf_dispose(out);
    return status;
}

fl_status fl_report_begin(const fl_packs *packs,
                          const fl_report_options *options, fl_write_fn write,
                          void *data)
{
    const fl_format *format = find(options);
    fl_buf out = { 0 };
    if (!format)
        return FL_USAGE;
    if (format->begin)
        format->begin(packs, options, &out);
    return flush(&out, write, data);
}

fl_status fl_report_document(const fl_result *result, size_t index,
                             const fl_report_options *options,
                             fl_write_fn write, void *data)
{
    const fl_format *format = find(options);
    fl_buf out = { 0 };
    if (!format)
        return FL_USAGE;
    if (format->document)
        format->document(result, index, options, &out);
    return flush(&out, write, data);
}

fl_status fl_report_end(const fl_packs *packs, const fl_report_options *options,
                        fl_write_fn write, void *data)
{
    const fl_format *format = find(options);
    fl_buf out = { 0 };
    if (!format)
        return FL_USAGE;
    if (format->end)
        format->end(packs, options, &out);
    return flush(&out, write, data);
}
