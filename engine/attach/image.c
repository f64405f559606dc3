/*
 * Pictures: where and by whom they were taken, as EXIF, XMP and the text
 * chunks of PNG say it.
 * SPDX-License-Identifier: MIT
 */
#include "attach/inspect.h"

#define MOST_ENTRIES 200 /* of one directory */

/* ---- EXIF, which is a TIFF file ------------------------------------------------ */

typedef struct {
    const fl_inspection *in;
    fl_str s;
    bool little;
    bool positioned;
} exif;

static uint32_t number(const exif *e, size_t at, size_t size)
{
    uint32_t n = 0;
    if (at > e->s.len || size > e->s.len - at)
        return 0;
    for (size_t i = 0; i < size; i++) {
        size_t from = e->little ? at + size - 1 - i : at + i;
        n = n << 8 | (unsigned char)e->s.ptr[from];
    }
    return n;
}

static void tell_property(const exif *e, const char *name, fl_str text)
{
    while (text.len && text.ptr[text.len - 1] == '\0')
        text.len--;
    text = fl_str_trim(text);
    if (text.len == 0)
        return;
    fl_inspect_property(e->in, "data of the picture", fl_str_from(name), text);
}

static void tell_position(const fl_inspection *in, fl_str sample)
{
    fl_inventory_add(in->inv,
                     (fl_trait){ .kind = FL_TRAIT_POSITION,
                                 .where = FL_STR("data of the picture"),
                                 .text = sample,
                                 .count = 1,
                                 .hidden = true });
}

/* The text of an entry of type ASCII. */
static fl_str text_of(const exif *e, size_t entry)
{
    uint32_t count = number(e, entry + 4, 4);
    size_t at = count <= 4 ? entry + 8 : number(e, entry + 8, 4);
    if (number(e, entry + 2, 2) != 2 || at > e->s.len || count > e->s.len - at)
        return (fl_str){ "", 0 };
    return fl_str_slice(e->s, at, at + count);
}

/* Whole degrees alone: enough to see that it is there. */
static void read_position(exif *e, size_t at)
{
    uint32_t count = number(e, at, 2);
    uint32_t degrees[2] = { 0 };
    bool seen[2] = { false };
    for (uint32_t i = 0; i < count && i < MOST_ENTRIES; i++) {
        size_t entry = at + 2 + (size_t)12 * i;
        uint32_t tag = number(e, entry, 2);
        if (tag != 2 && tag != 4)
            continue;
        size_t value = number(e, entry + 8, 4);
        uint32_t below = number(e, value + 4, 4);
        degrees[tag == 4] = below ? number(e, value, 4) / below : 0;
        seen[tag == 4] = true;
    }
    if (seen[0] && seen[1] && !e->positioned) {
        e->positioned = true;
        tell_position(
            e->in, fl_arena_printf(e->in->arena,
                                   "latitude %u\xc2\xb0, longitude %u\xc2\xb0",
                                   degrees[0], degrees[1]));
    }
}

static void read_exif(const fl_inspection *in, fl_str s)
{
    exif e = { .in = in, .s = s };
    if (s.len < 8 ||
        (memcmp(s.ptr, "II*\0", 4) != 0 && memcmp(s.ptr, "MM\0*", 4) != 0))
        return;
    e.little = s.ptr[0] == 'I';
    size_t at = number(&e, 4, 4);
    uint32_t count = number(&e, at, 2);
    for (uint32_t i = 0; i < count && i < MOST_ENTRIES; i++) {
        size_t entry = at + 2 + (size_t)12 * i;
        uint32_t tag = number(&e, entry, 2);
        if (tag == 0x8825)
            read_position(&e, number(&e, entry + 8, 4));
        else if (tag == 0x013B)
            tell_property(&e, "author", text_of(&e, entry));
        else if (tag == 0x013C)
            tell_property(&e, "computer", text_of(&e, entry));
    }
}

fl_str fl_xmp_creator(fl_str xmp)
{
    const char *open = memmem(xmp.ptr, xmp.len, "<dc:creator>", 12);
    if (!open)
        return FL_STR("");
    fl_str rest = fl_str_slice(xmp, (size_t)(open - xmp.ptr), xmp.len);
    const char *from = memmem(rest.ptr, rest.len, "<rdf:li", 7);
    from =
        from ? memchr(from, '>', rest.len - (size_t)(from - rest.ptr)) : NULL;
    const char *to =
        from ? memchr(from, '<', rest.len - (size_t)(from - rest.ptr)) : NULL;
    return to ? fl_str_trim((fl_str){ from + 1, (size_t)(to - from) - 1 })
              : FL_STR("");
}

/* XMP is text: what says a position, and what names a creator. */
static void read_xmp(const fl_inspection *in, fl_str s)
{
    exif e = { .in = in, .s = s };
    if (memmem(s.ptr, s.len, "exif:GPSLatitude", 16))
        tell_position(in, FL_STR("latitude and longitude"));
    tell_property(&e, "author", fl_xmp_creator(s));
}

/* ---- containers ------------------------------------------------------------------- */

static size_t big_number(fl_str s, size_t at, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i < size && at + i < s.len; i++)
        n = n << 8 | (unsigned char)s.ptr[at + i];
    return n;
}

static void read_jpeg(const fl_inspection *in, fl_str s)
{
    size_t at = 2;
    while (at + 4 <= s.len && (unsigned char)s.ptr[at] == 0xFF) {
        unsigned char kind = (unsigned char)s.ptr[at + 1];
        size_t size = big_number(s, at + 2, 2);
        if (kind == 0xDA || kind == 0xD9 || size < 2 || size > s.len - at - 2)
            return; /* the picture itself, or its end */
        fl_str body = fl_str_slice(s, at + 4, at + 2 + size);
        if (kind == 0xE1 && fl_str_starts(body, (fl_str){ "Exif\0\0", 6 }))
            read_exif(in, fl_str_slice(body, 6, body.len));
        else if (kind == 0xE1)
            read_xmp(in, body);
        at += 2 + size;
    }
}

static void read_png(const fl_inspection *in, fl_str s)
{
    exif e = { .in = in, .s = s };
    size_t at = 8;
    while (at + 12 <= s.len) {
        size_t size = big_number(s, at, 4);
        if (size > s.len - at - 12)
            return;
        fl_str kind = fl_str_slice(s, at + 4, at + 8);
        fl_str body = fl_str_slice(s, at + 8, at + 8 + size);
        if (fl_str_is(kind, "eXIf"))
            read_exif(in, body);
        else if (fl_str_is(kind, "iTXt"))
            read_xmp(in, body);
        else if (fl_str_is(kind, "tEXt") &&
                 fl_str_starts(body, (fl_str){ "Author\0", 7 }))
            tell_property(&e, "author", fl_str_slice(body, 7, body.len));
        at += 12 + size;
    }
}

fl_status fl_inspect_image(fl_inspection *in)
{
    fl_str s = in->doc->source;
    if ((unsigned char)s.ptr[0] == 0xFF)
        read_jpeg(in, s);
    else if (s.ptr[0] == '\x89')
        read_png(in, s);
    else
        read_exif(in, s);
    return FL_OK;
}
