/*
 * exim_delivery.c - reads a delivery's fields in the order they are written.
 *
 * What others choose stands in quotes (the reply, the certificate's subject) or behind
 * the colon that ends the fields, where it is the explanation and taken whole.
 */
#include "parse/exim_delivery.h"

#include "base/view.h"
#include "parse/exim_error.h"
#include "parse/exim_fields.h"

struct mark {
    sls_view sign;
    enum sls_outcome outcome;
    bool probe;
};

static const struct mark marks[] = {
    {{"=> ", 3}, SLS_SENT, false},     {{"-> ", 3}, SLS_SENT, false},
    {{"== ", 3}, SLS_DEFERRED, false}, {{"** ", 3}, SLS_BOUNCED, false},
    {{">> ", 3}, SLS_SENT, false},     {{"*> ", 3}, SLS_SENT, true},
};

static const struct mark *mark_of(sls_view rest)
{
    for (size_t i = 0; i < SLS_COUNT(marks); i++)
        if (view_starts(rest, marks[i].sign))
            return &marks[i];
    return NULL;
}

/* What the fields told, before it is known what it means. */
struct delivery_fields {
    sls_view transport;
    sls_view host, address; /* of H=          */
    sls_view reply;         /* of C=          */
    sls_view login;         /* of A=, at the other host */
    sls_view strerror;      /* of defer (110) */
    sls_view message;       /* behind the fields' colon */
    int64_t delay_ms;
    uint16_t port;
    bool deferred;     /* defer (110) is behind us */
    bool system_error; /* the number is errno's: no connection, mostly */
    bool no_mailbox;   /* a file, a command, ":blackhole:" */
};

/* "3", "0.512": in thousandths. */
static int64_t take_thousandths(sls_view *rest)
{
    int64_t number = 0, scale = 100;

    for (; rest->len > 0 && is_digit(*rest->ptr) && number < 100000000;
         *rest = view_skip(*rest, 1))
        number = number * 10 + (*rest->ptr - '0');
    number *= 1000;
    if (!view_starts(*rest, VIEW(".")))
        return number;
    *rest = view_skip(*rest, 1);
    for (; rest->len > 0 && is_digit(*rest->ptr); *rest = view_skip(*rest, 1)) {
        number += (*rest->ptr - '0') * scale;
        scale /= 10;
    }
    return number;
}

/* "1d2h3m4s", "0.512s" (readconf_printtime() and string_timediff()); -1: no time. */
static int64_t milliseconds(sls_view text)
{
    static const sls_view units = {"wdhms", 5};
    static const int64_t seconds[] = {604800, 86400, 3600, 60, 1};
    int64_t total = 0;

    if (text.len == 0 || text.len > 32)
        return -1;
    while (text.len > 0) {
        int64_t number = take_thousandths(&text);
        const char *unit = text.len == 0 ? NULL : view_find_byte(units, *text.ptr);
        if (unit == NULL)
            return -1;
        total += number * seconds[unit - units.ptr];
        text = view_skip(text, 1);
    }
    return total;
}

static void keep_field(const struct exim_field *field, struct delivery_fields *fields)
{
    if (view_equal(field->key, VIEW("T")) && fields->transport.len == 0) {
        fields->transport = field->value;
    } else if (view_equal(field->key, VIEW("H")) && fields->host.len == 0) {
        fields->host = field->value;
        fields->address = field->address;
        fields->port = field->port;
    } else if (view_equal(field->key, VIEW("C")) && fields->reply.len == 0) {
        fields->reply = field->value;
    } else if (view_equal(field->key, VIEW("A")) && fields->login.len == 0) {
        fields->login = field->value; /* "authenticator:login" */
        view_take(&fields->login, ':');
    } else if (view_equal(field->key, VIEW("QT")) ||
               (view_equal(field->key, VIEW("DT")) && fields->delay_ms < 0)) {
        fields->delay_ms = milliseconds(field->value);
    }
}

/* "defer (110): Connection timed out H=host [address]: message": behind a positive number
   stands what the operating system calls it. */
static void take_defer(sls_view *rest, struct delivery_fields *fields)
{
    sls_view number = *rest;

    fields->deferred = true;
    view_take(&number, '(');
    *rest = number;
    number = view_take(rest, ')');
    fields->system_error = number.len > 0 && is_digit(*number.ptr) && *number.ptr != '0';
    if (!fields->system_error || !view_starts(*rest, VIEW(": ")))
        return;
    sls_view text = view_skip(*rest, 2);
    const char *host = view_find(text, VIEW(" H="));
    const char *colon = view_find(text, VIEW(": "));
    if (host == NULL && colon == NULL)
        host = view_end(text);
    const char *end = host != NULL && (colon == NULL || host < colon) ? host : colon;
    fields->strerror = view_between(text.ptr, end);
    *rest = view_between(end, view_end(*rest));
}

static void read_fields(sls_view *rest, struct delivery_fields *fields)
{
    struct exim_field field;

    for (;;) {
        while (view_starts(*rest, VIEW(" ")))
            *rest = view_skip(*rest, 1);
        if (view_starts(*rest, VIEW("defer (")) && !fields->deferred)
            take_defer(rest, fields);
        else if (exim_take_field(rest, &field))
            keep_field(&field, fields);
        else
            break;
    }
    fields->message = *rest;
}

static bool has_any(sls_view text, const sls_view *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (view_find(text, words[i]) != NULL)
            return true;
    return false;
}

/* Without H= only the transport's name tells whether the mail was to leave this host;
   these are the ones of Exim's, Debian's and cPanel's configurations. */
