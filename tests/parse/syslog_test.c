/*
 * syslog_test.c - holds syslog_read() to time, host, program and body of the heads that
 * syslogd, rsyslog, syslog-ng and journalctl write, with and without priority, host and
 * pid, and to taking nothing that is no head.
 */
#include "parse/syslog.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

#define TEN      "2026-11-22T10:00:23+00:00"
#define SMTP     "postfix/smtp"
#define BODY     "4XyZ1a2b3c: removed"
#define TAGGED   SMTP "[4242]: " BODY
#define OLD      "Nov 22 10:00:23 "
#define PROTOCOL "2026-11-22T10:00:23Z "

struct head_row {
    const char *name;
    const char *line;
    const char *time; /* NULL: no head */
    const char *host;
    const char *program;
    const char *body;
};

static const struct head_row heads[] = {
    {"RFC 3164", OLD "mx1 " TAGGED, TEN, "mx1", SMTP, BODY},
    {"day of one digit", "Nov  2 10:00:23 mx1 " TAGGED, "2026-11-02T10:00:23+00:00",
     "mx1", SMTP, BODY},
    {"full host name", OLD "mx1.example.com " TAGGED, TEN, "mx1.example.com", SMTP, BODY},
    {"host by address", OLD "192.0.2.1 " TAGGED, TEN, "192.0.2.1", SMTP, BODY},
    {"host by IPv6", OLD "2001:db8::1 " TAGGED, TEN, "2001:db8::1", SMTP, BODY},
    {"no host", OLD TAGGED, TEN, "", SMTP, BODY},
    {"no pid", OLD "mx1 postfix/smtp: " BODY, TEN, "mx1", SMTP, BODY},
    {"no host, no pid", OLD "postfix/smtp: " BODY, TEN, "", SMTP, BODY},
    {"pid of words", OLD "mx1 postfix/smtp[a b:c]: " BODY, TEN, "mx1", SMTP, BODY},
    {"empty pid", OLD "mx1 postfix/smtp[]: " BODY, TEN, "mx1", SMTP, BODY},
    {"blanks before the tag", OLD "mx1   " TAGGED, TEN, "mx1", SMTP, BODY},
    {"blanks before the body", OLD "mx1 postfix/smtp[1]:   x", TEN, "mx1", SMTP, "x"},
    {"no blank before the body", OLD "mx1 postfix/smtp[1]:x", TEN, "mx1", SMTP, "x"},
    {"no body", OLD "mx1 postfix/smtp[1]:", TEN, "mx1", SMTP, ""},
    {"colons in the body", OLD "mx1 a: b: c[1]: d", TEN, "mx1", "a", "b: c[1]: d"},
    {"instance", OLD "mx1 postfix-10.20.30.40/smtp[1]: x", TEN, "mx1",
     "postfix-10.20.30.40/smtp", "x"},
    {"priority", "<22>" OLD "mx1 " TAGGED, TEN, "mx1", SMTP, BODY},
    {"priority 0", "<0>" OLD "mx1 " TAGGED, TEN, "mx1", SMTP, BODY},
    {"priority 191", "<191>" OLD "mx1 " TAGGED, TEN, "mx1", SMTP, BODY},
    {"priority too high", "<192>" OLD "mx1 " TAGGED, NULL, NULL, NULL, NULL},
    {"priority of letters", "<mail>" OLD "mx1 " TAGGED, NULL, NULL, NULL, NULL},
    {"priority never closed", "<22 " OLD "mx1 " TAGGED, NULL, NULL, NULL, NULL},
    {"year behind the day", "Nov 22 2026 10:00:23 mx1 " TAGGED, TEN, "mx1", SMTP, BODY},
    {"year first", "2026 Nov 22 10:00:23.123 mx1 " TAGGED, TEN, "mx1", SMTP, BODY},
    {"colon behind the stamp", "Nov 22 10:00:23: mx1 " TAGGED, TEN, "mx1", SMTP, BODY},

    {"RFC 3339, UTC", PROTOCOL "mx1 " TAGGED, TEN, "mx1", SMTP, BODY},
    {"RFC 3339, offset", "2026-11-22T19:00:23.123456+09:00 mx1 " TAGGED, TEN, "mx1", SMTP,
     BODY},
    {"RFC 3339, west", "2026-11-22T05:30:23-04:30 mx1 " TAGGED, TEN, "mx1", SMTP, BODY},
    {"journalctl short-iso", "2026-11-22T19:00:23+0900 mx1 " TAGGED, TEN, "mx1", SMTP,
     BODY},
    {"RFC 3339, no zone", "2026-11-22T10:00:23 mx1 " TAGGED, TEN, "mx1", SMTP, BODY},
    {"RFC 3339, blank for T", "2026-11-22 10:00:23 mx1 " TAGGED, TEN, "mx1", SMTP, BODY},
    {"RFC 3339, no host", PROTOCOL TAGGED, TEN, "", SMTP, BODY},
    {"RFC 3339, priority", "<22>" PROTOCOL "mx1 " TAGGED, TEN, "mx1", SMTP, BODY},

    {"RFC 5424", "<22>1 " PROTOCOL "mx1 postfix/smtp 4242 - - " BODY, TEN, "mx1", SMTP,
     BODY},
    {"RFC 5424, message id", "<22>1 " PROTOCOL "mx1 postfix/smtp 1 ID47 - x", TEN, "mx1",
     SMTP, "x"},
    {"RFC 5424, no pid", "<22>1 " PROTOCOL "mx1 postfix/smtp - - - x", TEN, "mx1", SMTP,
     "x"},
    {"RFC 5424, data", "<22>1 " PROTOCOL "mx1 postfix/smtp 1 - [a@1 b=\"c d\"] x", TEN,
     "mx1", SMTP, "x"},
    {"RFC 5424, data twice", "<22>1 " PROTOCOL "mx1 postfix/smtp 1 - [a b=\"c\"][d] x",
     TEN, "mx1", SMTP, "x"},
    {"RFC 5424, data alone", "<22>1 " PROTOCOL "mx1 postfix/smtp 1 - [a b=\"c\"]", TEN,
     "mx1", SMTP, ""},
    {"RFC 5424, no message", "<22>1 " PROTOCOL "mx1 postfix/smtp 1 - -", TEN, "mx1", SMTP,
     ""},
    {"RFC 5424, only a host", "<22>1 " PROTOCOL "mx1", NULL, NULL, NULL, NULL},
    {"RFC 5424, tag in the message", "<22>1 " PROTOCOL "mx1 sshd 1 - - " TAGGED, TEN,
     "mx1", "sshd", TAGGED},

    {"no stamp", "mx1 " TAGGED, NULL, NULL, NULL, NULL},
    {"no tag", OLD "mx1 last message repeated 3 times", NULL, NULL, NULL, NULL},
    {"no tag, no host", OLD "last message repeated", NULL, NULL, NULL, NULL},
    {"pid never closed", OLD "mx1 postfix/smtp[1: x", NULL, NULL, NULL, NULL},
    {"no colon", OLD "mx1 postfix/smtp[1] x", NULL, NULL, NULL, NULL},
    {"no program", OLD "mx1 [1]: x", NULL, NULL, NULL, NULL},
    {"only a stamp", "Nov 22 10:00:23", NULL, NULL, NULL, NULL},
    {"stamp and host", OLD "mx1", NULL, NULL, NULL, NULL},
    {"no such day", "Nov 31 10:00:23 mx1 " TAGGED, NULL, NULL, NULL, NULL},
    {"no such month", "Nev 22 10:00:23 mx1 " TAGGED, NULL, NULL, NULL, NULL},
    {"no such hour", "Nov 22 24:00:23 mx1 " TAGGED, NULL, NULL, NULL, NULL},
    {"empty", "", NULL, NULL, NULL, NULL},
    {"only a priority", "<22>", NULL, NULL, NULL, NULL},
    {"one byte", "<", NULL, NULL, NULL, NULL},
};

