/*
 * Runs LibreOffice or msgconvert on a copy of a file; see convert.h.
 * LibreOffice gets a profile of its own, so that it doesn't meet the one of
 * the user that may be open. The copy may mean harm: it is read without a
 * network, since a file can name pictures and data elsewhere, and in bounded
 * time and memory.
 * SPDX-License-Identifier: MIT
 */
#include "cli/convert.h"

#include "cli/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* LibreOffice takes some seconds to start; a letter takes one more. */
#define MOST_SECONDS 120
/* It reserves about 2 GB of addresses to start with. */
#define MOST_BYTES   ((rlim_t)6 << 30)
#define MOST_WRITTEN ((rlim_t)1 << 30)
#define NOT_FOUND    127

typedef struct {
    const char *from, *to; /* suffixes */
    const char *programs[2];
    const char *name, *packages; /* for people; of Debian */
    bool letter;
} converter;

static const converter converters[] = {
    { "doc",
      "docx",
      { "soffice", "libreoffice" },
      "LibreOffice",
      "libreoffice-writer",
      true },
    { "rtf",
      "docx",
      { "soffice", "libreoffice" },
      "LibreOffice",
      "libreoffice-writer",
      true },
    { "xls",
      "xlsx",
      { "soffice", "libreoffice" },
      "LibreOffice",
      "libreoffice-calc",
      false },
    { "msg",
      "eml",
      { "msgconvert", NULL },
      "msgconvert",
      "libemail-outlook-message-perl, libemail-address-perl",
      true },
};

static const converter *converter_of(const char *suffix)
{
    size_t count = suffix ? sizeof(converters) / sizeof(converters[0]) : 0;
    for (size_t i = 0; i < count; i++)
        if (cli_same(converters[i].from, suffix))
            return &converters[i];
    return NULL;
}

bool cli_convert_makes_letter(const char *suffix)
{
    const converter *c = converter_of(suffix);
    return c && c->letter;
}

/* ---- the directory -------------------------------------------------------------- */

typedef struct {
    char dir[200], from[256], to[256], profile[300];
} places;

static bool make_places(places *p, const converter *c)
{
    const char *base = getenv("TMPDIR");
    if (!base || !*base || strlen(base) > 150)
        base = "/tmp";
    snprintf(p->dir, sizeof(p->dir), "%s/foilint-XXXXXX", base);
    if (!mkdtemp(p->dir))
        return false;
    snprintf(p->from, sizeof(p->from), "%s/draft.%s", p->dir, c->from);
    snprintf(p->to, sizeof(p->to), "%s/draft.%s", p->dir, c->to);
    snprintf(p->profile, sizeof(p->profile),
             "-env:UserInstallation=file://%s/profile", p->dir);
    return true;
}

static int remove_one(const char *path, const struct stat *st, int type,
                      struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

static bool write_copy(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(bytes, 1, size, file) == size;
    return (file && fclose(file) == 0) && ok;
}

/* ---- in the child ------------------------------------------------------------------- */

/* A network without any device. Where the kernel gives that only with a user
 * namespace, the user stays who he is; where it gives neither, so be it. */
static void leave_network(void)
{
    unsigned user = (unsigned)geteuid();
    if (unshare(CLONE_NEWNET) == 0 ||
        unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
        return;
    int map = open("/proc/self/uid_map", O_WRONLY);
    if (map >= 0) {
        dprintf(map, "%u %u 1", user, user);
        close(map);
    }
}

static void bound(int what, rlim_t most)
{
    setrlimit((__rlimit_resource_t)what, &(struct rlimit){ most, most });
}

static _Noreturn void run_program(const converter *c, const places *p)
{
    int null = open("/dev/null", O_RDWR);
    if (null >= 0) {
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
    }
    setpgid(0, 0); /* its helpers are stopped with it */
    leave_network();
    bound(RLIMIT_CORE, 0);
    bound(RLIMIT_CPU, MOST_SECONDS);
    bound(RLIMIT_FSIZE, MOST_WRITTEN);
    bound(RLIMIT_AS, MOST_BYTES);
    for (size_t i = 0; i < 2 && c->programs[i]; i++) {
        if (cli_same(c->from, "msg"))
            execlp(c->programs[i], c->programs[i], "--outfile", p->to, p->from,
                   (char *)NULL);
        else
            execlp(c->programs[i], c->programs[i], p->profile, "--headless",
                   "--norestore", "--convert-to", c->to, "--outdir", p->dir,
                   p->from, (char *)NULL);
    }
    _exit(NOT_FOUND);
}

/* ---- in the parent ------------------------------------------------------------------ */

/* The exit status; -1 when it took too long or could not be started. */
static int wait_for(pid_t child)
{
    const struct timespec pause = { .tv_nsec = 50000000 };
    time_t start = time(NULL);
    int status = 0;
    while (time(NULL) - start < MOST_SECONDS) {
        pid_t got = waitpid(child, &status, WNOHANG);
        if (got == child)
            return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        if (got < 0 && errno != EINTR)
            return -1;
        nanosleep(&pause, NULL);
    }
    kill(-child, SIGKILL);
    waitpid(child, &status, 0);
    return -1;
}

/* msgconvert dates a message that was never sent at the time it runs: such a
 * line would be taken for the date of the letter. */
static void drop_made_date(char *mail, size_t *size, time_t begun)
{
    static const char field[] = "Date: ";
    struct tm at = { 0 };
    char *line = mail;
    char *end = mail + *size;
    while (line < end && *line != '\n' && *line != '\r' &&
           strncmp(line, field, strlen(field)) != 0) {
        char *stop = memchr(line, '\n', (size_t)(end - line));
        line = stop ? stop + 1 : end;
    }
    char *stop = line < end ? memchr(line, '\n', (size_t)(end - line)) : NULL;
    if (!stop || !strptime(line, "Date: %a, %d %b %Y %H:%M:%S %z", &at))
        return;
    long offset = at.tm_gmtoff; /* timegm() sets it to 0 */
    time_t said = timegm(&at) - offset;
    if (said < begun || said > time(NULL))
        return;
    memmove(line, stop + 1, (size_t)(end - stop - 1));
    *size -= (size_t)(stop + 1 - line);
}

static bool convert(const char *name, const converter *c, const places *p,
                    char **made, size_t *made_size)
{
    time_t begun = time(NULL);
    pid_t child = fork();
    if (child == 0)
        run_program(c, p);
    int code = child > 0 ? wait_for(child) : -1;
    if (code == NOT_FOUND) {
        cli_complain("%s: --convert needs %s, which isn't installed "
                     "(Debian: %s)",
                     name, c->name, c->packages);
        return false;
    }
    if (code != 0 || access(p->to, R_OK) != 0) {
        cli_complain("%s: %s could not convert it: it is damaged, needs a "
                     "password, or a part of %s is missing (Debian: %s)",
                     name, c->name, c->name, c->packages);
        return false;
    }
    if (!cli_read_file(p->to, made, made_size))
        return false;
    if (cli_same(c->to, "eml"))
        drop_made_date(*made, made_size, begun);
    return true;
}

bool cli_convert(const char *name, const char *suffix, const char *bytes,
                 size_t size, char **made, size_t *made_size)
{
    const converter *c = converter_of(suffix);
    places p;
    if (!c || !make_places(&p, c)) {
        cli_complain("%s: no temporary directory: %s", name, strerror(errno));
        return false;
    }
    bool ok = write_copy(p.from, bytes, size);
    if (!ok)
        cli_complain("%s: cannot be copied: %s", name, strerror(errno));
    ok = ok && convert(name, c, &p, made, made_size);
    nftw(p.dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return ok;
}
