/*
 * when_test.c - holds base/when.h to journalctl's grammar, in fixed zones and in zones
 * that change their clock; every refusal leaves a sentence that quotes the text.
 */
#include "base/when.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/view.h"

static const struct zone shanghai = {.fixed = true, .offset_seconds = 28800};
static const struct zone process = {.fixed = false};

/* What a text means, in a zone; or the sentence that refuses it. */
static const char *read_text(const char *text, int64_t now, struct zone zone,
                             struct why *why, char shown[RFC3339_BYTES])
{
    int64_t time = 0;

    if (!when_read(view_of(text), now, zone, &time, why))
        return why->sentence;
    clock_rfc3339(shown, time, zone);
    shown[19] = '\0';
    return shown;
}

/* The examples of systemd.time(7), which it gives for Shanghai, 2012-11-23 18:15:22; and
   more of the same kinds. */
static const struct {
    const char *text, *want;
} good[] = {
    {"Fri 2012-11-23 11:12:13", "2012-11-23T11:12:13"},
    {"2012-11-23 11:12:13", "2012-11-23T11:12:13"},
    {"2012-11-23 11:12:13 UTC", "2012-11-23T19:12:13"},
    {"2012-11-23", "2012-11-23T00:00:00"},
    {"12-11-23", "2012-11-23T00:00:00"},
    {"11:12:13", "2012-11-23T11:12:13"},
    {"11:12", "2012-11-23T11:12:00"},
    {"now", "2012-11-23T18:15:22"},
    {"today", "2012-11-23T00:00:00"},
    {"today UTC", "2012-11-23T08:00:00"},
    {"yesterday", "2012-11-22T00:00:00"},
    {"tomorrow", "2012-11-24T00:00:00"},
    {"tomorrow +13:00", "2012-11-23T19:00:00"},
    {"+3h30min", "2012-11-23T21:45:22"},
    {"-5s", "2012-11-23T18:15:17"},
    {"11min ago", "2012-11-23T18:04:22"},
    {"@1395716396", "2014-03-25T10:59:56"},
    {"2014-03-25 03:59:56.654563", "2014-03-25T03:59:56"},
    {"2012-10-30 18:17", "2012-10-30T18:17:00"},
    {"2012-10-30T18:17:16", "2012-10-30T18:17:16"},
    {"2012-10-30T18:17", "2012-10-30T18:17:00"},
    {"2012-10-30  18:17", "2012-10-30T18:17:00"},
    {"  2012-10-30 18:17 ", "2012-10-30T18:17:00"},
    {"2012-10-30T18:17:16Z", "2012-10-31T02:17:16"},
    {"2012-10-30 18:17:16Z", "2012-10-31T02:17:16"},
    {"2012-10-30 18:17:16 Z", "2012-10-31T02:17:16"},
    {"2012-10-30 18:17:16 utc", "2012-10-31T02:17:16"},
    {"2012-10-30T18:17:16+09:00", "2012-10-30T17:17:16"},
    {"2012-10-30T18:17:16.5+0900", "2012-10-30T17:17:16"},
    {"2012-10-30 18:17:16 +0900", "2012-10-30T17:17:16"},
    {"2012-10-30 18:17 -03", "2012-10-31T05:17:00"},
    {"2012-10-30 +09:00", "2012-10-29T23:00:00"},
    {"2012-10-30+09:00", "2012-10-29T23:00:00"},
    {"18:17 UTC", "2012-11-24T02:17:00"},
    {"friday 2012-11-23", "2012-11-23T00:00:00"},
    {"FRI 2012-11-23T11:12", "2012-11-23T11:12:00"},
    {"Fri 11:12", "2012-11-23T11:12:00"},
    {"2012-2-9 9:05", "2012-02-09T09:05:00"},
    {"2012-02-29", "2012-02-29T00:00:00"},
    {"68-01-01", "2068-01-01T00:00:00"},
    {"-2h", "2012-11-23T16:15:22"},
    {"- 2h", "2012-11-23T16:15:22"},
    {"+2h", "2012-11-23T20:15:22"},
    {"-1h30min", "2012-11-23T16:45:22"},
    {"2 days ago", "2012-11-21T18:15:22"},
    {"2 weeks 1 day ago", "2012-11-08T18:15:22"},
    {"2h left", "2012-11-23T20:15:22"},
    {"5 ago", "2012-11-23T18:15:17"},
    {"-1.5h", "2012-11-23T16:45:22"},
    {"-0.5s", "2012-11-23T18:15:21"},
    {"+0.5s", "2012-11-23T18:15:22"},
    {"-1M", "2012-10-24T07:45:22"},
    {"-1y", "2011-11-24T12:15:22"},
    {"@1395716396.5", "2014-03-25T10:59:56"},
    {"@0", "1970-01-01T08:00:00"},
    {"9999-12-31", "9999-12-31T00:00:00"},
};

