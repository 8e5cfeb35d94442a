/*
 * sandbox.c - the layers in the order in which one still lets the next be made.
 *
 * What would be read late (zone data, catalogs, system errors) is read before.  Builds
 * with sanitizers and for coverage have no sandbox: their libraries look into /proc and
 * write files when the program ends.
 */
#include "app/sandbox.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/hold.h"
#include "app/landlock.h"
#include "app/syscalls.h"
#include "base/arena.h"
#include "base/say.h"

#if defined(__has_feature) && !defined(SANDBOX_LEFT_OUT) /* clang's way to say it */
#if __has_feature(address_sanitizer)
#define SANDBOX_LEFT_OUT 1
#endif
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(SANDBOX_LEFT_OUT)
enum { IS_LEFT_OUT = true };
#else
enum { IS_LEFT_OUT = false };
#endif

/* Beside what --memory allows, twice: it is what a decoder's window, the patterns, a
   partial and the report may take together at the worst. */
static const uint64_t own_bytes = UINT64_C(4) << 30;

static struct why *one_more(struct sandbox *sandbox)
{
    size_t last = LAYERS_MISSED - 1;
    return &sandbox
                ->missed[sandbox->missed_count < last ? sandbox->missed_count++ : last];
}

void sandbox_open(struct sandbox *sandbox, const struct options *options)
{
    *sandbox = (struct sandbox){.mode = options->sandbox};
    if (sandbox->mode == SANDBOX_OFF || options->verb == VERB_NEW_PLUGIN)
        return;
    bool crowded = options->hold != NULL && options->hold->crowded;
    sandbox->is_active = !IS_LEFT_OUT && !crowded;
    if (IS_LEFT_OUT)
        fail(one_more(sandbox), "no sandbox: this build is made to be looked into");
    else if (crowded)
        fail(one_more(sandbox), "no sandbox: there are more inputs than may be open at "
                                "a time (ulimit -n)");
    else
        privilege_find(&sandbox->privilege);
}

void sandbox_leave_out(struct sandbox *sandbox)
{
    if (sandbox->mode != SANDBOX_OFF)
        fail(one_more(sandbox), "no sandbox: no process could be made for it");
    sandbox->is_active = false;
}

static bool is_enough(const struct sandbox *sandbox, struct why *why)
{
    if (sandbox->mode != SANDBOX_REQUIRE || sandbox->missed_count == 0)
        return true;
    *why = sandbox->missed[0];
    return fail_remedy(why, "--sandbox=auto does with what there is");
}

/* A new user's parent may die unnoticed (prctl(2)). */
static void become_user(struct sandbox *sandbox)
{
    pid_t keeper = getppid();

    sandbox->is_dropped = privilege_drop(&sandbox->privilege);
    if (!sandbox->is_dropped)
        fail_because(one_more(sandbox), strerror(errno),
                     "the sandbox lacks a layer: root cannot become another user");
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != keeper)
        _exit(2);
}

bool sandbox_enter(struct sandbox *sandbox, struct why *why)
{
    if (sandbox->is_active && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        fail_because(one_more(sandbox), strerror(errno),
                     "the sandbox lacks a layer: programs could have more rights");
    if (sandbox->is_active && sandbox->privilege.is_needed)
        become_user(sandbox);
    return is_enough(sandbox, why);
}

static void read_what_comes_late(void)
{
    const time_t now = time(NULL);
    struct tm local;

    tzset();
    localtime_r(&now, &local);
    say(strerror(EIO));
}

static void limit_memory(uint64_t memory_bytes)
{
    struct rlimit room;

    if (getrlimit(RLIMIT_AS, &room) != 0)
        return;
    uint64_t most = own_bytes + 2 * memory_bytes;
    if (room.rlim_cur == RLIM_INFINITY || room.rlim_cur > most)
        room.rlim_cur = most;
    setrlimit(RLIMIT_AS, &room);
}

/* The systemd journal's: they are opened when they are read. */
static size_t folders_of(const struct paths *paths, const char **folders)
{
    size_t count = 0;

    for (size_t i = 0; i < paths->count; i++)
        if (paths->list[i].is_held && paths->list[i].source.journal_folder)
            folders[count++] = paths->list[i].name;
    return count;
}

/* A thread that a plugin's constructor made would stay as it is. */
static bool has_one_thread(void)
{
    struct stat threads;
    return stat("/proc/self/task", &threads) != 0 || threads.st_nlink <= 3;
}

static void shut_files(struct sandbox *sandbox, const char *const *folders, size_t count)
{
    int version = landlock_version();

    if (!has_one_thread())
        fail(one_more(sandbox),
             "the sandbox lacks a layer: a plugin runs a thread of its own");
    else if (version == 0)
        fail(one_more(sandbox), "the sandbox lacks a layer: the kernel has no Landlock");
    else if (landlock_shut(folders, count))
        sandbox->landlock = version;
    else
        fail_because(one_more(sandbox), strerror(errno),
                     "the sandbox lacks a layer: Landlock");
}

static void shut_all(struct sandbox *sandbox, const struct paths *paths)
{
    const char **folders = memory_get(paths->count + 1, sizeof(*folders));
    size_t count = folders_of(paths, folders);

    shut_files(sandbox, folders, count);
    memory_free(folders);
    if (sandbox->is_dropped && !privilege_end(count > 0))
        fail_because(one_more(sandbox), strerror(errno),
                     "the sandbox lacks a layer: root cannot become another user");
    sandbox->syscalls = syscalls_shut(count > 0);
    if (!sandbox->syscalls)
        fail_because(one_more(sandbox), strerror(errno),
                     "the sandbox lacks a layer: a filter of system calls");
}

bool sandbox_shut(struct sandbox *sandbox, const struct options *options, struct why *why)
{
    static const struct paths none;

    if (sandbox->is_active) {
        read_what_comes_late();
        limit_memory(options->memory_bytes);
        shut_all(sandbox, options->hold != NULL ? &options->hold->paths : &none);
    }
    return is_enough(sandbox, why);
}
