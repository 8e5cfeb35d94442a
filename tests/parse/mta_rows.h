/*
 * mta_rows.h - one log line, as a mail server wrote it, and the record wanted of it.
 *
 * A field left out of a row means "zero" or "empty".  Lines are read from a block of
 * their exact size, so that a read past the end is found.
 */
#ifndef TESTS_PARSE_MTA_ROWS_H
#define TESTS_PARSE_MTA_ROWS_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"
#include "parse/mta.h"

struct mta_row {
    const char *body;
    enum line_kind kind;
    enum sls_outcome outcome;
    enum delivery delivery;
    enum sls_stage stage;
    const char *queue_id, *other_id;
    const char *sender;
    bool sender_known;
    bool reason_before;
    const char *message_id;
    const char *recipient;
    const char *relay;
    int64_t delay_ms;
    uint16_t dsn[3];
    uint16_t reply;
    const char *text;
};

static inline void mta_rows_view(const struct mta_row *row, const char *part,
                                 sls_view found, const char *want)
{
    cr_expect(view_equal(found, view_of(want)), "\"%s\": %s \"%.*s\"", row->body, part,
              (int)found.len, found.ptr);
}

static inline void mta_rows_compare(const struct mta_row *row,
                                    const struct record *record)
{
    const sls_attempt *attempt = &record->attempt;

    cr_expect_eq(record->kind, row->kind, "\"%s\": kind %d", row->body, record->kind);
    cr_expect_eq(attempt->outcome, row->outcome, "\"%s\": outcome %u", row->body,
                 attempt->outcome);
    cr_expect_eq(record->delivery, row->delivery, "\"%s\": delivery %d", row->body,
                 record->delivery);
    cr_expect_eq(attempt->stage, row->stage, "\"%s\": stage %u", row->body,
                 attempt->stage);
    cr_expect_eq(record->sender_known, row->sender_known, "\"%s\": sender", row->body);
    cr_expect_not(record->continued, "\"%s\": joined to the line before", row->body);
    cr_expect_eq(record->reason_before, row->reason_before, "\"%s\": reason", row->body);
    cr_expect_eq(attempt->delay_ms, row->delay_ms, "\"%s\": delay %lld", row->body,
                 (long long)attempt->delay_ms);
    cr_expect_arr_eq(attempt->dsn, row->dsn, sizeof(row->dsn), "\"%s\": dsn", row->body);
    cr_expect_eq(attempt->reply, row->reply, "\"%s\": reply %u", row->body,
                 attempt->reply);
    mta_rows_view(row, "queue id", attempt->queue_id, row->queue_id);
    mta_rows_view(row, "other id", record->other_id, row->other_id);
    mta_rows_view(row, "sender", attempt->sender, row->sender);
    mta_rows_view(row, "message id", attempt->message_id, row->message_id);
    mta_rows_view(row, "recipient", attempt->recipient, row->recipient);
    mta_rows_view(row, "relay", attempt->relay, row->relay);
    mta_rows_view(row, "text", attempt->text, row->text);
}

static inline void mta_rows_check(const struct mta *mta, const struct mta_row *rows,
                                  size_t count)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(rows[i].body);
        char *copy = malloc(length);
        memcpy(copy, rows[i].body, length);
        struct head head = {.body = {copy, length}};
        struct record record = {.kind = LINE_SKIPPED};
        mta->parse(room, &head, &record);
        mta_rows_compare(&rows[i], &record);
        free(copy);
    }
    free(room);
}

/* Every beginning of a line is read without reading past its end. */
static inline void mta_rows_cut(const struct mta *mta, const struct mta_row *rows,
                                size_t count)
{
    struct reply_room *room = malloc(sizeof(*room));

    for (size_t i = 0; i < count; i++)
        for (size_t length = 1; length < strlen(rows[i].body); length++) {
            char *copy = malloc(length);
            memcpy(copy, rows[i].body, length);
            struct head head = {.body = {copy, length}};
            struct record record = {.kind = LINE_SKIPPED};
            mta->claims(&head);
            mta->parse(room, &head, &record);
            free(copy);
        }
    free(room);
}

struct mta_claim {
    const char *program;
    const char *body;
    bool want;
};

static inline void mta_rows_claims(const struct mta *mta, const struct mta_claim *claims,
                                   size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct head head = {.program = view_of(claims[i].program),
                            .body = view_of(claims[i].body)};
        cr_expect_eq(mta->claims(&head), claims[i].want, "%s: %s", claims[i].program,
                     claims[i].body);
    }
}

#endif
