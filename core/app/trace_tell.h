/*
 * trace_tell.h - a message's story in plain words, and its lines as they stand.
 */
#ifndef APP_TRACE_TELL_H
#define APP_TRACE_TELL_H

#include "app/passes.h"
#include "app/trace_find.h"
#include "app/trace_story.h"
#include "write/page.h"

struct telling {
    struct page *page;
    const struct passes *passes; /* names of the inputs, the zone */
    const struct finder *finder;
    const struct book *book;
};

void tell_story(const struct telling *telling, const struct story *story);

#endif
