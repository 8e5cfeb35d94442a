/*
 * options.c - one row an option: name, letter, argument, help, and what it sets.
 *
 * getopt_long() takes abbreviations of long options; they are refused here, so that a new
 * option never changes what an old script means.
 */
#include "app/options.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "app/similar.h"
#include "app/values.h"
#include "base/arena.h"
#include "base/view.h"

typedef bool set_option(struct options *options, const char *argument, struct why *why);

struct option_row {
    const char *name;
    char letter;          /* '\0': none */
    const char *argument; /* NULL: takes none */
    const char *group;    /* begins a group in the help */
    const char *help;
    set_option *set;
};

static void append(const char ***list, size_t *count, const char *item)
{
    *list = memory_resize(*list, *count + 1, sizeof(**list));
    (*list)[(*count)++] = item;
}

static bool set_output(struct options *options, const char *argument, struct why *why)
{
    (void)why;
    append(&options->outputs, &options->output_count, argument);
    return true;
}

static bool set_format(struct options *options, const char *argument, struct why *why)
{
    (void)why;
    options->format = argument;
    return true;
}

static bool set_top(struct options *options, const char *argument, struct why *why)
{
    uint64_t number;
    if (!value_number("top", argument, 0, 1000000, &number, why))
        return false;
    options->top = (size_t)number;
    return true;
}

static bool set_width(struct options *options, const char *argument, struct why *why)
{
    uint64_t number;
    if (!value_number("width", argument, 60, 200, &number, why))
        return false;
    options->width = (size_t)number;
    return true;
}

static bool set_color(struct options *options, const char *argument, struct why *why)
{
    static const char *const words[] = {"auto", "always", "never"};

    for (size_t i = 0; i < SLS_COUNT(words); i++)
        if (strcmp(argument, words[i]) == 0) {
            options->color = (enum color)i;
            return true;
        }
    return fail(why, "--color: \"%s\" is none of auto, always, never", argument);
}

static bool set_ascii(struct options *options, const char *argument, struct why *why)
{
    (void)argument;
    (void)why;
    return options->ascii = true;
}

static bool set_exit_code(struct options *options, const char *argument, struct why *why)
{
    (void)argument;
    (void)why;
    return options->exit_code = true;
}

static bool set_year(struct options *options, const char *argument, struct why *why)
{
    uint64_t number;
    if (!value_number("year", argument, 1970, 9999, &number, why))
        return false;
    options->year = (int)number;
    return true;
}

static bool set_zone(struct options *options, const char *argument, struct why *why)
{
    return value_zone("tz", argument, &options->zone, why);
}

static bool set_memory(struct options *options, const char *argument, struct why *why)
{
    return value_size("memory", argument, &options->memory_bytes, why);
}

static bool set_plugin(struct options *options, const char *argument, struct why *why)
{
    (void)why;
    append(&options->plugins, &options->plugin_count, argument);
    return true;
}

static bool set_plugin_folder(struct options *options, const char *argument,
                              struct why *why)
{
    (void)why;
    append(&options->plugin_folders, &options->plugin_folder_count, argument);
    return true;
}

static bool set_verb(struct options *options, enum verb verb, const char *subject,
                     struct why *why)
{
    if (options->verb != VERB_REPORT && options->verb != verb)
        return fail(why, "two options that each ask for another answer were given");
    options->verb = verb;
    options->subject = subject;
    return true;
}

static bool set_list_plugins(struct options *options, const char *argument,
                             struct why *why)
{
    return set_verb(options, VERB_LIST_PLUGINS, argument, why);
}

static bool set_list_causes(struct options *options, const char *argument,
                            struct why *why)
{
    return set_verb(options, VERB_LIST_CAUSES, argument, why);
}

static bool set_explain(struct options *options, const char *argument, struct why *why)
{
    return set_verb(options, VERB_EXPLAIN, argument, why);
}

static bool set_classify(struct options *options, const char *argument, struct why *why)
{
    return set_verb(options, VERB_CLASSIFY, argument, why);
}

static bool set_check_plugin(struct options *options, const char *argument,
                             struct why *why)
{
    return set_verb(options, VERB_CHECK_PLUGIN, argument, why);
}

