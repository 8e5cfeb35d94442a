/*
 * streams_test.c - holds core/app/streams.c and core/input/marks.c to their headers: a
 * log is known by its content, wherever it lies, and by nothing else.
 */
#include "app/streams.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { SEED = 3, LONG_BYTES = 400000 };

static char folder[] = "/tmp/streams_test.XXXXXX";

static void in_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void leave(void)
{
    cr_assert_eq(chdir("/"), 0);
    char command[64];
    snprintf(command, sizeof(command), "rm -r %s", folder);
    cr_expect_eq(system(command), 0);
}

TestSuite(streams, .init = in_folder, .fini = leave);

static char *text_of(char first, size_t bytes)
{
    char *text = malloc(bytes + 1);

    for (size_t i = 0; i < bytes; i++)
        text[i] = (char)((size_t)first + (i * 7 + i / 251) % 13);
    text[bytes] = '\0';
    return text;
}

static void put(const char *name, const char *text, size_t bytes)
{
    FILE *file = fopen(name, "wb");

    cr_assert_eq(fwrite(text, 1, bytes, file), bytes);
    fclose(file);
}

static void put_gzip(const char *name, const char *text, size_t bytes)
{
    gzFile file = gzopen(name, "wb");

    cr_assert_eq(gzwrite(file, text, (unsigned)bytes), (int)bytes);
    gzclose(file);
}

static void read_up_to(struct streams *streams, const char *name, uint64_t offset)
{
    struct source source;
    struct stream stream;
    struct why why;

    cr_assert(source_open(&source, name, &why));
    cr_assert(stream_of(&stream, &source, offset, streams->seed));
    source_close(&source);
    streams_add(streams, &stream);
}

/* How far a file is known; 0: it is not. */
static uint64_t known(struct streams *streams, const char *name)
{
    struct source source;
    struct why why;

    cr_assert(source_open(&source, name, &why), "%s", why.sentence);
    struct stream *found;
    cr_assert(streams_find(streams, &source, &found, &why));
    source_close(&source);
    return found == NULL ? 0 : found->offset;
}

Test(streams, a_log_is_known_wherever_it_lies)
{
    char *text = text_of('a', LONG_BYTES), *other = text_of('n', LONG_BYTES);
    static const uint64_t offsets[] = {1, 255, 256, 1023, 1024, 1025, 70000, LONG_BYTES};

    put("other", other, LONG_BYTES);
    for (size_t i = 0; i < SLS_COUNT(offsets); i++) {
        struct streams streams = {.seed = SEED};
        put("mail.log", text, LONG_BYTES);
        read_up_to(&streams, "mail.log", offsets[i]);
        cr_expect_eq(known(&streams, "mail.log"), offsets[i]);
        put("copy", text, LONG_BYTES);
        cr_expect_eq(known(&streams, "copy"), offsets[i], "a copy");
        put_gzip("copy.gz", text, LONG_BYTES);
        cr_expect_eq(known(&streams, "copy.gz"), offsets[i], "its .gz");
        cr_assert_eq(rename("mail.log", "mail.log.1"), 0);
        cr_expect_eq(known(&streams, "mail.log.1"), offsets[i], "renamed");
        cr_expect_eq(known(&streams, "other"), 0, "another log");
        put("mail.log.1", other, LONG_BYTES); /* the inode stays */
        cr_expect_eq(known(&streams, "mail.log.1"), 0, "another log in its inode");
        streams_close(&streams);
    }
    free(text);
    free(other);
}

Test(streams, what_is_shorter_is_another_one)
{
    char *text = text_of('a', LONG_BYTES);
    struct streams streams = {.seed = SEED};

    put("mail.log", text, LONG_BYTES);
    read_up_to(&streams, "mail.log", 5000);
    put("short", text, 4999);
    cr_expect_eq(known(&streams, "short"), 0);
    put("short", text, 5000);
    cr_expect_eq(known(&streams, "short"), 5000);
    put("empty", text, 0);
    cr_expect_eq(known(&streams, "empty"), 0);
    text[4800] ^= 1;
    put("changed", text, LONG_BYTES);
    cr_expect_eq(known(&streams, "changed"), 0, "one byte before the place");
    streams_close(&streams);
    free(text);
}

Test(streams, of_several_the_one_read_furthest)
{
    char *text = text_of('a', LONG_BYTES);
    struct streams streams = {.seed = SEED};

    put("mail.log", text, LONG_BYTES);
    read_up_to(&streams, "mail.log", 3000);
    put("copy", text, LONG_BYTES);
    read_up_to(&streams, "copy", 9000);
    put("third", text, LONG_BYTES);
    cr_expect_eq(known(&streams, "third"), 9000);
    cr_expect_eq(known(&streams, "mail.log"), 3000, "its own file comes first");
    streams_close(&streams);
    free(text);
}

Test(streams, a_whole_archive_is_done_until_it_changes)
{
    char *text = text_of('a', 5000);
    struct streams streams = {.seed = SEED};
    struct source source;
    struct why why;

    put_gzip("old.gz", text, 5000);
    read_up_to(&streams, "old.gz", 5000);
    cr_assert(source_open(&source, "old.gz", &why));
    cr_expect_not(stream_is_done(&streams.list[0], &source), "it is not marked complete");
    streams.list[0].complete = true;
    cr_expect(stream_is_done(&streams.list[0], &source));
    struct marks marks = streams.list[0].marks;
    streams.list[0].marks.tail++;
    cr_expect_eq(known(&streams, "old.gz"), 5000, "without a look at its content");
    streams.list[0].marks = marks;
    source_close(&source);
    put_gzip("old.gz", text, 4000);
    cr_assert(source_open(&source, "old.gz", &why));
    cr_expect_not(stream_is_done(&streams.list[0], &source));
    source_close(&source);
    streams_close(&streams);
    free(text);
}

