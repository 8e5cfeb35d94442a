/*
 * sasl_passwd.c - one byte of the file is in memory at a time, and of a line only what
 * stands before the colon is kept: a password is read over, never stored.
 *
 * Nothing buffers: a buffer would hold passwords until the program ends, and they would
 * stand in its core dump.
 */
#include "rules/sasl_passwd.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/view.h"

enum { PART_BYTES = 256 };

struct part {
    char bytes[PART_BYTES];
    size_t length; /* PART_BYTES: it was longer */
};

struct entries {
    int file;
    const char *path;
    unsigned long line;
    int error; /* of reading; 0: none */
};

enum { END = -1 };

static int next_byte(struct entries *entries)
{
    unsigned char byte;
    ssize_t got;

    do
        got = read(entries->file, &byte, 1);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        entries->error = errno;
    return got == 1 ? byte : END;
}

static int skip_line(struct entries *entries, int byte)
{
    while (byte != '\n' && byte != END)
        byte = next_byte(entries);
    return byte;
}

static bool is_blank(int byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Up to a blank, the end of the line or, when `colon` says so, a colon. */
static int take_part(struct entries *entries, int byte, bool colon, struct part *part)
{
    part->length = 0;
    for (; byte != '\n' && byte != END && !is_blank(byte) && !(colon && byte == ':');
         byte = next_byte(entries))
        if (part->length < PART_BYTES)
            part->bytes[part->length++] = (char)byte;
    return byte;
}

static int skip_blanks(struct entries *entries, int byte)
{
    while (is_blank(byte))
        byte = next_byte(entries);
    return byte;
}

static bool is_whole(const struct part *part)
{
    return part->length > 0 && part->length < PART_BYTES;
}

static sls_view view_part(const struct part *part)
{
    return (sls_view){part->bytes, part->length};
}

/* A line that begins with a blank goes on with the one before it, so with a password. */
static bool read_line(struct entries *entries, int *byte, sasl_passwd_entry *take,
                      void *receiver)
{
    struct part key, user;
    bool is_entry;

    if (is_blank(*byte) || *byte == '#' || *byte == '\n') {
        *byte = skip_line(entries, *byte);
        return true;
    }
    *byte = skip_blanks(entries, take_part(entries, *byte, false, &key));
    *byte = take_part(entries, *byte, true, &user);
    is_entry = *byte == ':' && is_whole(&key) && is_whole(&user);
    *byte = skip_line(entries, *byte);
    if (is_entry)
        take(receiver, view_part(&key), view_part(&user));
    explicit_bzero(&key, sizeof(key)); /* of a line that is none, it may be a password */
    explicit_bzero(&user, sizeof(user));
    return is_entry;
}

static bool read_lines(struct entries *entries, sasl_passwd_entry *take, void *receiver,
                       struct why *why)
{
    for (int byte = next_byte(entries); byte != END; byte = next_byte(entries)) {
        entries->line++;
        if (read_line(entries, &byte, take, receiver))
            continue;
        fail(why, "%s:%lu: no line such as [smtp.gmail.com]:587 user:password",
             entries->path, entries->line);
        return fail_remedy(why, "name the text file, not the .db that postmap makes");
    }
    return entries->error == 0 ||
           fail(why, "%s: %s", entries->path, strerror(entries->error));
}

static bool refuse_file(const char *path, struct why *why)
{
    bool denied = errno == EACCES;

    fail(why, "%s: %s", path, strerror(errno));
    return denied ? fail_remedy(why, "sudo smtplogscan --identities=%s ...", path)
                  : false;
}

bool sasl_passwd_open(const char *path, int *file, struct why *why)
{
    *file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    return *file >= 0 || refuse_file(path, why);
}

bool sasl_passwd_take(const char *path, int file, sasl_passwd_entry *take, void *receiver,
                      struct why *why)
{
    struct entries entries = {.path = path, .file = file};

    lseek(file, 0, SEEK_SET); /* somebody may have read it before (app/guard.h) */
    bool read_whole = read_lines(&entries, take, receiver, why);
    close(file);
    return read_whole;
}

bool sasl_passwd_read(const char *path, sasl_passwd_entry *take, void *receiver,
                      struct why *why)
{
    int file;

    return sasl_passwd_open(path, &file, why) &&
           sasl_passwd_take(path, file, take, receiver, why);
}
