/*
 * source_test.c - holds input/source.c to its header: what is opened, what is refused
 * with which sentence, that nothing waits, and that no byte of a FIFO is lost by looking.
 */
#include "input/source.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { PATH_BYTES = 64 };

/* A folder of the test's own, and a path in it. */
static void make_folder(char folder[PATH_BYTES], char path[PATH_BYTES], const char *name)
{
    snprintf(folder, PATH_BYTES, "/tmp/source_test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, PATH_BYTES, "%.40s/%.20s", folder, name);
}

static void remove_folder(const char *folder, const char *path)
{
    unlink(path);
    cr_expect_eq(rmdir(folder), 0, "%s", folder);
}

static void make_file(const char *path, const char *text, mode_t mode)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    cr_assert_geq(file, 0, "%s", path);
    cr_assert_eq(write(file, text, strlen(text)), (ssize_t)strlen(text));
    cr_assert_eq(fchmod(file, mode), 0);
    close(file);
}

static void expect_refused(const char *path, const char *sentence, const char *remedy)
{
    struct source source;
    struct why why;
    char want[256];

    memset(&why, 'x', sizeof(why));
    snprintf(want, sizeof(want), "%s: %s", path, sentence);
    cr_expect_not(source_open(&source, path, &why), "%s", path);
    cr_expect_str_eq(why.sentence, want);
    cr_expect_str_eq(why.remedy, remedy, "%s", path);
}

Test(source, opens_a_file)
{
    char folder[PATH_BYTES], path[PATH_BYTES], text[8] = "";
    struct source source;
    struct why why;
    const struct timespec times[2] = {{.tv_sec = 1}, {.tv_sec = 1795305623}};

    make_folder(folder, path, "mail.log");
    make_file(path, "abc", 0600);
    cr_assert_eq(utimensat(AT_FDCWD, path, times, 0), 0);
    cr_assert(source_open(&source, path, &why));
    cr_expect_eq(source.path, path, "as given");
    cr_expect_eq(source.modified, 1795305623);
    cr_expect(source.seekable);
    cr_expect_eq(source.early_bytes, 0);
    cr_expect_eq(read(source.file, text, sizeof(text)), 3, "from its start");
    cr_expect_str_eq(text, "abc");
    int file = source.file;
    cr_expect_not(fcntl(file, F_GETFL) & O_NONBLOCK, "reads wait again");
    cr_expect(fcntl(file, F_GETFD) & FD_CLOEXEC, "no child inherits it");
    source_close(&source);
    cr_expect_eq(fcntl(file, F_GETFD), -1, "closed");
    cr_expect_eq(source.file, -1);
    source_close(&source);
    remove_folder(folder, path);
}

Test(source, opens_an_empty_file_and_a_link)
{
    char folder[PATH_BYTES], path[PATH_BYTES], linked[PATH_BYTES + 8];
    struct source source;
    struct why why;

    make_folder(folder, path, "empty");
    make_file(path, "", 0400);
    snprintf(linked, sizeof(linked), "%s.lnk", path);
    cr_assert_eq(symlink("empty", linked), 0);
    cr_expect(source_open(&source, path, &why));
    source_close(&source);
    cr_expect(source_open(&source, linked, &why));
    cr_expect(source.seekable);
    source_close(&source);
    unlink(linked);
    remove_folder(folder, path);
}

Test(source, refuses_what_is_not_there)
{
    char folder[PATH_BYTES], path[PATH_BYTES], below[PATH_BYTES + 8];
    struct source source;
    struct why why;

    make_folder(folder, path, "nothing");
    expect_refused(path, "no such file", "ls -l /var/log/mail*");
    expect_refused("", "no such file", "ls -l /var/log/mail*");

    cr_assert_eq(symlink("nowhere", path), 0);
    expect_refused(path, "no such file", "ls -l /var/log/mail*");
    unlink(path);

    make_file(path, "abc", 0600);
    snprintf(below, sizeof(below), "%s/below", path);
    cr_expect_not(source_open(&source, below, &why));
    cr_expect_not_null(strstr(why.sentence, "Not a directory"), "%s", why.sentence);
    remove_folder(folder, path);
}

