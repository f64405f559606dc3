/*
 * Every allocation of a whole run fails in turn: each ends in a clean status,
 * and nothing leaks (the sanitizers see to that).
 * SPDX-License-Identifier: MIT
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "foilint.h"

#include <string.h>

static const char letter[] =
    "Port of Ansley, Lost Property Office\n\nDate: 12 June 2025\n\nDear "
    "Madam,\n\nYour note about two things lost on the ferry came on 3 June "
    "2025. You asked after:\n\n1. a basket of plums\n2. a grey umbrella\n\n"
    "Our reply\n\n1. The basket was handed in. We keep it under rule 4.\n\n"
    "2. The umbrella was never handed in.\n\nYours faithfully,\n\nThe "
    "Keeper\n";

static const char *const dirs[] = { "tests/toy/lost-property" };
static const fl_load_options toy = { .directories = dirs,
                                     .directory_count = 1 };

static bool swallow(void *data, const char *bytes, size_t size)
{
    (void)bytes;
    *(size_t *)data += size;
    return true;
}

/* Load, scan, report, and a deadline: the first status that isn't FL_OK. */
static fl_status whole_run(void)
{
    fl_packs *packs = NULL;
    fl_scanner *scanner = NULL;
    const fl_result *result = NULL;
    size_t written = 0;
    fl_input input = { .path = "letter.txt",
                       .bytes = letter,
                       .size = sizeof(letter) - 1 };
    fl_report_options report = { .format = "json", .all_outcomes = true };
    const fl_case_date came = { "received", "2025-06-03" };
    const fl_case_pause storm = { "storm", "2025-06-05", "2025-06-06" };
    fl_deadline_options due = { .format = "ics",
                                .reference = "LP 7",
                                .dates = &came,
                                .date_count = 1,
                                .pauses = &storm,
                                .pause_count = 1 };
    fl_status status = fl_packs_load(&packs, &toy, NULL);
    if (status == FL_OK)
        status = fl_scanner_new(&scanner, packs);
    if (status == FL_OK)
        status =
            fl_scan(scanner, &input, &(fl_scan_options){ 0 }, &result, NULL);
    if (status == FL_OK)
        status = fl_report_document(result, 0, &report, swallow, &written);
    if (status == FL_OK)
        status = fl_deadline_report(packs, &due, swallow, &written, NULL);
    due.format = "json";
    if (status == FL_OK)
        status = fl_deadline_report(packs, &due, swallow, &written, NULL);
    fl_scanner_free(scanner);
    fl_packs_free(packs);
    return status;
}

static void whole_run__survives_every_failed_allocation(void **state)
{
    (void)state;
    long step = 1;
    long n = 0;
    fl_status status = FL_NOMEM;
    for (; status != FL_OK && n < 1000000; n += step) {
        fl_alloc_fail_after(n);
        status = whole_run();
        fl_alloc_fail_after(-1);
        if (status != FL_OK && status != FL_NOMEM)
            fail_msg("allocation %ld failing gives \"%s\"", n,
                     fl_status_name(status));
        if (n > 2000)
            step = 7;
    }
    assert_int_equal(status, FL_OK);
    assert_true(n > 20); /* there was something to fail */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_run__survives_every_failed_allocation),
    };
    return cmocka_run_group_tests_name("failures", tests, NULL, NULL);
}
