/*
 * content_test.c - what the first bytes of an input tell, and that a log stays a log
 * whatever strangers have written into it.
 */
#include "app/content.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

#define LOG "2026-11-22T10:00:23+00:00 mx1 postfix/smtp[1]: "

static bool has_mark(sls_view head)
{
    return view_find(head, VIEW("mark")) != NULL;
}

static int parse_nothing(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    (void)host;
    (void)record;
    (void)attempt;
    return SLS_SKIP;
}

static const struct {
    const char *name;
    const char *head;
    enum cut cut;
    bool exported;
} rows[] = {
    {"empty", "", CUT_LINES, false},
    {"log", LOG "4AbC1: removed\n", CUT_LINES, false},
    {"object", "{\"mark\": 1}\n", CUT_OBJECTS, true},
    {"array", " [ {\"mark\": 1}]", CUT_OBJECTS, true},
    {"array of nothing", "[]", CUT_OBJECTS, false},
    {"array of nothing, in lines", "[\n]\n", CUT_OBJECTS, false},
    {"brackets before a line", "[] " LOG "4AbC1: removed\n", CUT_LINES, false},
    {"journal's JSON", "{\"__CURSOR\": \"a\"}", CUT_OBJECTS, false},
    {"journal's export", "__CURSOR=a\nMESSAGE=mark\n", CUT_ENTRIES, false},
    {"CSV", "a,mark,b\n1,2,3\n", CUT_ROWS, true},
    {"CSV behind empty lines", "\r\n\na,mark,b\n1,2,3\n", CUT_ROWS, true},
    {"CSV, one line", "a,mark,b", CUT_ROWS, true},
    {"a mark in a cell", "a,b\n1,mark\n", CUT_LINES, false},
    {"a mark in a reply", LOG "4AbC1: to=<a@b.example>, status=sent (250 mark)\n",
     CUT_LINES, false},
    {"a mark in another program's line",
     "Nov 22 10:00:23 mx1 app[1]: mark\n" LOG "4AbC1: removed\n", CUT_LINES, false},
    {"a mark in the rest of a line", "said: 550 mark)\n" LOG "4AbC1: removed\n",
     CUT_LINES, false},
    {"CSV with stamps", "a,mark\n2026-11-22 10:00:23,postfix/smtp\n", CUT_ROWS, true},
    {"a mark in a line without stamp", "postfix/smtp[1]: 4AbC1: mark\n", CUT_LINES,
     false},
};

Test(content, heads)
{
    struct exporter list[] = {{.id = "x", .probe = has_mark, .parse = parse_nothing}};
    struct exporters exporters = {.list = list, .count = 1};
    struct parser parser;

    parser_open(&parser);
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        size_t bytes = strlen(rows[i].head);
        char *block = malloc(bytes + (bytes == 0));
        memcpy(block, rows[i].head, bytes);
        struct content content =
            content_of((sls_view){block, bytes}, &exporters, NULL, &parser);
        cr_expect_eq(content.cut, rows[i].cut, "%s: cut %d", rows[i].name, content.cut);
        cr_expect_eq(content.exporter != NULL, rows[i].exported, "%s", rows[i].name);
        free(block);
    }
    parser_close(&parser);
}

Test(content, forced)
{
    struct exporter list[] = {{.id = "x", .probe = has_mark, .parse = parse_nothing}};
    struct exporters exporters = {.list = list, .count = 1};
    struct parser parser;

    parser_open(&parser);
    struct content content = content_of(VIEW("a,b\n"), &exporters, &list[0], &parser);
    cr_expect_eq(content.exporter, &list[0]);
    cr_expect_eq(content.cut, CUT_ROWS);
    content = content_of(VIEW("[{\"a\": 1}]"), &exporters, &list[0], &parser);
    cr_expect_eq(content.exporter, &list[0]);
    cr_expect_eq(content.cut, CUT_OBJECTS);
    parser_close(&parser);
}
