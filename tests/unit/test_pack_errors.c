/*
 * Broken packs: every one under tests/packs/broken/ is refused, and the
 * problems stand where its expect.txt says ("file:line:col: pointer", one a
 * line). Also strict JSON and places in it. Runs in the project's root.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "pack/state.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define BROKEN "tests/packs/broken/"

typedef struct {
    fl_buf places, texts;
    size_t skip; /* bytes of the directory's name in front of each file */
} collected;

static void collect(void *data, const fl_problem *p)
{
    collected *c = data;
    const char *file = p->file ? p->file : "-";
    if (strlen(file) > c->skip)
        file += c->skip;
    fl_buf_printf(&c->places, "%s:%zu:%zu: %s\n", file, p->line, p->col,
                  p->pointer ? p->pointer : "");
    fl_buf_printf(&c->texts, "%s\n", p->text);
}

/* Loads BROKEN kind/name strictly; the caller disposes of both buffers. */
static fl_status load_broken(const char *kind, const char *name, collected *out)
{
    char dir[400];
    int len = snprintf(dir, sizeof(dir), BROKEN "%s/%s", kind, name);
    assert_in_range(len, 1, sizeof(dir) - 1);
    const char *dirs[] = { dir };
    fl_sink sink = { collect, out };
    fl_packs *packs = NULL;
    *out = (collected){ .skip = sizeof(BROKEN) + strlen(kind) };
    fl_status status = fl_packs_load(&packs,
                                     &(fl_load_options){ .directories = dirs,
                                                         .directory_count = 1,
                                                         .strict = true },
                                     &sink);
    fl_packs_free(packs);
    return status;
}

static void dispose(collected *c)
{
    fl_buf_dispose(&c->places);
    fl_buf_dispose(&c->texts);
}

/* FOILINT_UPDATE=1 writes what was found, for a person to read the diff. */
static bool as_expected(const char *kind, const char *name, fl_str found)
{
    char path[500];
    char text[8000];
    snprintf(path, sizeof(path), BROKEN "%s/%s/expect.txt", kind, name);
    bool update = getenv("FOILINT_UPDATE") != NULL;
    FILE *file = fopen(path, update ? "w" : "r");
    if (!file)
        return false;
    if (update)
        fwrite(found.ptr, 1, found.len, file);
    size_t got = update ? 0 : fread(text, 1, sizeof(text), file);
    fclose(file);
    return update || fl_str_eq((fl_str){ text, got }, found);
}

static size_t check_folder(const char *kind)
{
    char path[200];
    size_t count = 0;
    size_t failed = 0;
    snprintf(path, sizeof(path), BROKEN "%s", kind);
    DIR *folder = opendir(path);
    assert_non_null(folder);
    for (struct dirent *entry = readdir(folder); entry;
         entry = readdir(folder)) {
        collected c;
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "small") == 0)
            continue; /* small: the pack that the overlays extend */
        count++;
        if (load_broken(kind, entry->d_name, &c) != FL_PACK) {
            print_error("%s is let through\n", entry->d_name);
            failed++;
        } else if (!as_expected(kind, entry->d_name, fl_buf_str(&c.places))) {
            print_error("%s: not at the expected places but at\n%s%s",
                        entry->d_name, fl_buf_str(&c.places).ptr,
                        fl_buf_str(&c.texts).ptr);
            failed++;
        }
        dispose(&c);
    }
    closedir(folder);
    assert_int_equal(failed, 0);
    return count;
}

static void packs_load__refuses_what_is_malformed(void **state)
{
    (void)state;
    assert_true(check_folder("structure") >= 45);
}

static void packs_load__refuses_what_has_no_meaning(void **state)
{
    (void)state;
    assert_true(check_folder("meaning") >= 40);
}

static void packs_load__says_what_was_expected(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *name, *text;
    } cases[] = {
        { "structure", "manifest-format-2", "format 2, expected 1" },
        { "structure", "top-key-unknown",
          "unknown key \"ruels\", expected one of: modes, stances" },
        { "structure", "json-duplicate-name", "stands twice in one object" },
        { "structure", "limb-without-mode", "a limb without a mode" },
        { "structure", "rule-without-good-example", "no good examples" },
        { "meaning", "rule-supersedes-circle", "in a circle" },
        { "meaning", "rule-hole-unbound",
          "{claim.provision} is not bound, expected {claims}" },
        { "meaning", "overlay-changes-basis", "may not change the basis" },
        { "meaning", "overlay-version-too-new",
          "requires version >=3.0 of \"small\", which is 1.2.0" },
        { "meaning", "frame-hole-unknown", "has no hole \"b\"" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        collected c;
        load_broken(cases[i].kind, cases[i].name, &c);
        if (!strstr(fl_buf_str(&c.texts).ptr, cases[i].text))
            fail_msg("%s: no \"%s\" in: %s", cases[i].name, cases[i].text,
                     fl_buf_str(&c.texts).ptr);
        dispose(&c);
    }
}

/* ---- strict JSON -------------------------------------------------------------- */

static bool strict(fl_arena *arena, const char *text, size_t *offset)
{
    fl_json_error error = { 0, NULL };
    bool good = fl_json_check(arena, fl_str_from(text), &error);
    *offset = good ? SIZE_MAX : error.offset;
    return good;
}

static void json_check__accepts_json(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "{}",
        "[]",
        " [ ] ",
        "null",
        "-0.5e+10",
        "\"\\ud83d\\ude00 \\u00e9 \\/ \xc3\xa9 \xf0\x9f\x98\x80\"",
        "{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]},\"b\":[[],{}]}",
        "[true,false,null,0,-1]\r\n\t ",
    };
    fl_arena *arena = fl_arena_new();
    size_t offset = 0;
    assert_true(FL_ARENA_TRY(arena));
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_true(strict(arena, cases[i], &offset));
    fl_arena_untry(arena);
    fl_arena_free(arena);
}

