/*
 * partial.c - what a scan is made of, in one order for both ways.
 */
#include "app/partial.h"

#include <string.h>

#include "app/part.h"
#include "app/passes.h"
#include "base/say.h"
#include "base/seal.h"
#include "base/view.h"
#include "queue/carry.h"
#include "queue/end.h"
#include "tally/pack_ledger.h"
#include "tally/pack_tally.h"

/* The digits of pi; any number will do that is the same everywhere. */
const uint64_t partial_seed = 0x243F6A8885A308D3u;

static const struct seal seal = {"\x8ESLSP\r\n\x1A", 1};

enum { ZONE_FIXED = 1, ASKED_SINCE = 2, ASKED_UNTIL = 4, SCOPE_FLAGS = 7 };

bool partial_is(sls_view head)
{
    return head.len >= SEAL_MAGIC_BYTES &&
           memcmp(head.ptr, seal.magic, SEAL_MAGIC_BYTES) == 0;
}

/* ---- out */

static void pack_hosts(struct pack *out, const struct words *hosts)
{
    struct pack list;

    pack_open(&list);
    for (size_t i = 0; i < hosts->count; i++) {
        pack_bytes(&list, view_of(i > 0 ? "," : ""));
        pack_bytes(&list, view_of(hosts->list[i]));
    }
    pack_text(out, pack_view(&list));
    pack_close(&list);
}

static void pack_scope(struct pack *out, const struct passes *passes,
                       const struct pipeline *pipeline)
{
    const struct selection *selection = &passes->selection;
    bool since = selection->since != INT64_MIN, until = selection->until != INT64_MAX;

    pack_number(out, (pipeline->zone.fixed ? ZONE_FIXED : 0u) |
                         (since ? ASKED_SINCE : 0u) | (until ? ASKED_UNTIL : 0u));
    pack_signed(out, since ? selection->since : 0);
    pack_signed(out, until ? selection->until : 0);
    pack_hosts(out, selection->hosts);
    pack_number(out, passes->options->grouping);
    pack_signed(out, zone_offset(pipeline->zone, pipeline->first));
    pack_signed(out, zone_offset(pipeline->zone, pipeline->last));
}

static void note_print(struct ledger *ledger, const struct prints *prints)
{
    memcpy(ledger->print, prints->exact, sizeof(ledger->print));
    ledger->last = prints->last;
}

static void pack_ledgers(struct pack *out, const struct passes *passes,
                         const struct prints *prints)
{
    pack_number(out, passes->ledger_count);
    for (size_t i = 0; i < passes->ledger_count; i++) {
        struct ledger ledger = passes->ledgers[i];
        if (i < passes->inputs.count && passes->inputs.list[i].partial == NULL)
            note_print(&ledger, &prints[i]);
        ledger.first = passes->times[i].first;
        pack_ledger(&ledger, out);
    }
}

static void pack_counters(struct pack *out, const struct pipeline *pipeline)
{
    pack_number(out, pipeline->judge.limit_hits);
    pack_number(out, pipeline->judge.limit_rule);
    pack_number(out, pipeline->join.evicted);
    pack_number(out, pipeline->join.evicted_events);
    pack_number(out, pipeline->join.vanished);
    pack_number(out, pipeline->names.refused);
    pack_number(out, pipeline->late_events);
    pack_number(out, pipeline->join.own_reports);
}

void partial_make(struct pack *out, struct pipeline *pipeline,
                  const struct passes *passes, const struct prints *prints)
{
    struct pack inside, sums;
    struct pack_names names;

    pack_open(&inside);
    pack_open(&sums);
    pack_names_open(&names, &pipeline->names);
    pack_scope(&inside, passes, pipeline);
    pack_signed(&inside, pipeline->first);
    pack_signed(&inside, pipeline->last);
    pack_ledgers(&inside, passes, prints);
    pack_counters(&sums, pipeline);
    pack_tally(&pipeline->tally, &names, &sums);
    segments_pack(&pipeline->segments, &pipeline->join, &names, &sums);
    pack_names_list(&names, &inside);
    pack_bytes(&inside, pack_view(&sums));
    seal_close(&seal, pack_view(&inside), out);
    pack_names_close(&names);
    pack_close(&sums);
    pack_close(&inside);
}

/* ---- in */

static void unpack_scope(struct scope *scope, struct unpack *unpack)
{
    uint64_t flags = unpack_upto(unpack, SCOPE_FLAGS);
    int64_t since = unpack_signed(unpack), until = unpack_signed(unpack);

    scope->zone_fixed = flags & ZONE_FIXED;
    scope->since = flags & ASKED_SINCE ? since : INT64_MIN;
    scope->until = flags & ASKED_UNTIL ? until : INT64_MAX;
    scope->hosts = unpack_text(unpack);
    scope->grouping = (enum grouping)unpack_upto(unpack, BY_HOST);
    scope->offset_first = (int32_t)unpack_signed(unpack);
    scope->offset_last = (int32_t)unpack_signed(unpack);
}

