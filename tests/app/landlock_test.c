#include <criterion/criterion.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/landlock.h"

/* In a child that ends at once: what a sanitizer does at an exit needs files. */
static int in_child(int act(void))
{
    int ended = -1;
    pid_t child = fork();

    if (child == 0) {
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        _exit(act());
    }
    waitpid(child, &ended, 0);
    return WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
}

static bool denied(const char *path, int flags)
{
    errno = 0;
    return open(path, flags | O_CLOEXEC, 0600) < 0 && errno == EACCES;
}

static int shut_all(void)
{
    int held = open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    char byte;

    if (!landlock_shut(NULL, 0))
        return 1;
    if (!denied("/etc/passwd", O_RDONLY) || !denied("/tmp/x", O_WRONLY | O_CREAT) ||
        !denied("/tmp", O_RDONLY | O_DIRECTORY))
        return 2;
    if (mkdir("/tmp/landlocked", 0700) == 0 || unlink("/etc/hostname") == 0)
        return 3;
    return read(held, &byte, 1) == 1 ? 0 : 4;
}

static int shut_but_one(void)
{
    static const char *const folders[] = {"/etc"};

    if (!landlock_shut(folders, 1))
        return 1;
    if (open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0)
        return 2;
    return denied("/etc/passwd", O_RDWR) && denied("/bin", O_RDONLY | O_DIRECTORY) ? 0
                                                                                   : 3;
}

static int shut_from_missing(void)
{
    static const char *const folders[] = {"/nonexistent"};
    return landlock_shut(folders, 1) || errno != ENOENT;
}

Test(landlock, what_is_not_open_stays_closed)
{
    if (landlock_version() == 0)
        cr_skip_test("the kernel has none");
    cr_expect_eq(in_child(shut_all), 0, "nothing can be opened");
    cr_expect_eq(in_child(shut_but_one), 0, "one folder can be read");
    cr_expect_eq(in_child(shut_from_missing), 0, "a folder that is not there");
}
