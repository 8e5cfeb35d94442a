/*
 * csv_test.c - cells as RFC 4180 has them: a line end is two bytes and never in a cell,
 * quotes are doubled, and nothing that a spreadsheet would calculate stays what it was.
 */
#include "write/csv.h"

#include <stdlib.h>

#include <criterion/criterion.h>

#include "base/view.h"
#include "write/escape.h"

static const struct {
    const char *name;
    sls_view text;
    const char *want;
} cells[] = {
    {"plain", {"a@example.com", 13}, "a@example.com"},
    {"nothing", {"", 0}, ""},
    {"a comma", {"a,b", 3}, "\"a,b\""},
    {"quotes", {"say \"no\"", 8}, "\"say \"\"no\"\"\""},
    {"a blank at its end", {"a ", 2}, "\"a \""},
    {"a formula", {"=1+1", 4}, "'=1+1"},
    {"a formula with a comma", {"=A(1,2)", 7}, "\"'=A(1,2)\""},
    {"plus", {"+82 2", 5}, "'+82 2"},
    {"minus", {"-bounce@x", 9}, "'-bounce@x"},
    {"at", {"@SUM(A1)", 8}, "'@SUM(A1)"},
    {"a tab", {"\t=1", 3}, "'\\x09=1"},
    {"a carriage return", {"\r=1", 3}, "'\\x0d=1"},
    {"behind blanks", {"  =1", 4}, "\"'  =1\""},
    {"a wide equals sign",
     {"\xef\xbc\x9d"
      "1",
      4},
     "'\xef\xbc\x9d"
     "1"},
    {"only inside", {"a=1", 3}, "a=1"},
    {"a line end", {"a\r\n=b", 5}, "a\\x0d\\x0a=b"},
    {"an escape", {"a\x1b[31m", 6}, "a\\x1b[31m"},
    {"NUL", {"a\0b", 3}, "a\\x00b"},
    {"not UTF-8", {"\xff", 1}, "\\xff"},
    {"right to left",
     {"a\xe2\x80\xae"
      "b",
      5},
     "a\\u{202e}b"},
    {"Hangul", {"\xed\x95\x9c", 3}, "\xed\x95\x9c"},
};

Test(csv, cells)
{
    for (size_t i = 0; i < SLS_COUNT(cells); i++) {
        char *bytes = NULL;
        size_t length = 0;
        struct csv csv = {.file = open_memstream(&bytes, &length)};
        csv_text(&csv, cells[i].text);
        fclose(csv.file);
        cr_expect(view_equal((sls_view){bytes, length}, view_of(cells[i].want)),
                  "%s: got %s, want %s", cells[i].name, bytes, cells[i].want);
        free(bytes);
    }
}

Test(csv, rows)
{
    char *bytes = NULL;
    size_t length = 0;
    struct csv csv = {.file = open_memstream(&bytes, &length)};

    csv_text(&csv, VIEW(""));
    csv_number(&csv, UINT64_MAX);
    csv_time(&csv, 0, (struct zone){.fixed = true});
    csv_time(&csv, 1795305600, (struct zone){.fixed = true, .offset_seconds = 32400});
    csv_end(&csv);
    csv_number(&csv, 0);
    csv_end(&csv);
    fclose(csv.file);
    cr_expect_str_eq(bytes, ",18446744073709551615,,2026-11-22T09:00:00+09:00\r\n0\r\n");
    free(bytes);
}

Test(csv, labels_of_prometheus)
{
    char *bytes = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&bytes, &length);

    escape_label(file, (sls_view){"a\"b\\c\nd\xc3\xa9", 9});
    fclose(file);
    cr_expect_str_eq(bytes, "a\\\"b\\\\c\\\\x0ad\xc3\xa9");
    free(bytes);
}
