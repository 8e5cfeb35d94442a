/*
 * spool.c - records of a head, which says how long each text is, and the texts.
 *
 * A record's room is a whole number of units and never changes, so that the next one is
 * found.
 */
#include "tally/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/view.h"

struct head {
    uint32_t units; /* the room of the record */
    uint32_t lengths[OUTCOME_TEXTS];
    struct outcome outcome; /* but for its texts */
};

/* All texts are of one line, or are kept cut with the message. */
enum { LONGEST_RECORD = 128 * 1024 };

static int open_named(const char *folder)
{
    char path[PATH_MAX];

    snprintf(path, sizeof(path), "%s/smtplogscan.XXXXXX", folder);
    int descriptor = mkostemp(path, O_CLOEXEC);
    if (descriptor >= 0)
        unlink(path);
    return descriptor;
}

int spool_file(struct why *why)
{
    const char *folder = secure_getenv("TMPDIR");

    if (folder == NULL || *folder != '/')
        folder = "/tmp";
    int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) /* not every file system has files without a name */
        file = open_named(folder);
    if (file >= 0)
        return file;
    fail_because(why, strerror(errno), "%s: no temporary file can be made for NDJSON",
                 folder);
    fail_remedy(why, "TMPDIR=/var/tmp smtplogscan ...");
    return -1;
}

static void begin(struct spool *spool, int descriptor)
{
    *spool = (struct spool){.descriptor = descriptor,
                            .end = 1,
                            .packed = memory_get(1, LONGEST_RECORD),
                            .read = memory_get(1, LONGEST_RECORD)};
}

static void give_up(struct spool *spool)
{
    fail_because(&spool->why, strerror(errno != 0 ? errno : EIO),
                 "the temporary file for NDJSON could not be written");
    fail_remedy(&spool->why, "TMPDIR=/var/tmp smtplogscan ...");
}

void spool_open(struct spool *spool)
{
    struct why why = {0};

    begin(spool, spool_file(&why));
    spool->why = why;
}

void spool_open_in(struct spool *spool, int file, const struct why *why)
{
    begin(spool, file < 0 ? -1 : fcntl(file, F_DUPFD_CLOEXEC, 3));
    if (file < 0)
        spool->why = *why;
    else if (spool->descriptor < 0 || ftruncate(spool->descriptor, 0) != 0)
        give_up(spool);
}

void spool_close(struct spool *spool)
{
    if (spool->descriptor >= 0)
        close(spool->descriptor);
    memory_free(spool->packed);
    memory_free(spool->read);
    *spool = (struct spool){.descriptor = -1};
}

static bool cannot_read(struct spool *spool, int error)
{
    return fail_because(&spool->why, strerror(error),
                        "the temporary file for NDJSON could not be read");
}

/* Both again after a short count and an interruption. */
static bool read_at(struct spool *spool, off_t at, void *bytes, size_t count)
{
    size_t done = 0;

    while (done < count) {
        ssize_t got = pread(spool->descriptor, (char *)bytes + done, count - done,
                            at + (off_t)done);
        if (got == 0 || (got < 0 && errno != EINTR))
            return cannot_read(spool, got == 0 ? EIO : errno);
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}

static bool write_at(const struct spool *spool, off_t at, const void *bytes, size_t count)
{
    size_t done = 0;

    while (done < count) {
        ssize_t put = pwrite(spool->descriptor, (const char *)bytes + done, count - done,
                             at + (off_t)done);
        if (put < 0 && errno != EINTR)
            return false;
        done += put > 0 ? (size_t)put : 0;
    }
    return true;
}

static off_t byte_of(uint32_t place)
{
    return (off_t)place * SPOOL_UNIT;
}

static uint32_t units_of(size_t bytes)
{
    return (uint32_t)((bytes + SPOOL_UNIT - 1) / SPOOL_UNIT);
}

/* Fills spool->packed and returns its bytes.  Room that is there stays what it is. */
static size_t pack(struct spool *spool, const struct outcome *outcome, uint32_t there)
{
    struct head head = {.outcome = *outcome};
    size_t used = sizeof(head);

    for (size_t i = 0; i < OUTCOME_TEXTS; i++) {
        sls_view text = view_cut(outcome->texts[i], LONGEST_RECORD - used);
        head.lengths[i] = (uint32_t)text.len;
        head.outcome.texts[i] = (sls_view){0};
        if (text.len > 0)
            memcpy(spool->packed + used, text.ptr, text.len);
        used += text.len;
    }
    head.units = units_of(used) > there ? units_of(used) : there;
    memcpy(spool->packed, &head, sizeof(head));
    return used;
}

/* The units of a record that is there; 0: it cannot be read. */
static uint32_t units_at(struct spool *spool, uint32_t place)
{
    uint32_t units = 0;

    if (place == 0 || !read_at(spool, byte_of(place), &units, sizeof(units)))
        return 0;
    return units;
}

uint32_t spool_put(struct spool *spool, uint32_t place, const struct outcome *outcome)
{
    if (spool->why.sentence[0] != '\0')
        return 0;
    uint32_t there = units_at(spool, place);
    size_t bytes = pack(spool, outcome, there);
    uint32_t units = units_of(bytes);
    if (units > there)
        place = spool->end + units < UINT32_MAX ? (uint32_t)spool->end : 0;
    errno = EFBIG;
    if (place == 0 || !write_at(spool, byte_of(place), spool->packed, bytes)) {
        give_up(spool);
        return 0;
    }
    if (place == spool->end)
        spool->end += units;
    return place;
}

bool spool_get(struct spool *spool, uint32_t place, struct outcome *outcome)
{
    struct head head;
    size_t bytes = 0;

    if (place == 0 || !read_at(spool, byte_of(place), &head, sizeof(head)))
        return false;
    for (size_t i = 0; i < OUTCOME_TEXTS; i++)
        bytes += head.lengths[i];
    if (bytes > LONGEST_RECORD ||
        !read_at(spool, byte_of(place) + (off_t)sizeof(head), spool->read, bytes))
        return false;
    *outcome = head.outcome;
    const char *next = spool->read;
    for (size_t i = 0; i < OUTCOME_TEXTS; i++) {
        outcome->texts[i] = (sls_view){next, head.lengths[i]};
        next += head.lengths[i];
    }
    return true;
}

uint32_t spool_first(const struct spool *spool)
{
    return spool->end > 1 ? 1 : 0;
}

uint32_t spool_after(struct spool *spool, uint32_t place)
{
    uint32_t units = units_at(spool, place);
    return units > 0 && place + units < spool->end ? place + units : 0;
}
