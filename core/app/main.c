/*
 * main.c - reads the command line and hands over to whoever answers.
 */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/answers.h"
#include "app/check.h"
#include "app/classify.h"
#include "app/completion.h"
#include "app/descriptors.h"
#include "app/evidence.h"
#include "app/guard.h"
#include "app/help.h"
#include "app/hold.h"
#include "app/language.h"
#include "app/mail.h"
#include "app/message.h"
#include "app/new_plugin.h"
#include "app/options.h"
#include "app/outputs.h"
#include "app/print_config.h"
#include "app/providers.h"
#include "app/run.h"
#include "app/sandbox.h"
#include "app/trace.h"
#include "app/trial.h"
#include "app/usage.h"
#include "app/verbose.h"
#include "base/arena.h"

/* "zcat mail.log.gz | smtplogscan": a pipe or a file stands at standard input. */
static bool input_is_piped(void)
{
    struct stat status;

    return fstat(STDIN_FILENO, &status) == 0 &&
           (S_ISFIFO(status.st_mode) || S_ISREG(status.st_mode));
}

/* Without FILE nothing is read in silence: a person is shown what there is. */
static int show_usage(void)
{
    usage_print(stderr, "");
    return EXIT_NO_REPORT;
}

static bool is_help(enum verb verb)
{
    return verb == VERB_HELP || verb == VERB_HELP_SHORT || verb == VERB_VERSION;
}

/* What says nothing by itself must stand beside what it belongs to. */
static bool check_company(const struct options *options, struct why *why)
{
    bool report = options->verb == VERB_REPORT || options->verb == VERB_PRINT_CONFIG;

    if (!report && options_filter(options) != NULL)
        return fail(why, "--provider, --sender, --recipient-domain, --cause and --status "
                         "belong to a report");
    if (!report && options->grouping != BY_NOTHING)
        return fail(why, "--group-by belongs to a report");
    if (!report && options->redact)
        return fail(why, "--redact belongs to a report: every other answer holds what "
                         "the log says, word for word");
    if (!report && options->state != NULL)
        return fail(why, "--state belongs to a report");
    if (options->state == NULL && options->state_readonly)
        return fail(why, "--state-readonly belongs to --state FILE");
    if (!report && options->check && !is_help(options->verb))
        return fail(why, "--check belongs to a report");
    if (!options->check && options->warnings.count + options->criticals.count > 0)
        return fail(why, "--warning and --critical belong to --check");
    if (options->in_c && options->verb != VERB_NEW_PLUGIN)
        return fail(why, "--c belongs to --new-plugin NAME");
    if (options->verb == VERB_NEW_PLUGIN && options_name_inputs(options))
        return fail(why, "--new-plugin takes one NAME and reads no file");
    return true;
}

/* What was printed must have arrived: a full disk is no success. */
static int flush_output(int status)
{
    struct why why;

    if ((fflush(stdout) == 0 && !ferror(stdout)) || status == EXIT_NO_REPORT)
        return status;
    fail(&why, "standard output: could not be written whole");
    message_print(&why);
    return EXIT_NO_REPORT;
}

/* What a plugin that was refused knows is missing from an answer, too. */
static int answered(int status, size_t refused)
{
    return status == EXIT_OK && refused > 0 ? EXIT_INCOMPLETE : status;
}

static int with_book(const struct options *options, const struct book *book,
                     size_t refused, struct guard *guard)
{
    if (options->verb == VERB_REPORT)
        return run_report(options, book, refused, guard);
    if (options->verb == VERB_TRACE)
        return trace(options, book, refused, guard, (int64_t)time(NULL));
    if (options->verb == VERB_EVIDENCE)
        return evidence(options, book, refused, guard, (int64_t)time(NULL));
    guard_speak(guard);
    switch (options->verb) {
    case VERB_LIST_PLUGINS:
        return answered(answer_plugins(book), refused);
    case VERB_LIST_CAUSES:
        return answered(answer_causes(book), refused);
    case VERB_EXPLAIN:
        return answered(answer_explain(book, options->subject, options->language),
                        refused);
    case VERB_COMPLETION:
        return completion_print(book, options->subject);
    case VERB_NEW_PLUGIN:
        return new_plugin(book, options);
    default:
        return answered(classify(book, options), refused);
    }
}

