/*
 * cut_test.c - where records end: sound ones, damaged ones, and those that need more
 * bytes.  Every input is cut short at every byte too, in a block of its exact size: the
 * answer must be the same end or "more", and nothing past the block may be read.
 */
#include "input/cut.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

enum { MORE = 0 };

#define ROW(cut, text, want)                                                             \
    {                                                                                    \
        cut, {"" text, sizeof(text) - 1}, want                                           \
    }

static const struct {
    enum cut cut;
    sls_view input;
    size_t want; /* bytes of the first record, or MORE */
} records[] = {
    ROW(CUT_OBJECTS, "{}", 2),
    ROW(CUT_OBJECTS, "{\"a\":1}\n{\"a\":2}", 7),
    ROW(CUT_OBJECTS, "{\"a\":{\"b\":[{\"c\":{}},{}]}},{", 25),
    ROW(CUT_OBJECTS, "{\"a\":\"}{\\\"}\"}]", 13),
    ROW(CUT_OBJECTS, "{\"a\":\"\\\\\"}x", 10),
    ROW(CUT_OBJECTS, "{\n  \"a\" : [\n 1, {\n}\n]\n}\n", 23),
    ROW(CUT_OBJECTS, "{\"a\":\"x", MORE),
    ROW(CUT_OBJECTS, "{\"a\":\"x\\", MORE),
    ROW(CUT_OBJECTS, "{\"a\":\"x\\\"", MORE),
    ROW(CUT_OBJECTS, "{", MORE),
    ROW(CUT_OBJECTS, "", MORE),
    /* Cut off, and the next one follows. */
    ROW(CUT_OBJECTS, "{\"a\":\"x\n{\"a\":2}\n", 7),
    ROW(CUT_OBJECTS, "{\"a\":\"x\\\n{\"a\":2}\n", 8),
    ROW(CUT_OBJECTS, "{\"a\":12\n{\"a\":2}\n", 8),
    ROW(CUT_OBJECTS, "{\"a\":1,\n{\"a\":2}\n", 8),
    ROW(CUT_OBJECTS, "{\"a\"\n{\"a\":2}\n", 5),
    ROW(CUT_OBJECTS, "{\n{\"a\":2}\n", 2),
    ROW(CUT_OBJECTS, "{\"a\":[{}\n{\"a\":2}\n", 9),
    ROW(CUT_OBJECTS, "{\"a\":tr\x1e{\"a\":2}\n", 7),
    ROW(CUT_OBJECTS, "{\"a\":\"tr\x1e{\"a\":2}\n", 8),
    ROW(CUT_OBJECTS, "{\"a\":[}\n{\"a\":2}\n", 7),
    ROW(CUT_OBJECTS, "{\"a\":1]\n{\"a\":2}\n", 7),
    /* What is no object. */
    ROW(CUT_OBJECTS, "Nov 22 {\n{\"a\":2}\n", 9),
    ROW(CUT_OBJECTS, "null", MORE),
    ROW(CUT_OBJECTS, "}\n", 2),
    /* An array's element, as far as the next. */
    ROW(CUT_OBJECTS, "null,{\"a\":2}]\n", 4),
    ROW(CUT_OBJECTS, "-1.5e+3 ]\n", 8),
    ROW(CUT_OBJECTS, "\"x, \\\" y\" , {\"a\":2}]\n", 10),
    ROW(CUT_OBJECTS, "\"x\n{\"a\":2}\n", 3),
    ROW(CUT_OBJECTS, "null or so, {\n", 14),

    ROW(CUT_ROWS, "a,b\nc,d\n", 4),
    ROW(CUT_ROWS, "a,b\r\nc,d\r\n", 5),
    ROW(CUT_ROWS, "\"a\nb\",c\nd", 8),
    ROW(CUT_ROWS, "a;\"x \"\"y\"\"\n z\"\nd", 15),
    ROW(CUT_ROWS, "a\t\"\n\"\nd", 6),
    ROW(CUT_ROWS, "a, \"\n\"\nd", 7),
    ROW(CUT_ROWS, "5\" x 7\",b\nc", 10),
    ROW(CUT_ROWS, "\"a\"b\",c\nd", 8),
    ROW(CUT_ROWS, "\"\"\n", 3),
    ROW(CUT_ROWS, "\"\"\"\n", MORE),
    ROW(CUT_ROWS, "\"a\nb\nc\n", MORE),
    ROW(CUT_ROWS, "a,b", MORE),
    ROW(CUT_ROWS, "a,\"b\"", MORE),
    ROW(CUT_ROWS, "", MORE),

    ROW(CUT_ENTRIES, "A=1\nB=2\n\nA=3\n\n", 9),
    ROW(CUT_ENTRIES, "A=1\nM\n\x03\0\0\0\0\0\0\0x\n\n\nB=2\n\n", 23),
    ROW(CUT_ENTRIES, "M\n\0\0\0\0\0\0\0\0\n\nB=2\n\n", 12),
    ROW(CUT_ENTRIES, "M\n\xff\xff\xff\xff\xff\xff\xff\xffx\n\nB=2\n\n", MORE),
    ROW(CUT_ENTRIES, "M\n\x08\0\0\0\0\0\0\0x\n\n\n\n\n\n\n", MORE),
    ROW(CUT_ENTRIES, "A=1\n", MORE),
    ROW(CUT_ENTRIES, "A=1\nM", MORE),
    ROW(CUT_ENTRIES, "-- Reboot --\nA=1\n\n", 13),
    ROW(CUT_ENTRIES, "A=1\nsome text\nA=1\n\n", 4),
    ROW(CUT_ENTRIES, "", MORE),
};

