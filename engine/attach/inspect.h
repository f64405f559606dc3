/*
 * What the inspectors share: the inspection in hand, and reading the parts of
 * a package piece by piece, so that no part of it is ever held whole.
 * Private to attach/.
 * SPDX-License-Identifier: MIT
 */
#ifndef FL_ATTACH_INSPECT_H
#define FL_ATTACH_INSPECT_H

#include "attach/attach.h"
#include "base/buf.h"
#include "read/package.h"

typedef struct {
    fl_arena *arena;
    fl_document *doc;
    fl_inventory *inv;
    const fl_attach_wants *wants;
    const fl_sink *sink;
    const fl_input *input;
    fl_package package;    /* of what is one */
    zip_uint64_t streamed; /* bytes of all its parts so far */
    struct fl_tally
        *tally; /* of the sheet in hand; one does for all (tally.h) */
} fl_inspection;

typedef fl_status (*fl_inspect_fn)(fl_inspection *in);

fl_status fl_inspect_xlsx(fl_inspection *in);
fl_status fl_inspect_ods(fl_inspection *in);
fl_status fl_inspect_csv(fl_inspection *in);
fl_status fl_inspect_letter(fl_inspection *in); /* by the readers of letters */
fl_status fl_inspect_image(fl_inspection *in);
fl_status fl_inspect_zip(fl_inspection *in);
#ifdef FL_HAVE_POPPLER
fl_status fl_inspect_pdf(fl_inspection *in);
#endif

/* ---- for all of them --------------------------------------------------------- */

/* Hands a piece of text to whoever listens. */
void fl_inspect_piece(const fl_inspection *in, const fl_text_piece *piece);
/* Adds a trait with a count and its words, "24 cells"; `one` is the singular. */
void fl_inspect_add(const fl_inspection *in, fl_trait_kind kind, fl_str where,
                    fl_str name, size_t count, const char *one, fl_str text);
#define FL_TOO_MANY_MEMBERS \
    "there are more files in this file than are looked at"
/* Lists a file in this file, to be inspected in its turn; `bytes` stay valid
 * with the arena; NULL: they were left alone, and `why` says so. */
void fl_inspect_member(const fl_inspection *in, fl_str name, fl_str bytes,
                       const char *why);
/* Adds the trait that there is a file in this file; its name is the suffix. */
void fl_inspect_found(const fl_inspection *in, fl_str name);
/* Adds a property of the file, which no reader sees: its author and the like;
 * `text` gets masked. */
void fl_inspect_property(const fl_inspection *in, const char *where,
                         fl_str name, fl_str text);
/* It leads to a disk or a server of whoever made the file. */
bool fl_is_path(fl_str target);
/* Who made something, as its XMP data say; "" when they don't. */
fl_str fl_xmp_creator(fl_str xmp);
/* `name` is more than this suffix, and ends in it, in whatever case. */
bool fl_has_suffix(fl_str name, const char *suffix);
/* sheet "Staff" */
fl_str fl_inspect_sheet_name(const fl_inspection *in, fl_str name);
/* Author and the like of office files, docProps/ and meta.xml: hands their text
 * on, and adds them unless a reader of letters has, which knows them too. */
void fl_inspect_properties(fl_inspection *in, bool known);
/* `name` stands in `target` as that of a sheet: Staff!A1 or 'Our staff'!A1,
 * where `sign` comes behind it. */
bool fl_leads_to(fl_arena *arena, fl_str target, fl_str name, char sign);
/* Files in the package: pictures, embedded documents, macros. */
void fl_inspect_parts(fl_inspection *in);

/* ---- displayed values ----------------------------------------------------------- */

/* What a spreadsheet shows of a number by a format code. */
void fl_show_number(fl_buf *out, double value, fl_str code, bool from_1904);
/* The code shows nothing of this number, or words that other numbers would
 * get as well ("<5"); a format's own words beside the digits hide nothing. */
bool fl_code_masks(fl_str code, double value);
/* It does not show a text. */
bool fl_code_masks_text(fl_str code);
/* A line of CSV grows: a comma before all but the first, quotes as needed, and
 * nothing that a spreadsheet would take for a formula. */
void fl_csv_field(fl_buf *out, fl_str text, bool number, bool first);

/* ---- XML as it comes (stream.c) -------------------------------------------------- */

typedef struct {
    const unsigned char **items; /* as libxml2 gives them */
    int count;
} fl_attrs;

/* The value of an attribute by its local name; "" when it has none. Valid
 * during the call alone. */
fl_str fl_attr_of(const fl_attrs *attrs, const char *name);
/* The attribute says yes: 1, true, on. */
bool fl_attr_on(const fl_attrs *attrs, const char *name);
/* A whole number, else `other`. */
uint32_t fl_attr_number(const fl_attrs *attrs, const char *name,
                        uint32_t other);

typedef struct fl_stream fl_stream;
typedef struct { /* each may be NULL but for `data` */
    void (*open)(fl_stream *stream, void *data, const char *name,
                 const fl_attrs *attrs);
    /* `text` is what stood between the last tag and this one. */
    void (*close)(fl_stream *stream, void *data, const char *name, fl_str text);
    void *data;
    void (*said)(void *data, fl_str text); /* text as it comes */
} fl_handler;

/* No more of this part. */
void fl_stream_stop(fl_stream *stream);
/*
 * Reads a part of the package; false when it has none of that name, or when
 * it could not be read to its end, which the inventory then says.
 */
bool fl_stream_part(fl_inspection *in, const char *name,
                    const fl_handler *handler);
/* The package has this part. */
bool fl_has_part(const fl_inspection *in, const char *name);
/* The bytes of a part, in the arena; NULL when they can't be had, and *why. */
fl_str fl_part_bytes(fl_inspection *in, zip_uint64_t index, const char **why);

#endif
