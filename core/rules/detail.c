/*
 * detail.c - which causes name what, and who finds it.
 */
#include "rules/detail.h"

#include <string.h>

#include "base/view.h"
#include "parse/address.h"
#include "rules/detail_relay.h"
#include "rules/detail_words.h"
#include "rules/login.h"

const char *detail_name(enum detail_kind kind)
{
    static const char *const names[DETAIL_KINDS] = {
        [DETAIL_ADDRESS] = "address",     [DETAIL_IP] = "ip",
        [DETAIL_BLOCKLIST] = "blocklist", [DETAIL_DOMAIN] = "domain",
        [DETAIL_CHECK] = "check",         [DETAIL_WAIT] = "wait",
        [DETAIL_LIMIT] = "limit",         [DETAIL_PORT] = "port",
        [DETAIL_RELAY] = "relay",         [DETAIL_SIMILAR] = "similar-relay",
        [DETAIL_PACKAGE] = "package"};
    return names[kind];
}

struct finds {
    struct detail *list;
    size_t count;
};

static void found(struct finds *finds, enum detail_kind kind, sls_view value)
{
    if (value.len > 0 && finds->count < DETAILS_OF_REPLY)
        finds->list[finds->count++] = (struct detail){kind, value};
}

/* The address of a reply that names the login alone is the login. */
static void find_address(const struct detail_source *source, struct finds *finds)
{
    struct login_told told = login_told_by(source->text);
    sls_view address =
        told.address.len > 0 ? told.address : detail_word(source->text, WORD_ADDRESS);

    if (!view_equal(address, told.login))
        found(finds, DETAIL_ADDRESS, address);
}

static void find_ip(const struct detail_source *source, struct finds *finds)
{
    found(finds, DETAIL_IP, detail_word(source->text, WORD_IP));
    found(finds, DETAIL_BLOCKLIST, detail_blocklist(source->text));
}

static void find_domain(const struct detail_source *source, struct finds *finds)
{
    sls_view domain = detail_word(source->text, WORD_HOST);

    if (domain.len == 0)
        domain = address_domain(detail_word(source->text, WORD_ADDRESS));
    found(finds, DETAIL_DOMAIN, domain);
}

static void find_listed_domain(const struct detail_source *source, struct finds *finds)
{
    sls_view list = detail_blocklist(source->text);
    sls_view domain = detail_word(source->text, WORD_HOST);

    if (!view_equal(domain, list))
        found(finds, DETAIL_DOMAIN, domain);
    found(finds, DETAIL_BLOCKLIST, list);
}

static void find_checks(const struct detail_source *source, struct finds *finds)
{
    static const sls_view checks[] = {{"SPF", 3}, {"DKIM", 4}, {"DMARC", 5}};

    find_domain(source, finds);
    for (size_t i = 0; i < SLS_COUNT(checks); i++)
        if (view_find(source->text, checks[i]) != NULL)
            found(finds, DETAIL_CHECK, checks[i]);
}

static void find_limit(const struct detail_source *source, struct finds *finds)
{
    found(finds, DETAIL_LIMIT, detail_limit(source->text));
    found(finds, DETAIL_WAIT, detail_wait(source->text));
}

static void find_reputation(const struct detail_source *source, struct finds *finds)
{
    find_ip(source, finds);
    find_limit(source, finds);
}

static void find_relay(const struct detail_source *source, struct finds *finds)
{
    sls_view host = detail_host(source->text, source->relay);
    sls_view similar = detail_similar_relay(host);

    if (similar.len > 0) {
        found(finds, DETAIL_RELAY, host);
        found(finds, DETAIL_SIMILAR, similar);
    } else if (detail_wants_submission(host) &&
               detail_is_port_25(source->text, source->port)) {
        found(finds, DETAIL_PORT, VIEW("25"));
    }
}

/* Cyrus SASL keeps its mechanisms in packages of their own, which a relay by IP address
   never needed. */
static void find_package(const struct detail_source *source, struct finds *finds)
{
    (void)source;
    found(finds, DETAIL_PACKAGE, VIEW("libsasl2-modules (Debian, Ubuntu)"));
    found(finds, DETAIL_PACKAGE, VIEW("cyrus-sasl-plain (Red Hat, Fedora)"));
}

static const struct {
    const char *cause;
    void (*find)(const struct detail_source *source, struct finds *finds);
} finders[] = {
    {"sender-not-verified", find_address},
    {"sender-mismatch", find_address},
    {"sender-address-invalid", find_address},
    {"freemail-sender", find_address},
    {"sender-domain-unauthenticated", find_checks},
    {"ip-blocklisted", find_ip},
    {"domain-blocklisted", find_listed_domain},
    {"low-reputation", find_reputation},
    {"ptr-missing", find_ip},
    {"account-quota-exceeded", find_limit},
    {"rate-limited", find_limit},
    {"recipient-rate-limited", find_limit},
    {"too-many-recipients", find_limit},
    {"auth-throttled", find_limit},
    {"greylisted", find_limit},
    {"connect-timeout", find_relay},
    {"connect-refused", find_relay},
    {"connection-lost", find_relay},
    {"relay-host-not-found", find_relay},
    {"domain-not-found", find_relay},
    {"dns-temporary", find_relay},
    {"local-sasl-unavailable", find_package},
};

size_t details_of(const struct detail_source *source,
                  struct detail found[DETAILS_OF_REPLY])
{
    struct finds finds = {.list = found};

    for (size_t i = 0; i < SLS_COUNT(finders); i++)
        if (strcmp(finders[i].cause, source->cause) == 0)
            finders[i].find(source, &finds);
    return finds.count;
}
