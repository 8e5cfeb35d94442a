/*
 * trace_step.c - refusals are judged as in the report.
 */
#include "app/trace_step.h"

#include "parse/reply.h"

static bool is_refusal(const struct record *record)
{
    uint32_t outcome = record->attempt.outcome;

    if (record->kind == LINE_ATTEMPT && record->delivery != DELIVERY_REMOTE)
        return false;
    return outcome != SLS_SENT && outcome != SLS_DELIVERED &&
           (record->kind == LINE_ATTEMPT || record->kind == LINE_REFUSED ||
            record->kind == LINE_EVENT);
}

/* What began the attempt knows whom it is for. */
static void take_from_start(struct step *step, const struct step *start)
{
    step->recipient = start->recipient;
    if (step->relay.len == 0)
        step->relay = start->relay;
    if (start->delivery == DELIVERY_LOCAL)
        step->delivery = DELIVERY_LOCAL;
}

struct step step_of(struct judge *judge, const struct records *records,
                    const struct record *record, const struct step *start)
{
    const sls_attempt *attempt = &record->attempt;
    struct step step = {.time = attempt->time,
                        .delay_ms = attempt->delay_ms,
                        .kind = record->kind,
                        .delivery = record->delivery,
                        .outcome = attempt->outcome,
                        .recipient = attempt->recipient,
                        .relay = attempt->relay,
                        .text = attempt->text,
                        .login = attempt->login,
                        .id = record->other_id};

    if (start != NULL)
        take_from_start(&step, start);
    step.provider = record->kind == LINE_EVENT ? records_exporter(records)
                                               : judge_provider(judge, step.relay);
    if (is_refusal(record)) {
        step.rule = judge_attempt(judge, step.provider, attempt).rule;
        step.judged = true;
    } else if (record->kind == LINE_ATTEMPT && step.delivery == DELIVERY_REMOTE) {
        step.id = attempt->provider_id.len > 0 ? attempt->provider_id
                                               : reply_given_id(record->explanation);
    }
    return step;
}
