/*
 * report_text_test.c - the report for a person: two lines when all is well, what could
 * not be read at the top and again at the end, the rule's action deciding the section,
 * nothing cut in silence, and no byte of the log that could do harm.
 */
#include <locale.h>

#include <criterion/criterion.h>

#include "../plugins/paper_report.h"
#include "write/page.h"

static const struct paper_mail accepted = {.provider = PAPER_ACME,
                                           .fate = FATE_ACCEPTED,
                                           .time = PAPER_START + 1800,
                                           .sender = "a@example.com",
                                           .domain = "x.example",
                                           .delay_ms = 1000};
static const struct paper_mail retried = {.provider = PAPER_ACME,
                                          .rule = PAPER_RATE,
                                          .fate = FATE_ACCEPTED,
                                          .time = PAPER_START + 1800,
                                          .retried_until = PAPER_START + 3000,
                                          .sender = "a@example.com",
                                          .domain = "x.example",
                                          .delay_ms = 1000};
static const struct paper_mail unverified = {.provider = PAPER_ACME,
                                             .rule = PAPER_UNVERIFIED,
                                             .fate = FATE_FAILED,
                                             .time = PAPER_START + 3600,
                                             .sender = "sales@example.com",
                                             .domain = "x.example",
                                             .reply = "550 5.7.1 not verified"};
static const struct paper_mail slowed = {.provider = PAPER_ACME,
                                         .rule = PAPER_RATE,
                                         .fate = FATE_DELAYED,
                                         .time = PAPER_START + 3600,
                                         .sender = "a@example.com",
                                         .domain = "y.example",
                                         .reply = "450 4.7.1 slow down"};
static const struct paper_mail strange = {.provider = PAPER_GENERIC,
                                          .rule = RULE_UNCLASSIFIED,
                                          .fate = FATE_FAILED,
                                          .time = PAPER_START + 7200,
                                          .sender = "b@example.com",
                                          .domain = "z.example",
                                          .reply = "550 strange"};

static void open_report(struct paper_report *it)
{
    cr_assert_not_null(setlocale(LC_CTYPE, "C.UTF-8"));
    paper_report_open(it);
}

