/*
 * tally.c - adds up; what the sums mean is told by tally/summary.c.
 */
#include "tally/tally.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/view.h"
#include "tally/rows.h"
#include "tally/times.h"

/* Limits of the lists: together some 20 MiB. */
enum {
    LIMIT_DAYS = 1 << 17,
    LIMIT_HOURS = 1 << 18,
    LIMIT_SENDERS = 1 << 16,
    LIMIT_DOMAINS = 1 << 16,
    LIMIT_SUMS = 1 << 16,
    LIMIT_HOSTS = 1 << 10
};

void tally_open(struct tally *tally, const struct book *book, struct intern *names)
{
    *tally = (struct tally){.book = book, .names = names};
    tally->providers = memory_get(book->plugin_count, sizeof(*tally->providers));
    table_open(&tally->row_index, 0);
    pairs_open(&tally->days, LIMIT_DAYS);
    pairs_open(&tally->hours, LIMIT_HOURS);
    pairs_open(&tally->senders, LIMIT_SENDERS);
    pairs_open(&tally->domains, LIMIT_DOMAINS);
    pairs_open(&tally->sender_sums, LIMIT_SUMS);
    senders_open(&tally->by_sender);
    tally->mismatch = cause_named("sender-mismatch");
    pairs_open(&tally->hosts, LIMIT_HOSTS);
    samples_open(&tally->samples);
    shares_open(&tally->shares);
}

void tally_close(struct tally *tally)
{
    memory_free(tally->providers);
    memory_free(tally->rows);
    table_close(&tally->row_index);
    pairs_close(&tally->days);
    pairs_close(&tally->hours);
    pairs_close(&tally->senders);
    pairs_close(&tally->domains);
    pairs_close(&tally->sender_sums);
    senders_close(&tally->by_sender);
    pairs_close(&tally->hosts);
    samples_close(&tally->samples);
    shares_close(&tally->shares);
}

static void widen(int64_t *first, int64_t *last, int64_t time)
{
    if (time == 0)
        return;
    if (*first == 0 || time < *first)
        *first = time;
    if (*last == 0 || time > *last)
        *last = time;
}

void tally_seen(struct tally *tally, int64_t time, uint32_t host)
{
    widen(&tally->first, &tally->last, time);
    if (host != INTERN_NONE && host != tally->last_host)
        pairs_put(&tally->hosts, 0, host);
    tally->last_host = host;
}

static void count_attempt(struct tally *tally, uint16_t provider,
                          const sls_attempt *attempt)
{
    struct provider_sums *sums = &tally->providers[provider];

    tally->totals.attempts += !tally->by_recipient;
    sums->attempts += !tally->by_recipient;
    if ((attempt->outcome == SLS_SENT || attempt->outcome == SLS_DELIVERED) &&
        attempt->time > sums->last_accepted)
        sums->last_accepted = attempt->time;
}

void tally_attempt(struct tally *tally, enum line_count count, uint16_t provider,
                   const sls_attempt *attempt)
{
    if (tally->by_recipient && count != COUNT_ATTEMPT)
        return;
    switch (count) {
    case COUNT_ATTEMPT:
        count_attempt(tally, provider, attempt);
        break;
    case COUNT_LOCAL:
        tally->totals.local_attempts++;
        break;
    case COUNT_HOP:
        tally->totals.hops++;
        break;
    case COUNT_NOTICE:
        tally->totals.notices++;
        break;
    case COUNT_PROBE:
        tally->totals.probes++;
        break;
    case COUNT_NONE:
        break;
    }
}

static bool begins_before(const struct tally *tally, uint32_t a, uint32_t b)
{
    if (tally->inputs == NULL || a == INPUT_ELSEWHERE || b == INPUT_ELSEWHERE)
        return a < b;
    const struct input_time *left = &tally->inputs[a], *right = &tally->inputs[b];
    if (left->first != right->first)
        return left->first < right->first;
    return left->last != right->last ? left->last < right->last : a < b;
}

/* Than the sample that is shown. */
static bool stands_before(const struct tally *tally, const struct sample *sample,
                          uint32_t input, uint64_t line)
{
    return input == sample->input ? line < sample->line
                                  : begins_before(tally, input, sample->input);
}

uint32_t tally_sample(struct tally *tally, const struct sample *sample)
{
    const struct row *row = &tally->rows[sample->row];
    bool added;
    uint32_t number = samples_put(
        &tally->samples,
        judge_kind(tally->seed, row->provider, row->rule, sample->template), &added);
    struct sample *here = &tally->samples.list[number];

    if (number != 0 && (added || stands_before(tally, here, sample->input, sample->line)))
        samples_take(&tally->samples, number, sample);
    return number;
}

