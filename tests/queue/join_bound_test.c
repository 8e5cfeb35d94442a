/*
 * join_bound_test.c - holds core/queue/join.c to its promises about quantity: open
 * messages are bounded, who leaves is counted and nobody is lost, each recipient is
 * handed on exactly once, a message may have 100,000 of them, and the hash seed changes
 * nothing.  Sizes are those of the smallest share of memory, 1,023 messages.
 */
#include "queue/end.h"
#include "queue/join.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

enum { SMALLEST = 1023, ADDRESS_BYTES = 48, ID_BYTES = 16, MEBIBYTE = 1 << 20 };

/* What was handed on: for each recipient's number, in total, and in which order. */
struct heard {
    unsigned *times;   /* by number */
    unsigned *fates;   /* by number: the last one */
    unsigned *numbers; /* in the order of handing on */
    size_t room, count;
    size_t by_fate[FATE_FAILED + 1];
    size_t messages;
    uint64_t attempts;
};

static void hear(void *receiver, const struct recipient *recipient)
{
    struct heard *heard = receiver;
    size_t number = recipient->provider; /* what tell() put there */

    cr_assert_lt(number, heard->room);
    heard->times[number]++;
    heard->fates[number] = recipient->fate;
    if (heard->count < heard->room)
        heard->numbers[heard->count] = recipient->provider;
    heard->count++;
    heard->by_fate[recipient->fate]++;
    heard->messages += recipient->first_of_message;
    heard->attempts += recipient->attempts;
}

struct scene {
    struct intern names;
    struct join join;
    struct heard heard;
};

/* `room` is above every number that is used. */
static struct scene *scene_open(size_t room, uint64_t memory_bytes, uint64_t seed)
{
    struct scene *scene = calloc(1, sizeof(*scene));

    scene->heard.room = room;
    scene->heard.times = calloc(room, sizeof(unsigned));
    scene->heard.fates = calloc(room, sizeof(unsigned));
    scene->heard.numbers = calloc(room, sizeof(unsigned));
    intern_open(&scene->names, (uint32_t)room + 16, seed);
    join_open(&scene->join, &scene->names, memory_bytes, seed, hear, &scene->heard);
    return scene;
}

static void scene_close(struct scene *scene)
{
    join_close(&scene->join);
    intern_close(&scene->names);
    free(scene->heard.times);
    free(scene->heard.fates);
    free(scene->heard.numbers);
    free(scene);
}

static void tell(struct scene *scene, enum line_kind kind, size_t id, size_t number,
                 enum sls_outcome outcome)
{
    char id_text[ID_BYTES], address[ADDRESS_BYTES];
    struct recipient *recipient;
    struct record record = {.kind = kind};

    record.attempt.queue_id =
        (sls_view){id_text, (size_t)snprintf(id_text, ID_BYTES, "4X%07zu", id)};
    record.attempt.recipient = (sls_view){
        address, (size_t)snprintf(address, ADDRESS_BYTES, "r@d%zu.example", number)};
    record.attempt.outcome = outcome;
    record.attempt.time = 1;
    join_line(&scene->join, &record, &recipient);
    if (recipient != NULL)
        recipient->provider = (uint32_t)number;
}

static void expect_once(const struct heard *heard, size_t from, size_t to)
{
    size_t wrong = 0;

    for (size_t i = from; i < to; i++)
        wrong += heard->times[i] != 1;
    cr_expect_eq(wrong, 0, "%zu of %zu were not handed on exactly once", wrong,
                 to - from);
}

Test(join_bound, below_it_nobody_leaves)
{
    struct scene *scene = scene_open(SMALLEST, 0, 1);

    for (size_t i = 0; i < SMALLEST; i++)
        tell(scene, LINE_ATTEMPT, i, i, SLS_DEFERRED);
    cr_expect_eq(scene->heard.count, 0);
    cr_expect_eq(scene->join.evicted, 0);
    join_end(&scene->join);
    expect_once(&scene->heard, 0, SMALLEST);
    cr_expect_eq(scene->heard.by_fate[FATE_DELAYED], SMALLEST);
    cr_expect_eq(scene->join.evicted, 0);
    scene_close(scene);
}

Test(join_bound, above_it_nobody_is_lost)
{
    enum { MESSAGES = 20000 };
    struct scene *scene = scene_open(MESSAGES, 0, 1);

    for (size_t i = 0; i < MESSAGES; i++) {
        tell(scene, LINE_ATTEMPT, i, i, SLS_DEFERRED);
        cr_assert_eq(scene->heard.count, i < SMALLEST ? 0 : i + 1 - SMALLEST);
    }
    cr_expect_eq(scene->join.evicted, MESSAGES - SMALLEST);
    join_end(&scene->join);
    expect_once(&scene->heard, 0, MESSAGES);
    cr_expect_eq(scene->heard.messages, MESSAGES);
    cr_expect_eq(scene->join.evicted, MESSAGES - SMALLEST);
    for (size_t i = 0; i < MESSAGES; i++)
        cr_assert_eq(scene->heard.numbers[i], i, "the oldest leaves first");
    scene_close(scene);
}

