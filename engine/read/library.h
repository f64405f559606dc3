/*
 * Libraries that are loaded only when a file needs them, by the worker that
 * reads it: linked, they would take up most of the time that a run on plain
 * text needs, and the program could not start without them.
 *
 *     #define NEEDED(X) X(poppler_page_get_text) X(g_free)
 *     static struct { NEEDED(FL_LIBRARY_MEMBER) } lib;
 *     NEEDED(FL_LIBRARY_LOAD) … lib.g_free(text);
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_READ_LIBRARY_H
#define FL_READ_LIBRARY_H

#include <dlfcn.h>
#include <stdbool.h>
#include <string.h>

#define FL_LIBRARY_MEMBER(name) __typeof__(&(name)) name;
/* In a block where `handle` and a bool `whole` are: dlsym() gives an object's
 * pointer, which ISO C doesn't convert into a function's. */
#define FL_LIBRARY_LOAD(name)                         \
    {                                                 \
        void *symbol = dlsym(handle, #name);          \
        memcpy(&lib.name, &symbol, sizeof(lib.name)); \
        whole = whole && symbol != NULL;              \
    }

#endif
