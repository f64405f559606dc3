/*
 * Writing JSON; see json_file.h.
 * SPDX-License-Identifier: MIT
 */
#include "cli/json_file.h"

#include "cli/cli.h"

#include <cjson/cJSON.h>

static bool write_scalar(FILE *file, const cJSON *node)
{
    char *text = cJSON_PrintUnformatted(node);
    if (text)
        fputs(text, file);
    cJSON_free(text);
    return text != NULL;
}

static bool write_name(FILE *file, const char *name)
{
    cJSON *text = cJSON_CreateString(name);
    bool ok = text && write_scalar(file, text);
    fputs(": ", file);
    cJSON_Delete(text);
    return ok;
}

static bool write_node(FILE *file, const cJSON *node, int depth)
{
    bool object = cJSON_IsObject(node);
    const cJSON *child = NULL;
    if ((!object && !cJSON_IsArray(node)) || !node->child)
        return write_scalar(file, node);
    fputs(object ? "{" : "[", file);
    cJSON_ArrayForEach(child, node)
    {
        fprintf(file, "%s\n%*s", child == node->child ? "" : ",", 2 * depth + 2,
                "");
        if (object && !write_name(file, child->string))
            return false;
        if (!write_node(file, child, depth + 1))
            return false;
    }
    fprintf(file, "\n%*s%s", 2 * depth, "", object ? "}" : "]");
    return true;
}

bool cli_write_json(FILE *file, const void *tree)
{
    bool ok = write_node(file, tree, 0);
    fputc('\n', file);
    return ok;
}

bool cli_print_json(void *tree)
{
    char *text = cJSON_Print(tree);
    cJSON_Delete(tree);
    if (text)
        puts(text);
    else
        cli_complain("out of memory");
    cJSON_free(text);
    return text != NULL;
}
