/*
 * samples.c - a table from the hash of a kind to its sample.
 */
#include "tally/samples.h"

#include "base/view.h"

enum { FIRST_ROOM = 64, RELAY_BYTES = 256 };

void samples_open(struct samples *samples)
{
    *samples = (struct samples){.count = 1, .room = FIRST_ROOM};
    arena_open(&samples->arena);
    table_open(&samples->index, 0);
    samples->list = memory_get(FIRST_ROOM, sizeof(*samples->list));
}

void samples_close(struct samples *samples)
{
    arena_close(&samples->arena);
    table_close(&samples->index);
    memory_free(samples->list);
}

uint32_t samples_put(struct samples *samples, uint64_t kind, bool *added)
{
    uint32_t *known = table_find(&samples->index, kind);

    *added = false;
    if (known != NULL)
        return *known;
    if (samples->count >= SAMPLES_LIMIT)
        return 0;
    if (samples->count == samples->room) {
        samples->room *= 2;
        samples->list =
            memory_resize(samples->list, samples->room, sizeof(*samples->list));
    }
    *table_put(&samples->index, kind, added) = samples->count;
    samples->list[samples->count] = (struct sample){0};
    return samples->count++;
}

void samples_fill(struct samples *samples, uint32_t number, const sls_attempt *attempt,
                  sls_view template)
{
    struct sample *sample = &samples->list[number];

    sample->reply = attempt->reply;
    memcpy(sample->enhanced, attempt->enhanced, sizeof(sample->enhanced));
    memcpy(sample->dsn, attempt->dsn, sizeof(sample->dsn));
    sample->port = attempt->port;
    sample->relay = arena_keep(&samples->arena, view_cut(attempt->relay, RELAY_BYTES));
    sample->template = arena_keep(&samples->arena, view_cut(template, SAMPLE_BYTES));
    sample->example = arena_keep(&samples->arena, view_cut(attempt->text, SAMPLE_BYTES));
}

void samples_take(struct samples *samples, uint32_t number, const struct sample *sample)
{
    struct sample *here = &samples->list[number];
    uint64_t count = here->count;

    *here = *sample;
    here->count = count;
    here->relay = arena_keep(&samples->arena, view_cut(sample->relay, RELAY_BYTES));
    here->template =
        arena_keep(&samples->arena, view_cut(sample->template, SAMPLE_BYTES));
    here->example = arena_keep(&samples->arena, view_cut(sample->example, SAMPLE_BYTES));
}
