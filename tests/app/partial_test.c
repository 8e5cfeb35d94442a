/*
 * partial_test.c - holds partials to being opened only when they are whole, and to
 * knowing which inputs were counted already.
 */
#include "app/partial.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/seal.h"
#include "base/view.h"

static const struct seal kind = {"\x8ESLSP\r\n\x1A", 1};

/* Of lines that were recognised, with a print of two halves. */
static struct ledger input(uint64_t recognised, uint64_t first, uint64_t second)
{
    return (struct ledger){.recognised = recognised, .print = {first, second}};
}

Test(partial, an_input_is_known_by_its_lines)
{
    struct ledger copy = input(3, 1, 2), mine[] = {input(9, 9, 9), input(3, 1, 2)};
    struct ledger others[] = {input(4, 1, 2), input(3, 2, 2), input(3, 1, 3),
                              input(0, 1, 2)};
    const struct partial partial = {.ledgers = mine, .ledger_count = 2};
    const struct partial other = {.ledgers = others, .ledger_count = 4};

    cr_expect(partial_has(&partial, &copy));
    copy.duplicate_of = "it was left out there";
    cr_expect_not(partial_has(&partial, &copy));
    for (size_t i = 0; i < SLS_COUNT(others); i++)
        cr_expect_not(partial_has(&partial, &others[i]), "%zu", i);
    cr_expect_eq(partial_common(&partial, &other), 0);
    cr_expect_eq(partial_common(&partial, &partial), 2);
    mine[1].duplicate_of = "it was left out here";
    copy.duplicate_of = NULL;
    cr_expect_not(partial_has(&partial, &copy));
    mine[1] = input(0, 1, 2);
    copy.recognised = 0;
    cr_expect_not(partial_has(&partial, &copy), "nothing is like nothing");
}

static bool opens(sls_view inside, struct partial *partial, struct why *why)
{
    struct pack file;

    pack_open(&file);
    seal_close(&kind, inside, &file);
    bool open = partial_open(partial, "x.partial", pack_view(&file), why);
    pack_close(&file);
    return open;
}

/* From the scope to the inputs.  Not inlined: gcc's count of what is written goes astray.
 */
__attribute__((noinline)) static void pack_head(struct pack *pack, uint64_t flags,
                                                uint64_t inputs)
{
    pack_number(pack, flags);
    pack_bytes(pack, VIEW("\xC8\x01\x90\x03")); /* since 100, until 200 */
    pack_text(pack, VIEW("mx1,mx2"));
    pack_number(pack, 0);
    pack_bytes(pack, VIEW("\0\0\0\0")); /* offsets, first and last */
    pack_number(pack, inputs);
    for (uint64_t i = 0; i < inputs; i++) {
        pack_text(pack, VIEW("mail.log"));
        pack_text(pack, VIEW("none"));
        pack_text(pack, VIEW("twin.log"));
        pack_text(pack, VIEW(""));
        pack_text(pack, VIEW(""));
        pack_number(pack, 0);
        for (int k = 0; k < 14; k++)
            pack_number(pack, 1);
    }
}

Test(partial, what_was_asked_for_comes_out_again)
{
    static const struct {
        uint64_t flags;
        int64_t since, until;
    } rows[] = {{0, INT64_MIN, INT64_MAX},
                {1, INT64_MIN, INT64_MAX},
                {2, 100, INT64_MAX},
                {4, INT64_MIN, 200},
                {7, 100, 200}};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct partial partial;
        struct pack inside;
        struct why why;
        pack_open(&inside);
        pack_head(&inside, rows[i].flags, 1);
        cr_assert(opens(pack_view(&inside), &partial, &why), "row %zu", i);
        cr_expect_eq(partial.scope.since, rows[i].since);
        cr_expect_eq(partial.scope.until, rows[i].until);
        cr_expect_eq(partial.scope.zone_fixed, rows[i].flags & 1);
        cr_expect(view_equal(partial.scope.hosts, VIEW("mx1,mx2")));
        cr_expect_str_eq(partial.ledgers[0].path, "x.partial:mail.log");
        cr_expect_str_eq(partial.ledgers[0].duplicate_of, "twin.log");
        partial_close(&partial);
        pack_close(&inside);
    }
}

Test(partial, a_head_that_is_cut_or_empty_is_refused)
{
    struct partial partial;
    struct pack inside;
    struct why why;

    pack_open(&inside);
    pack_head(&inside, 0, 2);
    for (size_t i = 0; i < pack_view(&inside).len; i++) {
        cr_expect_not(opens((sls_view){pack_view(&inside).ptr, i}, &partial, &why),
                      "cut at %zu", i);
        cr_expect_not_null(strstr(why.sentence, "damaged or cut"));
        partial_close(&partial);
    }
    pack_close(&inside);
    pack_open(&inside);
    pack_head(&inside, 0, 0);
    cr_expect_not(opens(pack_view(&inside), &partial, &why), "of no input");
    partial_close(&partial);
    pack_close(&inside);
}
