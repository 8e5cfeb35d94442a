/*
 * Zoho: Zoho Mail (smtp and smtppro hosts), its MX hosts (mx, smtpin), the notices it
 * sends when it could not deliver, ZeptoMail (formerly TransMail) and Zoho Campaigns.
 *
 * Enhanced codes mislead here: 5.4.6 is a blocked account, not a routing loop, and 5.1.8
 * is one too, so rules go by text.  "Unable to send message;Reason:" wraps another reply;
 * where a text is clear by itself it is not anchored, so that what is wrapped counts.
 * Sources: zoho.com/mail/help, zoho.com/zeptomail/help/api, zoho.com/campaigns/help.
 * Order: account and quota, login, sender, message, recipient, transport, web API.
 */
#include <smtplogscan/plugin.h>

#include "export/exports.h"

#define MAIL  "https://www.zoho.com/mail/help/"
#define ZEPTO "https://www.zoho.com/zeptomail/help/api/"

#define SMTP_SETUP  MAIL "zoho-smtp.html"
#define LIMITS      MAIL "adminconsole/rates-and-limits.html"
#define BLOCKED     MAIL "adminconsole/blocked-accounts.html"
#define ALIASES     MAIL "adminconsole/user-settings.html"
#define SPAM_REASON MAIL "spam-reason.html"
#define ZEPTO_SMTP  ZEPTO "smtp-error-codes.html"
#define ZEPTO_API   ZEPTO "error-codes.html"
#define CAMPAIGNS   "https://www.zoho.com/campaigns/help/"

/* Of a sending account that Zoho has blocked. */
#define UNBLOCK                                                                          \
    "Change the password, stop whatever sent the mail, then unblock the account at "     \
    "https://mail.zoho.com/UnblockMe (mail.zoho.eu, .in ... by region).\n"               \
    "Or let an administrator do it: Admin Console > Security & Compliance > Blocked "    \
    "Accounts.\n"                                                                        \
    "Send automated mail through ZeptoMail instead; Zoho Mail blocks accounts for it."

static const char *const relays[] = {
    "zoho.com",         "zoho.eu",          "zoho.in",          "zoho.com.au",
    "zoho.jp",          "zoho.com.cn",      "zoho.sa",          "zoho.uk",
    "zohocloud.ca",     "zohocorp.com",     "zohomail.com",     "zohomail.eu",
    "zohomail.in",      "zeptomail.com",    "zeptomail.eu",     "zeptomail.in",
    "zeptomail.com.au", "zeptomail.jp",     "zeptomail.com.cn", "zeptomail.ca",
    "zeptomail.sa",     "transmail.com",    "transmail.eu",     "transmail.in",
    "transmail.co.in",  "transmail.com.au", "transmail.com.cn", NULL};

