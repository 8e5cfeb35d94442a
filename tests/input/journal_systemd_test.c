/*
 * journal_systemd_test.c - holds input/journal_systemd.c to decode.h with files that
 * systemd-journal-remote writes: the lines of entries of every kind, folders, pipes, and
 * files that are cut or damaged.
 */
#ifdef HAVE_SYSTEMD
#include "input/ahead.h"
#include "input/decode.h"
#include "input/journal.h"
#include "journal_files.h"

enum { ROOM = 1024 * 1024 };

struct reading {
    char text[ROOM];
    size_t bytes;
    struct why problem;
};

static void read_source(struct reading *reading, const struct source *source, size_t room)
{
    struct feed feed;
    size_t bytes;

    reading->bytes = 0;
    reading->problem = (struct why){.sentence = ""};
    feed_open(&feed, source);
    const struct decoding *decoding = decoding_choose(&feed, &reading->problem);
    cr_assert_eq(decoding, &decoding_journal, "%s", decoding->decoder);
    cr_expect_str_eq(decoding->name, "none");
    void *state = decoding->open();
    do {
        size_t left = ROOM - 1 - reading->bytes;
        left = left < room ? left : room;
        bytes = decoding->read(state, &feed, reading->text + reading->bytes, left,
                               &reading->problem);
        cr_assert_leq(bytes, left);
        reading->bytes += bytes;
    } while (bytes > 0);
    cr_expect_eq(decoding->read(state, &feed, reading->text, 1, &reading->problem), 0);
    reading->text[reading->bytes] = '\0';
    decoding->close(state);
    feed_close(&feed);
}

static void read_path(struct reading *reading, const char *path, size_t room)
{
    struct source source;
    struct why why;

    cr_assert(source_open(&source, path, &why), "%s", why.sentence);
    read_source(reading, &source, room);
    cr_expect_neq(fcntl(source.file, F_GETFD), -1, "the descriptor stays open");
    source_close(&source);
}

#define TIME  "__REALTIME_TIMESTAMP=1795305623123456\n"
#define STAMP "1795305623.123456 "

static const struct {
    const char *name, *entry, *want;
} lines[] = {
    {"all fields",
     TIME "_HOSTNAME=mx1\nSYSLOG_IDENTIFIER=postfix/smtp\nSYSLOG_PID=12\n_COMM=smtp\n"
          "_PID=13\nMESSAGE=4F1: to=<a@example.com>\n\n",
     STAMP "mx1 postfix/smtp[12]: 4F1: to=<a@example.com>\n"},
    {"the sender's own time",
     TIME "_SOURCE_REALTIME_TIMESTAMP=1795305600000007\n_HOSTNAME=mx1\n"
          "SYSLOG_IDENTIFIER=a\nMESSAGE=b\n\n",
     "1795305600.000007 mx1 a: b\n"},
    {"a time of the sender that is none",
     TIME "_SOURCE_REALTIME_TIMESTAMP=yesterday\n_HOSTNAME=mx1\nSYSLOG_IDENTIFIER=a\n"
          "MESSAGE=b\n\n",
     STAMP "mx1 a: b\n"},
    {"the process for the identifier",
     TIME "_HOSTNAME=mx1\n_COMM=smtp\n_PID=13\nMESSAGE=b\n\n", STAMP "mx1 smtp[13]: b\n"},
    {"an empty identifier",
     TIME "_HOSTNAME=mx1\nSYSLOG_IDENTIFIER=\n_COMM=smtp\nMESSAGE=b\n\n",
     STAMP "mx1 smtp: b\n"},
    {"no program", TIME "_HOSTNAME=mx1\nMESSAGE=b\n\n", STAMP "mx1 unknown: b\n"},
    {"no host", TIME "SYSLOG_IDENTIFIER=a\nMESSAGE=b\n\n", STAMP "a: b\n"},
    {"an identifier with a blank",
     TIME "_HOSTNAME=mx1\nSYSLOG_IDENTIFIER=a b\nMESSAGE=c\n\n", STAMP "mx1 a_b: c\n"},
    {"no message", TIME "_HOSTNAME=mx1\nSYSLOG_IDENTIFIER=a\n\n", STAMP "mx1 a: \n"},
    {"line ends and NULs in a message",
     TIME "_HOSTNAME=mx1\nSYSLOG_IDENTIFIER=a\nMESSAGE\n\x08\0\0\0\0\0\0\0"
          "b\nc\r\nd\0e\n\n",
     STAMP "mx1 a: b c  d e\n"},
    {"bytes that are no UTF-8",
     TIME "_HOSTNAME=mx1\nSYSLOG_IDENTIFIER=a\nMESSAGE\n\x03\0\0\0\0\0\0\0"
          "\xff\x1b\x80\n\n",
     STAMP "mx1 a: \xff\x1b\x80\n"},
};

