/*
 * listing.h - which causes a report for people lists, in which part, and as what number.
 */
#ifndef WRITE_LISTING_H
#define WRITE_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "write/report.h"

/* Replies that no rule knows stand in a part of their own. */
bool listing_is_unknown(const struct summary_cause *cause);
/* Nothing has to be done: what is delayed by it is accepted sooner or later. */
bool listing_waits(const struct summary_cause *cause);
/* Delayed, but waiting never helps. */
bool listing_is_hopeless(const struct summary_cause *cause);
/* Who is hit at the other end matters when the other end is the reason. */
bool listing_names_domains(const struct summary_cause *cause);

/* The number in front of a cause, from 1; unknown ones have none and take none. */
size_t listing_place(const struct report *report, const struct summary_cause *cause);
/* Among the first that were asked for. */
bool listing_shows(const struct report *report, const struct summary_cause *cause);
/* How many causes are cut, and the recipients that they hit. */
struct listing_cut {
    size_t causes;
    uint64_t recipients;
};
struct listing_cut listing_cut(const struct report *report);
/* The same as a sentence; empty when none is cut. */
enum { LISTING_CUT_BYTES = 320 };
void listing_cut_sentence(char text[LISTING_CUT_BYTES], const struct report *report);

/* "sendgrid-sender-not-verified": where a page tells of it. */
enum { LISTING_ANCHOR_BYTES = 160 };
void listing_anchor(char anchor[LISTING_ANCHOR_BYTES], const struct summary_cause *cause);

#endif
