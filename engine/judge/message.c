/*
 * Fills the holes of messages: {claims}, {quote}, {derivation}, {subject} and
 * {binding.attribute}.
 * SPDX-License-Identifier: MIT
 */
#include "judge/eval.h"

/* ---- {claims} ------------------------------------------------------------------------ */

typedef FL_VEC(fl_str) str_list;

/* Nobody reads a longer list. */
#define MOST_CLAIMS 100u

static void add_once(const fl_eval *eval, str_list *list, fl_str text)
{
    if (list->count == MOST_CLAIMS)
        return;
    for (size_t i = 0; i < list->count; i++)
        if (fl_str_eq(list->items[i], text))
            return;
    *FL_PUSH(eval->arena, list) = text;
}

static void add_claims(const fl_eval *eval, str_list *list, fl_ref ref)
{
    const fl_facts *facts = eval->facts;
    uint32_t own = fl_fact_claim(facts, ref);
    for (uint32_t c = 0; c < facts->claims.count; c++) {
        const fl_claim *claim = &facts->claims.items[c];
        bool wanted =
            own == c ||
            (ref.kind == FL_KIND_DOCUMENT &&
             !fl_fact_is_foreign(eval, (fl_ref){ FL_KIND_CLAIM, c })) ||
            (ref.kind == FL_KIND_STANCE && claim->stance == ref.index);
        if (wanted)
            add_once(eval, list, claim->provision);
    }
    if (ref.kind == FL_KIND_QUESTION) {
        const fl_question *q = &facts->questions.items[ref.index];
        for (size_t i = 0; i < q->claims.count; i++)
            add_once(eval, list,
                     facts->claims.items[q->claims.items[i]].provision);
    }
    if (ref.kind == FL_KIND_ELEMENT) {
        const fl_element *e = &facts->elements.items[ref.index];
        for (size_t i = 0; i < e->covers.count; i++)
            add_once(eval, list,
                     facts->claims.items[e->covers.items[i]].provision);
    }
    if (ref.kind == FL_KIND_CITATION && own == FL_NONE)
        add_once(eval, list, facts->citations.items[ref.index].provision);
}

static fl_str join(const fl_eval *eval, const str_list *list)
{
    fl_str text = list->items[0];
    for (size_t i = 1; i < list->count; i++)
        text = fl_arena_printf(eval->arena, "%.*s%s%.*s", FL_ARG(text),
                               i + 1 == list->count ? " and " : ", ",
                               FL_ARG(list->items[i]));
    return text;
}

fl_str fl_claims_text(const fl_eval *eval, const fl_ref *refs, size_t count)
{
    str_list list = { 0 };
    for (size_t i = 0; i < count; i++)
        add_claims(eval, &list, refs[i]);
    for (size_t i = 0; i < count && list.count == 0; i++)
        add_once(eval, &list, fl_fact_text(eval->arena, eval->facts, refs[i]));
    return list.count ? join(eval, &list) : FL_STR("");
}

/* ---- holes ------------------------------------------------------------------------------ */

static bool binding_ref(const fl_eval *eval, fl_str name, fl_ref *out)
{
    for (size_t i = 0; i < eval->captures.count; i++)
        if (fl_str_eq(eval->captures.items[i].name, name)) {
            *out = eval->captures.items[i].ref;
            return true;
        }
    *out = eval->slots[0];
    if (fl_str_is(name, fl_kind_name(eval->rule->for_each)))
        return true;
    *out = (fl_ref){ FL_KIND_DOCUMENT, 0 };
    return fl_str_is(name, "document");
}

/* The text of "binding.attribute"; false when nobody said it. */
static bool attribute_text(const fl_eval *eval, fl_str hole, size_t dot,
                           fl_str *out)
{
    fl_path path = { .attribute = fl_str_slice(hole, dot + 1, hole.len) };
    fl_attr attr = { .facts = eval->facts,
                     .index = &eval->index,
                     .path = &path };
    uint32_t nth = 0;
    if (!binding_ref(eval, fl_str_slice(hole, 0, dot), &attr.ref))
        return false;
    fl_str name = path.attribute;
    if (attr.ref.kind == FL_KIND_USE && fl_str_starts(name, FL_STR("claim."))) {
        name = fl_str_slice(name, sizeof("claim.") - 1, name.len);
        attr.ref = (fl_ref){ FL_KIND_CLAIM,
                             fl_use_claim(eval->facts, attr.ref.index, &nth) };
    }
    const fl_attr_info *info = fl_attr_find(attr.ref.kind, name);
    if (info)
        path.code = (uint8_t)info->code;
    else if (fl_str_starts(name, FL_STR("dates."))) {
        path.code = FL_ATTR_DATES;
        name = fl_str_slice(name, sizeof("dates.") - 1, name.len);
    }
    path.name = fl_packs_atom(eval->packs, name);
    *out = fl_attr_text(eval->arena, &attr);
    return out->len > 0;
}

static fl_str derivations(const fl_eval *eval, const fl_outcome *outcome)
{
    fl_str text = FL_STR("");
    for (size_t i = 0; i < outcome->evidence.count; i++) {
        const fl_evidence *e = &outcome->evidence.items[i];
        if (e->role == FL_EVIDENCE_DERIVATION && e->text.len)
            text = fl_arena_printf(eval->arena, "%.*s%s%.*s", FL_ARG(text),
                                   text.len ? "; " : "", FL_ARG(e->text));
    }
    return text;
}

static fl_str hole_text(const fl_eval *eval, fl_str hole,
                        const fl_outcome *outcome, fl_str claims)
{
    const char *dot = hole.len ? memchr(hole.ptr, '.', hole.len) : NULL;
    fl_str text = FL_STR("");
    if (fl_str_is(hole, "claims"))
        return claims;
    if (fl_str_is(hole, "quote"))
        return fl_document_text(eval->facts->doc, outcome->start, outcome->end);
    if (fl_str_is(hole, "derivation"))
        return derivations(eval, outcome);
    if (fl_str_is(hole, "subject"))
        return outcome->subject_text;
    if (dot && attribute_text(eval, hole, (size_t)(dot - hole.ptr), &text))
        return text;
    return FL_STR("(not said)");
}

fl_str fl_fill_message(const fl_eval *eval, fl_str text,
                       const fl_outcome *outcome, fl_str claims)
{
    fl_str done = FL_STR("");
    size_t from = 0;
    for (size_t at = 0; at < text.len; at++) {
        const char *close = NULL;
        if (text.ptr[at] == '{')
            close = memchr(text.ptr + at, '}', text.len - at);
        if (!close)
            continue;
        size_t end = (size_t)(close - text.ptr);
        fl_str hole = fl_str_slice(text, at + 1, end);
        fl_str filled = hole_text(eval, hole, outcome, claims);
        fl_str before = fl_str_slice(text, from, at);
        done = fl_arena_printf(eval->arena, "%.*s%.*s%.*s", FL_ARG(done),
                               FL_ARG(before), FL_ARG(filled));
        from = end + 1;
        at = end;
    }
    if (from == 0)
        return text;
    fl_str rest = fl_str_slice(text, from, text.len);
    return fl_arena_printf(eval->arena, "%.*s%.*s", FL_ARG(done), FL_ARG(rest));
}
