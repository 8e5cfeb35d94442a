/*
 * grouping.h - rows that share provider and cause, brought together.
 */
#ifndef TALLY_GROUPING_H
#define TALLY_GROUPING_H

#include "tally/summary.h"

/* Fills summary->causes, unranked; returns for each row of the tally the index of its
   cause (lives in the summary's arena). */
uint32_t *grouping_causes(struct summary *summary);

/* Of (row, name) pairs, each cause's list: most frequent first, at most `listed`. */
void grouping_names(struct summary *summary, const uint32_t *cause_of_row,
                    const struct pairs *pairs, size_t listed, size_t list_offset);

void grouping_replies(struct summary *summary, const uint32_t *cause_of_row);
/* And by day, when summary->day_count says so. */
void grouping_hours(struct summary *summary, const uint32_t *cause_of_row);

#endif
