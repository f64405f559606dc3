/*
 * No image: every run loads the packs. For the program that makes the image,
 * and for builds whose memory is laid out for a sanitizer.
 * SPDX-License-Identifier: MIT
 */
#include "pack/image.h"

const fl_image fl_packs_image = { .size = 0 };
