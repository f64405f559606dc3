/*
 * freeze OUT: writes the image of the default packs as OUT.S, OUT.bin,
 * OUT.parts and OUT.pointers.
 *
 * It loads them twice, each time into a region of its own, and compares the
 * two word by word: what differs by the distance of the regions is a pointer
 * into them; what is equal is data, or a pointer to a text of the program;
 * what else differs is a text of a JSON tree or left over from loading. Texts
 * are copied into the image, left-overs are cleared. Links in the place of
 * engine/base/alloc.c. SPDX-License-Identifier: MIT
 */
#include "base/alloc.h"
#include "foilint.h"
#include "pack/image.h"
#include "recognise/phrase.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define REGION    ((size_t)64 << 20)
#define MOST_TEXT ((size_t)64 << 10)
#define MAPS      512
#define PAGE      ((size_t)4096)

typedef struct {
    uintptr_t from, to;
} range;

/* ---- allocation: everything of one load stands in one region -------------------- */

static char *region;
static size_t used;

static void *take(size_t size)
{
    size_t need = ((size ? size : 1) + 16 + 15) & ~(size_t)15;
    if (used + need > REGION)
        return NULL;
    char *at = region + used;
    memcpy(at, &size, sizeof(size)); /* for realloc */
    used += need;
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
    char *base, *heap;
    size_t used;
    size_t root;
} load;

static bool load_once(load *out)
{
    fl_sink sink = { complain, NULL };
    fl_packs *packs = NULL;
    region = map_region();
    heap = map_region();
    used = heap_used = 0;
    if (!region || !heap || fl_packs_load(&packs, NULL, &sink) != FL_OK)
        return false;
    fl_regexes_abandon(packs);
    packs->arena = NULL;
    *out = (load){ region, heap, used, (size_t)((char *)packs - region) };
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
    unsigned char *bytes; /* the image */
    size_t size;
    uint32_t *pointers;
    size_t pointer_count;
    copy *copies;
    size_t copy_count;
} freezer;

static void point(freezer *f, size_t at, uintptr_t target)
{
    memcpy(f->bytes + at, &target, sizeof(target));
    f->pointers[f->pointer_count++] = (uint32_t)at;
}

/* Where the image has the text of address `at`; copied on first use. */
static size_t copied(freezer *f, uintptr_t at, const char *text, size_t len)
{
    for (size_t i = 0; i < f->copy_count; i++)
        if (f->copies[i].from == at)
            return f->copies[i].to;
    size_t to = f->size;
    memcpy(f->bytes + to, text, len + 1);
    f->size += (len + 16) & ~(size_t)15;
    f->copies[f->copy_count++] = (copy){ at, (uint32_t)to };
    return to;
}

static void freeze_word(freezer *f, size_t at)
{
    uintptr_t x = 0;
    uintptr_t y = 0;
    size_t len = 0;
    size_t other = 0;
    memcpy(&x, f->a.base + at, sizeof(x));
    memcpy(&y, f->b.base + at, sizeof(y));
    uintptr_t in_a = x - (uintptr_t)f->a.base;
    if (in_a < f->a.used && in_a == y - (uintptr_t)f->b.base) {
        point(f, at, in_a);
        return;
    }
    const char *text = text_at(&f->a, x, &len);
    const char *same = text_at(&f->b, y, &other);
    if (text && same && len == other && memcmp(text, same, len) == 0)
        point(f, at, copied(f, x, text, len));
    else if (x == y && !readable(&f->a, x))
        memcpy(f->bytes + at, &x, sizeof(x)); /* data */
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

static bool write_source(const char *out, const freezer *f, size_t parts)
{
    char text[2048];
    int len = snprintf(text, sizeof(text),
                       "/* Made by tests/tools/freeze.c; do not edit. */\n"
                       "    .section .rodata\n    .balign 16\nbytes:\n"
                       "    .incbin \"%s.bin\"\n    .balign 16\nparts:\n"
                       "    .incbin \"%s.parts\"\n    .balign 16\npointers:\n"
                       "    .incbin \"%s.pointers\"\n"
                       "    .section .data.rel.ro,\"aw\"\n    .balign 16\n"
                       "    .globl fl_packs_image\n    .hidden fl_packs_image\n"
                       "    .type fl_packs_image, @object\n"
                       "    .size fl_packs_image, %zu\nfl_packs_image:\n"
                       "    .quad bytes, %zu, %zu, parts, %zu, pointers, %zu\n"
                       "    .section .note.GNU-stack,\"\",@progbits\n",
                       out, out, out, sizeof(fl_image), f->size, f->a.root,
                       parts, f->pointer_count);
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
    if (argc != 2 || !load_once(&f.a) || !load_once(&f.b) || !read_maps() ||
        f.a.used != f.b.used || f.a.root != f.b.root) {
        fprintf(stderr, "freeze: the packs do not load, or not twice alike\n");
        return 2;
    }
    f.bytes = calloc(1, REGION);
    f.pointers = calloc(f.a.used / 8 + 1, sizeof(*f.pointers));
    f.copies = calloc(f.a.used / 8 + 1, sizeof(*f.copies));
    if (!f.bytes || !f.pointers || !f.copies)
        return 2;
    f.size = (f.a.used + 15) & ~(size_t)15;
    for (size_t at = 0; at + 8 <= f.a.used; at += 8)
        freeze_word(&f, at);
    size_t parts = 0;
    bool good = write_parts(argv[1], &f, &parts) &&
                write_file(argv[1], ".pointers", f.pointers,
                           f.pointer_count * sizeof(*f.pointers)) &&
                write_source(argv[1], &f, parts);
    return good ? 0 : 2;
}
