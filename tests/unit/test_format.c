/*
 * Formats come out as the C library writes them.
 * SPDX-License-Identifier: MIT
 */
#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/format.h"

__attribute__((format(printf, 1, 2))) static void same(const char *format, ...)
{
    for (size_t size = 0; size < 48; size++) {
        char ours[48] = "before";
        char theirs[48] = "before";
        va_list args;
        va_start(args, format);
        int len = fl_format(ours, size, format, args);
        va_end(args);
        va_start(args, format);
        assert_int_equal(len, vsnprintf(theirs, size, format, args));
        va_end(args);
        assert_memory_equal(ours, theirs, sizeof(ours));
    }
}

static void format__writes_what_the_library_writes(void **state)
{
    (void)state;
    same("no conversion");
    same("%s and %.*s!", "one", 3, "two and more");
    same("%.*s%.*s", 0, "none", 9, "cut\0here");
    same("%u %u %d %d %d", 0u, UINT_MAX, 0, INT_MIN, INT_MAX);
    same("%zu of %zu", (size_t)0, SIZE_MAX);
    same("%s and %.*s", "so", -1, "all of it");
    same("%s: %04d-%02d-%02d", "day", 2021, 4, 26);
    same("%s %% %.0f %lu", "per cent", 2.5, 7ul);
}

static void buf_printf__goes_on_where_the_buffer_grows(void **state)
{
    (void)state;
    fl_buf buf = { 0 };
    for (int i = 0; i < 1000; i++)
        fl_buf_printf(&buf, "%03d", i);
    assert_int_equal(fl_buf_str(&buf).len, 3000);
    for (int i = 0; i < 1000; i++) {
        char number[16];
        snprintf(number, sizeof(number), "%03d", i);
        assert_memory_equal(buf.ptr + (size_t)i * 3, number, 3);
    }
    fl_buf_dispose(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(format__writes_what_the_library_writes),
        cmocka_unit_test(buf_printf__goes_on_where_the_buffer_grows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