Test(source, refuses_a_directory_and_devices)
{
    char folder[PATH_BYTES], path[PATH_BYTES], remedy[PATH_BYTES + 32];

    make_folder(folder, path, "socket");
    snprintf(remedy, sizeof(remedy), "smtplogscan %s/mail.log*", folder);
    expect_refused(folder, "is a directory, not a log", remedy);
    expect_refused("/dev/null", "is no regular file; it is not read",
                   "smtplogscan - < FILE");
    expect_refused("/dev/zero", "is no regular file; it is not read",
                   "smtplogscan - < FILE");

    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct source source;
    struct why why;
    int file = socket(AF_UNIX, SOCK_STREAM, 0);
    strcpy(address.sun_path, path);
    cr_assert_eq(bind(file, (struct sockaddr *)&address, sizeof(address)), 0);
    cr_expect_not(source_open(&source, path, &why), "a socket");
    cr_expect_eq(strncmp(why.sentence, path, strlen(path)), 0, "%s", why.sentence);
    close(file);
    remove_folder(folder, path);
}

Test(source, refuses_what_may_not_be_read)
{
    char folder[PATH_BYTES], path[PATH_BYTES], remedy[PATH_BYTES + 32];
    struct source source;
    struct why why;

    make_folder(folder, path, "secret");
    make_file(path, "abc", 0);
    cr_assert_eq(chmod(folder, 0711), 0);
    bool root = geteuid() == 0; /* to whom nothing is forbidden */
    if (root && seteuid(65534) != 0)
        cr_skip_test("there is nobody to be here");
    cr_expect_not(source_open(&source, path, &why));
    snprintf(remedy, sizeof(remedy), "sudo smtplogscan %s", path);
    cr_expect_not_null(strstr(why.sentence, ": permission denied"), "%s", why.sentence);
    cr_expect_eq(strncmp(why.sentence, path, strlen(path)), 0, "%s", why.sentence);
    cr_expect_str_eq(why.remedy, remedy);
    if (root) {
        cr_expect_not_null(strstr(why.sentence, "(the file belongs to group root)"), "%s",
                           why.sentence);
        cr_assert_eq(seteuid(0), 0);
    }
    remove_folder(folder, path);
}

Test(source, refuses_a_group_without_name)
{
    char folder[PATH_BYTES], path[PATH_BYTES], remedy[PATH_BYTES + 32];

    make_folder(folder, path, "foreign");
    make_file(path, "abc", 0);
    cr_assert_eq(chmod(folder, 0711), 0);
    bool given = chown(path, (uid_t)-1, 3999999999) == 0 && seteuid(65534) == 0;
    snprintf(remedy, sizeof(remedy), "sudo smtplogscan %s", path);
    if (given) {
        expect_refused(path, "permission denied", remedy);
        cr_assert_eq(seteuid(0), 0);
    }
    remove_folder(folder, path);
    if (!given)
        cr_skip_test("only root can give a file to a group that has no name");
}

Test(source, does_not_wait_for_a_fifo, .timeout = 10)
{
    char folder[PATH_BYTES], path[PATH_BYTES];

    make_folder(folder, path, "fifo");
    cr_assert_eq(mkfifo(path, 0600), 0);
    expect_refused(path, "is a FIFO that nobody writes; it is not read",
                   "smtplogscan - < FILE");
    remove_folder(folder, path);
}

Test(source, loses_nothing_of_a_fifo, .timeout = 10)
{
    static const struct {
        const char *name, *before, *after;
        uint32_t early;
    } rows[] = {
        {"written before", "abc", "", 1},
        {"one byte before", "a", "bc", 1},
        {"written after", "", "abc", 0},
    };
    char folder[PATH_BYTES], path[PATH_BYTES];

    make_folder(folder, path, "fifo");
    cr_assert_eq(mkfifo(path, 0600), 0);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct source source;
        struct why why;
        char text[8] = "";
        int writer = open(path, O_RDWR | O_CLOEXEC);
        cr_assert_eq(write(writer, rows[i].before, strlen(rows[i].before)),
                     (ssize_t)strlen(rows[i].before));
        cr_assert(source_open(&source, path, &why), "%s", rows[i].name);
        cr_expect_eq(source.early_bytes, rows[i].early, "%s", rows[i].name);
        cr_expect_not(source.seekable, "%s", rows[i].name);
        cr_expect_eq(source.modified, 0, "%s", rows[i].name);
        cr_expect_not(fcntl(source.file, F_GETFL) & O_NONBLOCK, "%s", rows[i].name);
        cr_assert_eq(write(writer, rows[i].after, strlen(rows[i].after)),
                     (ssize_t)strlen(rows[i].after));
        close(writer);
        text[0] = source.early;
        cr_expect_eq(read(source.file, text + source.early_bytes, sizeof(text) - 1),
                     3 - source.early_bytes, "%s", rows[i].name);
        cr_expect_str_eq(text, "abc", "%s", rows[i].name);
        source_close(&source);
    }
    remove_folder(folder, path);
}

