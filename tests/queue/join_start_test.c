/*
 * join_start_test.c - attempts whose outcome does not name the message: qmail's
 * deliveries, nullmailer's current one; and lines that tell of several recipients.
 */
#include "queue/end.h"
#include "queue/join.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/view.h"

enum { STORY_BYTES = 512, STEPS = 8 };

struct step {
    enum line_kind kind;
    const char *queue_id, *number, *recipient;
    uint32_t outcome;
    bool local;
};

struct story {
    const char *name;
    struct step steps[STEPS];
    const char *want;
};

#define STARTED(m, d, r)                                                                 \
    {                                                                                    \
        LINE_STARTED, m, d, r, SLS_UNKNOWN, false                                        \
    }
#define LOCALLY(m, d, r)                                                                 \
    {                                                                                    \
        LINE_STARTED, m, d, r, SLS_UNKNOWN, true                                         \
    }
#define ENDED(d, outcome)                                                                \
    {                                                                                    \
        LINE_ATTEMPT, "", d, "", outcome, false                                          \
    }
#define CLOSED(m)                                                                        \
    {                                                                                    \
        LINE_CLOSED, m, "", "", SLS_UNKNOWN, false                                       \
    }
#define BOB "bob@example.org"
#define ANN "ann@example.org"

static const struct story stories[] = {
    {"sent", {STARTED("7", "1", BOB), ENDED("1", SLS_SENT), CLOSED("7")}, "accepted 1\n"},
    {"deferred, then sent by another number",
     {STARTED("7", "1", BOB), ENDED("1", SLS_DEFERRED), STARTED("7", "2", BOB),
      ENDED("2", SLS_SENT)},
     "accepted 2 refused\n"},
    {"two at once, ends crossed",
     {STARTED("7", "1", BOB), STARTED("8", "2", ANN), ENDED("2", SLS_BOUNCED),
      ENDED("1", SLS_SENT)},
     "failed 1 refused\naccepted 1\n"},
    {"into a mailbox here",
     {LOCALLY("7", "1", BOB), ENDED("1", SLS_SENT)},
     "accepted 0 local\n"},
    {"no end in the log", {STARTED("7", "1", BOB)}, ""},
    {"no start in the log", {ENDED("1", SLS_DEFERRED)}, "delayed 1 refused\n"},
    {"an end counts once",
     {STARTED("7", "1", BOB), ENDED("1", SLS_SENT), ENDED("1", SLS_DEFERRED)},
     "accepted 1\ndelayed 1 refused\n"},
    {"the number begins again",
     {STARTED("7", "1", BOB), STARTED("8", "1", ANN), ENDED("1", SLS_SENT), CLOSED("7")},
     "accepted 1\n"},
    {"the message leaves before the end",
     {STARTED("7", "1", BOB), CLOSED("7"), ENDED("1", SLS_SENT)},
     "accepted 1\n"},
};

static void hear(void *receiver, const struct recipient *recipient)
{
    static const char *const fates[] = {"none", "accepted", "delayed", "failed"};
    char *text = receiver;
    size_t used = strlen(text);

    snprintf(text + used, STORY_BYTES - used, "%s %u%s%s%s\n", fates[recipient->fate],
             recipient->attempts, recipient->was_refused ? " refused" : "",
             recipient->local ? " local" : "", recipient->first_of_message ? "" : "");
}

static void tell(struct join *join, const struct step *step)
{
    struct record record = {.kind = step->kind,
                            .by_start = step->kind == LINE_ATTEMPT,
                            .delivery = step->local ? DELIVERY_LOCAL : DELIVERY_REMOTE,
                            .other_id = view_of(step->number)};
    struct recipient *recipient;

    record.attempt = (sls_attempt){.outcome = step->outcome,
                                   .queue_id = view_of(step->queue_id),
                                   .recipient = view_of(step->recipient)};
    join_line(join, &record, &recipient);
}

