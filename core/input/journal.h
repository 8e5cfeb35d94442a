/*
 * journal.h - the systemd journal's own files: which folders hold them, and how many
 * entries their headers promise.
 *
 * Files are read by decoding_journal (input/decode.h), where the build found libsystemd;
 * what is here needs no library.
 */
#ifndef INPUT_JOURNAL_H
#define INPUT_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JOURNAL_HEADER_BYTES = 160 };

/* Does a file with this head belong to the journal? */
bool journal_claims(const unsigned char *head, size_t bytes);
/* How many entries the head of a journal file says it has; 0 when it is cut. */
uint64_t journal_entries(const unsigned char *head, size_t bytes);

struct journal_sum {
    uint64_t files;
    uint64_t closed; /* of these: cannot be opened, or are no journal */
    uint64_t entries;
};

/* Over the *.journal and *.journal~ of a folder, and of the folders in it that are named
   by a machine's id, which is how /var/log/journal is made. */
struct journal_sum journal_sum(const char *path);
/* True when there are any. */
bool journal_is_folder(const char *path);

#endif
