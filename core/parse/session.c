/*
 * session.c - looks at the end of a reply alone, where servers put it.
 */
#include "parse/session.h"

#include "base/view.h"

enum { SHORTEST = 8, SHORTEST_UNMARKED = 16, FEWEST_DIGITS = 4 };

static size_t digits_in(sls_view word)
{
    size_t digits = 0;

    for (size_t i = 0; i < word.len; i++)
        digits += is_digit(word.ptr[i]);
    return digits;
}

static sls_view if_token(sls_view word)
{
    return word.len >= SHORTEST && digits_in(word) > 0 ? word : VIEW("");
}

static sls_view last_word(sls_view text)
{
    const char *blank = text.len == 0 ? NULL : memrchr(text.ptr, ' ', text.len);
    return blank == NULL ? text : view_between(blank + 1, view_end(text));
}

static sls_view in_last_brackets(sls_view text)
{
    const char *open = memrchr(text.ptr, '[', text.len);

    if (open == NULL)
        return VIEW("");
    return view_between(open + 1, view_end(text) - 1);
}

/* No word of a language, no host and no link. */
static bool is_opaque(sls_view word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!is_alphanumeric(word.ptr[i]) && word.ptr[i] != '-' && word.ptr[i] != '_')
            return false;
    return word.len >= SHORTEST_UNMARKED && digits_in(word) >= FEWEST_DIGITS;
}

sls_view session_of(sls_view reply)
{
    static const sls_view google = {" - gsmtp", 8};
    sls_view text = view_trim(reply);

    if (view_ends(text, google))
        return if_token(last_word(view_cut(text, text.len - google.len)));
    if (view_ends(text, VIEW("]")))
        return if_token(in_last_brackets(text));
    sls_view word = last_word(text);
    if (view_starts(word, VIEW("id=")))
        return if_token(view_skip(word, 3));
    return is_opaque(word) ? word : VIEW("");
}
