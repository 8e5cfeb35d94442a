/*
 * trace_story.c - sorts lines and steps by story and time; the order of reading decides
 * within a second.
 */
#include "app/trace_story.h"

#include <stdlib.h>

#include "base/arena.h"

static int by_story(const void *a, const void *b)
{
    const struct story_item *left = a, *right = b;

    if (left->root != right->root)
        return left->root < right->root ? -1 : 1;
    if (left->time != right->time)
        return left->time < right->time ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

static int by_first(const void *a, const void *b)
{
    const struct story *left = a, *right = b;

    if (left->lines[0].time != right->lines[0].time)
        return left->lines[0].time < right->lines[0].time ? -1 : 1;
    return left->lines[0].index < right->lines[0].index ? -1 : 1;
}

/* The root of the story that an episode's line belongs to; 0: it is not told. */
static uint32_t told_under(const struct finder *finder, uint32_t e, bool of_others)
{
    const struct store *store = &finder->store;
    uint32_t root = store_root(store, e);

    if (!store->episodes[root].found || !store->episodes[root].asked_for)
        return 0;
    return of_others && finder_leaves_others_out(finder, e) ? 0 : root;
}

static void collect_lines(struct stories *stories, const struct finder *finder)
{
    const struct store *store = &finder->store;

    for (uint32_t i = 1; i <= store->line_count; i++) {
        const struct kept_line *line = &store->lines[i];
        uint32_t root = told_under(finder, line->episode, line->of_others);
        if (root != 0)
            stories->lines[stories->line_count++] = (struct story_item){
                root, i, line->time != 0 ? line->time : store->episodes[root].last};
    }
    qsort(stories->lines, stories->line_count, sizeof(*stories->lines), by_story);
}

static void collect_steps(struct stories *stories, const struct finder *finder)
{
    const struct store *store = &finder->store;

    for (uint32_t i = 1; i <= store->step_count; i++) {
        const struct step *step = &store->steps[i];
        uint32_t root = told_under(finder, step->episode, step->of_others);
        if (root != 0)
            stories->steps[stories->step_count++] = (struct story_item){
                root, i, step->time != 0 ? step->time : store->episodes[root].last};
    }
    qsort(stories->steps, stories->step_count, sizeof(*stories->steps), by_story);
}

/* The lines of one root follow on each other. */
static void cut_into_stories(struct stories *stories)
{
    size_t steps = 0;

    for (size_t i = 0; i < stories->line_count;) {
        struct story *story = &stories->list[stories->count++];
        *story =
            (struct story){.root = stories->lines[i].root, .lines = &stories->lines[i]};
        while (i < stories->line_count && stories->lines[i].root == story->root) {
            story->line_count++;
            i++;
        }
        while (steps < stories->step_count && stories->steps[steps].root < story->root)
            steps++;
        story->steps = &stories->steps[steps];
        while (steps < stories->step_count && stories->steps[steps].root == story->root) {
            story->step_count++;
            steps++;
        }
    }
}

/* The first that is neither a notice nor an export's story, if there is one. */
static uint32_t head_of(const struct store *store, const struct story *story)
{
    for (size_t i = 0; i < story->line_count; i++) {
        uint32_t e = store->lines[story->lines[i].index].episode;
        if (!store->episodes[e].notice && !store->episodes[e].event)
            return e;
    }
    return store->lines[story->lines[0].index].episode;
}

/* What was left out, by the roots' indices. */
static void add_up(struct stories *stories, const struct finder *finder)
{
    const struct store *store = &finder->store;
    struct story **of_root =
        memory_get((size_t)store->episode_count + 1, sizeof(struct story *));

    for (size_t i = 0; i < stories->count; i++) {
        stories->list[i].head = head_of(store, &stories->list[i]);
        of_root[stories->list[i].root] = &stories->list[i];
    }
    for (uint32_t e = 1; e <= store->episode_count; e++) {
        uint32_t root = store_root(store, e);
        struct story *story = of_root[root];
        if (story == NULL) {
            stories->more += root == e && store->episodes[e].found &&
                             store->episodes[e].asked_for && store->full;
            continue;
        }
        story->lost += store->episodes[e].lost;
        if (finder_leaves_others_out(finder, e) &&
            store->episodes[e].others > story->others)
            story->others = store->episodes[e].others;
    }
    memory_free(of_root);
}

void stories_open(struct stories *stories, const struct finder *finder)
{
    const struct store *store = &finder->store;

    *stories = (struct stories){.more = finder->sought.unsought.count};
    stories->lines = memory_get((size_t)store->line_count + 1, sizeof(*stories->lines));
    stories->steps = memory_get((size_t)store->step_count + 1, sizeof(*stories->steps));
    collect_lines(stories, finder);
    collect_steps(stories, finder);
    stories->list = memory_get(stories->line_count + 1, sizeof(*stories->list));
    cut_into_stories(stories);
    add_up(stories, finder);
    qsort(stories->list, stories->count, sizeof(*stories->list), by_first);
}

void stories_close(struct stories *stories)
{
    memory_free(stories->lines);
    memory_free(stories->steps);
    memory_free(stories->list);
}
