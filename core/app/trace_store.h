/*
 * trace_store.h - what a pass keeps of the messages that are looked for: each message
 * under each of its queue ids (an episode), its lines as they stand, and what they tell.
 *
 * Bounded: STORE_BYTES of lines and steps.  What does not fit is not kept, counted at its
 * episode, and `full` is set.  Index 0 is none, of every list.
 */
#ifndef APP_TRACE_STORE_H
#define APP_TRACE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/arena.h"
#include "parse/record.h"

enum { STORE_BYTES = 4 << 20, EPISODES_MOST = 1 << 16 };

/* What has been seen of an episode: it decides where another one begins. */
enum life { LIFE_OPENED = 1, LIFE_TRIED = 2, LIFE_CLOSED = 4, LIFE_SENDER = 8 };

/* A message under one queue id, from its first line to its last.  The same id used again
   is another episode; a hop, a notice and an export's story are episodes of their own,
   joined to their message's. */
struct episode {
    uint64_t key;     /* of place and queue id, or of the export's message */
    uint32_t number;  /* of the key, from 1 */
    uint32_t parent;  /* towards the root of what is joined; itself: the root */
    unsigned match;   /* bits of enum match: as what it names the subject */
    uint32_t others;  /* recipients that are not the subject */
    uint32_t mention; /* the last of its mentions; 0: none */
    int64_t first, last;
    sls_view host, queue_id, sender;
    sls_view relay;    /* that a line named for attempts that do not */
    uint16_t provider; /* of an export's story */
    unsigned life;     /* bits of enum life */
    bool sender_known, notice, event;
    bool asked_for;    /* some line lies in the window that was asked for */
    bool found;        /* of a root: something joined to it names the subject */
    unsigned story;    /* of a root, after the pass: the match of all that is no notice */
    bool only_subject; /* other recipients are left out already */
    uint64_t lost;     /* lines that did not fit */
};

struct kept_line {
    sls_view text;
    int64_t time; /* 0: none */
    uint64_t number;
    uint32_t input, episode;
    bool of_others; /* tells of other recipients than the subject alone */
};

/* What one record tells of a message's way. */
struct step {
    int64_t time, delay_ms;
    uint32_t episode;
    enum line_kind kind;
    enum delivery delivery;
    uint32_t outcome;
    uint16_t provider, rule; /* the rule of a refusal */
    bool judged;
    bool of_others;
    sls_view recipient, relay, text, id, login;
};

struct mention {
    uint64_t hash;
    uint32_t before; /* an older one of the same episode */
    bool is_key;
};

struct store {
    struct arena arena;
    size_t bytes;
    bool full;
    struct episode *episodes;
    struct kept_line *lines;
    struct step *steps;
    struct mention *mentions;
    uint32_t episode_count, line_count, step_count, mention_count;
    uint32_t episode_room, line_room, step_room, mention_room;
};

void store_open(struct store *store);
void store_close(struct store *store);

/* 0 when there is no room. */
uint32_t store_episode(struct store *store, const struct episode *episode);
uint32_t store_line(struct store *store, const struct kept_line *line);
/* Keeps the texts of the step, too. */
uint32_t store_step(struct store *store, const struct step *step);
void store_mention(struct store *store, uint32_t episode, uint64_t hash, bool is_key);
/* Empty when there is no room. */
sls_view store_text(struct store *store, sls_view text);

uint32_t store_root(const struct store *store, uint32_t episode);
/* Both belong to one story. */
void store_join(struct store *store, uint32_t a, uint32_t b);

#endif
