/*
 * Libraries that are loaded only when a file needs them, by the worker that
 * reads it: linked, they would take up most of the time that a run on plain
 * text needs, and the program could not start without them.
 *
 *     #define NEEDED(X) X(poppler_page_get_text) X(g_free)
 *     FL_LIBRARY(lib, NEEDED);
 *     if (FL_LIBRARY_LOAD(lib, "libpoppler-glib.so.8")) … lib.g_free(text);
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_LIBRARY_H
#define FL_READ_LIBRARY_H

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#define FL_LIBRARY_MEMBER(name) __typeof__(&(name)) name;
#define FL_LIBRARY_NAME(name)   #name,
/* The functions as members of `lib`, and their names in the same order. */
#define FL_LIBRARY(lib, NEEDED)                                                \
    static const char *const lib##_names[] = { NEEDED(FL_LIBRARY_NAME) NULL }; \
    static struct {                                                            \
        NEEDED(FL_LIBRARY_MEMBER)                                              \
    } lib
/* True when the library is there and has all of them. */
#define FL_LIBRARY_LOAD(lib, soname) \
    fl_library_load((soname), lib##_names, &(lib))

static inline bool fl_library_load(const char *soname, const char *const *names,
                                   void *members)
{
    void *handle = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
    char *to = members;
    for (; handle && *names; names++, to += sizeof(handle)) {
        void *symbol = dlsym(handle, *names);
        if (!symbol)
            return false;
        memcpy(to, &symbol, sizeof(symbol)); /* ISO C converts it to no
                                                function's pointer */
    }
    return handle != NULL;
}

#endif
