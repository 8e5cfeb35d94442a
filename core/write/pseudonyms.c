/*
 * pseudonyms.c - one table for each kind of name.
 *
 * A host keeps the domain's pseudonym when the domain has one, so that it is seen which
 * belong together.
 */
#include "write/pseudonyms.h"

#include <stdio.h>
#include <string.h>

#include "base/draft.h"
#include "base/hash.h"
#include "base/view.h"
#include "parse/address.h"
#include "rules/freemail.h"
#include "rules/provider.h"
#include "rules/word.h"

enum { NAME_BYTES = 512 };

void pseudonyms_open(struct pseudonyms *pseudonyms, const struct book *book)
{
    *pseudonyms = (struct pseudonyms){.book = book};
    arena_open(&pseudonyms->arena);
    for (size_t i = 0; i < PSEUDONYM_KINDS; i++)
        intern_open(&pseudonyms->names[i], PSEUDONYMS_LIMIT, hash_seed());
}

void pseudonyms_close(struct pseudonyms *pseudonyms)
{
    arena_close(&pseudonyms->arena);
    for (size_t i = 0; i < PSEUDONYM_KINDS; i++)
        intern_close(&pseudonyms->names[i]);
}

static sls_view folded(char room[NAME_BYTES], sls_view name)
{
    sls_view cut = view_cut(name, NAME_BYTES);

    for (size_t i = 0; i < cut.len; i++)
        room[i] = to_lower(cut.ptr[i]);
    return (sls_view){room, cut.len};
}

/* Its number, from 1; 0 for what found no room. */
static unsigned number_of(struct pseudonyms *pseudonyms, enum pseudonym_kind kind,
                          sls_view name)
{
    char room[NAME_BYTES];
    return intern_id(&pseudonyms->names[kind], folded(room, name)) - INTERN_OTHER;
}

/* Has it a pseudonym already? */
static bool is_known(const struct pseudonyms *pseudonyms, enum pseudonym_kind kind,
                     sls_view name)
{
    char room[NAME_BYTES];
    return intern_knows(&pseudonyms->names[kind], folded(room, name));
}

/* Everyone knows whose it is. */
static bool is_public(const struct pseudonyms *pseudonyms, sls_view host)
{
    return provider_of(pseudonyms->book, host) != pseudonyms->book->generic ||
           freemail_domain(host);
}

static sls_view keep(struct pseudonyms *pseudonyms, const char *text)
{
    return arena_keep(&pseudonyms->arena, view_of(text));
}

static sls_view numbered(struct pseudonyms *pseudonyms, const char *word, unsigned number,
                         sls_view behind)
{
    char text[NAME_BYTES + 64];

    if (number == 0)
        snprintf(text, sizeof(text), "another-%s%.*s", word, (int)behind.len, behind.ptr);
    else
        snprintf(text, sizeof(text), "%s%u%.*s", word, number, (int)behind.len,
                 behind.ptr);
    return keep(pseudonyms, text);
}

sls_view pseudonym_of_domain(struct pseudonyms *pseudonyms, sls_view domain)
{
    if (domain.len == 0 || is_public(pseudonyms, domain))
        return domain;
    return numbered(pseudonyms, "domain", number_of(pseudonyms, PSEUDONYM_DOMAIN, domain),
                    VIEW(".example"));
}

sls_view pseudonym_of_address(struct pseudonyms *pseudonyms, sls_view address)
{
    sls_view domain = address_domain(address);
    char behind[NAME_BYTES + 64] = "";

    if (address.len == 0)
        return address;
    if (address.len == domain.len + 1) { /* "@example.org" */
        sls_view name = pseudonym_of_domain(pseudonyms, domain);
        snprintf(behind, sizeof(behind), "@%.*s", (int)name.len, name.ptr);
        return keep(pseudonyms, behind);
    }
    unsigned number = number_of(pseudonyms, PSEUDONYM_USER, address);
    sls_view name = pseudonym_of_domain(pseudonyms, view_cut(domain, NAME_BYTES));
    if (name.len > 0)
        snprintf(behind, sizeof(behind), "@%.*s", (int)name.len, name.ptr);
    return numbered(pseudonyms, "user", number, view_of(behind));
}

/* The longest part of a host's name that has a pseudonym as a domain. */
static sls_view known_domain(const struct pseudonyms *pseudonyms, sls_view host)
{
    sls_view rest = host;

    while (rest.len > 0 && !is_known(pseudonyms, PSEUDONYM_DOMAIN, rest))
        view_take(&rest, '.');
    return rest;
}

