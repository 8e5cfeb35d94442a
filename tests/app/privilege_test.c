#include <criterion/criterion.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/privilege.h"

static struct privilege privilege;

static int in_child(int act(void))
{
    int ended = -1;
    pid_t child = fork();

    if (child == 0)
        _exit(act());
    waitpid(child, &ended, 0);
    return WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
}

static bool reads_secret(void)
{
    int file = open("/etc/shadow", O_RDONLY | O_CLOEXEC);

    if (file >= 0)
        close(file);
    return file >= 0;
}

static int drop(void)
{
    if (!privilege_drop(&privilege))
        return 1;
    if (getuid() != privilege.user || geteuid() != privilege.user ||
        getgid() != privilege.group || getegid() != privilege.group ||
        getgroups(0, NULL) != 0)
        return 2;
    if (setuid(0) == 0 || seteuid(0) == 0 || setgid(0) == 0 || setgroups(0, NULL) == 0)
        return 3;
    if (open("/etc/shadow", O_WRONLY | O_CLOEXEC) >= 0 || kill(getppid(), 0) == 0)
        return 4;
    return privilege_end(false) && !reads_secret() ? 0 : 5;
}

static int drop_but_read(void)
{
    if (!privilege_drop(&privilege))
        return 1;
    bool read = reads_secret(); /* not where root itself lacks the capability */
    if (!privilege_end(true) || reads_secret() != read)
        return 2;
    return open("/etc/shadow", O_WRONLY | O_CLOEXEC) < 0 && privilege_end(false) &&
                   !reads_secret() && !privilege_end(true)
               ? 0
               : 3;
}

static int drop_to_nobody_known(void)
{
    const struct privilege unknown = {.is_needed = true};
    return privilege_drop(&unknown) || errno != ESRCH || geteuid() != 0;
}

Test(privilege, root_becomes_another_for_good)
{
    privilege_find(&privilege);
    cr_expect_eq(privilege.is_needed, geteuid() == 0);
    if (!privilege.is_needed)
        cr_skip_test("this is not root");
    cr_assert(privilege.is_known, "nobody is there");
    cr_expect_neq(privilege.user, 0);
    cr_expect_eq(in_child(drop), 0);
    cr_expect_eq(in_child(drop_but_read), 0);
    cr_expect_eq(in_child(drop_to_nobody_known), 0);
}