/* The length of an entry that holds NULs, each of which ends it only in C. */
static size_t entry_bytes(const char *entry)
{
    size_t bytes = 0;

    while (memcmp(entry + bytes, "\n\n", 3) != 0)
        bytes++;
    return bytes + 2;
}

Test(journal_systemd, lines)
{
    static struct reading reading;

    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        char folder[PATH_BYTES], path[2 * PATH_BYTES];
        make_folder(folder);
        snprintf(path, sizeof(path), "%s/a.journal", folder);
        make_journal(path, lines[i].entry, entry_bytes(lines[i].entry));
        read_path(&reading, path, ROOM);
        cr_expect_str_eq(reading.text, lines[i].want, "%s: %s", lines[i].name,
                         reading.text);
        cr_expect_str_empty(reading.problem.sentence);
        remove_folder(folder);
    }
}

Test(journal_systemd, a_long_message_and_little_room)
{
    static struct reading reading;
    static char entries[ROOM];
    static const size_t rooms[] = {1, 100, 65536, ROOM};
    enum { LONG = 64000 };
    char folder[PATH_BYTES], path[2 * PATH_BYTES];

    make_folder(folder);
    snprintf(path, sizeof(path), "%s/a.journal", folder);
    size_t bytes = make_entries(entries, ROOM, 0, 1);
    bytes += (size_t)snprintf(entries + bytes, ROOM - bytes, "%s",
                              TIME "SYSLOG_IDENTIFIER=a\nMESSAGE=");
    memset(entries + bytes, 'x', LONG);
    memcpy(entries + bytes + LONG, "\n\n", 2);
    make_journal(path, entries, bytes + LONG + 2);
    for (size_t i = 0; i < 4; i++) {
        read_path(&reading, path, rooms[i]);
        cr_expect_str_empty(reading.problem.sentence);
        cr_expect_gt(reading.bytes, LONG);
        cr_expect_eq(memchr(reading.text + reading.bytes - LONG - 1, '\n', LONG + 1),
                     reading.text + reading.bytes - 1, "room for %zu", rooms[i]);
    }
    remove_folder(folder);
}

Test(journal_systemd, a_folder_in_the_order_of_time)
{
    static struct reading reading;
    static char entries[ROOM];
    char folder[PATH_BYTES], path[2 * PATH_BYTES];
    size_t last = 0;

    make_folder(folder);
    snprintf(path, sizeof(path), "%s/0123456789abcdef0123456789abcdef", folder);
    cr_assert_eq(mkdir(path, 0700), 0);
    for (int file = 0; file < 3; file++) { /* the later ones are named before */
        snprintf(path, sizeof(path), "%s/%s%d.journal", folder,
                 file == 1 ? "0123456789abcdef0123456789abcdef/" : "", 9 - file);
        make_journal(path, entries, make_entries(entries, ROOM, file * 100, 100));
    }
    read_path(&reading, folder, 5000);
    cr_expect_str_empty(reading.problem.sentence);
    for (int i = 0; i < 300; i++) {
        char want[64];
        snprintf(want, sizeof(want), "12]: 4F%08X: to=<user%d@example.com>\n",
                 (unsigned)i, i);
        const char *found = strstr(reading.text + last, want);
        cr_assert_not_null(found, "%d", i);
        last = (size_t)(found - reading.text);
    }
    remove_folder(folder);
}

Test(journal_systemd, through_the_ring)
{
    static char entries[4 * ROOM];
    char folder[PATH_BYTES], path[2 * PATH_BYTES];
    struct source source;
    struct why why;
    size_t count = 0;

    make_folder(folder);
    snprintf(path, sizeof(path), "%s/a.journal", folder);
    make_journal(path, entries, make_entries(entries, sizeof(entries), 0, 10000));
    for (int i = 0; i < 2; i++) {
        struct ahead_block block;
        cr_assert(source_open(&source, i == 0 ? path : folder, &why));
        struct ahead *ahead = ahead_open(&source);
        for (count = 0; (block = ahead_next(ahead)).bytes > 0;)
            for (size_t b = 0; b < block.bytes; b++)
                count += block.text[b] == '\n';
        cr_expect_eq(count, 10000);
        cr_expect_str_eq(ahead_compression(ahead), "none");
        cr_expect_str_empty(ahead_problem(ahead)->sentence);
        ahead_close(ahead);
        ahead_close(ahead_open(&source)); /* and given up at once */
        source_close(&source);
    }
    remove_folder(folder);
}

Test(journal_systemd, no_pipe)
{
    static struct reading reading;
    int ends[2];

    cr_assert_eq(pipe(ends), 0);
    cr_assert_eq(write(ends[1], "LPKSHHRH\0\0\0\0\0\0\0\0", 16), 16);
    close(ends[1]);
    read_source(&reading, &(struct source){.path = "-", .file = ends[0]}, ROOM);
    cr_expect_eq(reading.bytes, 0);
    cr_expect_str_eq(
        reading.problem.sentence,
        "is a file of the systemd journal, which cannot be read from a pipe");
    cr_expect_str_eq(reading.problem.remedy,
                     "journalctl -o short-iso --file FILE | smtplogscan -");
    close(ends[0]);
}

