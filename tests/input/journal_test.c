/*
 * journal_test.c - holds input/journal.c to its header, and source.c to taking a folder
 * of journals: which folders are ones, and what the headers promise.
 */
#include "input/journal.h"

#include "input/source.h"
#include "journal_files.h"

static void write_file(const char *folder, const char *name, const void *bytes,
                       size_t count)
{
    char path[2 * PATH_BYTES];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    cr_assert_geq(file, 0, "%s", path);
    cr_assert_eq(write(file, bytes, count), (ssize_t)count);
    close(file);
}

/* A head that promises some entries, as systemd's "Journal File Format" lays it out. */
static void make_head(unsigned char head[JOURNAL_HEADER_BYTES], unsigned entries)
{
    memset(head, 0xee, JOURNAL_HEADER_BYTES);
    memcpy(head, "LPKSHHRH", 8);
    memset(head + 152, 0, 8);
    head[152] = (unsigned char)entries;
    head[153] = (unsigned char)(entries >> 8);
}

Test(journal, the_head)
{
    unsigned char head[JOURNAL_HEADER_BYTES];

    make_head(head, 0x1234);
    cr_expect(journal_claims(head, sizeof(head)));
    cr_expect(journal_claims(head, 8));
    cr_expect_not(journal_claims(head, 7));
    cr_expect_not(journal_claims((const unsigned char *)"LPKSHHRX", 8));
    cr_expect_eq(journal_entries(head, sizeof(head)), 0x1234);
    cr_expect_eq(journal_entries(head, sizeof(head) - 1), 0, "cut");
    head[159] = 0x80;
    cr_expect_eq(journal_entries(head, sizeof(head)), 0x8000000000001234);
}

Test(journal, folders)
{
    static const struct {
        const char *folder; /* in the folder; "": the folder itself */
        const char *name;
        bool want;
    } rows[] = {
        {"", "system.journal", true},
        {"", "system@0005.journal~", true},
        {"", "mail.log", false},
        {"", "journal", false},
        {"", "system.journal.gz", false},
        {"0123456789abcdef0123456789abcdef", "system.journal", true},
        {"0123456789ABCDEF0123456789ABCDEF", "user-1000.journal", true},
        {"0123456789abcdef0123456789abcdef", "mail.log", false},
        {"0123456789abcdef0123456789abcdeg", "system.journal", false},
        {"0123456789abcdef0123456789abcde", "system.journal", false},
        {"0123456789abcdef0123456789abcdef.netdata", "system.journal", false},
        {"remote", "system.journal", false},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char folder[PATH_BYTES], inner[2 * PATH_BYTES];
        make_folder(folder);
        cr_expect_not(journal_is_folder(folder), "empty");
        snprintf(inner, sizeof(inner), "%s/%s", folder, rows[i].folder);
        cr_assert(rows[i].folder[0] == '\0' || mkdir(inner, 0700) == 0);
        write_file(inner, rows[i].name, "x", 1);
        cr_expect_eq(journal_is_folder(folder), rows[i].want, "%s/%s", rows[i].folder,
                     rows[i].name);
        remove_folder(folder);
    }
    cr_expect_not(journal_is_folder("/nowhere"));
    cr_expect_not(journal_is_folder("/dev/null"));
}

Test(journal, what_the_headers_promise)
{
    char folder[PATH_BYTES], inner[2 * PATH_BYTES];
    unsigned char head[JOURNAL_HEADER_BYTES];

    make_folder(folder);
    snprintf(inner, sizeof(inner), "%s/0123456789abcdef0123456789abcdef", folder);
    cr_assert_eq(mkdir(inner, 0700), 0);
    make_head(head, 300);
    write_file(folder, "a.journal", head, sizeof(head));
    write_file(inner, "system.journal", head, sizeof(head));
    make_head(head, 5);
    write_file(inner, "system@1.journal~", head, sizeof(head));
    write_file(inner, "broken.journal", "Nov 22", 6);
    write_file(inner, "empty.journal", "", 0);
    write_file(inner, "mail.log", head, sizeof(head));
    struct journal_sum sum = journal_sum(folder);
    cr_expect_eq(sum.files, 5);
    cr_expect_eq(sum.closed, 2);
    cr_expect_eq(sum.entries, 605);
    remove_folder(folder);
}

Test(journal, a_folder_that_cannot_be_opened)
{
    char folder[PATH_BYTES], inner[2 * PATH_BYTES];

    make_folder(folder);
    snprintf(inner, sizeof(inner), "%s/0123456789abcdef0123456789abcdef", folder);
    cr_assert_eq(symlink("nowhere", inner), 0); /* root may open what is there */
    struct journal_sum sum = journal_sum(folder);
    cr_expect_eq(sum.files, 1);
    cr_expect_eq(sum.closed, 1);
    remove_folder(folder);
}

Test(journal, a_folder_is_a_source)
{
    char folder[PATH_BYTES];
    struct source source;
    struct why why;

    make_folder(folder);
    cr_expect_not(source_open(&source, folder, &why), "empty");
    write_file(folder, "system.journal", "x", 1);
    cr_assert(source_open(&source, folder, &why));
    cr_expect(source.journal_folder);
    cr_expect(source.seekable, "can be read a second time");
    cr_expect_neq(source.inode, 0);
    cr_expect_eq(source.modified, 0, "its entries have years");
    source_close(&source);

    dup2(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), STDIN_FILENO);
    cr_expect_not(source_open(&source, "-", &why), "standard input has no path");
    remove_folder(folder);
}
