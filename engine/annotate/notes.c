/*
 * What a comment says of a finding: the rule, the message, why, the law, where
 * it belongs, and what to write.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/annotate.h"

#include "report/finding.h"
#include "report/report.h"

/* Of words that stand elsewhere. */
#define MOST_QUOTED 120

/* Takes what `text` holds as a paragraph. */
static void add(fl_annotation *a, fl_note *note, fl_buf *text)
{
    *FL_PUSH(a->arena, &note->paragraphs) = fl_annotation_take(a, text);
    fl_buf_clear(text);
}

static void add_law(fl_annotation *a, fl_note *note, const fl_rule *rule,
                    fl_buf *text)
{
    for (size_t i = 0; i < rule->basis.count; i++) {
        const fl_basis *basis = &rule->basis.items[i];
        fl_buf_puts(text, "Law: ");
        fl_add_basis(text, basis);
        if (basis->url.len)
            fl_buf_printf(text, ", %.*s", FL_ARG(basis->url));
        add(a, note, text);
    }
}

static void add_reasons(fl_annotation *a, fl_note *note, const fl_outcome *o,
                        fl_buf *text)
{
    for (size_t i = 0; i < o->evidence.count; i++) {
        const fl_evidence *e = &o->evidence.items[i];
        if (e->role != FL_EVIDENCE_DERIVATION || e->text.len == 0)
            continue;
        fl_buf_printf(text, "Why: %.*s", FL_ARG(e->text));
        add(a, note, text);
    }
}

static void write_note(fl_annotation *a, const fl_outcome *o, fl_note *note,
                       fl_buf *text)
{
    const fl_result *r = a->result;
    const fl_rule *rule = fl_rule_of(r, o);
    fl_buf_printf(text, "%s: ", fl_severity_words[o->severity]);
    fl_add_rule_name(text, r->packs, rule);
    add(a, note, text);
    fl_buf_add(text, o->message);
    add(a, note, text);
    add_reasons(a, note, o, text);
    add_law(a, note, rule, text);
    if (o->has_expected) {
        fl_place there =
            fl_document_place(r->doc, o->expected_at, o->expected_at);
        fl_buf_puts(text, "Belongs: after ");
        fl_put_place(text, &there);
        add(a, note, text);
    }
    if (o->advice.len) {
        fl_buf_printf(text, "Write: %.*s", FL_ARG(o->advice));
        add(a, note, text);
    }
}

void fl_notes_write(fl_annotation *a)
{
    fl_buf *text = fl_annotation_buf(a);
    for (size_t i = 0; i < fl_result_finding_count(a->result); i++) {
        const fl_outcome *o = &a->result->judgement->outcomes.items[i];
        if (!fl_finding_live(a->result, i))
            continue;
        fl_note *note = FL_PUSH(a->arena, &a->notes);
        note->start = o->start;
        note->end = o->end;
        note->footnote = (fl_str){ "", 0 };
        write_note(a, o, note, text);
    }
}

void fl_note_tell_words(const fl_annotation *a, fl_note *note)
{
    fl_str words = fl_document_text(a->doc, note->start, note->end);
    bool cut = words.len > MOST_QUOTED;
    if (cut) {
        words.len = MOST_QUOTED;
        while (words.len > 0 &&
               ((unsigned char)words.ptr[words.len] & 0xC0) == 0x80)
            words.len--;
    }
    if (words.len)
        *FL_PUSH(a->arena, &note->paragraphs) = fl_arena_printf(
            a->arena,
            "The words meant stand near by, where no comment can: \"%.*s%s\"",
            FL_ARG(words), cut ? "..." : "");
}
