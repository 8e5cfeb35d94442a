/*
 * draft.c - a stream of its own: open_memstream() of glibc 2.36 forgets what it found no
 * memory for, and has no fault to show when later it finds some again.
 */
#include "base/draft.h"

#include <string.h>

#include "base/arena.h"

static ssize_t keep(void *receiver, const char *bytes, size_t count)
{
    struct draft *draft = receiver;

    if (draft->room - draft->length < count) {
        draft->room = 2 * draft->room + count;
        draft->bytes = memory_resize(draft->bytes, draft->room, 1);
    }
    memcpy(draft->bytes + draft->length, bytes, count);
    draft->length += count;
    return (ssize_t)count;
}

void draft_open(struct draft *draft)
{
    *draft = (struct draft){.bytes = NULL};
    draft->file = fopencookie(draft, "w", (cookie_io_functions_t){.write = keep});
    if (draft->file == NULL)
        memory_exhausted();
}

sls_view draft_text(struct draft *draft)
{
    int failed = ferror(draft->file);

    if (fclose(draft->file) != 0 || failed)
        memory_exhausted();
    draft->file = NULL;
    return (sls_view){draft->length > 0 ? draft->bytes : "", draft->length};
}

void draft_close(struct draft *draft)
{
    memory_free(draft->bytes);
    draft->bytes = NULL;
}
