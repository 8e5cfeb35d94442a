/*
 * prints_test.c - which inputs are taken for the same: copies, a part of a longer one,
 * one with other programs' lines between; and which are not.
 */
#include "tally/prints.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/view.h"

enum { HOUR = 3600, START = 490000 * HOUR, SEED = 7 };

struct span {
    int from, to; /* hours */
    uint32_t host;
    int line_seconds; /* one line every so many seconds */
    int except;       /* hour without lines; -1: none */
    int shift;        /* seconds that the lines of `except` + 1 on are off */
};

static void fill(struct prints *prints, const struct span *span)
{
    char body[32];

    for (int64_t t = span->from * HOUR; t < span->to * HOUR; t += span->line_seconds) {
        if (t / HOUR == span->except)
            continue;
        snprintf(body, sizeof(body), "line %lld", (long long)t);
        prints_add(prints, span->host, START + t + span->shift, view_of(body), SEED);
    }
}

static const struct {
    const char *name;
    struct span a, b;
    bool a_covers_b, b_covers_a;
} rows[] = {
    {"a copy", {0, 9, 1, 60, -1, 0}, {0, 9, 1, 60, -1, 0}, true, true},
    {"a short copy", {0, 1, 1, 60, -1, 0}, {0, 1, 1, 60, -1, 0}, true, true},
    {"a part", {0, 9, 1, 60, -1, 0}, {2, 6, 1, 60, -1, 0}, true, false},
    {"the day after", {0, 9, 1, 60, -1, 0}, {9, 18, 1, 60, -1, 0}, false, false},
    {"in part the same", {0, 9, 1, 60, -1, 0}, {5, 12, 1, 60, -1, 0}, false, false},
    {"another host", {0, 9, 1, 60, -1, 0}, {0, 9, 2, 60, -1, 0}, false, false},
    {"lacks an hour", {0, 9, 1, 60, -1, 0}, {0, 9, 1, 60, 4, 0}, false, false},
    {"half the lines", {0, 9, 1, 60, -1, 0}, {0, 9, 1, 120, -1, 0}, false, false},
    {"a second later", {0, 9, 1, 60, -1, 0}, {0, 9, 1, 60, -1, 1}, false, false},
};

Test(prints, cover)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct prints a, b;
        prints_open(&a, NULL, 0);
        prints_open(&b, NULL, 0);
        fill(&a, &rows[i].a);
        fill(&b, &rows[i].b);
        cr_expect_eq(prints_cover(&a, &b), rows[i].a_covers_b, "%s", rows[i].name);
        cr_expect_eq(prints_cover(&b, &a), rows[i].b_covers_a, "%s: back", rows[i].name);
        prints_close(&a);
        prints_close(&b);
    }
}

/* Rotation cuts a file somewhere within an hour: there the longer one holds more. */
Test(prints, cut_within_an_hour)
{
    struct prints longer, shorter;

    prints_open(&longer, NULL, 0);
    prints_open(&shorter, NULL, 0);
    for (int64_t t = 0; t < 9 * HOUR; t += 60) {
        prints_add(&longer, 1, START + t, VIEW("x"), SEED);
        if (t > HOUR + HOUR / 2 && t < 6 * HOUR + HOUR / 2)
            prints_add(&shorter, 1, START + t, VIEW("x"), SEED);
    }
    cr_expect(prints_cover(&longer, &shorter));
    cr_expect_not(prints_cover(&shorter, &longer));
    prints_close(&longer);
    prints_close(&shorter);
}

Test(prints, nothing_is_covered_by_nothing)
{
    struct prints empty, full;

    prints_open(&empty, NULL, 0);
    prints_open(&full, NULL, 0);
    fill(&full, &rows[0].a);
    cr_expect_not(prints_cover(&full, &empty));
    cr_expect_not(prints_cover(&empty, &full));
    cr_expect_not(prints_cover(&empty, &empty));
    prints_close(&empty);
    prints_close(&full);
}

