/*
 * Looks through the text of an attached file for the token types that packs
 * seek there (national numbers, postcodes …), and counts them by place.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_RECOGNISE_SIFT_H
#define FL_RECOGNISE_SIFT_H

#include "pack/pack.h"
#include "read/inventory.h"

struct fl_matcher;
typedef struct fl_sifter fl_sifter;

/* In the arena; `matcher` and `packs` must outlive it. `requester` as in
 * fl_scan_options; may be NULL. */
fl_sifter *fl_sifter_new(fl_arena *arena, struct fl_matcher *matcher,
                         const fl_packs *packs, const char *requester);
/* An fl_listener's function; `data` is the sifter. */
void fl_sift(void *data, const fl_text_piece *piece);
/* Looks for who asked in the name of the file, too. */
void fl_sift_name(fl_sifter *sifter, fl_str name);
/* Adds a trait for each type, place and visibility that was found. */
void fl_sifter_finish(const fl_sifter *sifter, fl_inventory *inv);
/* The digits satisfy the check. */
bool fl_check_digits(fl_str text, fl_check check);

#endif
