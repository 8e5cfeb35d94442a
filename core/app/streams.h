/*
 * streams.h - how far each log was read, wherever its lines are now.
 *
 * A log is known again by its inode and its content, and by its content alone: it may
 * have been renamed, copied and truncated, or compressed since (logrotate does each), and
 * for a while there may be two of it.  An inode alone says nothing: the next file may
 * have it.  A folder of the systemd journal keeps its place by the journal's own cursor.
 */
#ifndef APP_STREAMS_H
#define APP_STREAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/pack.h"
#include "input/feed.h"
#include "input/marks.h"
#include "input/source.h"

struct stream {
    uint64_t device, inode;
    uint64_t size;                   /* of the file */
    int64_t modified_ns, changed_ns; /* since 1970 */
    uint64_t offset, lines;          /* read so far: bytes of decoded text, lines */
    struct marks marks;              /* up to there */
    bool complete; /* compressed, and read to its end: it will not grow */
    char
        cursor[CURSOR_BYTES]; /* of a folder of the journal: its last entry; else empty */
    uint64_t name;            /* that it was last read under, as a hash */
    uint64_t run;             /* the number of the last run that had it for an input */
    int64_t seen;             /* when it was last an input */
    bool found;               /* some input is its continuation */
};

struct streams {
    struct stream *list;
    size_t count, room;
    uint64_t seed; /* of the marks */
};

void streams_close(struct streams *streams);
void streams_add(struct streams *streams, const struct stream *stream);

/* The stream that an open file goes on with; *stream is NULL when it is new.  `source` is
   read from its beginning afterwards.  False leaves in *why why that cannot be told. */
bool streams_find(struct streams *streams, const struct source *source,
                  struct stream **stream, struct why *why);
/* Nothing can have been added to it. */
bool stream_is_done(const struct stream *stream, const struct source *source);

/* What is to be known of a file that was read up to `offset`, which is not 0.  False: it
   has changed meanwhile, and cannot be known again. */
bool stream_of(struct stream *stream, const struct source *source, uint64_t offset,
               uint64_t seed);

void streams_pack(const struct streams *streams, struct pack *pack);
void streams_unpack(struct streams *streams, struct unpack *unpack);

#endif
