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
/* Of any fact: the part roles, the questions and the text of its places, how
 * many words it has. */
bool fl_give_role(const fl_attr *attr, size_t i, fl_val *out);
bool fl_give_question(const fl_attr *attr, size_t i, fl_val *out);
bool fl_give_span(const fl_attr *attr, fl_val *out);
bool fl_give_words(const fl_attr *attr, fl_val *out);
/* The digits of its words, read as one number: "FOI 2024/101" is 2024101. */
bool fl_give_figures(const fl_attr *attr, fl_val *out);
/* Number `i` of those in the words, each run of digits being one; years are
 * none where there is another: "FOI 2024/0101" has 101. */
bool fl_give_one_number(fl_val *out, fl_str text, size_t i);
/* Whether the weekday written before the date is that of the date; none
 * without a weekday, or where the year is inferred. */
bool fl_give_weekday_agrees(const fl_attr *attr, const fl_date_fact *date,
                            fl_val *out);
/* Whether the limb is law on `day`; none when that is not known. */
bool fl_give_in_force(fl_val *out, const fl_limb *limb, fl_day day);
/* Single values of a block. */
bool fl_give_of_block(const fl_attr *attr, fl_val *out);
/* A token's value by its type; none for an index out of range. */
bool fl_give_token(fl_val *out, const fl_facts *facts, uint32_t index);
bool fl_give_stance(const fl_facts *facts, uint32_t index, fl_val *out);

/* atoms.c: what a set gives the name; 0 and false when it gives it nothing. */
bool fl_set_atom(const fl_set_pair *set, size_t count, fl_atom name,
                 fl_atom *out);
/* The same of the variant of the phrase that a mention was found by. */
bool fl_variant_atom(const fl_facts *facts, uint32_t mention, fl_atom name,
                     fl_atom *out);

/* Value `i` of an attribute of one kind of fact; false when there are no more.
 * values_letter.c: */
bool fl_document_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_part_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_block_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_sentence_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_question_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_mark_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_trait_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_redaction_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_file_value(const fl_attr *attr, size_t i, fl_val *out);
/* values_facts.c: */
bool fl_claim_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_use_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_stance_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_element_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_citation_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_date_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_quantity_value(const fl_attr *attr, size_t i, fl_val *out);
bool fl_mention_value(const fl_attr *attr, size_t i, fl_val *out);

#endif