sls_view pseudonym_of_host(struct pseudonyms *pseudonyms, sls_view host)
{
    char behind[NAME_BYTES + 64] = "";

    if (host.len == 0 || is_public(pseudonyms, host))
        return host;
    if (word_kind_of(host) == WORD_IP)
        return numbered(pseudonyms, "ip", number_of(pseudonyms, PSEUDONYM_IP, host),
                        VIEW(""));
    sls_view domain = known_domain(pseudonyms, host);
    if (domain.len == host.len)
        return pseudonym_of_domain(pseudonyms, host);
    sls_view name = pseudonym_of_domain(pseudonyms, domain);
    if (name.len > 0)
        snprintf(behind, sizeof(behind), ".%.*s", (int)name.len, name.ptr);
    else if (view_find_byte(host, '.') != NULL)
        snprintf(behind, sizeof(behind), ".example");
    return numbered(pseudonyms, "host", number_of(pseudonyms, PSEUDONYM_HOST, host),
                    view_of(behind));
}

sls_view pseudonym_of_message(struct pseudonyms *pseudonyms, sls_view message_id)
{
    if (message_id.len == 0)
        return message_id;
    return numbered(pseudonyms, "message",
                    number_of(pseudonyms, PSEUDONYM_MESSAGE, message_id), VIEW(""));
}

/* ---- sentences */

static void put(FILE *out, sls_view text)
{
    fwrite(text.ptr, 1, text.len, out);
}

static bool ends_word(char c)
{
    return (unsigned char)c <= ' ' || (unsigned char)c >= 0x80 ||
           strchr("<>()[]{}\"',;=?|`", c) != NULL;
}

static bool is_url(sls_view text)
{
    return view_starts_nocase(text, VIEW("http://")) ||
           view_starts_nocase(text, VIEW("https://"));
}

static sls_view host_of_url(sls_view url)
{
    sls_view rest = url;

    view_take(&rest, '/');
    view_take(&rest, '/');
    sls_view host = view_take(&rest, '/');
    return view_take(&host, ':');
}

/* A rule shows it: as its link, or in a reply of the provider's. */
static bool is_of_a_rule(const struct book *book, sls_view url)
{
    for (size_t i = 0; i < book->rule_count; i++)
        if (view_find(view_of(book->rules[i].data.url), url) != NULL ||
            view_find(view_of(book->rules[i].data.example), url) != NULL)
            return true;
    return false;
}

static void put_url(struct pseudonyms *pseudonyms, FILE *out, sls_view *rest)
{
    size_t n = 0;

    while (n < rest->len &&
           (!ends_word(rest->ptr[n]) || rest->ptr[n] == '?' || rest->ptr[n] == '='))
        n++;
    sls_view url = view_cut(*rest, n);
    bool kept =
        is_public(pseudonyms, host_of_url(url)) || is_of_a_rule(pseudonyms->book, url);
    put(out, kept ? url : VIEW("<url>"));
    *rest = view_skip(*rest, n);
}

static bool is_trailing(char c)
{
    return strchr(".,;:!?", c) != NULL;
}

static void put_name(struct pseudonyms *pseudonyms, FILE *out, sls_view word)
{
    enum word_kind kind = word_kind_of(word);

    if (kind == WORD_IP || kind == WORD_HOST)
        put(out, pseudonym_of_host(pseudonyms, word));
    else if (view_find_byte(word, '@') != NULL)
        put(out, pseudonym_of_address(pseudonyms, word));
    else
        put(out, word);
}

/* "found:bob@x.example", "mx1.x.example:25", "IPv6:2001:db8::7": names between colons,
   unless the colons are an IP address's own. */
static void put_parts(struct pseudonyms *pseudonyms, FILE *out, sls_view word)
{
    const char *colon;

    while (word_kind_of(word) != WORD_IP && (colon = view_find_byte(word, ':')) != NULL) {
        put_name(pseudonyms, out, view_between(word.ptr, colon));
        fputc(':', out);
        word = view_between(colon + 1, view_end(word));
    }
    put_name(pseudonyms, out, word);
}

static void put_word(struct pseudonyms *pseudonyms, FILE *out, sls_view *rest)
{
    size_t n = 0;

    while (n < rest->len && !ends_word(rest->ptr[n]))
        n++;
    sls_view word = view_cut(*rest, n);
    *rest = view_skip(*rest, n);
    while (n > 0 && is_trailing(word.ptr[n - 1]))
        n--;
    if (n > 0)
        put_parts(pseudonyms, out, view_cut(word, n));
    put(out, view_skip(word, n));
}

sls_view pseudonym_text(struct pseudonyms *pseudonyms, sls_view text)
{
    struct draft draft;

    draft_open(&draft);
    FILE *out = draft.file;
    while (text.len > 0) {
        if (is_url(text)) {
            put_url(pseudonyms, out, &text);
        } else if (ends_word(*text.ptr)) {
            fputc(*text.ptr, out);
            text = view_skip(text, 1);
        } else {
            put_word(pseudonyms, out, &text);
        }
    }
    sls_view kept = arena_keep(&pseudonyms->arena, draft_text(&draft));
    draft_close(&draft);
    return kept;
}
