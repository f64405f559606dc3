/*
 * Runs LibreOffice on a copy of a draft; see convert.h. It gets a profile of
 * its own, so that it doesn't meet the one of the user that may be open.
 * SPDX-License-Identifier: MIT
 */
#include "cli/convert.h"

#include "cli/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* LibreOffice takes some seconds to start; a letter takes one more. */
#define MOST_SECONDS 120
#define NOT_FOUND    127

typedef struct {
    char dir[200], from[256], to[256], profile[300];
} places;

static bool make_places(places *p, const char *suffix)
{
    const char *base = getenv("TMPDIR");
    if (!base || !*base || strlen(base) > 150)
        base = "/tmp";
    snprintf(p->dir, sizeof(p->dir), "%s/foilint-XXXXXX", base);
    if (!mkdtemp(p->dir))
        return false;
    snprintf(p->from, sizeof(p->from), "%s/draft.%s", p->dir, suffix);
    snprintf(p->to, sizeof(p->to), "%s/draft.docx", p->dir);
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

static _Noreturn void run_office(const places *p)
{
    static const char *const names[] = { "soffice", "libreoffice", NULL };
    int null = open("/dev/null", O_RDWR);
    if (null >= 0) {
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
    }
    setpgid(0, 0); /* its helpers are stopped with it */
    for (size_t i = 0; names[i]; i++)
        execlp(names[i], names[i], p->profile, "--headless", "--norestore",
               "--convert-to", "docx", "--outdir", p->dir, p->from,
               (char *)NULL);
    _exit(NOT_FOUND);
}

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

static bool convert(const char *name, const places *p, char **bytes,
                    size_t *size)
{
    pid_t child = fork();
    if (child == 0)
        run_office(p);
    int code = child > 0 ? wait_for(child) : -1;
    if (code == NOT_FOUND) {
        cli_complain("%s: --convert needs LibreOffice, which isn't installed "
                     "(Debian: libreoffice-writer)",
                     name);
        return false;
    }
    char *made = NULL;
    size_t made_size = 0;
    if (code != 0 || access(p->to, R_OK) != 0) {
        cli_complain("%s: LibreOffice could not convert it", name);
        return false;
    }
    if (!cli_read_file(p->to, &made, &made_size))
        return false;
    free(*bytes);
    *bytes = made;
    *size = made_size;
    return true;
}

bool cli_convert(const char *name, const char *suffix, char **bytes,
                 size_t *size)
{
    places p;
    if (!make_places(&p, suffix)) {
        cli_complain("%s: no temporary directory: %s", name, strerror(errno));
        return false;
    }
    bool ok = write_copy(p.from, *bytes, *size);
    if (!ok)
        cli_complain("%s: cannot be copied: %s", name, strerror(errno));
    ok = ok && convert(name, &p, bytes, size);
    nftw(p.dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return ok;
}
