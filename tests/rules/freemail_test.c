/*
 * freemail_test.c - a free mail domain is told by the whole domain, in any case; neither
 * a host below it nor a domain that only ends or begins like it is one.
 */
#include "rules/freemail.h"

#include <criterion/criterion.h>

#include "base/view.h"

static const struct {
    const char *domain;
    bool want;
} rows[] = {
    {"gmail.com", true},
    {"GMail.COM", true},
    {"googlemail.com", true},
    {"yahoo.com", true},
    {"yahoo.co.jp", true},
    {"outlook.com", true},
    {"hotmail.com", true},
    {"live.com", true},
    {"icloud.com", true},
    {"aol.com", true},
    {"naver.com", true},
    {"daum.net", true},
    {"hanmail.net", true},
    {"kakao.com", true},
    {"nate.com", true},
    {"gmx.de", true},
    {"mail.ru", true},
    {"qq.com", true},
    {"proton.me", true},
    {"zoho.com", true},
    {"rediffmail.com", true},
    {"", false},
    {"com", false},
    {"gmail", false},
    {"gmail.co", false},
    {"gmail.com.", false},
    {".gmail.com", false},
    {"mail.gmail.com", false},
    {"notgmail.com", false},
    {"gmail.com.example", false},
    {"gmail.community", false},
    {"bob@gmail.com", false},
    {"example.com", false},
    {" gmail.com", false},
};

Test(freemail, whole_domains_only)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        cr_expect_eq(freemail_domain(view_of(rows[i].domain)), rows[i].want, "\"%s\"",
                     rows[i].domain);
}

Test(freemail, views_need_no_end)
{
    sls_view longer = view_of("gmail.com@example");

    cr_expect(freemail_domain(view_cut(longer, 9)));
    cr_expect_not(freemail_domain(longer));
    cr_expect_not(freemail_domain((sls_view){NULL, 0}));
}

Test(freemail, home_and_foreign_providers)
{
    static const struct {
        const char *domain, *provider;
        bool want;
    } ways[] = {
        {"gmail.com", "gmail", false},    {"GMAIL.com", "sendgrid", true},
        {"naver.com", "gmail", true},     {"outlook.com", "microsoft", false},
        {"zoho.com", "zoho", false},      {"zoho.com", "gmail", true},
        {"corp.example", "gmail", false}, {"", "gmail", false},
    };

    for (size_t i = 0; i < SLS_COUNT(ways); i++)
        cr_expect_eq(freemail_is_foreign(view_of(ways[i].domain), ways[i].provider),
                     ways[i].want, "%s by %s", ways[i].domain, ways[i].provider);
}
