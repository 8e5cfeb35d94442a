/*
 * report_csv.c - the table of --group-by as CSV, by cause when none is asked for.
 *
 * Every column adds up to the totals: the last row is what no other one holds.  It never
 * depends on the locale.
 */
#include "write/report.h"

#include <string.h>

#include "base/view.h"
#include "write/csv.h"

static void write_header(struct csv *csv)
{
    static const char *const names[] = {
        "key",     "title",  "accepted", "accepted_after_retry",
        "delayed", "failed", "attempts", "first",
        "last",    "action", "link",     "marks"};

    for (size_t i = 0; i < SLS_COUNT(names); i++)
        csv_text(csv, view_of(names[i]));
    csv_end(csv);
}

/* "new over" */
static void write_marks(struct csv *csv, unsigned news)
{
    char words[64] = "";

    for (unsigned i = 0; i < NEWS_KINDS; i++)
        if ((news >> i & 1) != 0)
            snprintf(words + strlen(words), sizeof(words) - strlen(words), "%s%s",
                     *words != '\0' ? " " : "", news_word(i));
    csv_text(csv, view_of(words));
}

static void write_group(struct csv *csv, const struct group *group, struct zone zone)
{
    sls_view links = view_of(group->rule == NULL ? NULL : group->rule->data.url);

    csv_text(csv, group->key);
    csv_text(csv, group->title);
    csv_number(csv, group->accepted);
    csv_number(csv, group->accepted_after_retry);
    csv_number(csv, group->delayed);
    csv_number(csv, group->failed);
    csv_number(csv, group->attempts);
    csv_time(csv, group->first, zone);
    csv_time(csv, group->last, zone);
    csv_text(csv, view_of(group->rule == NULL ? NULL : group->rule->action->word));
    csv_text(csv, view_take(&links, '\n'));
    write_marks(csv, group->news);
    csv_end(csv);
}

static void write_report(const struct report *report, FILE *file)
{
    const struct groups *groups =
        report->groups.grouping != BY_NOTHING ? &report->groups : &report->causes;
    struct csv csv = {.file = file};

    if (report->csv_bom)
        fputs("\xef\xbb\xbf", file);
    write_header(&csv);
    for (size_t i = 0; i < groups->count; i++)
        write_group(&csv, &groups->list[i], report->summary->zone);
    if (group_counts(&groups->rest))
        write_group(&csv, &groups->rest, report->summary->zone);
}

static const char *const endings[] = {".csv", NULL};

const struct report_format report_csv = {
    .name = "csv", .endings = endings, .write = write_report};
