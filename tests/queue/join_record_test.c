/*
 * join_record_test.c - holds core/queue/join.c to what one record does to a recipient:
 * its times, its delay, what the caller marks it with, which records hand one out; and to
 * messages that go on under another id or turn out late to be a notice.
 */
#include "queue/end.h"
#include "queue/join.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/view.h"

enum { HEARD = 8, STEPS = 10, SEED = 7 };

struct heard {
    struct recipient recipients[HEARD];
    unsigned count;
};

static void hear(void *receiver, const struct recipient *recipient)
{
    struct heard *heard = receiver;

    cr_assert_lt(heard->count, HEARD);
    heard->recipients[heard->count++] = *recipient;
}

struct step {
    enum line_kind kind;
    const char *id;
    const char *text; /* the recipient, the sender or the other id */
    enum sls_outcome outcome;
    int64_t time;
    enum delivery delivery;
    bool submission;
};

static struct record record_of(const struct step *step)
{
    struct record record = {
        .kind = step->kind, .delivery = step->delivery, .submission = step->submission};
    sls_view text = view_of(step->text);

    record.attempt.queue_id = view_of(step->id);
    record.attempt.time = step->time;
    record.attempt.outcome = step->outcome;
    record.attempt.delay_ms = step->outcome == SLS_SENT ? step->time * 1000 : -1;
    record.sender_known = step->kind == LINE_DETAIL || step->kind == LINE_OPENED;
    if (record.sender_known)
        record.attempt.sender = text;
    else if (step->kind == LINE_NOTICE || step->kind == LINE_REQUEUED ||
             step->delivery == DELIVERY_HOP)
        record.other_id = text;
    else
        record.attempt.recipient = text;
    if (step->delivery == DELIVERY_HOP)
        record.attempt.recipient = VIEW("b@hop.example");
    return record;
}

/* Feeds the steps, up to the first without a kind, and what the end of the log gives. */
static void tell(const struct step steps[STEPS], struct heard *heard, struct join *join)
{
    struct intern names;

    *heard = (struct heard){.count = 0};
    intern_open(&names, 64, SEED);
    join_open(join, &names, 1 << 20, SEED, hear, heard);
    for (size_t i = 0; i < STEPS && steps[i].kind != LINE_SKIPPED; i++) {
        struct recipient *recipient;
        struct record record = record_of(&steps[i]);
        join_line(join, &record, &recipient);
        if (recipient != NULL) {
            recipient->provider = (uint32_t)steps[i].time;
            if (steps[i].outcome != SLS_SENT)
                recipient->mark.cause = recipient->mark.sample = (uint32_t)steps[i].time;
        }
    }
    join_end(join);
    join_close(join);
    intern_close(&names);
}

#define A   "4A0001"
#define B   "4B0002"
#define C   "4C0003"
#define D   "4D0004"
#define BOB "b@c.example"
#define APP "app@example.com"

#define STEP(...)                                                                        \
    {                                                                                    \
        __VA_ARGS__                                                                      \
    }
#define SENT(id, to, when)                                                               \
    STEP(LINE_ATTEMPT, id, to, SLS_SENT, when, DELIVERY_REMOTE, false)
#define LATER(id, to, when)                                                              \
    STEP(LINE_ATTEMPT, id, to, SLS_DEFERRED, when, DELIVERY_REMOTE, false)
#define BOUNCED(id, to, when)                                                            \
    STEP(LINE_ATTEMPT, id, to, SLS_BOUNCED, when, DELIVERY_REMOTE, false)
#define HOP(id, to)             STEP(LINE_ATTEMPT, id, to, SLS_SENT, 1, DELIVERY_HOP, 0)
#define OPENED(id)              STEP(LINE_OPENED, id, APP, 0, 1, 0, false)
#define FROM(id, sender)        STEP(LINE_DETAIL, id, sender, 0, 1, 0, false)
#define REMOVED(id)             STEP(LINE_CLOSED, id, "", 0, 1, 0, false)
#define EXPIRED(id, when)       STEP(LINE_EXPIRED, id, "", 0, when, 0, false)
#define NOTICE(id, other)       STEP(LINE_NOTICE, id, other, 0, 1, 0, false)
#define REQUEUED(id, other)     STEP(LINE_REQUEUED, id, other, 0, 1, 0, false)
#define REFUSED(id, to, when)   STEP(LINE_REFUSED, id, to, SLS_BOUNCED, when, 0, false)
#define SUBMITTED(id, to, when) STEP(LINE_REFUSED, id, to, SLS_BOUNCED, when, 0, true)

