/*
 * history_marks.h - compares a report with those before it, cause by cause.
 */
#ifndef TALLY_HISTORY_MARKS_H
#define TALLY_HISTORY_MARKS_H

#include "tally/history.h"
#include "tally/summary.h"

/* Compares the summary with the reports; without any it does nothing.
 *
 *   NEW   no report had the cause, ever
 *   BACK  none of the last HISTORY_RECENT had it, but an earlier one
 *   UP    ten recipients or more, at least twice as many as `before`, and more above it
 *         than chance makes: (now - before)^2 >= 9 (now + before), three standard
 *         deviations of the difference of two counts; neither NEW nor BACK
 *   down  the same the other way round
 *
 * `before` is what the cause's rate, recipients not accepted per recipient of its
 * provider, would have made of this report's recipients: the greater of the medians over
 * the last HISTORY_RECENT reports and over all of them, reports without mail to that
 * provider left out.
 *
 * Recovered is a cause that the newest report had and this one has not, when its provider
 * accepted something now. */
void history_mark(const struct history *history, struct summary *summary);

#endif
