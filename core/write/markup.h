/*
 * markup.h - writes HTML that is well-formed XML, too: elements close in their order.
 *
 * Texts and values of attributes are escaped, wherever they come from.  Names of elements
 * and attributes are literals of the program.
 */
#ifndef WRITE_MARKUP_H
#define WRITE_MARKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <smtplogscan/plugin.h>

enum { MARKUP_DEPTH = 24 };

struct markup {
    FILE *file;
    const char *open[MARKUP_DEPTH];
    size_t depth;
    bool in_tag; /* attributes may still follow */
};

void markup_open(struct markup *markup, const char *name);
void markup_close(struct markup *markup);
/* markup_open() with a class; NULL: none. */
void markup_class(struct markup *markup, const char *name, const char *class_name);

/* Of the element that was opened last, before anything stands in it. */
void markup_attribute(struct markup *markup, const char *name, const char *value);
void markup_attribute_number(struct markup *markup, const char *name, uint64_t value);

void markup_text(struct markup *markup, sls_view text);
void markup_string(struct markup *markup, const char *text);
void markup_format(struct markup *markup, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void markup_number(struct markup *markup, uint64_t number); /* "1,234" */

/* A whole element with nothing but a text in it. */
void markup_element(struct markup *markup, const char *name, const char *class_name,
                    const char *text);
/* A link if it is one that a browser may follow, else its text. */
void markup_link(struct markup *markup, sls_view address);
/* Text longer than `bytes` ends in " ..." there. */
void markup_cut(struct markup *markup, sls_view text, size_t bytes);

#endif