static const struct {
    const char *name;
    struct step steps[STEPS];
    int64_t first, last, refused, delay_ms;
    uint32_t provider, cause;
} moments[] = {
    {"sent", {SENT(A, BOB, 5)}, 5, 5, 0, 5000, 5, 0},
    {"deferred", {LATER(A, BOB, 5)}, 5, 5, 5, -1, 5, 5},
    {"deferred twice", {LATER(A, BOB, 5), LATER(A, BOB, 9)}, 5, 9, 9, -1, 9, 9},
    {"deferred, then sent",
     {LATER(A, BOB, 5), LATER(A, BOB, 6), SENT(A, BOB, 9)},
     5,
     9,
     6,
     9000,
     9,
     6},
    {"sent, then bounced", {SENT(A, BOB, 5), BOUNCED(A, BOB, 9)}, 5, 9, 9, 5000, 9, 9},
    {"deferred, then expired", {LATER(A, BOB, 5), EXPIRED(A, 9)}, 5, 5, 5, -1, 5, 5},
    {"refused", {SUBMITTED(A, BOB, 5)}, 5, 5, 5, -1, 5, 5},
    {"deferred, then refused",
     {LATER(A, BOB, 5), SUBMITTED(A, BOB, 9)},
     5,
     9,
     9,
     -1,
     9,
     9},
    {"expired unseen", {EXPIRED(A, 9)}, 9, 9, 9, -1, 0, 0},
    {"no time told", {LATER(A, BOB, 0)}, 0, 0, 0, -1, 0, 0},
    {"last line is older", {LATER(A, BOB, 9), LATER(A, BOB, 5)}, 9, 5, 5, -1, 5, 5},
};

Test(join_record, moments)
{
    for (size_t i = 0; i < SLS_COUNT(moments); i++) {
        struct heard heard;
        struct join join;
        tell(moments[i].steps, &heard, &join);
        const struct recipient *r = &heard.recipients[0];
        const char *name = moments[i].name;
        cr_assert_eq(heard.count, 1, "%s: %u recipients", name, heard.count);
        cr_expect_eq(r->first, moments[i].first, "%s: first %d", name, (int)r->first);
        cr_expect_eq(r->last, moments[i].last, "%s: last %d", name, (int)r->last);
        cr_expect_eq(r->refused, moments[i].refused, "%s: refused %d", name,
                     (int)r->refused);
        cr_expect_eq(r->delay_ms, moments[i].delay_ms, "%s: delay %d", name,
                     (int)r->delay_ms);
        cr_expect_eq(r->provider, moments[i].provider, "%s: provider %u", name,
                     r->provider);
        cr_expect_eq(r->mark.cause, moments[i].cause, "%s: cause %u", name,
                     r->mark.cause);
        cr_expect_eq(r->mark.sample, moments[i].cause, "%s: sample", name);
        cr_expect(r->first_of_message, "%s: not the first", name);
    }
}

/* Which records hand a recipient out to be judged, and what they count as. */
static const struct {
    const char *name;
    struct step step;
    enum line_count count;
    bool recipient;
} records[] = {
    {"skipped", {LINE_SKIPPED, A, "", 0, 1, 0, false}, COUNT_NONE, false},
    {"malformed", {LINE_MALFORMED, A, BOB, SLS_SENT, 1, 0, false}, COUNT_NONE, false},
    {"other", {LINE_OTHER, A, BOB, SLS_SENT, 1, 0, false}, COUNT_NONE, false},
    {"opened", OPENED(A), COUNT_NONE, false},
    {"sender", FROM(A, APP), COUNT_NONE, false},
    {"closed", REMOVED(A), COUNT_NONE, false},
    {"expired", EXPIRED(A, 1), COUNT_NONE, false},
    {"notice", NOTICE(A, B), COUNT_NONE, false},
    {"requeued", REQUEUED(A, B), COUNT_NONE, false},
    {"inbound refusal", REFUSED(A, BOB, 1), COUNT_NONE, false},
    {"refusal", SUBMITTED(A, BOB, 1), COUNT_NONE, true},
    {"refusal without id", SUBMITTED("", BOB, 1), COUNT_NONE, true},
    {"sent", SENT(A, BOB, 1), COUNT_ATTEMPT, true},
    {"sent without id", SENT("", BOB, 1), COUNT_ATTEMPT, true},
    {"deferred", LATER(A, BOB, 1), COUNT_ATTEMPT, true},
    {"bounced", BOUNCED(A, BOB, 1), COUNT_ATTEMPT, true},
    {"local",
     {LINE_ATTEMPT, A, BOB, SLS_SENT, 1, DELIVERY_LOCAL, false},
     COUNT_LOCAL,
     true},
    {"hop", HOP(A, B), COUNT_HOP, false},
    {"probe",
     {LINE_ATTEMPT, A, BOB, SLS_SENT, 1, DELIVERY_PROBE, false},
     COUNT_PROBE,
     false},
};

