/*
 * Listing and reading drafts.
 * SPDX-License-Identifier: MIT
 */
#include "cli/inputs.h"

#include "cli/case.h"
#include "cli/paths.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Suffixes taken when a directory is walked; a file that is named is tried
 * whatever its name. */
static const char *const suffixes[] = { ".txt", ".md",  ".markdown", ".docx",
                                        ".odt", ".pdf", ".html",     ".htm",
                                        ".eml", NULL };
#define DEEPEST 64

bool cli_inputs_add(cli_inputs *in, const char *path)
{
    if (in->count == in->cap) {
        size_t cap = in->cap ? in->cap * 2 : 64;
        char **grown = realloc(in->paths, cap * sizeof(*grown));
        if (!grown)
            return false;
        in->paths = grown;
        in->cap = cap;
    }
    in->paths[in->count] = strdup(path);
    return in->paths[in->count++] != NULL;
}

static const char *const attachments[] = { ".xlsx", ".xlsm", ".xls", ".ods",
                                           ".csv",  ".tsv",  ".zip", NULL };

/* What else is sent with a letter: pictures, and what only --convert reads or
 * nothing does, which is then said. */
static const char *const others[] = { ".jpg",  ".jpeg", ".png",  ".tif",
                                      ".tiff", ".doc",  ".rtf",  ".msg",
                                      ".ppt",  ".pptx", ".xlsb", NULL };

static bool has_suffix(const char *name, const char *const *list)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && list[i]; i++)
        if (strcasecmp(dot, list[i]) == 0)
            return true;
    return false;
}

bool cli_is_draft_name(const char *name)
{
    return has_suffix(name, suffixes);
}

bool cli_is_attachment_name(const char *name)
{
    return has_suffix(name, attachments);
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool walk(cli_inputs *in, const char *dir, bool every, int depth)
{
    struct dirent **entries = NULL;
    int count = scandir(dir, &entries, visible, alphasort);
    bool ok = true;
    if (count < 0) {
        cli_complain("%s: %s", dir, strerror(errno));
        in->unreadable++;
        return true;
    }
    for (int i = 0; i < count; i++) {
        char *path = ok ? cli_join(dir, entries[i]->d_name) : NULL;
        ok = path != NULL;
        if (path) {
            struct stat st;
            if (stat(path, &st) == 0 && S_ISDIR(st.st_mode) && depth < DEEPEST)
                ok = walk(in, path, every, depth + 1);
            else if (every ? !cli_is_case_file(path) : cli_is_draft_name(path))
                ok = cli_inputs_add(in, path);
            else
                in->passed +=
                    cli_is_attachment_name(path) || has_suffix(path, others);
            free(path);
        }
        free(entries[i]);
    }
    free(entries);
    return ok;
}

bool cli_inputs_expand(cli_inputs *in, const cli_operands *operands, bool every)
{
    for (size_t i = 0; i < operands->count; i++) {
        const char *path = operands->items[i];
        struct stat st;
        bool dir =
            !cli_same(path, "-") && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
        if (!(dir ? walk(in, path, every, 0) : cli_inputs_add(in, path)))
            return false;
    }
    return true;
}

void cli_inputs_dispose(cli_inputs *in)
{
    for (size_t i = 0; i < in->count; i++)
        free(in->paths[i]);
    free(in->paths);
    *in = (cli_inputs){ 0 };
}

static bool read_stream(FILE *file, char **bytes, size_t *size)
{
    size_t cap = 64 * 1024;
    char *data = malloc(cap);
    size_t len = 0;
    while (data) {
        len += fread(data + len, 1, cap - len, file);
        if (len < cap)
            break;
        char *grown = realloc(data, cap *= 2);
        if (!grown)
            free(data);
        data = grown;
    }
    if (!data || ferror(file)) {
        free(data);
        return false;
    }
    *bytes = data;
    *size = len;
    return true;
}

static bool read_file(const char *path, char **bytes, size_t *size,
                      const char **why)
{
    *bytes = NULL;
    *size = 0;
    bool standard = cli_same(path, "-");
    FILE *file = standard ? stdin : fopen(path, "rb");
    errno = file ? 0 : errno;
    bool ok = file && read_stream(file, bytes, size);
    *why = ok ? NULL : errno ? strerror(errno) : "out of memory";
    if (!ok)
        cli_complain("%s: cannot be read: %s", path, *why);
    if (file && !standard)
        fclose(file);
    return ok;
}

bool cli_read_file(const char *path, char **bytes, size_t *size)
{
    const char *why = NULL;
    return read_file(path, bytes, size, &why);
}

bool cli_input_read(const cli_inputs *inputs, const char *path, char **bytes,
                    size_t *size, const char **why)
{
    return (inputs->read ? inputs->read : read_file)(path, bytes, size, why);
}
