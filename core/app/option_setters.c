/*
 * option_setters.c - from an option's argument to its field.
 */
#include "app/option_setters.h"

#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "app/arguments.h"
#include "app/values.h"

static void *field_of(struct options *options, const struct option_row *row)
{
    return (char *)options + row->field;
}

bool set_text(struct options *options, const struct option_row *row, const char *argument,
              struct why *why)
{
    (void)why;
    *(const char **)field_of(options, row) = argument;
    return true;
}

bool set_words(struct options *options, const struct option_row *row,
               const char *argument, struct why *why)
{
    (void)why;
    words_add(field_of(options, row), argument);
    return true;
}

bool set_flag(struct options *options, const struct option_row *row, const char *argument,
              struct why *why)
{
    (void)argument;
    (void)why;
    return *(bool *)field_of(options, row) = true;
}

static const char *name_of_verb(enum verb verb)
{
    size_t i = 0;

    while (option_rows[i].verb != (int)verb)
        i++;
    return option_rows[i].name;
}

bool set_verb(struct options *options, const struct option_row *row, const char *argument,
              struct why *why)
{
    if (options->verb == VERB_HELP || options->verb == VERB_HELP_SHORT)
        return true;
    if (options->verb != VERB_REPORT && options->verb != (enum verb)row->verb)
        return fail(why, "--%s and --%s ask for two answers: one at a time",
                    name_of_verb(options->verb), row->name);
    options->verb = (enum verb)row->verb;
    options->subject = argument;
    return true;
}

/* Whoever asks for help gets it, whatever else is asked for. */
bool set_help(struct options *options, const struct option_row *row, const char *argument,
              struct why *why)
{
    (void)row;
    (void)why;
    options->verb = argument != NULL ? VERB_HELP_SHORT : VERB_HELP;
    return true;
}

/* What is said last holds. */
bool set_loudness(struct options *options, const struct option_row *row,
                  const char *argument, struct why *why)
{
    options->quiet = options->verbose = false;
    return set_flag(options, row, argument, why);
}

bool set_completion(struct options *options, const struct option_row *row,
                    const char *argument, struct why *why)
{
    size_t number;

    return value_word(row->name, argument, words_of_shell, &number, why) &&
           set_verb(options, row, argument, why);
}

/* Here only whether it is a time at all: the zone is that of the log. */
bool set_time(struct options *options, const struct option_row *row, const char *argument,
              struct why *why)
{
    return value_time(row->name, argument, why) && set_text(options, row, argument, why);
}

bool set_top(struct options *options, const struct option_row *row, const char *argument,
             struct why *why)
{
    uint64_t number;
    if (!value_number(row->name, argument, 0, 1000000, &number, why))
        return false;
    options->top = (size_t)number;
    return true;
}

bool set_width(struct options *options, const struct option_row *row,
               const char *argument, struct why *why)
{
    uint64_t number;
    if (!value_number(row->name, argument, 60, 200, &number, why))
        return false;
    options->width = (size_t)number;
    return true;
}

bool set_when(struct options *options, const struct option_row *row, const char *argument,
              struct why *why)
{
    size_t number;
    if (!value_word(row->name, argument, words_of_when, &number, why))
        return false;
    *(enum when *)field_of(options, row) = (enum when)number;
    return true;
}

bool set_sandbox(struct options *options, const struct option_row *row,
                 const char *argument, struct why *why)
{
    size_t number;
    if (!value_word(row->name, argument, words_of_sandbox, &number, why))
        return false;
    options->sandbox = (enum sandbox_mode)number;
    return true;
}

bool set_grouping(struct options *options, const struct option_row *row,
                  const char *argument, struct why *why)
{
    size_t number;
    if (!value_word(row->name, argument, words_of_grouping, &number, why))
        return false;
    options->grouping = (enum grouping)(BY_CAUSE + number);
    return true;
}

bool set_year(struct options *options, const struct option_row *row, const char *argument,
              struct why *why)
{
    uint64_t number;
    if (!value_number(row->name, argument, 1970, 9999, &number, why))
        return false;
    options->year = (int)number;
    return true;
}

bool set_zone(struct options *options, const struct option_row *row, const char *argument,
              struct why *why)
{
    return value_zone(row->name, argument, &options->zone, why);
}

bool set_language(struct options *options, const struct option_row *row,
                  const char *argument, struct why *why)
{
    return value_language(row->name, argument, &options->language, why);
}

bool set_memory(struct options *options, const struct option_row *row,
                const char *argument, struct why *why)
{
    return value_size(row->name, argument, &options->memory_bytes, why);
}

/* As many as there are cores for this process to run on. */
static size_t threads_at_hand(void)
{
    cpu_set_t cores;

    return sched_getaffinity(0, sizeof(cores), &cores) == 0 ? (size_t)CPU_COUNT(&cores)
                                                            : 1;
}

bool set_threads(struct options *options, const struct option_row *row,
                 const char *argument, struct why *why)
{
    uint64_t number;

    if (strcmp(argument, "auto") == 0) {
        options->threads = threads_at_hand();
        return true;
    }
    if (!value_number(row->name, argument, 1, 1024, &number, why))
        return false;
    options->threads = (size_t)number;
    return true;
}

/* Where journald keeps its files; the second when nothing is kept over a reboot. */
bool set_journal(struct options *options, const struct option_row *row,
                 const char *argument, struct why *why)
{
    (void)row;
    (void)why;
    if (argument == NULL)
        argument = access("/var/log/journal", F_OK) == 0 ? "/var/log/journal"
                                                         : "/run/log/journal";
    words_add(&options->inputs, argument);
    return true;
}
