/*
 * foilint in editors: a server of the Language Server Protocol 3.17.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_LSP_LSP_H
#define FL_LSP_LSP_H

#include "cli/cli.h"

/* Serves standard input and output until "exit" or the end of input. Returns
 * the exit code: EXIT_CLEAN after "shutdown", else EXIT_FINDINGS, as the
 * protocol asks. */
int lsp_serve(const cli_options *options);

#endif
