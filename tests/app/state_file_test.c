/*
 * state_file_test.c - holds the file of a state to being whole, as it was or as it will
 * be, whichever system call fails; and to a sentence for each.
 */
#include "app/state_file.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/view.h"
#include "denied.h"

static char folder[] = "/tmp/state-file-test-XXXXXX";

static void in_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
}

static void leave(void)
{
    char command[64];

    snprintf(command, sizeof(command), "rm -rf %s", folder);
    cr_assert_eq(system(command), 0);
}

TestSuite(state_file, .init = in_folder, .fini = leave);

static bool write_state(const char *path, const char *text, struct why *why)
{
    *why = (struct why){0};
    return state_file_write(path, view_of(text), why);
}

static bool stands_in(const char *path, const char *text)
{
    struct pack file;
    struct why why;
    bool exists;

    pack_open(&file);
    bool read = state_file_read(path, &file, &exists, &why);
    bool same = read && exists && view_equal(pack_view(&file), view_of(text));
    pack_close(&file);
    return same;
}

Test(state_file, takes_the_place_of_the_one_before)
{
    struct why why;

    cr_expect_not(state_file_has_previous("state"));
    cr_expect(write_state("state", "first", &why));
    cr_expect_not(state_file_has_previous("state"));
    cr_expect(write_state("state", "second", &why));
    cr_expect(state_file_has_previous("state"));
    cr_expect(stands_in("state", "second") && stands_in("state.1", "first"));
    cr_expect_eq(access("state.tmp", F_OK), -1);
}

Test(state_file, what_a_killed_run_left_is_in_nobodys_way)
{
    struct why why;

    cr_assert(write_state("state.tmp", "half of it", &why));
    cr_expect(write_state("state", "whole", &why), "%s", why.sentence);
    cr_expect(stands_in("state", "whole"));
}

/* The old one stays, and nothing beside it. */
static void is_refused(const char *words)
{
    struct why why;

    cr_expect_not(write_state("state", "the new one", &why));
    cr_expect_not_null(strstr(why.sentence, "state: the state could not be kept"));
    cr_expect_not_null(strstr(why.sentence, words), "%s", why.sentence);
    cr_expect_eq(access("state.tmp", F_OK), -1);
}

static void old_one(void)
{
    struct why why;
    cr_assert(write_state("state", "old", &why));
}

Test(state_file, a_disk_that_is_full)
{
    struct rlimit room = {4, RLIM_INFINITY};

    old_one();
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &room), 0);
    is_refused(strerror(EFBIG));
    room.rlim_cur = RLIM_INFINITY;
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &room), 0);
    cr_expect(stands_in("state", "old"));
}

Test(state_file, what_did_not_reach_the_disk)
{
    old_one();
    deny(SYS_fsync, next_file(), EIO);
    is_refused(strerror(EIO));
    cr_expect(stands_in("state", "old"));
}

Test(state_file, what_was_not_stored_after_all)
{
    old_one();
    deny(SYS_close, next_file(), EDQUOT);
    is_refused(strerror(EDQUOT));
    cr_expect(stands_in("state", "old"));
}

Test(state_file, the_first_thing_that_went_wrong_is_told)
{
    int file = next_file();

    old_one();
    deny(SYS_fsync, file, EIO);
    deny(SYS_close, file, EDQUOT);
    is_refused(strerror(EIO));
}

Test(state_file, a_folder_in_its_place)
{
    cr_assert_eq(mkdir("state", 0700), 0);
    is_refused(strerror(EISDIR));
}

Test(state_file, a_folder_in_place_of_the_temporary)
{
    struct why why;

    old_one();
    cr_assert_eq(mkdir("state.tmp", 0700), 0);
    cr_expect_not(write_state("state", "new", &why));
    cr_expect_not_null(strstr(why.sentence, strerror(EEXIST)), "%s", why.sentence);
    cr_expect(stands_in("state", "old"));
}

/* That the new name is on the disk is not known: this run counts again, if need be. */
Test(state_file, a_folder_that_may_not_be_read)
{
    cr_assert_eq(chmod(folder, 0300), 0);
    if (geteuid() == 0)
        cr_assert(chown(folder, 65534, 65534) == 0 && seteuid(65534) == 0);
    is_refused(strerror(EACCES));
    cr_assert(getuid() != 0 || seteuid(0) == 0);
    cr_assert_eq(chmod(folder, 0700), 0);
}

