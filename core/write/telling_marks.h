/*
 * telling_marks.h - what a report for people says of what is marked: what is new, what
 * is over a limit, and what is over and done with.
 */
#ifndef WRITE_TELLING_MARKS_H
#define WRITE_TELLING_MARKS_H

#include "write/report.h"
#include "write/telling.h"

/* "NEW", "UP OVER"; empty when nothing is marked. */
void telling_marks(char text[TELLING_BYTES], unsigned news);
/* "NEW SendGrid: From address is not a verified sender": a title with its marks. */
void telling_marked_title(char text[2 * TELLING_BYTES], const struct report *report,
                          const struct summary_cause *cause);
/* Every mark that the report holds: those of causes, and NEWS_OVER of anything. */
unsigned telling_all_marks(const struct summary *summary);

/* What is to be said of a cause's marks, for "news"; empty when they say it all. */
void telling_news(char text[TELLING_BYTES], const struct summary *summary,
                  const struct summary_cause *cause);
/* "compared with the report of Sat 21 Nov 2026: 1 new, 2 over"; empty when with none. */
void telling_compared(char text[TELLING_BYTES], const struct summary *summary);
/* That the program's own mails are left out; empty when there are none. */
void telling_own(char text[TELLING_BYTES], const struct summary *summary);
/* A line for whoever writes it; `news` are the marks that stand before it. */
typedef void telling_line(void *receiver, unsigned news, const char *words);

/* What stands below the verdict: "SendGrid: 14.1% not accepted (929 of 6,597), more than
   1%" for what is over a limit, at most `most` of them and how many more there are; then
   the two sentences above.  Nothing when nothing was compared. */
void telling_each_mark(const struct report *report, size_t most, telling_line *line,
                       void *receiver);
/* What the last report had and this one has not: "SendGrid: From address is not a
   verified sender (799 before)", at most `most` of them and how many more there are. */
void telling_each_recovered(const struct report *report, size_t most, telling_line *line,
                            void *receiver);

#endif
