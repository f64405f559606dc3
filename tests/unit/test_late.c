/*
 * The libraries of office files where one of them is missing: nothing opens,
 * and what is said names the library.
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FL_ZIP_LIBRARY "libnone.so.4"
#define FL_XML_LIBRARY "libxml2.so.2"
#include "../../engine/read/late.c"

static void missing_library__opens_nothing_and_says_why(void **state)
{
    (void)state;
    zip_error_t error;
    zip_error_init(&error);
    assert_null(zip_source_buffer_create("PK", 2, 0, &error));
    assert_null(zip_source_function_create(NULL, NULL, &error));
    assert_null(zip_open_from_source(NULL, 0, &error));
    assert_string_equal(zip_error_strerror(&error),
                        "libnone.so.4 (Debian: libzip4) isn't installed");
    zip_error_fini(&error);
    assert_null(xmlNewParserCtxt());
    assert_null(xmlReadMemory("<a/>", 4, NULL, NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(missing_library__opens_nothing_and_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
