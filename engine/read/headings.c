/*
 * Which blocks are headings by form: capitals, underlining, numbering, or a
 * short line that stands alone above text.
 * SPDX-License-Identifier: MIT
 */
#include "read/lines.h"

#define LONGEST 14 /* words */
/* A block with so many words is running text. */
#define BODY 9

static size_t words_of(fl_str s)
{
    size_t words = 0;
    for (size_t i = 0; i < s.len; i++)
        words += s.ptr[i] != ' ' && (i == 0 || s.ptr[i - 1] == ' ');
    return words;
}

static fl_str text_of(const fl_document *doc, const fl_block *b)
{
    return fl_str_slice(doc->text, b->start, b->end);
}

static bool may_be_heading(fl_str s)
{
    if (s.len < 3 || s.len > 140 || words_of(s) > LONGEST)
        return false;
    char last = s.ptr[s.len - 1];
    if (strchr(".,;?!", last) || memchr(s.ptr, '@', s.len))
        return false;
    size_t letters = 0;
    for (size_t i = 0; i < s.len; i++)
        letters += fl_is_alpha(s.ptr[i]);
    return letters >= 3 && (fl_is_upper(s.ptr[0]) || fl_is_digit(s.ptr[0]));
}

/* Text or a list that a heading could stand above. */
static bool is_body(const fl_document *doc, const fl_block *b)
{
    fl_str s = text_of(doc, b);
    return (b->kind == FL_BLOCK_PARAGRAPH && words_of(s) >= BODY) ||
           (b->kind == FL_BLOCK_ITEM && words_of(s) >= 3);
}

/* "3     Item (a): the future of the school": a number, then a wide gap. */
static bool numbered_title(const fl_document *doc, const fl_block *b)
{
    if (b->kind != FL_BLOCK_ITEM || b->label.len == 0 || b->label.len > 4)
        return false;
    for (size_t i = 0; i < b->label.len; i++)
        if (!fl_is_digit(b->label.ptr[i]) &&
            !(b->label.ptr[i] == '.' && i + 1 < b->label.len))
            return false;
    return may_be_heading(text_of(doc, b));
}

static bool title_above(const fl_document *doc, size_t i)
{
    const fl_block *b = &doc->blocks.items[i];
    fl_str s = text_of(doc, b);
    if (b->kind != FL_BLOCK_PARAGRAPH || !may_be_heading(s) ||
        i + 1 >= doc->blocks.count)
        return false;
    char last = s.ptr[s.len - 1];
    if (last == ':' && words_of(s) > 6)
        return false;
    const fl_block *next = &doc->blocks.items[i + 1];
    bool body = is_body(doc, next);
    if (!body && i + 2 < doc->blocks.count && next->kind == FL_BLOCK_HEADING)
        body = true;
    return body && words_of(s) <= 11;
}

void fl_settle_headings(fl_document *doc)
{
    /* from the end, so that a heading above a heading sees it */
    for (size_t i = doc->blocks.count; i-- > 0;) {
        fl_block *b = &doc->blocks.items[i];
        fl_str s = text_of(doc, b);
        bool underlined = i + 1 < doc->blocks.count &&
                          doc->blocks.items[i + 1].kind == FL_BLOCK_RULE &&
                          !doc->blocks.items[i + 1].blank_before;
        if (b->kind == FL_BLOCK_PARAGRAPH && fl_all_capitals(s) &&
            may_be_heading(s)) {
            b->kind = FL_BLOCK_HEADING;
            b->level = 1;
        } else if (b->kind == FL_BLOCK_PARAGRAPH && underlined && s.len > 2 &&
                   words_of(s) <= LONGEST) {
            b->kind = FL_BLOCK_HEADING;
            b->level = 1;
        } else if (numbered_title(doc, b)) {
            b->kind = FL_BLOCK_HEADING;
            b->level = 1;
            for (size_t k = 0; k < b->label.len; k++)
                if (b->label.ptr[k] == '.')
                    b->level++;
        } else if (title_above(doc, i)) {
            b->kind = FL_BLOCK_HEADING;
            b->level = 2;
        }
    }
}
