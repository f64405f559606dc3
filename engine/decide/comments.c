/*
 * <!-- foilint-disable-next-line RULE, RULE -- reason -->, and its relatives.
 * Only formats whose comments do not go out with the letter have them. A
 * requester's words, quoted in the draft, never switch a rule off: a comment
 * in a quotation, or beside a block that is not the author's, is not read.
 * SPDX-License-Identifier: MIT
 */
#include "decide/comments.h"

#include "base/limits.h"

#include <strings.h>

#define OPEN  "<!--"
#define CLOSE "-->"
#define MARK  "foilint-"

typedef enum { NEXT_LINE, THIS_LINE, WHOLE_FILE, REGION, ENABLE, FORMS } form;
/* Longest first: each is looked for at the start of what is left. */
static const char *const forms[FORMS] = { "disable-next-line", "disable-line",
                                          "disable-file", "disable", "enable" };

/* Walks the source, knowing line and column. */
typedef struct {
    fl_arena *arena;
    const fl_result *result;
    fl_comments *out;
    fl_str source;
    size_t at;
    size_t line, line_start; /* of `at` */
    bool markdown;
    char fence;      /* '`' or '~' inside a fenced block of code, else 0 */
    size_t quoted;   /* HTML: open blockquote elements */
    bool quote_line; /* Markdown: the line is quoted */
} reader;

static bool at_text(const reader *r, size_t at, const char *text)
{
    size_t len = strlen(text);
    return r->source.len - at >= len &&
           strncasecmp(r->source.ptr + at, text, len) == 0;
}

static size_t column(const reader *r, size_t at)
{
    size_t col = 1;
    for (size_t i = r->line_start; i < at; i++)
        col += ((unsigned char)r->source.ptr[i] & 0xC0) != 0x80;
    return col;
}

/* At the start of a line of Markdown: fences and quotations. */
static void begin_line(reader *r)
{
    size_t at = r->line_start;
    while (at < r->source.len && r->source.ptr[at] == ' ')
        at++;
    char c = at < r->source.len ? r->source.ptr[at] : '\n';
    r->quote_line = c == '>';
    if (r->source.len - at < 3 || (c != '`' && c != '~') ||
        r->source.ptr[at + 1] != c || r->source.ptr[at + 2] != c)
        return;
    if (!r->fence)
        r->fence = c;
    else if (r->fence == c)
        r->fence = 0;
}

static void step_to(reader *r, size_t to)
{
    while (r->at < to) {
        if (r->source.ptr[r->at++] != '\n')
            continue;
        r->line++;
        r->line_start = r->at;
        if (r->markdown)
            begin_line(r);
    }
}

/* ---- whose words -------------------------------------------------------------------- */

static bool is_foreign(const fl_result *r, size_t block)
{
    const fl_block_facts *facts = &r->facts->blocks[block];
    return facts->role == FL_PART_REQUEST || facts->message > 0 ||
           facts->voice == FL_VOICE_REQUESTER ||
           facts->voice == FL_VOICE_OTHER || facts->voice == FL_VOICE_EARLIER;
}

/* The block inside which the comment stands, or the two between which. */
static bool beside_foreign(const fl_result *r, uint32_t comment)
{
    const fl_document *doc = r->doc;
    size_t low = 0;
    size_t high = doc->blocks.count;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (fl_source_at(doc, doc->blocks.items[mid].start) < comment)
            low = mid + 1;
        else
            high = mid;
    }
    size_t before = low; /* blocks that start before the comment */
    if (before > 0) {
        const fl_block *b = &doc->blocks.items[before - 1];
        if (is_foreign(r, before - 1))
            return true;
        if (b->end > b->start && fl_source_at(doc, b->end - 1) > comment)
            return false; /* inside it */
    }
    return before < doc->blocks.count && is_foreign(r, before);
}

/* ---- one comment -------------------------------------------------------------------- */

static void complain(const reader *r, const fl_cover *place, fl_str message)
{
    *FL_PUSH(r->arena, &r->out->notices) =
        (fl_notice){ .kind = FL_NOTICE_NOT_UNDERSTOOD,
                     .line = place->line,
                     .col = place->col,
                     .end_line = place->end_line,
                     .end_col = place->end_col,
                     .message = message };
}

static bool is_rule_name(fl_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!fl_is_lower(s.ptr[i]) && !fl_is_upper(s.ptr[i]) &&
            !fl_is_digit(s.ptr[i]) && !strchr("-_./", s.ptr[i]))
            return false;
    return s.len > 0;
}

/* The line behind the comment's that is not empty. */
static size_t next_line(const reader *r, size_t end, size_t line)
{
    fl_str s = r->source;
    while (end < s.len && s.ptr[end] != '\n')
        end++;
    for (; end < s.len; line++) {
        size_t start = ++end;
        while (end < s.len && s.ptr[end] != '\n')
            end++;
        if (fl_str_trim(fl_str_slice(s, start, end)).len)
            return line + 1;
    }
    return line;
}

static void enable(reader *r, const fl_cover *cover)
{
    bool found = false;
    for (size_t i = 0; i < r->out->covers.count; i++) {
        fl_cover *open = &r->out->covers.items[i];
        if (open->to != SIZE_MAX || open->from == 0 ||
            open->foreign != cover->foreign ||
            !fl_str_eq(open->rule, cover->rule))
            continue;
        open->to = cover->line;
        found = true;
    }
    if (!found && !cover->foreign)
        complain(r, cover,
                 fl_arena_printf(r->arena,
                                 "nothing above disables \"%.*s\", so there is "
                                 "nothing to enable",
                                 FL_ARG(cover->rule)));
}

