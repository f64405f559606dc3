/*
 * What the files that compile conditions share. Private to pack/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_PACK_CONDITIONS_H
#define FL_PACK_CONDITIONS_H

#include "pack/attributes.h"
#include "pack/condition.h"
#include "pack/loader.h"

typedef struct {
    fl_str name;
    fl_kind kind;
    uint8_t slot;
} fl_bound_name;

typedef struct {
    fl_loader *loader;
    fl_scope *scope;
    fl_arena *arena;
    const fl_packs *packs;
    fl_bound_name bound[FL_COND_SLOTS + 1]; /* visible where we are */
    size_t bound_count;
    uint8_t next_slot;
    unsigned depth;
} fl_cond_loader;

const fl_condition *fl_cond_parse(fl_cond_loader *cl, const cJSON *node);
fl_condition *fl_cond_parse_exist(fl_cond_loader *cl, const cJSON *node);
fl_condition *fl_cond_parse_days(fl_cond_loader *cl, const cJSON *node);
fl_condition *fl_cond_parse_late(fl_cond_loader *cl, const cJSON *node);
fl_condition *fl_cond_parse_compare(fl_cond_loader *cl, const cJSON *node);
fl_condition *fl_cond_parse_tuple(fl_cond_loader *cl, const cJSON *node);

/* The visible binding called `name`; NULL when there is none. */
const fl_bound_name *fl_cond_binding(const fl_cond_loader *cl, fl_str name);
/* Resolves "tier" of a fact of `kind`; false when it has no such attribute. */
bool fl_cond_attribute(const fl_loader *loader, fl_kind kind, fl_str name,
                       fl_path *path, const fl_attr_info **info);
/* Resolves "claim.tier"; false with a problem at `node` when it cannot. */
bool fl_cond_path(fl_cond_loader *cl, const cJSON *node, fl_str text,
                  fl_path *path, const fl_attr_info **info);
/* A scalar or {"value", "unit"}; false with a problem when it is neither. */
bool fl_cond_value(fl_cond_loader *cl, const cJSON *node, fl_value *out);
/* Checks a value against an attribute's type and domain; info may be NULL. */
void fl_cond_check_value(fl_cond_loader *cl, const cJSON *node,
                         const fl_value *value, const fl_attr_info *info);
/* Compiles the test that stands at `node`; NULL after a problem. */
const fl_test *fl_cond_test(fl_cond_loader *cl, const cJSON *node,
                            const fl_attr_info *info, unsigned depth);
/* The node as compact JSON, without comments. */
fl_str fl_cond_text(fl_arena *arena, const cJSON *node);

#endif
