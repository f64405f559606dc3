/*
 * The functions of libzip and libxml2 that the readers of office files call:
 * the libraries, and the eight that these bring with them, are loaded when the
 * first function is called. Linked, they take up most of the time that a run
 * on plain text needs. Not built where all is linked into one file.
 *
 * Where a library is missing nothing can be opened, and zip_error_strerror()
 * says which one it is. Safe in several threads at a time.
 * SPDX-License-Identifier: MIT
 */
#include "read/library.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <pthread.h>
#define ZIP_EXTERN /* ours are hidden */
#include <zip.h>

#define ZIP_FUNCTIONS(X)              \
    X(zip_close)                      \
    X(zip_discard)                    \
    X(zip_error_fini)                 \
    X(zip_error_init)                 \
    X(zip_error_set)                  \
    X(zip_error_strerror)             \
    X(zip_error_to_data)              \
    X(zip_fclose)                     \
    X(zip_file_add)                   \
    X(zip_file_replace)               \
    X(zip_file_set_mtime)             \
    X(zip_fopen_index)                \
    X(zip_fread)                      \
    X(zip_get_name)                   \
    X(zip_get_num_entries)            \
    X(zip_name_locate)                \
    X(zip_open_from_source)           \
    X(zip_source_buffer)              \
    X(zip_source_buffer_create)       \
    X(zip_source_free)                \
    X(zip_source_function_create)     \
    X(zip_source_seek_compute_offset) \
    X(zip_stat_index)                 \
    X(zip_stat_init)                  \
    X(zip_strerror)

#define XML_FUNCTIONS(X)            \
    X(htmlEntityLookup)             \
    X(xmlCreatePushParserCtxt)      \
    X(xmlCtxtReadMemory)            \
    X(xmlCtxtUseOptions)            \
    X(xmlDocGetRootElement)         \
    X(xmlFreeDoc)                   \
    X(xmlFreeParserCtxt)            \
    X(xmlNewParserCtxt)             \
    X(xmlNodeGetContent)            \
    X(xmlParseChunk)                \
    X(xmlReadMemory)                \
    X(xmlSAX2Characters)            \
    X(xmlSAX2Comment)               \
    X(xmlSAX2EndElementNs)          \
    X(xmlSAX2ProcessingInstruction) \
    X(xmlSAX2Reference)             \
    X(xmlSAX2StartElementNs)        \
    X(xmlStopParser)

FL_LIBRARY(zip, ZIP_FUNCTIONS);
FL_LIBRARY(xml, XML_FUNCTIONS);

static const char *missing;  /* NULL: both are there */
static xmlFreeFunc *release; /* libxml2's own xmlFree */

