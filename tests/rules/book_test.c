/*
 * book_test.c - loading several plugins: what is refused is told and the rest goes on,
 * the order of files does not matter, rules are numbered through behind the program's own
 * two, and a rule takes action and severity from itself before its cause.
 */
#include "rules/book.h"

#include "../plugins/shelf.h"
#include "base/view.h"

Test(book, plugins_stand_in_the_order_of_their_names)
{
    static const char *const orders[][5] = {{"good", "generic", "longer_rule", NULL},
                                            {"longer_rule", "good", "generic", NULL},
                                            {"generic", "longer_rule", "good", NULL}};

    for (size_t i = 0; i < SLS_COUNT(orders); i++) {
        struct shelf shelf;
        shelf_open(&shelf, orders[i]);
        shelf_bind(&shelf);
        const struct book *book = &shelf.book;
        cr_assert_eq(book->plugin_count, 3);
        cr_expect_str_eq(book->plugins[0].info.name, "generic");
        cr_expect_str_eq(book->plugins[1].info.name, "good");
        cr_expect_str_eq(book->plugins[2].info.name, "longer");
        cr_expect_eq(book->generic, 0);
        cr_expect_eq(book->rule_count, RULE_FIRST + 4 + 6 + 3);
        cr_expect_eq(book->first_rule[0], RULE_FIRST);
        cr_expect_eq(book->first_rule[1], RULE_FIRST + 4);
        cr_expect_eq(book->first_rule[2], RULE_FIRST + 10);
        cr_expect_eq(book->first_rule[3], book->rule_count);
        for (size_t r = 0; r < 6; r++) {
            const struct rule *rule = &book->rules[book->first_rule[1] + r];
            cr_expect_eq(rule->plugin, 1);
            cr_expect_eq(rule->number, r);
            cr_expect_str_eq(rule->data.id, book->plugins[1].rules[r].id);
        }
        cr_expect_eq(book_plugin(book, "good"), 1);
        cr_expect_eq(book_plugin(book, "Good"), 3, "no such plugin");
        cr_expect_eq(book_plugin(book, ""), 3);
        cr_expect_eq(shelf.refused_count, 0);
        shelf_close(&shelf);
    }
}

Test(book, own_rules_come_first)
{
    struct shelf shelf;

    shelf_open(&shelf, (const char *const[]){"good", "generic", NULL});
    shelf_bind(&shelf);
    const struct rule *rules = shelf.book.rules;
    cr_expect_str_eq(rules[RULE_UNCLASSIFIED].cause->slug, "unclassified");
    cr_expect_str_eq(rules[RULE_EXPIRED].cause->slug, "message-expired");
    for (size_t i = 0; i < RULE_FIRST; i++) {
        cr_expect_eq(rules[i].action, rules[i].cause->action);
        cr_expect_eq(rules[i].plugin, shelf.book.generic);
        cr_expect_null(rules[i].pattern);
        cr_expect(rules[i].data.advice != NULL && strlen(rules[i].data.advice) > 20);
    }
    shelf_close(&shelf);
}

static const struct {
    const char *id, *cause, *action;
    enum sls_severity severity;
} judged[] = {
    {"no-such-user", "user-unknown", "clean-list", SLS_WARNING},
    {"rate", "rate-limited", "slow-down", SLS_NOTICE},
    {"credits", "account-quota-exceeded", "slow-down", SLS_NOTICE},
    {"own", "own-cause", "wait", SLS_NOTICE},
    {"severe", "own-severe", "wait", SLS_WARNING},
    {"weighed", "spam-content", "fix-content", SLS_WARNING},
};

