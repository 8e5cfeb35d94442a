/*
 * template.c - one pass over a reply, word by word.
 *
 * A word ends at a blank or a bracket, quote, comma, semicolon or equals sign.  Its kind
 * is told by its bytes alone, without a dictionary, in time linear in its length.
 */
#include "rules/template.h"

#include "base/view.h"
#include "rules/word.h"

struct writer {
    char *next, *end;
};

static void put(struct writer *out, sls_view text)
{
    size_t room = (size_t)(out->end - out->next);
    size_t bytes = text.len < room ? text.len : room;

    if (bytes > 0)
        memcpy(out->next, text.ptr, bytes);
    out->next += bytes;
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
static void put_url(struct writer *out, sls_view url)
{
    const char *question = view_find_byte(url, '?');
    sls_view path = question == NULL ? url : view_between(url.ptr, question);

    while (path.len > 0) {
        const char *slash = view_find_byte(path, '/');
        sls_view part =
            view_cut(path, slash == NULL ? path.len : (size_t)(slash - path.ptr));
        enum word_kind kind = word_kind_of(part);
        bool opaque = kind == WORD_IP || kind == WORD_ID || kind == WORD_HEX ||
                      kind == WORD_ADDRESS;
        put(out, opaque ? word_mask(kind) : part);
        path = view_skip(path, part.len);
        if (slash != NULL) {
            put(out, VIEW("/"));
            path = view_skip(path, 1);
        }
    }
    if (question == NULL)
        return;
    sls_view query = view_between(question, view_end(url));
    put(out, word_query_is_stable(query) ? query : VIEW("?<url>"));
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

/* A word that may be masked, with its prefix and the signs behind it. */
static void put_told(struct writer *out, sls_view word)
{
    size_t core = word.len;

    while (core > 0 && is_trailing(word.ptr[core - 1]))
        core--;
    sls_view prefix = word_prefix(view_cut(word, core));
    sls_view middle = view_skip(view_cut(word, core), prefix.len);
    enum word_kind kind = word_kind_of(middle);
    put(out, prefix);
    put(out, kind == WORD_PLAIN ? middle : word_mask(kind));
    put(out, view_skip(word, core));
}

static void put_word(struct writer *out, sls_view *rest)
{
    bool plain;
    sls_view word = word_at(*rest, &plain);

    if (plain)
        put(out, word);
    else
        put_told(out, word);
    *rest = view_skip(*rest, word.len);
}

/* unknown user: "bob" (Postfix's local(8)): the name is an address without its domain. */
static bool take_quoted_user(struct writer *out, sls_view *rest)
{
    if (!view_starts(*rest, VIEW("user: \"")))
        return false;
    sls_view name = view_skip(*rest, 7);
    const char *close = view_find_byte(name, '"');
    if (close == NULL)
        return false;
    put(out, VIEW("user: \"<addr>\""));
    *rest = view_between(close + 1, view_end(name));
    return true;
}

sls_view template_of(struct template_room *room, sls_view text)
{
    struct writer out = {room->bytes, room->bytes + sizeof(room->bytes)};
    sls_view rest = text;

    while (rest.len > 0 && out.next < out.end) {
        if (view_starts(rest, VIEW("http://")) || view_starts(rest, VIEW("https://"))) {
            put_url(&out, take_url(&rest));
        } else if (*rest.ptr == '<' && take_bracketed_address(&rest)) {
            put(&out, VIEW("<addr>"));
        } else if (*rest.ptr == 'u' && take_quoted_user(&out, &rest)) {
            continue;
        } else if (ends_word(*rest.ptr)) {
            put(&out, view_cut(rest, 1));
            rest = view_skip(rest, 1);
        } else {
            put_word(&out, &rest);
        }
    }
    return view_between(room->bytes, out.next);
}
