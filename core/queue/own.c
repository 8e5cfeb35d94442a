/*
 * own.c - the form is that of write/email_headers.c, digit by digit.
 */
#include "queue/own.h"

#include "base/view.h"

enum { DIGITS = 16 };

static bool take_digits(sls_view *text)
{
    for (int i = 0; i < DIGITS; i++)
        if (text->len <= (size_t)i ||
            !(is_digit(text->ptr[i]) || (text->ptr[i] >= 'a' && text->ptr[i] <= 'f')))
            return false;
    *text = view_skip(*text, DIGITS);
    return true;
}

static bool take(sls_view *text, sls_view wanted)
{
    bool starts = view_starts(*text, wanted);

    *text = view_skip(*text, wanted.len);
    return starts;
}

bool own_is_report(sls_view message_id)
{
    static const sls_view ending = {"@" OWN_DOMAIN, sizeof(OWN_DOMAIN)};

    if (message_id.len != 2 * DIGITS + 1 + ending.len)
        return false;
    return take_digits(&message_id) && take(&message_id, VIEW(".")) &&
           take_digits(&message_id) && view_equal(message_id, ending);
}
