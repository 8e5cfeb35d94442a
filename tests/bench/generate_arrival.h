/*
 * generate_arrival.h - how a message comes in: smtpd, pickup and cleanup.
 */
#ifndef BENCH_GENERATE_ARRIVAL_H
#define BENCH_GENERATE_ARRIVAL_H

#include "generate_mail.h"

enum { MILLISECOND = 1000 };

/* Sets the next step, and returns a wait of `low` to `high` milliseconds. */
int64_t message_due(struct post *post, struct message *m, enum step next, int64_t low,
                    int64_t high);

/* Begins a line of that part of Postfix, with the message's id in front. */
void message_line(struct post *post, const struct message *m, int64_t now,
                  const char *part, unsigned pid);

/* Gives the message its queue id. */
void message_name(struct post *post, struct message *m, int64_t now);

int64_t step_connect(struct post *post, struct message *m, int64_t now);
int64_t step_client(struct post *post, struct message *m, int64_t now);
int64_t step_cleanup(struct post *post, struct message *m, int64_t now);
int64_t step_refuse(struct post *post, struct message *m, int64_t now);
int64_t step_hang_up(struct post *post, struct message *m, int64_t now);
/* The line of a client that leaves after an accepted message. */
void disconnect_write(struct post *post, const struct message *m, int64_t now);

#endif
