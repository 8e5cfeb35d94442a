/*
 * spool_test.c - outcomes come back as they were kept, in their order; one that is kept
 * anew stays in its place while it fits; a folder that takes none is told once.
 */
#include "tally/spool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/view.h"

static struct outcome outcome_of(uint64_t line, sls_view reply)
{
    return (struct outcome){
        .line = line,
        .attempts = 3,
        .code = 550,
        .enhanced = {5, 7, 26},
        .failed = true,
        .texts = {[OUTCOME_RECIPIENT] = VIEW("a@x.example"), [OUTCOME_REPLY] = reply}};
}

static void expect_outcome(struct spool *spool, uint32_t place, uint64_t line,
                           sls_view reply)
{
    struct outcome found;

    cr_assert(spool_get(spool, place, &found), "at %u", place);
    cr_expect_eq(found.line, line);
    cr_expect_eq(found.attempts, 3);
    cr_expect_eq(found.enhanced[2], 26);
    cr_expect(view_equal(found.texts[OUTCOME_RECIPIENT], VIEW("a@x.example")));
    cr_expect(view_equal(found.texts[OUTCOME_REPLY], reply), "line %llu",
              (unsigned long long)line);
    cr_expect_eq(found.texts[OUTCOME_HOST].len, 0);
}

Test(spool, in_their_order)
{
    enum { COUNT = 1000 };
    struct spool spool;
    char long_text[3000];
    uint64_t line = 0;

    memset(long_text, 'x', sizeof(long_text));
    spool_open(&spool);
    cr_expect_eq(spool_first(&spool), 0, "nothing is in it yet");
    for (uint64_t i = 1; i <= COUNT; i++) {
        struct outcome outcome = outcome_of(i, (sls_view){long_text, i * 3 % 3000});
        cr_expect_neq(spool_put(&spool, 0, &outcome), 0);
    }
    for (uint32_t place = spool_first(&spool); place != 0;
         place = spool_after(&spool, place)) {
        line++;
        expect_outcome(&spool, place, line, (sls_view){long_text, line * 3 % 3000});
    }
    cr_expect_eq(line, COUNT);
    spool_close(&spool);
}

Test(spool, kept_anew)
{
    struct spool spool;
    char long_text[3000];
    struct outcome small = outcome_of(1, VIEW("450 later")), found;
    struct outcome other = outcome_of(2, VIEW("550 no"));

    memset(long_text, 'x', sizeof(long_text));
    spool_open(&spool);
    uint32_t place = spool_put(&spool, 0, &small);
    uint32_t behind = spool_put(&spool, 0, &other);
    small.line = 7;
    cr_expect_eq(spool_put(&spool, place, &small), place);
    expect_outcome(&spool, place, 7, VIEW("450 later"));
    small.texts[OUTCOME_REPLY] = (sls_view){long_text, sizeof(long_text)};
    uint32_t moved = spool_put(&spool, place, &small);
    cr_expect_neq(moved, place);
    expect_outcome(&spool, moved, 7, small.texts[OUTCOME_REPLY]);
    expect_outcome(&spool, behind, 2, VIEW("550 no"));
    cr_expect_not(spool_get(&spool, 0, &found), "0 is no place");
    spool_close(&spool);
}

/* What is longer than any line is cut, not lost. */
Test(spool, longest)
{
    enum { LENGTH = 1 << 18 };
    struct spool spool;
    char *text = calloc(1, LENGTH);
    struct outcome outcome = outcome_of(1, (sls_view){text, LENGTH}), found;

    spool_open(&spool);
    uint32_t place = spool_put(&spool, 0, &outcome);
    cr_assert(spool_get(&spool, place, &found));
    cr_expect(found.texts[OUTCOME_REPLY].len > 100000 &&
              found.texts[OUTCOME_REPLY].len < LENGTH);
    spool_close(&spool);
    free(text);
}

Test(spool, no_room)
{
    struct spool spool;
    struct outcome outcome = outcome_of(1, VIEW("550 no")), found;

    setenv("TMPDIR", "/nowhere", 1);
    spool_open(&spool);
    cr_expect(strstr(spool.why.sentence, "/nowhere: no temporary file") != NULL, "%s",
              spool.why.sentence);
    cr_expect_eq(spool_put(&spool, 0, &outcome), 0);
    cr_expect_not(spool_get(&spool, 1, &found));
    spool_close(&spool);
}
