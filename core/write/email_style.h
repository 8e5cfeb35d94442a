/*
 * email_style.h - the styles of a mail's elements; dark on light, whatever the reader's
 * program does with the rest of its window.
 */
#ifndef WRITE_EMAIL_STYLE_H
#define WRITE_EMAIL_STYLE_H

#include "write/markup.h"

#define EMAIL_FONT                                                                       \
    "font-family:system-ui,-apple-system,'Segoe UI','Noto Sans KR','Malgun Gothic',"     \
    "sans-serif;"
#define EMAIL_INK  "color:#1b2026;"
#define EMAIL_SOFT "color:#55606b;"
#define EMAIL_BAD  "color:#a3231c;"
#define EMAIL_LATE "color:#7a4f00;"
#define EMAIL_GOOD "color:#1b6a39;"
#define EMAIL_LINE "border-bottom:1px solid #d9dee3;"

/* markup_open() and the style. */
static inline void email_open(struct markup *markup, const char *name, const char *style)
{
    markup_open(markup, name);
    markup_attribute(markup, "style", style);
}

static inline void email_element(struct markup *markup, const char *name,
                                 const char *style, const char *text)
{
    email_open(markup, name, style);
    markup_string(markup, text);
    markup_close(markup);
}

/* A table that lays out, or one of numbers; as wide as it may be. */
static inline void email_table(struct markup *markup, const char *padding, bool layout)
{
    markup_open(markup, "table");
    if (layout)
        markup_attribute(markup, "role", "presentation");
    markup_attribute(markup, "cellpadding", padding);
    markup_attribute(markup, "cellspacing", "0");
    markup_attribute(markup, "width", "100%");
    markup_attribute(markup, "style", "width:100%");
}

#endif