static const sls_rule rules[] = {
    /* Account and quota */
    {.id = "unusual-activity",
     .cause = "account-suspended",
     .pattern = "Unusual sending activity|/UnblockMe",
     .advice = UNBLOCK,
     .url = BLOCKED "\nhttps://mail.zoho.com/UnblockMe",
     .example =
         "550 5.4.6 Unusual sending activity detected. Please try after sometime.\n"
         "550 5.4.6 Unusual sending activity detected. <a href=https://www.zoho.com/"
         "mail/help/usage-policy.html target=_blank>Learn more.</a> To unblock <a href="
         "https://mail.zoho.com/UnblockMe target=_blank>Click here.</a>"},
    {.id = "mail-rate",
     .cause = "rate-limited",
     .pattern = "Mail rate exceeded limit",
     .advice =
         "Wait up to an hour; Zoho Mail counts mail of the last hour, 50 to 500 to other "
         "domains by your reputation.\n"
         "Spread the mail, and send newsletters and automated mail through Zoho "
         "Campaigns or ZeptoMail.",
     .url = LIMITS,
     .example = "Mail Outgoing blocked. Reason :Mail rate exceeded limit\n"
                "Unable to send message;Reason:Mail Outgoing blocked. Reason :Mail rate "
                "exceeded limit"},
    {.id = "outgoing-blocked",
     .cause = "account-suspended",
     .pattern = "Mail Outgoing Blocked|Sender Address Blocked",
     .advice = UNBLOCK,
     .url = BLOCKED,
     .example = "554 5.1.8 Email Outgoing Blocked.\n"
                "554 5.1.8 Sender Address Blocked"},
    {.id = "zepto-blocked",
     .cause = "account-suspended",
     .pattern = "^(535 |TM_3601 ).{0,40}Account blocked|^Account blocked|AE_101",
     .advice = "Ask ZeptoMail support, from the ZeptoMail console, why the account is "
               "blocked.\n"
               "Bring down bounces and complaints, and send transactional mail only.",
     .url = ZEPTO_SMTP,
     .example = "535 Account blocked.\n"
                "TM_3601 AE_101 Account blocked"},
    {.id = "credits",
     .cause = "account-quota-exceeded",
     .pattern =
         "Credits? (expired|blocked|exhausted)|LE_101|"
         "not have sufficient credits|account license expired|trial period has ended",
     .advice = "Buy credits or renew the plan on the Subscription page of ZeptoMail or "
               "Zoho Campaigns.\n"
               "Then send the failed mail again.",
     .url = ZEPTO_API,
     .example = "535 Credits expired.\n"
                "535 Credits blocked.\n"
                "TM_3501 LE_101 Credits expired.\n"
                "400016 You do not have sufficient credits to perform this action.\n"
                "400015 Your account license expired.\n"
                "400026 Your trial period has ended"},
    {.id = "trial-limit",
     .cause = "account-quota-exceeded",
     .action = "contact-provider",
     .pattern = "Trial mail sending limit exceeded",
     .advice =
         "Ask for the review of your account in the ZeptoMail console; after it the "
         "trial limit is lifted.",
     .url = ZEPTO_API,
     .example = "TM_3601 SM_133 Trial mail sending limit exceeded."},
    {.id = "daily-limit",
     .cause = "account-quota-exceeded",
     .action = "slow-down",
     .pattern = "Per day limit exhausted",
     .advice = "Wait until tomorrow; ZeptoMail's limit of the day is used up.\n"
               "Spread the mail over several days, or ask ZeptoMail support to raise the "
               "limit.",
     .url = ZEPTO_API,
     .example = "TM_3601 SMI_115 Per day limit exhausted, try after some time."},

    /* Login */
    {.id = "starttls",
     .cause = "tls-required",
     .pattern = "Must issue a STARTTLS command",
     .advice =
         "Switch on TLS: port 587 with STARTTLS, or port 465 with TLS from the start.\n"
         "In Postfix set smtp_tls_security_level = encrypt.",
     .url = ZEPTO_SMTP,
     .example = "530 Must issue a STARTTLS command first."},
    {.id = "auth-required",
     .cause = "auth-missing",
     .pattern = "^530 .{0,20}Authentication Required",
     .advice =
         "Make your mail server log in before it sends, with the full address of the "
         "Zoho mailbox as user name.\n"
         "If it does log in, look in its log for an earlier 535 reply to AUTH.",
     .url = SMTP_SETUP,
     .example = "530 5.5.1 Authentication Required."},
    {.id = "bad-credentials",
     .cause = "auth-bad-credentials",
     .pattern = "\\b535 (5\\.7\\.\\d )?Authentication Failed",
     .advice =
         "Use the full address, the host of the account's own region (.com, .eu, .in) "
         "and smtppro for paid organizations.\n"
         "With two-factor sign-in, use an app password: accounts.zoho.com, Security > "
         "App Passwords.\n"
         "ZeptoMail: user emailapikey, password from Agents > SMTP/API; see also whether "
         "credits have expired.",
     .url = SMTP_SETUP "\n" ZEPTO_SMTP,
     .example = "535 Authentication Failed\n"
                "535 5.7.8 Authentication Failed"},

    /* Sender */
    {.id = "sender-empty",
     .cause = "sender-address-invalid",
     .pattern = "Relaying disallowed as @|Invalid sender address",
     .advice =
         "Put one complete address into the From header; your application sent an empty "
         "or malformed one.\n"
         "It must be the address you log in with, or an alias of it.",
     .url = SMTP_SETUP,
     .example = "553 Relaying disallowed as @\n"
                "400008 Invalid sender address."},
    {.id = "sender-mismatch",
     .cause = "sender-mismatch",
     .pattern = "Relaying disallowed as|Sender is not allowed to relay",
     .advice =
         "Set the From header to the address you log in with.\n"
         "Or add the From address as an alias of that mailbox: Admin Console > Users > "
         "the user > Email Alias.\n"
         "ZeptoMail: add and verify the domain of the From address in the Agent whose "
         "token you use.",
     .url = ALIASES,
     .example = "553 Relaying disallowed as news@example.com\n"
                "553 5.7.1 Relaying disallowed as news@example.com\n"
                "552 Relaying disallowed as <news@example.com>\n"
                "553 Sender is not allowed to relay emails"},
    {.id = "relaying-disallowed",
     .cause = "sender-mismatch",
     .pattern = "Relaying disallowed",
     .advice =
         "Set the From header to the address you log in with, or add it as an alias of "
         "that mailbox.\n"
         "If an MX host (mx.zoho, smtpin.zoho) says so, Zoho does not host the "
         "recipient's domain yet: tell its owner.",
     .url = ALIASES,
     .example = "553 Relaying disallowed"},
    {.id = "domain-not-verified",
     .cause = "sender-not-verified",
     .pattern = "Sender address domain is not verified|SM_111|"
                "Sender domain not authenticated|CNAME not verified for bounce domain",
     .advice = "Add the domain of the From address to your ZeptoMail Agent, or to Zoho "
               "Campaigns, and verify it.\n"
               "Publish the DNS records shown there, then check again.",
     .url = ZEPTO_API "\n" CAMPAIGNS,
     .example =
         "TM_4001 SM_111 Sender address domain is not verified in your Mail Agent.\n"
         "400009 Sender domain not authenticated. Please authenticate your domain "
         "before sending.\n"
         "400012 CNAME not verified for bounce domain."},
    {.id = "dmarc",
     .cause = "sender-domain-unauthenticated",
     .pattern = "rejected per DMARC policy",
     .advice =
         "Publish SPF and DKIM for the domain of the From header, for every host that "
         "sends for it.\n"
         "Do not send From addresses of zoho.com or other mail services through your "
         "own server.",
     .url = SPAM_REASON,
     .example = "550 5.7.1 Email rejected per DMARC policy for example.com"},
    {.id = "ip-not-allowed",
     .cause = "relay-denied",
     .pattern = "not in the allowed IPs? list|SERR_156",
     .advice =
         "Add the public IP address of this server to the allowed IPs in ZeptoMail's "
         "Settings.",
     .url = ZEPTO_API,
     .example = "TM_3601 SERR_156 Email sending IP is not in the allowed IPs list."},

    /* Message */
    {.id = "virus",
     .cause = "virus-detected",
     .pattern = "detected by Zoho Mail",
     .advice = "Scan the message's attachments and this machine for malware.\n"
               "Send the mail again without the infected file.",
     .url = ZEPTO_SMTP,
     .example = "552 5.7.1 virus Win.Test.EICAR_HDB-1 detected by Zoho Mail"},
    {.id = "spam",
     .cause = "spam-content",
     .pattern = "Email flagged as Spam",
     .advice = "Change the text and links of the message.\n"
               "See that SPF, DKIM and DMARC of the From domain pass.",
     .url = SPAM_REASON,
     .example = "554 5.7.1 Email cannot be delivered. Reason: Email flagged as Spam"},
    {.id = "no-subject",
     .cause = "message-malformed",
     .pattern = "Subject is Mandatory",
     .advice = "Give the message a Subject header; ZeptoMail takes none without.",
     .url = ZEPTO_SMTP,
     .example = "5.2.1 Subject is Mandatory."},
    {.id = "too-large",
     .cause = "message-too-large",
     .pattern = "Email size exceeded the policy",
     .advice = "Make attachments smaller, or send a link instead of the file.",
     .url = ZEPTO_SMTP,
     .example = "5.2.0 Email size exceeded the policy."},

    /* Recipient */
    {.id = "mailbox-full",
     .cause = "mailbox-full",
     .pattern = "5\\.2\\.2 .{0,20}Mailbox full",
     .advice = "Ask the recipient another way to make room, then send again.",
     .url = MAIL,
     .example = "552 5.2.2 Mailbox full\n"
                "bob@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.2.2 "
                "<bob@example.org>... Mailbox Full"},
    {.id = "user-unknown",
     .cause = "user-unknown",
     .pattern = "\\b5\\.1\\.1 .{0,60}(User unknown|User does not exist)|"
                "ERROR_CODE ?:5\\.1\\.(?![78])|"
                "Requested action not taken: mailbox unavailable[.\\]]?$",
     .advice = "Correct the address if it is mistyped, or remove it from your list.",
     .url = MAIL,
     .example = "550 5.1.1 User does not exist - <bob@example.org>\n"
                "550 5.1.1 <bob@example.org> User unknown\n"
                "550 5.1.1 User unknown\n"
                "bob@example.org Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 "
                "<bob@example.org>... User Unknown\n"
                "550 Requested action not taken: mailbox unavailable"},
    {.id = "recipient-syntax",
     .cause = "recipient-syntax",
     .pattern = "^550 .{0,20}Invalid Recipients|None of the recipients are valid",
     .advice =
         "Check the recipient addresses for blanks, commas, missing domains and typing "
         "errors, and send again.",
     .url = SMTP_SETUP,
     .example = "550 Invalid Recipients\n400013 None of the recipients are valid."},
    {.id = "recipient-limit",
     .cause = "too-many-recipients",
     .pattern = "Recipient limit exceeded",
     .advice = "Send the message in several parts with fewer recipients each.",
     .url = CAMPAIGNS,
     .example = "400011 Recipient limit exceeded."},
    {.id = "recipient-policy",
     .cause = "recipient-refused",
     .pattern = "Email policy violation detected|MailPolicy violation|"
                "Mail rejected by destination domain|"
                "Mailbox delivery (restricted by|failure) policy",
     .advice =
         "Ask the recipient, another way, to have the domain's administrator allow your "
         "address in Zoho's spam control and email policy.\n"
         "If you run that domain: Admin Console > Security & Compliance and Email "
         "Policy.",
     .url = SPAM_REASON,
     .example = "554 5.7.7 Email policy violation detected\n"
                "554 5.2.3 MailPolicy violation Error delivering to mailboxes\n"
                "541 5.4.1 Mail rejected by destination domain\n"
                "452 <bob@example.org> Mailbox delivery restricted by policy error\n"
                "552 5.1.1 <bob@example.org> Mailbox delivery failure policy error"},
    {.id = "suppressed",
     .cause = "recipient-suppressed",
     .pattern = "DND_101|Suppression data already exist",
     .advice =
         "Remove the address from your list; it is on ZeptoMail's Suppression list.\n"
         "If it works again, take it off that list first.",
     .url = ZEPTO_API,
     .example = "DND_101 Suppression data already exist"},
    {.id = "greylisted",
     .cause = "greylisted",
     .pattern = "Greylisted, try again",
     .advice = "Wait: your mail server tries again, and Zoho accepts the mail then.",
     .url = MAIL,
     .example = "451 4.7.1 Greylisted, try again after some time"},

    /* Transport and protocol */
    {.id = "host-not-reachable",
     .cause = "connect-timeout",
     .action = "wait",
     .pattern = "Host not reachable",
     .advice =
         "Wait: Zoho could not reach the recipient's server and tries again for some "
         "days.\n"
         "If it fails in the end, check the domain of the address and its MX records.",
     .url = MAIL "adminconsole/log-reports.html",
     .example =
         "[Status: Error, Address: <bob@example.org>, ResponseCode 421, , Host not "
         "reachable.]"},
    {.id = "system-error",
     .cause = "remote-system-error",
     .pattern = "Temporary System Error",
     .advice = "Wait: the fault is at Zoho, and your mail server tries again.",
     .url = SMTP_SETUP,
     .example = "452 4.3.1 Temporary System Error"},
    {.id = "bad-command",
     .cause = "protocol-error",
     .pattern = "^500 .{0,60}Syntax error, command unrecognized",
     .advice =
         "Match port and encryption: 465 with TLS from the start, or 587 with STARTTLS.\n"
         "Take proxies and virus scanners between this server and Zoho out of the way.",
     .url = SMTP_SETUP,
     .example = "500 mx.zohomail.com Syntax error, command unrecognized: RECEIVED:\n"
                "500 Syntax error, command unrecognized"},

    /* Web API */
    {.id = "api-field",
     .cause = "message-malformed",
     .pattern =
         "TM_3201|GE_102|Mandatory field .{0,30}(empty|missing)|No recipient field found",
     .advice =
         "Fill in the field that the reply names: from, to, subject or the template key.",
     .url = ZEPTO_API,
     .example = "TM_3201 GE_102 Mandatory Field \"subject\" was set as Empty Value."},
    {.id = "api-request",
     .cause = "protocol-error",
     .pattern =
         "SM_101|SM_120|UE_106|MTR_101|Invalid (Mimetype|File Cache Key|Template Key)",
     .advice =
         "Correct the request: valid JSON, attachments of the stated type, and keys from "
         "the same ZeptoMail Agent.",
     .url = ZEPTO_API,
     .example = "TM_3301 SM_101 Invalid JSON.\n"
                "TM_3301 SM_120 Invalid Mimetype found\n"
                "TM_3501 UE_106 Invalid File Cache Key.\n"
                "TM_3501 MTR_101 Invalid Template Key."},

    /* Delivery log, which gives no reply */
    {.id = "export-status",
     .cause = "reason-not-exported",
     .pattern = "^(bounced|failed|failure|rejected|not delivered|undelivered|deferred|"
                "delayed|retrying)$",
     .advice = "Read the bounce that came back to the sender: it quotes what the server "
               "said.\nZoho's delivery log says no more than this word.",
     .url = MAIL "adminconsole/log-reports.html",
     .example = "Bounced\nDeferred\nNot delivered"},
};

