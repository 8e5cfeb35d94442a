/*
 * text_providers.c - counts to the right of each provider's name, and when it last took
 * and refused mail, if the page is wide enough.
 */
#include "write/text_providers.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "rules/wording.h"
#include "write/moment.h"

/* Where the columns end; the first begins at NAME_COLUMN. */
enum { NAME_COLUMN = 2, NAME_END = 20 };
enum { ACCEPTED, DELAYED, FAILED, SHARE, COUNTS };

static const struct {
    const char *heading;
    size_t end;
} columns[COUNTS] = {
    [ACCEPTED] = {SAID("accepted"), 31},
    [DELAYED] = {SAID("delayed"), 40},
    [FAILED] = {SAID("failed"), 48},
    [SHARE] = {SAID("not acc."), 58},
};

/* The two clocks have one width, that of the widest. */
enum { CLOCK_COLUMNS = 15, WIDE_PAGE = 94 };

struct clocks {
    size_t columns;
    bool shown;
};

static const char *clock_of(char clock[MOMENT_BYTES], const struct summary *summary,
                            int64_t time)
{
    if (time == 0)
        return "-";
    moment_clock(clock, time, summary->last, summary->zone);
    return clock;
}

static void widen(struct clocks *clocks, const struct page *page, const char *text)
{
    size_t wide = page_columns(page, view_of(text));

    if (wide > clocks->columns)
        clocks->columns = wide;
}

static struct clocks clocks_of(const struct page *page, const struct summary *summary)
{
    struct clocks clocks = {.columns = CLOCK_COLUMNS};
    char clock[MOMENT_BYTES];

    widen(&clocks, page, say("last accepted"));
    widen(&clocks, page, say("last refused"));
    for (size_t i = 0; i < summary->provider_count; i++) {
        const struct provider_sums *sums = summary->providers[i].sums;
        widen(&clocks, page, clock_of(clock, summary, sums->last_accepted));
        widen(&clocks, page, clock_of(clock, summary, sums->last_refused));
    }
    clocks.shown = page->width >= WIDE_PAGE &&
                   columns[SHARE].end + 3 + 2 * clocks.columns <= page->width;
    return clocks;
}

static void clock_cells(struct page *page, const struct clocks *clocks, const char *first,
                        const char *second)
{
    size_t end = columns[SHARE].end + 2 + clocks->columns;

    if (!clocks->shown)
        return;
    page_cell(page, end, first);
    page_cell(page, end + 1 + clocks->columns, second);
}

static void headings(struct page *page, const struct clocks *clocks)
{
    page_to(page, NAME_COLUMN);
    page_string(page, say("provider"));
    for (size_t i = 0; i < COUNTS; i++)
        page_cell(page, columns[i].end, say(columns[i].heading));
    clock_cells(page, clocks, say("last accepted"), say("last refused"));
    page_end(page);
}

static void share_cell(struct page *page, const struct provider_sums *sums)
{
    uint64_t refused = sums->failed + sums->delayed;
    uint64_t base = sums->recipients > 0 ? sums->recipients : 1;
    uint64_t permille = (refused * 1000 + base / 2) / base;
    char share[32];

    snprintf(share, sizeof(share), "%llu.%llu%%", (unsigned long long)(permille / 10),
             (unsigned long long)(permille % 10));
    page_cell(page, columns[SHARE].end, share);
}

static void provider_line(struct page *page, const struct summary *summary,
                          const struct summary_provider *provider,
                          const struct clocks *clocks)
{
    const struct provider_sums *sums = provider->sums;
    const char *title = wording_provider(summary->tally->book, provider->id);
    char number[GROUPED_BYTES], accepted[MOMENT_BYTES], refused[MOMENT_BYTES];

    page_to(page, NAME_COLUMN);
    size_t room = NAME_END - NAME_COLUMN;
    if (provider->is_over)
        room -= page_columns(page, view_of(say("OVER"))) + 1;
    page_text(page, page_fitting(page, view_of(title), room));
    if (provider->is_over) {
        page_style(page, STYLE_BAD);
        page_format(page, " %s", say("OVER"));
        page_style(page, STYLE_PLAIN);
    }
    page_cell(page, columns[ACCEPTED].end, number_grouped(number, sums->accepted));
    page_cell(page, columns[DELAYED].end, number_grouped(number, sums->delayed));
    page_cell(page, columns[FAILED].end, number_grouped(number, sums->failed));
    share_cell(page, sums);
    clock_cells(page, clocks, clock_of(accepted, summary, sums->last_accepted),
                clock_of(refused, summary, sums->last_refused));
    page_end(page);
}

void text_providers(struct page *page, const struct summary *summary)
{
    struct clocks clocks = clocks_of(page, summary);

    page_end(page);
    headings(page, &clocks);
    for (size_t i = 0; i < summary->provider_count; i++)
        provider_line(page, summary, &summary->providers[i], &clocks);
}
