/*
 * config_test.c - configuration files by rows: what they set, what overrules what, and
 * the fault of one that is not sound, with its line.
 */
#include "app/config.h"

#include "../plugins/folder.h"
#include "app/option_rows.h"
#include "base/view.h"

struct read {
    struct folder folder;
    struct options options;
    struct why why;
    char path[FOLDER_PATH_BYTES];
};

static void begin(struct read *read)
{
    read->options = (struct options){.verb = VERB_REPORT};
    arena_open(&read->options.arena);
    folder_open(&read->folder);
    folder_place(&read->folder, read->path, "t.conf");
}

static void end(struct read *read)
{
    options_close(&read->options);
    folder_close(&read->folder);
}

static bool read_text(struct read *read, const char *text, enum origin origin)
{
    folder_write(read->path, text, strlen(text));
    return config_read_file(&read->options, read->path, origin, &read->why);
}

static const struct {
    const char *name, *text, *fault; /* behind "PATH:" */
} faulty[] = {
    {"a typo", "# top\n\ntpo = 4", "3: no option \"tpo\"; similar: top"},
    {"dashes", "--top = 4", "1: no option \"--top\"; similar: top"},
    {"no option at all", "top = 2\nnothing-like-it = 4",
     "2: no option \"nothing-like-it\""},
    {"a verb", "trace = a@b.example",
     "1: \"trace\" is for the command line, not for a configuration file"},
    {"an input", "/* a\n*/ journal = yes",
     "2: \"journal\" is for the command line, not for a configuration file"},
    {"twice", "top = 2\ntop = 3", "2: \"top\" is given twice"},
    {"a list", "top = {2,\n 3}", "2: \"top\" is given twice"},
    {"no switch", "ascii = maybe", "1: ascii: \"maybe\" is neither true nor false"},
    {"blanks", "since = 2 days", "1: no option \"days\""},
    {"no value", "top = 2\nwidth =\n", "2: a value is missing"},
    {"open braces", "host = { \"mx1\"", "1: quotes or braces are not closed"},
    {"open quotes", "\nhost = \"mx1\n", "2: quotes or braces are not closed"},
    {"an open comment", "top = 2\n/* a", "2: a comment is not closed"},
    {"no equals sign", "top 5", "1: missing equal sign after option 'top'"},
    {"a stray brace", "}", "1: unexpected closing brace"},
    {"no key", "\"\" = 5", "1: this is no option with a value"},
    {"a section", "top { a = 5 }", "1: missing equal sign after option 'top'"},
};

Test(config, faults)
{
    struct read read;
    char want[1024];

    for (size_t i = 0; i < SLS_COUNT(faulty); i++) {
        begin(&read);
        cr_expect_not(read_text(&read, faulty[i].text, ORIGIN_USER), "%s",
                      faulty[i].name);
        snprintf(want, sizeof(want), "%s:%s", read.path, faulty[i].fault);
        cr_expect_str_eq(read.why.sentence, want, "%s: %s", faulty[i].name,
                         read.why.sentence);
        end(&read);
    }
}

/* Values are checked by the options, so that a file means what a command line means. */
static const struct {
    const char *text, *fault;
} refused[] = {
    {"top = abc", "1: top: \"abc\" is no number from 0 to 1000000"},
    {"\ncolor = allways",
     "2: color: \"allways\" is none of auto, always, never; similar: always"},
    {"since = foo", "1: since: \"foo\" is no time that can be read"},
    {"memory = 1", "1: memory: \"1\" is no size from 1M to 1024G"},
    {"lang = kr", "1: lang: \"kr\" is none of en, ko; similar: ko"},
};

Test(config, refused_values)
{
    struct read read;
    char want[1024];

    for (size_t i = 0; i < SLS_COUNT(refused); i++) {
        begin(&read);
        cr_assert(read_text(&read, refused[i].text, ORIGIN_USER));
        settings_add(&read.options.settings, /* overrules it, and hides nothing */
                     (struct setting){.row = option_named(VIEW("top")),
                                      .argument = "7",
                                      .origin = ORIGIN_COMMAND_LINE});
        cr_expect_not(settings_apply(&read.options.settings, &read.options, &read.why));
        snprintf(want, sizeof(want), "%s:%s", read.path, refused[i].fault);
        cr_expect_str_eq(read.why.sentence, want);
        end(&read);
    }
}

static void read_both(struct read *read, const char *machine, const char *user)
{
    cr_assert(read_text(read, machine, ORIGIN_MACHINE), "%s", read->why.sentence);
    cr_assert(read_text(read, user, ORIGIN_USER), "%s", read->why.sentence);
    cr_assert(settings_apply(&read->options.settings, &read->options, &read->why), "%s",
              read->why.sentence);
}

Test(config, later_files_overrule)
{
    struct read read;

    begin(&read);
    read_both(&read,
              "top = 3 width = 80 ascii = yes quiet = true exit-code = on\n"
              "host = {\"mx1\", mx2} rules = a.conf rules = b.conf",
              "top = 5 ascii = no verbose = true host = \"mx3\"");
    cr_expect_eq(read.options.top, 5);
    cr_expect_eq(read.options.width, 80);
    cr_expect_not(read.options.ascii);
    cr_expect(read.options.exit_code);
    cr_expect(read.options.verbose && !read.options.quiet);
    cr_expect_eq(read.options.hosts.count, 1);
    cr_expect_str_eq(read.options.hosts.list[0], "mx3");
    cr_expect_eq(read.options.rule_files.count, 2);
    cr_expect_str_eq(read.options.rule_files.list[1], "b.conf");
    cr_expect_eq(read.options.configs.count, 2);
    end(&read);
}

/* --trace prints to the screen, and refuses what selects; a file means the report. */
Test(config, output_is_of_the_report)
{
    struct read read;

    begin(&read);
    settings_add(&read.options.settings,
                 (struct setting){.row = option_named(VIEW("trace")),
                                  .argument = "a@b.example",
                                  .origin = ORIGIN_COMMAND_LINE});
    read_both(&read, "output = r.json format = json group-by = sender provider = gmail",
              "top = 4");
    cr_expect_eq(read.options.outputs.count, 0);
    cr_expect_null(read.options.format);
    cr_expect_eq(read.options.grouping, BY_NOTHING);
    cr_expect_eq(read.options.providers.count, 0);
    cr_expect_eq(read.options.top, 4);
    cr_expect_eq(read.options.verb, VERB_TRACE);
    end(&read);
}

Test(config, nothing)
{
    static const char *const texts[] = {"", "\n", "# top = 3", "\xEF\xBB\xBF# top = 3\n"};
    struct read read;

    for (size_t i = 0; i < SLS_COUNT(texts); i++) {
        begin(&read);
        cr_expect(read_text(&read, texts[i], ORIGIN_USER), "%s", read.why.sentence);
        cr_expect_eq(read.options.settings.count, 0);
        end(&read);
    }
}

Test(config, who_may_write)
{
    struct read read;

    begin(&read);
    cr_expect(read_text(&read, "top = 3", ORIGIN_USER));
    chmod(read.path, 0664);
    cr_expect_not(config_read_file(&read.options, read.path, ORIGIN_USER, &read.why));
    cr_expect_not_null(strstr(read.why.sentence, "writable by others"));
    chmod(read.path, 0600);
    cr_expect(config_read_file(&read.options, read.path, ORIGIN_USER, &read.why));
    end(&read);
}
