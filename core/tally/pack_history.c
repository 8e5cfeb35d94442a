/*
 * pack_history.c - reports, oldest first, then the causes that were ever seen.
 */
#include "tally/pack_history.h"

#include "base/view.h"

static void pack_counts(const struct past_count *list, size_t count, struct pack *pack)
{
    pack_number(pack, count);
    for (size_t i = 0; i < count; i++) {
        pack_text(pack, view_of(list[i].name));
        pack_number(pack, list[i].count);
    }
}

void pack_history(const struct history *history, struct pack *pack)
{
    pack_number(pack, history->count);
    for (size_t i = 0; i < history->count; i++) {
        const struct past_report *report = &history->reports[i];
        pack_signed(pack, report->time);
        pack_counts(report->providers, report->provider_count, pack);
        pack_counts(report->causes, report->cause_count, pack);
    }
    pack_number(pack, history->known_count);
    for (size_t i = 0; i < history->known_count; i++) {
        pack_text(pack, view_of(history->known[i].name));
        pack_signed(pack, history->known[i].last_seen);
    }
}

typedef void keep_count(struct history *history, sls_view name, uint64_t count);

static void unpack_counts(struct history *history, struct unpack *unpack,
                          keep_count *keep)
{
    size_t count = unpack_count(unpack, 2);

    for (size_t i = 0; i < count && !unpack->bad; i++) {
        sls_view name = unpack_text(unpack);
        uint64_t number = unpack_number(unpack);
        if (!unpack->bad)
            keep(history, name, number);
    }
}

void unpack_history(struct history *history, struct unpack *unpack)
{
    size_t reports = unpack_count(unpack, 3);

    for (size_t i = 0; i < reports && !unpack->bad; i++) {
        history_begin(history, unpack_signed(unpack));
        unpack_counts(history, unpack, history_provider);
        unpack_counts(history, unpack, history_cause);
    }
    size_t known = unpack_count(unpack, 2);
    for (size_t i = 0; i < known && !unpack->bad; i++) {
        sls_view name = unpack_text(unpack);
        int64_t seen = unpack_signed(unpack);
        if (!unpack->bad)
            history_know(history, name, seen);
    }
}
