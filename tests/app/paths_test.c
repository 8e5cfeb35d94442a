/*
 * paths_test.c - what a folder and a list of files stand for, and what they do not.
 */
#include "app/paths.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/view.h"

enum { NAME_BYTES = 256 };

static void make_file(const char *folder, const char *name, const char *text,
                      size_t bytes)
{
    char path[NAME_BYTES];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file, "%s", path);
    fwrite(text, 1, bytes, file);
    fclose(file);
}

static void make_folder(const char *folder, const char *name)
{
    char path[NAME_BYTES];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    cr_assert_eq(mkdir(path, 0700), 0);
}

/* a.log, b.log.gz, deep/c.log; and what nobody has named. */
static void make_tree(char folder[])
{
    char path[NAME_BYTES];

    cr_assert_not_null(mkdtemp(folder));
    make_file(folder, "b.log.gz", "x", 1);
    make_file(folder, "a.log", "x", 1);
    make_file(folder, ".hidden", "x", 1);
    make_folder(folder, "deep");
    make_folder(folder, "deep/deeper");
    make_file(folder, "deep/deeper/c.log", "x", 1);
    make_folder(folder, "empty");
    snprintf(path, sizeof(path), "%s/pipe", folder);
    cr_assert_eq(mkfifo(path, 0600), 0);
    snprintf(path, sizeof(path), "%s/loop", folder);
    cr_assert_eq(symlink(folder, path), 0);
}

static void expect(const struct paths *paths, size_t i, const char *folder,
                   const char *name)
{
    char path[NAME_BYTES];

    snprintf(path, sizeof(path), "%s%s%s", folder, *folder != '\0' ? "/" : "", name);
    cr_assert_lt(i, paths->count, "no path %zu for %s", i, path);
    cr_expect_str_eq(paths->list[i].name, path);
    cr_expect_eq(paths->list[i].refused.sentence[0], '\0');
}

Test(paths, folder)
{
    char folder[] = "/tmp/paths_test.XXXXXX", with_slash[NAME_BYTES];
    struct options options = {.inputs.count = 0};
    struct paths paths;
    struct why why;

    make_tree(folder);
    snprintf(with_slash, sizeof(with_slash), "%s//", folder);
    words_add(&options.inputs, "named.log");
    words_add(&options.inputs, with_slash);
    cr_assert(paths_open(&paths, &options, &why));
    cr_expect_eq(paths.count, 4, "%zu paths", paths.count);
    expect(&paths, 0, "", "named.log");
    expect(&paths, 1, folder, "a.log");
    expect(&paths, 2, folder, "b.log.gz");
    expect(&paths, 3, folder, "deep/deeper/c.log");
    paths_close(&paths);
    options_close(&options);
}

Test(paths, folder_without_files)
{
    char folder[] = "/tmp/paths_test.XXXXXX", empty[NAME_BYTES];
    struct options options = {.inputs.count = 0};
    struct paths paths;
    struct why why;

    make_tree(folder);
    snprintf(empty, sizeof(empty), "%s/empty", folder);
    words_add(&options.inputs, empty);
    cr_assert(paths_open(&paths, &options, &why));
    cr_assert_eq(paths.count, 1);
    cr_expect_not_null(strstr(paths.list[0].refused.sentence, "holds no file to read"));
    paths_close(&paths);
    options_close(&options);
}

static const struct {
    const char *name;
    const char *text;
    size_t bytes;
} lists[] = {
    {"lines", "one.log\ntwo.log\n", 16},
    {"no end of the last line", "one.log\ntwo.log", 15},
    {"CR LF and empty lines", "one.log\r\n\n\r\ntwo.log\r\n", 21},
    {"NULs", "one.log\0two.log\0", 16},
};

Test(paths, list)
{
    for (size_t i = 0; i < SLS_COUNT(lists); i++) {
        char folder[] = "/tmp/paths_test.XXXXXX", name[NAME_BYTES];
        struct options options = {.inputs.count = 0};
        struct paths paths;
        struct why why;
        cr_assert_not_null(mkdtemp(folder));
        make_file(folder, "list", lists[i].text, lists[i].bytes);
        snprintf(name, sizeof(name), "%s/list", folder);
        words_add(&options.lists, name);
        cr_assert(paths_open(&paths, &options, &why));
        cr_expect_eq(paths.count, 2, "%s: %zu paths", lists[i].name, paths.count);
        expect(&paths, 0, "", "one.log");
        expect(&paths, 1, "", "two.log");
        paths_close(&paths);
        options_close(&options);
    }
}

Test(paths, names_with_line_ends_in_a_list_with_nuls)
{
    char folder[] = "/tmp/paths_test.XXXXXX", name[NAME_BYTES];
    struct options options = {.inputs.count = 0};
    struct paths paths;
    struct why why;

    cr_assert_not_null(mkdtemp(folder));
    make_file(folder, "list", "one\nlog\0two.log\0", 16);
    snprintf(name, sizeof(name), "%s/list", folder);
    words_add(&options.lists, name);
    cr_assert(paths_open(&paths, &options, &why));
    expect(&paths, 0, "", "one\nlog");
    paths_close(&paths);
    options_close(&options);
}

Test(paths, missing_list)
{
    struct options options = {.inputs.count = 0};
    struct paths paths;
    struct why why;

    words_add(&options.lists, "/nosuch/list");
    cr_expect_not(paths_open(&paths, &options, &why));
    cr_expect_str_eq(why.sentence,
                     "--files-from: /nosuch/list: No such file or directory");
    paths_close(&paths);
    options_close(&options);
}
