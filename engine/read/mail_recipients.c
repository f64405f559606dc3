/*
 * Who gets a mail, as its fields To and Cc show it to everybody who does: each
 * address outside the sender's own domain becomes a mark.
 * SPDX-License-Identifier: MIT
 */
#include "read/mail.h"

#include <strings.h>

/* Recipients that are told of: more are as many too many. */
#define MOST 1000
/* The head of a mail stands at the beginning of T. */
#define HEAD ((size_t)1024 * 1024)

static bool is_local(char c)
{
    return fl_is_word(c) || (c != '\0' && strchr("._%+-'&=/", c) != NULL);
}

static bool is_domain(char c)
{
    return fl_is_word(c) || c == '.' || c == '-';
}

/* The next address in `s` from *at on, which moves behind it; false when there
 * is no more. */
static bool next_address(fl_str s, size_t *at, fl_str *out)
{
    for (size_t sign = *at; sign < s.len; sign++) {
        size_t start = sign;
        size_t end = sign + 1;
        if (s.ptr[sign] != '@')
            continue;
        while (start > *at && is_local(s.ptr[start - 1]))
            start--;
        while (end < s.len && is_domain(s.ptr[end]))
            end++;
        if (start == sign || end == sign + 1)
            continue;
        *out = fl_str_slice(s, start, end);
        *at = end;
        return true;
    }
    return false;
}

static bool is_alike(fl_str a, fl_str b)
{
    return a.len == b.len && strncasecmp(a.ptr, b.ptr, a.len) == 0;
}

static fl_str domain_of(fl_str address)
{
    const char *sign = memrchr(address.ptr, '@', address.len);
    return fl_str_slice(address, (size_t)(sign - address.ptr) + 1, address.len);
}

/* One is the other, or lies under it: lists.example.org, example.org. */
static bool is_same_house(fl_str a, fl_str b)
{
    if (a.len < b.len) {
        fl_str longer = b;
        b = a;
        a = longer;
    }
    fl_str end = fl_str_slice(a, a.len - b.len, a.len);
    return is_alike(end, b) &&
           (a.len == b.len || a.ptr[a.len - b.len - 1] == '.');
}

static bool is_told(const fl_document *doc, size_t from, fl_str address)
{
    for (size_t i = from; i < doc->marks.count; i++)
        if (is_alike(doc->marks.items[i].text, address))
            return true;
    return false;
}

static void add(fl_arena *arena, fl_document *doc, const char *field,
                fl_str address)
{
    const char *hit =
        memmem(doc->text.ptr, doc->text.len < HEAD ? doc->text.len : HEAD,
               address.ptr, address.len);
    uint32_t start = hit ? (uint32_t)(hit - doc->text.ptr) : 0;
    *FL_PUSH(arena, &doc->marks) =
        (fl_mark){ .kind = FL_MARK_RECIPIENT,
                   .start = start,
                   .end = hit ? start + (uint32_t)address.len : start,
                   .by = { "", 0 },
                   .name = fl_str_from(field),
                   .text = fl_arena_dup(arena, address) };
}

void fl_mail_recipients(fl_arena *arena, fl_document *doc, const fl_str *fields,
                        size_t count)
{
    static const struct {
        const char *head, *name;
    } shown[] = { { "To:", "to" }, { "Cc:", "cc" } };
    fl_str own = { "", 0 };
    fl_str address;
    size_t before = doc->marks.count;
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        if (fl_str_starts(fields[i], FL_STR("From:")) &&
            next_address(fields[i], &at, &address))
            own = domain_of(address);
    }
    for (size_t k = 0; k < sizeof(shown) / sizeof(shown[0]); k++)
        for (size_t i = 0; i < count; i++) {
            size_t at = 0;
            if (!fl_str_starts(fields[i], fl_str_from(shown[k].head)))
                continue;
            while (doc->marks.count < before + MOST &&
                   next_address(fields[i], &at, &address))
                if (!(own.len && is_same_house(domain_of(address), own)) &&
                    !is_told(doc, before, address))
                    add(arena, doc, shown[k].name, address);
        }
}
