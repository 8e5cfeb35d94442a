/*
 * source.h - one argument of the command line, opened for reading.
 *
 * Only what can be read without waiting is opened: files, pipes, FIFOs that somebody
 * writes, and folders of the systemd journal.  Another directory, a device or a socket
 * fails with a sentence.
 */
#ifndef INPUT_SOURCE_H
#define INPUT_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"

struct source {
    const char *path; /* as given; "-" is standard input */
    int file;         /* descriptor; -1: closed */
    bool standard_input;
    bool journal_folder;    /* of the systemd journal (input/journal.h) */
    uint64_t bytes;         /* of a file; 0 for pipes */
    int64_t modified;       /* seconds since 1970 UTC; 0 for pipes */
    bool seekable;          /* can be opened and read a second time */
    uint64_t device, inode; /* tell one file from another */
    const char *cursor;     /* of a journal: the last entry that is known; NULL: none */
    uint64_t skip;          /* bytes of decoded text that are known already */
    char early;             /* a byte that opening a FIFO had to read */
    uint32_t early_bytes;
};

bool source_open(struct source *source, const char *path, struct why *why);
/* What is open already, from its start if it has one: no rights are needed. */
bool source_again(struct source *source, const struct source *held, struct why *why);
void source_close(struct source *source);

#endif
