/*
 * batches_test.c - holds batches to giving every line once, in order, as it was put.
 */
#include "app/batches.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 30000, LONG_EVERY = 997, SETTLE_EVERY = 1231 };

/* Line i: so many bytes of one letter. */
static struct line line_of(char *room, uint64_t i)
{
    size_t bytes = i % LONG_EVERY == 0 ? LINE_BYTES : i * 7919 % 300;

    memset(room, (int)('a' + i % 26), bytes);
    return (struct line){.text = {room, bytes}};
}

static void *put_all(void *argument)
{
    struct batches *batches = argument;
    char *room = malloc(LINE_BYTES);

    for (uint64_t i = 0; i < LINES; i++) {
        struct line line = line_of(room, i);
        struct entry *entry = batches_put(batches, &line);
        entry->number = i;
        entry->heading.head.body = entry->line.text;
        if (i % SETTLE_EVERY == 0)
            batches_settle(batches);
    }
    batches_end(batches);
    free(room);
    return NULL;
}

static bool is_line(sls_view text, struct line line)
{
    return text.len == line.text.len && memcmp(text.ptr, line.text.ptr, text.len) == 0;
}

Test(batches, every_line_comes_once_and_in_order)
{
    struct batches *batches = batches_open();
    char *room = malloc(LINE_BYTES);
    struct batch *batch;
    pthread_t reader;
    uint64_t next = 0, wrong = 0;

    cr_assert_eq(pthread_create(&reader, NULL, put_all, batches), 0);
    while ((batch = batches_take(batches)) != NULL)
        for (size_t i = 0; i < batch->count; i++, next++) {
            struct line line = line_of(room, next);
            wrong += batch->entries[i].number != next ||
                     !is_line(batch->entries[i].line.text, line) ||
                     !is_line(batch->entries[i].heading.head.body, line);
        }
    pthread_join(reader, NULL);
    cr_expect_eq(next, LINES);
    cr_expect_eq(wrong, 0);
    batches_close(batches);
    free(room);
}

Test(batches, no_line_is_no_batch)
{
    struct batches *batches = batches_open();

    batches_end(batches);
    cr_expect_null(batches_take(batches));
    batches_close(batches);
}
