/*
 * text_cause_test.c - the lines of one cause: who, when, the reply word for word, what to
 * do and where that is said; each on lines of its own, also when the reply is empty.
 */
#include "write/text_cause.h"

#include <locale.h>

#include <criterion/criterion.h>

#include "../plugins/paper_report.h"

static const struct paper_mail base = {.provider = PAPER_ACME,
                                       .rule = PAPER_UNVERIFIED,
                                       .fate = FATE_FAILED,
                                       .time = PAPER_START + 3600,
                                       .sender = "a@example.com",
                                       .domain = "x.example",
                                       .reply = "550 5.7.1 not verified"};

/* The first cause of what was filled in; to be freed by the caller. */
static char *drawn(struct paper_report *it)
{
    char *bytes = NULL;
    size_t length = 0;
    struct page page = {.file = open_memstream(&bytes, &length),
                        .width = it->report.width};
    struct summary summary;
    struct report report = it->report;

    cr_assert_not_null(setlocale(LC_CTYPE, "C.UTF-8"));
    summary_open(&summary, &it->paper.tally, it->zone);
    report.summary = &summary;
    text_cause(&page, &report, &summary.causes[0], 1);
    fclose(page.file);
    summary_close(&summary);
    return bytes;
}

static void expect_line(const char *text, const char *line, const char *name)
{
    cr_expect_not_null(strstr(text, line), "%s: lacks \"%s\":\n%s", name, line, text);
}

static const struct {
    const char *name;
    int senders, each;
    const char *want;
} who[] = {
    {"one", 1, 3, "    who    s0@example.com (all 3)\n"},
    {"two", 2, 1, "    who    s0@example.com 1, s1@example.com 1\n"},
    {"three", 3, 1, "    who    s0@example.com 1, s1@example.com 1, s2@example.com 1\n"},
    {"four", 4, 1,
     "    who    s0@example.com 1, s1@example.com 1, s2@example.com 1 (+1 more)\n"},
    {"many", 150, 1,
     "    who    s0@example.com 1, s100@example.com 1, s101@example.com 1 (+147 more)\n"},
};

Test(text_cause, who)
{
    for (size_t i = 0; i < SLS_COUNT(who); i++) {
        struct paper_report it;
        char sender[32];
        struct paper_mail mail = base;
        paper_report_open(&it);
        mail.sender = sender;
        for (int s = 0; s < who[i].senders; s++) {
            snprintf(sender, sizeof(sender), "s%d@example.com", s);
            paper_report_mail(&it, &mail, who[i].each);
        }
        char *text = drawn(&it);
        expect_line(text, who[i].want, who[i].name);
        free(text);
        paper_report_close(&it);
    }
}

Test(text_cause, nobody_known)
{
    struct paper_report it;
    struct paper_mail mail = base;

    paper_report_open(&it);
    mail.sender = "";
    paper_report_mail(&it, &mail, 2);
    char *text = drawn(&it);
    cr_expect_null(strstr(text, "who"), "%s", text);
    free(text);
    paper_report_close(&it);
}

static const struct {
    const char *name;
    int64_t first, last; /* from PAPER_START */
    int64_t accepted;
    const char *want;
} when[] = {
    {"once", 3600, 3600, 0, "    when   at 01:00:00, still happening\n"},
    {"a while", 3600, 7205, 0,
     "    when   since 01:00:00, last 02:00:05, still happening\n"},
    {"over", 3600, 7205, 7300,
     "    when   since 01:00:00, last 02:00:05, over: mail was accepted after it\n"},
    {"days", 3600, 90000, 0,
     "    when   since 22 Nov 01:00:00, last 01:00:00, still happening\n"},
    {"no times", -PAPER_START, -PAPER_START, 0, NULL},
};

Test(text_cause, when)
{
    for (size_t i = 0; i < SLS_COUNT(when); i++) {
        struct paper_report it;
        struct paper_mail mail = base;
        paper_report_open(&it);
        mail.time = PAPER_START + when[i].first;
        paper_report_mail(&it, &mail, 1);
        mail.time = PAPER_START + when[i].last;
        paper_report_mail(&it, &mail, 1);
        mail.fate = FATE_ACCEPTED;
        mail.time = PAPER_START + when[i].accepted;
        paper_report_mail(&it, &mail, when[i].accepted > 0);
        char *text = drawn(&it);
        if (when[i].want != NULL)
            expect_line(text, when[i].want, when[i].name);
        else
            cr_expect_null(strstr(text, "when"), "%s", text);
        free(text);
        paper_report_close(&it);
    }
}

Test(text_cause, title_and_counts)
{
    struct paper_report it;
    struct paper_mail mail = base;

    paper_report_open(&it);
    paper_report_mail(&it, &mail, 1);
    mail.fate = FATE_DELAYED;
    paper_report_mail(&it, &mail, 1200);
    char *text = drawn(&it);
    expect_line(text, " 1. Acme Mail: From address is not a verified sender", "title");
    expect_line(text, "1 failed, 1,200 delayed  100%\n", "counts");
    expect_line(text,
                "    note   These are retried, but cannot succeed until this is put",
                "note");
    cr_expect_null(strstr(text, "    to "), "whom matters little: %s", text);
    free(text);
    paper_report_close(&it);
}

/* A link is copied as a whole: it is never broken, however narrow the page. */
Test(text_cause, links_are_whole)
{
    struct paper_report it;
    struct paper_mail mail = base;

    paper_report_open(&it);
    it.report.width = 30;
    mail.rule = PAPER_UNOWNED;
    paper_report_mail(&it, &mail, 1);
    char *text = drawn(&it);
    expect_line(text, "    link   https://help.acme.example/own\n", "first");
    expect_line(text, "           https://help.acme.example/faq\n", "second");
    free(text);
    paper_report_close(&it);
}

Test(text_cause, long_replies_are_cut_with_a_mark)
{
    struct paper_report it;
    struct paper_mail mail = base;
    char reply[1000];

    for (size_t i = 0; i < sizeof(reply); i++)
        reply[i] = i % 8 == 7 ? ' ' : 'w';
    reply[sizeof(reply) - 1] = '\0';
    paper_report_open(&it);
    it.report.width = 60;
    mail.reply = reply;
    paper_report_mail(&it, &mail, 1);
    char *text = drawn(&it);
    expect_line(text, "wwwwwww ...\n    do     Verify", "three lines");
    free(text);
    paper_report_close(&it);
}

/* Postfix writes "status=bounced ()": the lines behind the reply keep their own lines. */
Test(text_cause, empty_reply)
{
    struct paper_report it;
    struct paper_mail mail = base;

    paper_report_open(&it);
    mail.reply = "";
    paper_report_mail(&it, &mail, 1);
    char *text = drawn(&it);
    expect_line(text, "\n    do     Verify the sender.\n", "empty reply");
    free(text);
    paper_report_close(&it);
}
