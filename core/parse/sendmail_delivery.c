/*
 * sendmail_delivery.c - reads the fields that deliver.c's logdelivery() writes, in its
 * order.
 *
 * Addresses stand in brackets or quotes when they hold a comma; what the other server
 * said stands in reply= and stat=, the last two.  Only logs of a high LogLevel have a
 * reply: elsewhere a refusal is known by the words of sysexits(3), "User unknown".
 */
#include "parse/sendmail_delivery.h"

#include "base/view.h"
#include "parse/address.h"
#include "parse/duration.h"
#include "parse/hop.h"

sls_view sendmail_take_list(sls_view *rest)
{
    const char *start = rest->ptr;
    sls_view address;

    while (rest->len > 0 && *rest->ptr != ' ' && *rest->ptr != ',') {
        record_take_recipient(rest, &address);
        if (!view_starts(*rest, VIEW(",")) || view_starts(*rest, VIEW(", ")))
            break;
        *rest = view_skip(*rest, 1);
    }
    return view_between(start, rest->ptr);
}

/* A reply may hold what looks like the field behind it: the last one counts. */
static sls_view take_reply(sls_view *rest)
{
    static const sls_view mark = {", stat=", 7};
    sls_view left = *rest;
    const char *end = NULL;

    for (const char *p; (p = view_find(left, mark)) != NULL;
         left = view_between(p + mark.len, view_end(left)))
        end = p;
    if (end == NULL)
        end = view_end(*rest);
    sls_view reply = view_between(rest->ptr, end);
    *rest = view_between(end, view_end(*rest));
    return reply;
}

static sls_view take_all(sls_view *rest)
{
    sls_view all = *rest;

    *rest = view_skip(*rest, rest->len);
    return all;
}

bool sendmail_take_field(sls_view *rest, sls_view *key, sls_view *value)
{
    size_t n = 0;

    while (rest->len > 0 && (*rest->ptr == ' ' || *rest->ptr == ','))
        *rest = view_skip(*rest, 1);
    if (rest->len == 0)
        return false;
    while (n < rest->len && (is_alphanumeric(rest->ptr[n]) || rest->ptr[n] == '_'))
        n++;
    bool keyed = n > 0 && n < rest->len && rest->ptr[n] == '=';
    *key = view_cut(*rest, keyed ? n : 0);
    *rest = view_skip(*rest, keyed ? n + 1 : 0);
    if (view_equal(*key, VIEW("stat")) || view_equal(*key, VIEW("reject")))
        *value = take_all(rest);
    else if (view_equal(*key, VIEW("reply")))
        *value = take_reply(rest);
    else if (address_take(rest, value))
        view_take(rest, ',');
    else
        *value = view_take(rest, ',');
    return true;
}

/* "[192.0.2.1]", "[IPv6:2001:db8::1]" without its brackets; "" for what has none. */
static sls_view literal(sls_view text)
{
    sls_view inside = view_skip(text, 1);

    if (!view_starts(text, VIEW("[")))
        return VIEW("");
    inside = view_take(&inside, ']');
    return view_starts(inside, VIEW("IPv6:")) ? view_skip(inside, 5) : inside;
}

/* "host. [address]"; a host that is given by its address is in brackets itself. */
static void read_relay(sls_view value, sls_attempt *attempt, bool *loopback)
{
    sls_view address = view_trim(value);
    sls_view host = view_take(&address, ' ');
    sls_view host_literal = literal(host);

    if (host_literal.len > 0)
        host = host_literal;
    while (view_ends(host, VIEW(".")))
        host.len--;
    attempt->relay = host;
    *loopback = hop_is_loopback(host, literal(view_trim(address)));
}

/* "<a@b>" (its brackets are off), "www (33/33)", "[X1]<a@b> (33/33)". */
static sls_view controlling_user(sls_view value)
{
    const char *open = view_find_byte(value, '<');
    sls_view address, rest;

    if (open != NULL) {
        rest = view_between(open, view_end(value));
        if (address_take(&rest, &address))
            return address;
    }
    return view_take(&value, ' ');
}

