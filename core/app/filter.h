/*
 * filter.h - which recipients the user asks for: by provider, sender, domain, cause and
 * what became of them.
 *
 * Recipients are filtered when their outcome is final, before anything is counted, so
 * that every number is of what was selected.  When mail was last accepted is told of all
 * mail all the same: whether a cause goes on does not depend on who asks.
 */
#ifndef APP_FILTER_H
#define APP_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/options.h"
#include "base/say.h"
#include "base/why.h"
#include "queue/join.h"
#include "tally/tally.h"

struct filter_words {
    sls_view *list;
    size_t count;
};

struct filter {
    bool active;
    struct filter_words providers, senders, domains, causes, statuses;
};

/* False leaves in *why which word is none; close it all the same. */
bool filter_open(struct filter *filter, const struct options *options,
                 const struct book *book, struct why *why);
void filter_close(struct filter *filter);

/* "; sender a@b.example, @c.example; status failed", spoken as told; nothing when all are
   kept. */
void filter_words(char *sentence, size_t room, const struct filter *filter, say_how *how);

bool filter_keeps_domain(const struct filter *filter, sls_view address);
/* Can mail of this sender (empty: not known yet) that was judged so be asked for? */
bool filter_may_keep(const struct filter *filter, const struct book *book,
                     sls_view sender, bool to_wanted, const struct verdict *verdict);
/* `sender` is the recipient's; the rest is the tally's. */
bool filter_keeps(const struct filter *filter, const struct tally *tally,
                  const struct recipient *recipient, sls_view sender);

#endif
