/*
 * report_test.c - how a report reaches its file: whole or not at all.  The old file stays
 * when anything fails, keeps its mode when it does not, is found through a link, and no
 * temporary is left behind; a device or pipe is written directly.
 */
#include "write/report.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>

#include "../plugins/folder.h"
#include "base/view.h"

static void write_new(const struct report *report, FILE *file)
{
    (void)report;
    fputs("new\n", file);
}

static void write_much(const struct report *report, FILE *file)
{
    for (size_t i = 0; i < report->width; i++)
        fputs("0123456789abcdef", file);
}

static const struct report_format short_format = {.name = "short", .write = write_new};
static const struct report_format long_format = {.name = "long", .write = write_much};
static const struct report much = {.width = 65536};

static bool holds(const char *path, const char *want)
{
    char bytes[64] = "";
    FILE *file = fopen(path, "r");

    if (file == NULL)
        return false;
    size_t length = fread(bytes, 1, sizeof(bytes) - 1, file);
    fclose(file);
    return length == strlen(want) && memcmp(bytes, want, length) == 0;
}

static size_t entries(const struct folder *folder)
{
    DIR *open = opendir(folder->path);
    size_t count = 0;

    while (readdir(open) != NULL)
        count++;
    closedir(open);
    return count - 2;
}

Test(report, formats_by_name_and_ending)
{
    static const struct {
        const char *path;
        const struct report_format *want;
    } rows[] = {{"report.txt", &report_text},
                {"report.json", &report_json},
                {"REPORT.JSON", &report_json},
                {"/a/b.c/d.Txt", &report_text},
                {".json", &report_json},
                {"json", NULL},
                {"report", NULL},
                {"", NULL},
                {"report.html", &report_html},
                {"report.htm", &report_html},
                {"report.eml", &report_email},
                {"report.xhtml", NULL},
                {"report.json.gz", NULL},
                {"report.json ", NULL},
                {"report.ndjson", &report_ndjson},
                {"report.jsonl", &report_ndjson},
                {"report.csv", &report_csv},
                {"report.prom", &report_prometheus},
                {"report.jsonlines", NULL}};

    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        cr_expect_eq(report_format_for(rows[i].path), rows[i].want, "%s", rows[i].path);
    cr_expect_eq(report_format_named("text"), &report_text);
    cr_expect_eq(report_format_named("json"), &report_json);
    cr_expect_null(report_format_named("JSON"));
    cr_expect_null(report_format_named(""));
    cr_expect_eq(report_format_named("html"), &report_html);
    cr_expect_eq(report_format_named("email"), &report_email);
    cr_expect_null(report_format_named("htm"));
}

Test(report, incomplete_when_an_input_is)
{
    struct ledger ledgers[2] = {{.lines = 1}, {.lines = 2}};
    struct report report = {.ledgers = ledgers, .ledger_count = 2};

    cr_expect_not(report_is_incomplete(&report));
    fail(&ledgers[1].problem, "x: is damaged");
    cr_expect(report_is_incomplete(&report));
    report.ledger_count = 1;
    cr_expect_not(report_is_incomplete(&report));
}

static const struct {
    const char *name;
    mode_t mask, before; /* 0: there is no old file */
    mode_t after;
} modes[] = {
    {"new", 022, 0, 0644},
    {"new, nothing masked", 0, 0, 0666},
    {"new, private", 077, 0, 0600},
    {"old and private", 022, 0600, 0600},
    {"old and open", 077, 0664, 0664},
    {"old and read-only", 022, 0440, 0440},
    {"old and executable", 022, 0755, 0755},
};

Test(report, replaces_the_file_and_keeps_its_mode)
{
    for (size_t i = 0; i < SLS_COUNT(modes); i++) {
        struct folder folder;
        char path[FOLDER_PATH_BYTES];
        struct stat status;
        struct why why = {.sentence = ""};
        folder_open(&folder);
        folder_place(&folder, path, "report.txt");
        if (modes[i].before != 0) {
            folder_write(path, "something old and longer", 24);
            chmod(path, modes[i].before);
        }
        mode_t mask = umask(modes[i].mask);
        cr_expect(report_save(&much, &short_format, path, &why), "%s: %s", modes[i].name,
                  why.sentence);
        cr_expect_eq(umask(mask), modes[i].mask, "%s: the mask stays", modes[i].name);
        cr_expect(holds(path, "new\n"), "%s", modes[i].name);
        cr_assert_eq(stat(path, &status), 0);
        cr_expect_eq(status.st_mode & 07777, modes[i].after, "%s: %o", modes[i].name,
                     status.st_mode & 07777);
        cr_expect_eq(entries(&folder), 1, "%s: a temporary is left", modes[i].name);
        folder_close(&folder);
    }
}

/* Who holds the old file open goes on reading the old report. */
Test(report, old_readers_keep_the_old_report)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES], bytes[8] = "";
    struct why why;

    folder_open(&folder);
    folder_write(folder_place(&folder, path, "report.txt"), "old", 3);
    FILE *reader = fopen(path, "r");
    cr_assert_not_null(reader);
    cr_expect(report_save(&much, &short_format, path, &why));
    cr_expect_eq(fread(bytes, 1, sizeof(bytes), reader), 3);
    cr_expect_str_eq(bytes, "old");
    fclose(reader);
    folder_close(&folder);
}

