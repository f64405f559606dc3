/*
 * What an element says in its own words, and how much of that the enactment
 * says already: a reason that only repeats its provision gives none.
 * SPDX-License-Identifier: MIT
 */
#include "interpret/facts.h"

enum {
    SHORT_WORD = 4,   /* "the", "and": no word of these says anything */
    STEM = 5,         /* words that begin alike count as one */
    MOST_WORDS = 200, /* of a body: the rest would not change the picture */
    MOST_KEYS = 1024  /* of the sections covered: no letter has more */
};

static uint32_t section_text_end(const fl_facts *facts, uint32_t heading)
{
    uint32_t after = facts->blocks[heading].section_end;
    return after < facts->doc->blocks.count
               ? facts->doc->blocks.items[after].start
               : (uint32_t)facts->doc->text.len;
}

fl_str fl_element_wording(const fl_facts *facts, const fl_element *element)
{
    const fl_sentence *s = &facts->mentions->sentences.items[element->sentence];
    if (element->source != FL_SOURCE_HEADING)
        return fl_document_text(facts->doc, s->start, s->end);
    const fl_block_facts *block = &facts->blocks[element->block];
    uint32_t start = facts->doc->blocks.items[element->block].end;
    uint32_t end = start;
    if (block->run_in)
        start = block->run_in;
    if (block->is_heading)
        end = section_text_end(facts, element->block);
    return fl_document_text(facts->doc, start, end);
}

/* The next word of at least SHORT_WORD letters from *at on; empty at the end. */
static fl_str next_word(fl_str text, size_t *at)
{
    while (*at < text.len) {
        size_t start = *at;
        while (*at < text.len && fl_is_word(text.ptr[*at]))
            (*at)++;
        if (*at - start >= SHORT_WORD)
            return fl_str_slice(text, start, *at);
        if (*at == start)
            (*at)++;
    }
    return FL_STR("");
}

/* The first STEM letters of a word, in small letters, and how many there are:
 * words of one stem, or short ones that are the same, have one key. */
static uint64_t key_of(fl_str word)
{
    size_t len = word.len < STEM ? word.len : STEM;
    uint64_t key = len;
    for (size_t i = 0; i < len; i++) {
        char c = word.ptr[i];
        if (fl_is_upper(c))
            c = (char)(c - 'A' + 'a');
        key = key << 8 | (unsigned char)c;
    }
    return key;
}

typedef struct {
    uint64_t keys[MOST_KEYS];
    size_t count;
} vocabulary;

/* The words of the sections that the element covers. */
static void learn(const fl_facts *facts, const fl_element *element,
                  vocabulary *v)
{
    v->count = 0;
    for (size_t c = 0; c < element->covers.count; c++) {
        uint32_t section =
            facts->claims.items[element->covers.items[c]].section;
        if (section == FL_NONE)
            continue;
        size_t at = 0;
        fl_str statute = facts->packs->sections.items[section].statute;
        for (fl_str word = next_word(statute, &at);
             word.len && v->count < MOST_KEYS; word = next_word(statute, &at))
            v->keys[v->count++] = key_of(word);
    }
}

static bool knows(const vocabulary *v, fl_str word)
{
    uint64_t key = key_of(word);
    for (size_t i = 0; i < v->count; i++)
        if (v->keys[i] == key)
            return true;
    return false;
}

bool fl_element_statute_share(const fl_facts *facts, const fl_element *element,
                              double *percent)
{
    size_t at = 0;
    uint32_t words = 0;
    uint32_t shared = 0;
    vocabulary statute;
    learn(facts, element, &statute);
    if (statute.count == 0)
        return false;
    fl_str text = fl_element_wording(facts, element);
    for (fl_str word = next_word(text, &at); word.len && words < MOST_WORDS;
         word = next_word(text, &at)) {
        words++;
        shared += knows(&statute, word);
    }
    *percent = words ? 100.0 * shared / words : 0;
    return words > 0;
}