static bool is_local(const struct delivery_fields *fields, enum sls_outcome outcome)
{
    static const sls_view local[] = {{"local", 5},   {"pipe", 4},     {"file", 4},
                                     {"spool", 5},   {"maildir", 7},  {"lmtp", 4},
                                     {"dovecot", 7}, {"procmail", 8}, {"reply", 5},
                                     {"virtual", 7}, {"directory", 9}};

    if (fields->host.len > 0)
        return false;
    if (fields->no_mailbox)
        return true;
    if (view_find(fields->transport, VIEW("smtp")) != NULL)
        return false;
    return outcome == SLS_SENT || has_any(fields->transport, local, SLS_COUNT(local));
}

static bool is_loopback(const struct delivery_fields *fields)
{
    sls_view place = fields->address.len > 0 ? fields->address : fields->host;

    return view_starts(place, VIEW("127.")) || view_equal(place, VIEW("::1")) ||
           view_equal(place, VIEW("localhost"));
}

/* The id in "250 OK id=1abcDE-000123-AB" or "250 2.0.0 Ok: queued as 4XyZ". */
static sls_view queued_as(sls_view reply)
{
    static const sls_view words[] = {{" id=", 4}, {"queued as ", 10}};
    const char *found = NULL;

    for (size_t i = 0; i < SLS_COUNT(words) && found == NULL; i++) {
        found = view_find(reply, words[i]);
        if (found != NULL)
            found += words[i].len;
    }
    if (found == NULL)
        return (sls_view){"", 0};
    const char *end = found;
    while (end < view_end(reply) && (is_alphanumeric(*end) || *end == '-'))
        end++;
    return view_between(found, end);
}

static void decide_delivery(const struct delivery_fields *fields, const struct mark *mark,
                            struct record *record)
{
    record->delivery = DELIVERY_REMOTE;
    if (mark->probe) {
        record->delivery = DELIVERY_PROBE;
    } else if (is_local(fields, mark->outcome)) {
        record->delivery = DELIVERY_LOCAL;
    } else if (mark->outcome == SLS_SENT && is_loopback(fields)) {
        record->other_id = queued_as(fields->reply);
        record->delivery = record->other_id.len > 0 ? DELIVERY_HOP : DELIVERY_LOCAL;
    }
}

/* The message was not tried, or its time is over: why, an earlier line has said. */
static bool tells_no_reason(sls_view text)
{
    static const sls_view beginnings[] = {
        {"retry time not reached", 22},
        {"retry timeout exceeded", 22},
        {"domain matches queue_", 21},
        {"domain is in queue_", 19},
        {"message is frozen", 17},
        {"Message is frozen", 17},
        {"all hosts have been failing", 27},
        {"all hosts for ", 14},
        {"local delivery is being queued", 30},
    };

    for (size_t i = 0; i < SLS_COUNT(beginnings); i++)
        if (view_starts(text, beginnings[i]))
            return true;
    return false;
}

/* From the system's word on, unless the message holds a server's reply. */
static sls_view explanation_of(const struct delivery_fields *fields, bool replied)
{
    if (fields->strerror.len == 0 || replied)
        return fields->message;
    if (fields->message.len == 0)
        return fields->strerror;
    if (fields->message.ptr == view_end(fields->strerror) + 2)
        return view_between(fields->strerror.ptr, view_end(fields->message));
    return fields->message;
}

static void read_reason(struct reply_room *room, const struct delivery_fields *fields,
                        struct record *record)
{
    struct exim_error error;
    sls_attempt *attempt = &record->attempt;
    bool found = exim_error_read(fields->message, &error);

    record->explanation = explanation_of(fields, found && error.reply.len > 0);
    record->reason_before = tells_no_reason(record->explanation);
    reply_read(room, record->explanation, attempt);
    if (found)
        attempt->stage = error.stage;
    else if (fields->system_error && attempt->stage == SLS_STAGE_UNKNOWN)
        attempt->stage = SLS_CONNECT;
    if (found && attempt->relay.len == 0)
        attempt->relay = error.host;
}

bool exim_delivery(struct reply_room *room, sls_view rest, struct record *record)
{
    const struct mark *mark = mark_of(rest);
    struct delivery_fields fields = {.delay_ms = -1};
    sls_attempt *attempt = &record->attempt;

    if (mark == NULL)
        return false;
    rest = view_trim(view_skip(rest, mark->sign.len));
    fields.no_mailbox = exim_is_no_mailbox(rest);
    record->kind = LINE_MALFORMED;
    if (!exim_take_address(&rest, &attempt->recipient))
        return true;
    read_fields(&rest, &fields);
    record->kind = LINE_ATTEMPT;
    attempt->outcome = mark->outcome;
    attempt->relay = fields.host;
    attempt->port = fields.port;
    attempt->login = fields.login;
    attempt->delay_ms = fields.delay_ms;
    decide_delivery(&fields, mark, record);
    if (mark->outcome == SLS_SENT)
        record->explanation = fields.reply;
    else
        read_reason(room, &fields, record);
    return true;
}

bool exim_delivery_begins(sls_view view)
{
    const struct mark *mark = mark_of(view);
    struct exim_field field;
    sls_view address, rest;

    if (mark == NULL)
        return false;
    rest = view_skip(view, mark->sign.len);
    if (!exim_take_address(&rest, &address) || view_find_byte(address, '@') == NULL)
        return false;
    while (exim_take_field(&rest, &field) && field.key.len == 0)
        ;
    return view_equal(field.key, VIEW("R"));
}
