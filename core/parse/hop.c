/*
 * hop.c - the id under which the other queue on this host goes on.
 *
 * Postfix answers "Ok: queued as ID"; Sendmail and OpenSMTPD "ID Message accepted for
 * delivery".
 */
#include "parse/hop.h"

#include "base/view.h"

bool hop_is_loopback(sls_view host, sls_view address)
{
    if (address.len > 0)
        return view_starts(address, VIEW("127.")) || view_equal(address, VIEW("::1"));
    return view_starts(host, VIEW("127.")) || view_equal(host, VIEW("::1")) ||
           view_equal(host, VIEW("localhost")) || view_starts(host, VIEW("/"));
}

static sls_view id_behind(const char *start, const char *end)
{
    const char *p = start;

    while (p < end && is_alphanumeric(*p))
        p++;
    return view_between(start, p);
}

static sls_view id_before(const char *start, const char *end)
{
    const char *p = end;

    while (p > start && is_alphanumeric(p[-1]))
        p--;
    return view_between(p, end);
}

/* Empty when the reply tells none. */
static sls_view id_in(sls_view reply)
{
    static const sls_view queued = {"queued as ", 10};
    static const sls_view accepted = {" Message accepted for delivery", 30};
    const char *found = view_find(reply, queued);

    if (found != NULL)
        return id_behind(found + queued.len, view_end(reply));
    found = view_find(reply, accepted);
    return found == NULL ? VIEW("") : id_before(reply.ptr, found);
}

void hop_decide(struct record *record, bool loopback)
{
    if (!loopback || record->attempt.outcome != SLS_SENT)
        return;
    record->other_id = id_in(record->explanation);
    record->delivery = record->other_id.len > 0 ? DELIVERY_HOP : DELIVERY_LOCAL;
}
