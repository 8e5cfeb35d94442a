/*
 * pack_tally.c - whom and what it knows, then the sums, list by list.
 */
#include "tally/pack_tally.h"

#include "tally/tally_fields.h"

/* A field of 64 bits at an offset. */
static uint64_t field(const void *object, size_t offset)
{
    return *(const uint64_t *)((const char *)object + offset);
}

static void pack_fields(struct pack *pack, const void *object, const size_t *offsets,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        pack_number(pack, field(object, offsets[i]));
}

static void pack_times(struct pack *pack, const struct tally *tally, const int64_t *times,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        pack_signed(pack, times[i] != 0 ? times[i] - tally->first + 1 : 0);
}

/* Of what a provider has no sums, zeros say so in one byte each. */
static void pack_delays(struct pack *pack, const struct delays *delays)
{
    uint32_t used = 0, last = 0;

    for (uint32_t i = 0; i < DELAY_STEPS; i++)
        used += delays->counts[i] > 0;
    pack_number(pack, used);
    for (uint32_t i = 0; i < DELAY_STEPS; i++)
        if (delays->counts[i] > 0) {
            pack_number(pack, i - last);
            pack_number(pack, delays->counts[i]);
            last = i;
        }
    pack_signed(pack, delays->longest_ms);
}

static void pack_provider(struct pack *pack, const struct tally *tally, size_t i)
{
    const struct provider_sums *sums = &tally->providers[i];
    int64_t times[] = {sums->last_accepted, sums->last_refused};

    pack_fields(pack, sums, provider_fields, SLS_COUNT(provider_fields));
    pack_times(pack, tally, times, SLS_COUNT(times));
    pack_delays(pack, &sums->delays);
}

static void pack_row(struct pack *pack, const struct tally *tally, const struct row *row)
{
    int64_t times[] = {row->first, row->last, row->oldest_delayed};

    pack_fields(pack, row, row_fields, SLS_COUNT(row_fields));
    pack_times(pack, tally, times, SLS_COUNT(times));
}

/* Who has the rule, and its name there; the program's own rules have none. */
static void pack_row_name(struct pack *pack, const struct tally *tally,
                          const struct row *row)
{
    const struct rule *rule = &tally->book->rules[row->rule];
    bool own = row->rule < RULE_FIRST;

    pack_number(pack, row->provider);
    pack_number(pack, own ? row->rule : RULE_FIRST);
    if (own)
        return;
    pack_number(pack, rule->plugin);
    pack_text(pack, (sls_view){rule->data.id, strlen(rule->data.id)});
}

static void pack_sample(struct pack *pack, const struct sample *sample)
{
    pack_number(pack, sample->row);
    pack_number(pack, sample->reply);
    for (int i = 0; i < 3; i++) {
        pack_number(pack, sample->enhanced[i]);
        pack_number(pack, sample->dsn[i]);
    }
    pack_number(pack, sample->port);
    pack_number(pack, sample->input);
    pack_number(pack, sample->line);
    pack_text(pack, sample->relay);
    pack_text(pack, sample->template);
    pack_text(pack, sample->example);
}

void pack_tally_numbers(const struct tally *tally, const bool *used, struct pack *pack)
{
    pack_number(pack, tally->book->plugin_count);
    for (size_t i = 0; i < tally->book->plugin_count; i++) {
        const char *name = tally->book->plugins[i].info.name;
        pack_text(pack, (sls_view){name, strlen(name)});
    }
    pack_number(pack, tally->row_count);
    for (uint32_t i = 0; i < tally->row_count; i++)
        pack_row_name(pack, tally, &tally->rows[i]);
    pack_number(pack, tally->samples.count);
    for (uint32_t i = 1; i < tally->samples.count; i++) {
        bool needed = used == NULL || used[i];
        pack_number(pack, needed);
        if (needed)
            pack_sample(pack, &tally->samples.list[i]);
    }
}

/* Names are minor numbers but for hours and days. */
static void pack_pairs(const struct tally *tally, const struct pairs *pairs,
                       struct pack_names *names, struct pack *pack)
{
    pack_number(pack, pairs->count);
    pack_number(pack, pairs->refused);
    for (uint32_t i = 0; i < pairs->count; i++) {
        const struct pair *pair = &pairs->list[i];
        int64_t times[] = {pair->last_accepted, pair->last_refused};
        pack_number(pack, pair->major);
        if (names != NULL)
            pack_name(names, pack, pair->minor);
        else
            pack_number(pack, pair->minor);
        pack_fields(pack, pair, pair_fields, SLS_COUNT(pair_fields));
        pack_times(pack, tally, times, SLS_COUNT(times));
    }
}

static void pack_senders(const struct senders *senders, struct pack_names *names,
                         struct pack *pack)
{
    pack_fields(pack, &senders->other, counts_fields, SLS_COUNT(counts_fields));
    pack_number(pack, senders->count);
    for (uint32_t i = 0; i < senders->count; i++) {
        const struct sender_row *row = &senders->list[i];
        pack_number(pack, (uint64_t)row->provider << 1 | row->asks_login);
        pack_name(names, pack, row->sender);
        pack_name(names, pack, row->from);
        pack_name(names, pack, row->login);
        pack_number(pack, row->disowned);
        pack_fields(pack, &row->counts, counts_fields, SLS_COUNT(counts_fields));
    }
}

static void pack_shares(const struct tally *tally, struct pack_names *names,
                        struct pack *pack)
{
    const struct shares *shares = &tally->shares;

    pack_number(pack, shares->refused);
    pack_number(pack, shares->count);
    for (uint32_t i = 0; i < shares->count; i++) {
        const struct share *share = &shares->list[i];
        int64_t times[] = {share->first, share->last};
        pack_name(names, pack, share->name);
        pack_fields(pack, share, share_fields, SLS_COUNT(share_fields));
        pack_times(pack, tally, times, SLS_COUNT(times));
    }
    pack_pairs(tally, &shares->causes, names, pack);
}

void pack_tally(struct tally *tally, struct pack_names *names, struct pack *pack)
{
    pack_tally_numbers(tally, NULL, pack);
    pack_signed(pack, tally->first);
    pack_signed(pack, tally->last);
    pack_signed(pack, tally->hour_offset);
    pack_number(pack, tally->hours_forgotten);
    pack_number(pack, tally->events);
    pack_fields(pack, &tally->totals, totals_fields, SLS_COUNT(totals_fields));
    for (size_t i = 0; i < tally->book->plugin_count; i++)
        pack_provider(pack, tally, i);
    for (uint32_t i = 0; i < tally->row_count; i++)
        pack_row(pack, tally, &tally->rows[i]);
    for (uint32_t i = 0; i < tally->samples.count; i++)
        pack_number(pack, tally->samples.list[i].count);
    pack_pairs(tally, &tally->hours, NULL, pack);
    pack_pairs(tally, &tally->days, NULL, pack);
    pack_pairs(tally, &tally->senders, names, pack);
    pack_pairs(tally, &tally->domains, names, pack);
    pack_pairs(tally, &tally->sender_sums, names, pack);
    pack_pairs(tally, &tally->hosts, names, pack);
    pack_senders(&tally->by_sender, names, pack);
    pack_shares(tally, names, pack);
}
