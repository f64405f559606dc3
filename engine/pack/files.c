/*
 * Reads packs from directories or from the table embedded in the program,
 * with the base packs that they use, base packs first.
 * SPDX-License-Identifier: MIT
 */
#include "base/limits.h"
#include "pack/state.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

/* Packs that use packs that use packs: more is a cycle. */
#define USES_DEPTH 8

fl_str fl_path_stem(fl_str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    size_t end = path.len;
    for (size_t i = path.len; i > start; i--) {
        if (path.ptr[i - 1] == '.') {
            end = i - 1;
            break;
        }
    }
    return fl_str_slice(path, start, end);
}

/* Whole file with a NUL behind it; ptr NULL with *error set when it cannot be
 * read. Nothing is allocated while the file is open. */
static fl_str read_disk(fl_loader *loader, const char *path, const char **error)
{
    struct stat info;
    fl_str none = { NULL, 0 };
    if (stat(path, &info) != 0) {
        *error = strerror(errno);
        return none;
    }
    if (!S_ISREG(info.st_mode)) {
        *error = "it is no regular file";
        return none;
    }
    if (info.st_size > (off_t)FL_LIMIT_PACK_FILE_BYTES) {
        *error = "it is larger than the limit of pack files";
        return none;
    }
    size_t size = (size_t)info.st_size;
    char *bytes = fl_arena_alloc(loader->arena, size + 2);
    FILE *file = fopen(path, "rb");
    if (!file) {
        *error = strerror(errno);
        return none;
    }
    size_t got = fread(bytes, 1, size + 1, file);
    bool bad = ferror(file) != 0 || got != size;
    fclose(file);
    if (bad) {
        *error = "it changed or failed while it was read";
        return none;
    }
    bytes[size] = '\0';
    return (fl_str){ bytes, size };
}

static fl_str read_embedded(fl_str pack, fl_str name, const char **error)
{
    for (const fl_embedded_file *f = fl_embedded_files; f->path; f++) {
        if (strncmp(f->path, pack.ptr, pack.len) == 0 &&
            f->path[pack.len] == '/' && fl_str_is(name, f->path + pack.len + 1))
            return (fl_str){ f->bytes, f->size };
    }
    *error = "no such embedded file";
    return (fl_str){ NULL, 0 };
}

/* Names of pack files stay inside the pack. */
static bool safe_name(fl_str name)
{
    if (name.len == 0 || name.ptr[0] == '/' || name.ptr[0] == '.')
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char b = name.ptr[i];
        if (!fl_is_word(b) && b != '-' && b != '_' && b != '.' && b != '/')
            return false;
        if (b == '/' && (i + 1 == name.len || name.ptr[i + 1] == '.' ||
                         name.ptr[i + 1] == '/'))
            return false;
    }
    return true;
}

static fl_str read_file(fl_loader *loader, const fl_source *source, fl_str name,
                        const char **shown, const char **error)
{
    fl_arena *arena = loader->arena;
    if (source->dir) {
        *shown =
            fl_arena_printf(arena, "%s/%.*s", source->dir, FL_ARG(name)).ptr;
        return read_disk(loader, *shown, error);
    }
    *shown = fl_arena_printf(arena, "<built-in>/%.*s/%.*s",
                             FL_ARG(source->dir_name), FL_ARG(name))
                 .ptr;
    return read_embedded(source->dir_name, name, error);
}

fl_str fl_files_frame(fl_loader *loader, uint32_t pack, fl_str name)
{
    const char *shown = NULL;
    const char *error = NULL;
    fl_str path =
        fl_arena_printf(loader->arena, "frames/%.*s.txt", FL_ARG(name));
    if (!safe_name(path))
        return (fl_str){ NULL, 0 };
    /* An overlay's own frames go before those of the pack that it changes. */
    const fl_pack *info = &loader->packs->packs.items[pack];
    for (size_t i = info->overlays.count; i > 0; i--) {
        fl_str text = read_file(
            loader, &loader->sources.items[info->overlays.items[i - 1]], path,
            &shown, &error);
        if (text.ptr)
            return text;
    }
    fl_str text =
        read_file(loader, &loader->sources.items[pack], path, &shown, &error);
    /* Frames resolve as names do: in the pack, then in those that it uses. */
    for (size_t i = 0; !text.ptr && i < info->uses.count; i++)
        text = read_file(loader, &loader->sources.items[info->uses.items[i]],
                         path, &shown, &error);
    return text;
}

