/*
 * Names of files: relative to one another, and patterns for them.
 * SPDX-License-Identifier: MIT
 */
#include "cli/paths.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool cli_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

char *cli_join(const char *dir, const char *name)
{
    size_t len = strlen(dir) + strlen(name) + 2;
    char *path = malloc(len);
    bool slash = dir[0] && dir[strlen(dir) - 1] == '/';
    if (path)
        snprintf(path, len, "%s%s%s", dir, slash ? "" : "/", name);
    return path;
}

/* The folder before the last slash, resolved; the working directory when it
 * does not exist. */
static char *parent(const char *path)
{
    char full[PATH_MAX];
    const char *slash = strrchr(path, '/');
    char *dir = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    bool found = dir && realpath(dir, full);
    free(dir);
    if (!found && !realpath(".", full))
        return NULL;
    return strdup(full);
}

char *cli_absolute(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *dir = parent(path);
    char *full = dir ? cli_join(dir, slash ? slash + 1 : path) : NULL;
    free(dir);
    return full;
}

char *cli_folder(const char *path)
{
    char full[PATH_MAX];
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode) && realpath(path, full))
        return strdup(full);
    return parent(path);
}

/* `to` as seen from folder `dir`; both absolute. */
static char *relative(const char *dir, const char *to)
{
    size_t same = 0; /* behind the last component that both have */
    size_t at = 0;
    while (dir[at] && dir[at] == to[at]) {
        at++;
        if (dir[at - 1] == '/')
            same = at;
    }
    if (!dir[at] && to[at] == '/')
        same = at + 1;
    size_t up = 0;
    if (same <= strlen(dir) && dir[same]) {
        up = 1;
        for (const char *c = dir + same; *c; c++)
            up += *c == '/' && c[1];
    }
    size_t len = 3 * up + strlen(to + same) + 1;
    char *out = malloc(len);
    if (!out)
        return NULL;
    for (size_t i = 0; i < 3 * up; i++)
        out[i] = "../"[i % 3];
    snprintf(out + 3 * up, len - 3 * up, "%s", to + same);
    return out;
}

char *cli_relative(const char *file, const char *path)
{
    char *dir = parent(file);
    char *full = cli_absolute(path);
    char *out = dir && full ? relative(dir, full) : NULL;
    free(dir);
    free(full);
    return out;
}

char *cli_shown(const char *absolute)
{
    char here[PATH_MAX];
    size_t len = getcwd(here, sizeof(here)) ? strlen(here) : 0;
    if (len > 1 && strncmp(absolute, here, len) == 0 && absolute[len] == '/')
        return strdup(absolute + len + 1);
    return strdup(absolute);
}

bool cli_beside(const char *path, const char *other)
{
    const char *a = strrchr(path, '/');
    const char *b = strrchr(other, '/');
    size_t len = a ? (size_t)(a - path) : 0;
    return !cli_same(path, "-") && !cli_same(other, "-") &&
           len == (b ? (size_t)(b - other) : 0) && !a == !b &&
           memcmp(path, other, len) == 0;
}

void cli_put_quoted(FILE *file, const char *text)
{
    fputc('\'', file);
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", file);
        else
            fputc(*text, file);
    }
    fputc('\'', file);
}

/* ---- patterns ------------------------------------------------------------------------ */

/* Where the search goes on after a mismatch behind a star. */
typedef struct {
    const char *pattern, *path;
    bool folders; /* "**" + "/": goes on behind the next slash only */
} retry;

static bool matches(const char *pattern, const char *path)
{
    retry one = { 0 };  /* behind the last '*' */
    retry many = { 0 }; /* behind the last "**" */
    for (;;) {
        if (pattern[0] == '*' && pattern[1] == '*') {
            bool folders = pattern[2] == '/'; /* also matches no folder */
            pattern += folders ? 3 : 2;
            many = (retry){ pattern, path, folders };
            one.pattern = NULL;
        } else if (*pattern == '*') {
            one = (retry){ ++pattern, path, false };
        } else if (*path &&
                   (*pattern == *path || (*pattern == '?' && *path != '/'))) {
            pattern++;
            path++;
        } else if (!*path && !*pattern) {
            return true;
        } else if (one.pattern && *one.path && *one.path != '/') {
            path = ++one.path;
            pattern = one.pattern;
        } else if (many.pattern && *many.path) {
            do
                many.path++;
            while (many.folders && *many.path && many.path[-1] != '/');
            path = many.path;
            pattern = many.pattern;
            one.pattern = NULL;
        } else {
            return false;
        }
    }
}

bool cli_path_matches(const char *pattern, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!strchr(pattern, '/'))
        return matches(pattern, slash ? slash + 1 : path);
    return matches(pattern[0] == '/' ? pattern + 1 : pattern, path);
}
