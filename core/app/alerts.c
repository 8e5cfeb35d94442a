/*
 * alerts.c - --fail-over, --warning, --critical and --baseline.
 */
#include "app/alerts.h"

#include "app/hold.h"

/* What --check compares with when nothing is said. */
static const char *const usual_warning[] = {"5%"}, *const usual_critical[] = {"10%"};

static bool read_check(struct alerts *alerts, const struct options *options,
                       const struct book *book, struct why *why)
{
    struct words warnings = options->warnings, criticals = options->criticals;

    if (warnings.count + criticals.count == 0 && options->check) {
        warnings = (struct words){(const char **)usual_warning, 1};
        criticals = (struct words){(const char **)usual_critical, 1};
    }
    return thresholds_read(&alerts->warnings, "warning", &warnings, book, why) &&
           thresholds_read(&alerts->criticals, "critical", &criticals, book, why);
}

bool alerts_open(struct alerts *alerts, const struct options *options,
                 const struct book *book, struct why *why)
{
    *alerts = (struct alerts){.limits = {.count = 0}};
    return thresholds_read(&alerts->limits, "fail-over", &options->fail_over, book,
                           why) &&
           read_check(alerts, options, book, why) &&
           baseline_open(&alerts->baseline, options, options->hold->baseline, why);
}

void alerts_close(struct alerts *alerts)
{
    thresholds_close(&alerts->limits);
    thresholds_close(&alerts->warnings);
    thresholds_close(&alerts->criticals);
    baseline_close(&alerts->baseline);
}