/* Reads the file that `node` in the manifest's "files" names. */
static void add_file(fl_loader *loader, fl_source *source, const cJSON *node)
{
    fl_str name = fl_node_str(node);
    const char *error = NULL;
    if (!safe_name(name)) {
        fl_loader_problem(loader, node,
                          "\"%s\" is no file name inside the pack, expected "
                          "letters, digits, '-', '_', '.' and '/'",
                          node->valuestring);
        return;
    }
    for (size_t i = 0; i < source->files.count; i++) {
        if (fl_str_eq(source->files.items[i].name, name)) {
            fl_loader_problem(loader, node, "file \"%s\" is listed twice",
                              node->valuestring);
            return;
        }
    }
    fl_pack_file file = { .name = name };
    file.bytes = read_file(loader, source, name, &file.shown, &error);
    if (!file.bytes.ptr) {
        fl_loader_problem(loader, node, "file \"%s\" cannot be read: %s",
                          file.shown, error);
        return;
    }
    fl_json_load(loader, &file);
    *FL_PUSH(loader->arena, &source->files) = file;
}

static fl_str digest_of(fl_loader *loader, const fl_source *source)
{
    for (const fl_embedded_digest *d = fl_embedded_digests;
         !source->dir && d->pack; d++) {
        if (fl_str_is(source->dir_name, d->pack))
            return fl_str_from(d->sha256);
    }
    return fl_pack_digest(loader->arena, source->files.items,
                          source->files.count);
}

static bool embedded_pack(fl_str name)
{
    const char *error = NULL;
    return read_embedded(name, FL_STR("pack.json"), &error).ptr != NULL;
}

/* The directory beside `dir` that is called `name`. */
static const char *sibling(fl_loader *loader, const char *dir, fl_str name)
{
    size_t end = strlen(dir);
    size_t start = end;
    while (start > 0 && dir[start - 1] != '/')
        start--;
    fl_str last = { dir + start, end - start };
    if (last.len == 0 || fl_str_is(last, ".") || fl_str_is(last, ".."))
        return fl_arena_printf(loader->arena, "%s/../%.*s", dir, FL_ARG(name))
            .ptr;
    return fl_arena_printf(loader->arena, "%.*s%.*s", (int)start, dir,
                           FL_ARG(name))
        .ptr;
}

static uint32_t find_pack(const fl_loader *loader, fl_str name)
{
    for (size_t i = 0; i < loader->packs->packs.count; i++) {
        if (fl_str_eq(loader->packs->packs.items[i].name, name))
            return (uint32_t)i;
    }
    return UINT32_MAX;
}

static uint32_t read_pack(fl_loader *loader, const char *dir, fl_str embedded,
                          int depth);

/* Index of the pack that `node` names: loaded already, beside `source`, or
 * embedded. */
static uint32_t read_named(fl_loader *loader, const fl_source *source,
                           const cJSON *node, int depth)
{
    fl_str name = fl_node_str(node);
    uint32_t found = find_pack(loader, name);
    struct stat info;
    if (found != UINT32_MAX || name.len == 0)
        return found;
    if (depth >= USES_DEPTH) {
        fl_loader_problem(loader, node, "packs use one another in a circle");
        return UINT32_MAX;
    }
    if (source->dir && safe_name(name)) {
        const char *dir = sibling(loader, source->dir, name);
        const char *path =
            fl_arena_printf(loader->arena, "%s/pack.json", dir).ptr;
        if (stat(path, &info) == 0)
            return read_pack(loader, dir, FL_STR(""), depth + 1);
    }
    if (embedded_pack(name))
        return read_pack(loader, NULL, name, depth + 1);
    fl_loader_problem(loader, node,
                      "unknown pack \"%s\", expected a directory of that name "
                      "beside this one, or an embedded pack",
                      node->valuestring);
    return UINT32_MAX;
}

static void read_uses(fl_loader *loader, fl_source *source, fl_pack *pack,
                      int depth)
{
    const cJSON *node = NULL;
    cJSON_ArrayForEach(node, source->uses)
    {
        uint32_t used = read_named(loader, source, node, depth);
        if (used == UINT32_MAX)
            continue;
        if (!fl_str_is(loader->packs->packs.items[used].kind, "base"))
            fl_loader_problem(loader, node,
                              "pack \"%s\" is of kind %.*s, expected base",
                              node->valuestring,
                              FL_ARG(loader->packs->packs.items[used].kind));
        *FL_PUSH(loader->arena, &pack->uses) = used;
    }
}

