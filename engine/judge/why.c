/*
 * The trace of a rule: a line for each node of its conditions, with its value
 * and what it saw, as text for `why`.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

static const char *const truth_names[] = { "false", "true", "unknown" };

size_t fl_trace_open(fl_eval *eval, fl_str text)
{
    fl_trace *trace = eval->trace;
    if (!trace)
        return 0;
    fl_trace_line *line = FL_PUSH(eval->arena, &trace->lines);
    line->depth = trace->depth++;
    line->text = text;
    trace->open = trace->lines.count - 1;
    return trace->open;
}

void fl_trace_note(fl_eval *eval, fl_str note)
{
    if (eval->trace)
        eval->trace->lines.items[eval->trace->open].note = note;
}

void fl_trace_close(fl_eval *eval, size_t line, fl_verdict verdict)
{
    fl_trace *trace = eval->trace;
    if (!trace)
        return;
    fl_trace_line *at = &trace->lines.items[line];
    at->value = verdict.value;
    at->reason = verdict.value == FL_UNKNOWN ? verdict.reason : NULL;
    at->valued = true;
    trace->depth = at->depth;
    while (line > 0 && trace->lines.items[line].depth >= trace->depth &&
           trace->depth > 0)
        line--;
    trace->open = line;
}

static size_t line_length(const fl_trace_line *line)
{
    return 2 * line->depth + line->text.len + line->note.len +
           (line->reason ? strlen(line->reason) : 0) +
           sizeof("unknown: ()[]\n") + 8;
}

static char *put(char *at, fl_str s)
{
    if (s.len)
        memcpy(at, s.ptr, s.len);
    return at + s.len;
}

static char *put_line(char *at, const fl_trace_line *line)
{
    for (unsigned i = 0; i < line->depth; i++)
        at = put(at, FL_STR("  "));
    if (line->valued) {
        at = put(at, fl_str_from(truth_names[line->value]));
        at = put(at, FL_STR(": "));
    }
    at = put(at, line->text);
    if (line->note.len) {
        at = put(at, FL_STR("  ["));
        at = put(at, line->note);
        at = put(at, FL_STR("]"));
    }
    if (line->reason) {
        at = put(at, FL_STR("  ("));
        at = put(at, fl_str_from(line->reason));
        at = put(at, FL_STR(")"));
    }
    return put(at, FL_STR("\n"));
}

fl_str fl_trace_text(fl_arena *arena, const fl_trace *trace)
{
    size_t size = 1;
    for (size_t i = 0; i < trace->lines.count; i++)
        size += line_length(&trace->lines.items[i]);
    char *text = fl_arena_alloc(arena, size);
    char *at = text;
    for (size_t i = 0; i < trace->lines.count; i++)
        at = put_line(at, &trace->lines.items[i]);
    return (fl_str){ text, (size_t)(at - text) };
}