static bool refuse(const char *path, enum sealed sealed, struct why *why)
{
    if (sealed == SEALED_NEWER) {
        fail(why, "%s: is a partial of a newer smtplogscan, which this one cannot read",
             path);
        return fail_remedy(why, "update smtplogscan here");
    }
    fail(why, "%s: this partial is damaged or cut; nothing of it is in the report", path);
    return fail_remedy(why, "copy it again, or make it again: smtplogscan -f partial");
}

bool partial_open(struct partial *partial, const char *path, sls_view file,
                  struct why *why)
{
    struct unpack *unpack = &partial->rest;

    *partial = (struct partial){.path = path};
    arena_open(&partial->arena);
    pack_open(&partial->inside);
    enum sealed sealed = seal_open(&seal, file, &partial->inside);
    if (sealed != SEALED_WHOLE)
        return refuse(path, sealed, why);
    *unpack = unpack_of(pack_view(&partial->inside));
    unpack_scope(&partial->scope, unpack);
    partial->first = unpack_signed(unpack);
    partial->last = unpack_signed(unpack);
    partial->ledger_count = unpack_count(unpack, 12);
    partial->ledgers = arena_get(&partial->arena,
                                 (partial->ledger_count + 1) * sizeof(*partial->ledgers));
    for (size_t i = 0; i < partial->ledger_count; i++)
        unpack_ledger(&partial->ledgers[i], unpack, path, &partial->arena);
    if (unpack->bad || partial->ledger_count == 0)
        return refuse(path, SEALED_DAMAGED, why);
    return true;
}

void partial_close(struct partial *partial)
{
    pack_close(&partial->inside);
    arena_close(&partial->arena);
}

static void add_counters(struct pipeline *pipeline, struct unpack *unpack)
{
    pipeline->judge.limit_hits += unpack_number(unpack);
    unpack_number(unpack); /* a rule's number there */
    pipeline->join.evicted += unpack_number(unpack);
    pipeline->join.evicted_events += unpack_number(unpack);
    pipeline->join.vanished += unpack_number(unpack);
    pipeline->names.refused += unpack_number(unpack);
    pipeline->late_events += unpack_number(unpack);
    pipeline->join.own_reports += unpack_number(unpack);
}

static bool add_open(struct pipeline *pipeline, const struct unpack_names *names,
                     const struct tally_numbers *numbers, struct unpack *unpack,
                     const uint32_t *inputs, size_t input_count)
{
    const struct carry_numbers carried = {
        .names = names,
        .causes = numbers->rows,
        .samples = numbers->samples,
        .providers = numbers->providers,
        .cause_count = numbers->row_count,
        .sample_count = numbers->sample_count,
        .provider_count = numbers->provider_count,
    };

    return segments_unpack(&pipeline->segments, &pipeline->join, &carried, unpack, inputs,
                           input_count);
}

static void widen(struct pipeline *pipeline, const struct partial *partial)
{
    if (partial->first == 0)
        return;
    if (pipeline->first == 0 || partial->first < pipeline->first)
        pipeline->first = partial->first;
    if (partial->last > pipeline->last)
        pipeline->last = partial->last;
}

static bool add_sums(const struct partial *partial, struct pipeline *pipeline,
                     const struct unpack_names *names, struct unpack *unpack,
                     const uint32_t *inputs, struct why *why)
{
    struct tally_numbers numbers;
    struct why reason;

    add_counters(pipeline, unpack);
    bool known = unpack_tally_numbers(&pipeline->tally, &numbers, unpack, inputs,
                                      partial->ledger_count, &reason);
    if (known) {
        unpack_tally_sums(&pipeline->tally, &numbers, names, unpack);
        widen(pipeline, partial);
        if (!add_open(pipeline, names, &numbers, unpack, inputs, partial->ledger_count) ||
            unpack->next != unpack->end)
            known = fail(&reason, "is damaged");
    }
    tally_numbers_close(&numbers);
    if (known)
        return true;
    fail(why, "%s: %s", partial->path, reason.sentence);
    fail_told(why, "%s: %s", partial->path, reason.told);
    return fail_remedy(why, "update smtplogscan, and its plugins and rule files, here");
}

bool partial_absorb(const struct partial *partial, struct pipeline *pipeline,
                    const uint32_t *inputs, struct why *why)
{
    struct unpack unpack = partial->rest;
    struct unpack_names names;

    unpack_names_open(&names, &unpack, &pipeline->names);
    bool added = add_sums(partial, pipeline, &names, &unpack, inputs, why);
    unpack_names_close(&names);
    return added;
}

static bool is_same_input(const struct ledger *a, const struct ledger *b)
{
    return a->recognised > 0 && a->duplicate_of == NULL && b->duplicate_of == NULL &&
           a->recognised == b->recognised && a->print[0] == b->print[0] &&
           a->print[1] == b->print[1];
}

bool partial_has(const struct partial *partial, const struct ledger *input)
{
    for (size_t i = 0; i < partial->ledger_count; i++)
        if (is_same_input(&partial->ledgers[i], input))
            return true;
    return false;
}

size_t partial_common(const struct partial *a, const struct partial *b)
{
    size_t count = 0;

    for (size_t i = 0; i < b->ledger_count; i++)
        count += partial_has(a, &b->ledgers[i]);
    return count;
}
