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
static fl_status whole_run(const char *format)
{
    fl_packs *packs = NULL;
    fl_scanner *scanner = NULL;
    const fl_result *result = NULL;
    size_t written = 0;
    fl_input input = { .path = "letter.txt",
                       .bytes = letter,
                       .size = sizeof(letter) - 1 };
    fl_report *report = NULL;
    fl_report_part *part = NULL;
    fl_report_options options = { .format = format,
                                  .all_outcomes = true,
                                  .sarif_all = true };
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
        status = fl_report_open(&report, packs, &options, swallow, &written);
    if (status == FL_OK)
        status = fl_report_part_new(&part, report, result, 0);
    if (status == FL_OK) {
        status = fl_report_add(report, part);
        if (status == FL_OK)
            status = fl_report_close(report);
        else
            fl_report_free(report);
        report = NULL;
    }
    fl_report_free(report);
    if (status == FL_OK)
        status = fl_deadline_report(packs, &due, swallow, &written, NULL);
    due.format = "json";
    if (status == FL_OK)
        status = fl_deadline_report(packs, &due, swallow, &written, NULL);
    fl_scanner_free(scanner);
    fl_packs_free(packs);
    return status;
}

static void survives(const char *format, long first, long step)
{
    long n = first;
    fl_status status = FL_NOMEM;
    for (; status != FL_OK && n < 1000000; n += step) {
        fl_alloc_fail_after(n);
        status = whole_run(format);
        fl_alloc_fail_after(-1);
        if (status != FL_OK && status != FL_NOMEM)
            fail_msg("%s: allocation %ld failing gives \"%s\"", format, n,
                     fl_status_name(status));
        if (n > 2000)
            step = 7;
    }
    assert_int_equal(status, FL_OK);
    assert_true(n > first + 3); /* there was something to fail */
}

static void whole_run__survives_every_failed_allocation(void **state)
{
    (void)state;
    survives("json", 0, 1);
}

/* The scan is the same for all: only the allocations of the report are tried. */
static void every_format__survives_failed_allocations(void **state)
{
    (void)state;
    fl_alloc_fail_after(1000000);
    assert_int_equal(whole_run("quiet"), FL_OK);
    long before_reports = fl_alloc_count() - 4;
    for (const char *const *f = fl_report_formats(); *f; f++)
        if (strcmp(*f, "quiet") != 0)
            survives(*f, before_reports, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_run__survives_every_failed_allocation),
        cmocka_unit_test(every_format__survives_failed_allocations),
    };
    return cmocka_run_group_tests_name("failures", tests, NULL, NULL);
}
