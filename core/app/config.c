/*
 * config.c - finds the configuration files and has libconfuse cut them into settings.
 *
 * Keys are the names of the long options.  A value may be one text or a list of them;
 * what it may be is for the option to say, so that a file means what a command line
 * means.  A file must be one that nobody else can write to, as a rule file: it may name
 * plugins.
 */
#include "app/config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/home.h"
#include "app/option_rows.h"
#include "base/say.h"
#include "base/view.h"
#include "rules/comments.h"
#include "rules/confuse.h"
#include "rules/fault.h"
#include "rules/textfile.h"

#define FILE_OF_MACHINE "/etc/smtplogscan/smtplogscan.conf"

/* Added behind the text: when it is not met, something before it was not closed. */
#define LAST_KEY "end-of-file"

enum { MOST_KEYS = 128 };

struct config {
    struct options *options;
    const char *path;
    enum origin origin;
    size_t first;    /* of its settings */
    struct why *why; /* the first fault */
    struct faults faults;
    bool whole;    /* the last key was met */
    int last_line; /* of the text, without the last key */
};

static void keep_first(void *receiver, const struct why *why, const struct caret *mark)
{
    struct config *config = receiver;

    (void)mark;
    if (config->faults.count <= 1)
        *config->why = *why;
}

static int line_of(const struct config *config, int line)
{
    return line < config->last_line ? line : config->last_line;
}

/* "yes" or "no", for an option that takes no argument, or need not. */
static bool take_switch(struct setting *setting, const char *text)
{
    int on = cfg_parse_boolean(text);

    setting->off = on == 0;
    if (on >= 0)
        setting->argument = NULL;
    return on >= 0;
}

static bool is_given(const struct config *config, const struct option_row *row)
{
    const struct settings *settings = &config->options->settings;

    for (size_t i = config->first; i < settings->count; i++)
        if (settings->list[i].row == row)
            return true;
    return false;
}

static bool take(struct config *config, const struct option_row *row, const char *text,
                 int line)
{
    struct setting setting = {
        .row = row,
        .argument = arena_keep(&config->options->arena, view_of(text)).ptr,
        .origin = config->origin,
        .file = config->path,
        .line = line,
    };

    if (strcmp(text, LAST_KEY) == 0)
        fault_at(&config->faults, line, "a value is missing");
    else if (!option_repeats(row) && is_given(config, row))
        fault_at(&config->faults, line, "\"%s\" is given twice", row->name);
    else if (option_takes(row) != TAKES_ONE && !take_switch(&setting, text) &&
             option_takes(row) == TAKES_NONE)
        fault_at(&config->faults, line, "%s: \"%s\" is neither true nor false", row->name,
                 text);
    else
        settings_add(&config->options->settings, setting);
    return config->faults.count == 0;
}

static int take_value(cfg_t *cfg, cfg_opt_t *option, const char *text, void *result)
{
    struct config *config = confuse_user(cfg);

    *(const char **)result = "";
    if (strcmp(option->name, LAST_KEY) == 0) {
        config->whole = true;
        return 0;
    }
    const struct option_row *row = option_named(view_of(option->name));
    return take(config, row, text, line_of(config, cfg->line)) ? 0 : -1;
}

/* An option that is none of a configuration file, or none at all. */
static void refuse_key(struct config *config, int line, const char *key)
{
    const char *name = strncmp(key, "--", 2) == 0 ? key + 2 : key;
    const struct option_row *row = option_named(view_of(name));
    const char *similar = row != NULL ? name : option_similar(name);

    if (row != NULL && !option_is_key(row))
        fault_at(&config->faults, line,
                 "\"%s\" is for the command line, not for a configuration file", name);
    else if (similar != NULL)
        fault_at(&config->faults, line, "no option \"%s\"; similar: %s", key, similar);
    else
        fault_at(&config->faults, line, "no option \"%s\"", key);
    if (similar == NULL)
        fail_remedy(config->why,
                    "put a value with blanks in \"quotes\"; the options: smtplogscan "
                    "--print-config --no-config");
}

