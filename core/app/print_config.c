/*
 * print_config.c - every option that a configuration file may hold, one a line, and
 * behind it where its value comes from.  What nobody has set stands in a comment.
 */
#include "app/print_config.h"

#include <string.h>

#include "app/option_rows.h"
#include "base/say.h"
#include "base/view.h"
#include "write/escape.h"

/* Numbers and sizes stand as they are, everything else in quotes. */
static void print_value(FILE *file, const struct setting *setting)
{
    const char *text = setting->argument;

    if (setting->off || text == NULL) {
        fputs(setting->off ? "false" : "true", file);
        return;
    }
    if (*text != '\0' && strspn(text, "0123456789KMG") == strlen(text)) {
        fputs(text, file);
        return;
    }
    fputc('"', file);
    escape_config(file, view_of(text));
    fputc('"', file);
}

static void print_origin(FILE *file, const struct setting *setting)
{
    static const char *const words[] = {
        [ORIGIN_DEFAULT] = SAID("default"),
        [ORIGIN_ENVIRONMENT] = SAID("environment"),
        [ORIGIN_COMMAND_LINE] = SAID("command line"),
    };

    if (setting->file == NULL) {
        fputs(say(words[setting->origin]), file);
        return;
    }
    escape_terminal(file, view_of(setting->file));
    fprintf(file, ":%d", setting->line);
}

/* The settings of a row that hold, from `number` on; settings->count: no more. */
static size_t next_of(const struct settings *settings, const struct option_row *row,
                      size_t number)
{
    while (number < settings->count &&
           (settings->list[number].row != row || !setting_holds(settings, number)))
        number++;
    return number;
}

/* What is said twice where one value has room: the last is meant. */
static size_t last_of(const struct settings *settings, const struct option_row *row,
                      size_t number)
{
    for (size_t next = number; next < settings->count;
         next = next_of(settings, row, next + 1))
        number = next;
    return number;
}

static void print_list(FILE *file, const struct settings *settings, size_t first)
{
    const struct option_row *row = settings->list[first].row;

    for (size_t i = first; i < settings->count; i = next_of(settings, row, i + 1)) {
        fputs(i == first ? "{" : ", ", file);
        print_value(file, &settings->list[i]);
    }
    fputc('}', file);
}

static void print_unset(FILE *file, const struct option_row *row)
{
    if (option_takes(row) == TAKES_NONE)
        fprintf(file, "%s = false  # %s\n", row->name, say("default"));
    else
        fprintf(file, "# %s = %s\n", row->name, row->argument);
}

static void print_row(FILE *file, const struct settings *settings,
                      const struct option_row *row)
{
    size_t first = next_of(settings, row, 0);

    if (first == settings->count) {
        print_unset(file, row);
        return;
    }
    fprintf(file, "%s = ", row->name);
    if (option_repeats(row)) {
        print_list(file, settings, first);
    } else {
        first = last_of(settings, row, first);
        print_value(file, &settings->list[first]);
    }
    fputs("  # ", file);
    print_origin(file, &settings->list[first]);
    fputc('\n', file);
}

void print_config(FILE *file, const struct options *options)
{
    for (size_t i = 0; i < options->configs.count; i++) {
        fputs("# read: ", file);
        escape_terminal(file, view_of(options->configs.list[i]));
        fputc('\n', file);
    }
    for (size_t i = 0; i < option_row_count; i++)
        if (option_is_key(&option_rows[i]))
            print_row(file, &options->settings, &option_rows[i]);
}
