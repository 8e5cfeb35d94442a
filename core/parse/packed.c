/*
 * packed.c - kinds and flags in front, the codes, then all texts in one order.
 */
#include "parse/packed.h"

#include <stddef.h>

enum {
    FLAG_SENDER_KNOWN = 1,
    FLAG_SUBMISSION = 2,
    FLAG_BY_START = 4,
    FLAG_REASON_BEFORE = 8,
    FLAGS = 15
};

static const size_t texts[] = {
    offsetof(struct record, other_id),
    offsetof(struct record, from),
    offsetof(struct record, explanation),
    offsetof(struct record, attempt.host),
    offsetof(struct record, attempt.relay),
    offsetof(struct record, attempt.instance),
    offsetof(struct record, attempt.queue_id),
    offsetof(struct record, attempt.provider_id),
    offsetof(struct record, attempt.message_id),
    offsetof(struct record, attempt.sender),
    offsetof(struct record, attempt.login),
    offsetof(struct record, attempt.recipient),
    offsetof(struct record, attempt.text),
};

static uint64_t flags_of(const struct record *record)
{
    return (record->sender_known ? FLAG_SENDER_KNOWN : 0) |
           (record->submission ? FLAG_SUBMISSION : 0) |
           (record->by_start ? FLAG_BY_START : 0) |
           (record->reason_before ? FLAG_REASON_BEFORE : 0);
}

void record_pack(struct pack *pack, const struct record *record)
{
    const sls_attempt *attempt = &record->attempt;

    pack_number(pack, record->kind);
    pack_number(pack, record->delivery);
    pack_number(pack, flags_of(record));
    pack_number(pack, attempt->outcome);
    pack_number(pack, attempt->stage);
    pack_number(pack, attempt->reply);
    pack_number(pack, attempt->port);
    for (int i = 0; i < 3; i++) {
        pack_number(pack, attempt->enhanced[i]);
        pack_number(pack, attempt->dsn[i]);
    }
    for (size_t i = 0; i < SLS_COUNT(texts); i++)
        pack_text(pack, *(const sls_view *)((const char *)record + texts[i]));
}

static void unpack_flags(struct unpack *unpack, struct record *record)
{
    uint64_t flags = unpack_upto(unpack, FLAGS);

    record->sender_known = flags & FLAG_SENDER_KNOWN;
    record->submission = flags & FLAG_SUBMISSION;
    record->by_start = flags & FLAG_BY_START;
    record->reason_before = flags & FLAG_REASON_BEFORE;
}

void record_unpack(struct unpack *unpack, struct record *record)
{
    sls_attempt *attempt = &record->attempt;

    *record = (struct record){.kind = (enum line_kind)unpack_upto(unpack, LINE_REPLACED)};
    record->delivery = (enum delivery)unpack_upto(unpack, DELIVERY_PROBE);
    unpack_flags(unpack, record);
    attempt->outcome = (uint32_t)unpack_upto(unpack, SLS_DROPPED);
    attempt->stage = (uint32_t)unpack_upto(unpack, UINT8_MAX);
    attempt->reply = (uint16_t)unpack_upto(unpack, UINT16_MAX);
    attempt->port = (uint16_t)unpack_upto(unpack, UINT16_MAX);
    for (int i = 0; i < 3; i++) {
        attempt->enhanced[i] = (uint16_t)unpack_upto(unpack, UINT16_MAX);
        attempt->dsn[i] = (uint16_t)unpack_upto(unpack, UINT16_MAX);
    }
    for (size_t i = 0; i < SLS_COUNT(texts); i++)
        *(sls_view *)((char *)record + texts[i]) = unpack_text(unpack);
}
