/*
 * Old formats through other programs, where they are installed and the user
 * asks for it.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_CONVERT_H
#define FL_CLI_CONVERT_H

#include "cli/cli.h"

/* Makes a file that can be read of `bytes`, a file of the kind that `suffix`
 * names (see fl_needs_conversion), in a directory of its own that is gone
 * afterwards. Caller frees *made. On failure says why, naming `name`. */
bool cli_convert(const char *name, const char *suffix, const char *bytes,
                 size_t size, char **made, size_t *made_size);
/* What is made of such a file is a letter, or may be one; false for NULL. */
bool cli_convert_makes_letter(const char *suffix);

#endif
