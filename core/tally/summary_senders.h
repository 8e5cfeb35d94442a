/*
 * summary_senders.h - the report's list of senders, each beside the login it was sent
 * with.
 */
#ifndef TALLY_SUMMARY_SENDERS_H
#define TALLY_SUMMARY_SENDERS_H

#include "tally/summary.h"

/* Fills summary->senders and senders_other; together they are all recipients. */
void summary_senders(struct summary *summary);

#endif
