/*
 * why_test.c - holds base/why.c to its header: a failed call answers false and leaves a
 * sentence, a remedy belongs to the sentence before it, and nothing writes past a buffer.
 */
#include "base/why.h"

#include <criterion/criterion.h>
#include <string.h>

Test(why, leaves_a_sentence)
{
    static const struct {
        const char *name, *file;
        int number;
        const char *want;
    } rows[] = {
        {"file and number", "mail.log", 3, "mail.log: line 3"},
        {"empty file name", "", 0, ": line 0"},
        {"percent signs in what is formatted", "%s%n", -1, "%s%n: line -1"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct why why;
        memset(&why, 'x', sizeof(why));
        cr_expect_not(fail(&why, "%s: line %d", rows[i].file, rows[i].number), "%s",
                      rows[i].name);
        cr_expect_str_eq(why.sentence, rows[i].want, "%s", rows[i].name);
        cr_expect_str_empty(why.remedy, "%s: no remedy of its own", rows[i].name);
    }
}

Test(why, remedy_belongs_to_the_last_sentence)
{
    struct why why;

    fail(&why, "mail.log: no such file");
    cr_expect_not(fail_remedy(&why, "ls -l %s", "/var/log"));
    cr_expect_str_eq(why.sentence, "mail.log: no such file");
    cr_expect_str_eq(why.remedy, "ls -l /var/log");

    fail(&why, "another");
    cr_expect_str_eq(why.sentence, "another");
    cr_expect_str_empty(why.remedy, "a new sentence takes the old remedy away");
}

Test(why, cuts_what_is_too_long)
{
    struct {
        struct why why;
        char fence[16];
    } fenced;
    char text[3 * WHY_BYTES];

    memset(&fenced, '#', sizeof(fenced));
    memset(text, 'a', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    fail(&fenced.why, "%s", text);
    fail_remedy(&fenced.why, "%s", text);

    cr_expect_eq(strlen(fenced.why.sentence), WHY_BYTES - 1);
    cr_expect_eq(strlen(fenced.why.remedy), WHY_BYTES - 1);
    for (size_t i = 0; i < sizeof(fenced.fence); i++)
        cr_expect_eq(fenced.fence[i], '#', "byte %zu behind the buffers", i);

    text[WHY_BYTES - 1] = '\0';
    fail(&fenced.why, "%s", text);
    cr_expect_str_eq(fenced.why.sentence, text, "what just fits is whole");
}
