/*
 * ledger.c - which of the four kinds a line counts as.
 */
#include "tally/ledger.h"

void ledger_add(struct ledger *ledger, enum line_kind kind, bool overlong, bool cut)
{
    ledger->lines++;
    if (overlong)
        ledger->overlong++;
    else if (cut || kind == LINE_MALFORMED)
        ledger->malformed++;
    else if (kind == LINE_SKIPPED)
        ledger->skipped++;
    else
        ledger->recognised++;
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
