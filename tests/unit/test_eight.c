/*
 * Masks of eight bytes tell what a look at each byte tells.
 * SPDX-License-Identifier: MIT
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/eight.h"
#include "base/str.h"

/* Eight bytes that no two seeds share. */
static void fill(char bytes[8], uint64_t seed)
{
    for (size_t i = 0; i < 8; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        bytes[i] = (char)(seed >> 56);
    }
}

/* The masks' bit of byte `i`. */
static bool is_set(uint64_t mask, size_t i)
{
    return mask >> (8 * i + 7) & 1;
}

static void eight_is__finds_one_byte_among_any(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 20000; seed++) {
        char bytes[8];
        fill(bytes, seed);
        char c = (char)(seed & 0x7F);
        bytes[seed / 128 % 8] = c;
        uint64_t mask = fl_eight_is(fl_eight_at(bytes), c);
        uint32_t count = 0;
        for (size_t i = 0; i < 8; i++) {
            assert_int_equal(is_set(mask, i), bytes[i] == c);
            count += bytes[i] == c;
        }
        assert_int_equal(fl_eight_count(mask), count);
        assert_true(bytes[fl_eight_first(mask)] == c);
        assert_null(memchr(bytes, c, fl_eight_first(mask)));
    }
}

static void eight_within__finds_a_range_among_any(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 20000; seed++) {
        char bytes[8];
        fill(bytes, seed);
        char first = (char)(seed & 0x7F);
        char last = (char)(first + (int)(seed / 128) % (0x80 - first));
        uint64_t mask = fl_eight_within(fl_eight_at(bytes), first, last);
        for (size_t i = 0; i < 8; i++)
            assert_int_equal(is_set(mask, i), (unsigned char)bytes[i] < 0x80 &&
                                                  bytes[i] >= first &&
                                                  bytes[i] <= last);
    }
}

static void eight_begin__counts_runs_that_go_on_once(void **state)
{
    (void)state;
    uint64_t before = 0;
    bool inside = false;
    for (uint32_t seed = 0; seed < 20000; seed++) {
        char bytes[8];
        uint32_t begun = 0;
        fill(bytes, seed);
        uint64_t mask = fl_eight_at(bytes) & FL_EIGHT_ALL;
        for (size_t i = 0; i < 8; i++) {
            begun += is_set(mask, i) && !inside;
            inside = is_set(mask, i);
        }
        assert_int_equal(fl_eight_begin(mask, &before), begun);
        assert_int_equal(before != 0, inside);
    }
}

static void str_points__counts_where_characters_begin(void **state)
{
    (void)state;
    fl_str text = FL_STR("Caf\xc3\xa9, \xe2\x80\x9cno\xe2\x80\x9d and "
                         "\xf0\x9f\x98\x80 twice \xf0\x9f\x98\x80");
    for (size_t start = 0; start < text.len; start++)
        for (size_t end = start; end <= text.len; end++) {
            size_t count = 0;
            for (size_t i = start; i < end; i++)
                count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
            fl_str piece = fl_str_slice(text, start, end);
            assert_int_equal(fl_str_points(piece), count);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_is__finds_one_byte_among_any),
        cmocka_unit_test(eight_within__finds_a_range_among_any),
        cmocka_unit_test(eight_begin__counts_runs_that_go_on_once),
        cmocka_unit_test(str_points__counts_where_characters_begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
