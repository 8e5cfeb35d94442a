/*
 * SendGrid (Twilio): replies of smtp.sendgrid.net, errors of its web API, and the reasons
 * its events give for drops, bounces and deferrals.
 *
 * SendGrid writes no enhanced codes, so its own refusals are told by reply code and text.
 * Replies with an enhanced code come from the recipient's server and reach us by events;
 * only those are here for which SendGrid has a remedy of its own.  A drop has no reply:
 * its template is the bare reason, which is matched whole, since "Invalid" begins others.
 * Sources: twilio.com/docs/sendgrid, SMTP errors and Event Webhook reference.
 *
 * Exports are read too: the Event Webhook's JSON, the Activity feed as CSV and from the
 * API, and the suppression lists.
 * Order: account and login, sender, rate, drops and classes of events, recipient,
 * transport.
 */
#include <smtplogscan/plugin.h>

#include "export/exports.h"

#define DOCS    "https://www.twilio.com/docs/sendgrid/"
#define SUPPORT "https://support.sendgrid.com/hc/en-us"

#define SMTP_ERRORS  DOCS "for-developers/sending-email/smtp-errors-and-troubleshooting"
#define IDENTITY     DOCS "for-developers/sending-email/sender-identity"
#define EVENTS       DOCS "for-developers/tracking-events/event"
#define API_KEYS     DOCS "ui/account-and-settings/api-keys"
#define SUPPRESSIONS DOCS "ui/sending-email/index-suppressions"
#define BOUNCES      DOCS "ui/sending-email/bounces"
#define BLOCKS       DOCS "ui/sending-email/blocks"
#define CREDITS                                                                          \
    SUPPORT "/articles/35466138799899-Understanding-the-Maximum-Credits-Exceeded-error"

/* A whole reason of an event, or a whole bounce_classification. */
#define REASON(text) "^(5\\.0\\.0 )?(" text ")$"
#define CLASS(text)  "^(bounce_classification=)?(" text ")$"

static const char *const relays[] = {"sendgrid.net", NULL};