static bool set_help_short(struct options *options, const char *argument, struct why *why)
{
    return set_verb(options, VERB_HELP_SHORT, argument, why);
}

static bool set_help(struct options *options, const char *argument, struct why *why)
{
    return set_verb(options, VERB_HELP, argument, why);
}

static bool set_version(struct options *options, const char *argument, struct why *why)
{
    return set_verb(options, VERB_VERSION, argument, why);
}

static const struct option_row rows[] = {
    {"output", 'o', "FILE", "Output",
     "write the report to FILE; its ending tells the format "
     "(.txt, .json); may repeat; - is standard output",
     set_output},
    {"format", 'f', "FORMAT", NULL,
     "text or json, whatever the ending; with --classify: "
     "text or ndjson",
     set_format},
    {"top", 'n', "N", NULL, "show at most N causes in text (default 10, 0 is all)",
     set_top},
    {"color", '\0', "WHEN", NULL, "auto, always or never", set_color},
    {"width", '\0', "COLUMNS", NULL,
     "of text, 60 to 200 (default: the terminal's, else 96)", set_width},
    {"ascii", '\0', NULL, NULL, "no characters beyond ASCII in text", set_ascii},
    {"exit-code", '\0', NULL, NULL, "exit with 1 when some mail was not accepted",
     set_exit_code},
    {"year", '\0', "YEAR", "Input",
     "of the first line, for stamps without a year (default: "
     "guessed from the file's age)",
     set_year},
    {"tz", '\0', "ZONE", NULL,
     "of stamps without an offset: Asia/Seoul, UTC, +09:00 "
     "(default: the system's)",
     set_zone},
    {"memory", '\0', "SIZE", NULL, "for messages that are still open (default 64M)",
     set_memory},
    {"plugin", '\0', "FILE", "Plugins", "load one more provider plugin; may repeat",
     set_plugin},
    {"plugin-dir", '\0', "FOLDER", NULL,
     "load every plugin of one more folder; may repeat", set_plugin_folder},
    {"list-plugins", '\0', NULL, NULL, "show the loaded providers", set_list_plugins},
    {"check-plugin", '\0', NULL, NULL,
     "check the plugins named as FILE..., show every fault", set_check_plugin},
    {"list-causes", '\0', NULL, "Answers", "show every cause, its action and its title",
     set_list_causes},
    {"explain", '\0', "SUBJECT", NULL,
     "what to do: for PROVIDER/CAUSE or CAUSE; for "
     "PROVIDER: how to send through it",
     set_explain},
    {"classify", '\0', "REPLY", NULL,
     "which rule catches a reply, and why; - reads one a "
     "line, optionally RELAY-HOST<TAB>REPLY",
     set_classify},
    {"help", 'h', NULL, "General", "-h in short, --help in full", set_help},
    {"version", 'V', NULL, NULL, "show the version", set_version},
};

enum { ROWS = SLS_COUNT(rows), FIRST_VALUE = 256 };

static void make_getopt(struct option longs[ROWS + 1], char shorts[ROWS * 2 + 2])
{
    char *next = shorts;

    *next++ = ':'; /* a missing argument is told apart from an unknown option */
    for (size_t i = 0; i < ROWS; i++) {
        longs[i] = (struct option){rows[i].name,
                                   rows[i].argument ? required_argument : no_argument,
                                   NULL, FIRST_VALUE + (int)i};
        if (rows[i].letter == '\0')
            continue;
        *next++ = rows[i].letter;
        if (rows[i].argument != NULL)
            *next++ = ':';
    }
    *next = '\0';
    longs[ROWS] = (struct option){0};
}

static bool refuse_unknown(const char *word, struct why *why)
{
    const char *names[ROWS];
    char name[64];

    for (size_t i = 0; i < ROWS; i++)
        names[i] = rows[i].name;
    snprintf(name, sizeof(name), "%.*s", (int)strcspn(word + 2, "="), word + 2);
    const char *similar = similar_word(name, names, ROWS);
    if (similar != NULL)
        return fail(why, "no option --%s; similar: --%s", name, similar);
    fail(why, "no option --%s", name);
    return fail_remedy(why, "smtplogscan --help");
}

