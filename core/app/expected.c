/*
 * expected.c - compares a list of names with the hosts of a report.
 */
#include "app/expected.h"

#include <stdio.h>
#include <string.h>

#include "app/selection.h"
#include "base/view.h"
#include "rules/textfile.h"

static sls_view trim(sls_view line)
{
    line = view_take(&line, '#');
    while (line.len > 0 && (unsigned char)line.ptr[0] <= ' ')
        line = view_skip(line, 1);
    while (line.len > 0 && (unsigned char)view_end(line)[-1] <= ' ')
        line.len--;
    return line;
}

bool expected_open(struct expected *expected, const struct options *options,
                   struct why *why)
{
    const char *path = options->expect_hosts;
    sls_view text;
    struct why reason;
    bool whole;

    *expected = (struct expected){0};
    arena_open(&expected->arena);
    if (path == NULL)
        return true;
    if (!textfile_read(&text, &expected->arena, path, &whole, why)) {
        reason = *why;
        if (whole)
            return false;
        fail(why, "%s: %s", path, reason.sentence);
        return fail_told(why, "%s: %s", path, reason.told);
    }
    while (text.len > 0) {
        sls_view host = trim(view_take(&text, '\n'));
        if (host.len > 0)
            words_add(&expected->hosts, arena_keep(&expected->arena, host).ptr);
    }
    if (expected->hosts.count == 0)
        return fail(why, "%s: names no host", path);
    return true;
}

void expected_close(struct expected *expected)
{
    memory_free(expected->hosts.list);
    arena_close(&expected->arena);
}

static bool is_there(const struct summary *summary, sls_view wanted)
{
    for (size_t i = 0; i < summary->host_count; i++)
        if (selection_is_host(summary->hosts[i], wanted))
            return true;
    return false;
}

size_t expected_missing(const struct expected *expected, const struct summary *summary,
                        char *names, size_t room)
{
    size_t missing = 0, used = 0;

    *names = '\0';
    for (size_t i = 0; i < expected->hosts.count; i++) {
        const char *host = expected->hosts.list[i];
        if (is_there(summary, view_of(host)))
            continue;
        missing++;
        if (used + strlen(host) + 3 < room)
            used += (size_t)snprintf(names + used, room - used, "%s%s",
                                     used > 0 ? ", " : "", host);
    }
    return missing;
}
