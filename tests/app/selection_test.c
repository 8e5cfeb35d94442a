/*
 * selection_test.c - which records lie in a window and on a host.
 */
#include "app/selection.h"

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *name;
    enum line_kind kind;
    int64_t time;
    enum selected selected;
} rows[] = {
    {"attempt before", LINE_ATTEMPT, 99, NOT_SELECTED},
    {"attempt at the first second", LINE_ATTEMPT, 100, SELECTED},
    {"attempt at the last second", LINE_ATTEMPT, 200, SELECTED},
    {"attempt after", LINE_ATTEMPT, 201, NOT_SELECTED},
    {"attempt without time", LINE_ATTEMPT, 0, NOT_SELECTED},
    {"client before", LINE_OPENED, 50, SELECTED_TO_FILL},
    {"sender before", LINE_DETAIL, 50, SELECTED_TO_FILL},
    {"removed before", LINE_CLOSED, 50, SELECTED_TO_FILL},
    {"removed after", LINE_CLOSED, 201, NOT_SELECTED},
    {"notice before", LINE_NOTICE, 50, SELECTED_TO_FILL},
    {"requeued before", LINE_REQUEUED, 50, SELECTED_TO_FILL},
    {"started before", LINE_STARTED, 99, SELECTED_TO_FILL},
    {"started after", LINE_STARTED, 201, NOT_SELECTED},
    {"expired before", LINE_EXPIRED, 99, NOT_SELECTED},
    {"refused after", LINE_REFUSED, 201, NOT_SELECTED},
    {"event within", LINE_EVENT, 150, SELECTED},
    {"event before", LINE_EVENT, 99, NOT_SELECTED},
    {"event after", LINE_EVENT, 201, NOT_SELECTED},
};

Test(selection, window)
{
    struct words none = {.count = 0};
    struct selection selection = {.since = 100, .until = 200, .hosts = &none};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct record record = {.kind = rows[i].kind, .attempt.time = rows[i].time};
        cr_expect_eq(selection_of(&selection, &record), rows[i].selected, "%s",
                     rows[i].name);
    }
    cr_expect_not(selection_is_all(&selection));
}

static const struct {
    const char *host;
    bool kept;
} hosts[] = {
    {"mx1", true},         {"MX1", true},  {"mx1.example.org", true},
    {"mx10", false},       {"", false},    {"mx1-old", false},
    {"mx2", true},         {"mx3", false}, {"amx1", false},
    {"mx2.example", true},
};

Test(selection, host)
{
    struct words names = {.count = 0};
    struct selection selection = {
        .since = INT64_MIN, .until = INT64_MAX, .hosts = &names};
    struct record record = {.kind = LINE_ATTEMPT};

    cr_expect(selection_is_all(&selection));
    cr_expect_eq(selection_of(&selection, &record), SELECTED, "no host asked for: all");
    words_add(&names, "mx1");
    words_add(&names, "mx2");
    for (size_t i = 0; i < SLS_COUNT(hosts); i++) {
        record.attempt.host = view_of(hosts[i].host);
        cr_expect_eq(selection_of(&selection, &record) == SELECTED, hosts[i].kept, "%s",
                     hosts[i].host);
    }
    struct options options = {.hosts = names};
    options_close(&options);
}

Test(selection, bounds_are_read_in_the_zone)
{
    struct options options = {.since = "1970-01-01 09:00:00", .until = "@50"};
    struct zone seoul = {.fixed = true, .offset_seconds = 9 * HOUR_SECONDS};
    struct selection selection;
    struct why why;

    cr_assert(selection_open(&selection, &options, seoul, 1000, &why));
    cr_expect_eq(selection.since, 0);
    cr_expect_eq(selection.until, 50);
    options.since = "@51";
    cr_expect_not(selection_open(&selection, &options, seoul, 1000, &why));
    cr_expect_str_eq(why.sentence, "--since is later than --until");
    options.since = "soonish";
    cr_expect_not(selection_open(&selection, &options, seoul, 1000, &why));
    cr_expect(view_starts(view_of(why.sentence), VIEW("--since: ")), "%s", why.sentence);
}
