/*
 * comments.c - finds comments as libconfuse's lexer does.
 *
 * libconfuse 3.3 counts two lines too many for every comment of a line, and one too many
 * for every other: a fault would be told of a line that is not the one to look at.  "#"
 * begins a comment everywhere outside of quotes, "//" only where a word may begin, so
 * that an address (https://...) may stand without quotes.
 */
#include "rules/comments.h"

#include <stdbool.h>
#include <string.h>

static size_t end_of_quoted(const char *text, size_t length, size_t at)
{
    char quote = text[at++];

    while (at < length && text[at] != quote)
        at += text[at] == '\\' ? 2 : 1;
    return at + 1;
}

static size_t end_of_line(const char *text, size_t length, size_t at)
{
    while (at < length && text[at] != '\n')
        at++;
    return at;
}

/* `at` itself when the comment is not closed. */
static size_t end_of_block(const char *text, size_t length, size_t at)
{
    const char *end = memmem(text + at + 2, length - at - 2, "*/", 2);
    return end != NULL ? (size_t)(end + 2 - text) : at;
}

static bool is_between_words(char c)
{
    return strchr(" \t\r\n\f\"'={}()+,", c) != NULL;
}

/* The end of the comment that begins here; `at` itself when none does. */
static size_t end_of_comment(const char *text, size_t length, size_t at)
{
    bool word_begins = at == 0 || is_between_words(text[at - 1]);

    if (text[at] == '#')
        return end_of_line(text, length, at);
    if (text[at] != '/' || at + 1 == length || !word_begins)
        return at;
    if (text[at + 1] == '/')
        return end_of_line(text, length, at);
    return text[at + 1] == '*' ? end_of_block(text, length, at) : at;
}

void comments_blank(char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        if (text[at] == '"' || text[at] == '\'') {
            at = end_of_quoted(text, length, at);
            continue;
        }
        size_t end = end_of_comment(text, length, at);
        for (size_t i = at; i < end; i++)
            if (text[i] != '\n')
                text[i] = ' ';
        at = end > at ? end : at + 1;
    }
}