static const sls_cause causes[] = {
    {.slug = "reason-not-exported",
     .title = "Refused, and the export does not say why",
     .action = "review"},
};

static const char setup[] =
    "Zoho Mail: host smtp.zoho.com, for paid organizations smtppro.zoho.com; in other\n"
    "regions .eu, .in, .com.au, .jp or .com.cn instead of .com.\n"
    "Port 465 with TLS from the start, or 587 with STARTTLS.\n"
    "User name: the full address. Password: the account's, or with two-factor sign-in\n"
    "an app password from accounts.zoho.com, Security > App Passwords.\n"
    "From must be that address or an alias of it: Admin Console > Users > the user >\n"
    "Email Alias. Help: " SMTP_SETUP "\n"
    "ZeptoMail, for automated mail: host smtp.zeptomail.com (.eu, .in), the same ports,\n"
    "user name emailapikey, password from Agents > SMTP/API; verify the From domain\n"
    "first. Help: https://www.zoho.com/zeptomail/help/smtp-home.html";

SLS_PLUGIN(.name = "zoho", .version = "1.0", .title = "Zoho", .setup = setup,
           .text_domain = "smtplogscan", .relays = relays, .rules = rules,
           .rule_count = SLS_COUNT(rules), .causes = causes,
           .cause_count = SLS_COUNT(causes), .probe = zoho_probe, .parse = zoho_parse);
