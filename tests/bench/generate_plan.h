/*
 * generate_plan.h - draws messages: who sends what to whom, and how it goes.
 */
#ifndef BENCH_GENERATE_PLAN_H
#define BENCH_GENERATE_PLAN_H

#include "generate_mail.h"
#include "generate_replies.h"

struct plan {
    struct reply replies[REPLIES_MAX];
    size_t reply_count;
    uint32_t templates; /* distinct failure texts; 0: the table's */
    uint32_t failures;  /* of messages, in ten thousand; likewise: */
    uint32_t hops, local, probes, retries;
    uint64_t messages;
    int64_t start;
};

void plan_open(struct plan *plan, struct post *post);

/* When the message with that number arrives, in microseconds since 1970 UTC.  Later
   numbers do not arrive earlier. */
int64_t plan_arrival(const struct plan *plan, const struct post *post, uint64_t number);

/* Makes a message and starts it. */
void plan_message(const struct plan *plan, struct post *post, int64_t time);

#endif
