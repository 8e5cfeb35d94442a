/*
 * stage_test.c - a row for each kind of words; the first in the table counts.
 */
#include "parse/stage.h"

#include <criterion/criterion.h>

#include "base/view.h"

struct stage_row {
    const char *words;
    uint32_t stage;
};

static const struct stage_row rows[] = {
    {"", SLS_STAGE_UNKNOWN},
    {"no stage is told here", SLS_STAGE_UNKNOWN},
    {"end of DATA command)", SLS_END_OF_DATA},
    {"DATA command)", SLS_DATA},
    {"lost connection with mx.example[192.0.2.1] while sending RCPT TO", SLS_RCPT},
    {"conversation with mx.example timed out while sending MAIL FROM", SLS_MAIL},
    {"timed out while performing the EHLO handshake", SLS_CONNECT},
    {"connect to mx.example[192.0.2.1]:25: Connection timed out", SLS_CONNECT},
    {"TLS is required, but was not offered by host mx.example", SLS_TLS},
    {"STARTTLS", SLS_TLS},
    {"SASL authentication failed; server mx.example said", SLS_AUTH},
    {"sending message body", SLS_END_OF_DATA},
    {"HELO and RCPT TO", SLS_RCPT},
};

Test(stage, of_words)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        cr_expect_eq(stage_of(view_of(rows[i].words)), rows[i].stage, "%s",
                     rows[i].words);
}

/* Words in front count before those behind them. */
Test(stage, at_the_beginning)
{
    cr_expect_eq(stage_at(VIEW("RCPT TO command) after end of DATA")), SLS_RCPT);
    cr_expect_eq(stage_at(VIEW("(RCPT TO command) after end of DATA")), SLS_END_OF_DATA);
}
