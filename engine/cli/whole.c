/*
 * Writes a file beside its final name and renames it when it is whole.
 * SPDX-License-Identifier: MIT
 */
#include "cli/whole.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void forget(cli_whole *whole)
{
    free(whole->name);
    free(whole->temporary);
    *whole = (cli_whole){ 0 };
}

FILE *cli_whole_open(cli_whole *whole, const char *name)
{
    size_t len = strlen(name) + 12;
    *whole = (cli_whole){ .name = strdup(name), .temporary = malloc(len) };
    int fd = -1;
    if (whole->name && whole->temporary) {
        snprintf(whole->temporary, len, "%s.XXXXXX", name);
        fd = mkstemp(whole->temporary);
    }
    mode_t mask = umask(0);
    umask(mask);
    if (fd >= 0)
        fchmod(fd, 0666 & ~mask); /* as an ordinary new file */
    whole->file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (whole->file)
        return whole->file;
    cli_complain("%s: cannot be written: %s", name, strerror(errno));
    if (fd >= 0) {
        close(fd);
        unlink(whole->temporary);
    }
    forget(whole);
    return NULL;
}

bool cli_whole_close(cli_whole *whole, bool complete)
{
    if (!whole->file)
        return complete;
    bool ok = fflush(whole->file) == 0 && !ferror(whole->file) && complete;
    if (fclose(whole->file) != 0)
        ok = false;
    bool renamed = ok && rename(whole->temporary, whole->name) == 0;
    if (!renamed) {
        cli_complain("%s: not written%s%s", whole->name, ok ? ": " : "",
                     ok ? strerror(errno) : "");
        unlink(whole->temporary);
    }
    forget(whole);
    return renamed;
}
