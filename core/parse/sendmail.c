/*
 * sendmail.c - from a line's first words to what it says about a message.
 *
 * "QUEUEID: from=..." when a message has been taken in, "QUEUEID: to=..." for each
 * attempt, "QUEUEID: NEWID: DSN: ..." when its sender is told.  All of sendmail's
 * processes share one queue on a host, or hand on by SMTP what is in their own: they are
 * one instance, whatever their names.  Published logs mask fields away, keys included:
 * "QUEUEID: bob@example.org, delay=..." and ": to=<bob@example.org>, ..." are read too.
 */
#include "parse/sendmail.h"

#include "base/view.h"
#include "parse/address.h"
#include "parse/sendmail_delivery.h"

enum { SHORTEST_ID = 5, LONGEST_ID = 32 };

/* Letters and digits before ": ", or nothing before it. */
static bool take_queue_id(sls_view *rest, sls_view *id)
{
    size_t n = 0;

    while (n < rest->len && n <= LONGEST_ID && is_alphanumeric(rest->ptr[n]))
        n++;
    if ((n > 0 && n < SHORTEST_ID) || n > LONGEST_ID ||
        !view_starts(view_skip(*rest, n), VIEW(": ")))
        return false;
    *id = view_cut(*rest, n);
    *rest = view_skip(*rest, n + 2);
    return true;
}

/* "from=<a@b>, size=1024, class=0, nrcpts=1, msgid=<...>, proto=ESMTP, relay=..." */
static void parse_from(sls_view sender, sls_view fields, struct record *record)
{
    sls_view key, value;

    record->kind = LINE_OPENED;
    record->sender_known = true;
    record_take_recipient(&sender, &record->attempt.sender);
    while (sendmail_take_field(&fields, &key, &value))
        if (view_equal(key, VIEW("msgid")))
            record->attempt.message_id = value;
}

/* An envelope line that lost its key begins with an address. */
static bool is_address(sls_view list)
{
    sls_view first = view_take(&list, ',');

    return view_find_byte(first, '@') != NULL && view_find_byte(first, ' ') == NULL;
}

static void parse_envelope(struct reply_room *room, sls_view rest, struct record *record)
{
    bool to = view_starts(rest, VIEW("to=")), from = view_starts(rest, VIEW("from="));

    rest = view_skip(rest, to ? 3 : from ? 5 : 0);
    sls_view list = sendmail_take_list(&rest);
    if (!to && !from && !is_address(list))
        return;
    if (from || (!to && view_starts(rest, VIEW(", size="))))
        parse_from(list, rest, record);
    else
        sendmail_delivery(room, list, rest, record);
}

/* "NEWID: DSN: User unknown", "NEWID: sender notify: Warning: could not send ...". */
static bool parse_notice(sls_view rest, struct record *record)
{
    static const sls_view kinds[] = {{"DSN: ", 5},
                                     {"sender notify: ", 15},
                                     {"postmaster notify: ", 19},
                                     {"return to sender: ", 18}};
    sls_view id;

    if (!take_queue_id(&rest, &id) || id.len == 0)
        return false;
    for (size_t i = 0; i < SLS_COUNT(kinds); i++)
        if (view_starts(rest, kinds[i])) {
            record->kind = LINE_NOTICE;
            record->other_id = id;
            return true;
        }
    return false;
}

/* "ruleset=check_rcpt, arg1=<b@d>, relay=host [address], reject=550 5.7.1 ...".  Only a
   client that has logged in has lost something by it. */
static void parse_ruleset(struct reply_room *room, sls_view rest, struct record *record)
{
    sls_view key, value, argument = VIEW("");
    bool of_recipient = false;

    while (sendmail_take_field(&rest, &key, &value)) {
        if (view_equal(key, VIEW("ruleset")))
            of_recipient = view_equal(value, VIEW("check_rcpt"));
        else if (view_equal(key, VIEW("arg1")))
            argument = value;
        else if (view_equal(key, VIEW("authid")))
            record->attempt.login = value;
        else if (view_equal(key, VIEW("reject")) && record->attempt.login.len > 0) {
            record->kind = LINE_REFUSED;
            record->submission = true;
            record->attempt.outcome = SLS_BOUNCED;
            record->attempt.recipient = of_recipient ? argument : VIEW("");
            reply_read(room, value, &record->attempt);
        }
    }
}

/* A body without its program: an envelope line has these fields alone. */
static bool is_envelope(sls_view body)
{
    sls_view id;

    if (!take_queue_id(&body, &id) || id.len == 0)
        return false;
    if (view_starts(body, VIEW("to=")))
        return view_find(body, VIEW(", delay=")) != NULL &&
               view_find(body, VIEW(", stat=")) != NULL;
    return view_starts(body, VIEW("from=")) &&
           view_find(body, VIEW(", class=")) != NULL &&
           view_find(body, VIEW(", nrcpts=")) != NULL;
}

static bool sendmail_claims(struct head *head)
{
    static const sls_view names[] = {
        {"sendmail", 8}, {"sm-mta", 6}, {"sm-msp", 6}, {"sm-que", 6}, {"sm-acc", 6}};

    if (head->program.len == 0)
        return is_envelope(head->body);
    for (size_t i = 0; i < SLS_COUNT(names); i++)
        if (view_starts(head->program, names[i]))
            return true;
    return false;
}

static void sendmail_parse(struct reply_room *room, const struct head *head,
                           struct record *record)
{
    sls_view rest = head->body;

    record->kind = LINE_OTHER;
    record->attempt.instance = VIEW("sendmail");
    if (!take_queue_id(&rest, &record->attempt.queue_id))
        return;
    if (view_equal(record->attempt.queue_id, VIEW("NOQUEUE")))
        record->attempt.queue_id.len = 0;
    if (view_starts(rest, VIEW("done;")))
        record->kind = LINE_CLOSED;
    else if (view_starts(rest, VIEW("ruleset=")))
        parse_ruleset(room, rest, record);
    else if (!parse_notice(rest, record))
        parse_envelope(room, rest, record);
}

const struct mta mta_sendmail = {.name = "sendmail",
                                 .title = "Sendmail",
                                 .claims = sendmail_claims,
                                 .parse = sendmail_parse};
