/*
 * twins.c - compares every pair of inputs by their fingerprints.
 */
#include "app/twins.h"

#include "app/partial.h"

/* Of two that cover each other the earlier one stays. */
static bool stays_for(const struct prints *prints, size_t stays, size_t goes)
{
    if (!prints_cover(&prints[stays], &prints[goes]))
        return false;
    return stays < goes || !prints_cover(&prints[goes], &prints[stays]);
}

/* A log that was counted in a partial. */
static bool mark_counted(struct inputs *inputs, const struct prints *prints, size_t i)
{
    struct input *input = &inputs->list[i];
    const struct ledger ledger = {.recognised = prints[i].lines,
                                  .print = {prints[i].exact[0], prints[i].exact[1]}};

    for (size_t j = 0; j < inputs->count && input->same_as == NULL; j++)
        if (input->partial == NULL && inputs->list[j].partial != NULL &&
            partial_has(inputs->list[j].partial, &ledger)) {
            input->same_as = inputs->list[j].path;
            return true;
        }
    return false;
}

bool twins_mark(struct inputs *inputs, const struct prints *prints)
{
    bool marked = false;

    for (size_t i = 0; i < inputs->count; i++)
        marked |= mark_counted(inputs, prints, i);

    for (size_t goes = 0; goes < inputs->count; goes++)
        for (size_t stays = 0; stays < inputs->count; stays++) {
            struct input *input = &inputs->list[goes];
            if (stays == goes || input->same_as != NULL ||
                inputs->list[stays].same_as != NULL || !stays_for(prints, stays, goes))
                continue;
            input->same_as = inputs->list[stays].path;
            marked = true;
        }
    return marked;
}

/* Whole hours, or, of what holds none, everything. */
static uint64_t common_lines(const struct prints *a, const struct prints *b)
{
    uint64_t lines = prints_common(a, b);

    if (lines == 0 && (prints_cover(a, b) || prints_cover(b, a)))
        lines = a->lines < b->lines ? a->lines : b->lines;
    return lines;
}

size_t twins_overlap(const struct inputs *inputs, const struct prints *prints,
                     size_t from, size_t *other, uint64_t *lines)
{
    for (size_t i = from; i < inputs->count; i++)
        for (size_t j = 0; j < i; j++) {
            if (inputs->list[i].same_as != NULL || inputs->list[j].same_as != NULL)
                continue;
            *lines = common_lines(&prints[i], &prints[j]);
            *other = j;
            if (*lines > 0)
                return i;
        }
    return inputs->count;
}
