/*
 * sendmail.c - posix_spawn, and a wait that ends.
 */
#include "app/sendmail.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/view.h"

#define USUAL_PROGRAM "/usr/sbin/sendmail"

enum { LONGEST_ADDRESS = 254, WAKE_MS = 50, PATIENCE_MS = 300 * 1000 };

static bool is_address_letter(char c)
{
    return is_letter(c) || is_digit(c) || (c != '\0' && strchr("._+=~&'#-", c) != NULL);
}

static bool is_address(sls_view address)
{
    size_t ats = 0;

    for (size_t i = 0; i < address.len; i++) {
        ats += address.ptr[i] == '@';
        if (address.ptr[i] != '@' && !is_address_letter(address.ptr[i]))
            return false;
    }
    sls_view domain = address, user = view_take(&domain, '@');
    return ats <= 1 && user.len > 0 && *user.ptr != '-' &&
           address.len <= LONGEST_ADDRESS &&
           (ats == 0 || (domain.len > 0 && *domain.ptr != '-' && *domain.ptr != '.'));
}

bool sendmail_check(const char *option, const char *address, struct why *why)
{
    if (is_address(view_of(address)))
        return true;
    fail(why, "--%s: \"%s\" is no address that mail can be sent to", option, address);
    return fail_remedy(why, "--%s admin@example.com", option);
}

static const char *program(void)
{
    const char *other = secure_getenv("SMTPLOGSCAN_SENDMAIL");
    return other != NULL && *other == '/' ? other : USUAL_PROGRAM;
}

/* The mail at its standard input, what it has to say on ours for errors.  Signals are as
   at the start: this process may have blocked some. */
static int spawn(pid_t *pid, const char *file, char *const *arguments)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;

    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, file, O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    int error = posix_spawn(pid, arguments[0], &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* False: it did not end in time, and was ended. */
static bool wait_for(pid_t pid, int *ended)
{
    const struct timespec wake = {.tv_nsec = WAKE_MS * 1000L * 1000L};

    for (int waited = 0; waited < PATIENCE_MS; waited += WAKE_MS) {
        pid_t got = waitpid(pid, ended, WNOHANG);
        if (got == pid)
            return true;
        if (got < 0 && errno != EINTR)
            break;
        nanosleep(&wake, NULL);
    }
    kill(pid, SIGKILL);
    waitpid(pid, ended, 0);
    return false;
}

static bool check_end(const char *path, int ended, struct why *why)
{
    if (WIFSIGNALED(ended))
        return fail_because(why, strsignal(WTERMSIG(ended)),
                            "%s: the report was not mailed", path);
    if (WEXITSTATUS(ended) != 0)
        return fail(why, "%s: the report was not mailed (exit status %d)", path,
                    WEXITSTATUS(ended));
    return true;
}

bool sendmail_send(const char *file, const char *from, struct why *why)
{
    const char *path = program();
    const char *const plain[] = {path, "-i", "-t", NULL};
    const char *const named[] = {path, "-i", "-t", "-f", from, NULL};
    pid_t pid;
    int ended = 0;

    int error = spawn(&pid, file, (char *const *)(from != NULL ? named : plain));
    if (error != 0) {
        fail_because(why, strerror(error), "%s: the report was not mailed", path);
        if (error == ENOENT)
            fail_remedy(why, "apt install postfix, or msmtp-mta for a machine that only "
                             "sends");
        return false;
    }
    if (!wait_for(pid, &ended))
        return fail(why, "%s: did not end in five minutes: the report was not mailed",
                    path);
    return check_end(path, ended, why);
}
