/*
 * sasl_passwd_test.c - what is taken for an entry, and that no password is left behind in
 * the memory of the process.
 */
#include "rules/sasl_passwd.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <criterion/criterion.h>

#include "base/view.h"

enum { TAKEN_BYTES = 1024, PATH_BYTES = 64 };

static void take(void *receiver, sls_view key, sls_view user)
{
    char *taken = receiver;
    size_t used = strlen(taken);

    snprintf(taken + used, TAKEN_BYTES - used, "%.*s|%.*s\n", (int)key.len, key.ptr,
             (int)user.len, user.ptr);
}

static void write_file(char path[PATH_BYTES], const char *text, size_t length)
{
    snprintf(path, PATH_BYTES, "/tmp/sasl_passwd_test.XXXXXX");
    int file = mkstemp(path);
    cr_assert_geq(file, 0);
    cr_assert_eq(write(file, text, length), (ssize_t)length);
    close(file);
}

static const struct {
    const char *name, *text, *want; /* NULL: refused */
} rows[] = {
    {"by host", "[smtp.gmail.com]:587 me@corp.example:pass word:1\n",
     "[smtp.gmail.com]:587|me@corp.example\n"},
    {"by sender, without a last newline", "sales@c.example sales:p",
     "sales@c.example|sales\n"},
    {"comments and empty lines", "# a b:c\n\n  \nx u:p\n", "x|u\n"},
    {"a password that goes on in the next line", "x u:p\n q:r\ny v:p\n", "x|u\ny|v\n"},
    {"tabs and carriage returns", "x\t \tu:p\r\n", "x|u\n"},
    {"an empty password", "x u:\n", "x|u\n"},
    {"nothing", "", ""},
    {"no user", "x :p\n", NULL},
    {"no colon: it may be a password", "x secret\n", NULL},
    {"a key alone", "x\n", NULL},
    {"postmap's file", "\x01\x02\n", NULL},
};

Test(sasl_passwd, entries)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        char path[PATH_BYTES], taken[TAKEN_BYTES] = "";
        struct why why = {0};
        write_file(path, rows[i].text, strlen(rows[i].text));
        bool read_whole = sasl_passwd_read(path, take, taken, &why);
        cr_expect_eq(read_whole, rows[i].want != NULL, "%s", rows[i].name);
        if (rows[i].want != NULL)
            cr_expect_str_eq(taken, rows[i].want, "%s", rows[i].name);
        cr_expect_null(strstr(why.sentence, "secret"), "%s", rows[i].name);
        unlink(path);
    }
}

Test(sasl_passwd, a_part_that_is_too_long_is_no_entry)
{
    char path[PATH_BYTES], taken[TAKEN_BYTES] = "", text[600];
    struct why why;

    memset(text, 'a', sizeof(text));
    memcpy(text + 590, " u:p\n", 5);
    write_file(path, text, 595);
    cr_expect_not(sasl_passwd_read(path, take, taken, &why));
    unlink(path);
}

Test(sasl_passwd, files_that_cannot_be_read)
{
    char taken[TAKEN_BYTES] = "";
    struct why why;

    cr_expect_not(sasl_passwd_read("/nonexistent/x", take, taken, &why));
    cr_expect_str_eq(why.sentence, "/nonexistent/x: No such file or directory");
    cr_expect_not(sasl_passwd_read("/tmp", take, taken, &why));
}

/* The password as it is never written down here: every byte is off by one. */
static const char shifted[] = "qbttxpse.uibu.jt.mpoh.fopvhi";

static bool is_password(const char *place)
{
    for (size_t i = 0; shifted[i] != '\0'; i++)
        if (place[i] != shifted[i] - 1)
            return false;
    return true;
}

static void write_password(char path[PATH_BYTES])
{
    enum { AT = 4 };
    char text[64] = "x u:";

    for (size_t i = 0; shifted[i] != '\0'; i++)
        text[AT + i] = (char)(shifted[i] - 1);
    text[AT + strlen(shifted)] = '\n';
    write_file(path, text, AT + strlen(shifted) + 1);
    explicit_bzero(text, sizeof(text));
}

/* How often it stands in what the process has mapped and can write to. */
static size_t passwords_in_memory(void)
{
    enum { LARGEST = 64 << 20 };
    FILE *maps = fopen("/proc/self/maps", "re");
    int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    char line[512], mode[8];
    unsigned long from, to;
    size_t found = 0;

    cr_assert(maps != NULL && memory >= 0);
    while (fgets(line, sizeof(line), maps) != NULL) {
        if (sscanf(line, "%lx-%lx %7s", &from, &to, mode) != 3 || mode[1] != 'w' ||
            to - from > LARGEST)
            continue;
        char *copy = malloc(to - from);
        ssize_t got = pread(memory, copy, to - from, (off_t)from);
        for (ssize_t i = 0; i + (ssize_t)sizeof(shifted) <= got; i++)
            found += is_password(copy + i);
        explicit_bzero(copy, to - from);
        free(copy);
    }
    fclose(maps);
    close(memory);
    return found;
}

Test(sasl_passwd, no_password_stays_in_memory)
{
    char path[PATH_BYTES], taken[TAKEN_BYTES] = "", kept[64] = "";
    struct why why;

    write_password(path);
    cr_assert(sasl_passwd_read(path, take, taken, &why));
    cr_expect_str_eq(taken, "x|u\n");
    cr_expect_eq(passwords_in_memory(), 0);
    for (size_t i = 0; shifted[i] != '\0'; i++) /* the search finds what is there */
        kept[i] = (char)(shifted[i] - 1);
    cr_expect_gt(passwords_in_memory(), 0);
    cr_expect_eq(strlen(kept), strlen(shifted));
    unlink(path);
}
