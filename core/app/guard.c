/*
 * guard.c - who ended the child, and whether the work can be done again without them.
 *
 * While plugins are loaded and inputs read, standard output leads to /dev/null, and what
 * a plugin put into stdio's buffer is dropped: printf() in a plugin must not stand in the
 * report.  Standard error stays: what an assert() of a plugin or a sanitizer has to say
 * belongs there.
 */
#include "app/guard.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/message.h"
#include "app/progress.h"
#include "app/run.h"
#include "base/arena.h"
#include "base/number.h"
#include "base/say.h"

enum { FIRST_HIDDEN = 10, WHERE_BYTES = WATCH_PATH_BYTES + 64 };

/* ---- in the child */

static void hide_output(struct guard *guard)
{
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

    guard->output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, FIRST_HIDDEN);
    if (guard->output >= 0 && null >= 0)
        dup2(null, STDOUT_FILENO);
    if (null >= 0)
        close(null);
    guard->watch->files[0] = guard->output;
}

void guard_speak(struct guard *guard)
{
    if (guard->watch == NULL)
        return;
    progress_end(guard->watch);
    watch_files(guard->watch);
    guard->watch->files[0] = guard->watch->files[1] = -1;
    guard->watch->speaking = true;
    if (guard->output < 0)
        return;
    fflush(stdout);
    if (dup2(guard->output, STDOUT_FILENO) < 0)
        close(STDOUT_FILENO); /* what is written must fail, not go to /dev/null */
    close(guard->output);
    guard->output = -1;
}

void guard_through(struct guard *guard)
{
    if (guard->watch != NULL)
        guard->watch->through = true;
}

/* ---- in the parent */

/* "while it read line 120 of mail.log" */
static void tell_where(char where[WHERE_BYTES], const struct watch *watch, say_how *how)
{
    bool probes = watch->act == WATCH_PROBE;
    char number[GROUPED_BYTES], input[WATCH_PATH_BYTES];

    watch_copy(input, watch->input);
    if (watch->act == WATCH_LOAD)
        snprintf(where, WHERE_BYTES, "%s", how(SAID("while it was loaded")));
    else if (watch->act == WATCH_UNLOAD)
        snprintf(where, WHERE_BYTES, "%s", how(SAID("while it was unloaded")));
    else if (input[0] == '\0')
        snprintf(where, WHERE_BYTES, "%s", how(SAID("while it was asked")));
    else if (watch->line == 0)
        snprintf(where, WHERE_BYTES,
                 how(probes ? SAID("while it looked at %s") : SAID("while it read %s")),
                 input);
    else
        snprintf(where, WHERE_BYTES,
                 how(probes ? SAID("while it looked at line %s of %s")
                            : SAID("while it read line %s of %s")),
                 number_grouped(number, watch->line), input);
}

static const char *consequence(const struct watch *watch)
{
    if (watch->act == WATCH_LOAD)
        return SAID("it is left out");
    if (watch->act == WATCH_UNLOAD)
        return SAID("the report is whole");
    if (watch->speaking)
        return SAID("the answer is not whole");
    if (watch->consumed)
        return SAID("what came through a pipe cannot be read again without it");
    return SAID("its callbacks are not used in this run");
}

static const struct watch_fault *note_fault(struct guard *guard)
{
    struct watch_fault *fault = &guard->faults[guard->fault_count++];
    const struct child *child = &guard->child;
    struct watch *watch = guard->watch;
    char where[WHERE_BYTES], fate[CHILD_FATE_BYTES];

    watch_copy(fault->plugin, watch->plugins[watch->plugin % WATCH_PLUGINS]);
    fault->act = (enum watch_act)watch->act;
    tell_where(where, watch, say_english);
    fail(&fault->why, "%s: %s %s; %s", fault->plugin,
         child_fate(fate, child, watch, say_english), where, consequence(watch));
    tell_where(where, watch, say);
    fail_told(&fault->why, "%s: %s %s; %s", fault->plugin,
              child_fate(fate, child, watch, say), where, say(consequence(watch)));
    if (watch->consumed && !watch->speaking)
        fail_remedy(&fault->why, "save it to a file, and smtplogscan FILE");
    return fault;
}

