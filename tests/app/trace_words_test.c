/*
 * trace_words_test.c - the sentence of each kind of step.
 */
#include "app/trace_words.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/view.h"

static struct plugin plugins[] = {{.info = {.name = "sendgrid", .title = "SendGrid"}},
                                  {.info = {.name = "smtp", .title = "Other servers"}}};
static const struct cause full = {.slug = "mailbox-full", .title = "Mailbox is full"};
static struct rule rules[] = {{.cause = &full}, {.cause = &full}, {.cause = &full}};
static const struct book book = {
    .plugins = plugins, .plugin_count = 2, .generic = 1, .rules = rules, .rule_count = 3};

static const struct {
    const char *words;
    struct step step;
} rows[] = {
    {"taken in here", {.kind = LINE_OPENED}},
    {"taken in here, login app", {.kind = LINE_OPENED, .login = {"app", 3}}},
    {"accepted by r.example (SendGrid) as Id7",
     {.kind = LINE_ATTEMPT,
      .outcome = SLS_SENT,
      .relay = {"r.example", 9},
      .id = {"Id7", 3}}},
    {"accepted by r.example, 5 min after it was taken in",
     {.kind = LINE_ATTEMPT,
      .outcome = SLS_SENT,
      .relay = {"r.example", 9},
      .provider = 1,
      .delay_ms = 301000}},
    {"accepted", {.kind = LINE_ATTEMPT, .outcome = SLS_SENT, .delay_ms = -1}},
    {"deferred by r.example (SendGrid): Mailbox is full",
     {.kind = LINE_ATTEMPT,
      .outcome = SLS_DEFERRED,
      .relay = {"r.example", 9},
      .judged = true,
      .rule = RULE_FIRST}},
    {"deferred", {.kind = LINE_ATTEMPT, .outcome = SLS_DEFERRED, .judged = true}},
    {"refused for good by r.example (SendGrid)",
     {.kind = LINE_ATTEMPT,
      .outcome = SLS_BOUNCED,
      .relay = {"r.example", 9},
      .judged = true}},
    {"failed: Mailbox is full",
     {.kind = LINE_ATTEMPT, .outcome = SLS_BOUNCED, .judged = true, .rule = RULE_FIRST}},
    {"delivered into a mailbox here",
     {.kind = LINE_ATTEMPT, .outcome = SLS_SENT, .delivery = DELIVERY_LOCAL}},
    {"refused by a mailbox here",
     {.kind = LINE_ATTEMPT, .outcome = SLS_BOUNCED, .delivery = DELIVERY_LOCAL}},
    {"handed to a filter here, which queued it as 6B",
     {.kind = LINE_ATTEMPT,
      .outcome = SLS_SENT,
      .delivery = DELIVERY_HOP,
      .id = {"6B", 2}}},
    {"address verification alone, no mail",
     {.kind = LINE_ATTEMPT, .delivery = DELIVERY_PROBE}},
    {"SendGrid's export: dropped: Mailbox is full",
     {.kind = LINE_EVENT, .outcome = SLS_DROPPED, .judged = true, .rule = RULE_FIRST}},
    {"left the queue", {.kind = LINE_CLOSED}},
    {"given up: it was too long in the queue", {.kind = LINE_EXPIRED}},
    {"the sender is told by a notice, 5B", {.kind = LINE_NOTICE, .id = {"5B", 2}}},
    {"queued anew in place of 5B", {.kind = LINE_REQUEUED, .id = {"5B", 2}}},
    {"refused when it was handed in here: Mailbox is full",
     {.kind = LINE_REFUSED, .judged = true, .rule = RULE_FIRST}},
    {"", {.kind = LINE_STARTED}},
};

Test(trace_words, steps)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        char words[STEP_BYTES];
        step_words(words, &book, LANGUAGE_ENGLISH, &rows[i].step);
        cr_expect_str_eq(words, rows[i].words);
    }
}

Test(trace_words, long_fields_are_cut)
{
    static char text[4096];
    char words[STEP_BYTES];

    memset(text, 'x', sizeof(text));
    sls_view field = {text, sizeof(text)};
    step_words(words, &book, LANGUAGE_ENGLISH,
               &(struct step){.kind = LINE_ATTEMPT,
                              .outcome = SLS_SENT,
                              .relay = field,
                              .id = field,
                              .delay_ms = 90000});
    cr_expect(strlen(words) < STEP_BYTES);
    step_host(words, &book, &(struct step){.provider = 1, .relay = field});
    cr_expect(strlen(words) < STEP_BYTES);
}
