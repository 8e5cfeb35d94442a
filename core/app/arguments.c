/*
 * arguments.c - the words that the help puts for arguments, and what may stand there.
 */
#include "app/arguments.h"

#include <string.h>

#include "app/values.h"
#include "base/view.h"
#include "parse/format.h"
#include "write/report.h"

const char *const words_of_when[] = {"auto", "always", "never", NULL};
const char *const words_of_sandbox[] = {"auto", "require", "off", NULL};
const char *const words_of_language[] = {"en", "ko", NULL};
const char *const words_of_shell[] = {"bash", "zsh", "fish", NULL};
const char *const words_of_grouping[] = {
    "cause", "sender", "provider", "recipient-domain", "host", NULL};

static const char *const words_of_status[] = {"accepted", "delayed", "failed", NULL};

static const char *format_word(size_t number)
{
    return report_formats[number] != NULL ? report_formats[number]->name : NULL;
}

static const char *log_format_word(size_t number)
{
    return number < format_mta_count ? format_mtas[number]->name : NULL;
}

static const struct argument {
    const char *word;
    enum argument_kind kind;
    const char *const *words;         /* of a list that never changes, or */
    const char *(*at)(size_t number); /* of a table */
} arguments[] = {
    {.word = "FILE", .kind = ARGUMENT_FILE},
    {.word = "LIST", .kind = ARGUMENT_FILE},
    {.word = "FOLDER", .kind = ARGUMENT_FOLDER},
    {.word = "[=DIR]", .kind = ARGUMENT_FOLDER},
    {.word = "PROVIDER", .kind = ARGUMENT_PROVIDER},
    {.word = "CAUSE", .kind = ARGUMENT_CAUSE},
    {.word = "TOPIC", .kind = ARGUMENT_TOPIC},
    {.word = "WHEN", .kind = ARGUMENT_WORDS, .words = words_of_when},
    {.word = "HOW-FAR", .kind = ARGUMENT_WORDS, .words = words_of_sandbox},
    {.word = "LANGUAGE", .kind = ARGUMENT_WORDS, .words = words_of_language},
    {.word = "SHELL", .kind = ARGUMENT_WORDS, .words = words_of_shell},
    {.word = "GROUPING", .kind = ARGUMENT_WORDS, .words = words_of_grouping},
    {.word = "STATUS", .kind = ARGUMENT_WORDS, .words = words_of_status},
    {.word = "FORMAT", .kind = ARGUMENT_WORDS, .at = format_word},
    {.word = "LOG-FORMAT", .kind = ARGUMENT_WORDS, .at = log_format_word},
};

static const struct argument *argument_of(const struct option_row *row)
{
    for (size_t i = 0; i < SLS_COUNT(arguments) && row->argument != NULL; i++)
        if (strcmp(row->argument, arguments[i].word) == 0)
            return &arguments[i];
    return NULL;
}

enum argument_kind argument_kind_of(const struct option_row *row)
{
    const struct argument *argument = argument_of(row);

    if (argument != NULL)
        return argument->kind;
    return row->argument != NULL ? ARGUMENT_TEXT : ARGUMENT_NONE;
}

const char *argument_word(const struct option_row *row, size_t number)
{
    const struct argument *argument = argument_of(row);

    if (argument == NULL || argument->kind != ARGUMENT_WORDS)
        return NULL;
    return argument->at != NULL ? argument->at(number) : argument->words[number];
}

bool argument_check(const struct option_row *row, const char *argument, struct why *why)
{
    enum { MOST_WORDS = 32 };
    const char *words[MOST_WORDS + 1];
    size_t count = 0;

    while (count < MOST_WORDS && (words[count] = argument_word(row, count)) != NULL)
        count++;
    words[count] = NULL;
    return value_word(row->name, argument, words, &count, why);
}
