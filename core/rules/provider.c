/*
 * provider.c - compares a host with every suffix; the judge remembers the answer.
 */
#include "rules/provider.h"

#include "base/view.h"

static bool suffix_matches(const struct relay_suffix *suffix, sls_view host)
{
    if (!view_ends_nocase(host, suffix->suffix))
        return false;
    if (host.len == suffix->suffix.len)
        return !suffix->below_only;
    return host.ptr[host.len - suffix->suffix.len - 1] == '.';
}

size_t provider_of(const struct book *book, sls_view host)
{
    size_t plugin = book->generic, longest = 0;

    if (host.len > 0 && view_end(host)[-1] == '.')
        host.len--;
    for (size_t i = 0; i < book->suffix_count; i++) {
        const struct relay_suffix *suffix = &book->suffixes[i];
        if (suffix->suffix.len > longest && suffix_matches(suffix, host)) {
            plugin = suffix->plugin;
            longest = suffix->suffix.len;
        }
    }
    return plugin;
}