static const struct {
    const char *path, *sentence;
} failures[] = {
    {"/nonexistent/report.txt",
     "/nonexistent/report.txt: cannot be written: No such file or directory"},
    {"/dev/null/report.txt", "/dev/null/report.txt: cannot be written: Not a directory"},
    {"/tmp", "/tmp: is a directory; name a file in it"},
    {"/dev/full", "/dev/full: the report could not be written whole: "
                  "No space left on device"},
};

Test(report, says_why_it_failed)
{
    for (size_t i = 0; i < SLS_COUNT(failures); i++)
        for (int round = 0; round < 2; round++) {
            struct why why = {.sentence = ""};
            cr_expect_not(report_save(&much, round ? &long_format : &short_format,
                                      failures[i].path, &why),
                          "%s", failures[i].path);
            cr_expect_str_eq(why.sentence, failures[i].sentence, "%s", why.sentence);
        }
}

/* A full disk, played by the limit of a file's size. */
Test(report, keeps_the_old_file_when_there_is_no_room)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES], want[FOLDER_PATH_BYTES * 2];
    struct why why = {.sentence = ""};
    struct rlimit limit;

    folder_open(&folder);
    folder_write(folder_place(&folder, path, "report.txt"), "old", 3);
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    rlim_t before = limit.rlim_cur;
    limit.rlim_cur = 10000;
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    bool saved = report_save(&much, &long_format, path, &why);
    limit.rlim_cur = before;
    setrlimit(RLIMIT_FSIZE, &limit);
    cr_expect_not(saved);
    snprintf(want, sizeof(want), "%s: the report could not be written whole: %s", path,
             strerror(EFBIG));
    cr_expect_str_eq(why.sentence, want, "%s", why.sentence);
    cr_expect(holds(path, "old"));
    cr_expect_eq(entries(&folder), 1, "a temporary is left");
    folder_close(&folder);
}

Test(report, links_are_followed)
{
    struct folder folder;
    char target[FOLDER_PATH_BYTES], link[FOLDER_PATH_BYTES];
    struct stat status;
    struct why why = {.sentence = ""};

    folder_open(&folder);
    folder_write(folder_place(&folder, target, "target.txt"), "old", 3);
    chmod(target, 0600);
    cr_assert_eq(symlink("target.txt", folder_place(&folder, link, "link.txt")), 0);
    cr_expect(report_save(&much, &short_format, link, &why), "%s", why.sentence);
    cr_assert_eq(lstat(link, &status), 0);
    cr_expect(S_ISLNK(status.st_mode), "the link has become a file");
    cr_expect(holds(target, "new\n"));
    cr_assert_eq(stat(target, &status), 0);
    cr_expect_eq(status.st_mode & 07777, 0600);
    cr_expect_eq(entries(&folder), 2);
    folder_close(&folder);
}

/* A link to a file that is not there yet makes that file, as fopen() would. */
Test(report, links_to_nothing_are_followed)
{
    struct folder folder;
    char target[FOLDER_PATH_BYTES], link[FOLDER_PATH_BYTES];
    struct stat status;
    struct why why = {.sentence = ""};

    folder_open(&folder);
    folder_place(&folder, target, "target.txt");
    cr_assert_eq(symlink("target.txt", folder_place(&folder, link, "link.txt")), 0);
    cr_expect(report_save(&much, &short_format, link, &why), "%s", why.sentence);
    cr_assert_eq(lstat(link, &status), 0);
    cr_expect(S_ISLNK(status.st_mode), "the link has become a file");
    cr_expect(holds(target, "new\n"));
    folder_close(&folder);
}

Test(report, pipes_are_written_directly)
{
    struct folder folder;
    char path[FOLDER_PATH_BYTES], bytes[16] = "";
    struct stat status;
    struct why why = {.sentence = ""};

    folder_open(&folder);
    cr_assert_eq(mkfifo(folder_place(&folder, path, "pipe"), 0600), 0);
    int reader = open(path, O_RDWR | O_NONBLOCK);
    cr_assert_geq(reader, 0);
    cr_expect(report_save(&much, &short_format, path, &why), "%s", why.sentence);
    cr_expect_eq(read(reader, bytes, sizeof(bytes)), 4);
    cr_expect_str_eq(bytes, "new\n");
    cr_assert_eq(stat(path, &status), 0);
    cr_expect(S_ISFIFO(status.st_mode), "the pipe is replaced");
    close(reader);
    cr_expect(report_save(&much, &long_format, "/dev/null", &why), "%s", why.sentence);
    folder_close(&folder);
}

Test(report, printing_tells_what_it_wrote_to)
{
    struct why why = {.sentence = ""};
    FILE *full = fopen("/dev/full", "w"), *null = fopen("/dev/null", "w");

    cr_assert(full != NULL && null != NULL);
    cr_expect(report_print(&much, &long_format, null, "standard output", &why));
    cr_expect_not(report_print(&much, &long_format, full, "standard output", &why));
    cr_expect_str_eq(why.sentence, "standard output: the report could not be written "
                                   "whole: No space left on device");
    fclose(full);
    fclose(null);
}
