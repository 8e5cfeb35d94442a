/*
 * postfix_header.c - an address out of a header line that a stranger may have written.
 *
 * The name before the address may be a quoted string with anything in it (RFC 5322
 * section 3.4), so that it is read from left to right; what Postfix writes behind it is
 * not asked.
 */
#include "parse/postfix_header.h"

#include "base/view.h"
#include "parse/address.h"

/* Behind a quoted string that begins here; the rest of the line when nothing closes it.
 */
static sls_view skip_quoted(sls_view text)
{
    size_t n = 1;

    while (n < text.len && text.ptr[n] != '"')
        n += text.ptr[n] == '\\' ? 2 : 1;
    return view_skip(text, n + 1);
}

/* "Sales <sales@a.example>", "\"Sales, Ltd\" <...>", or the address alone.  Up to where
   cleanup(8) names the envelope, whose addresses are not the header's. */
static sls_view address_in(sls_view value)
{
    sls_view rest = view_trim(value), bare = rest, address;

    while (rest.len > 0 && !view_starts(rest, VIEW("; from=<"))) {
        if (address_take(&rest, &address))
            return address;
        rest = *rest.ptr == '"' ? skip_quoted(rest) : view_skip(rest, 1);
    }
    return view_take(&bare, ' ');
}

bool postfix_header(sls_view rest, struct record *record)
{
    static const sls_view starts[] = {{"warning: header From: ", 22},
                                      {"info: header From: ", 19}};

    for (size_t i = 0; i < SLS_COUNT(starts); i++) {
        if (!view_starts_nocase(rest, starts[i]))
            continue;
        sls_view address = address_in(view_skip(rest, starts[i].len));
        if (view_find_byte(address, '@') == NULL)
            return false;
        record->kind = LINE_DETAIL;
        record->from = address;
        return true;
    }
    return false;
}
