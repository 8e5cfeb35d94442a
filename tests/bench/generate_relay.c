/*
 * generate_relay.c - the table of relays.
 */
#include "generate_relay.h"

#include <stdio.h>

#define GOOGLE_ACCEPTED "250 2.0.0 OK  {epoch} {gid}"
#define QUEUED          "250 2.0.0 Ok: queued as {id}"
#define NET_A           "192.0.2."
#define NET_B           "198.51.100."
#define NET_C           "203.0.113."

const struct relay relays[] = {
    [RELAY_SENDGRID] = {"smtp.sendgrid.net", "587", "smtp", NET_B, 20, 6,
                        "250 Ok: queued as {sg}"},
    [RELAY_GMAIL] = {"smtp.gmail.com", "587", "smtp", NET_C, 108, 2, GOOGLE_ACCEPTED},
    [RELAY_ZOHO] = {"smtp.zoho.com", "587", "smtp", NET_B, 60, 3, "250 Message received"},
    [RELAY_GOOGLE_MX] = {"gmail-smtp-in.l.google.com", "25", "smtp", NET_C, 26, 2,
                         GOOGLE_ACCEPTED},
    [RELAY_OUTLOOK_MX] =
        {"*.mail.protection.outlook.com", "25", "smtp", NET_B, 130, 8,
         "250 2.6.0 <{id}@{domain}> [InternalId={num14}, "
         "Hostname=DB9PR04MB{hex4}.eurprd04.prod.outlook.com] {kb} bytes "
         "in 0.1{num3}, 8{num1}.{num3} KB/sec Queued mail for delivery -> "
         "250 2.1.5"},
    [RELAY_MX] = {"mx1.", "25", "smtp", NET_C, 160, 80, QUEUED},
    [RELAY_FILTER] = {"127.0.0.1", "10024", "smtp", "127.0.0.", 1, 1,
                      "250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued "
                      "as {next}"},
    [RELAY_LMTP] = {"mail.example[private/dovecot-lmtp]", NULL, "lmtp", NULL, 0, 0,
                    "250 2.0.0 <{rcpt}> {sg} Saved"},
    [RELAY_LOCAL] = {"local", NULL, "local", NULL, 0, 0, "delivered to mailbox"},
    [RELAY_VIRTUAL] = {"virtual", NULL, "virtual", NULL, 0, 0, "delivered to maildir"},
    [RELAY_PIPE] = {"dovecot", NULL, "pipe", NULL, 0, 0, "delivered via dovecot service"},
    [RELAY_NAMED] = {"smtp-relay.gmail.com", "587", "smtp", NET_C, 120, 2,
                     GOOGLE_ACCEPTED},
    {"aspmx.l.google.com", "25", "smtp", NET_C, 30, 2, GOOGLE_ACCEPTED},
    {"mx.zoho.com", "25", "smtp", NET_B, 66, 2, "250 Message received"},
    {"smtp.zeptomail.com", "587", "smtp", NET_B, 70, 2, "250 Message received"},
    {"smtp.office365.com", "587", "smtp", NET_B, 140, 6,
     "250 2.0.0 OK <{id}@{domain}> [Hostname=DB9PR04MB{hex4}.eurprd04.prod.outlook.com]"},
    {"hotmail-com.olc.protection.outlook.com", "25", "smtp", NET_B, 150, 6,
     "250 2.6.0 <{id}@{domain}> Queued mail for delivery -> 250 2.1.5"},
    {"mta7.am0.yahoodns.net", "25", "smtp", NET_A, 100, 6, "250 ok dirdel"},
    {"mx01.mail.icloud.com", "25", "smtp", NET_A, 110, 4, "250 2.0.0 Ok"},
    {"email-smtp.eu-west-1.amazonaws.com", "587", "smtp", NET_A, 120, 4,
     "250 Ok 0102019{hex9}-{hex8}-{hex4}-{hex4}-{hex4}-{hex12}-000000"},
    {"smtp.mailgun.org", "587", "smtp", NET_A, 130, 3, "250 Great success"},
    {"smtp.sparkpostmail.com", "587", "smtp", NET_A, 135, 3, "250 2.0.0 OK {id}"},
    {"smtp-relay.brevo.com", "587", "smtp", NET_A, 140, 2,
     "250 Message queued as <{id}@{domain}>"},
    {"smtp.yandex.com", "465", "smtp", NET_A, 145, 2,
     "250 2.0.0 Ok: queued on mail-nwsmtp-smtp-production-main-17.example {epoch}-{sg}"},
    {"mx1.naver.com", "25", "smtp", NET_A, 150, 4, "250 2.0.0 OK {sg} - nsmtp"},
    {"smtp.naver.com", "587", "smtp", NET_A, 155, 2, "250 2.0.0 OK {sg} - nsmtp"},
    {"mx0a-00000001.pphosted.com", "25", "smtp", NET_A, 160, 2,
     "250 2.0.0 {hex8}r-1 Message accepted for delivery"},
    {"mx00.gmx.net", "25", "smtp", NET_A, 165, 2,
     "250 Requested mail action okay, completed: id={sg}"},
    {"eu-smtp-inbound-1.mimecast.com", "25", "smtp", NET_A, 170, 2,
     "250 SmtpThread-{num14}-{epoch}"},
    {NULL, NULL, NULL, NULL, 0, 0, NULL},
};

const struct relay *relay_find(const char *name)
{
    char written[128];

    for (const struct relay *r = relays; r->host; r++) {
        snprintf(written, sizeof written, "%s%s%s", r->host, r->port ? ":" : "",
                 r->port ? r->port : "");
        if (strcmp(written, name) == 0)
            return r;
    }
    return NULL;
}

const char *address_domain(const char *address)
{
    const char *at = strrchr(address, '@');

    return at ? at + 1 : address;
}

/* Hosts named after the recipient's domain always have the same address. */
unsigned relay_address(const struct relay *relay, const char *recipient, unsigned pick)
{
    size_t length = strlen(relay->host);

    if (!relay->port)
        return 0;
    if (relay->host[0] == '*' || relay->host[length - 1] == '.') {
        pick = 0;
        for (const char *p = address_domain(recipient); *p; p++)
            pick = pick * 31 + (unsigned char)*p;
    }
    return relay->first + pick % relay->count;
}

void put_host(struct out *out, const struct facts *facts)
{
    const char *host = facts->relay->host;
    const char *domain = address_domain(facts->recipient);

    if (host[0] != '*') {
        put(out, host);
        if (host[strlen(host) - 1] == '.')
            put(out, domain);
        return;
    }
    for (const char *p = domain; *p; p++)
        put_bytes(out, *p == '.' ? "-" : p, 1);
    put(out, host + 1);
}

void put_address(struct out *out, const struct facts *facts)
{
    put(out, facts->relay->network);
    put_number(out, facts->address);
}

void put_place(struct out *out, const struct facts *facts)
{
    put_host(out, facts);
    put_byte(out, '[');
    put_address(out, facts);
    put_byte(out, ']');
}

void put_relay(struct out *out, const struct facts *facts)
{
    if (!facts->relay->port) {
        put(out, facts->relay->host);
        return;
    }
    put_place(out, facts);
    put_byte(out, ':');
    put(out, facts->relay->port);
}
