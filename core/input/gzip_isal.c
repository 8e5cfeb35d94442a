/*
 * gzip_isal.c - gzip by ISA-L, twice as fast as zlib where the build found it.
 *
 * ISA-L inflates and sums up; header and trailer of each member (RFC 1952 section 2.3)
 * are read here, because ISA-L 2.30 loses bytes of a trailer that two buffers share.
 */
#include "input/decode.h"

#include <isa-l/igzip_lib.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"

enum { TRAILER_BYTES = 8 };

struct gzip_isal {
    struct inflate_state state;
    struct inflate_state before; /* the last call of isal_inflate() */
    bool begun;                  /* a member's header was read */
    bool draining; /* damaged, but ISA-L still holds text from before the damage */
    bool over;     /* ended, or damaged and drained */
};

static bool gzip_claims(const unsigned char *head, size_t bytes)
{
    return decoding_gzip_zlib.claims(head, bytes);
}

static void *gzip_open(void)
{
    struct gzip_isal *gzip = memory_get(1, sizeof(*gzip));
    isal_inflate_init(&gzip->state);
    return gzip;
}

static void give_up(struct gzip_isal *gzip, struct feed *feed, const char *fault,
                    struct why *problem)
{
    gzip->draining = true;
    decode_give_up(feed, fault, problem);
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
    default:
        return "no gzip data";
    }
}

static void offer(struct gzip_isal *gzip, struct feed *feed)
{
    gzip->state.next_in = feed->bytes + feed->used;
    gzip->state.avail_in = (uint32_t)feed_unread(feed);
}

static void take_back(struct gzip_isal *gzip, struct feed *feed)
{
    feed->used = feed->filled - gzip->state.avail_in;
}

/* What ISA-L decoded ahead of the room it had, and would drop with its error. */
static void drain(struct gzip_isal *gzip)
{
    struct inflate_state *state = &gzip->state;
    uint32_t left = (uint32_t)(state->tmp_out_valid - state->tmp_out_processed);
    uint32_t bytes = left < state->avail_out ? left : state->avail_out;

    memcpy(state->next_out, state->tmp_out_buffer + state->tmp_out_processed, bytes);
    state->next_out += bytes;
    state->avail_out -= bytes;
    state->tmp_out_processed += (int32_t)bytes;
    gzip->over = bytes == left;
}

/* RFC 1952 section 2.3.1.2: a reserved flag that is set may announce a field. */
static bool has_reserved_flag(const struct feed *feed)
{
    return feed_unread(feed) > 3 && (feed->bytes[feed->used + 3] & 0xe0) != 0;
}

/* The whole of a header stands in the feed's buffer: it is 64 KiB and a name at most. */
static void begin_member(struct gzip_isal *gzip, struct feed *feed, struct why *problem)
{
    struct isal_gzip_header header;

    feed_more(feed, FEED_BYTES, problem);
    isal_inflate_reset(&gzip->state);
    gzip->state.crc_flag = ISAL_GZIP_NO_HDR;
    isal_gzip_header_init(&header);
    bool reserved = has_reserved_flag(feed);
    offer(gzip, feed);
    int result = isal_read_gzip_header(&gzip->state, &header);
    take_back(gzip, feed);
    gzip->begun = result == ISAL_DECOMP_OK && !reserved;
    if (!gzip->begun)
        give_up(gzip, feed, "no gzip header", problem);
}

/* The next byte behind the deflate data: ISA-L may have read some of them ahead. */
static bool trailer_byte(struct gzip_isal *gzip, struct feed *feed, struct why *problem,
                         uint32_t *byte)
{
    if (gzip->state.read_in_length >= 8) {
        *byte = gzip->state.read_in & 0xff;
        gzip->state.read_in >>= 8;
        gzip->state.read_in_length -= 8;
        return true;
    }
    feed_more(feed, 1, problem);
    if (feed_unread(feed) == 0)
        return false;
    *byte = feed->bytes[feed->used++];
    return true;
}

/* CRC-32 and length, each least significant byte first. */
static void end_member(struct gzip_isal *gzip, struct feed *feed, struct why *problem)
{
    uint32_t words[2] = {0};
    int partial = gzip->state.read_in_length % 8;

    gzip->state.read_in >>= partial;
    gzip->state.read_in_length -= partial;
    for (unsigned i = 0; i < TRAILER_BYTES; i++) {
        uint32_t byte;
        if (!trailer_byte(gzip, feed, problem, &byte)) {
            give_up(gzip, feed, "", problem);
            return;
        }
        words[i / 4] |= byte << (i % 4 * 8);
    }
    if (words[0] != gzip->state.crc || words[1] != gzip->state.total_out) {
        gzip->over = true;
        fail(problem, "is damaged at byte %s (%s)",
             number_grouped((char[GROUPED_BYTES]){0}, feed_position(feed)),
             words[0] != gzip->state.crc ? "incorrect data check"
                                         : "incorrect length check");
        return;
    }
    gzip->begun = false;
    gzip->over = !decode_next(&decoding_gzip_isal, feed, problem);
}

/* ISA-L 2.30 counts a match before it checks how far back it reaches, and so gives bytes
   that it never wrote, unless its input comes in single bytes. */
static int inflate_again(struct gzip_isal *gzip, struct feed *feed)
{
    int result = ISAL_DECOMP_OK;

    gzip->state = gzip->before;
    while (result >= 0 && feed_unread(feed) > 0 && gzip->state.avail_out > 0) {
        gzip->state.next_in = feed->bytes + feed->used;
        gzip->state.avail_in = 1;
        result = isal_inflate(&gzip->state);
        feed->used += 1 - gzip->state.avail_in;
    }
    return result;
}

static void inflate_some(struct gzip_isal *gzip, struct feed *feed, struct why *problem)
{
    uint32_t room = gzip->state.avail_out;

    feed_more(feed, 1, problem);
    offer(gzip, feed);
    gzip->before = gzip->state;
    int result = isal_inflate(&gzip->state);
    if (result < 0)
        result = inflate_again(gzip, feed);
    else
        take_back(gzip, feed);
    bool stuck = feed->ended && feed_unread(feed) == 0 && gzip->state.avail_out == room;
    if (result >= 0 && gzip->state.block_state == ISAL_BLOCK_FINISH)
        end_member(gzip, feed, problem);
    else if (result < 0 || stuck)
        give_up(gzip, feed, fault_name(result), problem);
}

static size_t gzip_read(void *state, struct feed *feed, char *text, size_t room,
                        struct why *problem)
{
    struct gzip_isal *gzip = state;

    gzip->state.next_out = (unsigned char *)text;
    gzip->state.avail_out = (uint32_t)room;
    while (!gzip->over && gzip->state.avail_out > 0) {
        if (gzip->draining)
            drain(gzip);
        else if (gzip->begun)
            inflate_some(gzip, feed, problem);
        else
            begin_member(gzip, feed, problem);
    }
    return room - gzip->state.avail_out;
}

static void gzip_close(void *state)
{
    memory_free(state);
}

const struct decoding decoding_gzip_isal = {
    .name = "gzip",
    .decoder = "ISA-L",
    .claims = gzip_claims,
    .open = gzip_open,
    .read = gzip_read,
    .close = gzip_close,
};
