/*
 * draft.h - a text that is written like a file and stays in memory.
 */
#ifndef BASE_DRAFT_H
#define BASE_DRAFT_H

#include <stddef.h>
#include <stdio.h>

#include <smtplogscan/plugin.h>

struct draft {
    FILE *file;
    char *bytes;
    size_t length, room;
};

void draft_open(struct draft *draft);
/* Ends the writing; the text is all of it, and lives until draft_close(). */
sls_view draft_text(struct draft *draft);
void draft_close(struct draft *draft);

#endif
