/*
 * markup.c - a stack of open elements; an element without content closes itself.
 *
 * "<p/>" is no end of a paragraph for a browser: only elements that HTML calls void, and
 * those of SVG, are written so.
 */
#include "write/markup.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/number.h"
#include "base/view.h"
#include "write/escape.h"

enum { FORMATTED_BYTES = 2048 };

static void end_tag(struct markup *markup)
{
    if (markup->in_tag)
        fputc('>', markup->file);
    markup->in_tag = false;
}

static bool closes_itself(const char *name)
{
    static const char *const names[] = {"meta", "br",   "hr",   "img", "col",
                                        "rect", "path", "line", NULL};

    for (const char *const *it = names; *it != NULL; it++)
        if (strcmp(*it, name) == 0)
            return true;
    return false;
}

/* A line each for what stands in rows, so that a page can be read as text, too. */
static bool begins_line(const char *name)
{
    static const char *const names[] = {"head",    "meta",    "title", "style",   "body",
                                        "header",  "main",    "h1",    "h2",      "h3",
                                        "section", "article", "table", "tr",      "dl",
                                        "div",     "footer",  "svg",   "details", NULL};

    for (const char *const *it = names; *it != NULL; it++)
        if (strcmp(*it, name) == 0)
            return true;
    return false;
}

void markup_open(struct markup *markup, const char *name)
{
    assert(markup->depth < MARKUP_DEPTH);
    end_tag(markup);
    if (begins_line(name))
        fputc('\n', markup->file);
    fprintf(markup->file, "<%s", name);
    markup->open[markup->depth++] = name;
    markup->in_tag = true;
}

void markup_class(struct markup *markup, const char *name, const char *class_name)
{
    markup_open(markup, name);
    if (class_name != NULL)
        markup_attribute(markup, "class", class_name);
}

void markup_close(struct markup *markup)
{
    assert(markup->depth > 0);
    const char *name = markup->open[--markup->depth];
    if (markup->in_tag && closes_itself(name)) {
        fputs("/>", markup->file);
        markup->in_tag = false;
        return;
    }
    end_tag(markup);
    fprintf(markup->file, "</%s>", name);
}

void markup_attribute(struct markup *markup, const char *name, const char *value)
{
    assert(markup->in_tag);
    fprintf(markup->file, " %s=\"", name);
    escape_markup(markup->file, view_of(value));
    fputc('"', markup->file);
}

void markup_attribute_number(struct markup *markup, const char *name, uint64_t value)
{
    assert(markup->in_tag);
    fprintf(markup->file, " %s=\"%llu\"", name, (unsigned long long)value);
}

void markup_text(struct markup *markup, sls_view text)
{
    end_tag(markup);
    escape_markup(markup->file, text);
}

void markup_string(struct markup *markup, const char *text)
{
    markup_text(markup, view_of(text));
}

void markup_format(struct markup *markup, const char *format, ...)
{
    char text[FORMATTED_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    markup_string(markup, text);
}

void markup_number(struct markup *markup, uint64_t number)
{
    char text[GROUPED_BYTES];
    markup_string(markup, number_grouped(text, number));
}

void markup_element(struct markup *markup, const char *name, const char *class_name,
                    const char *text)
{
    markup_class(markup, name, class_name);
    markup_string(markup, text);
    markup_close(markup);
}

/* Rule files may say anything, "javascript:" included. */
void markup_link(struct markup *markup, sls_view address)
{
    char text[FORMATTED_BYTES];

    if (!view_starts(address, VIEW("https://")) || address.len >= sizeof(text)) {
        markup_text(markup, address);
        return;
    }
    snprintf(text, sizeof(text), "%.*s", (int)address.len, address.ptr);
    markup_open(markup, "a");
    markup_attribute(markup, "href", text);
    markup_text(markup, address);
    markup_close(markup);
}

/* Not within a character: the bytes that go on with one begin with the bits 10. */
void markup_cut(struct markup *markup, sls_view text, size_t bytes)
{
    size_t end = bytes;

    if (text.len <= bytes) {
        markup_text(markup, text);
        return;
    }
    while (end > 0 && ((unsigned char)text.ptr[end] & 0xc0) == 0x80)
        end--;
    markup_text(markup, view_cut(text, end));
    markup_string(markup, " ...");
}
