/*
 * journal_systemd.c - the systemd journal's files as syslog lines, by libsystemd.
 *
 * Each entry becomes "2026-11-22T00:00:23.123456+00:00 HOST PROGRAM[PID]: MESSAGE", in
 * the order of time, which parse/syslog.c reads; an entry without message too.  Fields
 * are those of systemd.journal-fields(7).  libsystemd passes over what is damaged in
 * silence: the entries are counted and held against the files' headers.  It maps the
 * files into memory, and so reads no pipe.
 */
#include "input/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "input/journal.h"

enum {
    MESSAGE_BYTES = 64 * 1024,
    WORD_BYTES = 256,
    LINE_ROOM = MESSAGE_BYTES + 4 * WORD_BYTES,
    SECOND_MICROSECONDS = 1000000
};

/* Later times are refused by systemd too (VALID_REALTIME). */
static const uint64_t last_time = UINT64_C(1) << 55;

struct journal {
    sd_journal *reader;     /* NULL: not opened yet */
    struct journal_sum sum; /* what the headers promise */
    uint64_t met;           /* entries that became lines */
    char *line;
    size_t filled, given; /* bytes of the line */
    bool on_unread;       /* the entry that it stands on is to be read */
    bool resumed;         /* what stands before is known, and not counted in `met` */
    bool over;
};

static void *journal_open(void)
{
    struct journal *journal = memory_get(1, sizeof(*journal));
    journal->line = memory_get(LINE_ROOM, 1);
    return journal;
}

static const char *fault_name(int error)
{
    switch (error) {
    case ENODATA:
        return SAID("it is cut short");
    case EBADMSG:
        return SAID("it is damaged");
    case EPROTONOSUPPORT:
        return SAID("it is of a newer systemd than the library here");
    default:
        return strerror(error);
    }
}

/* The library closes the descriptor that it is given, unless it fails. */
static int open_file(struct journal *journal, struct feed *feed, struct why *problem)
{
    feed_more(feed, JOURNAL_HEADER_BYTES, problem);
    journal->sum.entries = journal_entries(feed->bytes, feed->filled);
    int file = fcntl(feed->file, F_DUPFD_CLOEXEC, 3);
    if (file < 0)
        return -errno;
    int result = sd_journal_open_files_fd(&journal->reader, &file, 1, 0);
    if (result < 0)
        close(file);
    return result;
}

static bool refuse_pipe(struct why *problem)
{
    fail(problem, "is a file of the systemd journal, which cannot be read from a pipe");
    return fail_remedy(problem, "journalctl -o short-iso --file FILE | smtplogscan -");
}

/* Stands on the entry that is known; where it is gone (vacuumed), on the next one. */
static bool resume(struct journal *journal, const char *known, struct why *problem)
{
    int result = sd_journal_seek_cursor(journal->reader, known);

    journal->resumed = true;
    if (result >= 0)
        result = sd_journal_next(journal->reader);
    journal->on_unread =
        result > 0 && sd_journal_test_cursor(journal->reader, known) == 0;
    if (result >= 0)
        return true;
    return fail_because(problem, fault_name(-result), "cannot be read further");
}

static bool open_reader(struct journal *journal, struct feed *feed, struct why *problem)
{
    struct stat status;
    int result;

    if (feed->journal_folder) {
        journal->sum = journal_sum(feed->path);
        result = sd_journal_open_directory(&journal->reader, feed->path, 0);
    } else {
        if (fstat(feed->file, &status) != 0 || !S_ISREG(status.st_mode))
            return refuse_pipe(problem);
        result = open_file(journal, feed, problem);
    }
    if (result < 0)
        return fail_because(problem, fault_name(-result),
                            "cannot be read as a systemd journal");
    sd_journal_set_data_threshold(journal->reader, MESSAGE_BYTES);
    return feed->known == NULL || resume(journal, feed->known, problem);
}

static sls_view field_of(const struct journal *journal, const char *name)
{
    const void *field;
    size_t bytes;

    if (sd_journal_get_data(journal->reader, name, &field, &bytes) < 0)
        return (sls_view){"", 0};
    sls_view value = {field, bytes};
    view_take(&value, '=');
    return value;
}

/* A host, a program or a number; what could end it early is replaced. */
static bool add_word(struct journal *journal, const char *name)
{
    sls_view word = view_cut(field_of(journal, name), WORD_BYTES);

    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        journal->line[journal->filled++] = (unsigned char)c > ' ' ? c : '_';
    }
    return word.len > 0;
}

static void add_text(struct journal *journal, const char *text)
{
    size_t bytes = strlen(text);
    memcpy(journal->line + journal->filled, text, bytes);
    journal->filled += bytes;
}