static void join_overlay(fl_loader *loader, const fl_source *source,
                         uint32_t self, uint32_t target)
{
    const fl_pack *base = &loader->packs->packs.items[target];
    int fits = fl_version_fits(base->version, fl_node_str(source->requires));
    if (fits == 0)
        fl_loader_problem(loader, source->requires,
                          "this overlay requires version %s of \"%.*s\", "
                          "which is %.*s",
                          source->requires->valuestring, FL_ARG(base->name),
                          FL_ARG(base->version));
    *FL_PUSH(loader->arena, &loader->packs->packs.items[target].overlays) =
        self;
}

/* Reads a pack and whatever it needs; UINT32_MAX without its pack.json. */
static uint32_t read_pack(fl_loader *loader, const char *dir, fl_str embedded,
                          int depth)
{
    fl_source source = { .dir = dir,
                         .dir_name = embedded,
                         .target = UINT32_MAX };
    fl_pack pack = { 0 };
    fl_pack_file manifest = { .name = FL_STR("pack.json") };
    const char *error = NULL;
    manifest.bytes =
        read_file(loader, &source, manifest.name, &manifest.shown, &error);
    if (!manifest.bytes.ptr) {
        loader->io_failed = true;
        fl_loader_problem_file(loader, manifest.shown, 0, 0,
                               "cannot be read: %s", error);
        return UINT32_MAX;
    }
    fl_json_load(loader, &manifest);
    *FL_PUSH(loader->arena, &source.files) = manifest;
    fl_load_manifest(loader, &source, &pack);
    const cJSON *node = NULL;
    cJSON_ArrayForEach(node, source.listed) add_file(loader, &source, node);
    pack.sha256 = digest_of(loader, &source);
    read_uses(loader, &source, &pack, depth);
    uint32_t target = UINT32_MAX;
    if (source.overlay && source.extends)
        target = read_named(loader, &source, source.extends, depth);
    if (pack.name.len > 0 && find_pack(loader, pack.name) != UINT32_MAX)
        fl_loader_problem(loader, source.manifest,
                          "another pack named \"%.*s\" is loaded already",
                          FL_ARG(pack.name));
    uint32_t self = (uint32_t)loader->packs->packs.count;
    *FL_PUSH(loader->arena, &loader->packs->packs) = pack;
    *FL_PUSH(loader->arena, &loader->sources) = source;
    if (target != UINT32_MAX) {
        loader->sources.items[self].target = target;
        join_overlay(loader, &source, self, target);
    }
    return self;
}

/* A copy of `dir` without slashes at its end. */
static const char *clean_dir(fl_loader *loader, const char *dir)
{
    fl_str s = fl_str_from(dir);
    while (s.len > 1 && s.ptr[s.len - 1] == '/')
        s.len--;
    return fl_arena_dup(loader->arena, s).ptr;
}

/* A pack that the user names: a directory, else an embedded pack. */
static uint32_t read_given(fl_loader *loader, const char *given)
{
    struct stat info;
    const char *dir = clean_dir(loader, given);
    const char *path = fl_arena_printf(loader->arena, "%s/pack.json", dir).ptr;
    bool found = stat(path, &info) == 0;
    if (!found && embedded_pack(fl_str_from(dir)))
        return read_pack(loader, NULL, fl_str_from(dir), 0);
    if (!found && !strchr(dir, '/')) {
        loader->io_failed = true;
        fl_loader_problem_file(loader, dir, 0, 0,
                               "neither a directory with a pack.json nor the "
                               "name of a built-in pack");
        return UINT32_MAX;
    }
    return read_pack(loader, dir, FL_STR(""), 0);
}

bool fl_files_read(fl_loader *loader)
{
    const fl_load_options *options = loader->options;
    if (options->directory_count == 0 || !options->directories)
        for (size_t i = 0; fl_embedded_defaults[i]; i++)
            read_pack(loader, NULL, fl_str_from(fl_embedded_defaults[i]), 0);
    for (size_t i = 0; options->directories && i < options->directory_count;
         i++)
        read_given(loader, options->directories[i]);
    for (size_t i = 0; options->overlays && i < options->overlay_count; i++) {
        uint32_t at = read_given(loader, options->overlays[i]);
        if (at != UINT32_MAX && loader->sources.items[at].manifest &&
            !loader->sources.items[at].overlay)
            fl_loader_problem(loader, loader->sources.items[at].manifest,
                              "this pack is no overlay, expected \"kind\": "
                              "\"overlay\"");
    }
    return loader->packs->packs.count > 0;
}
