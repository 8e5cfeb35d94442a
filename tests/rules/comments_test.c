/*
 * comments_test.c - what is a comment, and what only looks like one.
 */
#include "rules/comments.h"

#include <criterion/criterion.h>
#include <string.h>

#include <smtplogscan/plugin.h>

static const struct {
    const char *name, *text, *left;
} rows[] = {
    {"nothing", "", ""},
    {"a line", "# a\nb = 1", "   \nb = 1"},
    {"behind a value", "a = b#c\n", "a = b  \n"},
    {"two slashes", "// a\nb = //c\nd", "    \nb =    \nd"},
    {"an address", "a = https://b.example", "a = https://b.example"},
    {"lines of C", "/* a\n b */c", "    \n     c"},
    {"never closed", "a /* b", "a /* b"},
    {"a slash at the end", "a /", "a /"},
    {"in quotes", "a = \"#b\" '//c' # d", "a = \"#b\" '//c'    "},
    {"a quote in quotes", "a = \"b\\\"#c\" #d", "a = \"b\\\"#c\"   "},
    {"quotes never closed", "a = \"#b\n#c", "a = \"#b\n#c"},
    {"a backslash at the end", "\"\\", "\"\\"},
    {"a quote in a comment", "# it's\na # b", "      \na    "},
};

Test(comments, blank)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        char text[64];
        strcpy(text, rows[i].text);
        comments_blank(text, strlen(text));
        cr_expect_str_eq(text, rows[i].left, "%s: %s", rows[i].name, text);
    }
}
