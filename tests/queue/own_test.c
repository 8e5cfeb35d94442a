/*
 * own_test.c - the Message-IDs of our own mails, and what only looks like one.
 */
#include "queue/own.h"

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *id;
    bool own;
} rows[] = {
    {"0123456789abcdef.0123456789abcdef@smtplogscan.invalid", true},
    {"0123456789abcdeF.0123456789abcdef@smtplogscan.invalid", false},
    {"0123456789abcdef-0123456789abcdef@smtplogscan.invalid", false},
    {"0123456789abcdef.0123456789abcdef@smtplogscan.invalie", false},
    {"0123456789abcdef.0123456789abcdef@smtplogscan.invalid ", false},
    {"0123456789abcdef.0123456789abcde@smtplogscan.invalid", false},
    {"x@smtplogscan.invalid", false},
    {"0123456789abcdef", false},
    {"", false},
};

Test(own, ids)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        cr_expect_eq(own_is_report(view_of(rows[i].id)), rows[i].own, "%s", rows[i].id);
}
