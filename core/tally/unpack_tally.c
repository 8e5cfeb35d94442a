/*
 * unpack_tally.c - adds a packed tally to one that may hold others already.
 */
#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/view.h"
#include "tally/pack_tally.h"
#include "tally/rows.h"
#include "tally/tally_fields.h"
#include "tally/times.h"

static void add_fields(struct unpack *unpack, void *object, const size_t *offsets,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        *(uint64_t *)((char *)object + offsets[i]) += unpack_number(unpack);
}

/* No clock goes on for 30,000 years. */
static const int64_t latest_time = INT64_C(1) << 40;

/* Times lie close to the first of the tally they are of. */
static int64_t unpack_time(struct unpack *unpack, int64_t first)
{
    int64_t packed = unpack_signed(unpack);
    return packed == 0 ? 0 : (int64_t)((uint64_t)packed + (uint64_t)first - 1);
}

static void keep_later(int64_t *time, int64_t other)
{
    if (other > *time)
        *time = other;
}

static void keep_earlier(int64_t *time, int64_t other)
{
    if (other != 0 && (*time == 0 || other < *time))
        *time = other;
}

/* ---- whom and what it knows */

static bool find_providers(const struct tally *tally, struct tally_numbers *numbers,
                           struct unpack *unpack, struct why *why)
{
    char name[64];

    numbers->provider_count = unpack_count(unpack, 1);
    numbers->providers =
        memory_get(numbers->provider_count + 1, sizeof(*numbers->providers));
    for (size_t i = 0; i < numbers->provider_count; i++) {
        sls_view packed = unpack_text(unpack);
        snprintf(name, sizeof(name), "%.*s", (int)packed.len, packed.ptr);
        size_t found = book_plugin(tally->book, name);
        if (found == tally->book->plugin_count)
            return fail(why, "was made with the provider plugin %s, which is not loaded",
                        name);
        numbers->providers[i] = (uint32_t)found;
    }
    return true;
}

/* The number of a plugin's rule; 0 when it has none of that name. */
static uint16_t rule_named(const struct book *book, size_t plugin, sls_view name)
{
    for (size_t i = book->first_rule[plugin]; i < book->first_rule[plugin + 1]; i++)
        if (strlen(book->rules[i].data.id) == name.len &&
            memcmp(book->rules[i].data.id, name.ptr, name.len) == 0)
            return (uint16_t)i;
    return RULE_UNCLASSIFIED;
}

static uint32_t provider_at(const struct tally_numbers *numbers, struct unpack *unpack)
{
    uint64_t place = unpack_number(unpack);

    if (place < numbers->provider_count)
        return numbers->providers[place];
    unpack->bad = true;
    return 0;
}

static bool find_row(struct tally *tally, const struct tally_numbers *numbers,
                     struct unpack *unpack, uint32_t *row, struct why *why)
{
    uint16_t provider = (uint16_t)provider_at(numbers, unpack);
    uint16_t rule = (uint16_t)unpack_upto(unpack, RULE_FIRST);

    if (rule == RULE_FIRST) {
        size_t plugin = provider_at(numbers, unpack);
        sls_view name = unpack_text(unpack);
        rule = unpack->bad ? RULE_UNCLASSIFIED : rule_named(tally->book, plugin, name);
        if (rule == RULE_UNCLASSIFIED && !unpack->bad)
            return fail(why, "was made with the rule %.*s of %s, which is not loaded",
                        (int)view_cut(name, 80).len, name.ptr,
                        tally->book->plugins[plugin].info.name);
    }
    *row = rows_put(tally, provider, rule);
    return true;
}

static bool find_rows(struct tally *tally, struct tally_numbers *numbers,
                      struct unpack *unpack, struct why *why)
{
    numbers->row_count = unpack_count(unpack, 2);
    numbers->rows = memory_get(numbers->row_count + 1, sizeof(*numbers->rows));
    for (size_t i = 0; i < numbers->row_count; i++)
        if (!find_row(tally, numbers, unpack, &numbers->rows[i], why))
            return false;
    return true;
}

static uint32_t row_at(const struct tally_numbers *numbers, struct unpack *unpack)
{
    uint64_t place = unpack_number(unpack);

    if (place < numbers->row_count)
        return numbers->rows[place];
    unpack->bad = true;
    return 0;
}

static struct sample unpack_sample(const struct tally_numbers *numbers,
                                   struct unpack *unpack, const uint32_t *inputs,
                                   size_t input_count)
{
    struct sample sample = {.row = row_at(numbers, unpack)};

    sample.reply = (uint16_t)unpack_upto(unpack, UINT16_MAX);
    for (int i = 0; i < 3; i++) {
        sample.enhanced[i] = (uint16_t)unpack_upto(unpack, UINT16_MAX);
        sample.dsn[i] = (uint16_t)unpack_upto(unpack, UINT16_MAX);
    }
    sample.port = (uint16_t)unpack_upto(unpack, UINT16_MAX);
    uint64_t input = unpack_number(unpack);
    sample.input = input < input_count ? inputs[input] : INPUT_ELSEWHERE;
    sample.line = unpack_number(unpack);
    sample.relay = unpack_text(unpack);
    sample.template = unpack_text(unpack);
    sample.example = unpack_text(unpack);
    return sample;
}

