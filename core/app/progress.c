/*
 * progress.c - draws over the line, and blanks it out.
 *
 * Parent and child may not both write: each says what it is about to do before it looks
 * what the other does (Dekker), so either the parent sees that it is over, or the child
 * that it has to wait for a few bytes.
 */
#include "app/progress.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/say.h"
#include "base/view.h"
#include "write/page.h"

enum { WAKES_BEFORE = 5, LINE_COLUMNS = 79, NAME_COLUMNS = 48 };

bool progress_is_wanted(const struct options *options)
{
    const char *term = getenv("TERM");

    if (options->progress != WHEN_AUTO)
        return options->progress == WHEN_ALWAYS;
    if (options->quiet || options->verbose)
        return false;
    return !options->quiet && isatty(STDERR_FILENO) && term != NULL &&
           strcmp(term, "dumb") != 0;
}

/* The worker shares the number, and may have been taken over. */
static size_t columns_of(const struct watch *watch)
{
    size_t columns = watch->progress_columns;
    return columns < LINE_COLUMNS ? columns : LINE_COLUMNS;
}

static void blank(struct watch *watch)
{
    if (watch->progress_columns > 0)
        fprintf(stderr, "\r%*s\r", (int)columns_of(watch), "");
    fflush(stderr);
    watch->progress_columns = 0;
}

/* The end of a path tells more than its start. */
static sls_view name_of(const struct page *page, const char *path)
{
    sls_view name = view_of(path);

    while (page_columns(page, name) > NAME_COLUMNS)
        name = view_skip(name, 1);
    return name;
}

static void draw(struct watch *watch)
{
    uint64_t read = watch->bytes_before + watch->bytes_here, all = watch->bytes_all;
    struct page page = {.file = stderr, .width = LINE_COLUMNS};
    char input[WATCH_PATH_BYTES];
    size_t before = columns_of(watch);

    watch_copy(input, watch->input);
    sls_view name = name_of(&page, input);
    fputc('\r', stderr);
    if (all > 0)
        page_format(&page, say("%3u%% read, now %.*s"),
                    (unsigned)(read >= all ? 100 : read * 100 / all), (int)name.len,
                    name.ptr);
    else
        page_format(&page, say("%llu MB read, now %.*s"),
                    (unsigned long long)(read / 1000000), (int)name.len, name.ptr);
    watch->progress_columns = page.column;
    page_to(&page, before);
    fflush(stderr);
}

void progress_draw(struct watch *watch, int wakes)
{
    if (!watch->shows_progress || wakes < WAKES_BEFORE || watch->input[0] == '\0')
        return;
    atomic_store(&watch->progress_draws, true);
    if (!atomic_load(&watch->progress_ends))
        draw(watch);
    atomic_store(&watch->progress_draws, false);
}

void progress_erase(struct watch *watch)
{
    if (watch->progress_columns > 0)
        blank(watch);
}

void progress_end(struct watch *watch)
{
    atomic_store(&watch->progress_ends, true);
    while (atomic_load(&watch->progress_draws))
        sched_yield();
    progress_erase(watch);
}
