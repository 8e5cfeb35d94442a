/*
 * generate_replies.c - replies of Google, SendGrid, Zoho, Microsoft and of plain MX
 * hosts, as Postfix logs them.  {words} is where variants of a text differ (--templates).
 */
#include "generate_replies.h"

#define SASL    "SASL authentication failed; server {relay} said: "
#define SAID    "host {relay} said: "
#define AT_MAIL " (in reply to MAIL FROM command)"
#define AT_RCPT " (in reply to RCPT TO command)"
#define AT_DATA " (in reply to DATA command)"
#define AT_END  " (in reply to end of DATA command)"

#define DEFERRED .status = STATUS_DEFERRED
#define BOUNCED  .status = STATUS_BOUNCED

static const struct reply table[] = {
    {.cause = "sendgrid/sender-not-verified",
     .relay = &relays[RELAY_SENDGRID],
     .weight = 300,
     BOUNCED,
     .dsn = "5.0.0",
     .text =
         SAID "550 The from address does not match a verified Sender Identity. Mail "
              "cannot be sent until this error is resolved. Visit "
              "https://sendgrid.com/docs/for-developers/sending-email/sender-identity/"
              " to see the Sender Identity requirements{words}" AT_END},
    {.cause = "gmail/user-unknown",
     .relay = &relays[RELAY_GOOGLE_MX],
     .weight = 90,
     .single = true,
     BOUNCED,
     .dsn = "5.1.1",
     .text =
         SAID "550-5.1.1 The email account that you tried to reach does not exist. "
              "Please try 550-5.1.1 double-checking the recipient's email address for "
              "typos or 550-5.1.1 unnecessary spaces. For more information, go to "
              "550 5.1.1  https://support.google.com/mail/?p=NoSuchUser{words} "
              "{gid}" AT_RCPT},
    {.cause = "zoho/sender-mismatch",
     .relay = &relays[RELAY_ZOHO],
     .weight = 120,
     BOUNCED,
     .dsn = "5.0.0",
     .text = SAID "553 Relaying disallowed as {sender}{words}" AT_END},
    {.cause = "gmail/auth-bad-credentials",
     .relay = &relays[RELAY_GMAIL],
     .weight = 60,
     DEFERRED,
     .dsn = "4.7.8",
     .text =
         SASL "535-5.7.8 Username and Password not accepted. For more information, go "
              "to?535 5.7.8  https://support.google.com/mail/?p=BadCredentials{words} "
              "{gid}"},
    {.cause = "sendgrid/account-quota-exceeded",
     .relay = &relays[RELAY_SENDGRID],
     .weight = 60,
     DEFERRED,
     .dsn = "4.0.0",
     .text = SASL "451 Authentication failed: Maximum credits exceeded{words}"},
    {.cause = "smtp/user-unknown",
     .relay = &relays[RELAY_MX],
     .weight = 100,
     .single = true,
     BOUNCED,
     .dsn = "5.1.1",
     .text =
         SAID "550 5.1.1 <{rcpt}>: Recipient address rejected: User unknown in virtual "
              "mailbox table{words}" AT_RCPT},
    {.cause = "gmail/account-quota-exceeded",
     .relay = &relays[RELAY_GMAIL],
     .weight = 70,
     BOUNCED,
     .dsn = "5.4.5",
     .text = SAID "550-5.4.5 Daily user sending limit exceeded. For more information on "
                  "Gmail 550-5.4.5 sending limits go to 550 5.4.5  "
                  "https://support.google.com/a/answer/166852{words} {gid}" AT_DATA},
    {.cause = "smtp/greylisted",
     .relay = &relays[RELAY_MX],
     .weight = 60,
     .single = true,
     DEFERRED,
     .dsn = "4.2.0",
     .text = SAID "450 4.2.0 <{rcpt}>: Recipient address rejected: Greylisted, see "
                  "http://postgrey.schweikert.ch/help/{rcpt_domain}.html{words}" AT_RCPT},
    {.cause = "gmail/low-reputation",
     .relay = &relays[RELAY_GOOGLE_MX],
     .weight = 50,
     DEFERRED,
     .dsn = "4.7.28",
     .text =
         SAID "421-4.7.28 Gmail has detected an unusual rate of unsolicited mail "
              "originating 421-4.7.28 from your IP address. To protect our users from "
              "spam, mail sent 421-4.7.28 from your IP address has been temporarily "
              "rate limited. For more 421-4.7.28 information, go to 421 4.7.28  "
              "https://support.google.com/mail/?p=UnsolicitedRateLimitError{words} "
              "{gid}" AT_END},
    {.cause = "smtp/connect-timeout",
     .relay = &relays[RELAY_MX],
     .weight = 40,
     .unreached = true,
     DEFERRED,
     .dsn = "4.4.1",
     .text = "connect to {relay}:25: Connection timed out{words}"},
    {.cause = "zoho/account-suspended",
     .relay = &relays[RELAY_ZOHO],
     .weight = 30,
     BOUNCED,
     .dsn = "5.4.6",
     .text = SAID "550 5.4.6 Unusual sending activity detected. Please try after "
                  "sometime.{words}" AT_END},
    {.cause = "microsoft/user-unknown",
     .relay = &relays[RELAY_OUTLOOK_MX],
     .weight = 50,
     .single = true,
     BOUNCED,
     .dsn = "5.4.1",
     .text = SAID "550 5.4.1 Recipient address rejected: Access denied. For more "
                  "information see https://aka.ms/EXOSmtpErrors{words} "
                  "[DB5PEPF00014B{HEX2}.eurprd02.prod.outlook.com {zulu} "
                  "{HEX16}]" AT_RCPT},
    {.cause = "gmail/sender-domain-unauthenticated",
     .relay = &relays[RELAY_GOOGLE_MX],
     .weight = 40,
     BOUNCED,
     .dsn = "5.7.26",
     .text =
         SAID "550-5.7.26 Your email has been blocked because the sender is "
              "unauthenticated. 550-5.7.26 Gmail requires all senders to authenticate "
              "with either SPF or DKIM. 550-5.7.26  550-5.7.26  Authentication "
              "results: 550-5.7.26  DKIM = did not pass 550-5.7.26  SPF [{domain}] "
              "with ip: [{me}] = did not pass 550-5.7.26  550-5.7.26  For instructions "
              "on setting up authentication, go to 550 5.7.26  "
              "https://support.google.com/mail/answer/81126#authentication{words} "
              "{gid}" AT_END},
    {.cause = "gmail/mailbox-full",
     .relay = &relays[RELAY_GOOGLE_MX],
     .weight = 30,
     .single = true,
     DEFERRED,
     .dsn = "4.2.2",
     .text =
         SAID "452-4.2.2 The recipient's inbox is out of storage space. Please direct "
              "the 452-4.2.2 recipient to 452 4.2.2  "
              "https://support.google.com/mail/?p=OverQuotaTemp{words} {gid}" AT_RCPT},
    {.cause = "sendgrid/auth-bad-credentials",
     .relay = &relays[RELAY_SENDGRID],
     .weight = 30,
     DEFERRED,
     .dsn = "4.0.0",
     .text =
         SASL "535 Authentication failed: The provided authorization grant is invalid, "
              "expired, or revoked{words}"},
    {.cause = "smtp/ip-blocklisted",
     .relay = &relays[RELAY_MX],
     .weight = 30,
     BOUNCED,
     .dsn = "5.7.1",
     .text =
         SAID "554 5.7.1 Service unavailable; Client host [{me}] blocked using "
              "zen.spamhaus.org; https://www.spamhaus.org/query/ip/{me}{words}" AT_RCPT},
    {.cause = "zoho/auth-bad-credentials",
     .relay = &relays[RELAY_ZOHO],
     .weight = 20,
     DEFERRED,
     .dsn = "4.0.0",
     .text = SASL "535 Authentication Failed{words}"},
    {.cause = "sendgrid/connect-timeout",
     .relay = &relays[RELAY_SENDGRID],
     .weight = 20,
     .unreached = true,
     DEFERRED,
     .dsn = "4.4.1",
     .text = "connect to {relay}:587: Connection timed out{words}"},
    {.cause = "smtp/domain-not-found",
     .relay = &relays[RELAY_MX],
     .weight = 20,
     .unreached = true,
     BOUNCED,
     .dsn = "5.4.4",
     .text = "Host or domain name not found. Name service error for name={rcpt_domain} "
             "type=MX: Host not found{words}"},
    {.cause = "gmail/auth-bad-credentials",
     .relay = &relays[RELAY_GMAIL],
     .weight = 20,
     .unreached = true,
     DEFERRED,
     .dsn = "4.7.8",
     .text =
         "delivery temporarily suspended: " SASL
         "535-5.7.8 Username and Password not accepted. For more information, go "
         "to?535 5.7.8  https://support.google.com/mail/?p=BadCredentials{words} {gid}"},
    {.cause = "smtp/connection-lost",
     .relay = &relays[RELAY_MX],
     .weight = 10,
     DEFERRED,
     .dsn = "4.4.2",
     .text = "lost connection with {relay} while receiving the initial server "
             "greeting{words}"},
    {.cause = "smtp/mailbox-full",
     .relay = &relays[RELAY_MX],
     .weight = 10,
     .single = true,
     BOUNCED,
     .dsn = "5.2.2",
     .text =
         SAID "552 5.2.2 <{rcpt}>: Recipient address rejected: Quota exceeded (mailbox "
              "for user is full){words}" AT_RCPT},
    {.cause = "sendgrid/auth-missing",
     .relay = &relays[RELAY_SENDGRID],
     .weight = 10,
     BOUNCED,
     .dsn = "5.0.0",
     .text = SAID "550 Unauthenticated senders not allowed{words}" AT_MAIL},
};

size_t replies_open(struct reply replies[REPLIES_MAX], struct truth *truth)
{
    size_t count = sizeof table / sizeof table[0];

    for (size_t i = 0; i < count; i++) {
        replies[i] = table[i];
        replies[i].cause_number = truth_cause(truth, table[i].cause);
    }
    return count;
}
