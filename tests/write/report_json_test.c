/*
 * report_json_test.c - the report for programs: valid JSON whatever the log held, with
 * the keys and values of product.md for a small tally that is filled by hand.
 */
#include <ctype.h>
#include <locale.h>

#include <criterion/criterion.h>

#include "../plugins/paper_report.h"

/* Behind one JSON value (RFC 8259), or NULL where it breaks. */
static const char *value_end(const char *p, int depth);

static const char *string_end(const char *p)
{
    if (p == NULL || *p != '"')
        return NULL;
    for (p++; *p != '"'; p++) {
        if ((unsigned char)*p < ' ')
            return NULL;
        if (*p == '\\' && strchr("\"\\/bfnrtu", *++p) == NULL)
            return NULL;
    }
    return p + 1;
}

static const char *list_end(const char *p, char close, int depth)
{
    p++;
    if (*p == close)
        return p + 1;
    for (;; p++) {
        if (close == '}') {
            p = string_end(p);
            if (p == NULL || *p++ != ':')
                return NULL;
        }
        p = value_end(p, depth + 1);
        if (p == NULL || (*p != ',' && *p != close))
            return NULL;
        if (*p == close)
            return p + 1;
    }
}

static const char *value_end(const char *p, int depth)
{
    static const char *const words[] = {"true", "false", "null"};

    if (p == NULL || depth > 20)
        return NULL;
    if (*p == '{' || *p == '[')
        return list_end(p, *p == '{' ? '}' : ']', depth);
    if (*p == '"')
        return string_end(p);
    for (size_t i = 0; i < SLS_COUNT(words); i++)
        if (strncmp(p, words[i], strlen(words[i])) == 0)
            return p + strlen(words[i]);
    size_t digits = strspn(p, "0123456789.");
    return digits > 0 && isdigit((unsigned char)p[digits - 1]) ? p + digits : NULL;
}

/* Takes the blanks out that stand between values. */
static void compact(char *json)
{
    char *out = json;
    bool quoted = false;

    for (const char *p = json; *p != '\0'; p++) {
        if (*p == '\\' && quoted)
            *out++ = *p++;
        else if (*p == '"')
            quoted = !quoted;
        if (quoted || (*p != ' ' && *p != '\n'))
            *out++ = *p;
    }
    *out = '\0';
}

/* To be freed by the caller. */
static char *written(struct paper_report *it)
{
    char *json = paper_report_text(it, &report_json);
    size_t length = strlen(json);

    cr_expect(length > 0 && json[length - 1] == '\n', "ends in a line end");
    compact(json);
    const char *end = value_end(json, 0);
    cr_expect(end != NULL && *end == '\0', "is no JSON: %s", json);
    return json;
}

static const struct paper_mail mails[] = {
    {.provider = PAPER_ACME,
     .fate = FATE_ACCEPTED,
     .time = PAPER_START + 1800,
     .sender = "a@example.com",
     .domain = "x.example",
     .delay_ms = 1000},
    {.provider = PAPER_ACME,
     .rule = PAPER_UNVERIFIED,
     .fate = FATE_FAILED,
     .time = PAPER_START + 3600,
     .sender = "sales@gmail.com",
     .domain = "x.example",
     .reply = "550 5.7.1 not \"verified\""},
    {.provider = PAPER_ACME,
     .rule = PAPER_RATE,
     .fate = FATE_DELAYED,
     .time = PAPER_START + 7200,
     .sender = "a@example.com",
     .domain = "y.example"},
    {.provider = PAPER_ACME,
     .rule = PAPER_UNVERIFIED,
     .fate = FATE_FAILED,
     .time = PAPER_START + 3601,
     .sender = "sales@gmail.com",
     .domain = "y.example",
     .reply = "550 5.7.1 not \"verified\""},
    {.provider = PAPER_GENERIC,
     .fate = FATE_FAILED,
     .time = PAPER_START + 60,
     .sender = "",
     .domain = "x.example",
     .rule = RULE_UNCLASSIFIED,
     .reply = "550 \x1b[31m\xff\xe2\x80\xae메일"},
};

