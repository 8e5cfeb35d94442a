/*
 * text_read.c - formats, problems and lines that could not be read, one line each.
 */
#include "write/text_read.h"

#include "base/number.h"
#include "base/view.h"

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

void text_formats(struct page *page, const struct report *report)
{
    size_t shown = 0;

    if (!is_worth_telling(report))
        return;
    page_string(page, "  read as ");
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
        page_format(page, ", ... (+%zu files)", report->ledger_count - FORMATS_SHOWN);
    page_end(page);
}

static void incomplete_plugins(struct page *page, size_t count, const char *what)
{
    if (count == 0)
        return;
    page_style(page, STYLE_BAD);
    page_format(page, "  incomplete: %zu plugin%s", count, count == 1 ? "" : "s");
    page_string(page, what);
    page_style(page, STYLE_PLAIN);
    page_end(page);
}

void text_problems(struct page *page, const struct report *report)
{
    incomplete_plugins(page, report->refused_plugins,
                       report->refused_plugins == 1
                           ? ", rule file or rule could not be loaded"
                           : ", rule files or rules could not be loaded");
    incomplete_plugins(page, report->failed_plugins, " failed and was left unasked");
    for (size_t i = 0; i < report->ledger_count; i++) {
        const struct ledger *ledger = &report->ledgers[i];
        if (ledger->problem.sentence[0] == '\0')
            continue;
        page_style(page, STYLE_BAD);
        page_string(page, "  incomplete: ");
        size_t indent = page->column;
        page_wrap(page, indent, view_of(ledger->problem.told), 0);
        page_style(page, STYLE_PLAIN);
    }
}

/* "  3 lines could not be read, the first is mail.log:7" */
static void unread_lines(struct page *page, const struct ledger *first, uint64_t count)
{
    char number[GROUPED_BYTES];

    page_format(page, "  %s line%s could not be read%s", number_grouped(number, count),
                count == 1 ? "" : "s", count == 1 ? ": " : ", the first is ");
    page_text(page, file_name(first->path));
    page_format(page, ":%llu", (unsigned long long)first->first_malformed);
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
        page_format(page, "  %s line%s longer than 64 KiB: only the start was read",
                    number_grouped(number, overlong), overlong == 1 ? " is" : "s are");
        page_end(page);
    }
}
