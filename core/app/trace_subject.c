/*
 * trace_subject.c - compares whole fields: a part of an address or of an id is no match.
 */
#include "app/trace_subject.h"

#include "base/view.h"

bool subject_read(const char *argument, sls_view *subject)
{
    *subject = view_trim(view_of(argument));
    if (view_starts(*subject, VIEW("<")) && view_ends(*subject, VIEW(">"))) {
        *subject = view_skip(*subject, 1);
        subject->len--;
    }
    return subject->len > 0;
}

unsigned subject_match(sls_view subject, const struct record *record)
{
    const sls_attempt *attempt = &record->attempt;
    unsigned match = 0;

    if (view_equal_nocase(attempt->recipient, subject))
        match |= MATCH_RECIPIENT;
    if (view_equal_nocase(attempt->sender, subject))
        match |= MATCH_SENDER;
    if (view_equal(attempt->queue_id, subject) ||
        view_equal(attempt->message_id, subject))
        match |= MATCH_ID;
    /* The number of a started attempt stands there, too: it is no queue id. */
    if (record->kind != LINE_STARTED && !record->by_start &&
        view_equal(record->other_id, subject))
        match |= MATCH_ID;
    return match;
}

bool subject_is_of_recipient(const struct record *record)
{
    return record->attempt.recipient.len > 0 &&
           (record->kind == LINE_STARTED || record->kind == LINE_ATTEMPT ||
            record->kind == LINE_REFUSED || record->kind == LINE_EVENT);
}
