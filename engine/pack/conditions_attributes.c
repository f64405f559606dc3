/*
 * The table of attributes, and the words of the engine's closed lists.
 * A kind's rows stand together; a new attribute is one row here, one case in
 * judge/values.c and one line in docs/conditions.md.
 * SPDX-License-Identifier: MIT
 */
#include "pack/attributes.h"

#include "read/reader.h"

#include "pack/loader.h"

#include <assert.h>

const char *const fl_voice_words[] = { "author",    "requester", "other",
                                       "furniture", "earlier",   NULL };
const char *const fl_status_words[] = { "asserted",    "negated", "explained",
                                        "conditional", "quoted",  NULL };
const char *const fl_bound_words[] = { "exact", "over", "under", "about",
                                       NULL };
const char *const fl_source_words[] = { "heading", "phrase", "derived", NULL };
const char *const fl_citation_role_words[] = {
    "claim",       "foreign",   "rights",    "denied", "quoted",
    "elaborating", "explained", "reasoning", "duty",   NULL
};
const char *const fl_part_words[] = { "letterhead", "request", "response",
                                      "reasoning",  "rights",  "signature",
                                      "furniture",  NULL };
const char *const fl_given_words[] = { "received", "sent", "clarified",
                                       "extended", NULL };
static const char *const object_words[] = { "whole", "part", NULL };
static const char *const outcome_words[] = { "missing", "unclear", NULL };
static const char *const regime_words[] = { "mixed", NULL };
static const char *const type_words[] = { "duration", "money", "number", NULL };

static const char *const repeats_words[] = { "answer", "letter", NULL };

static const char *const kind_names[] = {
    "document", "part",    "block",     "question", "claim",    "use",
    "stance",   "element", "citation",  "date",     "quantity", "mention",
    "mark",     "trait",   "redaction", "sentence", "file"
};
static_assert(sizeof(kind_names) / sizeof(kind_names[0]) == FL_KIND_COUNT,
              "one name for each kind");
static_assert(sizeof(fl_part_words) / sizeof(fl_part_words[0]) ==
                  FL_PART_COUNT + 1,
              "one word for each part role");

const char *fl_kind_name(fl_kind kind)
{
    return kind_names[kind];
}

int fl_kind_parse(fl_str name)
{
    for (int k = 0; k < FL_KIND_COUNT; k++)
        if (fl_str_is(name, kind_names[k]))
            return k;
    return -1;
}

