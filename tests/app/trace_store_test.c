/*
 * trace_store_test.c - joining episodes, and the bound on what is kept.
 */
#include "app/trace_store.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/view.h"

Test(trace_store, joins)
{
    struct store store;
    uint32_t e[5];

    store_open(&store);
    for (size_t i = 0; i < SLS_COUNT(e); i++)
        e[i] = store_episode(&store, &(struct episode){.key = i});
    store.episodes[e[3]].found = true;
    store_join(&store, e[0], e[1]);
    store_join(&store, e[2], e[3]);
    cr_expect_neq(store_root(&store, e[0]), store_root(&store, e[2]));
    store_join(&store, e[1], e[3]);
    store_join(&store, e[3], e[1]);
    for (size_t i = 1; i < 4; i++)
        cr_expect_eq(store_root(&store, e[i]), store_root(&store, e[0]));
    cr_expect(store.episodes[store_root(&store, e[0])].found);
    cr_expect_eq(store_root(&store, e[4]), e[4]);
    store_close(&store);
}

Test(trace_store, keeps_texts)
{
    struct store store;
    char text[] = "bob@example.org";

    store_open(&store);
    uint32_t e = store_episode(&store, &(struct episode){.queue_id = view_of(text)});
    uint32_t l =
        store_line(&store, &(struct kept_line){.text = view_of(text), .episode = e});
    uint32_t s = store_step(&store, &(struct step){.recipient = view_of(text)});
    memset(text, 'x', sizeof(text) - 1);
    cr_expect(view_equal(store.lines[l].text, VIEW("bob@example.org")));
    cr_expect(view_equal(store.steps[s].recipient, VIEW("bob@example.org")));
    cr_expect(view_equal(store.episodes[e].queue_id, VIEW("bob@example.org")));
    store_close(&store);
}

Test(trace_store, is_bounded)
{
    struct store store;
    static char text[1 << 16];

    store_open(&store);
    memset(text, 'x', sizeof(text));
    uint32_t e = store_episode(&store, &(struct episode){.key = 1});
    size_t kept = 0;
    for (size_t i = 0; i < 100; i++)
        kept += store_line(&store, &(struct kept_line){.text = {text, sizeof(text)},
                                                       .episode = e}) != 0;
    cr_expect(store.full);
    cr_expect_eq(kept, STORE_BYTES / (sizeof(text) + sizeof(struct kept_line)));
    cr_expect_eq(store.episodes[e].lost, 100 - kept);
    store_close(&store);
}
