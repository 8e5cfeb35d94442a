/*
 * stress_test.c - patterns that a long reply makes slow, and those that none does.
 */
#include "rules/stress.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/view.h"

static const struct {
    const char *pattern, *near, *what; /* NULL: not slow */
} rows[] = {
    {"rate limit|too many (messages|connections)", "too many messages", NULL},
    {"^550 5\\.7\\.1 \\S+; blocked", "550 5.7.1 <host>; blocked", NULL},
    {"(on|in) .{0,30}suppression list", "on the suppression list", NULL},
    {"(a+)+$", "aaa", "one letter"},
    {"(b|c|bc)+[.!]", "bcbc.", "the pattern's own characters"},
    {"^(\\W|--)+\\d", "---4", "what it nearly matches"},
};

Test(stress, patterns)
{
    struct stress_room *room = memory_get(1, sizeof(*room));

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct why why;
        size_t offset;
        const char *what = "";
        struct rule rule = {.data.pattern = rows[i].pattern};
        rule.pattern = pattern_open(rows[i].pattern, &offset, &why);
        bool slow = stress_slows(room, &rule, view_of(rows[i].near), &what);
        cr_expect_eq(slow, rows[i].what != NULL, "%s: %s", rows[i].pattern, what);
        if (slow && rows[i].what != NULL)
            cr_expect_str_eq(what, rows[i].what, "%s: %s", rows[i].pattern, what);
        pattern_close(rule.pattern);
    }
    memory_free(room);
}