/* The one that was silent longest leaves, not the one that began first. */
Test(join_bound, a_line_keeps_its_message)
{
    struct scene *scene = scene_open(SMALLEST + 2, 0, 1);

    for (size_t i = 0; i < SMALLEST; i++)
        tell(scene, LINE_ATTEMPT, i, i, SLS_DEFERRED);
    tell(scene, LINE_ATTEMPT, 0, 0, SLS_DEFERRED);
    tell(scene, LINE_DETAIL, 2, 2, SLS_UNKNOWN);
    tell(scene, LINE_ATTEMPT, SMALLEST, SMALLEST, SLS_DEFERRED);
    tell(scene, LINE_ATTEMPT, SMALLEST + 1, SMALLEST + 1, SLS_DEFERRED);
    cr_assert_eq(scene->heard.count, 2);
    cr_expect_eq(scene->heard.numbers[0], 1, "not %u", scene->heard.numbers[0]);
    cr_expect_eq(scene->heard.numbers[1], 3, "not %u", scene->heard.numbers[1]);
    scene_close(scene);
}

/* A message without a recipient leaves without being counted: it had nothing to tell. */
Test(join_bound, messages_that_end_leave_room)
{
    enum { MESSAGES = 10000 };
    struct scene *scene = scene_open(MESSAGES, 0, 1);

    for (size_t i = 0; i < MESSAGES; i++) {
        tell(scene, LINE_OPENED, i, i, SLS_UNKNOWN);
        tell(scene, LINE_ATTEMPT, i, i, SLS_SENT);
        tell(scene, LINE_CLOSED, i, i, SLS_UNKNOWN);
        cr_assert_eq(scene->heard.count, i + 1);
    }
    for (size_t i = 0; i < MESSAGES; i++)
        tell(scene, LINE_OPENED, i, i, SLS_UNKNOWN);
    join_end(&scene->join);
    expect_once(&scene->heard, 0, MESSAGES);
    cr_expect_eq(scene->heard.by_fate[FATE_ACCEPTED], MESSAGES);
    cr_expect_eq(scene->join.evicted, 0);
    scene_close(scene);
}

/* An empty id is a message of its own: no two lines without one meet. */
Test(join_bound, nameless)
{
    enum { LINES = 5000 };
    struct scene *scene = scene_open(LINES, 64 * MEBIBYTE, 1);

    for (size_t i = 0; i < LINES; i++) {
        struct recipient *recipient;
        struct record record = {.kind = LINE_ATTEMPT};
        char address[ADDRESS_BYTES];
        int bytes = snprintf(address, sizeof(address), "r@d%zu.example", i / 2);
        record.attempt.recipient = (sls_view){address, (size_t)bytes};
        record.attempt.outcome = SLS_BOUNCED;
        join_line(&scene->join, &record, &recipient);
        cr_assert_not_null(recipient);
        cr_assert_eq(recipient->attempts, 1);
    }
    join_end(&scene->join);
    cr_expect_eq(scene->heard.count, LINES);
    cr_expect_eq(scene->heard.messages, LINES);
    scene_close(scene);
}

static void tell_nameless(struct scene *scene, enum line_kind kind)
{
    struct recipient *recipient;
    struct record record = {.kind = kind, .submission = true};

    record.attempt.recipient = VIEW("r@d1.example");
    record.attempt.outcome = SLS_BOUNCED;
    join_line(&scene->join, &record, &recipient);
    if (recipient != NULL)
        recipient->provider = 1; /* told apart from number 0 */
}

/* No line can follow on one without an id, so such must not crowd out what is open. */
Test(join_bound, nameless_take_no_room)
{
    static const enum line_kind kinds[] = {LINE_OPENED, LINE_REFUSED, LINE_ATTEMPT};

    for (size_t i = 0; i < SLS_COUNT(kinds); i++) {
        struct scene *scene = scene_open(2, 0, 1);
        tell(scene, LINE_ATTEMPT, 0, 0, SLS_DEFERRED);
        for (size_t j = 0; j < 2 * SMALLEST; j++)
            tell_nameless(scene, kinds[i]);
        tell(scene, LINE_ATTEMPT, 0, 0, SLS_SENT);
        join_end(&scene->join);
        cr_expect_eq(scene->heard.times[0], 1, "kind %d: %u times", kinds[i],
                     scene->heard.times[0]);
        cr_expect_eq(scene->join.evicted, 0, "kind %d: %u evicted", kinds[i],
                     (unsigned)scene->join.evicted);
        scene_close(scene);
    }
}

/* One message to 100,000 recipients, each deferred, then sent. */
static void tell_many(struct scene *scene, size_t recipients)
{
    tell(scene, LINE_OPENED, 0, 0, SLS_UNKNOWN);
    for (size_t i = 0; i < recipients; i++)
        tell(scene, LINE_ATTEMPT, 0, i, SLS_DEFERRED);
    for (size_t i = recipients; i > 0; i--)
        tell(scene, LINE_ATTEMPT, 0, i - 1, SLS_SENT);
}

