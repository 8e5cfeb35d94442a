/*
 * trace_find.c - a pass: each record to its episode, its line and what it tells kept.
 */
#include "app/trace_find.h"

#include "app/trace_episode.h"
#include "app/trace_learn.h"
#include "app/trace_step.h"
#include "app/trace_subject.h"
#include "base/hash.h"
#include "base/view.h"

enum { OTHERS_MOST = 1 << 20, HOSTS_MOST = 64, FOLDED_BYTES = 320 };

enum { PASS_TABLES = 7 };

/* The tables that each pass begins anew. */
static struct table *table_of(struct finder *finder, size_t i)
{
    struct table *const tables[PASS_TABLES] = {
        &finder->current, &finder->numbers, &finder->awaited, &finder->ids,
        &finder->starts,  &finder->others,  &finder->seen};
    return tables[i];
}

static void open_pass(struct finder *finder)
{
    store_open(&finder->store);
    for (size_t i = 0; i < PASS_TABLES; i++)
        table_open(table_of(finder, i), 0);
    intern_open(&finder->hosts, HOSTS_MOST, finder->seed);
    finder->place = (struct place){.key = 0};
    finder->host = INTERN_NONE;
    finder->first = finder->last = 0;
    finder->lines = 0;
}

static void close_pass(struct finder *finder)
{
    store_close(&finder->store);
    for (size_t i = 0; i < PASS_TABLES; i++)
        table_close(table_of(finder, i));
    intern_close(&finder->hosts);
}

void finder_open(struct finder *finder, sls_view subject, const struct book *book,
                 const struct selection *selection)
{
    *finder =
        (struct finder){.subject = subject, .selection = selection, .seed = hash_seed()};
    judge_open(&finder->judge, book, finder->seed);
    sought_open(&finder->sought);
    table_open(&finder->wanted, 0);
    open_pass(finder);
}

void finder_close(struct finder *finder)
{
    close_pass(finder);
    table_close(&finder->wanted);
    sought_close(&finder->sought);
    judge_close(&finder->judge);
}

void finder_begin_pass(struct finder *finder)
{
    close_pass(finder);
    open_pass(finder);
    sought_begin_pass(&finder->sought);
}

static void count_other(struct finder *finder, uint32_t e, sls_view recipient)
{
    char folded[FOLDED_BYTES];
    sls_view cut = view_cut(recipient, FOLDED_BYTES);
    bool added;

    if (finder->others.count >= OTHERS_MOST)
        return;
    for (size_t i = 0; i < cut.len; i++)
        folded[i] = to_lower(cut.ptr[i]);
    table_put(&finder->others,
              hash_mix(hash_view((sls_view){folded, cut.len}, finder->seed), e), &added);
    finder->store.episodes[e].others += added;
}

/* A line is kept once, however many of its recipients it tells of. */
static void keep_line(struct finder *finder, uint32_t e, const struct record *record,
                      const struct spot *spot, bool of_others)
{
    struct store *store = &finder->store;
    struct kept_line *last =
        store->line_count > 0 ? &store->lines[store->line_count] : NULL;

    if (last != NULL && last->episode == e && last->number == spot->line &&
        last->input == (uint32_t)spot->input) {
        last->of_others &= of_others;
        return;
    }
    store_line(store, &(struct kept_line){.text = spot->text,
                                          .time = record->attempt.time,
                                          .number = spot->line,
                                          .input = (uint32_t)spot->input,
                                          .episode = e,
                                          .of_others = of_others});
}

static void keep_step(struct finder *finder, uint32_t e, const struct records *records,
                      const struct record *record, uint32_t start, bool of_others)
{
    struct step begun = {.recipient = record->attempt.recipient,
                         .relay = finder->store.episodes[e].relay};
    bool has_begun = start != 0 || record->kind == LINE_ATTEMPT;

    if (start != 0)
        begun = finder->store.steps[start];
    struct step step =
        step_of(&finder->judge, records, record, has_begun ? &begun : NULL);
    step.episode = e;
    step.of_others = of_others;
    if (record->kind == LINE_ATTEMPT && step.delivery == DELIVERY_REMOTE &&
        step.outcome == SLS_SENT && step.id.len > 0)
        episode_has_provider_id(finder, e, step.provider, step.id);
    uint32_t kept = store_step(&finder->store, &step);
    if (record->kind == LINE_STARTED)
        episode_set_start(finder, record, kept);
    else if (start != 0)
        episode_set_start(finder, record, 0);
}

/* A message that left the queue before the window is not asked for: others need the
   room. */
static bool is_over_before(const struct finder *finder, uint32_t e,
                           const struct record *record, enum selected selected)
{
    const struct episode *episode = &finder->store.episodes[e];

    return selected == SELECTED_TO_FILL && record->kind == LINE_CLOSED &&
           !episode->asked_for;
}