static const sls_rule rules[] = {
    /* Account */
    {.id = "credits",
     .cause = "account-quota-exceeded",
     .pattern = "Maximum credits exceeded|exceeded your messaging limits|"
                "Recipient List over Package Quota",
     .advice =
         "See Settings > Account Details > Your Products and upgrade the Email API "
         "plan, not Marketing Campaigns.\n"
         "If you have upgraded already, see that the invoice is paid.\n"
         "A free or trial plan sends again after midnight UTC, up to its daily limit.",
     .url = CREDITS,
     .example = "451 Authentication failed: Maximum credits exceeded\n"
                "401 Maximum credits exceeded\n"
                "451 You've exceeded your messaging limits\n"
                "403 You have exceeded your messaging limits\n"
                "Recipient List over Package Quota"},
    {.id = "account-disabled",
     .cause = "account-suspended",
     .pattern = "Authentication failed:.{0,20}account.{0,20}"
                "(disabled|suspended|deactivated|banned|frozen|under review)|"
                "Authenticated user is not authorized to send mail",
     .advice =
         "Look for a notice from SendGrid that the account is under review, and answer "
         "it, or open a support ticket.\n"
         "Check Settings > Account Details for an unpaid invoice.\n"
         "If mail went out that you did not send, replace every API key first.",
     .url = SUPPORT,
     .example = "535 Authentication failed: account disabled\n"
                "401 Authenticated user is not authorized to send mail"},
    {.id = "bad-requests-block",
     .cause = "account-suspended",
     .action = "review",
     .pattern = "blocked.{0,40} due to repeated bad requests",
     .advice =
         "Find the refusals just before this one, often an unverified From address, "
         "and correct those.\n"
         "The block ends by itself after some minutes; send again then.",
     .url = SMTP_ERRORS,
     .example = "550 You are temporarily blocked from sending emails due to repeated bad "
                "requests."},

    /* Login */
    {.id = "unauthenticated",
     .cause = "auth-missing",
     .pattern = "Unauthenticated senders not allowed",
     .advice =
         "Make your mail server log in before it sends: user name \"apikey\", that very "
         "word, and an API key as password.\n"
         "If it does log in, look in its log for an earlier 535 or 451 reply to AUTH.",
     .url = SMTP_ERRORS,
     .example =
         "550 Unauthenticated senders not allowed\n"
         "550 Cannot receive from specified address <a@example.com>: Unauthenticated "
         "senders not allowed"},
    {.id = "api-key-scope",
     .cause = "auth-bad-credentials",
     .pattern = "^403 .{0,40}access forbidden",
     .advice = "Open Settings > API Keys, edit the key and give it Mail Send access.\n"
               "Or create a new key with that access and put it into your configuration.",
     .url = API_KEYS,
     .example = "403 access forbidden"},
    {.id = "ip-not-allowed",
     .cause = "relay-denied",
     .pattern = "requestor.{1,3}s IP Address is not",
     .advice = "Add the public IP address of this server under Settings > IP Access "
               "Management, or turn that feature off.",
     .url = DOCS "ui/account-and-settings/ip-access-management",
     .example = "403 The requestor's IP Address is not whitelisted"},
    {.id = "bad-credentials",
     .cause = "auth-bad-credentials",
     .pattern = "^(451|535) Authentication (failed|credentials invalid)|"
                "Authentication failed: (Bad user|Could not auth)|"
                "authorization grant is invalid",
     .advice =
         "Log in with the user name \"apikey\", that very word, and an API key as "
         "password; account passwords are not accepted.\n"
         "Create a key with Mail Send access under Settings > API Keys and copy it "
         "without blanks.\n"
         "A 451 with a good key often means that Settings > IP Access Management does "
         "not list this server's IP address.",
     .url = API_KEYS,
     .example = "535 Authentication failed: Bad username / password\n"
                "535 Authentication failed: The provided authorization grant is invalid, "
                "expired, or revoked\n"
                "401 The provided authorization grant is invalid, expired, or revoked\n"
                "451 Authentication failed: Could not authenticate\n"
                "535 Authentication credentials invalid\n"
                "451 Authentication failed"},

    /* Sender */
    {.id = "sender-not-verified",
     .cause = "sender-not-verified",
     .pattern = "match a verified Sender Identity|"
                "Mail cannot be sent until this error is resolved|"
                "not authorized to send from that e?mail address",
     .advice =
         "Open Settings > Sender Authentication and authenticate the domain of the From "
         "header, or verify that one address.\n"
         "Or set the From header to an address that is verified there; changing the "
         "envelope sender alone does not help.",
     .url = IDENTITY,
     .example =
         "550 The from address does not match a verified Sender Identity. Mail cannot "
         "be sent until this error is resolved. Visit https://sendgrid.com/docs/"
         "for-developers/sending-email/sender-identity/ to see the Sender Identity "
         "requirements\n"
         "403-You are not authorized to send from that email address"},
    {.id = "sender-invalid",
     .cause = "sender-address-invalid",
     .pattern = "The from e?mail does not contain a valid address",
     .advice =
         "Put one complete address, such as news@example.com, into the From header.",
     .url = IDENTITY,
     .example = "400 The from email does not contain a valid address."},
    {.id = "dmarc",
     .cause = "sender-domain-unauthenticated",
     .pattern = "DMARC|Unauthenticated e?mail from|^[45]\\d\\d [45]\\.7\\.(26|509|515) ",
     .advice = "Authenticate the domain of the From header under Settings > Sender "
               "Authentication and publish the CNAME records it shows.\n"
               "Do not send From addresses of free mail services; SendGrid cannot sign "
               "for them.",
     .url = DOCS "ui/sending-email/dmarc",
     .example =
         "521 5.2.1 (DMARC) This message failed DMARC Evaluation and is being refused "
         "due to provided DMARC Policy\n"
         "550 5.7.1 Unauthenticated email from example.com is not accepted due to "
         "domain's DMARC policy.\n"
         "550 5.7.26 This mail has been blocked because the sender is unauthenticated."},

    /* Rate and reputation */
    {.id = "api-rate",
     .cause = "rate-limited",
     .pattern = "^429 |too many requests",
     .advice =
         "Send fewer requests a second and wait as long as the X-RateLimit-Reset header "
         "says.",
     .url = SUPPORT,
     .example = "429 too many requests"},
    {.id = "recipient-throttled",
     .cause = "rate-limited",
     .pattern =
         "Too many recipients received this hour|too frequent connects from|"
         "Message from .{1,40} temporarily deferred|throttled by recipient server|" CLASS(
             "Frequency or Volume Too High"),
     .advice =
         "Send less to the domain that answers so, and spread the mail over hours.\n"
         "SendGrid itself tries again for up to 72 hours; do not send the message "
         "twice.",
     .url = SMTP_ERRORS,
     .example =
         "452 Too many recipients received this hour (throttled)\n"
         "450 too frequent connects from 198.51.100.7, please try again later.\n"
         "421 Message from (198.51.100.7) temporarily deferred\n"
         "Email was deferred due to the following reason(s): [IPs were throttled by "
         "recipient server]\n"
         "Frequency or Volume Too High"},
    {.id = "class-reputation",
     .cause = "low-reputation",
     .pattern = CLASS("Reputation"),
     .advice =
         "Send only to people who asked for it, and stop mail to addresses that never "
         "open it.\n"
         "Read the reason of the message under Suppressions > Blocks.",
     .url = BLOCKS,
     .example = "Reputation\nbounce_classification=Reputation"},
    {.id = "microsoft-block-list",
     .cause = "ip-blocklisted",
     .pattern = "\\(S31[45]0\\)|part of their network is on our block ?list",
     .advice =
         "Ask SendGrid support to have the sending IP address delisted at Microsoft; on "
         "a shared address only SendGrid can.\n"
         "With a dedicated address, ask Outlook.com sender support yourself.",
     .url = BLOCKS,
     .example =
         "550 5.7.1 Unfortunately, messages from [198.51.100.7] weren't sent. Please "
         "contact your Internet service provider since part of their network is on our "
         "block list (S3140)."},

    /* Drops: SendGrid took the message and did not try to deliver it */
    {.id = "dropped-bounced",
     .cause = "recipient-suppressed",
     .pattern = REASON("Bounced Address"),
     .advice = "Remove the address from your list; an earlier message to it bounced.\n"
               "If it works again, delete it under Suppressions > Bounces and send anew.",
     .url = SUPPRESSIONS,
     .example = "Bounced Address"},
    {.id = "dropped-unsubscribed",
     .cause = "recipient-suppressed",
     .pattern = REASON("Unsubscribed Address"),
     .advice =
         "Remove the address from your list; its owner has unsubscribed.\n"
         "For mail that must arrive, such as receipts, use an unsubscribe group of its "
         "own.",
     .url = SUPPRESSIONS,
     .example = "Unsubscribed Address"},
    {.id = "dropped-spam-report",
     .cause = "recipient-suppressed",
     .pattern = REASON("Spam Reporting Address"),
     .advice =
         "Remove the address from your list; its owner has reported your mail as spam.\n"
         "Delete it under Suppressions > Spam Reports only if the owner asks for it.",
     .url = SUPPRESSIONS,
     .example = "Spam Reporting Address"},
    {.id = "dropped-invalid",
     .cause = "recipient-syntax",
     .pattern = REASON("Invalid") "|^400 Does not contain a valid address",
     .advice =
         "Correct the recipient address; it is malformed or its domain does not exist.\n"
         "Then delete the entry under Suppressions > Invalid.",
     .url = SUPPRESSIONS,
     .example = "Invalid\n400 Does not contain a valid address."},
    {.id = "smtpapi-header",
     .cause = "message-malformed",
     .pattern = "Invalid SMTPAPI header",
     .advice =
         "Correct the X-SMTPAPI header your application adds: it must be valid JSON, "
         "folded below 1,000 characters a line.\n"
         "SendGrid sends you a message that says what is wrong in it.",
     .url = DOCS "for-developers/sending-email/building-an-x-smtpapi-header",
     .example = "Invalid SMTPAPI header"},
    {.id = "spam-checker",
     .cause = "spam-content",
     .pattern = REASON("Spam Content"),
     .advice =
         "Change the text and links of the message; your account's Spam Checker scored "
         "it over its threshold.\n"
         "Raise the threshold or turn the checker off under Settings > Mail Settings.",
     .url = SUPPRESSIONS,
     .example = "Spam Content"},
    {.id = "duplicate",
     .cause = "protocol-error",
     .pattern = REASON("Duplicate"),
     .advice =
         "Nothing is lost: this Marketing Campaigns message went to the address once.\n"
         "Take the second entry out of the list.",
     .url = SUPPRESSIONS,
     .example = "Duplicate"},

    /* What the recipient's server said, in SendGrid's words */
    {.id = "user-unknown",
     .cause = "user-unknown",
     .pattern = "^55\\d Requested action not taken: mailbox unavailable\\.?$|"
                "^551 User does not exist|^553 Invalid/inactive user|"
                "^500 unknown recipient|" CLASS("Invalid Address"),
     .advice = "Remove the address from your list, or correct it if it is mistyped.\n"
               "If you know it works, delete it under Suppressions > Bounces first.",
     .url = BOUNCES,
     .example = "550 Requested action not taken: mailbox unavailable\n"
                "551 User does not exist.\n"
                "553 Invalid/inactive user.\n"
                "500 unknown recipient\n"
                "bounce_classification=Invalid Address"},
    {.id = "domain-unknown",
     .cause = "domain-not-found",
     .pattern = "Mail domain mentioned in e?mail address is unknown",
     .advice = "Correct the domain of the address, or remove the address from your list.",
     .url = BOUNCES,
     .example = "Mail domain mentioned in email address is unknown"},
    {.id = "class-mailbox",
     .cause = "mailbox-full",
     .pattern = CLASS("Mailbox Unavailable"),
     .advice = "Ask the recipient another way; the mailbox is full or out of use.\n"
               "Remove the address if later mail fails too.",
     .url = EVENTS,
     .example = "bounce_classification=Mailbox Unavailable"},
    {.id = "class-content",
     .cause = "spam-content",
     .pattern = CLASS("Content"),
     .advice =
         "Change the text, links and attachments of the message; the recipient's server "
         "took it for spam.\n"
         "Read the reason under Suppressions > Blocks.",
     .url = BLOCKS,
     .example = "bounce_classification=Content"},
    {.id = "too-large",
     .cause = "message-too-large",
     .pattern = "^552 .{0,20}larger than the current system limit|^413 .{0,40}too large|"
                "^message size .{1,20} exceeds size limit .{1,20} of server",
     .advice = "Make the message smaller: SendGrid takes 30 MB with attachments, many "
               "recipients' servers take less.\n"
               "Send a link instead of a large file.",
     .url = SMTP_ERRORS,
     .example =
         "552 This message is larger than the current system limit or the recipient's "
         "mailbox is full. Create a shorter message body or remove attachments and try "
         "sending it again.\n"
         "413 Payload too large\n"
         "message size 41943040 exceeds size limit 31457280 of server "
         "smtp.sendgrid.net[192.0.2.25]"},
    {.id = "mail-refused",
     .cause = "policy-blocked",
     .pattern =
         "^554 ERROR: Mail refused|Unable to Parse Server Reason|" CLASS("Unclassified"),
     .advice = "The recipient's server gave no usable reason; ask its postmaster or the "
               "recipient.\n"
               "Compare with other failures of the same domain in Activity.",
     .url = SMTP_ERRORS,
     .example = "554 ERROR: Mail refused\n"
                "Delayed Bounce - Unable to Parse Server Reason\n"
                "bounce_classification=Unclassified"},

    /* Transport */
    {.id = "mx-lookup",
     .cause = "dns-temporary",
     .pattern = "unable to get mx info",
     .advice =
         "Wait: SendGrid asks for the MX records of the domain again for up to 72 hours.",
     .url = EVENTS,
     .example = "unable to get mx info: failed to get IPs from PTR record: lookup <nil>: "
                "unrecognized address"},
    {.id = "recipient-unreachable",
     .cause = "connect-timeout",
     .action = "wait",
     .pattern = "error dialing remote address",
     .advice =
         "Wait: SendGrid could not reach the recipient's server and tries again for up "
         "to 72 hours.",
     .url = EVENTS,
     .example = "error dialing remote address: dial tcp 192.0.2.25:25: i/o timeout"},
    {.id = "temporary",
     .cause = "remote-system-error",
     .pattern = "^451 Temporary local problem|^400 try again later|" CLASS(
         "Technical( Failure)?"),
     .advice = "Wait: the message is tried again, by SendGrid for up to 72 hours.",
     .url = SMTP_ERRORS,
     .example = "451 Temporary local problem - please try later\n"
                "400 try again later\n"
                "bounce_classification=Technical Failure"},
    {.id = "certificate",
     .cause = "tls-failed",
     .pattern =
         "certificate verification failed for|Server certificate not (verified|trusted)",
     .advice = "Install or update the package ca-certificates on this server.\n"
               "In Postfix set smtp_tls_CAfile = /etc/ssl/certs/ca-certificates.crt, "
               "then reload it.",
     .url = SMTP_ERRORS,
     .example = "certificate verification failed for smtp.sendgrid.net[192.0.2.25]:587: "
                "untrusted issuer /C=US/O=Example CA\n"
                "Server certificate not verified"},
    {.id = "connect-timeout",
     .cause = "connect-timeout",
     .pattern = "^(connect to .{1,80}: )?Connection timed out",
     .advice =
         "If your own server logged this, use port 587, or 2525 where a firewall or host "
         "blocks the others.\n"
         "If it is from SendGrid's events, the recipient's server did not answer; "
         "SendGrid tries again for up to 72 hours.",
     .url = SMTP_ERRORS,
     .example = "connect to smtp.sendgrid.net[192.0.2.25]:25: Connection timed out\n"
                "Connection timed out"},
};

static const char setup[] =
    "Host smtp.sendgrid.net (EU accounts: smtp.eu.sendgrid.net).\n"
    "Port 587 or 2525 with STARTTLS, or 465 with TLS from the start.\n"
    "User name: apikey (that very word). Password: an API key with Mail Send access,\n"
    "created under Settings > API Keys.\n"
    "Verify the From address, or better its domain, under Settings > Sender\n"
    "Authentication; SendGrid checks the From header, not the envelope sender.\n"
    "Help: " DOCS "for-developers/sending-email/integrating-with-the-smtp-api";

SLS_PLUGIN(.name = "sendgrid", .version = "1.0", .title = "SendGrid", .setup = setup,
           .text_domain = "smtplogscan", .relays = relays, .rules = rules,
           .rule_count = SLS_COUNT(rules), .probe = sendgrid_probe,
           .parse = sendgrid_parse);