/* Done again, unless output has begun or what was read is gone.  A plugin that cannot be
   loaded is told by the next child, as every plugin that is refused. */
static bool is_over_by_plugin(struct guard *guard, int *status)
{
    const struct watch *watch = guard->watch;
    const struct watch_fault *fault = note_fault(guard);

    *status = watch->through ? EXIT_INCOMPLETE : EXIT_NO_REPORT;
    bool over = watch->speaking || watch->consumed || guard->fault_count == WATCH_FAULTS;
    if (over || (fault->act != WATCH_LOAD && !guard->quiet))
        message_print(&fault->why);
    return over;
}

/* Somebody closed descriptors, and it was not seen who: the next child looks closely. */
static bool is_over_by_closing(struct watch *watch, int *status)
{
    struct why why;

    if (!watch->careful && !watch->consumed) {
        watch->careful = true;
        return false;
    }
    fail(&why, "a plugin closed the program's files: what was read is not whole");
    fail_remedy(&why, "smtplogscan --check-plugin FILE.so with each of --list-plugins");
    message_print(&why);
    *status = EXIT_NO_REPORT;
    return true;
}

/* A child that ended by itself said why, unless somebody called exit(0) behind its back.
 */
static int status_of(const struct watch *watch, const struct child *child)
{
    struct why why;
    int status = child_status(child);

    if (watch->through || status != EXIT_OK)
        return status;
    fail(&why, "the program was ended before its report was written");
    message_print(&why);
    return EXIT_NO_REPORT;
}

/* In a log nobody looks at, a signal's number says nothing. */
static void tell_crash(const struct watch *watch, const struct child *child)
{
    char fate[CHILD_FATE_BYTES];
    struct why why;

    fail(&why,
         "the program failed (%s): no memory, or a mistake in it; no report is made",
         child_fate(fate, child, watch, say_english));
    fail_told(&why,
              "the program failed (%s): no memory, or a mistake in it; no report is made",
              child_fate(fate, child, watch, say));
    message_print(&why);
}

static bool is_over(struct guard *guard, int *status)
{
    struct watch *watch = guard->watch;
    const struct child *child = &guard->child;

    *status = EXIT_NO_REPORT;
    guard->follows = child_was_stopped(child);
    if (guard->follows)
        return true;
    if (watch->act != WATCH_NOTHING)
        return is_over_by_plugin(guard, status);
    if (watch->closed)
        return is_over_by_closing(watch, status);
    if (child_exited(child))
        *status = status_of(watch, child);
    else if (child_crashed(child))
        tell_crash(watch, child);
    else
        guard->follows = true;
    return true;
}

/* The next worker is told what those before it ended by. */
static void tell_faults(struct guard *guard)
{
    watch_reset(guard->watch);
    guard->watch->fault_count = guard->fault_count;
    memcpy(guard->watch->faults, guard->faults,
           guard->fault_count * sizeof(*guard->faults));
}

bool guard_open(struct guard *guard, const struct options *options, int *status)
{
    *guard =
        (struct guard){.watch = child_share(), .output = -1, .quiet = options->quiet};
    sandbox_open(&guard->sandbox, options);
    if (guard->watch == NULL) {
        sandbox_leave_out(&guard->sandbox);
        return true;
    }
    guard->faults = memory_get(WATCH_FAULTS, sizeof(*guard->faults));
    guard->watch->shows_progress = progress_is_wanted(options);
    do {
        tell_faults(guard);
        if (child_fork(&guard->child, guard->watch)) {
            guard->is_worker = true;
            hide_output(guard);
            return true;
        }
        if (guard->child.pid < 0 && guard->fault_count == 0) {
            guard_close(guard);
            sandbox_leave_out(&guard->sandbox);
            return true;
        }
    } while (!is_over(guard, status));
    return false;
}

void guard_close(struct guard *guard)
{
    child_unshare(guard->watch);
    memory_free(guard->faults);
    guard->watch = NULL;
    guard->faults = NULL;
}

void guard_follow(const struct guard *guard)
{
    if (guard->follows)
        child_follow(&guard->child);
}

bool guard_got_through(const struct guard *guard)
{
    return guard->watch == NULL || guard->watch->through;
}
