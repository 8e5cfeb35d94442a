/*
 * generate_noise.h - lines that are not about sending: other daemons, and strangers who
 * knock at Postfix.
 */
#ifndef BENCH_GENERATE_NOISE_H
#define BENCH_GENERATE_NOISE_H

#include "generate_mail.h"

/* One line of sshd, systemd, CRON or dovecot. */
void noise_write(struct post *post, int64_t now);

/* One line of Postfix that is no attempt to send: a refused stranger, a guessed password,
   statistics.  A report must not count it. */
void stranger_write(struct post *post, int64_t now);

#endif
