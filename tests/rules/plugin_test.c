/*
 * plugin_test.c - the handshake: what a plugin must have, in which order it is asked for,
 * and the exact sentence of each refusal.  Whatever is refused leaves nothing behind; a
 * plugin with longer structures is read by its own sizes.
 */
#include "rules/plugin.h"

#include <sys/wait.h>

#include "../plugins/folder.h"

static const struct {
    const char *plugin, *sentence;
} refused[] = {
    {"major2", "built for plugin ABI 2, this program speaks ABI 1: update smtplogscan"},
    {"major0", "built for plugin ABI 0, this program speaks ABI 1: rebuild the plugin"},
    {"minor7", "needs plugin ABI 1.7, this program speaks 1.0: update smtplogscan"},
    {"none", "exports no smtplogscan_plugin"},
    {"alien", "exports smtplogscan_plugin, but it is not one of ours"},
    {"bad_name", "its name must be made of a-z, 0-9 and '-'"},
    {"no_relays", "names no relay hosts"},
    {"lacks_name", "its name must be made of a-z, 0-9 and '-'"},
    {"lacks_version", "has no version"},
    {"lacks_title", "has no title"},
    {"lacks_relays", "names no relay hosts"},
    {"lacks_rules", "counts 3 rules and has none"},
    {"lacks_causes", "counts 3 causes and has none"},
    {"lacks_cause_title", "cause 2 needs a slug, a title and a known action"},
    {"lacks_size", "its structures are shorter than those of plugin ABI 1.0"},
    {"lacks_rule_size", "its structures are shorter than those of plugin ABI 1.0"},
};

Test(plugin, refusals_are_exact)
{
    struct folder folder;
    struct arena arena;

    folder_open(&folder);
    arena_open(&arena);
    for (size_t i = 0; i < SLS_COUNT(refused); i++) {
        char path[FOLDER_PATH_BYTES], want[4 * FOLDER_PATH_BYTES];
        struct plugin plugin;
        struct why why = {.sentence = ""};
        folder_copy(&folder, path, refused[i].plugin);
        snprintf(want, sizeof(want), "%s: %s", path, refused[i].sentence);
        cr_expect_not(plugin_open(&plugin, &arena, path, &why), "%s: is taken", path);
        cr_expect_str_eq(why.sentence, want, "%s", why.sentence);
        cr_expect_null(plugin.handle, "%s: stays loaded", path);
    }
    arena_close(&arena);
    folder_close(&folder);
}

Test(plugin, sound_one_is_read_whole)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES];
    struct arena arena;
    struct plugin plugin;
    struct why why = {.sentence = ""};

    folder_open(&folder);
    arena_open(&arena);
    folder_copy(&folder, path, "good");
    cr_assert(plugin_open(&plugin, &arena, path, &why), "%s", why.sentence);
    cr_expect_str_eq(plugin.path, path);
    cr_expect_str_eq(plugin.info.name, "good");
    cr_expect_str_eq(plugin.info.title, "Good Mail");
    cr_expect_str_eq(plugin.info.version, "1.0");
    cr_expect_str_eq(plugin.info.setup, "smtp.good.example, port 587");
    cr_expect_null(plugin.info.text_domain);
    cr_expect_null(plugin.info.probe);
    cr_expect_not_null(plugin.info.classify);
    cr_assert_eq(plugin.info.rule_count, 6);
    cr_expect_str_eq(plugin.rules[0].id, "no-such-user");
    cr_expect_str_eq(plugin.rules[5].id, "weighed");
    cr_expect_neq(plugin.rules, plugin.info.rules, "the host keeps a copy");
    plugin_close(&plugin);
    cr_expect_null(plugin.handle);
    plugin_close(&plugin);
    arena_close(&arena);
    folder_close(&folder);
}

