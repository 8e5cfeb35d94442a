/*
 * json_groups.c - one object for each row, and one for what no row holds.
 */
#include "write/json_groups.h"

#include "base/view.h"
#include "write/json_marks.h"

static void write_group(struct json *json, const struct group *group, struct zone zone)
{
    sls_view links = view_of(group->rule == NULL ? NULL : group->rule->data.url);

    json_open(json, NULL, '{');
    json_text(json, "key", group->key);
    json_text(json, "title", group->title);
    json_number(json, "accepted", group->accepted);
    json_number(json, "accepted_after_retry", group->accepted_after_retry);
    json_number(json, "delayed", group->delayed);
    json_number(json, "failed", group->failed);
    json_number(json, "attempts", group->attempts);
    json_time(json, "first", group->first, zone);
    json_time(json, "last", group->last, zone);
    json_string(json, "action", group->rule == NULL ? NULL : group->rule->action->word);
    if (links.len > 0)
        json_text(json, "link", view_take(&links, '\n'));
    else
        json_null(json, "link");
    json_news(json, group->news);
    json_close(json, '}');
}

/* Only when a table is asked for; its last row is what the others do not hold. */
void json_groups(struct json *json, const struct report *report)
{
    static const char *const names[] = {[BY_CAUSE] = "cause",
                                        [BY_SENDER] = "sender",
                                        [BY_PROVIDER] = "provider",
                                        [BY_DOMAIN] = "recipient-domain",
                                        [BY_HOST] = "host"};
    const struct groups *groups = &report->groups;
    struct zone zone = report->summary->zone;

    if (groups->grouping == BY_NOTHING)
        return;
    json_open(json, "groups", '{');
    json_string(json, "by", names[groups->grouping]);
    json_open(json, "rows", '[');
    for (size_t i = 0; i < groups->count; i++)
        write_group(json, &groups->list[i], zone);
    if (group_counts(&groups->rest))
        write_group(json, &groups->rest, zone);
    json_close(json, ']');
    json_close(json, '}');
}
