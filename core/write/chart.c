/*
 * chart.c - chooses hours or days, adds the causes up, draws by spark.c.
 */
#include "write/chart.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/moment.h"
#include "write/spark.h"

static bool by_day(const struct summary *summary)
{
    return summary->day_count > 0;
}

static size_t bars(const struct summary *summary)
{
    return by_day(summary) ? summary->day_count : summary->hour_count;
}

static const uint64_t *counts_of(const struct summary *summary,
                                 const struct summary_cause *cause)
{
    return by_day(summary) ? cause->days : cause->hours;
}

size_t chart_columns(const struct summary *summary)
{
    return bars(summary) < 2 ? 0 : spark_columns(bars(summary));
}

void chart_of_cause(struct page *page, const struct summary *summary,
                    const struct summary_cause *cause)
{
    spark_draw(page, counts_of(summary, cause), bars(summary));
}

static uint64_t refused_at(const struct summary *summary, size_t bar)
{
    uint64_t sum = 0;

    for (size_t c = 0; c < summary->cause_count; c++)
        sum += counts_of(summary, &summary->causes[c])[bar];
    return sum;
}

void chart_of_all(struct page *page, const struct summary *summary)
{
    uint64_t *counts = memory_get(bars(summary), sizeof(*counts));

    for (size_t i = 0; i < bars(summary); i++)
        counts[i] = refused_at(summary, i);
    spark_draw(page, counts, bars(summary));
    memory_free(counts);
}

const char *chart_name(const struct summary *summary)
{
    if (spark_group(bars(summary)) > 1)
        return say("by time");
    return by_day(summary) ? say("per day") : say("per hour");
}

void chart_scale(struct page *page, const struct summary *summary, size_t start)
{
    int64_t wall = summary->hour_start + zone_offset(summary->zone, summary->hour_start);
    size_t first = (size_t)clock_civil(wall).hour;

    if (by_day(summary) || summary->hour_count > SPARK_COLUMNS)
        return;
    for (size_t i = 0; i <= summary->hour_count; i++) {
        size_t hour = first + i;
        if (hour % 6 != 0 || page->column > start + i)
            continue;
        page_to(page, start + i);
        page_format(page, "%02zu", hour > 24 ? hour % 24 : hour);
    }
}

static bool some_cause_goes_on(const struct summary *summary)
{
    for (size_t c = 0; c < summary->cause_count; c++)
        if (summary->causes[c].ongoing)
            return true;
    return false;
}

static void bar_words(char when[MOMENT_BYTES], const struct summary *summary, size_t bar)
{
    if (by_day(summary))
        moment_day(when, summary->day_start + (int64_t)bar * DAY_SECONDS, summary->zone);
    else
        moment_hour(when, summary->hour_start + (int64_t)bar * HOUR_SECONDS,
                    summary->last, summary->zone);
}

/* Of a day or an hour, that is over or not. */
static const char *const worst_sentences[2][2] = {
    {SAID("worst hour %s (%s); over"), SAID("worst hour %s (%s); not over yet")},
    {SAID("worst day %s (%s); over"), SAID("worst day %s (%s); not over yet")},
};

void chart_worst(struct page *page, const struct summary *summary)
{
    char when[MOMENT_BYTES], number[GROUPED_BYTES], text[160];
    size_t worst = 0;

    for (size_t i = 1; i < bars(summary); i++)
        worst = refused_at(summary, i) > refused_at(summary, worst) ? i : worst;
    bar_words(when, summary, worst);
    snprintf(text, sizeof(text),
             say(worst_sentences[by_day(summary)][some_cause_goes_on(summary)]), when,
             number_grouped(number, refused_at(summary, worst)));
    if (page->column + page_columns(page, view_of(text)) <= page->width)
        page_string(page, text);
}
