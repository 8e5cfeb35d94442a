/*
 * foreign.c - compressed and packed files that nothing here reads.
 *
 * Their bytes would pass for a log without a mail line.  So they are known by their magic
 * (each format's own specification), give no text, and the sentence names what they are
 * and the command that reads them: one for each format that is never read, and one for
 * each whose library was missing when the program was built.
 */
#include "input/decode.h"

#include <string.h>

#include <smtplogscan/plugin.h>

#include "base/say.h"
#include "base/view.h"

struct foreign {
    const char *what;    /* the file "is ..." */
    const char *library; /* that reads it and was missing; NULL: none is used */
    const char *command; /* writes its text to standard output */
    sls_view magic;
};

/* clang-format off */
static const struct foreign foreigns[] = {
    {SAID("compressed with lz4"),      NULL, "lz4 -dc",      {"\x04\x22\x4d\x18", 4}},
    {SAID("compressed with lz4"),      NULL, "lz4 -dc",      {"\x02\x21\x4c\x18", 4}},
    {SAID("compressed with compress"), NULL, "gzip -dc",     {"\x1f\x9d", 2}},
    {SAID("compressed with lzip"),     NULL, "lzip -dc",     {"LZIP\x01", 5}},
    {SAID("compressed with lzop"),     NULL, "lzop -dc",     {"\x89LZO\0\r\n\x1a\n", 9}},
    {SAID("compressed with snappy"),   NULL, "snzip -dc",    {"\xff\x06\0\0sNaPpY", 10}},
    {SAID("a zip archive"),            NULL, "unzip -p",     {"PK\x03\x04", 4}},
    {SAID("a 7-Zip archive"),          NULL, "7z x -so",     {"7z\xbc\xaf\x27\x1c", 6}},
    {SAID("a RAR archive"),            NULL, "unrar p -inul", {"Rar!\x1a\x07", 6}},
#ifndef HAVE_ZSTD
    {SAID("compressed with zstd"), "libzstd", "zstd -dc",    {"\x28\xb5\x2f\xfd", 4}},
    {SAID("compressed with zstd"), "libzstd", "zstd -dc",    {"\x50\x2a\x4d\x18", 4}}, /* pzstd */
#endif
#ifndef HAVE_XZ
    {SAID("compressed with xz"),    "liblzma", "xz -dc",     {"\xfd""7zXZ\0", 6}},
#endif
#ifndef HAVE_BZIP2
    {SAID("compressed with bzip2"), "libbz2", "bzip2 -dc",   {"BZh", 3}},
#endif
#ifndef HAVE_SYSTEMD
    {SAID("a file of the systemd journal"), "libsystemd", "journalctl -o short-iso --file",
     {"LPKSHHRH", 8}},
#endif
};
/* clang-format on */

static const struct foreign journal_folder = {
    SAID("a folder of the systemd journal"),
    "libsystemd",
    "journalctl -o short-iso --directory",
    {"", 0},
};

static const struct foreign *foreign_of(const unsigned char *head, size_t bytes)
{
    for (size_t i = 0; i < SLS_COUNT(foreigns); i++)
        if (view_starts((sls_view){(const char *)head, bytes}, foreigns[i].magic))
            return &foreigns[i];
    return NULL;
}

static bool foreign_claims(const unsigned char *head, size_t bytes)
{
    return foreign_of(head, bytes) != NULL;
}

static void *foreign_open(void)
{
    return NULL;
}

static size_t foreign_read(void *state, struct feed *feed, char *text, size_t room,
                           struct why *problem)
{
    const struct foreign *foreign =
        feed->journal_folder ? &journal_folder : foreign_of(feed->bytes, feed->filled);

    (void)state;
    (void)text;
    (void)room;
    if (foreign == NULL)
        return 0; /* what it claimed is not there any more */
    if (foreign->library != NULL) {
        fail(problem, "is %s, and this smtplogscan was built without %s", foreign->what,
             foreign->library);
        fail_told(problem, "is %s, and this smtplogscan was built without %s",
                  say(foreign->what), foreign->library);
    } else {
        fail(problem, "is %s, which smtplogscan does not read", foreign->what);
        fail_told(problem, "is %s, which smtplogscan does not read", say(foreign->what));
    }
    decode_remedy(feed, foreign->command, problem);
    return 0;
}

static void foreign_close(void *state)
{
    (void)state;
}

const struct decoding decoding_foreign = {
    .name = "none",
    .decoder = "none",
    .claims = foreign_claims,
    .open = foreign_open,
    .read = foreign_read,
    .close = foreign_close,
};
