/*
 * series.c - chooses hours or days and adds them up.
 */
#include "write/series.h"

#include "write/spark.h"

_Static_assert((int)SERIES_STEPS == (int)SPARK_COLUMNS, "text and page show the same");

struct series series_of(const struct summary *summary)
{
    struct series series = {.summary = summary, .by_day = summary->day_count > 0};

    series.points = series.by_day ? summary->day_count : summary->hour_count;
    series.group = spark_group(series.points);
    series.steps = series.points < 2 ? 0 : spark_columns(series.points);
    return series;
}

uint64_t series_count(const struct series *series, const struct summary_cause *cause,
                      size_t step)
{
    const uint64_t *counts = series->by_day ? cause->days : cause->hours;
    uint64_t sum = 0;

    for (size_t i = step * series->group;
         i < (step + 1) * series->group && i < series->points; i++)
        sum += counts[i];
    return sum;
}

uint64_t series_total(const struct series *series, size_t step)
{
    uint64_t sum = 0;

    for (size_t c = 0; c < series->summary->cause_count; c++)
        sum += series_count(series, &series->summary->causes[c], step);
    return sum;
}

int64_t series_time(const struct series *series, size_t step)
{
    int64_t start =
        series->by_day ? series->summary->day_start : series->summary->hour_start;
    int64_t length = series->by_day ? DAY_SECONDS : HOUR_SECONDS;
    size_t points = step * series->group;

    return start + (int64_t)(points < series->points ? points : series->points) * length;
}

void series_label(char text[MOMENT_BYTES], const struct series *series, size_t step)
{
    int64_t time = series_time(series, step);

    if (series->by_day)
        moment_day(text, time, series->summary->zone);
    else
        moment_hour(text, time, series->summary->last, series->summary->zone);
}

size_t series_worst(const struct series *series, const struct summary_cause *cause)
{
    size_t worst = 0;
    uint64_t highest = 0;

    for (size_t step = 0; step < series->steps; step++) {
        uint64_t count = cause != NULL ? series_count(series, cause, step)
                                       : series_total(series, step);
        worst = count > highest ? step : worst;
        highest = count > highest ? count : highest;
    }
    return worst;
}
