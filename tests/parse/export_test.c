/*
 * export_test.c - the services a plugin is given, and what becomes of its answers:
 * events, other records, malformed ones, several recipients, and answers that cannot be
 * true.
 */
#include "parse/export.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

/* A provider whose records say what its parse() is to answer: "do". */
static int fake_parse(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    sls_view word, value;

    if (!host->field(host, record, "do", &word))
        return SLS_MALFORMED;
    if (view_equal(word, VIEW("skip")))
        return SLS_SKIP;
    host->field(host, record, "to", &attempt->recipient);
    host->field(host, record, "from", &attempt->sender);
    host->field(host, record, "id", &attempt->message_id);
    host->field(host, record, "text", &attempt->text);
    if (host->field(host, record, "time", &value) &&
        !host->read_time(host, value, &attempt->time))
        return SLS_MALFORMED;
    attempt->outcome = SLS_BOUNCED;
    if (view_equal(word, VIEW("452")))
        attempt->reply = 452;
    if (view_equal(word, VIEW("7")))
        attempt->reply = 7;
    if (view_equal(word, VIEW("outcome")))
        attempt->outcome = SLS_DROPPED + 1;
    if (view_equal(word, VIEW("unknown")))
        attempt->outcome = SLS_UNKNOWN;
    if (view_equal(word, VIEW("long")))
        attempt->relay = (sls_view){"x", SIZE_MAX};
    if (view_equal(word, VIEW("null")))
        attempt->relay = (sls_view){NULL, 1};
    if (view_equal(word, VIEW("early")))
        attempt->time = -1;
    if (view_equal(word, VIEW("late")))
        attempt->time = INT64_MAX;
    if (view_equal(word, VIEW("code")))
        attempt->dsn[1] = 1000;
    if (view_equal(word, VIEW("strange")))
        return 77;
    if (view_equal(word, VIEW("forever")))
        return SLS_MORE;
    if (view_equal(word, VIEW("three"))) {
        static const char *const names[] = {"/list/0", "/list/1", "/list/2"};
        if (host->nth > 2 ||
            !host->field(host, record, names[host->nth], &attempt->recipient))
            return SLS_SKIP;
        return SLS_MORE;
    }
    return SLS_ATTEMPT;
}

static bool fake_probe(sls_view head)
{
    return view_starts(head, VIEW("fake"));
}

static bool any_probe(sls_view head)
{
    return head.len > 0;
}

static const struct exporter table[] = {
    {.id = "lacking", .probe = any_probe, .parse = NULL},
    {.id = "lacking", .probe = NULL, .parse = fake_parse},
    {.id = "fake", .probe = fake_probe, .parse = fake_parse},
    {.id = "any", .probe = any_probe, .parse = fake_parse},
};

static const struct exporter *const fake = &table[2];

Test(export, the_first_that_knows_the_head_is_found)
{
    size_t count = SLS_COUNT(table);

    cr_expect_eq(export_find(table, count, VIEW("fake: x")), fake);
    cr_expect_eq(export_find(table, count, VIEW("x")), &table[3]);
    cr_expect_null(export_find(table, count, VIEW("")));
    cr_expect_null(export_find(table, 0, VIEW("x")));
    struct exporter off = *fake;
    off.off = true;
    cr_expect_null(export_find(&off, 1, VIEW("fake: x")), "its parse() is not called");
    cr_expect(export_knows(&off, VIEW("fake: x")), "and still it is known whose it is");
}

static const struct {
    const char *record;
    enum line_kind kind;
} kinds[] = {
    {"{\"do\":\"event\"}", LINE_EVENT},
    {"{\"do\":\"skip\"}", LINE_OTHER},
    {"{\"do\":\"outcome\"}", LINE_MALFORMED},
    {"{\"do\":\"unknown\"}", LINE_MALFORMED},
    {"{\"do\":\"long\"}", LINE_MALFORMED},
    {"{\"do\":\"null\"}", LINE_MALFORMED},
    {"{\"do\":\"early\"}", LINE_MALFORMED},
    {"{\"do\":\"late\"}", LINE_MALFORMED},
    {"{\"do\":\"code\"}", LINE_MALFORMED},
    {"{\"do\":\"strange\"}", LINE_MALFORMED},
    {"{\"don't\":\"event\"}", LINE_MALFORMED},
    {"{\"do\":\"event\"", LINE_MALFORMED},
    {"[]", LINE_MALFORMED},
    {"some text", LINE_MALFORMED},
    {"", LINE_MALFORMED},
    {"{\"do\":\"event\",\"time\":\"never\"}", LINE_MALFORMED},
};

