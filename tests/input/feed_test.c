/*
 * feed_test.c - holds input/feed.c to its header: as many bytes as are wanted or all that
 * are left, in order and with the right place in the file, through short counts, signals,
 * descriptors that do not wait, and read errors.
 */
#include "input/feed.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <unistd.h>

/* The byte at a place of every input here. */
static unsigned char byte_at(uint64_t place)
{
    return (unsigned char)(place * 2654435761u >> 24);
}

static struct source file_of(size_t bytes)
{
    struct source source = {.path = "input", .file = memfd_create("input", MFD_CLOEXEC)};
    static unsigned char content[4 * FEED_BYTES];

    cr_assert_geq(source.file, 0);
    cr_assert_leq(bytes, sizeof(content));
    for (size_t i = 0; i < bytes; i++)
        content[i] = byte_at(i);
    cr_assert_eq(write(source.file, content, bytes), (ssize_t)bytes);
    lseek(source.file, 0, SEEK_SET);
    return source;
}

/* Takes what is unread off the feed, at most `most`; every byte must be its place's. */
static void take(struct feed *feed, size_t most)
{
    size_t bytes = feed_unread(feed) < most ? feed_unread(feed) : most;

    for (size_t i = 0; i < bytes; i++) {
        cr_assert_eq(feed->bytes[feed->used], byte_at(feed_position(feed)), "byte %zu",
                     (size_t)feed_position(feed));
        feed->used++;
    }
}

Test(feed, gives_every_byte_in_its_place)
{
    static const struct {
        const char *name;
        size_t bytes, wanted, taken;
    } rows[] = {
        {"nothing", 0, 1, 1},
        {"one byte", 1, 1, 1},
        {"less than is wanted", 5, 8, 3},
        {"by the byte", 1000, 1, 1},
        {"a magic at a time", FEED_BYTES + 10, 3, 2},
        {"odd steps", 3 * FEED_BYTES + 17, 8, 12347},
        {"just a buffer", FEED_BYTES, 1, FEED_BYTES},
        {"a byte more", FEED_BYTES + 1, 1, FEED_BYTES},
        {"a whole buffer is wanted", 3 * FEED_BYTES, FEED_BYTES, 1000},
        {"and all of it taken", 3 * FEED_BYTES, FEED_BYTES, FEED_BYTES},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct source source = file_of(rows[i].bytes);
        struct why problem = {.sentence = ""};
        struct feed feed;
        uint64_t before;
        feed_open(&feed, &source);
        do {
            before = feed_position(&feed);
            feed_more(&feed, rows[i].wanted, &problem);
            cr_assert_eq(feed_position(&feed), before, "%s: reading moves nothing",
                         rows[i].name);
            size_t left = rows[i].bytes - (size_t)before;
            size_t least = left < rows[i].wanted ? left : rows[i].wanted;
            cr_assert_geq(feed_unread(&feed), least, "%s", rows[i].name);
            cr_assert(feed_unread(&feed) >= rows[i].wanted || feed.ended, "%s",
                      rows[i].name);
            take(&feed, rows[i].taken);
        } while (feed_position(&feed) > before);
        cr_expect_eq(before, rows[i].bytes, "%s", rows[i].name);
        cr_expect(feed.ended && !feed.failed, "%s", rows[i].name);
        cr_expect_str_empty(problem.sentence, "%s", rows[i].name);
        feed_close(&feed);
        source_close(&source);
    }
}

Test(feed, does_not_read_what_nobody_wants)
{
    struct source source = file_of(100);
    struct why problem;
    struct feed feed;

    feed_open(&feed, &source);
    feed_more(&feed, 0, &problem);
    cr_expect_eq(lseek(source.file, 0, SEEK_CUR), 0);
    feed_more(&feed, 8, &problem);
    feed_more(&feed, 100, &problem);
    cr_expect_eq(feed_unread(&feed), 100);
    cr_expect_not(feed.ended, "the end is not known before it is met");
    feed_more(&feed, 101, &problem);
    cr_expect(feed.ended);
    cr_expect_eq(feed_unread(&feed), 100);
    feed_close(&feed);
    source_close(&source);
}

Test(feed, begins_with_the_early_byte)
{
    struct source source = file_of(300);
    struct why problem = {.sentence = ""};
    struct feed feed;

    lseek(source.file, 1, SEEK_SET);
    source.early = (char)byte_at(0);
    source.early_bytes = 1;
    feed_open(&feed, &source);
    cr_expect_eq(feed_unread(&feed), 1);
    cr_expect_eq(feed_position(&feed), 0);
    feed_more(&feed, 300, &problem);
    cr_expect_eq(feed_unread(&feed), 300);
    take(&feed, 300);
    cr_expect_eq(feed_position(&feed), 300);
    feed_close(&feed);
    source_close(&source);
}

