/*
 * trial.c - one child, with limits, for each question that is put to a plugin.
 *
 * What a plugin prints goes into a file of its own: it should print nothing.
 */
#include "app/trial.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/check_rules.h"
#include "app/child.h"
#include "app/message.h"
#include "app/questions.h"
#include "app/run.h"
#include "app/sandbox.h"
#include "app/verbose.h"
#include "app/verdict.h"
#include "base/arena.h"
#include "base/say.h"

enum { CPU_SECONDS = 20, ROOM_BYTES = 1 << 30, HIDDEN_FROM = 10 };

enum answer { ANSWER_SOUND, ANSWER_FAULTY, ANSWER_REFUSED, ANSWER_NONE };

/* ---- in the child */

static void set_limit(__rlimit_resource_t what, rlim_t most)
{
    setrlimit(what, &(struct rlimit){most, most});
}

static void set_limits(void)
{
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_CPU, CPU_SECONDS);
#ifndef __SANITIZE_ADDRESS__ /* it reserves far more than it uses */
    set_limit(RLIMIT_AS, ROOM_BYTES);
#endif
}

static void check_output(struct trial *trial, off_t before)
{
    struct why why;

    fflush(stdout);
    if (lseek(STDOUT_FILENO, 0, SEEK_CUR) <= before)
        return;
    fail(&why, "%s: prints on standard output", trial->path);
    questions_fault(trial, &why);
}

static const struct why *not_asked(const struct trial *trial, struct why *why)
{
    fail_because(why, strerror(errno), "%s: no process could be made to check it",
                 trial->path);
    return why;
}

/* The child's own end; exit() in a plugin is another. */
static _Noreturn void leave(struct trial *trial, enum answer answer)
{
    fflush(trial->out); /* all there are, when it is NULL */
    trial->watch->through = true;
    _exit((int)answer);
}

/* A layer of the sandbox is missing and required. */
static _Noreturn void give_up(struct trial *trial, const struct why *why)
{
    message_print(why);
    leave(trial, ANSWER_NONE);
}

/* Standard output becomes a file in memory. */
static void hide_output(struct trial *trial)
{
    struct why why;
    int kept = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, HIDDEN_FROM);
    int file = memfd_create("output", MFD_CLOEXEC);

    trial->out = kept >= 0 ? fdopen(kept, "w") : NULL;
    if (trial->out == NULL || file < 0 || dup2(file, STDOUT_FILENO) < 0)
        give_up(trial, not_asked(trial, &why));
    setvbuf(trial->out, NULL, _IOLBF, 0); /* a fault that was found is not lost */
    trial->watch->files[0] = kept;
    trial->watch->careful = true;
}

static void load(struct trial *trial, struct arena *arena)
{
    struct why why;

    if (!sandbox_enter(&trial->sandbox, &why))
        give_up(trial, &why);
    watch_begin(trial->watch, WATCH_LOAD, 0);
    bool loaded = plugin_open(&trial->plugin, arena, trial->path, &why);
    watch_end(trial->watch);
    if (loaded && !sandbox_shut(&trial->sandbox, trial->options, &why))
        give_up(trial, &why);
    if (loaded)
        return;
    verdict_print(trial->out, VERDICT_REFUSED);
    fprintf(trial->out, "%s\n", why.told);
    leave(trial, ANSWER_REFUSED);
}

static _Noreturn void ask(struct trial *trial, size_t question)
{
    struct arena arena;

    set_limits();
    hide_output(trial);
    arena_open(&arena);
    load(trial, &arena);
    if (question == 0)
        verbose_sandbox(trial->options, &trial->sandbox);
    fflush(stdout);
    off_t before = question == 0 ? 0 : lseek(STDOUT_FILENO, 0, SEEK_CUR);
    question_ask(trial, question);
    if (question == 0) {
        watch_begin(trial->watch, WATCH_UNLOAD, 0);
        plugin_close(&trial->plugin);
        watch_end(trial->watch);
    }
    check_output(trial, before);
    leave(trial, trial->faults > 0 ? ANSWER_FAULTY : ANSWER_SOUND);
}

static _Noreturn void tell_verdict(struct trial *trial)
{
    const sls_plugin *info = &trial->plugin.info;
    struct arena arena;

    hide_output(trial);
    arena_open(&arena);
    load(trial, &arena);
    verdict_print(trial->out, trial->faults == 0 ? VERDICT_OK : VERDICT_FAULTY);
    fprintf(trial->out,
            say_many("%s %s, ABI %u.%u, %zu rule", "%s %s, ABI %u.%u, %zu rules",
                     info->rule_count),
            info->name, info->version, info->abi_major, info->abi_minor,
            info->rule_count);
    fputc('\n', trial->out);
    leave(trial, ANSWER_SOUND);
}

