/*
 * heads_test.c - holds core/queue/heads.c and carry.c to their headers: which lines wait,
 * which are kept as repetitions, and that messages go on in another join.
 */
#include "queue/heads.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/view.h"
#include "queue/carry.h"
#include "queue/end.h"

enum { SEED = 7, MEMORY = 1 << 20 };

struct heard {
    size_t count;
    struct recipient last;
};

static void hear(void *receiver, const struct recipient *recipient)
{
    struct heard *heard = receiver;

    heard->count++;
    heard->last = *recipient;
}

struct scene {
    struct intern names;
    struct join join;
    struct heads heads;
    struct heard heard;
};

static void scene_open(struct scene *scene)
{
    *scene = (struct scene){0};
    intern_open(&scene->names, 1000, 1);
    join_open(&scene->join, &scene->names, MEMORY, SEED, hear, &scene->heard);
    heads_open(&scene->heads);
}

static void scene_close(struct scene *scene)
{
    heads_close(&scene->heads);
    join_close(&scene->join);
    intern_close(&scene->names);
}

static struct record line(enum line_kind kind, const char *id, const char *to)
{
    return (struct record){.kind = kind,
                           .attempt = {.host = VIEW("mx1"),
                                       .queue_id = view_of(id),
                                       .recipient = view_of(to),
                                       .delay_ms = -1}};
}

static struct record attempt(const char *id, const char *to, enum sls_outcome outcome,
                             int64_t time)
{
    struct record record = line(LINE_ATTEMPT, id, to);

    record.attempt.outcome = outcome;
    record.attempt.time = time;
    record.attempt.text = VIEW("451 4.7.1 try again later");
    return record;
}

static struct record from(const char *id, const char *sender)
{
    struct record record = line(LINE_DETAIL, id, "");

    record.sender_known = true;
    record.attempt.sender = view_of(sender);
    return record;
}

static void take(struct scene *scene, const struct record *record)
{
    struct recipient *recipient;

    join_line(&scene->join, record, &recipient);
}

static void lay_aside(struct scene *scene, const struct record *record)
{
    int64_t time = record->attempt.time;

    heads_add(
        &scene->heads, &scene->join, record,
        &(struct head_line){.first = time, .last = time, .delay_ms = -1, .times = 1});
}

Test(heads, what_began_before_waits)
{
    struct scene scene;
    struct record opened = line(LINE_OPENED, "NEW", "");
    const struct {
        const char *name;
        struct record record;
        enum way way;
    } rows[] = {
        {"a new message", opened, WAY_ON},
        {"its attempt", attempt("NEW", "a@b.example", SLS_SENT, 1), WAY_ON},
        {"its end", line(LINE_CLOSED, "NEW", ""), WAY_ON},
        {"an old one's attempt", attempt("OLD", "a@b.example", SLS_SENT, 1), WAY_ASIDE},
        {"an old one's end", line(LINE_CLOSED, "OLD", ""), WAY_ASIDE},
        {"an old one's sender", from("OLD", "me@here.example"), WAY_ASIDE},
        {"a notice, whatever it was", from("BOUNCE", ""), WAY_BOTH},
        {"no message at all", line(LINE_OTHER, "OLD", ""), WAY_ON},
        {"a message of one line", attempt("", "a@b.example", SLS_SENT, 1), WAY_ON},
    };

    scene_open(&scene);
    take(&scene, &opened);
    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        cr_expect_eq(heads_way(&scene.join, &rows[i].record), rows[i].way, "%s",
                     rows[i].name);
    scene_close(&scene);
}

Test(heads, repetitions_are_counted)
{
    struct scene scene;
    struct record sender = from("OLD", "me@here.example");

    scene_open(&scene);
    for (int64_t i = 0; i < 30; i++) {
        struct record a = attempt("OLD", "a@b.example", SLS_DEFERRED, 100 + i);
        struct record b = attempt("OLD", "b@b.example", SLS_DEFERRED, 100 + i);
        lay_aside(&scene, &sender);
        lay_aside(&scene, &a);
        lay_aside(&scene, &b);
    }
    cr_assert_eq(scene.heads.count, 3, "not %u", scene.heads.count);
    cr_expect_eq(scene.heads.list[1].times, 30);
    cr_expect_eq(scene.heads.list[1].first, 100);
    cr_expect_eq(scene.heads.list[1].last, 129);
    struct record record = heads_record(&scene.heads, &scene.heads.list[2]);
    cr_expect(view_equal(record.attempt.recipient, VIEW("b@b.example")));
    cr_expect_eq(record.attempt.time, 100);

    /* What changes something is no repetition, nor is what follows on it. */
    struct record sent = attempt("OLD", "a@b.example", SLS_SENT, 200);
    struct record again = attempt("OLD", "b@b.example", SLS_DEFERRED, 201);
    lay_aside(&scene, &sent);
    lay_aside(&scene, &again);
    cr_expect_eq(scene.heads.count, 5, "not %u", scene.heads.count);
    scene_close(&scene);
}

