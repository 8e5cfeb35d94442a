/*
 * json_test.c - members of objects as text, by name and by pointer, JSON inside strings,
 * and hostile text: what is no JSON object to the letter, too deep or too long is
 * refused.
 */
#include "parse/json.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "input/lines.h"

/* The text in a block of its exact size. */
static sls_view exact(sls_view text)
{
    char *copy = malloc(text.len + (text.len == 0));

    memcpy(copy, text.ptr, text.len);
    return (sls_view){copy, text.len};
}

static const struct {
    const char *text, *name, *want; /* NULL: none */
} fields[] = {
    {"{\"a\":\"x\"}", "a", "x"},
    {"{\"a\":\"x\"}", "A", NULL},
    {"{\"a\":\"\"}", "a", NULL},
    {"{\"a\":null}", "a", NULL},
    {"{\"a\":[1]}", "a", NULL},
    {"{\"a\":{}}", "a", NULL},
    {"{\"a\":true,\"b\":false}", "a", "true"},
    {"{\"a\":true,\"b\":false}", "b", "false"},
    {"{\"a\":1513299569}", "a", "1513299569"},
    {"{\"a\":-9223372036854775808}", "a", "-9223372036854775808"},
    {"{\"a\":18446744073709551615}", "a", "18446744073709551615"},
    {"{\"a\":1.50e3}", "a", "1.50e3"},
    {"{\"a\":\"\\u00e9\\n\\\"\\\\\\/\\ud83d\\ude00\"}", "a",
     "\xc3\xa9\n\"\\/\xf0\x9f\x98\x80"},
    {"{\"a\":\"\xff\"}", "a", "\xff"},
    {"{\"a\":1,\"a\":2}", "a", "2"},
    {"{\n \"a\" :\t\"x\"\r\n}", "a", "x"},
    {"{\"a\":{\"b\":[\"x\",{\"c\":7}]}}", "/a/b/0", "x"},
    {"{\"a\":{\"b\":[\"x\",{\"c\":7}]}}", "/a/b/1/c", "7"},
    {"{\"a\":{\"b\":[\"x\",{\"c\":7}]}}", "/a/b/2", NULL},
    {"{\"a\":{\"b\":[\"x\",{\"c\":7}]}}", "/a/b/1", NULL},
    {"{\"a\":{\"b\":[\"x\",{\"c\":7}]}}", "/a/x/1", NULL},
    {"{\"a\":{\"b\":[\"x\",{\"c\":7}]}}", "a/b", NULL},
    {"{\"a/b\":{\"~\":\"x\"}}", "/a~1b/~0", "x"},
    {"{\"smtp-id\":\"<x>\"}", "smtp-id", "<x>"},
};

Test(json, fields_are_found)
{
    struct json_reader reader;

    json_reader_open(&reader);
    for (size_t i = 0; i < SLS_COUNT(fields); i++) {
        sls_view text = exact(view_of(fields[i].text)), value;
        cr_assert(json_reader_read(&reader, text), "row %zu", i);
        bool found = json_reader_field(&reader, text, fields[i].name, &value);
        cr_expect_eq(found, fields[i].want != NULL, "row %zu", i);
        cr_expect(view_equal(value, view_of(fields[i].want)), "row %zu: %.*s", i,
                  (int)value.len, value.ptr);
        json_reader_read(&reader, VIEW(""));
        free((char *)text.ptr);
    }
    json_reader_close(&reader);
}

static const char *const refused[] = {
    "",
    "[]",
    "[{\"a\":1}]",
    "\"a\"",
    "12",
    "null",
    "{",
    "{\"a\":1",
    "{\"a\":\"x",
    "{\"a\":1}}",
    "{\"a\":1} x",
    "{a:1}",
    "{\"a\":1,}",
    "{\"a\":01}",
    "{\"a\":/* */1}",
    "{\"a\":TRUE}",
    "// {\"a\":1}",
    "{\"a\" 1}",
};

Test(json, what_is_no_object_is_refused)
{
    struct json_reader reader;
    sls_view value;

    json_reader_open(&reader);
    for (size_t i = 0; i < SLS_COUNT(refused); i++) {
        sls_view text = exact(view_of(refused[i]));
        cr_expect_not(json_reader_read(&reader, text), "row %zu: %s", i, refused[i]);
        cr_expect_not(json_reader_field(&reader, text, "a", &value), "row %zu", i);
        free((char *)text.ptr);
    }
    cr_expect(json_reader_read(&reader, VIEW("{\"a\":1}")), "refusals leave nothing");
    json_reader_close(&reader);
}

