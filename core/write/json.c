/*
 * json.c - two blanks a level; every number is a plain integer but seconds.
 */
#include "write/json.h"

#include "base/view.h"
#include "write/escape.h"

static void begin(struct json *json, const char *key)
{
    if (json->begun)
        fputc(',', json->file);
    json->begun = true;
    if (!json->compact && json->depth > 0)
        fprintf(json->file, "\n%*s", json->depth * 2, "");
    if (key != NULL)
        fprintf(json->file, json->compact ? "\"%s\":" : "\"%s\": ", key);
}

void json_open(struct json *json, const char *key, char bracket)
{
    begin(json, key);
    fputc(bracket, json->file);
    json->depth++;
    json->begun = false;
}

void json_close(struct json *json, char bracket)
{
    json->depth--;
    if (json->begun && !json->compact)
        fprintf(json->file, "\n%*s", json->depth * 2, "");
    fputc(bracket, json->file);
    json->begun = true;
    if (json->depth == 0)
        fputc('\n', json->file);
}

void json_text(struct json *json, const char *key, sls_view text)
{
    begin(json, key);
    fputc('"', json->file);
    escape_json(json->file, text);
    fputc('"', json->file);
}

void json_string(struct json *json, const char *key, const char *text)
{
    if (text == NULL)
        json_null(json, key);
    else
        json_text(json, key, view_of(text));
}

void json_number(struct json *json, const char *key, uint64_t number)
{
    begin(json, key);
    fprintf(json->file, "%llu", (unsigned long long)number);
}

/* By integers: printf's %f would follow the locale. */
void json_seconds(struct json *json, const char *key, double seconds)
{
    uint64_t milliseconds = (uint64_t)(seconds * 1000 + 0.5);

    begin(json, key);
    fprintf(json->file, "%llu.%03u", (unsigned long long)(milliseconds / 1000),
            (unsigned)(milliseconds % 1000));
}

void json_bool(struct json *json, const char *key, bool value)
{
    begin(json, key);
    fputs(value ? "true" : "false", json->file);
}

void json_null(struct json *json, const char *key)
{
    begin(json, key);
    fputs("null", json->file);
}

void json_time(struct json *json, const char *key, int64_t time, struct zone zone)
{
    char text[RFC3339_BYTES];

    if (time == 0) {
        json_null(json, key);
        return;
    }
    clock_rfc3339(text, time, zone);
    json_string(json, key, text);
}