/* clang-format off */
#define FREE FL_DOMAIN_FREE, 0, NULL
#define NAMES(bits) FL_DOMAIN_NAMES, (bits), NULL
#define WORDS(list) FL_DOMAIN_WORDS, 0, (list)
#define EITHER(bits, list) FL_DOMAIN_NAMES, (bits), (list)
#define ONE false
#define LIST true
#define ROW(kind, name, code, type, list, domain) \
    { FL_KIND_##kind, name, FL_ATTR_##code, FL_TYPE_##type, list, domain },

static const fl_attr_info table[] = {
    ROW(DOCUMENT, "regime", REGIME, TEXT, ONE,
        EITHER(FL_NAME_REGIME, regime_words))
    ROW(DOCUMENT, "kinds", KINDS, TEXT, LIST, NAMES(FL_NAME_DOCUMENT_KIND))
    ROW(DOCUMENT, "stances", STANCES, TEXT, LIST, NAMES(FL_NAME_STANCE))
    ROW(DOCUMENT, "claims", CLAIMS, TEXT, LIST, FREE)
    ROW(DOCUMENT, "as_of", AS_OF, DATE, ONE, FREE)
    ROW(DOCUMENT, "authority.kind", AUTHORITY, TEXT, ONE,
        NAMES(FL_NAME_AUTHORITY))
    ROW(DOCUMENT, "profile.name", PROFILE, TEXT, ONE, FREE)
    ROW(DOCUMENT, "profile.cost-limit", PROFILE, QUANTITY, ONE, FREE)
    ROW(DOCUMENT, "profile.review-address", PROFILE, TEXT, ONE, FREE)
    ROW(DOCUMENT, "profile.regulator", PROFILE, TEXT, ONE, FREE)
    ROW(DOCUMENT, "given", GIVEN, TEXT, LIST, WORDS(fl_given_words))
    ROW(DOCUMENT, "partial", PARTIAL, BOOL, ONE, FREE)

    ROW(PART, "role", ROLE, TEXT, ONE, WORDS(fl_part_words))
    ROW(PART, "text", TEXT, TEXT, ONE, FREE)
    ROW(PART, "words", WORDS, QUANTITY, ONE, FREE)

    ROW(BLOCK, "text", TEXT, TEXT, ONE, FREE)
    ROW(BLOCK, "words", WORDS, QUANTITY, ONE, FREE)
    ROW(BLOCK, "voice", VOICE, TEXT, ONE, WORDS(fl_voice_words))
    ROW(BLOCK, "questions", QUESTIONS, TEXT, LIST, FREE)
    ROW(BLOCK, "part", PART, TEXT, LIST, WORDS(fl_part_words))
    ROW(BLOCK, "repeats", REPEATS, TEXT, ONE, WORDS(repeats_words))

    ROW(QUESTION, "id", ID, TEXT, ONE, FREE)
    ROW(QUESTION, "label", LABEL, TEXT, ONE, FREE)
    ROW(QUESTION, "text", TEXT, TEXT, ONE, FREE)
    ROW(QUESTION, "parent", PARENT, TEXT, ONE, FREE)
    ROW(QUESTION, "outcome", OUTCOME, TEXT, ONE,
        EITHER(FL_NAME_OUTCOME, outcome_words))
    ROW(QUESTION, "regime", REGIME, TEXT, ONE, NAMES(FL_NAME_REGIME))
    ROW(QUESTION, "implicit", IMPLICIT, BOOL, ONE, FREE)
    ROW(QUESTION, "answered", ANSWERED, BOOL, ONE, FREE)
    ROW(QUESTION, "stances", STANCES, TEXT, LIST, NAMES(FL_NAME_STANCE))
    ROW(QUESTION, "claims", CLAIMS, TEXT, LIST, FREE)

    ROW(CLAIM, "provision", PROVISION, TEXT, ONE, FREE)
    ROW(CLAIM, "section", SECTION, TEXT, ONE, NAMES(FL_NAME_SECTION))
    ROW(CLAIM, "limb", LIMB, TEXT, ONE, NAMES(FL_NAME_LIMB))
    ROW(CLAIM, "bare", BARE, BOOL, ONE, FREE)
    ROW(CLAIM, "declared", DECLARED, BOOL, ONE, FREE)
    ROW(CLAIM, "in_force", IN_FORCE, BOOL, ONE, FREE)
    ROW(CLAIM, "mode", MODE, TEXT, ONE, NAMES(FL_NAME_MODE))
    ROW(CLAIM, "limb_mode", LIMB_MODE, TEXT, ONE, NAMES(FL_NAME_MODE))
    ROW(CLAIM, "mode_purpose", MODE_PURPOSE, TEXT, ONE, FREE)
    ROW(CLAIM, "tier", TIER, TEXT, ONE, NAMES(FL_NAME_TIER))
    ROW(CLAIM, "test", TEST, TEXT, ONE, NAMES(FL_NAME_TEST))
    ROW(CLAIM, "likelihood", LIKELIHOOD, BOOL, ONE, FREE)
    ROW(CLAIM, "label", LABEL, TEXT, ONE, FREE)
    ROW(CLAIM, "title", SECTION_TITLE, TEXT, ONE, FREE)
    ROW(CLAIM, "section_title", SECTION_TITLE, TEXT, ONE, FREE)
    ROW(CLAIM, "instrument", INSTRUMENT, TEXT, ONE, NAMES(FL_NAME_INSTRUMENT))
    ROW(CLAIM, "questions", QUESTIONS, TEXT, LIST, FREE)
    ROW(CLAIM, "residual", RESIDUAL, BOOL, ONE, FREE)
    ROW(CLAIM, "uses", USES, QUANTITY, ONE, FREE)
    ROW(CLAIM, "stance", STANCE, TEXT, ONE, NAMES(FL_NAME_STANCE))
    ROW(CLAIM, "part", PART, TEXT, LIST, WORDS(fl_part_words))
    ROW(CLAIM, "text", TEXT, TEXT, ONE, FREE)

    ROW(USE, "provision", PROVISION, TEXT, ONE, FREE)
    ROW(USE, "questions", QUESTIONS, TEXT, LIST, FREE)
    ROW(USE, "part", PART, TEXT, LIST, WORDS(fl_part_words))
    ROW(USE, "text", TEXT, TEXT, ONE, FREE)

    ROW(STANCE, "stance", STANCE, TEXT, ONE, NAMES(FL_NAME_STANCE))
    ROW(STANCE, "mode", MODE, TEXT, ONE, NAMES(FL_NAME_MODE))
    ROW(STANCE, "questions", QUESTIONS, TEXT, LIST, FREE)
    ROW(STANCE, "residual", RESIDUAL, BOOL, ONE, FREE)
    ROW(STANCE, "object", OBJECT, TEXT, ONE, WORDS(object_words))
    ROW(STANCE, "implied", IMPLIED, BOOL, ONE, FREE)
    ROW(STANCE, "part", PART, TEXT, LIST, WORDS(fl_part_words))
    ROW(STANCE, "text", TEXT, TEXT, ONE, FREE)

    ROW(ELEMENT, "element", ELEMENT, TEXT, ONE, NAMES(FL_NAME_ELEMENT))
    ROW(ELEMENT, "source", SOURCE, TEXT, ONE, WORDS(fl_source_words))
    ROW(ELEMENT, "covers", COVERS, TEXT, LIST, FREE)
    ROW(ELEMENT, "words", WORDS, QUANTITY, ONE, FREE)
    ROW(ELEMENT, "empty", EMPTY, BOOL, ONE, FREE)
    ROW(ELEMENT, "wording", WORDING, TEXT, ONE, FREE)
    ROW(ELEMENT, "statute_share", STATUTE_SHARE, QUANTITY, ONE, FREE)
    ROW(ELEMENT, "part", PART, TEXT, LIST, WORDS(fl_part_words))
    ROW(ELEMENT, "text", TEXT, TEXT, ONE, FREE)

    ROW(CITATION, "provision", PROVISION, TEXT, ONE, FREE)
    ROW(CITATION, "section", SECTION, TEXT, ONE, NAMES(FL_NAME_SECTION))
    ROW(CITATION, "limb", LIMB, TEXT, ONE, NAMES(FL_NAME_LIMB))
    ROW(CITATION, "section_title", SECTION_TITLE, TEXT, ONE, FREE)
    ROW(CITATION, "title_claimed", TITLE_CLAIMED, TEXT, ONE,
        NAMES(FL_NAME_SECTION))
    ROW(CITATION, "instrument", INSTRUMENT, TEXT, ONE,
        NAMES(FL_NAME_INSTRUMENT))
    ROW(CITATION, "role", ROLE, TEXT, ONE, WORDS(fl_citation_role_words))
    ROW(CITATION, "declared", DECLARED, BOOL, ONE, FREE)
    ROW(CITATION, "in_force", IN_FORCE, BOOL, ONE, FREE)
    ROW(CITATION, "bare", BARE, BOOL, ONE, FREE)
    ROW(CITATION, "voice", VOICE, TEXT, ONE, WORDS(fl_voice_words))
    ROW(CITATION, "questions", QUESTIONS, TEXT, LIST, FREE)
    ROW(CITATION, "part", PART, TEXT, LIST, WORDS(fl_part_words))
    ROW(CITATION, "text", TEXT, TEXT, ONE, FREE)

    ROW(DATE, "value", VALUE, DATE, ONE, FREE)
    ROW(DATE, "role", ROLE, TEXT, ONE, NAMES(FL_NAME_DATE_ROLE))
    ROW(DATE, "inferred", INFERRED, BOOL, ONE, FREE)
    ROW(DATE, "weekday_agrees", WEEKDAY_AGREES, BOOL, ONE, FREE)
    ROW(DATE, "voice", VOICE, TEXT, ONE, WORDS(fl_voice_words))
    ROW(DATE, "part", PART, TEXT, LIST, WORDS(fl_part_words))
    ROW(DATE, "text", TEXT, TEXT, ONE, FREE)

    ROW(QUANTITY, "value", VALUE, QUANTITY, ONE, FREE)
    ROW(QUANTITY, "unit", UNIT, TEXT, ONE, NAMES(FL_NAME_UNIT))
    ROW(QUANTITY, "bound", BOUND, TEXT, ONE, WORDS(fl_bound_words))
    ROW(QUANTITY, "type", TYPE, TEXT, ONE, WORDS(type_words))
    ROW(QUANTITY, "role", ROLE, TEXT, LIST, NAMES(FL_NAME_CONCEPT))
    ROW(QUANTITY, "voice", VOICE, TEXT, ONE, WORDS(fl_voice_words))
    ROW(QUANTITY, "part", PART, TEXT, LIST, WORDS(fl_part_words))
    ROW(QUANTITY, "text", TEXT, TEXT, ONE, FREE)

    ROW(MENTION, "concept", CONCEPT, TEXT, ONE, NAMES(FL_NAME_CONCEPT))
    ROW(MENTION, "status", STATUS, TEXT, ONE, WORDS(fl_status_words))
    ROW(MENTION, "voice", VOICE, TEXT, ONE, WORDS(fl_voice_words))
    ROW(MENTION, "questions", QUESTIONS, TEXT, LIST, FREE)
    ROW(MENTION, "part", PART, TEXT, LIST, WORDS(fl_part_words))
    ROW(MENTION, "text", TEXT, TEXT, ONE, FREE)
    ROW(MENTION, "figures", FIGURES, QUANTITY, ONE, FREE)
    ROW(MENTION, "numbers", NUMBERS, QUANTITY, LIST, FREE)

    ROW(MARK, "mark", MARK, TEXT, ONE, WORDS(fl_mark_words))
    ROW(MARK, "name", NAME, TEXT, ONE, FREE)
    ROW(MARK, "by", BY, TEXT, ONE, FREE)
    ROW(MARK, "part", PART, TEXT, LIST, WORDS(fl_part_words))
    ROW(MARK, "text", TEXT, TEXT, ONE, FREE)

    ROW(TRAIT, "trait", TRAIT, TEXT, ONE, WORDS(fl_trait_words))
    ROW(TRAIT, "place", PLACE, TEXT, ONE, FREE)
    ROW(TRAIT, "name", NAME, TEXT, ONE, FREE)
    ROW(TRAIT, "what", WHAT, TEXT, ONE, FREE)
    ROW(TRAIT, "count", COUNTED, QUANTITY, ONE, FREE)
    ROW(TRAIT, "hidden", HIDDEN, BOOL, ONE, FREE)
    ROW(TRAIT, "text", TEXT, TEXT, ONE, FREE)

    ROW(REDACTION, "redaction", REDACTION, TEXT, ONE, WORDS(fl_redaction_words))
    ROW(REDACTION, "file", FILE, TEXT, ONE, FREE)
    ROW(REDACTION, "where", WHERE, TEXT, ONE, FREE)
    ROW(REDACTION, "place", PLACE, TEXT, ONE, FREE)
    ROW(REDACTION, "text", TEXT, TEXT, ONE, FREE)
    ROW(REDACTION, "provision", PROVISION, TEXT, LIST, FREE)
    ROW(REDACTION, "named", NAMED_GROUND, BOOL, ONE, FREE)
    ROW(REDACTION, "count", COUNTED, QUANTITY, ONE, FREE)

    ROW(SENTENCE, "text", TEXT, TEXT, ONE, FREE)
    ROW(SENTENCE, "words", WORDS, QUANTITY, ONE, FREE)
    ROW(SENTENCE, "voice", VOICE, TEXT, ONE, WORDS(fl_voice_words))
    ROW(SENTENCE, "part", PART, TEXT, LIST, WORDS(fl_part_words))

    ROW(FILE, "name", NAME, TEXT, ONE, FREE)
    ROW(FILE, "of_text", OF_TEXT, BOOL, ONE, FREE)
    ROW(FILE, "concepts", CONCEPTS, TEXT, LIST, NAMES(FL_NAME_CONCEPT))
    ROW(FILE, "numbers", NUMBERS, QUANTITY, LIST, FREE)
};
/* clang-format on */

const fl_attr_info *fl_attr_find(fl_kind kind, fl_str name)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (table[i].kind == kind && fl_str_is(name, table[i].name))
            return &table[i];
    return NULL;
}