struct mark tally_refusal(struct tally *tally, const struct verdict *verdict,
                          const sls_attempt *attempt, uint32_t input, uint64_t line,
                          bool counted, bool shown)
{
    struct mark mark = {0};
    bool added;
    mark.cause = rows_put(tally, verdict->provider, verdict->rule);
    struct row *row = &tally->rows[mark.cause];
    struct provider_sums *sums = &tally->providers[verdict->provider];

    row->attempts += counted ? 1 : 0;
    widen(&row->first, &row->last, attempt->time);
    if (attempt->time > sums->last_refused)
        sums->last_refused = attempt->time;
    if (!shown)
        return mark;
    mark.sample = samples_put(&tally->samples, verdict->reply, &added);
    struct sample *sample = &tally->samples.list[mark.sample];
    if (mark.sample != 0 && (added || stands_before(tally, sample, input, line))) {
        samples_fill(&tally->samples, mark.sample, attempt, verdict->template);
        sample->row = mark.cause;
        sample->input = input;
        sample->line = line;
    }
    return mark;
}

struct charge tally_charge(const struct tally *tally, const struct recipient *recipient)
{
    bool accepted = recipient->fate == FATE_ACCEPTED;
    struct charge charge = {.provider = (uint16_t)recipient->provider,
                            .has_cause = !accepted || recipient->was_refused};

    if (recipient->unseen)
        return (struct charge){(uint16_t)tally->book->generic, RULE_EXPIRED, true};
    if (!charge.has_cause)
        return charge;
    const struct row *row = &tally->rows[recipient->mark.cause];
    charge.rule = row->rule;
    if (!accepted)
        charge.provider = row->provider;
    return charge;
}

static void add_accepted(struct tally *tally, const struct recipient *recipient)
{
    struct provider_sums *sums = &tally->providers[recipient->provider];
    struct pair *sender =
        pairs_put(&tally->sender_sums, recipient->provider, recipient->sender);

    tally->totals.accepted++;
    sums->accepted++;
    delays_add(&sums->delays, recipient->delay_ms);
    senders_add(&tally->by_sender, (uint16_t)recipient->provider, recipient, false);
    if (sender != NULL) {
        sender->accepted++;
        if (recipient->last > sender->last_accepted)
            sender->last_accepted = recipient->last;
    }
    if (!recipient->was_refused)
        return;
    tally->totals.accepted_after_retry++;
    sums->accepted_after_retry++;
    tally->rows[recipient->mark.cause].accepted_after_retry++;
}

void tally_skip(struct tally *tally, const struct recipient *recipient)
{
    if (recipient->local)
        return;
    tally->providers[tally_charge(tally, recipient).provider].skipped++;
    if (recipient->fate != FATE_ACCEPTED)
        return;
    struct pair *sender =
        pairs_put(&tally->sender_sums, recipient->provider, recipient->sender);
    if (sender != NULL && recipient->last > sender->last_accepted)
        sender->last_accepted = recipient->last;
}

static void count_pair(struct pairs *pairs, uint32_t major, uint32_t minor,
                       const struct recipient *recipient)
{
    struct pair *pair = pairs_put(pairs, major, minor);

    if (pair == NULL)
        return;
    if (recipient->fate == FATE_FAILED)
        pair->failed++;
    else
        pair->delayed++;
    if (recipient->refused > pair->last_refused)
        pair->last_refused = recipient->refused;
}

static void count_time(struct tally *tally, uint32_t row,
                       const struct recipient *recipient)
{
    bool failed = recipient->fate == FATE_FAILED;
    struct pair hour = {.major = row,
                        .minor = (uint32_t)times_hour(tally, recipient->refused),
                        .failed = failed,
                        .delayed = !failed,
                        .last_refused = recipient->refused};

    times_add_hour(tally, &hour);
    times_add_day(tally, &hour, 24);
}

/* The row and sample a recipient is charged to; one that expired unseen has none yet. */
static struct mark charged(struct tally *tally, const struct recipient *recipient)
{
    struct mark mark = recipient->mark;

    if (recipient->unseen) {
        mark.cause = rows_put(tally, (uint16_t)tally->book->generic, RULE_EXPIRED);
        struct row *row = &tally->rows[mark.cause];
        widen(&row->first, &row->last, recipient->refused);
        mark.sample = 0;
    }
    return mark;
}

struct mark tally_mark(const struct tally *tally, const struct recipient *recipient)
{
    struct mark mark = recipient->mark;

    if (recipient->unseen) {
        mark.sample = 0;
        mark.cause = rows_find(tally, (uint16_t)tally->book->generic, RULE_EXPIRED);
    }
    return mark;
}

