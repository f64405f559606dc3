/*
 * The help as text and as JSON; see help.h.
 * SPDX-License-Identifier: MIT
 */
#include "cli/help.h"

#include "cli/json_file.h"

#include <cjson/cJSON.h>
#include <string.h>

typedef struct {
    const char *title, *text;
} topic;

/* What the help of the program says beyond its commands and options. */
static const topic topics[] = {
    { "exit status",
      "0 nothing at or above --fail-on, 1 findings at or above it, 2 the job "
      "could not be\ndone: a file that cannot be read, a wrong option, a "
      "broken pack." },
    { "files",
      ".foilint.json is the configuration, looked for from the draft upwards.\n"
      "DRAFT.foilint-case.json beside a draft says what is known of its "
      "case." },
    { "environment",
      "FOILINT_CONFIG names the configuration file, FOILINT_PACKS the packs "
      "(directories or\nnames, separated by colons). NO_COLOR, not empty, "
      "turns colour off." },
};
#define TOPIC_COUNT (sizeof(topics) / sizeof(topics[0]))

static const cli_command *named(const cli_command *commands, size_t count,
                                const char *name, size_t len)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(commands[i].name) == len &&
            strncmp(commands[i].name, name, len) == 0)
            return &commands[i];
    return NULL;
}

/* Bytes of the "check, why: " that `text` begins with; 0 when it begins with
 * anything but names of commands: the option is for all of them. */
static size_t owners(const cli_command *commands, size_t count,
                     const char *text)
{
    size_t at = 0;
    for (;;) {
        size_t len = strcspn(text + at, ",: ");
        if (!named(commands, count, text + at, len))
            return 0;
        at += len;
        if (strncmp(text + at, ": ", 2) == 0)
            return at + 2;
        if (strncmp(text + at, ", ", 2) != 0)
            return 0;
        at += 2;
    }
}

/* Whether the owners that fill text[len] name `command`. */
static bool owns(const char *text, size_t len, const char *command)
{
    size_t size = strlen(command);
    for (size_t at = 0; at < len; at += strcspn(text + at, ",:") + 2)
        if (strncmp(text + at, command, size) == 0 &&
            (text[at + size] == ',' || text[at + size] == ':'))
            return true;
    return false;
}

/* Two columns; a newline in the text goes on below its beginning. */
static void print_row(const char *name, const char *text)
{
    size_t line = strcspn(text, "\n");
    printf("  %-30s %.*s\n", name, (int)line, text);
    if (text[line])
        print_row("", text + line + 1);
}

static void print_option(const cli_option_info *o, const char *text)
{
    char name[48];
    char letter[8] = "";
    if (o->letter)
        snprintf(letter, sizeof(letter), "-%c, ", o->letter);
    snprintf(name, sizeof(name), "%s--%s%s%s", letter, o->name,
             o->value ? "=" : "", o->value ? o->value : "");
    print_row(name, text);
}

/* The options that belong to the very commands of `group` ("check, why: " of
 * `len` bytes; 0: to all). */
static void print_group(const cli_command *commands, size_t count,
                        const char *group, size_t len)
{
    cli_option_info o;
    if (len)
        printf("\noptions of %.*s\n", (int)len - 2, group);
    else
        puts("\noptions of all commands");
    for (size_t i = 0; cli_option(i, &o); i++) {
        size_t own = owners(commands, count, o.help);
        if (own == len && strncmp(o.help, group, len) == 0)
            print_option(&o, o.help + own);
    }
}

/* Group by group, in the order in which the table begins them. */
static void print_all_options(const cli_command *commands, size_t count)
{
    cli_option_info o, earlier;
    print_group(commands, count, "", 0);
    puts("      --version                  print the version and the packs");
    for (size_t i = 0; cli_option(i, &o); i++) {
        size_t len = owners(commands, count, o.help);
        bool told = len == 0;
        for (size_t j = 0; j < i && !told; j++)
            told = cli_option(j, &earlier) &&
                   owners(commands, count, earlier.help) == len &&
                   strncmp(earlier.help, o.help, len) == 0;
        if (!told)
            print_group(commands, count, o.help, len);
    }
}

