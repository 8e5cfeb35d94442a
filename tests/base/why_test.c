/*
 * why_test.c - holds base/why.c to its header: a failed call answers false and leaves a
 * sentence, a remedy belongs to the sentence before it, and nothing writes past a buffer.
 */
#include "base/why.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/say.h"

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
    cr_expect_eq(strlen(fenced.why.told), WHY_BYTES - 1);
    fail_more(&fenced.why, "; more");
    fail_aside(&fenced.why, "more");
    fail_because(&fenced.why, text, "%s", text);
    fail_told(&fenced.why, "%s", text);
    cr_expect_eq(strlen(fenced.why.sentence), WHY_BYTES - 1);
    for (size_t i = 0; i < sizeof(fenced.fence); i++)
        cr_expect_eq(fenced.fence[i], '#', "byte %zu behind the buffers", i);

    text[WHY_BYTES - 1] = '\0';
    fail(&fenced.why, "%s", text);
    cr_expect_str_eq(fenced.why.sentence, text, "what just fits is whole");
}

Test(why, tells_in_the_readers_language_and_in_english)
{
    struct why why;

    say_in("ko", BUILD_DIR "/locale");
    fail(&why, "%s: no such file", "mail.log");
    cr_expect_str_eq(why.sentence, "mail.log: no such file");
    cr_expect_str_eq(why.told, "mail.log: 파일이 없습니다");

    cr_expect_not(fail_because(&why, "Permission denied", "%s: cannot be written", "a"));
    cr_expect_str_eq(why.sentence, "a: cannot be written: Permission denied");
    cr_expect_str_eq(why.told, "a: 쓸 수 없습니다: 권한이 없습니다");

    cr_expect_not(fail_more(&why, "; similar: %s", "b"));
    cr_expect_str_eq(why.sentence, "a: cannot be written: Permission denied; similar: b");
    cr_expect_str_eq(why.told, "a: 쓸 수 없습니다: 권한이 없습니다; 비슷한 것: b");

    fail(&why, "%s: no such file", "a");
    cr_expect_not(fail_aside(&why, "looks like JSON"));
    cr_expect_str_eq(why.sentence, "a: no such file (looks like JSON)");
    cr_expect_str_eq(why.told, "a: 파일이 없습니다 (JSON으로 보입니다)");

    fail(&why, "is %s, which smtplogscan does not read", "a zip archive");
    cr_expect_not(
        fail_told(&why, "is %s, which smtplogscan does not read", say("a zip archive")));
    cr_expect_str_eq(why.sentence, "is a zip archive, which smtplogscan does not read");
    cr_expect_str_eq(why.told, "zip 압축 파일이며, smtplogscan은 이를 읽지 않습니다");
}
