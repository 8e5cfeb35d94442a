/*
 * collide.c - fills a table with keys that somebody chose to collide: with the seed that
 * they knew it is slow, with one that they could not know it must not be.
 *
 * The chosen keys are addresses whose hash ends in ten zero bits under the seed 0.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/table.h"

enum { KEYS = 1 << 18, ENDING = 0x3ff, KEY_BYTES = 24, RUNS = 5 };

struct keys {
    char text[KEYS][KEY_BYTES];
};

static void count_up(char digits[10])
{
    for (int i = 9; i >= 0; i--) {
        if (digits[i]++ < '9')
            return;
        digits[i] = '0';
    }
}

static void make_keys(struct keys *keys, bool chosen)
{
    char key[KEY_BYTES + 1] = "u0000000000@evil.example";

    for (size_t count = 0; count < KEYS; count_up(key + 1))
        if (!chosen || (hash_view((sls_view){key, KEY_BYTES}, 0) & ENDING) == 0)
            memcpy(keys->text[count++], key, KEY_BYTES);
}

static double fill_seconds(const struct keys *keys, uint64_t seed)
{
    struct table table;
    struct timespec from, to;
    bool added;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    table_open(&table, 0);
    for (size_t i = 0; i < KEYS; i++)
        table_put(&table, hash_view((sls_view){keys->text[i], KEY_BYTES}, seed), &added);
    table_close(&table);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

static double best(const struct keys *keys, bool known)
{
    double least = 1e9;

    for (int i = 0; i < (known ? 1 : RUNS); i++) {
        double took = fill_seconds(keys, known ? 0 : hash_seed());
        least = took < least ? took : least;
    }
    return least;
}

int main(void)
{
    struct keys *keys = memory_get(1, sizeof(*keys));

    make_keys(keys, false);
    double plain = best(keys, false);
    make_keys(keys, true);
    double chosen = best(keys, false), known = best(keys, true);
    memory_free(keys);
    printf(
        "\n| 2^18 keys into a table | milliseconds | of any keys |\n|---|---:|---:|\n");
    printf("| any keys | %.1f | 1.0 |\n", plain * 1e3);
    printf("| chosen to collide, seed unknown | %.1f | %.1f |\n", chosen * 1e3,
           chosen / plain);
    printf("| chosen to collide, seed known | %.1f | %.1f |\n", known * 1e3,
           known / plain);
    return chosen / plain <= 2 ? 0 : 1;
}
