/*
 * Tables in plain text (.csv, .tsv): nothing in them is hidden, but they may
 * hold a great deal.
 * SPDX-License-Identifier: MIT
 */
#include "attach/tally.h"
#include "base/limits.h"
#include "read/reader.h"

typedef struct {
    fl_inspection *in;
    fl_str s;
    size_t at;
    char separator;
    fl_buf field;
    size_t cells;
} csv_reader;

/* The one of , ; and tab that the first line has most of. */
static char separator_of(fl_str s)
{
    static const char signs[] = ",;\t";
    size_t counts[3] = { 0 };
    size_t best = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] != '\n'; i++)
        for (size_t k = 0; k < 3; k++)
            counts[k] += s.ptr[i] == signs[k];
    for (size_t k = 1; k < 3; k++)
        best = counts[k] > counts[best] ? k : best;
    return signs[best];
}

/* Bytes that are no UTF-8 are taken for Latin-1. */
static fl_str to_utf8(fl_arena *arena, fl_str s)
{
    if (fl_utf8_check(s) == s.len)
        return s;
    char *out = fl_arena_alloc(arena, 2 * s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < 0x80) {
            out[len++] = c ? (char)c : ' ';
        } else {
            out[len++] = (char)(0xC0 | c >> 6);
            out[len++] = (char)(0x80 | (c & 0x3F));
        }
    }
    return (fl_str){ out, len };
}

/* Reads a field; true when it was the last of its line. */
static bool read_field(csv_reader *r)
{
    bool quoted = false;
    fl_buf_clear(&r->field);
    for (; r->at < r->s.len; r->at++) {
        char c = r->s.ptr[r->at];
        if (c == '"' && (quoted || r->field.len == 0)) {
            bool twice =
                quoted && r->at + 1 < r->s.len && r->s.ptr[r->at + 1] == '"';
            if (twice)
                fl_buf_putc(&r->field, r->s.ptr[r->at++]);
            else
                quoted = !quoted;
        } else if (!quoted && c == r->separator) {
            r->at++;
            return false;
        } else if (!quoted && c == '\n') {
            r->at++;
            return true;
        } else if (c != '\r') {
            fl_buf_putc(&r->field, c);
        }
    }
    return true;
}

static void read_row(csv_reader *r, fl_tally *tally)
{
    uint32_t column = 0;
    bool last = false;
    while (!last) {
        last = read_field(r);
        column++;
        if (r->field.failed)
            fl_arena_fail(r->in->arena);
        fl_str text = fl_buf_str(&r->field);
        if (text.len == 0)
            continue;
        r->cells++;
        fl_tally_cell(
            tally,
            &(fl_seen_cell){ .column = column, .value = text, .shown = text });
    }
}

fl_status fl_inspect_csv(fl_inspection *in)
{
    csv_reader *r = FL_NEW(in->arena, csv_reader);
    fl_str s = in->doc->source;
    if (fl_str_starts(s, FL_STR("\xff\xfe")) ||
        fl_str_starts(s, FL_STR("\xfe\xff"))) {
        fl_inventory_missed(in->inv, FL_STR(""),
                            "this is UTF-16 text; save it as UTF-8");
        return FL_OK;
    }
    if (fl_str_starts(s, FL_STR("\xef\xbb\xbf")))
        s = fl_str_slice(s, 3, s.len);
    r->in = in;
    r->s = to_utf8(in->arena, s);
    r->separator = separator_of(r->s);
    fl_arena_defer(in->arena, fl_buf_release, &r->field);
    fl_tally *tally = fl_tally_new(in, FL_STR("CSV"), false, false);
    tally->within = FL_STR("CSV");
    tally->no_copy = true;
    for (uint32_t row = 1; r->at < r->s.len && r->cells < FL_LIMIT_CELLS;
         row++) {
        fl_tally_row(tally, row, false);
        read_row(r, tally);
        fl_tally_row_end(tally);
    }
    if (r->at < r->s.len)
        fl_inventory_missed(in->inv, FL_STR("CSV"),
                            "there are more cells than are looked at");
    fl_tally_finish(tally, true);
    return FL_OK;
}
