/*
 * rulefile_test.c - rule files by rows: what a text becomes, and the first fault of one
 * that is not sound, with its line.
 */
#include "rules/rulefile.h"

#include "../plugins/folder.h"
#include "base/view.h"

struct heard {
    struct why list[16];
    size_t count;
};

static void hear(void *receiver, const struct why *why, const struct caret *mark)
{
    struct heard *heard = receiver;

    (void)mark;
    if (heard->count < SLS_COUNT(heard->list))
        heard->list[heard->count] = *why;
    heard->count++;
}

/* A file that is read, with what is wrong with it. */
struct read {
    struct folder folder;
    struct arena arena;
    struct rulefile file;
    struct heard heard;
    char path[FOLDER_PATH_BYTES];
};

static bool read_text(struct read *read, const char *text)
{
    struct faults faults = {read->path, hear, &read->heard, 0};

    read->heard.count = 0;
    folder_open(&read->folder);
    arena_open(&read->arena);
    folder_write(folder_place(&read->folder, read->path, "t.conf"), text, strlen(text));
    bool sound = rulefile_open(&read->file, &read->arena, read->path, &faults);
    cr_expect_eq(faults.count, read->heard.count);
    return sound;
}

static void forget(struct read *read)
{
    rulefile_close(&read->file);
    arena_close(&read->arena);
    folder_close(&read->folder);
}

#define CAUSE(keys) "cause \"a/rate-limited\" { " keys " }"
#define SOUND       "code = 5 sample = \"550 x\""

static const struct {
    const char *name, *text, *fault; /* behind "PATH:" */
} faulty[] = {
    {"an unknown key", "cause \"a/b\" {\n cod = 5\n}",
     "2: no key \"cod\"; similar: \"code\""},
    {"a key of the other section", "provider \"a\" {\n code = 5\n}",
     "2: no key \"code\""},
    {"behind comments",
     "# a\n// b\n/* c\nd */ cause \"a/b\" { # e\n code = 5 /* f */\n cod = 5\n}",
     "6: no key \"cod\"; similar: \"code\""},
    {"behind what is no comment",
     "cause \"a/b\" {\n link = https://x.example/ title = \"#1 // /*\"\n cod = '\\'#'\n}",
     "3: no key \"cod\"; similar: \"code\""},
    {"an unknown section", "\nprovder \"a\" { }",
     "2: no section \"provder\"; similar: \"provider\""},
    {"an open section", "cause \"a/b\" {\n code = 5",
     "2: a closing brace is missing before this"},
    {"an open section before another", "cause \"a/b\" {\n code = 5\ncause \"a/c\" { }",
     "3: a closing brace is missing before this"},
    {"an open text", "cause \"a/b\" {\n code = \"5 }", "2: premature end of file"},
    {"an open comment", CAUSE(SOUND) "\n/* x", "2: a comment is not closed"},
    {"no equals sign", "cause \"a/b\" {\n code 5 }",
     "2: missing equal sign after option 'code'"},
    {"a stray brace", "}", "1: unexpected closing brace"},
    {"no key at all", "\"\" = 5", "1: this is no key with a value"},
    {"a key outside", CAUSE(SOUND) "\ncause|code = 5", "2: this is no key with a value"},
    {"an empty section", "\n\ncause \"a/b\" { }", "3: this section has no keys"},
    {"EUC-KR", CAUSE("title_ko = \"\xb0\xa1\" " SOUND),
     "1: \"title_ko\" is not written in UTF-8"},
    {"a cut character", CAUSE("title_ko = \"\xea\xb0\" " SOUND),
     "1: \"title_ko\" is not written in UTF-8"},
    {"a bad name", "provider \"A b\" {\n name = x\n}",
     "1: \"A b\": a provider is named in a-z, 0-9 and '-'"},
    {"all relays", "provider \"a\" {\n relay = {\"b\",\n \"*\"}\n}",
     "3: \"*\" takes every relay: only a plugin in C may"},
    {"no slash", "cause \"rate-limited\" { " SOUND " }",
     "1: \"rate-limited\" is no PROVIDER/CAUSE, each in a-z, 0-9 and '-'"},
    {"two slashes", "cause \"a/b/c\" { " SOUND " }",
     "1: \"a/b/c\" is no PROVIDER/CAUSE, each in a-z, 0-9 and '-'"},
    {"a code too high", CAUSE("code = 650 sample = \"x\""),
     "1: \"650\" is no code: \"550\", \"55\", \"5\", or \"550 5.7.1\""},
    {"half a code", CAUSE("code = \"550 5.x\" sample = \"x\""),
     "1: \"550 5.x\" is no code: \"550\", \"55\", \"5\", or \"550 5.7.1\""},
    {"nothing to know it by", CAUSE("sample = \"550 x\""),
     "1: the cause needs a code, contains or regex to be known by"},
    {"no sample", "cause \"a/b\" {\n code = 5\n}",
     "1: the cause needs a sample: a reply that it catches"},
    {"both kinds of text", CAUSE("contains = a\nregex = b sample = \"a\""),
     "2: \"contains\" and \"regex\" exclude each other"},
    {"a broken pattern", CAUSE("regex = '(a' sample = \"a\""),
     "1: \"(a\": missing closing parenthesis at offset 2"},
    {"an empty literal", CAUSE("contains = \" \" sample = \"a\""),
     "1: \"contains\" is empty"},
    {"an action", CAUSE("action = fix-auht " SOUND),
     "1: no action \"fix-auht\"; similar: \"fix-auth\"; docs/causes.md has them all"},
    {"a severity", CAUSE("severity = urgent " SOUND),
     "1: no severity \"urgent\": there are notice, warning, critical"},
    {"a link", CAUSE("link = \"http://a.example\" " SOUND),
     "1: the link is not https: http://a.example"},
    {"twice", CAUSE("code = 4\n" SOUND), "2: \"code\" is given twice"},
    {"line of a head behind comments",
     "# cause\n/* cause\n */ \n\ncause \"a\"\n{\n# cause\n" SOUND "}",
     "5: \"a\" is no PROVIDER/CAUSE, each in a-z, 0-9 and '-'"},
};

