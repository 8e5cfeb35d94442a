/*
 * journal.c - reads the heads of journal files, and nothing behind them.
 *
 * The layout is that of struct Header in systemd's document "Journal File Format"; all
 * numbers are little endian.
 */
#include "input/journal.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/view.h"

enum { ENTRIES_AT = 152, MACHINE_ID_DIGITS = 32 };

bool journal_claims(const unsigned char *head, size_t bytes)
{
    return bytes >= 8 && memcmp(head, "LPKSHHRH", 8) == 0;
}

uint64_t journal_entries(const unsigned char *head, size_t bytes)
{
    uint64_t entries = 0;

    if (bytes < JOURNAL_HEADER_BYTES)
        return 0;
    for (size_t i = 8; i-- > 0;)
        entries = entries << 8 | head[ENTRIES_AT + i];
    return entries;
}

static bool is_journal_name(sls_view name)
{
    return view_ends(name, VIEW(".journal")) || view_ends(name, VIEW(".journal~"));
}

static bool is_machine_id(sls_view name)
{
    size_t digits = 0;

    while (digits < name.len &&
           (is_digit(name.ptr[digits]) ||
            (to_lower(name.ptr[digits]) >= 'a' && to_lower(name.ptr[digits]) <= 'f')))
        digits++;
    return name.len == MACHINE_ID_DIGITS && digits == name.len;
}

static void add_file(int folder, const char *name, struct journal_sum *sum)
{
    unsigned char head[JOURNAL_HEADER_BYTES];
    int file = openat(folder, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    ssize_t bytes = file < 0 ? 0 : pread(file, head, sizeof(head), 0);

    sum->files++;
    if (bytes > 0 && journal_claims(head, (size_t)bytes))
        sum->entries += journal_entries(head, (size_t)bytes);
    else
        sum->closed++;
    if (file >= 0)
        close(file);
}

/* Takes the descriptor of the folder, which is closed.  One that cannot be opened counts
   as a file that cannot. */
static void add_folder(int folder, bool outer, struct journal_sum *sum)
{
    DIR *names = folder < 0 ? NULL : fdopendir(folder);
    const struct dirent *entry;

    if (names == NULL) {
        sum->files++;
        sum->closed++;
        if (folder >= 0)
            close(folder);
        return;
    }
    while ((entry = readdir(names)) != NULL) {
        sls_view name = view_of(entry->d_name);
        if (is_journal_name(name))
            add_file(folder, entry->d_name, sum);
        else if (outer && is_machine_id(name))
            add_folder(openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
                       false, sum);
    }
    closedir(names);
}

struct journal_sum journal_sum(const char *path)
{
    struct journal_sum sum = {.files = 0};
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder >= 0)
        add_folder(folder, true, &sum);
    return sum;
}

bool journal_is_folder(const char *path)
{
    return journal_sum(path).files > 0;
}
