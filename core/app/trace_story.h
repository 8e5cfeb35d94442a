/*
 * trace_story.h - what a finder kept, put together message by message and in order.
 */
#ifndef APP_TRACE_STORY_H
#define APP_TRACE_STORY_H

#include <stddef.h>
#include <stdint.h>

#include "app/trace_find.h"

/* A line or a step of a story. */
struct story_item {
    uint32_t root, index; /* index in the store */
    int64_t time;         /* its own, else that of the item before it */
};

struct story {
    uint32_t root, head; /* episodes; the head is the message as it came in */
    const struct story_item *lines, *steps;
    size_t line_count, step_count;
    uint32_t others; /* recipients that are left out */
    uint64_t lost;   /* lines that did not fit */
};

struct stories {
    struct story_item *lines, *steps;
    size_t line_count, step_count;
    struct story *list; /* by the time of their first line */
    size_t count;
    uint64_t more; /* messages of which nothing was kept */
};

/* Points into the finder's store. */
void stories_open(struct stories *stories, const struct finder *finder);
void stories_close(struct stories *stories);

#endif
