/*
 * check_file.c - runs a rule file's own tests, its samples, and shows how far they got.
 *
 * A reply is searched in its template: what is masked there, such as an address, can
 * never match, and a sample is what shows it.
 */
#include "rules/check_file.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/view.h"
#include "parse/reply.h"
#include "rules/files.h"
#include "rules/stress.h"
#include "rules/template.h"

struct file_check {
    const struct rulefile *file;
    struct faults *faults;
    struct reply_room *reply;
    struct template_room *template, *of_literal;
    struct stress_room *stress;
};

static void read_sample(struct file_check *check, const char *sample,
                        sls_attempt *attempt)
{
    *attempt = (sls_attempt){.outcome = SLS_BOUNCED};
    reply_read(check->reply, view_of(sample), attempt);
    attempt->text = template_of(check->template, attempt->text);
}

/* The part of a text that a rule's pattern matches; all of it without a pattern. */
static sls_view matched_part(const struct file_rule *rule, sls_view text)
{
    size_t from = 0, to = text.len;

    if (rule->pattern != NULL &&
        pattern_match(rule->pattern, text, &from, &to) != MATCH_YES)
        return view_cut(text, 0);
    return view_between(text.ptr + from, text.ptr + to);
}

static struct caret mark_behind(const struct file_rule *rule, sls_view text)
{
    return (struct caret){text, (size_t)(view_end(matched_part(rule, text)) - text.ptr)};
}

/* A literal with something in it that a template masks; NULL: none. */
static const char *masked_literal(struct file_check *check, const struct file_rule *rule,
                                  sls_view *masked)
{
    for (size_t i = 0; i < rule->section->value_count; i++) {
        const struct file_value *value = &rule->section->values[i];
        if (value->key != KEY_CONTAINS)
            continue;
        *masked = template_of(check->of_literal, view_of(value->text));
        if (!view_equal(*masked, view_of(value->text)))
            return value->text;
    }
    return NULL;
}

static void tell_missed(struct file_check *check, const struct file_rule *rule, int line,
                        const sls_attempt *attempt)
{
    struct rule codes = rulefile_rule(rule);
    struct caret mark = {attempt->text, 0};
    sls_view masked;

    codes.pattern = NULL;
    if (rule_match(&codes, attempt) != MATCH_YES) {
        fault_marked(check->faults, line, &mark,
                     "the sample is not caught: its code is not \"%s\"",
                     section_text(rule->section, KEY_CODE));
        return;
    }
    mark.at = pattern_reach(rule->pattern, attempt->text);
    const char *literal = masked_literal(check, rule, &masked);
    if (literal != NULL)
        fault_marked(check->faults, line, &mark,
                     "the sample is not caught: replies are searched with what differs "
                     "from message to message masked; \"%s\" is there \"%.*s\"",
                     literal, (int)masked.len, masked.ptr);
    else
        fault_marked(check->faults, line, &mark,
                     "the sample is not caught: it matches only up to the caret");
}

/* The first cause of the file, for the same provider, that catches an attempt. */
static const struct file_rule *caught_by(struct file_check *check, const char *provider,
                                         const sls_attempt *attempt)
{
    for (size_t i = 0; i < check->file->rule_count; i++) {
        const struct file_rule *rule = &check->file->rules[i];
        struct rule bound = rulefile_rule(rule);
        if (strcmp(rule->provider, provider) == 0 &&
            rule_match(&bound, attempt) == MATCH_YES)
            return rule;
    }
    return NULL;
}

static void check_sample(struct file_check *check, const struct file_rule *rule,
                         const struct file_value *sample)
{
    sls_attempt attempt;

    read_sample(check, sample->text, &attempt);
    const struct file_rule *caught = caught_by(check, rule->provider, &attempt);
    if (caught == rule)
        return;
    struct rule bound = rulefile_rule(rule);
    if (caught == NULL || rule_match(&bound, &attempt) != MATCH_YES) {
        tell_missed(check, rule, sample->line, &attempt);
        return;
    }
    struct caret mark = mark_behind(caught, attempt.text);
    fault_marked(check->faults, sample->line, &mark,
                 "the sample is caught by an earlier cause, \"%s\" in line %d",
                 caught->section->title, caught->line);
}

static void check_not_sample(struct file_check *check, const struct file_rule *rule,
                             const struct file_value *sample)
{
    struct rule bound = rulefile_rule(rule);
    sls_attempt attempt;

    read_sample(check, sample->text, &attempt);
    if (rule_match(&bound, &attempt) != MATCH_YES)
        return;
    struct caret mark = mark_behind(rule, attempt.text);
    fault_marked(check->faults, sample->line, &mark, "the not_sample is caught");
}

static void check_pattern(struct file_check *check, const struct file_rule *rule)
{
    struct rule bound = rulefile_rule(rule);
    sls_attempt attempt;
    const char *what;

    read_sample(check, rule->data.example != NULL ? rule->data.example : "", &attempt);
    if (stress_slows(check->stress, &bound, matched_part(rule, attempt.text), &what))
        fault_at(check->faults, section_line(rule->section, KEY_REGEX),
                 "the pattern takes too long on a long reply: 64 KiB of %s", say(what));
}

static void check_rule(struct file_check *check, const struct file_rule *rule)
{
    for (size_t i = 0; i < rule->section->value_count; i++) {
        const struct file_value *value = &rule->section->values[i];
        if (value->key == KEY_SAMPLE)
            check_sample(check, rule, value);
        if (value->key == KEY_NOT_SAMPLE)
            check_not_sample(check, rule, value);
    }
    if (rule->pattern != NULL)
        check_pattern(check, rule);
}

/* A cause whose code or pattern is at fault catches everything or nothing: its samples
   would only repeat that. */
static bool can_be_tried(const struct file_rule *rule)
{
    bool wants_code = section_value(rule->section, KEY_CODE) != NULL;
    bool wants_pattern = section_value(rule->section, KEY_CONTAINS) != NULL ||
                         section_value(rule->section, KEY_REGEX) != NULL;
    bool has_code = rule->data.reply != 0 || rule->data.enhanced != NULL;

    return (wants_code || wants_pattern) && wants_code == has_code &&
           wants_pattern == (rule->pattern != NULL);
}

size_t check_file(const struct book *book, const char *path, fault_told *tell,
                  void *receiver, size_t *rules)
{
    struct arena arena;
    struct rulefile file;
    struct faults faults = {path, tell, receiver, 0};
    struct file_check check = {.file = &file, .faults = &faults};

    arena_open(&arena);
    check.reply = arena_get(&arena, sizeof(*check.reply));
    check.template = arena_get(&arena, sizeof(*check.template));
    check.of_literal = arena_get(&arena, sizeof(*check.of_literal));
    check.stress = arena_get(&arena, sizeof(*check.stress));
    rulefile_open(&file, &arena, path, &faults);
    files_check(book, &file, &faults);
    for (size_t i = 0; i < file.rule_count; i++)
        if (can_be_tried(&file.rules[i]))
            check_rule(&check, &file.rules[i]);
    *rules = file.rule_count;
    rulefile_close(&file);
    arena_close(&arena);
    return faults.count;
}