static void load(void)
{
    if (!FL_LIBRARY_LOAD(zip, FL_ZIP_LIBRARY))
        missing = FL_ZIP_LIBRARY " (Debian: libzip4) isn't installed";
    if (!FL_LIBRARY_LOAD(xml, FL_XML_LIBRARY))
        missing = FL_XML_LIBRARY " (Debian: libxml2) isn't installed";
    void *handle = dlopen(FL_XML_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    release = handle ? dlsym(handle, "xmlFree") : NULL;
}

static bool ready(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return missing == NULL;
}

/* ---- what everything begins with ------------------------------------------------ */

void zip_error_init(zip_error_t *error)
{
    if (ready())
        zip.zip_error_init(error);
    else
        *error = (zip_error_t){ .zip_err = ZIP_ER_OPNOTSUPP };
}

const char *zip_error_strerror(zip_error_t *error)
{
    return ready() ? zip.zip_error_strerror(error) : missing;
}

void zip_error_fini(zip_error_t *error)
{
    if (ready())
        zip.zip_error_fini(error);
}

#define OPENS(type, name, parameters, ...)                 \
    type name parameters                                   \
    {                                                      \
        return ready() ? LIBRARY.name(__VA_ARGS__) : NULL; \
    }

#define LIBRARY zip
OPENS(zip_source_t *, zip_source_buffer_create,
      (const void *data, zip_uint64_t size, int owned, zip_error_t *error),
      data, size, owned, error)
OPENS(zip_source_t *, zip_source_function_create,
      (zip_source_callback serve, void *data, zip_error_t *error), serve, data,
      error)
OPENS(zip_t *, zip_open_from_source,
      (zip_source_t * source, int flags, zip_error_t *error), source, flags,
      error)
#undef LIBRARY
#define LIBRARY xml
OPENS(const htmlEntityDesc *, htmlEntityLookup, (const xmlChar *name), name)
OPENS(xmlParserCtxtPtr, xmlNewParserCtxt, (void), )
OPENS(xmlParserCtxtPtr, xmlCreatePushParserCtxt,
      (xmlSAXHandlerPtr sax, void *user_data, const char *chunk, int size,
       const char *filename),
      sax, user_data, chunk, size, filename)
OPENS(xmlDocPtr, xmlReadMemory,
      (const char *buffer, int size, const char *URL, const char *encoding,
       int options),
      buffer, size, URL, encoding, options)
#undef LIBRARY

/* ---- what needs something opened ------------------------------------------------- */

#define GIVES(type, name, parameters, ...) \
    type name parameters                   \
    {                                      \
        return LIBRARY.name(__VA_ARGS__);  \
    }
#define DOES(name, parameters, ...) \
    void name parameters            \
    {                               \
        LIBRARY.name(__VA_ARGS__);  \
    }

#define LIBRARY zip
GIVES(int, zip_close, (zip_t * z), z)
DOES(zip_discard, (zip_t * z), z)
DOES(zip_error_set, (zip_error_t * e, int code, int number), e, code, number)
GIVES(zip_int64_t, zip_error_to_data,
      (const zip_error_t *e, void *data, zip_uint64_t size), e, data, size)
GIVES(int, zip_fclose, (zip_file_t * file), file)
GIVES(zip_int64_t, zip_file_add,
      (zip_t * z, const char *name, zip_source_t *source, zip_flags_t flags), z,
      name, source, flags)
GIVES(int, zip_file_replace,
      (zip_t * z, zip_uint64_t index, zip_source_t *source, zip_flags_t flags),
      z, index, source, flags)
GIVES(int, zip_file_set_mtime,
      (zip_t * z, zip_uint64_t index, time_t when, zip_flags_t flags), z, index,
      when, flags)
GIVES(zip_file_t *, zip_fopen_index,
      (zip_t * z, zip_uint64_t index, zip_flags_t flags), z, index, flags)
GIVES(zip_int64_t, zip_fread, (zip_file_t * file, void *to, zip_uint64_t size),
      file, to, size)
GIVES(const char *, zip_get_name,
      (zip_t * z, zip_uint64_t index, zip_flags_t flags), z, index, flags)
GIVES(zip_int64_t, zip_get_num_entries, (zip_t * z, zip_flags_t flags), z,
      flags)
GIVES(zip_int64_t, zip_name_locate,
      (zip_t * z, const char *name, zip_flags_t flags), z, name, flags)
GIVES(zip_source_t *, zip_source_buffer,
      (zip_t * z, const void *data, zip_uint64_t size, int owned), z, data,
      size, owned)
DOES(zip_source_free, (zip_source_t * source), source)
GIVES(zip_int64_t, zip_source_seek_compute_offset,
      (zip_uint64_t at, zip_uint64_t size, void *data, zip_uint64_t data_size,
       zip_error_t *e),
      at, size, data, data_size, e)
GIVES(int, zip_stat_index,
      (zip_t * z, zip_uint64_t index, zip_flags_t flags, zip_stat_t *stat), z,
      index, flags, stat)
DOES(zip_stat_init, (zip_stat_t * stat), stat)
GIVES(const char *, zip_strerror, (zip_t * z), z)
#undef LIBRARY

#define LIBRARY xml
GIVES(xmlDocPtr, xmlCtxtReadMemory,
      (xmlParserCtxtPtr ctxt, const char *buffer, int size, const char *URL,
       const char *encoding, int options),
      ctxt, buffer, size, URL, encoding, options)
GIVES(int, xmlCtxtUseOptions, (xmlParserCtxtPtr ctxt, int options), ctxt,
      options)
GIVES(xmlNodePtr, xmlDocGetRootElement, (const xmlDoc *doc), doc)
DOES(xmlFreeDoc, (xmlDocPtr cur), cur)
DOES(xmlFreeParserCtxt, (xmlParserCtxtPtr ctxt), ctxt)
GIVES(xmlChar *, xmlNodeGetContent, (const xmlNode *cur), cur)
GIVES(int, xmlParseChunk,
      (xmlParserCtxtPtr ctxt, const char *chunk, int size, int terminate), ctxt,
      chunk, size, terminate)
DOES(xmlStopParser, (xmlParserCtxtPtr ctxt), ctxt)
DOES(xmlSAX2Characters, (void *ctx, const xmlChar *ch, int len), ctx, ch, len)
DOES(xmlSAX2Comment, (void *ctx, const xmlChar *value), ctx, value)
DOES(xmlSAX2EndElementNs,
     (void *ctx, const xmlChar *localname, const xmlChar *prefix,
      const xmlChar *URI),
     ctx, localname, prefix, URI)
DOES(xmlSAX2ProcessingInstruction,
     (void *ctx, const xmlChar *target, const xmlChar *data), ctx, target, data)
DOES(xmlSAX2Reference, (void *ctx, const xmlChar *name), ctx, name)
/* NOLINTNEXTLINE(readability-function-size): the library's own parameters */
DOES(xmlSAX2StartElementNs,
     (void *ctx, const xmlChar *localname, const xmlChar *prefix,
      const xmlChar *URI, int nb_namespaces, const xmlChar **namespaces,
      int nb_attributes, int nb_defaulted, const xmlChar **attributes),
     ctx, localname, prefix, URI, nb_namespaces, namespaces, nb_attributes,
     nb_defaulted, attributes)
#undef LIBRARY

static void free_text(void *text)
{
    (*release)(text);
}

xmlFreeFunc xmlFree = free_text;
