/*
 * address.c - finds the > that closes an address.
 *
 * Postfix 3.5 and later log the external form: a local part with special characters is a
 * quoted string (RFC 5321 section 4.1.2), in which > and even `, relay=` are text.  Older
 * versions log the bare form, in which a > may stand anywhere: there the first > that a
 * field can end with closes it.
 */
#include "parse/address.h"

#include "base/view.h"

/* Behind the closing quote of a quoted string that the view starts with, or NULL. */
static const char *quoted_end(sls_view view)
{
    for (size_t i = 1; i < view.len; i++) {
        if (view.ptr[i] == '\\')
            i++;
        else if (view.ptr[i] == '"')
            return view.ptr + i + 1;
    }
    return NULL;
}

static bool ends_field(const char *behind, const char *end)
{
    return behind == end || *behind == ',' || *behind == ' ' || *behind == ';';
}

/* RFC 5321 section 4.5.3.1.3 allows 256; the limit keeps a line of many < linear. */
enum { LONGEST_ADDRESS = 1024 };

static const char *closing_bracket(sls_view view)
{
    const char *p = view.ptr, *end = view_end(view);

    while ((p = memchr(p, '>', (size_t)(end - p))) != NULL) {
        if (ends_field(p + 1, end))
            return p;
        p++;
    }
    return NULL;
}

bool address_take(sls_view *rest, sls_view *address)
{
    if (rest->len < 2 || *rest->ptr != '<')
        return false;
    sls_view inside = view_skip(*rest, 1);
    sls_view unquoted = inside;
    const char *quote_end = *inside.ptr == '"' ? quoted_end(inside) : NULL;
    if (quote_end != NULL && quote_end < view_end(inside) && *quote_end == '@')
        unquoted = view_between(quote_end, view_end(inside));
    const char *close = closing_bracket(view_cut(unquoted, LONGEST_ADDRESS + 1));
    if (close == NULL)
        return false;
    *address = view_between(inside.ptr, close);
    *rest = view_between(close + 1, view_end(inside));
    return true;
}

sls_view address_domain(sls_view address)
{
    const char *at = address.len == 0 ? NULL : memrchr(address.ptr, '@', address.len);
    return at == NULL ? (sls_view){"", 0} : view_between(at + 1, view_end(address));
}
