/*
 * summary_details.c - brings the details of a cause's replies together, each value once.
 */
#include "tally/summary_details.h"

#include "base/view.h"

static size_t count_of(const struct summary_cause *cause, enum detail_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < cause->detail_count; i++)
        count += cause->details[i].kind == kind;
    return count;
}

static bool is_listed(const struct summary_cause *cause, const struct detail *detail)
{
    for (size_t i = 0; i < cause->detail_count; i++)
        if (cause->details[i].kind == detail->kind &&
            view_equal_nocase(cause->details[i].value, detail->value))
            return true;
    return false;
}

/* Behind the last of its kind, or of the kinds before it. */
static void insert(struct summary_cause *cause, const struct detail *detail)
{
    size_t place = cause->detail_count++;

    for (; place > 0 && cause->details[place - 1].kind > detail->kind; place--)
        cause->details[place] = cause->details[place - 1];
    cause->details[place] = *detail;
}

static void take_reply(struct summary_cause *cause, const struct sample *reply)
{
    struct detail details[DETAILS_OF_REPLY];
    const struct detail_source source = {.cause = cause->cause->slug,
                                         .text = reply->example,
                                         .relay = reply->relay,
                                         .port = reply->port};
    size_t count = details_of(&source, details);

    for (size_t i = 0; i < count; i++) {
        if (is_listed(cause, &details[i]))
            continue;
        if (count_of(cause, details[i].kind) < DETAILS_OF_KIND)
            insert(cause, &details[i]);
        else
            cause->details_more[details[i].kind]++;
    }
}

void summary_details(struct summary *summary)
{
    for (size_t c = 0; c < summary->cause_count; c++) {
        struct summary_cause *cause = &summary->causes[c];
        cause->details =
            arena_get(&summary->arena, DETAILS_LISTED * sizeof(*cause->details));
        for (size_t i = 0; i < cause->reply_count; i++)
            if (cause->replies[i]->count > 0)
                take_reply(cause, cause->replies[i]);
    }
}