Test(json, every_part_of_a_text_is_refused)
{
    static const char sound[] = "{\"a\":{\"b\":[\"\\u00e9\\ud83d\\ude00\",1.5e3,true]}}";
    struct json_reader reader;

    json_reader_open(&reader);
    for (size_t bytes = 0; bytes < sizeof(sound) - 1; bytes++) {
        sls_view text = exact((sls_view){sound, bytes});
        cr_expect_not(json_reader_read(&reader, text), "%zu bytes", bytes);
        json_reader_read(&reader, VIEW(""));
        free((char *)text.ptr);
    }
    json_reader_close(&reader);
}

Test(json, depth_and_length_are_bounded)
{
    static char text[LINE_BYTES + 16];
    struct json_reader reader;

    json_reader_open(&reader);
    memcpy(text, "{\"a\":", 5);
    for (size_t deep = 1; deep < 2000; deep++) {
        size_t used = 5;
        memset(text + used, '[', deep);
        memset(text + used + deep, ']', deep);
        text[used + 2 * deep] = '}';
        bool read = json_reader_read(&reader, (sls_view){text, used + 2 * deep + 1});
        cr_expect_eq(read, deep < JSON_DEPTH, "%zu deep", deep);
    }
    memset(text, ' ', sizeof(text));
    memcpy(text, "{\"a\":1", 6);
    text[LINE_BYTES - 1] = '}';
    cr_expect(json_reader_read(&reader, (sls_view){text, LINE_BYTES}));
    text[LINE_BYTES - 1] = ' ';
    text[LINE_BYTES] = '}';
    cr_expect_not(json_reader_read(&reader, (sls_view){text, LINE_BYTES + 1}));
    json_reader_close(&reader);
}

Test(json, a_text_may_be_json_itself)
{
    const sls_view record = VIEW("{\"Message\":\"{\\\"a\\\":{\\\"b\\\":\\\"x\\\"},"
                                 "\\\"c\\\":\\\"no\\\"}\",\"d\":1}");
    struct json_reader reader;
    sls_view inner, value, again;

    json_reader_open(&reader);
    cr_assert(json_reader_read(&reader, record));
    cr_assert(json_reader_field(&reader, record, "Message", &inner));
    cr_assert(json_reader_field(&reader, inner, "/a/b", &value));
    cr_expect(view_equal(value, VIEW("x")));
    cr_assert(json_reader_field(&reader, inner, "c", &again));
    cr_expect_not(json_reader_field(&reader, again, "a", &value), "no JSON");
    cr_expect_not(json_reader_field(&reader, inner, "d", &value));
    cr_expect(json_reader_field(&reader, record, "d", &value));
    cr_expect_eq(reader.count, 3, "each text is read once");
    for (size_t i = 0; i < 10; i++)
        json_reader_field(&reader, (sls_view){record.ptr, i}, "a", &value);
    cr_expect_eq(reader.count, JSON_TEXTS);
    json_reader_close(&reader);
}

Test(json, bytes_are_read)
{
    struct json_reader reader;
    char room[8];

    json_reader_open(&reader);
    cr_expect_eq(json_reader_bytes(&reader, "a", room, sizeof(room)), 0);
    cr_assert(json_reader_read(&reader, VIEW("{\"a\":[104,105,10,233],\"b\":\"x\"}")));
    cr_expect_eq(json_reader_bytes(&reader, "a", room, sizeof(room)), 4);
    cr_expect_eq(memcmp(room, "hi\n\xe9", 4), 0);
    cr_expect_eq(json_reader_bytes(&reader, "a", room, 2), 2);
    cr_expect_eq(json_reader_bytes(&reader, "b", room, sizeof(room)), 0);
    cr_expect_eq(json_reader_bytes(&reader, "c", room, sizeof(room)), 0);
    json_reader_close(&reader);
}

/* Of names that come twice the last counts, in any depth, and nothing is missed. */
Test(json, names_that_come_twice)
{
    struct json_reader reader;
    sls_view text = VIEW("{\"a\":1,\"b\":{\"c\":2,\"c\":3},\"a\":[{\"d\":4,\"d\":5}],"
                         "\"e:\\\"\":\"x:y\",\"f\":\"\\\\\"}");
    sls_view value;

    json_reader_open(&reader);
    cr_assert(json_reader_read(&reader, text));
    cr_expect(json_reader_field(&reader, text, "/b/c", &value));
    cr_expect(view_equal(value, VIEW("3")));
    cr_expect(json_reader_field(&reader, text, "/a/0/d", &value));
    cr_expect(view_equal(value, VIEW("5")));
    cr_expect(json_reader_field(&reader, text, "e:\"", &value));
    cr_expect(view_equal(value, VIEW("x:y")));
    json_reader_close(&reader);
}
