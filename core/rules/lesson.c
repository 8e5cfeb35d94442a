/*
 * lesson.c - quotes a reply so that libconfuse reads back the same bytes.
 */
#include "rules/lesson.h"

#include <stdio.h>

#include "base/view.h"

/* Shorter words stand in many replies. */
enum { FEWEST_LETTERS = 5 };

/* A mask, a quote, or what libconfuse gives a meaning to. */
static bool ends_words(char c)
{
    return c == '<' || c == '>' || c == '"' || c == '\\' || c == '$' ||
           (unsigned char)c < ' ' || (unsigned char)c > '~';
}

static bool is_of_code(char c)
{
    return is_digit(c) || c == '.' || c == '-' || c == ' ' || c == '#';
}

/* Without the signs and blanks around it. */
static sls_view core_of(sls_view words)
{
    while (words.len > 0 && !is_alphanumeric(*words.ptr))
        words = view_skip(words, 1);
    while (words.len > 0 && !is_alphanumeric(words.ptr[words.len - 1]))
        words.len--;
    return words;
}

static size_t letters_in(sls_view words)
{
    size_t letters = 0;

    for (size_t i = 0; i < words.len; i++)
        letters += is_letter(words.ptr[i]);
    return letters;
}

/* The word between < and > is a mask. */
static sls_view skip_mask(sls_view rest)
{
    const char *end = view_find_byte(rest, '>');
    return end == NULL ? view_skip(rest, 1) : view_between(end + 1, view_end(rest));
}

sls_view lesson_words(sls_view template)
{
    sls_view rest = template, best = {"", 0};

    while (rest.len > 0 && is_of_code(*rest.ptr))
        rest = view_skip(rest, 1);
    while (rest.len > 0) {
        size_t n = 0;
        while (n < rest.len && !ends_words(rest.ptr[n]))
            n++;
        sls_view words = core_of(view_cut(rest, n));
        if (letters_in(words) > letters_in(best))
            best = words;
        rest = view_skip(rest, n);
        rest = view_starts(rest, VIEW("<")) ? skip_mask(rest) : view_skip(rest, 1);
    }
    return letters_in(best) < FEWEST_LETTERS ? (sls_view){"", 0} : best;
}

struct paper {
    char *next, *end;
};

static void put(struct paper *paper, char c)
{
    if (paper->next < paper->end)
        *paper->next++ = c;
}

static void put_string(struct paper *paper, const char *text)
{
    while (*text != '\0')
        put(paper, *text++);
}

/* What is not ASCII is a question mark: a rule file is UTF-8, a reply may be anything. */
static void put_quoted(struct paper *paper, sls_view text)
{
    put(paper, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"' || c == '\\' || c == '$')
            put(paper, '\\');
        if ((unsigned char)c < ' ')
            c = ' ';
        put(paper, (unsigned char)c > '~' ? '?' : c);
    }
    put(paper, '"');
}

static void put_key(struct paper *paper, const char *key, sls_view value)
{
    put_string(paper, "    ");
    put_string(paper, key);
    put_string(paper, " = ");
    put_quoted(paper, value);
    put(paper, '\n');
}

static void put_code(struct paper *paper, const sls_attempt *attempt)
{
    char code[32];
    const uint16_t *e = attempt->enhanced;

    if (attempt->reply == 0)
        return;
    if (e[0] == 0)
        snprintf(code, sizeof(code), "%u", attempt->reply);
    else
        snprintf(code, sizeof(code), "%u %u.%u.%u", attempt->reply, e[0], e[1], e[2]);
    put_key(paper, "code", view_of(code));
}

bool lesson_write(char text[LESSON_BYTES], const char *provider,
                  const sls_attempt *attempt, sls_view template)
{
    struct paper paper = {text, text + LESSON_BYTES - 1};
    sls_view words = lesson_words(template);

    if (attempt->reply == 0 && words.len == 0)
        return false;
    put_string(&paper, "cause \"");
    put_string(&paper, provider);
    put_string(&paper, "/new-cause\" {\n");
    put_code(&paper, attempt);
    if (words.len > 0)
        put_key(&paper, "contains", words);
    put_key(&paper, "title", VIEW("What the reply means, in a few words"));
    put_key(&paper, "action", VIEW("review"));
    put_key(&paper, "do", VIEW("What the sender should do."));
    put_key(&paper, "sample", view_cut(attempt->text, LESSON_BYTES / 4));
    put_string(&paper, "}\n");
    *paper.next = '\0';
    return true;
}
