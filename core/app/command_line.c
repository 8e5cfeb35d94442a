/*
 * command_line.c - getopt_long(), and what it takes too lightly.
 *
 * It takes abbreviations of long options; they are refused here, so that a new option
 * never changes what an old script means.  It takes "-format" for -f with an argument.
 */
#include "app/command_line.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "app/option_rows.h"
#include "base/view.h"

enum { MOST_ROWS = 128, FIRST_VALUE = 256 };

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
    char name[64];

    snprintf(name, sizeof(name), "%.*s", (int)strcspn(word + 2, "="), word + 2);
    const char *similar = option_similar(name);
    if (similar != NULL)
        return fail(why, "no option --%s; similar: --%s", name, similar);
    fail(why, "no option --%s", name);
    return fail_remedy(why, "smtplogscan --help");
}

/* The row of "name" or "name=value"; NULL when there is none. */
static const struct option_row *row_spelled(const char *word)
{
    return option_named((sls_view){word, strcspn(word, "=")});
}

static const struct option_row *row_lettered(char letter)
{
    for (size_t i = 0; i < option_row_count; i++)
        if (letter != '\0' && option_rows[i].letter == letter)
            return &option_rows[i];
    return NULL;
}

/* Of "-qn" the last letter; NULL when the argument of one stands behind it. */
static const struct option_row *row_at_end(const char *word)
{
    const struct option_row *row = NULL;

    for (word++; *word != '\0'; word++) {
        row = row_lettered(*word);
        if (row == NULL || (option_takes(row) != TAKES_NONE && word[1] != '\0'))
            return NULL;
    }
    return row;
}

/* Every long option must be spelled out, with both of its dashes.  *row is the option, to
   tell whether the next word is its argument, which may begin with dashes. */
static bool check_word(const char *word, const struct option_row **row, struct why *why)
{
    bool is_long = strncmp(word, "--", 2) == 0;

    *row = NULL;
    if (word[0] != '-' || word[1] == '\0')
        return true;
    const struct option_row *spelled = row_spelled(word + (is_long ? 2 : 1));
    if (is_long && spelled == NULL)
        return refuse_unknown(word, why);
    if (!is_long && spelled != NULL && spelled->name[1] != '\0')
        return fail(why, "no option -%s; similar: --%s", spelled->name, spelled->name);
    *row = is_long && strchr(word, '=') == NULL ? spelled
           : is_long                            ? NULL
                                                : row_at_end(word);
    return true;
}

static bool check_spelling(int argc, char **argv, struct why *why)
{
    const struct option_row *row;

    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (!check_word(argv[i], &row, why))
            return false;
        if (row != NULL && option_takes(row) == TAKES_ONE)
            i++;
    }
    return true;
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

static struct setting setting_of(int value)
{
    struct setting setting = {.argument = optarg, .origin = ORIGIN_COMMAND_LINE};

    setting.row = value >= FIRST_VALUE ? &option_rows[value - FIRST_VALUE]
                                       : row_lettered((char)value);
    if (value == 'h') /* in short */
        setting.argument = "";
    return setting;
}

bool command_line_read(struct settings *settings, struct words *inputs, int argc,
                       char **argv, struct why *why)
{
    struct option longs[MOST_ROWS + 1];
    char shorts[MOST_ROWS * 2 + 2];
    int value;

    make_getopt(longs, shorts);
    if (!check_spelling(argc, argv, why))
        return false;
    opterr = 0;
    while ((value = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (value == ':' || value == '?')
            return refuse_value(value, argv, why);
        settings_add(settings, setting_of(value));
    }
    for (int i = optind; i < argc; i++)
        words_add(inputs, argv[i]);
    return true;
}
