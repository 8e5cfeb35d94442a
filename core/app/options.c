/*
 * options.c - reads the command line by the table of option_rows.c.
 *
 * getopt_long() takes abbreviations of long options; they are refused here, so that a new
 * option never changes what an old script means.
 */
#include "app/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "app/option_rows.h"
#include "app/values.h"
#include "base/arena.h"
#include "base/similar.h"
#include "base/view.h"

enum { MOST_ROWS = 128, FIRST_VALUE = 256 };

void words_add(struct words *words, const char *word)
{
    words->list = memory_resize(words->list, words->count + 1, sizeof(*words->list));
    words->list[words->count++] = word;
}

static int getopt_argument(const struct option_row *row)
{
    static const int kinds[] = {
        [TAKES_NONE] = no_argument,
        [TAKES_ONE] = required_argument,
        [MAY_TAKE_ONE] = optional_argument,
    };
    return kinds[option_takes(row)];
}

static void make_getopt(struct option longs[MOST_ROWS + 1],
                        char shorts[MOST_ROWS * 2 + 2])
{
    char *next = shorts;

    *next++ = ':'; /* a missing argument is told apart from an unknown option */
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        longs[i] =
            (struct option){row->name, getopt_argument(row), NULL, FIRST_VALUE + (int)i};
        if (row->letter == '\0')
            continue;
        *next++ = row->letter;
        if (row->argument != NULL)
            *next++ = ':';
    }
    *next = '\0';
    longs[option_row_count] = (struct option){0};
}

static bool refuse_unknown(const char *word, struct why *why)
{
    const char *names[MOST_ROWS];
    char name[64];

    for (size_t i = 0; i < option_row_count; i++)
        names[i] = option_rows[i].name;
    snprintf(name, sizeof(name), "%.*s", (int)strcspn(word + 2, "="), word + 2);
    const char *similar = similar_word(name, names, option_row_count);
    if (similar != NULL)
        return fail(why, "no option --%s; similar: --%s", name, similar);
    fail(why, "no option --%s", name);
    return fail_remedy(why, "smtplogscan --help");
}

/* The row of "--name" or "--name=value"; NULL when there is none. */
static const struct option_row *row_spelled(const char *word)
{
    size_t length = strcspn(word, "=") - 2;

    for (size_t i = 0; i < option_row_count; i++)
        if (strlen(option_rows[i].name) == length &&
            strncmp(word + 2, option_rows[i].name, length) == 0)
            return &option_rows[i];
    return NULL;
}

/* Every long option must be spelled out. */
static bool check_spelling(int argc, char **argv, struct why *why)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--", 2) != 0)
            continue;
        const struct option_row *row = row_spelled(argv[i]);
        if (row == NULL)
            return refuse_unknown(argv[i], why);
        if (option_takes(row) == TAKES_ONE && strchr(argv[i], '=') == NULL)
            i++; /* its argument may begin with dashes */
    }
    return true;
}

static bool set_row(struct options *options, int value, struct why *why)
{
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        if (value == FIRST_VALUE + (int)i || (value == row->letter && value != '\0'))
            return row->set(options, row, optarg, why);
    }
    return fail(why, "no option -%c", value);
}

static bool refuse_value(int value, char **argv, struct why *why)
{
    if (value == ':')
        return fail(why, "%s needs an argument", argv[optind - 1]);
    if (optopt >= FIRST_VALUE)
        return fail(why, "--%s takes no argument",
                    option_rows[optopt - FIRST_VALUE].name);
    fail(why, "no option -%c", optopt);
    return fail_remedy(why, "smtplogscan --help");
}

bool options_read(struct options *options, int argc, char **argv, struct why *why)
{
    struct option longs[MOST_ROWS + 1];
    char shorts[MOST_ROWS * 2 + 2];
    int value;

    *options = (struct options){.top = 10,
                                .memory_bytes = (uint64_t)64 << 20,
                                .language = value_language_of_user()};
    make_getopt(longs, shorts);
    if (!check_spelling(argc, argv, why))
        return false;
    opterr = 0;
    while ((value = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (value == ':' || value == '?')
            return refuse_value(value, argv, why);
        if (!set_row(options, value, why))
            return false;
        if (value == 'h')
            options->verb = VERB_HELP_SHORT;
    }
    for (int i = optind; i < argc; i++)
        words_add(&options->inputs, argv[i]);
    return true;
}

bool options_name_inputs(const struct options *options)
{
    return options->inputs.count + options->lists.count > 0;
}

void options_close(struct options *options)
{
    memory_free(options->inputs.list);
    memory_free(options->lists.list);
    memory_free(options->hosts.list);
    memory_free(options->outputs.list);
    memory_free(options->plugin_folders.list);
    memory_free(options->plugins.list);
    memory_free(options->identities.list);
    memory_free(options->identity_files.list);
    memory_free(options->rule_files.list);
}