/* Section 6 of RFC 5424 for "-", section 6.3.3 for "\]", section 6.4 for the mark. */
static const struct head_row fine_print[] = {
    {"RFC 5424, host not known", "<22>1 " PROTOCOL "- postfix/smtp 1 - - x", TEN, "",
     SMTP, "x"},
    {"RFC 5424, escaped bracket",
     "<22>1 " PROTOCOL "mx1 postfix/smtp 1 - [a b=\"c\\] d\"] x", TEN, "mx1", SMTP, "x"},
    {"RFC 5424, byte order mark",
     "<22>1 " PROTOCOL "mx1 postfix/smtp 1 - - \xEF\xBB\xBF"
     "x",
     TEN, "mx1", SMTP, "x"},
};

/* Stamps without a zone are UTC, those without a year of 2026. */
static struct stamp_reader open_stamps(void)
{
    struct stamp_reader stamps;

    stamp_open(&stamps, (struct zone){.fixed = true}, 0, 2026);
    return stamps;
}

static void check_view(const char *name, const char *part, sls_view found,
                       const char *want)
{
    cr_expect(view_equal(found, view_of(want)), "%s: %s \"%.*s\"", name, part,
              (int)found.len, found.ptr);
}

static void check_head(const struct head_row *row)
{
    struct stamp_reader stamps = open_stamps();
    struct head head;
    size_t bytes = strlen(row->line);
    char *block = malloc(bytes + (bytes == 0)), time[RFC3339_BYTES];

    memcpy(block, row->line, bytes);
    bool read = syslog_read(&stamps, (sls_view){block, bytes}, &head);
    cr_expect_eq(read, row->time != NULL, "%s: read", row->name);
    if (read && row->time != NULL) {
        clock_rfc3339(time, head.time, (struct zone){.fixed = true});
        cr_expect_str_eq(time, row->time, "%s: %s", row->name, time);
        cr_expect(head.stamped, "%s: stamped", row->name);
        check_view(row->name, "host", head.host, row->host);
        check_view(row->name, "program", head.program, row->program);
        check_view(row->name, "body", head.body, row->body);
    }
    free(block);
}

