/*
 * json_marks.c - words of tally/news.h, in English whatever the report speaks.
 */
#include "write/json_marks.h"

#include "base/view.h"

/* The first mark stands for the trend. */
static const char *trend_of(const struct summary_cause *cause)
{
    for (unsigned i = 0; i < NEWS_KINDS; i++)
        if ((cause->news >> i & 1) != 0)
            return news_word(i);
    return cause->is_down ? "down" : NULL;
}

void json_news(struct json *json, unsigned news)
{
    json_open(json, "marks", '[');
    for (unsigned i = 0; i < NEWS_KINDS; i++)
        if ((news >> i & 1) != 0)
            json_string(json, NULL, news_word(i));
    json_close(json, ']');
}

void json_marks(struct json *json, const struct summary_cause *cause)
{
    json_string(json, "trend", trend_of(cause));
    if (cause->is_compared)
        json_number(json, "before", cause->before);
    else
        json_null(json, "before");
    json_news(json, cause->news);
}

static void write_recovered(struct json *json, const struct recovered *recovered)
{
    char id[160];

    snprintf(id, sizeof(id), "%s/%s", recovered->provider, recovered->rule->cause->slug);
    json_open(json, NULL, '{');
    json_string(json, "id", id);
    json_string(json, "provider", recovered->provider);
    json_string(json, "cause", recovered->rule->cause->slug);
    json_number(json, "before", recovered->before);
    json_close(json, '}');
}

void json_compared(struct json *json, const struct summary *summary)
{
    const struct compared *compared = &summary->compared;

    if (compared->reports == 0) {
        json_null(json, "compared");
        return;
    }
    json_open(json, "compared", '{');
    json_number(json, "reports", compared->reports);
    json_time(json, "first", compared->first, summary->zone);
    json_time(json, "last", compared->last, summary->zone);
    json_open(json, "recovered", '[');
    for (size_t i = 0; i < compared->recovered_count; i++)
        write_recovered(json, &compared->recovered[i]);
    json_close(json, ']');
    json_close(json, '}');
}

static void write_name(struct json *json, const char *key, sls_view name)
{
    if (name.len > 0)
        json_text(json, key, name);
    else
        json_null(json, key);
}

/* What is over it; else what is nearest to it. */
static struct excess measured_by(const struct limit *limit, const struct summary *summary)
{
    for (size_t i = 0; i < summary->excess_count; i++)
        if (summary->excess[i].limit == limit)
            return summary->excess[i];
    return limit_measure(limit, summary);
}

void json_limits(struct json *json, const struct summary *summary)
{
    json_open(json, "limits", '[');
    for (size_t i = 0; i < summary->limit_count; i++) {
        const struct limit *limit = &summary->limits[i];
        const struct excess measured = measured_by(limit, summary);
        json_open(json, NULL, '{');
        write_name(json, "provider", limit->provider);
        write_name(json, "cause", limit->cause);
        json_text(json, "limit", limit->words);
        json_number(json, "not_accepted", measured.not_accepted);
        json_number(json, "recipients", measured.recipients);
        json_bool(json, "over",
                  limit_is_passed(limit, measured.not_accepted, measured.recipients));
        json_close(json, '}');
    }
    json_close(json, ']');
}
