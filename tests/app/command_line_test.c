/*
 * command_line_test.c - what words become settings, and which are refused with what is
 * similar.
 */
#include "app/command_line.h"

#include <getopt.h>

#include <criterion/criterion.h>

#include "app/option_rows.h"
#include "base/arena.h"
#include "base/view.h"

enum { MOST_WORDS = 6 };

struct read {
    struct settings settings;
    struct words inputs;
    struct why why;
    bool read;
};

static void read_words(struct read *read, const char *const *words)
{
    char *argv[MOST_WORDS + 2] = {"smtplogscan"};
    int argc = 1;

    while (words[argc - 1] != NULL) {
        argv[argc] = (char *)words[argc - 1];
        argc++;
    }
    optind = 0; /* getopt begins anew */
    *read = (struct read){.read = false};
    read->read =
        command_line_read(&read->settings, &read->inputs, argc, argv, &read->why);
}

static void forget(struct read *read)
{
    settings_close(&read->settings);
    memory_free(read->inputs.list);
}

static const struct {
    const char *words[MOST_WORDS], *sentence;
} refused[] = {
    {{"--formt"}, "no option --formt; similar: --format"},
    {{"--fomat=json"}, "no option --fomat; similar: --format"},
    {{"--ofrmat", "json"}, "no option --ofrmat; similar: --format"},
    {{"--tpo=3"}, "no option --tpo; similar: --top"},
    {{"--form"}, "no option --form; similar: --format"},
    {{"-format"}, "no option -format; similar: --format"},
    {{"-format=json"}, "no option -format; similar: --format"},
    {{"-help"}, "no option -help; similar: --help"},
    {{"--nothing-like-it"}, "no option --nothing-like-it"},
    {{"--top"}, "--top needs an argument"},
    {{"-n"}, "-n needs an argument"},
    {{"--ascii=yes"}, "--ascii takes no argument"},
    {{"-x"}, "no option -x"},
};

Test(command_line, refused)
{
    struct read read;

    for (size_t i = 0; i < SLS_COUNT(refused); i++) {
        read_words(&read, refused[i].words);
        cr_expect_not(read.read);
        cr_expect_str_eq(read.why.sentence, refused[i].sentence);
        forget(&read);
    }
}

static const struct {
    const char *words[MOST_WORDS], *option, *argument;
    size_t inputs;
} taken[] = {
    {{"--top=3", "a.log"}, "top", "3", 1},
    {{"--top", "3", "a.log"}, "top", "3", 1},
    {{"-n3", "a.log"}, "top", "3", 1},
    {{"-n", "3"}, "top", "3", 0},
    {{"--output", "--formt", "a.log"}, "output", "--formt", 1},
    {{"-o", "--formt", "a.log"}, "output", "--formt", 1},
    {{"a.log", "-vo", "--formt"}, "output", "--formt", 1},
    {{"--ascii", "--", "--formt"}, "ascii", NULL, 1},
    {{"--journal"}, "journal", NULL, 0},
    {{"--journal=/x", "-"}, "journal", "/x", 1},
    {{"--help"}, "help", NULL, 0},
    {{"-h"}, "help", "", 0},
};

Test(command_line, taken)
{
    struct read read;

    for (size_t i = 0; i < SLS_COUNT(taken); i++) {
        read_words(&read, taken[i].words);
        cr_assert(read.read, "%zu: %s", i, read.why.sentence);
        const struct setting *last = &read.settings.list[read.settings.count - 1];
        cr_expect_str_eq(last->row->name, taken[i].option);
        cr_expect_eq(last->origin, ORIGIN_COMMAND_LINE);
        cr_expect_eq(last->argument == NULL, taken[i].argument == NULL, "%zu", i);
        if (taken[i].argument != NULL && last->argument != NULL)
            cr_expect_str_eq(last->argument, taken[i].argument);
        cr_expect_eq(read.inputs.count, taken[i].inputs, "%zu", i);
        forget(&read);
    }
}
