/*
 * ses.c - reads the notifications and events of Amazon SES, also as SNS wraps them.
 */
#include "export/exports.h"
#include "export/text.h"

/* What Amazon SES tells of, where the recipients stand, and where what is said of them.
 */
static const struct ses_event {
    const char *word;
    uint32_t outcome; /* SLS_UNKNOWN: it says nothing of a message's way */
    const char *list; /* of recipients */
    const char
        *member;      /* of an element, which holds the address; "": it is the address */
    const char *text; /* of an element, if that begins with no "/" */
    const char *time;
} ses_events[] = {
    {"bounce", SLS_BOUNCED, "/bounce/bouncedRecipients/", "/emailAddress",
     "diagnosticCode", "/bounce/timestamp"},
    {"deliverydelay", SLS_DEFERRED, "/deliveryDelay/delayedRecipients/", "/emailAddress",
     "diagnosticCode", "/deliveryDelay/timestamp"},
    {"delivery", SLS_DELIVERED, "/delivery/recipients/", "", "/delivery/smtpResponse",
     "/delivery/timestamp"},
    {"send", SLS_SENT, "/mail/destination/", "", NULL, "/mail/timestamp"},
    {"reject", SLS_DROPPED, "/mail/destination/", "", "/reject/reason",
     "/mail/timestamp"},
    {"rendering failure", SLS_DROPPED, "/mail/destination/", "", "/failure/errorMessage",
     "/mail/timestamp"},
    {"complaint", SLS_UNKNOWN, NULL, NULL, NULL, NULL},
    {"open", SLS_UNKNOWN, NULL, NULL, NULL, NULL},
    {"click", SLS_UNKNOWN, NULL, NULL, NULL, NULL},
    {"subscription", SLS_UNKNOWN, NULL, NULL, NULL, NULL},
    {"received", SLS_UNKNOWN, NULL, NULL, NULL, NULL},
    {"amazonsnssubscriptionsucceeded", SLS_UNKNOWN, NULL, NULL, NULL, NULL},
};

/* In a message that SNS has wrapped, quotes are escaped. */
bool ses_probe(sls_view head)
{
    if (holds(head, "\"notificationtype\"") || holds(head, "\"eventtype\""))
        return holds(head, "\"mail\"") || holds(head, "\"message\"") ||
               holds(head, "recipients\"");
    return holds(head, "\"topicarn\"") && holds(head, "\"message\"") &&
           (holds(head, "notificationtype\\\"") || holds(head, "eventtype\\\""));
}

enum { PATH_BYTES = 80 };

/* A JSON Pointer: a list, a number below 1000, and a member. */
static const char *path_of(char path[PATH_BYTES], const char *list, uint32_t number,
                           const char *slash, const char *member)
{
    size_t used = 0;

    while (*list != '\0')
        path[used++] = *list++;
    for (uint32_t scale = 100; scale > 0; scale /= 10)
        if (number >= scale || scale == 1)
            path[used++] = (char)('0' + number / scale % 10);
    while (*slash != '\0')
        path[used++] = *slash++;
    while (*member != '\0')
        path[used++] = *member++;
    path[used] = '\0';
    return path;
}

/* "smtp; 550 5.1.1 user unknown" (RFC 3464 section 2.3.6). */
static sls_view without_type(sls_view text)
{
    if (!begins(text, "smtp;"))
        return text;
    text.ptr += 5;
    text.len -= 5;
    return text;
}

/* What was said of the recipient; of a bounce without an answer, what SES says. */
static void read_reason(const sls_host *host, sls_view record,
                        const struct ses_event *event, sls_attempt *attempt)
{
    char path[PATH_BYTES];
    sls_view status;

    if (event->text == NULL)
        return;
    if (*event->text == '/') {
        host->field(host, record, event->text, &attempt->text);
        return;
    }
    if (host->field(host, record, path_of(path, event->list, host->nth, "/", "status"),
                    &status))
        read_dsn(status, attempt->dsn);
    if (!host->field(host, record,
                     path_of(path, event->list, host->nth, "/", event->text),
                     &attempt->text) &&
        !host->field(host, record, "/bounce/bounceSubType", &attempt->text))
        host->field(host, record, "/deliveryDelay/delayType", &attempt->text);
    attempt->text = without_type(attempt->text);
}

static int parse_ses(const sls_host *host, sls_view record, const struct ses_event *event,
                     sls_attempt *attempt)
{
    char path[PATH_BYTES];
    sls_view time;

    path_of(path, event->list, host->nth, "", event->member);
    if (!host->field(host, record, path, &attempt->recipient))
        return host->nth > 0 ? SLS_SKIP : SLS_MALFORMED;
    if (!host->field(host, record, event->time, &time) ||
        !host->read_time(host, time, &attempt->time) ||
        !host->field(host, record, "/mail/messageId", &attempt->provider_id))
        return SLS_MALFORMED;
    attempt->outcome = event->outcome;
    host->field(host, record, "/mail/source", &attempt->sender);
    host->field(host, record, "/mail/commonHeaders/messageId", &attempt->message_id);
    read_reason(host, record, event, attempt);
    return SLS_MORE;
}

static bool read_event(const sls_host *host, sls_view record, sls_view *word)
{
    return host->field(host, record, "notificationType", word) ||
           host->field(host, record, "eventType", word);
}

/* What SNS wraps, or tells of itself: *record becomes the message. */
static int unwrap(const sls_host *host, sls_view *record, sls_view *word)
{
    sls_view type;

    if (read_event(host, *record, word))
        return SLS_ATTEMPT;
    if (!host->field(host, *record, "Type", &type))
        return SLS_MALFORMED;
    if (is_word(type, "subscriptionconfirmation") ||
        is_word(type, "unsubscribeconfirmation"))
        return SLS_SKIP;
    if (!is_word(type, "notification") ||
        !host->field(host, *record, "Message", record) ||
        !read_event(host, *record, word))
        return SLS_MALFORMED;
    return SLS_ATTEMPT;
}

/* Notifications and events of Amazon SES, plain or as the message of an SNS notification.
   A bounce is final: SES tells of a temporary failure by DeliveryDelay, and by Bounce
   with bounceType Transient once it has given up. */
int ses_parse(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    sls_view word;
    int parsed = unwrap(host, &record, &word);

    if (parsed != SLS_ATTEMPT)
        return parsed;
    for (size_t i = 0; i < SLS_COUNT(ses_events); i++)
        if (is_word(word, ses_events[i].word))
            return ses_events[i].outcome == SLS_UNKNOWN
                       ? SLS_SKIP
                       : parse_ses(host, record, &ses_events[i], attempt);
    return SLS_MALFORMED;
}