Test(plugin, longer_structures_are_stepped_over)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES];
    struct arena arena;
    struct plugin plugin;
    struct why why = {.sentence = ""};

    folder_open(&folder);
    arena_open(&arena);
    folder_copy(&folder, path, "longer_rule");
    cr_assert(plugin_open(&plugin, &arena, path, &why), "%s", why.sentence);
    cr_assert_eq(plugin.info.rule_count, 3);
    cr_expect_gt(plugin.info.rule_size, sizeof(sls_rule));
    cr_expect_str_eq(plugin.rules[0].id, "first");
    cr_expect_str_eq(plugin.rules[1].id, "second");
    cr_expect_str_eq(plugin.rules[1].advice, "Do the second thing.");
    cr_expect_str_eq(plugin.rules[2].id, "third");
    cr_assert_eq(plugin.info.cause_count, 2);
    cr_expect_str_eq(plugin.causes[0].slug, "first-own");
    cr_expect_str_eq(plugin.causes[1].slug, "second-own");
    cr_expect_str_eq(plugin.causes[1].action->word, "review");
    plugin_close(&plugin);
    arena_close(&arena);
    folder_close(&folder);
}

Test(plugin, own_causes_stand_beside_the_listed_ones)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES];
    struct arena arena;
    struct plugin plugin;
    struct why why;

    folder_open(&folder);
    arena_open(&arena);
    folder_copy(&folder, path, "good");
    cr_assert(plugin_open(&plugin, &arena, path, &why), "%s", why.sentence);
    const struct cause *own = plugin_cause(&plugin, "own-cause");
    const struct cause *severe = plugin_cause(&plugin, "own-severe");
    cr_assert(own != NULL && severe != NULL);
    cr_expect_str_eq(own->title, "A cause of its own");
    cr_expect_str_eq(own->action->word, "wait");
    cr_expect_eq(own->severity, SLS_NOTICE, "its action's");
    cr_expect_eq(severe->severity, SLS_CRITICAL, "its own");
    cr_expect_not(own->of_sender);
    cr_expect_eq(plugin_cause(&plugin, "user-unknown"), cause_named("user-unknown"));
    cr_expect_null(plugin_cause(&plugin, "no-such-cause"));
    cr_expect_null(cause_named("own-cause"), "it is the plugin's alone");
    plugin_close(&plugin);
    arena_close(&arena);
    folder_close(&folder);
}

Test(plugin, is_not_loaded_before_it_is_trusted)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES];
    struct arena arena;
    struct plugin plugin;
    struct why why;

    folder_open(&folder);
    arena_open(&arena);
    folder_copy(&folder, path, "constructor");
    chmod(path, 0666);
    cr_expect_not(plugin_open(&plugin, &arena, path, &why), "a world-writable file");
    cr_expect_not_null(strstr(why.sentence, "writable by others"), "%s", why.sentence);
    chmod(path, 0644);
    chmod(folder.path, 0775);
    cr_expect_not(plugin_open(&plugin, &arena, path, &why), "a group-writable folder");
    cr_expect_not_null(strstr(why.sentence, "writable by others"), "%s", why.sentence);
    cr_expect_null(getenv("SMTPLOGSCAN_TEST_LOADED"), "its code has run");
    chmod(folder.path, 01777);
    cr_expect(plugin_open(&plugin, &arena, path, &why), "a sticky folder: %s",
              why.sentence);
    cr_expect_not_null(getenv("SMTPLOGSCAN_TEST_LOADED"));
    plugin_close(&plugin);
    arena_close(&arena);
    folder_close(&folder);
}