/* The row of "--name" or "--name=value"; NULL when there is none. */
static const struct option_row *row_spelled(const char *word)
{
    size_t length = strcspn(word, "=") - 2;

    for (size_t i = 0; i < ROWS; i++)
        if (strlen(rows[i].name) == length &&
            strncmp(word + 2, rows[i].name, length) == 0)
            return &rows[i];
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
        if (row->argument != NULL && strchr(argv[i], '=') == NULL)
            i++; /* its argument may begin with dashes */
    }
    return true;
}

static bool set_row(struct options *options, int value, struct why *why)
{
    if (value == 'h')
        return set_help_short(options, NULL, why);
    for (size_t i = 0; i < ROWS; i++)
        if (value == FIRST_VALUE + (int)i || (value == rows[i].letter && value != '\0'))
            return rows[i].set(options, optarg, why);
    return fail(why, "no option -%c", value);
}

bool options_read(struct options *options, int argc, char **argv, struct why *why)
{
    struct option longs[ROWS + 1];
    char shorts[ROWS * 2 + 2];
    int value;

    *options = (struct options){.top = 10, .memory_bytes = (uint64_t)64 << 20};
    make_getopt(longs, shorts);
    if (!check_spelling(argc, argv, why))
        return false;
    opterr = 0;
    while ((value = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (value == ':')
            return fail(why, "%s needs an argument", argv[optind - 1]);
        if (value == '?' && optopt >= FIRST_VALUE)
            return fail(why, "--%s takes no argument", rows[optopt - FIRST_VALUE].name);
        if (value == '?') {
            fail(why, "no option -%c", optopt);
            return fail_remedy(why, "smtplogscan --help");
        }
        if (!set_row(options, value, why))
            return false;
    }
    for (int i = optind; i < argc; i++)
        options_add_input(options, argv[i]);
    return true;
}

void options_add_input(struct options *options, const char *path)
{
    append(&options->inputs, &options->input_count, path);
}

void options_close(struct options *options)
{
    memory_free(options->inputs);
    memory_free(options->outputs);
    memory_free(options->plugin_folders);
    memory_free(options->plugins);
}

static void help_row(FILE *file, const struct option_row *row, bool full)
{
    char name[64];
    int indent = 26, room = full ? 70 : 1000;

    snprintf(name, sizeof(name), "%c%c%c --%s%s%s", row->letter != '\0' ? '-' : ' ',
             row->letter != '\0' ? row->letter : ' ', row->letter != '\0' ? ',' : ' ',
             row->name, row->argument != NULL ? "=" : "",
             row->argument != NULL ? row->argument : "");
    fprintf(file, "  %-*s", indent - 2, name);
    sls_view rest = view_of(row->help);
    for (int column = 0; rest.len > 0;) {
        sls_view word = view_take(&rest, ' ');
        if (column > 0 && column + (int)word.len > room) {
            fprintf(file, "\n%*s", indent, "");
            column = 0;
        }
        column += fprintf(file, "%s%.*s", column > 0 ? " " : "", (int)word.len, word.ptr);
        if (!full && view_ends(word, VIEW(";")))
            break;
    }
    fputc('\n', file);
}

void options_help(FILE *file, bool full)
{
    fputs("Usage: smtplogscan [OPTION...] FILE...\n"
          "Says why mail does not arrive: reads mail server logs, plain or gzip, and "
          "names\n"
          "the causes, who is hit, since when, and what to do.  FILE - is standard "
          "input.\n",
          file);
    for (size_t i = 0; i < ROWS; i++) {
        if (full && rows[i].group != NULL)
            fprintf(file, "\n%s\n", rows[i].group);
        help_row(file, &rows[i], full);
    }
    if (full)
        fputs("\nExit status: 0 report made; 1 mail was not accepted (only with "
              "--exit-code);\n"
              "2 wrong usage, no input, or the report could not be written; 3 report "
              "made,\n"
              "but some input or plugin could not be used; 4 no mail log line in the "
              "input.\n",
              file);
}
