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

/* True when the fields run to the end of the line: what only looks like an envelope, in
   an address or a reply, has something behind it. */
static bool read_envelope(sls_view rest, struct record *record)
{
    sls_attempt found = {0};
    sls_view ignored;

    rest = view_skip(rest, 2);
    bool sender = take_value(&rest, VIEW("from="), &found.sender);
    take_value(&rest, sender ? VIEW(" to=") : VIEW("to="), &found.recipient);
    take_value(&rest, sender ? VIEW(" proto=") : VIEW("proto="), &ignored);
    take_value(&rest, VIEW(" helo="), &ignored);
    take_value(&rest, VIEW(" sasl_username="), &found.login);
    if (rest.len > 0)
        return false;
    record->sender_known = sender;
    record->attempt.sender = found.sender;
    record->attempt.recipient = found.recipient;
    record->attempt.login = found.login;
    return true;
}

/* Where the reply ends and the envelope begins; NULL without one. */
static const char *envelope_behind(sls_view reply, sls_view mark, struct record *record)
{
    const char *found;

    for (sls_view left = reply; (found = view_find(left, mark)) != NULL;
         left = view_between(found + 1, view_end(left)))
        if (read_envelope(view_between(found, view_end(reply)), record))
            return found;
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

/* "header Subject: x from host[address]; from=<a> ... helo=<h>: 5.7.1 No such subjects":
   the first envelope that a reason stands behind, counted from the right. */
static bool read_check(sls_view rest, struct record *record, sls_view *reply)
{
    const char *mark = NULL, *found;

    for (sls_view left = rest; (found = view_find(left, envelope_mark)) != NULL;
         left = view_between(found + 1, view_end(left)))
        mark = found;
    if (mark == NULL)
        return false;
    const char *reason = view_find(view_between(mark, view_end(rest)), VIEW(">: "));
    if (reason == NULL || !read_envelope(view_between(mark, reason + 1), record))
        return false;
    *reply = view_between(reason + 3, view_end(rest));
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
    sls_view tail = view_between(start, view_end(rest));
    const char *envelope = envelope_behind(tail, envelope_mark, record);
    if (envelope == NULL && view_starts(rest, VIEW("MAIL from ")))
        envelope = envelope_behind(tail, senderless_mark, record);
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
    sls_view reply;
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
