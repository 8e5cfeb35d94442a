/*
 * detail_test.c - what a reply of each cause names, and that nothing is made up.
 */
#include "rules/detail.h"

#include <stdio.h>

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *cause, *text, *relay;
    uint16_t port;
    const char *want;
} rows[] = {
    {"sender-mismatch", "553 Relaying disallowed as news@c.example", "", 0,
     "address news@c.example\n"},
    {"sender-mismatch",
     "553 5.7.1 <a@c.example>: Sender address rejected: not owned by "
     "user b@c.example",
     "", 0, "address a@c.example\n"},
    {"sender-mismatch", "Sender address rejected: not owned by user b@c.example", "", 0,
     ""},
    {"sender-mismatch",
     "554 5.2.252 SendAsDenied; a@c.example not allowed to send as "
     "b@c.example; STOREDRV",
     "", 0, "address b@c.example\n"},
    {"sender-not-verified",
     "554 Message rejected: Email address is not verified. The "
     "following identities failed the check in region EU-WEST-1: "
     "x@c.example",
     "", 0, "address x@c.example\n"},
    {"sender-not-verified",
     "550 The from address does not match a verified Sender Identity", "", 0, ""},
    {"ip-blocklisted",
     "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using "
     "zen.spamhaus.org; https://check.spamhaus.org/query/ip/192.0.2.1",
     "", 0, "ip 192.0.2.1\nblocklist zen.spamhaus.org\n"},
    {"ip-blocklisted", "550 Blocked using bl.other.example, 2001:db8::1", "", 0,
     "ip 2001:db8::1\nblocklist bl.other.example\n"},
    {"ip-blocklisted", "550 5.7.1 [IPv6:2001:db8::2] is listed by Spamhaus", "", 0,
     "ip 2001:db8::2\nblocklist Spamhaus\n"},
    {"ip-blocklisted", "550 Blocked - see https://x.example/?ip=192.0.2.1", "", 0,
     "ip 192.0.2.1\n"},
    {"ip-blocklisted", "550 blocked", "", 0, ""},
    {"domain-blocklisted", "554 bad.example blocked using dbl.spamhaus.org", "", 0,
     "blocklist dbl.spamhaus.org\ndomain bad.example\n"},
    {"domain-blocklisted", "554 blocked using dbl.spamhaus.org", "", 0,
     "blocklist dbl.spamhaus.org\n"},
    {"sender-domain-unauthenticated",
     "550 5.7.26 Unauthenticated email from c.example is "
     "not accepted due to domain's DMARC policy. "
     "https://support.google.com/x",
     "", 0, "domain c.example\ncheck DMARC\n"},
    {"sender-domain-unauthenticated",
     "550 5.7.26 DKIM = did not pass 550-5.7.26 SPF "
     "[c.example] with ip: [192.0.2.1] = did not pass",
     "", 0, "domain c.example\ncheck SPF\ncheck DKIM\n"},
    {"sender-domain-unauthenticated", "550 SPF check failed for a@c.example", "", 0,
     "domain c.example\ncheck SPF\n"},
    {"account-quota-exceeded", "550 5.4.5 Daily user sending limit exceeded. For more",
     "", 0, "limit Daily user sending limit\n"},
    {"account-quota-exceeded", "550 You have exceeded your hourly quota; wait 30 minutes",
     "", 0, "wait 30 minutes\nlimit hourly quota\n"},
    {"account-quota-exceeded", "550 exceeded", "", 0, ""},
    {"rate-limited", "421 Too many messages, try again in 5 minutes.", "", 0,
     "wait 5 minutes\n"},
    {"rate-limited", "421 More than 100 messages in an hour", "", 0, ""},
    {"rate-limited", "421 limit of 20 per 1 hour", "", 0, ""},
    {"greylisted", "450 4.2.0 Greylisted, please wait for 300 seconds", "", 0,
     "wait 300 seconds\n"},
    {"connect-timeout", "connect to smtp.gmail.com[192.0.2.1]:25: Connection timed out",
     "", 0, "port 25\n"},
    {"connect-timeout", "Connection timed out", "smtp.sendgrid.net", 25, "port 25\n"},
    {"connect-timeout", "connect to smtp.gmail.com[192.0.2.1]:587: Connection timed out",
     "", 0, ""},
    {"connect-timeout", "connect to mx1.slow.example[192.0.2.1]:25: Connection timed out",
     "", 0, ""},
    {"relay-host-not-found",
     "Host or domain name not found. Name service error for "
     "name=smtp.gmial.com type=A: Host not found",
     "", 0, "relay smtp.gmial.com\nsimilar-relay smtp.gmail.com\n"},
    {"relay-host-not-found",
     "cannot locate host smtp.sengrid.net: Name or service not known", "", 0,
     "relay smtp.sengrid.net\nsimilar-relay smtp.sendgrid.net\n"},
    {"relay-host-not-found", "Host not found", "SMTP.Zohoo.com", 0,
     "relay SMTP.Zohoo.com\nsimilar-relay smtp.zoho.com\n"},
    {"relay-host-not-found", "name=smtp.gmail.com type=A: Host not found",
     "smtp.gmail.com", 0, ""},
    {"relay-host-not-found", "Host not found", "smtp", 0, ""},
    {"local-sasl-unavailable", "no mechanism available", "", 0,
     "package libsasl2-modules (Debian, Ubuntu)\n"
     "package cyrus-sasl-plain (Red Hat, Fedora)\n"},
    {"user-unknown", "550 5.1.1 <a@c.example> no such user [192.0.2.1]", "", 0, ""},
    {"rate-limited", "", "", 0, ""},
};

/* In the order of kinds, which is that of reports. */
static void tell(char told[1024], const struct detail *details, size_t count)
{
    size_t used = 0;

    told[0] = '\0';
    for (int kind = 0; kind < DETAIL_KINDS; kind++)
        for (size_t i = 0; i < count; i++)
            if (details[i].kind == (enum detail_kind)kind)
                used += (size_t)snprintf(told + used, 1024 - used, "%s %.*s\n",
                                         detail_name(details[i].kind),
                                         (int)details[i].value.len, details[i].value.ptr);
}

Test(detail, rows)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        const struct detail_source source = {.cause = rows[i].cause,
                                             .text = view_of(rows[i].text),
                                             .relay = view_of(rows[i].relay),
                                             .port = rows[i].port};
        struct detail details[DETAILS_OF_REPLY];
        char told[1024];
        tell(told, details, details_of(&source, details));
        cr_expect_str_eq(told, rows[i].want, "%s: %s: %s", rows[i].cause, rows[i].text,
                         told);
    }
}

Test(detail, every_kind_has_a_name)
{
    for (int kind = 0; kind < DETAIL_KINDS; kind++)
        cr_expect_not_null(detail_name((enum detail_kind)kind));
}