static void check_story(const struct story *story, uint64_t seed)
{
    struct intern names;
    struct join join;
    char heard[STORY_BYTES] = "";

    intern_open(&names, 100, seed);
    join_open(&join, &names, 1 << 20, seed, hear, heard);
    for (size_t i = 0; i < STEPS && story->steps[i].number != NULL; i++)
        tell(&join, &story->steps[i]);
    join_end(&join);
    cr_expect_str_eq(heard, story->want, "%s: %s", story->name, heard);
    cr_expect_eq(join.index.count, 0, "%s: a key is left", story->name);
    join_close(&join);
    intern_close(&names);
}

Test(join_start, stories)
{
    for (size_t i = 0; i < SLS_COUNT(stories); i++)
        for (uint64_t seed = 0; seed < 3; seed++)
            check_story(&stories[i], seed);
}

static void count_messages(void *receiver, const struct recipient *recipient)
{
    unsigned *counts = receiver;
    counts[0]++;
    counts[1] += recipient->first_of_message;
}

/* Without a queue id a line is a message of its own, with all its recipients. */
Test(join_start, several_recipients_without_an_id)
{
    struct intern names;
    struct join join;
    struct recipient *recipient;
    unsigned counts[2] = {0, 0};

    intern_open(&names, 100, 1);
    join_open(&join, &names, 1 << 20, 1, count_messages, counts);
    for (int line = 0; line < 2; line++) {
        struct record record = {.kind = LINE_ATTEMPT,
                                .others = VIEW(ANN ", c@d.example")};
        record.attempt.outcome = SLS_SENT;
        record.attempt.recipient = VIEW(BOB);
        do
            join_line(&join, &record, &recipient);
        while (record_next(&record));
    }
    join_end(&join);
    cr_expect_eq(counts[0], 6, "recipients: %u", counts[0]);
    cr_expect_eq(counts[1], 2, "messages: %u", counts[1]);
    join_close(&join);
    intern_close(&names);
}

/* "Not tried again" leaves the reason of the last try: that is for who judges. */
Test(join_start, reason_of_the_last_try)
{
    struct intern names;
    struct join join;
    struct recipient *recipient;
    char heard[STORY_BYTES] = "";
    struct record record = {.kind = LINE_ATTEMPT};

    intern_open(&names, 100, 1);
    join_open(&join, &names, 1 << 20, 1, hear, heard);
    record.attempt = (sls_attempt){
        .outcome = SLS_DEFERRED, .queue_id = VIEW("4A0001"), .recipient = VIEW(BOB)};
    join_line(&join, &record, &recipient);
    cr_assert_not_null(recipient);
    recipient->judged = true;
    recipient->mark.cause = 5;
    record.reason_before = true;
    record.attempt.outcome = SLS_BOUNCED;
    join_line(&join, &record, &recipient);
    cr_assert_not_null(recipient);
    cr_expect(recipient->judged);
    cr_expect_eq(recipient->mark.cause, 5);
    cr_expect_eq(recipient->fate, FATE_FAILED);
    join_close(&join);
    intern_close(&names);
}

/* Exim names the host that was silent in a line of its own, before the deferral. */
Test(join_start, relay_of_a_line_before)
{
    struct intern names;
    struct join join;
    struct recipient *recipient;
    char heard[STORY_BYTES] = "";
    struct record detail = {.kind = LINE_DETAIL};
    struct record record = {.kind = LINE_ATTEMPT};

    intern_open(&names, 100, 1);
    join_open(&join, &names, 1 << 20, 1, hear, heard);
    detail.attempt = (sls_attempt){.queue_id = VIEW("A"), .relay = VIEW("mx.example")};
    record.attempt = (sls_attempt){
        .outcome = SLS_DEFERRED, .queue_id = VIEW("A"), .recipient = VIEW(BOB)};
    join_line(&join, &detail, &recipient);
    cr_expect_null(recipient);
    join_line(&join, &record, &recipient);
    cr_assert_not_null(recipient);
    cr_expect(view_equal(intern_view(&names, recipient->relay), VIEW("mx.example")));
    record.attempt.relay = VIEW("other.example");
    join_line(&join, &record, &recipient);
    cr_assert_not_null(recipient);
    cr_expect_eq(recipient->relay, INTERN_NONE, "the line itself names one");
    join_close(&join);
    intern_close(&names);
}
