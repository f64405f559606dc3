/*
 * Worked examples of rules, and the frames on which they stand: a letter in
 * which <<name>> and <</name>> enclose text that an example may replace. They
 * are rendered when the caller means to run them (strict), since only `test`,
 * `explain` and `pack check` look at their text.
 * SPDX-License-Identifier: MIT
 */
#include "base/buf.h"
#include "pack/state.h"

enum {
    FRAME,
    SET,
    TEXT,
    EXPECT,
    ALSO,
    NA,
    WHY,
    AS_OF,
    REDACTIONS,
    FILES,
    COUNT
};

static const fl_field fields[COUNT] = {
    { "frame", FL_FIELD_STRING, false },
    { "set", FL_FIELD_OBJECT, false },
    { "text", FL_FIELD_STRING, false },
    { "expect", FL_FIELD_OBJECTS, false },
    { "also", FL_FIELD_STRINGS, false },
    { "na", FL_FIELD_BOOL, false },
    { "why", FL_FIELD_STRING, false },
    { "as_of", FL_FIELD_DATE, false },
    { "redactions", FL_FIELD_OBJECTS, false },
    { "files", FL_FIELD_STRINGS, false },
};

typedef struct {
    fl_loader *loader;
    const cJSON *node; /* "frame" of the example */
    const cJSON *set;  /* NULL: defaults only */
    fl_str frame;
    fl_buf *out;
    uint64_t used; /* bit for each member of `set` */
    bool failed;
} renderer;

static bool trouble(renderer *r, const char *what, fl_str name)
{
    if (!r->failed)
        fl_loader_problem(r->loader, r->node, "frame \"%s\": %s \"%.*s\"",
                          r->node->valuestring, what, FL_ARG(name));
    r->failed = true;
    return false;
}

static size_t find(fl_str text, size_t from, const char *what)
{
    size_t len = strlen(what);
    for (size_t at = from; at + len <= text.len; at++) {
        if (text.ptr[at] == what[0] && memcmp(text.ptr + at, what, len) == 0)
            return at;
    }
    return text.len;
}

/* The replacement of hole `name`; NULL when it keeps its default. */
static const cJSON *replacement(renderer *r, fl_str name)
{
    const cJSON *item = NULL;
    unsigned index = 0;
    cJSON_ArrayForEach(item, r->set)
    {
        if (fl_str_is(name, item->string)) {
            r->used |= UINT64_C(1) << (index & 63);
            return item;
        }
        index++;
    }
    return NULL;
}

/* The hole whose "<<" stands at `at`; moves behind its closing tag. */
static bool render_hole(renderer *r, size_t *at)
{
    fl_str text = r->frame;
    size_t name_end = find(text, *at, ">>");
    fl_str name = fl_str_slice(text, *at + 2, name_end);
    if (name_end == text.len || name.len == 0 || name.len > 60 ||
        name.ptr[0] == '/')
        return trouble(
            r,
            "a closing tag without its hole, or a tag without "
            "its end, at",
            fl_str_slice(text, *at, *at + 20 < text.len ? *at + 20 : text.len));
    size_t start = name_end + 2;
    size_t end = find(text, start, "<<");
    size_t close = end + 3 + name.len;
    bool closed = close + 2 <= text.len && text.ptr[end + 2] == '/' &&
                  fl_str_eq(fl_str_slice(text, end + 3, close), name) &&
                  memcmp(text.ptr + close, ">>", 2) == 0;
    if (!closed)
        return trouble(r, "holes do not nest; this one is not closed:", name);
    const cJSON *with = replacement(r, name);
    fl_buf_add(r->out,
               with ? fl_node_str(with) : fl_str_slice(text, start, end));
    *at = close + 2;
    return true;
}

static void render(renderer *r)
{
    size_t at = 0;
    while (at < r->frame.len) {
        size_t next = find(r->frame, at, "<<");
        fl_buf_add(r->out, fl_str_slice(r->frame, at, next));
        at = next;
        if (at < r->frame.len && !render_hole(r, &at))
            return;
    }
}

/* The frame's text with `set` in its holes; "" after a problem. */
static fl_str rendered(renderer *r)
{
    fl_arena *arena = r->loader->arena;
    r->out = FL_NEW(arena, fl_buf);
    fl_arena_defer(arena, fl_buf_release, r->out);
    r->used = 0;
    render(r);
    if (r->out->failed)
        fl_arena_fail(arena);
    unsigned index = 0;
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, r->set)
    {
        if (!r->failed && strcmp(item->string, "comment") != 0 &&
            !(r->used >> (index & 63) & 1))
            fl_loader_problem_key(r->loader, item,
                                  "frame \"%s\" has no hole \"%s\"",
                                  r->node->valuestring, item->string);
        index++;
    }
    return fl_buf_str(r->out);
}

static void load_quotes(fl_loader *loader, fl_example *example,
                        const cJSON *list)
{
    static const fl_field members[] = { { "quote", FL_FIELD_STRING, true } };
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        const cJSON *in[1] = { 0 };
        if (fl_loader_fields(loader, item, members, 1, in))
            *FL_PUSH(loader->arena, &example->quotes) = fl_node_str(in[0]);
    }
}

