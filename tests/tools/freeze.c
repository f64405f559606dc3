/*
 * freeze OUT: writes the image of the default packs as OUT.S, OUT.bin,
 * OUT.parts, OUT.still, OUT.pointers, OUT.programs and OUT.places.
 *
 * It loads them twice, follows the pointers from the set, and compares what it
 * reaches word by word: what points to the same place of the same allocation
 * is a pointer; what is equal is data, or a pointer to a text of the program;
 * what else differs is a text of a JSON tree or left over from loading. Texts
 * are copied into the image, left-overs are cleared. Links in the place of
 * engine/base/alloc.c, with an arena whose allocations stand each alone
 * (FL_ARENA_DEBUG). SPDX-License-Identifier: MIT
 */
#include "base/alloc.h"
#include "base/arena.h"
#include "foilint.h"
#include "pack/image.h"
#include "recognise/phrase.h"
#include "recognise/prefilter.h"
#include "recognise/program.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define REGION      ((size_t)512 << 20)
#define MOST_TEXT   ((size_t)64 << 10)
#define MAPS        512
#define MOST_PIECES ((size_t)1 << 21)
#define PAGE        ((size_t)4096)

typedef struct {
    uintptr_t from, to;
} range;

/* ---- allocation: each is known by its number ------------------------------------- */

typedef struct {
    char *at; /* what an arena gives out of it */
    size_t size;
} piece;

static char *region;
static size_t used;
static piece *pieces;
static size_t piece_count;

static void *take(size_t size)
{
    size_t need = ((size ? size : 1) + 16 + 15) & ~(size_t)15;
    if (used + need > REGION || piece_count == MOST_PIECES)
        return NULL;
    char *at = region + used;
    memcpy(at, &size, sizeof(size)); /* for realloc */
    used += need;
    if (size > FL_ARENA_HEADER)
        pieces[piece_count++] =
            (piece){ at + 16 + FL_ARENA_HEADER, size - FL_ARENA_HEADER };
    return at + 16;
}

void *fl_malloc(size_t size)
{
    return take(size);
}

void *fl_realloc(void *ptr, size_t size)
{
    void *fresh = take(size);
    size_t before = 0;
    if (ptr)
        memcpy(&before, (char *)ptr - 16, sizeof(before));
    if (fresh && before)
        memcpy(fresh, ptr, before < size ? before : size);
    return fresh;
}

void fl_free(void *ptr)
{
    (void)ptr;
}

void fl_alloc_fail_after(long n)
{
    (void)n;
}

long fl_alloc_count(void)
{
    return 0;
}

/* JSON trees stand apart: an address of theirs is a text or a left-over. */
static char *heap;
static size_t heap_used;

static void *take_heap(size_t size)
{
    size_t need = (size + 15) & ~(size_t)15;
    if (heap_used + need > REGION)
        return NULL;
    heap_used += need;
    return heap + heap_used - need;
}

static void give_heap(void *ptr)
{
    (void)ptr;
}

