/*
 * freemail.c - a list of domains; their DMARC policies change, the advice does not: mail
 * From them cannot be signed by another provider (RFC 7489 section 3.1, alignment).
 */
#include "rules/freemail.h"

#include <string.h>

#include "base/view.h"

static const char *const domains[] = {
    "gmail.com",      "googlemail.com", "yahoo.com",     "yahoo.co.uk",   "yahoo.co.jp",
    "yahoo.fr",       "yahoo.de",       "yahoo.it",      "yahoo.es",      "yahoo.ca",
    "yahoo.in",       "yahoo.co.in",    "yahoo.com.br",  "yahoo.com.tw",  "ymail.com",
    "rocketmail.com", "aol.com",        "aim.com",       "verizon.net",   "netscape.net",
    "att.net",        "sbcglobal.net",  "bellsouth.net", "icloud.com",    "me.com",
    "mac.com",        "outlook.com",    "hotmail.com",   "hotmail.co.uk", "hotmail.fr",
    "live.com",       "msn.com",        "mail.ru",       "bk.ru",         "list.ru",
    "inbox.ru",       "internet.ru",    "yandex.ru",     "yandex.com",    "ya.ru",
    "proton.me",      "protonmail.com", "pm.me",         "zoho.com",      "zohomail.com",
    "zoho.eu",        "comcast.net",    "cox.net",       "charter.net",   "gmx.net",
    "gmx.de",         "gmx.com",        "web.de",        "t-online.de",   "qq.com",
    "163.com",        "126.com",        "foxmail.com",   "fastmail.com",  "hey.com",
    "tutanota.com",   "orange.fr",      "wanadoo.fr",    "laposte.net",   "libero.it",
    "seznam.cz",      "naver.com",      "daum.net",      "hanmail.net",   "kakao.com",
    "nate.com",       "rediffmail.com",
};

bool freemail_domain(sls_view domain)
{
    for (size_t i = 0; i < SLS_COUNT(domains); i++)
        if (view_equal_nocase(domain, view_of(domains[i])))
            return true;
    return false;
}

/* Whose addresses a provider of our plugins can send for: its own. */
static const struct {
    const char *domain, *provider;
} homes[] = {
    {"gmail.com", "gmail"},       {"googlemail.com", "gmail"},
    {"zoho.com", "zoho"},         {"zohomail.com", "zoho"},
    {"zoho.eu", "zoho"},          {"outlook.com", "microsoft"},
    {"hotmail.com", "microsoft"}, {"hotmail.co.uk", "microsoft"},
    {"hotmail.fr", "microsoft"},  {"live.com", "microsoft"},
    {"msn.com", "microsoft"},
};

bool freemail_is_foreign(sls_view domain, const char *provider)
{
    for (size_t i = 0; i < SLS_COUNT(homes); i++)
        if (view_equal_nocase(domain, view_of(homes[i].domain)))
            return strcmp(homes[i].provider, provider) != 0;
    return freemail_domain(domain);
}