Test(rulefile, faults_have_their_line)
{
    for (size_t i = 0; i < SLS_COUNT(faulty); i++) {
        struct read read;
        char want[2 * FOLDER_PATH_BYTES];
        cr_expect_not(read_text(&read, faulty[i].text), "%s", faulty[i].name);
        snprintf(want, sizeof(want), "%s:%s", read.path, faulty[i].fault);
        cr_expect_str_eq(read.heard.list[0].sentence, want, "%s: %s", faulty[i].name,
                         read.heard.list[0].sentence);
        forget(&read);
    }
}

Test(rulefile, every_unknown_key_is_told)
{
    struct read read;

    read_text(&read, "provider \"a\" { nam = x relays = { b, c } }\n"
                     "cause \"a/rate-limited\" { titel = x " SOUND " titel = y }");
    cr_expect_eq(read.heard.count, 3, "%zu faults", read.heard.count);
    cr_expect_eq(read.file.rule_count, 1);
    cr_expect_eq(read.file.provider_count, 0, "a provider of unknown keys only");
    forget(&read);
}

Test(rulefile, a_file_that_cannot_be_read)
{
    struct arena arena;
    struct rulefile file;
    struct heard heard = {.count = 0};
    struct faults faults = {"/nosuch.conf", hear, &heard, 0};

    arena_open(&arena);
    cr_expect_not(rulefile_open(&file, &arena, "/nosuch.conf", &faults));
    cr_expect_str_eq(heard.list[0].sentence, "/nosuch.conf: No such file or directory");
    rulefile_close(&file);
    arena_close(&arena);
}

Test(rulefile, others_may_not_write_to_it)
{
    struct read read;

    cr_expect(read_text(&read, CAUSE(SOUND)));
    rulefile_close(&read.file);
    chmod(read.path, 0666);
    struct faults faults = {read.path, hear, &read.heard, 0};
    cr_expect_not(rulefile_open(&read.file, &read.arena, read.path, &faults));
    cr_expect_not_null(strstr(read.heard.list[0].sentence, "is writable by others"));
    cr_expect_eq(read.file.rule_count, 0);
    forget(&read);
}

static const struct {
    const char *name, *code;
    uint16_t reply;
    const char *enhanced;
} codes[] = {
    {"a reply", "550", 550, NULL},
    {"ten replies", "55", 55, NULL},
    {"a class", "5", 5, NULL},
    {"both", "'550 5.7.1'", 550, "5.7.1"},
    {"a class of both", "'5  5.7'", 5, "5.7"},
    {"an enhanced code", "5.7.1", 0, "5.7.1"},
    {"half an enhanced code", "4.7", 0, "4.7"},
};

