/*
 * draft.c - open_memstream(), whose only fault is a lack of memory.
 */
#include "base/draft.h"

#include <stdlib.h>

#include "base/arena.h"

void draft_open(struct draft *draft)
{
    *draft = (struct draft){.bytes = NULL};
    draft->file = open_memstream(&draft->bytes, &draft->length);
    if (draft->file == NULL)
        memory_exhausted();
}

sls_view draft_text(struct draft *draft)
{
    int failed = ferror(draft->file);

    if (fclose(draft->file) != 0 || failed)
        memory_exhausted();
    draft->file = NULL;
    return (sls_view){draft->bytes, draft->length};
}

void draft_close(struct draft *draft)
{
    free(draft->bytes);
    draft->bytes = NULL;
}
