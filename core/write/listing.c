/*
 * listing.c - the order is the summary's; here it is cut and parted.
 */
#include "write/listing.h"

#include <stdio.h>

#include "base/number.h"
#include "base/say.h"
#include "base/view.h"

bool listing_is_unknown(const struct summary_cause *cause)
{
    return cause->cause == &causes[RULE_UNCLASSIFIED];
}

/* What is failed is never left to itself. */
bool listing_waits(const struct summary_cause *cause)
{
    return cause->failed == 0 && cause->rule->action->waits;
}

static bool is_one_of(const struct summary_cause *cause, const char *const *words)
{
    for (; *words != NULL; words++)
        if (view_equal(view_of(cause->rule->action->word), view_of(*words)))
            return true;
    return false;
}

bool listing_is_hopeless(const struct summary_cause *cause)
{
    static const char *const words[] = {"fix-auth", "fix-sender", "upgrade-plan",
                                        "contact-provider", NULL};
    return is_one_of(cause, words);
}

bool listing_names_domains(const struct summary_cause *cause)
{
    static const char *const words[] = {"fix-sender", "fix-auth", "upgrade-plan", NULL};
    return !is_one_of(cause, words);
}

size_t listing_place(const struct report *report, const struct summary_cause *cause)
{
    size_t place = cause->rank;

    for (size_t i = 0; i + 1 < cause->rank; i++)
        place -= listing_is_unknown(&report->summary->causes[i]) ? 1 : 0;
    return place;
}

static bool has_place(const struct summary_cause *cause)
{
    return cause_weight(cause) > 0 && !listing_is_unknown(cause);
}

bool listing_shows(const struct report *report, const struct summary_cause *cause)
{
    return has_place(cause) &&
           (report->top == 0 || listing_place(report, cause) <= report->top);
}

struct listing_cut listing_cut(const struct report *report)
{
    struct listing_cut cut = {0, 0};

    for (size_t i = 0; i < report->summary->cause_count; i++) {
        const struct summary_cause *cause = &report->summary->causes[i];
        if (!has_place(cause) || listing_shows(report, cause))
            continue;
        cut.causes++;
        cut.recipients += cause_weight(cause);
    }
    return cut;
}

void listing_cut_sentence(char text[LISTING_CUT_BYTES], const struct report *report)
{
    struct listing_cut cut = listing_cut(report);
    char causes_room[GROUPED_BYTES], recipients[GROUPED_BYTES];

    *text = '\0';
    if (cut.causes == 0)
        return;
    snprintf(
        text, LISTING_CUT_BYTES,
        say_many("%s more cause, with %s recipients, is left out: --top=0 shows all.",
                 "%s more causes, with %s recipients, are left out: --top=0 shows all.",
                 cut.causes),
        number_grouped(causes_room, cut.causes),
        number_grouped(recipients, cut.recipients));
}

void listing_anchor(char anchor[LISTING_ANCHOR_BYTES], const struct summary_cause *cause)
{
    snprintf(anchor, LISTING_ANCHOR_BYTES, "%s-%s", cause->provider, cause->cause->slug);
}
