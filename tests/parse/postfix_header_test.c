/*
 * postfix_header_test.c - the address of the header From, whatever its name pretends.
 */
#include "parse/postfix_header.h"

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *line, *want; /* NULL: no such line */
} rows[] = {
    {"warning: header From: Shop <shop@c.example> from local; from=<www@w.example>",
     "shop@c.example"},
    {"info: header From: Shop <shop@c.example> from h[192.0.2.1]; from=<a@b> to=<c@d>",
     "shop@c.example"},
    {"warning: header FROM: shop@c.example from local; from=<www@w.example>",
     "shop@c.example"},
    {"warning: header From: shop@c.example (Shop) from local; from=<w@w>: text",
     "shop@c.example"},
    {"warning: header From: a@b.example <shop@c.example> from local; from=<w@w>",
     "shop@c.example"},
    {"warning: header From: \"a <x@y> \\\" b; from=<q@q>\" <shop@c.example> from local; "
     "from=<w@w.example>",
     "shop@c.example"},
    {"warning: header From: \"never closed <x@y>; from=<w@w.example>", NULL},
    {"warning: header From: Shop from local; from=<w@w.example>", NULL},
    {"warning: header From: ", NULL},
    {"warning: header Subject: From: <x@y> from local; from=<w@w.example>", NULL},
    {"warning: header Resent-From: <x@y> from local; from=<w@w.example>", NULL},
    {"reject: header From: <x@y> from local; from=<w@w.example>: 5.7.1 no", NULL},
};

Test(postfix_header, rows)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct record record = {0};
        bool found = postfix_header(view_of(rows[i].line), &record);
        cr_expect_eq(found, rows[i].want != NULL, "%s", rows[i].line);
        cr_expect(view_equal(record.from, view_of(rows[i].want)), "%s: %.*s",
                  rows[i].line, (int)record.from.len, record.from.ptr);
        cr_expect_eq(record.kind == LINE_DETAIL, found);
    }
}