static const char *const parts[] = {
    "{\"schema\":\"smtplogscan.report/1\",\"generator\":{\"name\":\"smtplogscan\","
    "\"version\":\"0.0.1\",\"plugins\":[{\"id\":\"acme\",\"version\":\"1.0\",\"abi\":1},",
    "\"period\":{\"first\":\"2026-11-22T09:01:00+09:00\",\"last\":"
    "\"2026-11-22T11:00:00+09:00\",\"since\":null,\"until\":null}",
    "\"inputs\":[{\"path\":\"mail.log\",\"compression\":\"none\",\"format\":\"postfix\","
    "\"bytes\":5000,\"lines\":40,\"recognised\":38,\"skipped\":2,\"malformed\":0,"
    "\"overlong\":0,\"complete\":true,\"problem\":null}]",
    "\"totals\":{\"messages\":5,\"recipients\":5,\"accepted\":1,"
    "\"accepted_after_retry\":0,\"delayed\":1,\"failed\":3,\"confirmed\":null,"
    "\"failed_after_acceptance\":null,\"local\":0,\"attempts\":5,\"local_attempts\":0,"
    "\"hops\":0,\"notices\":0,\"probes\":0,\"own_reports\":0}",
    "\"hosts\":[\"mx1\"],\"filter\":null",
    "\"providers\":[{\"id\":\"acme\",\"name\":\"Acme Mail\",\"recipients\":4,"
    "\"accepted\":1,\"accepted_after_retry\":0,\"delayed\":1,\"failed\":2,\"attempts\":4,"
    "\"last_accepted\":\"2026-11-22T09:30:00+09:00\",\"last_refused\":"
    "\"2026-11-22T11:00:00+09:00\",\"delay_seconds\":{\"p50\":",
    "\"max\":1.000},\"over\":false},{\"id\":\"generic\"",
    "\"causes\":[{\"id\":\"acme/sender-not-verified\",\"provider\":\"acme\",\"cause\":"
    "\"sender-not-verified\",\"title\":\"From address is not a verified sender\","
    "\"action\":\"fix-sender\",\"severity\":\"critical\",\"rank\":1,\"failed\":2,"
    "\"delayed\":0,\"accepted_after_retry\":0,\"attempts\":2,\"first\":"
    "\"2026-11-22T10:00:00+09:00\",\"last\":\"2026-11-22T10:00:01+09:00\",\"ongoing\":"
    "true,\"trend\":null,\"before\":null,\"marks\":[],\"per_hour\":{\"start\":"
    "\"2026-11-22T09:00:00+09:00\",\"counts\":[0,2,0]},\"replies\":[{\"code\":550,"
    "\"enhanced\":null,\"dsn\":\"5.7.1\",\"template\":\"550 5.7.1 not \\\"verified\\\"\","
    "\"example\":\"550 5.7.1 not \\\"verified\\\"\",\"count\":2,\"where\":{\"path\":"
    "\"mail.log\",\"line\":1}}],\"replies_other\":0,\"senders\":[{\"address\":"
    "\"sales@gmail.com\",\"count\":2}],\"senders_other\":0,\"recipient_domains\":["
    "{\"domain\":\"x.example\",\"count\":1},{\"domain\":\"y.example\",\"count\":1}],"
    "\"recipient_domains_other\":0,\"details\":[],\"advice\":[\"Verify the "
    "sender.\",\"Then send "
    "again.\"],\"links\":[\"https://help.acme.example/verify\"]}",
    "\"id\":\"acme/rate-limited\"",
    "\"action\":\"slow-down\",\"severity\":\"notice\"",
    "\"links\":[]",
    "{\"address\":\"sales@gmail.com\",\"provider\":\"acme\",\"login\":null,\"match\":"
    "\"unknown\",\"freemail\":true,\"freemail_foreign\":false,\"accepted\":0,\"delayed\":"
    "0,\"failed\":2}",
    "\"unclassified\":{\"failed\":1,\"delayed\":0,\"templates\":[{\"template\":"
    "\"550 \\u001b[31m\xef\xbf\xbd\\u202e메일\"",
    "\"warnings\":[]}",
};

