/*
 * Collects problems while packs are loaded and reports them all at the end,
 * ordered by file and place. Only here nodes get a place: one walk over the
 * trees finds the JSON Pointer of each node that has a problem.
 * SPDX-License-Identifier: MIT
 */
#include "base/sink.h"
#include "pack/state.h"

#include <stdio.h>
#include <stdlib.h>

/* More of them help nobody; the rest is counted. */
#define PROBLEM_LIMIT 500

__attribute__((format(printf, 3, 0))) static void
record(fl_loader *loader, fl_pack_problem problem, const char *format,
       va_list args)
{
    if (loader->problems.count >= PROBLEM_LIMIT) {
        loader->problems_dropped++;
        return;
    }
    char text[900];
    vsnprintf(text, sizeof(text), format, args);
    problem.text = fl_arena_dup(loader->arena, fl_str_from(text)).ptr;
    problem.order = (uint32_t)loader->problems.count;
    *FL_PUSH(loader->arena, &loader->problems) = problem;
}

void fl_loader_problem(fl_loader *loader, const cJSON *node, const char *format,
                       ...)
{
    va_list args;
    va_start(args, format);
    record(loader, (fl_pack_problem){ .node = node, .place = FL_PLACE_VALUE },
           format, args);
    va_end(args);
}

void fl_loader_problem_key(fl_loader *loader, const cJSON *node,
                           const char *format, ...)
{
    va_list args;
    va_start(args, format);
    record(loader, (fl_pack_problem){ .node = node, .place = FL_PLACE_KEY },
           format, args);
    va_end(args);
}

void fl_loader_problem_at(fl_loader *loader, const cJSON *node, size_t offset,
                          const char *format, ...)
{
    va_list args;
    va_start(args, format);
    record(loader,
           (fl_pack_problem){
               .node = node, .place = FL_PLACE_INSIDE, .offset = offset },
           format, args);
    va_end(args);
}

void fl_loader_problem_file(fl_loader *loader, const char *file, size_t line,
                            size_t col, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    record(loader, (fl_pack_problem){ .file = file, .line = line, .col = col },
           format, args);
    va_end(args);
}

/* ---- from nodes to places ------------------------------------------------- */

typedef struct {
    fl_loader *loader;
    const fl_pack_file *file;
    fl_pack_problem **wanted; /* ordered by node */
    size_t wanted_count;
    const cJSON *path[128]; /* from the root's child on */
    size_t indices[128];
    size_t depth;
} walk;

static int compare_nodes(const cJSON *a, const cJSON *b)
{
    uintptr_t x = (uintptr_t)a;
    uintptr_t y = (uintptr_t)b;
    return (x > y) - (x < y);
}

static int by_node(const void *a, const void *b)
{
    fl_pack_problem *const *x = a;
    fl_pack_problem *const *y = b;
    return compare_nodes((*x)->node, (*y)->node);
}

static fl_str pointer_token(fl_arena *arena, const char *name)
{
    size_t len = strlen(name);
    char *out = fl_arena_alloc(arena, 2 * len + 1);
    size_t at = 0;
    for (size_t i = 0; i < len; i++) {
        if (name[i] == '~' || name[i] == '/') {
            out[at++] = '~';
            out[at++] = name[i] == '~' ? '0' : '1';
        } else {
            out[at++] = name[i];
        }
    }
    return (fl_str){ out, at };
}

static fl_str pointer_of(const walk *w)
{
    fl_arena *arena = w->loader->arena;
    fl_str pointer = FL_STR("");
    for (size_t i = 0; i < w->depth; i++) {
        if (w->path[i]->string)
            pointer = fl_arena_printf(
                arena, "%.*s/%.*s", FL_ARG(pointer),
                FL_ARG(pointer_token(arena, w->path[i]->string)));
        else
            pointer = fl_arena_printf(arena, "%.*s/%zu", FL_ARG(pointer),
                                      w->indices[i]);
    }
    return pointer;
}

