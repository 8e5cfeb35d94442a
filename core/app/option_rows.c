/*
 * option_rows.c - the table of options, and how each kind of argument is kept.
 */
#include "app/option_rows.h"

#include <string.h>
#include <unistd.h>

#include "app/values.h"
#include "base/view.h"

static void *field_of(struct options *options, const struct option_row *row)
{
    return (char *)options + row->field;
}

static bool set_text(struct options *options, const struct option_row *row,
                     const char *argument, struct why *why)
{
    (void)why;
    *(const char **)field_of(options, row) = argument;
    return true;
}

static bool set_words(struct options *options, const struct option_row *row,
                      const char *argument, struct why *why)
{
    (void)why;
    words_add(field_of(options, row), argument);
    return true;
}

static bool set_flag(struct options *options, const struct option_row *row,
                     const char *argument, struct why *why)
{
    (void)argument;
    (void)why;
    return *(bool *)field_of(options, row) = true;
}

static bool set_verb(struct options *options, const struct option_row *row,
                     const char *argument, struct why *why)
{
    if (options->verb != VERB_REPORT && options->verb != (enum verb)row->verb)
        return fail(why, "two options that each ask for another answer were given");
    options->verb = (enum verb)row->verb;
    options->subject = argument;
    return true;
}

static bool set_top(struct options *options, const struct option_row *row,
                    const char *argument, struct why *why)
{
    uint64_t number;
    if (!value_number(row->name, argument, 0, 1000000, &number, why))
        return false;
    options->top = (size_t)number;
    return true;
}

static bool set_width(struct options *options, const struct option_row *row,
                      const char *argument, struct why *why)
{
    uint64_t number;
    if (!value_number(row->name, argument, 60, 200, &number, why))
        return false;
    options->width = (size_t)number;
    return true;
}

static bool set_color(struct options *options, const struct option_row *row,
                      const char *argument, struct why *why)
{
    static const char *const words[] = {"auto", "always", "never"};

    for (size_t i = 0; i < SLS_COUNT(words); i++)
        if (strcmp(argument, words[i]) == 0) {
            options->color = (enum color)i;
            return true;
        }
    return fail(why, "--%s: \"%s\" is none of auto, always, never", row->name, argument);
}

static bool set_year(struct options *options, const struct option_row *row,
                     const char *argument, struct why *why)
{
    uint64_t number;
    if (!value_number(row->name, argument, 1970, 9999, &number, why))
        return false;
    options->year = (int)number;
    return true;
}

static bool set_zone(struct options *options, const struct option_row *row,
                     const char *argument, struct why *why)
{
    return value_zone(row->name, argument, &options->zone, why);
}

static bool set_language(struct options *options, const struct option_row *row,
                         const char *argument, struct why *why)
{
    return value_language(row->name, argument, &options->language, why);
}

static bool set_memory(struct options *options, const struct option_row *row,
                       const char *argument, struct why *why)
{
    return value_size(row->name, argument, &options->memory_bytes, why);
}

