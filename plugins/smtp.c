/*
 * smtp.c - what SMTP servers say, whoever runs them.
 *
 * The host asks this table when a provider's own rules say nothing, and alone when no
 * plugin claims the relay.  Five groups, first match wins: texts of particular services
 * and block lists; what one mail server says of itself, in front of which no reply code
 * stands; wording that many servers share; errors of any local mail server; bare codes.
 * Refusals of the sender stand before those of the recipient, so that a failed login
 * never advises to remove a recipient.
 *
 * There is no rule for 5.0.0 and 4.0.0: Postfix makes them up, they mean nothing.
 * Sources: the postmaster pages named in .url, RFC 5321, 3463, 4954, 7372, 7504, 7505.
 */
#include <smtplogscan/plugin.h>

#include "export/exports.h"

/* Where providers explain themselves. */
#define MS_AUTH                                                                          \
    "https://learn.microsoft.com/en-us/exchange/"                                        \
    "clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission"
#define MS_NDR                                                                           \
    "https://learn.microsoft.com/en-us/troubleshoot/exchange/email-delivery/ndr/"        \
    "non-delivery-reports-in-exchange-online"
#define MS_TENANT                                                                        \
    "https://learn.microsoft.com/en-us/troubleshoot/exchange/email-delivery/ndr/"        \
    "fix-error-code-5-7-700-through-5-7-750"
#define MS_SEND_AS                                                                       \
    "https://learn.microsoft.com/en-us/exchange/recipients-in-exchange-online/"          \
    "manage-permissions-for-recipients"
#define MS_LEVEL                                                                         \
    "https://support.microsoft.com/en-us/outlook/"                                       \
    "fix-ndr-error-550-5-7-515-in-outlook-com"
#define MS_POSTMASTER "https://sendersupport.olc.protection.outlook.com/pm/"
#define YAHOO         "https://senders.yahooinc.com/smtp-error-codes/"
#define APPLE         "https://support.apple.com/en-us/102322"
#define SES(page)     "https://docs.aws.amazon.com/ses/latest/dg/" page ".html"
#define MAILGUN       "https://help.mailgun.com/hc/en-us"
#define SPARKPOST     "https://support.sparkpost.com/docs"
#define BREVO                                                                            \
    "https://help.brevo.com/hc/en-us/articles/"                                          \
    "115000188150-Troubleshooting-Issues-with-Brevo-SMTP"
#define POSTMARK "https://postmarkapp.com/developer/api/overview#error-codes"
#define MAILJET  "https://documentation.mailjet.com/hc/en-us"
#define GODADDY                                                                          \
    "https://www.godaddy.com/help/fix-rejected-email-with-a-bounce-error-40685"
#define YANDEX   "https://yandex.com/support/mail/"
#define QQ       "https://service.mail.qq.com/"
#define NETEASE  "https://help.mail.163.com/"
#define GMX      "https://postmaster.gmx.net/en/error-messages"
#define ORANGE   "https://postmaster.orange.fr/"
#define NAVER(n) "https://help.naver.com/alias/mail/newmail" n ".naver"
#define DAUM     "https://mail.daum.net/policy?category=bulk&tab=returnMessage"
#define KISA     "https://spam.kisa.or.kr/"
#define SPAMHAUS "https://check.spamhaus.org/"
#define MIMECAST "https://mimecastsupport.zendesk.com/"
#define BROADCOM "https://knowledge.broadcom.com/"
#define TALOS    "https://www.talosintelligence.com/reputation_center"
#define TREND    "https://servicecentral.trendmicro.com/en-us/ers/ip-lookup/"
/* Where standards and mail servers do. */
#define GUIDELINES  "https://support.google.com/a/answer/81126"
#define RFC(n)      "https://www.rfc-editor.org/rfc/rfc" n
#define REPLIES     RFC("5321#section-4.2")
#define POSTCONF(p) "https://www.postfix.org/postconf.5.html#" p
#define DEBUGGING   "https://www.postfix.org/DEBUG_README.html"
#define SASL        "https://www.postfix.org/SASL_README.html#client_sasl"
#define TLS         "https://www.postfix.org/TLS_README.html#client_tls"
#define EXIM(chapter)                                                                    \
    "https://www.exim.org/exim-html-current/doc/html/spec_html/ch-" chapter ".html"
#define DEBIAN_EXIM "https://wiki.debian.org/Exim"
#define SENDMAIL    "https://docs.freebsd.org/en/books/handbook/mail/"
#define SYSEXITS    "https://man.openbsd.org/sysexits.3"
#define OPENSMTPD   "https://man.openbsd.org/smtpd.conf.5"
#define SMTPCTL     "https://man.openbsd.org/smtpctl.8"
#define QMAIL       "https://cr.yp.to/qmail.html"
#define NULLMAILER  "https://untroubled.org/nullmailer/"
#define SSMTP       "https://wiki.debian.org/sSMTP"
#define MSMTP       "https://marlam.de/msmtp/msmtp.html"
#define HARAKA      "https://haraka.github.io/core/Outbound"

#define ADVISE(slug, text) .cause = slug, .advice = text

/* The advice that holds wherever a cause is met. */
#define AUTH_BAD_CREDENTIALS                                                             \
    ADVISE("auth-bad-credentials",                                                       \
           "Enter user name and password (or API key) again in your mail server.\n"      \
           "With two-step verification, create an app password and use that.")
#define AUTH_APP_PASSWORD_REQUIRED                                                       \
    ADVISE("auth-app-password-required",                                                 \
           "Turn on two-step verification in the account's security settings.\n"         \
           "Create an app password there and use it in your mail server.")
#define AUTH_LOGIN_BLOCKED                                                               \
    ADVISE("auth-login-blocked",                                                         \
           "Sign in with a web browser, confirm that the login was yours, send again.")
#define AUTH_MISSING                                                                     \
    ADVISE("auth-missing",                                                               \
           "Set user name and password for this relay: your server did not log in.\n"    \
           "Use port 587 or 465 with TLS; many servers offer the login only there.")
#define AUTH_METHOD_DISABLED                                                             \
    ADVISE("auth-method-disabled",                                                       \
           "Turn on SMTP access for this mailbox in the provider's settings.\n"          \
           "Use TLS and the login method the provider wants: PLAIN, LOGIN, OAuth.")
#define AUTH_THROTTLED                                                                   \
    ADVISE("auth-throttled",                                                             \
           "Find and stop the program that logs in with a wrong password.\n"             \
           "Wait until the lock ends; send several messages in one connection.")
#define AUTH_TEMPORARY                                                                   \
    ADVISE("auth-temporary",                                                             \
           "Wait: the provider could not check the login; your server tries again.\n"    \
           "If it lasts for hours, look at the provider's status page.")
#define LOCAL_SASL_UNAVAILABLE                                                           \
    ADVISE("local-sasl-unavailable",                                                     \
           "Install libsasl2-modules (Debian, Ubuntu) or cyrus-sasl-plain (Red Hat).\n"  \
           "In Postfix set smtp_sasl_security_options = noanonymous; restart it.")
#define TLS_REQUIRED                                                                     \
    ADVISE("tls-required",                                                               \
           "Turn on TLS for this relay: STARTTLS on port 587, TLS at once on 465.\n"     \
           "In Postfix set smtp_tls_security_level = encrypt.")
#define TLS_FAILED                                                                       \
    ADVISE("tls-failed",                                                                 \
           "Check host name and port: 465 expects TLS at once, 587 STARTTLS.\n"          \
           "Update CA certificates and TLS library of this host; check its clock.")
#define SENDER_NOT_VERIFIED                                                              \
    ADVISE("sender-not-verified",                                                        \
           "Verify the From domain or address in the provider's sender settings.\n"      \
           "Until then send from an address that is verified there.")
#define SENDER_MISMATCH                                                                  \
    ADVISE("sender-mismatch",                                                            \
           "Send with the From address of the account you log in with.\n"                \
           "Or add the other address there as an alias or allowed sender.")
#define SENDER_ADDRESS_INVALID                                                           \
    ADVISE("sender-address-invalid",                                                     \
           "Send from a complete address whose domain has an MX or A record.\n"          \
           "Correct it in the program that sends, or set myorigin in Postfix.")
#define SENDER_DOMAIN_UNAUTHENTICATED                                                    \
    ADVISE("sender-domain-unauthenticated",                                              \
           "Publish SPF for the servers that send, sign with DKIM, publish DMARC.\n"     \
           "The From domain must match the SPF or the DKIM domain.")
#define PTR_MISSING                                                                      \
    ADVISE("ptr-missing",                                                                \
           "Let your hosting provider set the sending IP's reverse DNS (PTR).\n"         \
           "It must name your server, and that name must resolve to the same IP.")
#define HELO_INVALID                                                                     \
    ADVISE("helo-invalid",                                                               \
           "Let your server greet with its full host name, which resolves to its IP.\n"  \
           "In Postfix set myhostname or smtp_helo_name.")
#define RELAY_DENIED                                                                     \
    ADVISE("relay-denied",                                                               \
           "Log in to this server before sending, or let its owner allow your IP.\n"     \
           "If it should be the recipient's own server, check the domain's MX.")
#define FREEMAIL_SENDER                                                                  \
    ADVISE("freemail-sender",                                                            \
           "Send from an address of your own domain.\n"                                  \
           "A free mail address works only through its own provider's server.")
#define QUOTA_OF_PLAN                                                                    \
    ADVISE("account-quota-exceeded",                                                     \
           "See the account's usage page: its limit or credits are used up.\n"           \
           "Buy credits, take a larger plan, or ask for a higher limit.")
#define QUOTA_OF_DAY                                                                     \
    ADVISE("account-quota-exceeded",                                                     \
           "Wait until the limit is reset, at most 24 hours; spread the mail.\n"         \
           "Ask the provider for a higher limit if you need it every day."),             \
        .action = "slow-down"
#define ACCOUNT_SUSPENDED                                                                \
    ADVISE("account-suspended",                                                          \
           "Sign in to the provider and read its notice about the account.\n"            \
           "Change passwords and stop what sent mail without your will.\n"               \
           "Then ask the provider's support to lift the block.")
#define ACCOUNT_SANDBOXED                                                                \
    ADVISE("account-sandboxed",                                                          \
           "Add your own domain, or ask to leave the test mode (sandbox, trial).\n"      \
           "Until then send only to recipients registered with the provider.")
#define RATE_LIMITED                                                                     \
    ADVISE("rate-limited", "Send more slowly, over fewer connections at once.\n"         \
                           "In Postfix set smtp_destination_rate_delay = 1s.")
#define TOO_MANY_RECIPIENTS                                                              \
    ADVISE("too-many-recipients", "Put fewer recipients into one message.\n"             \
                                  "In Postfix lower smtp_destination_recipient_limit.")
#define RECIPIENT_SUPPRESSED                                                             \
    ADVISE("recipient-suppressed",                                                       \
           "Remove the address from your list: it bounced or complained before.\n"       \
           "If it works again, delete it from the provider's suppression list.")
#define LOW_REPUTATION                                                                   \
    ADVISE("low-reputation",                                                             \
           "Send less, and only to people who asked for the mail.\n"                     \
           "Check SPF, DKIM and DMARC, and that nobody abuses your server.")
#define IP_BLOCKLISTED                                                                   \
    ADVISE("ip-blocklisted",                                                             \
           "Look the sending IP up at the list named; stop what got it there.\n"         \
           "Then ask for removal. If it is your provider's IP, tell its support.")
#define DOMAIN_BLOCKLISTED                                                               \
    ADVISE("domain-blocklisted",                                                         \
           "Look up the From domain and those of all links at the list named.\n"         \
           "Stop what got them there, then ask for removal.")
#define SPAM_CONTENT                                                                     \
    ADVISE("spam-content",                                                               \
           "Check text, links and attachments; use no link shorteners.\n"                \
           "If the recipient wants the mail, ask their postmaster to allow it.")
#define VIRUS_DETECTED                                                                   \
    ADVISE("virus-detected",                                                             \
           "Scan the attachments and the host that wrote the message.\n"                 \
           "Send a clean file by a download link.")
#define ATTACHMENT_BLOCKED                                                               \
    ADVISE("attachment-blocked",                                                         \
           "Send the file by a download link or as an allowed file type.\n"              \
           "Programs are refused inside archives, too.")
#define MESSAGE_MALFORMED                                                                \
    ADVISE("message-malformed",                                                          \
           "Correct the program: one valid From, Date and Message-ID header each.\n"     \
           "Lines end in CRLF and have at most 998 bytes (RFC 5322).")
#define MESSAGE_TOO_LARGE                                                                \
    ADVISE("message-too-large", "Make the message smaller, or send a download link.\n"   \
                                "Attachments grow by a third when they are encoded.")
#define GREYLISTED                                                                       \
    ADVISE("greylisted",                                                                 \
           "Wait: unknown senders are put off once, and your server tries again.\n"      \
           "If it never gets through, let all retries come from the same IP.")
#define POLICY_BLOCKED                                                                   \
    ADVISE("policy-blocked",                                                             \
           "Read the reply: the server's own policy refused the mail.\n"                 \
           "Ask the postmaster of that server what it wants.")
#define USER_UNKNOWN                                                                     \
    ADVISE("user-unknown", "Check the address for typing errors.\n"                      \
                           "If it is spelled as intended, remove it from your list.")
#define MAILBOX_DISABLED                                                                 \
    ADVISE("mailbox-disabled",                                                           \
           "Reach the person another way: the mailbox is disabled or inactive.\n"        \
           "Remove the address from your list.")
#define MAILBOX_FULL                                                                     \
    ADVISE("mailbox-full",                                                               \
           "Wait, and tell the recipient another way that the mailbox is full.\n"        \
           "Stop writing to it if it stays full for weeks.")
#define RECIPIENT_RATE_LIMITED                                                           \
    ADVISE("recipient-rate-limited",                                                     \
           "Wait: this mailbox gets more mail than its provider allows.\n"               \
           "If it is your mail, for example alerts, collect it into less.")
#define RECIPIENT_MOVED                                                                  \
    ADVISE("recipient-moved", "Use the new address if the reply names one.\n"            \
                              "Remove the old one from your list.")
#define RECIPIENT_REFUSED                                                                \
    ADVISE("recipient-refused",                                                          \
           "Ask the recipient another way to let mail from your address pass.\n"         \
           "If they do not want the mail, stop sending it.")
#define DOMAIN_NOT_FOUND                                                                 \
    ADVISE("domain-not-found",                                                           \
           "Check the part of the address after the @ for typing errors.\n"              \
           "Remove the address if the domain no longer exists.")
#define DOMAIN_NO_MAIL                                                                   \
    ADVISE("domain-no-mail",                                                             \
           "Check the part of the address after the @: it accepts no mail.\n"            \
           "Remove the address from your list.")
#define RECIPIENT_SYNTAX                                                                 \
    ADVISE("recipient-syntax",                                                           \
           "Correct the address: mail cannot be sent to it as it is written.\n"          \
           "Let your program check addresses before it sends.")
#define RELAY_HOST_NOT_FOUND                                                             \
    ADVISE("relay-host-not-found",                                                       \
           "Check the relay's name (relayhost in Postfix) and this host's DNS.\n"        \
           "If the name is the recipient's domain, check the address instead.")
#define DNS_TEMPORARY                                                                    \
    ADVISE("dns-temporary",                                                              \
           "Wait: name servers did not answer; your server asks again.\n"                \
           "If it happens with all domains, check /etc/resolv.conf.")
#define CONNECT_TIMEOUT                                                                  \
    ADVISE("connect-timeout",                                                            \
           "Check host name, port and firewall between this host and the relay.\n"       \
           "If only one recipient's server is silent, wait: yours tries again.")
#define CONNECT_REFUSED                                                                  \
    ADVISE("connect-refused",                                                            \
           "Check host name and port of the relay and the firewall of this host.\n"      \
           "Without an IPv6 route set inet_protocols = ipv4 in Postfix.")
#define CONNECTION_LOST                                                                  \
    ADVISE("connection-lost",                                                            \
           "Wait: the connection broke; your server tries again.\n"                      \
           "If it always breaks, check firewall and port (465: TLS at once).")
#define REMOTE_SYSTEM_ERROR                                                              \
    ADVISE("remote-system-error",                                                        \
           "Wait: the other server has a problem. Send again what came back.\n"          \
           "If it lasts for a day, tell its postmaster.")
#define LOCAL_SYSTEM_ERROR                                                               \
    ADVISE("local-system-error",                                                         \
           "Read the warnings your mail server logged just before this line.\n"          \
           "Check disk space, queue permissions, lookup tables and transports.")
#define MAIL_LOOP                                                                        \
    ADVISE("mail-loop",                                                                  \
           "Follow the Received headers: servers send the mail to each other.\n"         \
           "In Postfix check mydestination, relayhost, transport and aliases.")
#define PROTOCOL_ERROR                                                                   \
    ADVISE("protocol-error",                                                             \
           "Look at the reply before it: one refused command fails the next.\n"          \
           "A firewall that rewrites SMTP (inspection) can cause it, too.")
