/*
 * unpack_tally_test.c - a packed tally is added whole or found to be damaged; hours and
 * days of a part whose clock stood elsewhere fall where they belong.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "../plugins/paper.h"
#include "base/clock.h"
#include "base/pack_names.h"
#include "tally/pack_tally.h"

static const struct paper_mail mails[] = {
    {.provider = PAPER_ACME,
     .rule = PAPER_RATE,
     .fate = FATE_FAILED,
     .time = PAPER_START + 23 * HOUR_SECONDS + 1800,
     .sender = "a@example.com",
     .domain = "one.example"},
    {.provider = PAPER_GENERIC,
     .rule = PAPER_NO_USER,
     .fate = FATE_DELAYED,
     .time = PAPER_START + 600,
     .sender = "b@example.com",
     .domain = "two.example"},
};

/* Rules are found by their name, among those of their provider. */
static void open_paper(struct paper *paper)
{
    static const size_t first[] = {PAPER_UNVERIFIED, PAPER_EU_RATE, PAPER_NO_USER,
                                   PAPER_RULES};

    paper_open(paper);
    memcpy(paper->first_rule, first, sizeof(first));
}

static void pack_mails(struct pack *pack, int32_t hour_offset)
{
    struct paper paper;
    struct pack_names names;
    struct pack sums;

    open_paper(&paper);
    paper.tally.hour_offset = hour_offset;
    for (size_t i = 0; i < SLS_COUNT(mails); i++)
        paper_mail(&paper, &mails[i]);
    pack_open(&sums);
    pack_names_open(&names, &paper.names);
    pack_tally(&paper.tally, &names, &sums);
    pack_names_list(&names, pack);
    pack_bytes(pack, pack_view(&sums));
    pack_names_close(&names);
    pack_close(&sums);
    paper_close(&paper);
}

/* False: damaged. */
static bool add(struct paper *paper, sls_view packed)
{
    struct unpack unpack = unpack_of(packed);
    struct unpack_names names;
    struct tally_numbers numbers;
    struct why why;

    unpack_names_open(&names, &unpack, &paper->names);
    bool known = unpack_tally_numbers(&paper->tally, &numbers, &unpack, NULL, 0, &why);
    if (known)
        unpack_tally_sums(&paper->tally, &numbers, &names, &unpack);
    tally_numbers_close(&numbers);
    unpack_names_close(&names);
    return known && !unpack.bad && unpack.next == unpack.end;
}

static uint64_t refused_on(const struct pairs *pairs, uint32_t minor)
{
    uint64_t sum = 0;

    for (uint32_t i = 0; i < pairs->count; i++)
        if (pairs->list[i].minor == minor)
            sum += pairs->list[i].failed + pairs->list[i].delayed;
    return sum;
}

Test(unpack_tally, a_rule_that_is_not_there_is_named)
{
    struct paper paper;
    struct pack pack;
    struct unpack_names names;
    struct tally_numbers numbers;
    struct why why;

    pack_open(&pack);
    pack_mails(&pack, 0);
    paper_open(&paper);
    struct unpack unpack = unpack_of(pack_view(&pack));
    unpack_names_open(&names, &unpack, &paper.names);
    cr_expect_not(unpack_tally_numbers(&paper.tally, &numbers, &unpack, NULL, 0, &why));
    cr_expect_str_eq(why.sentence,
                     "was made with the rule rate-limited of acme, which is not loaded");
    tally_numbers_close(&numbers);
    unpack_names_close(&names);
    paper_close(&paper);
    pack_close(&pack);
}

/* Packed by a clock an hour behind, the last hour of a day is the next day's first. */
Test(unpack_tally, days_follow_the_clock_here)
{
    enum { DAY = PAPER_START / DAY_SECONDS };
    static const struct {
        int32_t here;
        bool forgotten;
        uint64_t today, tomorrow;
    } rows[] = {
        {0, false, 2, 0}, {HOUR_SECONDS, false, 1, 1}, {HOUR_SECONDS, true, 2, 0}};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct paper paper;
        struct pack pack;
        pack_open(&pack);
        pack_mails(&pack, 0);
        open_paper(&paper);
        paper.tally.first = paper.tally.last = PAPER_START;
        paper.tally.hour_offset = rows[i].here;
        paper.tally.hours_forgotten = rows[i].forgotten;
        cr_assert(add(&paper, pack_view(&pack)), "row %zu", i);
        cr_expect_eq(refused_on(&paper.tally.days, DAY), rows[i].today, "row %zu", i);
        cr_expect_eq(refused_on(&paper.tally.days, DAY + 1), rows[i].tomorrow, "row %zu",
                     i);
        paper_close(&paper);
        pack_close(&pack);
    }
}

Test(unpack_tally, what_finds_no_room_is_counted_as_such)
{
    struct paper paper;
    struct pack pack;

    pack_open(&pack);
    pack_mails(&pack, 0);
    open_paper(&paper);
    paper.tally.senders.limit = 1;
    cr_assert(add(&paper, pack_view(&pack)));
    cr_expect_eq(paper.tally.senders.count, 1);
    cr_expect_eq(paper.tally.senders.refused, 1);
    cr_expect_eq(paper.tally.totals.failed + paper.tally.totals.delayed, 2);
    paper_close(&paper);
    pack_close(&pack);
}

Test(unpack_tally, cut_anywhere_it_is_damaged)
{
    struct pack pack;

    pack_open(&pack);
    pack_mails(&pack, 0);
    for (size_t i = 0; i < pack_view(&pack).len; i++) {
        struct paper paper;
        open_paper(&paper);
        cr_expect_not(add(&paper, (sls_view){pack_view(&pack).ptr, i}), "cut at %zu", i);
        paper_close(&paper);
    }
    pack_close(&pack);
}

static const struct {
    const char *name;
    int64_t first, last, offset;
    bool sound;
} times[] = {
    {"nothing was counted", 0, 0, 0, true},
    {"a day", 100, 86400, 0, true},
    {"ends before it begins", 100, 99, 0, false},
    {"before 1970", -1, 100, 0, false},
    {"the last moment", 0, INT64_C(1) << 40, 0, true},
    {"after it", 0, (INT64_C(1) << 40) + 1, 0, false},
    {"east of everywhere", 0, 0, DAY_SECONDS, false},
    {"as far east as can be", 0, 0, DAY_SECONDS - 1, true},
    {"west of everywhere", 0, 0, -DAY_SECONDS, false},
    {"as far west as can be", 0, 0, -DAY_SECONDS + 1, true},
};

Test(unpack_tally, times_that_no_log_has)
{
    for (size_t i = 0; i < SLS_COUNT(times); i++) {
        const struct tally_numbers none = {0};
        struct unpack_names names = {0};
        struct paper paper;
        struct pack pack;
        pack_open(&pack);
        pack_signed(&pack, times[i].first);
        pack_signed(&pack, times[i].last);
        pack_signed(&pack, times[i].offset);
        for (int k = 0; k < 200; k++) /* no sums of anything */
            pack_number(&pack, 0);
        struct unpack unpack = unpack_of(pack_view(&pack));
        open_paper(&paper);
        unpack_tally_sums(&paper.tally, &none, &names, &unpack);
        cr_expect_eq(unpack.bad, !times[i].sound, "%s", times[i].name);
        paper_close(&paper);
        pack_close(&pack);
    }
}
