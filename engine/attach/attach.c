/*
 * Finds what kind of file an attachment is, by its content and then by its
 * name, and calls its inspector.
 * SPDX-License-Identifier: MIT
 */
#include "attach/inspect.h"

#include "base/limits.h"
#include "base/sink.h"
#include "read/detect.h"
#include "read/ole.h"

#include <strings.h>

typedef struct {
    const char *name; /* of the format */
    fl_inspect_fn inspect;
} inspector;

static const inspector inspectors[] = {
    { "xlsx", fl_inspect_xlsx },   { "ods", fl_inspect_ods },
    { "csv", fl_inspect_csv },     { "docx", fl_inspect_letter },
    { "odt", fl_inspect_letter },  { "html", fl_inspect_letter },
    { "text", fl_inspect_letter },
#ifdef FL_HAVE_GMIME
    { "eml", fl_inspect_letter },
#endif
#ifdef FL_HAVE_POPPLER
    { "pdf", fl_inspect_pdf },
#endif
    { "image", fl_inspect_image }, { "zip", fl_inspect_zip },
};

static const inspector *by_name(const char *name)
{
    for (size_t i = 0; i < sizeof(inspectors) / sizeof(inspectors[0]); i++)
        if (strcmp(inspectors[i].name, name) == 0)
            return &inspectors[i];
    return NULL;
}

/* ---- for all inspectors ------------------------------------------------------------ */

void fl_inspect_piece(const fl_inspection *in, const fl_text_piece *piece)
{
    if (in->wants->listener.piece)
        in->wants->listener.piece(in->wants->listener.data, piece);
}

void fl_inspect_add(const fl_inspection *in, fl_trait_kind kind, fl_str where,
                    fl_str name, size_t count, const char *one, fl_str text)
{
    fl_str what = fl_arena_printf(in->arena, "%zu %s%s", count, one,
                                  count == 1 ? "" : "s");
    fl_inventory_add(in->inv, (fl_trait){ .kind = kind,
                                          .where = where,
                                          .name = name,
                                          .what = what,
                                          .text = text,
                                          .count = (double)count,
                                          .hidden = kind != FL_TRAIT_SHEET });
}

void fl_inspect_property(const fl_inspection *in, const char *where,
                         fl_str name, fl_str text)
{
    fl_inventory_add(in->inv, (fl_trait){ .kind = FL_TRAIT_PROPERTY,
                                          .where = fl_str_from(where),
                                          .name = name,
                                          .text = fl_mask_text(in->arena, text),
                                          .count = 1,
                                          .hidden = true });
}

bool fl_has_suffix(fl_str name, const char *suffix)
{
    size_t own = strlen(suffix);
    return name.len > own &&
           strncasecmp(name.ptr + name.len - own, suffix, own) == 0;
}

fl_str fl_inspect_sheet_name(const fl_inspection *in, fl_str name)
{
    return fl_arena_printf(in->arena, "sheet \"%.*s\"", FL_ARG(name));
}

void fl_inspect_found(const fl_inspection *in, fl_str name)
{
    const char *dot = name.len ? memrchr(name.ptr, '.', name.len) : NULL;
    size_t at = dot ? (size_t)(dot - name.ptr) + 1 : name.len;
    fl_str suffix = fl_str_slice(name, at, name.len);
    char small[8] = "";
    if (suffix.len < sizeof(small) && !memchr(suffix.ptr, '/', suffix.len))
        for (size_t i = 0; i < suffix.len; i++)
            small[i] = fl_is_upper(suffix.ptr[i]) ? (char)(suffix.ptr[i] | 0x20)
                                                  : suffix.ptr[i];
    fl_inventory_add(in->inv, (fl_trait){ .kind = FL_TRAIT_MEMBER,
                                          .where = name,
                                          .name = fl_str_from(small),
                                          .count = 1 });
}

void fl_inspect_member(const fl_inspection *in, fl_str name, fl_str bytes,
                       const char *why)
{
    fl_document *doc = in->doc;
    if (!why && doc->attachments.count >= FL_LIMIT_MEMBERS)
        why = FL_TOO_MANY_MEMBERS;
    if (why) {
        fl_inventory_missed(in->inv, name, why);
        return;
    }
    fl_attachment *a = FL_PUSH(in->arena, &doc->attachments);
    a->name = fl_arena_dup(in->arena, name);
    a->type = FL_STR("");
    a->bytes = bytes;
    a->size = bytes.len;
}

/* ---- which one --------------------------------------------------------------------- */

static const char *format_of_zip(fl_str bytes)
{
    fl_str start = fl_str_slice(bytes, 0, bytes.len < 200 ? bytes.len : 200);
    fl_str s = fl_zip_directory(bytes);
    if (fl_str_holds(start, "application/vnd.oasis.opendocument.spreadsheet"))
        return "ods";
    if (fl_str_holds(start, "application/vnd.oasis.opendocument.text"))
        return "odt";
    if (fl_str_holds(s, "xl/workbook.xml"))
        return "xlsx";
    if (fl_str_holds(s, "word/document.xml"))
        return "docx";
    return "zip";
}