/* Adds what the comment says of one rule. */
static void add_rule(reader *r, form f, fl_cover cover, size_t end)
{
    switch (f) {
    case NEXT_LINE:
        cover.from = cover.to = next_line(r, end, cover.end_line);
        break;
    case THIS_LINE:
        cover.from = cover.to = cover.line;
        break;
    case WHOLE_FILE:
        cover.from = 0; /* no region: enable does not end it */
        cover.to = SIZE_MAX;
        break;
    case REGION:
        cover.from = cover.line;
        cover.to = SIZE_MAX;
        break;
    case ENABLE:
    case FORMS:
        enable(r, &cover);
        return;
    }
    *FL_PUSH(r->arena, &r->out->covers) = cover;
}

/* Splits "RULE, RULE -- reason". */
static void add_rules(reader *r, form f, fl_cover cover, fl_str rest,
                      size_t end)
{
    fl_str rules = rest;
    bool named = false;
    const char *dashes = memmem(rest.ptr, rest.len, "--", 2);
    if (dashes) {
        size_t at = (size_t)(dashes - rest.ptr);
        rules = fl_str_slice(rest, 0, at);
        cover.why = fl_str_trim(fl_str_slice(rest, at + 2, rest.len));
    }
    for (size_t at = 0; at < rules.len;) {
        size_t start = at;
        while (at < rules.len && rules.ptr[at] != ',' &&
               !fl_is_space(rules.ptr[at]))
            at++;
        cover.rule = fl_str_slice(rules, start, at);
        at += at < rules.len;
        if (!cover.rule.len)
            continue;
        named = true;
        if (is_rule_name(cover.rule))
            add_rule(r, f, cover, end);
        else
            complain(r, &cover,
                     fl_arena_printf(r->arena, "\"%.*s\" is no rule's name",
                                     FL_ARG(cover.rule)));
    }
    if (!named)
        complain(r, &cover,
                 FL_STR("the comment names no rule; all rules at once cannot "
                        "be disabled"));
}

/* `text`: the comment from "foilint-" on. */
static void read_comment(reader *r, fl_str text, size_t start, size_t end)
{
    fl_cover cover = { .line = r->line,
                       .col = column(r, start),
                       .why = FL_STR("") };
    bool foreign = r->quote_line || r->quoted > 0 ||
                   beside_foreign(r->result, (uint32_t)start);
    cover.foreign = foreign;
    step_to(r, end);
    cover.end_line = r->line;
    cover.end_col = column(r, end);
    text = fl_str_slice(text, strlen(MARK), text.len);
    for (int f = 0; f < FORMS; f++) {
        fl_str name = fl_str_from(forms[f]);
        bool word = fl_str_starts(text, name) &&
                    (text.len == name.len || fl_is_space(text.ptr[name.len]));
        if (!word)
            continue;
        add_rules(r, (form)f, cover, fl_str_slice(text, name.len, text.len),
                  end);
        return;
    }
    if (!foreign)
        complain(
            r, &cover,
            fl_arena_printf(r->arena,
                            "\"foilint-%.*s\" is none of disable-next-line, "
                            "disable-line, disable, disable-file, enable",
                            (int)(text.len < 40 ? text.len : 40), text.ptr));
}

/* At "<!--"; moves behind the comment. */
static void comment(reader *r)
{
    size_t start = r->at;
    size_t inside = start + strlen(OPEN);
    const char *close =
        memmem(r->source.ptr + inside, r->source.len - inside, CLOSE, 3);
    if (!close) {
        step_to(r, r->source.len);
        return;
    }
    size_t end = (size_t)(close - r->source.ptr);
    fl_str text = fl_str_trim(fl_str_slice(r->source, inside, end));
    bool code = r->fence ||
                (r->markdown && start > 0 && r->source.ptr[start - 1] == '`');
    end += strlen(CLOSE);
    if (!code && fl_str_starts(text, FL_STR(MARK)))
        read_comment(r, text, start, end);
    else if (code)
        step_to(r, inside); /* no comment: its end means nothing */
    else
        step_to(r, end);
}

void fl_comments_read(fl_arena *arena, const fl_result *result,
                      fl_comments *out)
{
    const fl_document *doc = result->doc;
    reader r = { .arena = arena,
                 .result = result,
                 .out = out,
                 .source = doc->source,
                 .line = 1,
                 .markdown = strcmp(doc->format, "markdown") == 0 };
    *out = (fl_comments){ 0 };
    if ((!r.markdown && strcmp(doc->format, "html") != 0) ||
        !memmem(r.source.ptr, r.source.len, MARK, strlen(MARK)))
        return;
    if (r.markdown)
        begin_line(&r);
    while (r.at < r.source.len) {
        if (out->covers.count + out->notices.count >= FL_LIMIT_COMMENTS) {
            fl_cover here = { .line = r.line,
                              .col = column(&r, r.at),
                              .end_line = r.line,
                              .end_col = column(&r, r.at) };
            complain(&r, &here,
                     FL_STR("too many comments; the rest is not read"));
            return;
        }
        if (r.source.ptr[r.at] != '<') {
            step_to(&r, r.at + 1);
            continue;
        }
        if (at_text(&r, r.at, OPEN)) {
            comment(&r);
            continue;
        }
        if (at_text(&r, r.at, "<blockquote"))
            r.quoted++;
        else if (r.quoted && at_text(&r, r.at, "</blockquote"))
            r.quoted--;
        step_to(&r, r.at + 1);
    }
}
