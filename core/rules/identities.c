/*
 * identities.c - keeps logins, and finds the one that fits.
 */
#include "rules/identities.h"

#include <errno.h>
#include <string.h>

#include "base/similar.h"
#include "base/view.h"
#include "rules/provider.h"
#include "rules/sasl_passwd.h"

/* What a login is for: a provider alone (--identity), a host, or a sender. */
struct identity {
    size_t provider;
    sls_view host, sender; /* empty: any */
    sls_view login;
};

void identities_open(struct identities *identities, const struct book *book)
{
    *identities = (struct identities){.book = book};
    arena_open(&identities->arena);
}

void identities_close(struct identities *identities)
{
    memory_free(identities->list);
    arena_close(&identities->arena);
}

static struct identity *put(struct identities *identities, sls_view login)
{
    if (identities->count == identities->room) {
        identities->room = identities->room > 0 ? identities->room * 2 : 8;
        identities->list =
            memory_resize(identities->list, identities->room, sizeof(*identities->list));
    }
    struct identity *identity = &identities->list[identities->count++];
    *identity = (struct identity){.login = arena_keep(&identities->arena, login)};
    return identity;
}

static bool refuse_provider(const struct identities *identities, const char *name,
                            struct why *why)
{
    enum { NAMES = 64 };
    const struct book *book = identities->book;
    const char *names[NAMES];
    char hint[SIMILAR_HINT_BYTES];
    size_t count = 0;

    for (; count < book->plugin_count && count < NAMES; count++)
        names[count] = book->plugins[count].info.name;
    fail(why, "--identity: no provider \"%s\"%s", name,
         similar_hint(hint, similar_word(name, names, count)));
    return fail_remedy(why, "smtplogscan --list-plugins");
}

bool identities_add(struct identities *identities, const char *text, struct why *why)
{
    enum { NAME_BYTES = 64 };
    char name[NAME_BYTES];
    const char *equals = strchr(text, '=');

    if (equals == NULL || equals == text || equals[1] == '\0' ||
        equals - text >= NAME_BYTES) {
        fail(why, "--identity: \"%s\" is not PROVIDER=ADDRESS", text);
        return fail_remedy(why, "--identity=gmail=me@example.com");
    }
    memcpy(name, text, (size_t)(equals - text));
    name[equals - text] = '\0';
    size_t provider = book_plugin(identities->book, name);
    if (provider == identities->book->plugin_count)
        return refuse_provider(identities, name, why);
    put(identities, view_of(equals + 1))->provider = provider;
    return true;
}

/* "[smtp.gmail.com]:587" without brackets and port. */
static sls_view host_of(sls_view key)
{
    if (view_starts(key, VIEW("["))) {
        key = view_skip(key, 1);
        return view_take(&key, ']');
    }
    return view_take(&key, ':');
}

static void take_entry(void *receiver, sls_view key, sls_view user)
{
    struct identities *identities = receiver;
    bool by_sender = view_find_byte(key, '@') != NULL;
    struct identity *identity = put(identities, user);
    sls_view kept = arena_keep(&identities->arena, by_sender ? key : host_of(key));

    identity->provider = identities->book->plugin_count;
    if (by_sender) {
        identity->sender = kept;
        return;
    }
    identity->host = kept;
    identity->provider = provider_of(identities->book, kept);
}

bool identities_take(struct identities *identities, const char *path, int file,
                     struct why *why)
{
    return sasl_passwd_take(path, file, take_entry, identities, why);
}

bool identities_read(struct identities *identities, const char *path, struct why *why)
{
    return sasl_passwd_read(path, take_entry, identities, why);
}

sls_view identities_at_relay(const struct identities *identities, sls_view relay)
{
    for (size_t i = 0; i < identities->count; i++)
        if (identities->list[i].host.len > 0 &&
            view_equal_nocase(identities->list[i].host, relay))
            return identities->list[i].login;
    return (sls_view){"", 0};
}

/* "sales@corp.example", or "@corp.example" for all of a domain. */
static bool is_of_sender(const struct identity *identity, sls_view sender)
{
    if (identity->sender.len == 0)
        return false;
    if (*identity->sender.ptr == '@')
        return view_ends_nocase(sender, identity->sender);
    return view_equal_nocase(identity->sender, sender);
}

/* A file's host says nothing about other hosts that no provider claims. */
static bool is_of_provider(const struct identities *identities,
                           const struct identity *identity, size_t provider)
{
    return identity->provider == provider && identity->sender.len == 0 &&
           (identity->host.len == 0 || provider != identities->book->generic);
}

sls_view identities_login(const struct identities *identities, size_t provider,
                          sls_view sender)
{
    for (size_t i = 0; i < identities->count; i++)
        if (is_of_sender(&identities->list[i], sender))
            return identities->list[i].login;
    for (size_t i = 0; i < identities->count; i++)
        if (is_of_provider(identities, &identities->list[i], provider))
            return identities->list[i].login;
    return (sls_view){"", 0};
}

static bool is_declared(const struct identities *identities, size_t provider,
                        sls_view address)
{
    for (size_t i = 0; i < identities->count; i++) {
        const struct identity *identity = &identities->list[i];
        if (identity->host.len == 0 && identity->sender.len == 0 &&
            identity->provider == provider && view_equal_nocase(identity->login, address))
            return true;
    }
    return false;
}

enum login_match identities_match(const struct identities *identities, size_t provider,
                                  sls_view address, sls_view login)
{
    enum login_match match = login_compare(address, login);

    if (match == LOGIN_DIFFERS && is_declared(identities, provider, address))
        return LOGIN_ALIAS;
    return match;
}
