/*
 * session_test.c - the token at the end of a refusal.
 */
#include "parse/session.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/view.h"

static const struct {
    const char *name, *reply, *token;
} rows[] = {
    {"Google",
     "550 5.7.26 Not authenticated. a2dec89025cc1-48eec67sm8741632b9.76 - gsmtp",
     "a2dec89025cc1-48eec67sm8741632b9.76"},
    {"Google, nothing before it", "421 - gsmtp", ""},
    {"Google alone", " - gsmtp", ""},
    {"Microsoft", "550 5.4.1 Access denied. AS(201806281) [AB1PEPF01.eurprd01.example]",
     "AB1PEPF01.eurprd01.example"},
    {"Microsoft, with time and number",
     "550 5.7.509 Denied [AB1.prod.example 2026-11-22T01:02:03.456Z 08DE29]",
     "AB1.prod.example 2026-11-22T01:02:03.456Z 08DE29"},
    {"a short number in brackets", "554 disabled [#102]", ""},
    {"words in brackets", "554 refused [policy violation]", ""},
    {"a bracket that nothing opens", "554 1234567890]", ""},
    {"Exim", "550 rejected id=1tExYz-0000aB-1c", "1tExYz-0000aB-1c"},
    {"a long opaque word", "553 not owned. 1795309259-1IrJv2cH7lDq",
     "1795309259-1IrJv2cH7lDq"},
    {"a link", "550 see https://support.example/1234567890123456", ""},
    {"a host", "554 disabled. - mta1112.mail.example", ""},
    {"a long word", "550 unauthenticated-messages-refused", ""},
    {"in the middle", "550 id=1tExYz-0000aB-1c rejected", ""},
    {"none", "550 5.1.1 User unknown", ""},
    {"nothing", "", ""},
};

Test(session, tokens)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        size_t bytes = strlen(rows[i].reply);
        char *copy = malloc(bytes + 1);
        cr_assert(copy != NULL);
        memcpy(copy, rows[i].reply, bytes);
        sls_view token = session_of((sls_view){copy, bytes});
        cr_expect(view_equal(token, view_of(rows[i].token)), "%s: \"%.*s\"", rows[i].name,
                  (int)token.len, token.ptr);
        free(copy);
    }
}
