/*
 * part.c - decides for each line, and says again what was said before.
 */
#include "app/part.h"

#include "base/arena.h"
#include "queue/end.h"

static void lay_aside(struct pipeline *pipeline, const struct record *record,
                      const struct head_line *head)
{
    heads_add(&pipeline->heads, &pipeline->join, record, head);
    if (heads_bytes(&pipeline->heads) > pipeline->memory_bytes)
        part_begin(pipeline);
}

void part_take(struct pipeline *pipeline, const struct records *records,
               const struct record *record, const struct spot *spot)
{
    const struct head_line head = {.first = record->attempt.time,
                                   .last = record->attempt.time,
                                   .delay_ms = record->attempt.delay_ms,
                                   .times = 1,
                                   .input = (uint32_t)spot->input,
                                   .line = spot->line};
    enum way way = pipeline->begun ? WAY_ON : heads_way(&pipeline->join, record);

    if (record->kind == LINE_OPENED && record->attempt.queue_id.len > 0)
        heads_end(&pipeline->heads, &pipeline->join, record);
    if (way != WAY_ON)
        lay_aside(pipeline, record, &head);
    if (way != WAY_ASIDE)
        pipeline_take_record(pipeline, records, record, spot);
}

/* A line as often as it was said: the first time, and from then on the last. */
static void say_again(struct pipeline *pipeline, const struct heads *heads,
                      const struct head_line *head)
{
    struct record record = heads_record(heads, head);
    struct spot spot = {.input = head->input, .line = head->line};

    pipeline_host(pipeline, record.attempt.host);
    for (uint32_t i = 0; i < head->times; i++) {
        pipeline_take_record(pipeline, NULL, &record, &spot);
        record.attempt.time = head->last;
    }
}

/* What a part said at its start: this one may know the messages. */
static void take_up(struct pipeline *pipeline, const struct heads *heads)
{
    for (uint32_t i = 0; i < heads->count; i++) {
        const struct head_line *head = &heads->list[i];
        struct record record = heads_record(heads, head);
        enum way way = pipeline->begun ? WAY_ON : heads_way(&pipeline->join, &record);
        if (way != WAY_ON)
            lay_aside(pipeline, &record, head);
        if (way != WAY_ASIDE)
            say_again(pipeline, heads, head);
    }
}

/* What is read from here on is another part. */
void part_cut(struct pipeline *pipeline)
{
    join_end_part(&pipeline->join);
    segments_add(&pipeline->segments, pipeline->part_first, pipeline->part_last,
                 &pipeline->heads, &pipeline->join);
    pipeline->part_first = pipeline->part_last = 0;
    join_empty(&pipeline->join);
}

void part_fold(struct pipeline *pipeline)
{
    segments_sort(&pipeline->segments);
    for (size_t i = 0; i < pipeline->segments.count; i++) {
        const struct segment *segment = &pipeline->segments.list[i];
        struct unpack open = unpack_of(pack_view(&segment->open));
        take_up(pipeline, &segment->heads);
        carry_unpack(&pipeline->join, NULL, &open);
    }
    part_end(pipeline);
}

/* The heads that are marked, in a join of their own: their names may be those of messages
   that are open now. */
static void end_apart(struct pipeline *pipeline, const struct heads *heads,
                      const bool *apart)
{
    struct join now = pipeline->join;

    join_open_like(&pipeline->join, &now);
    for (uint32_t i = 0; i < heads->count; i++)
        if (apart == NULL || apart[i])
            say_again(pipeline, heads, &heads->list[i]);
    join_end(&pipeline->join);
    now.evicted += pipeline->join.evicted;
    now.own_reports += pipeline->join.own_reports;
    now.vanished += pipeline->join.vanished;
    join_close(&pipeline->join);
    pipeline->join = now;
}

void part_begin(struct pipeline *pipeline)
{
    struct heads heads = pipeline->heads;
    bool *apart = memory_get(heads.count + 1, sizeof(*apart));

    heads_open(&pipeline->heads);
    for (uint32_t i = 0; i < heads.count; i++) {
        struct record record = heads_record(&heads, &heads.list[i]);
        apart[i] = heads_way(&pipeline->join, &record) == WAY_ON;
    }
    end_apart(pipeline, &heads, apart);
    for (uint32_t i = 0; i < heads.count; i++)
        if (!apart[i])
            say_again(pipeline, &heads, &heads.list[i]);
    memory_free(apart);
    heads_close(&heads);
    pipeline->begun = true;
}

void part_end(struct pipeline *pipeline)
{
    struct heads heads = pipeline->heads;

    heads_open(&pipeline->heads);
    if (heads.count > 0)
        end_apart(pipeline, &heads, NULL);
    heads_close(&heads);
}
