/*
 * pack.json: what a pack is, what it builds on and which files it has.
 * SPDX-License-Identifier: MIT
 */
#include "pack/state.h"

#define FORMAT 1

/* A format that this program does not know is told as such, before its keys
 * are found unknown. */
static bool known_format(fl_loader *loader, const cJSON *root)
{
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(root, "format");
    if (!cJSON_IsNumber(format) || format->valuedouble == FORMAT)
        return true;
    fl_loader_problem(loader, format,
                      "the pack has format %.15g, expected %d, the format "
                      "that this program reads",
                      format->valuedouble, FORMAT);
    return false;
}

static bool pack_name(fl_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char b = name.ptr[i];
        if (!fl_is_lower(b) && (i == 0 || (!fl_is_digit(b) && b != '-')))
            return false;
    }
    return name.len > 0;
}

/* Members that only some kinds of pack may or must have. */
static void check_kind(fl_loader *loader, const fl_source *source, bool law,
                       bool overlay)
{
    if (overlay && (!source->extends || !source->requires))
        fl_loader_problem(loader, source->manifest,
                          "an overlay without \"extends\" or \"requires\", "
                          "expected both");
    if (overlay && source->uses)
        fl_loader_problem_key(loader, source->uses,
                              "\"uses\" in an overlay, expected \"extends\"");
    if (!overlay && (source->extends || source->requires))
        fl_loader_problem_key(
            loader, source->extends ? source->extends : source->requires,
            "only an overlay has \"extends\" and "
            "\"requires\"");
    if (law && !cJSON_GetObjectItemCaseSensitive(source->manifest, "law_as_at"))
        fl_loader_problem(loader, source->manifest,
                          "\"law_as_at\" is missing, expected the date at "
                          "which this law pack was checked");
}

static void check_versions(fl_loader *loader, const cJSON *version,
                           const cJSON *requires)
{
    if (version && !fl_version_valid(fl_node_str(version)))
        fl_loader_problem(loader, version,
                          "\"%s\" is no version, expected MAJOR.MINOR.PATCH",
                          version->valuestring);
    if (requires && fl_version_fits(FL_STR("1.0.0"), fl_node_str(requires)) < 0)
        fl_loader_problem(loader, requires,
                          "\"%s\" is no range of versions, expected one like "
                          "\">=1.0 <2\"",
                          requires->valuestring);
}

void fl_load_manifest(fl_loader *loader, fl_source *source, fl_pack *pack)
{
    static const char *const kinds[] = { "law", "base", "overlay", NULL };
    enum {
        FORMAT_AT,
        NAME,
        VERSION,
        KIND,
        TITLE,
        AS_AT,
        USES,
        REGIME,
        APPLIES,
        FILES,
        EXTENDS,
        REQUIRES,
        COUNT
    };
    static const fl_field fields[COUNT] = {
        { "format", FL_FIELD_INTEGER, true },
        { "name", FL_FIELD_STRING, true },
        { "version", FL_FIELD_STRING, true },
        { "kind", FL_FIELD_STRING, true },
        { "title", FL_FIELD_STRING, true },
        { "law_as_at", FL_FIELD_DATE, false },
        { "uses", FL_FIELD_STRINGS, false },
        { "regime", FL_FIELD_STRING, false },
        { "applies", FL_FIELD_OBJECT, false },
        { "files", FL_FIELD_STRINGS, true },
        { "extends", FL_FIELD_STRING, false },
        { "requires", FL_FIELD_STRING, false },
    };
    const cJSON *root = source->files.items[0].root;
    const cJSON *in[COUNT] = { 0 };
    pack->format = FORMAT;
    pack->kind = pack->name = pack->title = pack->version = pack->law_as_at =
        FL_STR("");
    if (!root || !known_format(loader, root))
        return;
    fl_loader_fields(loader, root, fields, COUNT, in);
    int kind = fl_loader_choice(loader, in[KIND], "kind of pack", kinds);
    source->manifest = root;
    source->uses = in[USES];
    source->extends = in[EXTENDS];
    source->requires = in[REQUIRES];
    source->listed = in[FILES];
    source->applies = in[APPLIES];
    source->overlay = kind == 2;
    pack->is_law = kind == 0;
    check_kind(loader, source, kind == 0, kind == 2);
    check_versions(loader, in[VERSION], in[REQUIRES]);
    if (in[NAME] && !pack_name(fl_node_str(in[NAME])))
        fl_loader_problem(loader, in[NAME],
                          "\"%s\" is no pack name, expected small letters, "
                          "digits and '-'",
                          in[NAME]->valuestring);
    pack->name = fl_node_str(in[NAME]);
    pack->title = fl_node_str(in[TITLE]);
    pack->version = fl_node_str(in[VERSION]);
    pack->kind = fl_node_str(in[KIND]);
    pack->law_as_at = fl_node_str(in[AS_AT]);
    pack->regime = fl_loader_atom(loader, fl_node_str(in[REGIME]));
}
