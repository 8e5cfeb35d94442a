/*
 * calendar_test.c - holds base/calendar.h to its header: figures, names and offsets that
 * fit, and those that do not.
 */
#include "base/calendar.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/view.h"

/* What is left of a text of which something was taken. */
static void expect_rest(sls_view rest, const char *want, const char *text)
{
    cr_expect(view_equal(rest, view_of(want)), "\"%s\" leaves \"%.*s\"", text,
              (int)rest.len, rest.ptr);
}

Test(calendar, figures)
{
    static const struct {
        const char *text;
        size_t most;
        int want; /* -1: none */
        const char *rest;
    } rows[] = {
        {"7", 2, 7, ""},     {"07:00", 2, 7, ":00"},
        {"12", 2, 12, ""},   {"123", 2, -1, "123"},
        {"", 2, -1, ""},     {"x1", 2, -1, "x1"},
        {" 1", 2, -1, " 1"}, {"2026-", 4, 2026, "-"},
        {"0", 9, 0, ""},     {"999999999", 9, 999999999, ""},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view rest = view_of(rows[i].text);
        int number = -1;
        bool taken = digits_take(&rest, rows[i].most, &number);
        cr_expect_eq(taken, rows[i].want >= 0, "\"%s\"", rows[i].text);
        cr_expect_eq(number, rows[i].want, "\"%s\"", rows[i].text);
        expect_rest(rest, rows[i].rest, rows[i].text);
    }
}

Test(calendar, years)
{
    static const struct {
        const char *text;
        int want; /* 0: none */
    } rows[] = {
        {"2026", 2026}, {"0001", 1},  {"26", 2026}, {"68", 2068}, {"69", 1969},
        {"99", 1999},   {"00", 2000}, {"0000", 0},  {"6", 0},     {"226", 0},
        {"20266", 0},   {"", 0},      {"x", 0},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view rest = view_of(rows[i].text);
        int year = 0;
        bool taken = year_take(&rest, &year);
        cr_expect_eq(taken, rows[i].want > 0, "\"%s\"", rows[i].text);
        if (taken)
            cr_expect_eq(year, rows[i].want, "\"%s\"", rows[i].text);
    }
}

Test(calendar, names)
{
    static const struct {
        const char *text;
        int month, weekday; /* -1: none */
        const char *rest;
    } rows[] = {
        {"Jan 1", 1, -1, " 1"},   {"december", 12, -1, ""}, {"MAY,", 5, -1, ","},
        {"Sun", -1, 0, ""},       {"saturday", -1, 6, ""},  {"Wed,", -1, 3, ","},
        {"Sept", -1, -1, "Sept"}, {"Ja", -1, -1, "Ja"},     {"", -1, -1, ""},
        {"Sund", -1, -1, "Sund"}, {"Nov22", 11, -1, "22"},  {"1", -1, -1, "1"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view rest = view_of(rows[i].text);
        int month = -1, weekday = -1;
        bool taken = month_take(&rest, &month) || weekday_take(&rest, &weekday);
        cr_expect_eq(taken, rows[i].month > 0 || rows[i].weekday >= 0, "%s",
                     rows[i].text);
        cr_expect_eq(month, rows[i].month, "%s", rows[i].text);
        cr_expect_eq(weekday, rows[i].weekday, "%s", rows[i].text);
        expect_rest(rest, rows[i].rest, rows[i].text);
    }
}

Test(calendar, every_month_has_its_three_bytes)
{
    static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    for (int i = 0; i < 12; i++)
        cr_expect_eq(month_of(names + (size_t)i * 3), i + 1);
    cr_expect_eq(month_of("jan"), 0);
    cr_expect_eq(month_of("anF"), 0);
}

Test(calendar, times_of_day)
{
    static const struct {
        const char *text;
        int seconds; /* since midnight; -1: none */
        const char *rest;
    } rows[] = {
        {"09:30", 34200, ""},
        {"9:30 PM", 34200, " PM"},
        {"00:00:23", 23, ""},
        {"23:59:60", 86400, ""},
        {"09:30:15.5Z", 34215, "Z"},
        {"09:30:15,123 x", 34215, " x"},
        {"09:30:15.", 34215, "."},
        {"09:30.5", 34200, ".5"},
        {"24:00", -1, NULL},
        {"09:60", -1, NULL},
        {"09:30:61", -1, NULL},
        {"09:3", -1, NULL},
        {"09:30:5", -1, NULL},
        {"09", -1, NULL},
        {"009:30", -1, NULL},
        {"09:300", -1, NULL},
        {"", -1, NULL},
        {"09-30", -1, NULL},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view rest = view_of(rows[i].text);
        struct civil civil = {.year = 1970, .month = 1, .day = 1};
        bool taken = clock_take(&rest, &civil);
        cr_expect_eq(taken, rows[i].seconds >= 0, "\"%s\"", rows[i].text);
        if (!taken)
            continue;
        cr_expect_eq(clock_seconds(&civil), rows[i].seconds, "\"%s\"", rows[i].text);
        expect_rest(rest, rows[i].rest, rows[i].text);
    }
}

Test(calendar, words_that_tell_an_offset)
{
    static const struct {
        const char *word;
        bool want;
        int32_t offset;
    } rows[] = {
        {"UTC", true, 0},        {"GMT", true, 0},        {"Z", true, 0},
        {"+0900", true, 32400},  {"+09:00", true, 32400}, {"-03", true, -10800},
        {"-0330", true, -12600}, {"+0000", true, 0},      {"", false, 0},
        {"utc", false, 0},       {"EST", false, 0},       {"UTC+9", false, 0},
        {"+9", false, 0},        {"+24:00", false, 0},    {"+0960", false, 0},
        {"+ 900", false, 0},     {"0900", false, 0},      {"+09000", false, 0},
        {"Zulu", false, 0},      {"+", false, 0},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        int32_t offset = 0;
        bool named = zone_named(view_of(rows[i].word), &offset);
        cr_expect_eq(named, rows[i].want, "\"%s\"", rows[i].word);
        if (named)
            cr_expect_eq(offset, rows[i].offset, "\"%s\"", rows[i].word);
    }
}
