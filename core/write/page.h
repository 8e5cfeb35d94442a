/*
 * page.h - a page of text: columns, wrapping and colour; log text goes through escape.h.
 *
 * Widths are columns of a terminal as wcwidth(3) tells them, so that Korean lines up; the
 * caller has chosen a UTF-8 locale for LC_CTYPE.
 */
#ifndef WRITE_PAGE_H
#define WRITE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <smtplogscan/plugin.h>

enum style { STYLE_PLAIN, STYLE_BAD, STYLE_LATE, STYLE_ACT, STYLE_HEADING };

struct page {
    FILE *file;
    size_t width;
    size_t column; /* where the next character goes, from 0 */
    bool color, ascii;
    bool korean; /* Hangul is no matter of `ascii` */
    bool links;  /* addresses can be followed */
};

/* Text of the program, or of log origin: both are escaped. */
void page_text(struct page *page, sls_view text);
void page_string(struct page *page, const char *text);
void page_format(struct page *page, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Blanks up to a column; nothing when it is passed already. */
void page_to(struct page *page, size_t column);
/* So that what is `columns` wide ends at the right edge; on a line of its own if the rest
   of this one is too short. */
void page_to_right(struct page *page, size_t columns);
/* Text that ends at a column, at least one blank behind what stands before it. */
void page_cell(struct page *page, size_t end, const char *text);
/* An address out of a rule table, never one out of a log, that a terminal may follow. */
void page_link(struct page *page, sls_view address);
void page_end(struct page *page);
void page_style(struct page *page, enum style style);

/* A paragraph between `indent` and the right edge, at most `lines` lines (0: all); the
   page stands at the indent, or before it. */
void page_wrap(struct page *page, size_t indent, sls_view text, size_t lines);

/* The longest start of the text that fits into `room` columns, cut at a blank if it has
   one; at least one character. */
sls_view page_fitting(const struct page *page, sls_view text, size_t room);

size_t page_columns(const struct page *page, sls_view text);

#endif
