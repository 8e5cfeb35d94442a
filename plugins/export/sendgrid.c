/*
 * sendgrid.c - reads SendGrid's Event Webhook, activity feed and suppression lists.
 */
#include "export/exports.h"
#include "export/text.h"

/* The words of "event" in the webhook and in the CSV, of "event_name" and "status" in the
   API.  One without outcome says nothing of a message's way. */
static const struct {
    const char *word;
    uint32_t outcome;
} events[] = {
    {"processed", SLS_SENT},
    {"processing", SLS_SENT},
    {"deferred", SLS_DEFERRED},
    {"delivered", SLS_DELIVERED},
    {"bounce", SLS_BOUNCED},
    {"bounced", SLS_BOUNCED},
    {"blocked", SLS_BOUNCED},
    {"not_delivered", SLS_BOUNCED},
    {"not delivered", SLS_BOUNCED},
    {"dropped", SLS_DROPPED},
    {"drop", SLS_DROPPED},
    {"open", SLS_UNKNOWN},
    {"click", SLS_UNKNOWN},
    {"spamreport", SLS_UNKNOWN},
    {"spam_report", SLS_UNKNOWN},
    {"unsubscribe", SLS_UNKNOWN},
    {"group_unsubscribe", SLS_UNKNOWN},
    {"group_resubscribe", SLS_UNKNOWN},
};

bool sendgrid_probe(sls_view head)
{
    if (holds(head, "\"sg_event_id\"") || holds(head, "\"sg_message_id\""))
        return true;
    if (holds(head, "\"email\"") && holds(head, "\"event\""))
        return holds(head, "\"timestamp\"");
    if (holds(head, "\"from_email\"") && holds(head, "\"msg_id\""))
        return holds(head, "\"to_email\"");
    if (holds(head, "\"email\"") && holds(head, "\"created\""))
        return holds(head, "\"reason\"");
    return holds(head, "processed") && holds(head, "recv_message_id") &&
           holds(head, "credential_id");
}

/* False: no such word.  *outcome is SLS_UNKNOWN for those that say nothing. */
static bool read_event(sls_view word, uint32_t *outcome)
{
    for (size_t i = 0; i < SLS_COUNT(events); i++)
        if (is_word(word, events[i].word)) {
            *outcome = events[i].outcome;
            return true;
        }
    return false;
}

/* The id that the 250 gave stands before what SendGrid's later stages added. */
static sls_view id_of_250(sls_view id)
{
    size_t filter = place_of(id, ".filter"), received = place_of(id, ".recvd-");

    id.len = filter < received ? filter : received;
    return id;
}

static bool read_field(const sls_host *host, sls_view record, const char *name,
                       const char *other, sls_view *value)
{
    return host->field(host, record, name, value) ||
           (other != NULL && host->field(host, record, other, value));
}

static bool read_time(const sls_host *host, sls_view record, const char *name,
                      const char *other, int64_t *time)
{
    sls_view text;
    return read_field(host, record, name, other, &text) &&
           host->read_time(host, text, time);
}

/* An event of the webhook, or a row of the Activity CSV.  Senders add members of their
   own to the webhook's, so "from" counts in the CSV alone. */
static int parse_event(const sls_host *host, sls_view record, sls_view word,
                       sls_attempt *attempt)
{
    sls_view id, status;

    if (!read_event(word, &attempt->outcome))
        return SLS_MALFORMED;
    if (attempt->outcome == SLS_UNKNOWN)
        return SLS_SKIP;
    if (!host->field(host, record, "email", &attempt->recipient) ||
        !read_time(host, record, "timestamp", "processed", &attempt->time))
        return SLS_MALFORMED;
    if (read_field(host, record, "sg_message_id", "message_id", &id))
        attempt->provider_id = id_of_250(id);
    host->field(host, record, "smtp-id", &attempt->message_id);
    if (!host->field(host, record, "timestamp", &id)) {
        host->field(host, record, "from", &attempt->sender);
        host->field(host, record, "mx", &attempt->relay);
    }
    if (host->field(host, record, "status", &status))
        read_dsn(status, attempt->dsn);
    if (!read_field(host, record, "reason", "response", &attempt->text))
        host->field(host, record, "bounce_classification", &attempt->text);
    return SLS_ATTEMPT;
}

/* "/events/" and a number below 100, and "/" and a member. */
static const char *event_path(char path[32], unsigned number, const char *member)
{
    static const char list[] = "/events/";
    size_t used = 0;

    for (const char *p = list; *p != '\0'; p++)
        path[used++] = *p;
    if (number >= 10)
        path[used++] = (char)('0' + number / 10);
    path[used++] = (char)('0' + number % 10);
    path[used++] = '/';
    while (*member != '\0')
        path[used++] = *member++;
    path[used] = '\0';
    return path;
}

/* A refusal among the message's own events says more than its status. */
static void read_refusal(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    char path[32];
    sls_view word;
    uint32_t outcome;

    for (unsigned i = 0; i < 50; i++) {
        if (!host->field(host, record, event_path(path, i, "event_name"), &word))
            return;
        if (!read_event(word, &outcome) ||
            (outcome != SLS_BOUNCED && outcome != SLS_DROPPED))
            continue;
        attempt->outcome = outcome;
        host->field(host, record, event_path(path, i, "reason"), &attempt->text);
        host->field(host, record, event_path(path, i, "mx_server"), &attempt->relay);
    }
}

/* A message of the Activity API. */
static int parse_message(const sls_host *host, sls_view record, sls_view word,
                         sls_attempt *attempt)
{
    sls_view id;

    if (!read_event(word, &attempt->outcome) || attempt->outcome == SLS_UNKNOWN ||
        !host->field(host, record, "msg_id", &id) ||
        !read_time(host, record, "last_event_time", "/events/0/processed",
                   &attempt->time))
        return SLS_MALFORMED;
    attempt->provider_id = id_of_250(id);
    host->field(host, record, "from_email", &attempt->sender);
    if (attempt->outcome == SLS_BOUNCED)
        read_refusal(host, record, attempt);
    return SLS_ATTEMPT;
}

/* An entry of a suppression list.  Without a reason (spam reports, unsubscribes) it says
   nothing about a message. */
static int parse_suppression(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    sls_view status;

    if (!host->field(host, record, "email", &attempt->recipient) ||
        !read_time(host, record, "created", NULL, &attempt->time))
        return SLS_MALFORMED;
    if (!host->field(host, record, "reason", &attempt->text))
        return SLS_SKIP;
    if (host->field(host, record, "status", &status))
        read_dsn(status, attempt->dsn);
    attempt->outcome = SLS_BOUNCED;
    return SLS_ATTEMPT;
}

int sendgrid_parse(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    sls_view word;

    if (host->field(host, record, "event", &word))
        return parse_event(host, record, word, attempt);
    if (host->field(host, record, "to_email", &attempt->recipient) &&
        host->field(host, record, "status", &word))
        return parse_message(host, record, word, attempt);
    return parse_suppression(host, record, attempt);
}
