/*
 * Reads and writes frames. A broken header is told and passed over, so that
 * one bad message does not end the session.
 * SPDX-License-Identifier: MIT
 */
#include "lsp/frame.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* Bytes of a header; real ones have under a hundred. */
#define MOST_HEADER 4096u
#define CHUNK       65536u

/* Takes in what has come, waiting for it if asked. False: nothing came. */
static bool fill(lsp_reader *r, bool wait)
{
    struct pollfd in = { .fd = r->fd, .events = POLLIN };
    if (r->ended || (!wait && poll(&in, 1, 0) <= 0))
        return false;
    if (r->from) {
        memmove(r->bytes, r->bytes + r->from, r->len - r->from);
        r->len -= r->from;
        r->from = 0;
    }
    if (r->cap - r->len < CHUNK) {
        r->cap = 2 * r->cap + CHUNK;
        r->bytes = lsp_resize(r->bytes, r->cap);
    }
    ssize_t got;
    do
        got = read(r->fd, r->bytes + r->len, r->cap - r->len);
    while (got < 0 && errno == EINTR);
    if (got <= 0)
        r->ended = true;
    else
        r->len += (size_t)got;
    return true;
}

/* Value of the header's Content-Length; SIZE_MAX when it has none. */
static size_t content_length(const char *header, size_t len)
{
    static const char name[] = "content-length:";
    for (size_t at = 0; at < len;) {
        const char *end = memchr(header + at, '\n', len - at);
        size_t stop = end ? (size_t)(end - header) : len;
        if (stop - at > sizeof(name) - 1 &&
            strncasecmp(header + at, name, sizeof(name) - 1) == 0) {
            at += sizeof(name) - 1;
            while (at < stop && header[at] == ' ')
                at++;
            size_t value = 0;
            size_t digits = at;
            while (at < stop && header[at] >= '0' && header[at] <= '9' &&
                   value < SIZE_MAX / 16)
                value = value * 10 + (size_t)(header[at++] - '0');
            bool whole = at == stop || header[at] == '\r';
            return at > digits && whole ? value : SIZE_MAX;
        }
        at = stop + 1;
    }
    return SIZE_MAX;
}

/* Drops what is left of a message that was too large. False: more is to come. */
static bool skip(lsp_reader *r)
{
    size_t there = r->len - r->from;
    size_t now = r->skip < there ? r->skip : there;
    r->from += now;
    r->skip -= now;
    return r->skip == 0;
}

static lsp_got broken(const char **why, const char *what)
{
    *why = what;
    return LSP_BROKEN;
}

/* What the bytes there hold; LSP_NOTHING when more are needed. */
static lsp_got take(lsp_reader *r, char **body, size_t *size, const char **why)
{
    if (!skip(r))
        return LSP_NOTHING;
    char *start = r->bytes + r->from;
    size_t there = r->len - r->from;
    const char *end = there ? memmem(start, there, "\r\n\r\n", 4) : NULL;
    if (!end && there > MOST_HEADER) {
        r->from = r->len;
        return broken(why, "a header without an end");
    }
    if (!end)
        return LSP_NOTHING;
    size_t header = (size_t)(end - start) + 4;
    size_t length = content_length(start, header - 2);
    if (length == SIZE_MAX) {
        r->from += header;
        return broken(why, "a header without a Content-Length");
    }
    if (length > LSP_MOST_BODY) {
        r->from += header;
        r->skip = length;
        return broken(why, "a message larger than this server takes");
    }
    if (there - header < length)
        return LSP_NOTHING;
    *body = lsp_copy(start + header, length);
    *size = length;
    r->from += header + length;
    return LSP_FRAME;
}

lsp_got lsp_read(lsp_reader *r, bool wait, char **body, size_t *size,
                 const char **why)
{
    for (;;) {
        lsp_got got = take(r, body, size, why);
        if (got != LSP_NOTHING)
            return got;
        if (r->ended) {
            bool rest = r->len > r->from || r->skip > 0;
            r->from = r->len;
            r->skip = 0;
            return rest ? broken(why, "the input ended inside a message")
                        : LSP_END;
        }
        if (!fill(r, wait))
            return LSP_NOTHING;
    }
}

void lsp_reader_dispose(lsp_reader *reader)
{
    free(reader->bytes);
    *reader = (lsp_reader){ 0 };
}

bool lsp_write(FILE *to, const char *body, size_t size)
{
    fprintf(to, "Content-Length: %zu\r\n\r\n", size);
    fwrite(body, 1, size, to);
    return fflush(to) == 0 && !ferror(to);
}