static char *map_region(void)
{
    char *at = mmap(NULL, REGION, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return at == MAP_FAILED ? NULL : at;
}

/* ---- loading ---------------------------------------------------------------------- */

static void complain(void *data, const fl_problem *p)
{
    (void)data;
    fprintf(stderr, "%s:%zu:%zu: %s: %s\n", p->file ? p->file : "freeze",
            p->line, p->col, p->pointer ? p->pointer : "", p->text);
}

typedef struct {
    char *heap;
    const piece *pieces; /* ascending */
    size_t count;
    const fl_packs *packs;
} load;

static bool load_once(load *out)
{
    fl_sink sink = { complain, NULL };
    fl_packs *packs = NULL;
    region = map_region();
    heap = map_region();
    pieces = calloc(MOST_PIECES, sizeof(*pieces));
    used = heap_used = piece_count = 0;
    if (!region || !heap || !pieces ||
        fl_packs_load(&packs, NULL, &sink) != FL_OK)
        return false;
    fl_regexes_abandon(packs);
    packs->arena = NULL;
    *out = (load){ heap, pieces, piece_count, packs };
    return true;
}

/* ---- comparing ---------------------------------------------------------------------- */

static range maps[MAPS];
static size_t map_count;

/* What the program may read of itself and its libraries. */
static bool read_maps(void)
{
    FILE *file = fopen("/proc/self/maps", "r");
    char line[512];
    while (file && map_count < MAPS && fgets(line, sizeof(line), file)) {
        char *rest = NULL;
        range r = { .from = strtoull(line, &rest, 16) };
        r.to = strtoull(rest + 1, &rest, 16);
        if (rest[1] == 'r' && strchr(line, '/'))
            maps[map_count++] = r;
    }
    if (file)
        fclose(file);
    return map_count > 0;
}

/* Bytes that can be read at `at`, 0: none. */
static size_t readable(const load *l, uintptr_t at)
{
    uintptr_t heap_at = (uintptr_t)l->heap;
    if (at >= heap_at && at < heap_at + REGION)
        return heap_at + REGION - at;
    for (size_t i = 0; i < map_count; i++)
        if (at >= maps[i].from && at < maps[i].to)
            return maps[i].to - at;
    return 0;
}

/* The text at `at` with its NUL, or NULL when there is none. */
static const char *text_at(const load *l, uintptr_t at, size_t *len)
{
    size_t most = readable(l, at);
    const char *text = (const char *)at; /* a word of memory, read as it was */
    most = most < MOST_TEXT ? most : MOST_TEXT;
    for (*len = 0; *len < most; ++*len) {
        unsigned char c = (unsigned char)text[*len];
        if (c == 0)
            return text;
        if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7F)
            return NULL;
    }
    return NULL;
}

typedef struct {
    uintptr_t from;
    uint32_t to;
} copy;

typedef struct {
    load a, b;
    uintptr_t *places; /* of each piece in the image, + 1; 0: not reached */
    uint32_t *queue;   /* pieces reached, in that order */
    size_t reached;
    unsigned char *bytes; /* the image: what holds pointers */
    size_t size;
    unsigned char *still; /* what holds none */
    size_t still_size;
    uint32_t *pointers;
    size_t pointer_count;
    copy *copies;
    size_t copy_count;
} freezer;

/* The piece that `at` points into, or just behind; SIZE_MAX: none. */
static size_t piece_of(const load *l, uintptr_t at)
{
    size_t low = 0;
    size_t high = l->count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if ((uintptr_t)l->pieces[mid].at <= at)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == 0 ||
        at > (uintptr_t)l->pieces[low - 1].at + l->pieces[low - 1].size)
        return SIZE_MAX;
    return low - 1;
}

static size_t room(size_t *used_so_far, size_t size)
{
    size_t at = *used_so_far;
    *used_so_far += (size + 16) & ~(size_t)15;
    return at;
}

/* Whether both words point to the same place of the same piece, *in. */
static bool both_point(const freezer *f, uintptr_t x, uintptr_t y, size_t *in)
{
    *in = piece_of(&f->a, x);
    return *in != SIZE_MAX && *in == piece_of(&f->b, y) &&
           x - (uintptr_t)f->a.pieces[*in].at ==
               y - (uintptr_t)f->b.pieces[*in].at;
}

/* The text that both words point to, or NULL. */
static const char *both_say(const freezer *f, uintptr_t x, uintptr_t y,
                            size_t *len)
{
    size_t other = 0;
    const char *text = text_at(&f->a, x, len);
    const char *same = text_at(&f->b, y, &other);
    return text && same && *len == other && memcmp(text, same, *len) == 0
               ? text
               : NULL;
}

static uintptr_t word_at(const piece *p, size_t at)
{
    uintptr_t word = 0;
    memcpy(&word, p->at + at, sizeof(word));
    return word;
}

/* No word of it is a pointer, so that it may stay where the program stands. */
static bool is_still(const freezer *f, size_t number)
{
    const piece *a = &f->a.pieces[number];
    const piece *b = &f->b.pieces[number];
    size_t ignored = 0;
    for (size_t at = 0; at + sizeof(uintptr_t) <= a->size;
         at += sizeof(uintptr_t)) {
        uintptr_t x = word_at(a, at);
        uintptr_t y = word_at(b, at);
        if (both_point(f, x, y, &ignored) || both_say(f, x, y, &ignored))
            return false;
    }
    return true;
}

/* Where a piece stands in the image, or with FL_IMAGE_STILL behind it; it is
 * queued when it is reached first. */