Test(book, rules_override_their_cause)
{
    struct shelf shelf;

    shelf_open(&shelf, (const char *const[]){"good", "generic", NULL});
    shelf_bind(&shelf);
    size_t first = shelf.book.first_rule[book_plugin(&shelf.book, "good")];
    for (size_t i = 0; i < SLS_COUNT(judged); i++) {
        const struct rule *rule = &shelf.book.rules[first + i];
        cr_expect_str_eq(rule->data.id, judged[i].id);
        cr_expect_str_eq(rule->cause->slug, judged[i].cause, "%s", judged[i].id);
        cr_expect_str_eq(rule->action->word, judged[i].action, "%s", judged[i].id);
        cr_expect_eq(rule->severity, judged[i].severity, "%s: severity %d", judged[i].id,
                     rule->severity);
    }
    cr_expect_eq(shelf.book.rules[first].enhanced_fields, 3);
    cr_expect_eq(shelf.book.rules[first + 1].enhanced_fields, 0);
    cr_expect_null(shelf.book.rules[first].pattern);
    cr_expect_not_null(shelf.book.rules[first + 1].pattern);
    shelf_close(&shelf);
}

static const struct {
    const char *plugin, *name, *sentence;
    size_t left; /* rules that stay */
} faulty[] = {
    {"bad_pattern", "bad-pattern",
     "rule 1 (unclosed): missing closing parenthesis at offset 19", 1},
    {"unknown_cause", "unknown-cause", "rule 1 (misspelt): no cause \"user-unknwon\"", 1},
};

/* A report with a gap is better than none: the rest of the table is used. */
Test(book, a_faulty_rule_is_left_out)
{
    for (size_t i = 0; i < SLS_COUNT(faulty); i++) {
        struct shelf shelf;
        char want[4 * FOLDER_PATH_BYTES];
        shelf_open(&shelf, (const char *const[]){faulty[i].plugin, "generic", NULL});
        shelf_bind(&shelf);
        const size_t *first =
            shelf.book.first_rule + (book_plugin(&shelf.book, faulty[i].name));
        cr_expect_eq(first[1] - first[0], faulty[i].left, "%s: %zu rules",
                     faulty[i].plugin, first[1] - first[0]);
        cr_expect_eq(shelf.refused_count, 1, "%s", faulty[i].plugin);
        snprintf(want, sizeof(want), "%s/%s.so: %s", shelf.folder.path, faulty[i].plugin,
                 faulty[i].sentence);
        if (shelf.refused_count > 0)
            cr_expect_eq(strncmp(shelf.refused[0].sentence, want, strlen(want)), 0, "%s",
                         shelf.refused[0].sentence);
        shelf_close(&shelf);
    }
}

/* What a report looks up for every rule must exist, whatever a plugin says. */
Test(book, severities_are_severities)
{
    struct shelf shelf;

    shelf_open(&shelf, (const char *const[]){"bad_severity", "generic", NULL});
    shelf_bind(&shelf);
    for (size_t i = 0; i < shelf.book.rule_count; i++) {
        const struct rule *rule = &shelf.book.rules[i];
        cr_expect(rule->severity >= SLS_NOTICE && rule->severity <= SLS_CRITICAL,
                  "%s: severity %d", rule->data.id, rule->severity);
    }
    shelf_close(&shelf);
}

Test(book, a_name_is_taken_once)
{
    struct shelf shelf;
    char path[FOLDER_PATH_BYTES], want[4 * FOLDER_PATH_BYTES];
    struct why why = {.sentence = ""};

    shelf_open(&shelf, (const char *const[]){"good", "generic", NULL});
    folder_copy(&shelf.folder, path, "duplicate");
    cr_expect_not(book_add(&shelf.book, path, &why));
    snprintf(want, sizeof(want),
             "%s: a plugin \"good\" is loaded already from %s/good.so", path,
             shelf.folder.path);
    cr_expect_str_eq(why.sentence, want, "%s", why.sentence);
    folder_place(&shelf.folder, path, "good.so");
    cr_expect_not(book_add(&shelf.book, path, &why), "the same file again");
    cr_expect_eq(shelf.book.plugin_count, 2);
    cr_expect_str_eq(shelf.book.plugins[0].info.title, "Good Mail", "the first stays");
    shelf_bind(&shelf);
    shelf_close(&shelf);
}

