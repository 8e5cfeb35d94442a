/*
 * events_test.c - holds queue/events.c to one story for each recipient: what an export
 * tells alone, in any order; what it tells of mail that the log has handed over; and that
 * nothing is counted twice.
 */
#include "queue/end.h"
#include "queue/events.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/view.h"

enum { STORY_BYTES = 512 };

/* One line: of the export when it has no queue id. */
struct step {
    const char *queue_id;
    uint32_t outcome;
    int64_t time;
    const char *provider_id, *message_id, *recipient;
};

enum { STEPS = 6 };

struct story {
    const char *name;
    struct step steps[STEPS];
    const char *want; /* fates in the order in which they are handed on */
    uint64_t attempts;
};

#define BOB "bob@example.org"
#define ANN "ann@example.org"

static const struct story stories[] = {
    {"taken in only", {{NULL, SLS_SENT, 10, "P1", "", BOB}}, "accepted\n", 0},
    {"delivered",
     {{NULL, SLS_SENT, 10, "P1", "", BOB}, {NULL, SLS_DELIVERED, 11, "P1", "", BOB}},
     "accepted confirmed\n",
     1},
    {"the other way round",
     {{NULL, SLS_DELIVERED, 11, "P1", "", BOB}, {NULL, SLS_SENT, 10, "P1", "", BOB}},
     "accepted confirmed\n",
     1},
    {"deferred", {{NULL, SLS_DEFERRED, 11, "P1", "", BOB}}, "delayed refused\n", 1},
    {"deferred, then delivered",
     {{NULL, SLS_DEFERRED, 11, "P1", "", BOB}, {NULL, SLS_DELIVERED, 12, "P1", "", BOB}},
     "accepted refused confirmed\n",
     2},
    {"the deferral comes to light late",
     {{NULL, SLS_DELIVERED, 12, "P1", "", BOB}, {NULL, SLS_DEFERRED, 11, "P1", "", BOB}},
     "accepted refused confirmed\n",
     2},
    {"dropped", {{NULL, SLS_DROPPED, 11, "P1", "", BOB}}, "failed refused after\n", 0},
    {"a bounce after the delivery",
     {{NULL, SLS_DELIVERED, 11, "P1", "", BOB}, {NULL, SLS_BOUNCED, 20, "P1", "", BOB}},
     "failed refused after\n",
     2},
    {"the delivery was the later word",
     {{NULL, SLS_BOUNCED, 20, "P1", "", BOB}, {NULL, SLS_DELIVERED, 30, "P1", "", BOB}},
     "accepted refused confirmed\n",
     2},
    {"two recipients, case ignored",
     {{NULL, SLS_SENT, 10, "P1", "", "Bob@Example.ORG"},
      {NULL, SLS_DELIVERED, 11, "P1", "", BOB},
      {NULL, SLS_DEFERRED, 11, "P1", "", ANN}},
     "delayed refused\naccepted confirmed more\n",
     2},
    {"by Message-ID alone",
     {{NULL, SLS_SENT, 10, "P1", "m@x", BOB}, {NULL, SLS_BOUNCED, 11, "", "m@x", BOB}},
     "failed refused after\n",
     1},
    {"sent again by the webhook",
     {{NULL, SLS_DEFERRED, 11, "P1", "", BOB},
      {NULL, SLS_DEFERRED, 11, "P1", "", BOB},
      {NULL, SLS_DELIVERED, 12, "P1", "", BOB},
      {NULL, SLS_DELIVERED, 12, "P1", "", BOB},
      {NULL, SLS_DEFERRED, 11, "P1", "", BOB}},
     "accepted refused confirmed\n",
     2},
    {"a bounce in the second of the delivery",
     {{NULL, SLS_DELIVERED, 11, "P1", "", BOB}, {NULL, SLS_BOUNCED, 11, "P1", "", BOB}},
     "failed refused after\n",
     2},
    {"the other way round in the same second",
     {{NULL, SLS_BOUNCED, 11, "P1", "", BOB}, {NULL, SLS_DELIVERED, 11, "P1", "", BOB}},
     "failed refused after\n",
     2},
    {"no id at all",
     {{NULL, SLS_DELIVERED, 10, "", "", BOB}, {NULL, SLS_DELIVERED, 11, "", "", BOB}},
     "accepted confirmed\naccepted confirmed\n",
     2},

    {"the log's 250, then delivered",
     {{NULL, SLS_DELIVERED, 11, "P1", "", BOB}, {"Q", SLS_SENT, 10, "P1", "", BOB}},
     "accepted confirmed\n",
     2},
    {"the log's 250, then dropped",
     {{NULL, SLS_DROPPED, 11, "P1", "", BOB}, {"Q", SLS_SENT, 10, "P1", "", BOB}},
     "failed refused after\n",
     1},
    {"the log's 250, still tried by the provider",
     {{NULL, SLS_DEFERRED, 11, "P1", "", BOB}, {"Q", SLS_SENT, 10, "P1", "", BOB}},
     "accepted\n",
     2},
    {"joined by Message-ID",
     {{NULL, SLS_BOUNCED, 11, "", "m@x", BOB}, {"Q", SLS_SENT, 10, "", "m@x", BOB}},
     "failed refused after\n",
     2},
    {"another message",
     {{NULL, SLS_BOUNCED, 11, "P2", "", BOB}, {"Q", SLS_SENT, 10, "P1", "", BOB}},
     "failed refused after\naccepted\n",
     2},
    {"another recipient",
     {{NULL, SLS_BOUNCED, 11, "P1", "", ANN}, {"Q", SLS_SENT, 10, "P1", "", BOB}},
     "failed refused after\naccepted\n",
     2},
    {"told once",
     {{NULL, SLS_DELIVERED, 11, "P1", "", BOB},
      {"Q", SLS_SENT, 10, "P1", "", BOB},
      {"R", SLS_SENT, 12, "P1", "", BOB}},
     "accepted confirmed\naccepted\n",
     3},
    {"deferred here first",
     {{NULL, SLS_BOUNCED, 30, "P1", "", BOB},
      {"Q", SLS_DEFERRED, 9, "", "", BOB},
      {"Q", SLS_SENT, 10, "P1", "", BOB}},
     "failed refused after\n",
     3},
};

