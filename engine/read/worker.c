/*
 * Forks a worker, reads what it writes, and buries it; see worker.h.
 * The parent may have threads: none of them uses the libraries that the
 * child works with, so that the child finds no lock of theirs taken.
 * SPDX-License-Identifier: MIT
 */
#include "read/worker.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/sink.h"
#include "read/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Each record has this head: its tag and the size of what follows. */
#define HEAD 9
#define DONE '.' /* the tag of the last record */

struct fl_worker {
    int fd;
    size_t len;
    char buffer[64 * 1024];
};

/* ---- in the child ----------------------------------------------------------------- */

static void flush(fl_worker *w)
{
    for (size_t at = 0; at < w->len;) {
        ssize_t n = write(w->fd, w->buffer + at, w->len - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            _exit(1); /* nobody listens */
        at += (size_t)n;
    }
    w->len = 0;
}

static void add(fl_worker *w, const char *bytes, size_t size)
{
    while (size > 0) {
        size_t room = sizeof(w->buffer) - w->len;
        size_t n = size < room ? size : room;
        memcpy(w->buffer + w->len, bytes, n);
        w->len += n;
        bytes += n;
        size -= n;
        if (w->len == sizeof(w->buffer))
            flush(w);
    }
}

void fl_worker_put(fl_worker *w, char tag, const void *bytes, size_t size)
{
    char head[HEAD] = { tag };
    uint64_t n = size;
    memcpy(head + 1, &n, sizeof(n));
    add(w, head, HEAD);
    add(w, bytes, size);
}

void fl_worker_text(fl_worker *w, char tag, const char *text)
{
    fl_worker_put(w, tag, text ? text : "", text ? strlen(text) : 0);
}

void fl_worker_number(fl_worker *w, char tag, uint64_t value)
{
    fl_worker_put(w, tag, &value, sizeof(value));
}

/* Address sanitizer reserves more than any bound on addresses. */
#if defined(__SANITIZE_ADDRESS__)
#define BOUNDED_ADDRESSES 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BOUNDED_ADDRESSES 0
#endif
#endif
#ifndef BOUNDED_ADDRESSES
#define BOUNDED_ADDRESSES 1
#endif

/* What the parent's memory takes, which the child has from the start. */
static rlim_t inherited(void)
{
    char text[32] = "";
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && !fgets(text, sizeof(text), file))
        text[0] = '\0';
    if (file)
        fclose(file);
    unsigned long pages = strtoul(text, NULL, 10);
    return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static _Noreturn void work(int fd, pid_t parent, fl_worker_job job, void *data)
{
    static fl_worker worker; /* the child's own copy */
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1); /* it died before it could be watched */
    rlim_t bytes = inherited() + FL_LIMIT_WORKER_BYTES;
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    /* it writes no file, but for a job that asks for one in memory */
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 0, FL_LIMIT_WORKER_OUTPUT });
    setrlimit(RLIMIT_CPU, &(struct rlimit){ FL_LIMIT_WORKER_SECONDS,
                                            FL_LIMIT_WORKER_SECONDS });
    if (BOUNDED_ADDRESSES)
        setrlimit(RLIMIT_AS, &(struct rlimit){ bytes, bytes });
    fl_confine();
    worker.fd = fd;
    job(&worker, data);
    fl_worker_put(&worker, DONE, "", 0);
    flush(&worker);
    _exit(0);
}

/* ---- in the parent ---------------------------------------------------------------- */

bool fl_worker_next(fl_str *records, char *tag, fl_str *bytes)
{
    uint64_t size = 0;
    if (records->len < HEAD)
        return false;
    memcpy(&size, records->ptr + 1, sizeof(size));
    if (size > records->len - HEAD)
        return false;
    *tag = records->ptr[0];
    *bytes = fl_str_slice(*records, HEAD, HEAD + (size_t)size);
    *records = fl_str_slice(*records, HEAD + (size_t)size, records->len);
    return true;
}

