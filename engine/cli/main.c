/*
 * The command: a table of subcommands, and the few helpers that all of them
 * share.
 * SPDX-License-Identifier: MIT
 */
#include "cli/cli.h"
#include "lsp/lsp.h"

#include "cli/help.h"

#include <locale.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const cli_command commands[] = {
    { "check", "check [OPTION]... FILE|DIR|-...",
      "lint drafts (the default when only files are given)", cli_check,
      "Reads each draft, and prints what its rules find. Directories are "
      "walked for\n.txt, .md, .docx, .odt, .pdf, .html and .eml files; what is "
      "attached to a mail is\nread in turn; - reads standard input.\n\n"
      "Formats: text, json, ndjson (one draft a line), sarif (code scanning), "
      "junit,\ncheckstyle, github (workflow commands), gitlab (code quality), "
      "rdjsonl\n(reviewdog), html (a page to read and print), quiet.\n\n"
      "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 trouble." },
    { "attachments", "attachments [OPTION]... FILE|DIR...",
      "look into files that go out with a letter", cli_attachments,
      "Workbooks (.xlsx, .xlsm, .ods), CSV, Word and OpenDocument text, PDF, "
      "pictures,\nmail and zip archives, and what is in them: hidden sheets, "
      "rows and columns, pivot\ncaches, values of other files, comments, "
      "covered and invisible text, earlier\nversions, metadata, personal data. "
      "What could not be looked into is said.\n\n"
      "With --write-clean=DIR, writes each sheet that is seen to "
      "DIR/FILE-SHEET.csv, as it is\ndisplayed: only rows and columns that "
      "are seen, values and never formulas.\n\n"
      "Exit status: 0 nothing at or above --fail-on, 1 findings, 2 trouble, "
      "also where\nonly a part of a file could be looked into." },
    { "annotate", "annotate DRAFT -o COPY",
      "write a copy of a draft with the findings as comments", cli_annotate,
      "Each finding becomes a comment by \"foilint\" at its words; all else "
      "stays as it is.\nWord (.docx) and OpenDocument (.odt) files can hold "
      "comments; in PDF the words are\nhighlighted, and the note says the "
      "rest. For other formats make a page: foilint check\n"
      "-o html=REPORT.html DRAFT. The draft itself is never written to. "
      "Comments bear the\ntime of SOURCE_DATE_EPOCH, or else the one at which "
      "the draft says it was last\nchanged (PDF: the time of the run).\n\n"
      "Exit status: 0 written, whatever was found; 2 trouble, and nothing "
      "was written." },
    { "facts", "facts [--format text|json] FILE...",
      "print what was understood of a draft", cli_facts,
      "Questions and their answers, stances, claims, elements and dates, "
      "without judging." },
    { "why", "why RULE FILE...", "print a rule's conditions with their values",
      cli_why,
      "The condition tree of one rule for each of its subjects in the draft, "
      "with the\nvalue of each node and the words it rests on." },
    { "explain", "explain [--format text|json] RULE...",
      "print what a rule wants, and its law", cli_explain,
      "The rule's law, message, advice and examples." },
    { "rules", "rules [--format text|json]", "list all rules", cli_rules,
      "Every rule of the loaded packs, by pack and name." },
    { "deadline", "deadline --received DATE [OPTION]...",
      "print by when an answer is due, and why", cli_deadline,
      "Counts the days that the packs give from the days of the case, and "
      "shows how.\nWhat cannot be told is said. Formats: text, json, ics (an "
      "iCalendar file, whose\nDTSTAMP is SOURCE_DATE_EPOCH or else the first "
      "day of the case).\n\n"
      "Exit status: 0, or 2 for a date that is none or outside the "
      "calendar." },
    { "decide", "decide RULE DRAFT --why=REASON [OPTION]...",
      "record why a finding is accepted", cli_decide,
      "Writes an entry for the rule and its words in the draft to "
      "foilint-decisions.json,\nthe nearest one from the draft upwards. When "
      "the words change, the decision dies.\ndocs/decisions.md tells more." },
    { "hook", "hook install|uninstall|run",
      "check what is staged before each git commit", cli_hook,
      "install puts a pre-commit hook into this repository; one that is there "
      "runs first.\nuninstall takes it out and puts that one back. run checks "
      "the staged bytes of the\nstaged drafts.\n\n"
      "Exit status of run: 0 commit, 1 findings, 2 trouble." },
    { "config", "config --show PATH",
      "print what applies to a draft, and from "
      "where",
      cli_config_command,
      "The configuration, decisions and baseline that hold for the draft, and "
      "each setting\nwith the line that gives it." },
    { "init", "init [OPTION]... [DIR]", "write a configuration", cli_init,
      "Writes .foilint.json and its schema into DIR (default: here). Asks what "
      "it needs\non a terminal; --fail-on, --overlay, --authority-name, "
      "--authority-kind and\n--review-address answer beforehand." },
    { "lsp", "lsp [OPTION]...", "serve an editor on standard input and output",
      lsp_serve,
      "Speaks the Language Server Protocol: findings as you type, the law "
      "under "
      "the\npointer, and actions that insert what is missing or record a "
      "decision.\ndocs/editors.md shows how to set up editors." },
    { "scaffold", "scaffold [--claim PROVISION[:MODE]]... [OPTION]...",
      "write the skeleton of an answer", cli_scaffold,
      "Writes what the law requires of an answer that relies on the given "
      "provisions, with\nmarked gaps (<<...>>) to fill. Without --claim, an "
      "answer that gives everything.\n--list shows what can be claimed. "
      "Formats: txt, md. --output=FILE is written whole\nor not at all.\n\n"
      "Exit status: 0, or 2 for what cannot be claimed or written." },
    { "template", "template check [OPTION]... FILE...",
      "lint templates: gaps are allowed", cli_template,
      "As check, but rules about gaps, and about what only the case can fill "
      "in, are not\njudged. Stale law, stale contacts and all else are, by the "
      "law "
      "of today\nunless --as-of says otherwise." },
    { "test", "test [--coverage] PACK... | --diff=REPORT.json LETTER...",
      "run the examples of a rule pack", cli_test,
      "Each rule must fire on its bad examples, at the quoted words, and on "
      "nothing else;\nit must stay silent on its good ones. PACK is a "
      "directory or its pack.json.\n\n"
      "With --diff, prints what the packs now find in the letters beyond an "
      "earlier report\nof `check --format=json` (+), and what of it they no "
      "longer find (-). Exit status: 0\nno change, 1 changes, 2 trouble." },
    { "pack", "pack check DIR...", "check a rule pack for mistakes", cli_pack,
      "Every mistake is told as file:line:column: /json/pointer: what is "
      "wrong." },
    { "score", "score [OPTION]... LABELS.jsonl... REPORT.json...",
      "measure reports against labelled letters", cli_score_command,
      "Precision, recall and F1 (with Wilson's 95 % intervals) of what JSON "
      "reports of\n`check` say, against letters that a person has labelled; "
      "docs/measuring.md shows\nthe form of the labels.\n\n"
      "Exit status: 0, 1 when a --min is not met, 2 trouble." },
};
#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

