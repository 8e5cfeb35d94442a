/*
 * evidence_tell.h - the text of a ticket: plain, in English, to be pasted as it is.
 */
#ifndef APP_EVIDENCE_TELL_H
#define APP_EVIDENCE_TELL_H

#include "app/evidence_find.h"
#include "app/passes.h"

struct evidence {
    const struct passes *passes; /* names of the inputs, options, the zone */
    const struct book *book;
    const struct summary *summary;
    const struct summary_cause *cause;
    const struct exhibits *exhibits;
};

/* On standard output. */
void evidence_tell(const struct evidence *evidence);

#endif