Test(join_bound, many_recipients)
{
    enum { MANY = 100000 };
    struct scene *scene = scene_open(MANY, 64 * (uint64_t)MEBIBYTE, 1);

    tell_many(scene, MANY);
    cr_expect_eq(scene->heard.count, 0);
    tell(scene, LINE_CLOSED, 0, 0, SLS_UNKNOWN);
    expect_once(&scene->heard, 0, MANY);
    cr_expect_eq(scene->heard.by_fate[FATE_ACCEPTED], MANY);
    cr_expect_eq(scene->heard.attempts, 2 * MANY);
    cr_expect_eq(scene->heard.messages, 1);
    cr_expect_eq(scene->join.evicted, 0);
    cr_expect_eq(scene->join.vanished, 0);
    scene_close(scene);
}

/* More recipients than fit: what must go early is counted, and no attempt is lost. */
Test(join_bound, more_recipients_than_fit)
{
    enum { MANY = 3 * SMALLEST };
    struct scene *scene = scene_open(MANY, 0, 1);

    tell_many(scene, MANY);
    join_end(&scene->join);
    for (size_t i = 0; i < MANY; i++)
        cr_assert_geq(scene->heard.times[i], 1, "%zu is lost", i);
    cr_expect_eq(scene->heard.attempts, 2 * MANY);
    cr_expect_gt(scene->join.evicted, 0, "recipients left early, and nothing says so");
    scene_close(scene);
}

/* Others leave before the message does whose line it is. */
Test(join_bound, recipients_of_others_go_first)
{
    enum { MANY = SMALLEST - 1 };
    struct scene *scene = scene_open(2 * SMALLEST, 0, 1);

    tell(scene, LINE_ATTEMPT, 1, SMALLEST, SLS_DEFERRED);
    tell_many(scene, MANY);
    cr_expect_eq(scene->heard.count, 0);
    tell(scene, LINE_ATTEMPT, 0, MANY, SLS_SENT);
    cr_assert_eq(scene->heard.count, 1);
    cr_expect_eq(scene->heard.numbers[0], SMALLEST);
    cr_expect_eq(scene->join.evicted, 1);
    scene_close(scene);
}

/* The same numbers on every machine: Knuth's MMIX generator. */
static unsigned roll(uint64_t *state, unsigned sides)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % sides;
}

enum { IDS = 40, PER_ID = 6, ROLLS = 30000 };

/* What the rules say, told apart from join.c: fates by id and address, until its end. */
struct model {
    unsigned fate[IDS][PER_ID];
    size_t by_fate[FATE_FAILED + 1];
    size_t vanished;
};

static void model_end(struct model *model, unsigned id, bool closed)
{
    for (unsigned i = 0; i < PER_ID; i++) {
        model->by_fate[model->fate[id][i]]++;
        model->vanished += closed && model->fate[id][i] == FATE_DELAYED;
        model->fate[id][i] = FATE_NONE;
    }
}

static void roll_line(struct scene *scene, struct model *model, uint64_t *state)
{
    static const unsigned fates[] = {[SLS_SENT] = FATE_ACCEPTED,
                                     [SLS_DEFERRED] = FATE_DELAYED,
                                     [SLS_BOUNCED] = FATE_FAILED};
    unsigned id = roll(state, IDS), address = roll(state, PER_ID), what = roll(state, 20);
    unsigned outcome = SLS_SENT + roll(state, 3);

    if (what == 0) {
        tell(scene, LINE_OPENED, id, 0, SLS_UNKNOWN);
        model_end(model, id, false);
    } else if (what <= 2) {
        tell(scene, LINE_CLOSED, id, 0, SLS_UNKNOWN);
        model_end(model, id, true);
    } else {
        tell(scene, LINE_ATTEMPT, id, id * PER_ID + address, outcome);
        model->fate[id][address] = fates[outcome];
    }
}

Test(join_bound, any_order_of_lines_under_any_seed)
{
    static const uint64_t seeds[] = {1, 2, UINT64_MAX, 0x9E3779B97F4A7C15u};
    unsigned *numbers = calloc(ROLLS, sizeof(*numbers));

    for (size_t i = 0; i < SLS_COUNT(seeds); i++) {
        struct scene *scene = scene_open(ROLLS, 0, seeds[i]);
        struct model model = {0};
        uint64_t state = 42;
        for (size_t j = 0; j < ROLLS; j++)
            roll_line(scene, &model, &state);
        join_end(&scene->join);
        for (unsigned id = 0; id < IDS; id++)
            model_end(&model, id, false);
        model.by_fate[FATE_NONE] = 0;
        cr_expect_arr_eq(scene->heard.by_fate, model.by_fate, sizeof(model.by_fate),
                         "seed %zu", i);
        cr_expect_eq(scene->join.vanished, model.vanished, "seed %zu", i);
        if (i == 0)
            memcpy(numbers, scene->heard.numbers, ROLLS * sizeof(*numbers));
        cr_expect_arr_eq(scene->heard.numbers, numbers, ROLLS * sizeof(*numbers),
                         "seed %zu: another order", i);
        scene_close(scene);
    }
    free(numbers);
}
