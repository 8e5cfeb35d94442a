/*
 * match_test.c - a rule matches when every part it has matches: the reply by its first
 * digits, the enhanced code by its first fields, the pattern in any case and over bytes.
 * A pattern that does not end is stopped quickly and is no match.
 */
#include "rules/match.h"

#include <stdlib.h>

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *text;
    bool want;
    int fields;
    uint16_t code[3];
} codes[] = {
    {"5.7.26", true, 3, {5, 7, 26}},
    {"5.7", true, 2, {5, 7, 0}},
    {"5", true, 1, {5, 0, 0}},
    {"4.2.2", true, 3, {4, 2, 2}},
    {"5.7.999", true, 3, {5, 7, 999}},
    {"5.0.0", true, 3, {5, 0, 0}},
    {"5.7.1000", false, 0, {0}},
    {"5.7.1.2", false, 0, {0}},
    {"", false, 0, {0}},
    {".", false, 0, {0}},
    {".7", false, 0, {0}},
    {"5..1", false, 0, {0}},
    {"5.x.1", false, 0, {0}},
    {"5.7.x", false, 0, {0}},
    {" 5.7.1", false, 0, {0}},
    {"5.7.1 ", false, 0, {0}},
    {"-5.7.1", false, 0, {0}},
    {"5.", false, 0, {0}},
    {"5.7.", false, 0, {0}},
    {"5.7.26.", false, 0, {0}},
};

Test(match, enhanced_codes_of_rules)
{
    for (size_t i = 0; i < SLS_COUNT(codes); i++) {
        uint16_t code[3] = {0};
        int fields = 0;
        bool is = match_enhanced(codes[i].text, code, &fields);
        cr_expect_eq(is, codes[i].want, "\"%s\": %d", codes[i].text, is);
        if (!is || !codes[i].want)
            continue;
        cr_expect_eq(fields, codes[i].fields, "\"%s\": %d fields", codes[i].text, fields);
        cr_expect_arr_eq(code, codes[i].code, sizeof(code), "\"%s\"", codes[i].text);
    }
}

struct rule_row {
    const char *name;
    uint16_t rule_reply;
    const char *rule_enhanced;
    uint16_t reply, enhanced[3], dsn[3];
    enum match_result want;
};

static const struct rule_row rules[] = {
    {"any", 0, NULL, 550, {5, 1, 1}, {0}, MATCH_YES},
    {"any, without a reply", 0, NULL, 0, {0}, {0}, MATCH_YES},
    {"550 and 550", 550, NULL, 550, {0}, {0}, MATCH_YES},
    {"550 and 551", 550, NULL, 551, {0}, {0}, MATCH_NO},
    {"550 and none", 550, NULL, 0, {0}, {0}, MATCH_NO},
    {"55 and 550", 55, NULL, 550, {0}, {0}, MATCH_YES},
    {"55 and 559", 55, NULL, 559, {0}, {0}, MATCH_YES},
    {"55 and 540", 55, NULL, 540, {0}, {0}, MATCH_NO},
    {"55 and 455", 55, NULL, 455, {0}, {0}, MATCH_NO},
    {"5 and 599", 5, NULL, 599, {0}, {0}, MATCH_YES},
    {"5 and 450", 5, NULL, 450, {0}, {0}, MATCH_NO},
    {"4 and 421", 4, NULL, 421, {0}, {0}, MATCH_YES},
    {"4 and none", 4, NULL, 0, {0}, {0}, MATCH_NO},
    {"by code and 550", SLS_BY_CODE, NULL, 550, {0}, {0}, MATCH_NO},
    {"by code and none", SLS_BY_CODE, NULL, 0, {0}, {0}, MATCH_NO},
    {"three fields", 0, "5.7.26", 550, {5, 7, 26}, {0}, MATCH_YES},
    {"three fields, another third", 0, "5.7.26", 550, {5, 7, 2}, {0}, MATCH_NO},
    {"three fields, none written", 0, "5.7.26", 550, {0}, {0}, MATCH_NO},
    {"two fields", 0, "5.7", 550, {5, 7, 26}, {0}, MATCH_YES},
    {"two fields, third is 0", 0, "5.7", 550, {5, 7, 0}, {0}, MATCH_YES},
    {"two fields, another second", 0, "5.7", 550, {5, 1, 7}, {0}, MATCH_NO},
    {"one field", 0, "5", 550, {5, 1, 7}, {0}, MATCH_YES},
    {"one field, another", 0, "5", 550, {4, 5, 5}, {0}, MATCH_NO},
    {"a 0 in the rule", 0, "5.0.0", 550, {5, 0, 0}, {0}, MATCH_YES},
    {"a 0 in the rule, 1 written", 0, "5.0.0", 550, {5, 0, 1}, {0}, MATCH_NO},
    {"both parts", 550, "5.7", 550, {5, 7, 1}, {0}, MATCH_YES},
    {"both parts, reply differs", 550, "5.7", 554, {5, 7, 1}, {0}, MATCH_NO},
    {"dsn for want of a code", 0, "5.1.1", 550, {0}, {5, 1, 1}, MATCH_YES},
    {"dsn is not asked beside a code", 0, "5.1.1", 550, {5, 7, 1}, {5, 1, 1}, MATCH_NO},
    {"made up dsn 5.0.0", 0, "5.0.0", 550, {0}, {5, 0, 0}, MATCH_NO},
    {"made up dsn 5.0.0, one field", 0, "5", 550, {0}, {5, 0, 0}, MATCH_NO},
    {"made up dsn 4.0.0", 0, "4.0", 450, {0}, {4, 0, 0}, MATCH_NO},
    {"dsn x.0.1 is not made up", 0, "5.0.1", 550, {0}, {5, 0, 1}, MATCH_YES},
    {"dsn x.1.0 is not made up", 0, "5.1", 550, {0}, {5, 1, 0}, MATCH_YES},
};

