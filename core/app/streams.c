/*
 * streams.c - a list that is gone through for each input: there are few of either.
 */
#include "app/streams.h"

#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/view.h"

static const int64_t second_ns = 1000000000;

void streams_close(struct streams *streams)
{
    memory_free(streams->list);
    *streams = (struct streams){0};
}

void streams_add(struct streams *streams, const struct stream *stream)
{
    if (streams->count == streams->room) {
        streams->room = streams->room > 0 ? streams->room * 2 : 16;
        streams->list =
            memory_resize(streams->list, streams->room, sizeof(*streams->list));
    }
    streams->list[streams->count++] = *stream;
}

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * second_ns + time.tv_nsec;
}

static bool describe(struct stream *stream, const struct source *source)
{
    struct stat status;

    if (fstat(source->file, &status) != 0)
        return false;
    stream->device = (uint64_t)status.st_dev;
    stream->inode = (uint64_t)status.st_ino;
    stream->size = (uint64_t)status.st_size;
    stream->modified_ns = nanoseconds(status.st_mtim);
    stream->changed_ns = nanoseconds(status.st_ctim);
    return true;
}

static bool is_own_file(const struct stream *stream, const struct source *source)
{
    return stream->device == source->device && stream->inode == source->inode;
}

bool stream_is_done(const struct stream *stream, const struct source *source)
{
    struct stream now;

    return stream->complete && is_own_file(stream, source) && describe(&now, source) &&
           now.size == stream->size && now.modified_ns == stream->modified_ns &&
           now.changed_ns == stream->changed_ns;
}

static enum marked compare(const struct streams *streams, const struct stream *stream,
                           const struct source *source)
{
    if (source->journal_folder || stream->cursor[0] != '\0')
        return source->journal_folder && is_own_file(stream, source) ? MARKS_HOLD
                                                                     : MARKS_DIFFER;
    if (stream_is_done(stream, source)) /* known without being decompressed */
        return MARKS_HOLD;
    return marks_compare(source, stream->offset, streams->seed, &stream->marks);
}

/* Of several that it holds, as those of a copy, the one that was read furthest. */
static bool find_like(struct streams *streams, const struct source *source, bool own,
                      struct stream **best)
{
    for (size_t i = 0; i < streams->count; i++) {
        struct stream *stream = &streams->list[i];
        if ((own && !is_own_file(stream, source)) ||
            (*best != NULL && stream->offset <= (*best)->offset))
            continue;
        enum marked marked = compare(streams, stream, source);
        if (marked == MARKS_UNREADABLE)
            return false;
        if (marked == MARKS_HOLD)
            *best = stream;
    }
    return true;
}

bool streams_find(struct streams *streams, const struct source *source,
                  struct stream **stream, struct why *why)
{
    *stream = NULL;
    bool told = find_like(streams, source, true, stream) &&
                (*stream != NULL || find_like(streams, source, false, stream));
    if (!told)
        return fail(why, "%s: cannot be read, and is left to the next run", source->path);
    if (*stream != NULL)
        (*stream)->found = true;
    return true;
}

bool stream_of(struct stream *stream, const struct source *source, uint64_t offset,
               uint64_t seed)
{
    *stream = (struct stream){.offset = offset};
    return describe(stream, source) &&
           (source->journal_folder || marks_take(source, offset, seed, &stream->marks));
}

void streams_pack(const struct streams *streams, struct pack *pack)
{
    pack_number(pack, streams->count);
    for (size_t i = 0; i < streams->count; i++) {
        const struct stream *stream = &streams->list[i];
        pack_number(pack, stream->device);
        pack_number(pack, stream->inode);
        pack_number(pack, stream->size);
        pack_signed(pack, stream->modified_ns);
        pack_signed(pack, stream->changed_ns);
        pack_number(pack, stream->offset);
        pack_number(pack, stream->lines);
        pack_number(pack, stream->marks.head_bytes);
        pack_number(pack, stream->marks.head);
        pack_number(pack, stream->marks.tail);
        pack_number(pack, stream->complete);
        pack_text(pack, view_of(stream->cursor));
        pack_number(pack, stream->name);
        pack_number(pack, stream->run);
        pack_signed(pack, stream->seen);
    }
}

void streams_unpack(struct streams *streams, struct unpack *unpack)
{
    size_t count = unpack_count(unpack, 15);

    for (size_t i = 0; i < count && !unpack->bad; i++) {
        struct stream stream = {.device = unpack_number(unpack)};
        stream.inode = unpack_number(unpack);
        stream.size = unpack_number(unpack);
        stream.modified_ns = unpack_signed(unpack);
        stream.changed_ns = unpack_signed(unpack);
        stream.offset = unpack_number(unpack);
        stream.lines = unpack_number(unpack);
        stream.marks.head_bytes = (uint32_t)unpack_upto(unpack, MARKS_HEAD_BYTES);
        stream.marks.head = unpack_number(unpack);
        stream.marks.tail = unpack_number(unpack);
        stream.complete = unpack_upto(unpack, 1) != 0;
        sls_view cursor = view_cut(unpack_text(unpack), CURSOR_BYTES - 1);
        memcpy(stream.cursor, cursor.ptr, cursor.len);
        stream.name = unpack_number(unpack);
        stream.run = unpack_number(unpack);
        stream.seen = unpack_signed(unpack);
        streams_add(streams, &stream);
    }
}
