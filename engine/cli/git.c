/*
 * Asking git, without a shell between.
 * SPDX-License-Identifier: MIT
 */
#include "cli/git.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_ARGS 16

static _Noreturn void run(const char *const *args, bool silent, int out)
{
    char *argv[MOST_ARGS + 2] = { strdup("git") };
    int null = open("/dev/null", O_RDWR);
    for (size_t i = 0; args[i] && i < MOST_ARGS; i++)
        argv[i + 1] = strdup(args[i]);
    dup2(out, STDOUT_FILENO);
    if (silent && null >= 0)
        dup2(null, STDERR_FILENO);
    execvp("git", argv);
    _exit(127);
}

static char *read_all(int fd, size_t *size)
{
    size_t cap = 4096;
    char *data = malloc(cap);
    *size = 0;
    while (data) {
        ssize_t got = read(fd, data + *size, cap - *size - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        *size += (size_t)got;
        if (cap - *size > 1)
            continue;
        char *grown = realloc(data, cap *= 2);
        if (!grown)
            free(data);
        data = grown;
    }
    if (data)
        data[*size] = '\0';
    return data;
}

bool cli_git(const char *const *args, bool silent, char **out, size_t *size)
{
    int pipes[2];
    int status = -1;
    *out = NULL;
    *size = 0;
    if (pipe2(pipes, O_CLOEXEC) != 0)
        return false;
    pid_t child = fork();
    if (child == 0)
        run(args, silent, pipes[1]);
    close(pipes[1]);
    if (child > 0) {
        *out = read_all(pipes[0], size);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            ;
    }
    close(pipes[0]);
    if (*out && status == 0)
        return true;
    free(*out);
    *out = NULL;
    return false;
}

char *cli_git_line(const char *const *args)
{
    char *out = NULL;
    size_t size = 0;
    if (!cli_git(args, true, &out, &size))
        return NULL;
    out[strcspn(out, "\n")] = '\0';
    return out;
}

bool cli_git_staged(const char *path, char **bytes, size_t *size,
                    const char **why)
{
    size_t len = strlen(path) + 2;
    char *name = malloc(len);
    *bytes = NULL;
    *size = 0;
    *why = name ? "git cannot show what is staged of it" : "out of memory";
    if (!name)
        return false;
    snprintf(name, len, ":%s", path);
    const char *const args[] = { "show", name, NULL };
    bool ok = cli_git(args, false, bytes, size);
    if (ok)
        *why = NULL;
    free(name);
    return ok;
}
