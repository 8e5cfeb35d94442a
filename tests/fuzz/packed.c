/*
 * packed.c - what is read back of a partial or a state, behind their seal: names,
 * tallies, messages, lines that waited, logs that were read.
 *
 * The seal's checksum is no defence: whoever writes the file can make it right.  Whatever
 * is taken in is packed again and must come out as it went in.
 */
#include <string.h>

#include "app/segments.h"
#include "app/streams.h"
#include "base/seal.h"
#include "base/view.h"
#include "fuzz.h"
#include "parse/packed.h"
#include "plugins/paper.h"
#include "queue/end.h"
#include "tally/lifetime.h"
#include "tally/pack_history.h"
#include "tally/pack_ledger.h"
#include "tally/pack_tally.h"
#include "tally/summary.h"

enum { MEMORY = 1 << 20, INPUTS = 3 };

static void take_recipient(void *receiver, const struct recipient *recipient)
{
    struct paper *paper = receiver;
    tally_recipient(&paper->tally, recipient);
}

static void read_seal(sls_view text)
{
    static const struct seal seal = {"fuzzfuzz", 1};
    struct pack file, inside;

    pack_open(&file);
    pack_open(&inside);
    seal_open(&seal, text, &inside);
    seal_close(&seal, text, &file);
    inside.count = 0;
    fuzz_must(seal_open(&seal, pack_view(&file), &inside) == SEALED_WHOLE);
    fuzz_must(view_equal(pack_view(&inside), text));
    pack_close(&file);
    pack_close(&inside);
}

static void read_record(sls_view text)
{
    struct unpack unpack = unpack_of(text);
    struct record record;
    struct pack once, twice;

    record_unpack(&unpack, &record);
    if (unpack.bad)
        return;
    pack_open(&once);
    pack_open(&twice);
    record_pack(&once, &record);
    struct unpack again = unpack_of(pack_view(&once));
    record_unpack(&again, &record);
    fuzz_must(!again.bad && again.next == again.end);
    record_pack(&twice, &record);
    fuzz_must(view_equal(pack_view(&once), pack_view(&twice)));
    pack_close(&once);
    pack_close(&twice);
}

static void read_streams(sls_view text)
{
    struct unpack unpack = unpack_of(text);
    struct streams streams = {0};
    struct pack pack;

    pack_open(&pack);
    streams_unpack(&streams, &unpack);
    streams_pack(&streams, &pack);
    pack_close(&pack);
    streams_close(&streams);
}

static void read_history(sls_view text)
{
    struct unpack unpack = unpack_of(text);
    struct history history, again;
    struct pack pack;

    history_open(&history);
    history_open(&again);
    pack_open(&pack);
    unpack_history(&history, &unpack);
    pack_history(&history, &pack);
    struct unpack whole = unpack_of(pack_view(&pack));
    unpack_history(&again, &whole);
    fuzz_must(!whole.bad && whole.next == whole.end);
    fuzz_must(again.count == history.count);
    pack_close(&pack);
    history_close(&history);
    history_close(&again);
}

static void read_lifetime(sls_view text)
{
    struct unpack unpack = unpack_of(text);
    struct lifetime lifetime = {0}, again = {0};
    struct pack once, twice;

    pack_open(&once);
    pack_open(&twice);
    lifetime_unpack(&lifetime, &unpack);
    lifetime_pack(&lifetime, &once);
    struct unpack whole = unpack_of(pack_view(&once));
    lifetime_unpack(&again, &whole);
    fuzz_must(!whole.bad && whole.next == whole.end);
    lifetime_pack(&again, &twice);
    fuzz_must(view_equal(pack_view(&once), pack_view(&twice)));
    pack_close(&once);
    pack_close(&twice);
    lifetime_close(&lifetime);
    lifetime_close(&again);
}

static void read_ledger(sls_view text)
{
    struct unpack unpack = unpack_of(text);
    struct ledger ledger;
    struct arena arena;

    arena_open(&arena);
    unpack_ledger(&ledger, &unpack, "x.partial", &arena);
    fuzz_must(ledger.format_count <= LEDGER_FORMATS);
    ledger_format(&ledger);
    arena_close(&arena);
}

static void add_segments(struct paper *paper, struct join *join,
                         const struct carry_numbers *numbers, struct unpack *unpack)
{
    static const uint32_t inputs[INPUTS] = {0, 1, 2};
    struct segments segments = {0};

    if (segments_unpack(&segments, join, numbers, unpack, inputs, INPUTS)) {
        struct pack_names names;
        struct pack pack;
        pack_open(&pack);
        pack_names_open(&names, &paper->names);
        segments_sort(&segments);
        segments_pack(&segments, join, &names, &pack);
        pack_names_close(&names);
        pack_close(&pack);
        for (size_t i = 0; i < segments.count; i++) {
            struct unpack open = unpack_of(pack_view(&segments.list[i].open));
            fuzz_must(carry_unpack(join, NULL, &open));
        }
    }
    segments_close(&segments);
}

static void show(struct paper *paper)
{
    struct summary summary;

    summary_open(&summary, &paper->tally, (struct zone){.fixed = true});
    summary_close(&summary);
}

static void read_tally(sls_view text)
{
    static const uint32_t inputs[INPUTS] = {0, 1, 2};
    struct unpack unpack = unpack_of(text);
    struct paper *paper = malloc(sizeof(*paper));
    struct unpack_names names;
    struct tally_numbers numbers;
    struct join join;
    struct why why;

    paper_open(paper);
    join_open(&join, &paper->names, MEMORY, 1, take_recipient, paper);
    unpack_names_open(&names, &unpack, &paper->names);
    if (unpack_tally_numbers(&paper->tally, &numbers, &unpack, inputs, INPUTS, &why)) {
        unpack_tally_sums(&paper->tally, &numbers, &names, &unpack);
        const struct carry_numbers carried = {
            .names = &names,
            .causes = numbers.rows,
            .samples = numbers.samples,
            .providers = numbers.providers,
            .cause_count = numbers.row_count,
            .sample_count = numbers.sample_count,
            .provider_count = numbers.provider_count,
        };
        if (!unpack.bad)
            add_segments(paper, &join, &carried, &unpack);
        join_end(&join);
        show(paper);
    }
    tally_numbers_close(&numbers);
    unpack_names_close(&names);
    join_close(&join);
    paper_close(paper);
    free(paper);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    sls_view text = fuzz_view(bytes, count);

    if (count == 0)
        return 0;
    text = view_skip(text, 1);
    static void (*const reads[])(sls_view) = {read_seal,    read_record, read_streams,
                                              read_ledger,  read_tally,  read_history,
                                              read_lifetime};
    reads[bytes[0] % SLS_COUNT(reads)](text);
    return 0;
}