static void hear(void *receiver, const struct recipient *recipient)
{
    static const char *const fates[] = {"none", "accepted", "delayed", "failed"};
    char *text = receiver;
    size_t used = strlen(text);

    snprintf(text + used, STORY_BYTES - used, "%s%s%s%s%s\n", fates[recipient->fate],
             recipient->was_refused ? " refused" : "",
             recipient->confirmed ? " confirmed" : "",
             recipient->after_acceptance ? " after" : "",
             recipient->first_of_message ? "" : " more");
}

/* A line of the log first tells the Message-ID, as cleanup(8) does. */
static uint64_t tell(struct join *join, const struct step *step)
{
    struct record record = {.kind = step->queue_id ? LINE_ATTEMPT : LINE_EVENT};
    struct recipient *recipient;

    record.attempt = (sls_attempt){.outcome = step->outcome,
                                   .time = step->time,
                                   .queue_id = view_of(step->queue_id),
                                   .provider_id = view_of(step->provider_id),
                                   .message_id = view_of(step->message_id),
                                   .recipient = view_of(step->recipient)};
    if (step->queue_id != NULL) {
        struct record detail = {.kind = LINE_DETAIL};
        detail.attempt.queue_id = record.attempt.queue_id;
        detail.attempt.message_id = record.attempt.message_id;
        join_line(join, &detail, &recipient);
    }
    return join_line(join, &record, &recipient) == COUNT_ATTEMPT;
}

static void check_story(const struct story *story, uint64_t seed)
{
    struct intern names;
    struct join join;
    char heard[STORY_BYTES] = "";
    uint64_t attempts = 0;

    intern_open(&names, 100, seed);
    join_open(&join, &names, 1 << 20, seed, hear, heard);
    for (size_t i = 0; i < STEPS && story->steps[i].recipient != NULL; i++)
        attempts += tell(&join, &story->steps[i]);
    join_end(&join);
    cr_expect_str_eq(heard, story->want, "%s: %s", story->name, heard);
    cr_expect_eq(attempts, story->attempts, "%s: %zu attempts", story->name,
                 (size_t)attempts);
    cr_expect_eq(join.index.count, 0, "%s: a key is left", story->name);
    join_close(&join);
    intern_close(&names);
}

Test(events, stories)
{
    for (size_t i = 0; i < SLS_COUNT(stories); i++)
        for (uint64_t seed = 0; seed < 3; seed++)
            check_story(&stories[i], seed);
}

static void forget(void *receiver, const struct recipient *recipient)
{
    (void)receiver;
    (void)recipient;
}

/* The 250 says the id in its text, as Postfix logs it. */
Test(events, id_out_of_the_reply)
{
    struct intern names;
    struct join join;
    struct recipient *recipient;
    char heard[STORY_BYTES] = "";
    struct record event = {.kind = LINE_EVENT};
    struct record line = {.kind = LINE_ATTEMPT,
                          .explanation = VIEW("250 Ok: queued as AbC-1_x")};

    event.attempt = (sls_attempt){
        .outcome = SLS_BOUNCED, .provider_id = VIEW("AbC-1_x"), .recipient = VIEW(BOB)};
    line.attempt = (sls_attempt){
        .outcome = SLS_SENT, .queue_id = VIEW("4A0001"), .recipient = VIEW(BOB)};
    intern_open(&names, 100, 1);
    join_open(&join, &names, 1 << 20, 1, hear, heard);
    join_line(&join, &event, &recipient);
    join_line(&join, &line, &recipient);
    join_end(&join);
    cr_expect_str_eq(heard, "failed refused after\n");
    join_close(&join);
    intern_close(&names);
}

