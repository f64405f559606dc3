/*
 * From a pack file's bytes to its tree.
 * SPDX-License-Identifier: MIT
 */
#include "base/limits.h"
#include "pack/state.h"

static void delete_tree(void *tree)
{
    cJSON_Delete(tree);
}

void fl_json_load(fl_loader *loader, fl_pack_file *file)
{
    fl_json_error error = { 0, NULL };
    size_t line = 0;
    size_t col = 0;
    if (file->bytes.len > FL_LIMIT_PACK_FILE_BYTES) {
        fl_loader_problem_file(loader, file->shown, 0, 0,
                               "larger than %u bytes, the limit of pack files",
                               FL_LIMIT_PACK_FILE_BYTES);
        return;
    }
    if (!fl_json_check(loader->arena, file->bytes, &error)) {
        fl_text_place(file->bytes, error.offset, &line, &col);
        fl_loader_problem_file(loader, file->shown, line, col,
                               "not valid JSON: %s", error.what);
        return;
    }
    file->root = cJSON_ParseWithLength(file->bytes.ptr, file->bytes.len);
    if (!file->root)
        fl_arena_fail(loader->arena); /* checked, so it can only be memory */
    fl_arena_defer(loader->arena, delete_tree, file->root);
    if (!cJSON_IsObject(file->root)) {
        fl_loader_problem_file(loader, file->shown, 1, 1,
                               "this is no object, expected a pack file as "
                               "one JSON object");
        file->root = NULL;
    }
}

fl_str fl_json_scalar(fl_loader *loader, const cJSON *node)
{
    if (cJSON_IsString(node))
        return fl_node_str(node);
    if (cJSON_IsBool(node))
        return cJSON_IsTrue(node) ? FL_STR("true") : FL_STR("false");
    if (cJSON_IsNumber(node))
        return fl_arena_printf(loader->arena, "%.15g", node->valuedouble);
    return FL_STR("");
}
