/*
 * postfix_refusal.c - finds reply and envelope in a refusal.
 *
 * Addresses, HELO names and header lines are a stranger's: the envelope is read from left
 * to right with its brackets and quotes, so that none of them passes for a login.
 */
#include "parse/postfix_refusal.h"

#include "base/view.h"
#include "parse/address.h"

static const sls_view envelope_mark = {"; from=<", 8};
static const sls_view senderless_mark = {"; proto=", 8}; /* before MAIL was accepted */

/* "key=value" or "key=<value>" with a blank before it, off the front. */
static bool take_value(sls_view *rest, sls_view key, sls_view *value)
{
    if (!view_starts(*rest, key))
        return false;
    *rest = view_skip(*rest, key.len);
    if (address_take(rest, value))
        return true;
    const char *blank = view_find_byte(*rest, ' ');
    *value = view_cut(*rest, blank == NULL ? rest->len : (size_t)(blank - rest->ptr));
    *rest = view_skip(*rest, value->len);
    return true;
}

/* HELO names are neutered by smtpd(8): no bracket, quote, blank or semicolon is in one.
 */
static void skip_helo(sls_view *rest)
{
    const char *close = view_find_byte(*rest, '>');

    if (view_starts(*rest, VIEW(" helo=<")) && close != NULL)
        *rest = view_between(close + 1, view_end(*rest));
}

static bool is_own_field(sls_view field)
{
    static const sls_view own[] = {{" from=", 6},
                                   {" to=", 4},
                                   {" proto=", 7},
                                   {" helo=", 6},
                                   {" sasl_username=", 15}};

    for (size_t i = 0; i < SLS_COUNT(own); i++)
        if (view_equal(field, own[i]))
            return true;
    return false;
}

/* Fields of later versions: " name=value". */
static void skip_fields(sls_view *rest)
{
    for (;;) {
        size_t n = 1;
        while (n < rest->len && (is_letter(rest->ptr[n]) || rest->ptr[n] == '_'))
            n++;
        if (!view_starts(*rest, VIEW(" ")) || n < 2 || n >= rest->len ||
            rest->ptr[n] != '=' || is_own_field(view_cut(*rest, n + 1)))
            return;
        const char *blank = view_find_byte(view_skip(*rest, n), ' ');
        *rest = blank == NULL ? view_skip(*rest, rest->len)
                              : view_between(blank, view_end(*rest));
    }
}

/* Fills in the fields of an envelope; what stands behind it is left in *rest. */
static void read_envelope(sls_view *rest, sls_attempt *envelope, bool *sender_known)
{
    sls_view ignored;

    *rest = view_skip(*rest, 2);
    *sender_known = take_value(rest, VIEW("from="), &envelope->sender);
    take_value(rest, VIEW(" to="), &envelope->recipient);
    take_value(rest, *sender_known ? VIEW(" proto=") : VIEW("proto="), &ignored);
    skip_helo(rest);
    take_value(rest, VIEW(" sasl_username="), &envelope->login);
    skip_fields(rest);
}

/* Finds the envelope that what must follow it follows: nothing, or a reason.  What only
   looks like one, in an address, a reply or a header, has something else behind it. */
static const char *find_envelope(sls_view text, sls_view mark, sls_view follows,
                                 struct record *record, sls_view *behind)
{
    const char *found;

    for (sls_view left = text; (found = view_find(left, mark)) != NULL;
         left = view_between(found + 1, view_end(left))) {
        sls_attempt envelope = {0};
        bool sender_known;
        *behind = view_between(found, view_end(text));
        read_envelope(behind, &envelope, &sender_known);
        if (follows.len == 0 ? behind->len > 0 : !view_starts(*behind, follows))
            continue;
        record->sender_known = sender_known;
        record->attempt.sender = envelope.sender;
        record->attempt.recipient = envelope.recipient;
        record->attempt.login = envelope.login;
        return found;
    }
    return NULL;
}

/* Behind "from host[address]: " or "from host[address]:port: ". */
static const char *behind_client(sls_view rest)
{
    const char *close = view_find(rest, VIEW("]:"));
    if (close == NULL)
        return NULL;
    sls_view behind = view_skip(view_between(close, view_end(rest)), 2);
    if (behind.len > 0 && is_digit(*behind.ptr))
        view_take(&behind, ':');
    return view_starts(behind, VIEW(" ")) ? behind.ptr + 1 : NULL;
}

static bool is_check(sls_view rest)
{
    return view_starts(rest, VIEW("header ")) || view_starts(rest, VIEW("body "));
}

/* "header Subject: x from host[address]; from=<a> ... helo=<h>: 5.7.1 No such subjects"
 */
static bool read_check(sls_view rest, struct record *record, sls_view *reply)
{
    sls_view behind;

    if (find_envelope(rest, envelope_mark, VIEW(": "), record, &behind) == NULL)
        return false;
    *reply = view_skip(behind, 2);
    return true;
}

/* "RCPT from host[address]: 554 no; from=<a> ...", "END-OF-MESSAGE: 554 no; from=<a> ..."
 */
static bool read_answer(sls_view rest, struct record *record, sls_view *reply)
{
    static const sls_view proxy = {"END-OF-MESSAGE: ", 16};
    const char *start =
        view_starts(rest, proxy) ? rest.ptr + proxy.len : behind_client(rest);
    if (start == NULL)
        return false;
    sls_view tail = view_between(start, view_end(rest)), behind;
    const char *envelope = find_envelope(tail, envelope_mark, VIEW(""), record, &behind);
    if (envelope == NULL && view_starts(rest, VIEW("MAIL from ")))
        envelope = find_envelope(tail, senderless_mark, VIEW(""), record, &behind);
    if (envelope == NULL)
        return false;
    *reply = view_between(start, envelope);
    return true;
}

/* Ports that users hand their mail in at, by the names of master.cf's services. */
static bool is_submission(sls_view service)
{
    return view_starts(service, VIEW("submission")) ||
           view_starts(service, VIEW("smtps"));
}

void postfix_refusal(struct reply_room *room, sls_view service, sls_view rest,
                     struct record *record)
{
    static const sls_view verbs[] = {
        {"reject: ", 8}, {"milter-reject: ", 15}, {"proxy-reject: ", 14}};
    sls_view reply = {"", 0};
    size_t verb = 0;

    while (verb < SLS_COUNT(verbs) && !view_starts(rest, verbs[verb]))
        verb++;
    if (verb == SLS_COUNT(verbs))
        return;
    rest = view_skip(rest, verbs[verb].len);
    if (!(is_check(rest) ? read_check : read_answer)(rest, record, &reply))
        return;
    reply_read(room, reply, &record->attempt);
    record->attempt.outcome = SLS_BOUNCED;
    record->submission = is_submission(service) || record->attempt.login.len > 0;
    if (record->submission || record->attempt.queue_id.len > 0)
        record->kind = LINE_REFUSED;
}