static void give_place(const walk *w, fl_pack_problem *problem, fl_str pointer)
{
    fl_str text = w->file->bytes;
    size_t at = fl_json_find(text, pointer, problem->place == FL_PLACE_KEY);
    if (problem->place == FL_PLACE_INSIDE && at < text.len)
        at = fl_json_inside(text, at, problem->offset);
    problem->file = w->file->shown;
    problem->pointer = pointer.ptr;
    fl_text_place(text, at, &problem->line, &problem->col);
}

static void visit(walk *w, const cJSON *node)
{
    size_t low = 0;
    size_t high = w->wanted_count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (compare_nodes(w->wanted[mid]->node, node) < 0)
            low = mid + 1;
        else
            high = mid;
    }
    if (low < w->wanted_count && w->wanted[low]->node == node) {
        fl_str pointer = pointer_of(w);
        for (; low < w->wanted_count && w->wanted[low]->node == node; low++)
            give_place(w, w->wanted[low], pointer);
    }
    if (w->depth == sizeof(w->path) / sizeof(w->path[0]))
        return; /* deeper than json.c lets through */
    const cJSON *child = NULL;
    size_t index = 0;
    cJSON_ArrayForEach(child, node)
    {
        w->path[w->depth] = child;
        w->indices[w->depth] = index++;
        w->depth++;
        visit(w, child);
        w->depth--;
    }
}

static const cJSON *original_of(const fl_loader *loader, const cJSON *node)
{
    for (size_t i = 0; i < loader->aliases.count; i++) {
        if (loader->aliases.items[i].copy == node)
            return original_of(loader, loader->aliases.items[i].original);
    }
    return node;
}

static void find_places(fl_loader *loader, fl_pack_problem **wanted,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        wanted[i]->node = original_of(loader, wanted[i]->node);
    qsort(wanted, count, sizeof(fl_pack_problem *), by_node);
    for (size_t s = 0; s < loader->sources.count && count > 0; s++) {
        const fl_source *source = &loader->sources.items[s];
        for (size_t f = 0; f < source->files.count; f++) {
            walk w = { .loader = loader,
                       .file = &source->files.items[f],
                       .wanted = wanted,
                       .wanted_count = count };
            if (w.file->root)
                visit(&w, w.file->root);
        }
    }
}

const char *fl_node_place(const fl_loader *loader, const cJSON *node,
                          size_t *line)
{
    /* The walk records nothing in the loader but uses its arena. */
    fl_loader shallow = *loader;
    fl_pack_problem problem = { .node = node };
    fl_pack_problem *wanted = &problem;
    find_places(&shallow, &wanted, 1);
    *line = problem.line;
    return problem.file;
}

/* ---- reporting ---------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const fl_pack_problem *x = a;
    const fl_pack_problem *y = b;
    int files = strcmp(x->file ? x->file : "", y->file ? y->file : "");
    if (files != 0)
        return files;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->col != y->col)
        return x->col < y->col ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static bool same_problem(const fl_pack_problem *a, const fl_pack_problem *b)
{
    return a->line == b->line && a->col == b->col &&
           strcmp(a->text, b->text) == 0 &&
           strcmp(a->file ? a->file : "", b->file ? b->file : "") == 0;
}

void fl_problems_report(fl_loader *loader)
{
    size_t count = loader->problems.count;
    fl_pack_problem *all = loader->problems.items;
    fl_pack_problem **wanted =
        FL_NEW_ARRAY(loader->arena, count, fl_pack_problem *);
    size_t wanted_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (all[i].node)
            wanted[wanted_count++] = &all[i];
    }
    find_places(loader, wanted, wanted_count);
    if (count > 1)
        qsort(all, count, sizeof(*all), by_place);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && same_problem(&all[i - 1], &all[i]))
            continue;
        fl_sink_report(loader->sink, FL_LEVEL_ERROR, all[i].file, all[i].line,
                       all[i].col, all[i].pointer, "%s", all[i].text);
    }
    if (loader->problems_dropped > 0)
        fl_sink_report(loader->sink, FL_LEVEL_ERROR, NULL, 0, 0, NULL,
                       "and %zu more problems", loader->problems_dropped);
}
