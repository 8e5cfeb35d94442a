/*
 * pipeline.c - the program on one screen: join, judge, tally.
 */
#include "app/pipeline.h"

#include "app/hold.h"
#include "app/outputs.h"
#include "app/part.h"
#include "base/hash.h"
#include "base/view.h"
#include "queue/end.h"
#include "queue/pool.h"
#include "queue/words.h"
#include "rules/login.h"

enum { NAMES_LIMIT = 1 << 17 };

/* Names that found no room are in the message still, unless it is laid down. */
static sls_view sender_of(const struct pipeline *pipeline,
                          const struct recipient *recipient)
{
    const struct message *message = &pipeline->join.messages[recipient->message];

    if (recipient->sender == INTERN_OTHER && recipient->message != 0)
        return (sls_view){message->sender, message->sender_bytes};
    return intern_view(&pipeline->names, recipient->sender);
}

static void count(struct pipeline *pipeline, const struct recipient *recipient)
{
    tally_recipient(&pipeline->tally, recipient);
    if (pipeline->tells_each && recipient->fate != FATE_ACCEPTED && !recipient->local)
        outcomes_final(&pipeline->outcomes, &pipeline->join, recipient,
                       tally_mark(&pipeline->tally, recipient));
}

/* The first recipient of a message that is kept is the first of it. */
static void take_filtered(struct pipeline *pipeline, const struct recipient *recipient)
{
    struct recipient kept = *recipient;

    if (recipient->first_of_message)
        pipeline->message_counted = false;
    if (!filter_keeps(pipeline->filter, &pipeline->tally, recipient,
                      sender_of(pipeline, recipient))) {
        pipeline->filtered_out += !recipient->local;
        tally_skip(&pipeline->tally, recipient);
        return;
    }
    kept.first_of_message = !pipeline->message_counted;
    pipeline->message_counted = true;
    count(pipeline, &kept);
}

static void take_recipient(void *receiver, const struct recipient *recipient)
{
    struct pipeline *pipeline = receiver;

    if (pipeline->filter->active)
        take_filtered(pipeline, recipient);
    else
        count(pipeline, recipient);
}

void pipeline_open(struct pipeline *pipeline, const struct options *options,
                   const struct book *book, const struct selection *selection,
                   const struct filter *filter, struct zone zone, struct prints *prints,
                   const uint64_t *join_seed)
{
    uint64_t seed = hash_seed();

    *pipeline = (struct pipeline){
        .selection = selection,
        .filter = filter,
        .prints = prints,
        .seed = seed,
        .host = INTERN_NONE,
        .short_host = INTERN_NONE,
        .zone = zone,
        .memory_bytes = options->memory_bytes,
    };
    intern_open(&pipeline->names, NAMES_LIMIT, seed);
    judge_open(&pipeline->judge, book, seed);
    tally_open(&pipeline->tally, book, &pipeline->names);
    pipeline->tally.seed = seed;
    join_open(&pipeline->join, &pipeline->names, options->memory_bytes,
              join_seed != NULL ? *join_seed : seed, take_recipient, pipeline);
    pipeline->tally.by_recipient = filter->active;
    pipeline->tally.grouping = options->grouping;
    pipeline->join.all_domains = options->grouping == BY_DOMAIN;
    pipeline->join.claimed_only = selection->hosts->count > 0;
    repeats_open(&pipeline->repeats);
    heads_open(&pipeline->heads);
    pipeline->tells_each = outputs_want(options, &report_ndjson);
    if (!pipeline->tells_each)
        return;
    words_keep(&pipeline->join);
    outcomes_open_in(&pipeline->outcomes, options->hold->spools,
                     &options->hold->spool_why);
}

void pipeline_identities(struct pipeline *pipeline, const struct identities *identities)
{
    pipeline->identities = pipeline->tally.identities = identities;
}

void pipeline_close(struct pipeline *pipeline)
{
    repeats_close(&pipeline->repeats);
    heads_close(&pipeline->heads);
    segments_close(&pipeline->segments);
    if (pipeline->tells_each)
        outcomes_close(&pipeline->outcomes);
    join_close(&pipeline->join);
    tally_close(&pipeline->tally);
    judge_close(&pipeline->judge);
    intern_close(&pipeline->names);
}

/* One log may name a host in short (syslog), and another in full (the journal). */
void pipeline_host(struct pipeline *pipeline, sls_view host)
{
    if (view_equal(host, intern_view(&pipeline->names, pipeline->host)))
        return;
    pipeline->host = intern_id(&pipeline->names, host);
    pipeline->short_host = intern_id(&pipeline->names, prints_host(host));
}