static size_t lines_of(const char *text)
{
    size_t lines = 0;

    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

static void expect_after(const char *text, const char *first, const char *second)
{
    const char *a = strstr(text, first), *b = strstr(text, second);

    cr_expect(a != NULL && b != NULL && a < b, "\"%s\" before \"%s\" in\n%s", first,
              second, text);
}

static const struct {
    const char *name;
    int accepted, retried;
    const char *want;
} fine[] = {
    {"nothing sent", 0, 0, "  no mail was sent to other hosts\n"},
    {"one", 1, 0, "  the only recipient accepted\n"},
    {"many", 1234, 0, "  all 1,234 recipients accepted\n"},
    {"after a retry", 3, 2, "  all 5 recipients accepted, 2 of them after a retry\n"},
};

Test(report_text, two_lines_when_all_is_well)
{
    for (size_t i = 0; i < SLS_COUNT(fine); i++) {
        struct paper_report it;
        open_report(&it);
        tally_seen(&it.paper.tally, PAPER_START, paper_name(&it.paper, "mx1"));
        paper_report_mail(&it, &accepted, fine[i].accepted);
        paper_report_mail(&it, &retried, fine[i].retried);
        char *text = paper_report_text(&it, &report_text);
        cr_expect_eq(lines_of(text), 2, "%s:\n%s", fine[i].name, text);
        cr_expect_not_null(strstr(text, fine[i].want), "%s:\n%s", fine[i].name, text);
        cr_expect_eq(strncmp(text, "mx1  Sun 22 Nov 2026  00:00:00 - ", 33), 0, "%s",
                     text);
        cr_expect_not_null(strstr(text, ", all read\n"), "%s", text);
        free(text);
        paper_report_close(&it);
    }
}

static const char *const trouble[] = {
    "mx1  Sun 22 Nov 2026  00:30:00 - 02:00:00 +0000",
    "40 lines, 16 recipients, all read\n",
    "  6 of 16 not accepted  (37.5%)",
    "        4 failed    given up, the sender was told",
    "        2 delayed   still queued, being retried",
    "  Acme Mail                  10        2       3     33.3%         00:30:00",
    "  Other SMTP                  0        0       1    100.0%                -",
    "FIX FIRST\n",
    " 1. Acme Mail: From address is not a verified sender",
    "3 failed   50%",
    "    who    sales@example.com (all 3)\n",
    "    when   at 01:00:00, still happening\n",
    "    reply  550 5.7.1 not verified\n",
    "    do     Verify the sender.\n           Then send again.\n",
    "    link   https://help.acme.example/verify\n",
    "WILL RETRY BY ITSELF\n",
    " 2. Acme Mail: Sending too fast",
    "2 delayed   33%",
    "    to     y.example (all 2)\n",
    "    note   The oldest has waited 1 h 0 min.\n",
    "NOT CLASSIFIED",
    "      1  Other SMTP: 550 strange\n",
    "Accepted is not delivered: what became of the 10 after the 250",
    "Next: --evidence 1   --explain acme/sender-not-verified",
};

static void add_trouble(struct paper_report *it)
{
    paper_report_mail(it, &accepted, 10);
    paper_report_mail(it, &unverified, 3);
    paper_report_mail(it, &slowed, 2);
    paper_report_mail(it, &strange, 1);
}

Test(report_text, trouble_in_its_order)
{
    struct paper_report it;

    open_report(&it);
    add_trouble(&it);
    char *text = paper_report_text(&it, &report_text);
    for (size_t i = 0; i < SLS_COUNT(trouble); i++)
        cr_expect_not_null(strstr(text, trouble[i]), "lacks \"%s\":\n%s", trouble[i],
                           text);
    expect_after(text, "FIX FIRST", "WILL RETRY BY ITSELF");
    expect_after(text, "WILL RETRY BY ITSELF", "NOT CLASSIFIED");
    expect_after(text, "NOT CLASSIFIED", "Accepted is not delivered");
    cr_expect_null(strstr(text, "Other SMTP: Refused for a reason"));
    free(text);
    paper_report_close(&it);
}

static const struct {
    const char *name;
    uint16_t rule;
    enum fate fate;
    bool waits;
} sections[] = {
    {"delayed, and it passes", PAPER_RATE, FATE_DELAYED, true},
    {"failed is never left to itself", PAPER_RATE, FATE_FAILED, false},
    {"delayed, but it cannot pass", PAPER_UNVERIFIED, FATE_DELAYED, false},
    {"the rule's action, not the cause's", PAPER_CREDITS, FATE_DELAYED, true},
    {"the rule's action, failed", PAPER_CREDITS, FATE_FAILED, false},
};

Test(report_text, the_action_decides_the_section)
{
    for (size_t i = 0; i < SLS_COUNT(sections); i++) {
        struct paper_report it;
        struct paper_mail mail = slowed;
        open_report(&it);
        mail.rule = sections[i].rule;
        mail.fate = sections[i].fate;
        paper_report_mail(&it, &mail, 2);
        char *text = paper_report_text(&it, &report_text);
        cr_expect_eq(strstr(text, "WILL RETRY BY ITSELF") != NULL, sections[i].waits,
                     "%s:\n%s", sections[i].name, text);
        cr_expect_eq(strstr(text, "FIX FIRST") != NULL, !sections[i].waits, "%s:\n%s",
                     sections[i].name, text);
        cr_expect_eq(strstr(text, "cannot succeed until this is put right") != NULL,
                     sections[i].rule == PAPER_UNVERIFIED, "%s:\n%s", sections[i].name,
                     text);
        free(text);
        paper_report_close(&it);
    }
}

Test(report_text, what_is_cut_is_said)
{
    static const struct {
        size_t top, shown;
        const char *hidden;
    } rows[] = {{0, 3, NULL},
                {1, 1, "(+2 more, --top=0 for all)\n"},
                {2, 2, "(+1 more, --top=0 for all)\n"},
                {3, 3, NULL},
                {10, 3, NULL}};
    static const char *const titles[] = {" 1. Acme Mail: From", " 2. Acme Mail: Sending",
                                         " 3. Other SMTP: Connection"};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct paper_report it;
        struct paper_mail late = slowed;
        open_report(&it);
        late.provider = PAPER_GENERIC;
        late.rule = PAPER_TIMEOUT;
        paper_report_mail(&it, &unverified, 3);
        paper_report_mail(&it, &slowed, 2);
        paper_report_mail(&it, &late, 1);
        it.report.top = rows[i].top;
        char *text = paper_report_text(&it, &report_text);
        size_t shown = 0;
        for (size_t c = 0; c < SLS_COUNT(titles); c++)
            shown += strstr(text, titles[c]) != NULL ? 1 : 0;
        cr_expect_eq(shown, rows[i].shown, "top %zu:\n%s", rows[i].top, text);
        cr_expect_eq(strstr(text, "more, --top=0") != NULL, rows[i].hidden != NULL, "%s",
                     text);
        if (rows[i].hidden != NULL)
            cr_expect_not_null(strstr(text, rows[i].hidden), "%s", text);
        free(text);
        paper_report_close(&it);
    }
}

