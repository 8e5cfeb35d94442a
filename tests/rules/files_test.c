/*
 * files_test.c - rule files beside each other and beside plugins: the order in which
 * causes are asked, providers that a file declares or adds to, and files that fall out.
 */
#include "rules/files.h"

#include "../plugins/shelf.h"
#include "base/view.h"
#include "rules/provider.h"
#include "rules/wording.h"

static const char *const plugins[] = {"good", "generic", NULL};

static void put(struct shelf *shelf, const char *name, const char *text)
{
    char path[FOLDER_PATH_BYTES];

    folder_write(folder_place(&shelf->folder, path, name), text, strlen(text));
    files_add(&shelf->book, path, false);
}

static size_t provider_named(const struct shelf *shelf, const char *host)
{
    return provider_of(&shelf->book, view_of(host));
}

#define PROVIDER "provider \"acme\" { relay = \"acme.example\" }\n"
#define RULE(slug, code)                                                                 \
    "cause \"" slug "\" { code = " code " sample = \"" code " x\" title = \"T " code     \
    "\" action = review }\n"

Test(files, asked_in_their_order_and_before_the_plugin)
{
    struct shelf shelf;

    shelf_open(&shelf, plugins);
    put(&shelf, "1.conf", RULE("good/one", "551") RULE("good/greylisted", "552"));
    put(&shelf, "2.conf", RULE("good/one", "553"));
    files_settle(&shelf.book);
    shelf_bind(&shelf);
    const struct book *book = &shelf.book;
    size_t first = book->first_rule[book_plugin(book, "good")];
    static const uint16_t order[] = {551, 552, 553};
    for (size_t i = 0; i < SLS_COUNT(order); i++)
        cr_expect_eq(book->rules[first + i].data.reply, order[i]);
    cr_expect_null(book->rules[first + 3].origin, "then the plugin's own");
    cr_expect_eq(book->new_cause_count, 1, "two files make one cause");
    cr_expect_eq(book->rules[first].cause, book->rules[first + 2].cause);
    cr_expect_eq(book->rules[first + 1].cause, cause_named("greylisted"));
    cr_expect_str_eq(wording_of(&book->rules[first + 2], LANGUAGE_KOREAN).title, "T 553");
    shelf_close(&shelf);
}

Test(files, a_provider_of_files_alone)
{
    struct shelf shelf;

    shelf_open(&shelf, plugins);
    put(&shelf, "1.conf", "provider \"acme\" { name = \"First\" }\n" RULE("acme/x", "5"));
    put(&shelf, "2.conf",
        "provider \"acme\" { name = \"Second\" setup = \"S\" relay = \"*.acme.example\" "
        "}");
    files_settle(&shelf.book);
    shelf_bind(&shelf);
    const struct book *book = &shelf.book;
    size_t acme = book_plugin(book, "acme");
    cr_assert_lt(acme, book->plugin_count);
    cr_expect_str_eq(book->plugins[acme].info.title, "First");
    cr_expect_str_eq(book->plugins[acme].info.setup, "S");
    cr_expect_eq(provider_named(&shelf, "mx.acme.example"), acme);
    cr_expect_eq(provider_named(&shelf, "acme.example"), book->generic);
    cr_expect_eq(book->first_rule[acme + 1] - book->first_rule[acme], 1);
    shelf_close(&shelf);
}

Test(files, a_plugin_gets_a_relay_and_a_name)
{
    struct shelf shelf;

    shelf_open(&shelf, plugins);
    put(&shelf, "1.conf",
        "provider \"good\" { name = \"Better\" relay = \"b.example\" }");
    files_settle(&shelf.book);
    shelf_bind(&shelf);
    size_t good = book_plugin(&shelf.book, "good");
    cr_expect_str_eq(shelf.book.plugins[good].info.title, "Better");
    cr_expect_eq(provider_named(&shelf, "mx.b.example"), good);
    shelf_close(&shelf);
}

static const struct {
    const char *name, *first, *second, *fault; /* of the first; NULL: sound */
} rows[] = {
    {"a provider of another file", RULE("acme/x", "5"), PROVIDER, NULL},
    {"a cause of another file", PROVIDER "cause \"acme/x\" { code = 4 sample = 4 }",
     RULE("good/x", "5"), NULL},
    {"no such provider", RULE("godo/x", "5"), "",
     ":1: no provider \"godo\"; similar: \"good\""},
    {"a provider of a faulty file", RULE("acme/x", "5"), PROVIDER "x",
     ":1: no provider \"acme\"; similar: \"acme\""},
    {"no such cause", "\ncause \"good/greylistd\" { code = 4 sample = 4 }", "",
     ":2: no cause \"greylistd\"; similar: \"greylisted\"; a new one needs title and "
     "action"},
    {"no title", "cause \"good/qqq\" { code = 4 sample = 4 action = wait }", "",
     ":1: no cause \"qqq\"; a new one needs title and action"},
    {"no relay", "provider \"acme\" { name = \"A\" }", "",
     ":1: the provider \"acme\" needs a relay: a host it answers from"},
};

Test(files, what_is_nowhere)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct shelf shelf;
        shelf_open(&shelf, plugins);
        put(&shelf, "1.conf", rows[i].first);
        put(&shelf, "2.conf", rows[i].second);
        files_settle(&shelf.book);
        shelf_bind(&shelf);
        const struct rulefile *file = &shelf.book.files[0];
        if (rows[i].fault == NULL)
            cr_expect_eq(file->fault_count, 0, "%s: %s", rows[i].name,
                         file->fault.sentence);
        else
            cr_expect(view_ends(view_of(file->fault.sentence), view_of(rows[i].fault)),
                      "%s: %s", rows[i].name, file->fault.sentence);
        shelf_close(&shelf);
    }
}

Test(files, a_folder_in_the_order_of_its_names)
{
    struct shelf shelf;
    char path[FOLDER_PATH_BYTES];
    static const char *const names[] = {"b.conf", "a.conf", ".c.conf", "d.conf~",
                                        "e.txt"};

    shelf_open(&shelf, plugins);
    for (size_t i = 0; i < SLS_COUNT(names); i++)
        folder_write(folder_place(&shelf.folder, path, names[i]), "", 0);
    cr_expect(files_add_folder(&shelf.book, shelf.folder.path));
    cr_expect_not(files_add_folder(&shelf.book, "/nosuch"));
    cr_expect_eq(shelf.book.file_count, 2);
    cr_expect(view_ends(view_of(shelf.book.files[0].path), VIEW("/a.conf")));
    shelf_close(&shelf);
}
