/*
 * trace_store.c - growing lists over one arena; joined episodes are a tree of parents.
 */
#include "app/trace_store.h"

#include "base/view.h"

enum { FIRST_ROOM = 256, MENTIONS_MOST = 1 << 18 };

/* One element more of a list, zeroed or not; index 0 is left free. */
#define GROW(list, count, room)                                                          \
    do {                                                                                 \
        if ((count) + 1 >= (room)) {                                                     \
            (room) = (room) == 0 ? FIRST_ROOM : (room)*2;                                \
            (list) = memory_resize((list), (room), sizeof(*(list)));                     \
        }                                                                                \
        (count)++;                                                                       \
    } while (0)

void store_open(struct store *store)
{
    *store = (struct store){.full = false};
    arena_open(&store->arena);
}

void store_close(struct store *store)
{
    arena_close(&store->arena);
    memory_free(store->episodes);
    memory_free(store->lines);
    memory_free(store->steps);
    memory_free(store->mentions);
    *store = (struct store){.full = false};
}

static bool take_room(struct store *store, size_t bytes)
{
    if (store->bytes + bytes > STORE_BYTES) {
        store->full = true;
        return false;
    }
    store->bytes += bytes;
    return true;
}

sls_view store_text(struct store *store, sls_view text)
{
    if (text.len == 0 || !take_room(store, text.len))
        return (sls_view){"", 0};
    return arena_keep(&store->arena, text);
}

uint32_t store_episode(struct store *store, const struct episode *episode)
{
    if (store->episode_count >= EPISODES_MOST) {
        store->full = true;
        return 0;
    }
    GROW(store->episodes, store->episode_count, store->episode_room);
    uint32_t e = store->episode_count;
    store->episodes[e] = *episode;
    store->episodes[e].parent = e;
    store->episodes[e].host = store_text(store, episode->host);
    store->episodes[e].queue_id = store_text(store, episode->queue_id);
    return e;
}

uint32_t store_line(struct store *store, const struct kept_line *line)
{
    if (!take_room(store, sizeof(*line) + line->text.len)) {
        store->episodes[line->episode].lost++;
        return 0;
    }
    GROW(store->lines, store->line_count, store->line_room);
    store->lines[store->line_count] = *line;
    store->lines[store->line_count].text = arena_keep(&store->arena, line->text);
    return store->line_count;
}

uint32_t store_step(struct store *store, const struct step *step)
{
    if (!take_room(store, sizeof(*step)))
        return 0;
    GROW(store->steps, store->step_count, store->step_room);
    struct step *kept = &store->steps[store->step_count];
    *kept = *step;
    kept->recipient = store_text(store, step->recipient);
    kept->relay = store_text(store, step->relay);
    kept->text = store_text(store, step->text);
    kept->id = store_text(store, step->id);
    kept->login = store_text(store, step->login);
    return store->step_count;
}

void store_mention(struct store *store, uint32_t episode, uint64_t hash, bool is_key)
{
    if (store->mention_count >= MENTIONS_MOST)
        return;
    GROW(store->mentions, store->mention_count, store->mention_room);
    store->mentions[store->mention_count] = (struct mention){
        .hash = hash, .before = store->episodes[episode].mention, .is_key = is_key};
    store->episodes[episode].mention = store->mention_count;
}

uint32_t store_root(const struct store *store, uint32_t episode)
{
    struct episode *episodes = store->episodes;

    while (episodes[episode].parent != episode) {
        episodes[episode].parent = episodes[episodes[episode].parent].parent;
        episode = episodes[episode].parent;
    }
    return episode;
}

void store_join(struct store *store, uint32_t a, uint32_t b)
{
    uint32_t to = store_root(store, a), from = store_root(store, b);

    if (to == from)
        return;
    store->episodes[from].parent = to;
    store->episodes[to].found |= store->episodes[from].found;
    store->episodes[to].asked_for |= store->episodes[from].asked_for;
}
