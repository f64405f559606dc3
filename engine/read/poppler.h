/*
 * What all workers that load poppler share. Only for files that are built where
 * its headers are.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_POPPLER_H
#define FL_READ_POPPLER_H

#include "read/library.h"

#include <poppler.h>

#define FL_POPPLER         "libpoppler-glib.so.8"
#define FL_POPPLER_PACKAGE "libpoppler-glib8"

/* For g_log_set_default_handler(): poppler tells of every fault that it mends. */
static inline void fl_poppler_ignore(const gchar *domain, GLogLevelFlags level,
                                     const gchar *message, gpointer data)
{
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
}

/* Why a document could not be opened; `own` is poppler_error_quark(). */
static inline const char *fl_poppler_fault(const GError *error, GQuark own)
{
    if (error && error->domain == own && error->code == POPPLER_ERROR_ENCRYPTED)
        return "this PDF is encrypted; save it without a password";
    return "this is no readable PDF: it is damaged or cut off";
}

#endif
