/*
 * Names, places and fingerprints of findings.
 * SPDX-License-Identifier: MIT
 */
#include "report/finding.h"

#include "base/alloc.h"
#include "pack/attributes.h"
#include "report/report.h"

#include <stdio.h>

#define HASH_START 1469598103934665603u
/* Enough of a block to know it by; keeps the cost of many findings in one long
 * block linear. */
#define MOST_HASHED 256u

fl_part_role fl_part_at(const fl_result *result, uint32_t at)
{
    if (!result->facts || !result->doc->blocks.count)
        return FL_PART_RESPONSE;
    return result->facts->blocks[fl_document_block_at(result->doc, at)].role;
}

void fl_add_rule_name(fl_buf *out, const fl_packs *packs, const fl_rule *rule)
{
    fl_buf_add(out, fl_rule_pack(packs, rule));
    fl_buf_putc(out, '/');
    fl_buf_add(out, fl_rule_id(packs, rule));
}

fl_decision fl_finding_decision(const fl_result *result, size_t i)
{
    return result->decisions ? result->decisions[i]
                             : (fl_decision){ .why = { "", 0 } };
}

bool fl_finding_live(const fl_result *result, size_t i)
{
    return fl_decision_live(fl_finding_decision(result, i));
}

static void hash_add(uint64_t *hash, fl_str s)
{
    for (size_t i = 0; i < s.len; i++)
        *hash = (*hash ^ (unsigned char)s.ptr[i]) * 1099511628211u;
    *hash = (*hash ^ 0xFF) * 1099511628211u;
}

uint64_t fl_fingerprint_key(const fl_result *result, const fl_outcome *o)
{
    uint64_t hash = HASH_START;
    hash_add(&hash, fl_rule_id(result->packs, fl_rule_of(result, o)));
    if (result->facts && result->doc->blocks.count)
        hash_add(&hash,
                 fl_str_from(fl_part_words[fl_part_at(result, o->start)]));
    hash_add(&hash, fl_str_slice(result->doc->folded, o->start, o->end));
    return hash;
}

fl_str fl_fingerprint(const fl_result *result, const fl_outcome *o,
                      char out[17])
{
    snprintf(out, 17, "%016llx",
             (unsigned long long)fl_fingerprint_key(result, o));
    return (fl_str){ out, 16 };
}

uint64_t fl_block_hash(const fl_result *result, uint32_t at)
{
    uint64_t hash = HASH_START;
    if (result->doc->blocks.count) {
        size_t block = fl_document_block_at(result->doc, at);
        const fl_block *b = &result->doc->blocks.items[block];
        fl_str text = fl_str_slice(result->doc->folded, b->start, b->end);
        if (text.len > MOST_HASHED)
            text.len = MOST_HASHED;
        hash_add(&hash, text);
    }
    return hash;
}

const char *fl_notice_file(const fl_result *result, const fl_notice *notice)
{
    return notice->file ? notice->file : result->path;
}

void fl_add_notice_name(fl_buf *out, const fl_notice *notice)
{
    fl_buf_puts(out, "foilint/");
    fl_buf_puts(out, fl_notice_about(notice->kind)->id);
}

fl_place fl_notice_place(const fl_notice *notice)
{
    return (fl_place){ .line = notice->line,
                       .col = notice->col,
                       .end_line = notice->end_line,
                       .end_col = notice->end_col };
}

uint64_t fl_notice_key(const fl_result *result, const fl_notice *notice)
{
    uint64_t hash = HASH_START;
    hash_add(&hash, fl_str_from(fl_notice_about(notice->kind)->id));
    hash_add(&hash, fl_str_from(fl_notice_file(result, notice)));
    hash_add(&hash, notice->message);
    return hash;
}

bool fl_twins_open(fl_twins *twins, size_t most)
{
    size_t size = 16;
    while (size < 2 * most)
        size *= 2;
    *twins = (fl_twins){ .keys = fl_malloc(size * sizeof(*twins->keys)),
                         .counts = fl_malloc(size * sizeof(*twins->counts)),
                         .mask = size - 1 };
    if (twins->keys && twins->counts)
        return true;
    fl_twins_close(twins);
    return false;
}

uint32_t fl_twins_seen(fl_twins *twins, uint64_t key)
{
    key += key == 0; /* 0 marks a free slot */
    size_t at = (size_t)(key & twins->mask);
    while (twins->keys[at] && twins->keys[at] != key)
        at = (at + 1) & twins->mask;
    twins->keys[at] = key;
    return twins->counts[at]++;
}

void fl_twins_close(fl_twins *twins)
{
    fl_free(twins->keys);
    fl_free(twins->counts);
    *twins = (fl_twins){ 0 };
}

void fl_add_lead(fl_buf *out, const fl_place *at)
{
    if (!at->cell && !at->paragraph && !at->page)
        return;
    if (at->inventory && !at->where.len)
        return; /* it concerns the whole file */
    fl_put_place(out, at);
    fl_buf_puts(out, ": ");
}

void fl_add_basis(fl_buf *out, const fl_basis *basis)
{
    fl_buf_add(out, basis->source);
    if (basis->source.len && basis->at.len)
        fl_buf_putc(out, ' ');
    fl_buf_add(out, basis->at);
}

fl_str fl_title_of(const fl_packs *packs, fl_str label)
{
    fl_atom atom = label.len ? fl_packs_atom(packs, label) : 0;
    if (!atom)
        return FL_STR("");
    for (size_t i = 0; i < packs->elements.count; i++)
        if (packs->elements.items[i].name == atom)
            return packs->elements.items[i].title;
    const fl_stance_label *stance = fl_packs_stance(packs, atom);
    if (stance)
        return stance->title;
    for (size_t i = 0; i < packs->concepts.count; i++)
        if (packs->concepts.items[i].name == atom ||
            packs->concepts.items[i].label == atom)
            return packs->concepts.items[i].title;
    return FL_STR("");
}