static _Noreturn void ask_rules(struct trial *trial)
{
    struct why why;

    set_limits();
    trial->out = stdout;
    if (!sandbox_enter(&trial->sandbox, &why))
        give_up(trial, &why);
    leave(trial,
          check_rules(trial->options, trial->path) > 0 ? ANSWER_FAULTY : ANSWER_SOUND);
}

/* ---- in the parent */

/* A child that did not come to its end found the plugin's worst fault. */
static void print_fate(const struct trial *trial, const struct child *child,
                       const char *while_what)
{
    char fate[CHILD_FATE_BYTES];

    child_fate(fate, child, trial->watch, say);
    verdict_print(stdout, VERDICT_FAULT);
    /* SAID: path, what became of it, while what was done */
    printf(say("%s: %s %s"), trial->path, fate, while_what);
    putchar('\n');
}

static void print_fate_of_question(const struct trial *trial, const struct child *child,
                                   size_t question)
{
    char words[QUESTION_BYTES];

    question_words(words, question);
    if (trial->watch->act == WATCH_LOAD)
        snprintf(words, sizeof(words), "%s", say("while it was loaded"));
    else if (trial->watch->act == WATCH_UNLOAD)
        snprintf(words, sizeof(words), "%s", say("while it was unloaded"));
    print_fate(trial, child, words);
}

/* True in the child.  In the parent *ended tells whether it came to its end. */
static bool fork_for(struct trial *trial, struct child *child, bool *ended)
{
    struct why why;

    watch_reset(trial->watch);
    fflush(stdout);
    if (child_fork(child, trial->watch))
        return true;
    if (child->pid < 0) {
        message_print(not_asked(trial, &why));
        trial->given_up = true;
    } else if (child_was_stopped(child)) {
        child_follow(child);
    }
    *ended = child_exited(child) && trial->watch->through;
    trial->given_up |= *ended && child_status(child) == ANSWER_NONE;
    return false;
}

/* False when there is no use in asking on. */
static bool put_question(struct trial *trial, size_t question)
{
    struct child child;
    bool ended;

    if (fork_for(trial, &child, &ended))
        ask(trial, question);
    if (trial->given_up)
        return false;
    if (!ended)
        print_fate_of_question(trial, &child, question);
    trial->faults += !ended || child_status(&child) != ANSWER_SOUND;
    return ended ? child_status(&child) <= ANSWER_FAULTY
                 : trial->watch->act != WATCH_LOAD;
}

static void try_plugin(struct trial *trial)
{
    struct child child;
    bool ended;

    for (size_t i = 0; i < question_count;) {
        size_t faults = trial->faults;
        if (!put_question(trial, i))
            return;
        i = trial->faults == faults ? i + 1 : question_after(i);
    }
    if (fork_for(trial, &child, &ended))
        tell_verdict(trial);
}

static void try_rules(struct trial *trial)
{
    struct child child;
    bool ended;

    if (fork_for(trial, &child, &ended))
        ask_rules(trial);
    /* Nobody else's code ran: it ended for want of memory, and said so. */
    trial->given_up |= !ended && child_exited(&child);
    if (trial->given_up)
        return;
    if (!ended)
        print_fate(trial, &child, say("while it was asked"));
    trial->faults = !ended || child_status(&child) != ANSWER_SOUND;
}

/* The worse of two exit statuses. */
static int try_file(const struct options *options, const char *path, struct watch *watch,
                    int status)
{
    struct trial trial = {.path = path, .options = options, .watch = watch};

    sandbox_open(&trial.sandbox, options);
    if (check_rules_is_for(path))
        try_rules(&trial);
    else
        try_plugin(&trial);
    if (trial.given_up)
        return EXIT_NO_REPORT;
    return trial.faults > 0 ? EXIT_NOT_ACCEPTED : status;
}

int trial_answer(const struct options *options)
{
    struct watch *watch = child_share();
    struct why why;
    int status = EXIT_OK;

    if (watch == NULL || options->inputs.count == 0) {
        if (watch == NULL)
            fail(&why, "out of memory");
        else
            fail(&why, "no plugin file after \"--check-plugin\"");
        message_print(&why);
        child_unshare(watch);
        return EXIT_NO_REPORT;
    }
    for (size_t i = 0; i < options->inputs.count && status != EXIT_NO_REPORT; i++)
        status = try_file(options, options->inputs.list[i], watch, status);
    child_unshare(watch);
    return status;
}