Test(plugin, links_and_relative_paths_lead_to_the_file)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES], link[FOLDER_PATH_BYTES], loop[FOLDER_PATH_BYTES];
    struct arena arena;
    struct plugin plugin;
    struct why why = {.sentence = ""};

    folder_open(&folder);
    arena_open(&arena);
    folder_copy(&folder, path, "good");
    cr_assert_eq(symlink("good.so", folder_place(&folder, link, "link.so")), 0);
    cr_expect(plugin_open(&plugin, &arena, link, &why), "%s", why.sentence);
    cr_expect_str_eq(plugin.path, link, "it is called what it was found as");
    plugin_close(&plugin);
    cr_assert_eq(chdir(folder.path), 0);
    cr_expect(plugin_open(&plugin, &arena, "good.so", &why), "%s", why.sentence);
    plugin_close(&plugin);
    chmod(path, 0666);
    cr_expect_not(plugin_open(&plugin, &arena, link, &why), "the mode is the file's");
    cr_assert_eq(symlink("loop.so", folder_place(&folder, loop, "loop.so")), 0);
    cr_expect_not(plugin_open(&plugin, &arena, loop, &why), "a link to itself");
    cr_assert_eq(chdir("/"), 0);
    arena_close(&arena);
    folder_close(&folder);
}

Test(plugin, what_is_no_shared_object)
{
    static const struct {
        const char *name, *bytes;
        size_t length;
    } rows[] = {{"empty.so", "", 0},
                {"byte.so", "\x7f", 1},
                {"text.so", "#!/bin/sh\necho no plugin\n", 25},
                {"magic.so",
                 "\x7f"
                 "ELF",
                 4}};
    struct folder folder;
    struct arena arena;

    folder_open(&folder);
    arena_open(&arena);
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        char path[FOLDER_PATH_BYTES], start[4 * FOLDER_PATH_BYTES];
        struct plugin plugin;
        struct why why = {.sentence = ""};
        folder_write(folder_place(&folder, path, rows[i].name), rows[i].bytes,
                     rows[i].length);
        snprintf(start, sizeof(start), "%s: cannot be loaded: ", path);
        cr_expect_not(plugin_open(&plugin, &arena, path, &why), "%s", rows[i].name);
        cr_expect_eq(strncmp(why.sentence, start, strlen(start)), 0, "%s", why.sentence);
        cr_expect_null(strstr(why.sentence + strlen(start), path), "path said twice: %s",
                       why.sentence);
        cr_expect_null(plugin.handle);
    }
    arena_close(&arena);
    folder_close(&folder);
}

Test(plugin, what_is_not_there)
{
    static const struct {
        const char *path, *sentence;
    } rows[] = {{"/nonexistent/x.so", "/nonexistent/x.so: No such file or directory"},
                {"", ": No such file or directory"},
                {"/tmp", "/tmp: is no regular file"},
                {"/dev/null", "/dev/null: is no regular file"},
                {"/dev/null/x.so", "/dev/null/x.so: Not a directory"}};
    struct arena arena;

    arena_open(&arena);
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        struct plugin plugin;
        struct why why = {.sentence = ""};
        cr_expect_not(plugin_open(&plugin, &arena, rows[i].path, &why));
        cr_expect_str_eq(why.sentence, rows[i].sentence, "%s", why.sentence);
    }
    arena_close(&arena);
}

/* Opened in a process of its own, because a damaged file may end it. */
static bool is_refused_alive(const char *path)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        struct arena arena;
        struct plugin plugin;
        struct why why;
        cr_assert_not_null(freopen("/dev/null", "w", stderr));
        arena_open(&arena);
        bool taken = plugin_open(&plugin, &arena, path, &why);
        _exit(taken ? 1 : 77);
    }
    cr_assert_gt(child, 0);
    cr_assert_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 77;
}

/* A copy that broke off: a warning in a folder, never the end of the run. */
Test(plugin, truncated_files_are_refused)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES];
    size_t length;
    char *bytes = folder_built("good", &length);
    const size_t lengths[] = {16, 64, 100, 600, 1000, 4096, length / 4, length / 3};

    folder_open(&folder);
    folder_place(&folder, path, "cut.so");
    for (size_t i = 0; i < SLS_COUNT(lengths); i++) {
        folder_write(path, bytes, lengths[i]);
        cr_expect(is_refused_alive(path), "cut at byte %zu of %zu", lengths[i], length);
    }
    free(bytes);
    folder_close(&folder);
}