uint64_t fl_worker_value(fl_str bytes)
{
    uint64_t value = 0;
    if (bytes.len == sizeof(value))
        memcpy(&value, bytes.ptr, sizeof(value));
    return value;
}

typedef enum { DONE_WELL, DIED, TOO_LONG, TOO_MUCH, NO_MEMORY } end;

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* True when the last record has come; *at moves over whole records. */
static bool is_done(const fl_buf *all, size_t *at)
{
    fl_str rest = fl_str_slice(fl_buf_str(all), *at, all->len);
    char tag = '\0';
    fl_str bytes;
    while (fl_worker_next(&rest, &tag, &bytes))
        if (tag == DONE)
            return true;
    *at = all->len - rest.len;
    return false;
}

static end gather(int fd, fl_buf *all)
{
    int64_t deadline = now_ms() + (int64_t)FL_LIMIT_WORKER_SECONDS * 1000;
    size_t parsed = 0;
    char piece[64 * 1024];
    for (;;) {
        int64_t left = deadline - now_ms();
        struct pollfd p = { .fd = fd, .events = POLLIN };
        int ready = left > 0 ? poll(&p, 1, (int)left) : 0;
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return TOO_LONG;
        ssize_t n = read(fd, piece, sizeof(piece));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return DIED;
        fl_buf_add(all, (fl_str){ piece, (size_t)n });
        if (all->failed)
            return NO_MEMORY;
        if (all->len > FL_LIMIT_WORKER_OUTPUT)
            return TOO_MUCH;
        if (is_done(all, &parsed))
            return DONE_WELL;
    }
}

/* The child's exit status, -1 when it isn't known. */
static int bury(pid_t child)
{
    int status = 0;
    pid_t got;
    do {
        got = waitpid(child, &status, 0);
    } while (got < 0 && errno == EINTR);
    return got == child ? status : -1;
}

static fl_status complain(const fl_sink *sink, const char *path,
                          const char *what, end how, int status)
{
    if (how == TOO_LONG ||
        (status > 0 && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
        fl_sink_report(sink, FL_LEVEL_ERROR, path, 0, 0, NULL,
                       "reading this %s takes more than %u seconds", what,
                       FL_LIMIT_WORKER_SECONDS);
    else if (how == TOO_MUCH)
        fl_sink_report(sink, FL_LEVEL_ERROR, path, 0, 0, NULL,
                       "this %s holds more than %u bytes of text", what,
                       FL_LIMIT_WORKER_OUTPUT);
    else
        fl_sink_report(
            sink, FL_LEVEL_ERROR, path, 0, 0, NULL,
            "the library that reads %s gave up: it is damaged or "
            "needs too much memory (signal %d)",
            what, status > 0 && WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    return how == DIED ? FL_FORMAT : FL_LIMIT;
}

fl_status fl_worker_run(fl_arena *arena, fl_worker_job job, void *data,
                        const char *path, const char *what, fl_str *out,
                        const fl_sink *sink)
{
    fl_buf *all = FL_NEW(arena, fl_buf);
    fl_arena_defer(arena, fl_buf_release, all);
    int ends[2];
    pid_t self = getpid();
    pid_t child = -1;
    if (pipe2(ends, O_CLOEXEC) == 0) {
        child = fork();
        if (child == 0)
            work(ends[1], self, job, data);
        close(ends[1]);
        if (child < 0)
            close(ends[0]);
    }
    if (child < 0) {
        fl_sink_report(sink, FL_LEVEL_ERROR, path, 0, 0, NULL,
                       "no process could be started to read this %s: %s", what,
                       strerror(errno));
        return FL_IO;
    }
    end how = gather(ends[0], all);
    close(ends[0]);
    if (how == TOO_LONG || how == TOO_MUCH || how == NO_MEMORY)
        kill(child, SIGKILL);
    int status = bury(child);
    *out = fl_buf_str(all);
    if (how == NO_MEMORY)
        fl_arena_fail(arena);
    return how == DONE_WELL ? FL_OK : complain(sink, path, what, how, status);
}