static bool is_office_name(fl_str path)
{
    static const char *const suffixes[] = { ".docx", ".xlsx", ".xlsm", ".xlsb",
                                            ".pptx", ".odt",  ".ods",  NULL };
    for (size_t i = 0; suffixes[i]; i++)
        if (fl_has_suffix(path, suffixes[i]))
            return true;
    return false;
}

static const char *format_of_package(const fl_input *input, const char **why)
{
    const char *format = format_of_zip((fl_str){ input->bytes, input->size });
    if (strcmp(format, "zip") != 0 || !is_office_name(fl_str_from(input->path)))
        return format;
    *why = "this is a damaged office file, or one of a kind that is not looked "
           "into";
    return NULL;
}

/* NULL, with a reason, when nobody looks into such files. */
static const char *format_of(const fl_input *input, const char **why)
{
    fl_str s = { input->bytes, input->size };
    fl_detected found = fl_detect(s);
    if (fl_str_starts(s, FL_STR("PK\3\4")) ||
        fl_str_starts(s, FL_STR("PK\5\6")))
        return format_of_package(input, why);
    if (fl_str_starts(s, FL_STR("\xff\xd8\xff")) ||
        fl_str_starts(s, FL_STR("\x89PNG")) ||
        fl_str_starts(s, (fl_str){ "II*\0", 4 }) ||
        fl_str_starts(s, (fl_str){ "MM\0*", 4 }))
        return "image";
    if (found.format)
        return found.format;
    fl_str path = fl_str_from(input->path);
    if (fl_has_suffix(path, ".csv") || fl_has_suffix(path, ".tsv"))
        return "csv";
    *why = found.refusal;
    bool wide = fl_str_starts(s, FL_STR("\xff\xfe")) ||
                fl_str_starts(s, FL_STR("\xfe\xff")); /* the reader says so */
    if (!*why && !wide && memchr(s.ptr, '\0', s.len < 4096 ? s.len : 4096))
        *why = "files of this kind are not looked into";
    return *why ? NULL : "text";
}

bool fl_attach_only(const fl_input *input)
{
    static const char *const formats[] = { "xlsx",  "ods", "csv",
                                           "image", "zip", NULL };
    const char *why = NULL;
    const char *format =
        input->size && !input->error ? format_of(input, &why) : NULL;
    for (size_t i = 0; format && formats[i]; i++)
        if (strcmp(formats[i], format) == 0)
            return true;
    return false;
}

static bool has_trait(const fl_document *doc, fl_trait_kind kind)
{
    for (size_t i = 0; i < doc->traits.count; i++)
        if (doc->traits.items[i].kind == kind)
            return true;
    return false;
}

/* What another program, which made the bytes of an old file, leaves out. */
static void tell_origin(const fl_inspection *in)
{
    fl_str where = FL_STR("the file before it was converted");
    fl_str origin = { in->input->origin, in->input->origin_size };
    if (!origin.ptr)
        return;
    if (!has_trait(in->doc, FL_TRAIT_MACRO) &&
        fl_ole_has(origin, "_VBA_PROJECT"))
        fl_inventory_add(in->inv, (fl_trait){ .kind = FL_TRAIT_MACRO,
                                              .where = where,
                                              .what = FL_STR("macros"),
                                              .count = 1,
                                              .hidden = true });
    /* of a workbook; those of a document are converted */
    if (has_trait(in->doc, FL_TRAIT_EMBEDDED) || !fl_ole_has(origin, "MBD"))
        return;
    fl_inventory_add(in->inv, (fl_trait){ .kind = FL_TRAIT_EMBEDDED,
                                          .where = where,
                                          .what = FL_STR("an embedded file"),
                                          .count = 1,
                                          .hidden = true });
    fl_inventory_missed(in->inv, where,
                        "an embedded file got lost when it was converted");
}

fl_status fl_attach_inspect(fl_arena *arena, const fl_input *input,
                            const fl_attach_wants *wants, fl_inventory *out,
                            const fl_sink *sink)
{
    const char *why = NULL;
    if (input->size == 0)
        why = "the file is empty";
    else if (input->size > FL_LIMIT_DRAFT_BYTES)
        why = "the file is larger than what is looked into";
    const char *format = why ? NULL : format_of(input, &why);
    const inspector *i = format ? by_name(format) : NULL;
    if (!i) {
        fl_sink_report(sink, FL_LEVEL_ERROR, input->path, 0, 0, NULL, "%s",
                       why ? why : "files of this kind are not looked into");
        return FL_FORMAT;
    }
    fl_document *doc = FL_NEW(arena, fl_document);
    doc->path = input->path;
    doc->format = i->name;
    doc->source = (fl_str){ input->bytes, input->size };
    fl_inventory_init(out, arena, doc);
    fl_inventory_add(out, (fl_trait){ .kind = FL_TRAIT_FILE,
                                      .name = fl_str_from(i->name),
                                      .count = (double)input->size });
    fl_inspection in = { .arena = arena,
                         .doc = doc,
                         .inv = out,
                         .wants = wants,
                         .sink = sink,
                         .input = input };
    fl_status status = i->inspect(&in);
    if (status == FL_OK)
        tell_origin(&in);
    return status;
}
