/*
 * One place that turns a format string into a problem.
 * SPDX-License-Identifier: MIT
 */
#include "base/sink.h"

#include <stdarg.h>
#include <stdio.h>

void fl_sink_report(const fl_sink *sink, fl_level level, const char *file,
                    size_t line, size_t col, const char *pointer,
                    const char *format, ...)
{
    if (!sink || !sink->emit)
        return;
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    fl_problem problem = { level, file, line, col, pointer, text };
    sink->emit(sink->data, &problem);
}

const char *fl_status_name(fl_status status)
{
    switch (status) {
    case FL_OK:
        return "ok";
    case FL_NOMEM:
        return "out of memory";
    case FL_IO:
        return "cannot be read or written";
    case FL_FORMAT:
        return "not a readable document";
    case FL_LIMIT:
        return "over a limit";
    case FL_PACK:
        return "the rule pack has errors";
    case FL_USAGE:
        return "wrong usage";
    }
    return "unknown status";
}

const char *fl_version(void)
{
    return FL_VERSION;
}