Test(syslog, head)
{
    for (size_t i = 0; i < SLS_COUNT(heads); i++)
        check_head(&heads[i]);
}

Test(syslog, fine_print_of_rfc5424)
{
    for (size_t i = 0; i < SLS_COUNT(fine_print); i++)
        check_head(&fine_print[i]);
}

/* A line with a stamp and no tag is a log line all the same: the caller is told. */
Test(syslog, stamp_without_tag)
{
    struct stamp_reader stamps = open_stamps();
    struct head head;

    cr_expect_not(syslog_read(&stamps, VIEW(OLD "last message repeated"), &head));
    cr_expect(head.stamped);
    cr_expect_not(syslog_read(&stamps, VIEW("no stamp here, but a colon: x"), &head));
    cr_expect_not(head.stamped);
}

/* Whatever is cut off a line, what is read stands in what is left of it. */
Test(syslog, every_beginning)
{
    static const char *const lines[] = {
        "<22>Nov 22 2026 10:00:23 mx1 " TAGGED,
        "<22>1 2026-11-22T10:00:23.123+09:00 mx1 postfix/smtp 1 - [a b=\"c\"] " BODY,
    };

    for (size_t i = 0; i < SLS_COUNT(lines); i++)
        for (size_t bytes = 0; bytes <= strlen(lines[i]); bytes++) {
            struct stamp_reader stamps = open_stamps();
            struct head head;
            char *block = malloc(bytes + (bytes == 0));
            memcpy(block, lines[i], bytes);
            if (syslog_read(&stamps, (sls_view){block, bytes}, &head))
                cr_expect(view_end(head.body) <= block + bytes, "line %zu, %zu bytes", i,
                          bytes);
            free(block);
        }
}

static const struct {
    const char *name;
    const char *line;
    const char *host; /* NULL: no tag */
    const char *program;
    const char *body;
} tags[] = {
    {"tag", TAGGED, "", SMTP, BODY},
    {"host and tag", "mx1 " TAGGED, "mx1", SMTP, BODY},
    {"no pid", "postfix/smtp: " BODY, "", SMTP, BODY},
    {"sentence", "error: x", "", "error", "x"},
    {"host and sentence", "some error: x", "some", "error", "x"},
    {"blank in front", " postfix/smtp[1]: x", NULL, NULL, NULL},
    {"two words before it", "mx1 said postfix/smtp[1]: x", NULL, NULL, NULL},
    {"no colon", "postfix/smtp[1] x", NULL, NULL, NULL},
    {"quoted", "\"postfix/smtp[1]: x\"", NULL, NULL, NULL},
    {"pid never closed", "postfix/smtp[1: x", NULL, NULL, NULL},
    {"one word", "removed", NULL, NULL, NULL},
    {"only a colon", ":", NULL, NULL, NULL},
    {"empty", "", NULL, NULL, NULL},
};

Test(syslog, tag)
{
    for (size_t i = 0; i < SLS_COUNT(tags); i++) {
        struct head head;
        bool read = syslog_read_tag(view_of(tags[i].line), &head);
        cr_expect_eq(read, tags[i].host != NULL, "%s: read", tags[i].name);
        cr_expect_not(head.stamped, "%s: stamped", tags[i].name);
        cr_expect_eq(head.time, 0, "%s: time", tags[i].name);
        if (!read || tags[i].host == NULL)
            continue;
        check_view(tags[i].name, "host", head.host, tags[i].host);
        check_view(tags[i].name, "program", head.program, tags[i].program);
        check_view(tags[i].name, "body", head.body, tags[i].body);
    }
}
