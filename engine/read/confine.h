/*
 * What a process that reads a foreign file may no longer do.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_CONFINE_H
#define FL_READ_CONFINE_H

/* From here on this process opens no socket, runs no program and looks into no
 * other process: the kernel answers EPERM. Where the kernel has no such
 * filters all stays as it was. */
void fl_confine(void);

#endif
