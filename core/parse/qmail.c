/*
 * qmail.c - reads the sentences of qmail-send (qmail-log(5)).
 *
 * A message's number is taken again as soon as it has left; "new msg" begins it anew.
 * The line with the outcome knows the delivery's number alone: "starting delivery" says
 * which message and recipient that was.  splogger(8) puts the time before the sentence,
 * within what it gives to syslog.
 */
#include "parse/qmail.h"

#include "base/view.h"
#include "parse/address.h"
#include "parse/qmail_delivery.h"

/* "starting delivery D: msg M to remote R" */
static void parse_start(sls_view rest, struct record *record)
{
    sls_view delivery = view_take(&rest, ':');

    if (!view_starts(rest, VIEW(" msg ")))
        return;
    rest = view_skip(rest, 5);
    record->attempt.queue_id = view_take(&rest, ' ');
    if (view_starts(rest, VIEW("to local ")))
        record->delivery = DELIVERY_LOCAL;
    else if (!view_starts(rest, VIEW("to remote ")))
        return;
    view_take(&rest, ' ');
    view_take(&rest, ' ');
    record->kind = LINE_STARTED;
    record->other_id = delivery;
    record->attempt.recipient = view_trim(rest);
}

/* The delivery's number stands in other_id even of a hop, whose new id is not needed: the
   other queue on this host is another server's. */
static void parse_outcome(struct reply_room *room, sls_view rest, struct record *record)
{
    sls_view delivery = view_take(&rest, ':');

    if (!qmail_delivery(room, view_trim(rest), record))
        return;
    record->kind = LINE_ATTEMPT;
    record->by_start = true;
    record->other_id = delivery;
}

static void parse_new(sls_view rest, struct record *record)
{
    record->kind = LINE_OPENED;
    record->attempt.queue_id = view_trim(rest);
}

/* "info msg M: bytes N from <a@b> qp Q uid U".  A bounce has no sender, and one about a
   bounce has "#@[]", which no mailbox can be called. */
static void parse_info(sls_view rest, struct record *record)
{
    sls_view id = view_take(&rest, ':');

    if (!view_starts(rest, VIEW(" bytes ")))
        return;
    rest = view_skip(rest, 7);
    view_take(&rest, ' ');
    if (!view_starts(rest, VIEW("from ")))
        return;
    rest = view_skip(rest, 5);
    record->kind = LINE_DETAIL;
    record->attempt.queue_id = id;
    record->sender_known = address_take(&rest, &record->attempt.sender);
    if (view_equal(record->attempt.sender, VIEW("#@[]")))
        record->attempt.sender.len = 0;
}

static void parse_end(sls_view rest, struct record *record)
{
    record->kind = LINE_CLOSED;
    record->attempt.queue_id = view_trim(rest);
}

/* Digits behind a beginning: a sentence of prose has none there. */
static bool starts_numbered(sls_view body, sls_view beginning)
{
    return body.len > beginning.len && view_starts(body, beginning) &&
           is_digit(body.ptr[beginning.len]);
}

static const sls_view delivery_mark = {"delivery ", 9};
static const sls_view starting_mark = {"starting delivery ", 18};
static const sls_view new_mark = {"new msg ", 8};
static const sls_view info_mark = {"info msg ", 9};
static const sls_view end_mark = {"end msg ", 8};

static bool is_sentence(sls_view body)
{
    static const sls_view others[] = {{"bounce msg ", 11}, {"status: local ", 14}};

    return starts_numbered(body, starting_mark) || starts_numbered(body, delivery_mark) ||
           starts_numbered(body, others[1]) || starts_numbered(body, new_mark) ||
           starts_numbered(body, info_mark) || starts_numbered(body, end_mark) ||
           starts_numbered(body, others[0]);
}

/* "1272943914.123456 " of splogger. */
static sls_view without_stamp(sls_view body)
{
    sls_view behind = body, seconds, number;
    uint64_t value;

    number = view_take(&behind, ' ');
    seconds = view_take(&number, '.');
    if (!view_number(seconds, UINT32_MAX, &value) ||
        !view_number(number, UINT32_MAX, &value))
        return body;
    return behind;
}

static bool qmail_claims(struct head *head)
{
    if (head->program.len > 0)
        return view_equal(head->program, VIEW("qmail")) ||
               view_starts(head->program, VIEW("qmail-send"));
    return is_sentence(head->body);
}

static void qmail_parse(struct reply_room *room, const struct head *head,
                        struct record *record)
{
    sls_view body = without_stamp(head->body);

    record->kind = LINE_OTHER;
    record->attempt.instance = VIEW("qmail");
    if (starts_numbered(body, delivery_mark))
        parse_outcome(room, view_skip(body, delivery_mark.len), record);
    else if (starts_numbered(body, starting_mark))
        parse_start(view_skip(body, starting_mark.len), record);
    else if (starts_numbered(body, new_mark))
        parse_new(view_skip(body, new_mark.len), record);
    else if (starts_numbered(body, info_mark))
        parse_info(view_skip(body, info_mark.len), record);
    else if (starts_numbered(body, end_mark))
        parse_end(view_skip(body, end_mark.len), record);
}

const struct mta mta_qmail = {
    .name = "qmail", .title = "qmail", .claims = qmail_claims, .parse = qmail_parse};
