/*
 * foreign_test.c - holds input/foreign.c to decode.h: every magic of its table is
 * claimed, named with the command that reads it, and gives no text.
 */
#include "input/decode.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NOT_READ ", which smtplogscan does not read"

static const struct {
    const char *head;
    size_t magic_bytes;
    const char *sentence, *command;
} rows[] = {
    {"\x04\x22\x4d\x18rest", 4, "is compressed with lz4" NOT_READ, "lz4 -dc"},
    {"\x02\x21\x4c\x18rest", 4, "is compressed with lz4" NOT_READ, "lz4 -dc"},
    {"\x1f\x9d\x90rest", 2, "is compressed with compress" NOT_READ, "gzip -dc"},
    {"LZIP\x01rest", 5, "is compressed with lzip" NOT_READ, "lzip -dc"},
    {"\x89LZO\0\r\n\x1a\nrest", 9, "is compressed with lzop" NOT_READ, "lzop -dc"},
    {"\xff\x06\0\0sNaPpYrest", 10, "is compressed with snappy" NOT_READ, "snzip -dc"},
    {"PK\x03\x04rest", 4, "is a zip archive" NOT_READ, "unzip -p"},
    {"7z\xbc\xaf\x27\x1crest", 6, "is a 7-Zip archive" NOT_READ, "7z x -so"},
    {"Rar!\x1a\x07rest", 6, "is a RAR archive" NOT_READ, "unrar p -inul"},
#ifndef HAVE_ZSTD
    {"\x28\xb5\x2f\xfdrest", 4,
     "is compressed with zstd, and this smtplogscan was built without libzstd",
     "zstd -dc"},
    {"\x50\x2a\x4d\x18rest", 4,
     "is compressed with zstd, and this smtplogscan was built without libzstd",
     "zstd -dc"},
#endif
#ifndef HAVE_XZ
    {"\xfd"
     "7zXZ\0rest",
     6, "is compressed with xz, and this smtplogscan was built without liblzma",
     "xz -dc"},
#endif
#ifndef HAVE_BZIP2
    {"BZh91AY&SY", 3,
     "is compressed with bzip2, and this smtplogscan was built without libbz2",
     "bzip2 -dc"},
#endif
#ifndef HAVE_SYSTEMD
    {"LPKSHHRHrest", 8,
     "is a file of the systemd journal, and this smtplogscan was built without "
     "libsystemd",
     "journalctl -o short-iso --file"},
#endif
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]), HEAD = 8 };

/* What is said of a file with this head. */
static void read_head(const char *path, const char *head, size_t bytes,
                      struct why *problem)
{
    struct source source = {.path = path, .file = memfd_create("input", MFD_CLOEXEC)};
    struct feed feed;
    char text[64];

    cr_assert_eq(write(source.file, head, bytes), (ssize_t)bytes);
    lseek(source.file, 0, SEEK_SET);
    feed_open(&feed, &source);
    const struct decoding *decoding = decoding_choose(&feed, problem);
    cr_expect_eq(decoding, &decoding_foreign, "%s", decoding->decoder);
    cr_expect_str_eq(decoding->name, "none");
    void *state = decoding->open();
    for (int i = 0; i < 2; i++)
        cr_expect_eq(decoding->read(state, &feed, text, sizeof(text), problem), 0);
    decoding->close(state);
    feed_close(&feed);
    source_close(&source);
}

Test(foreign, is_named_and_gives_no_text)
{
    for (size_t i = 0; i < ROWS; i++) {
        struct why problem;
        char want[128];
        read_head("mail.log.1", rows[i].head, rows[i].magic_bytes + 4, &problem);
        cr_expect_str_eq(problem.sentence, rows[i].sentence);
        snprintf(want, sizeof(want), "%s mail.log.1 | smtplogscan -", rows[i].command);
        cr_expect_str_eq(problem.remedy, want);
        read_head("-", rows[i].head, rows[i].magic_bytes, &problem);
        snprintf(want, sizeof(want), "%s FILE | smtplogscan -", rows[i].command);
        cr_expect_str_eq(problem.remedy, want);
    }
}

Test(foreign, a_cut_magic_is_none)
{
    for (size_t i = 0; i < ROWS; i++)
        for (size_t bytes = 0; bytes < rows[i].magic_bytes; bytes++)
            cr_expect_eq(decoding_of((const unsigned char *)rows[i].head, bytes),
                         &decoding_plain, "%s, %zu bytes", rows[i].sentence, bytes);
}

#ifndef HAVE_SYSTEMD
Test(foreign, a_folder_of_the_journal)
{
    struct source source = {
        .path = "/var/log/journal", .file = -1, .journal_folder = true};
    struct why problem = {.sentence = ""};
    struct feed feed;
    char text[8];

    feed_open(&feed, &source);
    const struct decoding *decoding = decoding_choose(&feed, &problem);
    cr_expect_eq(decoding->read(NULL, &feed, text, sizeof(text), &problem), 0);
    cr_expect_str_eq(problem.sentence, "is a folder of the systemd journal, and this "
                                       "smtplogscan was built without libsystemd");
    cr_expect_str_eq(problem.remedy, "journalctl -o short-iso --directory "
                                     "/var/log/journal | smtplogscan -");
    feed_close(&feed);
}
#endif
