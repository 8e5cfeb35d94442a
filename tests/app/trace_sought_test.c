/*
 * trace_sought_test.c - when another pass is due, and the bound on what is looked for.
 */
#include "app/trace_sought.h"

#include <criterion/criterion.h>

Test(trace_sought, grows_until_a_pass_brings_nothing)
{
    struct sought sought;

    sought_open(&sought);
    sought_begin_pass(&sought);
    cr_expect_not(sought_grew(&sought, true));
    cr_expect(sought_key(&sought, 7));
    sought_id(&sought, 8, SOUGHT_EVENTS);
    cr_expect(sought_grew(&sought, false));
    sought_begin_pass(&sought);
    cr_expect(sought_key(&sought, 7));
    sought_id(&sought, 8, SOUGHT_EVENTS);
    cr_expect_not(sought_grew(&sought, true));
    sought_id(&sought, 9, SOUGHT_EVENTS);
    cr_expect_not(sought_grew(&sought, false), "no export, no matter");
    cr_expect(sought_grew(&sought, true));
    sought_begin_pass(&sought);
    sought_id(&sought, 9, SOUGHT_LOGS);
    cr_expect(sought_grew(&sought, false), "now logs are searched for it, too");
    cr_expect(sought_has_id(&sought, 9, SOUGHT_LOGS) &&
              sought_has_id(&sought, 9, SOUGHT_EVENTS));
    cr_expect_not(sought_has_id(&sought, 8, SOUGHT_LOGS));
    sought_close(&sought);
}

Test(trace_sought, what_is_forgotten_makes_no_pass)
{
    struct sought sought;

    sought_open(&sought);
    sought_begin_pass(&sought);
    sought_key(&sought, 7);
    sought_forget_key(&sought, 7);
    sought_forget_key(&sought, 6);
    cr_expect_not(sought_has_key(&sought, 7));
    cr_expect_not(sought_grew(&sought, true));
    sought_close(&sought);
}

Test(trace_sought, is_bounded)
{
    struct sought sought;

    sought_open(&sought);
    sought_begin_pass(&sought);
    for (uint64_t key = 1; key <= SOUGHT_MOST; key++)
        cr_expect(sought_key(&sought, key));
    cr_expect_not(sought_key(&sought, SOUGHT_MOST + 1));
    cr_expect_not(sought_key(&sought, SOUGHT_MOST + 1));
    cr_expect_not(sought_key(&sought, SOUGHT_MOST + 2));
    cr_expect(sought_key(&sought, 1), "what is known stays");
    cr_expect_eq(sought.unsought.count, 2);
    sought_begin_pass(&sought);
    cr_expect_eq(sought.unsought.count, 0, "counted anew in each pass");
    sought_close(&sought);
}
