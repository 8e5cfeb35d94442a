/*
 * opensmtpd.c - reads "SESSION mta delivery evpid=... from=<> to=<> ... stat=\"...\"".
 *
 * Formats: mta_log() of usr.sbin/smtpd/mta.c, mda_log() of mda.c, queue_log() of queue.c,
 * smtp_session.c.  Version 6 wrote "event=delivery" for "delivery"; version 5 and, to
 * this day, the queue write "relay: Ok for EVPID: from=<>, to=<>, ...".  An envelope's id
 * begins with that of its message, eight hexadecimal digits.  Fields are read in their
 * order; the text of the other server is the last of them and taken whole.  Nothing says
 * that a message has left the queue.
 */
#include "parse/opensmtpd.h"

#include "base/view.h"
#include "parse/address.h"
#include "parse/duration.h"
#include "parse/hop.h"

enum { ENVELOPE_DIGITS = 16, MESSAGE_DIGITS = 8, LONGEST_KEY = 16 };

static bool is_hexadecimal(sls_view text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = to_lower(text.ptr[i]);
        if (!is_digit(c) && (c < 'a' || c > 'f'))
            return false;
    }
    return text.len > 0;
}

static bool take_word(sls_view *rest, sls_view word)
{
    if (!view_starts(*rest, word))
        return false;
    *rest = view_skip(*rest, word.len);
    return true;
}

/* "\"text\"" without its quotes; the last one, since a reply may hold some. */
static sls_view unquote(sls_view value)
{
    value = view_trim(value);
    if (!view_starts(value, VIEW("\"")))
        return value;
    value = view_skip(value, 1);
    if (view_ends(value, VIEW("\"")))
        value.len--;
    return value;
}

/* A value between quotes or brackets, or all up to the separator: a blank or ", ". */
static sls_view take_value(sls_view *rest, char separator)
{
    sls_view value;

    if (address_take(rest, &value))
        return value;
    if (!take_word(rest, VIEW("\"")))
        return view_take(rest, separator);
    return view_take(rest, '"');
}

static bool take_field(sls_view *rest, char separator, sls_view *key, sls_view *value)
{
    while (rest->len > 0 && (*rest->ptr == ' ' || *rest->ptr == ','))
        *rest = view_skip(*rest, 1);
    const char *equals = view_find_byte(view_cut(*rest, LONGEST_KEY), '=');
    if (equals == NULL)
        return false;
    *key = view_between(rest->ptr, equals);
    *rest = view_between(equals + 1, view_end(*rest));
    if (view_equal(*key, VIEW("stat"))) {
        *value = *rest;
        *rest = view_skip(*rest, rest->len);
    } else {
        *value = take_value(rest, separator);
    }
    return true;
}

/* "192.0.2.1 (mx.example.org)"; a host without a name is given by its address twice. */
static void read_relay(sls_view value, sls_attempt *attempt, bool *loopback)
{
    sls_view name = value;
    sls_view address = view_take(&name, ' ');

    if (take_word(&name, VIEW("(")))
        name = view_take(&name, ')');
    bool named = name.len > 0 && *name.ptr != '<';
    attempt->relay = named ? name : address;
    *loopback = hop_is_loopback(VIEW(""), address);
}

/* The queue writes an empty sender as the "@" between its two empty parts. */
static void read_sender(sls_view value, struct record *record)
{
    record->sender_known = true;
    record->attempt.sender = view_equal(value, VIEW("@")) ? VIEW("") : value;
}

struct result_word {
    sls_view word;
    enum sls_outcome outcome;
    bool reason_before;
};

static const struct result_word results[] = {
    {{"Ok", 2}, SLS_SENT, false},          {{"TempFail", 8}, SLS_DEFERRED, false},
    {{"PermFail", 8}, SLS_BOUNCED, false}, {{"Loop", 4}, SLS_BOUNCED, false},
    {{"Expire", 6}, SLS_BOUNCED, true}, /* tried for too long: the last try says why */
};

static bool read_result(sls_view word, struct record *record)
{
    for (size_t i = 0; i < SLS_COUNT(results); i++)
        if (view_equal(word, results[i].word)) {
            record->attempt.outcome = results[i].outcome;
            record->reason_before = results[i].reason_before;
            return true;
        }
    return false;
}

static void read_envelope_id(sls_view id, sls_attempt *attempt)
{
    if (id.len == ENVELOPE_DIGITS)
        attempt->queue_id = view_cut(id, MESSAGE_DIGITS);
}

