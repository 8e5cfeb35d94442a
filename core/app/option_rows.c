/*
 * option_rows.c - the table of options, and how each kind of argument is kept.
 */
#include "app/option_rows.h"

#include <string.h>
#include <unistd.h>

#include "app/arguments.h"
#include "app/values.h"
#include "base/similar.h"
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

static const char *name_of_verb(enum verb verb)
{
    size_t i = 0;

    while (option_rows[i].verb != (int)verb)
        i++;
    return option_rows[i].name;
}

static bool set_verb(struct options *options, const struct option_row *row,
                     const char *argument, struct why *why)
{
    if (options->verb == VERB_HELP || options->verb == VERB_HELP_SHORT)
        return true;
    if (options->verb != VERB_REPORT && options->verb != (enum verb)row->verb)
        return fail(why, "--%s and --%s ask for two answers: one at a time",
                    name_of_verb(options->verb), row->name);
    options->verb = (enum verb)row->verb;
    options->subject = argument;
    return true;
}

/* Whoever asks for help gets it, whatever else is asked for. */
static bool set_help(struct options *options, const struct option_row *row,
                     const char *argument, struct why *why)
{
    (void)row;
    (void)why;
    options->verb = argument != NULL ? VERB_HELP_SHORT : VERB_HELP;
    return true;
}

/* What is said last holds. */
static bool set_loudness(struct options *options, const struct option_row *row,
                         const char *argument, struct why *why)
{
    options->quiet = options->verbose = false;
    return set_flag(options, row, argument, why);
}

static bool set_completion(struct options *options, const struct option_row *row,
                           const char *argument, struct why *why)
{
    size_t number;

    return value_word(row->name, argument, words_of_shell, &number, why) &&
           set_verb(options, row, argument, why);
}

