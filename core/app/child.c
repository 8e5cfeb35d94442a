/*
 * child.c - fork, and a wait that wakes up ten times a second.
 *
 * Signals are awaited, not handled: no handler, so no global.  A call is too long when
 * the child's processor time went on by CALL_SECONDS within it: a slow machine or a
 * stopped job makes no plugin guilty.  One that sleeps has WAKES_PER_CALL of the parent's
 * waking ups.
 */
#include "app/child.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/progress.h"

#ifndef CALL_SECONDS
#define CALL_SECONDS 5
#endif

enum {
    CALL_MS = CALL_SECONDS * 1000,
    WAKE_MS = 100,
    WAKE_NS = WAKE_MS * 1000 * 1000,
    WAKES_PER_CALL = 12 * CALL_MS / WAKE_MS
};

static const int stops[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

/* Where the child was when the parent last woke up. */
struct pace {
    uint64_t calls;
    int64_t cpu_ms; /* when it was first seen in that call */
    int wakes;
};

struct watch *child_share(void)
{
    struct watch *watch = mmap(NULL, sizeof(*watch), PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return watch != MAP_FAILED ? watch : NULL;
}

void child_unshare(struct watch *watch)
{
    if (watch != NULL)
        munmap(watch, sizeof(*watch));
}

/* Its end, and what asks this process to stop, but for what the caller has it ignore
   (nohup(1)): a blocked signal would be seen even so. */
static void awaited_signals(sigset_t *awaited)
{
    struct sigaction action;

    sigemptyset(awaited);
    sigaddset(awaited, SIGCHLD);
    for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
        if (sigaction(stops[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(awaited, stops[i]);
}

static int64_t cpu_ms_of(pid_t pid)
{
    clockid_t clock;
    struct timespec used;

    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0)
        return 0;
    return (int64_t)used.tv_sec * 1000 + used.tv_nsec / 1000000;
}

static bool is_stuck(struct pace *pace, const struct watch *watch, pid_t pid)
{
    if (watch->act == WATCH_NOTHING || watch->calls != pace->calls) {
        *pace = (struct pace){.calls = watch->calls, .cpu_ms = cpu_ms_of(pid)};
        return false;
    }
    return ++pace->wakes > WAKES_PER_CALL || cpu_ms_of(pid) - pace->cpu_ms > CALL_MS;
}

/* A signal is handed on; a child that does not end by it is killed. */
static void wait_for(struct child *child, struct watch *watch, const sigset_t *awaited)
{
    const struct timespec wake = {.tv_nsec = WAKE_NS};
    struct pace pace = {0};
    int wakes = 0;

    while (waitpid(child->pid, &child->ended, WNOHANG) == 0) {
        int number = sigtimedwait(awaited, NULL, &wake);
        if (number < 0 && errno == EAGAIN)
            progress_draw(watch, ++wakes);
        if (number > 0 && number != SIGCHLD) {
            child->signal = number;
            kill(child->pid, number);
        } else if (number < 0 && errno == EAGAIN &&
                   (child->signal != 0 || is_stuck(&pace, watch, child->pid))) {
            child->stuck = child->signal == 0;
            kill(child->pid, SIGKILL);
        }
    }
    progress_erase(watch);
}

static void die_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(2);
}

bool child_fork(struct child *child, struct watch *watch)
{
    sigset_t awaited, before;
    pid_t parent = getpid();

    *child = (struct child){.pid = -1};
    signal(SIGCHLD, SIG_DFL); /* ignored, a child's end would be lost */
    awaited_signals(&awaited);
    sigprocmask(SIG_BLOCK, &awaited, &before);
    child->pid = fork();
    if (child->pid == 0)
        die_with(parent);
    else if (child->pid > 0)
        wait_for(child, watch, &awaited);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return child->pid == 0;
}

bool child_exited(const struct child *child)
{
    return child->pid > 0 && WIFEXITED(child->ended);
}

int child_status(const struct child *child)
{
    return WEXITSTATUS(child->ended);
}

bool child_was_stopped(const struct child *child)
{
    int number = WIFSIGNALED(child->ended) ? WTERMSIG(child->ended) : 0;

    for (size_t i = 0; i < sizeof(stops) / sizeof(stops[0]); i++)
        if (number == stops[i])
            return true;
    return child->signal != 0 || (number == SIGKILL && !child->stuck);
}

bool child_crashed(const struct child *child)
{
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGSYS};

    for (size_t i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
        if (WIFSIGNALED(child->ended) && WTERMSIG(child->ended) == crashes[i])
            return true;
    return false;
}

const char *child_fate(char fate[CHILD_FATE_BYTES], const struct child *child,
                       const struct watch *watch, say_how *how)
{
    if (child->stuck)
        snprintf(fate, CHILD_FATE_BYTES, how(SAID("did not return for %d seconds")),
                 CALL_SECONDS);
    else if (watch->closed)
        snprintf(fate, CHILD_FATE_BYTES, "%s", how(SAID("closed the program's files")));
    else if (WIFSIGNALED(child->ended))
        snprintf(fate, CHILD_FATE_BYTES, "%s", how(strsignal(WTERMSIG(child->ended))));
    else
        snprintf(fate, CHILD_FATE_BYTES, how(SAID("ended the program (exit status %d)")),
                 WEXITSTATUS(child->ended));
    return fate;
}

void child_follow(const struct child *child)
{
    int number = child->signal != 0 ? child->signal : WTERMSIG(child->ended);

    setrlimit(RLIMIT_CORE, &(struct rlimit){0}); /* the child's own core tells more */
    signal(number, SIG_DFL);
    raise(number);
}
