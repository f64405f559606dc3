/*
 * What all workers that load poppler share. Only for files that are built where
 * its headers are.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_POPPLER_H
#define FL_READ_POPPLER_H

#include "base/str.h"
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

#define FL_POPPLER_OPENING(X)          \
    X(g_bytes_new_static)              \
    X(g_log_set_default_handler)       \
    X(poppler_document_get_n_pages)    \
    X(poppler_document_new_from_bytes) \
    X(poppler_error_quark)

/* The document in `file`, which has `*pages` > 0; NULL: `*why` tells why not.
 * The worker's end frees it. */
static inline PopplerDocument *fl_poppler_open(fl_str file, int *pages,
                                               const char **why)
{
    FL_LIBRARY(door, FL_POPPLER_OPENING);
    GError *error = NULL;
    if (!FL_LIBRARY_LOAD(door, FL_POPPLER)) {
        *why = FL_POPPLER " (Debian: " FL_POPPLER_PACKAGE ") isn't installed";
        return NULL;
    }
    door.g_log_set_default_handler(fl_poppler_ignore, NULL);
    PopplerDocument *pdf = door.poppler_document_new_from_bytes(
        door.g_bytes_new_static(file.ptr, file.len), NULL, &error);
    *pages = pdf ? door.poppler_document_get_n_pages(pdf) : 0;
    if (*pages > 0)
        return pdf;
    *why = fl_poppler_fault(error, door.poppler_error_quark());
    return NULL;
}

#endif
