/*
 * pack_ledger.c - texts in front, sums behind.
 */
#include "tally/pack_ledger.h"

#include <stdio.h>
#include <string.h>

static const size_t sums[] = {
    offsetof(struct ledger, bytes),
    offsetof(struct ledger, lines),
    offsetof(struct ledger, recognised),
    offsetof(struct ledger, skipped),
    offsetof(struct ledger, malformed),
    offsetof(struct ledger, overlong),
    offsetof(struct ledger, unselected),
    offsetof(struct ledger, duplicates),
    offsetof(struct ledger, print[0]),
    offsetof(struct ledger, print[1]),
    offsetof(struct ledger, first_malformed),
    offsetof(struct ledger, first),
    offsetof(struct ledger, last),
};

static void pack_words(struct pack *pack, const char *words)
{
    pack_text(pack, (sls_view){words, words != NULL ? strlen(words) : 0});
}

void pack_ledger(const struct ledger *ledger, struct pack *pack)
{
    pack_words(pack, ledger->path);
    pack_words(pack, ledger->compression);
    pack_words(pack, ledger->duplicate_of);
    pack_words(pack, ledger->problem.sentence);
    pack_words(pack, ledger->problem.remedy);
    pack_number(pack, ledger->format_count);
    for (size_t i = 0; i < ledger->format_count; i++)
        pack_words(pack, ledger->formats[i]);
    pack_number(pack, ledger->opened);
    for (size_t i = 0; i < SLS_COUNT(sums); i++)
        pack_number(pack, *(const uint64_t *)((const char *)ledger + sums[i]));
}

static const char *unpack_words(struct unpack *unpack, struct arena *arena)
{
    return arena_keep(arena, unpack_text(unpack)).ptr;
}

/* "mx1.partial:/var/log/mail.log" */
static const char *unpack_path(struct unpack *unpack, const char *in_file,
                               struct arena *arena)
{
    sls_view path = unpack_text(unpack);
    size_t bytes = strlen(in_file) + 1 + path.len + 1;
    char *whole = arena_get(arena, bytes);

    snprintf(whole, bytes, "%s:%.*s", in_file, (int)path.len, path.ptr);
    return whole;
}

static void unpack_problem(struct why *problem, struct unpack *unpack)
{
    sls_view sentence = unpack_text(unpack), remedy = unpack_text(unpack);

    snprintf(problem->sentence, WHY_BYTES, "%.*s", (int)sentence.len, sentence.ptr);
    snprintf(problem->told, WHY_BYTES, "%s", problem->sentence);
    snprintf(problem->remedy, WHY_BYTES, "%.*s", (int)remedy.len, remedy.ptr);
}

void unpack_ledger(struct ledger *ledger, struct unpack *unpack, const char *in_file,
                   struct arena *arena)
{
    *ledger = (struct ledger){.path = unpack_path(unpack, in_file, arena)};
    ledger->compression = unpack_words(unpack, arena);
    sls_view twin = unpack_text(unpack);
    if (twin.len > 0)
        ledger->duplicate_of = arena_keep(arena, twin).ptr;
    unpack_problem(&ledger->problem, unpack);
    ledger->format_count = (size_t)unpack_upto(unpack, LEDGER_FORMATS);
    for (size_t i = 0; i < ledger->format_count; i++)
        ledger->formats[i] = unpack_words(unpack, arena);
    ledger->opened = unpack_upto(unpack, 1) != 0;
    for (size_t i = 0; i < SLS_COUNT(sums); i++)
        *(uint64_t *)((char *)ledger + sums[i]) = unpack_number(unpack);
}