static void find_samples(struct tally *tally, struct tally_numbers *numbers,
                         struct unpack *unpack, const uint32_t *inputs,
                         size_t input_count)
{
    numbers->sample_count = unpack_count(unpack, 1);
    numbers->samples = memory_get(numbers->sample_count + 1, sizeof(*numbers->samples));
    for (size_t i = 1; i < numbers->sample_count && !unpack->bad; i++) {
        if (unpack_upto(unpack, 1) == 0)
            continue;
        struct sample sample = unpack_sample(numbers, unpack, inputs, input_count);
        if (!unpack->bad)
            numbers->samples[i] = tally_sample(tally, &sample);
    }
}

bool unpack_tally_numbers(struct tally *tally, struct tally_numbers *numbers,
                          struct unpack *unpack, const uint32_t *inputs,
                          size_t input_count, struct why *why)
{
    *numbers = (struct tally_numbers){0};
    if (!find_providers(tally, numbers, unpack, why) ||
        !find_rows(tally, numbers, unpack, why))
        return false;
    find_samples(tally, numbers, unpack, inputs, input_count);
    if (unpack->bad)
        fail(why, "is damaged");
    return !unpack->bad;
}

void tally_numbers_close(struct tally_numbers *numbers)
{
    memory_free(numbers->providers);
    memory_free(numbers->rows);
    memory_free(numbers->samples);
    *numbers = (struct tally_numbers){0};
}

/* ---- the sums */

static void add_delays(struct delays *delays, struct unpack *unpack)
{
    uint64_t used = unpack_upto(unpack, DELAY_STEPS), step = 0;

    for (uint64_t i = 0; i < used; i++) {
        step += unpack_upto(unpack, DELAY_STEPS - 1);
        uint64_t count = unpack_number(unpack);
        delays->counts[step % DELAY_STEPS] += count;
        delays->total += count;
    }
    keep_later(&delays->longest_ms, unpack_signed(unpack));
}

static void add_provider(struct provider_sums *sums, struct unpack *unpack, int64_t first)
{
    add_fields(unpack, sums, provider_fields, SLS_COUNT(provider_fields));
    keep_later(&sums->last_accepted, unpack_time(unpack, first));
    keep_later(&sums->last_refused, unpack_time(unpack, first));
    add_delays(&sums->delays, unpack);
}

static void add_row(struct row *row, struct unpack *unpack, int64_t first)
{
    add_fields(unpack, row, row_fields, SLS_COUNT(row_fields));
    keep_earlier(&row->first, unpack_time(unpack, first));
    keep_later(&row->last, unpack_time(unpack, first));
    keep_earlier(&row->oldest_delayed, unpack_time(unpack, first));
}

/* What the major and minor numbers of pairs are here. */
struct places {
    const uint32_t *majors; /* NULL: they stay */
    size_t major_count;
    const struct unpack_names *names; /* NULL: minors are hours or days */
    int64_t shift;                    /* of those */
    int64_t first;
};

static void add_pair(struct pairs *pairs, const struct places *places,
                     struct unpack *unpack)
{
    uint64_t major = unpack_number(unpack);
    uint32_t minor =
        places->names != NULL
            ? unpack_name(places->names, unpack)
            : (uint32_t)(unpack_upto(unpack, UINT32_MAX) + (uint64_t)places->shift);
    struct pair sums = {0};

    add_fields(unpack, &sums, pair_fields, SLS_COUNT(pair_fields));
    sums.last_accepted = unpack_time(unpack, places->first);
    sums.last_refused = unpack_time(unpack, places->first);
    unpack->bad |= places->majors != NULL && major >= places->major_count;
    if (unpack->bad)
        return;
    uint32_t here = places->majors != NULL ? places->majors[major] : (uint32_t)major;
    struct pair *pair = pairs_put(pairs, here, minor);
    if (pair == NULL) {
        pairs->refused += sums.accepted + sums.delayed + sums.failed - 1;
        return;
    }
    pair->accepted += sums.accepted;
    pair->delayed += sums.delayed;
    pair->failed += sums.failed;
    keep_later(&pair->last_accepted, sums.last_accepted);
    keep_later(&pair->last_refused, sums.last_refused);
}

static void add_pairs(struct pairs *pairs, const struct places *places,
                      struct unpack *unpack)
{
    size_t count = unpack_count(unpack, 6);

    pairs->refused += unpack_number(unpack);
    for (size_t i = 0; i < count && !unpack->bad; i++)
        add_pair(pairs, places, unpack);
}

