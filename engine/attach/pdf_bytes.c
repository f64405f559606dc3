/*
 * In the worker: what the bytes of a PDF tell that no library does. Its
 * compressed streams are unpacked for that, within limits, for objects may
 * stand in them.
 * SPDX-License-Identifier: MIT
 */
#include "attach/pdf.h"

#include <stdlib.h>
#include <zlib.h>

/* Of one stream, and of all: objects take little. */
#define MOST_UNPACKED (4u * 1024 * 1024)
#define ALL_UNPACKED  (64u * 1024 * 1024)

/* How often `name` stands in `s` as a whole PDF name behind `before`, spaces
 * between them. */
static uint64_t count_pairs(fl_str s, const char *before, const char *name)
{
    size_t first = strlen(before);
    size_t len = strlen(name);
    uint64_t count = 0;
    size_t at = 0;
    while (at < s.len) {
        const char *found = memmem(s.ptr + at, s.len - at, before, first);
        if (!found)
            break;
        at = (size_t)(found - s.ptr) + first;
        while (at < s.len && fl_is_space(s.ptr[at]))
            at++;
        if (at + len <= s.len && memcmp(s.ptr + at, name, len) == 0 &&
            (at + len == s.len || !fl_is_word(s.ptr[at + len])))
            count++;
    }
    return count;
}

static uint64_t count_of(fl_str s, const char *what)
{
    uint64_t count = 0;
    size_t len = strlen(what);
    for (size_t at = 0; at < s.len; count++) {
        const char *found = memmem(s.ptr + at, s.len - at, what, len);
        if (!found)
            break;
        at = (size_t)(found - s.ptr) + len;
    }
    return count;
}

/* Unpacks the stream at the start of `s`; returns how many bytes it gave. */
static size_t unpack(fl_str s, char *out, size_t size)
{
    z_stream z = { 0 };
    /* zlib takes its input without const, but leaves it alone */
    union {
        const char *given;
        Bytef *taken;
    } in = { s.ptr };
    if (inflateInit(&z) != Z_OK)
        return 0;
    z.next_in = in.taken;
    z.avail_in = (uInt)s.len;
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)size;
    inflate(&z, Z_SYNC_FLUSH);
    size_t got = size - z.avail_out;
    inflateEnd(&z);
    return got;
}

/* Places marked for removal in objects that stand in compressed streams. */
static uint64_t pending_in_streams(fl_str file)
{
    char *room = malloc(MOST_UNPACKED);
    uint64_t count = 0;
    size_t all = 0;
    if (!room)
        abort();
    for (size_t at = 0; at < file.len && all < ALL_UNPACKED;) {
        const char *found = memmem(file.ptr + at, file.len - at, "/ObjStm", 7);
        if (!found)
            break;
        at = (size_t)(found - file.ptr);
        const char *start = memmem(file.ptr + at, file.len - at, "stream", 6);
        at += 7;
        if (!start)
            break;
        size_t from = (size_t)(start - file.ptr) + 6;
        while (from < file.len &&
               (file.ptr[from] == '\r' || file.ptr[from] == '\n'))
            from++;
        size_t got =
            unpack(fl_str_slice(file, from, file.len), room, MOST_UNPACKED);
        all += got + 1024;
        count += count_pairs((fl_str){ room, got }, "/Subtype", "/Redact");
    }
    free(room);
    return count;
}

void fl_pdf_inspect_bytes(fl_worker *worker, fl_str file)
{
    fl_str head = fl_str_slice(file, 0, file.len < 1024 ? file.len : 1024);
    uint64_t pending = count_pairs(file, "/Subtype", "/Redact");
    /* a linearized file has two ends of its own */
    uint64_t ends = count_of(file, "%%EOF");
    uint64_t own = count_of(head, "/Linearized") ? 2 : 1;
    fl_worker_number(worker, FL_PDFA_PENDING,
                     pending + pending_in_streams(file));
    fl_worker_number(worker, FL_PDFA_VERSIONS, ends > own ? ends - own : 0);
}