Test(join_record, what_is_handed_out)
{
    for (size_t i = 0; i < SLS_COUNT(records); i++) {
        struct heard heard = {.count = 0};
        struct intern names;
        struct join join;
        struct recipient none, *recipient = &none;
        struct record record = record_of(&records[i].step);
        intern_open(&names, 64, SEED);
        join_open(&join, &names, 1 << 20, SEED, hear, &heard);
        enum line_count count = join_line(&join, &record, &recipient);
        cr_expect_eq(count, records[i].count, "%s: count %d", records[i].name, count);
        cr_expect_eq(recipient != NULL, records[i].recipient, "%s: recipient",
                     records[i].name);
        cr_expect_eq(heard.count, 0, "%s: handed on at once", records[i].name);
        join_close(&join); /* without its end, nothing is handed on */
        cr_expect_eq(heard.count, 0, "%s: handed on", records[i].name);
        intern_close(&names);
    }
}

struct sums {
    unsigned accepted, delayed, failed, attempts, messages, vanished;
};

static const struct tale {
    const char *name;
    struct step steps[STEPS];
    struct sums want;
} requeues[] = {
    {"goes on",
     {OPENED(A), REQUEUED(C, A), SENT(C, BOB, 2), REMOVED(C)},
     {1, 0, 0, 1, 1, 0}},
    {"old id not in the log",
     {REQUEUED(C, A), SENT(C, BOB, 2), REMOVED(C)},
     {1, 0, 0, 1, 1, 0}},
    {"of itself",
     {LATER(A, BOB, 1), REQUEUED(A, A), SENT(A, BOB, 2), REMOVED(A)},
     {1, 0, 0, 2, 1, 0}},
    {"new id was in use",
     {LATER(C, BOB, 1), OPENED(A), REQUEUED(C, A), SENT(C, BOB, 2)},
     {1, 1, 0, 2, 2, 0}},
    {"another recipient",
     {SENT(A, BOB, 1), REQUEUED(C, A), SENT(C, "d@c.example", 2), REMOVED(C)},
     {2, 0, 0, 2, 1, 0}},
};

/* record.h: the queue id continues the message other_id. */
static const struct tale requeued_recipients[] = {
    {"after a deferral",
     {LATER(A, BOB, 1), REQUEUED(C, A), SENT(C, BOB, 2), REMOVED(C)},
     {1, 0, 0, 2, 1, 0}},
    {"twice",
     {LATER(A, BOB, 1), REQUEUED(C, A), LATER(C, BOB, 2), REQUEUED(D, C),
      BOUNCED(D, BOB, 3)},
     {0, 0, 1, 3, 1, 0}},
    {"old id reused, same address",
     {LATER(A, BOB, 1), REQUEUED(C, A), OPENED(A), SENT(A, BOB, 2), REMOVED(A),
      BOUNCED(C, BOB, 3), REMOVED(C)},
     {1, 0, 1, 3, 2, 0}},
};

/* "Bounce notices (sender <>) are not the user's mail", whenever the log says so. */
static const struct tale late_notices[] = {
    {"sender told after an attempt",
     {LATER(B, APP, 1), FROM(B, ""), SENT(B, APP, 2), REMOVED(B)},
     {0, 0, 0, 0, 0, 0}},
    {"announced after an attempt",
     {SENT(B, APP, 1), NOTICE(A, B), REMOVED(B)},
     {0, 0, 0, 0, 0, 0}},
};

/* "A reused id starts afresh", also when a notice is what it is used for. */
static const struct tale reused_for_notices[] = {
    {"announced for an id of the user's",
     {OPENED(A), LATER(A, BOB, 1), NOTICE(B, A), FROM(A, ""), SENT(A, APP, 2)},
     {0, 1, 0, 1, 1, 0}},
    {"sender of an id of the user's",
     {OPENED(A), LATER(A, BOB, 1), FROM(A, ""), SENT(A, APP, 2)},
     {0, 1, 0, 1, 1, 0}},
};

