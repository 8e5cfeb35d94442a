/*
 * stamp_free_test.c - holds base/stamp_free.h to its header: every form, with and without
 * a zone, and what is no moment or could be two.
 */
#include "base/stamp_free.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

static const struct zone seoul = {.fixed = true, .offset_seconds = 32400};

static const struct {
    const char *text, *want; /* in Seoul's time; NULL: no moment */
} rows[] = {
    /* counted */
    {"1795273223", "2026-11-22T00:00:23"},
    {"1795273223.75", "2026-11-22T00:00:23"},
    {"1795273223123", "2026-11-22T00:00:23"},
    {"1795273223123.5", "2026-11-22T00:00:23"},
    {"179527322", NULL},
    {"17952732231", NULL},
    {"1795273223.", NULL},
    {"1795273223x", NULL},
    {"1795273223 UTC", NULL},
    {"0000000001", NULL},
    {"9999999999", NULL},
    {"0000000000001", NULL},
    {"1.795273223E9", NULL},
    {"-1795273223", NULL},
    /* RFC 3339 and the like */
    {"2026-11-22T00:00:23+09:00", "2026-11-22T00:00:23"},
    {"2026-11-21T15:00:23Z", "2026-11-22T00:00:23"},
    {"2026-11-21T15:00:23.123456Z", "2026-11-22T00:00:23"},
    {"2026-11-21 15:00:23 +0000", "2026-11-22T00:00:23"},
    {"2026-11-21 15:00:23+00", "2026-11-22T00:00:23"},
    {"2026-11-22T00:00:23", "2026-11-22T00:00:23"},
    {"2026-11-22 00:00", "2026-11-22T00:00:00"},
    {"2011-10-08 12:32:14", "2011-10-08T12:32:14"},
    {"2011-10-08 12:32:14,123", "2011-10-08T12:32:14"},
    {" 2011-10-08 12:32:14\t ", "2011-10-08T12:32:14"},
    {"2023/05/01 12:00:00 UTC", "2023-05-01T21:00:00"},
    {"2023/05/01 12:00:00", "2023-05-01T12:00:00"},
    {"2023/05/01 12:00:00 PDT", "2023-05-02T04:00:00"},
    {"2023/5/1 9:00", "2023-05-01T09:00:00"},
    {"2026-11-22", NULL},
    {"2026-11-22T", NULL},
    {"2026-11-22T00", NULL},
    {"2026-11-22  T00:00:23", NULL},
    {"2026-11/22 00:00:23", NULL},
    {"2026-02-29 00:00:23", NULL},
    {"2026-13-01 00:00:23", NULL},
    {"2026-11-22T24:00:00Z", NULL},
    {"2026-11-22T00:00:23+25:00", NULL},
    {"2026-11-22T00:00:23Z x", NULL},
    {"2026-11-22T00:00:23 Asia/Seoul", NULL},
    {"2026-11-22T00:00:23.", NULL},
    {"x 2026-11-22T00:00:23Z", NULL},
    {"0026-11-22 00:00:23", NULL},
    /* RFC 5322 */
    {"Sun, 22 Nov 2026 00:00:23 +0900", "2026-11-22T00:00:23"},
    {"22 Nov 2026 00:00:23 +0900", "2026-11-22T00:00:23"},
    {"Sat, 21 Nov 2026 15:00:23 GMT", "2026-11-22T00:00:23"},
    {"Sat, 21 Nov 2026 15:00:23 UT", "2026-11-22T00:00:23"},
    {"Sat, 21 Nov 2026 15:00 UTC", "2026-11-22T00:00:00"},
    {"Sat, 21 Nov 2026 10:00:23 EST", "2026-11-22T00:00:23"},
    {"Sat, 21 Nov 2026 07:00:23 PST", "2026-11-22T00:00:23"},
    {"Wed, 1 Jul 2026 11:00:00 EDT", "2026-07-02T00:00:00"},
    {"Sun, 22 Nov 2026 00:00:23 +0900 (KST)", "2026-11-22T00:00:23"},
    {"Sun, 22 Nov 2026 00:00:23", "2026-11-22T00:00:23"},
    {"Sun,22 Nov 2026 00:00:23 +0900", "2026-11-22T00:00:23"},
    {"Sunday, 22 November 2026 00:00:23", "2026-11-22T00:00:23"},
    {"Sat, 31 Dec 2016 23:59:60 +0000", "2017-01-01T09:00:00"},
    {"Mon, 22 Nov 2026 00:00:23 +0900", NULL},
    {"Sun, 22 Nov 26 00:00:23 +0900", NULL},
    {"Sun, 22 Nom 2026 00:00:23 +0900", NULL},
    {"Sun, 31 Nov 2026 00:00:23 +0900", NULL},
    {"Sun, 22 Nov 2026 +0900", NULL},
    {"Sun, 22 Nov 2026 00:00:23 KST", NULL},
    {"Sun, 22 Nov 2026 00:00:23 +0900 (KST", NULL},
    {"Sun, 22 Nov 2026 00:00:23 +0900 (KST) x", NULL},
    {"Sun, 22 Nov 2026 00:00:23 (KST)", NULL},
    {"Sun 22", NULL},
    {"Sun,", NULL},
    /* dashes, words, halves of the day */
    {"22-Nov-2026 10:30:00", "2026-11-22T10:30:00"},
    {"2-nov-2026 10:30", "2026-11-02T10:30:00"},
    {"22-Nov 2026 10:30:00", NULL},
    {"22-11-2026 10:30:00", NULL},
    {"Nov 22, 2026 10:30 AM", "2026-11-22T10:30:00"},
    {"Nov 22, 2026, 10:30:15 PM", "2026-11-22T22:30:15"},
    {"November 22, 2026 10:30pm", "2026-11-22T22:30:00"},
    {"Nov 22, 2026 10:30\xe2\x80\xafPM", "2026-11-22T22:30:00"},
    {"Nov 22 2026 22:30", "2026-11-22T22:30:00"},
    {"Sun Nov 22, 2026 12:05 AM", "2026-11-22T00:05:00"},
    {"Nov 22, 2026 12:05 PM", "2026-11-22T12:05:00"},
    {"Nov 22, 2026 10:30 AM UTC", "2026-11-22T19:30:00"},
    {"Nov 22, 2026 13:30 PM", NULL},
    {"Nov 22, 2026 0:30 AM", NULL},
    {"Nov 22, 2026 10:30 AMx", NULL},
    {"Nov 22, 10:30 AM", NULL},
    {"Nov 22, 2026", NULL},
    {"Nov2022, 2026 10:30", NULL},
    /* slashes: which number is the day must be plain */
    {"11/22/2026 10:30 PM", "2026-11-22T22:30:00"},
    {"22/11/2026 22:30", "2026-11-22T22:30:00"},
    {"11/11/2026, 10:30:00 PM", "2026-11-11T22:30:00"},
    {"1/31/2026 9:05", "2026-01-31T09:05:00"},
    {"11/12/2026 10:30 PM", NULL},
    {"13/13/2026 10:30 PM", NULL},
    {"11/22/26 10:30 PM", NULL},
    {"11/22/2026", NULL},
    {"", NULL},
    {"   ", NULL},
    {"-", NULL},
    {"yesterday", NULL},
};

Test(stamp_free, each_form)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char shown[RFC3339_BYTES] = "none";
        int64_t time;
        if (stamp_free(view_of(rows[i].text), seoul, &time))
            clock_rfc3339(shown, time, seoul);
        shown[19] = '\0';
        cr_expect_str_eq(shown, rows[i].want != NULL ? rows[i].want : "none",
                         "\"%s\": %s", rows[i].text, shown);
    }
}

Test(stamp_free, cut_at_every_byte)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (size_t bytes = 0; bytes <= strlen(rows[i].text); bytes++) {
            char *copy = malloc(bytes + (bytes == 0));
            int64_t time = 0;
            memcpy(copy, rows[i].text, bytes);
            if (stamp_free((sls_view){copy, bytes}, seoul, &time))
                cr_expect(time > 0, "\"%s\"", rows[i].text);
            free(copy);
        }
}
