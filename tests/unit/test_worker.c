/*
 * Work in a process of its own: what comes back, and what becomes of a child
 * that dies, writes too much or never ends.
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "read/worker.h"

static void keep(void *data, const fl_problem *problem)
{
    strncpy(data, problem->text, 199);
}

typedef struct {
    fl_arena *arena;
    fl_status status;
    fl_str records;
    char said[200];
} outcome;

static void run(outcome *o, fl_worker_job job, void *data)
{
    *o = (outcome){ .arena = fl_arena_new() };
    fl_sink sink = { keep, o->said };
    if (FL_ARENA_TRY(o->arena))
        o->status = fl_worker_run(o->arena, job, data, "a.pdf", "PDF",
                                  &o->records, &sink);
    fl_arena_untry(o->arena);
}

static void talk(fl_worker *worker, void *data)
{
    size_t size = *(size_t *)data;
    char *much = calloc(size + 1, 1);
    fl_worker_text(worker, 'a', "first");
    fl_worker_number(worker, 'n', 77);
    fl_worker_put(worker, 'b', much, size);
    fl_worker_text(worker, 'e', NULL);
    free(much);
}

static void worker__hands_back_records(void **state)
{
    (void)state;
    size_t size = 300000; /* more than its buffer */
    outcome o;
    char tag = '\0';
    fl_str bytes;
    run(&o, talk, &size);
    assert_int_equal(o.status, FL_OK);
    assert_true(fl_worker_next(&o.records, &tag, &bytes));
    assert_int_equal(tag, 'a');
    assert_true(fl_str_is(bytes, "first"));
    assert_true(fl_worker_next(&o.records, &tag, &bytes));
    assert_int_equal(fl_worker_value(bytes), 77);
    assert_true(fl_worker_next(&o.records, &tag, &bytes));
    assert_int_equal(bytes.len, size);
    assert_true(fl_worker_next(&o.records, &tag, &bytes));
    assert_int_equal(bytes.len, 0);
    fl_arena_free(o.arena);
}

/* What it is told when it asks for each of these. */
static void ask(fl_worker *worker, void *data)
{
    char name[] = "true";
    char *const words[] = { name, NULL };
    (void)data;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    fl_worker_number(worker, 'n', fd < 0 ? (uint64_t)errno : 0);
    fd = socket(AF_UNIX, SOCK_STREAM, 0);
    fl_worker_number(worker, 'n', fd < 0 ? (uint64_t)errno : 0);
    execve("/bin/true", words, words + 1);
    fl_worker_number(worker, 'n', (uint64_t)errno);
}

static void worker__has_no_network_and_no_programs(void **state)
{
    (void)state;
    outcome o;
    char tag = '\0';
    fl_str bytes;
    size_t count = 0;
    run(&o, ask, NULL);
    assert_int_equal(o.status, FL_OK);
    for (; fl_worker_next(&o.records, &tag, &bytes) && tag == 'n'; count++)
        assert_int_equal(fl_worker_value(bytes), EPERM);
    assert_int_equal(count, 3);
    fl_arena_free(o.arena);
}

static void give_up(fl_worker *worker, void *data)
{
    (void)data;
    fl_worker_text(worker, 'a', "before");
    abort();
}

static void leave(fl_worker *worker, void *data)
{
    (void)worker;
    (void)data;
    _Exit(3);
}

static void worker__reports_a_death(void **state)
{
    (void)state;
    outcome o;
    run(&o, give_up, NULL);
    assert_int_equal(o.status, FL_FORMAT);
    assert_non_null(strstr(o.said, "signal 6"));
    fl_arena_free(o.arena);
    run(&o, leave, NULL);
    assert_int_equal(o.status, FL_FORMAT);
    fl_arena_free(o.arena);
}

static void flood(fl_worker *worker, void *data)
{
    static char piece[1 << 20];
    (void)data;
    for (;;)
        fl_worker_put(worker, 'x', piece, sizeof(piece));
}

static void worker__is_stopped_when_it_writes_too_much(void **state)
{
    (void)state;
    outcome o;
    run(&o, flood, NULL);
    assert_int_equal(o.status, FL_LIMIT);
    assert_non_null(strstr(o.said, "more than"));
    fl_arena_free(o.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worker__hands_back_records),
        cmocka_unit_test(worker__has_no_network_and_no_programs),
        cmocka_unit_test(worker__reports_a_death),
        cmocka_unit_test(worker__is_stopped_when_it_writes_too_much),
    };
    return cmocka_run_group_tests_name("worker", tests, NULL, NULL);
}
