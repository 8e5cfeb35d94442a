/*
 * wording_test.c - a rule's words: its own before its cause's, Korean before English
 * where Korean is asked for and there is any.
 */
#include "rules/wording.h"

#include <criterion/criterion.h>

#include "base/say.h"
#include "rules/rulefile.h"

static void expect(struct rule_words words, const char *title, const char *advice,
                   const char *url)
{
    cr_expect_str_eq(words.title, title, "%s", words.title);
    cr_expect_str_eq(words.advice, advice, "%s", words.advice);
    cr_expect_str_eq(words.url, url, "%s", words.url);
}

Test(wording, of_a_plugin)
{
    struct rule rule = {.data = {.advice = "a", .url = "u"},
                        .cause = cause_named("greylisted")};

    for (int i = LANGUAGE_ENGLISH; i <= LANGUAGE_KOREAN; i++)
        expect(wording_of(&rule, (enum language)i), rule.cause->title, "a", "u");
}

Test(wording, of_a_file)
{
    struct file_rule origin = {.korean = {.advice = "가"}};
    struct rule rule = {.data = {.advice = "a", .url = "u"},
                        .origin = &origin,
                        .cause = cause_named("greylisted")};

    expect(wording_of(&rule, LANGUAGE_ENGLISH), rule.cause->title, "a", "u");
    expect(wording_of(&rule, LANGUAGE_KOREAN), rule.cause->title, "가", "u");
    origin.english.title = "t";
    expect(wording_of(&rule, LANGUAGE_KOREAN), "t", "가", "u");
    origin.korean = (struct rule_words){"나", "가", "다"};
    expect(wording_of(&rule, LANGUAGE_ENGLISH), "t", "a", "u");
    expect(wording_of(&rule, LANGUAGE_KOREAN), "나", "가", "다");
}

/* After say_in() what a table says is looked up, and only where Korean is asked for. */
Test(wording, of_a_catalog)
{
    struct rule rule = {.data = {.advice = "delayed", .url = "https://a.example"},
                        .text_domain = SAY_DOMAIN,
                        .cause = cause_named("greylisted")};

    say_in("ko", BUILD_DIR "/locale");
    const char *title = say("Greylisted: first contact is put off");
    expect(wording_of(&rule, LANGUAGE_KOREAN), title, "지연", "https://a.example");
    expect(wording_of(&rule, LANGUAGE_ENGLISH), rule.cause->title, "delayed",
           "https://a.example");
    rule.text_domain = NULL;
    expect(wording_of(&rule, LANGUAGE_KOREAN), title, "delayed", "https://a.example");
}

/* A plugin's own cause is of its catalog, not of the program's. */
Test(wording, of_a_plugins_cause)
{
    struct cause own = {.slug = "acme-only", .title = "delayed"};

    say_in("ko", BUILD_DIR "/locale");
    cr_expect_str_eq(wording_cause(&own, SAY_DOMAIN), "지연");
    cr_expect_str_eq(wording_cause(&own, NULL), "delayed");
}
