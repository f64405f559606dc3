/*
 * hook: checks what is staged before git commits it. The hook that is
 * installed is a few lines of shell that call `foilint hook run`; a hook that
 * stood there before is kept beside it and runs first.
 * SPDX-License-Identifier: MIT
 */
#include "cli/check.h"
#include "cli/git.h"
#include "cli/paths.h"
#include "cli/whole.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK   "# foilint hook 1"
#define BEFORE ".before-foilint"

static const char script[] =
    "#!/bin/sh\n" MARK "\n"
    "# Installed by `foilint hook install`; `foilint hook uninstall` takes it "
    "out\n# again and puts back the hook that was here before.\n"
    "if [ -x \"$0" BEFORE "\" ]; then\n"
    "    \"$0" BEFORE "\" \"$@\" || exit\n"
    "fi\n"
    "foilint=";
static const char script_end[] = "\n"
                                 "[ -x \"$foilint\" ] || foilint=foilint\n"
                                 "exec \"$foilint\" hook run\n";

/* ---- where it goes ---------------------------------------------------------------------- */

/* The pre-commit hook of this repository: by core.hooksPath, and shared by all
 * its working trees. NULL, with the reason told, outside one. Caller frees. */
static char *hook_path(void)
{
    static const char *const ask[] = { "rev-parse", "--git-path", "hooks",
                                       NULL };
    char *dir = cli_git_line(ask);
    char *path = dir ? cli_join(dir, "pre-commit") : NULL;
    if (!dir)
        cli_complain("this is no git repository, or git is not installed");
    free(dir);
    return path;
}

static char *with_suffix(const char *path, const char *suffix)
{
    size_t len = strlen(path) + strlen(suffix) + 1;
    char *out = malloc(len);
    if (out)
        snprintf(out, len, "%s%s", path, suffix);
    return out;
}

static bool is_ours(const char *path)
{
    char line[64];
    bool ours = false;
    FILE *file = fopen(path, "rb");
    for (int i = 0; file && i < 2 && fgets(line, sizeof(line), file); i++)
        ours = strncmp(line, MARK, strlen(MARK)) == 0;
    if (file)
        fclose(file);
    return ours;
}

/* ---- install, uninstall --------------------------------------------------------------- */

static bool write_hook(const char *path)
{
    char self[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
    cli_whole whole;
    FILE *file = cli_whole_open(&whole, path);
    if (!file)
        return false;
    self[len > 0 ? len : 0] = '\0';
    fputs(script, file);
    cli_put_quoted(file, self);
    fputs(script_end, file);
    return cli_whole_close(&whole, fchmod(fileno(file), 0755) == 0);
}

static bool make_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *dir = slash ? strndup(path, (size_t)(slash - path)) : NULL;
    bool ok = !dir || mkdir(dir, 0777) == 0 || errno == EEXIST;
    if (!ok)
        cli_complain("%s: cannot be made: %s", dir, strerror(errno));
    free(dir);
    return ok;
}

static int install_at(const char *path, const char *before)
{
    bool kept = false;
    if (!make_folder(path))
        return EXIT_TROUBLE;
    if (cli_exists(path) && !is_ours(path)) {
        if (cli_exists(before)) {
            cli_complain("%s and %s both exist, and neither is foilint's; move "
                         "one away",
                         path, before);
            return EXIT_TROUBLE;
        }
        if (rename(path, before) != 0) {
            cli_complain("%s: cannot be moved: %s", path, strerror(errno));
            return EXIT_TROUBLE;
        }
        kept = true;
    }
    if (!write_hook(path)) {
        if (kept)
            rename(before, path);
        return EXIT_TROUBLE;
    }
    printf("installed %s\n", path);
    if (cli_exists(before))
        printf("the hook that was there runs first, as %s\n", before);
    return EXIT_CLEAN;
}

static int uninstall_at(const char *path, const char *before)
{
    if (!cli_exists(path)) {
        printf("no hook is installed\n");
        return EXIT_CLEAN;
    }
    if (!is_ours(path)) {
        cli_complain("%s is not foilint's, so it is left alone", path);
        return EXIT_TROUBLE;
    }
    if (unlink(path) != 0 ||
        (cli_exists(before) && rename(before, path) != 0)) {
        cli_complain("%s: cannot be taken out: %s", path, strerror(errno));
        return EXIT_TROUBLE;
    }
    printf("took out %s%s\n", path,
           cli_exists(path) ? "; the hook from before is back" : "");
    return EXIT_CLEAN;
}

static int change(int (*how)(const char *path, const char *before))
{
    char *path = hook_path();
    char *before = path ? with_suffix(path, BEFORE) : NULL;
    int code = before ? how(path, before) : EXIT_TROUBLE;
    free(path);
    free(before);
    return code;
}

/* ---- run ---------------------------------------------------------------------------------- */

/* The staged drafts, named from the top of the working tree, where we go. */
static bool staged_drafts(cli_inputs *inputs)
{
    static const char *const top[] = { "rev-parse", "--show-toplevel", NULL };
    static const char *const staged[] = {
        "diff", "--cached", "--name-only", "--no-renames", "--diff-filter=ACMR",
        "-z",   NULL
    };
    char *dir = cli_git_line(top);
    char *names = NULL;
    size_t size = 0;
    bool ok = dir && chdir(dir) == 0 && cli_git(staged, false, &names, &size);
    if (!ok)
        cli_complain("git cannot say what is staged");
    for (size_t at = 0; ok && at < size; at += strlen(names + at) + 1)
        if (cli_is_draft_name(names + at))
            ok = cli_inputs_add(inputs, names + at);
    inputs->read = cli_git_staged;
    inputs->say_how = true;
    free(dir);
    free(names);
    return ok;
}

static int run(const cli_options *options)
{
    cli_inputs inputs = { 0 };
    cli_options own = *options;
    int code = EXIT_TROUBLE;
    own.command = "check";
    if (staged_drafts(&inputs))
        code =
            inputs.count ? cli_check_inputs(&own, &inputs, NULL) : EXIT_CLEAN;
    if (code == EXIT_FINDINGS)
        fputs("foilint: the commit is refused. Correct the draft and stage it, "
              "or record why a\nfinding is accepted and stage "
              "foilint-decisions.json.\n",
              stderr);
    else if (code == EXIT_TROUBLE)
        fputs("foilint: the commit is refused, since not all could be "
              "checked.\n",
              stderr);
    cli_inputs_dispose(&inputs);
    return code;
}

int cli_hook(const cli_options *options)
{
    const char *what =
        options->operands.count == 1 ? options->operands.items[0] : "";
    if (cli_same(what, "install"))
        return change(install_at);
    if (cli_same(what, "uninstall"))
        return change(uninstall_at);
    if (cli_same(what, "run"))
        return run(options);
    cli_complain("usage: foilint hook install|uninstall|run");
    return EXIT_TROUBLE;
}