Test(match, codes)
{
    for (size_t i = 0; i < SLS_COUNT(rules); i++) {
        const struct rule_row *row = &rules[i];
        struct rule rule = {.data.reply = row->rule_reply};
        sls_attempt attempt = {.reply = row->reply, .text = VIEW("text")};
        if (row->rule_enhanced != NULL)
            cr_assert(
                match_enhanced(row->rule_enhanced, rule.enhanced, &rule.enhanced_fields));
        memcpy(attempt.enhanced, row->enhanced, sizeof(attempt.enhanced));
        memcpy(attempt.dsn, row->dsn, sizeof(attempt.dsn));
        cr_expect_eq(rule_match(&rule, &attempt), row->want, "%s", row->name);
    }
}

static const struct {
    const char *pattern, *text;
    enum match_result want;
    size_t from, to;
} patterns[] = {
    {"no such", "550 No Such user", MATCH_YES, 4, 11},
    {"no such", "550 nosuch", MATCH_NO, 0, 0},
    {"^550", "550 x", MATCH_YES, 0, 3},
    {"^550", "x 550", MATCH_NO, 0, 0},
    {"x$", "550 x", MATCH_YES, 4, 5},
    {"a|b", "ccb", MATCH_YES, 2, 3},
    {"(a)(b)(c)(d)(e)", "abcde", MATCH_YES, 0, 5},
    {"\\?p=Bad", "https://example.com/?p=bad", MATCH_YES, 20, 26},
    {"", "", MATCH_YES, 0, 0},
    {"x", "", MATCH_NO, 0, 0},
    {"\xff", "a\xff", MATCH_YES, 1, 2},
    {"^.$", "\xc3\xa9", MATCH_NO, 0, 0},
    {"^..$", "\xc3\xa9", MATCH_YES, 0, 2},
    {"거부", "메일 거부", MATCH_YES, 7, 13},
};

Test(match, patterns)
{
    for (size_t i = 0; i < SLS_COUNT(patterns); i++) {
        struct why why;
        size_t offset, from = 0, to = 0;
        struct pattern *pattern = pattern_open(patterns[i].pattern, &offset, &why);
        cr_assert_not_null(pattern, "%s", patterns[i].pattern);
        for (int again = 0; again < 2; again++) {
            enum match_result result =
                pattern_match(pattern, view_of(patterns[i].text), &from, &to);
            cr_expect_eq(result, patterns[i].want, "%s on %s: %d", patterns[i].pattern,
                         patterns[i].text, result);
        }
        cr_expect(from == patterns[i].from && to == patterns[i].to,
                  "%s on %s: [%zu, %zu)", patterns[i].pattern, patterns[i].text, from,
                  to);
        pattern_close(pattern);
    }
}

