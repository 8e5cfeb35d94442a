#include <criterion/criterion.h>

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/syscalls.h"

enum { DENIED = 0, DONE = 1, NOT_SHUT = 2 };

/* How a child ended: by itself, or minus the signal. */
static int in_child(int act(void), bool opens)
{
    int ended = 0;
    pid_t child = fork();

    if (child == 0) {
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        _exit(syscalls_shut(opens) ? act() : NOT_SHUT);
    }
    waitpid(child, &ended, 0);
    return WIFEXITED(ended) ? WEXITSTATUS(ended) : -WTERMSIG(ended);
}

static int of(bool denied)
{
    return denied && errno == ENOSYS ? DENIED : DONE;
}

static int open_file(void)
{
    return of(open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0);
}

static int make_file(void)
{
    return of(open("/tmp/syscalls", O_RDWR | O_CREAT | O_CLOEXEC, 0600) < 0);
}

static int make_nameless(void)
{
    return of(open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) < 0);
}

static int make_folder(void)
{
    return of(mkdir("/tmp/syscalls", 0700) < 0);
}

static int make_socket(void)
{
    return of(socket(AF_UNIX, SOCK_STREAM, 0) < 0);
}

static int make_child(void)
{
    return of(fork() < 0);
}

static int signal_parent(void)
{
    return of(kill(getppid(), 0) < 0);
}

static int signal_parent_by_thread(void)
{
    return of(syscall(SYS_tgkill, getppid(), getppid(), 0) < 0);
}

static int make_code(void)
{
    void *page =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return of(mprotect(page, 4096, PROT_READ | PROT_EXEC) < 0);
}

static int become_root(void)
{
    return of(setuid(0) < 0);
}

static int abort_itself(void)
{
    abort();
}

static void *add_one(void *number)
{
    ++*(int *)number;
    return NULL;
}

/* What reading a log takes. */
static int work(void)
{
    pthread_t thread;
    int number = 0;
    struct stat status;
    struct timespec now;
    void *room = malloc((size_t)16 << 20);

    free(room);
    return pthread_create(&thread, NULL, add_one, &number) == 0 &&
                   pthread_join(thread, NULL) == 0 && number == 1 &&
                   fstat(STDERR_FILENO, &status) == 0 &&
                   fcntl(STDERR_FILENO, F_GETFD) >= 0 &&
                   write(STDERR_FILENO, "", 0) == 0 &&
                   clock_gettime(CLOCK_MONOTONIC, &now) == 0
               ? DONE
               : DENIED;
}

static const struct {
    const char *name;
    int (*act)(void);
    int want, want_opening;
} rows[] = {
    {"work", work, DONE, DONE},
    {"a file", open_file, DENIED, DONE},
    {"a new file", make_file, DENIED, DENIED},
    {"a file without a name", make_nameless, DENIED, DENIED},
    {"a folder", make_folder, DENIED, DENIED},
    {"a socket", make_socket, -SIGSYS, -SIGSYS},
    {"a child", make_child, -SIGSYS, -SIGSYS},
    {"a signal", signal_parent, -SIGSYS, -SIGSYS},
    {"a thread's signal", signal_parent_by_thread, -SIGSYS, -SIGSYS},
    {"code", make_code, -SIGSYS, -SIGSYS},
    {"root", become_root, -SIGSYS, -SIGSYS},
    {"its own end", abort_itself, -SIGABRT, -SIGABRT},
};

Test(syscalls, few_are_left)
{
    if (!syscalls_are_known())
        cr_skip_test("no list for this machine");
#ifdef __SANITIZE_ADDRESS__
    cr_skip_test("sanitizers make calls of their own");
#endif
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        cr_expect_eq(in_child(rows[i].act, false), rows[i].want, "%s", rows[i].name);
        cr_expect_eq(in_child(rows[i].act, true), rows[i].want_opening, "%s, opening",
                     rows[i].name);
    }
}
