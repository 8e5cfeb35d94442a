/*
 * zoho.c - reads the CSV of Zoho Mail's delivery logs.
 */
#include "export/exports.h"
#include "export/text.h"

/* The words of "Status", which Zoho's help describes and does not list. */
static const struct {
    const char *word;
    uint32_t outcome;
} statuses[] = {
    {"delivered", SLS_DELIVERED},
    {"success", SLS_DELIVERED},
    {"sent", SLS_SENT},
    {"in progress", SLS_SENT},
    {"queued", SLS_SENT},
    {"deferred", SLS_DEFERRED},
    {"delayed", SLS_DEFERRED},
    {"retrying", SLS_DEFERRED},
    {"bounced", SLS_BOUNCED},
    {"failed", SLS_BOUNCED},
    {"failure", SLS_BOUNCED},
    {"rejected", SLS_BOUNCED},
    {"not delivered", SLS_BOUNCED},
    {"undelivered", SLS_BOUNCED},
};

bool zoho_probe(sls_view head)
{
    return holds(head, "from") && holds(head, "recipient") && holds(head, "sent time") &&
           holds(head, "status") && holds(head, "email size");
}

/* The first of these columns that has a cell; the names end with NULL. */
static bool read_cell(const sls_host *host, sls_view record, const char *const *names,
                      sls_view *cell)
{
    for (; *names != NULL; names++)
        if (host->field(host, record, *names, cell))
            return true;
    return false;
}

/* A row of the delivery log, for all recipients of a message.  The form of its times is
   not documented: one that cannot be read is left out. */
int zoho_parse(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    static const char *const recipient[] = {"Recipient(s)", "Recipients", "Recipient",
                                            NULL};
    static const char *const id[] = {"MessageID", "Message ID", "Message-ID", NULL};
    static const char *const time[] = {"Sent time", "SentTime", NULL};
    sls_view status, recipients, sent;
    size_t i = 0;

    if (!host->field(host, record, "Status", &status) ||
        !read_cell(host, record, recipient, &recipients))
        return SLS_MALFORMED;
    while (i < SLS_COUNT(statuses) && !is_word(status, statuses[i].word))
        i++;
    if (i == SLS_COUNT(statuses))
        return SLS_MALFORMED;
    if (!nth_address(recipients, host->nth, &attempt->recipient))
        return host->nth > 0 ? SLS_SKIP : SLS_MALFORMED;
    attempt->outcome = statuses[i].outcome;
    attempt->text = status;
    if (!read_cell(host, record, time, &sent) ||
        !host->read_time(host, sent, &attempt->time))
        attempt->time = 0;
    read_cell(host, record, id, &attempt->message_id);
    host->field(host, record, "From", &attempt->sender);
    return SLS_MORE;
}
