/*
 * tags_test.c - holds a tag that was seen before to giving what it gave the first time,
 * whatever stands behind it.
 */
#include "parse/tags.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/view.h"
#include "parse/format.h"
#include "parse/postfix.h"

#define STAMP "2026-11-22T10:00:23Z "

/* Alike up to the bracket, and unlike behind it or in the form of the head. */
static const char *const lines[] = {
    STAMP "mx1 postfix/smtp[4242]: 4XyZ1a2b3c: to=<a@b.example>, relay=none, "
          "status=sent (250 Ok)",
    STAMP "mx1 postfix/smtp[1]: 4XyZ1a2b3c: to=<c@d.example>, relay=none, "
          "status=bounced (550 No)",
    STAMP "mx1 postfix/smtp[1] 4XyZ1a2b3c: no colon behind the bracket",
    STAMP "mx1 postfix/smtp[1",
    STAMP "mx1 postfix/smtp[",
    STAMP "mx1 postfix/smtp[]:",
    STAMP "mx1 postfix/smtp[x y]:   removed",
    "<22>1 " STAMP "mx1 postfix/smtp[1]: - - - 4XyZ1a2b3c: removed",
    "<22>" STAMP "mx1 postfix/smtp[9]: 4XyZ1a2b3c: removed",
    "Nov 22 10:00:23 mx1 postfix/smtp[9]: 4XyZ1a2b3c: removed",
    STAMP "mx2 postfix/smtp[1]: 4XyZ1a2b3c: removed",
    STAMP "mx1  postfix/smtp[1]: 4XyZ1a2b3c: removed",
    STAMP "mx1 postfix/qmgr[1]: 4XyZ1a2b3c: removed",
    STAMP "postfix/smtp[1]: 4XyZ1a2b3c: removed",
    STAMP "mx1 sshd[1]: Invalid user",
    STAMP "mx1 sshd[2]: " STAMP "mx9 postfix/qmgr[1]: 4XyZ1a2b3c: removed",
    STAMP "mx1 a[1]: x",
    STAMP "mx1 sendmail[1]: log info was: host=smtp.example.org tls=on auth=on",
    STAMP "mx1 sendmail[1]: 4XyZ1a2b3c: to=<a@b.example>, stat=Sent",
};

/* What a line is read as, in one text. */
static void tell(struct parser *parser, const char *line, char *told, size_t room)
{
    struct record record;

    parser_read(parser, view_of(line), &record);
    const sls_attempt *attempt = &record.attempt;
    snprintf(told, room, "%d %s %lld [%.*s] [%.*s] [%.*s] [%.*s]", (int)record.kind,
             record.format != NULL ? record.format : "", (long long)attempt->time,
             (int)attempt->host.len, attempt->host.ptr, (int)attempt->instance.len,
             attempt->instance.ptr, (int)attempt->queue_id.len, attempt->queue_id.ptr,
             (int)record.body.len, record.body.ptr);
}

Test(tags, seen_before_gives_what_it_gave_first)
{
    struct parser known;
    parser_open(&known);

    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < SLS_COUNT(lines); i++) {
            struct parser fresh;
            char first[512], again[512];
            parser_open(&fresh);
            tell(&fresh, lines[i], first, sizeof(first));
            tell(&known, lines[i], again, sizeof(again));
            cr_expect_str_eq(again, first, "round %d, line %zu", round, i);
            parser_close(&fresh);
        }
    parser_close(&known);
}

Test(tags, one_that_was_kept_is_known)
{
    struct tags *tags = calloc(1, sizeof(*tags));
    struct stamp_reader stamps;
    struct head head;

    stamp_open(&stamps, (struct zone){.fixed = true}, 0, 0);
    cr_assert(syslog_read_stamp(&stamps, view_of(lines[0]), &head));
    cr_expect_null(tags_read(tags, &head));
    cr_assert(syslog_read_source(&head));
    tags_keep(tags, &head, &mta_postfix);
    cr_assert(syslog_read_stamp(&stamps, view_of(lines[1]), &head));
    const struct tag *tag = tags_read(tags, &head);
    cr_assert_not_null(tag);
    cr_expect_eq(tag->mta, &mta_postfix);
    cr_expect(view_equal(head.program, VIEW("postfix/smtp")));
    cr_expect(view_equal(head.pid, VIEW("1")));
    cr_expect(view_starts(head.body, VIEW("4XyZ1a2b3c: to=<c@")));
    free(tags);
}