/* Here only whether it is a time at all: the zone is that of the log. */
static bool set_time(struct options *options, const struct option_row *row,
                     const char *argument, struct why *why)
{
    return value_time(row->name, argument, why) && set_text(options, row, argument, why);
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

static bool set_when(struct options *options, const struct option_row *row,
                     const char *argument, struct why *why)
{
    size_t number;
    if (!value_word(row->name, argument, words_of_when, &number, why))
        return false;
    *(enum when *)field_of(options, row) = (enum when)number;
    return true;
}

static bool set_sandbox(struct options *options, const struct option_row *row,
                        const char *argument, struct why *why)
{
    size_t number;
    if (!value_word(row->name, argument, words_of_sandbox, &number, why))
        return false;
    options->sandbox = (enum sandbox_mode)number;
    return true;
}

static bool set_grouping(struct options *options, const struct option_row *row,
                         const char *argument, struct why *why)
{
    size_t number;
    if (!value_word(row->name, argument, words_of_grouping, &number, why))
        return false;
    options->grouping = (enum grouping)(BY_CAUSE + number);
    return true;
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
     "(.txt, .html, .json, .ndjson, .csv, .prom, .eml); may repeat; - is standard output",
     set_words, FIELD(outputs), .of_report = true, .letter = 'o'},
    {"format", "FORMAT", NULL,
     "text, html, json, ndjson, csv, prometheus or email, whatever the ending; with "
     "--classify: "
     "text or ndjson",
     set_text, FIELD(format), .of_report = true, .letter = 'f'},
    {"top", "N", NULL,
     "show at most N causes in text, html and email (default 10, 0 is all)",
     .set = set_top, .letter = 'n', .initial = "10"},
    {"group-by", "GROUPING", NULL,
     "in text, csv and json a table by cause, sender, provider, recipient-domain or host",
     .set = set_grouping, .letter = 'g', .of_report = true},
    {"color", "WHEN", NULL, "auto, always or never", set_when, FIELD(color),
     .initial = "auto"},
    {"hyperlink", "WHEN", NULL,
     "links of text can be clicked on, as far as the terminal knows how: auto, always or "
     "never",
     set_when, FIELD(hyperlink), .initial = "auto"},
    {"progress", "WHEN", NULL,
     "how much is read, on standard error until the report is written: auto (on a "
     "terminal), always or never",
     set_when, FIELD(progress), .initial = "auto"},
    {"width", "COLUMNS", NULL, "of text, 60 to 200 (default: the terminal's, else 96)",
     .set = set_width},
    {"ascii", NULL, NULL, "no characters beyond ASCII in text", set_flag, FIELD(ascii)},
    {"redact", NULL, NULL,
     "make a report that is safe to share: user1@domain1.example for addresses, "
     "templates for replies",
     set_flag, FIELD(redact), .of_report = true},
    {"csv-bom", NULL, NULL,
     "begin CSV with a byte order mark, for spreadsheets that ask for it", set_flag,
     FIELD(csv_bom), .of_report = true},
    {"lang", "LANGUAGE", NULL,
     "of what people read: en or ko (default: by LC_ALL, LC_MESSAGES, LANG)",
     .set = set_language},
    {"exit-code", NULL, NULL, "exit with 1 when some mail was not accepted", set_flag,
     FIELD(exit_code)},

    {"since", "TIME", "Input",
     "count what happened from TIME on: \"2026-11-22 10:00\", 10:00, yesterday, "
     "-2h, \"2 days ago\", @1795305600",
     set_time, FIELD(since), .letter = 'S'},
    {"until", "TIME", NULL, "count what happened up to TIME", set_time, FIELD(until),
     .letter = 'U'},
    {"host", "NAME", NULL, "count what this host logged; may repeat", set_words,
     FIELD(hosts)},
    {"provider", "PROVIDER", NULL,
     "count mail to this provider alone; may repeat or be a list (a,b), as the next four",
     set_words, FIELD(providers), .of_report = true, .letter = 'p'},
    {"sender", "ADDRESS", NULL, "count mail from this envelope sender, or @DOMAIN, alone",
     set_words, FIELD(senders), .of_report = true},
    {"recipient-domain", "DOMAIN", NULL, "count mail to this domain alone", set_words,
     FIELD(domains), .of_report = true},
    {"cause", "CAUSE", NULL,
     "count mail that this cause, or PROVIDER/CAUSE, kept back or held up", set_words,
     FIELD(causes), .of_report = true},
    {"status", "STATUS", NULL, "count what is accepted, delayed or failed alone",
     set_words, FIELD(statuses), .of_report = true},
    {"files-from", "LIST", NULL,
     "read the files that LIST names, one a line or with NULs between (find -print0); "
     "- is standard input",
     set_words, FIELD(lists), .only_typed = true},
    {"journal", "[=DIR]", NULL,
     "read the systemd journal's own files (default /var/log/journal)",
     .set = set_journal, .only_typed = true},
    {"format-in", "LOG-FORMAT", NULL,
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
     .set = set_memory, .initial = "64M"},

    {"state", "FILE", "Every morning",
     "count what is new since the last run with this FILE: each line once, wherever "
     "logrotate has put it",
     set_text, FIELD(state), .of_report = true},
    {"state-readonly", NULL, NULL, "show what is new, and leave it new for the next run",
     set_flag, FIELD(state_readonly), .of_report = true},
    {"expect-hosts", "FILE", NULL,
     "exit with 3, and say so, when a host that FILE names (one a line) wrote nothing",
     set_text, FIELD(expect_hosts), .of_report = true},

    {"identity", "PROVIDER=ADDRESS", "Logins",
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
    {"c", NULL, NULL, "with --new-plugin: in C, to be built", set_flag, FIELD(in_c),
     .only_typed = true},

    {"list-causes", NULL, "Answers", "show every cause, its action and its title",
     set_verb, .verb = VERB_LIST_CAUSES},
    {"explain", "TOPIC", NULL,
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

    {"config", "FILE", "General",
     "read this configuration file, and none in /etc or of the user", set_text,
     FIELD(config), .only_typed = true},
    {"no-config", NULL, NULL, "read no configuration file", set_flag, FIELD(no_config),
     .only_typed = true},
    {"print-config", NULL, NULL,
     "show what holds for every option that may stand in a configuration file, and who "
     "said so, as such a file",
     set_verb, .verb = VERB_PRINT_CONFIG},
    {"completion", "SHELL", NULL,
     "print what bash, zsh or fish needs to complete options, providers and causes",
     .set = set_completion, .verb = VERB_COMPLETION},
    {"sandbox", "HOW-FAR", NULL,
     "what reads the logs keeps no right but to read what is open: auto (as far as this "
     "machine can, the default), require or off",
     .set = set_sandbox, .initial = "auto"},
    {"quiet", NULL, NULL,
     "tell on standard error only why there is no report; what could not be read "
     "still stands in the report, and in the exit status",
     .set = set_loudness, FIELD(quiet), .letter = 'q'},
    {"verbose", NULL, NULL,
     "say on standard error what is read: configuration, plugins, each input, and how "
     "long it took",
     .set = set_loudness, FIELD(verbose), .letter = 'v'},
    {"help", NULL, NULL, "-h in short, --help in full", .set = set_help,
     .verb = VERB_HELP, .letter = 'h'},
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

bool option_repeats(const struct option_row *row)
{
    return row->set == set_words || strstr(row->help, "may repeat") != NULL;
}

bool option_is_key(const struct option_row *row)
{
    return row->verb == VERB_REPORT && !row->only_typed;
}

const struct option_row *option_named(sls_view name)
{
    for (size_t i = 0; i < option_row_count; i++)
        if (view_equal(name, view_of(option_rows[i].name)))
            return &option_rows[i];
    return NULL;
}

const char *option_similar(const char *name)
{
    const char *names[SLS_COUNT(option_rows)];

    for (size_t i = 0; i < option_row_count; i++)
        names[i] = option_rows[i].name;
    return similar_word(name, names, option_row_count);
}