/* Where journald keeps its files; the second when nothing is kept over a reboot. */
static bool set_journal(struct options *options, const struct option_row *row,
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

#define FIELD(member) .field = offsetof(struct options, member)

const struct option_row option_rows[] = {
    {"output", "FILE", "Output",
     "write the report to FILE; its ending tells the format "
     "(.txt, .json); may repeat; - is standard output",
     set_words, FIELD(outputs), .letter = 'o'},
    {"format", "FORMAT", NULL,
     "text or json, whatever the ending; with --classify: "
     "text or ndjson",
     set_text, FIELD(format), .letter = 'f'},
    {"top", "N", NULL, "show at most N causes in text (default 10, 0 is all)",
     .set = set_top, .letter = 'n'},
    {"color", "WHEN", NULL, "auto, always or never", .set = set_color},
    {"width", "COLUMNS", NULL, "of text, 60 to 200 (default: the terminal's, else 96)",
     .set = set_width},
    {"ascii", NULL, NULL, "no characters beyond ASCII in text", set_flag, FIELD(ascii)},
    {"lang", "LANGUAGE", NULL,
     "en or ko: of what rule files say (default: by LC_ALL, LC_MESSAGES, LANG)",
     .set = set_language},
    {"exit-code", NULL, NULL, "exit with 1 when some mail was not accepted", set_flag,
     FIELD(exit_code)},

    {"since", "TIME", "Input",
     "count what happened from TIME on: \"2026-11-22 10:00\", 10:00, yesterday, "
     "-2h, \"2 days ago\", @1795305600",
     set_text, FIELD(since), .letter = 'S'},
    {"until", "TIME", NULL, "count what happened up to TIME", set_text, FIELD(until),
     .letter = 'U'},
    {"host", "NAME", NULL, "count what this host logged; may repeat", set_words,
     FIELD(hosts)},
    {"files-from", "LIST", NULL,
     "read the files that LIST names, one a line or with NULs between (find -print0); "
     "- is standard input",
     set_words, FIELD(lists)},
    {"journal", "[=DIR]", NULL,
     "read the systemd journal's own files (default /var/log/journal)",
     .set = set_journal},
    {"format-in", "NAME", NULL,
     "take every line for this format: postfix, exim, sendmail ..., or a provider's "
     "export by the plugin's name (default: told by the content)",
     set_text, FIELD(input_format)},
    {"year", "YEAR", NULL,
     "of the first line, for stamps without a year (default: "
     "guessed from the file's age)",
     .set = set_year},
    {"tz", "ZONE", NULL,
     "of stamps without an offset: Asia/Seoul, UTC, +09:00 "
     "(default: the system's)",
     .set = set_zone},
    {"memory", "SIZE", NULL, "for messages that are still open (default 64M)",
     .set = set_memory},

    {"identity", "PROVIDER=ADDRESS", "Identity",
     "mail goes through PROVIDER with the login ADDRESS; may repeat: the first is the "
     "login, the others are addresses that it may send as",
     set_words, FIELD(identities)},
    {"identities", "FILE", NULL,
     "take the logins from FILE, in the layout of Postfix's sasl_passwd; passwords are "
     "passed over and never stored; may repeat",
     set_words, FIELD(identity_files)},

    {"rules", "FILE", "Plugins",
     "ask the causes of a rule file (docs/plugins.md) before all others; may repeat",
     set_words, FIELD(rule_files)},
    {"plugin", "FILE", NULL, "load one more provider plugin; may repeat", set_words,
     FIELD(plugins)},
    {"plugin-dir", "FOLDER", NULL, "load every plugin of one more folder; may repeat",
     set_words, FIELD(plugin_folders)},
    {"list-plugins", NULL, NULL, "show the loaded providers and rule files", set_verb,
     .verb = VERB_LIST_PLUGINS},
    {"check-plugin", NULL, NULL,
     "check the rule files (*.conf) and plugins named as FILE..., show every fault",
     set_verb, .verb = VERB_CHECK_PLUGIN},
    {"new-plugin", "NAME", NULL,
     "make a folder NAME here with a rule file for a new provider in it, ready to use",
     set_verb, .verb = VERB_NEW_PLUGIN},
    {"c", NULL, NULL, "with --new-plugin: in C, to be built", set_flag, FIELD(in_c)},

    {"list-causes", NULL, "Answers", "show every cause, its action and its title",
     set_verb, .verb = VERB_LIST_CAUSES},
    {"explain", "SUBJECT", NULL,
     "what to do: for PROVIDER/CAUSE or CAUSE; for "
     "PROVIDER: how to send through it",
     set_verb, .verb = VERB_EXPLAIN},
    {"classify", "REPLY", NULL,
     "which rule catches a reply, and why; - reads one a "
     "line, optionally RELAY-HOST<TAB>REPLY",
     set_verb, .verb = VERB_CLASSIFY},
    {"trace", "SUBJECT", NULL,
     "the story of every message of an address, a queue id or a Message-ID, in plain "
     "words and in its log lines",
     set_verb, .verb = VERB_TRACE},
    {"evidence", "CAUSE", NULL,
     "what to paste into the provider's ticket about a cause: its number in the report, "
     "PROVIDER/CAUSE or CAUSE",
     set_verb, .verb = VERB_EVIDENCE},

    {"help", NULL, "General", "-h in short, --help in full", set_verb, .verb = VERB_HELP,
     .letter = 'h'},
    {"version", NULL, NULL, "show the version", set_verb, .verb = VERB_VERSION,
     .letter = 'V'},
};
const size_t option_row_count = SLS_COUNT(option_rows);

enum option_argument option_takes(const struct option_row *row)
{
    if (row->argument == NULL)
        return TAKES_NONE;
    return *row->argument == '[' ? MAY_TAKE_ONE : TAKES_ONE;
}