/* Of what an export tells the time may count only now that a log has claimed it. */
static void add_refused_later(struct row *row, struct provider_sums *sums, int64_t time)
{
    widen(&row->first, &row->last, time);
    if (time > sums->last_refused)
        sums->last_refused = time;
}

static void add_refused(struct tally *tally, const struct recipient *recipient)
{
    struct mark mark = charged(tally, recipient);
    struct row *row = &tally->rows[mark.cause];
    struct provider_sums *sums = &tally->providers[row->provider];
    bool failed = recipient->fate == FATE_FAILED;

    if (recipient->after_acceptance)
        add_refused_later(row, sums, recipient->refused);
    *(failed ? &tally->totals.failed : &tally->totals.delayed) += 1;
    *(failed ? &sums->failed : &sums->delayed) += 1;
    *(failed ? &row->failed : &row->delayed) += 1;
    if (recipient->carried) /* its refusals are lines of an earlier run */
        widen(&row->first, &row->last, recipient->refused);
    if (!failed && recipient->first != 0 &&
        (row->oldest_delayed == 0 || recipient->first < row->oldest_delayed))
        row->oldest_delayed = recipient->first;
    tally->samples.list[mark.sample].count++;
    count_pair(&tally->senders, mark.cause, recipient->sender, recipient);
    count_pair(&tally->domains, mark.cause, recipient->domain, recipient);
    count_pair(&tally->sender_sums, row->provider, recipient->sender, recipient);
    senders_add(&tally->by_sender, row->provider, recipient,
                tally->book->rules[row->rule].cause == tally->mismatch);
    if (recipient->refused != 0)
        count_time(tally, mark.cause, recipient);
}

/* What was not counted line by line: all refusals of a recipient are charged to the cause
   that it is charged to. */
static void count_lines(struct tally *tally, const struct recipient *recipient)
{
    struct charge charge = tally_charge(tally, recipient);
    struct provider_sums *sums = &tally->providers[charge.provider];

    tally->totals.attempts += recipient->attempts;
    sums->attempts += recipient->attempts;
    if (!charge.has_cause || recipient->unseen)
        return;
    struct row *row = &tally->rows[recipient->mark.cause];
    row->attempts += recipient->refusals;
    widen(&row->first, &row->last, recipient->refused);
    if (!recipient->after_acceptance)
        widen(&row->first, &row->last, recipient->first);
    if (recipient->refused > sums->last_refused)
        sums->last_refused = recipient->refused;
}

/* The name in the table that is asked for; INTERN_NONE when it has none. */
static uint32_t share_name(const struct tally *tally, const struct recipient *recipient)
{
    switch (tally->grouping) {
    case BY_SENDER:
        return recipient->sender;
    case BY_DOMAIN:
        return recipient->domain;
    case BY_HOST:
        return recipient->host;
    default:
        return INTERN_NONE;
    }
}

static void count_share(struct tally *tally, const struct recipient *recipient)
{
    uint32_t name = share_name(tally, recipient);
    struct share *share = name <= INTERN_OTHER ? NULL : shares_put(&tally->shares, name);

    if (share == NULL)
        return;
    share->attempts += recipient->attempts;
    if (recipient->fate == FATE_ACCEPTED) {
        share->accepted++;
        share->accepted_after_retry += recipient->was_refused;
        return;
    }
    *(recipient->fate == FATE_FAILED ? &share->failed : &share->delayed) += 1;
    widen(&share->first, &share->last, recipient->refused);
    if (!recipient->after_acceptance)
        widen(&share->first, &share->last, recipient->first);
    count_pair(&tally->shares.causes, charged(tally, recipient).cause, name, recipient);
}

void tally_recipient(struct tally *tally, const struct recipient *recipient)
{
    if (tally->grouping != BY_NOTHING && !recipient->local)
        count_share(tally, recipient);
    if (tally->by_recipient)
        count_lines(tally, recipient);
    if (recipient->local) {
        tally->totals.local++;
        tally->totals.local_refused += recipient->fate != FATE_ACCEPTED;
        return;
    }
    tally->totals.recipients++;
    tally->totals.messages += recipient->first_of_message;
    tally->totals.confirmed += recipient->confirmed && recipient->fate == FATE_ACCEPTED;
    tally->totals.failed_after_acceptance += recipient->after_acceptance;
    if (recipient->fate == FATE_ACCEPTED) {
        tally->providers[recipient->provider].recipients++;
        add_accepted(tally, recipient);
        return;
    }
    add_refused(tally, recipient);
    uint16_t provider = recipient->unseen ? (uint16_t)tally->book->generic
                                          : tally->rows[recipient->mark.cause].provider;
    tally->providers[provider].recipients++;
}
