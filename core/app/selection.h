/*
 * selection.h - which part of the logs the user asks for: a window of time, some hosts.
 *
 * What lies outside is read and counted as skipped.  Lines before the window that only
 * tell more about a message (client, sender) still fill it.  An export's records name no
 * host: they are of those whose 250s they belong to (join->claimed_only).
 */
#ifndef APP_SELECTION_H
#define APP_SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/options.h"
#include "base/clock.h"
#include "base/why.h"
#include "parse/record.h"

struct selection {
    int64_t since, until;      /* both ends belong to it; INT64_MIN and INT64_MAX: open */
    const struct words *hosts; /* lines of these alone; none: of all */
};

/* Times without a zone are in `zone`. */
bool selection_open(struct selection *selection, const struct options *options,
                    struct zone zone, int64_t now, struct why *why);

enum selected {
    SELECTED,
    SELECTED_TO_FILL, /* before the window, and tells more about a message in it */
    NOT_SELECTED
};

/* "mx1" means mx1.example.org, too. */
bool selection_is_host(sls_view host, sls_view wanted);

static inline bool selection_is_all(const struct selection *selection)
{
    return selection->since == INT64_MIN && selection->until == INT64_MAX &&
           selection->hosts->count == 0;
}

/* Of a selection that is not of all. */
enum selected selection_compare(const struct selection *selection,
                                const struct record *record);

static inline enum selected selection_of(const struct selection *selection,
                                         const struct record *record)
{
    return selection_is_all(selection) ? SELECTED : selection_compare(selection, record);
}

#endif
