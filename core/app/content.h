/*
 * content.h - what an input holds, told by its first bytes: how it is cut into records,
 * and whose export it is.
 */
#ifndef APP_CONTENT_H
#define APP_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

#include "input/cut.h"
#include "parse/export.h"
#include "parse/format.h"
#include "rules/book.h"

/* The loaded plugins as exporters, each at its plugin's index. */
struct exporters {
    struct exporter *list;
    size_t count;
    struct watch *watch; /* who watches them; NULL: nobody */
};

struct content {
    enum cut cut;
    const struct exporter *exporter; /* NULL: a mail server's log, or the journal's; one
                                        that is off: nobody else reads it */
};

void exporters_open(struct exporters *exporters, const struct book *book);
void exporters_close(struct exporters *exporters);

/* NULL when no plugin of that name reads an export. */
const struct exporter *exporters_named(const struct exporters *exporters,
                                       const char *name);

/* `forced` is whose export it is, by the user's word; NULL: the first bytes tell.  The
   parser tells a log's line from a CSV header; its stamps are begun anew. */
struct content content_of(sls_view head, const struct exporters *exporters,
                          const struct exporter *forced, struct parser *parser);

#endif