static void add_message(struct journal *journal)
{
    sls_view message = view_cut(field_of(journal, "MESSAGE"), MESSAGE_BYTES);

    for (size_t i = 0; i < message.len; i++) {
        char c = message.ptr[i];
        bool ends = c == '\n' || c == '\r' || c == '\0';
        journal->line[journal->filled++] = ends ? ' ' : c;
    }
}

/* The sender's own time, if it told one, else when the journal got the entry.  Unix
   seconds name no zone, so that the report shows the times in the user's. */
static bool add_time(struct journal *journal)
{
    sls_view told = field_of(journal, "_SOURCE_REALTIME_TIMESTAMP");
    char text[64];
    uint64_t time;

    if (!view_number(told, last_time, &time) &&
        sd_journal_get_realtime_usec(journal->reader, &time) < 0)
        return false;
    snprintf(text, sizeof(text), "%010llu.%06u ",
             (unsigned long long)(time / SECOND_MICROSECONDS),
             (unsigned)(time % SECOND_MICROSECONDS));
    add_text(journal, text);
    return true;
}

/* False for an entry that is so damaged that it has no time. */
static bool make_line(struct journal *journal)
{
    journal->filled = journal->given = 0;
    if (!add_time(journal))
        return false;
    if (add_word(journal, "_HOSTNAME"))
        add_text(journal, " ");
    if (!add_word(journal, "SYSLOG_IDENTIFIER") && !add_word(journal, "_COMM"))
        add_text(journal, "unknown");
    size_t program = journal->filled;
    add_text(journal, "[");
    if (add_word(journal, "SYSLOG_PID") || add_word(journal, "_PID"))
        add_text(journal, "]");
    else
        journal->filled = program;
    add_text(journal, ": ");
    add_message(journal);
    add_text(journal, "\n");
    return true;
}

/* After the last entry: was that all? */
static void end_journal(const struct journal *journal, const struct feed *feed,
                        int result, struct why *problem)
{
    const struct journal_sum *sum = &journal->sum;
    char part[GROUPED_BYTES], whole[GROUPED_BYTES];

    if (result < 0) {
        fail_because(problem, fault_name(-result), "cannot be read further");
    } else if (sum->closed > 0) {
        fail(problem, "%s of its %s journal files cannot be read",
             number_grouped(part, sum->closed), number_grouped(whole, sum->files));
        if (getauxval(AT_EUID) != 0) /* root's worker is somebody else by now */
            fail_remedy(problem, "sudo smtplogscan %s", feed->path);
    } else if (!journal->resumed && journal->met < sum->entries) {
        fail(problem, "is damaged: %s of its %s entries cannot be read",
             number_grouped(part, sum->entries - journal->met),
             number_grouped(whole, sum->entries));
    }
}

static void note_cursor(struct journal *journal, struct feed *feed)
{
    char *cursor;

    if (journal->met == 0 || sd_journal_get_cursor(journal->reader, &cursor) < 0)
        return;
    snprintf(feed->cursor, sizeof(feed->cursor), "%s", cursor);
    free(cursor);
}

static int step(struct journal *journal)
{
    if (!journal->on_unread)
        return sd_journal_next(journal->reader);
    journal->on_unread = false;
    return 1;
}

/* Makes the next line; false when there is none. */
static bool next_line(struct journal *journal, struct feed *feed, struct why *problem)
{
    int result;

    while ((result = step(journal)) > 0)
        if (make_line(journal)) {
            journal->met++;
            return true;
        }
    journal->filled = journal->given = 0;
    note_cursor(journal, feed);
    end_journal(journal, feed, result, problem);
    return false;
}

static size_t journal_read(void *state, struct feed *feed, char *text, size_t room,
                           struct why *problem)
{
    struct journal *journal = state;
    size_t bytes = 0;

    if (journal->reader == NULL && !journal->over)
        journal->over = !open_reader(journal, feed, problem);
    while (!journal->over && bytes < room) {
        sls_view rest = {journal->line + journal->given,
                         journal->filled - journal->given};
        rest = view_cut(rest, room - bytes);
        memcpy(text + bytes, rest.ptr, rest.len);
        bytes += rest.len;
        journal->given += rest.len;
        if (journal->given == journal->filled)
            journal->over = !next_line(journal, feed, problem);
    }
    return bytes;
}

static void journal_close(void *state)
{
    struct journal *journal = state;
    sd_journal_close(journal->reader);
    memory_free(journal->line);
    memory_free(journal);
}

const struct decoding decoding_journal = {
    .name = "none",
    .decoder = "libsystemd",
    .claims = journal_claims,
    .open = journal_open,
    .read = journal_read,
    .close = journal_close,
};
