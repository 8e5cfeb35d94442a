/*
 * alerts.h - what the user calls too much, and the report that this one is compared with;
 * read before the logs are, so that a typing error costs no time.
 */
#ifndef APP_ALERTS_H
#define APP_ALERTS_H

#include <stdbool.h>

#include "app/baseline.h"
#include "app/options.h"
#include "app/thresholds.h"
#include "base/why.h"
#include "rules/book.h"

struct alerts {
    struct thresholds limits;              /* of --fail-over */
    struct thresholds warnings, criticals; /* of --check */
    struct baseline baseline;
};

/* False leaves in *why what is wrong; close it all the same. */
bool alerts_open(struct alerts *alerts, const struct options *options,
                 const struct book *book, struct why *why);
void alerts_close(struct alerts *alerts);

#endif
