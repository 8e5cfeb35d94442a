/*
 * ledger.c - which of the four kinds a line counts as.
 */
#include "tally/ledger.h"

static void note_format(struct ledger *ledger, const char *format)
{
    for (size_t i = 0; i < ledger->format_count; i++)
        if (ledger->formats[i] == format)
            return;
    if (ledger->format_count < LEDGER_FORMATS)
        ledger->formats[ledger->format_count++] = format;
}

static void add_malformed(struct ledger *ledger, uint64_t number)
{
    if (ledger->malformed++ == 0)
        ledger->first_malformed = number;
}

void ledger_add(struct ledger *ledger, const struct record *record, uint64_t number,
                bool overlong, bool cut)
{
    ledger->lines++;
    if (overlong)
        ledger->overlong++;
    else if (cut || record->kind == LINE_MALFORMED)
        add_malformed(ledger, number);
    else if (record->kind == LINE_SKIPPED)
        ledger->skipped++;
    else
        ledger->recognised++;
    if (record->format == NULL || cut)
        return;
    note_format(ledger, record->format);
    ledger->unselected += record->kind == LINE_SKIPPED && !overlong;
}

void ledger_check_header(struct ledger *ledger)
{
    if (ledger->recognised != 1 || ledger->lines == 1 ||
        ledger->malformed + ledger->overlong + 1 != ledger->lines)
        return;
    ledger->recognised = 0;
    ledger->format_count = 0;
    ledger->malformed++;
    ledger->first_malformed = 1;
}

const char *ledger_format(const struct ledger *ledger)
{
    if (ledger->format_count == 0)
        return "unknown";
    return ledger->format_count > 1 ? "mixed" : ledger->formats[0];
}

void ledger_is_duplicate(struct ledger *ledger, const char *of)
{
    if (ledger->duplicate_of != NULL)
        return;
    ledger->duplicate_of = of;
    ledger->duplicates = ledger->recognised;
    ledger->skipped += ledger->recognised;
    ledger->recognised = 0;
}

void ledger_sum(struct ledger *ledger, const struct ledger *other)
{
    ledger->bytes += other->bytes;
    ledger->lines += other->lines;
    ledger->recognised += other->recognised;
    ledger->skipped += other->skipped;
    ledger->malformed += other->malformed;
    ledger->overlong += other->overlong;
    ledger->unselected += other->unselected;
}

bool ledger_adds_up(const struct ledger *ledger)
{
    return ledger->lines ==
           ledger->recognised + ledger->skipped + ledger->malformed + ledger->overlong;
}

void ledger_check(struct ledger *ledger, uint64_t given)
{
    if (ledger->lines == given && ledger_adds_up(ledger))
        return;
    fail(
        &ledger->problem,
        "%s: %llu lines were read and %llu accounted for: this is a fault of smtplogscan",
        ledger->path, (unsigned long long)given, (unsigned long long)ledger->lines);
}
