/*
 * text_read.c - formats, problems and lines that could not be read, one line each.
 */
#include "write/text_read.h"

#include <stdio.h>

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/headline.h"

enum { FORMATS_SHOWN = 8 };

static bool is_plain_postfix(const struct ledger *ledger)
{
    return ledger->format_count == 0 ||
           (ledger->format_count == 1 && strcmp(ledger->formats[0], "postfix") == 0);
}

static bool is_worth_telling(const struct report *report)
{
    for (size_t i = 0; i < report->ledger_count; i++)
        if (!is_plain_postfix(&report->ledgers[i]))
            return true;
    return false;
}

/* The name of a path without its folders. */
static sls_view file_name(const char *path)
{
    sls_view whole = view_of(path);
    const char *slash = whole.len == 0 ? NULL : memrchr(whole.ptr, '/', whole.len);
    return slash == NULL || slash + 1 == view_end(whole)
               ? whole
               : view_between(slash + 1, view_end(whole));
}

/* "postfix+sendmail" */
static void format_words(struct page *page, const struct ledger *ledger)
{
    if (ledger->format_count == 0)
        page_string(page, ledger_format(ledger));
    for (size_t i = 0; i < ledger->format_count; i++)
        page_format(page, "%s%s", i > 0 ? "+" : "", ledger->formats[i]);
}

void text_news(struct page *page, const struct report *report)
{
    char news[HEADLINE_BYTES];

    if (!headline_news(news, report))
        return;
    page_to(page, 2);
    page_string(page, say("counted: "));
    page_wrap(page, page->column, view_of(news), 0);
}

void text_filter(struct page *page, const struct report *report)
{
    if (report->filter == NULL)
        return;
    page_to(page, 2);
    page_string(page, say("counted: "));
    page_wrap(page, page->column, view_of(report->told_filter), 0);
}

void text_formats(struct page *page, const struct report *report)
{
    size_t shown = 0;

    if (!is_worth_telling(report))
        return;
    page_to(page, 2);
    page_string(page, say("read as "));
    for (size_t i = 0; i < report->ledger_count && shown < FORMATS_SHOWN; i++) {
        const struct ledger *ledger = &report->ledgers[i];
        if (!ledger->opened || ledger->duplicate_of != NULL)
            continue;
        page_string(page, shown++ > 0 ? ", " : "");
        format_words(page, ledger);
        if (report->ledger_count > 1) {
            page_string(page, " (");
            page_text(page, file_name(ledger->path));
            page_string(page, ")");
        }
    }
    if (report->ledger_count > FORMATS_SHOWN)
        page_format(page, say(", ... (+%zu files)"),
                    report->ledger_count - FORMATS_SHOWN);
    page_end(page);
}

static void incomplete(struct page *page, const char *sentence)
{
    page_style(page, STYLE_BAD);
    page_to(page, 2);
    page_string(page, say("incomplete: "));
    size_t indent = page->column;
    page_wrap(page, indent, view_of(sentence), 0);
    page_style(page, STYLE_PLAIN);
}

static void incomplete_count(struct page *page, size_t count, const char *sentence)
{
    char text[256];

    if (count == 0)
        return;
    snprintf(text, sizeof(text), sentence, count);
    incomplete(page, text);
}

void text_problems(struct page *page, const struct report *report)
{
    size_t refused = report->refused_plugins, failed = report->failed_plugins;

    incomplete_count(page, refused,
                     say_many("%zu plugin, rule file or rule could not be loaded",
                              "%zu plugins, rule files or rules could not be loaded",
                              refused));
    incomplete_count(page, failed,
                     say_many("%zu plugin failed and was left unasked",
                              "%zu plugins failed and were left unasked", failed));
    for (size_t i = 0; i < report->ledger_count; i++)
        if (report->ledgers[i].problem.sentence[0] != '\0')
            incomplete(page, report->ledgers[i].problem.told);
}

/* "  3 lines could not be read, the first is mail.log:7" */
static void unread_lines(struct page *page, const struct ledger *first, uint64_t count)
{
    char number[GROUPED_BYTES], place[512];

    snprintf(place, sizeof(place), "%.*s:%llu", (int)file_name(first->path).len,
             file_name(first->path).ptr, (unsigned long long)first->first_malformed);
    page_to(page, 2);
    page_format(page,
                say_many("%s line could not be read: %s",
                         "%s lines could not be read, the first is %s", count),
                number_grouped(number, count), place);
    page_end(page);
}

void text_unread(struct page *page, const struct report *report)
{
    const struct ledger *first = NULL;
    uint64_t malformed = 0, overlong = 0;
    char number[GROUPED_BYTES];

    for (size_t i = 0; i < report->ledger_count; i++) {
        const struct ledger *ledger = &report->ledgers[i];
        malformed += ledger->malformed;
        overlong += ledger->overlong;
        if (first == NULL && ledger->malformed > 0)
            first = ledger;
    }
    if (first != NULL)
        unread_lines(page, first, malformed);
    if (overlong > 0) {
        page_to(page, 2);
        page_format(page,
                    say_many("%s line is longer than 64 KiB: only the start was read",
                             "%s lines are longer than 64 KiB: only the start was read",
                             overlong),
                    number_grouped(number, overlong));
        page_end(page);
    }
}
