/*
 * Old formats through LibreOffice, where it is installed and the user asks
 * for it.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_CLI_CONVERT_H
#define FL_CLI_CONVERT_H

#include "cli/cli.h"

/* Makes a DOCX of *bytes, a file of the kind that `suffix` names ("doc",
 * "rtf"), in a directory of its own that is gone afterwards. Replaces *bytes
 * (freed) and *size; on failure says why, naming `name`, and leaves them. */
bool cli_convert(const char *name, const char *suffix, char **bytes,
                 size_t *size);

#endif
