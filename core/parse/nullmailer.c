/*
 * nullmailer.c - from a line of nullmailer-send to what it says about a message.
 *
 * One message is under way at a time: "Starting delivery" names its file, and the
 * outcome, which names nothing, is that message's (src/send.cc, protocols/protocol.cc and
 * lib/errcodes.cc of nullmailer 1 and 2).  A failure is told twice, by the protocol
 * program with the server's reply and by nullmailer-send with a general word: the reply
 * counts, and the general word only when there was no connection to get a reply from.
 */
#include "parse/nullmailer.h"

#include "base/view.h"

static const sls_view current = {"current", 7};

/* "host: H protocol: smtp file: F", "protocol: smtp host: H file: F" */
static void read_start(struct reply_room *room, sls_view rest, struct record *record)
{
    (void)room;
    sls_attempt *attempt = &record->attempt;
    sls_view key = {"", 0};

    while (rest.len > 0) {
        sls_view word = view_take(&rest, ' ');
        if (view_equal(key, VIEW("host:")) && attempt->relay.len == 0)
            attempt->relay = word;
        else if (view_equal(key, VIEW("file:")) && attempt->queue_id.len == 0)
            attempt->queue_id = word;
        key = word;
    }
    if (attempt->queue_id.len == 0)
        return;
    if (view_ends(attempt->relay, VIEW(".")))
        attempt->relay.len--;
    record->kind = LINE_STARTED;
    record->other_id = current;
}

static void become_attempt(struct record *record, enum sls_outcome outcome, sls_view text)
{
    record->kind = LINE_ATTEMPT;
    record->by_start = true;
    record->other_id = current;
    record->explanation = text;
    record->attempt.outcome = outcome;
    record->attempt.delay_ms = -1;
}

/* "250 ok" behind "smtp: Succeeded: ". */
static void read_success(struct reply_room *room, sls_view rest, struct record *record)
{
    (void)room;
    become_attempt(record, SLS_SENT, rest);
}

/* "550 no" behind "smtp: Failed: ". */
static void read_failure(struct reply_room *room, sls_view rest, struct record *record)
{
    if (view_starts(rest, VIEW("Connect failed")))
        return; /* nullmailer-send tells why */
    become_attempt(record, SLS_DEFERRED, rest);
    reply_read(room, rest, &record->attempt);
    if (record->attempt.reply >= 500)
        record->attempt.outcome = SLS_BOUNCED;
}

struct reason {
    sls_view words;
    bool told; /* the protocol program has said why */
};

/* Behind "Sending failed: ". */
static const struct reason reasons[] = {
    {{"Host not found", 14}, false},
    {{"Host has no address", 19}, false},
    {{"Fatal error in gethostbyname", 28}, false},
    {{"Temporary error in gethostbyname", 32}, false},
    {{"Socket failed", 13}, false},
    {{"Connection refused", 18}, false},
    {{"Connection timed out", 20}, false},
    {{"Host or network unreachable", 27}, false},
    {{"Connection failed", 17}, false},
    {{"Failed to bind source address", 29}, false},
    {{"Could not exec program", 22}, false},
    {{"Permanent error in sending the message", 38}, true},
    {{"Temporary error in sending the message", 38}, true},
    {{"Unspecified ", 12}, true},
    {{"Server refused the message", 26}, true},
    {{"Protocol error", 14}, true},
};

static const struct reason *reason_of(sls_view rest)
{
    for (size_t i = 0; i < SLS_COUNT(reasons); i++)
        if (view_starts(rest, reasons[i].words))
            return &reasons[i];
    return NULL;
}

static void read_no_connection(struct reply_room *room, sls_view rest,
                               struct record *record)
{
    const struct reason *reason = reason_of(rest);

    if (reason == NULL || reason->told)
        return;
    become_attempt(record, SLS_DEFERRED, view_cut(rest, reason->words.len));
    reply_read(room, record->explanation, &record->attempt);
    record->attempt.stage = SLS_CONNECT;
}

static void read_nothing(struct reply_room *room, sls_view rest, struct record *record)
{
    (void)room;
    (void)rest;
    record->kind = LINE_OTHER;
}

struct sentence {
    sls_view beginning;
    void (*read)(struct reply_room *room, sls_view rest, struct record *record);
};

static const struct sentence sentences[] = {
    {{"Starting delivery: ", 19}, read_start},
    {{"smtp: Succeeded: ", 17}, read_success},
    {{"smtp: Failed: ", 14}, read_failure},
    {{"qmqp: Succeeded: ", 17}, read_success},
    {{"qmqp: Failed: ", 14}, read_failure},
    {{"Sending failed: ", 16}, read_no_connection},
    {{"Starting delivery, ", 19}, read_nothing},
    {{"Delivery complete, ", 19}, read_nothing},
    {{"Rescanning queue.", 17}, read_nothing},
    {{"Trigger pulled.", 15}, read_nothing},
    {{"Sent file.", 10}, read_nothing},
};

static const struct sentence *sentence_of(sls_view body)
{
    for (size_t i = 0; i < SLS_COUNT(sentences); i++)
        if (view_starts(body, sentences[i].beginning))
            return &sentences[i];
    return NULL;
}

static sls_view behind(const struct sentence *sentence, sls_view body)
{
    return view_trim(view_skip(body, sentence->beginning.len));
}

/* Much else may say that sending failed: its reason must be one of nullmailer's. */
static bool nullmailer_claims(struct head *head)
{
    if (head->program.len > 0)
        return view_starts(head->program, VIEW("nullmailer"));
    const struct sentence *sentence = sentence_of(head->body);
    return sentence != NULL && (sentence->read != read_no_connection ||
                                reason_of(behind(sentence, head->body)) != NULL);
}

static void nullmailer_parse(struct reply_room *room, const struct head *head,
                             struct record *record)
{
    const struct sentence *sentence = sentence_of(head->body);

    record->kind = LINE_OTHER;
    record->attempt.instance = VIEW("nullmailer");
    if (sentence != NULL)
        sentence->read(room, behind(sentence, head->body), record);
}

const struct mta mta_nullmailer = {.name = "nullmailer",
                                   .title = "nullmailer",
                                   .claims = nullmailer_claims,
                                   .parse = nullmailer_parse};
