/*
 * What several formats say alike of a finding: its rule's name, its place in
 * words, whether it still counts, and what identifies it from run to run.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_REPORT_FINDING_H
#define FL_REPORT_FINDING_H

#include "base/buf.h"
#include "result.h"

/* The role of the part that holds T offset `at`. */
fl_part_role fl_part_at(const fl_result *result, uint32_t at);

static inline const fl_rule *fl_rule_of(const fl_result *result,
                                        const fl_outcome *outcome)
{
    return &result->packs->rules.items[outcome->rule];
}
static inline fl_str fl_rule_id(const fl_packs *packs, const fl_rule *rule)
{
    return fl_atom_name(packs, rule->id);
}
static inline fl_str fl_rule_pack(const fl_packs *packs, const fl_rule *rule)
{
    return packs->packs.items[rule->pack].name;
}
/* Appends "pack/rule", the name that no other rule of the set has. */
void fl_add_rule_name(fl_buf *out, const fl_packs *packs, const fl_rule *rule);

/* What was decided about finding `i`; all zero when nothing was. */
fl_decision fl_finding_decision(const fl_result *result, size_t i);
/* False when a decision suppresses the finding or a baseline knows it. Formats
 * that cannot say so leave such findings out. */
bool fl_finding_live(const fl_result *result, size_t i);

/* The file in which the place of the notice lies. */
const char *fl_notice_file(const fl_result *result, const fl_notice *notice);
/* "foilint/unused-suppression". */
void fl_add_notice_name(fl_buf *out, const fl_notice *notice);
fl_place fl_notice_place(const fl_notice *notice);
/* Identifies it from run to run, as fl_fingerprint_key() does. */
uint64_t fl_notice_key(const fl_result *result, const fl_notice *notice);

/* Stable over small edits: rule, part and the quoted words, hashed; and the
 * same in hexadecimal. */
uint64_t fl_fingerprint_key(const fl_result *result, const fl_outcome *outcome);
fl_str fl_fingerprint(const fl_result *result, const fl_outcome *outcome,
                      char out[17]);
/* The beginning of the block that holds T offset `at`, hashed. */
uint64_t fl_block_hash(const fl_result *result, uint32_t at);

/* Counts equal keys, so that twins can be told apart: the n-th is number n. */
typedef struct {
    uint64_t *keys;   /* owned */
    uint32_t *counts; /* owned */
    size_t mask;
} fl_twins;

/* Room for `most` keys; false when memory is short. */
bool fl_twins_open(fl_twins *twins, size_t most);
/* How often `key` was given before. */
uint32_t fl_twins_seen(fl_twins *twins, uint64_t key);
void fl_twins_close(fl_twins *twins);

/* "paragraph 7: ", and the like: the place in words where lines are not what a
 * person counts; else nothing. */
void fl_add_lead(fl_buf *out, const fl_place *at);
/* "Some Act rule 9": the source and the place in it. */
void fl_add_basis(fl_buf *out, const fl_basis *basis);
/* The title that the packs give to a label or concept; "" when none does. */
fl_str fl_title_of(const fl_packs *packs, fl_str label);

#endif