/* Mailers of cf/mailer that put mail into a mailbox, file or program of this host. */
static bool is_local_mailer(sls_view mailer)
{
    static const sls_view names[] = {{"local", 5},  {"prog", 4},     {"*file*", 6},
                                     {"lmtp", 4},   {"procmail", 8}, {"*include*", 9},
                                     {"discard", 7}};

    for (size_t i = 0; i < SLS_COUNT(names); i++)
        if (view_equal(mailer, names[i]))
            return true;
    return view_starts(mailer, VIEW("cyrus"));
}

static sls_view without_parentheses(sls_view text)
{
    text = view_trim(text);
    if (view_starts(text, VIEW("(")))
        text = view_skip(text, 1);
    if (view_ends(text, VIEW(")")))
        text.len--;
    return text;
}

/* The words of giveresponse().  A failure whose DSN says that it passes is tried again:
   "Operating system error" with dsn=4.5.0.  The other server's text may hold ",
   stat=Sent", but dsn= stands before it: with 4.x.x or 5.x.x nothing was sent. */
static void read_status(sls_view stat, struct record *record)
{
    static const sls_view deferred = {"Deferred", 8};
    sls_view text = stat;
    sls_view word = view_take(&text, ' ');

    record->explanation = stat;
    record->attempt.outcome = SLS_BOUNCED;
    bool refused = record->attempt.dsn[0] == 4 || record->attempt.dsn[0] == 5;
    if (view_equal(word, VIEW("Sent")) && !refused) {
        record->attempt.outcome = SLS_SENT;
        record->explanation = without_parentheses(text);
    } else if (view_equal(stat, VIEW("queued"))) {
        record->attempt.outcome = SLS_DEFERRED;
        record->reason_before = true;
    } else if (view_starts(word, deferred)) {
        record->attempt.outcome = SLS_DEFERRED;
        if (text.len > 0)
            record->explanation = text;
    } else if (record->attempt.dsn[0] == 4) {
        record->attempt.outcome = SLS_DEFERRED;
    }
}

/* What is told apart only when all fields are known. */
struct route {
    sls_view reply;
    bool loopback;
    bool local;
};

static void read_field(sls_view key, sls_view value, sls_attempt *attempt,
                       struct route *route)
{
    if (view_equal(key, VIEW("relay")))
        read_relay(value, attempt, &route->loopback);
    else if (view_equal(key, VIEW("delay")))
        attempt->delay_ms = duration_clock(value);
    else if (view_equal(key, VIEW("dsn")))
        reply_enhanced(value, attempt->dsn);
    else if (view_equal(key, VIEW("mailer")))
        route->local = is_local_mailer(value);
    else if (view_equal(key, VIEW("ctladdr")))
        attempt->sender = controlling_user(value);
    else if (view_equal(key, VIEW("reply")))
        route->reply = value;
}

static void finish(struct reply_room *room, sls_view stat, const struct route *route,
                   struct record *record)
{
    record->kind = LINE_ATTEMPT;
    read_status(view_trim(stat), record);
    if (route->reply.len > 0)
        record->explanation = route->reply;
    record->delivery = route->local ? DELIVERY_LOCAL : DELIVERY_REMOTE;
    if (!route->local)
        hop_decide(record, route->loopback);
    if (record->attempt.outcome != SLS_SENT)
        reply_read(room, record->explanation, &record->attempt);
}

void sendmail_delivery(struct reply_room *room, sls_view recipients, sls_view fields,
                       struct record *record)
{
    struct route route = {.reply = {"", 0}};
    sls_view key, value;

    record->attempt.delay_ms = -1;
    record->others = recipients;
    record_take_recipient(&record->others, &record->attempt.recipient);
    while (sendmail_take_field(&fields, &key, &value)) {
        if (view_equal(key, VIEW("stat"))) {
            finish(room, value, &route, record);
            return;
        }
        read_field(key, value, &record->attempt, &route);
    }
}
