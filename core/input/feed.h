/*
 * feed.h - the raw bytes of an input, in pieces of 128 KiB, and how far it was read.
 *
 * read() and never mmap(): a log that is truncated while it is read would kill the
 * program by SIGBUS.
 */
#ifndef INPUT_FEED_H
#define INPUT_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "input/source.h"

/* A journal's cursor is some 150 bytes (sd_journal_get_cursor(3)). */
enum { FEED_BYTES = 128 * 1024, CURSOR_BYTES = 512 };

struct feed {
    int file;
    const char *path;
    const char *known;         /* of a journal: cursor of the last entry that is known */
    char cursor[CURSOR_BYTES]; /* and of the last one read; empty: none was */
    bool journal_folder;       /* no file: nothing can be read from it here */
    unsigned char *bytes;
    size_t used, filled; /* bytes[used..filled) are unread */
    uint64_t position;   /* in the file, of bytes[filled] */
    bool ended;
    bool failed; /* a read error ended it; the sentence was given to feed_more() */
};

void feed_open(struct feed *feed, const struct source *source);
void feed_close(struct feed *feed);

/* Makes at least `wanted` bytes (at most FEED_BYTES) unread, or all that are left. */
void feed_more(struct feed *feed, size_t wanted, struct why *problem);

/* At most `room` bytes as they are, what is unread first; 0 at the end. */
size_t feed_take(struct feed *feed, char *text, size_t room, struct why *problem);

/* Goes on at a byte of the file; false when it cannot. */
bool feed_seek(struct feed *feed, uint64_t position);

static inline size_t feed_unread(const struct feed *feed)
{
    return feed->filled - feed->used;
}

/* Where in the file the next unread byte stands. */
static inline uint64_t feed_position(const struct feed *feed)
{
    return feed->position - feed_unread(feed);
}

#endif
