/*
 * evidence_find.c - keeps copies in rooms of fixed size; a later attempt takes the room
 * of one in the middle.
 */
#include "app/evidence_find.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/view.h"
#include "parse/session.h"

enum { FIELD_BYTES = 256, REPLY_BYTES = 2048 };

void exhibits_open(struct exhibits *exhibits, const struct book *book,
                   const struct summary_cause *cause)
{
    memset(exhibits, 0, sizeof(*exhibits));
    exhibits->book = book;
    exhibits->cause = cause;
    exhibits->seed = hash_seed();
}

/* Cut to `most` bytes, and to what the room still holds. */
static sls_view keep(struct exhibit *exhibit, sls_view text, size_t most)
{
    size_t left = EXHIBIT_BYTES - exhibit->used;
    sls_view cut = view_cut(text, most < left ? most : left);
    char *to = exhibit->room + exhibit->used;

    if (cut.len > 0)
        memcpy(to, cut.ptr, cut.len);
    exhibit->used += cut.len;
    return (sls_view){to, cut.len};
}

static uint64_t key_of(struct exhibits *exhibits, const sls_attempt *attempt)
{
    if (attempt->queue_id.len == 0)
        return 0;
    return hash_mix(place_key(&exhibits->place, attempt, exhibits->seed),
                    hash_view(attempt->queue_id, exhibits->seed));
}

static void fill(struct exhibits *exhibits, struct exhibit *exhibit,
                 const sls_attempt *attempt, const struct spot *spot)
{
    exhibit->time = attempt->time;
    exhibit->input = spot->input;
    exhibit->line = spot->line;
    exhibit->key = key_of(exhibits, attempt);
    exhibit->used = 0;
    exhibit->host = keep(exhibit, attempt->host, FIELD_BYTES);
    exhibit->queue_id = keep(exhibit, attempt->queue_id, FIELD_BYTES);
    exhibit->message_id = keep(exhibit, attempt->message_id, FIELD_BYTES);
    exhibit->sender = keep(exhibit, attempt->sender, FIELD_BYTES);
    exhibit->recipient = keep(exhibit, attempt->recipient, FIELD_BYTES);
    exhibit->relay = keep(exhibit, attempt->relay, FIELD_BYTES);
    sls_view token = attempt->provider_id;
    if (token.len == 0)
        token = session_of(attempt->text);
    exhibit->token = keep(exhibit, token, FIELD_BYTES);
    exhibit->reply = keep(exhibit, attempt->text, REPLY_BYTES);
}

static void count_relay(struct exhibits *exhibits, sls_view relay)
{
    sls_view name = view_cut(relay, RELAY_BYTES);
    size_t i = 0;

    if (name.len == 0)
        return;
    while (i < exhibits->relay_count &&
           !view_equal(name,
                       (sls_view){exhibits->relays[i].name, exhibits->relays[i].bytes}))
        i++;
    if (i == RELAYS_KEPT) {
        exhibits->more_relays = true;
        return;
    }
    if (i == exhibits->relay_count) {
        memcpy(exhibits->relays[i].name, name.ptr, name.len);
        exhibits->relays[i].bytes = name.len;
        exhibits->relay_count++;
    }
    exhibits->relays[i].attempts++;
}

static bool is_of_cause(const struct exhibits *exhibits, const struct verdict *verdict)
{
    const struct book *book = exhibits->book;

    return book->plugins[verdict->provider].info.name == exhibits->cause->provider &&
           book->rules[verdict->rule].cause == exhibits->cause->cause;
}

static size_t place_of(uint64_t number)
{
    return number < EXHIBITS_EACH
               ? (size_t)number
               : EXHIBITS_EACH + (size_t)((number - EXHIBITS_EACH) % EXHIBITS_EACH);
}

void exhibits_refused(void *receiver, const struct verdict *verdict,
                      const struct record *record, const struct spot *spot)
{
    struct exhibits *exhibits = receiver;

    if (!is_of_cause(exhibits, verdict))
        return;
    fill(exhibits, &exhibits->list[place_of(exhibits->count++)], &record->attempt, spot);
    count_relay(exhibits, record->attempt.relay);
}

static bool is_before(const struct spot *spot, const struct exhibit *exhibit)
{
    return spot->input < exhibit->input ||
           (spot->input == exhibit->input && spot->line <= exhibit->line);
}

static void learn(struct exhibit *exhibit, const struct record *record)
{
    const sls_attempt *attempt = &record->attempt;

    if (record->kind == LINE_OPENED) /* what was told before is another message's */
        exhibit->message_id.len = exhibit->sender.len = 0;
    if (attempt->message_id.len > 0 &&
        !view_equal(attempt->message_id, exhibit->message_id))
        exhibit->message_id = keep(exhibit, attempt->message_id, FIELD_BYTES);
    if (attempt->sender.len > 0 && !view_equal(attempt->sender, exhibit->sender))
        exhibit->sender = keep(exhibit, attempt->sender, FIELD_BYTES);
}

bool exhibits_take(void *receiver, struct records *records, struct record *record,
                   const struct spot *spot)
{
    struct exhibits *exhibits = receiver;
    uint64_t key = key_of(exhibits, &record->attempt);

    (void)records;
    for (size_t i = 0; i < EXHIBITS && key != 0; i++)
        if (exhibits->list[i].key == key && is_before(spot, &exhibits->list[i]))
            learn(&exhibits->list[i], record);
    return true;
}

static int by_attempts(const void *a, const void *b)
{
    const struct relay_count *left = a, *right = b;

    if (left->attempts != right->attempts)
        return left->attempts > right->attempts ? -1 : 1;
    return view_order((sls_view){left->name, left->bytes},
                      (sls_view){right->name, right->bytes});
}

void exhibits_rank_relays(struct exhibits *exhibits)
{
    qsort(exhibits->relays, exhibits->relay_count, sizeof(exhibits->relays[0]),
          by_attempts);
}

const struct exhibit *exhibits_at(const struct exhibits *exhibits, size_t i)
{
    uint64_t shown = exhibits->count < EXHIBITS ? exhibits->count : EXHIBITS;

    if (i >= shown)
        return NULL;
    if (i < EXHIBITS_EACH)
        return &exhibits->list[i];
    return &exhibits->list[place_of(exhibits->count - shown + i)];
}
