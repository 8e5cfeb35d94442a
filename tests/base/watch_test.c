/*
 * watch_test.c - the note says who runs and where, and nothing once it returned; a closed
 * descriptor ends the process while the culprit still stands in it.
 */
#include "base/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <criterion/criterion.h>

static struct watch *watch_get(void)
{
    struct watch *watch = mmap(NULL, sizeof(*watch), PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    cr_assert_neq(watch, MAP_FAILED);
    watch_reset(watch);
    return watch;
}

Test(watch, notes_who_runs_and_where)
{
    struct watch *watch = watch_get();

    watch_plugin(watch, 3, "/a/evil.so");
    watch_input(watch, "mail.log", STDIN_FILENO);
    watch_line(watch, 120);
    watch_begin(watch, WATCH_PARSE, 3);
    cr_expect_eq(watch->act, WATCH_PARSE);
    cr_expect_eq(watch->calls, 1);
    cr_expect_eq(watch->line, 120);
    cr_expect_str_eq(watch->plugins[watch->plugin], "/a/evil.so");
    cr_expect_str_eq(watch->input, "mail.log");
    watch_end(watch);
    cr_expect_eq(watch->act, WATCH_NOTHING);
    watch_input(watch, "other.log", -1);
    cr_expect_eq(watch->line, 0, "no line of it is read");
    watch->consumed = watch->through = true;
    watch_reset(watch);
    cr_expect(watch->calls == 0 && !watch->consumed && !watch->through);
    munmap(watch, sizeof(*watch));
}

Test(watch, nobody_watches)
{
    watch_plugin(NULL, 0, "a.so");
    watch_input(NULL, "mail.log", 0);
    watch_input_end(NULL);
    watch_line(NULL, 1);
    watch_begin(NULL, WATCH_LOAD, 0);
    watch_end(NULL);
    watch_files(NULL);
    cr_expect_null(watch_fault_of(NULL, "a.so"));
}

Test(watch, long_paths_are_cut)
{
    struct watch *watch = watch_get();
    char *path = malloc(3 * WATCH_PATH_BYTES);

    memset(path, 'x', 3 * WATCH_PATH_BYTES - 1);
    path[3 * WATCH_PATH_BYTES - 1] = '\0';
    watch_plugin(watch, 0, path);
    watch_plugin(watch, WATCH_PLUGINS, path);
    cr_expect_eq(strlen(watch->plugins[0]), WATCH_PATH_BYTES - 1);
    memcpy(watch->faults[0].plugin, watch->plugins[0], WATCH_PATH_BYTES);
    watch->fault_count = 1;
    cr_expect_eq(watch_fault_of(watch, path), &watch->faults[0]);
    cr_expect_null(watch_fault_of(watch, "x"));
    free(path);
    munmap(watch, sizeof(*watch));
}

Test(watch, the_last_fault_counts)
{
    struct watch *watch = watch_get();
    static const char *const plugins[] = {"a.so", "b.so", "a.so"};

    for (size_t i = 0; i < 3; i++)
        memcpy(watch->faults[i].plugin, plugins[i], sizeof("a.so"));
    watch->fault_count = 3;
    watch_reset(watch);
    cr_expect_eq(watch_fault_of(watch, "a.so"), &watch->faults[2]);
    cr_expect_eq(watch_fault_of(watch, "b.so"), &watch->faults[1]);
    cr_expect_null(watch_fault_of(watch, "c.so"));
    munmap(watch, sizeof(*watch));
}

/* Closes what is watched within a call; the exit status, 77 when the call returned. */
static int closing(struct watch *watch, bool careful, int file)
{
    int ended = 0;
    pid_t child = fork();

    if (child == 0) {
        watch->careful = careful;
        watch_input(watch, "mail.log", file);
        watch_begin(watch, WATCH_CLASSIFY, 0);
        close(file);
        watch_end(watch);
        _exit(77);
    }
    cr_assert_eq(waitpid(child, &ended, 0), child);
    return WEXITSTATUS(ended);
}

Test(watch, closed_descriptors)
{
    struct watch *watch = watch_get();
    int file = dup(STDERR_FILENO);

    cr_expect_eq(closing(watch, true, file), 2);
    cr_expect(watch->closed && watch->act == WATCH_CLASSIFY, "seen within the call");
    watch_reset(watch);
    cr_expect_eq(closing(watch, false, file), 77);
    cr_expect(!watch->closed && watch->act == WATCH_NOTHING, "not looked at");
    cr_expect_eq(closing(watch, true, -1), 77, "nothing is watched");
    close(file);
    munmap(watch, sizeof(*watch));
}