Test(book, a_folder_gives_what_is_sound)
{
    struct shelf shelf;
    char path[FOLDER_PATH_BYTES];

    shelf_open(&shelf, (const char *const[]){NULL});
    folder_copy(&shelf.folder, path, "good");
    folder_copy(&shelf.folder, path, "generic");
    folder_copy(&shelf.folder, path, "major2");
    folder_copy(&shelf.folder, path, "none");
    folder_copy(&shelf.folder, path, "duplicate");
    chmod(folder_copy(&shelf.folder, path, "longer_rule"), 0666);
    folder_write(folder_place(&shelf.folder, path, "README"), "x", 1);
    folder_write(folder_place(&shelf.folder, path, ".so"), "x", 1);
    folder_write(folder_place(&shelf.folder, path, "good.so.bak"), "x", 1);
    cr_expect(book_add_folder(&shelf.book, shelf.folder.path, shelf_refuse, &shelf));
    shelf_bind(&shelf);
    cr_expect_eq(shelf.book.plugin_count, 2);
    cr_expect_eq(book_plugin(&shelf.book, "generic"), 0);
    cr_assert_eq(shelf.refused_count, 4);
    cr_expect_not_null(strstr(shelf.refused[0].sentence, "good.so: a plugin \"good\" is"),
                       "%s", shelf.refused[0].sentence);
    cr_expect_not_null(strstr(shelf.refused[1].sentence, "longer_rule.so"));
    cr_expect_not_null(strstr(shelf.refused[2].sentence, "major2.so: built for"));
    cr_expect_not_null(strstr(shelf.refused[3].sentence, "none.so: exports no"));
    cr_expect_not(book_add_folder(&shelf.book, "/nonexistent", shelf_refuse, &shelf));
    cr_expect_not(book_add_folder(&shelf.book, path, shelf_refuse, &shelf), "a file");
    cr_expect_eq(shelf.refused_count, 4, "a missing folder is no refusal");
    shelf_close(&shelf);
}

Test(book, somebody_must_take_the_rest)
{
    struct shelf shelf;
    struct why why = {.sentence = ""};

    shelf_open(&shelf, (const char *const[]){NULL});
    cr_expect_not(book_bind(&shelf.book, shelf_refuse, &shelf, &why));
    cr_expect_str_eq(why.sentence, "no provider plugin is loaded");
    shelf_close(&shelf);
    shelf_open(&shelf, (const char *const[]){"good", NULL});
    cr_expect_not(book_bind(&shelf.book, shelf_refuse, &shelf, &why));
    cr_expect_str_eq(why.sentence,
                     "no loaded plugin takes the relays that nobody claims (\"*\")");
    shelf_close(&shelf);
}

enum { MANY_PLUGINS = 3, MANY_RULES = 30000 };

/* A verdict is a number of 16 bits: more rules than that must be refused, not mixed up.
 */
Test(book, rules_that_a_verdict_cannot_name)
{
    static const char *const names[MANY_PLUGINS] = {"a", "b", "c"};
    static const char *const relays[] = {"*", NULL};
    sls_rule *rules = memory_get(MANY_RULES, sizeof(*rules));
    struct shelf shelf;
    struct why why = {.sentence = ""};

    for (size_t i = 0; i < MANY_RULES; i++)
        rules[i] = (sls_rule){.id = "x", .cause = "user-unknown"};
    shelf_open(&shelf, (const char *const[]){NULL});
    shelf.book.plugins = memory_get(MANY_PLUGINS, sizeof(struct plugin));
    shelf.book.plugin_count = MANY_PLUGINS;
    for (size_t i = 0; i < MANY_PLUGINS; i++)
        shelf.book.plugins[i] = (struct plugin){.path = names[i],
                                                .rules = rules,
                                                .info = {.name = names[i],
                                                         .relays = relays,
                                                         .rules = rules,
                                                         .rule_count = MANY_RULES}};
    bool bound = book_bind(&shelf.book, shelf_refuse, &shelf, &why);
    cr_expect(!bound || shelf.book.rule_count <= (size_t)UINT16_MAX + 1, "%zu rules",
              shelf.book.rule_count);
    shelf_close(&shelf);
    memory_free(rules);
}
