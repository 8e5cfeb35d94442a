/*
 * generate_truth.c - moves recipients between accepted, delayed and failed.
 */
#include "generate_truth.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

uint16_t truth_cause(struct truth *truth, const char *id)
{
    uint16_t i = 0;

    while (i < truth->cause_count && strcmp(truth->causes[i].id, id) != 0)
        i++;
    if (i < truth->cause_count)
        return i;
    if (i == TRUTH_CAUSES || strlen(id) >= CAUSE_BYTES)
        abort();
    memcpy(truth->causes[i].id, id, strlen(id) + 1);
    truth->cause_count++;
    return i;
}

/* Takes back that a recipient is delayed. */
static void truth_undelay(struct truth *truth, const struct standing *standing)
{
    truth->delayed--;
    truth->causes[standing->cause].delayed--;
}

static void truth_accept(struct truth *truth, const struct standing *standing, bool again)
{
    truth->accepted++;
    if (!again)
        return;
    truth->accepted_after_retry++;
    truth->causes[standing->cause].accepted_after_retry++;
}

void truth_attempt(struct truth *truth, struct standing *standing, enum status status,
                   uint16_t cause)
{
    bool again = standing->known && standing->status == STATUS_DEFERRED;

    truth->attempts++;
    if (!standing->known)
        truth->recipients++;
    if (again)
        truth_undelay(truth, standing);
    if (status == STATUS_SENT)
        truth_accept(truth, standing, again);
    if (status == STATUS_DEFERRED) {
        truth->delayed++;
        truth->causes[cause].delayed++;
    }
    if (status == STATUS_BOUNCED) {
        truth->failed++;
        truth->causes[cause].failed++;
    }
    *standing = (struct standing){.known = true, .status = status, .cause = cause};
}

void truth_local(struct truth *truth, struct standing *standing)
{
    truth->local_attempts++;
    if (!standing->known)
        truth->local++;
    standing->known = true;
}

void truth_expire(struct truth *truth, struct standing *standing)
{
    if (!standing->known || standing->status != STATUS_DEFERRED)
        return;
    truth_undelay(truth, standing);
    truth->failed++;
    truth->causes[standing->cause].failed++;
    standing->status = STATUS_BOUNCED;
}

void truth_reject(struct truth *truth, uint16_t cause)
{
    truth->messages++;
    truth->recipients++;
    truth->failed++;
    truth->causes[cause].failed++;
}

static int compare_causes(const void *a, const void *b)
{
    return strcmp(((const struct cause_count *)a)->id,
                  ((const struct cause_count *)b)->id);
}

static void causes_print(const struct truth *truth, FILE *file)
{
    struct cause_count sorted[TRUTH_CAUSES];
    const char *comma = "";

    memcpy(sorted, truth->causes, sizeof sorted);
    qsort(sorted, truth->cause_count, sizeof sorted[0], compare_causes);
    fprintf(file, "  \"causes\": {");
    for (uint16_t i = 0; i < truth->cause_count; i++) {
        const struct cause_count *c = &sorted[i];

        if (c->failed + c->delayed + c->accepted_after_retry == 0)
            continue;
        fprintf(file,
                "%s\n    \"%s\": {\"failed\": %" PRIu64 ", \"delayed\": %" PRIu64
                ", \"accepted_after_retry\": %" PRIu64 "}",
                comma, c->id, c->failed, c->delayed, c->accepted_after_retry);
        comma = ",";
    }
    fprintf(file, "\n  }\n");
}

void truth_print(const struct truth *truth, uint64_t lines, FILE *file)
{
    const struct {
        const char *name;
        uint64_t count;
    } totals[] = {
        {"messages", truth->messages},
        {"recipients", truth->recipients},
        {"accepted", truth->accepted},
        {"accepted_after_retry", truth->accepted_after_retry},
        {"delayed", truth->delayed},
        {"failed", truth->failed},
        {"local", truth->local},
        {"attempts", truth->attempts},
        {"local_attempts", truth->local_attempts},
        {"hops", truth->hops},
        {"notices", truth->notices},
        {"probes", truth->probes},
        {"lines", lines},
    };

    fprintf(file, "{\n");
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++)
        fprintf(file, "  \"%s\": %" PRIu64 ",\n", totals[i].name, totals[i].count);
    causes_print(truth, file);
    fprintf(file, "}\n");
}
