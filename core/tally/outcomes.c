/*
 * outcomes.c - fills the fields of an outcome from the line, then from the message.
 */
#include "tally/outcomes.h"

#include <string.h>

#include "base/view.h"
#include "queue/words.h"

void outcomes_open(struct outcomes *outcomes)
{
    spool_open(&outcomes->refusals);
    spool_open(&outcomes->finals);
}

void outcomes_open_in(struct outcomes *outcomes, const int files[2],
                      const struct why *why)
{
    spool_open_in(&outcomes->refusals, files[0], why);
    spool_open_in(&outcomes->finals, files[1], why);
}

void outcomes_close(struct outcomes *outcomes)
{
    spool_close(&outcomes->refusals);
    spool_close(&outcomes->finals);
}

const struct why *outcomes_problem(const struct outcomes *outcomes)
{
    return outcomes->refusals.why.sentence[0] != '\0' ? &outcomes->refusals.why
                                                      : &outcomes->finals.why;
}

static void fill(struct outcome *outcome, enum outcome_text which, sls_view text)
{
    if (outcome->texts[which].len == 0)
        outcome->texts[which] = text;
}

/* What the line of an attempt leaves to that of its start. */
static void fill_from_start(struct outcomes *outcomes, struct outcome *outcome,
                            uint32_t note)
{
    static const enum outcome_text whats[] = {OUTCOME_HOST, OUTCOME_QUEUE_ID,
                                              OUTCOME_SENDER, OUTCOME_RECIPIENT};
    struct outcome start;

    if (outcome->texts[OUTCOME_RECIPIENT].len > 0 ||
        !spool_get(&outcomes->refusals, note, &start))
        return;
    for (size_t i = 0; i < SLS_COUNT(whats); i++)
        fill(outcome, whats[i], start.texts[whats[i]]);
}

void outcomes_note(struct outcomes *outcomes, struct recipient *recipient,
                   const struct record *record, uint32_t input, uint64_t line)
{
    const sls_attempt *attempt = &record->attempt;
    struct outcome outcome = {
        .line = record->kind == LINE_STARTED ? 0 : line,
        .input = input,
        .code = attempt->reply,
        .texts = {[OUTCOME_HOST] = attempt->host,
                  [OUTCOME_QUEUE_ID] = attempt->queue_id,
                  [OUTCOME_MESSAGE_ID] = attempt->message_id,
                  [OUTCOME_SENDER] = attempt->sender,
                  [OUTCOME_LOGIN] = attempt->login,
                  [OUTCOME_RECIPIENT] = attempt->recipient,
                  [OUTCOME_RELAY] = attempt->relay,
                  [OUTCOME_REPLY] = attempt->text},
    };

    memcpy(outcome.enhanced, attempt->enhanced, sizeof(outcome.enhanced));
    memcpy(outcome.dsn, attempt->dsn, sizeof(outcome.dsn));
    fill_from_start(outcomes, &outcome, recipient->note);
    recipient->note = spool_put(&outcomes->refusals, recipient->note, &outcome);
}

void outcomes_final(struct outcomes *outcomes, const struct join *join,
                    const struct recipient *recipient, struct mark mark)
{
    struct outcome outcome = {0};
    uint32_t m = recipient->message;

    spool_get(&outcomes->refusals, recipient->note, &outcome);
    outcome.time = recipient->refused;
    outcome.first = recipient->first;
    outcome.attempts = recipient->attempts;
    outcome.row = mark.cause;
    outcome.sample = mark.sample;
    outcome.failed = recipient->fate == FATE_FAILED;
    fill(&outcome, OUTCOME_HOST, words_host(join, m));
    fill(&outcome, OUTCOME_QUEUE_ID, words_queue_id(join, m));
    fill(&outcome, OUTCOME_MESSAGE_ID, words_message_id(join, m));
    fill(&outcome, OUTCOME_SENDER, words_sender(join, m));
    fill(&outcome, OUTCOME_SENDER, intern_view(join->names, recipient->sender));
    fill(&outcome, OUTCOME_LOGIN, words_login(join, m));
    fill(&outcome, OUTCOME_RELAY, intern_view(join->names, recipient->relay));
    spool_put(&outcomes->finals, 0, &outcome);
}
