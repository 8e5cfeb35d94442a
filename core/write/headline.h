/*
 * headline.h - the first sentences of a report, for a page's title, a mail's subject and
 * their heads: how much was not accepted, of which log, and whether all of it was read.
 */
#ifndef WRITE_HEADLINE_H
#define WRITE_HEADLINE_H

#include "write/report.h"

enum { HEADLINE_BYTES = 512 };

/* "1,350 of 12,000 not accepted", "all 1,750 recipients accepted" */
void headline_sentence(char text[HEADLINE_BYTES], const struct report *report);
/* "11.3%" */
void headline_share(char text[HEADLINE_BYTES], uint64_t part, uint64_t whole);
/* "Sun 22 Nov 2026, 00:00:23 - 23:59:52 +0900" */
void headline_period(char text[HEADLINE_BYTES], const struct report *report);
/* In the place of a period, when no line has a time. */
const char *headline_no_times(const struct report *report);
/* "what is new since the last run, 22 Nov 06:25:01"; false when every line is counted. */
bool headline_news(char text[HEADLINE_BYTES], const struct report *report);
/* "60,860 lines, all read" */
void headline_coverage(char text[HEADLINE_BYTES], const struct report *report);
/* What became of accepted mail: that the log does not tell it, or what an export tells.
 */
void headline_after_acceptance(char text[HEADLINE_BYTES], const struct summary *summary);

/* What makes the report incomplete, sentence by sentence, from 0; false: no more. */
enum { HEADLINE_PROBLEM_BYTES = WHY_BYTES };
bool headline_problem(char text[HEADLINE_PROBLEM_BYTES], const struct report *report,
                      size_t number);

/* Recipients not accepted. */
uint64_t headline_refused(const struct summary *summary);

#endif
