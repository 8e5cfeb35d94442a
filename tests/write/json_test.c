/*
 * json_test.c - commas, nesting and indentation of JSON, in lines and compact; numbers
 * are plain integers and seconds have a point in every locale.
 */
#include "write/json.h"

#include <locale.h>
#include <stdlib.h>

#include <criterion/criterion.h>

#include "base/view.h"

static const struct zone seoul = {.fixed = true, .offset_seconds = 32400};

static void write_nothing(struct json *json)
{
    json_open(json, NULL, '{');
    json_close(json, '}');
}

static void write_nested(struct json *json)
{
    json_open(json, NULL, '{');
    json_open(json, "empty", '[');
    json_close(json, ']');
    json_open(json, "list", '[');
    json_number(json, NULL, 1);
    json_open(json, NULL, '{');
    json_bool(json, "yes", true);
    json_bool(json, "no", false);
    json_close(json, '}');
    json_close(json, ']');
    json_null(json, "last");
    json_close(json, '}');
}

static void write_values(struct json *json)
{
    json_open(json, NULL, '[');
    json_text(json, NULL, VIEW("a\"b\n"));
    json_text(json, NULL, (sls_view){"a\0b", 3});
    json_string(json, NULL, "");
    json_string(json, NULL, NULL);
    json_number(json, NULL, 0);
    json_number(json, NULL, UINT64_MAX);
    json_time(json, NULL, 0, seoul);
    json_time(json, NULL, 1795305600, seoul);
    json_close(json, ']');
}

static void write_seconds(struct json *json)
{
    json_open(json, NULL, '[');
    json_seconds(json, NULL, 0);
    json_seconds(json, NULL, 0.001);
    json_seconds(json, NULL, 0.0004);
    json_seconds(json, NULL, 1.9996);
    json_seconds(json, NULL, 12.05);
    json_seconds(json, NULL, 31536000.5);
    json_close(json, ']');
}

static const struct {
    const char *name;
    void (*write)(struct json *json);
    const char *lines, *compact;
} rows[] = {
    {"nothing", write_nothing, "{}\n", "{}\n"},
    {"nested", write_nested,
     "{\n  \"empty\": [],\n  \"list\": [\n    1,\n    {\n      \"yes\": true,\n"
     "      \"no\": false\n    }\n  ],\n  \"last\": null\n}\n",
     "{\"empty\":[],\"list\":[1,{\"yes\":true,\"no\":false}],\"last\":null}\n"},
    {"values", write_values,
     "[\n  \"a\\\"b\\u000a\",\n  \"a\\u0000b\",\n  \"\",\n  null,\n  0,\n"
     "  18446744073709551615,\n  null,\n  \"2026-11-22T09:00:00+09:00\"\n]\n",
     "[\"a\\\"b\\u000a\",\"a\\u0000b\",\"\",null,0,18446744073709551615,null,"
     "\"2026-11-22T09:00:00+09:00\"]\n"},
    {"seconds", write_seconds,
     "[\n  0.000,\n  0.001,\n  0.000,\n  2.000,\n  12.050,\n  31536000.500\n]\n",
     "[0.000,0.001,0.000,2.000,12.050,31536000.500]\n"},
};

static void expect_json(size_t row, bool compact)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&bytes, &length);
    struct json json = {.file = file, .compact = compact};

    rows[row].write(&json);
    fclose(file);
    cr_expect_str_eq(bytes, compact ? rows[row].compact : rows[row].lines, "%s: %s",
                     rows[row].name, bytes);
    free(bytes);
}

Test(json, values)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        expect_json(i, false);
        expect_json(i, true);
    }
}

/* Where such a locale is installed: its comma must not come in. */
Test(json, locale_does_not_matter)
{
    static const char *const names[] = {"de_DE.UTF-8", "de_DE", "fr_FR.UTF-8", "C.UTF-8"};

    for (size_t i = 0; i < SLS_COUNT(names); i++)
        if (setlocale(LC_ALL, names[i]) != NULL)
            for (size_t row = 0; row < SLS_COUNT(rows); row++)
                expect_json(row, false);
    setlocale(LC_ALL, "C");
}