static void read_field(sls_view key, sls_view value, struct record *record,
                       bool *loopback)
{
    if (view_equal(key, VIEW("from")))
        read_sender(value, record);
    else if (view_equal(key, VIEW("to")))
        record->attempt.recipient = value;
    else if (view_equal(key, VIEW("evpid")))
        read_envelope_id(value, &record->attempt);
    else if (view_equal(key, VIEW("relay")))
        read_relay(value, &record->attempt, loopback);
    else if (view_equal(key, VIEW("delay")))
        record->attempt.delay_ms = duration_units(value);
    else if (view_equal(key, VIEW("stat")))
        record->explanation = unquote(value);
    else if (view_equal(key, VIEW("result")) && read_result(value, record))
        record->kind = LINE_ATTEMPT;
}

static void parse_delivery(struct reply_room *room, sls_view fields, char separator,
                           enum delivery agent, struct record *record)
{
    sls_view key, value;
    bool loopback = false;

    record->delivery = agent;
    record->attempt.delay_ms = -1;
    while (take_field(&fields, separator, &key, &value))
        read_field(key, value, record, &loopback);
    if (record->kind != LINE_ATTEMPT)
        return;
    if (agent == DELIVERY_REMOTE)
        hop_decide(record, loopback);
    if (record->attempt.outcome != SLS_SENT)
        reply_read(room, record->explanation, &record->attempt);
}

/* "relay: TempFail for EVPID: session=..., from=<>, to=<>, ..., stat=..." */
static void parse_old_delivery(struct reply_room *room, sls_view rest,
                               enum delivery agent, struct record *record)
{
    sls_view id;

    if (!read_result(view_take(&rest, ' '), record) || !take_word(&rest, VIEW("for ")))
        return;
    id = view_take(&rest, ':');
    if (id.len != ENVELOPE_DIGITS || !is_hexadecimal(id))
        return;
    read_envelope_id(id, &record->attempt);
    record->kind = LINE_ATTEMPT;
    parse_delivery(room, rest, ',', agent, record);
}

/* "msgid=c405e39a size=303 ..."; version 6 tells the envelope in the same line. */
static void parse_message(sls_view fields, struct record *record)
{
    sls_view key, value;

    record->kind = LINE_OPENED;
    while (take_field(&fields, ' ', &key, &value)) {
        if (view_equal(key, VIEW("msgid")))
            record->attempt.queue_id = value;
        else if (view_equal(key, VIEW("from")))
            read_sender(value, record);
    }
}

static void parse_envelope(sls_view fields, struct record *record)
{
    sls_view key, value;

    record->kind = LINE_DETAIL;
    while (take_field(&fields, ' ', &key, &value)) {
        if (view_equal(key, VIEW("evpid")))
            read_envelope_id(value, &record->attempt);
        else if (view_equal(key, VIEW("from")))
            read_sender(value, record);
    }
}

/* "SESSION mta ", off the front. */
static bool take_session(sls_view *rest)
{
    return rest->len > ENVELOPE_DIGITS && rest->ptr[ENVELOPE_DIGITS] == ' ' &&
           is_hexadecimal(view_cut(*rest, ENVELOPE_DIGITS)) &&
           take_word(rest, view_cut(*rest, ENVELOPE_DIGITS + 1));
}

static bool opensmtpd_claims(struct head *head)
{
    sls_view rest = head->body;

    if (head->program.len > 0)
        return view_equal(head->program, VIEW("smtpd")) ||
               view_equal(head->program, VIEW("opensmtpd"));
    return take_session(&rest) &&
           (view_starts(rest, VIEW("mta ")) || view_starts(rest, VIEW("smtp ")) ||
            view_starts(rest, VIEW("mda ")));
}

static void opensmtpd_parse(struct reply_room *room, const struct head *head,
                            struct record *record)
{
    sls_view rest = head->body;

    record->kind = LINE_OTHER;
    record->attempt.instance = VIEW("smtpd");
    if (take_word(&rest, VIEW("relay: "))) {
        parse_old_delivery(room, rest, DELIVERY_REMOTE, record);
        return;
    }
    if (take_word(&rest, VIEW("delivery: "))) {
        parse_old_delivery(room, rest, DELIVERY_LOCAL, record);
        return;
    }
    if (!take_session(&rest))
        return;
    sls_view agent = view_take(&rest, ' ');
    take_word(&rest, VIEW("event="));
    sls_view event = view_take(&rest, ' ');
    if (view_equal(event, VIEW("delivery")) && view_equal(agent, VIEW("mta")))
        parse_delivery(room, rest, ' ', DELIVERY_REMOTE, record);
    else if (view_equal(event, VIEW("delivery")) && view_equal(agent, VIEW("mda")))
        parse_delivery(room, rest, ' ', DELIVERY_LOCAL, record);
    else if (view_equal(event, VIEW("message")))
        parse_message(rest, record);
    else if (view_equal(event, VIEW("envelope")))
        parse_envelope(rest, record);
}

const struct mta mta_opensmtpd = {.name = "opensmtpd",
                                  .title = "OpenSMTPD",
                                  .claims = opensmtpd_claims,
                                  .parse = opensmtpd_parse};