static const char **pointers(fl_arena *arena, const fl_str *texts, size_t count)
{
    const char **out = FL_NEW_ARRAY(arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        out[i] = texts[i].ptr; /* JSON strings end in a NUL */
    return out;
}

static void load_also(fl_loader *loader, fl_example *example, const cJSON *list)
{
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        if (fl_loader_name(loader, item, FL_NAME_RULE, "rule"))
            *FL_PUSH(loader->arena, &example->also) = fl_node_str(item);
    }
}

/* What was taken out of the files that go with the example. */
static void load_redactions(fl_loader *loader, fl_example *example,
                            const cJSON *list)
{
    static const fl_field members[] = {
        { "redaction", FL_FIELD_STRING, true },
        { "file", FL_FIELD_STRING, true },
        { "place", FL_FIELD_STRING, false },
        { "text", FL_FIELD_STRING, false },
    };
    static const char *const kinds[] = { "mark", "box", "suppressed", NULL };
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, list)
    {
        const cJSON *in[4] = { 0 };
        if (!fl_loader_fields(loader, item, members, 4, in) ||
            fl_loader_choice(loader, in[0], "redaction", kinds) < 0)
            continue;
        *FL_PUSH(loader->arena, &example->redactions) =
            (fl_redaction_info){ .kind = in[0]->valuestring,
                                 .file = in[1]->valuestring,
                                 .place = in[2] ? in[2]->valuestring : "",
                                 .text = in[3] ? in[3]->valuestring : "",
                                 .count = 1 };
    }
}

/* The names of the files that go with the example; none: there are none. */
static void load_files(fl_loader *loader, fl_example *example,
                       const cJSON *list)
{
    const cJSON *item = NULL;
    example->files_known = list != NULL;
    cJSON_ArrayForEach(item, list)
    {
        if (cJSON_IsString(item))
            *FL_PUSH(loader->arena, &example->files) = item->valuestring;
    }
}

/* Text and place, which only a strict load gives. */
static void finish(fl_loader *loader, fl_example *example, uint32_t pack,
                   const cJSON *node, const cJSON **in)
{
    size_t line = 0;
    const char *file = fl_node_place(loader, node, &line);
    example->file = file ? file : "";
    example->line = (uint32_t)line;
    if (!in[FRAME])
        return;
    renderer r = { .loader = loader, .node = in[FRAME], .set = in[SET] };
    r.frame = fl_files_frame(loader, pack, fl_node_str(in[FRAME]));
    if (!r.frame.ptr) {
        fl_loader_problem(loader, in[FRAME],
                          "unknown frame \"%s\", expected a file "
                          "frames/%s.txt",
                          in[FRAME]->valuestring, in[FRAME]->valuestring);
        return;
    }
    example->text = rendered(&r);
    r.set = NULL;
    if (!r.failed)
        example->frame_text = rendered(&r);
}

void fl_load_example(fl_loader *loader, fl_rule *rule, const cJSON *node,
                     bool bad)
{
    const cJSON *in[COUNT] = { 0 };
    const cJSON *item = NULL;
    bool good = fl_loader_fields(loader, node, fields, COUNT, in);
    if (good && (in[FRAME] != NULL) == (in[TEXT] != NULL))
        fl_loader_problem(loader, node,
                          "%s \"frame\" and \"text\", expected one of them",
                          in[FRAME] ? "both" : "neither");
    if (in[SET] && !in[FRAME])
        fl_loader_problem_key(loader, in[SET],
                              "\"set\" has a meaning only with \"frame\"");
    if (bad && in[NA])
        fl_loader_problem_key(loader, in[NA],
                              "\"na\" has a meaning only in a good example");
    if (!bad && (in[EXPECT] || in[ALSO]))
        fl_loader_problem_key(loader, in[EXPECT] ? in[EXPECT] : in[ALSO],
                              "this has a meaning only in a bad example");
    if (bad && good && (!in[EXPECT] || !in[EXPECT]->child))
        fl_loader_problem(loader, node,
                          "a bad example without \"expect\", expected the "
                          "words at which the rule fires");
    cJSON_ArrayForEach(item, in[SET])
    {
        if (!cJSON_IsString(item))
            fl_loader_problem(loader, item, "the text of a hole is no string");
    }
    fl_example example = { .bad = bad,
                           .not_applicable = cJSON_IsTrue(in[NA]),
                           .text = fl_node_str(in[TEXT]),
                           .frame_text = FL_STR(""),
                           .as_of = fl_node_str(in[AS_OF]),
                           .file = "" };
    load_quotes(loader, &example, in[EXPECT]);
    load_also(loader, &example, in[ALSO]);
    if (loader->options->strict) {
        load_redactions(loader, &example, in[REDACTIONS]);
        load_files(loader, &example, in[FILES]);
    }
    example.quote_ptrs =
        pointers(loader->arena, example.quotes.items, example.quotes.count);
    example.also_ptrs =
        pointers(loader->arena, example.also.items, example.also.count);
    if (loader->options->strict && good)
        finish(loader, &example, rule->pack, node, in);
    *FL_PUSH(loader->arena, &rule->examples) = example;
}
