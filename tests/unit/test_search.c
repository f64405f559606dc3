/*
 * What a search passes over without a closer look (judge/join.c and reach.c)
 * would not have fitted: a rule that is asked for its reasons looks at every
 * candidate, and the report is the same to the byte.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "foilint.h"
#include "pack/pack.h"

/* Every third letter of the fixtures. */
#define LETTERS 70
#define STEP    3

static fl_buf read_file(const char *path)
{
    fl_buf out = { 0 };
    char bytes[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t n; (n = fread(bytes, 1, sizeof(bytes), file)) > 0;)
        fl_buf_add(&out, (fl_str){ bytes, n });
    fclose(file);
    return out;
}

static bool take(void *data, const char *bytes, size_t size)
{
    fl_buf_add(data, (fl_str){ bytes, size });
    return true;
}

/* The report of every outcome, with the reasons of `why` asked for. */
static void report(fl_scanner *scanner, const fl_packs *packs, const char *path,
                   fl_str text, const char *why, fl_buf *out)
{
    fl_input input = { .path = path, .bytes = text.ptr, .size = text.len };
    fl_report_options options = { .format = "json", .all_outcomes = true };
    const fl_result *result = NULL;
    fl_report *to = NULL;
    fl_report_part *part = NULL;
    fl_buf_clear(out);
    assert_int_equal(fl_scan(scanner, &input,
                             &(fl_scan_options){ .why_rule = why }, &result,
                             NULL),
                     FL_OK);
    assert_int_equal(fl_report_open(&to, packs, &options, take, out), FL_OK);
    assert_int_equal(fl_report_part_new(&part, to, result, 0), FL_OK);
    assert_int_equal(fl_report_add(to, part), FL_OK);
    assert_int_equal(fl_report_close(to), FL_OK);
}

static void search__passes_over_nothing_that_fits(void **state)
{
    (void)state;
    fl_packs *packs = NULL;
    fl_scanner *scanner = NULL;
    fl_buf plain = { 0 };
    fl_buf asked = { 0 };
    assert_int_equal(fl_packs_load(&packs, NULL, NULL), FL_OK);
    assert_int_equal(fl_scanner_new(&scanner, packs), FL_OK);
    for (int l = 1; l <= LETTERS; l += STEP) {
        char path[60];
        snprintf(path, sizeof(path), "fixtures/collection/F%02d.txt", l);
        fl_buf text = read_file(path);
        report(scanner, packs, path, fl_buf_str(&text), NULL, &plain);
        assert_true(plain.len > 10000);
        for (size_t r = 0; r < packs->rules.count; r++) {
            fl_str id = fl_atom_name(packs, packs->rules.items[r].id);
            report(scanner, packs, path, fl_buf_str(&text), id.ptr, &asked);
            if (!fl_str_eq(fl_buf_str(&plain), fl_buf_str(&asked)))
                fail_msg("%s: %s differs", path, id.ptr);
        }
        fl_buf_dispose(&text);
    }
    fl_buf_dispose(&plain);
    fl_buf_dispose(&asked);
    fl_scanner_free(scanner);
    fl_packs_free(packs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(search__passes_over_nothing_that_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
