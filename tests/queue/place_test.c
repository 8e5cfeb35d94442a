/*
 * place_test.c - the same place has the same key, whatever came before it; others have
 * not.
 */
#include "queue/place.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/view.h"

static const struct {
    const char *host, *instance;
} places[] = {
    {"mx1", "postfix"}, {"mx1", "postfix-out"}, {"mx2", "postfix"}, {"", ""}, {"mx1", ""},
    {"", "mx1"},        {"mx", "1postfix"},
};

static uint64_t key_of(struct place *place, size_t i)
{
    sls_attempt attempt = {.host = view_of(places[i].host),
                           .instance = view_of(places[i].instance)};
    return place_key(place, &attempt, 7);
}

Test(place, keys)
{
    for (size_t i = 0; i < SLS_COUNT(places); i++)
        for (size_t j = 0; j < SLS_COUNT(places); j++) {
            struct place fresh = {.key = 0}, used = {.key = 0};
            uint64_t key = key_of(&fresh, i);
            key_of(&used, j);
            cr_expect_eq(key_of(&used, i), key, "%zu after %zu", i, j);
            cr_expect_eq(key_of(&used, i), key, "%zu again", i);
            cr_expect_eq(key_of(&fresh, j) == key, i == j, "%zu and %zu", i, j);
        }
}

/* A name too long to be kept is hashed each time. */
Test(place, long_names)
{
    char name[PLACE_BYTES * 2];
    struct place place = {.key = 0};

    memset(name, 'x', sizeof(name));
    sls_attempt attempt = {.host = {name, sizeof(name)}, .instance = VIEW("a")};
    uint64_t key = place_key(&place, &attempt, 7);
    cr_expect_eq(place_key(&place, &attempt, 7), key);
    attempt.host.len--;
    cr_expect_neq(place_key(&place, &attempt, 7), key);
    key_of(&place, 0);
    attempt.host.len++;
    cr_expect_eq(place_key(&place, &attempt, 7), key);
}
