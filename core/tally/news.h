/*
 * news.h - what a report marks: what was never seen before, is back, has grown, or is
 * more than the reader allows.
 */
#ifndef TALLY_NEWS_H
#define TALLY_NEWS_H

/* Bits, in the order in which they are told. */
enum news { NEWS_NEW = 1, NEWS_BACK = 2, NEWS_UP = 4, NEWS_OVER = 8, NEWS_ALL = 15 };
enum { NEWS_KINDS = 4 };

/* "new", "back", "up" or "over", as programs read it; NULL behind the last bit. */
static inline const char *news_word(unsigned kind)
{
    static const char *const words[NEWS_KINDS] = {"new", "back", "up", "over"};
    return kind < NEWS_KINDS ? words[kind] : 0;
}

#endif