Test(heads, a_name_that_begins_again_ends_the_lines_of_the_old_one)
{
    struct scene scene;
    struct record opened = line(LINE_OPENED, "OLD", "");
    struct record closed = line(LINE_CLOSED, "OLD", "");

    scene_open(&scene);
    heads_end(&scene.heads, &scene.join, &opened);
    cr_expect_eq(scene.heads.count, 0, "nothing was said of it");
    lay_aside(&scene, &closed);
    heads_end(&scene.heads, &scene.join, &opened);
    cr_assert_eq(scene.heads.count, 2);
    cr_expect_eq(heads_record(&scene.heads, &scene.heads.list[1]).kind, LINE_REPLACED);
    scene_close(&scene);
}

Test(heads, packed_and_back)
{
    static const uint32_t inputs[] = {5, 6};
    struct scene scene;
    struct heads back;
    struct pack pack;

    scene_open(&scene);
    heads_open(&back);
    pack_open(&pack);
    struct record a = attempt("OLD", "a@b.example", SLS_DEFERRED, 1000);
    a.attempt.enhanced[2] = 26;
    a.attempt.port = 587;
    a.reason_before = true;
    lay_aside(&scene, &a);
    scene.heads.list[0].input = 1;
    scene.heads.list[0].line = 77;
    heads_pack(&scene.heads, &pack);
    struct unpack unpack = unpack_of(pack_view(&pack));
    cr_assert(heads_unpack(&back, &unpack, inputs, SLS_COUNT(inputs)));
    struct record record = heads_record(&back, &back.list[0]);
    cr_expect_eq(back.list[0].input, 6, "its number here");
    cr_expect_eq(back.list[0].line, 77);
    cr_expect_eq(record.attempt.enhanced[2], 26);
    cr_expect_eq(record.attempt.port, 587);
    cr_expect(record.reason_before);
    cr_expect(view_equal(record.attempt.text, a.attempt.text));
    struct unpack cut = unpack_of((sls_view){pack.bytes, pack.count - 1});
    cr_expect_not(heads_unpack(&back, &cut, inputs, SLS_COUNT(inputs)));
    pack_close(&pack);
    heads_close(&back);
    scene_close(&scene);
}

/* Takes what is open in one join to another. */
static void carry(struct scene *here, struct scene *there)
{
    struct pack pack;

    there->join.names = here->join.names; /* numbers of names stay */
    pack_open(&pack);
    carry_pack(&here->join, NULL, &pack);
    struct unpack unpack = unpack_of(pack_view(&pack));
    cr_assert(carry_unpack(&there->join, NULL, &unpack));
    cr_assert(unpack.next == unpack.end);
    pack_close(&pack);
}

Test(carry, a_message_goes_on_in_another_join)
{
    struct scene here, there;
    struct record opened = line(LINE_OPENED, "OLD", ""),
                  sender = from("OLD", "me@here.example"),
                  deferred = attempt("OLD", "a@b.example", SLS_DEFERRED, 100),
                  other = attempt("OLD", "c@b.example", SLS_SENT, 101),
                  sent = attempt("OLD", "a@b.example", SLS_SENT, 900),
                  closed = line(LINE_CLOSED, "OLD", "");

    scene_open(&here);
    scene_open(&there);
    take(&here, &opened);
    take(&here, &sender);
    take(&here, &deferred);
    take(&here, &other);

    /* It is told as it stands, and what is decided is told once. */
    join_tell(&here.join);
    cr_expect_eq(here.heard.count, 2);
    carry(&here, &there);
    join_tell(&there.join);
    cr_expect_eq(there.heard.count, 1, "the delayed one alone");
    cr_expect_eq(there.heard.last.fate, FATE_DELAYED);
    take(&there, &sent);
    take(&there, &closed);
    cr_expect_eq(there.heard.count, 2);
    cr_expect_eq(there.heard.last.fate, FATE_ACCEPTED);
    cr_expect(there.heard.last.was_refused, "it was refused in the other join");
    cr_expect_eq(there.heard.last.first, 100);
    cr_expect_eq(there.heard.last.attempts, 2);
    cr_expect(view_equal(intern_view(&here.names, there.heard.last.sender),
                         VIEW("me@here.example")));
    scene_close(&here);
    scene_close(&there);
}

Test(carry, what_waits_is_not_forgotten)
{
    struct scene scene;
    struct record idle = line(LINE_OPENED, "IDLE", ""),
                  waits = attempt("WAITS", "a@b.example", SLS_DEFERRED, 100),
                  fresh = line(LINE_OPENED, "FRESH", "");

    scene_open(&scene);
    idle.attempt.time = 100;
    fresh.attempt.time = 5000;
    take(&scene, &idle);
    take(&scene, &waits);
    take(&scene, &fresh);
    join_forget(&scene.join, 1000);
    cr_expect_eq(heads_way(&scene.join, &idle), WAY_ON);
    struct record idle_end = line(LINE_CLOSED, "IDLE", ""),
                  waits_end = line(LINE_CLOSED, "WAITS", ""),
                  fresh_end = line(LINE_CLOSED, "FRESH", "");
    cr_expect_eq(heads_way(&scene.join, &idle_end), WAY_ASIDE, "it is not open any more");
    cr_expect_eq(heads_way(&scene.join, &waits_end), WAY_ON);
    cr_expect_eq(heads_way(&scene.join, &fresh_end), WAY_ON);
    join_empty(&scene.join);
    cr_expect_eq(scene.heard.count, 0);
    scene_close(&scene);
}