/* Does the record tell what became of another recipient than the subject? */
static bool is_of_others(const struct finder *finder, const struct record *record,
                         uint32_t start, unsigned match)
{
    if (start != 0)
        return finder->store.steps[start].of_others;
    return subject_is_of_recipient(record) && (match & MATCH_RECIPIENT) == 0;
}

static void ask_for(struct store *store, uint32_t e)
{
    store->episodes[e].asked_for = true;
    store->episodes[store_root(store, e)].asked_for = true;
}

static void take_record(struct finder *finder, const struct records *records,
                        const struct record *record, const struct spot *spot,
                        enum selected selected)
{
    unsigned match = subject_match(finder->subject, record);
    uint32_t start = episode_start(finder, record);

    if (record->kind == LINE_STARTED)
        episode_set_start(finder, record, 0); /* another message takes its number */
    uint32_t e = episode_of(finder, records, record, spot, match);
    if (e == 0)
        return;
    bool of_others = is_of_others(finder, record, start, match);
    episode_learn(finder, e, record, match);
    if (selected == SELECTED)
        ask_for(&finder->store, e);
    if (of_others && start == 0)
        count_other(finder, e, record->attempt.recipient);
    if (is_over_before(finder, e, record, selected))
        sought_forget_key(&finder->sought, finder->store.episodes[e].key);
    if (of_others && finder->store.episodes[e].only_subject)
        return;
    if (record->kind != LINE_OTHER && record->kind != LINE_DETAIL)
        keep_step(finder, e, records, record, start, of_others);
    keep_line(finder, e, record, spot, of_others);
}

static void widen(struct finder *finder, const struct record *record)
{
    int64_t time = record->attempt.time;

    finder->lines++;
    if (!view_equal(record->attempt.host, intern_view(&finder->hosts, finder->host)))
        finder->host = intern_id(&finder->hosts, record->attempt.host);
    if (time == 0)
        return;
    if (finder->first == 0 || time < finder->first)
        finder->first = time;
    if (time > finder->last)
        finder->last = time;
}

bool finder_take(void *receiver, struct records *records, struct record *record,
                 const struct spot *spot)
{
    struct finder *finder = receiver;
    enum selected selected = selection_of(finder->selection, record);

    if (selected == NOT_SELECTED)
        return false;
    if (selected == SELECTED)
        widen(finder, record);
    finder->has_events |= record->kind == LINE_EVENT;
    do
        take_record(finder, records, record, spot, selected);
    while (records_more(records, record));
    return selected == SELECTED;
}

bool finder_leaves_others_out(const struct finder *finder, uint32_t e)
{
    const struct store *store = &finder->store;
    const struct episode *episode = &store->episodes[e];

    if (episode->notice || ((episode->match & MATCH_RECIPIENT) == 0 && !episode->event))
        return false;
    return store->episodes[store_root(store, e)].story == MATCH_RECIPIENT;
}

/* A notice to the sender who is asked for is not mail to him. */
static void sum_up_matches(struct store *store)
{
    for (uint32_t e = 1; e <= store->episode_count; e++)
        if (!store->episodes[e].notice)
            store->episodes[store_root(store, e)].story |= store->episodes[e].match;
}

static void sought_mentioned(struct finder *finder, uint32_t e, unsigned where)
{
    const struct mention *mentions = finder->store.mentions;

    for (uint32_t m = finder->store.episodes[e].mention; m != 0; m = mentions[m].before)
        if (mentions[m].is_key)
            sought_key(&finder->sought, mentions[m].hash);
        else
            sought_id(&finder->sought, mentions[m].hash, where);
}

void finder_end_pass(struct finder *finder)
{
    struct store *store = &finder->store;

    sum_up_matches(store);
    for (uint32_t e = 1; e <= store->episode_count; e++) {
        const struct episode *root = &store->episodes[store_root(store, e)];
        if (root->found)
            sought_mentioned(finder, e,
                             (root->story & MATCH_ID) != 0 ? SOUGHT_EVENTS | SOUGHT_LOGS
                                                           : SOUGHT_EVENTS);
    }
}

void finder_sieve(struct finder *finder)
{
    const struct store *store = &finder->store;
    bool added;

    finder->sieving = true;
    table_clear(&finder->wanted);
    for (uint32_t e = 1; e <= store->episode_count; e++) {
        const struct episode *root = &store->episodes[store_root(store, e)];
        if (root->found && root->asked_for)
            *table_put(&finder->wanted,
                       hash_mix(store->episodes[e].key, store->episodes[e].number),
                       &added) = finder_leaves_others_out(finder, e) ? 2 : 1;
    }
}
