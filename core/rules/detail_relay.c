/*
 * detail_relay.c - the submission hosts of well-known providers, as their setup pages
 * name them.
 */
#include "rules/detail_relay.h"

#include <stdio.h>

#include "base/similar.h"
#include "base/view.h"
#include "rules/login.h"

static const char *const known[] = {
    "smtp.gmail.com",
    "smtp-relay.gmail.com",
    "smtp.sendgrid.net",
    "smtp.zoho.com",
    "smtp.zoho.eu",
    "smtp.zoho.in",
    "smtp.zoho.jp",
    "smtppro.zoho.com",
    "smtppro.zoho.eu",
    "smtp.zeptomail.com",
    "smtp.office365.com",
    "smtp-mail.outlook.com",
    "smtp.mail.yahoo.com",
    "smtp.mail.me.com",
    "smtp.aol.com",
    "smtp.naver.com",
    "smtp.worksmobile.com",
    "smtp.daum.net",
    "smtp.kakao.com",
    "smtp.mailgun.org",
    "smtp.eu.mailgun.org",
    "in-v3.mailjet.com",
    "smtp-relay.brevo.com",
    "smtp.postmarkapp.com",
    "smtp.sparkpostmail.com",
    "smtp.mandrillapp.com",
    "smtp.fastmail.com",
    "mail.gmx.net",
    "mail.gmx.com",
    "smtp.web.de",
    "smtp.ionos.com",
    "smtp.ionos.de",
    "smtp.mail.com",
    "smtp.mail.ru",
    "smtp.yandex.com",
    "smtp.yandex.ru",
    "smtp.qq.com",
    "smtp.exmail.qq.com",
    "smtp.163.com",
    "smtp.126.com",
};

static bool is_known(sls_view host)
{
    for (size_t i = 0; i < SLS_COUNT(known); i++)
        if (view_equal_nocase(host, view_of(known[i])))
            return true;
    return false;
}

static sls_view word_behind(sls_view text, sls_view mark)
{
    const char *found = view_find(text, mark);
    size_t n = 0;

    if (found == NULL)
        return (sls_view){"", 0};
    sls_view rest = view_between(found + mark.len, view_end(text));
    while (n < rest.len && (is_alphanumeric(rest.ptr[n]) || rest.ptr[n] == '.' ||
                            rest.ptr[n] == '-' || rest.ptr[n] == '_'))
        n++;
    return view_cut(rest, n);
}

sls_view detail_host(sls_view text, sls_view relay)
{
    static const sls_view marks[] = {
        {"Name service error for name=", 28}, /* Postfix */
        {"connect to ", 11},
        {"cannot locate host ", 19}, /* msmtp */
    };

    for (size_t i = 0; i < SLS_COUNT(marks); i++) {
        sls_view host = word_behind(text, marks[i]);
        if (host.len > 0)
            return host;
    }
    return relay;
}

/* A short word begins like many others. */
enum { SHORTEST_HOST = 8, LONGEST_HOST = 63 };

sls_view detail_similar_relay(sls_view host)
{
    char name[LONGEST_HOST + 1];

    if (host.len < SHORTEST_HOST || host.len > LONGEST_HOST || is_known(host) ||
        view_find_byte(host, '.') == NULL)
        return (sls_view){"", 0};
    for (size_t i = 0; i < host.len; i++)
        name[i] = to_lower(host.ptr[i]);
    name[host.len] = '\0';
    return view_of(similar_word(name, known, SLS_COUNT(known)));
}

bool detail_wants_submission(sls_view host)
{
    return is_known(host) || login_is_asked(host, 0);
}

bool detail_is_port_25(sls_view text, uint16_t port)
{
    return port == 25 || (port == 0 && view_find(text, VIEW("]:25:")) != NULL);
}
