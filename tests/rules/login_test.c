/*
 * login_test.c - which addresses fit a login, what replies give away, and where mail is
 * handed in with a login.
 */
#include "rules/login.h"

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *address, *login;
    enum login_match want;
} pairs[] = {
    {"me@corp.example", "me@corp.example", LOGIN_SAME},
    {"Me@Corp.Example", "me@corp.example", LOGIN_SAME},
    {"me+shop@corp.example", "me@corp.example", LOGIN_ALIAS},
    {"me@corp.example", "me+app@corp.example", LOGIN_ALIAS},
    {"m.e@gmail.com", "me@gmail.com", LOGIN_ALIAS},
    {"M.E+x@googlemail.com", "me@gmail.com", LOGIN_ALIAS},
    {"m.e@corp.example", "me@corp.example", LOGIN_DIFFERS},
    {"noreply@corp.example", "me@corp.example", LOGIN_DIFFERS},
    {"me@corp.example", "me@other.example", LOGIN_DIFFERS},
    {"mee@gmail.com", "me@gmail.com", LOGIN_DIFFERS},
    {"me@gmail.com", "mee@gmail.com", LOGIN_DIFFERS},
    {"me.@gmail.com", "me@gmail.com", LOGIN_ALIAS},
    {"me@corp.example", "ME", LOGIN_SAME},
    {"me@corp.example", "apikey", LOGIN_UNKNOWN},
    {"root", "me@corp.example", LOGIN_UNKNOWN},
    {"root", "root", LOGIN_SAME},
    {"", "me@corp.example", LOGIN_UNKNOWN},
    {"me@corp.example", "", LOGIN_UNKNOWN},
};

Test(login, compares_address_and_login)
{
    for (size_t i = 0; i < SLS_COUNT(pairs); i++)
        cr_expect_eq(login_compare(view_of(pairs[i].address), view_of(pairs[i].login)),
                     pairs[i].want, "%s by %s", pairs[i].address, pairs[i].login);
}

static const struct {
    const char *text, *login, *address;
} replies[] = {
    {"553 Relaying disallowed as news@corp.example", "", "news@corp.example"},
    {"553 Relaying disallowed as @", "", ""},
    {"553 Relaying disallowed", "", ""},
    {"554 5.2.252 SendAsDenied; app@c.example not allowed to send as boss@c.example; "
     "STOREDRV.Submission.Exception",
     "app@c.example", "boss@c.example"},
    {"554 5.2.252 SendAsDenied; nobody", "", ""},
    {"553 5.7.1 <a@c.example>: Sender address rejected: not owned by user b@c.example",
     "b@c.example", ""},
    {"553 5.7.1 <a@c.example>: Sender address rejected: not owned by user bob", "bob",
     ""},
    {"553 5.7.1 <a@c.example>: Sender address rejected: not owned by auth user", "", ""},
    {"553 5.7.1 <a@c.example>: Sender address rejected: not logged in", "", ""},
    {"", "", ""},
};

Test(login, reads_what_replies_give_away)
{
    for (size_t i = 0; i < SLS_COUNT(replies); i++) {
        struct login_told told = login_told_by(view_of(replies[i].text));
        cr_expect(view_equal(told.login, view_of(replies[i].login)), "%s: login %.*s",
                  replies[i].text, (int)told.login.len, told.login.ptr);
        cr_expect(view_equal(told.address, view_of(replies[i].address)),
                  "%s: address %.*s", replies[i].text, (int)told.address.len,
                  told.address.ptr);
    }
}

static const struct {
    const char *relay;
    uint16_t port;
    bool want;
} relays[] = {
    {"smtp.gmail.com", 25, true},      {"smtp-relay.gmail.com", 0, true},
    {"smtppro.zoho.com", 25, true},    {"email-smtp.us-east-1.amazonaws.com", 25, true},
    {"mail.corp.example", 587, true},  {"mail.corp.example", 465, true},
    {"mail.corp.example", 25, false},  {"gmail-smtp-in.l.google.com", 25, false},
    {"aspmx.l.google.com", 25, false}, {"smtpin.zoho.com", 25, false},
    {"smtp-in.orange.fr", 25, false},  {"", 0, false},
};

Test(login, is_asked_where_mail_is_handed_in)
{
    for (size_t i = 0; i < SLS_COUNT(relays); i++)
        cr_expect_eq(login_is_asked(view_of(relays[i].relay), relays[i].port),
                     relays[i].want, "%s:%u", relays[i].relay, relays[i].port);
}
