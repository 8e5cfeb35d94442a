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
    {"sendgird", "sendgrid"}, {"gmial", "gmail"}, {"send", "sendgrid"},
    {"zohoo", "zoho"},        {"acme", NULL},     {"mailgun", NULL},
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

Test(similar, hint)
{
    char room[SIMILAR_HINT_BYTES];

    cr_expect_str_eq(similar_hint(room, "zoho"), "; similar: \"zoho\"");
    cr_expect_str_eq(similar_hint(room, NULL), "");
}