static const int64_t november = 1353665722; /* 2012-11-23 18:15:22 in Shanghai */

Test(when, is_read)
{
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        struct why why;
        char shown[RFC3339_BYTES];
        const char *got = read_text(good[i].text, november, shanghai, &why, shown);
        cr_expect_str_eq(got, good[i].want, "\"%s\": %s", good[i].text, got);
    }
}

static const struct {
    const char *text, *reason;
} bad[] = {
    {"", "no time"},
    {"   ", "no time"},
    {"next week", "no time"},
    {"NOW", "no time"},
    {"Today", "no time"},
    {"now UTC", "no time"},
    {"today 10:30", "no time"},
    {"Fri", "no time"},
    {"Fri today", "no time"},
    {"Fri, 2012-11-23", "no time"},
    {"Fri2012-11-23", "no time"},
    {"2 Days ago", "no time"},
    {"2h Ago", "no time"},
    {"2hago", "no time"},
    {"ago", "no time"},
    {" ago", "no time"},
    {"+1h ago", "no time"},
    {"-1h-1m", "no time"},
    {"2h", "no time"},
    {"+", "no time"},
    {"-", "no time"},
    {"@", "no time"},
    {"@-5", "no time"},
    {"@1395716396 UTC", "no time"},
    {"2012", "no time"},
    {"2012-11", "no time"},
    {"2012-11-23T", "no time"},
    {"2012-11-23T11", "no time"},
    {"2012-11-23 11", "no time"},
    {"2012-11-23 11:12 x:y", "names a zone"},
    {"2012-11-2311:12", "no time"},
    {"2012-11-23 24:00", "no time"},
    {"2012-11-23 11:60", "no time"},
    {"2012-11-23 11:12:61", "no time"},
    {"2012-11-23 11:12:13.", "no time"},
    {"2012/11/23", "no time"},
    {"23.11.2012", "no time"},
    {"2012-11-23 11:12 +24:00", "no time"},
    {"2012-02-30", "does not exist"},
    {"2011-02-29 10:00", "does not exist"},
    {"2012-13-01", "does not exist"},
    {"2012-00-10", "does not exist"},
    {"Thu 2012-11-23", "wrong day of the week"},
    {"Thu 11:12", "wrong day of the week"},
    {"2012-10-30 18:17 Asia/Seoul", "names a zone"},
    {"2012-10-30 18:17:16 KST", "names a zone"},
    {"today Asia/Seoul", "names a zone"},
    {"1969-12-31", "before 1970"},
    {"69-01-02", "before 1970"},
    {"-100y", "before 1970"},
    {"+9000y", "after 9999"},
    {"@9000y 200d", "after 9999"},
};

Test(when, is_refused_with_a_reason)
{
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct why why = {.sentence = ""};
        int64_t time;
        cr_expect_not(when_read(view_of(bad[i].text), november, shanghai, &time, &why),
                      "\"%s\"", bad[i].text);
        cr_expect(strstr(why.sentence, bad[i].reason) != NULL, "\"%s\": %s", bad[i].text,
                  why.sentence);
        cr_expect(*why.sentence == '"', "\"%s\" is quoted: %s", bad[i].text,
                  why.sentence);
        cr_expect_str_eq(why.remedy, "\"2026-11-22 10:30\", yesterday or -2h");
    }
}

