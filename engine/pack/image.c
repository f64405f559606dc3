/*
 * Copies the image and makes its pointers point into the copy.
 * SPDX-License-Identifier: MIT
 */
#include "pack/image.h"

#include "recognise/phrase.h"

fl_packs *fl_image_thaw(fl_arena *arena, const fl_image *image)
{
    if (image->size == 0)
        return NULL;
    char *base = fl_arena_alloc(arena, image->size);
    const unsigned char *from = image->bytes;
    for (size_t i = 0; i < image->part_count; i++) {
        const fl_image_part *part = &image->parts[i];
        memcpy(base + part->at, from, part->size);
        from += part->size;
    }
    for (size_t i = 0; i < image->pointer_count; i++) {
        char *at = base + image->pointers[i];
        uintptr_t offset = 0;
        memcpy(&offset, at, sizeof(offset));
        if (offset & FL_IMAGE_STILL)
            offset = (offset & ~FL_IMAGE_STILL) + (uintptr_t)image->still;
        else
            offset += (uintptr_t)base;
        memcpy(at, &offset, sizeof(offset));
    }
    fl_packs *packs = (fl_packs *)(void *)base;
    packs->arena = arena;
    packs->programs = image->programs;
    packs->program_at = image->program_at;
    fl_regexes_adopt(packs);
    return packs;
}
