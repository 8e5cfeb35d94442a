/*
 * similar_test.c - the word that may have been meant.
 */
#include "base/similar.h"

#include <criterion/criterion.h>

#include <smtplogscan/plugin.h>

static const char *const words[] = {"gmail", "sendgrid", "smtp", "zoho"};

static const struct {
    const char *word, *similar; /* NULL: none */
} rows[] = {
    {"sendgird", "sendgrid"}, {"gmial", "gmail"}, {"send", "sendgrid"}, {"zohoo", "zoho"},
    {"acme", NULL},           {"mailgun", NULL},  {"ozho", "zoho"},     {"smpt", "smtp"},
    {"sned", NULL},           {"x", NULL},        {"", NULL},           {"zz", NULL},
};

Test(similar, words)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        const char *found = similar_word(rows[i].word, words, SLS_COUNT(words));
        cr_expect(rows[i].similar == NULL
                      ? found == NULL
                      : found != NULL && strcmp(found, rows[i].similar) == 0,
                  "%s: %s", rows[i].word, found ? found : "none");
    }
}

/* "top" is one step from "tpo", and "tz" two. */
Test(similar, nearest)
{
    static const char *const options[] = {"tz", "top", "format", "format-in"};

    cr_expect_str_eq(similar_word("tpo", options, 4), "top");
    cr_expect_str_eq(similar_word("fromat-in", options, 4), "format-in");
    cr_expect_str_eq(similar_word("fomat", options, 4), "format");
}

Test(similar, hint)
{
    char room[SIMILAR_HINT_BYTES];

    cr_expect_str_eq(similar_hint(room, "zoho"), "; similar: \"zoho\"");
    cr_expect_str_eq(similar_hint(room, NULL), "");
}
