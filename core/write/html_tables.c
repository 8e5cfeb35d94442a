/*
 * html_tables.c - a table is a list of columns, each with what writes its cells.
 *
 * To add a column: one row in `provider_columns` or `sender_columns`.
 */
#include "write/html_tables.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/headline.h"
#include "write/html_marks.h"
#include "write/html_page.h"
#include "write/moment.h"

enum { SENDERS_SHOWN = 20 };

void html_table_begin(struct markup *markup, const char *class_name)
{
    markup_class(markup, "div", "scroll");
    markup_attribute(markup, "tabindex", "0");
    markup_class(markup, "table", class_name);
    markup_open(markup, "thead");
    markup_open(markup, "tr");
}

void html_table_heading(struct markup *markup, const char *words, bool number)
{
    markup_class(markup, "th", number ? "n" : NULL);
    markup_attribute(markup, "scope", "col");
    markup_string(markup, words);
    markup_close(markup);
}

void html_table_body(struct markup *markup)
{
    markup_close(markup);
    markup_close(markup);
    markup_open(markup, "tbody");
}

void html_table_end(struct markup *markup)
{
    markup_close(markup);
    markup_close(markup);
    markup_close(markup);
}

struct column {
    const char *heading;
    bool number; /* stands at the right */
    void (*cell)(struct markup *markup, const struct report *report, size_t row);
};

/* The first column names the row. */
static void table(struct markup *markup, const struct report *report,
                  const struct column *columns, size_t column_count, size_t rows)
{
    html_table_begin(markup, NULL);
    for (size_t c = 0; c < column_count; c++)
        html_table_heading(markup, say(columns[c].heading), columns[c].number);
    html_table_body(markup);
    for (size_t row = 0; row < rows; row++) {
        markup_open(markup, "tr");
        for (size_t c = 0; c < column_count; c++) {
            markup_class(markup, c == 0 ? "th" : "td", columns[c].number ? "n" : NULL);
            if (c == 0)
                markup_attribute(markup, "scope", "row");
            columns[c].cell(markup, report, row);
            markup_close(markup);
        }
        markup_close(markup);
    }
    html_table_end(markup);
}

static const struct summary_provider *provider_at(const struct report *report, size_t row)
{
    return &report->summary->providers[row];
}

static void provider_title(struct markup *markup, const struct report *report, size_t row)
{
    html_mark(markup, provider_at(report, row)->is_over ? NEWS_OVER : 0);
    markup_string(markup, wording_provider(report->summary->tally->book,
                                           provider_at(report, row)->id));
}

static void provider_accepted(struct markup *markup, const struct report *report,
                              size_t row)
{
    markup_number(markup, provider_at(report, row)->sums->accepted);
}

static void provider_delayed(struct markup *markup, const struct report *report,
                             size_t row)
{
    markup_number(markup, provider_at(report, row)->sums->delayed);
}

static void provider_failed(struct markup *markup, const struct report *report,
                            size_t row)
{
    markup_number(markup, provider_at(report, row)->sums->failed);
}

static void provider_share(struct markup *markup, const struct report *report, size_t row)
{
    const struct provider_sums *sums = provider_at(report, row)->sums;
    char share[HEADLINE_BYTES];

    headline_share(share, sums->failed + sums->delayed, sums->recipients);
    markup_string(markup, share);
}

static void time_cell(struct markup *markup, const struct report *report, int64_t time)
{
    char clock[MOMENT_BYTES];

    if (time == 0) {
        markup_string(markup, "-");
        return;
    }
    moment_clock(clock, time, report->summary->last, report->summary->zone);
    markup_string(markup, clock);
}

static void provider_last_accepted(struct markup *markup, const struct report *report,
                                   size_t row)
{
    time_cell(markup, report, provider_at(report, row)->sums->last_accepted);
}

static void provider_last_refused(struct markup *markup, const struct report *report,
                                  size_t row)
{
    time_cell(markup, report, provider_at(report, row)->sums->last_refused);
}

static const struct column provider_columns[] = {
    {SAID("provider"), false, provider_title},
    {SAID("accepted"), true, provider_accepted},
    {SAID("delayed"), true, provider_delayed},
    {SAID("failed"), true, provider_failed},
    {SAID("not acc."), true, provider_share},
    {SAID("last accepted"), true, provider_last_accepted},
    {SAID("last refused"), true, provider_last_refused},
};

void html_providers(struct markup *markup, const struct report *report)
{
    if (report->summary->provider_count == 0)
        return;
    html_section(markup, "providers", say("Providers"));
    table(markup, report, provider_columns, SLS_COUNT(provider_columns),
          report->summary->provider_count);
    markup_close(markup);
}

static const struct summary_sender *sender_at(const struct report *report, size_t row)
{
    return &report->summary->senders[row];
}

static void sender_address(struct markup *markup, const struct report *report, size_t row)
{
    markup_text(markup, sender_shown(sender_at(report, row)));
}

static void sender_provider(struct markup *markup, const struct report *report,
                            size_t row)
{
    markup_string(markup, wording_provider(report->summary->tally->book,
                                           sender_at(report, row)->provider));
}

static void sender_login(struct markup *markup, const struct report *report, size_t row)
{
    const struct summary_sender *sender = sender_at(report, row);

    markup_text(markup, sender->login.len > 0 ? sender->login : VIEW("-"));
    if (sender->match == LOGIN_DIFFERS)
        markup_format(markup, " (%s)", say("does not match"));
}

static void sender_accepted(struct markup *markup, const struct report *report,
                            size_t row)
{
    markup_number(markup, sender_at(report, row)->accepted);
}

static void sender_delayed(struct markup *markup, const struct report *report, size_t row)
{
    markup_number(markup, sender_at(report, row)->delayed);
}

static void sender_failed(struct markup *markup, const struct report *report, size_t row)
{
    markup_number(markup, sender_at(report, row)->failed);
}

static const struct column sender_columns[] = {
    {SAID("sender"), false, sender_address}, {SAID("provider"), false, sender_provider},
    {SAID("login"), false, sender_login},    {SAID("accepted"), true, sender_accepted},
    {SAID("delayed"), true, sender_delayed}, {SAID("failed"), true, sender_failed},
};

/* Those that were hit stand first. */
static size_t senders_hit(const struct summary *summary)
{
    size_t hit = 0;

    while (hit < summary->sender_count &&
           summary->senders[hit].failed + summary->senders[hit].delayed > 0)
        hit++;
    return hit;
}

void html_senders(struct markup *markup, const struct report *report)
{
    size_t hit = senders_hit(report->summary);
    size_t shown = hit < SENDERS_SHOWN ? hit : SENDERS_SHOWN;
    size_t others = report->summary->sender_count - shown;

    if (hit == 0)
        return;
    html_section(markup, "senders", say("Senders"));
    table(markup, report, sender_columns, SLS_COUNT(sender_columns), shown);
    if (others > 0) {
        markup_class(markup, "p", "cut");
        markup_format(markup,
                      hit > shown
                          ? say_many("%zu more, hit by less, is in the JSON report.",
                                     "%zu more, hit by less, are in the JSON report.",
                                     others)
                          : say_many("Of %zu more everything was accepted.",
                                     "Of %zu more everything was accepted.", others),
                      others);
        markup_close(markup);
    }
    markup_close(markup);
}
