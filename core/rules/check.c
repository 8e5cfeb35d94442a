/*
 * check.c - walks a rule table; a rule's example is its test.
 */
#include "rules/check.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/view.h"
#include "parse/reply.h"
#include "rules/book.h"
#include "rules/stress.h"
#include "rules/template.h"

struct check {
    const struct plugin *plugin;
    struct rule *rules;
    bool *usable;
    struct reply_room *reply;
    struct template_room *template;
    struct stress_room *stress;
    check_fault *fault;
    void *receiver;
    size_t faults;
};

static const char *id_of(const struct check *check, size_t number)
{
    const char *id = check->plugin->rules[number].id;
    return id != NULL ? id : "(no id)";
}

static void report(struct check *check, size_t number, const char *what, sls_view detail)
{
    struct why why;

    fail(&why, "%s: rule %zu (%s): %s%.*s", check->plugin->path, number + 1,
         id_of(check, number), what, (int)(detail.len < 600 ? detail.len : 600),
         detail.ptr);
    fail_told(&why, "%s: rule %zu (%s): %s%.*s", check->plugin->path, number + 1,
              id_of(check, number), say(what), (int)(detail.len < 600 ? detail.len : 600),
              detail.ptr);
    check->faults++;
    check->fault(check->receiver, &why);
}

static void check_id(struct check *check, size_t number)
{
    if (check->plugin->rules[number].id == NULL) {
        report(check, number, SAID("has no id"), VIEW(""));
        return;
    }
    for (size_t i = 0; i < number; i++)
        if (strcmp(id_of(check, i), id_of(check, number)) == 0)
            report(check, number, SAID("an earlier rule has the same id"), VIEW(""));
}

static void check_advice(struct check *check, size_t number)
{
    const sls_rule *rule = &check->plugin->rules[number];
    sls_view rest = view_of(rule->advice);
    size_t sentences = 0;

    for (; rest.len > 0; sentences++)
        view_take(&rest, '\n');
    if (sentences < 1 || sentences > 3)
        report(check, number, SAID("needs advice of one to three sentences, one a line"),
               VIEW(""));
    rest = view_of(rule->url);
    while (rest.len > 0) {
        sls_view url = view_take(&rest, '\n');
        if (!view_starts(url, VIEW("https://")))
            report(check, number, SAID("its link is not https: "), url);
    }
}

/* What classify() answers, as a number; info.rule_count for no rule or a wrong pointer.
 */
static size_t classified_as(const struct check *check, const sls_attempt *attempt)
{
    const sls_plugin *info = &check->plugin->info;

    if (info->classify == NULL)
        return info->rule_count;
    return plugin_rule_number(check->plugin, info->classify(attempt));
}

/* The rule of the table that catches a reply; info.rule_count when none does. */
static size_t caught_by(struct check *check, sls_view example)
{
    sls_attempt attempt = {.outcome = SLS_BOUNCED};

    reply_read(check->reply, example, &attempt);
    attempt.text = template_of(check->template, attempt.text);
    for (size_t i = 0; i < check->plugin->info.rule_count; i++) {
        if (!check->usable[i])
            continue;
        enum match_result result = rule_match(&check->rules[i], &attempt);
        if (result == MATCH_LIMIT)
            report(check, i, SAID("its pattern takes too long on: "), example);
        if (result == MATCH_YES)
            return i;
    }
    return classified_as(check, &attempt);
}

static void check_example(struct check *check, size_t number, sls_view example)
{
    size_t caught = caught_by(check, example);
    char what[256];

    if (caught == number)
        return;
    if (caught == check->plugin->info.rule_count) {
        report(check, number, SAID("does not catch its own example: "), example);
        return;
    }
    snprintf(what, sizeof(what), say("its example is caught by rule %zu (%s): "),
             caught + 1, id_of(check, caught));
    report(check, number, what, example);
}

static void check_examples(struct check *check, size_t number)
{
    const sls_rule *rule = &check->plugin->rules[number];
    sls_view rest = view_of(rule->example);

    if (rest.len == 0) {
        report(check, number, SAID("has no example"), VIEW(""));
        return;
    }
    while (rest.len > 0)
        check_example(check, number, view_take(&rest, '\n'));
}

/* Its first example's match is what a stranger would begin with. */
static void check_pattern(struct check *check, size_t number)
{
    const struct rule *rule = &check->rules[number];
    sls_attempt attempt = {.outcome = SLS_BOUNCED};
    sls_view examples = view_of(rule->data.example);
    size_t from = 0, to = 0;
    const char *what;

    reply_read(check->reply, view_take(&examples, '\n'), &attempt);
    sls_view text = template_of(check->template, attempt.text);
    if (pattern_match(rule->pattern, text, &from, &to) != MATCH_YES)
        from = to = 0;
    if (stress_slows(check->stress, rule, view_between(text.ptr + from, text.ptr + to),
                     &what))
        report(check, number,
               SAID("its pattern takes too long on a long reply: 64 KiB of "),
               view_of(say(what)));
}

static void bind_all(struct check *check)
{
    for (size_t i = 0; i < check->plugin->info.rule_count; i++) {
        struct why why;
        check->usable[i] = book_rule(check->plugin, i, &check->rules[i], &why);
        if (check->usable[i])
            continue;
        check->faults++;
        check->fault(check->receiver, &why);
    }
}

size_t check_plugin(const struct plugin *plugin, check_fault *fault, void *receiver)
{
    size_t count = plugin->info.rule_count;
    struct check check = {.plugin = plugin, .fault = fault, .receiver = receiver};

    check.rules = memory_get(count, sizeof(*check.rules));
    check.usable = memory_get(count, sizeof(*check.usable));
    check.reply = memory_get(1, sizeof(*check.reply));
    check.template = memory_get(1, sizeof(*check.template));
    check.stress = memory_get(1, sizeof(*check.stress));
    bind_all(&check);
    for (size_t i = 0; i < count; i++) {
        check_id(&check, i);
        check_advice(&check, i);
        if (check.usable[i])
            check_examples(&check, i);
        if (check.usable[i] && check.rules[i].pattern != NULL)
            check_pattern(&check, i);
    }
    for (size_t i = 0; i < count; i++)
        pattern_close(check.rules[i].pattern);
    memory_free(check.rules);
    memory_free(check.usable);
    memory_free(check.reply);
    memory_free(check.template);
    memory_free(check.stress);
    return check.faults;
}