/* Each message that hands on a recipient of its own has one that is the first. */
static const struct tale hops_beside[] = {
    {"hop first", {HOP(A, B), SENT(A, BOB, 1)}, {1, 0, 0, 1, 1, 0}},
    {"hop last", {SENT(A, BOB, 1), HOP(A, B)}, {1, 0, 0, 1, 1, 0}},
};

static void check_tale(const struct tale *tale)
{
    struct heard heard;
    struct join join;
    unsigned fates[FATE_FAILED + 1] = {0}, attempts = 0, messages = 0;

    tell(tale->steps, &heard, &join);
    for (unsigned i = 0; i < heard.count; i++) {
        fates[heard.recipients[i].fate]++;
        attempts += heard.recipients[i].attempts;
        messages += heard.recipients[i].first_of_message;
    }
    cr_expect_eq(fates[FATE_ACCEPTED], tale->want.accepted, "%s: %u accepted", tale->name,
                 fates[FATE_ACCEPTED]);
    cr_expect_eq(fates[FATE_DELAYED], tale->want.delayed, "%s: %u delayed", tale->name,
                 fates[FATE_DELAYED]);
    cr_expect_eq(fates[FATE_FAILED], tale->want.failed, "%s: %u failed", tale->name,
                 fates[FATE_FAILED]);
    cr_expect_eq(attempts, tale->want.attempts, "%s: %u attempts", tale->name, attempts);
    cr_expect_eq(messages, tale->want.messages, "%s: %u messages", tale->name, messages);
    cr_expect_eq(join.vanished, tale->want.vanished, "%s: %u vanished", tale->name,
                 (unsigned)join.vanished);
}

static void check_tales(const struct tale *tales, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_tale(&tales[i]);
}

Test(join_record, requeue)
{
    check_tales(requeues, SLS_COUNT(requeues));
}

Test(join_record, requeue_keeps_recipients)
{
    check_tales(requeued_recipients, SLS_COUNT(requeued_recipients));
}

Test(join_record, notice_known_late)
{
    check_tales(late_notices, SLS_COUNT(late_notices));
}

Test(join_record, notice_under_an_id_of_the_users)
{
    check_tales(reused_for_notices, SLS_COUNT(reused_for_notices));
}

Test(join_record, first_beside_a_hop)
{
    check_tales(hops_beside, SLS_COUNT(hops_beside));
}

/* What the requeued message is told anew counts, and it is the newest again. */
Test(join_record, requeue_is_a_line_about_its_message)
{
    static const struct step steps[STEPS] = {LATER(A, "r@a.example", 1),
                                             LATER(B, "r@b.example", 2), REQUEUED(D, A)};
    struct heard heard;
    struct join join;

    tell(steps, &heard, &join);
    cr_assert_eq(heard.count, 2);
    cr_expect_eq(heard.recipients[0].last, 2, "the requeued one was handed on first");
    cr_expect_eq(heard.recipients[1].last, 1);
}

/* pool.h: a longer sender is kept cut, and is still one sender. */
Test(join_record, long_sender)
{
    enum { LONG = 300 };
    char sender[LONG + 1];
    struct heard heard = {.count = 0};
    struct intern names;
    struct join join;
    struct recipient *recipient;

    memset(sender, 'a', LONG);
    sender[LONG] = '\0';
    const struct step steps[] = {FROM(A, sender), SENT(A, BOB, 1), FROM(B, sender),
                                 SENT(B, BOB, 1)};
    intern_open(&names, 64, SEED);
    join_open(&join, &names, 1 << 20, SEED, hear, &heard);
    for (size_t i = 0; i < SLS_COUNT(steps); i++) {
        struct record record = record_of(&steps[i]);
        join_line(&join, &record, &recipient);
    }
    join_end(&join);
    cr_assert_eq(heard.count, 2);
    cr_expect_eq(heard.recipients[0].sender, heard.recipients[1].sender);
    sls_view kept = intern_view(&names, heard.recipients[0].sender);
    cr_expect(kept.len >= 64 && view_starts(view_of(sender), kept), "%zu bytes",
              kept.len);
    join_close(&join);
    intern_close(&names);
}