#define MESSAGE_EXPIRED                                                                  \
    ADVISE("message-expired",                                                            \
           "Look at the reply before it: that is why the mail waited.\n"                 \
           "Correct it and send the message again.")

/* A rule's name, what to do about it and where it is explained. */
#define RULE(name, remedy, link) .id = name, remedy, .url = link

/* A whole rule for an enhanced status code whose text says nothing more. */
#define CODE(class, subject, detail, remedy, reply_line)                                 \
    {                                                                                    \
        .id = "code-" #class "-" #subject "-" #detail, remedy, .url = RFC("3463"),       \
        .enhanced = #class "." #subject "." #detail, .example = reply_line               \
    }

static const sls_rule rules[] = {
    /* Microsoft 365 and Outlook.com behind other relays; plugins/rules/microsoft.conf has
       what they say as relay, and this once more for their own hosts */
    {RULE("microsoft-send-as",
          ADVISE("sender-mismatch",
                 "Exchange admin center > Mailboxes > the mailbox > Delegation > Send as:"
                 " add the login.\nOr send with the login's own address."),
          MS_SEND_AS),
     .pattern = "SendAsDenied|permissions to send as this sender|not allowed to send as",
     .example = "554 5.2.252 SendAsDenied; a@example.com not allowed to send as "
                "b@example.com\n"
                "550 5.7.60 SMTP; Client does not have permissions to send as this "
                "sender"},
    {RULE("microsoft-connections", RATE_LIMITED, MS_AUTH),
     .pattern = "(sender thread|concurrent connections) limit exceeded|"
                "throttled due to continuous|has exceeded permitted limits",
     .example = "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded\n"
                "550 5.2.253 Sender throttled due to continuous violations\n"
                "550 5.7.508 Access denied, [192.0.2.7] has exceeded permitted limits"},
    {RULE("microsoft-blocked-account",
          ADVISE("account-suspended",
                 "Microsoft Defender portal > Email & collaboration > Review > Restricted"
                 " entities: unblock the user.\n"
                 "Change the password and remove forwarding and inbox rules you did not "
                 "make.\nFor a whole tenant open a support request in the admin center."),
          MS_TENANT),
     .pattern = "bad outbound sender|tenant has exceeded threshold|"
                "traffic not accepted from this ip|spam abuse detected|"
                "OutboundSpamException|WASCL UserAction|^550 5\\.7\\.(50[123]|703|705|"
                "708|711) ",
     .example = "550 5.1.8 Access denied, bad outbound sender\n"
                "550 5.7.705 Access denied, tenant has exceeded threshold\n"
                "550 5.7.708 Access denied, traffic not accepted from this IP\n"
                "550 5.7.501 Access denied, spam abuse detected\n"
                "554 5.2.0 OutboundSpamException; WASCL UserAction verdict is Refuse"},
    {RULE("microsoft-dmarc", SENDER_DOMAIN_UNAUTHENTICATED, MS_LEVEL),
     .pattern = "does not pass DMARC verification|required authentication level|"
                "access denied, sending domain|must pass (either )?SPF or DKIM",
     .example = "550 5.7.509 Access denied, sending domain example.com does not pass "
                "DMARC verification\n"
                "550 5.7.515 It does not meet the required authentication level\n"
                "450 4.7.26 Message must pass either SPF or DKIM validation"},
    {RULE("microsoft-unknown", USER_UNKNOWN, MS_NDR),
     .pattern = "recipient not found by SMTP address lookup|RESOLVER\\.ADR\\.(Ex)?Recip|"
                "5\\.4\\.1 .{0,20}recipient addresse?s? rejected ?: access denied",
     .example =
         "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP "
         "address lookup\n"
         "550 5.4.1 [jane@example.org]: Recipient address rejected: Access denied"},
    {RULE("microsoft-mailbox-disabled", MAILBOX_DISABLED, MS_NDR),
     .pattern = "mailbox cannot be accessed|MailboxDisabledException",
     .example = "550 5.2.1 STOREDRV.Deliver; mailbox cannot be accessed"},
    {RULE("microsoft-recipient-rate", RECIPIENT_RATE_LIMITED, MS_NDR),
     .pattern = "exceeded (the|their) limit for the number of messages|"
                "recipient thread limit exceeded",
     .example = "554 5.2.122 The recipient has exceeded their limit for the number of "
                "messages they can receive per hour\n"
                "432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded"},
    {RULE("microsoft-blocklist",
          ADVISE("ip-blocklisted",
                 "Ask for removal: Outlook.com senders at the Outlook.com Postmaster "
                 "page, senders to Microsoft 365 at sender.office.com.\n"
                 "If the IP is your provider's, tell its support."),
          MS_POSTMASTER "\nhttps://sender.office.com/"),
     .pattern = "part of their network is on our block ?list|access denied, banned send|"
                "using customer block list|blocked using FBLW|\\b(SC-00[234]|DY-00[12]|"
                "OU-001)\\b",
     .example = "550 5.7.1 Please contact your Internet service provider since part of "
                "their network is on our block list (S3140)\n"
                "550 5.7.606 Access denied, banned sending IP [192.0.2.7]\n"
                "550 5.7.513 Client host [192.0.2.7] blocked using Customer Block list\n"
                "550 DY-001 Unfortunately, messages from 192.0.2.7 weren't sent"},
    {RULE("microsoft-reputation", LOW_REPUTATION, MS_POSTMASTER),
     .pattern = "\\bRP-00[123]\\b|rate limited due to ip reputation|"
                "limits for how many messages can be sent",
     .example = "451 4.7.650 The mail server [192.0.2.7] has been temporarily rate "
                "limited due to IP reputation\n"
                "421 RP-001 Unfortunately, some messages from 192.0.2.7 weren't sent\n"
                "421 PR(ct1) We have limits for how many messages can be sent per hour"},
    {RULE("microsoft-content", SPAM_CONTENT, MS_POSTMASTER),
     .pattern = "\\b(SC-001|OU-002)\\b",
     .example = "550 SC-001 Unfortunately, messages from 192.0.2.7 weren't sent"},
    {RULE("microsoft-greylist", GREYLISTED, MS_NDR), .enhanced = "4.7.500",
     .pattern = "server busy",
     .example = "451 4.7.500 Server busy. Please try again later from [192.0.2.7]"},
    {RULE("microsoft-queue-quota", RATE_LIMITED, MS_NDR),
     .pattern = "organization queue quota exceeded",
     .example = "450 4.7.3 Organization queue quota exceeded."},
    {RULE("microsoft-recipient-restricted", RECIPIENT_REFUSED, MS_NDR),
     .pattern = "rejected by recipient$|sender (was )?not authenticated (by organi|"
                "for )|^550 5\\.7\\.1 \\S+; (authentication required|not authorized)|"
                "SenderFilter(Agent|Config)|accept email over IPv6|"
                "no mail-enabled subscriptions|rejected by organization policy|"
                "TenantInboundAttribution|^550 5\\.7\\.(12|124|129|13[3-6]|507) ",
     .example = "550 5.7.12 Sender was not authenticated by organization\n"
                "550 5.7.510 example.org does not accept email over IPv6\n"
                "554 5.7.105 SenderFilterAgent; Sender denied\n"
                "550 5.7.1 The message was rejected by organization policy\n"
                "550 5.7.507 Access denied, rejected by recipient"},
    {RULE("microsoft-outbound-tls", TLS_FAILED, MS_NDR),
     .pattern = "starttls-not-supported|certificate-expired|tlsa-invalid|dnssec-invalid|"
                "failed MTA-STS",
     .example = "550 5.7.321 starttls-not-supported\n550 5.7.322 certificate-expired\n"
                "550 5.7.5 Remote certificate failed MTA-STS validation"},
    {RULE("microsoft-header", MESSAGE_MALFORMED, MS_NDR),
     .pattern = "message must be RFC|^550 5\\.6\\.11 ",
     .example = "550 5.7.512 Access denied, message must be RFC 5322 compliant\n"
                "550 5.6.11 Invalid characters"},

    /* Yahoo and AOL */
    {RULE("yahoo-dmarc", SENDER_DOMAIN_UNAUTHENTICATED, YAHOO),
     .pattern = "message not accepted for policy reasons|\\bDM email not accepted|"
                "\\(DMARC\\) this message|\\(AU01\\)|yahoo requires all senders",
     .example = "554 5.7.9 Message not accepted for policy reasons\n"
                "554 Message not allowed - DM Email not accepted for policy reasons\n"
                "521 5.2.1 (DMARC) This message failed DMARC Evaluation\n"
                "554 5.7.5 (AU01) Message not accepted"},
    {RULE("yahoo-blocklist", IP_BLOCKLISTED, YAHOO "\n" SPAMHAUS),
     .pattern = "\\[(BL\\d+|TSS07)\\]|\\bVS1-IP",
     .example = "553 5.7.1 [BL21] Connections will not be accepted from 192.0.2.7\n"
                "451 VS1-IP Excessive unknown recipients"},
    {RULE("yahoo-greylist", GREYLISTED, YAHOO), .pattern = "\\[GL\\d+\\]",
     .example = "421 4.7.0 [GL01] Message from (192.0.2.7) temporarily deferred"},
    {RULE("yahoo-reputation", LOW_REPUTATION, YAHOO),
     .pattern = "\\[TSS?\\d+\\]|deferred due to (unexpected volume|user complaints)|"
                "permanently deferred|message (from \\S+ )?temporarily deferred( -|\\.)|"
                "\\((RTR|HVU|CON|DYN|RLY|IPTS):\\w+\\)",
     .example = "421 4.7.0 [TSS04] Messages from 192.0.2.7 temporarily deferred\n"
                "421 4.7.1 All messages from 192.0.2.7 will be permanently deferred\n"
                "451 Message temporarily deferred - [160]\n"
                "421 4.2.1 : (HVU:B2) "
                "http://postmaster.info.aol.com/errors/421hvub2.html"},
    {RULE("yahoo-content", SPAM_CONTENT, YAHOO),
     .pattern = "\\[PH01\\]|message not allowed - \\[\\d+\\]|\\bVS1-MF",
     .example = "554 Message not allowed - [PH01] Email not accepted for policy\n"
                "554 Message not allowed - [299]\n451 VS1-MF Mail From refused"},
    {RULE("yahoo-from", SENDER_MISMATCH, YAHOO),
     .pattern = "request failed; mailbox unavailable|From: address not verified",
     .example =
         "550 Request failed; Mailbox unavailable\n553 From: address not verified"},

    /* Apple */
    {RULE("apple-from",
          ADVISE("sender-mismatch",
                 "Send from your iCloud address, or add the address first: iCloud.com > "
                 "Mail > Settings > Aliases.\n"
                 "Addresses of your own domain belong under iCloud+ > Custom Email "
                 "Domain."),
          "https://support.apple.com/en-us/102525"),
     .pattern = "not one of your addresses",
     .example = "550 5.7.0 From address is not one of your addresses"},
    {RULE("apple-local-policy", SPAM_CONTENT, APPLE), .pattern = "\\[CS01\\]",
     .example = "554 5.7.1 [CS01] Message rejected due to local policy"},
    {RULE("service-put-off", GREYLISTED, APPLE "\n" YANDEX), .enhanced = "4.7.1",
     .pattern = "service (is currently )?unavailable( -|\\.) (try again|"
                "please come back) later",
     .example = "451 4.7.1 Service unavailable - try again later"},
    {RULE("no-connections-now", CONNECT_REFUSED, APPLE), .action = "wait",
     .pattern = "ESMTP not accepting connections",
     .example = "554 mx.example.com ESMTP not accepting connections"},

    /* Amazon SES, in its events; plugins/rules/ses.conf has what it says as relay */
    {RULE("ses-suppressed", RECIPIENT_SUPPRESSED, SES("troubleshoot-error-messages")),
     .pattern = "message rejected: address blacklisted|(on|in) .{0,30}suppression list",
     .example = "554 Message rejected: Address blacklisted.\n"
                "554 Message not sent: the address is on the suppression list"},
    /* Sub-types of bounces and delays without an answer, and the reason of a reject */
    {RULE("ses-bounce-suppressed", RECIPIENT_SUPPRESSED, SES("notification-contents")),
     .pattern = "^(OnAccount)?Suppress(ed|ionList)$",
     .example = "Suppressed\nOnAccountSuppressionList"},
    {RULE("ses-bounce-no-mailbox", USER_UNKNOWN, SES("notification-contents")),
     .pattern = "^NoEmail$", .example = "NoEmail"},
    {RULE("ses-bounce-full", MAILBOX_FULL, SES("notification-contents")),
     .pattern = "^MailboxFull$", .example = "MailboxFull"},
    {RULE("ses-bounce-large", MESSAGE_TOO_LARGE, SES("notification-contents")),
     .pattern = "^MessageTooLarge$", .example = "MessageTooLarge"},
    {RULE("ses-bounce-content", SPAM_CONTENT, SES("notification-contents")),
     .pattern = "^(ContentRejected|SpamDetected)$",
     .example = "ContentRejected\nSpamDetected"},
    {RULE("ses-bounce-attachment", ATTACHMENT_BLOCKED, SES("notification-contents")),
     .pattern = "^AttachmentRejected$", .example = "AttachmentRejected"},
    {RULE("ses-delay", REMOTE_SYSTEM_ERROR, SES("notification-contents")),
     .pattern = "^(RecipientServerError|TransientCommunicationFailure|InternalFailure)$",
     .example = "RecipientServerError\nTransientCommunicationFailure\nInternalFailure"},
    {RULE("ses-reject", VIRUS_DETECTED, SES("notification-contents")),
     .pattern = "^Bad content$", .example = "Bad content"},
    {RULE("ses-rendering", MESSAGE_MALFORMED, SES("notification-contents")),
     .pattern = "^Attribute .{1,80} is not present in the rendering data",
     .example = "Attribute 'name' is not present in the rendering data."},
    {RULE("ses-expired", MESSAGE_EXPIRED, SES("troubleshoot-error-messages")),
     .pattern = "message expired: unable to deliver in \\d+ minutes",
     .example = "554 4.4.7 Message expired: unable to deliver in 840 minutes."},

    /* Mailgun, SparkPost, Brevo, Postmark, Mailjet and other sending services */
    {RULE("service-sandbox", ACCOUNT_SANDBOXED, MAILGUN), .action = "fix-sender",
     .pattern = "sandbox (sub)?domains? (are|is) for test|free accounts are for test|"
                "\\b(trial|demo|sandbox) (account|plan|domain|mode)s?\\b.{0,60}\\b(only|"
                "cannot|can't)|demo domains can only",
     .example = "421 Sandbox subdomains are for test purposes only\n"
                "550 Free accounts are for test purposes only\n"
                "450 Trial accounts can only send emails to the administrator's email"},
    {RULE("mailgun-account", ACCOUNT_SUSPENDED, MAILGUN),
     .pattern = "not allowed to send: account (disabled|inactivity)|account terminated|"
                "activate your mailgun account",
     .example = "421 Domain example.com is not allowed to send: Account disabled\n"
                "421 Account Terminated\n421 Please activate your Mailgun account"},
    {RULE("mailgun-rate", RATE_LIMITED, MAILGUN),
     .pattern = "you are sending too fast|domain recipient limit exceeded",
     .example = "421 Domain is not allowed to send: You are sending too fast\n"
                "420 Domain recipient limit exceeded"},
    {RULE("mailgun-quota", QUOTA_OF_PLAN, MAILGUN),
     .pattern = "not allowed to send: recipient limit exceeded",
     .example =
         "421 Domain example.com is not allowed to send: recipient limit exceeded"},
    {RULE("mailgun-domain",
          ADVISE("sender-not-verified",
                 "Mailgun control panel > Sending > Domains > the domain > DNS records: "
                 "publish them and press Check status.\n"
                 "Use the SMTP login that belongs to that domain."),
          MAILGUN),
     .pattern = "the domain is unverified|^4\\d\\d Domain \\S+ is not allowed to send",
     .example = "421 Domain example.com is not allowed to send: The domain is unverified"
                " and requires DNS configuration"},
    {RULE("sparkpost-domain", SENDER_NOT_VERIFIED, SPARKPOST),
     .pattern = "unconfigured sending domain",
     .example = "550 5.7.1 Unconfigured Sending Domain <example.com>"},
    {RULE("sparkpost-suppressed", RECIPIENT_SUPPRESSED, SPARKPOST),
     .pattern = "recipient address (was |is )?suppressed|address suppressed due to",
     .example = "554 5.7.1 recipient address suppressed due to customer policy"},
    {RULE("brevo-not-activated",
          ADVISE("account-suspended",
                 "Complete your profile in Brevo and write to its support to have the "
                 "SMTP account activated."),
          BREVO),
     .pattern = "account is not (yet )?activated",
     .example = "502 5.7.0 Your SMTP account is not yet activated. Please contact us"},
    {RULE("brevo-key",
          ADVISE("auth-bad-credentials",
                 "Brevo > Settings > SMTP & API > SMTP: create an SMTP key and use it as "
                 "the password; an API key does not work."),
          BREVO),
     .reply = 535, .pattern = "key not found", .example = "535 Key not found"},
    {RULE("brevo-ip",
          ADVISE("relay-denied",
                 "Brevo > Settings > Security > Authorized IPs: add the IP of your "
                 "server, or turn the check off for SMTP keys."),
          BREVO),
     .pattern = "unauthori[sz]ed ip address",
     .example = "525 5.7.1 Unauthorized IP address"},
    {RULE("postmark-signature", SENDER_NOT_VERIFIED, POSTMARK),
     .pattern = "sender signature (on your account|not (confirmed|found))",
     .example = "550 shop@example.com is not a Sender Signature on your account"},
    {RULE("postmark-inactive", RECIPIENT_SUPPRESSED, POSTMARK),
     .pattern = "marked as inactive",
     .example = "550 You tried to send to a recipient that has been marked as inactive"},
    {RULE("mailjet-sender", SENDER_NOT_VERIFIED, MAILJET),
     .pattern = "^550 (\\S+ )?sender not allowed", .example = "550 Sender not allowed"},
    {RULE("godaddy-wrong-host",
          ADVISE("relay-denied",
                 "Log in to smtpout.secureserver.net (or smtp.office365.com for Microsoft"
                 " 365 mailboxes), not to the server that receives mail."),
          GODADDY),
     .pattern = "\\bIB401\\b",
     .example = "535 Authentication not allowed on IBSMTP Servers. IB401"},
    {RULE("godaddy-relay-quota", QUOTA_OF_DAY, GODADDY), .pattern = "relay quota",
     .example = "552 Message would take you over your relay quota of 250"},
    {RULE("godaddy-rate", RATE_LIMITED, GODADDY), .pattern = "\\bIB60\\d\\b",
     .example = "550 192.0.2.7 has sent to too many recipients this hour. IB607"},
    {RULE("godaddy-blocklist", IP_BLOCKLISTED, GODADDY), .pattern = "\\bIB10[1-7]\\b",
     .example = "554 mx.example.com bizsmtp Connection refused. 192.0.2.7 IB103"},
    {RULE("godaddy-ptr", PTR_MISSING, GODADDY), .pattern = "\\bIB108\\b",
     .example = "421 Temporarily rejected. Reverse DNS for 192.0.2.7 failed. IB108"},
    {RULE("godaddy-content", SPAM_CONTENT, GODADDY), .pattern = "\\bIB21\\d\\b",
     .example = "552 This message has been rejected due to content. IB212"},
    {RULE("godaddy-sender", SENDER_ADDRESS_INVALID, GODADDY),
     .pattern = "\\bIB50[1-7]\\b",
     .example = "550 shop@example.com Sender rejected. IB506"},
    {RULE("godaddy-spf", SENDER_DOMAIN_UNAUTHENTICATED, GODADDY),
     .pattern = "\\bIB508\\b", .example = "550 shop@example.com Sender rejected. IB508"},

    /* Yandex, Tencent QQ, NetEase 163 */
    {RULE("yandex-access",
          ADVISE("auth-method-disabled",
                 "Open the mailbox's settings on the web and allow mail programs (Yandex:"
                 " Email clients; 163: POP3/SMTP/IMAP).\n"
                 "Create the app password or authorization code there and use it as the "
                 "password."),
          YANDEX "\n" NETEASE),
     .pattern = "access rights to this service|user has no permission",
     .example = "535 5.7.8 Error: authentication failed: This user does not have access "
                "rights to this service\n550 User has no permission"},
    {RULE("qq-authorization-code",
          ADVISE("auth-app-password-required",
                 "QQ Mail on the web > Settings > Account: turn on the SMTP service and "
                 "create an authorization code.\nUse that code as the password."),
          QQ),
     .pattern = "authori[sz]ation code to log|^535 login fail",
     .example = "535 Login Fail. Please enter your authorization code to login"},
    {RULE("from-must-be-login", SENDER_MISMATCH, QQ "\n" NETEASE),
     .pattern = "mail from (address )?must (be (the )?same as|equal) auth",
     .example = "501 mail from address must be same as authorization user"},
    {RULE("qq-frequency", RATE_LIMITED, QQ "detail/122/172"),
     .pattern = "(ip|connection|sender|domain) frequency limited",
     .example = "550 Ip frequency limited"},
    {RULE("qq-spam-ip", IP_BLOCKLISTED, QQ "detail/122/66"),
     .pattern = "suspected spam ip",
     .example = "550 Suspected spam ip https://open.work.weixin.qq.com/help2/pc/20057"},
    {RULE("netease-spam", SPAM_CONTENT, NETEASE), .pattern = "\\bDT:S(PM|UM)\\b",
     .example =
         "554 DT:SPM 163 mx9,please see http://mail.163.com/help/help_spam_16.htm"},
    {RULE("netease-rate", RATE_LIMITED, NETEASE),
     .pattern = "\\b(MI:(CEL|DMC|CCL)|RP:(CEL|DRC|CCL|RCL|TRC|TRL)|HL:(ICC|IFC))\\b",
     .example =
         "451 MI:DMC 163 mx9,please see http://mail.163.com/help/help_spam_16.htm"},
    {RULE("netease-reputation", LOW_REPUTATION, NETEASE), .pattern = "\\bHL:REP\\b",
     .example =
         "421 HL:REP 163 mx9,please see http://mail.163.com/help/help_spam_16.htm"},

    /* GMX, web.de, T-Online, Orange, laposte */
    {RULE("gmx-sender", SENDER_MISMATCH, GMX),
     .pattern = "sender address (is )?not allowed",
     .example = "550 Requested action not taken: mailbox unavailable Sender address is "
                "not allowed."},
    {RULE("gmx-ptr", PTR_MISSING, GMX), .reply = 554, .pattern = "bad dns ptr",
     .example = "554-gmx.net (mxgmx016) Nemesis ESMTP Service not available 554-No SMTP "
                "service 554 Bad DNS PTR resource record."},
    {RULE("gmx-ip", IP_BLOCKLISTED, GMX "\nhttps://postmaster.t-online.de/"),
     .reply = 554,
     .pattern = "no smtp service|a problem occurred\\. \\(ask your postmaster",
     .example = "554 Nemesis ESMTP Service not available No SMTP service\n"
                "554 IP=192.0.2.7 - A problem occurred. (Ask your postmaster for help"},
    {RULE("gmx-volume", RATE_LIMITED, GMX), .reply = 4, .pattern = "\\(mail bomb\\)",
     .example = "450 4.3.2 Too many mails (mail bomb), try again in 55 minute(s)"},
    {RULE("gmx-policy", POLICY_BLOCKED, GMX),
     .pattern = "reject due to policy restrictions",
     .example = "550 Requested action not taken: mailbox unavailable Reject due to "
                "policy restrictions."},
    {RULE("orange-ip", IP_BLOCKLISTED, ORANGE "\nhttps://csi.cloudmark.com/en/reset/"),
     .pattern = "blocked for spamming|\\bservice refused?\\b",
     .example = "550 Client host blocked for spamming issues. OFR006_102\n"
                "550 5.5.0 service refused, please try later. LPN001_108"},
    {RULE("orange-content", SPAM_CONTENT, ORANGE), .pattern = "mail rejet|\\bOFR_506\\b",
     .example = "550 5.2.0 6FcArPEp Mail rejete. Mail rejected. OFR_506 [506]"},
    {RULE("orange-unknown", USER_UNKNOWN, ORANGE),
     .pattern = "destinataire (invalide|inconnu)",
     .example = "550 5.1.1 Adresse d au moins un destinataire invalide. OFR_416"},
    {RULE("orange-full", MAILBOX_FULL, ORANGE), .pattern = "\\bOFR_417",
     .example = "552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417"},
    {RULE("orange-rate", RATE_LIMITED, ORANGE), .pattern = "trop de connexions",
     .example = "421 mwinf5c04 ME Trop de connexions. Too many connections, slow down"},
    {RULE("orange-sender", SENDER_ADDRESS_INVALID, ORANGE),
     .pattern = "emetteur invalide",
     .example = "501 5.1.0 Emetteur invalide. Invalid Sender. OFR004_405 [405]"},

    /* Cox, Spectrum */
    {RULE("cox-ip", IP_BLOCKLISTED,
          "https://www.cox.com/residential/support/email-error-codes.html"),
     .pattern = "AUP#\\w*RBL",
     .example = "550 5.1.0 <shop@example.com> sender rejected. AUP#CDRBL"},
    {RULE("spectrum-reputation", LOW_REPUTATION,
          "https://www.spectrum.net/support/internet/understanding-email-error-codes"),
     .pattern = "AUP#",
     .example = "550 5.1.0 <shop@example.com> sender rejected. AUP#In-1310"},

    /* Naver, NAVER WORKS, Daum, Kakao and other Korean servers */
    {RULE("naver-login",
          ADVISE("auth-bad-credentials",
                 "Turn on two-step verification in the NAVER ID settings and create an "
                 "app password for mail.\n"
                 "NAVER WORKS: create a password for external apps. Allow IMAP/SMTP in "
                 "the mailbox's settings."),
          NAVER("05") "\nhttps://gov-naverworks.com/notice/48240/"),
     .reply = 535, .pattern = "username and password not accepted.{0,60}nsmtp",
     .example = "535 5.7.1 Username and Password not accepted ldE8NzE3RyeycidQ-DBxBg - "
                "nsmtp"},
    {RULE("naver-sender", SENDER_MISMATCH, NAVER("05")),
     .pattern = "sender address is unauthori[sz]ed",
     .example = "554 5.7.1 The sender address is unauthorized ldE8NzE3RyeycidQ-DBxBg"},
    {RULE("naver-ip", IP_BLOCKLISTED, NAVER("10")),
     .pattern = "is filtered and this connection will be closed|SPAM_SUSPECT:IP",
     .example = "421 4.3.2 Your IP 192.0.2.7 is filtered and this connection will be "
                "closed\n550 Transaction failed. (SPAM_SUSPECT:IP_CONTROL)"},
    {RULE("naver-volume", RATE_LIMITED, NAVER("10")),
     .pattern = "you (send|sent|have sent) too many (messages|e-?mails)",
     .example = "421 4.3.1 You send too many messages."},
    {RULE("naver-unauthenticated", SENDER_DOMAIN_UNAUTHENTICATED, NAVER("10")),
     .pattern = "sender is unauthenticated.{0,400}naver",
     .example = "550 5.7.2 Your email has been blocked because the sender is "
                "unauthenticated. https://help.naver.com/alias/mail/newmail10.naver"},
    {RULE("daum-unknown", USER_UNKNOWN, DAUM), .pattern = "\\bRUSR\\b",
     .example = "550 5.1.1 (RUSR) Recipient address rejected: jane@example.org"},
    {RULE("daum-inactive", MAILBOX_DISABLED, DAUM),
     .pattern = "\\bRACT\\b|mailbox is inactive:",
     .example = "550 5.2.1 (RACT) Mailbox is inactive: jane@example.org"},
    {RULE("daum-refused", RECIPIENT_REFUSED, DAUM),
     .pattern = "\\bRDENY\\b|receiver denied your mail",
     .example = "550 5.7.1 RDENY The receiver denied your mail"},
    {RULE("daum-busy", REMOTE_SYSTEM_ERROR, DAUM),
     .pattern = "\\bCHIC\\b|network is busy",
     .example = "421 4.4.1 CHIC Network is busy."},
    {RULE("daum-ip", IP_BLOCKLISTED, DAUM),
     .pattern = "\\bCCRT\\b|server is busy\\(RT\\)|\\bDAS50\\b",
     .example = "421 4.4.5 CCRT Connection refused. Server is busy(RT)\n"
                "554 5.7.1 (DAS50) Your mail is blocked"},
    {RULE("daum-reputation", LOW_REPUTATION, DAUM),
     .pattern = "\\bDAS51\\b|blocked automatically by anti-?spam",
     .example = "554 5.7.1 DAS51 Your mail is blocked automatically by anti-spam system"},
    {RULE("kisa-rbl",
          ADVISE("ip-blocklisted",
                 "The KISA RBL ended in January 2024: ask the postmaster of the receiving"
                 " server to stop using it.\n"
                 "Until then send through another IP or a relay."),
          KISA),
     .pattern = "spamlist\\.or\\.kr|kisarbl|rbl\\.kisa\\.or\\.kr|kisa.?rbl",
     .example = "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using "
                "spamlist.or.kr\n550 192.0.2.7 is listed by KISA-RBL"},

    /* Filters and block lists: asked wrongly by the receiver, then domains, then IPs */
    {RULE("dnsbl-misused",
          ADVISE("policy-blocked",
                 "Nothing is wrong with your server: the receiving one asks the block "
                 "list in a way the list does not allow.\n"
                 "Tell the recipient's postmaster, another way than by this mail."),
          "https://www.spamhaus.com/resource-center/"
          "if-you-query-the-legacy-dnsbls-via-public-dns/"),
     .pattern = "open resolver|returnc/pub|query refused|uribl\\.com/refused",
     .example = "554 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org; "
                "Error: open resolver\n"
                "554 5.7.1 blocked using multi.uribl.com; Query Refused"},
    {RULE("spamhaus-domain", DOMAIN_BLOCKLISTED, SPAMHAUS),
     .pattern = "dbl\\.spamhaus|spamhaus(\\.org/| )dbl|domain (is )?listed in spamhaus|"
                "spamhaus.{0,40}\\bdbl\\b",
     .example = "554 5.7.1 Sender address [s@example.com] blocked using "
                "dbl.spamhaus.org\n"
                "550 5.7.1 Rejected due to having a domain present in the Spamhaus DBL\n"
                "550 5.1.0 MailFrom domain is listed in Spamhaus"},
    {RULE("uribl", DOMAIN_BLOCKLISTED, "https://admin.uribl.com/"),
     .pattern = "multi\\.(uribl|surbl)|\\buribl\\b|\\bsurbl\\b|\\brhsbl\\b",
     .example = "554 5.7.1 blocked using multi.uribl.com\n"
                "550 Message contains a URL listed in SURBL"},
    {RULE("domain-listed", DOMAIN_BLOCKLISTED, "https://www.barracudacentral.org/"),
     .pattern = "spam URL|(?<!<)\\b(url|link)s? .{0,40}(black|block) ?-?list|(sender|"
                "from|sending|helo|mailfrom|your|the|this|email|"
                "mail) domain[^,.]{0,50}((black|block) ?-?list|is listed|banned|"
                "blocked)|domain .{0,40}(on|in) (a|our|the) (black|block) ?-?list",
     .example = "554 rejected due to spam URL in content\n"
                "550 Your domain example.com is on our blacklist"},
    {RULE("spamhaus-ip",
          ADVISE("ip-blocklisted",
                 "Look the sending IP up at check.spamhaus.org and follow the removal "
                 "steps of the list it names.\n"
                 "On the PBL, send through your provider's relay instead.\n"
                 "If the IP is your provider's, tell its support."),
          SPAMHAUS),
     .pattern = "spamhaus|\\b(SBL|XBL|PBL)\\b|sbl-xbl",
     .example = "554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using "
                "zen.spamhaus.org\n550 Rejected: 192.0.2.7 is on the PBL"},
    {RULE("barracuda-ip", IP_BLOCKLISTED,
          "https://www.barracudacentral.org/rbl/removal-request"),
     .pattern = "barracudacentral|barracudanetworks\\.com/reputation|"
                "barracuda reputation",
     .example = "554 5.7.1 Client host [192.0.2.7] blocked using "
                "b.barracudacentral.org\n"
                "554 http://www.barracudanetworks.com/reputation/?pr=1&ip=192.0.2.7"},
    {RULE("spamcop-ip",
          ADVISE("ip-blocklisted",
                 "Find and stop the mail that was reported to SpamCop: a listing ends by "
                 "itself 24 hours after the last report.\n"
                 "If the IP is your provider's, tell its support."),
          "https://www.spamcop.net/bl.shtml"),
     .pattern = "spamcop",
     .example = "554 5.7.1 Client host [192.0.2.7] blocked using bl.spamcop.net"},
    {RULE("sorbs-ip",
          ADVISE("ip-blocklisted",
                 "SORBS ended in June 2024: ask the postmaster of the receiving server to"
                 " stop using it.\nUntil then send through another IP or a relay."),
          POSTCONF("default_rbl_reply")),
     .pattern = "sorbs",
     .example = "554 5.7.1 Client host [192.0.2.7] blocked using dnsbl.sorbs.net"},
    {RULE("cloudmark-ip", IP_BLOCKLISTED, "https://csi.cloudmark.com/en/reset/"),
     .pattern = "cloudmark",
     .example = "550 5.7.1 blocked using Cloudmark Sender Intelligence"},
    {RULE("proofpoint-ip", IP_BLOCKLISTED, "https://ipcheck.proofpoint.com/"),
     .pattern = "prs\\.proofpoint|proofpoint\\.com/dnsbl|ipcheck\\.proofpoint",
     .example = "550 5.7.1 client [192.0.2.7] blocked using prs.proofpoint.com\n"
                "554 Blocked - see "
                "https://support.proofpoint.com/dnsbl-lookup.cgi?ip=192.0.2.7\n"
                "550 5.7.0 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.7"},
    {RULE("trendmicro-ip", IP_BLOCKLISTED, TREND),
     .pattern = "trend ?micro.{0,20}(rbl|reputation|ers)",
     .example = "550 Client host [192.0.2.7] blocked using Trend Micro RBL+"},
    {RULE("mimecast-ip", IP_BLOCKLISTED, MIMECAST), .pattern = "host network not allowed",
     .example = "554 Host network not allowed"},
    {RULE("cisco-reputation", LOW_REPUTATION, TALOS),
     .pattern = "your access to .{0,60} has been rejected|sending MTA's poor reputation|"
                "senderbase",
     .example = "554 Your access to this mail system has been rejected due to the "
                "sending MTA's poor reputation\n"
                "554 Blocked, see http://www.senderbase.org/"},
    {RULE("recipient-own-filter", RECIPIENT_REFUSED, MIMECAST "\n" TREND),
     .pattern = "envelope blocked|header based (anti-?spoofing|manually blocked)|"
                "ERS-Customized|BLOCK-(SEND-ER|RCPT)|vadesecure\\.com/\\w+/#_403|"
                "cuda_nsu.{0,120}(policy rejection|go away)",
     .example = "550 Administrative prohibition - envelope blocked\n"
                "550 Rejected by header based Anti-Spoofing policy\n"
                "550 5.7.1 Recipient address rejected: ERS-Customized-Block\n"
                "554 5.7.1 Recipient address rejected: BLOCK-SEND-ER\n"
                "450 cuda_nsu 4.7.1 Recipient address rejected: Policy Rejection- Abuse"},
    {RULE("mimecast-greylist", GREYLISTED, MIMECAST),
     .pattern = "internal resource (is )?temporarily unavailable",
     .example = "451 Internal resource temporarily unavailable"},
    {RULE("filter-content", SPAM_CONTENT, MIMECAST "\n" BROADCOM),
     .pattern = "email rejected due to security policies|message filtered\\.|"
                "permanent failure for one or more recipients|rejecting banned content|"
                "local policy violation",
     .example = "554 Email rejected due to security policies\n"
                "553 Message filtered. Refer to the Troubleshooting page\n"
                "550 permanent failure for one or more recipients\n"
                "554 rejecting banned content\n550 5.7.0 Local Policy Violation"},

    /* Exim of itself.  A queue's own words are the cause only where the log holds no
       attempt that says more. */
    {RULE("not-tried",
          ADVISE("not-tried",
                 "Wait: the message was queued without an attempt to send it.\n"
                 "If it stays, let a queue run come regularly: exim -q15m, sendmail "
                 "-q15m."),
          EXIM("the_exim_command_line")),
     .pattern = "^domain (matches|is in) queue_\\w*domains|^queued$|-odqs? set|"
                "^local delivery is being queued",
     .example = "domain matches queue_smtp_domains, or -odqs set\n"
                "domain matches queue_domains, or -odq set\nqueued"},
    {RULE("put-off",
          ADVISE("delivery-suspended",
                 "Wait: an earlier attempt failed, and an earlier line of the log says "
                 "why.\nThe queue tells it, too: exinext DOMAIN for Exim, mailq for "
                 "Sendmail."),
          EXIM("retry_configuration")),
     .action = "wait",
     .pattern = "^retry time not reached( for any host( for \\S+)?)?$|^deferred$",
     .example = "retry time not reached for any host\nDeferred"},
    {RULE("frozen",
          ADVISE("delivery-suspended",
                 "Read the message's own log, exim -Mvl ID: it says why it was frozen.\n"
                 "Correct that and let it be sent, exim -M ID, or drop it, exim -Mrm "
                 "ID."),
          EXIM("the_exim_command_line")),
     .pattern = "^(message is )?frozen\\b", .example = "Message is frozen"},
    {RULE("gave-up",
          ADVISE("message-expired",
                 "Look for the last error before it: exinext DOMAIN or an earlier line "
                 "says why the hosts failed.\nCorrect it and send the message again."),
          EXIM("retry_configuration") "\n" HARAKA),
     .pattern = "^retry timeout exceeded|^retry time not reached for any host after|"
                "^all hosts (for \\S+ )?have been failing|^too many failures$",
     .example =
         "retry timeout exceeded\n"
         "retry time not reached for any host after a long failure period\n"
         "all hosts for 'example.org' have been failing for a long time (and retry "
         "time not reached)\n"
         "all hosts have been failing for a long time and were last tried after this "
         "message arrived\nToo many failures"},
    {RULE("exim-local-only",
          ADVISE("local-system-error",
                 "Run dpkg-reconfigure exim4-config: this Exim delivers on its own host "
                 "alone.\nChoose \"internet site\", or \"mail sent by smarthost\" and "
                 "name your relay."),
          DEBIAN_EXIM),
     .pattern = "mailing to remote domains not supported",
     .example = "Mailing to remote domains not supported"},
    {RULE("exim-unrouteable",
          ADVISE("domain-not-found",
                 "Check the address for typing errors: nobody here knows its domain or "
                 "its user.\nexim -bt ADDRESS tells which router was asked and why not.\n"
                 "If the domain is your own, check local_domains and its users."),
          EXIM("generic_options_for_routers")),
     .pattern = "^unrouteable address", .example = "Unrouteable address"},
    {RULE("exim-own-mx",
          ADVISE("mail-loop",
                 "If this server takes the domain's mail, add it to local_domains "
                 "(dc_other_hostnames in Debian).\n"
                 "If not, correct the domain's MX record: it names this server."),
          EXIM("the_dnslookup_router")),
     .pattern = "^lowest numbered MX record points to local host|"
                "^remote host address is the local host",
     .example = "lowest numbered MX record points to local host\n"
                "remote host address is the local host"},
    {RULE("exim-no-smarthost",
          ADVISE("relay-host-not-found",
                 "Correct the relay's name in Exim's router: route_list, or dc_smarthost "
                 "in Debian.\nCheck that this host resolves it: getent hosts NAME."),
          EXIM("the_manualroute_router")),
     .pattern = "^lookup of host .{1,120} failed in \\S+ router",
     .example = "lookup of host \"smtp.example.com\" failed in smarthost router"},
    {RULE("network-unreachable",
          ADVISE("connect-refused",
                 "Check this host's routes and firewall: no way leads to the other "
                 "server.\nWithout an IPv6 route use IPv4 alone: disable_ipv6 = true in "
                 "Exim, inet_protocols = ipv4 in Postfix."),
          EXIM("main_configuration")),
     .pattern = "^network is unreachable$", .example = "Network is unreachable"},

    /* Sendmail of itself: the words of sysexits(3), whatever the server said */
    {RULE("sendmail-sender",
          ADVISE("sender-address-invalid",
                 "Check the sender's address: the other server refused it, the bounce "
                 "quotes its words.\n"
                 "Send from a domain that exists: MASQUERADE_AS in sendmail.mc."),
          SENDMAIL "\n" SYSEXITS),
     .pattern = "^data format error$", .example = "Data format error"},
    {RULE("sendmail-config",
          ADVISE("local-system-error",
                 "If the domain is this server's own, add it to /etc/mail/"
                 "local-host-names: the mail came back.\n"
                 "If not, check SMART_HOST, the mailertable and the domain's MX record."),
          SENDMAIL),
     .pattern = "^local configuration error$", .example = "Local configuration error"},
    {RULE("sendmail-system", LOCAL_SYSTEM_ERROR, SYSEXITS),
     .pattern = "^(operating system error|I/O error|internal error|"
                "(critical )?system file missing|insufficient permission|"
                "command line usage error|cannot open input|bad file number|"
                "can't create( \\(user\\))? output( file)?)$",
     .example = "Operating system error\nI/O error\nInsufficient permission\n"
                "System file missing\nCan't create output"},

    /* OpenSMTPD of itself */
    {RULE("opensmtpd-refused",
          ADVISE("policy-blocked",
                 "Read the lines \"mta error\" or \"smtp-out: Error\" before it: all "
                 "servers of the domain refused yours.\n"
                 "Often its IP is on a block list or has no PTR record."),
          OPENSMTPD),
     .pattern = "^destination seems? to reject all mails",
     .example = "Destination seem to reject all mails"},
    {RULE("opensmtpd-no-route",
          ADVISE("connect-refused",
                 "If no domain can be reached, your network blocks port 25: send through "
                 "a relay on port 587 or 465.\n"
                 "If it is one domain, wait: smtpctl show hosts tells which servers "
                 "fail.\nAn address family mismatch means: only IPv6, or only IPv4."),
          OPENSMTPD "\n" SMTPCTL),
     .pattern = "^network error on destination|^no valid route to|"
                "^address family mismatch on",
     .example = "Network error on destination MXs\nNo valid route to remote MX\n"
                "Address family mismatch on destination MXs"},
    {RULE("opensmtpd-credentials",
          ADVISE("auth-missing",
                 "Put a line \"LABEL USER:PASSWORD\" into the table after auth, with the "
                 "label before the @ of the relay's URL.\n"
                 "Check that smtpd may read the table's file."),
          OPENSMTPD),
     .pattern = "^could not retrieve credentials|^credentials unavailable",
     .example = "Could not retrieve credentials\nCredentials unavailable"},
    {RULE("opensmtpd-local",
          ADVISE(
              "local-system-error",
              "Check the tables and source addresses that smtpd.conf names, and the "
              "warnings before this line.\nIf routes are blocked, somebody did that with "
              "smtpctl, which also lifts it."),
          OPENSMTPD "\n" SMTPCTL),
     .pattern = "^could not retrieve source address|^cannot retrieve smarthost|"
                "^could not get message fd|^all routes to destination blocked",
     .example = "Could not retrieve source address\nCannot retrieve smarthost\n"
                "All routes to destination blocked"},

    /* qmail of itself */
    {RULE("qmail-no-host",
          ADVISE("domain-not-found",
                 "Check the part of the address after the @ for typing errors.\n"
                 "If the host named is your relay, correct it in control/smtproutes."),
          QMAIL),
     .pattern = "^sorry, I couldn't find (any host|a mail exchanger)",
     .example = "Sorry, I couldn't find any host named example.org. (#5.1.2)\n"
                "Sorry, I couldn't find a mail exchanger or IP address. (#5.4.4)"},
    {RULE("qmail-cname",
          ADVISE("dns-temporary",
                 "Wait: name servers did not answer; qmail asks again.\n"
                 "If one domain never works, its answers may be too long for your qmail: "
                 "update it, or name a relay in control/smtproutes."),
          QMAIL),
     .pattern = "^CNAME lookup failed temporarily",
     .example = "CNAME lookup failed temporarily. (#4.4.3)"},
    {RULE("qmail-own-mx",
          ADVISE("mail-loop",
                 "If this server takes the domain's mail, add it to control/locals or "
                 "control/virtualdomains.\n"
                 "If not, correct the domain's MX record: it names this server."),
          QMAIL),
     .pattern = "^sorry\\. Although I'm listed as a best-preference MX",
     .example = "Sorry. Although I'm listed as a best-preference MX or A for that host, "
                "it isn't in my control/locals file, so I don't treat it as local. "
                "(#5.4.6)"},
    {RULE("qmail-system", LOCAL_SYSTEM_ERROR, QMAIL),
     .pattern = "^(qmail-\\w+ (was )?(crashed|invoked)|I \\(qmail-\\w+\\) was invoked|"
                "unable to (run qmail|switch to|read (message|control|\\$))|"
                "system resources temporarily unavailable|I ran out of memory|"
                "file has been locked|aack, child crashed|uh-oh: |"
                "sorry, message has wrong owner)",
     .example = "qmail-remote crashed.\nUnable to run qmail-remote.\n"
                "Unable to read control files. (#4.3.0)\n"
                "System resources temporarily unavailable. (#4.3.0)"},

    /* nullmailer, sSMTP and msmtp of themselves: the one relay they know */
    {RULE("relay-not-found",
          ADVISE("relay-host-not-found",
                 "Correct the relay's name: /etc/nullmailer/remotes, or relay host in "
                 "smtpd.conf.\nCheck that this host resolves it: getent hosts NAME."),
          NULLMAILER "\n" OPENSMTPD),
     .pattern = "^host (not found|has no address)$|^fatal error in gethostbyname",
     .example = "Host not found\nHost has no address\nFatal error in gethostbyname"},
    {RULE("nullmailer-system",
          ADVISE("local-system-error",
                 "Check /etc/nullmailer/remotes: the second word of a line is smtp or "
                 "qmqp, --source names an address of this host.\n"
                 "Read the lines before it."),
          NULLMAILER),
     .pattern = "^(socket failed|failed to bind source address|could not exec program)$",
     .example = "Socket failed\nFailed to bind source address\nCould not exec program"},
    {RULE("ssmtp-no-connection",
          ADVISE("connect-refused",
                 "Correct mailhub=HOST:PORT in /etc/ssmtp/ssmtp.conf, check the firewall."
                 "\nPort 587 wants UseTLS=YES and UseSTARTTLS=YES, port 465 UseTLS=YES "
                 "alone.\nSend again: sSMTP keeps no queue."),
          SSMTP),
     .pattern = "^cannot open (<(host|ip)>|\\S+:(\\d+|<num>))$",
     .example = "Cannot open smtp.example.com:587\nCannot open mailhub:25"},
    {RULE("no-greeting",
          ADVISE("protocol-error",
                 "Check host and port: port 465 wants TLS from the start, 587 and 25 do "
                 "not.\nIf they are right, the server refuses this host's address: ask "
                 "its provider.\nSend again: nothing was queued."),
          SSMTP "\n" MSMTP),
     .action = "fix-config",
     .pattern = "^invalid response SMTP server|^cannot get initial OK message",
     .example =
         "Invalid response SMTP server\ncannot get initial OK message from server"},
    {RULE("ssmtp-lost",
          ADVISE("connection-lost",
                 "Send again: sSMTP gave up waiting for the server, and keeps no queue.\n"
                 "If it happens often, check the network, or use a mailer with a queue."),
          SSMTP),
     .action = "review", .pattern = "^connection lost in middle of processing",
     .example = "Connection lost in middle of processing"},
    {RULE("msmtp-dns",
          ADVISE("dns-temporary",
                 "Check this host's DNS, /etc/resolv.conf: the relay could not be looked "
                 "up.\nSend again: msmtp keeps no queue."),
          MSMTP),
     .action = "fix-config", .pattern = "^cannot locate host .{1,120}: temporary",
     .example = "cannot locate host smtp.example.com: Temporary failure in name "
                "resolution"},
    {RULE("msmtp-relay-not-found",
          ADVISE("relay-host-not-found",
                 "Correct host in ~/.msmtprc or /etc/msmtprc: the name does not resolve."
                 "\nSend again: msmtp keeps no queue."),
          MSMTP),
     .pattern = "^cannot locate host ",
     .example = "cannot locate host smtp.example.com: Name or service not known\n"
                "cannot locate host mailhub: No address associated with hostname"},
    {RULE("msmtp-no-reply",
          ADVISE("connection-lost",
                 "Check port and tls_starttls in msmtprc: on for port 587, off for 465.\n"
                 "Some servers hang up on a name they do not like: set domain to this "
                 "host's full name.\nSend again: msmtp keeps no queue."),
          MSMTP),
     .action = "fix-config", .pattern = "^the server sent an (empty|invalid) reply",
     .example = "the server sent an empty reply\nthe server sent an invalid reply"},
    {RULE("msmtp-method",
          ADVISE("auth-method-disabled",
                 "Set tls on in msmtprc: without it msmtp sends no password.\n"
                 "Or name a method that the server offers: auth plain, auth login."),
          MSMTP),
     .pattern = "^no authentication method available|"
                "^cannot (use|find) a (secure|usable) authentication method|"
                "^authentication method \\S+ (is )?not supported",
     .example = "no authentication method available\n"
                "cannot use a secure authentication method\n"
                "authentication method CRAM-MD5 not supported"},
    {RULE("msmtp-refused",
          ADVISE("reason-not-logged",
                 "Send the message again with msmtp --debug: it shows the server's "
                 "words.\nCheck account, from and tls in msmtprc."),
          MSMTP),
     .pattern = "^the server (did|does) not accept (the mail|mail data)|"
                "^(envelope[- ]from|recipient) address .{1,320} not accepted by the "
                "server|^command .{1,40} failed$",
     .example = "the server did not accept the mail\n"
                "the server does not accept mail data\n"
                "envelope from address shop@example.com not accepted by the server\n"
                "command EHLO failed"},

    /* Haraka of itself */
    {RULE("haraka-no-server",
          ADVISE("connect-refused",
                 "Read the lines \"Failed to get\" before it: they say why no server was "
                 "reached.\nIf no domain works, your network blocks port 25: "
                 "send through a relay on port 587 or 465.\nIf it is one domain, wait."),
          HARAKA),
     .pattern = "^tried all MXs", .example = "Tried all MXs"},

    /* Any server: first what only looks like another cause */
    {RULE("mail-loop", MAIL_LOOP, POSTCONF("mydestination")),
     .pattern = "mail (forwarding )?loop|loops? back|too many hops|hop count|"
                "routing loop|exceeded \\d+ hops|loop detected|too many received|"
                "forwarding loop|message is looping|MX points (back )?to (loop|self)",
     .example = "554 5.4.0 Error: too many hops\n"
                "554 5.4.14 Hop count exceeded - possible mail loop\n"
                "mail for example.org loops back to myself\n"
                "mail forwarding loop for jane@example.org\nMX points to loop\n"
                "This message is looping: it already has my Delivered-To line. (#5.4.6)"},
    {RULE("unusual-rate", LOW_REPUTATION, GUIDELINES),
     .pattern = "unusual (rate|amount) of",
     .example = "421 4.7.28 Gmail has detected an unusual rate of unsolicited mail "
                "originating from your DKIM domain"},
    {RULE("verification-runs", GREYLISTED, POSTCONF("reject_unverified_recipient")),
     .pattern = "verification in progress|lookup in progress|"
                "address rejected: service (is )?unavailable",
     .example = "450 4.1.1 Recipient address rejected: unverified address: Address "
                "verification in progress\n"
                "450 4.7.1 Recipient address rejected: Service is unavailable"},
    {RULE("recipient-lookup-failed", REMOTE_SYSTEM_ERROR, REPLIES), .reply = 4,
     .pattern = "temporar\\w+ (error|failure).{0,30}(validating|verifying|looking up)|"
                "(could|can) ?not (be )?(verify|verified|validate).{0,20}recipient|"
                "unable to (verify|validate)",
     .example = "451 #4.1.2 Requested action aborted: Temporary error validating\n"
                "451 Could not verify recipient, please try later"},

    /* Encryption */
    {RULE("tls-failed", TLS_FAILED, TLS),
     .pattern = "our TLS engine is unavailable|cannot start TLS|(TLS|SSL|"
                "starttls).{0,30}(handshake|negotiation|connect\\w*|init\\w*|"
                "session).{0,20}(fail|error|not )|handshake fail|"
                "certificate (is )?(not (yet )?(verified|trusted|valid)|verif\\w+ fail|"
                "has expired|expired)|SSL_connect\\b|wrong version number|"
                "unknown ca\\b|self-signed certificate|no shared cipher|"
                "TLS not available|TLS packet|TLSA|\\bDANE\\b|"
                "attempt to start TLS failed|gnutls_handshake|^(START)?(SSL|"
                "TLS) not working|cannot initialize TLS|error in SSL\\b",
     .example = "454 4.7.0 TLS not available due to temporary reason\n"
                "TLS is required, but our TLS engine is unavailable\n"
                "Cannot start TLS: handshake failure\nServer certificate not verified\n"
                "a TLS session is required for mx.example.org [192.0.2.7], but an "
                "attempt to start TLS failed\n"
                "TLS session: (gnutls_handshake): A TLS fatal alert has been received.\n"
                "SSL not working\nTLS certificate verification failed: the certificate "
                "hasn't got a known issuer"},
    {RULE("tls-not-offered",
          ADVISE("tls-required",
                 "Use a port where the server offers TLS: 587 with STARTTLS, 465 with TLS"
                 " from the start.\n"
                 "If a firewall or virus scanner strips STARTTLS, switch that off.\n"
                 "Only for a server without TLS: set the level to may."),
          TLS),
     .pattern = "TLS is required, but|TLS session is required( for .{1,120})?, but|"
                "TLS required but not supported|"
                "server does not support TLS|not support STARTTLS|"
                "STARTTLS not (supported|offered)",
     .example = "TLS is required, but was not offered by host mx.example.com\n"
                "a TLS session is required, but the server did not offer TLS support\n"
                "a TLS session is required for mx.example.org [192.0.2.7], but the "
                "server did not offer TLS support\n"
                "TLS required but not supported by remote host\n"
                "the server does not support TLS via the STARTTLS command"},
    {RULE("tls-required", TLS_REQUIRED, RFC("3207")),
     .pattern = "must issue a STARTTLS|starttls (command )?(is )?(first|required|"
                "needed)|(TLS|SSL|encryption|encrypted connection|"
                "secure connection) (is |connection )?(required|needed|necessary)|"
                "requires? (encryption|TLS|SSL|an? (encrypted|secure|TLS))|(not|"
                "n't) (using|sent over) a TLS|(plain ?text|"
                "clear ?text).{0,30}(not (allowed|permitted)|disabled|disallowed|"
                "refused)|(must|need to|please) use (TLS|SSL|starttls|encryption)",
     .example = "530 5.7.0 Must issue a STARTTLS command first\n"
                "451 5.7.3 STARTTLS is required to send mail\n"
                "553 This route requires encryption (TLS)\n"
                "550 5.7.29 It wasn't sent over a TLS connection"},

    /* The domain of the sender: SPF, DKIM, DMARC */
    {RULE("free-mail-from", FREEMAIL_SENDER, GUIDELINES),
     .pattern = "free ?-?(e?mail|web ?mail) (sender|from|address|domain|provider|"
                "account|service)|public (e?mail )?(provider )?domains? (is|are|can|as)",
     .example = "550 5.7.1 Sending from free email domains is not allowed\n"
                "550 5.7.1 Public domains are not allowed as the sender's domain"},
    {RULE("sender-domain-unauthenticated", SENDER_DOMAIN_UNAUTHENTICATED, GUIDELINES),
     .pattern = "\\b(SPF|DKIM|DMARC)\\b|openspf|sender policy framework|(sender|"
                "it) is unauthenticated|(not|n't) aligned|unauthenticated (e?mail|"
                "message)|authentication (checks|information)|(message|mail|email|"
                "sender|domain) (failed|fails) (to )?(pass )?authentication|spoof|"
                "\\[SDNF\\]|'mfrom'|not authori[sz]ed by default|forged (sender|from|"
                "header|domain)|doesn't allow sending mails? from|not an? (permitted|"
                "authori[sz]ed|designated) sender|\\bARC (validation|seal)",
     .example = "550 5.7.23 SPF validation failed\n"
                "550 5.7.26 This mail has been blocked because the sender is "
                "unauthenticated\n550 5.7.26 Multiple authentication checks failed\n"
                "550 rejecting spoofed message"},

    /* Login */
    {RULE("no-sasl-mechanism", LOCAL_SASL_UNAVAILABLE, SASL),
     .pattern = "no mechanism available|no worthy mechs|"
                "cannot authenticate to server .{0,60}generic failure",
     .example = "SASL authentication failed; cannot authenticate to server "
                "smtp.example.com[192.0.2.7]: no mechanism available\n"
                "SASL authentication failure: No worthy mechs found"},
    {RULE("login-throttled", AUTH_THROTTLED, RFC("4954#section-6")),
     .pattern = "too many (\\w+ )?(logins?|log-?ins?|sign-?ins?|auth\\w*|passwords?)\\b|"
                "(login|auth\\w*) (rate|attempts?|failures?) (limit )?exceeded",
     .example = "454 4.7.0 Too many login attempts, please try again later\n"
                "421 4.7.0 Authentication failures exceeded"},
    {RULE("login-in-browser", AUTH_LOGIN_BLOCKED, RFC("4954#section-6")),
     .pattern = "log ?in (with|through|via|using) (your|a|the) web browser|(sign|"
                "log)[- ]?in (attempt )?(was |has been |is )?blocked|(suspicious|"
                "unusual) (login|sign-?in)|(verify|confirm) your identity",
     .example = "534 5.7.9 Please log in with your web browser and then try again.\n"
                "535 5.7.0 Sign-in blocked, confirm it in your account\n"
                "535 5.7.0 Suspicious login detected"},
    {RULE("app-password", AUTH_APP_PASSWORD_REQUIRED,
          "https://support.google.com/accounts/answer/185833\nhttps://cs.daum.net/m/faq/"
          "faqlist/33671"),
     .pattern = "\\bapp(lication)?[- ](specific )?passwords?\\b",
     .example = "534 5.7.9 Application-specific password required"},
    {RULE("login-check-failed", AUTH_TEMPORARY, RFC("4954#section-6")),
     .pattern = "temporar\\w+ .{0,12}authenticat|authenticate due to (a )?temporary|"
                "authenticat\\w+ .{0,30}(temporarily|try again|unavailable)|"
                "auth\\w* (server|service|backend) .{0,20}(error|fail|down)",
     .example = "454 4.7.0 Temporary authentication failure\n"
                "454 4.7.0 Cannot authenticate due to a temporary system problem\n"
                "454 4.7.0 Authentication service unavailable"},
    {RULE("login-method", AUTH_METHOD_DISABLED, RFC("4954#section-6")),
     .pattern = "(SMTP ?AUTH\\w*|authentication|\\bauth) (is |has been )?(disabled|"
                "not (enabled|supported|available|allowed))|(auth\\w*|"
                "SASL) mechanisms? (is |are )?(too weak|not (supported|available|"
                "enabled))|(unrecogni[sz]ed|unsupported|unknown|invalid) auth\\w* (type|"
                "mechanism|method)|no compatible authentication|"
                "not support (\\w+ )?authentication|"
                "authentication required but (no common|it is not)|"
                "AUTH command used when not advertised|SMTP (access|service|"
                "protocol) (is |has been )?(disabled|not enabled)|XOAUTH is no longer|"
                "not permitted for that AUTH mode",
     .example = "534 5.7.9 Authentication mechanism is too weak\n"
                "504 5.7.4 Unrecognized Authentication Type\n"
                "503 AUTH command used when not advertised\n"
                "the server does not support authentication\n"
                "authentication required but no common mechanisms were found"},
    {RULE("account-at-login", ACCOUNT_SUSPENDED, RFC("4954#section-6")), .reply = 53,
     .pattern = "(account|user|mailbox|access) (\\w+ )?(is |has been |was )?(disabled|"
                "suspended|blocked|locked|inactive|expired|terminated|closed)",
     .example = "535 Authentication failed: account disabled"},
    {RULE("credits", QUOTA_OF_PLAN, REPLIES),
     .pattern = "\\bcredits?\\b.{0,20}(exceeded|expired|exhausted|blocked|used up)|"
                "(out of|no|insufficient|not enough|maximum) credits?\\b",
     .example = "451 Authentication failed: Maximum credits exceeded"},
    {RULE("login-missing", AUTH_MISSING, RFC("4954#section-6")),
     .pattern = "auth(entication|ori[sz]ation)? (is )?(required|needed|"
                "necessary)(?! but)|(must|need to|have to|"
                "should) (first )?(be )?(authenticate|log ?in|logged in)|"
                "please (authenticate|log ?in)|requires (smtp )?authentication|"
                "turn on smtp auth|unauthenticated (senders?|commands|users?|clients?|"
                "connections?|relay)|\\bnot logged in|(user|client|session|you are|"
                "connection) (is |was |has )?not (been )?authenticated|"
                "pop.?before.?smtp|without authori[sz]ation",
     .example = "530 5.7.0 Authentication required\n"
                "550 Unauthenticated senders not allowed\n"
                "550 Please turn on SMTP Authentication in your mail client\n"
                "553 5.7.1 <shop@example.com>: Sender address rejected: not logged in"},
    {RULE("login-failed", AUTH_BAD_CREDENTIALS, RFC("4954#section-6")),
     .pattern = "\\b(user ?name|login|password|credentials)\\b.{0,40}(not accepted|"
                "incorrect|invalid|rejected|wrong|expired|revoked)|(incorrect|invalid|"
                "bad|wrong) (user ?name|login|password|credentials(?! for relay)|"
                "api key|auth\\w* (data|credentials|token))|authori[sz]ation grant|"
                "cannot decode response|(could not|unable to|can ?not) authenticate|"
                "authenticator failed|authentication attempt|authori[sz]ation failed|"
                "no authentication type succeeded|bad protocol / cancel|"
                "authentication protocol loop|(SASL|SMTP|PLAIN|LOGIN|"
                "CRAM-MD5) (\\[CACHED\\] )?authentication (failed|failure|unsuccessful)|"
                "authentication failed \\(method|"
                "^(\\d{3} (\\d\\.\\d\\.\\d )?)?(error: )?authenti\\w+ (credentials "
                "invalid|failed|failure|unsuccessful|rejected|error)",
     .example = "535 5.7.8 Username and Password not accepted\n"
                "535 5.7.0 Invalid login or password\n"
                "435 4.7.8 Error: authentication failed: authentication failure\n"
                "451 Authentication failed: Could not authenticate\n"
                "authentication failed (method PLAIN)\nInvalid credentials\n"
                "plain authenticator failed H=smtp.example.com [192.0.2.7]\n"
                "authentication required but authentication attempt(s) failed"},
    {RULE("reply-535", AUTH_BAD_CREDENTIALS, RFC("4954#section-6")), .reply = 535,
     .example = "535 5.7.8 Login not possible"},
    {RULE("reply-534", AUTH_METHOD_DISABLED, RFC("4954#section-6")), .reply = 534,
     .example = "534 5.7.9 Login not possible"},
    {RULE("reply-538", TLS_REQUIRED, RFC("4954#section-6")), .reply = 538,
     .example = "538 Login not possible"},

    /* The sender's address */
    {RULE("sender-not-verified", SENDER_NOT_VERIFIED, REPLIES),
     .pattern = "verified sender|from/sender (name|address) is not valid|"
                "unverified (sender|domain|from|sending)|(sender|sending|from|"
                "your)( (email|e-mail|header|sender|domain|address|"
                "identity))* .{0,60}(is |has |been |was |)(not|n't|never) (been |"
                "yet )?(verified|validated|confirmed|registered)|"
                "domain .{0,60}(must be verified|is(n't| not) verified|not verified)|"
                "not authori[sz]ed to send from that|confirm your (sender|from)|"
                "mail cannot be sent until|sending domain (is )?(not|un)|"
                "not a registered gateway user",
     .example = "550 The from address does not match a verified Sender Identity\n"
                "530 From/Sender name is not valid\n"
                "450 The example.com domain is not verified\n"
                "550 The sender address is not confirmed"},
    {RULE("sender-mismatch", SENDER_MISMATCH, POSTCONF("reject_sender_login_mismatch")),
     .pattern = "not owned by|unauthori[sz]ed sender|not (authori[sz]ed|allowed|"
                "permitted) to send as\\b|does(n't| not) belong to (the|this|your)|"
                "not (authori[sz]ed|allowed|permitted) to (send|use|"
                "relay)( \\w+)? (from|as|with|using) (this|that|the|your|another|"
                "address|header|sender)|(from|sender)\\b.{0,40}(must|does not|doesn't|"
                "should) (match|equal|be the same)|relaying disallowed|"
                "sender (address )?is not allowed to relay|restricted to sending domain|"
                "not local sender|(sender|from)( address)? (is )?(not allowed|"
                "unauthori[sz]ed|not authori[sz]ed) for|"
                "invalid credentials for relay for one of",
     .example = "553 5.7.1 <shop@example.com>: Sender address rejected: not owned by "
                "user app@example.com\n"
                "551 5.7.1 Not authorised to send from this header address\n"
                "550 From address must match the authenticated user\n"
                "553 Relaying disallowed as shop@example.com"},
    {RULE("sender-refused-by-list", POLICY_BLOCKED, REPLIES),
     .pattern = "(sender|from)( address)? rejected: access denied|"
                "to/from an address that has been blacklisted|"
                "sender .{0,40}(blacklisted|blocklisted|banned|denied)",
     .example =
         "554 5.7.1 <shop@example.com>: Sender address rejected: Access denied\n"
         "553 Sorry, you are sending to/from an address that has been blacklisted"},
    {RULE("sender-address", SENDER_ADDRESS_INVALID,
          POSTCONF("reject_unknown_sender_domain")),
     .pattern = "sender address rejected|(unknown|no such|nonexistent) sender|"
                "sender rejected|sender.{0,60}(does not exist|doesn't exist|not exist|"
                "not found|not resolve|no such|unknown|unresolv|unverifi|undeliverable|"
                "invalid|not valid|must resolve|must exist|fully.qualified)|"
                "unresolvable .{0,12}from domain|unrout\\w+ (sender|mail domain)|"
                "sender verif\\w+ fail|(could not|cannot|can't|"
                "unable to) verify (the )?sender|(invalid|bad|malformed|"
                "illegal) (envelope |mail )?(sender|from|mail from|return[- ]path)|"
                "(mail from|(return|reverse)[- ]?path|(envelope )?from (address|domain|"
                "header)|your domain).{0,40}(invalid|not valid|does not exist|"
                "doesn't exist|not found|no such|unknown)|\\[?sender\\]? callout|"
                "need fully-qualified address|domain (in|of) (the )?(from|sender)|"
                "invalid DNS MX|sender.{0,40}null ?MX|(null|empty|blank) (sender|"
                "envelope|from)\\b",
     .example = "450 4.1.8 <shop@example.com>: Sender address rejected: Domain not "
                "found\n"
                "553 5.1.8 Domain of sender address shop@example.com does not exist\n"
                "451 Message deferred due to unresolvable RFC.5321 from domain\n"
                "550-Verification failed for <s@example.com> 550 Sender verify failed\n"
                "501 Invalid MAIL FROM address provided"},

    /* The name and the address of the sending host */
    {RULE("ptr-missing", PTR_MISSING,
          GUIDELINES "\n" POSTCONF("reject_unknown_reverse_client_hostname")),
     .pattern = "reverse[- ]?(dns|hostname|lookup|address|record|name)|\\brDNS\\b|"
                "\\bPTR\\b|cannot find your (reverse )?hostname|IP name (lookup failed|"
                "possibly forged)|(cannot|can't|could not|unable to) (resolve|"
                "find) your (hostname|ip|address|domain)|unverif\\w+ sending IP|"
                "mismatch\\w* client ip|(sending )?ip does not match the ip|"
                "no (valid )?host ?name for|without a valid sender domain|does(n't|"
                " not) resolve (back )?to (your|the) (ip|sending)|FCrDNS",
     .example = "550 5.7.25 The sending IP does not have a PTR record setup\n"
                "450 4.7.25 Client host rejected: cannot find your hostname\n"
                "550 5.7.1 Relaying denied. IP name lookup failed [192.0.2.7]\n"
                "421 Your reverse DNS entry does not resolve to your IP"},
    {RULE("helo-order", PROTOCOL_ERROR, REPLIES),
     .pattern = "(EHLO|HELO)(/(EHLO|HELO))? (command )?first|(say|send) (a )?(EHLO|HELO|"
                "hello)|need (EHLO|HELO)|(EHLO|HELO) (is )?required before",
     .example = "503 5.5.1 EHLO/HELO first\n503 Polite people say HELO first\n"
                "503 HELO required before MAIL"},
    {RULE("helo-invalid", HELO_INVALID, POSTCONF("reject_non_fqdn_helo_hostname")),
     .pattern = "\\b(helo|ehlo)\\b.{0,60}(reject|invalid|bad|not|must|need|requir|deni|"
                "forg|syntax|illegal|resolv|impersonat|mismatch|argument)|(reject|"
                "invalid|bad|forged|illegal|malformed|incorrect|unacceptable|"
                "denied)\\b.{0,30}\\b(helo|ehlo)\\b|need fully-qualified hostname|"
                "try again later, closing connection\\. \\(EHLO\\)|"
                "not accept (EHLO|HELO)",
     .example = "504 5.5.2 Helo command rejected: need fully-qualified hostname\n"
                "SMTP server does not accept EHLO or HELO commands\n"
                "550 5.7.506 Access Denied, Bad HELO"},
    {RULE("open-relay", IP_BLOCKLISTED, REPLIES),
     .pattern = "(is|as) an? open (relay|proxy)",
     .example = "501 <shop@example.com>... no access from mail server [192.0.2.7] which "
                "is an open relay."},
    {RULE("relay-denied", RELAY_DENIED, POSTCONF("smtpd_relay_restrictions")),
     .pattern = "relay(ing)? (access |operation |mail )?(is |was )?(denied|"
                "not (permitted|allowed|authori[sz]ed|available)|prohibited|rejected|"
                "refused|disallowed)|(unable|not (permitted|allowed|"
                "authori[sz]ed)) to relay|(not|n't|cannot|won't) (\\w+ )?relay\\b|"
                "no relay(ing)?\\b|list of allowed rcpthosts|"
                "not (been )?configured to (relay|let you)|open relay not|"
                "insecure mail relay|unauthori[sz]ed relay|(mail|smtp) relay (denied|"
                "isn't|is not)|invalid credentials for relay|relaying denied for|"
                "IP not in whitelist for RCPT|ip address is not (allowed|"
                "authori[sz]ed) to send|requestor's IP Address is not",
     .example = "554 5.7.1 <jane@example.org>: Relay access denied\n"
                "553 5.7.1 sorry, that domain isn't in my list of allowed rcpthosts\n"
                "451 Open relay not allowed\n"
                "501 5.7.1 This system is not configured to relay mail"},

    /* How much */
    {RULE("recipient-rate", RECIPIENT_RATE_LIMITED, REPLIES),
     .pattern = "(recipient|user|mailbox|inbox|account|"
                "you are trying to contact)\\b.{0,60}(receiving (e?mail|messages) (too|"
                "at a rate)|exceeded .{0,20}(message )?rate|mail too quickly)|"
                "receiving e?mail (too quickly|at a rate)|recipient .{0,30}(rate|"
                "message) limit",
     .example = "450 User is receiving mail too quickly\n"
                "450 4.2.1 The recipient has exceeded message rate limit"},
    {RULE("hourly-limit", RATE_LIMITED, REPLIES),
     .pattern = "(hourly|per hour|an hour|this hour|in the last hour|per minute|"
                "per second).{0,40}(exceed|limit|quota|allowed|reach)|(exceed|limit|"
                "quota|max|too many).{0,60}(hourly|per hour|an hour|this hour|"
                "received this hour|per minute|per second)",
     .example = "550 5.4.6 Sender Hourly Quota Exceeded\n"
                "550 Domain has exceeded the max emails per hour (300/300 (100%)) "
                "allowed"},
    {RULE("daily-limit", QUOTA_OF_DAY, REPLIES),
     .pattern = "(daily|per day|24[- ]?hours?)\\b.{0,60}(limit|quota|allowance|maximum|"
                "exceed)|(limit|quota|allowance|maximum).{0,60}\\b(daily|per day|a day|"
                "24[- ]?hours?|today)\\b",
     .example = "550 5.4.5 Daily user sending limit exceeded\n"
                "554 You have reached the limit of 500 messages per day"},
    {RULE("plan-limit", QUOTA_OF_PLAN, REPLIES),
     .pattern = "(monthly|sending|messaging|e?mail sending|submission|outgoing|outbound|"
                "account|plan|package|sms|free tier)'?s? (messages? |"
                "e?mails? )?(limits?|quota|allowance)\\b.{0,30}(exceed|reach|used|"
                "exhaust|hit)|(exceed|reach|over|used up|hit)\\w* .{0,30}(monthly|"
                "sending|messaging|submission|outgoing|outbound|account|plan|package|"
                "relay) (messages? |e?mails? )?(limit|quota|allowance)|"
                "over package quota|email quota exceeded|upgrade (your|to a) ",
     .example = "451 You've exceeded your messaging limits\n"
                "550 Monthly sending quota exceeded\n550 5.7.1 Email quota exceeded.\n"
                "550 Please upgrade your plan to send more"},
    {RULE("account-suspended", ACCOUNT_SUSPENDED, REPLIES),
     .pattern = "\\byour .{0,30}\\b(account|subscription|outgoing (e?mail|messages)|"
                "smtp (access|service))\\b.{0,40}(suspend|disabled|blocked|locked|"
                "deactivated|terminated|closed|paused|on hold|not (yet )?activ|inactive|"
                "restricted|under review)|\\b(outgoing|outbound|"
                "submission)\\b.{0,60}(suspended|disabled|blocked|paused)|sending (?!ip|"
                "host|server).{0,30}(paused|denied|suspended)|(account|user|"
                "mailbox)\\b.{0,40}(disabled|suspended|blocked|locked|"
                "not active).{0,12} sending|sender.{0,40}(disabled|suspended|locked)|"
                "unusual sending activity|suspended due to|sending (mail |"
                "e?mail )?denied|temporarily blocked due to repeated",
     .example = "550 Your account has been suspended\n554 Email Outgoing Blocked\n"
                "550 5.4.6 Unusual sending activity detected\n"
                "550 Sending from this domain is paused"},
    CODE(5, 7, 13, ACCOUNT_SUSPENDED, "525 5.7.13 User Account Disabled"),
    CODE(5, 7, 27, SENDER_ADDRESS_INVALID, "550 5.7.27 Delivery failed"),
    CODE(5, 1, 8, SENDER_ADDRESS_INVALID, "553 5.1.8 Delivery failed"),
    CODE(4, 1, 8, SENDER_ADDRESS_INVALID, "451 4.1.8 Delivery failed"),
    CODE(5, 1, 7, SENDER_ADDRESS_INVALID, "553 5.1.7 Delivery failed"),

    /* Lists that belong to the recipient, then everybody's lists, then reputation */
    {RULE("domain-policy", POLICY_BLOCKED, REPLIES),
     .pattern = "sending to \\(or from\\) has a policy|mail ?policy violation",
     .example = "550 5.7.1 The user or domain that you are sending to (or from) has a "
                "policy that prohibited the mail that you sent\n"
                "554 5.2.3 MailPolicy violation Error delivering to mailboxes"},
    {RULE("account-or-domain", USER_UNKNOWN, REPLIES),
     .pattern = "account or domain may not exist",
     .example = "550 The mail server could not deliver mail to jane@example.org. The "
                "account or domain may not exist"},
    {RULE("recipient-list", RECIPIENT_REFUSED, REPLIES),
     .pattern = "(recipient|receiver|user|customer)('s|s')? .{0,20}(black|block|reject|"
                "deny|ignore|white|allow)[- ]?list|(refused|rejected|blocked|"
                "denied) (by|due to|because of) (the )?(mail )?(recipient|receiver|user|"
                "addressee)(?! domain)|recipient preferences|target address|"
                "email policy\\. - gcdp|does(n't| not) want (to receive )?(mail|"
                "messages|e-?mail) from|denied domain name",
     .example = "550 You are registered as spammer (by user's reject list)\n"
                "550 Mail is rejected by recipients\n"
                "550 5.1.1 RCP-P2 Refused due to recipient preferences\n"
                "550 5.7.1 Policy rejection on the target address"},
    {RULE("members-only", RECIPIENT_REFUSED, REPLIES),
     .pattern = "(not|n't) a member|members? only|subscribers? only|only (members|"
                "subscribers|accepts? (mail|e-?mail|messages) from)|(permission|allowed|"
                "authori[sz]ed|permitted) to (post|send (messages |mail |"
                "e-?mail )?to (this|the|that) (mailing |distribution )?(group|list|"
                "recipient|mailbox|address))|closed system|not accept (mail|e-?mail|"
                "messages) from (you|this|that|outside|external|unknown)",
     .example = "550 You are not a member of this mailing list\n"
                "550 5.7.1 You don't have permission to post messages to the group\n"
                "554 5.7.1 example.org is a closed system\n"
                "550 This address only accepts mail from known senders"},
    {RULE("low-reputation", LOW_REPUTATION, GUIDELINES),
     .pattern = "reputation|user complaints|(high|many|too many|due to|"
                "excessive) complaints?|untrusted ip|too many (invalid|unknown|bad|"
                "nonexistent|non-existent) (recipient|user|address)|excessive unknown|"
                "intrusion prevention|(spam|abuse|unsolicited|bulk) (source|activity|"
                "incident|traffic|volume)|unexpected volume|too (much|many) (spam|"
                "unsolicited|junk)|suspected spam (sender|ip)|likely (spammer|"
                "spam source)|suspicious (activity|behaviou?r|traffic|volume)|"
                "directory harvest",
     .example = "550 csi.mimecast.org Poor Reputation Sender\n"
                "451 4.7.1 Received too many messages from a new or untrusted IP\n"
                "421 Intrusion prevention active for [192.0.2.7]\n"
                "550 Suspected spam sender"},
    {RULE("ip-blocklisted", IP_BLOCKLISTED, POSTCONF("default_rbl_reply")),
     .pattern = "\\bblocked using |service unavailable; client |(black|block|deny|spam|"
                "drop)[- ]?list|\\b(DNSBLs?|RBLs?)\\b|(?<!not )\\blisted (in|at|on|by|"
                "as)\\b|removal from this list|delist|(?<!<)\\b(ip|host|server|"
                "network)( address)?\\b.{0,40}\\b(blocked|banned|listed)\\b|(blocked|"
                "banned|bad|denied|invalid|rejected) (sending )?(ip|host|server|"
                "source)\\b|mail from IP banned|block(ed)? for (abuse|spam)|"
                "dynamic(ally assigned)? (ip|address|pool)|dial-?up|residential|"
                "use (the )?(smtp server|smtp relay|mail server|relay) (of|at) your|"
                "not authorized to send email directly|block(ed)?[^a-z]{1,3}see ",
     .example = "554 5.7.1 Client host [192.0.2.7] blocked using dnsbl.example.net\n"
                "521 5.5.0 Your IP [192.0.2.7] has been blacklisted\n"
                "553 5.3.0 DNSBL:ATTRBL 521< 192.0.2.7 >_is_blocked\n"
                "550 5.5.4 192.0.2.7 listed by Invaluement\n"
                "554 192.0.2.7 Comcast block for spam\n"
                "550 5.7.0 Please use the smtp server of your ISP"},
    {RULE("greylisted", GREYLISTED, RFC("6647")),
     .pattern = "gr[ea]y-?list|first contact|(again|retry) in \\d+ ?(s|m)|"
                "come back (later|in)|deferred due to antispam|temporarily (deferred|"
                "delayed)|please try another server",
     .example = "450 4.2.0 Recipient address rejected: Greylisted\n"
                "451 4.7.1 Greylisting in action, please come back later\n"
                "451 4.7.1 Mail deferred due to antispam policy"},
    {RULE("too-many-recipients", TOO_MANY_RECIPIENTS, POSTCONF("smtpd_recipient_limit")),
     .pattern = "too many (recipients|rcpt|addresses)|recipients? (count|limit|"
                "number)\\b.{0,20}(exceed|reach)|maximum (number of )?recipients|"
                "(number|amount) of recipients|size per transaction exceeded",
     .example = "452 4.5.3 Error: too many recipients\n"
                "452 4.5.3 Domain policy size per transaction exceeded\n"
                "550 Maximum number of recipients exceeded"},
    {RULE("rate-limited", RATE_LIMITED, POSTCONF("smtp_destination_rate_delay")),
     .pattern = "too (many|much) |too (fast|quickly|frequent)|rate[- ]?limit|\\bthrottl|"
                "(connection|concurren\\w+|session)( \\w+)? (rate|count|limit|"
                "frequency)\\b.{0,20}(exceed|reach|hit)|(message|mail|sending) (rate|"
                "count|frequency)|messages? limit|concurrent (connections?|sessions?|"
                "smtp)|maximum (number of )?(concurrent |simultaneous )?(connections|"
                "sessions|messages)|max(imum)? messages? per|slow down|\\bflood|"
                "excessive (volume|connections|rate)|screening ports are busy|(exceed|"
                "over)\\w* .{0,20}(rate|connection) limit",
     .example = "421 4.7.0 mx.example.com Error: too many connections from 192.0.2.7\n"
                "452 4.3.2 Connection rate limit exceeded\n"
                "421 Max message per connection reached\n451 4.2.0 Throttled"},

    /* The message */
    {RULE("mailbox-full", MAILBOX_FULL, REPLIES),
     .pattern = "\\b(mail ?box|mail ?folder|inbox|mail ?drop|maildir|account|storage|"
                "user|recipient|quota|boite).{0,40}(\\bfull\\b|over ?-?quota|over (its |"
                "the )?(disk |storage |size )?(quota|limit)|exceed\\w* (allowed|quota|"
                "storage|its|the|size|max)|out of (storage|space|disk)|pleine)|"
                "over ?-?quota|quota.{0,20}(exceed|full|reach|violat|limit)|"
                "exceed\\w* .{0,20}(mail ?box|disk|storage|inbox|quota)|disk quota|"
                "full (mailbox|inbox)|mailbox is too large|no space left in|"
                "too many messages on|(mail ?box|inbox) size|(blocks|inode) limit|"
                "not enough (storage )?(space|room) in",
     .example = "552 5.2.2 Mailbox full\n"
                "552 5.2.2 Quota exceeded (mailbox for user is full)\n"
                "452 4.2.2 The recipient's inbox is out of storage space\n"
                "552 Requested mail action aborted: exceeded storage allocation\n"
                "552 5.2.2 Mailbox size limit exceeded"},
    {RULE("message-malformed", MESSAGE_MALFORMED, RFC("5322")),
     .pattern = "headers? (error|syntax|fail|fields? (too|missing))|headers? (is |"
                "are )?too (large|long|big)|header size|header name limit|(missing|"
                "duplicate|multiple|invalid|malformed|bad|illegal|empty|no|"
                "without)\\b.{0,40}(\\bheader|\\bFrom: |\\bDate: |Message-ID)|(not|"
                "non)[- ]?(\\w+ )?(compliant|compliance)|RFC.{0,20}(complian|violat|"
                "conform)|(not|n't) (conform|comply) (to|with) RFC|8-?bit data|"
                "bare \\W?(LF|CR|newline|linefeed)|stray (LF|CR|newline)|"
                "malformed (message|mail|mime|header)|message is malformed|"
                "line (length )?limit|(?<!exchange )lines? (is |are |was )?too long|"
                "multiple addresses in|subject is mandatory|missing a valid|"
                "disallowed header|encoded-word|same message-id|\\bMIME\\b.{0,40}(error|"
                "invalid|malformed|bad)",
     .example = "554 5.7.0 Header error\n552 5.6.0 Headers too large (3 max)\n"
                "554 Transaction failed: Duplicate header 'Subject'\n"
                "554 Headers are not RFC compliant"},
    {RULE("attachment-blocked", ATTACHMENT_BLOCKED,
          "https://support.google.com/mail/answer/6590"),
     .pattern = "(illegal|forbidden|banned|prohibited|blocked|dangerous|executable|"
                "unsafe|disallowed|restricted|not allowed|"
                "potentially harmful)\\b.{0,20}(attach|file ?(type|name|extension)|"
                "extension)|attach\\w*.{0,60}(not (be )?(allowed|accepted|permitted)|"
                "reject|block|prohibit|forbid|banned|denied|disallowed|illegal)|"
                "potential security issue|file (type|extension).{0,30}(blocked|"
                "not allowed|forbidden)",
     .example = "552 5.7.0 This message was blocked because its content presents a "
                "potential security issue.\n550 Banned attachment: setup.exe\n"
                "554 Attachments of this type are not allowed\n"
                "550 This file type is blocked: exe not allowed"},
    {RULE("spam-or-virus", SPAM_CONTENT, REPLIES),
     .pattern = "spam or (a )?virus|virus or spam|(spam|virus) ?signature",
     .example = "550 5.7.1 Message contains spam or virus. (110)"},
    {RULE("virus", VIRUS_DETECTED, REPLIES),
     .pattern = "virus|malware|trojan|infected|ransomware|detected by zoho mail",
     .example = "550 Virus Detected; Content Rejected\n"
                "554 5.7.1 Message infected: Eicar-Test-Signature"},
    {RULE("spam", SPAM_CONTENT, REPLIES),
     .pattern = "\\bspam|antispam|anti-spam|\\b(UBE|UCE)\\b|junk ?mail|phish|"
                "unsolicited|content (was |is )?(rejected|denied|blocked|refused|filter|"
                "not accepted|policy)|nature of the content|content judged|(rejected|"
                "blocked|refused|filtered) .{0,30}(for|by|due to|"
                "because of) .{0,20}content|suspicious (content|message|link|url)|"
                "bulk ?mail|message filtered",
     .example = "554 5.6.0 This message has been scored as spam\n"
                "550 5.7.1 This message is likely unsolicited mail\n"
                "550 5.7.1 Message content rejected, UBE, id=1-2\n"
                "550 Mail content denied"},
    {RULE("message-too-large", MESSAGE_TOO_LARGE, POSTCONF("message_size_limit")),
     .pattern = "(message|mail|size|body|data|file|attachments?)( (is|was|are|length|"
                "size|file))* (too (large|big|long)|larger than|exceed)|too (large|"
                "big) for|(size|length) (limit|exceed)|exceed\\w* .{0,40}(size|length|"
                "limit of|administrative limit)|maximum (\\w+ )?size|"
                "larger than the (current|maximum)|message file too big|RecipSizeLimit|"
                "SendSizeLimit",
     .example = "552 5.3.4 Message size exceeds fixed limit\n"
                "552 5.3.4 Error: message file too big\n"
                "message is too big (transport limit = 10485760)\n"
                "552 5.2.3 Message length exceeds administrative limit"},

    /* The recipient */
    {RULE("mailbox-unavailable-now", USER_UNKNOWN, REPLIES), .reply = 4, .action = "wait",
     .pattern = "(mailbox|recipient|account)( is)?( temporarily|"
                " currently)? (unavailable|busy)",
     .example = "450 Requested mail action not taken: mailbox unavailable"},
    {RULE("recipient-moved", RECIPIENT_MOVED, REPLIES),
     .pattern = "(user|recipient|mailbox|account|address)( \\S+)? (has |is |"
                "was )?(moved|changed (his|her|their|its|to))|no longer on (this |"
                "the )?(server|system)|has a new (e?-?mail )?address|new address is",
     .example = "550 5.1.6 recipient no longer on server: jane@example.org\n"
                "551 User has moved; please try jane@example.net\n"
                "550 Jane has a new address"},
    {RULE("mailbox-disabled", MAILBOX_DISABLED, REPLIES),
     .pattern = "\\b(account|mail ?box|mbox|user|recipient|address|inbox|"
                "compte).{0,60}(disabled|deactivated|inactive|suspended|locked\\b|"
                "frozen|terminated|closed|discontinued|no longer (active|in use|"
                "accept\\w*|monitored)|not (currently )?active|expired|is blocked|"
                "bloqu)|(inactive|disabled|suspended|deactivated|frozen|closed|expired|"
                "dormant|locked) (user|account|mail ?box|mbox|recipient|e-?mail)|"
                "recipient address rejected: (inactive|blocked)|"
                "blocked due to inactivity",
     .example = "550 5.2.1 The email account that you tried to reach is disabled\n"
                "550 5.1.1 <jane@example.org>: inactive email address\n"
                "550 Mailbox is frozen\n540 5.7.1 recipient address rejected: Inactive\n"
                "550 5.2.1 This mailbox has been blocked due to inactivity"},
    {RULE("recipient-syntax", RECIPIENT_SYNTAX, REPLIES),
     .pattern = "(bad|invalid|illegal|malformed|incorrect|wrong).{0,30}(address|mailbox|"
                "recipient|rcpt)\\w*.{0,12}(syntax|format)|malformed (recipient |"
                "e?-?mail )?address|(recipient|rcpt to|destination|email|"
                "e-mail)( address)?.{0,60}(not a valid RFC|syntax error|not (RFC|well)|"
                "illegal character|malformed|invalid RCPT)|invalid rcpt to address|"
                "may not follow|address syntax",
     .example = "501 5.1.3 Bad destination mailbox address syntax\n"
                "501 Invalid RCPT TO address provided\n"
                "553 5.1.2 The recipient address <jane@> is not a valid RFC-5321\n"
                "malformed address: jane@example.org may not follow john@example.org"},
    {RULE("host-not-found", DNS_TEMPORARY, DEBUGGING),
     .pattern = "name service error for .{0,80}(try again|type=(MX|A|AAAA): (malformed|"
                "unknown error))|host not found, try again|"
                "malformed or unexpected name server reply|host lookup did not complete",
     .example = "Host or domain name not found. Name service error for name=example.org "
                "type=MX: Host not found, try again\nhost lookup did not complete"},
    {RULE("relay-name-not-found", RELAY_HOST_NOT_FOUND, POSTCONF("relayhost")),
     .pattern = "name service error for name=\\S+ type=A{1,4}\\b",
     .example = "Host or domain name not found. Name service error for "
                "name=smtp.example.com type=A: Host not found"},
    {RULE("null-mx", DOMAIN_NO_MAIL, RFC("7505")),
     .pattern = "null ?MX|(domain|host|server)\\b.{0,80}(does not|doesn't|"
                "will not) (accept|receive) (any )?(e?-?mail|messages)\\b(?! (from|over|"
                "sent|via|with))|indicated no SMTP service|accepts? no (e-?)?mail|"
                "(domain|host) (is )?not accepting (e-?)?mail|nowhere to deliver mail|"
                "empty MX list",
     .example = "Domain example.org does not accept mail (nullMX)\n"
                "550 Host does not accept mail\n"
                "an MX or SRV record indicated no SMTP service\n"
                "Domain example.org sends and receives no email (NULL MX)\n"
                "Nowhere to deliver mail to for domain: example.org"},
    {RULE("domain-not-found", DOMAIN_NOT_FOUND,
          POSTCONF("reject_unknown_recipient_domain")),
     .pattern = "(recipient|destination|target|e?mail|its|the|that|this|invalid|no such|"
                "unknown)?\\bdomain\\b( name)?( \\S+)?( is| was)? ?(not found|"
                "does not exist|doesn't exist|not exist|unknown|invalid|nonexistent|"
                "non-existent|could not be found|cannot be (found|resolved)|"
                "not resolve)|(host|domain)s? unknown|unknown (host|domain)|"
                "no such (domain|host)|(invalid|illegal|nonexistent|"
                "non-existent) (host/)?domain|host or domain name not found|"
                "^\\d* ?host (name )?(is )?not found|NXDOMAIN|unrout\\w+ (address|"
                "domain)|MX records? point|unable to (look up host|route)|"
                "no IP address found for host|no (valid |usable )?(MX|mail exchanger|"
                "mail server)( record| host)?s?\\b|(find|"
                "lookup of) .{0,20}(recipient domain|domain)|"
                "DNS domain .{0,80}does not exist|bad destination (host|system)|"
                "recipient's domain",
     .example = "450 4.1.2 <jane@example.org>: Recipient address rejected: Domain not "
                "found\nHost or domain name not found\n"
                "550 5.1.2 Host unknown (Name server: example.org: host not found)\n"
                "all relevant MX records point to non-existent hosts\n"
                "No MX found for domain\nNo Such Domain: example.org\n"
                "550 5.4.4 Invalid domain"},
    {RULE("recipient-refused", RECIPIENT_REFUSED, REPLIES),
     .pattern = "recipient address rejected: (access denied|policy|refused|not accepted|"
                "filtered)|mailbox (delivery )?(failure|restricted)|"
                "rejected by destination",
     .example = "554 5.7.1 <jane@example.org>: Recipient address rejected: Access "
                "denied\n"
                "552 5.1.1 <jane@example.org> Mailbox delivery failure policy error\n"
                "541 5.4.1 Mail rejected by destination domain"},
    {RULE("user-unknown", USER_UNKNOWN, POSTCONF("reject_unverified_recipient")),
     .pattern = "(?!^user unknown$)\\b(user|recipient|mail ?box|mbox|account|"
                "address(ee)?|alias|person|employee|e-?mail|name|destinatario)s?\\b.{0,"
                "60}(unknown|not found|"
                "n't exist|not exist|isn't valid|not known|no longer (exists?|valid|"
                "available)|invalid|could not be found|cannot be found|unallocated|"
                "not available|unavailable|non-?existent|not valid|marked as invalid|"
                "not recogni[sz]ed|inconnu)|(unknown|invalid|illegal|nonexistent|"
                "non-existent|undeliverable|no such|"
                "unrecogni[sz]ed) (or illegal )?(local )?(user|recipient|mail ?box|"
                "account|address|alias|name|rcpt|person|destination)|(no|not a|"
                "isn't a) (such|valid|known) (user|mail ?box|recipient|address|account|"
                "person|name|customer)\\b|no (mail ?box|user|account|"
                "recipient) .{0,20}by that name|not our customer|(not|n't) (have|listed|"
                "found) .{0,60}(account|directory|address book)|couldn't be found|"
                "is no longer valid|user (is )?not local|recipient cannot be verified|"
                "not in my validrcptto|bad destination mailbox|"
                "(?<!recipient )address rejected(?!:)|no longer (employed|works)|"
                "\\bRCP-P1\\b|not configured to receive|does not have an account|(not|"
                "n't) a user here|unknown local[- ]part",
     .example = "550 5.1.1 <jane@example.org>: Recipient address rejected: User unknown "
                "in virtual mailbox table\n"
                "550 5.1.1 sorry, no mailbox here by that name. (#5.1.1)\n"
                "550 No such user - psmtp\n"
                "554 delivery error: dd This user doesn't have a example.com account\n"
                "550 5.1.1 Not our Customer\n"
                "551 User not local; please try <john@example.net>"},

    /* The other server */
    {RULE("dns-temporary", DNS_TEMPORARY, DEBUGGING),
     .pattern = "DNS (resolving |lookup |query |server )?(error|fail|timeout|problem)|"
                "(domain|host|MX|name ?server|DNS).{0,40}(lookup (fail|error|timed)|"
                "try again|SERVFAIL)|temporary DNS|name server(:| timeout)|"
                "temporary (failure in )?MX lookup|temporary error in gethostbyname|"
                "temporary failure in name resolution|DNS type '",
     .example = "451 4.4.0 DNS resolving error\n"
                "Deferred: Name server: mx.example.org.: host name lookup failure\n"
                "Temporary failure in name resolution\nTemporary failure in MX lookup\n"
                "Temporary error in gethostbyname\nName server timeout\n"
                "DNS lookup failure: Error: queryMx ESERVFAIL example.org"},
    {RULE("syntax", PROTOCOL_ERROR, REPLIES),
     .pattern = "syntax error|bad sequence|(command|parameter|argument|"
                "option)s?\\b.{0,20}(unrecogni[sz]ed|not (recogni[sz]ed|implemented|"
                "understood|valid)|unimplemented|unknown|invalid|out of sequence)|"
                "(unrecogni[sz]ed|unimplemented|unknown|invalid|unexpected) (command|"
                "parameter|argument|option|verb)|not implemented|need (RCPT|MAIL|DATA)|"
                "(RCPT|MAIL|DATA) first|no valid (recipients|rcpt)|protocol (error|"
                "violation)|improper (sequence|command|use of)|malformed SMTP "
                "reply|pipelin|nested MAIL|"
                "SMTPUTF8|no DATA after|accommodate parameters|no parameters allowed|"
                "identity changes|STARTTLS may not be repeated|"
                "multiple destination domains|exchange line|utf-?8 (header|address)",
     .example = "500 5.5.2 Syntax error, command unrecognized\n"
                "503 Bad sequence of commands\n502 Command not implemented\n"
                "503 5.5.1 RCPT first"},
    {RULE("remote-timeout", CONNECT_TIMEOUT, POSTCONF("smtpd_timeout")), .reply = 4,
     .pattern = "time(d)?[- ]?out",
     .example = "421 4.4.2 mx.example.com Error: timeout exceeded"},
    {RULE("remote-queue-error", REMOTE_SYSTEM_ERROR, POSTCONF("queue_minfree")),
     .reply = 4,
     .pattern = "queue file write error|insufficient (system |disk |storage )*(storage|"
                "space|resources|memory)|disk (is )?full|no space left|(write|writing|"
                "collect).{0,20}(error|cannot)|cannot write",
     .example = "451 4.3.0 Error: queue file write error\n"
                "452 4.3.1 Insufficient system storage"},
    {RULE("remote-config-error", REMOTE_SYSTEM_ERROR, REPLIES),
     .pattern = "^\\d{3} .{0,40}(server|system) configuration (error|problem)|"
                "license expired|config data could not",
     .example = "451 4.3.5 Server configuration error\n422 License Expired\n"
                "421 the config data could not be retrieved (code CDS871)"},
    {RULE("remote-error", REMOTE_SYSTEM_ERROR, REPLIES),
     .pattern = "^\\d{3}.{0,80}(temporar\\w+ .{0,30}(fail|error|problem|unavailable|"
                "reject|lookup)|(internal|local|system|server|database|backend|LDAP|"
                "upstream|unexpected|unknown|processing) .{0,20}(error|failure|problem)|"
                "(service|server|system|resources?).{0,30}(not available|unavailable|"
                "busy|not ready|overload|down\\b|maintenance|shutting down)|too busy|"
                "overload|load average|(queue|system) (is )?(too )?full|"
                "failed to be replicated|could not load|error reading data|pfa agent|"
                "closing transmission channel)",
     .example = "421 4.3.2 Service not available, closing transmission channel\n"
                "451 4.3.0 Temporary system failure\n"
                "451 Requested action aborted: local error in processing\n"
                "421 Server too busy\n451 4.7.700 PFA agent busy, please try again"},
    {RULE("come-again", GREYLISTED, RFC("6647")), .enhanced = "4.7",
     .pattern = "(try|retry|come).{0,20}(later|again)",
     .example = "421 4.7.0 Try again later"},
    {RULE("try-later", REMOTE_SYSTEM_ERROR, REPLIES), .reply = 4,
     .pattern = "(try|retry).{0,20}(later|again)|action (aborted|not taken)",
     .example = "450 Please try later\n450 Requested action aborted [9]"},

    /* The local mail server */
    {RULE("port-25-silent",
          ADVISE("connect-timeout",
                 "If port 25 is silent everywhere, your hosting provider or ISP blocks "
                 "it: send through a relay on port 587 or 465.\n"
                 "If only one server is silent, wait: yours tries again."),
          DEBUGGING "\nhttps://docs.aws.amazon.com/AWSEC2/latest/UserGuide/"
                    "ec2-resource-limits.html#port-25-throttle"),
     .pattern = "\\]:25: (connection|operation) timed out",
     .example = "connect to mx.example.org[192.0.2.7]:25: Connection timed out"},
    {RULE("connection-lost", CONNECTION_LOST, DEBUGGING),
     .pattern = "lost connection|connection (was |has been |unexpectedly )?(lost|closed|"
                "reset|dropped|died|terminated|aborted)|(host|server|peer|"
                "side) (unexpectedly )?(closed|dropped|reset)|closed (the )?connection|"
                "broken pipe|unexpected EOF|ECONNRESET|may be sent more than once|"
                "remote protocol error",
     .example = "lost connection with mx.example.org[192.0.2.7] while receiving the "
                "initial server greeting\n"
                "Remote host closed connection in response to initial connection\n"
                "Connected to 192.0.2.7 but connection died. (#4.4.2)\n"
                "Connection reset by mx.example.org.\n"
                "timed out while sending end of data -- message may be sent more than "
                "once"},
    {RULE("session-timeout", CONNECT_TIMEOUT, DEBUGGING), .action = "wait",
     .pattern = "conversation with .{0,80}timed out|timed out while (sending|receiving|"
                "performing)|SMTP timeout (while connected to .{1,120} )?after "
                "(?!initial)",
     .example =
         "conversation with mx.example.org[192.0.2.7] timed out while sending "
         "RCPT TO\nSMTP timeout while connected to mx.example.org [192.0.2.7] after "
         "RCPT TO:<jane@example.org>\n"
         "SMTP timeout after end of data (1200 bytes written)"},
    {RULE("connect-timeout", CONNECT_TIMEOUT, DEBUGGING),
     .pattern = "timed out|time-?out (after|while|waiting)|connection timeout|"
                "ETIMEDOUT",
     .example = "connect to smtp.example.com[192.0.2.7]:587: Connection timed out\n"
                "SMTP timeout after initial connection\n"
                "Connection timed out with mx.example.org.\n"
                "cannot connect to smtp.example.com, port 587: Connection timed out"},
    {RULE("connect-refused", CONNECT_REFUSED, DEBUGGING),
     .pattern = "connection refused|connection failed|no route to host|(network|host|"
                "destination) (is )?(unreachable|not reachable)|"
                "cannot assign requested address|(could not|unable to|wasn't able to|"
                "failed to) (connect|establish)|being unable to connect|connect failed|"
                "socket error|accept our requests to connect|"
                "had no relevant answers|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH",
     .example = "connect to smtp.example.com[192.0.2.7]:587: Connection refused\n"
                "connect to mx.example.org[2001:db8::7]:25: Network is unreachable\n"
                "Deferred: mx.example.org.: No route to host\n"
                "Connection refused by mx.example.org.\nConnection failed\n"
                "Could not connect\nHost or network unreachable\n"
                "cannot connect to smtp.example.com, port 587: Connection refused\n"
                "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)"},
    {RULE("local-system-error", LOCAL_SYSTEM_ERROR, POSTCONF("queue_minfree")),
     .pattern = "queue file write error|mail transport unavailable|"
                "unknown mail transport error|local data error|(mail system|server|"
                "local) configuration error|pipe to \\||command (died|output|"
                "time limit)|can(not|'t) (open|create|append|write|update|bind)|"
                "permission denied|unable to (open|create)|deliver\\w* failed to /|"
                "SYSERR|alias database|unable to contact \\w+ server|"
                "insufficient (system storage|disk space)|no space left|child status|"
                "transport .{0,20}not found|returned non-zero status|failed to expand|"
                "^local delivery failed|error (reading queue file|obtaining file size)",
     .example = "mail transport unavailable\nunknown mail transport error\n"
                "local data error while talking to mx.example.org[192.0.2.7]\n"
                "queue file write error\nlocal delivery failed\n"
                "smtp transport process returned non-zero status 0x000b: terminated by "
                "signal 11\nError obtaining file size"},
    {RULE("message-expired", MESSAGE_EXPIRED, POSTCONF("maximal_queue_lifetime")),
     .pattern = "message (has )?(expired|timed out)|envelope expired|delivery (time|"
                "attempts) (expired|exceeded)|(delivery|queue|retry) .{0,12}(timeout|"
                "time|period|limit) .{0,12}(expired|exceeded|not reached)|"
                "in the queue too long|(cannot|could not|unable to) (be )?(send|"
                "deliver\\w*) .{0,40}(for|within|after) .{0,20}(\\d|long|day|hour|"
                "second|multiple|several)|failing for a long time|has been frozen|"
                "force-expired|returned to sender|giving up|has been delayed|"
                "too old",
     .example = "Cannot send message for 5 days\n550 5.4.300 Message expired\n"
                "Message could not be delivered for 5 days\nEnvelope expired\n"
                "I'm not going to try again; this message has been in the queue too "
                "long.\n"
                "status=expired, returned to sender"},

    /* Enhanced status codes: what the server said in no words we know */
    CODE(4, 1, 1, USER_UNKNOWN, "450 4.1.1 Delivery failed"),
    CODE(5, 1, 1, USER_UNKNOWN, "550 5.1.1 Delivery failed"),
    CODE(4, 1, 2, DOMAIN_NOT_FOUND, "450 4.1.2 Delivery failed"),
    CODE(5, 1, 2, DOMAIN_NOT_FOUND, "550 5.1.2 Delivery failed"),
    CODE(5, 1, 3, RECIPIENT_SYNTAX, "501 5.1.3 Delivery failed"),
    CODE(5, 1, 4, RECIPIENT_SYNTAX, "553 5.1.4 Delivery failed"),
    CODE(5, 1, 6, RECIPIENT_MOVED, "551 5.1.6 Delivery failed"),
    CODE(5, 1, 10, DOMAIN_NO_MAIL, "556 5.1.10 Delivery failed"),
    CODE(5, 1, 0, RECIPIENT_REFUSED, "550 5.1.0 Delivery failed"),
    CODE(5, 2, 0, RECIPIENT_REFUSED, "550 5.2.0 Delivery failed"),
    CODE(4, 2, 1, RECIPIENT_RATE_LIMITED, "450 4.2.1 Delivery failed"),
    CODE(5, 2, 1, MAILBOX_DISABLED, "550 5.2.1 Delivery failed"),
    CODE(4, 2, 2, MAILBOX_FULL, "452 4.2.2 Delivery failed"),
    CODE(5, 2, 2, MAILBOX_FULL, "552 5.2.2 Delivery failed"),
    CODE(5, 2, 3, MESSAGE_TOO_LARGE, "552 5.2.3 Delivery failed"),
    CODE(5, 2, 4, RECIPIENT_REFUSED, "550 5.2.4 Delivery failed"),
    CODE(5, 3, 3, PROTOCOL_ERROR, "554 5.3.3 Delivery failed"),
    CODE(5, 3, 4, MESSAGE_TOO_LARGE, "552 5.3.4 Delivery failed"),
    CODE(4, 4, 1, CONNECT_TIMEOUT, "450 4.4.1 Delivery failed"),
    CODE(5, 4, 1, CONNECT_TIMEOUT, "550 5.4.1 Delivery failed"),
    CODE(4, 4, 2, CONNECTION_LOST, "421 4.4.2 Delivery failed"),
    CODE(5, 4, 2, CONNECTION_LOST, "554 5.4.2 Delivery failed"),
    CODE(4, 4, 3, DNS_TEMPORARY, "451 4.4.3 Delivery failed"),
    CODE(5, 4, 3, DNS_TEMPORARY, "550 5.4.3 Delivery failed"),
    CODE(4, 4, 4, DNS_TEMPORARY, "451 4.4.4 Delivery failed"),
    CODE(5, 4, 4, DOMAIN_NOT_FOUND, "550 5.4.4 Delivery failed"),
    CODE(4, 4, 5, RATE_LIMITED, "451 4.4.5 Delivery failed"),
    CODE(5, 4, 5, RATE_LIMITED, "550 5.4.5 Delivery failed"),
    CODE(4, 4, 6, MAIL_LOOP, "451 4.4.6 Delivery failed"),
    CODE(5, 4, 6, MAIL_LOOP, "554 5.4.6 Delivery failed"),
    CODE(4, 4, 7, MESSAGE_EXPIRED, "451 4.4.7 Delivery failed"),
    CODE(5, 4, 7, MESSAGE_EXPIRED, "554 5.4.7 Delivery failed"),
    CODE(4, 5, 3, TOO_MANY_RECIPIENTS, "452 4.5.3 Delivery failed"),
    CODE(5, 5, 3, TOO_MANY_RECIPIENTS, "550 5.5.3 Delivery failed"),
    CODE(5, 6, 7, PROTOCOL_ERROR, "550 5.6.7 Delivery failed"),
    CODE(5, 6, 9, PROTOCOL_ERROR, "550 5.6.9 Delivery failed"),
    CODE(4, 7, 8, AUTH_TEMPORARY, "454 4.7.8 Delivery failed"),
    CODE(5, 7, 2, RECIPIENT_REFUSED, "550 5.7.2 Delivery failed"),
    CODE(5, 7, 3, TLS_REQUIRED, "550 5.7.3 Delivery failed"),
    CODE(5, 7, 4, TLS_REQUIRED, "550 5.7.4 Delivery failed"),
    CODE(4, 7, 5, TLS_FAILED, "454 4.7.5 Delivery failed"),
    CODE(5, 7, 5, TLS_FAILED, "554 5.7.5 Delivery failed"),
    CODE(5, 7, 8, AUTH_BAD_CREDENTIALS, "550 5.7.8 Delivery failed"),
    CODE(5, 7, 9, AUTH_METHOD_DISABLED, "550 5.7.9 Delivery failed"),
    CODE(5, 7, 10, TLS_REQUIRED, "523 5.7.10 Delivery failed"),
    CODE(5, 7, 11, TLS_REQUIRED, "524 5.7.11 Delivery failed"),
    CODE(4, 7, 12, AUTH_BAD_CREDENTIALS, "432 4.7.12 Delivery failed"),
    CODE(5, 7, 14, RELAY_DENIED, "550 5.7.14 Delivery failed"),
    CODE(5, 7, 15, RECIPIENT_REFUSED, "550 5.7.15 Delivery failed"),
    CODE(5, 7, 16, MESSAGE_TOO_LARGE, "550 5.7.16 Delivery failed"),
    CODE(5, 7, 17, USER_UNKNOWN, "550 5.7.17 Delivery failed"),
    CODE(5, 7, 18, DOMAIN_NOT_FOUND, "550 5.7.18 Delivery failed"),
    CODE(5, 7, 19, REMOTE_SYSTEM_ERROR, "450 5.7.19 Delivery failed"),
    CODE(5, 7, 20, SENDER_DOMAIN_UNAUTHENTICATED, "550 5.7.20 Delivery failed"),
    CODE(5, 7, 21, SENDER_DOMAIN_UNAUTHENTICATED, "550 5.7.21 Delivery failed"),
    CODE(5, 7, 22, SENDER_DOMAIN_UNAUTHENTICATED, "550 5.7.22 Delivery failed"),
    CODE(5, 7, 23, SENDER_DOMAIN_UNAUTHENTICATED, "550 5.7.23 Delivery failed"),
    CODE(5, 7, 24, SENDER_DOMAIN_UNAUTHENTICATED, "451 5.7.24 Delivery failed"),
    CODE(4, 7, 25, PTR_MISSING, "450 4.7.25 Delivery failed"),
    CODE(5, 7, 25, PTR_MISSING, "550 5.7.25 Delivery failed"),
    CODE(4, 7, 26, SENDER_DOMAIN_UNAUTHENTICATED, "421 4.7.26 Delivery failed"),
    CODE(5, 7, 26, SENDER_DOMAIN_UNAUTHENTICATED, "550 5.7.26 Delivery failed"),
    CODE(4, 7, 28, LOW_REPUTATION, "421 4.7.28 Delivery failed"),
    CODE(5, 7, 28, LOW_REPUTATION, "550 5.7.28 Delivery failed"),
    CODE(5, 7, 29, SENDER_DOMAIN_UNAUTHENTICATED, "550 5.7.29 Delivery failed"),
    CODE(5, 7, 30, TLS_REQUIRED, "550 5.7.30 Delivery failed"),
    {RULE("code-4-3", REMOTE_SYSTEM_ERROR, RFC("3463")), .enhanced = "4.3",
     .example = "451 4.3.0 Delivery failed"},
    {RULE("code-5-3", REMOTE_SYSTEM_ERROR, RFC("3463")), .enhanced = "5.3",
     .example = "554 5.3.0 Delivery failed"},
    {RULE("code-4-4", CONNECT_REFUSED, RFC("3463")), .enhanced = "4.4",
     .example = "451 4.4.0 Delivery failed"},
    {RULE("code-5-4", CONNECT_REFUSED, RFC("3463")), .enhanced = "5.4",
     .example = "550 5.4.0 Delivery failed"},
    {RULE("code-4-5", PROTOCOL_ERROR, RFC("3463")), .enhanced = "4.5",
     .example = "451 4.5.1 Delivery failed"},
    {RULE("code-5-5", PROTOCOL_ERROR, RFC("3463")), .enhanced = "5.5",
     .example = "503 5.5.1 Delivery failed"},
    {RULE("code-5-6", MESSAGE_MALFORMED, RFC("3463")), .enhanced = "5.6",
     .example = "554 5.6.0 Delivery failed"},
    {RULE("code-4-7", POLICY_BLOCKED, RFC("3463")), .enhanced = "4.7",
     .example = "450 4.7.1 Delivery failed"},
    {RULE("code-5-7", POLICY_BLOCKED, RFC("3463")), .enhanced = "5.7",
     .example = "554 5.7.1 Delivery failed"},

    /* Words that say no and not why, then bare reply codes */
    {RULE("recipient-rejected", RECIPIENT_REFUSED, REPLIES),
     .pattern = "recipient address rejected",
     .example = "550 <jane@example.org>: Recipient address rejected."},
    {RULE("user-unknown-alone", USER_UNKNOWN, POSTCONF("local_recipient_maps")),
     .pattern = "^user unknown$", .example = "User unknown"},
    {RULE("service-unavailable",
          ADVISE("reason-not-logged",
                 "Read the bounce that came back to the sender: it quotes what the "
                 "server said.\nOr send a test with sendmail -v ADDRESS and read along."),
          SYSEXITS "\n" SENDMAIL),
     .pattern = "^service unavailable$", .example = "Service unavailable"},
    {RULE("refused", POLICY_BLOCKED, REPLIES),
     .pattern = "polic(y|ies)|prohibit|access denied|not (allowed|accepted|permitted|"
                "authori[sz]ed|welcome)|reject|refus|blocked|denied|forbidden|banned|"
                "go away|transaction failed|requested mail action aborted",
     .example = "550 Denied by policy\n550 Administrative prohibition\n542 Rejected\n"
                "554 ERROR: Mail refused"},
    {RULE("reply-421", REMOTE_SYSTEM_ERROR, REPLIES), .reply = 421,
     .example = "421 mx.example.com closing"},
    {RULE("reply-432", AUTH_BAD_CREDENTIALS, RFC("4954#section-6")), .reply = 432,
     .example = "432 Login not possible"},
    {RULE("reply-451", REMOTE_SYSTEM_ERROR, REPLIES), .reply = 451,
     .example = "451 Delivery failed"},
    {RULE("reply-452", REMOTE_SYSTEM_ERROR, REPLIES), .reply = 452,
     .example = "452 Delivery failed"},
    {RULE("reply-454", AUTH_TEMPORARY, RFC("4954#section-6")), .reply = 454,
     .example = "454 Login not possible"},
    {RULE("reply-50x", PROTOCOL_ERROR, REPLIES), .reply = 50,
     .example = "501 Delivery failed"},
    {RULE("reply-525", ACCOUNT_SUSPENDED, RFC("5248")), .reply = 525,
     .example = "525 Login not possible"},
    {RULE("reply-530", AUTH_MISSING, RFC("4954#section-6")), .reply = 530,
     .example = "530 Login first"},
    {RULE("reply-552", MAILBOX_FULL, REPLIES), .reply = 552,
     .example = "552 Delivery failed"},
    {RULE("reply-555", PROTOCOL_ERROR, REPLIES), .reply = 555,
     .example = "555 Delivery failed"},
    {RULE("reply-556", DOMAIN_NO_MAIL, RFC("7504")), .reply = 556,
     .example = "556 Delivery failed"},
};

static const char *const relays[] = {"*", NULL};

/* Where a mail server's log says that it waits or that it was refused, and no more. */
static const sls_cause causes[] = {
    {.slug = "not-tried", .title = "Queued, not tried yet", .action = "wait"},
    {.slug = "reason-not-logged",
     .title = "Refused, and the log does not say why",
     .action = "review"},
};

SLS_PLUGIN(.name = "smtp", .version = "1.0", .title = "Other SMTP servers",
           .text_domain = "smtplogscan",
           .setup = "Host and login: as the provider of the account writes them.\n"
                    "Port 587 with STARTTLS, or port 465 with TLS from the start.\n"
                    "Port 25 is for mail between servers; many networks block it.\n"
                    "Login: mostly the full mail address, and its password.\n"
                    "With two-step verification: an app password instead of it.\n"
                    "Sender: the login's own address, or one the provider verified.\n"
                    "Own domain: publish SPF, DKIM and DMARC, and a PTR for the IP.\n"
                    "Help: https://www.rfc-editor.org/rfc/rfc6409",
           .relays = relays, .rules = rules, .rule_count = SLS_COUNT(rules),
           .causes = causes, .cause_count = SLS_COUNT(causes), .probe = ses_probe,
           .parse = ses_parse);