static void add_senders(struct senders *senders, const struct tally_numbers *numbers,
                        const struct unpack_names *names, struct unpack *unpack)
{
    add_fields(unpack, &senders->other, counts_fields, SLS_COUNT(counts_fields));
    size_t count = unpack_count(unpack, 8);
    for (size_t i = 0; i < count && !unpack->bad; i++) {
        uint64_t who = unpack_number(unpack);
        struct sender_row row = {.asks_login = who & 1};
        unpack->bad |= who >> 1 >= numbers->provider_count;
        if (unpack->bad)
            return;
        row.provider = (uint16_t)numbers->providers[who >> 1];
        row.sender = unpack_name(names, unpack);
        row.from = unpack_name(names, unpack);
        row.login = unpack_name(names, unpack);
        row.disowned = unpack_number(unpack);
        add_fields(unpack, &row.counts, counts_fields, SLS_COUNT(counts_fields));
        if (!unpack->bad)
            senders_add_row(senders, &row);
    }
}

static void add_share(struct shares *shares, const struct unpack_names *names,
                      struct unpack *unpack, int64_t first)
{
    uint32_t name = unpack_name(names, unpack);
    struct share sums = {0};

    add_fields(unpack, &sums, share_fields, SLS_COUNT(share_fields));
    sums.first = unpack_time(unpack, first);
    sums.last = unpack_time(unpack, first);
    struct share *share =
        unpack->bad || name <= INTERN_OTHER ? NULL : shares_put(shares, name);
    if (share == NULL)
        return;
    for (size_t i = 0; i < SLS_COUNT(share_fields); i++)
        *(uint64_t *)((char *)share + share_fields[i]) +=
            *(const uint64_t *)((const char *)&sums + share_fields[i]);
    keep_earlier(&share->first, sums.first);
    keep_later(&share->last, sums.last);
}

static void add_shares(struct tally *tally, const struct places *places,
                       struct unpack *unpack)
{
    tally->shares.refused += unpack_number(unpack);
    size_t count = unpack_count(unpack, 8);
    for (size_t i = 0; i < count && !unpack->bad; i++)
        add_share(&tally->shares, places->names, unpack, places->first);
    add_pairs(&tally->shares.causes, places, unpack);
}

/* Days follow from hours as long as none was forgotten; a part whose clock stood an hour
   off (summer time) has other days. */
static void add_hours(struct tally *tally, const struct places *rows, int32_t offset,
                      struct unpack *unpack)
{
    struct places hours = *rows, days = *rows;

    hours.names = days.names = NULL;
    hours.shift = (tally->hour_offset - offset) / HOUR_SECONDS;
    struct pairs own_hours;
    pairs_open(&own_hours, UINT32_MAX);
    add_pairs(&own_hours, &hours, unpack);
    for (uint32_t i = 0; i < own_hours.count; i++) {
        const struct pair *pair = &own_hours.list[i];
        times_add_hour(tally, pair);
    }
    struct pairs own_days;
    pairs_open(&own_days, UINT32_MAX);
    add_pairs(&own_days, &days, unpack);
    bool derived = hours.shift != 0 && !tally->hours_forgotten;
    const struct pairs *from = derived ? &own_hours : &own_days;
    for (uint32_t i = 0; i < from->count; i++)
        times_add_day(tally, &from->list[i], derived ? 24 : 1);
    pairs_close(&own_hours);
    pairs_close(&own_days);
}

void unpack_tally_sums(struct tally *tally, const struct tally_numbers *numbers,
                       const struct unpack_names *names, struct unpack *unpack)
{
    bool alone = tally->first == 0;
    int64_t first = unpack_signed(unpack), last = unpack_signed(unpack);
    int32_t offset = (int32_t)unpack_signed(unpack);

    unpack->bad |= first < 0 || last < first || last > latest_time ||
                   offset <= -DAY_SECONDS || offset >= DAY_SECONDS;
    if (unpack->bad)
        return;
    keep_earlier(&tally->first, first);
    keep_later(&tally->last, last);
    if (alone && first != 0)
        tally->hour_offset = offset;
    tally->hours_forgotten |= unpack_upto(unpack, 1) != 0;
    tally->events += unpack_number(unpack);
    add_fields(unpack, &tally->totals, totals_fields, SLS_COUNT(totals_fields));
    for (size_t i = 0; i < numbers->provider_count; i++)
        add_provider(&tally->providers[numbers->providers[i]], unpack, first);
    for (size_t i = 0; i < numbers->row_count; i++)
        add_row(&tally->rows[numbers->rows[i]], unpack, first);
    for (size_t i = 0; i < numbers->sample_count; i++)
        tally->samples.list[numbers->samples[i]].count += unpack_number(unpack);

    struct places rows = {numbers->rows, numbers->row_count, names, 0, first};
    struct places providers = {numbers->providers, numbers->provider_count, names, 0,
                               first};
    struct places hosts = {NULL, 0, names, 0, first};
    add_hours(tally, &rows, offset, unpack);
    add_pairs(&tally->senders, &rows, unpack);
    add_pairs(&tally->domains, &rows, unpack);
    add_pairs(&tally->sender_sums, &providers, unpack);
    add_pairs(&tally->hosts, &hosts, unpack);
    add_senders(&tally->by_sender, numbers, names, unpack);
    add_shares(tally, &rows, unpack);
}
