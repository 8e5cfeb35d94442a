/*
 * questions.c - what a log or an export may hold at worst: nothing, and 64 KiB, right
 * before memory that cannot be read, so that a plugin that looks for a NUL is caught.
 */
#include "app/questions.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "app/run.h"
#include "app/verdict.h"
#include "base/say.h"
#include "base/view.h"
#include "input/lines.h"
#include "parse/export.h"
#include "rules/check.h"

enum { PAGE_BYTES = 4096 };

void questions_fault(void *receiver, const struct why *why)
{
    struct trial *trial = receiver;

    trial->faults++;
    verdict_print(trial->out, VERDICT_FAULT);
    fprintf(trial->out, "%s\n", why->told);
}

static const struct {
    const char *words, *piece; /* repeated, without a NUL behind the last */
    size_t bytes;
} texts[] = {
    {SAID("an empty text"), "", 0},
    {SAID("one byte"), "5", 1},
    {SAID("64 KiB of letters"), "a", LINE_BYTES},
    {SAID("64 KiB of digits and dots"), "550 5.7.1 ", LINE_BYTES},
    {SAID("64 KiB of brackets and quotes"), "{\"<[\\,\n", LINE_BYTES},
    {SAID("64 KiB of bytes beyond ASCII"), "\xff\x1b\xe2\x80", LINE_BYTES},
};
enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

/* The text in memory that ends with it; kept until the child ends. */
static sls_view text_before_the_end(size_t number)
{
    size_t bytes = texts[number].bytes, piece = strlen(texts[number].piece);
    char *room = mmap(NULL, LINE_BYTES + PAGE_BYTES, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (room == MAP_FAILED)
        _exit(EXIT_NO_REPORT);
    mprotect(room + LINE_BYTES, PAGE_BYTES, PROT_NONE);
    for (size_t i = 0; i < bytes; i++)
        room[LINE_BYTES - bytes + i] = texts[number].piece[i % piece];
    return (sls_view){room + LINE_BYTES - bytes, bytes};
}

static void try_classify(struct trial *trial, size_t number)
{
    const sls_attempt attempt = {.outcome = SLS_BOUNCED,
                                 .text = text_before_the_end(number)};
    struct why why;

    if (trial->plugin.info.classify == NULL)
        return;
    watch_begin(trial->watch, WATCH_CLASSIFY, 0);
    const sls_rule *rule = trial->plugin.info.classify(&attempt);
    watch_end(trial->watch);
    if (rule == NULL ||
        plugin_rule_number(&trial->plugin, rule) < trial->plugin.info.rule_count)
        return;
    fail(&why, "%s: classify() returns what is no rule of its table, given %s",
         trial->path, texts[number].words);
    fail_told(&why, "%s: classify() returns what is no rule of its table, given %s",
              trial->path, say(texts[number].words));
    questions_fault(trial, &why);
}

static struct exporter exporter_of(const struct trial *trial)
{
    return (struct exporter){.id = trial->plugin.info.name,
                             .probe = trial->plugin.info.probe,
                             .parse = trial->plugin.info.parse,
                             .watch = trial->watch};
}

static void try_probe(struct trial *trial, size_t number)
{
    struct exporter exporter = exporter_of(trial);

    export_knows(&exporter, text_before_the_end(number));
}

/* As a row of CSV the text reaches parse() whatever it is. */
static void try_parse(struct trial *trial, size_t number)
{
    struct exporter exporter = exporter_of(trial);
    struct export_reader reader;
    struct record record;

    if (exporter.parse == NULL)
        return;
    export_open(&reader, (struct zone){.fixed = true});
    export_begin(&reader, &exporter, true);
    export_read(&reader, VIEW("event,email,timestamp,status,reason"), &record);
    export_read(&reader, text_before_the_end(number), &record);
    while (export_more(&reader, &record))
        continue;
    export_close(&reader);
}

static void check_table(struct trial *trial)
{
    struct why why;

    check_plugin(&trial->plugin, questions_fault, trial);
    if ((trial->plugin.info.probe == NULL) == (trial->plugin.info.parse == NULL))
        return;
    fail(&why, "%s: probe() and parse() are a pair; it has only one", trial->path);
    questions_fault(trial, &why);
}

static const struct {
    const char *words;
    void (*ask)(struct trial *trial, size_t number);
} questions[] = {
    {SAID("while classify() was given %s"), try_classify},
    {SAID("while probe() was given %s"), try_probe},
    {SAID("while parse() was given %s"), try_parse},
};

const size_t question_count = 1 + TEXTS * SLS_COUNT(questions);

void question_ask(struct trial *trial, size_t number)
{
    if (number == 0)
        check_table(trial);
    else
        questions[(number - 1) / TEXTS].ask(trial, (number - 1) % TEXTS);
}

size_t question_after(size_t number)
{
    return number == 0 ? 1 : 1 + ((number - 1) / TEXTS + 1) * TEXTS;
}

void question_words(char words[QUESTION_BYTES], size_t number)
{
    if (number == 0)
        snprintf(words, QUESTION_BYTES, "%s", say("while its rules were checked"));
    else
        snprintf(words, QUESTION_BYTES, say(questions[(number - 1) / TEXTS].words),
                 say(texts[(number - 1) % TEXTS].words));
}
