/*
 * check_test.c - the test that every rule table is put to: each fault is told, in a
 * sentence that names file, rule number and id, and a sound table has none.
 */
#include "rules/check.h"

#include "../plugins/folder.h"

enum { FAULTS = 32 };

struct faults {
    struct why list[FAULTS];
    size_t count;
};

static void note(void *receiver, const struct why *why)
{
    struct faults *faults = receiver;

    cr_assert_lt(faults->count, FAULTS);
    faults->list[faults->count++] = *why;
}

static void check(struct faults *faults, const char *name)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES];
    struct arena arena;
    struct plugin plugin;
    struct why why = {.sentence = ""};

    faults->count = 0;
    folder_open(&folder);
    arena_open(&arena);
    folder_copy(&folder, path, name);
    cr_assert(plugin_open(&plugin, &arena, path, &why), "%s", why.sentence);
    size_t length = strlen(path);
    size_t count = check_plugin(&plugin, note, faults);
    cr_expect_eq(count, faults->count, "%s: says %zu faults, told %zu", name, count,
                 faults->count);
    for (size_t i = 0; i < faults->count; i++) {
        char *sentence = faults->list[i].sentence;
        cr_expect_eq(strncmp(sentence, path, length), 0, "%s: %s", name, sentence);
        memmove(sentence, sentence + length, strlen(sentence + length) + 1);
    }
    plugin_close(&plugin);
    arena_close(&arena);
    folder_close(&folder);
}

Test(check, sound_tables_have_no_faults)
{
    static const char *const rows[] = {"good", "generic", "longer_rule", "duplicate"};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct faults faults;
        check(&faults, rows[i]);
        cr_expect_eq(faults.count, 0, "%s%s", rows[i],
                     faults.count > 0 ? faults.list[0].sentence : "");
    }
}

static const struct {
    const char *plugin, *sentence;
} single[] = {
    {"bad_pattern", ": rule 1 (unclosed): missing closing parenthesis at offset 19"},
    {"unknown_cause",
     ": rule 1 (misspelt): no cause \"user-unknwon\"; similar: \"user-unknown\""},
    {"shadowed", ": rule 2 (narrow): its example is caught by rule 1 (wide): "
                 "550 5.1.1 no such user"},
    {"no_example", ": rule 1 (unproved): has no example"},
    {"http_link", ": rule 1 (plain): its link is not https: http://help.example/b"},
};

Test(check, one_fault)
{
    for (size_t i = 0; i < SLS_COUNT(single); i++) {
        struct faults faults;
        check(&faults, single[i].plugin);
        cr_expect_eq(faults.count, 1, "%s: %zu faults", single[i].plugin, faults.count);
        if (faults.count > 0)
            cr_expect_str_eq(faults.list[0].sentence, single[i].sentence, "%s",
                             faults.list[0].sentence);
    }
}

#define ENDLESS "550 5.0.0 zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzb"

static const char *const many[] = {
    ": rule 7 (bad-action): no action \"panic\"",
    ": rule 8 (bad-enhanced): \"5.x.1\" is no enhanced code",
    ": rule 9 (causeless): no cause \"\"",
    ": rule 11 (bad-utf): using UTF is disabled by the application at offset 6",
    ": rule 1 ((no id)): has no id",
    ": rule 3 (twice): an earlier rule has the same id",
    ": rule 4 (silent): needs advice of one to three sentences, one a line",
    ": rule 5 (long): needs advice of one to three sentences, one a line",
    ": rule 6 (missed): does not catch its own example: 550 5.0.0 mist",
    ": rule 10 (slow): its pattern takes too long on: " ENDLESS,
    ": rule 10 (slow): does not catch its own example: " ENDLESS,
};

Test(check, every_fault_is_told)
{
    struct faults faults;

    check(&faults, "faults");
    cr_expect_eq(faults.count, SLS_COUNT(many), "%zu faults", faults.count);
    for (size_t i = 0; i < SLS_COUNT(many); i++) {
        bool told = false;
        for (size_t f = 0; f < faults.count; f++)
            told |= strcmp(faults.list[f].sentence, many[i]) == 0;
        cr_expect(told, "is not told%s", many[i]);
    }
}

Test(check, severities_that_are_none)
{
    struct faults faults;

    check(&faults, "bad_severity");
    cr_expect_geq(faults.count, 1, "severity 9 is no fault");
}

/* The rule that only classify() returns is proved by its example as others are. */
Test(check, classify_is_asked_for_its_examples)
{
    struct faults faults;

    check(&faults, "classify_outside");
    cr_expect_geq(faults.count, 2,
                  "the unknown cause is told, and nobody catches \"550 5.0.0 sound\"");
}
