/*
 * Words of the letters in fixtures/formats/ stand where a person finds them:
 * page and line, paragraph or cell, line and column of the source.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "read_fixture.h"

static const struct {
    const char *path, *words, *place;
} cases[] = {
    { "withhold-qualified.docx", "412 meters", "paragraph 9, column 19" },
    { "withhold-qualified.odt", "412 meters", "paragraph 9, column 19" },
    { "withhold-qualified.html", "412 meters", "line 30, column 26" },
    { "withhold-qualified.eml", "412 meters", "line 24, column 22" },
    { "two-pages.html", "outweighs", "line 67, column 11" },
    { "two-pages.eml", "outweighs", "line 74, column 11" },
    { "two-pages.pdf", "grounding", "page 1, line 23" },
    { "two-pages.pdf", "In favour of maintaining", "page 2, line 8" },
    { "two-pages.pdf", "outweighs", "page 2, line 14" },
    { "two-pages.pdf", "Tomas Erskine", "page 2, line 23" },
    { "table-of-answers.docx", "640", "table 1, row 2, column 2" },
    { "table-of-answers.docx", "28 April", "paragraph 4, column 92" },
    { "table-of-answers.odt", "Penalty notices", "table 1, row 1, column 3" },
    { "table-of-answers.html", "655", "table 1, row 3, column 2" },
};

static void place_of(char *out, size_t size, const fl_place *p, bool pdf)
{
    if (p->cell)
        snprintf(out, size, "table %zu, row %zu, column %zu", p->table, p->row,
                 p->cell);
    else if (pdf)
        snprintf(out, size, "page %zu, line %zu", p->page, p->line);
    else
        snprintf(out, size, "%s %zu, column %zu",
                 p->paragraph ? "paragraph" : "line", p->line, p->col);
}

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = malloc(1 << 20);
    assert_non_null(bytes);
    *size = fread(bytes, 1, 1 << 20, file);
    fclose(file);
    return bytes;
}

static void places__are_those_that_a_person_finds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char path[100];
        char got[100];
        size_t size = 0;
        reading r;
        snprintf(path, sizeof(path), "fixtures/formats/%s", cases[i].path);
        char *bytes = read_file(path, &size);
        reading_of(&r, path, bytes, size);
        if (r.status != FL_OK && strstr(r.said, "does not read"))
            continue; /* a build without the library for it */
        assert_int_equal(r.status, FL_OK);
        reading_check(r.doc);
        const char *found = strstr(r.doc->text.ptr, cases[i].words);
        if (!found)
            fail_msg("%s: no \"%s\"", path, cases[i].words);
        uint32_t at = (uint32_t)(found - r.doc->text.ptr);
        fl_place p =
            fl_document_place(r.doc, at, at + (uint32_t)strlen(cases[i].words));
        place_of(got, sizeof(got), &p, strstr(path, ".pdf") != NULL);
        if (strcmp(got, cases[i].place) != 0)
            fail_msg("%s: \"%s\" at %s, not %s", path, cases[i].words, got,
                     cases[i].place);
        reading_free(&r);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places__are_those_that_a_person_finds),
    };
    return cmocka_run_group_tests_name("read_places", tests, NULL, NULL);
}