/* ---- reading */

static bool is_read(const char *path, bool *exists, struct why *why)
{
    struct pack file;

    *why = (struct why){0};
    pack_open(&file);
    bool read = state_file_read(path, &file, exists, why);
    cr_expect(!read || pack_view(&file).len == 0);
    pack_close(&file);
    return read;
}

Test(state_file, one_that_is_not_there_is_none)
{
    struct why why;
    bool exists;

    cr_expect(is_read("state", &exists, &why) && !exists);
    cr_expect_not(is_read("/etc/passwd/state", &exists, &why));
    cr_expect_not_null(strstr(why.sentence, strerror(ENOTDIR)), "%s", why.sentence);
}

Test(state_file, what_is_no_file_is_refused)
{
    static const char *const paths[] = {".", "/dev/null", "fifo"};
    struct why why;
    bool exists;

    cr_assert_eq(mkfifo("fifo", 0600), 0);
    for (size_t i = 0; i < SLS_COUNT(paths); i++) {
        cr_expect_not(is_read(paths[i], &exists, &why), "%s", paths[i]);
        cr_expect_not_null(strstr(why.sentence, "is no regular file"), "%s",
                           why.sentence);
    }
}

/* Nothing is mapped where its first byte would be. */
Test(state_file, what_cannot_be_read_is_refused)
{
    struct why why;
    bool exists;

    cr_expect_not(is_read("/proc/self/mem", &exists, &why));
    cr_expect_not_null(strstr(why.sentence, strerror(EIO)), "%s", why.sentence);
}

Test(state_file, what_it_is_cannot_be_told)
{
    struct why why;
    bool exists;

    old_one();
    int file = next_file();
    deny(SYS_fstat, file, EIO);
    deny(SYS_newfstatat, file, EIO);
    cr_expect(stands_in("state", "old"), "it can be read, which is enough");
    cr_expect(is_read("state.1", &exists, &why) && !exists);
}

/* ---- the lock */

static enum state_opened locked(const char *path, struct why *why)
{
    int lock = -1;

    *why = (struct why){0};
    enum state_opened opened = state_file_lock(path, 1795305600, &lock, why);
    state_file_unlock(lock);
    return opened;
}

Test(state_file, a_lock_is_held_once)
{
    struct why why;
    int first;

    cr_assert_eq(state_file_lock("state", 1795305600, &first, &why), STATE_OPENED);
    cr_expect_eq(locked("state", &why), STATE_HELD);
    cr_expect_not_null(strstr(why.sentence, "another run holds the state (pid "));
    cr_assert_eq(truncate("state.lock", 0), 0);
    cr_expect_eq(locked("state", &why), STATE_HELD);
    cr_expect_null(strstr(why.sentence, "pid"), "%s", why.sentence);
    state_file_unlock(first);
    cr_expect_eq(locked("state", &why), STATE_OPENED);
}

Test(state_file, a_lock_without_a_place)
{
    struct why why;

    cr_expect_eq(locked("nowhere/state", &why), STATE_REFUSED);
    cr_expect_str_eq(why.sentence, "nowhere: no such folder");
    cr_expect_str_eq(why.remedy, "mkdir -p nowhere");
    cr_assert_eq(symlink("elsewhere", "state.lock"), 0);
    cr_expect_eq(locked("state", &why), STATE_REFUSED);
    cr_expect_not_null(strstr(why.sentence, strerror(ELOOP)), "%s", why.sentence);
}

static void lock_is_refused(const char *words)
{
    struct why why;

    cr_expect_eq(locked("state", &why), STATE_REFUSED);
    cr_expect_not_null(strstr(why.sentence, words), "%s", why.sentence);
}

Test(state_file, a_file_system_without_locks)
{
    deny(SYS_flock, next_file(), ENOLCK);
    lock_is_refused(strerror(ENOLCK));
}

Test(state_file, a_lock_that_cannot_be_written)
{
    deny(SYS_write, next_file(), ENOSPC);
    lock_is_refused(strerror(ENOSPC));
}

Test(state_file, a_lock_that_cannot_be_cut)
{
    deny(SYS_ftruncate, next_file(), EIO);
    lock_is_refused(strerror(EIO));
}
