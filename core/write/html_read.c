/*
 * html_read.c - the account of every input: its lines are the sum of the columns.
 */
#include "write/html_read.h"

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"
#include "write/headline.h"
#include "write/html_page.h"
#include "write/html_tables.h"
#include "write/html_verdict.h"
#include "write/listing.h"

enum { INPUTS_SHOWN = 20 };

static void number_cell(struct markup *markup, uint64_t number)
{
    markup_class(markup, "td", "n");
    markup_number(markup, number);
    markup_close(markup);
}

static void sums_cells(struct markup *markup, const struct ledger *ledger)
{
    number_cell(markup, ledger->lines);
    number_cell(markup, ledger->recognised);
    number_cell(markup, ledger->skipped);
    number_cell(markup, ledger->malformed);
    number_cell(markup, ledger->overlong);
}

static void begin_row(struct markup *markup)
{
    markup_open(markup, "tr");
    markup_class(markup, "th", "wide");
    markup_attribute(markup, "scope", "row");
}

static void input_row(struct markup *markup, const struct ledger *ledger)
{
    begin_row(markup);
    markup_string(markup, ledger->path);
    markup_close(markup);
    markup_element(markup, "td", NULL, ledger_format(ledger));
    sums_cells(markup, ledger);
    markup_close(markup);
}

/* The inputs that have no row of their own, as one. */
static void rest_row(struct markup *markup, const struct report *report)
{
    struct ledger sums = {.path = ""};

    for (size_t i = INPUTS_SHOWN; i < report->ledger_count; i++) {
        sums.lines += report->ledgers[i].lines;
        sums.recognised += report->ledgers[i].recognised;
        sums.skipped += report->ledgers[i].skipped;
        sums.malformed += report->ledgers[i].malformed;
        sums.overlong += report->ledgers[i].overlong;
    }
    begin_row(markup);
    markup_format(markup, say("%zu more inputs"), report->ledger_count - INPUTS_SHOWN);
    markup_close(markup);
    markup_element(markup, "td", NULL, "");
    sums_cells(markup, &sums);
    markup_close(markup);
}

static void inputs(struct markup *markup, const struct report *report)
{
    static const char *const headings[] = {SAID("input"), SAID("read as")};
    static const char *const numbers[] = {SAID("lines"), SAID("mail log"),
                                          SAID("other programs'"), SAID("not understood"),
                                          SAID("too long")};

    html_table_begin(markup, NULL);
    for (size_t i = 0; i < SLS_COUNT(headings); i++)
        html_table_heading(markup, say(headings[i]), false);
    for (size_t i = 0; i < SLS_COUNT(numbers); i++)
        html_table_heading(markup, say(numbers[i]), true);
    html_table_body(markup);
    for (size_t i = 0; i < report->ledger_count && i < INPUTS_SHOWN; i++)
        input_row(markup, &report->ledgers[i]);
    if (report->ledger_count > INPUTS_SHOWN)
        rest_row(markup, report);
    html_table_end(markup);
}

static void remark(struct markup *markup, const struct ledger *ledger)
{
    char number[GROUPED_BYTES];

    if (ledger->duplicate_of != NULL) {
        markup_open(markup, "li");
        markup_format(markup, say("%s holds what %s holds, too, and was counted there."),
                      ledger->path, ledger->duplicate_of);
        markup_close(markup);
    }
    if (ledger->malformed > 0) {
        markup_open(markup, "li");
        markup_format(
            markup,
            say_many("%s: %s line was not understood: line %llu.",
                     "%s: %s lines were not understood, the first is line %llu.",
                     ledger->malformed),
            ledger->path, number_grouped(number, ledger->malformed),
            (unsigned long long)ledger->first_malformed);
        markup_close(markup);
    }
}

void html_read(struct markup *markup, const struct report *report)
{
    html_section(markup, "read", say("What was read"));
    inputs(markup, report);
    markup_class(markup, "ul", "remarks");
    for (size_t i = 0; i < report->ledger_count && i < INPUTS_SHOWN; i++)
        remark(markup, &report->ledgers[i]);
    for (size_t i = 0; i < report->warning_count; i++)
        markup_element(markup, "li", NULL, report->told_warnings[i]);
    markup_close(markup);
    html_problems(markup, report);
    markup_close(markup);
}

static void step(struct markup *markup, const char *command, const char *means)
{
    markup_open(markup, "div");
    markup_open(markup, "dt");
    markup_element(markup, "code", NULL, command);
    markup_close(markup);
    markup_element(markup, "dd", NULL, means);
    markup_close(markup);
}

void html_next(struct markup *markup, const struct report *report)
{
    const struct summary_cause *first = &report->summary->causes[0];
    char sentence[HEADLINE_BYTES], command[LISTING_ANCHOR_BYTES + 32];

    if (report->summary->totals.accepted > 0 || report->summary->tally->events > 0) {
        headline_after_acceptance(sentence, report->summary);
        markup_element(markup, "p", "after", sentence);
    }
    html_section(markup, "next", say("How to go on"));
    markup_open(markup, "dl");
    if (listing_is_unknown(first)) {
        step(markup, "smtplogscan --classify 'REPLY'", say("shows how a reply is read"));
    } else {
        snprintf(command, sizeof(command), "smtplogscan --explain %s/%s", first->provider,
                 first->cause->slug);
        step(markup, "smtplogscan --evidence 1 FILE",
             say("prints what to paste into the provider's ticket"));
        step(markup, command, say("tells more of the first cause"));
    }
    step(markup, "smtplogscan --trace ADDRESS FILE",
         say("tells the story of one message"));
    step(markup, "smtplogscan -o report.json FILE",
         say("writes all of this for programs"));
    markup_close(markup);
    markup_close(markup);
}