bool cli_same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool cli_is_level(const char *text, const char *besides)
{
    return cli_same(text, "error") || cli_same(text, "warning") ||
           cli_same(text, "note") || cli_same(text, besides);
}

bool cli_is_rule(const char *name, const char *pack, const char *id)
{
    size_t len = strlen(pack);
    return cli_same(name, id) ||
           (strncmp(name, pack, len) == 0 && name[len] == '/' &&
            cli_same(name + len + 1, id));
}

void cli_complain(const char *format, ...)
{
    va_list args;
    fputs("foilint: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

static void print_problem(void *data, const fl_problem *p)
{
    (void)data;
    static const char *const levels[] = { "note", "warning", "error" };
    char place[64] = "";
    if (p->line)
        snprintf(place, sizeof(place), ":%zu:%zu", p->line, p->col);
    fprintf(stderr, "%s%s: %s: %s%s%s\n", p->file ? p->file : "foilint", place,
            levels[p->level], p->pointer ? p->pointer : "",
            p->pointer ? ": " : "", p->text);
}

const fl_sink cli_stderr_sink = { print_problem, NULL };

bool cli_wants_colour(const cli_options *options, FILE *stream)
{
    if (options->colour != COLOUR_AUTO)
        return options->colour == COLOUR_ALWAYS;
    const char *none = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return isatty(fileno(stream)) && !(none && *none) &&
           !(term && cli_same(term, "dumb"));
}

static const cli_command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (cli_same(commands[i].name, name))
            return &commands[i];
    return NULL;
}

static int print_version(void)
{
    printf("foilint %s\n", fl_version());
    fl_packs *packs = NULL;
    if (fl_packs_load(&packs, &(fl_load_options){ 0 }, &cli_stderr_sink) !=
        FL_OK)
        return EXIT_TROUBLE;
    fl_pack_info info;
    for (size_t i = 0; fl_packs_info(packs, i, &info); i++)
        printf("%s %s (%s), law as at %s, sha256 %s\n", info.name, info.version,
               info.kind, info.law_as_at[0] ? info.law_as_at : "-",
               info.sha256);
    fl_packs_free(packs);
    return EXIT_CLEAN;
}

static void drop_operand(cli_options *options)
{
    options->operands.items++;
    options->operands.count--;
}

static int help(const cli_options *options)
{
    const char *name =
        options->operands.count ? options->operands.items[0] : "help";
    const cli_command *c = find_command(name);
    if (!c && !cli_same(name, "help")) {
        cli_complain("no command named \"%s\"; `foilint help` lists them",
                     name);
        return EXIT_TROUBLE;
    }
    return cli_help(commands, COMMAND_COUNT, c, options->format);
}

int main(int argc, char **argv)
{
    cli_options options = { .jobs = 1 };
    setlocale(LC_ALL, "C");
    if (argc == 2 && cli_same(argv[1], "--version"))
        return print_version();
    if (!cli_parse(argc, argv, &options))
        return EXIT_TROUBLE;
    const cli_command *c = NULL;
    if (options.operands.count > 0) {
        const char *first = options.operands.items[0];
        c = find_command(first);
        if (cli_same(first, "help")) {
            drop_operand(&options);
            return help(&options);
        }
        if (c)
            drop_operand(&options);
    }
    if (options.help)
        return cli_help(commands, COMMAND_COUNT, c, options.format);
    if (!c && options.operands.count == 0) {
        cli_complain("no drafts given; try --help");
        return EXIT_TROUBLE;
    }
    if (!c)
        c = &commands[0];
    options.command = c->name;
    int code = c->run(&options);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        cli_complain("standard output cannot be written");
        return EXIT_TROUBLE;
    }
    return code;
}