static void print_program(const cli_command *commands, size_t count)
{
    puts("foilint reads draft answers to freedom-of-information requests and "
         "says what\nthey leave undone. It is not legal advice.\n\n"
         "usage: foilint [COMMAND] [OPTION]... FILE...\n\ncommands");
    for (size_t i = 0; i < count; i++)
        printf("  %-11s %s\n", commands[i].name, commands[i].summary);
    puts("  help        this text, or the help of a command");
    print_all_options(commands, count);
    for (size_t i = 0; i < TOPIC_COUNT; i++)
        printf("\n%s\n%s\n", topics[i].title, topics[i].text);
}

static void print_command(const cli_command *commands, size_t count,
                          const cli_command *one)
{
    cli_option_info o;
    printf("usage: foilint %s\n\n%s.\n\n%s\n\noptions\n", one->usage,
           one->summary, one->help);
    for (size_t i = 0; cli_option(i, &o); i++) {
        size_t own = owners(commands, count, o.help);
        if (own == 0 || owns(o.help, own, one->name))
            print_option(&o, o.help + own);
    }
}

/* ---- JSON ------------------------------------------------------------------------ */

static void add_text(cJSON *object, const char *key, const char *text)
{
    cJSON_AddStringToObject(object, key, text);
}

static void add_option(cJSON *list, const cli_command *commands, size_t count,
                       const cli_option_info *o)
{
    char letter[2] = { o->letter, '\0' };
    size_t own = owners(commands, count, o->help);
    cJSON *entry = cJSON_CreateObject();
    add_text(entry, "name", o->name);
    if (o->letter)
        add_text(entry, "letter", letter);
    if (o->value)
        add_text(entry, "value", o->value);
    add_text(entry, "help", o->help + own);
    cJSON *owner = cJSON_AddArrayToObject(entry, "commands");
    for (size_t i = 0; i < count; i++)
        if (own == 0 || owns(o->help, own, commands[i].name))
            cJSON_AddItemToArray(owner, cJSON_CreateString(commands[i].name));
    cJSON_AddItemToArray(list, entry);
}

static cJSON *whole(const cli_command *commands, size_t count)
{
    cJSON *json = cJSON_CreateObject();
    add_text(json, "version", fl_version());
    cJSON *formats = cJSON_AddArrayToObject(json, "formats");
    for (const char *const *f = fl_report_formats(); *f; f++)
        cJSON_AddItemToArray(formats, cJSON_CreateString(*f));
    cJSON *list = cJSON_AddArrayToObject(json, "commands");
    for (size_t i = 0; i < count; i++) {
        cJSON *entry = cJSON_CreateObject();
        add_text(entry, "name", commands[i].name);
        add_text(entry, "usage", commands[i].usage);
        add_text(entry, "summary", commands[i].summary);
        add_text(entry, "help", commands[i].help);
        cJSON_AddItemToArray(list, entry);
    }
    list = cJSON_AddArrayToObject(json, "options");
    cli_option_info o;
    for (size_t i = 0; cli_option(i, &o); i++)
        add_option(list, commands, count, &o);
    list = cJSON_AddArrayToObject(json, "topics");
    for (size_t i = 0; i < TOPIC_COUNT; i++) {
        cJSON *entry = cJSON_CreateObject();
        add_text(entry, "title", topics[i].title);
        add_text(entry, "text", topics[i].text);
        cJSON_AddItemToArray(list, entry);
    }
    return json;
}

int cli_help(const cli_command *commands, size_t count, const cli_command *one,
             const char *format)
{
    if (format && cli_same(format, "json"))
        return cli_print_json(whole(commands, count)) ? EXIT_CLEAN
                                                      : EXIT_TROUBLE;
    if (one)
        print_command(commands, count, one);
    else
        print_program(commands, count);
    return EXIT_CLEAN;
}