Test(prints, order_does_not_matter)
{
    struct prints forth, back;

    prints_open(&forth, NULL, 0);
    prints_open(&back, NULL, 0);
    for (int i = 0; i < 600; i++) {
        prints_add(&forth, 1, START + i * 60, VIEW("x"), SEED);
        prints_add(&back, 1, START + (599 - i) * 60, VIEW("x"), SEED);
    }
    cr_expect(prints_cover(&forth, &back));
    cr_expect(prints_cover(&back, &forth));
    prints_close(&forth);
    prints_close(&back);
}

Test(prints, hours_in_common)
{
    struct prints a, b;

    prints_open(&a, NULL, 0);
    prints_open(&b, NULL, 0);
    fill(&a, &(struct span){0, 9, 1, 60, -1, 0});
    fill(&b, &(struct span){5, 12, 1, 60, -1, 0});
    cr_expect_eq(prints_common(&a, &b), 2 * 60, "hours 6 and 7 are whole in both");
    prints_close(&b);
    prints_open(&b, NULL, 0);
    fill(&b, &(struct span){9, 12, 1, 60, -1, 0});
    cr_expect_eq(prints_common(&a, &b), 0);
    prints_close(&a);
    prints_close(&b);
}

Test(prints, too_many_are_not_compared)
{
    struct prints many;

    prints_open(&many, NULL, 0);
    for (int64_t i = 0; i <= PRINTS_LIMIT; i++)
        prints_add(&many, 1, START + i * HOUR, VIEW("x"), SEED);
    cr_expect(many.full);
    cr_expect_eq(many.count, PRINTS_LIMIT);
    cr_expect_not(prints_cover(&many, &many));
    cr_expect_eq(prints_common(&many, &many), 0);
    prints_close(&many);
}

Test(prints, hosts)
{
    static const char *const hosts[][2] = {
        {"mx1", "mx1"},
        {"mx1.example.org", "mx1"},
        {"192.0.2.7", "192.0.2.7"},
        {"2001:db8::7", "2001:db8::7"},
        {"::ffff:192.0.2.7", "::ffff:192.0.2.7"},
        {"7mx.example.org", "7mx"},
        {"", ""},
    };

    for (size_t i = 0; i < SLS_COUNT(hosts); i++)
        cr_expect(view_equal(prints_host(view_of(hosts[i][0])), view_of(hosts[i][1])),
                  "%s", hosts[i][0]);
}

/* A copy of a log that grew: read before it, however short it is. */
static const struct {
    const char *name;
    int copied,
        different; /* lines of the copy; one of them that the log lacks; -1: none */
    int from;      /* the copy's first line */
    bool covered;
} copies[] = {
    {"its first line", 1, -1, 0, true},
    {"its first minutes", 500, -1, 0, true},
    {"an hour and more", 4000, -1, 0, true},
    {"all of it", 5000, -1, 0, true},
    {"one line is another", 500, 250, 0, false},
    {"the last line is another", 500, 499, 0, false},
    {"the first line is another", 500, 0, 0, false},
    {"not from its beginning", 500, -1, 100, false},
};

static void fill_seconds(struct prints *prints, int from, int lines, int different)
{
    char body[32];

    for (int i = from; i < from + lines; i++) {
        snprintf(body, sizeof(body), "line %d%s", i, i == different ? " else" : "");
        prints_add(prints, 1, START + i, view_of(body), SEED);
    }
}

Test(prints, a_log_that_grew)
{
    for (size_t i = 0; i < SLS_COUNT(copies); i++) {
        struct prints inputs[3];
        for (size_t j = 0; j < SLS_COUNT(inputs); j++)
            prints_open(&inputs[j], inputs, j);
        fill_seconds(&inputs[0], 0, 100, 50);
        fill_seconds(&inputs[1], copies[i].from, copies[i].copied, copies[i].different);
        fill_seconds(&inputs[2], 0, 5000, -1);
        cr_expect_eq(prints_cover(&inputs[2], &inputs[1]), copies[i].covered, "%s",
                     copies[i].name);
        cr_expect_not(prints_cover(&inputs[2], &inputs[0]), "%s", copies[i].name);
        for (size_t j = 0; j < SLS_COUNT(inputs); j++)
            prints_close(&inputs[j]);
    }
}