/* What leaves for want of memory cannot be joined any more: that is counted. */
Test(events, too_many)
{
    enum { STORIES = 3000 };
    struct intern names;
    struct join join;
    struct recipient *recipient;
    char heard[STORY_BYTES] = "", id[16];
    struct record event = {.kind = LINE_EVENT};

    event.attempt = (sls_attempt){.outcome = SLS_SENT, .recipient = VIEW(BOB)};
    intern_open(&names, 100, 1);
    join_open(&join, &names, 0, 1, forget, heard);
    for (int i = 0; i < STORIES; i++) {
        int bytes = snprintf(id, sizeof(id), "P%d", i);
        event.attempt.provider_id = (sls_view){id, (size_t)bytes};
        join_line(&join, &event, &recipient);
    }
    cr_expect_gt(join.evicted_events, 0);
    cr_expect_eq(join.evicted_events, join.evicted);
    join_end(&join);
    join_close(&join);
    intern_close(&names);
}

/* How many recipients were handed on, and how many of them and of messages were what. */
struct sums {
    unsigned recipients, messages, confirmed, failed;
};

static void add(void *receiver, const struct recipient *recipient)
{
    struct sums *sums = receiver;

    sums->recipients++;
    sums->messages += recipient->first_of_message;
    sums->confirmed += recipient->confirmed;
    sums->failed += recipient->fate == FATE_FAILED;
}

static void tell_nth(struct join *join, enum line_kind kind, uint32_t outcome, int n)
{
    char id[16], queue_id[16];
    struct recipient *recipient;
    struct record record = {.kind = kind};
    int bytes = snprintf(id, sizeof(id), "P%d", n);

    record.attempt = (sls_attempt){.outcome = outcome, .recipient = VIEW(BOB)};
    record.attempt.time = 10 + outcome;
    record.attempt.provider_id = (sls_view){id, (size_t)bytes};
    if (kind != LINE_EVENT) {
        bytes = snprintf(queue_id, sizeof(queue_id), "Q%d", n);
        record.attempt.queue_id = (sls_view){queue_id, (size_t)bytes};
    }
    join_line(join, &record, &recipient);
}

/* More stories than messages can be open: all are still told once, whether a later event
   changes them, a log claims them, or nobody does. */
Test(events, more_than_open_messages)
{
    enum { STORIES = 6000, CLAIMED = 2000, BYTES = 300 * 1024 };
    struct intern names;
    struct join join;
    struct sums sums = {0};

    intern_open(&names, 100, 1);
    join_open(&join, &names, BYTES, 1, add, &sums);
    for (int i = 0; i < STORIES; i++)
        tell_nth(&join, LINE_EVENT, SLS_SENT, i);
    for (int i = 0; i < STORIES; i++)
        tell_nth(&join, LINE_EVENT, i % 2 == 0 ? SLS_DELIVERED : SLS_BOUNCED, i);
    for (int i = 0; i < CLAIMED; i++)
        tell_nth(&join, LINE_ATTEMPT, SLS_SENT, i * 3);
    cr_expect_gt(join.shelf.count, 0);
    join_end(&join);
    cr_expect_eq(join.evicted_events, 0);
    cr_expect_eq(sums.recipients, STORIES, "%u recipients", sums.recipients);
    cr_expect_eq(sums.messages, STORIES, "%u messages", sums.messages);
    cr_expect_eq(sums.confirmed, STORIES / 2, "%u confirmed", sums.confirmed);
    cr_expect_eq(sums.failed, STORIES / 2, "%u failed", sums.failed);
    join_close(&join);
    intern_close(&names);
}

/* A story that a log has claimed takes no room. */
Test(events, claimed_ones_leave_room)
{
    enum { STORIES = 5000 };
    struct intern names;
    struct join join;
    struct sums sums = {0};

    intern_open(&names, 100, 1);
    join_open(&join, &names, 0, 1, add, &sums);
    for (int i = 0; i < STORIES; i++) {
        tell_nth(&join, LINE_EVENT, SLS_DELIVERED, i);
        tell_nth(&join, LINE_ATTEMPT, SLS_SENT, i);
        tell_nth(&join, LINE_CLOSED, SLS_UNKNOWN, i);
    }
    join_end(&join);
    cr_expect_eq(join.evicted_events, 0);
    cr_expect_eq(sums.recipients, STORIES);
    join_close(&join);
    intern_close(&names);
}
