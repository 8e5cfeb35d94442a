/*
 * options.c - from the command line and the configuration files to what is asked for.
 */
#include "app/options.h"

#include "app/command_line.h"
#include "app/config.h"
#include "app/option_rows.h"
#include "app/values.h"
#include "base/view.h"

void words_add(struct words *words, const char *word)
{
    words->list = memory_resize(words->list, words->count + 1, sizeof(*words->list));
    words->list[words->count++] = word;
}

static void add_defaults(struct settings *settings)
{
    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].initial != NULL)
            settings_add(settings, (struct setting){.row = &option_rows[i],
                                                    .argument = option_rows[i].initial,
                                                    .origin = ORIGIN_DEFAULT});
}

static void add_environment(struct settings *settings)
{
    bool korean = value_language_of_user() == LANGUAGE_KOREAN;

    settings_add(settings, (struct setting){.row = option_named(VIEW("lang")),
                                            .argument = korean ? "ko" : "en",
                                            .origin = ORIGIN_ENVIRONMENT});
}

/* The last --config holds. */
static struct config_choice choice_of(const struct settings *typed)
{
    struct config_choice choice = {.none = false};

    for (size_t i = 0; i < typed->count; i++) {
        size_t field = typed->list[i].row->field;
        if (field == offsetof(struct options, config))
            choice.file = typed->list[i].argument;
        choice.none |= field == offsetof(struct options, no_config);
        choice.may_fail |= typed->list[i].row->verb == VERB_HELP ||
                           typed->list[i].row->verb == VERB_VERSION;
    }
    return choice;
}

static bool gather(struct options *options, const struct settings *typed, struct why *why)
{
    struct config_choice choice = choice_of(typed);

    if (choice.file != NULL && choice.none)
        return fail(why, "--config and --no-config exclude each other");
    add_defaults(&options->settings);
    add_environment(&options->settings);
    if (!config_read(options, &choice, why))
        return false;
    settings_add_all(&options->settings, typed);
    return settings_apply(&options->settings, options, why);
}

bool options_read(struct options *options, int argc, char **argv, struct why *why)
{
    struct settings typed = {.count = 0};

    *options = (struct options){.verb = VERB_REPORT};
    arena_open(&options->arena);
    bool read = command_line_read(&typed, &options->inputs, argc, argv, why) &&
                gather(options, &typed, why);
    settings_close(&typed);
    return read;
}

bool options_name_inputs(const struct options *options)
{
    return options->inputs.count + options->lists.count > 0;
}

const char *options_filter(const struct options *options)
{
    if (options->providers.count > 0)
        return "--provider";
    if (options->senders.count > 0)
        return "--sender";
    if (options->domains.count > 0)
        return "--recipient-domain";
    if (options->causes.count > 0)
        return "--cause";
    return options->statuses.count > 0 ? "--status" : NULL;
}

void options_close(struct options *options)
{
    memory_free(options->inputs.list);
    memory_free(options->lists.list);
    memory_free(options->hosts.list);
    memory_free(options->providers.list);
    memory_free(options->senders.list);
    memory_free(options->domains.list);
    memory_free(options->causes.list);
    memory_free(options->statuses.list);
    memory_free(options->outputs.list);
    memory_free(options->fail_over.list);
    memory_free(options->warnings.list);
    memory_free(options->criticals.list);
    memory_free(options->mail_to.list);
    memory_free(options->plugin_folders.list);
    memory_free(options->plugins.list);
    memory_free(options->identities.list);
    memory_free(options->identity_files.list);
    memory_free(options->rule_files.list);
    memory_free(options->configs.list);
    settings_close(&options->settings);
    arena_close(&options->arena);
}