/* A packet pipe gives one write at a time, however much is asked for. */
Test(feed, reads_again_after_short_counts, .timeout = 10)
{
    struct why problem = {.sentence = ""};
    struct feed feed;
    int ends[2];

    cr_assert_eq(pipe2(ends, O_DIRECT | O_CLOEXEC), 0);
    for (size_t i = 0; i < 10; i++)
        cr_assert_eq(write(ends[1], &(unsigned char){byte_at(i)}, 1), 1);
    close(ends[1]);
    feed_open(&feed, &(struct source){.path = "pipe", .file = ends[0]});
    feed_more(&feed, 1, &problem);
    cr_expect_eq(feed_unread(&feed), 1);
    feed_more(&feed, 8, &problem);
    cr_expect_eq(feed_unread(&feed), 8);
    feed_more(&feed, 100, &problem);
    cr_expect_eq(feed_unread(&feed), 10);
    take(&feed, 10);
    cr_expect_eq(feed_position(&feed), 10);
    cr_expect_str_empty(problem.sentence);
    feed_close(&feed);
    close(ends[0]);
}

static volatile sig_atomic_t alarms, pipe_end;

/* Twice in vain, then with a byte, then with the end. */
static void on_alarm(int signal_number)
{
    (void)signal_number;
    alarms++;
    if (alarms == 3 && write(pipe_end, &(unsigned char){byte_at(0)}, 1) != 1)
        _exit(99);
    if (alarms == 5)
        close(pipe_end);
}

static void expect_patience(int flags)
{
    const struct itimerval often = {{0, 10000}, {0, 10000}}, never = {{0, 0}, {0, 0}};
    struct sigaction action = {.sa_handler = on_alarm};
    struct why problem = {.sentence = ""};
    struct feed feed;
    int ends[2];

    cr_assert_eq(pipe2(ends, flags | O_CLOEXEC), 0);
    pipe_end = ends[1];
    alarms = 0;
    sigaction(SIGALRM, &action, NULL);
    feed_open(&feed, &(struct source){.path = "pipe", .file = ends[0]});
    setitimer(ITIMER_REAL, &often, NULL);
    feed_more(&feed, 2, &problem);
    setitimer(ITIMER_REAL, &never, NULL);
    cr_expect(feed.ended && !feed.failed);
    cr_expect_eq(feed_unread(&feed), 1);
    take(&feed, 1);
    cr_expect_str_empty(problem.sentence);
    cr_expect_geq(alarms, 5, "the feed waited for the end");
    feed_close(&feed);
    close(ends[0]);
}

Test(feed, a_signal_ends_nothing, .timeout = 10)
{
    expect_patience(0);
}

Test(feed, waits_where_the_descriptor_does_not, .timeout = 10)
{
    expect_patience(O_NONBLOCK);
}

Test(feed, says_where_reading_failed)
{
    int folder = open("/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct why problem = {.sentence = ""};
    struct feed feed;

    feed_open(&feed, &(struct source){.path = "folder", .file = folder});
    feed_more(&feed, 8, &problem);
    cr_expect(feed.ended && feed.failed);
    cr_expect_eq(feed_unread(&feed), 0);
    cr_expect_str_eq(problem.sentence, "cannot be read at byte 0: Is a directory");
    problem.sentence[0] = '\0';
    feed_more(&feed, 8, &problem);
    cr_expect_str_empty(problem.sentence, "a failed feed is not read again");
    feed_close(&feed);
    close(folder);
}

Test(feed, keeps_what_came_before_a_failure)
{
    struct source source = file_of(3 * FEED_BYTES);
    struct why problem = {.sentence = ""};
    struct feed feed;

    feed_open(&feed, &source);
    feed_more(&feed, FEED_BYTES, &problem);
    take(&feed, FEED_BYTES - 10);
    source_close(&source);
    feed_more(&feed, 100, &problem);
    cr_expect(feed.ended && feed.failed);
    cr_expect_eq(feed_unread(&feed), 10);
    take(&feed, 10);
    cr_expect_str_eq(problem.sentence,
                     "cannot be read at byte 131,072: Bad file descriptor");
    feed_close(&feed);
}

Test(feed, a_file_that_is_truncated_while_it_is_read_just_ends)
{
    struct source source = file_of(3 * FEED_BYTES);
    struct why problem = {.sentence = ""};
    struct feed feed;

    feed_open(&feed, &source);
    feed_more(&feed, 1, &problem);
    cr_assert_eq(ftruncate(source.file, 1000), 0);
    take(&feed, FEED_BYTES);
    feed_more(&feed, 1, &problem);
    cr_expect(feed.ended && !feed.failed);
    cr_expect_eq(feed_unread(&feed), 0);
    cr_expect_str_empty(problem.sentence);
    feed_close(&feed);
    source_close(&source);
}
