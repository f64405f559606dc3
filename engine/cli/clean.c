/*
 * Writes the clean copies of sheets, each beside its final name and renamed
 * when it is whole; never over a file that is an input.
 * SPDX-License-Identifier: MIT
 */
#include "cli/clean.h"

#include "cli/whole.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define LONGEST 100 /* bytes of a file's or a sheet's name that are used */

/* Adds at most LONGEST bytes of `name`, of which nothing may lead elsewhere:
 * it comes from a file. */
static void add_safe(char *out, const char *name)
{
    size_t len = strlen(out);
    size_t i = 0;
    for (; name[i] && i < LONGEST; i++) {
        unsigned char c = (unsigned char)name[i];
        bool bad = c < ' ' || c == 127 || strchr("/\\:*?\"<>|", c) != NULL ||
                   (c == '.' && len == 0);
        out[len++] = bad ? '_' : (char)c;
    }
    /* no half of a code point at the end */
    while (i > 0 && ((unsigned char)name[i] & 0xC0) == 0x80) {
        i--;
        len--;
    }
    out[len] = '\0';
}

static bool is_taken(const cli_clean *clean, const char *path)
{
    for (size_t i = 0; i < clean->written.count; i++)
        if (cli_same(clean->written.items[i], path))
            return true;
    return false;
}

static bool is_input(const cli_clean *clean, const char *path)
{
    struct stat there;
    struct stat own;
    if (stat(path, &there) != 0)
        return false;
    for (size_t i = 0; i < clean->inputs->count; i++)
        if (stat(clean->inputs->paths[i], &own) == 0 &&
            own.st_dev == there.st_dev && own.st_ino == there.st_ino)
            return true;
    return false;
}

/* "DIR/figures.xlsx-Sheet1.csv", with a number where that is taken. */
static bool choose_name(const cli_clean *clean, const char *sheet, char *path,
                        size_t cap)
{
    const char *slash = strrchr(clean->draft, '/');
    char safe[2 * LONGEST + 2] = "";
    add_safe(safe, slash ? slash + 1 : clean->draft);
    safe[strlen(safe)] = '-'; /* the rest of it is zeroed */
    add_safe(safe, sheet);
    for (int n = 1; n < 1000; n++) {
        char number[16] = "";
        if (n > 1)
            snprintf(number, sizeof(number), "-%d", n);
        int len = snprintf(path, cap, "%s/%s%s.csv", clean->dir, safe, number);
        if (len < 0 || (size_t)len >= cap)
            return false;
        if (!is_taken(clean, path) && !is_input(clean, path))
            return true;
    }
    return false;
}

static bool write_file(const char *path, const char *csv, size_t size)
{
    cli_whole whole;
    FILE *file = cli_whole_open(&whole, path);
    return file && cli_whole_close(
                       &whole, size == 0 || fwrite(csv, 1, size, file) == size);
}

void cli_clean_write(void *data, const char *sheet, const char *csv,
                     size_t size)
{
    cli_clean *clean = data;
    char path[4096];
    if (mkdir(clean->dir, 0777) != 0 && errno != EEXIST) {
        cli_complain("%s: cannot be made: %s", clean->dir, strerror(errno));
        clean->failed = true;
        return;
    }
    if (!choose_name(clean, sheet, path, sizeof(path))) {
        cli_complain("%s: no name is left for its sheet \"%s\" in %s",
                     clean->draft, sheet, clean->dir);
        clean->failed = true;
        return;
    }
    if (!write_file(path, csv, size) ||
        !cli_texts_add(&clean->written, strdup(path)))
        clean->failed = true;
}

void cli_clean_dispose(cli_clean *clean)
{
    cli_texts_dispose(&clean->written);
    *clean = (cli_clean){ 0 };
}
