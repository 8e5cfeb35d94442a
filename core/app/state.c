/*
 * state.c - what stands in the file, in one order for both ways.
 */
#include "app/state.h"

#include "app/state_file.h"
#include "app/state_inputs.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/number.h"
#include "base/seal.h"
#include "base/view.h"
#include "queue/carry.h"
#include "queue/end.h"
#include "tally/pack_history.h"
#include "tally/pack_tally.h"

static const struct seal seal = {"\x8ESLSS\r\n\x1A", 1};

/* A message that waits for nothing is forgotten when it was silent for so long. */
enum { SILENT_SECONDS = DAY_SECONDS };

static void pack_hosts(struct pack *pack, const struct words *hosts)
{
    pack_number(pack, hosts->count);
    for (size_t i = 0; i < hosts->count; i++)
        pack_text(pack, view_of(hosts->list[i]));
}

static bool unpack_same_hosts(struct unpack *unpack, const struct words *hosts)
{
    size_t count = unpack_count(unpack, 1);
    bool same = count == hosts->count;

    for (size_t i = 0; i < count; i++) {
        sls_view host = unpack_text(unpack);
        same = same && view_equal(host, view_of(hosts->list[i]));
    }
    return same;
}

/* ---- in */

static bool refuse(const struct state *state, enum sealed sealed, struct why *why)
{
    if (sealed == SEALED_NEWER) {
        fail(why, "%s: is the state of a newer smtplogscan, which this one cannot read",
             state->path);
        return fail_remedy(why, "update smtplogscan here");
    }
    if (sealed == SEALED_FOREIGN)
        fail(why, "%s: is no state of smtplogscan; it is left as it is", state->path);
    else
        fail(why, "%s: this state is damaged; nothing was counted", state->path);
    if (state->has_previous)
        return fail_remedy(why,
                           "mv %s.1 %s  (that of the run before: its mail is "
                           "counted again)",
                           state->path, state->path);
    return fail_remedy(why, "rm %s  (the next run counts everything again)", state->path);
}

static bool read_inside(struct state *state, const struct options *options,
                        struct why *why)
{
    struct unpack *unpack = &state->open;

    *unpack = unpack_of(pack_view(&state->inside));
    state->number = unpack_number(unpack) + 1;
    state->before = unpack_signed(unpack);
    state->join_seed = unpack_number(unpack);
    state->streams.seed = unpack_number(unpack);
    bool same = unpack_same_hosts(unpack, &options->hosts);
    streams_unpack(&state->streams, unpack);
    unpack_history(&state->history, unpack);
    lifetime_unpack(&state->lifetime, unpack);
    if (unpack->bad)
        return refuse(state, SEALED_DAMAGED, why);
    if (same)
        return true;
    fail(why, "%s: was made with another --host: what it left out would be lost",
         state->path);
    return fail_remedy(why, "give each --host a state of its own");
}

static void begin_first(struct state *state)
{
    state->is_first = true;
    state->number = 1;
    state->join_seed = hash_seed();
    state->streams.seed = hash_seed();
}

bool state_read(struct state *state, const struct options *options, struct why *why)
{
    if (state->path == NULL || state->is_first)
        return true;
    enum sealed sealed = seal_open(&seal, pack_view(&state->file), &state->inside);
    pack_close(&state->file);
    pack_open(&state->file);
    return sealed == SEALED_WHOLE ? read_inside(state, options, why)
                                  : refuse(state, sealed, why);
}

static bool take_file(struct state *state, struct why *why)
{
    bool exists;

    state->has_previous = state_file_has_previous(state->path);
    if (!state_file_read(state->path, &state->file, &exists, why))
        return false;
    if (!exists)
        begin_first(state);
    return true;
}

enum state_opened state_open(struct state *state, const struct options *options,
                             int64_t now, struct why *why)
{
    *state = (struct state){.path = options->state,
                            .readonly = options->state_readonly,
                            .lock = -1,
                            .now = now};
    pack_open(&state->file);
    pack_open(&state->inside);
    pack_open(&state->head);
    pack_open(&state->messages);
    history_open(&state->history);
    if (state->path == NULL)
        return STATE_OPENED;
    if (!state->readonly) {
        enum state_opened locked = state_file_lock(state->path, now, &state->lock, why);
        if (locked != STATE_OPENED)
            return locked;
    }
    return take_file(state, why) ? STATE_OPENED : STATE_REFUSED;
}

