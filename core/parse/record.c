/*
 * record.c - goes through the recipients of one line.
 *
 * A comma ends an address only outside of its brackets and quotes (RFC 5321
 * section 4.1.2: a quoted local part may hold one).
 */
#include "parse/record.h"

#include "base/view.h"
#include "parse/address.h"

/* Up to the comma that ends a bare address. */
static sls_view take_bare(sls_view *list)
{
    bool quoted = false;
    size_t n = 0;

    for (; n < list->len && (quoted || list->ptr[n] != ','); n++) {
        if (list->ptr[n] == '"')
            quoted = !quoted;
        else if (quoted && list->ptr[n] == '\\')
            n++;
    }
    sls_view address = view_trim(view_cut(*list, n));
    *list = view_skip(*list, n);
    return address;
}

bool record_take_recipient(sls_view *list, sls_view *address)
{
    while (list->len > 0 && (*list->ptr == ',' || *list->ptr == ' '))
        *list = view_skip(*list, 1);
    if (list->len == 0)
        return false;
    if (!address_take(list, address))
        *address = take_bare(list);
    return true;
}

bool record_next(struct record *record)
{
    record->continued = true;
    return record_take_recipient(&record->others, &record->attempt.recipient);
}
