/*
 * json.h - writes JSON values in order; nesting, commas and indentation are kept here.
 */
#ifndef WRITE_JSON_H
#define WRITE_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <smtplogscan/plugin.h>

#include "base/clock.h"

struct json {
    FILE *file;
    int depth;
    bool begun;   /* something stands in the open object or list */
    bool compact; /* one line */
};

/* `key` is NULL inside a list; keys are literals of the program and not escaped. */
void json_open(struct json *json, const char *key, char bracket);
void json_close(struct json *json, char bracket);
void json_text(struct json *json, const char *key, sls_view text);
void json_string(struct json *json, const char *key, const char *text); /* NULL: null */
void json_number(struct json *json, const char *key, uint64_t number);
void json_seconds(struct json *json, const char *key, double seconds);
void json_bool(struct json *json, const char *key, bool value);
void json_null(struct json *json, const char *key);
/* RFC 3339; 0 is null. */
void json_time(struct json *json, const char *key, int64_t time, struct zone zone);

#endif
