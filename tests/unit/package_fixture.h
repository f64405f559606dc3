/*
 * An office package made in memory from the text of its parts.
 * SPDX-License-Identifier: MIT
 */
#ifndef PACKAGE_FIXTURE_H
#define PACKAGE_FIXTURE_H

#include <stdlib.h>
#include <string.h>
#include <zip.h>

typedef struct {
    const char *name;
    const char *text;
} part;

/* A package of these parts, to be freed; the last part has no name. */
static inline char *pack(const part *parts, size_t *size)
{
    zip_error_t error;
    zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &error);
    assert_non_null(to);
    zip_source_keep(to);
    zip_t *zip = zip_open_from_source(to, ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    for (; parts->name; parts++) {
        zip_source_t *from =
            zip_source_buffer(zip, parts->text, strlen(parts->text), 0);
        assert_true(zip_file_add(zip, parts->name, from, 0) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
    zip_stat_t stat;
    assert_int_equal(zip_source_stat(to, &stat), 0);
    char *bytes = malloc(stat.size + 1);
    assert_int_equal(zip_source_open(to), 0);
    assert_int_equal(zip_source_read(to, bytes, stat.size), stat.size);
    zip_source_close(to);
    zip_source_free(to);
    *size = stat.size;
    return bytes;
}

#endif
