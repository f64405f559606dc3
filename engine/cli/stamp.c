/*
 * The time of making, where whoever runs the program sets it.
 * SPDX-License-Identifier: MIT
 */
#include "cli/cli.h"

#include <stdlib.h>
#include <time.h>

bool cli_stamp(bool dashes, char out[CLI_STAMP_SIZE], const char **stamp)
{
    const char *value = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    struct tm parts;
    *stamp = NULL;
    if (!value || !*value)
        return true;
    long long seconds = strtoll(value, &end, 10);
    time_t when = (time_t)seconds;
    bool good = end != value && !*end && seconds >= 0 &&
                gmtime_r(&when, &parts) && parts.tm_year <= 8099;
    if (good && dashes)
        good = strftime(out, CLI_STAMP_SIZE, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0;
    else if (good)
        good = strftime(out, CLI_STAMP_SIZE, "%Y%m%dT%H%M%SZ", &parts) > 0;
    if (!good) {
        cli_complain("SOURCE_DATE_EPOCH: \"%s\" is no number of seconds",
                     value);
        return false;
    }
    *stamp = out;
    return true;
}
