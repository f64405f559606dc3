/*
 * A file is written beside its final name and renamed when it is whole.
 * SPDX-License-Identifier: MIT
 */
#include "cli/whole.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool cli_whole_open(cli_whole *w, const char *name)
{
    size_t len = strlen(name) + 12;
    w->name = strdup(name);
    w->temporary = malloc(len);
    if (!w->name || !w->temporary) {
        cli_whole_drop(w);
        return false;
    }
    snprintf(w->temporary, len, "%s.XXXXXX", name);
    int fd = mkstemp(w->temporary);
    mode_t mask = umask(0);
    umask(mask);
    if (fd >= 0)
        fchmod(fd, 0666 & ~mask); /* as an ordinary new file */
    w->file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (w->file)
        return true;
    cli_complain("%s: cannot be written: %s", name, strerror(errno));
    free(w->temporary);
    w->temporary = NULL;
    cli_whole_drop(w);
    return false;
}

void cli_whole_drop(cli_whole *w)
{
    if (w->file)
        fclose(w->file);
    if (w->temporary)
        unlink(w->temporary);
    free(w->name);
    free(w->temporary);
    *w = (cli_whole){ 0 };
}

bool cli_whole_close(cli_whole *w, bool complete)
{
    bool ok = fflush(w->file) == 0 && !ferror(w->file) && complete;
    if (fclose(w->file) != 0)
        ok = false;
    w->file = NULL;
    bool named = ok && rename(w->temporary, w->name) == 0;
    if (named) {
        free(w->temporary);
        w->temporary = NULL;
    } else {
        cli_complain("%s: not written%s%s", w->name, ok ? ": " : "",
                     ok ? strerror(errno) : "");
    }
    cli_whole_drop(w);
    return named;
}
