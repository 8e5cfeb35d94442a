/*
 * ssmtp.c - reads the last sentence of a run of sSMTP: sent, or why it gave up.
 *
 * ssmtp.c of sSMTP 2.60 to 2.64: log_event("Sent mail for ..."), and die(), whose
 * sentence is the server's reply alone, or in brackets behind sSMTP's own words.  There
 * is no queue: what is not sent is lost.  "Unable to connect to ..." and "SSL not
 * working" are always followed by "Cannot open HOST:PORT", and that one counts.  With
 * Debug=YES the dialogue is logged too, and a refusal may be counted twice.
 */
#include "parse/ssmtp.h"

#include "base/view.h"
#include "parse/address.h"

struct stage_word {
    sls_view beginning;
    enum sls_stage stage;
    bool alone; /* no reply need stand behind it */
};

static const struct stage_word stages[] = {
    {{"RCPT TO:", 8}, SLS_RCPT, false},
    {{"MAIL FROM:", 10}, SLS_MAIL, false},
    {{"Authorization failed", 20}, SLS_AUTH, false},
    {{"Server didn't ", 14}, SLS_AUTH, false},
    {{"Server rejected AUTH", 20}, SLS_AUTH, false},
    {{"Cannot open ", 12}, SLS_CONNECT, true},
    {{"Invalid response SMTP server", 28}, SLS_CONNECT, true},
    {{"Connection lost in middle of processing", 39}, SLS_STAGE_UNKNOWN, true},
};

static const struct stage_word other_words = {{"", 0}, SLS_STAGE_UNKNOWN, false};

static const struct stage_word *stage_of(sls_view body)
{
    for (size_t i = 0; i < SLS_COUNT(stages); i++)
        if (view_starts(body, stages[i].beginning))
            return &stages[i];
    return &other_words;
}

/* "550 ", "421 ": a refusal's code in front. */
static bool is_refusal(sls_view text)
{
    return text.len > 3 && (*text.ptr == '4' || *text.ptr == '5') &&
           is_digit(text.ptr[1]) && is_digit(text.ptr[2]) && text.ptr[3] == ' ';
}

/* The reply: in the brackets that end the line, or all of it. */
static sls_view reply_of(sls_view body)
{
    static const sls_view mark = {" (", 2};
    sls_view rest = body;
    const char *open;

    if (is_refusal(body))
        return body;
    while ((open = view_find(rest, mark)) != NULL) {
        rest = view_between(open + mark.len, view_end(body));
        if (!is_refusal(rest))
            continue;
        if (view_ends(rest, VIEW(")")))
            rest.len--;
        return rest;
    }
    return (sls_view){"", 0};
}

/* "Cannot open smtp.example.net:587" */
static void read_relay(sls_view place, sls_attempt *attempt)
{
    uint64_t port = 0;

    attempt->relay = view_take(&place, ':');
    if (view_number(place, UINT16_MAX, &port))
        attempt->port = (uint16_t)port;
}

/* The address of "RCPT TO:<a@b> (550 no)", off the front. */
static void take_address(sls_view *rest, uint32_t stage, struct record *record)
{
    if (stage == SLS_RCPT)
        address_take(rest, &record->attempt.recipient);
    else if (stage == SLS_MAIL)
        record->sender_known = address_take(rest, &record->attempt.sender);
}

static void read_failure(struct reply_room *room, sls_view body, struct record *record)
{
    const struct stage_word *words = stage_of(body);
    sls_attempt *attempt = &record->attempt;
    sls_view behind = view_skip(body, words->beginning.len);

    take_address(&behind, words->stage, record);
    sls_view reply = reply_of(behind);
    if (reply.len == 0 && !words->alone)
        return;
    record->kind = LINE_ATTEMPT;
    record->explanation = reply.len > 0 ? reply : body;
    attempt->outcome = SLS_BOUNCED;
    attempt->delay_ms = -1;
    reply_read(room, record->explanation, attempt);
    if (words->stage != SLS_STAGE_UNKNOWN)
        attempt->stage = words->stage;
    if (view_starts(body, VIEW("Cannot open ")))
        read_relay(behind, attempt);
}

/* "Sent mail for a@b (221 2.0.0 Bye) uid=0 username=root outbytes=420" */
static void read_sent(sls_view rest, struct record *record)
{
    const char *open = view_find(rest, VIEW(" ("));

    record->kind = LINE_ATTEMPT;
    record->attempt.outcome = SLS_SENT;
    record->attempt.delay_ms = -1;
    record->sender_known = true;
    record->attempt.sender = view_between(rest.ptr, open == NULL ? view_end(rest) : open);
}

static const sls_view sent = {"Sent mail for ", 14};

static bool ssmtp_claims(struct head *head)
{
    if (head->program.len > 0)
        return view_equal_nocase(head->program, VIEW("ssmtp"));
    return view_starts(head->body, sent) &&
           view_find(head->body, VIEW(" outbytes=")) != NULL;
}

static void ssmtp_parse(struct reply_room *room, const struct head *head,
                        struct record *record)
{
    sls_view body = view_trim(head->body);

    record->kind = LINE_OTHER;
    if (view_starts(body, sent))
        read_sent(view_skip(body, sent.len), record);
    else
        read_failure(room, body, record);
}

const struct mta mta_ssmtp = {
    .name = "ssmtp", .title = "sSMTP", .claims = ssmtp_claims, .parse = ssmtp_parse};
