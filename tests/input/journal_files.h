/*
 * journal_files.h - journal files for tests, written by systemd-journal-remote.
 *
 * Tests that need one are skipped where that program is absent.
 */
#ifndef TESTS_INPUT_JOURNAL_FILES_H
#define TESTS_INPUT_JOURNAL_FILES_H

#include <criterion/criterion.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define JOURNAL_WRITER "/lib/systemd/systemd-journal-remote"

enum { PATH_BYTES = 160 };

/* A folder of the test's own. */
static inline void make_folder(char folder[PATH_BYTES])
{
    snprintf(folder, PATH_BYTES, "/tmp/journal_test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
}

static inline int remove_one(const char *path, const struct stat *status, int kind,
                             struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static inline void remove_folder(const char *folder)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* A journal of entries in systemd's export format; the test is skipped if it cannot be.
 */
static inline void make_journal(const char *path, const char *entries, size_t bytes)
{
    int status, input = memfd_create("entries", 0);

    if (access(JOURNAL_WRITER, X_OK) != 0)
        cr_skip_test(JOURNAL_WRITER " is not installed");
    cr_assert_eq(write(input, entries, bytes), (ssize_t)bytes);
    lseek(input, 0, SEEK_SET);
    pid_t child = fork();
    if (child == 0) {
        dup2(input, STDIN_FILENO);
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
        execl(JOURNAL_WRITER, JOURNAL_WRITER, "-o", path, "-", (char *)NULL);
        _exit(127);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert_eq(status, 0, "systemd-journal-remote has failed");
    close(input);
}

/* `count` entries of postfix/smtp, a second apart from `first` on, numbered. */
static inline size_t make_entries(char *entries, size_t room, int first, int count)
{
    size_t bytes = 0;

    for (int i = first; i < first + count; i++)
        bytes += (size_t)snprintf(entries + bytes, room - bytes,
                                  "__REALTIME_TIMESTAMP=%lld\n_HOSTNAME=mx1\n"
                                  "SYSLOG_IDENTIFIER=postfix/smtp\nSYSLOG_PID=12\n"
                                  "MESSAGE=4F%08X: to=<user%d@example.com>\n\n",
                                  1795305623000000LL + i * 1000000LL, (unsigned)i, i);
    cr_assert_lt(bytes, room);
    return bytes;
}

#endif
