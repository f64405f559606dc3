/*
 * Making the values of attributes from what facts hold.
 * SPDX-License-Identifier: MIT
 */
#include "judge/values.h"

#include "base/calendar.h"

#include <math.h>

bool fl_give_text(fl_val *out, fl_str text)
{
    *out = (fl_val){ .kind = FL_VAL_TEXT, .text = text };
    return text.len > 0;
}

bool fl_give_word(fl_val *out, const char *word)
{
    return fl_give_text(out, fl_str_from(word));
}

bool fl_give_atom(fl_val *out, const fl_packs *packs, fl_atom atom)
{
    return atom && fl_give_text(out, fl_atom_name(packs, atom));
}

bool fl_give_bool(fl_val *out, bool value)
{
    *out = (fl_val){ .kind = FL_VAL_BOOL, .boolean = value };
    return true;
}

bool fl_give_number(fl_val *out, double value)
{
    *out = (fl_val){ .kind = FL_VAL_QUANTITY, .low = value, .high = value };
    return true;
}

bool fl_give_day(fl_val *out, fl_day day)
{
    *out = (fl_val){ .kind = FL_VAL_DATE, .day = day };
    return day != FL_NO_DAY;
}

bool fl_give_scalar(fl_val *out, fl_str text)
{
    bool negative = text.len > 0 && text.ptr[0] == '-';
    double value = 0;
    double place = 0;
    bool number = text.len > (size_t)negative;
    fl_give_text(out, text);
    for (size_t i = negative; i < text.len && number; i++) {
        char c = text.ptr[i];
        if (c == '.' && place == 0)
            place = 1;
        else if (!fl_is_digit(c))
            number = false;
        else if (place > 0)
            value += (c - '0') * (place /= 10);
        else
            value = value * 10 + (c - '0');
    }
    if (number) {
        out->kind = FL_VAL_QUANTITY;
        out->low = out->high = negative ? -value : value;
    } else if (fl_str_is(text, "true") || fl_str_is(text, "false")) {
        out->kind = FL_VAL_BOOL;
        out->boolean = text.len == 4;
    } else if (fl_day_parse(text, &out->day)) {
        out->kind = FL_VAL_DATE;
    }
    return true;
}

static void bound_interval(const fl_token *token, fl_val *out)
{
    out->low = token->value;
    out->high = token->value_to < token->value ? token->value : token->value_to;
    switch (token->bound) {
    case FL_BOUND_EXACT:
        break;
    case FL_BOUND_OVER:
        out->high = (double)INFINITY;
        out->low_open = true;
        break;
    case FL_BOUND_UNDER:
        out->low = -(double)INFINITY;
        out->high_open = true;
        break;
    case FL_BOUND_ABOUT: /* a tenth up or down */
        out->low *= 0.9;
        out->high *= 1.1;
        break;
    }
}

bool fl_give_token(fl_val *out, const fl_facts *facts, uint32_t index)
{
    if (index >= facts->mentions->tokens.count)
        return false;
    const fl_token *token = &facts->mentions->tokens.items[index];
    if (token->type == FL_TOKEN_DATE)
        return fl_give_day(out, token->day);
    if (token->type == FL_TOKEN_CITATION)
        return fl_give_text(out, token->provision);
    if (token->type == FL_TOKEN_QUESTION)
        return fl_give_text(out, token->question);
    fl_give_text(out, fl_document_text(facts->doc, token->start, token->end));
    if (token->type != FL_TOKEN_DURATION && token->type != FL_TOKEN_MONEY &&
        token->type != FL_TOKEN_NUMBER)
        return true;
    out->kind = FL_VAL_QUANTITY;
    out->unit = token->unit;
    out->money = token->type == FL_TOKEN_MONEY;
    bound_interval(token, out);
    return true;
}
