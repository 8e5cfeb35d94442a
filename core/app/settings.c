/*
 * settings.c - the last word of each option.
 *
 * An option that may repeat takes all that its latest origin says: --host on the command
 * line takes the place of the hosts of a configuration file, and is not added to them.
 */
#include "app/settings.h"

#include <stdio.h>
#include <string.h>

#include "app/arguments.h"
#include "app/option_rows.h"
#include "app/options.h"
#include "base/arena.h"
#include "base/view.h"

void settings_add(struct settings *settings, struct setting setting)
{
    settings->list =
        memory_resize(settings->list, settings->count + 1, sizeof(*settings->list));
    settings->list[settings->count++] = setting;
}

void settings_add_all(struct settings *settings, const struct settings *more)
{
    for (size_t i = 0; i < more->count; i++)
        settings_add(settings, more->list[i]);
}

void settings_close(struct settings *settings)
{
    memory_free(settings->list);
    *settings = (struct settings){.count = 0};
}

bool setting_holds(const struct settings *settings, size_t number)
{
    const struct setting *setting = &settings->list[number];

    for (size_t i = 0; i < settings->count; i++)
        if (settings->list[i].row == setting->row &&
            settings->list[i].origin > setting->origin)
            return false;
    return true;
}

bool settings_want_report(const struct settings *settings)
{
    for (size_t i = 0; i < settings->count; i++)
        if (settings->list[i].row->verb != VERB_REPORT)
            return settings->list[i].row->verb == VERB_PRINT_CONFIG;
    return true;
}

static const char *without(const char *option, const char *sentence)
{
    size_t length = strlen(option);
    return strncmp(sentence, option, length) == 0 ? sentence + length : sentence;
}

/* "--top: no number ..." becomes "smtplogscan.conf:3: top: no number ...". */
static bool refuse_in_file(const struct setting *setting, struct why *why)
{
    const struct why inner = *why;
    const char *name = setting->row->name;
    char option[64];

    snprintf(option, sizeof(option), "--%s: ", name);
    fail(why, "%s:%d: %s: %s", setting->file, setting->line, name,
         without(option, inner.sentence));
    fail_told(why, "%s:%d: %s: %s", setting->file, setting->line, name,
              without(option, inner.told));
    if (strncmp(inner.remedy, "--", 2) != 0)
        fail_remedy(why, "%s", inner.remedy);
    return false;
}

/* A file's format is the report's, and not that of --classify: it is known what there is.
 */
static bool is_format_of_file(const struct setting *setting)
{
    return setting->file != NULL &&
           setting->row->field == offsetof(struct options, format);
}

static bool set(const struct setting *setting, struct options *options, struct why *why)
{
    if (is_format_of_file(setting) &&
        !argument_check(setting->row, setting->argument, why))
        return false;
    return setting->row->set(options, setting->row, setting->argument, why);
}

static bool apply(const struct setting *setting, struct options *options, struct why *why)
{
    if (setting->off || set(setting, options, why))
        return true;
    return setting->file != NULL ? refuse_in_file(setting, why) : false;
}

/* Of lists the latest takes the place of the others, and an "off" has nothing to set. */
static bool is_replaced(const struct settings *settings, size_t number)
{
    const struct option_row *row = settings->list[number].row;

    return (option_repeats(row) || option_takes(row) == TAKES_NONE) &&
           !setting_holds(settings, number);
}

bool settings_apply(const struct settings *settings, struct options *options,
                    struct why *why)
{
    bool report = settings_want_report(settings);

    for (size_t i = 0; i < settings->count; i++) {
        const struct setting *setting = &settings->list[i];
        if (is_replaced(settings, i) ||
            (!report && setting->row->of_report && setting->origin < ORIGIN_COMMAND_LINE))
            continue;
        if (!apply(setting, options, why))
            return false;
    }
    return true;
}