Test(streams, packed_and_back)
{
    struct streams streams = {0}, back = {0};
    struct pack pack;
    struct stream stream = {.device = 1,
                            .inode = 2,
                            .size = 3,
                            .modified_ns = -4,
                            .changed_ns = 5,
                            .offset = 6,
                            .lines = 7,
                            .complete = true,
                            .marks = {1024, UINT64_MAX, 9},
                            .seen = 10};

    pack_open(&pack);
    streams_add(&streams, &stream);
    streams_pack(&streams, &pack);
    struct unpack unpack = unpack_of(pack_view(&pack));
    streams_unpack(&back, &unpack);
    cr_expect(!unpack.bad && unpack.next == unpack.end);
    cr_assert_eq(back.count, 1);
    cr_expect_eq(back.list[0].modified_ns, -4);
    cr_expect_eq(back.list[0].marks.head, UINT64_MAX);
    cr_expect(back.list[0].complete && back.list[0].seen == 10 &&
              back.list[0].lines == 7);
    streams_close(&streams);
    streams_close(&back);
    pack_close(&pack);
}

/* Whatever differs of a whole archive, it is looked at again. */
Test(streams, done_is_what_has_not_changed_in_anything)
{
    char *text = text_of('a', 5000);
    struct streams streams = {.seed = SEED};
    struct source source;
    struct why why;

    put_gzip("old.gz", text, 5000);
    read_up_to(&streams, "old.gz", 5000);
    cr_assert(source_open(&source, "old.gz", &why));
    struct stream done = streams.list[0];
    done.complete = true;
    cr_assert(stream_is_done(&done, &source));
    struct stream others[] = {done, done, done, done, done};
    others[0].device++;
    others[1].inode++;
    others[2].size++;
    others[3].modified_ns++;
    others[4].changed_ns++;
    for (size_t i = 0; i < SLS_COUNT(others); i++)
        cr_expect_not(stream_is_done(&others[i], &source), "%zu", i);
    source_close(&source);
    streams_close(&streams);
    free(text);
}

Test(streams, a_journal_is_known_by_its_folder)
{
    struct source journal = {.journal_folder = true, .device = 1, .inode = 2};
    struct source log = {.device = 1, .inode = 2}, other = journal;
    struct stream known_one = {.offset = 1, .device = 1, .inode = 2, .cursor = "s=1"};
    struct streams streams = {0};
    struct stream *found;
    struct why why;

    streams_add(&streams, &known_one);
    cr_expect(streams_find(&streams, &journal, &found, &why));
    cr_expect_eq(found, &streams.list[0]);
    other.inode = 3;
    cr_expect(streams_find(&streams, &other, &found, &why) && found == NULL);
    cr_expect(streams_find(&streams, &log, &found, &why) && found == NULL,
              "a log in its inode");
    streams_close(&streams);
}

/* A file that was closed: it can be read no more than one on a disk that fails. */
Test(streams, what_cannot_be_read_is_no_new_log)
{
    char *text = text_of('a', 5000);
    struct streams streams = {.seed = SEED};
    struct source source;
    struct stream stream, *found;
    struct why why = {0};

    put("mail.log", text, 5000);
    read_up_to(&streams, "mail.log", 5000);
    cr_assert(source_open(&source, "mail.log", &why));
    close(source.file);
    cr_expect_not(streams_find(&streams, &source, &found, &why));
    cr_expect_str_eq(why.sentence,
                     "mail.log: cannot be read, and is left to the next run");
    struct stream done = streams.list[0];
    done.complete = true;
    cr_expect_not(stream_is_done(&done, &source));
    source.device++;
    cr_expect_not(streams_find(&streams, &source, &found, &why), "as a copy");
    cr_expect_not(stream_of(&stream, &source, 5000, SEED));
    source.file = open("mail.log", O_RDONLY | O_CLOEXEC);
    cr_expect_not(stream_of(&stream, &source, 5001, SEED), "it is shorter now");
    source.journal_folder = true;
    cr_expect(stream_of(&stream, &source, 1, SEED), "a journal has no marks");
    source_close(&source);
    streams_close(&streams);
    free(text);
}

Test(streams, a_list_that_is_cut_is_damaged)
{
    struct streams streams = {0};
    struct stream stream = {.offset = 1,
                            .cursor = "s=0123456789abcdef;i=0123456789abcdef"};
    struct pack pack;

    pack_open(&pack);
    streams_add(&streams, &stream);
    streams_add(&streams, &stream);
    streams_pack(&streams, &pack);
    for (size_t i = 0; i < pack_view(&pack).len; i++) {
        struct unpack unpack = unpack_of((sls_view){pack_view(&pack).ptr, i});
        struct streams back = {0};
        streams_unpack(&back, &unpack);
        cr_expect(unpack.bad, "cut at %zu", i);
        streams_close(&back);
    }
    streams_close(&streams);
    pack_close(&pack);
}
