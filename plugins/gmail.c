/*
 * gmail.c - what the replies of Google's mail servers mean.
 *
 * Covers submission, the Workspace relay, Google as the recipient's MX, the rules of
 * Workspace administrators ("gcdp") and Google's reports on mail it could not hand on.
 * Sources: "Gmail SMTP errors and codes", "SMTP relay service error messages", "Email
 * sender guidelines", and public logs.  Order: login, relay, limits, recipient, message,
 * authentication, reputation, protocol, onward delivery, administrators' rules.
 */
#include <smtplogscan/plugin.h>

#include "export/exports.h"

#define ADMIN        "https://knowledge.workspace.google.com/admin/"
#define LIMITS       ADMIN "gmail/gmail-sending-limits-in-google-workspace"
#define SMTP_ERRORS  ADMIN "support/troubleshooting/about-smtp-error-messages"
#define SMTP_CODES   ADMIN "support/troubleshooting/gmail-smtp-errors-and-codes"
#define DEVICES      ADMIN "gmail/send-email-from-a-printer-scanner-or-app"
#define SET_UP_DMARC ADMIN "security/set-up-dmarc"
#define SET_UP_SPF   ADMIN "security/set-up-spf"
#define HELP         "https://support.google.com/"
#define TOKEN        HELP "mail/?p="
#define RELAY_ERRORS HELP "a/answer/6140680"
#define GUIDELINES   HELP "a/answer/81126"
#define BOUNCED      HELP "mail/answer/6596"
#define APP_PASSWORD                                                                     \
    "Turn on 2-Step Verification and create an app password: "                           \
    "myaccount.google.com/apppasswords."
#define RELAY_MENU                                                                       \
    "Admin console > Apps > Google Workspace > Gmail > Routing > SMTP relay service."
/* A template that begins with the status X.7.N. */
#define CODE(n) "^[45]\\d\\d [45]\\.7\\." n "\\b"
/* How Google ends a reply. */
#define END " ab12cd34ef56-23sm1234567wma.8 - gsmtp"

