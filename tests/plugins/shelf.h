/*
 * shelf.h - a book of some of the small plugins, copied into a folder of its own.
 */
#ifndef PLUGINS_SHELF_H
#define PLUGINS_SHELF_H

#include "folder.h"

#include "rules/book.h"

enum { SHELF_SENTENCES = 16 };

struct shelf {
    struct folder folder;
    struct book book;
    struct why refused[SHELF_SENTENCES]; /* what was left out, in order */
    size_t refused_count;
};

static inline void shelf_refuse(void *receiver, const struct why *why)
{
    struct shelf *shelf = receiver;

    if (shelf->refused_count < SHELF_SENTENCES)
        shelf->refused[shelf->refused_count] = *why;
    shelf->refused_count++;
}

/* `names` ends in NULL. */
static inline void shelf_open(struct shelf *shelf, const char *const *names)
{
    struct why why = {.sentence = ""};

    shelf->refused_count = 0;
    folder_open(&shelf->folder);
    book_open(&shelf->book, NULL);
    for (; *names != NULL; names++) {
        char path[FOLDER_PATH_BYTES];
        folder_copy(&shelf->folder, path, *names);
        cr_assert(book_add(&shelf->book, path, &why), "%s", why.sentence);
    }
}

static inline void shelf_bind(struct shelf *shelf)
{
    struct why why = {.sentence = ""};

    cr_assert(book_bind(&shelf->book, shelf_refuse, shelf, &why), "%s", why.sentence);
}

static inline void shelf_close(struct shelf *shelf)
{
    book_close(&shelf->book);
    folder_close(&shelf->folder);
}

#endif
