/*
 * classify.c - judges pasted replies as the main job judges those of a log.
 */
#include "app/classify.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/message.h"
#include "app/run.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/say.h"
#include "base/view.h"
#include "parse/reply.h"
#include "rules/judge.h"
#include "rules/lesson.h"
#include "rules/rulefile.h"
#include "write/json.h"
#include "write/page.h"

enum { TEXT_AT = 9 };

struct classifier {
    const struct book *book;
    enum language language;
    struct judge judge;
    struct reply_room *room;
};

/* "RELAY-HOST<TAB>REPLY", or a reply alone, which may name its host. */
static struct verdict judge_input(struct classifier *classifier, sls_view input,
                                  sls_attempt *attempt)
{
    const char *tab = view_find_byte(input, '\t');

    *attempt = (sls_attempt){.outcome = SLS_BOUNCED};
    sls_view relay = tab != NULL ? view_between(input.ptr, tab) : reply_named_host(input);
    sls_view reply = tab != NULL ? view_between(tab + 1, view_end(input)) : input;
    attempt->relay = relay;
    reply_read(classifier->room, reply, attempt);
    if (relay.len == 0)
        return judge_text(&classifier->judge, attempt);
    return judge_attempt(&classifier->judge, judge_provider(&classifier->judge, relay),
                         attempt);
}

static void print_json(const struct book *book, const struct verdict *verdict,
                       const sls_attempt *attempt)
{
    const struct rule *rule = &book->rules[verdict->rule];
    struct json json = {.file = stdout, .compact = true};
    char enhanced[24];

    snprintf(enhanced, sizeof(enhanced), "%u.%u.%u", attempt->enhanced[0],
             attempt->enhanced[1], attempt->enhanced[2]);
    json_open(&json, NULL, '{');
    json_string(&json, "provider", book->plugins[verdict->provider].info.name);
    json_string(&json, "cause", rule->cause->slug);
    json_string(&json, "rule", rule->data.id);
    json_string(&json, "action", rule->action->word);
    if (attempt->reply == 0)
        json_null(&json, "code");
    else
        json_number(&json, "code", attempt->reply);
    json_string(&json, "enhanced", attempt->enhanced[0] == 0 ? NULL : enhanced);
    json_text(&json, "template", verdict->template);
    json_close(&json, '}');
}

static void print_row(const char *label, sls_view text)
{
    struct page page = {.file = stdout};

    page_string(&page, label);
    page_to(&page, TEXT_AT);
    page_text(&page, text);
    page_end(&page);
}

static void print_lines(const char *label, const char *lines)
{
    sls_view rest = view_of(lines);

    for (; rest.len > 0; label = "")
        print_row(label, view_take(&rest, '\n'));
}

/* What of the template the rule's pattern met. */
static void print_match(const struct rule *rule, sls_view template)
{
    size_t from, to;
    char code[16];

    snprintf(code, sizeof(code), "%u", rule->data.reply);
    if (rule->data.reply != 0 && rule->data.reply != SLS_BY_CODE)
        print_row(say("code"), view_of(code));
    if (rule->data.enhanced != NULL)
        print_row(say("enhanced"), view_of(rule->data.enhanced));
    if (rule->pattern != NULL &&
        pattern_match(rule->pattern, template, &from, &to) == MATCH_YES)
        print_row(say("matched"), view_between(template.ptr + from, template.ptr + to));
}

static void print_place(const struct book *book, const struct rule *rule)
{
    char place[PATH_MAX + 128];

    if (rule->origin != NULL)
        snprintf(place, sizeof(place), "%s:%d", rule->origin->path, rule->origin->line);
    else
        snprintf(place, sizeof(place), say("%s, number %u of %s"), rule->data.id,
                 rule->number + 1u, book->plugins[rule->plugin].path);
    print_row(say("rule"), view_of(place));
}

/* How to teach it: what is printed goes into a rule file as it stands. */
static void print_lesson(const struct book *book, const struct verdict *verdict,
                         const sls_attempt *attempt)
{
    const char *provider = book->plugins[verdict->provider].info.name;
    char text[LESSON_BYTES];

    if (!lesson_write(text, provider, attempt, verdict->template))
        return;
    printf(
        "\n%s\n\n%s",
        say("No rule knows it.  To teach it, put this into a file, name the file with "
            "--rules or keep it\nas /etc/smtplogscan/rules.d/NAME.conf, and say in your "
            "own words what it means.  In place of\nnew-cause a cause of --list-causes "
            "needs neither title nor action."),
        text);
}

static void print_text(const struct classifier *classifier, const struct verdict *verdict,
                       const sls_attempt *attempt)
{
    const struct book *book = classifier->book;
    const struct rule *rule = &book->rules[verdict->rule];
    struct rule_words words = wording_of(rule, classifier->language);
    char cause[512];

    snprintf(cause, sizeof(cause), "%s/%s: %s",
             book->plugins[verdict->provider].info.name, rule->cause->slug, words.title);
    print_row(say("cause"), view_of(cause));
    if (verdict->rule >= RULE_FIRST)
        print_place(book, rule);
    print_row(say("reply"), attempt->text);
    print_row(say("template"), verdict->template);
    print_match(rule, verdict->template);
    print_row(say("action"), view_of(rule->action->word));
    print_lines(say("do"), words.advice);
    print_lines(say("link"), words.url);
    if (verdict->rule == RULE_UNCLASSIFIED)
        print_lesson(book, verdict, attempt);
}

static void classify_one(struct classifier *classifier, sls_view input, bool json)
{
    sls_attempt attempt;
    struct verdict verdict = judge_input(classifier, input, &attempt);

    if (json)
        print_json(classifier->book, &verdict, &attempt);
    else
        print_text(classifier, &verdict, &attempt);
}

static int refuse_input(int error)
{
    struct why why;

    fail_because(&why, strerror(error), "standard input: cannot be read");
    message_print(&why);
    return EXIT_NO_REPORT;
}

static int classify_lines(struct classifier *classifier, bool json)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;

    while ((length = getline(&line, &room, stdin)) >= 0) {
        if (length > 0 && line[length - 1] == '\n')
            length--;
        classify_one(classifier, (sls_view){line, (size_t)length}, json);
        if (!json)
            putchar('\n');
    }
    free(line);
    return feof(stdin) ? EXIT_OK : refuse_input(errno);
}

int classify(const struct book *book, const struct options *options)
{
    bool json = options->format != NULL && strcmp(options->format, "ndjson") == 0;
    struct classifier classifier = {.book = book, .language = options->language};
    struct why why;
    int status = EXIT_OK;

    if (options->format != NULL && !json && strcmp(options->format, "text") != 0) {
        fail(&why, "--classify answers as text or ndjson, not \"%s\"", options->format);
        message_print(&why);
        return EXIT_NO_REPORT;
    }
    judge_open(&classifier.judge, book, hash_seed());
    classifier.room = memory_get(1, sizeof(*classifier.room));
    if (strcmp(options->subject, "-") == 0)
        status = classify_lines(&classifier, json);
    else
        classify_one(&classifier, view_of(options->subject), json);
    memory_free(classifier.room);
    judge_close(&classifier.judge);
    return status;
}