/* What an export tells counts nothing yet when some hosts alone are asked for. */
static bool is_to_be_claimed(const struct pipeline *pipeline, const struct record *record)
{
    return record->kind == LINE_EVENT && pipeline->join.claimed_only;
}

/* What a refusal of the sender says of the login, and of the address. */
static void learn_from_reply(struct pipeline *pipeline, const struct verdict *verdict,
                             const struct record *record, struct recipient *recipient)
{
    const struct rule *rule = &pipeline->judge.book->rules[verdict->rule];

    if (!rule->cause->of_sender)
        return;
    struct login_told told = login_told_by(record->attempt.text);
    if (told.login.len > 0)
        recipient->login = intern_id(&pipeline->names, told.login);
    if (told.address.len > 0)
        recipient->from = intern_id(&pipeline->names, told.address);
}

/* The account at the relay: as the log tells, else as the user says of this very host.
   What Postfix and Exim log of a client's login is that of the client, here. */
static void learn_login(struct pipeline *pipeline, const struct record *record,
                        struct recipient *recipient)
{
    const sls_attempt *attempt = &record->attempt;
    sls_view login = attempt->login;

    if (record->kind == LINE_STARTED)
        return;
    if (login.len == 0 && pipeline->identities != NULL && attempt->relay.len > 0)
        login = identities_at_relay(pipeline->identities, attempt->relay);
    if (login.len > 0)
        recipient->login = intern_id(&pipeline->names, login);
    recipient->asks_login |= login.len > 0 || record->kind == LINE_REFUSED ||
                             login_is_asked(attempt->relay, attempt->port);
}

/* A reply to mail that is not asked for is no example of those that are. */
static bool may_be_shown(const struct pipeline *pipeline,
                         const struct recipient *recipient, const struct verdict *verdict)
{
    const struct message *message = &pipeline->join.messages[recipient->message];

    return !pipeline->filter->active ||
           filter_may_keep(pipeline->filter, pipeline->tally.book,
                           (sls_view){message->sender, message->sender_bytes},
                           recipient->to_wanted, verdict);
}

/* A refusal: by which rule, and so why. */
static void judge_refusal(struct pipeline *pipeline, const struct record *record,
                          enum line_count count, struct recipient *recipient,
                          const struct spot *spot)
{
    sls_attempt attempt = record->attempt;
    struct verdict verdict =
        judge_attempt(&pipeline->judge, (uint16_t)recipient->provider, &attempt);
    recipient->refusals += count == COUNT_ATTEMPT;
    if (pipeline->tally.by_recipient || is_to_be_claimed(pipeline, record)) {
        attempt.time = 0; /* it is not known yet whether it counts */
        count = COUNT_NONE;
    }
    recipient->mark = tally_refusal(
        &pipeline->tally, &verdict, &attempt, (uint32_t)spot->input, spot->line,
        count == COUNT_ATTEMPT, may_be_shown(pipeline, recipient, &verdict));
    recipient->judged = true;
    learn_from_reply(pipeline, &verdict, record, recipient);
    if (pipeline->refused != NULL)
        pipeline->refused(pipeline->receiver, &verdict, record, spot);
}

/* The provider that answered: the plugin of an export, else that of the relay.  An
   attempt without a relay goes where it was started to. */
static uint16_t provider_of_line(struct pipeline *pipeline, const struct records *records,
                                 const struct record *record,
                                 const struct recipient *recipient)
{
    if (record->kind == LINE_EVENT)
        return records_exporter(records);
    if (recipient != NULL && recipient->provider_known && record->by_start &&
        record->attempt.relay.len == 0)
        return (uint16_t)recipient->provider;
    sls_view relay = record->attempt.relay;
    if (relay.len == 0 && recipient != NULL)
        relay = intern_view(&pipeline->names, recipient->relay);
    return judge_provider(&pipeline->judge, relay);
}

static bool is_refusal(const struct record *record, const struct recipient *recipient)
{
    uint32_t outcome = record->attempt.outcome;

    if (record->kind == LINE_STARTED || outcome == SLS_SENT || outcome == SLS_DELIVERED)
        return false;
    return !(record->reason_before && recipient->judged);
}