static void hear_error(cfg_t *cfg, const char *format, va_list arguments)
{
    static const sls_view unknown = {"no such option '", 16};
    struct config *config = confuse_user(cfg);
    char sentence[256];

    vsnprintf(sentence, sizeof(sentence), format, arguments);
    sls_view text = view_of(sentence);
    int line = line_of(config, cfg->line);
    if (config->faults.count > 0)
        return;
    if (view_find(text, VIEW(LAST_KEY)) != NULL ||
        view_equal(text, VIEW("premature end of file"))) {
        fault_at(&config->faults, line, "quotes or braces are not closed");
    } else if (view_starts(text, unknown) && view_ends(text, VIEW("'"))) {
        sentence[text.len - 1] = '\0';
        refuse_key(config, line, sentence + unknown.len);
    } else {
        fault_at(&config->faults, line, "%s", sentence);
    }
}

static void parse(struct config *config, char *text, size_t length)
{
    cfg_opt_t keys[MOST_KEYS] = {confuse_hidden(config)};
    size_t count = 1;

    for (size_t i = 0; i < option_row_count && count < MOST_KEYS - 2; i++)
        if (option_is_key(&option_rows[i]))
            keys[count++] = confuse_text(option_rows[i].name, true, take_value);
    keys[count++] = confuse_text(LAST_KEY, false, take_value);
    keys[count] = (cfg_opt_t)CFG_END();
    cfg_t *cfg = confuse_init(keys);
    cfg_set_error_function(cfg, hear_error);
    bool read = confuse_parse(cfg, text, length);
    if (config->faults.count == 0 && (!read || !config->whole))
        fault_at(&config->faults, line_of(config, cfg->line),
                 read ? SAID("a comment is not closed")
                      : SAID("this is no option with a value"));
    cfg_free(cfg);
}

static int lines_of(sls_view text)
{
    int lines = 1;

    if (view_ends(text, VIEW("\n")))
        text.len--;
    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n';
    return lines;
}

static void read_text(struct config *config, sls_view text)
{
    static const sls_view last = {"\n" LAST_KEY " = yes\n", sizeof(LAST_KEY) + 7};
    char *whole = memory_get(text.len + last.len + 1, 1);

    config->last_line = lines_of(text);
    if (view_find_byte(text, '\0') != NULL) {
        fault_at(&config->faults, 1, "holds a NUL byte: it is no text");
    } else {
        if (text.len > 0)
            memcpy(whole, text.ptr, text.len);
        comments_blank(whole, text.len);
        memcpy(whole + text.len, last.ptr, last.len);
        parse(config, whole, text.len + last.len);
    }
    memory_free(whole);
}

bool config_read_file(struct options *options, const char *path, enum origin origin,
                      struct why *why)
{
    struct config config = {.options = options,
                            .origin = origin,
                            .first = options->settings.count,
                            .why = why,
                            .last_line = 1};
    struct why reason;
    sls_view text;
    bool whole;

    config.path = arena_keep(&options->arena, view_of(path)).ptr;
    config.faults =
        (struct faults){.path = config.path, .tell = keep_first, .receiver = &config};
    words_add(&options->configs, config.path);
    if (textfile_read(&text, &options->arena, path, &whole, &reason)) {
        read_text(&config, text);
        return config.faults.count == 0;
    }
    *why = reason;
    if (!whole) {
        fail(why, "%s: %s", path, reason.sentence);
        fail_told(why, "%s: %s", path, reason.told);
    }
    return false;
}

static bool read_if_there(struct options *options, const char *path, enum origin origin,
                          struct why *why)
{
    if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return true;
    return config_read_file(options, path, origin, why);
}

static bool read_usual(struct options *options, struct why *why)
{
    char path[FOLDER_BYTES];

    if (!read_if_there(options, FILE_OF_MACHINE, ORIGIN_MACHINE, why))
        return false;
    return !home_path(path, "XDG_CONFIG_HOME", ".config",
                      "smtplogscan/smtplogscan.conf") ||
           read_if_there(options, path, ORIGIN_USER, why);
}

bool config_read(struct options *options, const struct config_choice *choice,
                 struct why *why)
{
    bool read = true;

    if (choice->file != NULL)
        read = config_read_file(options, choice->file, ORIGIN_USER, why);
    else if (!choice->none)
        read = read_usual(options, why);
    return read || choice->may_fail;
}
