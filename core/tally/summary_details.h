/*
 * summary_details.h - what the replies of each cause name.
 */
#ifndef TALLY_SUMMARY_DETAILS_H
#define TALLY_SUMMARY_DETAILS_H

#include "tally/summary.h"

/* Fills every cause's details out of its listed replies, of which one of each kind is
   kept: others of that kind may name other values. */
void summary_details(struct summary *summary);

#endif
