/*
 * Web and mail addresses in a run without spaces. A bare domain counts when
 * it ends in a well-known top level; a full stop or bracket behind an address
 * is not of it, dots that a page cut it with ("offi...") neither.
 * SPDX-License-Identifier: MIT
 */
#include "recognise/tokens.h"

static bool mail_byte(char c)
{
    return fl_is_lower(c) || fl_is_digit(c) || c == '.' || c == '_' ||
           c == '-' || c == '+' || c == '%';
}

static bool host_byte(char c)
{
    return fl_is_lower(c) || fl_is_digit(c) || c == '.' || c == '-';
}

/* The end of an address without the punctuation that follows it. */
static uint32_t trimmed(const fl_lens *lens, uint32_t start, uint32_t end)
{
    int open = 0;
    for (uint32_t i = start; i < end; i++)
        open += (lens->folded[i] == '(') - (lens->folded[i] == ')');
    while (end > start) {
        char c = lens->folded[end - 1];
        if (c == ')' && open >= 0)
            break;
        if (!c || !strchr(".,;:!?'\")]}>*|", c))
            break;
        open += c == ')';
        end--;
    }
    return end;
}

/* True when [start, end) is a host that ends in a well-known top level. */
static bool known_host(const fl_lens *lens, uint32_t start, uint32_t end)
{
    static const fl_str tops[] = {
        FL_LIT("uk"),    FL_LIT("com"),   FL_LIT("org"),  FL_LIT("net"),
        FL_LIT("gov"),   FL_LIT("eu"),    FL_LIT("int"),  FL_LIT("edu"),
        FL_LIT("info"),  FL_LIT("wales"), FL_LIT("scot"), FL_LIT("london"),
        FL_LIT("cymru"),
    };
    uint32_t dot = end;
    while (dot > start && lens->folded[dot - 1] != '.')
        dot--;
    if (dot <= start + 1 || !fl_is_word(lens->folded[start]))
        return false;
    fl_str top = { lens->folded + dot, end - dot };
    for (size_t i = 0; i < sizeof(tops) / sizeof(tops[0]); i++)
        if (fl_str_eq(top, tops[i]))
            return true;
    return false;
}

/* The mail address around the '@' at `sign`; its end, or 0. */
static uint32_t mail_around(const fl_lens *lens, uint32_t from, uint32_t sign,
                            uint32_t end)
{
    uint32_t start = sign;
    while (start > from && mail_byte(lens->folded[start - 1]))
        start--;
    while (start < sign && !fl_is_word(lens->folded[start]))
        start++;
    uint32_t stop = sign + 1;
    bool dotted = false;
    for (; stop < end && host_byte(lens->folded[stop]); stop++)
        dotted |= lens->folded[stop] == '.' && stop > sign + 1;
    while (stop > sign + 1 && !fl_is_word(lens->folded[stop - 1]))
        stop--;
    uint32_t last = stop;
    while (last > sign && lens->folded[last - 1] != '.')
        last--;
    if (start == sign || !dotted || last <= sign || stop - last < 2)
        return 0;
    fl_token_push(lens, FL_TOKEN_EMAIL, start, stop);
    return stop;
}

static bool starts_with(const fl_lens *lens, uint32_t at, uint32_t end,
                        fl_str word)
{
    return end - at > word.len &&
           memcmp(lens->folded + at, word.ptr, word.len) == 0;
}

/* The start of an address with a scheme or "www." in [at, end); or `end`. */
static uint32_t scheme_in(const fl_lens *lens, uint32_t at, uint32_t end)
{
    for (; at < end; at++) {
        char c = lens->folded[at];
        if (c != 'h' && c != 'w' && c != 'f')
            continue;
        if (at > lens->start && fl_is_word(lens->folded[at - 1]))
            continue;
        if (starts_with(lens, at, end, FL_STR("http://")) ||
            starts_with(lens, at, end, FL_STR("https://")) ||
            starts_with(lens, at, end, FL_STR("ftp://")) ||
            starts_with(lens, at, end, FL_STR("www.")))
            return at;
    }
    return end;
}

/* ico.example.uk/path: only where the host's end is well known. */
static void bare_domain(const fl_lens *lens, uint32_t at, uint32_t end)
{
    while (at < end && !fl_is_word(lens->folded[at]))
        at++;
    uint32_t host = at;
    while (host < end && host_byte(lens->folded[host]))
        host++;
    uint32_t host_end = trimmed(lens, at, host);
    char next = host < end ? lens->folded[host] : ' ';
    if (host_end < host)
        next = ' ';
    if (fl_is_word(next) || next == '@' || !known_host(lens, at, host_end))
        return;
    uint32_t stop =
        next == '/' || next == '?' ? trimmed(lens, at, end) : host_end;
    fl_token_push(lens, FL_TOKEN_URL, at, stop);
}

void fl_token_addresses(const fl_lens *lens, uint32_t at, uint32_t end)
{
    if (!memchr(lens->folded + at, '.', end - at))
        return;
    uint32_t url = scheme_in(lens, at, end);
    if (url < end) {
        uint32_t stop = trimmed(lens, url, end);
        /* two addresses glued by a bracket or quote: "a](https://..." */
        for (uint32_t i = url; i < stop; i++)
            if (strchr("<>\"|", lens->folded[i]))
                stop = trimmed(lens, url, i);
        if (memchr(lens->folded + url, '.', stop - url))
            fl_token_push(lens, FL_TOKEN_URL, url, stop);
        return;
    }
    uint32_t from = at;
    bool mail = false;
    for (uint32_t i = at; i < end; i++)
        if (lens->folded[i] == '@') {
            uint32_t stop = mail_around(lens, from, i, end);
            mail = true;
            if (stop) {
                from = stop;
                i = stop - 1;
            }
        }
    if (!mail)
        bare_domain(lens, at, end);
}
