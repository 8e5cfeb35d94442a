/*
 * intern_test.c - holds base/intern.c to its header: one id for equal bytes, views that
 * stay, a limit that refuses and counts, and two views of one hash kept apart.
 */
#include "base/intern.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/view.h"

enum { SEED = 42, LONGEST = 512 };

Test(intern, equal_bytes_have_one_id)
{
    struct intern names;
    char copy[] = "mx1.example.com";

    intern_open(&names, 100, SEED);
    uint32_t id = intern_id(&names, VIEW("mx1.example.com"));
    cr_expect_gt(id, INTERN_OTHER);
    cr_expect_eq(intern_id(&names, view_of(copy)), id);
    cr_expect_neq(intern_id(&names, VIEW("mx2.example.com")), id);
    cr_expect_neq(intern_id(&names, VIEW("mx1.example.co")), id, "a prefix is another");
    cr_expect_neq(intern_id(&names, VIEW("mx1.example.com\0")), id, "so is a NUL more");
    memset(copy, '!', sizeof(copy));
    cr_expect(view_equal(intern_view(&names, id), VIEW("mx1.example.com")));
    cr_expect_eq(names.refused, 0);
    intern_close(&names);
}

Test(intern, the_two_ids_that_are_always_there)
{
    struct intern names;

    intern_open(&names, 100, SEED);
    cr_expect_eq(intern_id(&names, VIEW("")), INTERN_NONE);
    cr_expect_eq(intern_id(&names, (sls_view){NULL, 0}), INTERN_NONE);
    cr_expect_eq(intern_view(&names, INTERN_NONE).len, 0);
    cr_expect_gt(intern_view(&names, INTERN_OTHER).len, 0, "the rest has a name");
    cr_expect(view_equal(intern_view(&names, 999), intern_view(&names, INTERN_OTHER)),
              "an id that nobody gave is one of the rest");
    intern_close(&names);
}

Test(intern, ids_and_views_stay_while_many_come)
{
    enum { MANY = 20000 };
    static uint32_t ids[MANY];
    struct intern names;
    char text[40];

    intern_open(&names, UINT32_MAX, SEED);
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < MANY; i++) {
            int bytes = snprintf(text, sizeof(text), "user%u@example.com", i);
            uint32_t id = intern_id(&names, (sls_view){text, (size_t)bytes});
            if (round == 0)
                ids[i] = id;
            cr_assert_eq(id, ids[i], "%s", text);
            cr_assert(i == 0 || ids[i] > ids[i - 1], "%s has an id of its own", text);
        }
    for (uint32_t i = 0; i < MANY; i++) {
        snprintf(text, sizeof(text), "user%u@example.com", i);
        cr_assert(view_equal(intern_view(&names, ids[i]), view_of(text)), "%s", text);
    }
    cr_expect_eq(names.refused, 0);
    intern_close(&names);
}

/* The two ids that are always there count towards the limit. */
Test(intern, a_limit_refuses_what_is_new)
{
    static const uint32_t limits[] = {0, 2, 3, 10, 256, 257, 300};

    for (size_t row = 0; row < sizeof(limits) / sizeof(limits[0]); row++) {
        struct intern names;
        uint32_t room = limits[row] < 2 ? 0 : limits[row] - 2;
        intern_open(&names, limits[row], SEED);
        for (int round = 0; round < 2; round++)
            for (uint32_t i = 0; i < 400; i++) {
                uint32_t id = intern_id(&names, (sls_view){(const char *)&i, sizeof(i)});
                cr_expect_eq(id == INTERN_OTHER, i >= room, "limit %u: view %u",
                             limits[row], i);
            }
        cr_expect_eq(names.refused, 2 * (400 - room), "limit %u", limits[row]);
        cr_expect_eq(intern_id(&names, VIEW("")), INTERN_NONE, "limit %u", limits[row]);
        intern_close(&names);
    }
}

Test(intern, a_long_view_is_kept_cut)
{
    struct intern names;
    char text[LONGEST + 2];

    memset(text, 'a', sizeof(text));
    intern_open(&names, 100, SEED);
    uint32_t whole = intern_id(&names, (sls_view){text, LONGEST});
    cr_expect_eq(intern_view(&names, whole).len, LONGEST);
    cr_expect_eq(intern_id(&names, (sls_view){text, LONGEST + 1}), whole);
    text[LONGEST] = 'b';
    cr_expect_eq(intern_id(&names, (sls_view){text, LONGEST + 2}), whole,
                 "what is cut off tells nothing apart");
    uint32_t shorter = intern_id(&names, (sls_view){text, LONGEST - 1});
    cr_expect_neq(shorter, whole);
    cr_expect_eq(intern_view(&names, shorter).len, LONGEST - 1);
    intern_close(&names);
}

/* A second hash that hits the first view's key is played by an entry in the table. */
Test(intern, two_views_of_one_hash_are_two)
{
    struct intern names;
    bool added;

    intern_open(&names, 100, SEED);
    uint32_t first = intern_id(&names, VIEW("first.example"));
    *table_put(&names.ids, hash_view(VIEW("second.example"), SEED), &added) = first;
    cr_assert(added);
    uint32_t second = intern_id(&names, VIEW("second.example"));
    cr_expect_neq(second, first);
    cr_expect_eq(intern_id(&names, VIEW("second.example")), second);
    cr_expect_eq(intern_id(&names, VIEW("first.example")), first);
    cr_expect(view_equal(intern_view(&names, second), VIEW("second.example")));
    intern_close(&names);
}

Test(intern, the_seed_changes_no_id)
{
    static const char *const texts[] = {"b.example", "a.example", "b.example",
                                        "c.example"};
    struct intern one, other;

    intern_open(&one, 100, 1);
    intern_open(&other, 100, 0xDEADBEEF);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        cr_expect_eq(intern_id(&one, view_of(texts[i])),
                     intern_id(&other, view_of(texts[i])), "%s", texts[i]);
    intern_close(&one);
    intern_close(&other);
}
