/*
 * The calls that libzip makes of a source; see zip_memory.h.
 * SPDX-License-Identifier: MIT
 */
#include "annotate/zip_memory.h"

static zip_int64_t read_bytes(fl_zip_memory *m, void *data, zip_uint64_t len)
{
    zip_uint64_t left = m->bytes.len - m->read_at;
    if (len > left)
        len = left;
    memcpy(data, m->bytes.ptr + m->read_at, len);
    m->read_at += len;
    return (zip_int64_t)len;
}

static zip_int64_t write_bytes(fl_zip_memory *m, const void *data,
                               zip_uint64_t len)
{
    fl_buf *out = &m->written;
    zip_uint64_t over = out->len - m->write_at; /* headers are filled in late */
    if (over > len)
        over = len;
    if (over)
        memcpy(out->ptr + m->write_at, data, over);
    fl_buf_add(out, (fl_str){ (const char *)data + over, len - over });
    if (out->failed) {
        zip_error_set(&m->error, ZIP_ER_MEMORY, 0);
        return -1;
    }
    m->write_at += len;
    return (zip_int64_t)len;
}

static zip_int64_t seek(fl_zip_memory *m, zip_uint64_t *at, size_t size,
                        void *data, zip_uint64_t len)
{
    zip_int64_t to =
        zip_source_seek_compute_offset(*at, size, data, len, &m->error);
    if (to < 0)
        return -1;
    *at = (zip_uint64_t)to;
    return 0;
}

static zip_int64_t tell_of(const fl_zip_memory *m, void *data)
{
    zip_stat_t *stat = data;
    zip_stat_init(stat);
    stat->size = m->bytes.len;
    stat->valid = ZIP_STAT_SIZE;
    return sizeof(*stat);
}

static zip_int64_t supported(void)
{
    static const zip_source_cmd_t commands[] = {
        ZIP_SOURCE_OPEN,         ZIP_SOURCE_READ,
        ZIP_SOURCE_CLOSE,        ZIP_SOURCE_STAT,
        ZIP_SOURCE_ERROR,        ZIP_SOURCE_FREE,
        ZIP_SOURCE_SEEK,         ZIP_SOURCE_TELL,
        ZIP_SOURCE_BEGIN_WRITE,  ZIP_SOURCE_WRITE,
        ZIP_SOURCE_SEEK_WRITE,   ZIP_SOURCE_TELL_WRITE,
        ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
        ZIP_SOURCE_REMOVE,       ZIP_SOURCE_SUPPORTS
    };
    zip_int64_t bits = 0;
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
        bits |= ZIP_SOURCE_MAKE_COMMAND_BITMASK(commands[i]);
    return bits;
}

static void begin_write(fl_zip_memory *m)
{
    fl_buf_clear(&m->written);
    m->write_at = 0;
}

static zip_int64_t serve(void *state, void *data, zip_uint64_t len,
                         zip_source_cmd_t command)
{
    fl_zip_memory *m = state;
    int code = (int)command; /* newer libraries know more of them */
    if (code == ZIP_SOURCE_READ)
        return read_bytes(m, data, len);
    if (code == ZIP_SOURCE_WRITE)
        return write_bytes(m, data, len);
    if (code == ZIP_SOURCE_SEEK)
        return seek(m, &m->read_at, m->bytes.len, data, len);
    if (code == ZIP_SOURCE_SEEK_WRITE)
        return seek(m, &m->write_at, m->written.len, data, len);
    if (code == ZIP_SOURCE_TELL)
        return (zip_int64_t)m->read_at;
    if (code == ZIP_SOURCE_TELL_WRITE)
        return (zip_int64_t)m->write_at;
    if (code == ZIP_SOURCE_STAT)
        return tell_of(m, data);
    if (code == ZIP_SOURCE_ERROR)
        return zip_error_to_data(&m->error, data, len);
    if (code == ZIP_SOURCE_SUPPORTS)
        return supported();
    if (code == ZIP_SOURCE_OPEN)
        m->read_at = 0;
    if (code == ZIP_SOURCE_BEGIN_WRITE || code == ZIP_SOURCE_ROLLBACK_WRITE)
        begin_write(m);
    return 0;
}

zip_source_t *fl_zip_memory_source(fl_zip_memory *memory, fl_str bytes)
{
    *memory = (fl_zip_memory){ .bytes = bytes };
    zip_error_init(&memory->error);
    return zip_source_function_create(serve, memory, NULL);
}