/* Once the plugins are loaded nothing but what is open already is needed. */
static int shut_in(const struct options *options, const struct book *book, size_t refused,
                   struct guard *guard)
{
    struct why why;

    if (sandbox_shut(&guard->sandbox, options, &why)) {
        verbose_sandbox(options, &guard->sandbox);
        return with_book(options, book, refused, guard);
    }
    message_print(&why);
    return EXIT_NO_REPORT;
}

static int with_providers(const struct options *options, struct guard *guard)
{
    struct book book;
    struct why why;
    size_t refused;
    int status = EXIT_NO_REPORT;

    book_open(&book, guard->watch);
    if (sandbox_enter(&guard->sandbox, &why) &&
        providers_load(&book, options, &refused, &why)) {
        verbose_loaded(options, &book);
        status = shut_in(options, &book, refused, guard);
    } else {
        message_print(&why);
    }
    status = flush_output(status);
    guard_through(guard);
    book_close(&book);
    return status;
}

/* Plugins' code runs in a worker; what the worker has made is put in place here. */
static int guarded(struct options *options)
{
    struct hold hold;
    struct guard guard = {0};
    int status = EXIT_OK;

    options->hold = &hold;
    if (hold_open(&hold, options, (int64_t)time(NULL), &status)) {
        if (guard_open(&guard, options, &status))
            status = with_providers(options, &guard);
        if (!guard.is_worker && guard_got_through(&guard))
            status = hold_deliver(&hold, options, status);
    }
    if (guard.is_worker)
        hold_forget(&hold);
    else
        hold_close(&hold);
    options->hold = NULL;
    guard_close(&guard);
    guard_follow(&guard);
    return status;
}

static int answer(struct options *options)
{
    bool reads = options->verb == VERB_REPORT || options->verb == VERB_TRACE ||
                 options->verb == VERB_EVIDENCE;

    if (reads && !options_name_inputs(options) && input_is_piped())
        words_add(&options->inputs, "-");
    switch (options->verb) {
    case VERB_HELP:
        help_print(stdout);
        return EXIT_OK;
    case VERB_HELP_SHORT:
        help_print_short(stdout);
        return EXIT_OK;
    case VERB_VERSION:
        puts("smtplogscan " PROGRAM_VERSION);
        return EXIT_OK;
    case VERB_PRINT_CONFIG:
        print_config(stdout, options);
        return EXIT_OK;
    case VERB_CHECK_PLUGIN:
        return trial_answer(options);
    case VERB_REPORT:
    case VERB_TRACE:
    case VERB_EVIDENCE:
        return options_name_inputs(options) ? guarded(options) : show_usage();
    default:
        return guarded(options);
    }
}

/* A configuration file may name the language, too. */
static int speak_and_answer(struct options *options)
{
    language_speak(options->language);
    return flush_output(answer(options));
}

int main(int argc, char **argv)
{
    struct options options;
    struct why why;
    int status = EXIT_NO_REPORT;
    const pid_t started = getpid(); /* a child comes back to here, too */

    descriptors_fill();
    errno = 0;
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL && errno == ENOMEM)
        memory_exhausted();
    language_speak(language_wanted(argc, argv));
    if (!options_read(&options, argc, argv, &why) || !check_company(&options, &why) ||
        !outputs_check(&options, &why) || !mail_check(&options, &why))
        message_print(&why);
    else
        status = speak_and_answer(&options);
    if (getpid() == started && !is_help(options.verb) && check_is_asked(argc, argv))
        status = flush_output(check_end(status));
    options_close(&options);
    return status;
}