static uintptr_t place_of(freezer *f, size_t number)
{
    if (!f->places[number]) {
        bool still = is_still(f, number);
        size_t at =
            room(still ? &f->still_size : &f->size, f->a.pieces[number].size);
        f->places[number] = (still ? FL_IMAGE_STILL | at : at) + 1;
        f->queue[f->reached++] = (uint32_t)number;
    }
    return f->places[number] - 1;
}

static void point(freezer *f, unsigned char *to, uintptr_t target)
{
    memcpy(to, &target, sizeof(target));
    f->pointers[f->pointer_count++] = (uint32_t)(to - f->bytes);
}

/* Where the image has the text of address `at`; copied on first use. */
static uintptr_t copied(freezer *f, uintptr_t at, const char *text, size_t len)
{
    for (size_t i = 0; i < f->copy_count; i++)
        if (f->copies[i].from == at)
            return FL_IMAGE_STILL | f->copies[i].to;
    size_t to = room(&f->still_size, len + 1);
    memcpy(f->still + to, text, len + 1);
    f->copies[f->copy_count++] = (copy){ at, (uint32_t)to };
    return FL_IMAGE_STILL | to;
}

static void freeze_word(freezer *f, unsigned char *to, uintptr_t x, uintptr_t y)
{
    size_t in = 0;
    size_t len = 0;
    const char *text = NULL;
    if (both_point(f, x, y, &in))
        point(f, to, place_of(f, in) + (x - (uintptr_t)f->a.pieces[in].at));
    else if ((text = both_say(f, x, y, &len)) != NULL)
        point(f, to, copied(f, x, text, len));
    else if (x == y && !readable(&f->a, x))
        memcpy(to, &x, sizeof(x)); /* data */
}

/* Pieces are aligned, and so is every pointer in them; a text may end in the
 * midst of a word. */
static void freeze_piece(freezer *f, size_t number)
{
    const piece *a = &f->a.pieces[number];
    const piece *b = &f->b.pieces[number];
    uintptr_t place = place_of(f, number);
    unsigned char *to = place & FL_IMAGE_STILL
                            ? f->still + (place & ~FL_IMAGE_STILL)
                            : f->bytes + place;
    size_t at = 0;
    for (; at + sizeof(uintptr_t) <= a->size; at += sizeof(uintptr_t))
        freeze_word(f, to + at, word_at(a, at), word_at(b, at));
    memcpy(to + at, a->at + at, a->size - at);
}

/* ---- writing ------------------------------------------------------------------------- */

static bool write_file(const char *out, const char *ending, const void *bytes,
                       size_t size)
{
    char path[4096];
    snprintf(path, sizeof(path), "%s%s", out, ending);
    FILE *file = fopen(path, "wb");
    bool good = file && fwrite(bytes, 1, size, file) == size;
    if (file && fclose(file) != 0)
        good = false;
    if (!good)
        fprintf(stderr, "freeze: cannot write %s\n", path);
    return good;
}

/* The pages that hold something, as runs. */
static bool write_parts(const char *out, const freezer *f, size_t *count)
{
    fl_image_part *parts = calloc(f->size / PAGE + 1, sizeof(*parts));
    unsigned char *kept = calloc(1, f->size + PAGE);
    size_t size = 0;
    *count = 0;
    for (size_t at = 0; parts && kept && at < f->size; at += PAGE) {
        size_t len = f->size - at < PAGE ? f->size - at : PAGE;
        static const unsigned char zeros[PAGE];
        if (memcmp(f->bytes + at, zeros, len) == 0)
            continue;
        fl_image_part *last = *count ? &parts[*count - 1] : NULL;
        if (!last || last->at + last->size != at)
            parts[(*count)++] = (fl_image_part){ .at = (uint32_t)at };
        parts[*count - 1].size += (uint32_t)len;
        memcpy(kept + size, f->bytes + at, len);
        size += len;
    }
    bool good = parts && kept && write_file(out, ".bin", kept, size) &&
                write_file(out, ".parts", parts, *count * sizeof(*parts));
    free(kept);
    free(parts);
    return good;
}

