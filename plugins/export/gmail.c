/*
 * gmail.c - reads the CSV of Google Workspace's Email Log Search.
 */
#include "export/exports.h"
#include "export/text.h"

/* The words of "Event status".  One without outcome says nothing of a message's way. */
static const struct {
    const char *word;
    uint32_t outcome;
} statuses[] = {
    {"delivered", SLS_DELIVERED}, {"bounced", SLS_BOUNCED},
    {"rejected", SLS_BOUNCED},    {"deferred", SLS_DEFERRED},
    {"delayed", SLS_DEFERRED},    {"dropped", SLS_DROPPED},
    {"quarantined", SLS_DROPPED}, {"marked spam", SLS_DELIVERED},
    {"viewed", SLS_UNKNOWN},      {"opened", SLS_UNKNOWN},
    {"read", SLS_UNKNOWN},        {"deleted", SLS_UNKNOWN},
};

bool gmail_probe(sls_view head)
{
    return holds(head, "message id") && holds(head, "event target") &&
           holds(head, "event status");
}

/* "N/A" is how the export leaves a cell empty. */
static bool read_cell(const sls_host *host, sls_view record, const char *name,
                      sls_view *cell)
{
    if (host->field(host, record, name, cell) && !is_word(*cell, "n/a"))
        return true;
    *cell = (sls_view){NULL, 0};
    return false;
}

static uint16_t read_reply(sls_view cell)
{
    uint16_t reply = 0;

    if (cell.len != 3)
        return 0;
    for (size_t i = 0; i < 3; i++) {
        if (cell.ptr[i] < '0' || cell.ptr[i] > '9')
            return 0;
        reply = (uint16_t)(reply * 10 + (cell.ptr[i] - '0'));
    }
    return reply;
}

static bool read_status(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    sls_view status, target, reply;

    if (!read_cell(host, record, "Event status", &status))
        return false;
    size_t i = 0;
    while (i < SLS_COUNT(statuses) && !is_word(status, statuses[i].word))
        i++;
    if (i == SLS_COUNT(statuses))
        return false;
    attempt->outcome = statuses[i].outcome;
    read_cell(host, record, "Event target", &target);
    bool on_its_way = is_word(target, "smtp_in") || is_word(target, "list_server") ||
                      is_word(target, "archive_list_server");
    if (attempt->outcome == SLS_DELIVERED && on_its_way)
        attempt->outcome = SLS_SENT;
    if (read_cell(host, record, "Event SMTP reply code", &reply))
        attempt->reply = read_reply(reply);
    if (is_word(status, "quarantined"))
        attempt->text = status;
    else
        read_cell(host, record, "Event description", &attempt->text);
    return true;
}

/* Rows of a session that the relay refused: all else is "N/A". */
static void refused_session(sls_attempt *attempt)
{
    static const char text[] = "Mail relay denied";

    attempt->outcome = SLS_BOUNCED;
    attempt->text = (sls_view){text, sizeof(text) - 1};
}

/* One event of one message.  Received mail is nothing that was sent from here. */
int gmail_parse(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    sls_view id, direction, recipients, date;

    if (!read_cell(host, record, "Message ID", &id))
        return SLS_MALFORMED;
    bool refused = holds(id, "smtpin_added_reject_session");
    read_cell(host, record, "Direction", &direction);
    if (is_word(direction, "received") && !refused)
        return SLS_SKIP;
    if (refused)
        refused_session(attempt);
    else if (!read_status(host, record, attempt))
        return SLS_MALFORMED;
    if (attempt->outcome == SLS_UNKNOWN)
        return SLS_SKIP;
    if (!read_cell(host, record, "Event date", &date))
        read_cell(host, record, "Start date", &date);
    if (!host->read_time(host, date, &attempt->time))
        return SLS_MALFORMED;
    if (!refused)
        attempt->message_id = id;
    read_cell(host, record, "Sender", &attempt->sender);
    if (!read_cell(host, record, "Recipient address", &recipients))
        return refused ? SLS_ATTEMPT : SLS_MALFORMED;
    if (!nth_address(recipients, host->nth, &attempt->recipient))
        return host->nth > 0 ? SLS_SKIP : SLS_MALFORMED;
    return SLS_MORE;
}
