/*
 * generate.c - writes a Postfix log to stdout, and what is true of it to stderr as JSON.
 *
 * For benchmarks and for tests that compare a report with the truth.  The same options
 * give the same bytes.  Memory is bounded by the number of open messages.
 *
 *   cc -std=c17 -O2 -o generate tests/bench/generate*.c
 *   ./generate --messages 1000000 2>truth.json | gzip -n >mail.log.gz
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "generate_noise.h"
#include "generate_plan.h"

struct settings {
    uint64_t seed, messages;
    double failures, noise, hops, hours;
    uint32_t templates;
    int64_t start; /* seconds since 1970 UTC */
    int32_t offset_seconds;
    bool rfc3164;
    const char *host;
};

static const char usage[] =
    "usage: generate [--seed N] [--messages N] [--failures PERCENT] [--noise PERCENT]\n"
    "                [--hops PERCENT] [--templates N] [--start RFC3339] [--hours H]\n"
    "                [--stamps rfc3339|rfc3164] [--host NAME]\n";

static _Noreturn void refuse(const char *sentence, const char *value)
{
    fprintf(stderr, "generate: %s: %s\n%s", sentence, value, usage);
    exit(2);
}

static double number_read(const char *text, double most)
{
    char *end;
    double number = strtod(text, &end);

    if (end == text || *end || !(number >= 0) || number > most)
        refuse("not a number that makes sense here", text);
    return number;
}

static void start_read(struct settings *settings, const char *text)
{
    if (!time_read(text, &settings->start, &settings->offset_seconds))
        refuse("not a time like 2026-11-22T00:00:23+09:00", text);
}

static void option_take(struct settings *settings, int option, const char *value)
{
    switch (option) {
    case 's':
        settings->seed = (uint64_t)number_read(value, 1e15);
        break;
    case 'm':
        settings->messages = (uint64_t)number_read(value, 1e10);
        break;
    case 'f':
        settings->failures = number_read(value, 100);
        break;
    case 'n':
        settings->noise = number_read(value, 95);
        break;
    case 'p':
        settings->hops = number_read(value, 100);
        break;
    case 't':
        settings->templates = (uint32_t)number_read(value, 5e6);
        break;
    case 'S':
        start_read(settings, value);
        break;
    case 'H':
        settings->hours = number_read(value, 24 * 366);
        break;
    case 'R':
        settings->rfc3164 = strcmp(value, "rfc3164") == 0;
        if (!settings->rfc3164 && strcmp(value, "rfc3339") != 0)
            refuse("--stamps takes rfc3339 or rfc3164", value);
        break;
    default:
        settings->host = value;
    }
}

static void settings_read(struct settings *settings, int argc, char **argv)
{
    static const struct option options[] = {
        {"seed", required_argument, NULL, 's'},
        {"messages", required_argument, NULL, 'm'},
        {"failures", required_argument, NULL, 'f'},
        {"noise", required_argument, NULL, 'n'},
        {"hops", required_argument, NULL, 'p'},
        {"templates", required_argument, NULL, 't'},
        {"start", required_argument, NULL, 'S'},
        {"hours", required_argument, NULL, 'H'},
        {"stamps", required_argument, NULL, 'R'},
        {"host", required_argument, NULL, 'N'},
        {NULL, 0, NULL, 0},
    };
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == '?') {
            fputs(usage, stderr);
            exit(2);
        }
        option_take(settings, option, optarg);
    }
    if (optind < argc)
        refuse("no such argument", argv[optind]);
    if (settings->hours * 3600 < 600)
        refuse("--hours is at least 0.17", "too short");
    if (strlen(settings->host) > 40)
        refuse("--host is too long", settings->host);
}

/* Noise before a step, so that it is `noise` percent of all lines. */
static void noise_mix(struct post *post, double noise, double *owed, uint64_t before,
                      int64_t now)
{
    *owed += (double)(post->out.lines - before) * noise / (100 - noise);
    while (*owed >= 1) {
        noise_write(post, now);
        *owed -= 1;
    }
}

static void run(struct post *post, const struct plan *plan, double noise)
{
    uint64_t planned = 0;
    double owed = 0;
    int64_t arrival = plan->messages ? plan_arrival(plan, post, 0) : INT64_MAX;

    for (;;) {
        uint64_t lines = post->out.lines;

        if (post->queue.count == 0 || arrival <= post->queue.entries[0].time) {
            if (arrival >= post->end)
                return;
            plan_message(plan, post, arrival);
            planned++;
            arrival =
                planned < plan->messages ? plan_arrival(plan, post, planned) : INT64_MAX;
            continue;
        }
        struct queue_entry due = post->queue.entries[0];

        if (due.time >= post->end)
            return;
        if (dice_chance(&post->dice, 20))
            stranger_write(post, due.time);
        int64_t wait = mail_step(post, due.message, due.time);

        if (wait >= 0) {
            queue_move_first(&post->queue, due.time + wait);
        } else {
            queue_pop(&post->queue);
            queue_release(&post->queue, due.message);
        }
        noise_mix(post, noise, &owed, lines, due.time);
    }
}

int main(int argc, char **argv)
{
    struct settings settings = {.seed = 1,
                                .messages = 12000,
                                .failures = 3,
                                .noise = 10,
                                .hops = 10,
                                .hours = 24,
                                .host = "mx1"};
    struct plan plan = {.local = 500, .probes = 30, .retries = 150};
    struct post post = {0};
    bool written;

    start_read(&settings, "2026-11-22T00:00:23+09:00");
    settings_read(&settings, argc, argv);
    post.dice.state = settings.seed;
    post.end = settings.start * SECOND + (int64_t)(settings.hours * 3600) * SECOND;
    snprintf(post.machine, sizeof post.machine, "%s%s", settings.host,
             strchr(settings.host, '.') ? "" : ".example");
    out_open(&post.out, settings.host, settings.rfc3164 ? STAMP_RFC3164 : STAMP_FRACTION,
             settings.offset_seconds);
    queue_open(&post.queue);
    plan.start = settings.start * SECOND + 123456;
    plan.messages = settings.messages;
    plan.templates = settings.templates;
    plan.failures = (uint32_t)(settings.failures * 100 + 0.5);
    plan.hops = (uint32_t)(settings.hops * 100 + 0.5);
    plan_open(&plan, &post);
    run(&post, &plan, settings.noise);
    queue_close(&post.queue);
    written = out_close(&post.out);
    truth_print(&post.truth, post.out.lines, stderr);
    if (!written)
        fputs("generate: the log could not be written whole\n", stderr);
    return written ? 0 : 1;
}
