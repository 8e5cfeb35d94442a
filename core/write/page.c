/*
 * page.c - writes characters and remembers the column.
 */
#include "write/page.h"

#include <stdarg.h>
#include <string.h>
#include <wchar.h>

#include "base/view.h"
#include "write/escape.h"

/* Hangul: its syllables and letters (Unicode 15, blocks AC00, 1100, 3130). */
static bool is_hangul(uint32_t code)
{
    return (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0x1100 && code <= 0x11FF) ||
           (code >= 0x3131 && code <= 0x318E);
}

/* Korean is written in Hangul on an ASCII page, too: it could say nothing else. */
static size_t show(const struct page *page, sls_view *rest, char out[ESCAPE_BYTES])
{
    sls_view ahead = *rest;
    uint32_t code;
    bool ascii = page->ascii;

    if (ascii && page->korean && escape_next(&ahead, &code) && is_hangul(code))
        ascii = false;
    return escape_for_terminal(rest, ascii, out);
}

/* Columns of one escaped character: of itself, or of the ASCII that shows it. */
static size_t columns_of(const char *escaped, size_t bytes)
{
    sls_view rest = {escaped, bytes};
    uint32_t code;

    if ((unsigned char)*escaped < 0x80)
        return bytes;
    escape_next(&rest, &code);
    int width = wcwidth((wchar_t)code);
    return width > 0 ? (size_t)width : 0;
}

size_t page_columns(const struct page *page, sls_view text)
{
    size_t columns = 0;

    while (text.len > 0) {
        char out[ESCAPE_BYTES];
        size_t bytes = show(page, &text, out);
        columns += columns_of(out, bytes);
    }
    return columns;
}

void page_text(struct page *page, sls_view text)
{
    while (text.len > 0) {
        char out[ESCAPE_BYTES];
        size_t bytes = show(page, &text, out);
        fwrite(out, 1, bytes, page->file);
        page->column += columns_of(out, bytes);
    }
}

void page_string(struct page *page, const char *text)
{
    page_text(page, view_of(text));
}

void page_format(struct page *page, const char *format, ...)
{
    char text[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    page_string(page, text);
}

void page_to(struct page *page, size_t column)
{
    while (page->column < column)
        page_string(page, " ");
}

void page_cell(struct page *page, size_t end, const char *text)
{
    size_t columns = page_columns(page, view_of(text));
    size_t begin = end > columns ? end - columns : 0;

    page_to(page, begin > page->column ? begin : page->column + 1);
    page_string(page, text);
}

void page_end(struct page *page)
{
    fputc('\n', page->file);
    page->column = 0;
}

void page_to_right(struct page *page, size_t columns)
{
    if (page->column + 2 + columns > page->width)
        page_end(page);
    page_to(page, page->width > columns ? page->width - columns : 0);
}

void page_style(struct page *page, enum style style)
{
    static const char *const codes[] = {
        [STYLE_PLAIN] = "\x1b[0m", [STYLE_BAD] = "\x1b[31m",    [STYLE_LATE] = "\x1b[33m",
        [STYLE_ACT] = "\x1b[32m",  [STYLE_HEADING] = "\x1b[1m",
    };

    if (page->color)
        fputs(codes[style], page->file);
}

/* What a terminal may do with an address is its own affair, so it is plain. */
static bool is_plain(sls_view address)
{
    for (size_t i = 0; i < address.len; i++)
        if (address.ptr[i] <= ' ' || address.ptr[i] > '~')
            return false;
    return true;
}

/* OSC 8: "\x1b]8;;ADDRESS\x1b\\TEXT\x1b]8;;\x1b\\". */
void page_link(struct page *page, sls_view address)
{
    bool linked = page->links && is_plain(address);

    if (linked)
        fprintf(page->file, "\x1b]8;;%.*s\x1b\\", (int)address.len, address.ptr);
    page_text(page, address);
    if (linked)
        fputs("\x1b]8;;\x1b\\", page->file);
}

sls_view page_fitting(const struct page *page, sls_view text, size_t room)
{
    sls_view rest = text;
    size_t columns = 0, blank = 0;

    while (rest.len > 0) {
        char out[ESCAPE_BYTES];
        size_t here = text.len - rest.len;
        if (*rest.ptr == ' ')
            blank = here;
        size_t bytes = show(page, &rest, out);
        columns += columns_of(out, bytes);
        if (columns > room && here > 0)
            return view_cut(text, blank > 0 ? blank : here);
    }
    return text;
}

void page_wrap(struct page *page, size_t indent, sls_view text, size_t lines)
{
    sls_view rest = view_trim(text);

    if (rest.len == 0 && page->column > 0)
        page_end(page);
    for (size_t line = 1; rest.len > 0; line++) {
        page_to(page, indent);
        size_t room = page->width > page->column + 10 ? page->width - page->column : 10;
        bool last = line == lines && page_columns(page, rest) > room;
        sls_view part = view_trim(page_fitting(page, rest, last ? room - 4 : room));
        page_text(page, part);
        rest = view_trim(view_between(view_end(part), view_end(rest)));
        if (last && rest.len > 0) {
            page_string(page, " ...");
            rest.len = 0;
        }
        page_end(page);
    }
}