static void json_check__refuses_at_the_byte(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t offset;
    } cases[] = {
        { "", 0 },
        { "  ", 2 },
        { "{", 1 },
        { "[1,]", 3 },
        { "[,1]", 1 },
        { "{\"a\":1,}", 7 },
        { "{\"a\" 1}", 5 },
        { "{a:1}", 1 },
        { "[1 2]", 3 },
        { "[1}", 2 },
        { "{\"a\":1]", 6 },
        { "01", 0 },
        { "-", 0 },
        { "1.", 0 },
        { "1e", 0 },
        { ".5", 0 },
        { "+1", 0 },
        { "1e999", 0 },
        { "tru", 0 },
        { "nulll", 4 },
        { "[] []", 3 },
        { "\"a", 0 },
        { "\"a\nb\"", 2 },
        { "\"\\x\"", 1 },
        { "\"\\u12g4\"", 1 },
        { "\"\\u0000\"", 1 },
        { "\"\\ud800\"", 1 },
        { "\"\\ude00\"", 1 },
        { "\"\\ud800\\u0041\"", 1 },
        { "\"\xff\"", 1 },
        { "\"\xed\xa0\x80\"", 1 },
        { "\"\xf4\x90\x80\x80\"", 1 },
        { "\"\xe2\x82\"", 1 },
        { "\xef\xbb\xbf{}", 0 },
        { "{\"a\":1,\"b\":2,\"a\":3}", 13 },
        { "{\"\\u0061\":1}", 1 },
    };
    fl_arena *arena = fl_arena_new();
    assert_true(FL_ARENA_TRY(arena));
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t offset = 0;
        if (strict(arena, cases[i].text, &offset) || offset != cases[i].offset)
            fail_msg("%s: at %zu, expected %zu", cases[i].text, offset,
                     cases[i].offset);
    }
    fl_arena_untry(arena);
    fl_arena_free(arena);
}

static void json_check__bounds_depth_and_finds_far_duplicates(void **state)
{
    (void)state;
    char deep[400] = { 0 };
    char wide[8000] = "{";
    fl_arena *arena = fl_arena_new();
    size_t offset = 0;
    assert_true(FL_ARENA_TRY(arena));
    memset(deep, '[', 100);
    memset(deep + 100, ']', 100);
    assert_true(strict(arena, deep, &offset));
    memset(deep, '[', 101);
    assert_false(strict(arena, deep, &offset));
    assert_int_equal(offset, 100);
    for (int i = 0; i < 200; i++)
        snprintf(wide + strlen(wide), 20, "\"k%d\":1,", i);
    size_t at = strlen(wide);
    strcat(wide, "\"k17\":2}");
    assert_false(strict(arena, wide, &offset));
    assert_int_equal(offset, at);
    wide[at + 2] = 'z';
    assert_true(strict(arena, wide, &offset));
    fl_arena_untry(arena);
    fl_arena_free(arena);
}

static void json_find__follows_pointers(void **state)
{
    (void)state;
    fl_str text = FL_STR("{ \"a/b\": [10, {\"c~\": \"x\\\"]\"}, 30 ],\n"
                         "  \"d\": {\"e\": true} }");
    static const struct {
        const char *pointer;
        bool key;
        const char *starts;
    } cases[] = {
        { "", false, "{ \"a/b\"" },      { "/a~1b", false, "[10" },
        { "/a~1b", true, "\"a/b\"" },    { "/a~1b/0", false, "10," },
        { "/a~1b/1/c~0", false, "\"x" }, { "/a~1b/2", false, "30 ]" },
        { "/d/e", false, "true}" },      { "/d/e", true, "\"e\"" },
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t at =
            fl_json_find(text, fl_str_from(cases[i].pointer), cases[i].key);
        assert_true(fl_str_starts(fl_str_slice(text, at, text.len),
                                  fl_str_from(cases[i].starts)));
    }
    assert_int_equal(fl_json_find(text, FL_STR("/d/x"), false), text.len);
    assert_int_equal(fl_json_find(text, FL_STR("/a~1b/7"), false), text.len);
    assert_int_equal(fl_json_find(text, FL_STR("/d/e/f"), false), text.len);
}

static void json_inside__counts_escapes_and_code_points(void **state)
{
    (void)state;
    fl_str text = FL_STR("[\n \"\xc3\xa9\\u00e9\\ud83d\\ude00\\nx\"]");
    size_t line = 0;
    size_t col = 0;
    /* decoded: 2 + 2 + 4 + 1 bytes before the x */
    size_t at = fl_json_inside(text, 3, 9);
    assert_int_equal(text.ptr[at], 'x');
    fl_text_place(text, at, &line, &col);
    assert_int_equal(line, 2);
    assert_int_equal(col, 2 + 1 + 1 + 6 + 12 + 2);
    assert_int_equal(fl_json_inside(text, 3, 0), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packs_load__refuses_what_is_malformed),
        cmocka_unit_test(packs_load__refuses_what_has_no_meaning),
        cmocka_unit_test(packs_load__says_what_was_expected),
        cmocka_unit_test(json_check__accepts_json),
        cmocka_unit_test(json_check__refuses_at_the_byte),
        cmocka_unit_test(json_check__bounds_depth_and_finds_far_duplicates),
        cmocka_unit_test(json_find__follows_pointers),
        cmocka_unit_test(json_inside__counts_escapes_and_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
