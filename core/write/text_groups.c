/*
 * text_groups.c - a row is a name, its counts and, where there is room, when it was last
 * refused and why mostly.
 */
#include "write/text_groups.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/escape.h"
#include "write/moment.h"
#include "write/telling_marks.h"

enum {
    COUNTS_COLUMNS = 40,
    TIME_COLUMNS = 17,
    KOREAN_TIME_COLUMNS = 20,
    WHY_COLUMNS = 34,
    LONGEST_NAME = 60,
    NAME_BYTES = 512
};

/* Where the columns begin that the page has room for; 0: it has none. */
struct layout {
    size_t name_end, time_end, why;
};

static struct layout layout_of(const struct page *page)
{
    size_t name = page->width - COUNTS_COLUMNS;
    size_t time = page->korean ? KOREAN_TIME_COLUMNS : TIME_COLUMNS;
    struct layout layout = {0};

    if (name >= 30 + time) {
        layout.time_end = COUNTS_COLUMNS + time;
        name -= time;
    }
    if (name >= 30 + WHY_COLUMNS) {
        name -= WHY_COLUMNS;
        layout.why = 2;
    }
    layout.name_end = name < LONGEST_NAME ? name : LONGEST_NAME;
    if (layout.time_end > 0)
        layout.time_end += layout.name_end;
    if (layout.why > 0)
        layout.why += layout.time_end;
    return layout;
}

/* The start of a text that fits; what is cut ends in "..". */
static void text_within(struct page *page, sls_view text, size_t columns)
{
    sls_view start = text;
    size_t used = 0;

    if (page_columns(page, text) <= columns) {
        page_text(page, text);
        return;
    }
    while (text.len > 0) {
        sls_view rest = text;
        char out[ESCAPE_BYTES];
        escape_for_terminal(&rest, page->ascii, out);
        used += page_columns(page, view_between(text.ptr, rest.ptr));
        if (used + 2 > columns)
            break;
        text = rest;
    }
    page_text(page, view_between(start.ptr, text.ptr));
    page_string(page, "..");
}

static void cell(struct page *page, const char *text, size_t end)
{
    size_t columns = page_columns(page, view_of(text));

    page_string(page, " ");
    page_to(page, end > columns ? end - columns : 0);
    page_string(page, text);
}

static void header(struct page *page, struct layout layout, const char *name)
{
    page_end(page);
    page_string(page, "  ");
    page_string(page, name);
    cell(page, say("accepted"), layout.name_end + 10);
    cell(page, say("delayed"), layout.name_end + 19);
    cell(page, say("failed"), layout.name_end + 28);
    cell(page, say("not acc."), layout.name_end + 38);
    if (layout.time_end > 0)
        cell(page, say("last refused"), layout.time_end);
    if (layout.why > 0) {
        page_to(page, layout.why);
        page_string(page, say("mostly"));
    }
    page_end(page);
}

static void share_cell(struct page *page, const struct group *group, size_t end)
{
    uint64_t all = group->accepted + group_weight(group);
    uint64_t permille = (group_weight(group) * 1000 + all / 2) / (all > 0 ? all : 1);
    char text[32];

    snprintf(text, sizeof(text), "%llu.%llu%%", (unsigned long long)(permille / 10),
             (unsigned long long)(permille % 10));
    cell(page, all > 0 ? text : "-", end);
}

static void row(struct page *page, const struct report *report, struct layout layout,
                const struct group *group, sls_view name)
{
    const struct summary *summary = report->summary;
    char number[GROUPED_BYTES], clock[MOMENT_BYTES] = "-";

    page_string(page, "  ");
    text_within(page, name, layout.name_end - 2);
    cell(page, number_grouped(number, group->accepted), layout.name_end + 10);
    cell(page, number_grouped(number, group->delayed), layout.name_end + 19);
    cell(page, number_grouped(number, group->failed), layout.name_end + 28);
    share_cell(page, group, layout.name_end + 38);
    if (layout.time_end > 0) {
        if (group->last != 0)
            moment_clock(clock, group->last, summary->last, summary->zone);
        cell(page, clock, layout.time_end);
    }
    if (layout.why > 0 && group->rule != NULL && group_weight(group) > 0) {
        page_to(page, layout.why);
        text_within(page, view_of(wording_of(group->rule, report->language).title),
                    page->width - layout.why);
    }
    page_end(page);
}

static void add(struct group *sum, const struct group *group)
{
    sum->accepted += group->accepted;
    sum->delayed += group->delayed;
    sum->failed += group->failed;
    sum->attempts += group->attempts;
    sum->last = group->last > sum->last ? group->last : sum->last;
}

/* What no row shows. */
static void row_of_rest(struct page *page, const struct report *report,
                        struct layout layout, size_t shown)
{
    const struct groups *groups = &report->groups;
    struct group rest = groups->rest;
    bool whole = shown == groups->count && groups->grouping == BY_CAUSE;

    for (size_t i = shown; i < groups->count; i++)
        add(&rest, &groups->list[i]);
    rest.rule = NULL;
    if (group_counts(&rest))
        row(page, report, layout, &rest,
            view_of(whole ? say("(accepted without a refusal)") : say("(all others)")));
}

static void hidden_rows(struct page *page, size_t count)
{
    char words[96];

    if (count == 0)
        return;
    snprintf(words, sizeof(words), say("(+%zu more, --top=0 for all)"), count);
    page_string(page, words);
    page_end(page);
}

/* As people call it; keys are kept for programs. */
static sls_view name_of(const struct report *report, const struct group *group)
{
    char provider[128];

    if (report->groups.grouping != BY_PROVIDER)
        return group->key;
    snprintf(provider, sizeof(provider), "%.*s", (int)group->key.len, group->key.ptr);
    return view_of(wording_provider(report->summary->tally->book, provider));
}

/* The marks before the name; a key of log origin is never marked. */
static sls_view marked_name(char room[NAME_BYTES], const struct report *report,
                            const struct group *group)
{
    sls_view name = name_of(report, group);
    char marks[TELLING_BYTES];

    if (group->news == 0)
        return name;
    telling_marks(marks, group->news);
    snprintf(room, NAME_BYTES, "%s %.*s", marks, (int)name.len, name.ptr);
    return view_of(room);
}

bool text_groups(struct page *page, const struct report *report)
{
    static const char *const names[] = {
        [BY_CAUSE] = SAID("cause"),       [BY_SENDER] = SAID("sender"),
        [BY_PROVIDER] = SAID("provider"), [BY_DOMAIN] = SAID("recipient domain"),
        [BY_HOST] = SAID("host"),
    };
    const struct groups *groups = &report->groups;
    struct layout layout = layout_of(page);
    size_t shown =
        report->top == 0 || report->top > groups->count ? groups->count : report->top;

    if (groups->count == 0)
        return false;
    header(page, layout, say(names[groups->grouping]));
    for (size_t i = 0; i < shown; i++) {
        const struct group *group = &groups->list[i];
        char room[NAME_BYTES];
        row(page, report, layout, group, marked_name(room, report, group));
    }
    row_of_rest(page, report, layout, shown);
    hidden_rows(page, groups->count - shown);
    return true;
}
