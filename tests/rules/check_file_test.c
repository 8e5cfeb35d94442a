/*
 * check_file_test.c - what --check-plugin finds in a rule file beyond what the reader
 * refuses: samples that are not caught, with the place up to which they are; those that
 * an earlier cause catches; not_samples that are; patterns that a reply can make slow.
 */
#include "rules/check_file.h"

#include "../plugins/shelf.h"
#include "base/view.h"

struct last_fault {
    char sentence[WHY_BYTES], text[256];
    size_t at, count;
};

static void hear(void *receiver, const struct why *why, const struct caret *mark)
{
    struct last_fault *fault = receiver;

    if (fault->count++ > 0)
        return;
    snprintf(fault->sentence, sizeof(fault->sentence), "%s", why->sentence);
    if (mark != NULL) {
        snprintf(fault->text, sizeof(fault->text), "%.*s", (int)mark->text.len,
                 mark->text.ptr);
        fault->at = mark->at;
    }
}

#define RULE(keys) "cause \"good/rate-limited\" {\n" keys "\n}\n"

static const struct {
    const char *name, *text, *fault, *shown; /* up to the caret */
} rows[] = {
    {"sound",
     RULE("contains = 'too fast' sample = '450 Too fast' not_sample = '450 too'"), NULL,
     NULL},
    {"the other code", RULE("code = 550 contains = fast\nsample = '450 too fast'"),
     ":3: the sample is not caught: its code is not \"550\"", ""},
    {"a literal that is half met",
     RULE("contains = 'sent too fast'\nsample = '450 4.7.0 "
          "mail sent to fast'"),
     ":3: the sample is not caught: it matches only up to the caret",
     "450 4.7.0 mail sent to"},
    {"a pattern that is half met",
     RULE("regex = 'sent \\w+ slow'\nsample = '450 sent too fast'"),
     ":3: the sample is not caught: it matches only up to the caret", "450 sent too "},
    {"nothing is met", RULE("contains = 'qqq'\nsample = '450 fast'"),
     ":3: the sample is not caught: it matches only up to the caret", ""},
    {"what is masked",
     RULE("contains = 'for a@b.example'\nsample = '450 too fast for "
          "a@b.example'"),
     ":3: the sample is not caught: replies are searched with what differs from message "
     "to "
     "message masked; \"for a@b.example\" is there \"for <addr>\"",
     "450 too fast for "},
    {"shadowed",
     RULE("contains = too sample = '450 too'") RULE("contains = fast\n"
                                                    "sample = '450 too fast'"),
     ":6: the sample is caught by an earlier cause, \"good/rate-limited\" in line 1",
     "450 too"},
    {"not shadowed by another provider's",
     "cause \"generic/rate-limited\" { contains = too sample = '450 too' }" RULE(
         "contains = fast sample = '450 too fast'"),
     NULL, NULL},
    {"a not_sample", RULE("contains = too sample = too\nnot_sample = '450 too fast'"),
     ":3: the not_sample is caught", "450 too"},
    {"a slow pattern", RULE("sample = '450 aaa'\nregex = '(a+)+$'"),
     ":3: the pattern takes too long on a long reply: 64 KiB of one letter", NULL},
    {"a slow pattern of its own words",
     RULE("sample = '450 bcbc.'\nregex = '(b|c|bc)+[.!]'"),
     ":3: the pattern takes too long on a long reply: 64 KiB of the pattern's own "
     "characters",
     NULL},
    {"no provider", "cause \"godo/greylisted\" { code = 4 sample = '450 x' }",
     ":1: no provider \"godo\"; similar: \"good\"", NULL},
};

Test(check_file, one_fault)
{
    static const char *const plugins[] = {"good", "generic", NULL};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct shelf shelf;
        struct last_fault fault = {.count = 0};
        char path[FOLDER_PATH_BYTES];
        size_t rules;
        shelf_open(&shelf, plugins);
        folder_write(folder_place(&shelf.folder, path, "t.conf"), rows[i].text,
                     strlen(rows[i].text));
        size_t count = check_file(&shelf.book, path, hear, &fault, &rules);
        cr_expect_eq(count, rows[i].fault != NULL, "%s: %zu faults, first %s",
                     rows[i].name, count, fault.sentence);
        cr_expect_eq(count, fault.count);
        cr_expect_geq(rules, 1);
        if (rows[i].fault != NULL)
            cr_expect(view_ends(view_of(fault.sentence), view_of(rows[i].fault)),
                      "%s: %s", rows[i].name, fault.sentence);
        if (rows[i].shown != NULL) {
            fault.text[fault.at] = '\0';
            cr_expect_str_eq(fault.text, rows[i].shown, "%s: %s", rows[i].name,
                             fault.text);
        }
        shelf_close(&shelf);
    }
}