/* A reason that stands in an earlier line stays that one's. */
static void note_refusal(struct pipeline *pipeline, const struct record *record,
                         struct recipient *recipient, const struct spot *spot)
{
    if (record->kind == LINE_STARTED ? recipient->note == 0
                                     : is_refusal(record, recipient))
        outcomes_note(&pipeline->outcomes, recipient, record, (uint32_t)spot->input,
                      spot->line);
}

void pipeline_take_record(struct pipeline *pipeline, const struct records *records,
                          const struct record *record, const struct spot *spot)
{
    struct recipient *recipient;
    uint16_t provider = 0;

    uint64_t own_before = pipeline->join.own_reports;
    enum line_count count = join_line(&pipeline->join, record, &recipient);
    pipeline->tally.totals.own_reports += pipeline->join.own_reports - own_before;
    if (is_to_be_claimed(pipeline, record))
        count = COUNT_NONE;
    if (count == COUNT_ATTEMPT || (recipient != NULL && count != COUNT_LOCAL))
        provider = provider_of_line(pipeline, records, record, recipient);
    if (recipient != NULL && count != COUNT_LOCAL) {
        recipient->provider = provider;
        recipient->provider_known = true;
        learn_login(pipeline, record, recipient);
        recipient->host = pipeline->host;
        if (pipeline->filter->domains.count > 0 && record->attempt.recipient.len > 0)
            recipient->to_wanted =
                filter_keeps_domain(pipeline->filter, record->attempt.recipient);
        if (is_refusal(record, recipient))
            judge_refusal(pipeline, record, count, recipient, spot);
        if (pipeline->tells_each)
            note_refusal(pipeline, record, recipient, spot);
    }
    tally_attempt(&pipeline->tally, count, provider, &record->attempt);
}

static void widen(struct pipeline *pipeline, int64_t time)
{
    if (time == 0)
        return;
    if (pipeline->part_first == 0 || time < pipeline->part_first)
        pipeline->part_first = time;
    if (time > pipeline->part_last)
        pipeline->part_last = time;
    if (pipeline->first == 0) /* hours are counted in the zone that is shown */
        pipeline->tally.hour_offset = zone_offset(pipeline->zone, time);
    if (pipeline->first == 0 || time < pipeline->first)
        pipeline->first = time;
    if (time > pipeline->last)
        pipeline->last = time;
}

/* An export's record, which may come too late for a 250 that stands above it. */
static void count_event(struct pipeline *pipeline, const struct spot *spot)
{
    pipeline->tally.events++;
    pipeline->late_events += spot->is_stray;
}

/* A refusal without a queue id that another input tells of, too. */
static bool is_told_elsewhere(struct pipeline *pipeline, const struct record *record,
                              const struct spot *spot)
{
    if (pipeline->prints == NULL || record->kind != LINE_REFUSED ||
        record->attempt.queue_id.len > 0)
        return false;
    uint64_t key =
        hash_mix(hash_view(record->body, pipeline->seed), (uint64_t)record->attempt.time);
    return repeats_know(&pipeline->repeats, hash_mix(key, pipeline->short_host),
                        (uint32_t)spot->input);
}

bool pipeline_take(void *receiver, struct records *records, struct record *record,
                   const struct spot *spot)
{
    struct pipeline *pipeline = receiver;
    int64_t time = record->attempt.time;

    pipeline_host(pipeline, record->attempt.host);
    widen(pipeline, time);
    if (pipeline->prints != NULL && record->body.len > 0)
        prints_add(&pipeline->prints[spot->input], pipeline->short_host, time,
                   record->body, pipeline->seed);
    if (pipeline->exact && record->body.len > 0)
        prints_add_exact(&pipeline->prints[spot->input], record->attempt.host, time,
                         record->body);
    enum selected selected = selection_of(pipeline->selection, record);
    if (selected == NOT_SELECTED)
        return false;
    if (record->kind == LINE_EVENT)
        count_event(pipeline, spot);
    if (selected == SELECTED && !is_to_be_claimed(pipeline, record))
        tally_seen(&pipeline->tally, time, pipeline->host);
    if (is_told_elsewhere(pipeline, record, spot))
        return selected == SELECTED;
    do
        if (pipeline->in_parts)
            part_take(pipeline, records, record, spot);
        else
            pipeline_take_record(pipeline, records, record, spot);
    while (records_more(records, record));
    return selected == SELECTED;
}

void pipeline_end(struct pipeline *pipeline)
{
    if (pipeline->in_parts)
        part_fold(pipeline);
    join_end(&pipeline->join);
}
