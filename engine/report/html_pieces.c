/*
 * Small pieces of the HTML report: signs, quotes, places, links.
 * SPDX-License-Identifier: MIT
 */
#include "report/html.h"

/* Bytes shown before and after the words of a quote, and of the words. */
#define MOST_AROUND 140u
#define MOST_WORDS  360u
#define MOST_OVER   30u /* to end with a whole word */

void fl_page_sign(fl_buf *out, const char *kind, const char *words)
{
    fl_buf_printf(out,
                  "<svg class=\"sign %s\" aria-hidden=\"true\" "
                  "focusable=\"false\"><use href=\"#s-%s\"/></svg>"
                  "<span class=\"word\">%s</span>",
                  kind, kind, words);
}

const char *fl_page_kind(const fl_result *r, size_t finding)
{
    if (!fl_finding_live(r, finding))
        return "decided";
    return fl_severity_words[r->judgement->outcomes.items[finding].severity];
}

void fl_page_heading(const fl_page *p, const char *id, const char *title)
{
    fl_buf_printf(p->out, "<h3 id=\"d%zu-%s\">%s</h3>\n", p->draft, id, title);
}

void fl_page_basis(fl_buf *out, const fl_basis *basis)
{
    fl_buf words = { 0 };
    bool link = fl_is_web_address(basis->url);
    fl_add_basis(&words, basis);
    if (link) {
        fl_buf_puts(out, "<a href=\"");
        fl_add_xml(out, basis->url);
        fl_buf_puts(out, "\" rel=\"noreferrer\">");
    }
    fl_add_xml(out, fl_buf_str(&words));
    fl_buf_puts(out, link ? "</a>" : "");
    out->failed |= words.failed;
    fl_buf_dispose(&words);
}

void fl_page_advice(fl_buf *out, fl_str advice)
{
    size_t start = 0;
    for (size_t i = 0; i < advice.len; i++) {
        const char *close = advice.ptr[i] == '<'
                                ? memchr(advice.ptr + i, '>', advice.len - i)
                                : NULL;
        if (!close)
            continue;
        size_t end = (size_t)(close - advice.ptr) + 1;
        fl_add_xml(out, fl_str_slice(advice, start, i));
        fl_buf_puts(out, "<span class=\"gap\">");
        fl_add_xml(out, fl_str_slice(advice, i, end));
        fl_buf_puts(out, "</span>");
        start = end;
        i = end - 1;
    }
    fl_add_xml(out, fl_str_slice(advice, start, advice.len));
}

/* ---- the letter's words ------------------------------------------------------------ */

static size_t run_at(const fl_document *doc, uint32_t at)
{
    size_t low = 0;
    size_t high = doc->runs.count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (doc->runs.items[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The source bytes of a run that was changed in reading: a curly quote, a long
 * dash. White space stays as it was read: it may be a line's end. */
static bool original(const fl_document *doc, const fl_run *run, fl_str read,
                     fl_str *out)
{
    if (run->copy || !fl_str_is(fl_str_from(doc->format), "text") ||
        run->source_len == 0 || run->source + run->source_len > doc->source.len)
        return false;
    *out =
        fl_str_slice(doc->source, run->source, run->source + run->source_len);
    for (size_t i = 0; i < read.len; i++)
        if (fl_is_space(read.ptr[i]))
            return false;
    for (size_t i = 0; i < out->len; i++)
        if (fl_is_space(out->ptr[i]))
            return false;
    return true;
}

void fl_page_written(const fl_page *p, uint32_t start, uint32_t end)
{
    const fl_document *doc = p->r->doc;
    size_t i = run_at(doc, start);
    for (; start < end && i < doc->runs.count; i++) {
        const fl_run *run = &doc->runs.items[i];
        uint32_t stop = i + 1 < doc->runs.count ? doc->runs.items[i + 1].start
                                                : (uint32_t)doc->text.len;
        uint32_t to = stop < end ? stop : end;
        fl_str read = fl_document_text(doc, start, to);
        fl_str source;
        /* only whole: half of a ligature is not to be had */
        if (run->start == start && stop <= end &&
            original(doc, run, read, &source))
            fl_add_xml(p->out, source);
        else
            fl_add_xml(p->out, read);
        start = to;
    }
}

void fl_page_place(const fl_page *p, uint32_t start, uint32_t end)
{
    fl_place at = fl_document_place(p->r->doc, start, end);
    fl_put_place(p->out, &at);
}

/* The next space from `at` on, so that no word is cut; where none is near, the
 * next code point's start. */
static uint32_t word_end(const fl_document *doc, uint32_t at)
{
    uint32_t end = at;
    while (end < doc->text.len && end - at < MOST_OVER &&
           doc->text.ptr[end] != ' ' && doc->text.ptr[end] != '\n')
        end++;
    if (end - at < MOST_OVER)
        return end;
    while (at < doc->text.len &&
           ((unsigned char)doc->text.ptr[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static const fl_sentence *sentence_at(const fl_mentions *mentions, uint32_t at)
{
    size_t low = 0;
    size_t high = mentions->sentences.count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (mentions->sentences.items[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return high ? &mentions->sentences.items[low] : NULL;
}

void fl_page_quote(const fl_page *p, uint32_t start, uint32_t end)
{
    const fl_document *doc = p->r->doc;
    const fl_sentence *s = sentence_at(p->r->mentions, start);
    uint32_t from = s && s->start <= start ? s->start : start;
    uint32_t to = s && s->end >= end ? s->end : end;
    uint32_t words_end = end;
    if (start - from > MOST_AROUND + MOST_OVER)
        from = word_end(doc, start - MOST_AROUND - MOST_OVER);
    if (end - start > MOST_WORDS + MOST_OVER)
        words_end = to = word_end(doc, start + MOST_WORDS);
    else if (to - end > MOST_AROUND + MOST_OVER)
        to = word_end(doc, end + MOST_AROUND);
    fl_buf_printf(p->out, "<a class=\"quote\" href=\"#d%zu-b%zu\">&ldquo;",
                  p->draft, fl_document_block_at(doc, start) + 1);
    if (s && from > s->start)
        fl_buf_puts(p->out, "&hellip;");
    bool some = from < start || words_end < to; /* not all of it is meant */
    fl_page_written(p, from, start);
    fl_buf_puts(p->out, some ? "<b>" : "");
    fl_page_written(p, start, words_end);
    fl_buf_puts(p->out, some ? "</b>" : "");
    if (to > words_end)
        fl_page_written(p, words_end, to);
    if (words_end < end || (s && to < s->end))
        fl_buf_puts(p->out, "&hellip;");
    fl_buf_puts(p->out, "&rdquo;</a>");
}
