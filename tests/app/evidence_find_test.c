/*
 * evidence_find_test.c - which attempts are shown, and what is learnt of them later.
 */
#include "app/evidence_find.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/view.h"

static const struct cause full = {.slug = "mailbox-full", .title = "Mailbox is full"};
static const struct cause other = {.slug = "greylisted", .title = "Greylisted"};
static struct plugin plugins[] = {{.info = {.name = "acme"}}};
static struct rule rules[] = {{.cause = &other}, {.cause = &full}};
static const struct book book = {
    .plugins = plugins, .plugin_count = 1, .rules = rules, .rule_count = 2};

static struct exhibits *opened(void)
{
    struct summary_cause cause = {.provider = plugins[0].info.name, .cause = &full};
    static struct summary_cause kept;
    struct exhibits *exhibits = memory_get(1, sizeof(*exhibits));

    kept = cause;
    exhibits_open(exhibits, &book, &kept);
    return exhibits;
}

static void refuse(struct exhibits *exhibits, uint64_t line, uint16_t rule,
                   const char *relay)
{
    struct record record = {.kind = LINE_ATTEMPT,
                            .attempt = {.queue_id = VIEW("4AAAA1"),
                                        .relay = view_of(relay),
                                        .text = VIEW("550 no abc12345678.9 - gsmtp")}};
    exhibits_refused(exhibits, &(struct verdict){.rule = rule}, &record,
                     &(struct spot){.line = line});
}

static const struct {
    uint64_t attempts;
    size_t shown;
    uint64_t lines[EXHIBITS];
} rows[] = {
    {0, 0, {0}},
    {1, 1, {1}},
    {5, 5, {1, 2, 3, 4, 5}},
    {7, 7, {1, 2, 3, 4, 5, 6, 7}},
    {10, 10, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}},
    {11, 10, {1, 2, 3, 4, 5, 7, 8, 9, 10, 11}},
    {23, 10, {1, 2, 3, 4, 5, 19, 20, 21, 22, 23}},
};

Test(evidence_find, first_and_last)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct exhibits *exhibits = opened();
        for (uint64_t line = 1; line <= rows[i].attempts; line++)
            refuse(exhibits, line, 1, "mx.example");
        for (size_t k = 0; k < rows[i].shown; k++)
            cr_expect_eq(exhibits_at(exhibits, k)->line, rows[i].lines[k],
                         "%zu of %zu attempts", k, (size_t)rows[i].attempts);
        cr_expect_null(exhibits_at(exhibits, rows[i].shown));
        memory_free(exhibits);
    }
}

Test(evidence_find, cause_and_relays)
{
    struct exhibits *exhibits = opened();
    char name[32];

    refuse(exhibits, 1, 0, "other.example");
    cr_expect_eq(exhibits->count, 0, "another cause");
    for (int i = 0; i < RELAYS_KEPT + 3; i++) {
        snprintf(name, sizeof(name), "mx%d.example", i);
        refuse(exhibits, 2, 1, name);
    }
    refuse(exhibits, 3, 1, "mx7.example");
    refuse(exhibits, 4, 1, "");
    exhibits_rank_relays(exhibits);
    cr_expect_eq(exhibits->relay_count, RELAYS_KEPT);
    cr_expect(exhibits->more_relays);
    cr_expect_eq(exhibits->relays[0].attempts, 2);
    cr_expect(view_equal(exhibits_at(exhibits, 0)->token, VIEW("abc12345678.9")));
    memory_free(exhibits);
}

static void tell(struct exhibits *exhibits, uint64_t line, enum line_kind kind,
                 const char *sender, const char *message_id)
{
    struct record record = {.kind = kind,
                            .attempt = {.queue_id = VIEW("4AAAA1"),
                                        .sender = view_of(sender),
                                        .message_id = view_of(message_id)}};
    exhibits_take(exhibits, NULL, &record, &(struct spot){.line = line});
}

Test(evidence_find, names)
{
    struct exhibits *exhibits = opened();

    refuse(exhibits, 10, 1, "mx.example");
    tell(exhibits, 1, LINE_OPENED, "", "");
    tell(exhibits, 2, LINE_DETAIL, "old@x.example", "old");
    tell(exhibits, 5, LINE_OPENED, "", "");
    tell(exhibits, 6, LINE_DETAIL, "a@x.example", "");
    tell(exhibits, 20, LINE_DETAIL, "later@x.example", "later");
    const struct exhibit *exhibit = exhibits_at(exhibits, 0);
    cr_expect(view_equal(exhibit->sender, VIEW("a@x.example")));
    cr_expect_eq(exhibit->message_id.len, 0, "that of the message before is not its own");
    for (int i = 0; i < 1000; i++) /* more than the room holds */
        tell(exhibits, 7, LINE_DETAIL, i % 2 ? "b@x.example" : "c@x.example", "m");
    cr_expect(exhibit->used <= EXHIBIT_BYTES);
    memory_free(exhibits);
}
