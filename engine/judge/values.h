/*
 * Making the values of attributes: each function fills `out` and says whether
 * there is a value at all. Private to values*.c.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_JUDGE_VALUES_H
#define FL_JUDGE_VALUES_H

#include "judge/eval.h"

bool fl_give_text(fl_val *out, fl_str text); /* none when empty */
bool fl_give_word(fl_val *out, const char *word);
bool fl_give_atom(fl_val *out, const fl_packs *packs, fl_atom atom);
bool fl_give_bool(fl_val *out, bool value);
bool fl_give_number(fl_val *out, double value);
bool fl_give_day(fl_val *out, fl_day day);
/* A scalar of a pack: "true", "12.5", "2018-05-25" or any other text. */
bool fl_give_scalar(fl_val *out, fl_str text);
/* A token's value by its type; none for an index out of range. */
bool fl_give_token(fl_val *out, const fl_facts *facts, uint32_t index);

#endif
