/*
 * hop_test.c - holds what a relay on this host accepted to being a hop when it tells its
 * id, and a mailbox when it does not.
 */
#include "parse/hop.h"

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *host;
    const char *address;
    bool want;
} hosts[] = {
    {"mx.example.org", "192.0.2.1", false},
    {"localhost", "192.0.2.1", false},
    {"mx.example.org", "127.0.0.1", true},
    {"mx.example.org", "::1", true},
    {"localhost", "", true},
    {"127.0.0.2", "", true},
    {"::1", "", true},
    {"/run/lmtp", "", true},
    {"localhost.example.org", "", false},
    {"127", "", false},
    {"", "", false},
};

Test(hop, is_loopback)
{
    for (size_t i = 0; i < SLS_COUNT(hosts); i++)
        cr_expect_eq(hop_is_loopback(view_of(hosts[i].host), view_of(hosts[i].address)),
                     hosts[i].want, "%s [%s]", hosts[i].host, hosts[i].address);
}

static const struct {
    const char *explanation;
    const char *id;
} accepted[] = {
    {"250 2.0.0 Ok: queued as 4XyZ", "4XyZ"},
    {"250 2.0.0 from MTA: 250 2.0.0 Ok: queued as 4XyZ)", "4XyZ"},
    {"queued as ", ""},
    {"x0BAbCdE012345 Message accepted for delivery", "x0BAbCdE012345"},
    {"2.0.0 x0BAbCdE012345 Message accepted for delivery", "x0BAbCdE012345"},
    {"250 2.0.0: f6e94209 Message accepted for delivery", "f6e94209"},
    {" Message accepted for delivery", ""},
    {"Message accepted for delivery", ""},
    {"250 Ok", ""},
    {"", ""},
};

Test(hop, decide)
{
    for (size_t i = 0; i < SLS_COUNT(accepted); i++) {
        struct record record = {.attempt.outcome = SLS_SENT};
        record.explanation = view_of(accepted[i].explanation);
        hop_decide(&record, true);
        cr_expect(view_equal(record.other_id, view_of(accepted[i].id)), "\"%s\": %.*s",
                  accepted[i].explanation, (int)record.other_id.len, record.other_id.ptr);
        cr_expect_eq(record.delivery,
                     record.other_id.len > 0 ? DELIVERY_HOP : DELIVERY_LOCAL, "\"%s\"",
                     accepted[i].explanation);
    }
}

Test(hop, leaves_others)
{
    struct record elsewhere = {.attempt.outcome = SLS_SENT};
    struct record refused = {.attempt.outcome = SLS_DEFERRED};

    elsewhere.explanation = refused.explanation = VIEW("queued as 4XyZ");
    hop_decide(&elsewhere, false);
    hop_decide(&refused, true);
    cr_expect_eq(elsewhere.delivery, DELIVERY_REMOTE);
    cr_expect_eq(refused.delivery, DELIVERY_REMOTE);
}