void state_close(struct state *state)
{
    state_file_unlock(state->lock);
    streams_close(&state->streams);
    memory_free(state->read);
    history_close(&state->history);
    lifetime_close(&state->lifetime);
    pack_close(&state->file);
    pack_close(&state->inside);
    pack_close(&state->head);
    pack_close(&state->messages);
}

bool state_has_failed(const struct state *state, struct why *why)
{
    if (state->failed.sentence[0] == '\0')
        return false;
    *why = state->failed;
    fail_remedy(why, "the next run counts this mail again");
    return true;
}

static bool add_open(struct pipeline *pipeline, const struct unpack_names *names,
                     struct unpack *unpack, struct why *why)
{
    struct tally_numbers numbers;

    bool known = unpack_tally_numbers(&pipeline->tally, &numbers, unpack, NULL, 0, why);
    const struct carry_numbers carried = {
        .names = names,
        .causes = numbers.rows,
        .samples = numbers.samples,
        .providers = numbers.providers,
        .cause_count = numbers.row_count,
        .sample_count = numbers.sample_count,
        .provider_count = numbers.provider_count,
    };
    if (known &&
        (!carry_unpack(&pipeline->join, &carried, unpack) || unpack->next != unpack->end))
        known = fail(why, "is damaged");
    join_mark_carried(&pipeline->join);
    tally_numbers_close(&numbers);
    return known;
}

bool state_resume(const struct state *state, struct pipeline *pipeline, struct why *why)
{
    struct unpack unpack = state->open;
    struct unpack_names names;
    struct why reason;

    if (state->is_first)
        return true;
    unpack_names_open(&names, &unpack, &pipeline->names);
    bool resumed = add_open(pipeline, &names, &unpack, &reason);
    unpack_names_close(&names);
    if (resumed)
        return true;
    fail(why, "%s: %s", state->path, reason.sentence);
    fail_told(why, "%s: %s", state->path, reason.told);
    return fail_remedy(why, "load the plugins and rule files that the last run had");
}

/* ---- out */

static void pack_open_messages(struct pipeline *pipeline, struct pack *pack)
{
    struct pack messages;
    struct pack_names names;

    pack_open(&messages);
    pack_names_open(&names, &pipeline->names);
    bool *used = memory_get(pipeline->tally.samples.count + 1, sizeof(*used));
    carry_samples(&pipeline->join, used, pipeline->tally.samples.count);
    pack_tally_numbers(&pipeline->tally, used, &messages);
    memory_free(used);
    carry_pack(&pipeline->join, &names, &messages);
    pack_names_list(&names, pack);
    pack_bytes(pack, pack_view(&messages));
    pack_names_close(&names);
    pack_close(&messages);
}

void state_keep(struct state *state, struct pipeline *pipeline,
                const struct options *options)
{
    struct pack *head = &state->head;

    join_end_part(&pipeline->join);
    join_tell(&pipeline->join);
    join_forget(&pipeline->join, pipeline->last - SILENT_SECONDS);
    pack_number(head, state->number);
    pack_signed(head, state->now);
    pack_number(head, state->join_seed);
    pack_number(head, state->streams.seed);
    pack_hosts(head, &options->hosts);
    state_inputs_pack(state, head);
    pack_open_messages(pipeline, &state->messages);
    join_empty(&pipeline->join);
}

bool state_is_kept(const struct state *state)
{
    return state->path != NULL && !state->readonly;
}

void state_pack(const struct state *state, struct pack *file)
{
    struct pack inside;

    pack_open(&inside);
    pack_bytes(&inside, pack_view(&state->head));
    pack_history(&state->history, &inside);
    lifetime_pack(&state->lifetime, &inside);
    pack_bytes(&inside, pack_view(&state->messages));
    seal_close(&seal, pack_view(&inside), file);
    pack_close(&inside);
}

bool state_commit(const struct state *state, sls_view next, struct why *why)
{
    return state_file_write(state->path, next, why);
}
