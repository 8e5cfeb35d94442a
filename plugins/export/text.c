/*
 * text.c - compares byte by byte: cells are short, and no locale may change the outcome.
 */
#include "export/text.h"

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

bool begins(sls_view view, const char *text)
{
    size_t i = 0;

    while (text[i] != '\0' && i < view.len && lower(view.ptr[i]) == text[i])
        i++;
    return text[i] == '\0';
}

bool is_word(sls_view view, const char *word)
{
    size_t i = 0;

    while (i < view.len && word[i] != '\0' && lower(view.ptr[i]) == word[i])
        i++;
    return i == view.len && word[i] == '\0';
}

size_t place_of(sls_view view, const char *text)
{
    size_t at = 0;

    while (at < view.len && !begins((sls_view){view.ptr + at, view.len - at}, text))
        at++;
    return at;
}

bool holds(sls_view view, const char *text)
{
    return place_of(view, text) < view.len;
}

static bool is_between(char c)
{
    return c == ',' || c == ';' || c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool nth_address(sls_view list, uint32_t nth, sls_view *address)
{
    size_t start = 0, end = 0;

    for (uint32_t i = 0; i <= nth; i++) {
        for (start = end; start < list.len && is_between(list.ptr[start]); start++)
            ;
        for (end = start; end < list.len && list.ptr[end] != ',' && list.ptr[end] != ';';)
            end++;
    }
    *address = (sls_view){list.ptr + start, end - start};
    return start < end;
}

void read_dsn(sls_view status, uint16_t code[3])
{
    uint16_t fields[3] = {0, 0, 0};
    size_t field = 0;

    for (size_t i = 0; i < status.len; i++) {
        char c = status.ptr[i];
        if (c == '.' && field < 2)
            field++;
        else if (c >= '0' && c <= '9' && fields[field] < 100)
            fields[field] = (uint16_t)(fields[field] * 10 + (c - '0'));
        else
            return;
    }
    for (size_t i = 0; i < 3 && field == 2; i++)
        code[i] = fields[i];
}