Test(export, answers_are_not_trusted)
{
    struct export_reader reader;
    struct record record;

    export_open(&reader, (struct zone){.fixed = true});
    export_begin(&reader, fake, false);
    for (size_t i = 0; i < SLS_COUNT(kinds); i++) {
        sls_view text = view_of(kinds[i].record);
        bool event = export_read(&reader, text, &record);
        cr_expect_eq(record.kind, kinds[i].kind, "%s: %d", text.ptr, (int)record.kind);
        cr_expect_eq(event, record.kind == LINE_EVENT, "%s", text.ptr);
        cr_expect_str_eq(record.format, "fake");
        cr_expect(view_equal(record.body, text));
        cr_expect_not(export_more(&reader, &record), "%s", text.ptr);
    }
    export_close(&reader);
}

Test(export, an_event_is_filled_in)
{
    static const char text[] =
        "{\"do\":\"event\",\"to\":\" <bob@example.org> \",\"from\":\"A <a@example.com>\","
        "\"id\":\" <1@example.com>\",\"time\":1700000000,"
        "\"text\":\"550-5.1.1 No such\\r\\n550 5.1.1 user\\n\"}";
    struct export_reader reader;
    struct record record;

    export_open(&reader, (struct zone){.fixed = true});
    export_begin(&reader, fake, false);
    cr_assert(export_read(&reader, view_of(text), &record));
    const sls_attempt *attempt = &record.attempt;
    cr_expect_eq(attempt->time, 1700000000);
    cr_expect_eq(attempt->delay_ms, -1);
    cr_expect_eq(attempt->outcome, SLS_BOUNCED);
    cr_expect_eq(attempt->reply, 550);
    cr_expect_eq(attempt->enhanced[1], 1);
    cr_expect(view_equal(attempt->instance, VIEW("fake")));
    cr_expect(view_equal(attempt->recipient, VIEW("bob@example.org")));
    cr_expect(view_equal(attempt->sender, VIEW("a@example.com")));
    cr_expect(view_equal(attempt->message_id, VIEW("1@example.com")));
    cr_expect(view_equal(attempt->text, VIEW("550 5.1.1 No such user")));
    cr_expect(view_equal(record.explanation, VIEW("550-5.1.1 No such 550 5.1.1 user")));
    cr_expect(record.sender_known);
    export_close(&reader);
}

static const struct {
    const char *record, *want;
} texts[] = {
    {"{\"do\":\"452\",\"text\":\"4.2.2 full\"}", "452 4.2.2 full"},
    {"{\"do\":\"452\",\"text\":\"550 full\"}", "550 full"},
    {"{\"do\":\"452\",\"text\":\"550\"}", "550"},
    {"{\"do\":\"452\",\"text\":\"5500 full\"}", "452 5500 full"},
    {"{\"do\":\"452\"}", "452"},
    {"{\"do\":\"7\",\"text\":\"full\"}", "full"},
    {"{\"do\":\"event\"}", ""},
};

Test(export, a_reply_code_may_stand_apart)
{
    struct export_reader reader;
    struct record record;

    export_open(&reader, (struct zone){.fixed = true});
    export_begin(&reader, fake, false);
    for (size_t i = 0; i < SLS_COUNT(texts); i++) {
        cr_assert(export_read(&reader, view_of(texts[i].record), &record));
        cr_expect(view_equal(record.attempt.text, view_of(texts[i].want)), "%s: %.*s",
                  texts[i].record, (int)record.attempt.text.len, record.attempt.text.ptr);
    }
    export_close(&reader);
}

static const struct {
    const char *text;
    int64_t want; /* 0: no time */
} times[] = {
    {"\"1700000000\"", 1700000000},
    {"1700000000", 1700000000},
    {"1700000000123", 1700000000},
    {"\"2023-11-14T22:13:20Z\"", 1700000000},
    {"\"2023-11-14T22:13:20.502Z\"", 1700000000},
    {"\"2023-11-15T07:13:20+09:00\"", 1700000000},
    {"\"2023-11-15 07:13:20\"", 1700000000},
    {"\"2023/11/14 22:13:20 UTC\"", 1700000000},
    {"\"yesterday\"", 0},
    {"-1", 0},
};