/* What was passed over is not "all read". */
Test(report_text, not_understood)
{
    struct paper_report it;

    open_report(&it);
    add_trouble(&it);
    it.ledgers[0].malformed = 2499;
    it.ledgers[0].first_malformed = 7;
    it.ledgers[0].overlong = 1;
    char *text = paper_report_text(&it, &report_text);
    cr_expect_not_null(strstr(text, "recipients, 2,500 not understood\n"), "%s", text);
    cr_expect_null(strstr(text, "all read"));
    free(text);
    paper_report_close(&it);
}

/* The eye lands at the prompt: problems stand at both ends. */
Test(report_text, problems_at_both_ends)
{
    struct paper_report it;

    open_report(&it);
    add_trouble(&it);
    fail(&it.ledgers[0].problem, "mail.log: ends inside the compressed data");
    it.ledgers[0].malformed = 1;
    it.ledgers[0].first_malformed = 7;
    it.ledgers[0].overlong = 2;
    it.warnings[0] = "something was left out";
    it.report.warning_count = 1;
    char *text = paper_report_text(&it, &report_text);
    const char *problem = "  incomplete: mail.log: ends inside the compressed data\n";
    const char *first = strstr(text, problem);
    cr_assert_not_null(first, "%s", text);
    const char *last = strstr(first + 1, problem);
    cr_assert_not_null(last, "not said again at the end:\n%s", text);
    cr_expect_str_eq(last, problem, "the last words: %s", last);
    expect_after(text, problem, "FIX FIRST");
    cr_expect_not_null(strstr(text, "recipients, INCOMPLETE\n"), "%s", text);
    cr_expect_null(strstr(text, "all read"));
    cr_expect_not_null(strstr(text, "  1 line could not be read: mail.log:7\n"));
    cr_expect_not_null(strstr(text, "  2 lines are longer than 64 KiB"));
    cr_expect_not_null(strstr(text, "  warning: something was left out\n"));
    free(text);
    paper_report_close(&it);
}

static void add_hostile(struct paper_report *it)
{
    struct paper_mail mail = unverified;

    mail.sender = "\x1b]0;x\a@example.com";
    mail.domain = "\xe2\x80\xae.example";
    mail.reply =
        "550 5.7.1 \x1b[2J\xff\r\n\xc2\x9b"
        "31m메일을 보낼 수 없습니다 관리자에게 문의하십시오 메일을 보낼 수 없습니다";
    paper_report_mail(it, &mail, 2);
    mail.rule = RULE_UNCLASSIFIED;
    paper_report_mail(it, &mail, 1);
    tally_seen(&it->paper.tally, PAPER_START, paper_name(&it->paper, "mx\x1b[1m"));
    it->ledgers[0].path = "mail\x1b[5m.log";
    fail(&it->ledgers[0].problem, "mail\x1b[5m.log: is damaged");
}

