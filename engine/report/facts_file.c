/*
 * What a draft's file holds beside the text, as JSON: marks and attachments.
 * SPDX-License-Identifier: MIT
 */
#include "report/report.h"

static void member_if(fl_json *w, const char *key, fl_str value)
{
    if (value.len)
        fl_json_member(w, key, value);
}

static void write_mark(fl_json *w, const fl_result *r, const fl_mark *m)
{
    fl_json_open(w, '{');
    fl_json_member(w, "mark", fl_str_from(fl_mark_words[m->kind]));
    member_if(w, "name", m->name);
    member_if(w, "by", m->by);
    fl_json_member(w, "text",
                   m->text.len ? m->text
                               : fl_document_text(r->doc, m->start, m->end));
    if (m->kind != FL_MARK_PROPERTY) {
        fl_json_key(w, "at");
        fl_write_place(w, r, m->start, m->end);
    }
    fl_json_close(w, '}');
}

void fl_write_file(fl_json *w, const fl_result *r)
{
    const fl_document *doc = r->doc;
    if (doc->marks.count) {
        fl_json_key(w, "marks");
        fl_json_open(w, '[');
        for (size_t i = 0; i < doc->marks.count; i++)
            write_mark(w, r, &doc->marks.items[i]);
        fl_json_close(w, ']');
    }
    if (doc->attachments.count == 0)
        return;
    fl_json_key(w, "attachments");
    fl_json_open(w, '[');
    for (size_t i = 0; i < doc->attachments.count; i++) {
        const fl_attachment *a = &doc->attachments.items[i];
        fl_json_open(w, '{');
        fl_json_member(w, "name", a->name);
        fl_json_member(w, "type", a->type);
        fl_json_member_int(w, "size", (long long)a->size);
        fl_json_close(w, '}');
    }
    fl_json_close(w, ']');
}
