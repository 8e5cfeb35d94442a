/*
 * json_groups.h - the table of --group-by in JSON.
 */
#ifndef WRITE_JSON_GROUPS_H
#define WRITE_JSON_GROUPS_H

#include "write/json.h"
#include "write/report.h"

/* Nothing when no table was asked for. */
void json_groups(struct json *json, const struct report *report);

#endif
