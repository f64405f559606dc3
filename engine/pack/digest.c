/*
 * The digest of a pack: which rules judged a draft, in one number. Frames are
 * not in it, since they change no finding.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>

static int by_name(const void *a, const void *b)
{
    const fl_pack_file *x = a;
    const fl_pack_file *y = b;
    return fl_str_cmp(x->name, y->name);
}

fl_str fl_pack_digest(fl_arena *arena, const fl_pack_file *files, size_t count)
{
    static const char hex[] = "0123456789abcdef";
    fl_pack_file *sorted = FL_NEW_ARRAY(arena, count, fl_pack_file);
    if (count > 0)
        memcpy(sorted, files, count * sizeof(*files));
    qsort(sorted, count, sizeof(*sorted), by_name);
    SHA2_CTX context;
    SHA256Init(&context);
    for (size_t i = 0; i < count; i++) {
        char size[32];
        int len = snprintf(size, sizeof(size), "%zu", sorted[i].bytes.len);
        SHA256Update(&context, (const uint8_t *)sorted[i].name.ptr,
                     sorted[i].name.len);
        SHA256Update(&context, (const uint8_t *)"", 1);
        SHA256Update(&context, (const uint8_t *)size, (size_t)len + 1);
        SHA256Update(&context, (const uint8_t *)sorted[i].bytes.ptr,
                     sorted[i].bytes.len);
    }
    uint8_t digest[SHA256_DIGEST_LENGTH];
    SHA256Final(digest, &context);
    char *out = fl_arena_alloc(arena, 2 * sizeof(digest) + 1);
    for (size_t i = 0; i < sizeof(digest); i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    return (fl_str){ out, 2 * sizeof(digest) };
}