/* NUL is a byte like others: a text does not end at it. */
Test(match, patterns_cross_nul)
{
    struct why why;
    size_t offset, from, to;
    struct pattern *pattern = pattern_open("needle", &offset, &why);

    cr_expect_eq(pattern_match(pattern, VIEW("a\0needle"), &from, &to), MATCH_YES);
    cr_expect_eq(from, 2);
    pattern_close(pattern);
}

Test(match, broken_patterns)
{
    static const struct {
        const char *pattern;
        size_t offset;
        const char *reason;
    } rows[] = {{"first (second|third", 19, "missing closing parenthesis at offset 19"},
                {"ab[c", 4, "at offset 4"},
                {"*", 0, "at offset 0"},
                {"(*UTF)x", 6, "at offset 6"},
                {"(*UTF8)x", 0, "at offset"},
                {"(*UCP)x", 6, "at offset 6"},
                {"a\\Cb", 0, "at offset"}};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct why why = {.sentence = ""};
        size_t offset = 0;
        cr_expect_null(pattern_open(rows[i].pattern, &offset, &why), "%s",
                       rows[i].pattern);
        cr_expect(rows[i].offset == 0 || offset == rows[i].offset, "%s: offset %zu",
                  rows[i].pattern, offset);
        cr_expect(strstr(why.sentence, rows[i].reason) != NULL, "%s: %s", rows[i].pattern,
                  why.sentence);
    }
    pattern_close(NULL);
}

static enum match_result match_repeated(const char *text, char unit, size_t length)
{
    struct why why;
    size_t offset, from, to;
    struct pattern *pattern = pattern_open(text, &offset, &why);
    char *subject = malloc(length + 1);
    enum match_result result = MATCH_LIMIT;

    cr_assert_not_null(pattern, "%s: %s", text, why.sentence);
    memset(subject, unit, length);
    subject[length] = 'b';
    for (int i = 0; i < 50; i++)
        result = pattern_match(pattern, (sls_view){subject, length + 1}, &from, &to);
    free(subject);
    pattern_close(pattern);
    return result;
}

/* Without the limit one of these matches alone would outlast the timeout. */
Test(match, catastrophic_patterns_are_stopped, .timeout = 20)
{
    cr_expect_eq(match_repeated("(a+)+$", 'a', 40), MATCH_LIMIT);
    cr_expect_eq(match_repeated("(a+)+$", 'a', 2000), MATCH_LIMIT);
    cr_expect_eq(match_repeated("(a|a)*$", 'a', 40), MATCH_LIMIT);
    cr_expect_eq(match_repeated("(.*)*x", 'a', 40), MATCH_NO);
    cr_expect_eq(match_repeated("aaa", 'a', 2000), MATCH_YES);
}

Test(match, a_stopped_pattern_makes_no_match)
{
    struct why why;
    size_t offset;
    struct rule rule = {.pattern = pattern_open("(a+)+$", &offset, &why)};
    sls_attempt attempt = {.reply = 550,
                           .text = VIEW("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")};

    cr_expect_eq(rule_match(&rule, &attempt), MATCH_LIMIT);
    rule.data.reply = 4;
    cr_expect_eq(rule_match(&rule, &attempt), MATCH_NO, "codes are compared first");
    attempt.reply = 421;
    attempt.text = VIEW("aaaa");
    cr_expect_eq(rule_match(&rule, &attempt), MATCH_YES);
    pattern_close(rule.pattern);
}

static const struct {
    const char *pattern, *text, *reached;
} reaches[] = {
    {"credits left", "452 no credits here", "452 no credits "},
    {"credits left", "cr, and later credi", "cr, and later credi"},
    {"left", "452 none", ""},
    {"sent \\w+ slow", "450 sent too fast", "450 sent too "},
    {"a", "", ""},
};

Test(match, how_far_a_text_matches)
{
    for (size_t i = 0; i < SLS_COUNT(reaches); i++) {
        struct why why;
        size_t offset;
        struct pattern *pattern = pattern_open(reaches[i].pattern, &offset, &why);
        size_t reach = pattern_reach(pattern, view_of(reaches[i].text));
        size_t want = strlen(reaches[i].reached);
        cr_expect_eq(reach, want, "%s: %zu", reaches[i].text, reach);
        pattern_close(pattern);
    }
}