Test(rulefile, codes)
{
    for (size_t i = 0; i < SLS_COUNT(codes); i++) {
        struct read read;
        char text[256];
        snprintf(text, sizeof(text), CAUSE("sample = x code = %s"), codes[i].code);
        cr_assert(read_text(&read, text), "%s: %s", codes[i].name,
                  read.heard.list[0].sentence);
        const sls_rule *rule = &read.file.rules[0].data;
        cr_expect_eq(rule->reply, codes[i].reply, "%s: %u", codes[i].name, rule->reply);
        cr_expect(view_equal(view_of(rule->enhanced), view_of(codes[i].enhanced)), "%s",
                  codes[i].name);
        forget(&read);
    }
}

static const struct {
    const char *name, *keys, *text;
    bool matches;
} texts[] = {
    {"case does not matter", "contains = 'NO credits'", "452 no Credits left", true},
    {"any of several", "contains = { 'a b', 'c d' }", "c d", true},
    {"none of several", "contains = { 'a b', 'c d' }", "a d", false},
    {"what is special in a pattern is not in a literal", "contains = 'a.b(c)+\\\\E|'",
     "a.b(c)+\\E|", true},
    {"a dot is a dot", "contains = 'a.b'", "axb", false},
    {"beyond ASCII", "contains = '한도 초과'", "552 한도 초과", true},
    {"a pattern", "regex = '^452 .*left$'", "452 no credits left", true},
    {"a backslash in single quotes", "regex = '\\d{3}'", "452", true},
};

Test(rulefile, literals_and_patterns)
{
    for (size_t i = 0; i < SLS_COUNT(texts); i++) {
        struct read read;
        char text[256];
        size_t from, to;
        snprintf(text, sizeof(text), CAUSE("sample = x %s"), texts[i].keys);
        cr_assert(read_text(&read, text), "%s: %s", texts[i].name,
                  read.heard.list[0].sentence);
        enum match_result result =
            pattern_match(read.file.rules[0].pattern, view_of(texts[i].text), &from, &to);
        cr_expect_eq(result == MATCH_YES, texts[i].matches, "%s", texts[i].name);
        forget(&read);
    }
}

Test(rulefile, everything_at_once)
{
    struct read read;

    cr_assert(read_text(
        &read,
        "\xEF\xBB\xBF# comment\nprovider \"acme\" {\n name = \"Acme Mail\"\n"
        " relay = { \"acme.example\", \".a.example\" }\n setup = \"one\ntwo\"\n"
        " setup_ko = \"하나\" }\n\ncause \"acme/no-credits\"\n{ code = 452\n"
        " title = \"No credits\" title_ko = \"크레딧 없음\"\n do = { \"A.\", \"B\nC.\" "
        "}\n"
        " do_ko = \"가.\" link = \"https://a.example\" action = upgrade-plan\n"
        " severity = notice sample = { \"452 x\", \"452 y\" } not_sample = \"5\" }\n"));
    const struct file_provider *provider = &read.file.providers[0];
    const struct file_rule *rule = &read.file.rules[0];
    cr_expect_eq(read.file.provider_count, 1);
    cr_expect_eq(read.file.rule_count, 1);
    cr_expect_str_eq(provider->slug, "acme");
    cr_expect_str_eq(provider->name, "Acme Mail");
    cr_expect_str_eq(provider->relays[1], ".a.example");
    cr_expect_null(provider->relays[2]);
    cr_expect_str_eq(provider->setup, "one\ntwo");
    cr_expect_str_eq(provider->setup_ko, "하나");
    cr_expect_eq(rule->line, 9);
    cr_expect_str_eq(rule->provider, "acme");
    cr_expect_str_eq(rule->data.cause, "no-credits");
    cr_expect_str_eq(rule->data.id, "t.conf:9");
    cr_expect_str_eq(rule->english.title, "No credits");
    cr_expect_str_eq(rule->english.advice, "A.\nB C.");
    cr_expect_str_eq(rule->korean.title, "크레딧 없음");
    cr_expect_str_eq(rule->korean.advice, "가.");
    cr_expect_null(rule->korean.url);
    cr_expect_str_eq(rule->data.url, "https://a.example");
    cr_expect_str_eq(rule->data.action, "upgrade-plan");
    cr_expect_eq(rule->data.severity, SLS_NOTICE);
    cr_expect_str_eq(rule->data.example, "452 x\n452 y");
    forget(&read);
}

Test(rulefile, nothing_at_all_is_sound)
{
    static const char *const rows[] = {"", "\n", "# only a comment"};

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct read read;
        cr_expect(read_text(&read, rows[i]), "\"%s\": %s", rows[i],
                  read.heard.list[0].sentence);
        cr_expect_eq(read.file.rule_count, 0);
        forget(&read);
    }
}