Test(report_json, small_tally)
{
    struct paper_report it;

    paper_report_open(&it);
    it.zone.offset_seconds = 32400;
    it.paper.tally.hour_offset = 32400;
    for (size_t i = 0; i < SLS_COUNT(mails); i++)
        paper_report_mail(&it, &mails[i], 1);
    char *json = written(&it);
    for (size_t i = 0; i < SLS_COUNT(parts); i++)
        cr_expect_not_null(strstr(json, parts[i]), "lacks %s\n\n%s", parts[i], json);
    free(json);
    paper_report_close(&it);
}

Test(report_json, nothing_at_all)
{
    static const char *const want[] = {
        "\"period\":{\"first\":null,\"last\":null,",
        "\"recipients\":0,",
        "\"hosts\":[]",
        "\"providers\":[]",
        "\"causes\":[]",
        "\"senders\":[]",
        "\"unclassified\":{\"failed\":0,\"delayed\":0,\"templates\":[]}"};
    struct paper_report it;

    paper_report_open(&it);
    char *json = written(&it);
    for (size_t i = 0; i < SLS_COUNT(want); i++)
        cr_expect_not_null(strstr(json, want[i]), "lacks %s", want[i]);
    cr_expect_null(strstr(json, "per_day"));
    free(json);
    paper_report_close(&it);
}

/* Names of files and warnings come from outside as well. */
Test(report_json, problems_and_hostile_names)
{
    static const char *const want[] = {
        "\"path\":\"a\\u001b\\\"b\",\"compression\":\"gzip\",\"format\":\"unknown\"",
        "\"complete\":false,\"problem\":\"a\\u001b\\\"b: ends early\"",
        "\"warnings\":[\"something was \\\"left\\\" out\"]"};
    struct paper_report it;

    paper_report_open(&it);
    it.ledgers[1] = (struct ledger){.path = "a\x1b\"b", .compression = "gzip"};
    fail(&it.ledgers[1].problem, "a\x1b\"b: ends early");
    it.report.ledger_count = 2;
    it.warnings[0] = "something was \"left\" out";
    it.report.warning_count = 1;
    char *json = written(&it);
    for (size_t i = 0; i < SLS_COUNT(want); i++)
        cr_expect_not_null(strstr(json, want[i]), "lacks %s\n%s", want[i], json);
    free(json);
    paper_report_close(&it);
}

Test(report_json, long_periods_have_days)
{
    struct paper_report it;
    struct paper_mail mail = mails[1];

    paper_report_open(&it);
    paper_report_mail(&it, &mail, 3);
    mail.time += 14 * DAY_SECONDS;
    paper_report_mail(&it, &mail, 2);
    char *json = written(&it);
    cr_expect_not_null(
        strstr(json,
               "\"per_day\":{\"start\":\"2026-11-22T00:00:00+00:00\",\"counts\":[3,0,"
               "0,0,0,0,0,0,0,0,0,0,0,0,2]}"),
        "%s", json);
    cr_expect_not_null(
        strstr(json, "\"per_hour\":{\"start\":\"2026-11-22T02:00:00+00:00\""), "%s",
        json);
    free(json);
    paper_report_close(&it);
}

Test(report_json, locale_and_looks_do_not_matter)
{
    struct paper_report it;

    paper_report_open(&it);
    for (size_t i = 0; i < SLS_COUNT(mails); i++)
        paper_report_mail(&it, &mails[i], 1);
    char *plain = written(&it);
    setlocale(LC_ALL, "de_DE.UTF-8");
    it.report.color = it.report.ascii = true;
    it.report.width = 20;
    it.report.top = 1;
    char *other = written(&it);
    cr_expect_str_eq(other, plain);
    setlocale(LC_ALL, "C");
    free(plain);
    free(other);
    paper_report_close(&it);
}
