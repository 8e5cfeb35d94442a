/*
 * option_rows.c - the table of options.
 */
#include "app/option_rows.h"

#include <string.h>

#include "app/option_setters.h"
#include "base/similar.h"
#include "base/view.h"

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
    {"jobs", "N", NULL,
     "read and count on at most N threads, beside the one that decompresses; more than 2 "
     "have nothing to do, and the report is the same (default auto: the cores at hand)",
     .set = set_threads, .letter = 'j', .initial = "auto"},
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
    {"baseline", "FILE", NULL,
     "compare with FILE, an earlier JSON report: mark the causes that are NEW or went "
     "UP, "
     "and tell which RECOVERED; -o FILE beside it keeps this one for the next time",
     set_text, FIELD(baseline), .of_report = true},
    {"fail-over", "LIMIT", NULL,
     "mark as OVER, and exit with 1, when more than LIMIT was not accepted: 5%, "
     "sendgrid=1%, gmail/rate-limited=10; may repeat",
     set_words, FIELD(fail_over), .of_report = true},
    {"quiet-if-ok", NULL, NULL,
     "print and mail nothing when all was read and nothing is to be told: no failure, "
     "or, with --fail-over, none over a limit, and no warning",
     set_flag, FIELD(quiet_if_ok), .of_report = true},
    {"mail-to", "ADDRESS", NULL,
     "mail the report through this machine's sendmail; a copy stays on the disk; may "
     "repeat",
     set_words, FIELD(mail_to), .of_report = true},
    {"mail-from", "ADDRESS", NULL,
     "of the mails to --mail-to (default: the mail system's choice)", set_text,
     FIELD(mail_from), .of_report = true},
    {"check", NULL, "Monitoring",
     "print one line for Nagios, Icinga and the like, and exit with 0 (ok), 1 (warning), "
     "2 (critical) or 3 (unknown: not all was read)",
     set_flag, FIELD(check), .only_typed = true},
    {"warning", "LIMIT", NULL,
     "with --check: warn above LIMIT, as of --fail-over; may repeat (default, with that "
     "of --critical: 5%)",
     set_words, FIELD(warnings), .only_typed = true, .letter = 'w'},
    {"critical", "LIMIT", NULL, "the same for critical; may repeat (default 10%)",
     set_words, FIELD(criticals), .only_typed = true, .letter = 'c'},

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