Test(export, times_are_read)
{
    struct export_reader reader;
    struct record record;

    export_open(&reader, (struct zone){.fixed = true, .offset_seconds = 9 * 3600});
    export_begin(&reader, fake, false);
    for (size_t i = 0; i < SLS_COUNT(times); i++) {
        char text[200];
        snprintf(text, sizeof(text), "{\"do\":\"event\",\"time\":%s}", times[i].text);
        cr_expect_eq(export_read(&reader, view_of(text), &record), times[i].want != 0);
        cr_expect_eq(record.attempt.time, times[i].want, "%s: %ld", times[i].text,
                     (long)record.attempt.time);
    }
    export_close(&reader);
}

Test(export, a_record_may_tell_of_several_recipients)
{
    static const char *const want[] = {"a@b.example", "c@d.example", "e@f.example"};
    struct export_reader reader;
    struct record record;
    size_t count = 1;

    export_open(&reader, (struct zone){.fixed = true});
    export_begin(&reader, fake, false);
    cr_assert(export_read(&reader,
                          VIEW("{\"do\":\"three\",\"text\":\"550 "
                               "x\",\"list\":[\"a@b.example\",\"c@d.example\","
                               "\"e@f.example\"]}"),
                          &record));
    cr_expect(view_equal(record.attempt.recipient, view_of(want[0])));
    for (; export_more(&reader, &record); count++) {
        cr_assert_lt(count, 3);
        cr_expect(view_equal(record.attempt.recipient, view_of(want[count])));
        cr_expect(view_equal(record.attempt.text, VIEW("550 x")));
        cr_expect_eq(record.kind, LINE_EVENT);
    }
    cr_expect_eq(count, 3);

    cr_assert(export_read(&reader, VIEW("{\"do\":\"three\",\"list\":[\"a@b.example\"]}"),
                          &record));
    cr_expect_not(export_more(&reader, &record));
    cr_expect_not(export_more(&reader, &record));
    cr_assert(export_read(&reader, VIEW("{\"do\":\"forever\"}"), &record));
    for (count = 1; export_more(&reader, &record); count++)
        cr_assert_lt(count, EXPORT_RECIPIENTS);
    cr_expect_eq(count, EXPORT_RECIPIENTS);
    export_close(&reader);
}

Test(export, csv_has_its_header_first)
{
    struct export_reader reader;
    struct record record;

    export_open(&reader, (struct zone){.fixed = true});
    for (int file = 0; file < 2; file++) {
        export_begin(&reader, fake, true);
        cr_expect_not(export_read(&reader, VIEW("Do;To;text"), &record));
        cr_expect_eq(record.kind, LINE_OTHER);
        cr_expect(
            export_read(&reader, VIEW("event;\"<a@b.example>\";\"x\r\ny\""), &record));
        cr_expect(view_equal(record.attempt.recipient, VIEW("a@b.example")));
        cr_expect(view_equal(record.attempt.text, VIEW("x y")));
        cr_expect_not(export_read(&reader, VIEW("skip"), &record));
        cr_expect_eq(record.kind, LINE_OTHER);
        cr_expect_not(export_read(&reader, VIEW(";x"), &record));
        cr_expect_eq(record.kind, LINE_MALFORMED);
    }
    export_close(&reader);
}

/* A text inside the record that is JSON itself is asked like the record. */
static int nested_parse(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    sls_view inner;

    if (!host->field(host, record, "Message", &inner))
        return SLS_MALFORMED;
    return fake_parse(host, inner, attempt);
}

Test(export, json_inside_a_string)
{
    static const struct exporter nested = {
        .id = "nested", .probe = any_probe, .parse = nested_parse};
    struct export_reader reader;
    struct record record;

    export_open(&reader, (struct zone){.fixed = true});
    export_begin(&reader, &nested, false);
    cr_expect(export_read(&reader,
                          VIEW("{\"Message\":\"{\\\"do\\\":\\\"event\\\",\\\"to\\\":"
                               "\\\"a@b.example\\\"}\"}"),
                          &record));
    cr_expect(view_equal(record.attempt.recipient, VIEW("a@b.example")));
    cr_expect_not(export_read(&reader, VIEW("{\"Message\":\"text\"}"), &record));
    cr_expect_eq(record.kind, LINE_MALFORMED);
    export_close(&reader);
}
