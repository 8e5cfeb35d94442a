/*
 * selection.c - compares a record with the window and the hosts.
 *
 * "--host mx1" also means mx1.example.org: a log names hosts by either form.
 */
#include "app/selection.h"

#include "base/view.h"
#include "base/when.h"

static bool read_bound(const char *option, const char *argument, int64_t now,
                       struct zone zone, int64_t *time, struct why *why)
{
    struct why reason;

    if (argument == NULL || when_read(view_of(argument), now, zone, time, &reason))
        return true;
    fail(why, "--%s: %s", option, reason.sentence);
    fail_told(why, "--%s: %s", option, reason.told);
    return fail_remedy(why, "%s", reason.remedy);
}

bool selection_open(struct selection *selection, const struct options *options,
                    struct zone zone, int64_t now, struct why *why)
{
    *selection = (struct selection){
        .since = INT64_MIN, .until = INT64_MAX, .hosts = &options->hosts};
    if (!read_bound("since", options->since, now, zone, &selection->since, why) ||
        !read_bound("until", options->until, now, zone, &selection->until, why))
        return false;
    if (selection->since > selection->until)
        return fail(why, "--since is later than --until");
    return true;
}

bool selection_is_host(sls_view host, sls_view wanted)
{
    return view_equal_nocase(host, wanted) ||
           (host.len > wanted.len && host.ptr[wanted.len] == '.' &&
            view_starts_nocase(host, wanted));
}

static bool keeps_host(const struct selection *selection, sls_view host)
{
    for (size_t i = 0; i < selection->hosts->count; i++)
        if (selection_is_host(host, view_of(selection->hosts->list[i])))
            return true;
    return selection->hosts->count == 0;
}

/* What changes a recipient's fate counts at its time; the rest fills messages. */
static bool is_bounded(const struct record *record)
{
    return record->kind >= LINE_ATTEMPT && record->kind != LINE_CLOSED &&
           record->kind != LINE_NOTICE && record->kind != LINE_REQUEUED;
}

enum selected selection_compare(const struct selection *selection,
                                const struct record *record)
{
    int64_t time = record->attempt.time;

    if (time > selection->until)
        return NOT_SELECTED;
    if (record->kind != LINE_EVENT && !keeps_host(selection, record->attempt.host))
        return NOT_SELECTED;
    if (time >= selection->since)
        return SELECTED;
    return is_bounded(record) ? NOT_SELECTED : SELECTED_TO_FILL;
}
