/*
 * gzip_isal.c - gzip by ISA-L, twice as fast as zlib where the build found it.
 *
 * Like zlib it stops after a member; unlike zlib it reports neither a message nor the end
 * of input inside a member, so both are told apart here.
 */
#include "input/decode.h"

#include <isa-l/igzip_lib.h>

#include "base/arena.h"
#include "base/number.h"

struct gzip_isal {
    struct inflate_state state;
    bool over; /* ended, or damaged */
};

static bool gzip_claims(const unsigned char *head, size_t bytes)
{
    return decoding_gzip_zlib.claims(head, bytes);
}

static void begin_member(struct gzip_isal *gzip)
{
    isal_inflate_reset(&gzip->state);
    gzip->state.crc_flag = ISAL_GZIP;
}

static void *gzip_open(void)
{
    struct gzip_isal *gzip = memory_get(1, sizeof(*gzip));
    isal_inflate_init(&gzip->state);
    begin_member(gzip);
    return gzip;
}

static const char *fault_name(int result)
{
    switch (result) {
    case ISAL_INVALID_BLOCK:
        return "invalid block type";
    case ISAL_INVALID_SYMBOL:
        return "invalid symbol";
    case ISAL_INVALID_LOOKBACK:
        return "invalid distance too far back";
    case ISAL_INCORRECT_CHECKSUM:
        return "incorrect data check";
    default:
        return "no gzip data";
    }
}

static void give_up(struct gzip_isal *gzip, struct feed *feed, int result,
                    struct why *problem)
{
    gzip->over = true;
    if (feed->failed)
        return;
    if (result == ISAL_DECOMP_OK || result == ISAL_END_INPUT)
        fail(problem, "ends inside the compressed data (byte %s)",
             number_grouped((char[GROUPED_BYTES]){0}, feed->position));
    else
        fail(problem, "is damaged at byte %s (%s)",
             number_grouped((char[GROUPED_BYTES]){0}, feed_position(feed)),
             fault_name(result));
}

static void inflate_some(struct gzip_isal *gzip, struct feed *feed, struct why *problem)
{
    uint32_t room = gzip->state.avail_out;

    feed_more(feed, 1, problem);
    gzip->state.next_in = feed->bytes + feed->used;
    gzip->state.avail_in = (uint32_t)feed_unread(feed);
    int result = isal_inflate(&gzip->state);
    feed->used = feed->filled - gzip->state.avail_in;
    bool stuck = feed->ended && feed_unread(feed) == 0 && gzip->state.avail_out == room;

    if (result >= 0 && gzip->state.block_state == ISAL_BLOCK_FINISH) {
        gzip->over = decode_gzip_next(feed, problem) != 1;
        begin_member(gzip);
    } else if (result < 0 || stuck) {
        give_up(gzip, feed, result, problem);
    }
}

static size_t gzip_read(void *state, struct feed *feed, char *text, size_t room,
                        struct why *problem)
{
    struct gzip_isal *gzip = state;

    gzip->state.next_out = (unsigned char *)text;
    gzip->state.avail_out = (uint32_t)room;
    while (!gzip->over && gzip->state.avail_out > 0)
        inflate_some(gzip, feed, problem);
    return room - gzip->state.avail_out;
}

static void gzip_close(void *state)
{
    memory_free(state);
}

const struct decoding decoding_gzip_isal = {
    .name = "gzip",
    .library = "ISA-L",
    .claims = gzip_claims,
    .open = gzip_open,
    .read = gzip_read,
    .close = gzip_close,
};
