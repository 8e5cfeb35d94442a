/*
 * trust_test.c - code is loaded only from a file that nobody else could have changed:
 * owner and mode of the file and of every folder above it.  A sticky folder such as /tmp
 * is accepted above the file; the sentence names the entry at fault and how to mend it.
 */
#include "rules/trust.h"

#include <limits.h>

#include "../plugins/folder.h"

static const struct {
    const char *name;
    mode_t file, folder;
    const char *fault; /* what the sentence ends with; NULL: trusted */
} rows[] = {
    {"usual modes", 0644, 0755, NULL},
    {"as strict as can be", 0400, 0500, NULL},
    {"executable", 0755, 0755, NULL},
    {"file writable by group", 0664, 0755, "the file is writable by others"},
    {"file writable by others", 0646, 0755, "the file is writable by others"},
    {"file writable by all", 0666, 0755, "the file is writable by others"},
    {"a sticky file is no excuse", 01666, 0755, "the file is writable by others"},
    {"folder writable by group", 0644, 0775, " is writable by others"},
    {"folder writable by others", 0644, 0757, " is writable by others"},
    {"sticky folder for all", 0644, 01777, NULL},
    {"sticky folder for a group", 0644, 01775, NULL},
};

Test(trust, modes)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct folder folder;
        char path[FOLDER_PATH_BYTES], want[4 * FOLDER_PATH_BYTES];
        struct why why = {.sentence = ""};
        folder_open(&folder);
        folder_write(folder_place(&folder, path, "file"), "x", 1);
        chmod(path, rows[i].file);
        chmod(folder.path, rows[i].folder);
        cr_expect_eq(trust_file(path, &why), rows[i].fault == NULL, "%s: %s",
                     rows[i].name, why.sentence);
        bool of_folder = rows[i].folder != 0755;
        if (rows[i].fault != NULL) {
            snprintf(want, sizeof(want), "%s: %s%s", path, of_folder ? folder.path : "",
                     rows[i].fault);
            cr_expect_str_eq(why.sentence, want, "%s: %s", rows[i].name, why.sentence);
            snprintf(want, sizeof(want), "chmod go-w %s", of_folder ? folder.path : path);
            cr_expect_str_eq(why.remedy, want, "%s: %s", rows[i].name, why.remedy);
        }
        folder_close(&folder);
    }
}

Test(trust, every_folder_above)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES], deep[FOLDER_PATH_BYTES], below[FOLDER_PATH_BYTES];
    struct why why;

    folder_open(&folder);
    cr_assert_eq(mkdir(folder_place(&folder, below, "below"), 0755), 0);
    cr_assert_eq(mkdir(folder_place(&folder, deep, "below/deep"), 0755), 0);
    folder_write(folder_place(&folder, path, "below/deep/file"), "x", 1);
    cr_expect(trust_file(path, &why), "%s", why.sentence);
    chmod(folder.path, 0777);
    cr_expect_not(trust_file(path, &why), "two folders up anybody may write");
    chmod(folder.path, 0755);
    remove(path);
    remove(deep);
    remove(below);
    folder_close(&folder);
}

Test(trust, other_owners)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES];
    struct why why = {.sentence = ""};

    if (geteuid() != 0)
        cr_skip_test("only root can give files away");
    folder_open(&folder);
    folder_write(folder_place(&folder, path, "file"), "x", 1);
    cr_assert_eq(chown(path, 65534, 65534), 0);
    cr_expect_not(trust_file(path, &why));
    cr_expect_not_null(strstr(why.sentence, "belongs to another user (uid 65534)"), "%s",
                       why.sentence);
    cr_assert_eq(chown(path, 0, 65534), 0);
    cr_expect(trust_file(path, &why), "the group does not matter: %s", why.sentence);
    cr_assert_eq(chown(folder.path, 65534, 0), 0);
    cr_expect_not(trust_file(path, &why));
    chmod(folder.path, 01777);
    cr_expect_not(trust_file(path, &why), "the owner of a sticky folder may replace us");
    cr_assert_eq(chown(folder.path, 0, 0), 0);
    folder_close(&folder);
}

Test(trust, what_is_no_file)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES], long_path[PATH_MAX + 2];
    struct why why = {.sentence = ""};

    folder_open(&folder);
    cr_expect_not(trust_file(folder.path, &why), "a folder");
    cr_assert_eq(mkfifo(folder_place(&folder, path, "fifo"), 0600), 0);
    cr_expect_not(trust_file(path, &why), "a pipe");
    cr_expect_not_null(strstr(why.sentence, "is no regular file"), "%s", why.sentence);
    cr_expect_not(trust_file("/dev/null", &why), "a device");
    cr_expect_not(trust_file(folder_place(&folder, path, "missing"), &why), "missing");
    cr_expect_not_null(strstr(why.sentence, "No such file"), "%s", why.sentence);
    cr_expect_not(trust_file("file", &why), "not absolute");
    cr_expect_not(trust_file("", &why), "empty");
    memset(long_path, '/', sizeof(long_path));
    long_path[sizeof(long_path) - 1] = '\0';
    cr_expect_not(trust_file(long_path, &why), "too long");
    folder_close(&folder);
}