static size_t bytes_cut(enum cut cut, sls_view input)
{
    char *exact = malloc(input.len + (input.len == 0));

    memcpy(exact, input.ptr, input.len);
    const char *end = cut_record(cut, (sls_view){exact, input.len});
    size_t bytes = end != NULL ? (size_t)(end - exact) : MORE;
    free(exact);
    return bytes;
}

Test(cut, records_end_where_they_should)
{
    for (size_t i = 0; i < SLS_COUNT(records); i++) {
        size_t got = bytes_cut(records[i].cut, records[i].input);
        cr_expect_eq(got, records[i].want, "row %zu: %zu bytes of %.*s", i, got,
                     (int)records[i].input.len, records[i].input.ptr);
    }
}

Test(cut, a_part_of_a_record_gives_no_other_end)
{
    for (size_t i = 0; i < SLS_COUNT(records); i++)
        for (size_t bytes = 0; bytes < records[i].input.len; bytes++) {
            size_t got = bytes_cut(records[i].cut, view_cut(records[i].input, bytes));
            cr_expect(got == MORE || got == records[i].want, "row %zu: %zu after %zu", i,
                      got, bytes);
        }
}

Test(cut, every_answer_is_a_step_forward)
{
    for (int cut = CUT_OBJECTS; cut <= CUT_ENTRIES; cut++)
        for (size_t i = 0; i < SLS_COUNT(records); i++) {
            size_t got = bytes_cut((enum cut)cut, records[i].input);
            cr_expect_leq(got, records[i].input.len, "row %zu", i);
        }
}

Test(cut, what_stands_between_records)
{
    static const struct {
        enum cut cut;
        sls_view input;
        size_t want;
    } rows[] = {
        ROW(CUT_OBJECTS, "[\r\n\t {", 5), ROW(CUT_OBJECTS, "]\n[\x1e,{", 5),
        ROW(CUT_OBJECTS, "data: {", 6),   ROW(CUT_OBJECTS, "\n\ndata: data: [{", 15),
        ROW(CUT_OBJECTS, "data {", 0),    ROW(CUT_OBJECTS, "\0\0{", 2),
        ROW(CUT_OBJECTS, "text", 0),      ROW(CUT_ROWS, "\r\n\n,a", 3),
        ROW(CUT_ROWS, "\ta", 0),          ROW(CUT_ROWS, "\0\0a", 2),
        ROW(CUT_ENTRIES, "\n\nA", 2),     ROW(CUT_ENTRIES, "", 0),
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        cr_expect_eq(cut_between(rows[i].cut, rows[i].input), rows[i].want, "row %zu", i);
}
