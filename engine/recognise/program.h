/*
 * A phrase as a small program, and the machine that runs it on a sentence. A
 * pattern of a general library says the same (tests/unit/phrase_oracle.h
 * holds it), but takes a hundred times as long to compile, which is most of
 * what one letter costs. Private to recognise/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_PROGRAM_H
#define FL_RECOGNISE_PROGRAM_H

#include "recognise/mentions.h"
#include "recognise/phrase_tree.h"

typedef enum {
    FL_OP_TEXT,       /* these bytes */
    FL_OP_HYPHEN,     /* a hyphen, a space or nothing */
    FL_OP_APOSTROPHE, /* one or nothing */
    FL_OP_SPACE,      /* a space or hyphen, with marks beside it */
    FL_OP_GAP,        /* 0..n words, as few as will do, then marks */
    FL_OP_LETTERS,    /* the rest of a word */
    FL_OP_SLOT,       /* one token */
    FL_OP_SWITCH,     /* the branches behind it that may begin here */
    FL_OP_EITHER,     /* what stands at `to`, or else the next instruction */
    FL_OP_JUMP,
    FL_OP_LEFT_EDGE,
    FL_OP_RIGHT_EDGE,
    FL_OP_DONE
} fl_op;

/* What a phrase may begin or end with. */
enum { FL_EDGE_LETTER = 1, FL_EDGE_MARK = 2, FL_EDGE_EITHER = 3 };

typedef struct {
    uint8_t op;
    uint8_t first; /* TEXT: its first byte; EITHER, JUMP: the byte that must
                      stand at `to`, or 0 */
    uint16_t n;    /* TEXT: bytes; GAP: words; SLOT: its number; EDGE: which */
    uint32_t to;   /* TEXT: where in text; SWITCH: where in text the first of
                      the branches of each class is told, counted from behind
                      it; EITHER, JUMP: an instruction; GAP: classes of the
                      bytes that what follows begins with */
} fl_instruction;

/* Letters have a class each, whatever their case. */
#define FL_BYTE_CLASSES 32u
#define FL_CLASS_DIGIT  26u
#define FL_CLASS_SPACE  27u
#define FL_CLASS_WIDE   28u /* beyond ASCII */
#define FL_CLASS_OTHER  29u
/* Of each byte its class; whether it is one of , ; : ' " ( ), which may stand
 * beside a space; whether it is a letter or digit of ASCII. */
extern const uint8_t fl_bytes[256];
#define FL_BYTE_CLASS 0x1Fu
#define FL_BYTE_MARK  0x20u
#define FL_BYTE_WORD  0x40u
static inline uint32_t fl_byte_class(unsigned char byte)
{
    return fl_bytes[byte] & FL_BYTE_CLASS;
}

#define FL_NO_BRANCH 0xFFu

/* One run of bytes without pointers, which the build may keep in a file: behind
 * it stand its instructions, and behind these their texts. */
typedef struct fl_program {
    /* what a match may begin with: of the class of the first byte, the
     * classes of the second */
    uint32_t starts[FL_BYTE_CLASSES];
    uint32_t count; /* of instructions */
    uint32_t size;  /* bytes, of the whole */
    bool has_slots;
    bool at_token; /* a match begins where a token does */
    bool at_word;  /* a match begins where a word of ASCII does */
} fl_program;

static inline const fl_instruction *fl_program_code(const fl_program *program)
{
    return (const fl_instruction *)(program + 1);
}
static inline const char *fl_program_text(const fl_program *program)
{
    return (const char *)(fl_program_code(program) + program->count);
}

/* What is known of the sentence at hand. */
typedef struct {
    const fl_token *tokens; /* those of the sentence, ascending */
    size_t count;
    uint32_t base; /* T offset of the subject's first byte */
    const fl_phrase_code *code;
    /* where its words begin that begin with a letter or digit of ASCII, in the
     * subject, ascending; NULL: not known */
    const uint32_t *words;
    size_t word_count;
} fl_sentence_view;

/* What the machine needs; empty at first, freed by fl_machine_dispose(). */
typedef struct {
    struct fl_choice *stack;
    size_t cap;
} fl_machine;

typedef enum {
    FL_MATCH_NONE,
    FL_MATCH_FOUND,
    FL_MATCH_LIMIT,
    FL_MATCH_NOMEM /* the phrase could not be compiled, or has no stack */
} fl_match;

/* One match, in the subject. */
typedef struct {
    size_t start, end;
    uint32_t slots[FL_PHRASE_SLOTS]; /* in view->tokens; UINT32_MAX: not set */
} fl_span;

/* The program of a phrase's tree; caller frees it with fl_free(). `scratch`
 * holds it while it is written. NULL: no memory. */
fl_program *fl_program_write(fl_arena *scratch, const fl_node *tree);

/*
 * Leftmost match in the subject that starts from `from` to `last`, alternatives
 * as written. The subject is valid UTF-8 and `from` no place inside a
 * character.
 */
fl_match fl_program_run(fl_machine *room, const fl_program *program,
                        fl_str subject, size_t from, size_t last,
                        const fl_sentence_view *view, fl_span *out);
void fl_machine_dispose(fl_machine *room);

#endif
