/*
 * say_test.c - holds base/say.c to its header: English until another language is asked
 * for, then that of the built catalog, whatever the environment says.
 */
#include "base/say.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCALES BUILD_DIR "/locale"

Test(say, is_english_before_it_is_asked)
{
    setenv("LANGUAGE", "ko", 1);
    setenv("LC_ALL", "ko_KR.UTF-8", 1);
    cr_expect_str_eq(say("delayed"), "delayed");
    cr_expect_str_eq(say_many("%s line", "%s lines", 1), "%s line");
    cr_expect_str_eq(say_many("%s line", "%s lines", 0), "%s lines");
    cr_expect_str_eq(say_many("%s line", "%s lines", (uint64_t)UINT32_MAX + 2),
                     "%s lines");
}

Test(say, speaks_korean_without_its_locale)
{
    unsetenv("LANGUAGE");
    setenv("LC_ALL", "C", 1);
    say_in("ko", LOCALES);
    cr_expect_str_eq(say("delayed"), "지연");
    cr_expect_str_eq(say_many("%s line", "%s lines", 1), "%s행");
    cr_expect_str_eq(say_many("%s line", "%s lines", 2), "%s행");
    cr_expect_str_eq(say_english("delayed"), "delayed");
    say_in_english();
    cr_expect_str_eq(say("delayed"), "delayed");
}

Test(say, what_no_catalog_has_is_said_as_it_is)
{
    say_in("ko", LOCALES);
    cr_expect_str_eq(say("no such sentence"), "no such sentence");
    cr_expect_str_empty(say(""), "the header of the catalog is no sentence");
    cr_expect_null(say_from(SAY_DOMAIN, NULL));
    cr_expect_str_eq(say_from(NULL, "delayed"), "delayed");
    cr_expect_str_eq(say_from("another", "delayed"), "delayed");
    say_in("ko", "/nonexistent");
    cr_expect_str_eq(say("delayed"), "delayed");
}

/* The program's own catalog, under the name of another's as well. */
static const char *const names[] = {SAY_DOMAIN ".mo", "acme.mo"};

static void make_locales(const char *folder)
{
    char path[PATH_MAX];

    snprintf(path, sizeof(path), "%s/ko", folder);
    mkdir(path, 0700);
    snprintf(path, sizeof(path), "%s/ko/LC_MESSAGES", folder);
    mkdir(path, 0700);
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof(path), "%s/ko/LC_MESSAGES/%s", folder, names[i]);
        cr_assert_eq(symlink(LOCALES "/ko/LC_MESSAGES/smtplogscan.mo", path), 0);
    }
}

static void remove_locales(const char *folder)
{
    char path[PATH_MAX];

    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof(path), "%s/ko/LC_MESSAGES/%s", folder, names[i]);
        unlink(path);
    }
    snprintf(path, sizeof(path), "%s/ko/LC_MESSAGES", folder);
    rmdir(path);
    snprintf(path, sizeof(path), "%s/ko", folder);
    rmdir(path);
    cr_expect_eq(rmdir(folder), 0);
}

Test(say, a_plugins_catalog_lies_beside_the_programs)
{
    char folder[] = "/tmp/say-XXXXXX";

    cr_assert_not_null(mkdtemp(folder));
    make_locales(folder);
    say_also("acme");
    say_in("ko", folder);
    cr_expect_str_eq(say_from("acme", "delayed"), "delayed", "nobody has asked for it");
    say_also(NULL);
    say_also(SAY_DOMAIN);
    say_also("acme");
    cr_expect_str_eq(say("delayed"), "지연");
    cr_expect_str_eq(say_from("acme", "failed"), "실패");
    remove_locales(folder);
}

Test(say, the_system_speaks_english)
{
    say_in("ko", LOCALES);
    cr_expect_str_eq(strerror(EACCES), "Permission denied");
    cr_expect_str_eq(say(strerror(EACCES)), "권한이 없습니다");
}