static const sls_rule rules[] = {
    /* Login. */
    {.id = "app-password-required",
     .pattern = "Application-specific password required|\\?p=InvalidSecondFactor",
     .cause = "auth-app-password-required",
     .advice = APP_PASSWORD "\nUse it in place of the account password, without blanks.",
     .url = HELP "accounts/answer/185833",
     .example = "534-5.7.9 Application-specific password required. Learn more at 534 "
                "5.7.9 " TOKEN "InvalidSecondFactor" END},
    {.id = "web-login-required",
     .pattern = "log in (?:with|through|via) your web browser|\\?p=WebLogin|^534\\b",
     .cause = "auth-login-blocked",
     .advice = "Sign in with a web browser and confirm that it was you.\n" APP_PASSWORD,
     .url = TOKEN "WebLoginRequired",
     .example = "534-5.7.9 Please log in with your web browser and then try again. Learn "
                "more at 534 5.7.9 " TOKEN "WebLoginRequired" END "\n534-5.7.14 Please "
                "log in via your web browser and 534 5.7.14 then try again." END},
    {.id = "auth-method",
     .pattern = "Unrecognized Authentication Type|XOAUTH is no longer|"
                "Optional Argument not permitted",
     .cause = "auth-method-disabled",
     .advice = "Set the client to AUTH PLAIN or LOGIN with an app password, or XOAUTH2.",
     .url = SMTP_CODES,
     .example = "504 5.7.4 Unrecognized Authentication Type." END "\n504 5.7.4 XOAUTH is "
                "no longer supported." END "\n535 5.5.4 Optional Argument not permitted "
                "for that AUTH mode." END},
    {.id = "bad-credentials",
     .pattern = "Password not accepted|\\?p=BadCred|cannot decode response|^535\\b",
     .cause = "auth-bad-credentials",
     .advice = "Log in with the full address and an app password, without "
               "blanks.\n" APP_PASSWORD "\nCreate a new one whenever the account "
               "password has changed.",
     .url = TOKEN "BadCredentials",
     .example = "535-5.7.8 Username and Password not accepted. Learn more at 535 "
                "5.7.8 " TOKEN "BadCredentials" END "\n501 5.5.2 Syntax error, cannot "
                "decode response." END},
    {.id = "too-many-logins",
     .pattern = "Too many login attempts",
     .cause = "auth-throttled",
     .advice = "Stop the client for an hour, and correct its password if it is wrong."
               "\nThen send several messages over one login.",
     .url = LIMITS,
     .example = "454 4.7.0 Too many login attempts, please try again later." END},
    {.id = "login-temporary",
     .pattern = "Cannot authenticate due to",
     .cause = "auth-temporary",
     .advice = "Leave the mail in the queue: Google could not check the login just now.",
     .url = SMTP_ERRORS,
     .example = "454 4.7.0 Cannot authenticate due to a temporary system problem." END},
    {.id = "starttls-first",
     .pattern = "Must issue a STARTTLS command",
     .cause = "tls-required",
     .advice = "Turn on STARTTLS for port 587, or use port 465 with TLS from the start."
               "\nIn Postfix set smtp_tls_security_level = encrypt.",
     .url = SMTP_CODES,
     .example = "530 5.7.0 Must issue a STARTTLS command first." END},
    {.id = "auth-required",
     .pattern =
         "Authentication Required(?! but)|\\?p=WantAuth|unauthenticated commands|^530\\b",
     .cause = "auth-missing",
     .advice = "Turn on SMTP login with the full address and an app password.\nIn "
               "Postfix check smtp_sasl_auth_enable and smtp_sasl_password_maps.",
     .url = DEVICES,
     .example = "530-5.7.0 Authentication Required. Learn more at 530 5.7.0 " TOKEN
                "WantAuthError" END "\n554 5.7.0 Too many unauthenticated commands." END},

    /* The Workspace relay; several reasons stand behind "Mail relay denied". */
    {.id = "relay-unmanaged",
     .pattern = "SMTP relay isn.{1,3}t supported for",
     .cause = "relay-denied",
     .advice = "Send through smtp.gmail.com with an app password.\nOnly a managed Google "
               "Workspace account can use smtp-relay.gmail.com.",
     .url = RELAY_ERRORS,
     .example = "550-5.7.0 Mail relay denied [192.0.2.10]. Invalid credentials for relay "
                "for one of the domains in: example.com. 550 5.7.0 SMTP relay isn't "
                "supported for unmanaged work accounts." END},
    {.id = "relay-suspended",
     .pattern = "suspended due to abuse",
     .cause = "account-suspended",
     .advice = "Find the spam: a stolen password, an open relay or an infected device."
               "\nThen ask your Workspace administrator to restore the account.",
     .url = RELAY_ERRORS,
     .example = "550-5.7.0 Mail relay denied [192.0.2.10]. The sending email account has "
                "been 550 5.7.0 temporarily suspended due to abuse." END},
    {.id = "relay-sender-domain",
     .pattern = "Invalid credentials for relay for one of the domains",
     .cause = "sender-mismatch",
     .advice = "Send from a domain of your Workspace account; log in, or name that "
               "domain in HELO.\nAdd this server's IPv4 and IPv6 address: " RELAY_MENU
               "\nAdd a missing sender: Admin console > Directory > Users > user > Add "
               "alternate emails.",
     .url = RELAY_ERRORS "#maildenied",
     .example = "550-5.7.0 Mail relay denied [192.0.2.10]. Invalid credentials for relay "
                "for one 550 5.7.0 of the domains in: example.com (as obtained from HELO "
                "and MAIL FROM)." END},
    {.id = "relay-denied",
     .pattern = "Invalid credentials for relay|mail relay denied",
     .cause = "relay-denied",
     .advice = "Add this server's IPv4 and IPv6 address: " RELAY_MENU "\nSend from a "
               "domain of that account; with an empty sender, name it in HELO or log in.",
     .url = RELAY_ERRORS "#invalidcred",
     .example = "550 5.7.1 Invalid credentials for relay [192.0.2.10]. The IP address "
                "you've registered doesn't match the domain of the account." END "\n550 "
                "5.7.0 Mail relay denied [192.0.2.10]." END},
    {.id = "sending-denied",
     .pattern = "mail sending denied",
     .cause = "account-suspended",
     .advice = "Check in Admin console > Directory > Users that the sender is active.",
     .url = RELAY_ERRORS,
     .example = "550 5.7.0 Mail Sending denied." END},
    {.id = "relay-daily-limit",
     .pattern = "Daily SMTP relay (?:sending )?limit exceeded",
     .cause = "account-quota-exceeded",
     .action = "slow-down",
     .advice = "Hold the mail for up to 24 hours: the relay limit clears by itself."
               "\nFind the program that sends too much, and spread bulk mail over days.",
     .url = RELAY_ERRORS,
     .example = "550 5.4.5 Daily SMTP relay limit exceeded for user." END "\n550 5.7.1 "
                "Daily SMTP relay sending limit exceeded for this customer." END},
    {.id = "sending-rate",
     .pattern = "Peak SMTP relay limit|closing connection\\. \\((?!EHLO|HELO)[A-Z]+\\)|"
                "This e?mail has been rate limited(?! because)",
     .cause = "rate-limited",
     .advice = "Send more slowly and over fewer connections.",
     .url = LIMITS,
     .example = "450 4.2.1 Peak SMTP relay limit exceeded for customer." END "\n421 "
                "4.7.0 Try again later, closing connection. (MAIL)" END "\n550 5.7.1 "
                "This mail has been rate limited." END},
    {.id = "helo-name",
     .pattern = "HELO/EHLO argument|Try again later, closing connection|"
                "server sent an empty reply|got an empty response",
     .cause = "helo-invalid",
     .advice = "Set the HELO name to this server's full host name, not localhost."
               "\nPostfix: smtp_helo_name; Exim: primary_hostname; msmtp: domain.",
     .url = TOKEN "helo\n" RELAY_ERRORS,
     .example = "421 4.7.0 Try again later, closing connection. (EHLO)" END "\n501 5.5.4 "
                "HELO/EHLO argument invalid, closing connection." END "\nthe server sent "
                "an empty reply\nExpected response code 250 but got an empty response"},

    /* Limits; other texts link the page of the daily limit as well. */
    {.id = "too-many-recipients",
     .pattern = "too many recipients|\\?p=TooManyRecipients|Domain policy size",
     .cause = "too-many-recipients",
     .advice = "Send to fewer recipients at a time, at most 100 per transaction.\nIn "
               "Postfix set smtp_destination_recipient_limit = 50.",
     .url = LIMITS,
     .example = "452-4.5.3 Your message has too many recipients. 452 4.5.3 " TOKEN
                "TooManyRecipientsError" END "\n550 5.5.3 Too many recipients for this "
                "sender." END "\n452 4.5.3 Domain policy size per transaction "
                "exceeded." END},
    {.id = "daily-limit",
     .pattern = "Daily (?:user )?sending (?:limit|quota) exceeded|Email quota exceeded|"
                "^5\\d\\d 5\\.4\\.5\\b|answer/166852",
     .cause = "account-quota-exceeded",
     .action = "slow-down",
     .advice = "Stop sending for up to 24 hours: the daily limit clears by itself.\nStay "
               "below 500 recipients a day (Gmail) or 2,000 messages (Workspace).",
     .url = LIMITS "\n" HELP "mail/answer/22839",
     .example = "550-5.4.5 Daily user sending limit exceeded. For more information on "
                "Gmail 550-5.4.5 sending limits go to 550 5.4.5 " HELP
                "a/answer/166852" END "\n550 5.7.1 Email quota exceeded." END},

    /* The recipient. */
    {.id = "user-unknown",
     .pattern = "tried to reach does not exist|\\?p=NoSuchUser",
     .cause = "user-unknown",
     .advice = "Correct the address, or remove it from your list.",
     .url = TOKEN "NoSuchUser",
     .example = "550-5.1.1 The email account that you tried to reach does not exist. 550 "
                "5.1.1 " TOKEN "NoSuchUser" END},
    {.id = "user-disabled",
     .pattern = "tried to reach is (?:disabled|inactive)|\\?p=DisabledUser",
     .cause = "mailbox-disabled",
     .advice = "Remove the address from your list until its owner names another.",
     .url = TOKEN "DisabledUser",
     .example = "550 5.2.1 The email account that you tried to reach is disabled." END
                "\n550-5.2.1 The email account that you tried to reach is inactive. 550 "
                "5.2.1 " TOKEN "DisabledUser" END},
    {.id = "receiving-rate",
     .pattern = "mail too quickly|at a rate that prevents|\\?p=ReceivingRate",
     .cause = "recipient-rate-limited",
     .advice = "Send less to this one mailbox: it receives too much at the moment.\nSend "
               "a returned message again after a few hours.",
     .url = TOKEN "ReceivingRate",
     .example = "450-4.2.1 The user you are trying to contact is receiving mail too "
                "quickly. 450 4.2.1 " TOKEN "ReceivingRate" END "\n550 5.2.1 The user "
                "you are trying to contact is receiving mail at a rate that prevents "
                "additional messages from being delivered." END},
    {.id = "mailbox-full-for-long",
     .pattern = "storage space and inactive|\\?p=OverQuotaPerm|^552 5\\.2\\.2\\b",
     .cause = "mailbox-full",
     .action = "clean-list",
     .advice = "Take the address off your list until its owner has freed some storage.",
     .url = TOKEN "OverQuotaPerm",
     .example = "552-5.2.2 The recipient's inbox is out of storage space and inactive. "
                "552 5.2.2 " TOKEN "OverQuotaPerm" END "\n552 5.2.2 The email account "
                "that you tried to reach is over quota." END},
    {.id = "mailbox-full",
     .pattern = "out of storage space|reach is over quota|\\?p=OverQuotaTemp",
     .cause = "mailbox-full",
     .advice = "Ask the recipient, another way, to free some Google storage.",
     .url = TOKEN "OverQuotaTemp",
     .example = "452-4.2.2 The recipient's inbox is out of storage space. 452 "
                "4.2.2 " TOKEN "OverQuotaTemp" END "\n452 4.2.2 The email account that "
                "you tried to reach is over quota." END},
    {.id = "null-mx",
     .pattern = "returned Null MX",
     .cause = "domain-no-mail",
     .advice = "Correct the address: its domain declares that it takes no mail.",
     .url = BOUNCED,
     .example = "DNS Error: DNS type 'mx' lookup of example.org responded with code "
                "NOERROR The domain example.org doesn't receive email according to the "
                "administrator: returned Null MX"},
    {.id = "dns-temporary",
     .pattern = "lookup of \\S+ responded with code (?:SERVFAIL|TIMEOUT|REFUSED)",
     .cause = "dns-temporary",
     .advice = "Wait: the name servers of the recipient's domain do not answer properly.",
     .url = BOUNCED,
     .example = "DNS Error: DNS type 'mx' lookup of example.org responded with code "
                "SERVFAIL"},
    {.id = "domain-not-found",
     .pattern = "find the recipient domain|\\?p=BadRcptDomain|"
                "lookup of \\S+ responded with code N(?:XDOMAIN|OERROR)",
     .cause = "domain-not-found",
     .advice = "Correct the part of the address after the @: no such mail domain exists.",
     .url = BOUNCED,
     .example = "553-5.1.2 We weren't able to find the recipient domain. 553 5.1.2 " TOKEN
                "BadRcptDomain" END "\n5.1.2 DNS Error: DNS type 'mx' lookup of "
                "example.org responded with code NXDOMAIN"},
    {.id = "sender-syntax",
     .reply = 55,
     .pattern = "The sender address",
     .cause = "sender-address-invalid",
     .advice = "Set a complete sender address (name@domain) in the program that sends.",
     .url = SMTP_ERRORS,
     .example = "553 5.1.7 The sender address <w> is not a valid RFC 5321 address." END},
    {.id = "recipient-syntax",
     .reply = 55,
     .pattern = "The recipient address|is not a valid .{1,12} address",
     .cause = "recipient-syntax",
     .advice = "Correct the address: look for blanks, a missing @ or stray characters.",
     .url = SMTP_ERRORS,
     .example = "553 5.1.2 The recipient address <a@> is not a valid RFC-5321 "
                "address." END},
    {.id = "ip-not-allowed",
     .pattern = "IP not in (?:white|allow)list for RCPT domain",
     .cause = "relay-denied",
     .action = "review",
     .advice = "Deliver to the MX hosts of the recipient's domain.\nOtherwise ask its "
               "administrator to allow your IP address.",
     .url = HELP "a/answer/60752",
     .example = "421 4.7.0 IP not in whitelist for RCPT domain, closing connection." END},

    /* The message. */
    {.id = "header-size",
     .pattern = "message header size limit|bytes per individual header|header name limit",
     .cause = "message-malformed",
     .advice = "Shorten the header: fewer addresses in To: and Cc:, a shorter Subject:.",
     .url = HELP "a?p=header-limits",
     .example = "552 5.3.4 Your message exceeded Google's message header size limits." END
                "\n552 5.3.4 The size of the Subject header value (9999 bytes) exceeds "
                "Google's limit of 8192 bytes per individual header size." END "\n552 "
                "5.3.4 The size of a header name (2000 bytes) exceeds Google's header "
                "name limit of 1024 bytes." END},
    {.id = "message-size",
     .pattern = "message size limit|exceeds Google.{1,3}s limit of|\\?p=MaxSizeError",
     .cause = "message-too-large",
     .advice = "Keep the message under 25 MB; encoding makes attachments a third larger."
               "\nShare large files by a link, such as Google Drive.",
     .url = TOKEN "MaxSizeError",
     .example = "552-5.3.4 Your message exceeded Google's message size limits. 552 "
                "5.3.4 " TOKEN "MaxSizeError" END "\n552 5.3.4 The number of attachments "
                "(600) exceeds Google's limit of 500 attachments." END},
    {.id = "header-missing-or-twice",
     .pattern = "missing a valid |From: header (?:is missing|has a non-compliant)|"
                "duplicate headers|multiple (?:\\S+ headers|addresses in)",
     .cause = "message-malformed",
     .advice = "Write one From: with one complete address, and one Message-ID:.\nFind "
               "the program or relay that adds a header for the second time.",
     .url = TOKEN "RfcMessageNonCompliant\n" ADMIN
                  "gmail/advanced/troubleshoot-rfc-5322-duplicate-header-bounce-messages",
     .example = "550 5.7.1 Messages missing a valid address in From: header, or having "
                "no From: header, are not accepted." END "\n550 5.7.1 This message is "
                "not RFC 5322 compliant because the From: header is missing." END "\n550 "
                "5.7.1 This message is not RFC 5322 compliant because it has duplicate "
                "headers." END "\n550 5.7.1 This message is not RFC 5322 compliant. "
                "There are multiple Subject headers." END "\n550 5.7.1 [192.0.2.10 11] "
                "Messages with multiple addresses in From: header are not accepted." END},
    {.id = "message-malformed",
     .pattern = "not RFC \\S+ compliant|message is malformed|\\?p=RfcMessageNonCompliant|"
                "unicode character in a disallowed|Encoded-word syntax is not",
     .cause = "message-malformed",
     .advice = "Correct the header that the reply names, in the program that wrote it."
               "\nKeep addresses in ASCII; encode only names and Subject:.",
     .url = TOKEN "RfcMessageNonCompliant",
     .example = "550-5.7.1 This message is not RFC 5322 compliant. There is a malformed "
                "Date 550 5.7.1 header. " TOKEN "RfcMessageNonCompliant" END "\n554 "
                "5.6.0 Mail message is malformed. Not accepted." END "\n550 5.7.1 The "
                "message contains a unicode character in a disallowed header." END
                "\n550 5.7.1 Encoded-word syntax is not permitted in message header "
                "To." END},
    {.id = "attachment-blocked",
     .pattern = "illegal attachment|potential security issue|\\?p=BlockedMessage",
     .cause = "attachment-blocked",
     .advice = "Remove programs, scripts, and archives that hold them or are locked.",
     .url = HELP "mail/answer/6590",
     .example = "552-5.7.0 This message was blocked because its content presents a 552 "
                "5.7.0 potential security issue. " TOKEN "BlockedMessage" END "\n552 "
                "5.7.0 Our system detected an illegal attachment on your message." END},
    {.id = "mail-loop",
     .pattern = "Message exceeded \\d+ hops|\\?p=MailLoop",
     .cause = "mail-loop",
     .advice = "Read the Received: lines and break the circle of forwardings or routes.",
     .url = TOKEN "MailLoop",
     .example = "554-5.4.6 Message exceeded 50 hops, this may indicate a mail loop. 554 "
                "5.4.6 " TOKEN "MailLoop" END},
    {.id = "same-message-id",
     .pattern = "the same Message-ID",
     .cause = "message-malformed",
     .advice = "Give every message its own Message-ID:, and send none again and again.",
     .url = HELP "mail/answer/188131",
     .example = "421 4.7.28 Gmail has detected this message exceeded its quota for "
                "sending messages with the same Message-ID:." END},

    /* Authentication of the sender's domain and server. */
    {.id = "dmarc-dns-failure",
     .pattern = "temporary DNS failures prevent",
     .cause = "sender-domain-unauthenticated",
     .advice = "Check that all name servers of the From: domain answer for SPF and DKIM.",
     .url = SET_UP_DMARC,
     .example = "451 4.7.26 Unauthenticated email from example.com is not accepted due "
                "to domain's DMARC policy, but temporary DNS failures prevent "
                "authentication." END},
    {.id = "dmarc-missing",
     .pattern = "have a DMARC record|specify a DMARC policy|" CODE("(?:31|40)"),
     .cause = "sender-domain-unauthenticated",
     .advice = "Publish the TXT record v=DMARC1; p=none at _dmarc.YOUR-DOMAIN.",
     .url = SET_UP_DMARC,
     .example = "421 4.7.40 Your email has been rate limited because the sending domain "
                "doesn't have a DMARC record, or the DMARC record doesn't specify a "
                "DMARC policy." END},
    {.id = "dmarc-alignment",
     .pattern = "n.{1,3}t aligned|no DMARC alignment|" CODE("32"),
     .cause = "sender-domain-unauthenticated",
     .advice = "Sign with DKIM in the domain of the From: address (d=).\nOr use that "
               "domain in the envelope sender, with an SPF record.",
     .url = SET_UP_DMARC,
     .example = "421 4.7.32 Your email has been rate limited because the From: header "
                "(RFC5322) in this message isn't aligned with either the authenticated "
                "SPF or DKIM organizational domain." END "\n421 4.7.32 Your email has "
                "been rate limited because there is no DMARC alignment." END},
    {.id = "dmarc-policy",
     .pattern = "domain.{1,3}s DMARC policy|Unauthenticated email is not|\\?p=DmarcRej",
     .cause = "sender-domain-unauthenticated",
     .advice = "Sign with DKIM in the From: domain, or list this server in its SPF."
               "\nInstead of a free mail address (yahoo.com), use your own domain.",
     .url = SET_UP_DMARC,
     .example = "550-5.7.26 Unauthenticated email from example.com is not accepted due "
                "to 550 5.7.26 domain's DMARC policy. " TOKEN "DmarcRejection" END
                "\n550 5.7.1 Unauthenticated email is not accepted from this "
                "domain." END},
    {.id = "spf-failed",
     .pattern = "suspicious entries|SPF record with a|SPF authentication did|"
                "pass SPF authentication|" CODE("2[47]"),
     .cause = "sender-domain-unauthenticated",
     .advice = "List this server's IP address in the envelope sender's SPF record.\nTake "
               "+all out of it. If the server forwards mail, use SRS.",
     .url = SET_UP_SPF,
     .example = "451 4.7.24 The SPF record of the sending domain has one or more "
                "suspicious entries." END "\n550 5.7.26 The MAIL FROM domain "
                "[example.com] has an SPF record with a hard fail policy (-all) but it "
                "fails to pass SPF checks." END "\n421 4.7.27 Your email has been rate "
                "limited because SPF authentication didn't pass for this message." END
                "\n550 5.7.27 This message was blocked because it didn't pass SPF "
                "authentication." END},
    {.id = "dkim-failed",
     .pattern = "DKIM authentication did|pass DKIM auth|DKIM does not pass|" CODE("30"),
     .cause = "sender-domain-unauthenticated",
     .advice = "Sign outgoing mail with DKIM and publish the key in DNS.\nCheck that "
               "nothing changes a message after it is signed.",
     .url = ADMIN "security/set-up-dkim",
     .example = "421 4.7.30 Your email has been rate limited because DKIM authentication "
                "didn't pass for this message." END "\n550 5.7.30 This message was "
                "blocked because it didn't pass DKIM authentication." END "\n550 5.7.30 "
                "This mail has been blocked because DKIM does not pass." END},
    {.id = "tls-not-used",
     .pattern = "(?:using|over) a TLS connection|TLS required for RCPT|" CODE("29"),
     .cause = "tls-required",
     .advice = "Turn on TLS for outgoing mail (Postfix: smtp_tls_security_level = may).",
     .url = GUIDELINES,
     .example = "421 4.7.29 Your email has been rate limited because you're not using a "
                "TLS connection." END "\n421 4.7.0 TLS required for RCPT domain, closing "
                "connection." END},
    {.id = "ipv6-guidelines",
     .pattern = "IPv6 sending guidelines|\\?p=IPv6AuthError",
     .cause = "ptr-missing",
     .advice = "Have your host set a PTR record for this IPv6 address.\nUntil then send "
               "over IPv4 (Postfix: inet_protocols = ipv4).",
     .url = TOKEN "IPv6AuthError",
     .example = "550-5.7.1 [2001:db8::25] Our system has detected that this message does "
                "not 550 5.7.1 meet IPv6 sending guidelines. " TOKEN "IPv6AuthError" END},
    {.id = "ptr-missing",
     .pattern = "have a PTR record|of the hostname|^451 4\\.7\\.23\\b|" CODE("25"),
     .cause = "ptr-missing",
     .advice = "Ask your host for a PTR record that gives this IP address a name.\nPoint "
               "that name back to the address with an A or AAAA record.",
     .url = GUIDELINES,
     .example = "550 5.7.25 [192.0.2.10] The IP address sending this message does not "
                "have a PTR record setup." END "\n451 4.7.23 The sending IP address for "
                "this message doesn't have a PTR record." END "\n550 5.7.25 The sending "
                "IP does not match the IP address of the hostname specified in the PTR "
                "record." END},
    {.id = "unauthenticated",
     .pattern = "is unauthenticated|either SPF or DKIM|have authentication information|"
                "pass authentication checks|81126#auth|" CODE("26"),
     .cause = "sender-domain-unauthenticated",
     .advice = "Add this server to the sender domain's SPF record, or sign with DKIM."
               "\nSend mail from a free address through that provider's own server.",
     .url = GUIDELINES,
     .example = "550-5.7.26 Your email has been blocked because the sender is "
                "unauthenticated. 550-5.7.26 Gmail requires all senders to authenticate "
                "with either SPF or DKIM. 550 5.7.26 " HELP "mail/answer/81126" END
                "\n550-5.7.26 This message does not have authentication information or "
                "fails to pass authentication checks. 550 5.7.26 " HELP
                "mail/answer/81126#authentication" END},

    /* Reputation and content. */
    {.id = "reputation-url",
     .pattern = "one of your URL domains",
     .cause = "low-reputation",
     .advice = "Take out the link that unwanted mail shares with yours.\nCheck that the "
               "linked site is not hacked.",
     .url = TOKEN "UnsolicitedRateLimitError",
     .example = "421 4.7.28 Gmail has detected an unusual rate of unsolicited mail "
                "containing one of your URL domains." END},
    {.id = "reputation-domain",
     .pattern = "reputation of the sending domain|from your (?:DKIM|SPF) domain",
     .cause = "low-reputation",
     .advice = "Send less from this domain, only to people who asked for it.\nKeep its "
               "spam rate in Postmaster Tools (postmaster.google.com) below 0.1 %.",
     .url = GUIDELINES,
     .example = "421 4.7.0 This message is suspicious due to the very low reputation of "
                "the sending domain." END "\n421 4.7.28 Gmail has detected an unusual "
                "rate of unsolicited mail originating from your DKIM domain." END},
    {.id = "reputation-ip",
     .pattern = "reputation of the sending IP|unusual (?:rate|amount) of|"
                "originating from your IP|\\?p=Unsolicited(?:Rate|IP)|" CODE("28"),
     .cause = "low-reputation",
     .advice = "Send less from this IP address, only to people who asked for it.\nLook "
               "for stolen logins, forwarded spam and other senders in your network.",
     .url = GUIDELINES,
     .example = "550 5.7.1 [192.0.2.10 18] Gmail has detected that this message is "
                "likely suspicious due to the very low reputation of the sending IP "
                "address." END "\n421-4.7.28 Gmail has detected an unusual rate of "
                "unsolicited mail originating from 421-4.7.28 your IP Netblock. 421 "
                "4.7.28 " TOKEN "UnsolicitedRateLimitError" END},
    {.id = "spam-content",
     .pattern = "nature of the content|likely unsolicited|due to spam classification|"
                "\\?p=UnsolicitedMessageError",
     .cause = "spam-content",
     .advice = "Rework text and links: nothing shortened or hidden, a clear sender."
               "\nSend bulk mail only on request, with one-click unsubscribe.\nAsk a "
               "Google group's owner to moderate suspected spam.",
     .url = TOKEN "UnsolicitedMessageError",
     .example = "550-5.7.1 [192.0.2.10 12] Gmail has detected that this message is "
                "likely unsolicited mail. 550 5.7.1 " TOKEN "UnsolicitedMessageError" END
                "\n421 4.7.0 This message is suspicious due to the nature of the "
                "content." END "\nYour message to the group was rejected due to spam "
                "classification."},
    {.id = "direct-sending",
     .pattern = "not authorized to send e?mail directly|\\?p=NotAuthorizedError",
     .cause = "ip-blocklisted",
     .action = "fix-config",
     .advice = "Send through your internet or mail provider (Postfix: relayhost).",
     .url = TOKEN "NotAuthorizedError",
     .example = "550-5.7.1 [192.0.2.10] The IP you're using to send mail is not "
                "authorized to send email directly to our servers. 550 5.7.1 " TOKEN
                "NotAuthorizedError" END},

    /* Protocol, and trouble of Google's own. */
    {.id = "commands",
     .pattern = "(?:HELO|MAIL|RCPT) first|No DATA after BDAT|Bad sequence of|"
                "out of sequence|(?:Unrecognized|Unimplemented) command|"
                "SMTP protocol violation|STARTTLS may not be|after STARTTLS|"
                "no parameters allowed|No identity change",
     .cause = "protocol-error",
     .advice = "Read the reply before: after a refused recipient the next command fails."
               "\nUpdate the client, and turn off SMTP inspection in firewalls.",
     .url = SMTP_ERRORS,
     .example = "503 5.5.1 RCPT first." END "\n503 5.5.1 No DATA after BDAT." END "\n503 "
                "5.5.1 Bad sequence of commands." END "\n503 5.5.1 A mail transaction "
                "protocol command was issued out of sequence." END "\n502 5.5.1 "
                "Unrecognized command." END "\n454 5.5.1 STARTTLS may not be "
                "repeated." END "\n523 5.7.10 SMTP protocol violation, no commands "
                "allowed to pipeline after STARTTLS." END "\n501 5.7.11 Syntax error (no "
                "parameters allowed)." END "\n503 5.7.0 No identity changes "
                "permitted." END},
    {.id = "syntax-error",
     .reply = 5,
     .pattern = "Syntax error",
     .cause = "protocol-error",
     .advice = "Write sender and recipient as <name@domain>, without blanks.",
     .url = SMTP_ERRORS,
     .example = "555 5.5.2 Syntax error, goodbye." END},
    {.id = "multiple-domains",
     .pattern = "Multiple destination domains",
     .cause = "protocol-error",
     .action = "wait",
     .advice = "Leave the mail in the queue: the other domain goes out on a later try.",
     .url = SMTP_ERRORS,
     .example = "451 4.3.0 Multiple destination domains per transaction is "
                "unsupported." END},
    {.id = "system-problem",
     .pattern = "Temporary System Problem|Server busy|"
                "temporarily rejected (?:this )?mess",
     .cause = "remote-system-error",
     .advice = "Wait: Google has a problem of its own and the mail is tried again.",
     .url = SMTP_ERRORS,
     .example = "421 4.3.0 Temporary System Problem. Try again later (10)." END "\n421 "
                "4.4.5 Server busy, try again later." END "\n451 4.3.0 Mail server "
                "temporarily rejected message." END},
    {.id = "session-timeout",
     .pattern = "Timeout - closing connection|Connection expired, try reconnecting",
     .cause = "connection-lost",
     .advice = "Wait for the next try; if it repeats, look for packet loss.",
     .url = SMTP_ERRORS,
     .example = "451 4.4.2 Timeout - closing connection." END "\n421 4.7.0 Connection "
                "expired, try reconnecting." END},

    /* Mail that Google could not hand on. */
    {.id = "no-connection",
     .pattern = "did not accept our requests to connect",
     .cause = "connect-timeout",
     .action = "wait",
     .advice = "Wait: the recipient's server does not answer Google.\nTell the "
               "recipient's administrator if it lasts more than a day.",
     .url = BOUNCED,
     .example = "4.4.1 The recipient server did not accept our requests to connect."},

    /* Last, because an administrator's text may say anything. */
    {.id = "admin-policy",
     .pattern = "has a policy that prohibit|answer/172179",
     .cause = "policy-blocked",
     .advice = "Ask your Workspace administrator, or the recipient's, for the rule."
               "\nChange what the rule objects to, then send again.",
     .url = HELP "a/answer/172179",
     .example = "550-5.7.1 The user or domain that you are sending to (or from) has a "
                "policy that prohibited 550 5.7.1 the mail. " HELP "a/answer/172179" END},
    {.id = "quarantined",
     .pattern = "^(\\d\\d\\d )?Quarantined$",
     .cause = "policy-blocked",
     .advice = "Release the message in the Admin console under Apps > Google Workspace > "
               "Gmail > Manage quarantines.\n"
               "Change the rule that holds such mail if it should pass.",
     .url = HELP "a/answer/6104172",
     .example = "Quarantined"},
    {.id = "recipient-policy",
     .pattern = "- gcdp\\b",
     .cause = "recipient-refused",
     .advice = "Ask the recipient's Workspace administrator for the rule: it is theirs."
               "\nChange what the rule objects to, then send again.",
     .url = HELP "a/answer/172179",
     .example = "550 5.7.1 This message violates example.com email policy. - gcdp" END},
};