Test(journal_systemd, heads_that_promise_too_much)
{
    static const struct {
        const char *name;
        size_t bytes;
    } rows[] = {{"the magic alone", 8}, {"half a head", 100}, {"a head", 512}};
    static struct reading reading;

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        unsigned char raw[512] = "LPKSHHRH";
        int file = memfd_create("input", MFD_CLOEXEC);
        cr_assert_eq(write(file, raw, rows[i].bytes), (ssize_t)rows[i].bytes);
        lseek(file, 0, SEEK_SET);
        read_source(&reading, &(struct source){.path = "a", .file = file}, ROOM);
        cr_expect_eq(reading.bytes, 0);
        cr_expect_not_null(
            strstr(reading.problem.sentence, "cannot be read as a systemd journal: "),
            "%s: %s", rows[i].name, reading.problem.sentence);
        close(file);
    }
}

/* A journal file in memory, to be damaged. */
static unsigned char *load(const char *path, size_t *bytes)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    cr_assert_eq(fstat(file, &status), 0);
    *bytes = (size_t)status.st_size;
    unsigned char *raw = malloc(*bytes);
    cr_assert_eq(read(file, raw, *bytes), (ssize_t)*bytes);
    close(file);
    return raw;
}

static void read_damaged(struct reading *reading, int file, size_t place,
                         unsigned char byte)
{
    unsigned char kept;

    cr_assert_eq(pread(file, &kept, 1, (off_t)place), 1);
    cr_assert_eq(pwrite(file, &byte, 1, (off_t)place), 1);
    lseek(file, 0, SEEK_SET);
    read_source(reading, &(struct source){.path = "a", .file = file}, ROOM);
    cr_assert_eq(pwrite(file, &kept, 1, (off_t)place), 1);
}

/* Wherever a byte is changed, no line comes out that is no line, and entries that are not
   given are missed. */
Test(journal_systemd, damage, .timeout = 120)
{
    static struct reading reading;
    static char entries[ROOM];
    char folder[PATH_BYTES], path[2 * PATH_BYTES];
    enum { ENTRIES = 50, STEPS = 1500 };
    uint64_t state = 7;
    size_t bytes, checked = 0;

    make_folder(folder);
    snprintf(path, sizeof(path), "%s/a.journal", folder);
    make_journal(path, entries, make_entries(entries, ROOM, 0, ENTRIES));
    unsigned char *raw = load(path, &bytes);
    int file = open(path, O_RDWR | O_CLOEXEC);
    while (checked < STEPS) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        size_t place = (size_t)(state >> 20) % bytes, count = 0;
        if (place < 8 || (raw[place] == 0 && (state >> 50) % 64 != 0))
            continue; /* nearly all of the file is zeros of hash tables */
        checked++;
        read_damaged(&reading, file, place,
                     (unsigned char)(raw[place] ^ (1 + state % 255)));
        for (const char *line = reading.text; *line != '\0'; count++) {
            cr_assert(line[10] == '.' && line[17] == ' ', "byte %zu: %s", place, line);
            line = strchr(line, '\n') + 1;
        }
        cr_expect(count == ENTRIES || reading.problem.sentence[0] != '\0',
                  "byte %zu: %zu lines in silence", place, count);
    }
    close(file);
    free(raw);
    remove_folder(folder);
}

Test(journal_systemd, entries_that_are_lost_are_told)
{
    static struct reading reading;
    static char entries[ROOM];
    char folder[PATH_BYTES], path[2 * PATH_BYTES];

    make_folder(folder);
    snprintf(path, sizeof(path), "%s/a.journal", folder);
    make_journal(path, entries, make_entries(entries, ROOM, 0, 1000));
    int file = open(path, O_RDWR | O_CLOEXEC);
    read_damaged(&reading, file, 153, 4); /* 1,000 is 0x3e8; now 0x4e8 */
    cr_expect_str_eq(reading.problem.sentence,
                     "is damaged: 256 of its 1,256 entries cannot be read");
    close(file);
    cr_assert_eq(truncate(path, 1000000), 0);
    read_path(&reading, path, ROOM);
    cr_expect_str_eq(reading.problem.sentence,
                     "cannot be read as a systemd journal: it is cut short");
    snprintf(path, sizeof(path), "%s/b.journal", folder);
    make_journal(path, entries, make_entries(entries, ROOM, 0, 10));
    read_path(&reading, folder, ROOM);
    cr_expect_str_eq(reading.problem.sentence,
                     "is damaged: 1,000 of its 1,010 entries cannot be read");
    snprintf(path, sizeof(path), "%s/c.journal", folder);
    close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    read_path(&reading, folder, ROOM);
    cr_expect_str_eq(reading.problem.sentence, "1 of its 3 journal files cannot be read");
    remove_folder(folder);
}
#endif