/* The programs of all phrases, one behind the other, and where each begins. */
static bool write_programs(const char *out, const fl_packs *packs)
{
    fl_arena *scratch = fl_arena_new();
    unsigned char *bytes = calloc(1, REGION);
    uint32_t *places = calloc(packs->phrases.count + 1, sizeof(*places));
    size_t size = 0;
    bool good = scratch && bytes && places;
    for (size_t i = 0; good && i < packs->phrases.count; i++) {
        const fl_phrase *phrase = &packs->phrases.items[i];
        if (phrase->regex || packs->prefilter->gates[i].alike)
            continue; /* none is run */
        const fl_program *p =
            fl_program_write(scratch, fl_phrase_tree(scratch, packs, phrase));
        good = p && size + p->size + 16 < REGION;
        if (!good)
            break;
        places[i] = (uint32_t)size;
        memcpy(bytes + size, p, p->size);
        size += (p->size + 15) & ~(size_t)15;
    }
    good = good && write_file(out, ".programs", bytes, size) &&
           write_file(out, ".places", places,
                      packs->phrases.count * sizeof(*places));
    free(places);
    free(bytes);
    fl_arena_free(scratch);
    return good;
}

static bool write_source(const char *out, const freezer *f, size_t parts)
{
    char text[2048];
    int len = snprintf(
        text, sizeof(text),
        "/* Made by tests/tools/freeze.c; do not edit. */\n"
        "    .section .rodata\n    .balign 16\nbytes:\n"
        "    .incbin \"%s.bin\"\n    .balign 16\nstill:\n"
        "    .incbin \"%s.still\"\n    .balign 16\nparts:\n"
        "    .incbin \"%s.parts\"\n    .balign 16\npointers:\n"
        "    .incbin \"%s.pointers\"\n    .balign 16\n"
        "programs:\n    .incbin \"%s.programs\"\n"
        "    .balign 16\nplaces:\n    .incbin \"%s.places\"\n"
        "    .section .data.rel.ro,\"aw\"\n    .balign 16\n"
        "    .globl fl_packs_image\n    .hidden fl_packs_image\n"
        "    .type fl_packs_image, @object\n"
        "    .size fl_packs_image, %zu\nfl_packs_image:\n"
        "    .quad bytes, %zu, still, parts, %zu, pointers, %zu, programs, "
        "places\n"
        "    .section .note.GNU-stack,\"\",@progbits\n",
        out, out, out, out, out, out, sizeof(fl_image), f->size, parts,
        f->pointer_count);
    return len > 0 && (size_t)len < sizeof(text) &&
           write_file(out, ".S", text, (size_t)len);
}

int main(int argc, char **argv)
{
    freezer f = { 0 };
    cJSON_Hooks hooks = { take_heap, give_heap };
    cJSON_InitHooks(&hooks);
    /* a program at low addresses: its texts look like numbers */
    if ((uintptr_t)load_once < (uintptr_t)1 << 32) {
        fprintf(stderr, "freeze: link it position-independent (-pie), or "
                        "build with IMAGE=\n");
        return 2;
    }
    if (!read_maps()) {
        fprintf(stderr, "freeze: /proc/self/maps cannot be read; mount /proc, "
                        "or build with IMAGE=\n");
        return 2;
    }
    if (argc != 2 || !load_once(&f.a) || !load_once(&f.b) ||
        f.a.count != f.b.count) {
        fprintf(stderr, "freeze: the packs do not load, or not twice alike\n");
        return 2;
    }
    f.bytes = calloc(1, REGION);
    f.still = calloc(1, REGION);
    f.places = calloc(f.a.count, sizeof(*f.places));
    f.queue = calloc(f.a.count, sizeof(*f.queue));
    f.pointers = calloc(REGION / 8, sizeof(*f.pointers));
    f.copies = calloc(REGION / 8, sizeof(*f.copies));
    if (!f.bytes || !f.still || !f.places || !f.queue || !f.pointers ||
        !f.copies)
        return 2;
    place_of(&f, piece_of(&f.a, (uintptr_t)f.a.packs)); /* at the start */
    for (size_t i = 0; i < f.reached; i++)
        freeze_piece(&f, f.queue[i]);
    size_t parts = 0;
    bool good = write_parts(argv[1], &f, &parts) &&
                write_file(argv[1], ".still", f.still, f.still_size) &&
                write_file(argv[1], ".pointers", f.pointers,
                           f.pointer_count * sizeof(*f.pointers)) &&
                write_programs(argv[1], f.b.packs) &&
                write_source(argv[1], &f, parts);
    return good ? 0 : 2;
}