/* These hold gmail-smtp-msa.l, gmail-smtp-in.l, aspmx.l, gmr-smtp-in.l and smtp of
   google.com, and smtp and aspmx2 to aspmx5 of googlemail.com. */
static const char *const relays[] = {"smtp.gmail.com", "smtp-relay.gmail.com",
                                     "google.com", "googlemail.com", NULL};

static const char setup[] =
    "Host smtp.gmail.com, port 587 (STARTTLS) or 465 (TLS).\n"
    "Login: the full address and an app password (myaccount.google.com/apppasswords,\n"
    "needs 2-Step Verification), or OAuth 2.0.\n"
    "Google replaces a From: address that is neither the account's nor its alias.\n"
    "Alias: Gmail > Settings > See all settings > Accounts and Import > Send mail as;\n"
    "from January 2027 this takes Google and Workspace addresses only.  In Workspace:\n"
    "Admin console > Directory > Users > the user > Add alternate emails.\n"
    "Workspace relay: smtp-relay.gmail.com, port 587, 465 or 25.  Set it up under\n"
    "Admin console > Apps > Google Workspace > Gmail > Routing > SMTP relay service.\n"
    "Help: " DEVICES "\nAliases: " HELP "mail/answer/22370";

SLS_PLUGIN(.name = "gmail", .version = "1.0", .title = "Gmail", .setup = setup,
           .text_domain = "smtplogscan", .relays = relays, .rules = rules,
           .rule_count = SLS_COUNT(rules), .probe = gmail_probe, .parse = gmail_parse);
