/*
 * haraka.c - reads "[NOTICE] [UUID.1.1] [outbound] delivered file=... response=\"...\"".
 *
 * Formats: logger.js (the default one, not logfmt or JSON), connection.js,
 * outbound/hmail.js.  A connection has a UUID, its first transaction UUID.1; what of it
 * goes to one domain is queued as UUID.1.1.  All share the transaction's id here, since
 * only the transaction's lines name the sender.
 *
 * Haraka names the recipients of what it refuses for good, one by one, but neither those
 * of what it delivered nor those of what it puts off.  So a deferral that does name one
 * is not kept under that name: no later line could take it back.  What the other server
 * said is read from the line with the outcome; the dialogue of the level PROTOCOL repeats
 * it and is left out.
 */
#include "parse/haraka.h"

#include "base/view.h"
#include "parse/address.h"
#include "parse/duration.h"
#include "parse/hop.h"

static bool take_word(sls_view *rest, sls_view word)
{
    if (!view_starts(*rest, word))
        return false;
    *rest = view_skip(*rest, word.len);
    return true;
}

/* "[text] " off the front; more than one blank may follow. */
static bool take_bracketed(sls_view *rest, sls_view *text)
{
    if (!take_word(rest, VIEW("[")))
        return false;
    *text = view_take(rest, ']');
    *rest = view_trim(*rest);
    return true;
}

/* "\"value\"" or a value without blanks, off the front. */
static sls_view take_value(sls_view *rest)
{
    if (take_word(rest, VIEW("\"")))
        return view_take(rest, '"');
    return view_take(rest, ' ');
}

/* The last word, when it is "key=value". */
static bool take_last(sls_view *rest, sls_view key, sls_view *value)
{
    const char *blank = rest->len == 0 ? NULL : memrchr(rest->ptr, ' ', rest->len);

    if (blank == NULL)
        return false;
    *value = view_between(blank + 1, view_end(*rest));
    if (!take_word(value, key))
        return false;
    *rest = view_between(rest->ptr, blank);
    return true;
}

/* "UUID.1" of "UUID.1.1"; empty when the line is about the connection alone. */
static sls_view transaction_of(sls_view uuid)
{
    sls_view number = uuid;

    view_take(&number, '.');
    if (number.len == 0)
        return VIEW("");
    sls_view first = view_take(&number, '.');
    return view_between(uuid.ptr, view_end(first));
}

/* "<a@b> code=CONT msg=\"\"" */
static void parse_sender(sls_view rest, struct record *record)
{
    sls_view sender;

    if (!address_take(&rest, &sender) ||
        !(view_starts(rest, VIEW(" code=CONT")) || view_starts(rest, VIEW(" code=OK"))))
        return;
    record->kind = LINE_OPENED;
    record->sender_known = true;
    record->attempt.sender = sender;
}

/* "<b@d> code=OK msg=\"\" sender=\"a@b\"" */
static void parse_accepted(sls_view rest, struct record *record)
{
    sls_view sender;

    if (!take_last(&rest, VIEW("sender="), &sender))
        return;
    record->kind = LINE_DETAIL;
    record->sender_known = true;
    record->attempt.sender = take_value(&sender);
}

/* "mid=\"<id>\" size=..." */
static void parse_message(sls_view rest, struct record *record)
{
    record->kind = LINE_DETAIL;
    record->attempt.message_id = take_value(&rest);
    if (take_word(&record->attempt.message_id, VIEW("<")) &&
        view_ends(record->attempt.message_id, VIEW(">")))
        record->attempt.message_id.len--;
}

/* A plugin of the hook "queue" has given the message away, to the next host as a rule;
   which host only the plugin knows.  What the own queue has taken is on its way. */
static void parse_queue(sls_view rest, struct record *record)
{
    if (!take_word(&rest, VIEW("code=OK msg=")))
        return;
    if (view_ends(rest, VIEW("\"")))
        rest.len--;
    take_word(&rest, VIEW("\""));
    if (view_starts(rest, VIEW("Message Queued")))
        return;
    record->kind = LINE_ATTEMPT;
    record->attempt.outcome = SLS_SENT;
    record->attempt.delay_ms = -1;
    record->explanation = rest;
}

static void parse_core(sls_view rest, struct record *record)
{
    if (take_word(&rest, VIEW("sender ")))
        parse_sender(rest, record);
    else if (take_word(&rest, VIEW("recipient ")))
        parse_accepted(rest, record);
    else if (take_word(&rest, VIEW("message mid=")))
        parse_message(rest, record);
    else if (take_word(&rest, VIEW("queue ")))
        parse_queue(rest, record);
}

/* "response=\"text\" delay=0.5 fails=0 rcpts=1/0/0": the text is the other server's, so
   what stands behind it is taken off from the end. */
static void read_response(sls_view rest, struct record *record)
{
    sls_view value;

    take_last(&rest, VIEW("rcpts="), &value);
    take_last(&rest, VIEW("fails="), &value);
    if (take_last(&rest, VIEW("delay="), &value))
        record->attempt.delay_ms = duration_decimal(value);
    take_word(&rest, VIEW("\""));
    if (view_ends(rest, VIEW("\"")))
        rest.len--;
    record->explanation = rest;
}

