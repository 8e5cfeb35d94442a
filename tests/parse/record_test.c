/*
 * record_test.c - takes the recipients of one line apart.
 */
#include "parse/record.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/view.h"

static const struct {
    const char *list;
    const char *want; /* each address behind a bar */
} rows[] = {
    {"", ""},
    {" , ", ""},
    {"a@b.example", "|a@b.example"},
    {"<a@b.example>", "|a@b.example"},
    {"<a@b.example>,<c@d.example>", "|a@b.example|c@d.example"},
    {"a@b.example,c@d.example", "|a@b.example|c@d.example"},
    {"a@b.example, <c@d.example>,root", "|a@b.example|c@d.example|root"},
    {"<\"a,b\"@c.example>,<d@e.example>", "|\"a,b\"@c.example|d@e.example"},
    {"\"a,b\"@c.example,d@e.example", "|\"a,b\"@c.example|d@e.example"},
    {"\"a\\\",b\"@c.example,d@e.example", "|\"a\\\",b\"@c.example|d@e.example"},
    {"<>,<a@b.example>", "||a@b.example"},
    {"<a@b.example", "|<a@b.example"},
    {"\"never closed, c@d.example", "|\"never closed, c@d.example"},
};

Test(record, recipients)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        sls_view list = view_of(rows[i].list), address;
        char found[256] = "";
        while (record_take_recipient(&list, &address)) {
            size_t used = strlen(found);
            snprintf(found + used, sizeof(found) - used, "|%.*s", (int)address.len,
                     address.ptr);
        }
        cr_expect_str_eq(found, rows[i].want, "%s: %s", rows[i].list, found);
    }
}

Test(record, next_differs_in_the_recipient_alone)
{
    struct record record = {.kind = LINE_ATTEMPT, .others = VIEW("<b@x.example>,c@x")};

    record.attempt.recipient = VIEW("a@x.example");
    record.attempt.sender = VIEW("s@x.example");
    cr_assert(record_next(&record));
    cr_expect(view_equal(record.attempt.recipient, VIEW("b@x.example")));
    cr_expect(record.continued);
    cr_expect(view_equal(record.attempt.sender, VIEW("s@x.example")));
    cr_assert(record_next(&record));
    cr_expect(view_equal(record.attempt.recipient, VIEW("c@x")));
    cr_expect_not(record_next(&record));
}