Test(when, a_long_text_is_quoted_in_part)
{
    char text[5000];
    struct why why;
    int64_t time;

    memset(text, 'x', sizeof(text));
    cr_expect_not(
        when_read((sls_view){text, sizeof(text)}, november, shanghai, &time, &why));
    cr_expect(strstr(why.sentence, "no time") != NULL, "%s", why.sentence);
}

Test(when, cut_at_every_byte)
{
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        for (size_t bytes = 0; bytes <= strlen(good[i].text); bytes++) {
            char *copy = malloc(bytes + (bytes == 0));
            struct why why;
            int64_t time = -1;
            memcpy(copy, good[i].text, bytes);
            if (when_read((sls_view){copy, bytes}, november, shanghai, &time, &why))
                cr_expect(time >= 0, "%s", good[i].text);
            free(copy);
        }
}

static void expect_in(const char *tz, int64_t now, const char *text, const char *want)
{
    struct why why;
    char shown[RFC3339_BYTES];

    setenv("TZ", tz, 1);
    tzset();
    int64_t time = 0;
    cr_expect(when_read(view_of(text), now, process, &time, &why), "%s: %s", text,
              why.sentence);
    clock_rfc3339(shown, time, process);
    cr_expect_str_eq(shown, want, "%s, \"%s\": %s", tz, text, shown);
}

/* POSIX zones, which need no files: New York's rules, and Seoul's. */
Test(when, in_zones_of_the_process)
{
    static const char new_york[] = "EST5EDT,M3.2.0,M11.1.0", korea[] = "KST-9";
    static const struct {
        const char *tz;
        int64_t now;
        const char *text, *want;
    } rows[] = {
        /* now: 2026-11-21 15:00:23 UTC, 22 November in Seoul */
        {korea, 1795273223, "today", "2026-11-22T00:00:00+09:00"},
        {korea, 1795273223, "yesterday", "2026-11-21T00:00:00+09:00"},
        {korea, 1795273223, "10:30", "2026-11-22T10:30:00+09:00"},
        {korea, 1795273223, "10:30 UTC", "2026-11-21T19:30:00+09:00"},
        {korea, 1795273223, "Sun 10:30", "2026-11-22T10:30:00+09:00"},
        {korea, 1795273223, "-1d", "2026-11-21T00:00:23+09:00"},
        {new_york, 1795273223, "today", "2026-11-21T00:00:00-05:00"},
        {new_york, 1795273223, "2026-07-01", "2026-07-01T00:00:00-04:00"},
        {new_york, 1795273223, "today UTC", "2026-11-20T19:00:00-05:00"},
        /* 01:30 comes twice on 1 November, 02:30 is missing on 8 March */
        {new_york, 1795273223, "2026-11-01 01:30", "2026-11-01T01:30:00-04:00"},
        {new_york, 1795273223, "2026-11-01 01:30 -0500", "2026-11-01T01:30:00-05:00"},
        {new_york, 1795273223, "2026-03-08 02:30", "2026-03-08T03:30:00-04:00"},
        /* now: 1 November 2026, 12:00: today began in the other offset */
        {new_york, 1793552400, "today", "2026-11-01T00:00:00-04:00"},
        {new_york, 1793552400, "tomorrow", "2026-11-02T00:00:00-05:00"},
        {new_york, 1793552400, "-1d", "2026-10-31T13:00:00-04:00"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        expect_in(rows[i].tz, rows[i].now, rows[i].text, rows[i].want);
}

/* By name, where the system has the zone's file. */
Test(when, in_named_zones)
{
    static const struct {
        const char *tz, *text, *want;
    } rows[] = {
        {"Asia/Seoul", "today", "2026-11-22T00:00:00+09:00"},
        {"America/New_York", "today", "2026-11-21T00:00:00-05:00"},
        {"America/New_York", "2026-07-01 12:00", "2026-07-01T12:00:00-04:00"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        setenv("TZ", rows[i].tz, 1);
        tzset();
        if (zone_offset(process, 1795273223) != 0)
            expect_in(rows[i].tz, 1795273223, rows[i].text, rows[i].want);
    }
}
