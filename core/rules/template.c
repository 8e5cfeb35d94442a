/*
 * template.c - one pass over a reply, word by word.
 *
 * A word ends at a blank or a bracket, quote, comma, semicolon or equals sign.  Its kind
 * is told by its bytes alone, without a dictionary, in time linear in its length.
 */
#include "rules/template.h"

#include "base/view.h"
#include "rules/word.h"

/* What is kept is copied as one piece, up to the next mask. */
struct writer {
    char *next, *end;
    const char *copied; /* of the text: all that stands before it is written */
};

static void put(struct writer *out, sls_view text)
{
    size_t room = (size_t)(out->end - out->next);
    size_t bytes = text.len < room ? text.len : room;

    if (bytes > 0)
        memcpy(out->next, text.ptr, bytes);
    out->next += bytes;
}

static void keep_to(struct writer *out, const char *to)
{
    put(out, view_between(out->copied, to));
    out->copied = to;
}

/* In the place of a part of the text. */
static void put_mask(struct writer *out, sls_view part, sls_view mask)
{
    keep_to(out, part.ptr);
    put(out, mask);
    out->copied = view_end(part);
}

static bool ends_url(char c)
{
    return c == ' ' || c == '<' || c == '>' || c == '"' || c == '\'' || c == ')' ||
           c == ']' || c == '}' || c == '|' || (unsigned char)c < ' ';
}

static bool is_trailing(char c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?';
}

/* Host and path stay but for opaque parts of the path; a query stays when it is short and
   names a page ("?p=BadCredentials", "?answer=14257"). */
static void mask_url(struct writer *out, sls_view url)
{
    const char *question = view_find_byte(url, '?');
    sls_view path = question == NULL ? url : view_between(url.ptr, question);

    while (path.len > 0) {
        sls_view part = view_take(&path, '/');
        enum word_kind kind = word_kind_of(part);
        if (kind == WORD_IP || kind == WORD_ID || kind == WORD_HEX ||
            kind == WORD_ADDRESS)
            put_mask(out, part, word_mask(kind));
    }
    if (question == NULL)
        return;
    sls_view query = view_between(question, view_end(url));
    if (!word_query_is_stable(query))
        put_mask(out, query, VIEW("?<url>"));
}

static bool is_url(sls_view text)
{
    return view_starts(text, VIEW("http://")) || view_starts(text, VIEW("https://"));
}

static sls_view take_url(sls_view *rest)
{
    size_t n = 0;

    while (n < rest->len && !ends_url(rest->ptr[n]))
        n++;
    while (n > 0 && is_trailing(rest->ptr[n - 1]))
        n--;
    sls_view url = view_cut(*rest, n);
    *rest = view_skip(*rest, n);
    return url;
}

/* "<bob@example.com>" as a whole; no blank inside unless it is quoted. */
static bool take_bracketed_address(sls_view *rest)
{
    bool at = false, quoted = false;

    for (size_t i = 1; i < rest->len && i < 330; i++) {
        char c = rest->ptr[i];
        quoted ^= c == '"';
        at |= c == '@';
        if (c == '<' || (c == ' ' && !quoted))
            return false;
        if (c == '>' && !quoted) {
            if (at)
                *rest = view_skip(*rest, i + 1);
            return at;
        }
    }
    return false;
}

/* What a byte does to the word it stands in. */
enum { ENDS_WORD = 1, TELLS = 2 };

static const unsigned char bytes[256] = {
    [0 ... 31] = ENDS_WORD, [' '] = ENDS_WORD, ['<'] = ENDS_WORD,     ['>'] = ENDS_WORD,
    ['('] = ENDS_WORD,      [')'] = ENDS_WORD, ['['] = ENDS_WORD,     [']'] = ENDS_WORD,
    ['{'] = ENDS_WORD,      ['}'] = ENDS_WORD, ['"'] = ENDS_WORD,     ['\''] = ENDS_WORD,
    [','] = ENDS_WORD,      [';'] = ENDS_WORD, ['='] = ENDS_WORD,     ['?'] = ENDS_WORD,
    ['|'] = ENDS_WORD,      ['`'] = ENDS_WORD, ['0' ... '9'] = TELLS, ['.'] = TELLS,
    [':'] = TELLS,          ['@'] = TELLS,
};

static bool ends_word(char c)
{
    return bytes[(unsigned char)c] == ENDS_WORD;
}

/* The word that begins here.  Most words are letters alone, which tell nothing. */
static sls_view word_at(sls_view rest, bool *plain)
{
    unsigned seen = 0;
    size_t n = 0;

    for (; n < rest.len && !ends_word(rest.ptr[n]); n++)
        seen |= bytes[(unsigned char)rest.ptr[n]];
    *plain = seen == 0;
    return view_cut(rest, n);
}

/* A word that may be masked, but for its prefix and the signs behind it. */
static void mask_told(struct writer *out, sls_view word)
{
    size_t core = word.len;

    while (core > 0 && is_trailing(word.ptr[core - 1]))
        core--;
    sls_view prefix = word_prefix(view_cut(word, core));
    sls_view middle = view_skip(view_cut(word, core), prefix.len);
    enum word_kind kind = word_kind_of(middle);
    if (kind != WORD_PLAIN)
        put_mask(out, middle, word_mask(kind));
}

static void mask_word(struct writer *out, sls_view *rest)
{
    bool plain;
    sls_view word = word_at(*rest, &plain);

    if (!plain)
        mask_told(out, word);
    *rest = view_skip(*rest, word.len);
}

static bool mask_address(struct writer *out, sls_view *rest)
{
    const char *start = rest->ptr;

    if (!take_bracketed_address(rest))
        return false;
    put_mask(out, view_between(start, rest->ptr), VIEW("<addr>"));
    return true;
}

/* unknown user: "bob" (Postfix's local(8)): the name is an address without its domain. */
static bool mask_quoted_user(struct writer *out, sls_view *rest)
{
    if (!view_starts(*rest, VIEW("user: \"")))
        return false;
    sls_view name = view_skip(*rest, 7);
    const char *close = view_find_byte(name, '"');
    if (close == NULL)
        return false;
    put_mask(out, view_between(name.ptr, close), VIEW("<addr>"));
    *rest = view_between(close + 1, view_end(name));
    return true;
}

sls_view template_of(struct template_room *room, sls_view text)
{
    struct writer out = {room->bytes, room->bytes + sizeof(room->bytes), text.ptr};
    sls_view rest = text;

    while (rest.len > 0 && out.next < out.end) {
        char first = *rest.ptr;
        if ((first == '<' && mask_address(&out, &rest)) ||
            (first == 'u' && mask_quoted_user(&out, &rest)))
            continue;
        if (first == 'h' && is_url(rest))
            mask_url(&out, take_url(&rest));
        else if (ends_word(first))
            rest = view_skip(rest, 1);
        else
            mask_word(&out, &rest);
    }
    keep_to(&out, view_end(text));
    return view_between(room->bytes, out.next);
}
