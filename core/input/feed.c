/*
 * feed.c - fills a buffer by read(), again after EINTR and short counts.
 */
#include "input/feed.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/number.h"

void feed_open(struct feed *feed, const struct source *source)
{
    *feed = (struct feed){.file = source->file,
                          .path = source->path,
                          .known = source->cursor,
                          .journal_folder = source->journal_folder};
    feed->bytes = memory_get(FEED_BYTES, 1);
    feed->bytes[0] = (unsigned char)source->early;
    feed->filled = feed->position = source->early_bytes;
}

void feed_close(struct feed *feed)
{
    memory_free(feed->bytes);
    feed->bytes = NULL;
}

/* How many bytes came; 0 also when it is to be tried again. */
static size_t feed_read(struct feed *feed, void *room, size_t bytes, struct why *problem)
{
    ssize_t got = read(feed->file, room, bytes);

    if (got > 0) {
        feed->position += (uint64_t)got;
        return (size_t)got;
    }
    if (got == 0) {
        feed->ended = true;
    } else if (errno == EAGAIN) {
        poll(&(struct pollfd){.fd = feed->file, .events = POLLIN}, 1, -1);
    } else if (errno != EINTR) {
        feed->ended = feed->failed = true;
        fail_because(problem, strerror(errno), "cannot be read at byte %s",
                     number_grouped((char[GROUPED_BYTES]){0}, feed->position));
    }
    return 0;
}

void feed_more(struct feed *feed, size_t wanted, struct why *problem)
{
    if (feed->used == feed->filled)
        feed->used = feed->filled = 0;
    if (feed_unread(feed) < wanted && feed->used > 0) {
        memmove(feed->bytes, feed->bytes + feed->used, feed_unread(feed));
        feed->filled -= feed->used;
        feed->used = 0;
    }
    while (feed_unread(feed) < wanted && !feed->ended)
        feed->filled += feed_read(feed, feed->bytes + feed->filled,
                                  FEED_BYTES - feed->filled, problem);
}

size_t feed_take(struct feed *feed, char *text, size_t room, struct why *problem)
{
    size_t unread = feed_unread(feed), bytes = unread < room ? unread : room;

    memcpy(text, feed->bytes + feed->used, bytes);
    feed->used += bytes;
    while (bytes == 0 && !feed->ended)
        bytes = feed_read(feed, text, room, problem);
    return bytes;
}

bool feed_seek(struct feed *feed, uint64_t position)
{
    if (lseek(feed->file, (off_t)position, SEEK_SET) < 0)
        return false;
    feed->used = feed->filled = 0;
    feed->position = position;
    feed->ended = false;
    return true;
}