/* What a shell makes of <(command), whose command may have ended already. */
Test(source, takes_a_pipe_by_its_descriptor, .timeout = 10)
{
    static const char *const texts[] = {"", "abc"};

    for (size_t i = 0; i < 2; i++) {
        int ends[2];
        char path[PATH_BYTES], byte;
        struct source source;
        struct why why;
        cr_assert_eq(pipe(ends), 0);
        cr_assert_eq(write(ends[1], texts[i], strlen(texts[i])),
                     (ssize_t)strlen(texts[i]));
        close(ends[1]);
        snprintf(path, sizeof(path), "/dev/fd/%d", ends[0]);
        cr_assert(source_open(&source, path, &why), "\"%s\"", texts[i]);
        cr_expect_eq(source.early_bytes, i);
        cr_expect_not(source.seekable);
        cr_expect_eq(read(source.file, &byte, 1), (ssize_t)i, "\"%s\"", texts[i]);
        source_close(&source);
        close(ends[0]);
    }
}

Test(source, a_dash_is_standard_input)
{
    char folder[PATH_BYTES], path[PATH_BYTES], text[8] = "";
    struct source source;
    struct why why;
    int ends[2];

    cr_assert_eq(pipe(ends), 0);
    dup2(ends[0], STDIN_FILENO);
    cr_assert(source_open(&source, "-", &why), "a pipe, with nothing in it yet");
    cr_expect_eq(source.file, STDIN_FILENO);
    cr_expect_eq(source.early_bytes, 0);
    cr_expect_eq(source.modified, 0);
    cr_expect_not(source.seekable);
    source_close(&source);
    cr_expect_neq(fcntl(STDIN_FILENO, F_GETFD), -1, "stays open");

    make_folder(folder, path, "-");
    make_file(path, "abc", 0600);
    dup2(open(path, O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    cr_assert(source_open(&source, "-", &why), "a file");
    cr_expect_not(source.seekable, "it was opened by somebody else");
    cr_expect_gt(source.modified, 0);
    cr_expect_eq(read(source.file, text, sizeof(text)), 3);
    source_close(&source);

    dup2(open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), STDIN_FILENO);
    cr_expect_not(source_open(&source, "-", &why), "a directory");
    dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    cr_expect(source_open(&source, "-", &why), "what cron gives");
    source_close(&source);
    remove_folder(folder, path);
}

Test(source, standard_input_may_be_a_socket_but_no_endless_device)
{
    struct source source;
    struct why why;
    int ends[2];

    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    dup2(ends[0], STDIN_FILENO);
    cr_expect(source_open(&source, "-", &why), "what inetd gives");
    cr_expect_not(source.seekable);
    source_close(&source);
    dup2(open("/dev/zero", O_RDONLY | O_CLOEXEC), STDIN_FILENO);
    cr_expect_not(source_open(&source, "-", &why));
    cr_expect_eq(strncmp(why.sentence, "-: ", 3), 0, "%s", why.sentence);
}

Test(source, tells_one_file_from_another)
{
    char folder[PATH_BYTES], path[PATH_BYTES], other[PATH_BYTES + 8];
    struct source one, same, linked;
    struct why why;

    make_folder(folder, path, "mail.log");
    make_file(path, "abc", 0600);
    snprintf(other, sizeof(other), "%s.1", path);
    cr_assert_eq(link(path, other), 0);
    cr_assert(source_open(&one, path, &why) && source_open(&same, path, &why) &&
              source_open(&linked, other, &why));
    cr_expect(one.device == same.device && one.inode == same.inode);
    cr_expect(one.device == linked.device && one.inode == linked.inode, "a second name");
    source_close(&linked);
    source_close(&same);

    unlink(other);
    make_file(other, "abc", 0600);
    cr_assert(source_open(&same, other, &why));
    cr_expect(one.device != same.device || one.inode != same.inode, "the same bytes");
    source_close(&same);
    source_close(&one);
    unlink(other);
    remove_folder(folder, path);
}

/* A parent that closed standard input makes its number that of the next file. */
Test(source, a_file_that_gets_the_number_of_standard_input)
{
    char folder[PATH_BYTES], path[PATH_BYTES];
    struct source source;
    struct why why;

    make_folder(folder, path, "mail.log");
    make_file(path, "abc", 0600);
    close(STDIN_FILENO);
    cr_expect_not(source_open(&source, "/dev/zero", &why), "a device");
    close(STDIN_FILENO);
    cr_assert(source_open(&source, path, &why));
    cr_expect(source.seekable, "a file can be read a second time");
    source_close(&source);
    remove_folder(folder, path);
}