/* No line holds a control byte, and colour adds only its own codes. */
Test(report_text, hostile_log_text)
{
    for (int looks = 0; looks < 4; looks++) {
        struct paper_report it;
        open_report(&it);
        it.report.ascii = looks % 2 == 1;
        it.report.color = looks / 2 == 1;
        add_trouble(&it);
        add_hostile(&it);
        char *text = paper_report_text(&it, &report_text);
        sls_view rest = view_of(text);
        while (rest.len > 0) {
            sls_view line = view_take(&rest, '\n');
            for (size_t i = 0; i < line.len; i++) {
                unsigned char c = (unsigned char)line.ptr[i];
                cr_expect(c >= ' ' || (c == 0x1b && it.report.color), "byte %02x", c);
                cr_expect(c < 0x80 || !it.report.ascii, "byte %02x", c);
            }
        }
        static const char *const hostile[] = {"\x1b[2J", "\x1b]0;", "\x1b[5m",
                                              "\xe2\x80\xae", "\xc2\x9b"};
        for (size_t i = 0; i < SLS_COUNT(hostile); i++)
            cr_expect_null(strstr(text, hostile[i]), "class %zu", i);
        cr_expect_not_null(strstr(text, "\\x1b[2J\\xff\\x0d\\x0a\\u{9b}31m"), "%s", text);
        free(text);
        paper_report_close(&it);
    }
}

static void expect_fits(struct paper_report *it, size_t width)
{
    it->report.width = width;
    char *text = paper_report_text(it, &report_text);
    sls_view rest = view_of(text);
    struct page page = {.width = width};

    while (rest.len > 0) {
        sls_view line = view_take(&rest, '\n');
        cr_expect_leq(page_columns(&page, line), width, "%zu columns: %.*s", width,
                      (int)line.len, line.ptr);
    }
    free(text);
}

#define LONG_REPLY                                                                                          \
    "550 5.7.1 메일을 보낼 수 없습니다 관리자에게 문의하십시오 and a long reply goes " \
    "on "                                                                                                   \
    "and on, far beyond the right edge of any page that a person would read"

Test(report_text, lines_fit_the_page)
{
    struct paper_report it;
    struct paper_mail mail = unverified;

    open_report(&it);
    paper_report_mail(&it, &accepted, 10);
    mail.reply = LONG_REPLY;
    mail.sender = "a-sender-with-a-very-long-name-that-goes-on@mail.client1.example";
    paper_report_mail(&it, &mail, 3);
    mail.rule = PAPER_RATE;
    mail.time += 20 * DAY_SECONDS;
    paper_report_mail(&it, &mail, 3);
    for (size_t width = 96; width < 200; width += 7)
        expect_fits(&it, width);
    paper_report_close(&it);
}

/* The reply stands behind the provider's name, and ends at the same edge as all else. */
Test(report_text, unclassified_replies_fit_the_page)
{
    struct paper_report it;
    struct paper_mail mail = strange;

    open_report(&it);
    mail.reply = LONG_REPLY;
    paper_report_mail(&it, &mail, 3);
    expect_fits(&it, 96);
    paper_report_close(&it);
}

/* One line for each, also for a reply without a word. */
Test(report_text, unclassified_replies_have_lines_of_their_own)
{
    struct paper_report it;
    struct paper_mail mail = strange;

    open_report(&it);
    paper_report_mail(&it, &mail, 1);
    mail.reply = "";
    paper_report_mail(&it, &mail, 2);
    char *text = paper_report_text(&it, &report_text);
    cr_expect_not_null(strstr(text, "\n      1  Other SMTP: 550 strange\n"), "%s", text);
    free(text);
    paper_report_close(&it);
}