/* "F domain=d host=\"h\" ip=a port=25 mode=SMTP tls=N auth=N response=..." */
static void parse_delivered(sls_view rest, struct record *record)
{
    sls_view address = VIEW("");
    bool lmtp = false;

    record->kind = LINE_ATTEMPT;
    record->attempt.outcome = SLS_SENT;
    record->attempt.delay_ms = -1;
    view_take(&rest, ' ');
    while (rest.len > 0) {
        sls_view key = view_take(&rest, '=');
        if (view_equal(key, VIEW("response"))) {
            read_response(rest, record);
            break;
        }
        sls_view value = take_value(&rest);
        rest = view_trim(rest);
        if (view_equal(key, VIEW("host")))
            record->attempt.relay = value;
        else if (view_equal(key, VIEW("ip")))
            address = value;
        else if (view_equal(key, VIEW("mode")))
            lmtp = view_equal(value, VIEW("LMTP"));
    }
    if (lmtp)
        record->delivery = DELIVERY_LOCAL;
    else
        hop_decide(record, hop_is_loopback(record->attempt.relay, address));
}

static void refuse(struct reply_room *room, enum sls_outcome outcome, sls_view reason,
                   struct record *record)
{
    take_word(&reason, VIEW("Upstream error: "));
    record->kind = LINE_ATTEMPT;
    record->attempt.outcome = outcome;
    record->attempt.delay_ms = -1;
    record->explanation = reason;
    reply_read(room, reason, &record->attempt);
}

/* "F for 64 seconds: reason".  Recipients that were refused one by one have had lines of
   their own. */
static void parse_deferral(struct reply_room *room, sls_view rest, struct record *record)
{
    view_take(&rest, ':');
    rest = view_trim(rest);
    if (!view_starts(rest, VIEW("Some recipients ")))
        refuse(room, SLS_DEFERRED, rest, record);
}

/* "reason", or "Too many failures (reason)": then the last attempt's is the real one. */
static void parse_bounce(struct reply_room *room, sls_view rest, struct record *record)
{
    bool expired = take_word(&rest, VIEW("Too many failures ("));

    if (expired && view_ends(rest, VIEW(")")))
        rest.len--;
    if (!expired && view_starts(rest, VIEW("Some recipients ")))
        return;
    refuse(room, SLS_BOUNCED, rest, record);
    record->reason_before = expired;
}

/* "<b@d> rejected: 550 5.1.1 ...", "<b@d> deferred: 450 ..." */
static void parse_recipient(struct reply_room *room, sls_view rest, struct record *record)
{
    sls_view recipient;

    if (!address_take(&rest, &recipient))
        return;
    if (take_word(&rest, VIEW(" rejected: "))) {
        refuse(room, SLS_BOUNCED, rest, record);
        record->attempt.recipient = recipient;
    } else if (take_word(&rest, VIEW(" deferred: "))) {
        refuse(room, SLS_DEFERRED, rest, record);
    }
    if (record->kind == LINE_ATTEMPT && record->attempt.stage == SLS_STAGE_UNKNOWN)
        record->attempt.stage = SLS_RCPT;
}

static void parse_outbound(struct reply_room *room, sls_view rest, struct record *record)
{
    if (take_word(&rest, VIEW("delivered file=")))
        parse_delivered(rest, record);
    else if (take_word(&rest, VIEW("Temp failing ")))
        parse_deferral(room, rest, record);
    else if (take_word(&rest, VIEW("bouncing mail: ")))
        parse_bounce(room, rest, record);
    else if (take_word(&rest, VIEW("recipient ")))
        parse_recipient(room, rest, record);
}

/* The levels of logger.js. */
static bool is_level(sls_view word)
{
    static const sls_view levels[] = {
        {"DATA", 4}, {"PROTOCOL", 8}, {"DEBUG", 5}, {"INFO", 4},  {"NOTICE", 6},
        {"WARN", 4}, {"ERROR", 5},    {"CRIT", 4},  {"ALERT", 5}, {"EMERG", 5}};

    for (size_t i = 0; i < SLS_COUNT(levels); i++)
        if (view_equal(word, levels[i]))
            return true;
    return false;
}

/* "[LEVEL] [UUID] [plugin] ": any program may begin its line with a level. */
static bool take_head(sls_view *rest, sls_view *uuid, sls_view *plugin)
{
    sls_view level;

    return take_bracketed(rest, &level) && is_level(level) &&
           take_bracketed(rest, uuid) && take_bracketed(rest, plugin);
}

static bool haraka_claims(struct head *head)
{
    sls_view rest = head->body, uuid, plugin;

    if (head->program.len > 0)
        return view_equal_nocase(head->program, VIEW("haraka"));
    return take_head(&rest, &uuid, &plugin);
}

static void haraka_parse(struct reply_room *room, const struct head *head,
                         struct record *record)
{
    sls_view rest = view_trim(head->body), uuid, plugin;

    record->kind = LINE_OTHER;
    record->attempt.instance = VIEW("haraka");
    if (!take_head(&rest, &uuid, &plugin))
        return;
    record->attempt.queue_id = transaction_of(uuid);
    if (record->attempt.queue_id.len == 0)
        return;
    if (view_equal(plugin, VIEW("outbound")))
        parse_outbound(room, rest, record);
    else if (view_equal(plugin, VIEW("core")))
        parse_core(rest, record);
}

const struct mta mta_haraka = {
    .name = "haraka", .title = "Haraka", .claims = haraka_claims, .parse = haraka_parse};
