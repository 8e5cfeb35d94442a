/*
 * lesson_test.c - the words that a rule is known by, and the quoting of a reply.
 */
#include "rules/lesson.h"

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *template, *want;
} rows[] = {
    {"550 5.9.9 Frobnication denied for <addr>", "Frobnication denied for"},
    {"<addr>: the gizmo of <host> is not to be asked", "is not to be asked"},
    {"550 \"quoted words are apart\" rest", "quoted words are apart"},
    {"550-5.7.1 [<ip>] (blue) line", "blue) line"},
    {"550 <addr> <id>", ""},
    {"550 no", ""},
    {"550 caf\xc3\xa9 open at night", "open at night"},
    {"550 a < b and so on", "b and so on"},
    {"", ""},
};

Test(lesson, words)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        sls_view words = lesson_words(view_of(rows[i].template));
        cr_expect(view_equal(words, view_of(rows[i].want)), "%s: %.*s", rows[i].template,
                  (int)words.len, words.ptr);
    }
}

Test(lesson, a_rule_for_a_reply)
{
    sls_attempt attempt = {
        .reply = 550,
        .enhanced = {5, 9, 9},
        .text = view_of("550 5.9.9 The \"gizmo\" of $HOME\\ is\tblue\xff")};
    char text[LESSON_BYTES];

    cr_assert(lesson_write(text, "acme", &attempt, attempt.text));
    cr_expect_str_eq(
        text, "cause \"acme/new-cause\" {\n"
              "    code = \"550 5.9.9\"\n"
              "    contains = \"gizmo\"\n"
              "    title = \"What the reply means, in a few words\"\n"
              "    action = \"review\"\n"
              "    do = \"What the sender should do.\"\n"
              "    sample = \"550 5.9.9 The \\\"gizmo\\\" of \\$HOME\\\\ is blue?\"\n"
              "}\n");
}

Test(lesson, nothing_to_know_it_by)
{
    sls_attempt attempt = {.text = view_of("<a@b.example>")};
    char text[LESSON_BYTES];

    cr_expect_not(lesson_write(text, "acme", &attempt, VIEW("<addr>")));
}

Test(lesson, a_reply_of_any_length_has_room)
{
    static char longest[LESSON_BYTES];
    sls_attempt attempt = {.reply = 550, .text = {longest, sizeof(longest)}};
    char text[LESSON_BYTES];

    memset(longest, '"', sizeof(longest));
    cr_assert(lesson_write(text, "acme", &attempt, VIEW("550")));
    cr_expect(view_ends(view_of(text), VIEW("\"\n}\n")));
}
