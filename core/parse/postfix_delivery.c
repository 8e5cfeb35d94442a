/*
 * postfix_delivery.c - reads the fields of a delivery line in the order they are written.
 *
 * Text that others choose stands only in the first field (the address, read with its
 * quotes) and in the last (the explanation, taken whole), so nothing inside either can
 * pass for a field.
 */
#include "parse/postfix_delivery.h"

#include "base/view.h"
#include "parse/address.h"
#include "parse/duration.h"
#include "parse/hop.h"

/* Where the line says that the mail went. */
struct route {
    enum delivery agent;
    bool loopback;
};

/* A transport that needs no host: of a line that lost its program, this is who wrote it.
 */
static bool is_mailbox(sls_view relay)
{
    static const sls_view names[] = {
        {"local", 5}, {"virtual", 7}, {"dovecot", 7}, {"maildrop", 8}, {"procmail", 8}};

    for (size_t i = 0; i < SLS_COUNT(names); i++)
        if (view_equal(relay, names[i]))
            return true;
    return false;
}

/* "host[address]:port"; "none" is no relay. */
static void read_relay(sls_view value, sls_attempt *attempt, struct route *route)
{
    uint64_t port = 0;
    sls_view rest = value;
    sls_view host = view_take(&rest, '[');

    if (!view_equal(host, VIEW("none")))
        attempt->relay = host;
    const char *close = view_find_byte(rest, ']');
    route->loopback =
        hop_is_loopback(host, close == NULL ? VIEW("") : view_between(rest.ptr, close));
    if (is_mailbox(value))
        route->agent = DELIVERY_LOCAL;
    if (close != NULL && view_end(rest) - close > 2)
        view_number(view_between(close + 2, view_end(rest)), UINT16_MAX, &port);
    attempt->port = (uint16_t)port;
}

struct status_word {
    sls_view word;
    enum sls_outcome outcome;
    bool probe;
};

static const struct status_word status_words[] = {
    {{"sent", 4}, SLS_SENT, false},
    {{"deferred", 8}, SLS_DEFERRED, false},
    {{"bounced", 7}, SLS_BOUNCED, false},
    {{"SOFTBOUNCE", 10}, SLS_DEFERRED, false},
    {{"expired", 7}, SLS_BOUNCED, false},
    {{"deliverable", 11}, SLS_SENT, true},
    {{"undeliverable", 13}, SLS_BOUNCED, true},
    {{"undeliverable-but-not-cached", 28}, SLS_BOUNCED, true},
};

static const struct status_word *status_of(sls_view word)
{
    for (size_t i = 0; i < SLS_COUNT(status_words); i++)
        if (view_equal_nocase(status_words[i].word, word))
            return &status_words[i];
    return NULL;
}

static void decide_delivery(struct record *record, const struct route *route, bool probe)
{
    record->delivery = route->agent;
    if (probe) {
        record->delivery = DELIVERY_PROBE;
        return;
    }
    hop_decide(record, route->loopback);
}

/* "sent (text)": the last field; the brackets may be missing when a line was cut. */
static void read_status(struct reply_room *room, sls_view value,
                        const struct route *route, struct record *record)
{
    sls_view text = value;
    const struct status_word *status = status_of(view_take(&text, ' '));

    if (status == NULL)
        return;
    if (text.len > 0 && *text.ptr == '(')
        text = view_skip(text, 1);
    if (text.len > 0 && view_end(text)[-1] == ')')
        text.len--;
    record->kind = LINE_ATTEMPT;
    record->explanation = text;
    record->attempt.outcome = status->outcome;
    decide_delivery(record, route, status->probe);
    if (status->outcome == SLS_SENT)
        return;
    reply_read(room, text, &record->attempt);
    if (record->attempt.relay.len == 0)
        record->attempt.relay = reply_named_host(text);
}

/* "key=value, " off the front; false when no key begins here. */
static bool take_field(sls_view *rest, sls_view *key, sls_view *value)
{
    const char *equals = view_find_byte(view_cut(*rest, 16), '=');
    if (equals == NULL)
        return false;
    *key = view_between(rest->ptr, equals);
    while (view_starts(*key, VIEW("*"))) /* bold, in a pasted line */
        *key = view_skip(*key, 1);
    *rest = view_between(equals + 1, view_end(*rest));
    if (view_equal(*key, VIEW("status"))) {
        *value = *rest;
        return true;
    }
    bool bracketed = view_starts(*rest, VIEW("<"));
    if (bracketed && !address_take(rest, value))
        return false;
    if (!bracketed)
        *value = view_take(rest, ',');
    while (rest->len > 0 && (*rest->ptr == ' ' || *rest->ptr == ','))
        *rest = view_skip(*rest, 1);
    return true;
}

static void read_field(sls_view key, sls_view value, sls_attempt *attempt,
                       struct route *route)
{
    if (view_equal(key, VIEW("relay")))
        read_relay(value, attempt, route);
    else if (view_equal(key, VIEW("delay")))
        attempt->delay_ms = duration_decimal(value);
    else if (view_equal(key, VIEW("dsn")))
        reply_enhanced(value, attempt->dsn);
}

/* The recipient in front.  Text that went through a web page has lost its brackets
   ("to=, relay=") or the key with them ("bob@example.com, relay="); no other sentence of
   a delivery agent begins with an address. */
static bool take_recipient(sls_view *rest, sls_view *recipient)
{
    bool keyed = view_starts(*rest, VIEW("to="));

    if (keyed)
        *rest = view_skip(*rest, 3);
    if (keyed && view_starts(*rest, VIEW("<")))
        return address_take(rest, recipient);
    const char *comma = view_find_byte(*rest, ',');
    if (comma == NULL)
        return false;
    *recipient = view_between(rest->ptr, comma);
    *rest = view_between(comma, view_end(*rest));
    return view_find_byte(*recipient, ' ') == NULL &&
           (keyed || view_find_byte(*recipient, '@') != NULL);
}

void postfix_delivery(struct reply_room *room, sls_view rest, enum delivery agent,
                      struct record *record)
{
    bool keyed = view_starts(rest, VIEW("to="));
    struct route route = {.agent = agent};
    sls_view key, value;

    record->kind = keyed ? LINE_MALFORMED : LINE_OTHER;
    if (!take_recipient(&rest, &record->attempt.recipient))
        return;
    rest = view_skip(rest, 2);
    record->attempt.delay_ms = -1;
    while (take_field(&rest, &key, &value)) {
        if (view_equal(key, VIEW("status"))) {
            read_status(room, value, &route, record);
            return;
        }
        read_field(key, value, &record->attempt, &route);
    }
}
