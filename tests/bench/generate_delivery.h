/*
 * generate_delivery.h - one attempt: the delivery line and the lines that go before it.
 */
#ifndef BENCH_GENERATE_DELIVERY_H
#define BENCH_GENERATE_DELIVERY_H

#include "generate_mail.h"

/* What this run of the queue brings the recipient; NULL: acceptance. */
const struct reply *recipient_reply(const struct message *m, const struct recipient *to);

/* It came after a greeting, so that there may have been TLS; so may acceptance. */
bool reply_in_session(const struct reply *reply);

/* Microseconds from the queue manager's line to the delivery line. */
int64_t delivery_time(struct post *post, const struct message *m);

void delivery_write(struct post *post, struct message *m, struct recipient *to,
                    int64_t now);

#endif
