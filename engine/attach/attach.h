/*
 * Bytes of a file that goes out with a letter, to its inventory: one inspector
 * a kind of file, each knowing file formats only. Adding one adds a row to the
 * table in attach.c.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ATTACH_ATTACH_H
#define FL_ATTACH_ATTACH_H

#include "read/inventory.h"

/* What an inspection is done for, besides its inventory; members may be NULL. */
typedef struct {
    fl_listener listener; /* gets the text of the file */
    fl_clean_fn clean;    /* gets each sheet as it is displayed */
    void *clean_data;
} fl_attach_wants;

/*
 * Inspects `input` into an inventory owned by `arena` (set up with
 * FL_ARENA_TRY by the caller) that is still to be finished. FL_FORMAT, FL_LIMIT
 * with a message in the sink when nothing could be looked at; where only a
 * part could not be, the inventory says so.
 */
fl_status fl_attach_inspect(fl_arena *arena, const fl_input *input,
                            const fl_attach_wants *wants, fl_inventory *out,
                            const fl_sink *sink);

/* It is no letter, and an inspector would look into it. */
bool fl_attach_only(const fl_input *input);

#endif
