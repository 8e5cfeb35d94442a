/*
 * hostile.c - does what no plugin may do, where HOSTILE_AT says: tests/program/hostile.py
 * has the program live through it.
 *
 * classify() does it at the first reply that the table does not know, parse() at an event
 * "boom", probe() at its own export's head, load and unload at once.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <smtplogscan/plugin.h>

#define AT_CLASSIFY 1
#define AT_PARSE    2
#define AT_PROBE    3
#define AT_LOAD     4
#define AT_UNLOAD   5

enum { PAGE = 4096 };

static volatile int zero;

/* Of these each plugin calls one. */
#define ACT static __attribute__((unused)) void

ACT crash(void)
{
    *(volatile int *)(uintptr_t)zero = 1;
}

/* As a debugger or a harness would see it: by the signal, sanitizers or not. */
ACT fault(void)
{
    signal(SIGSEGV, SIG_DFL);
    crash();
}

ACT leave(void)
{
    exit(0);
}

ACT spin(void)
{
    while (zero == 0)
        continue;
}

ACT shut(void)
{
    close_range(0, ~0U, 0);
}

/* By stdio and past it. */
ACT shout(void)
{
    puts("what a plugin prints");
    if (write(STDOUT_FILENO, "and writes\n", 11) != 11)
        abort();
}

ACT nothing(void)
{
}

static const char *const relays[] = {"mail6.example", "mail24.example", "mail26.example",
                                     "mail29.example", NULL};

static const sls_rule rules[] = {
    {.id = "greylist",
     .reply = 450,
     .cause = "greylisted",
     .advice = "Wait.",
     .example = "450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted"},
};

static inline bool holds(sls_view text, const char *word)
{
    return memmem(text.ptr, text.len, word, strlen(word)) != NULL;
}

static const sls_rule *classify(const sls_attempt *attempt)
{
    (void)attempt;
    if (HOSTILE_AT == AT_CLASSIFY)
        HOSTILE();
#ifdef OUTSIDE
    return (const sls_rule *)(uintptr_t)16;
#else
    return NULL;
#endif
}

static bool probe(sls_view head)
{
    if (!holds(head, "\"hostile\""))
        return false;
    if (HOSTILE_AT == AT_PROBE)
        HOSTILE();
    return true;
}

static int parse(const sls_host *host, sls_view record, sls_attempt *attempt)
{
    sls_view event = {"", 0};

    if (HOSTILE_AT == AT_PARSE && holds(record, "boom"))
        HOSTILE();
    if (!host->field(host, record, "event", &event) ||
        !host->field(host, record, "to", &attempt->recipient))
        return SLS_MALFORMED;
    attempt->time = 1795300000;
    attempt->outcome = SLS_DELIVERED;
    attempt->provider_id = attempt->recipient;
#ifdef ENDLESS
    return SLS_MORE;
#endif
#ifdef NO_OUTCOME
    attempt->outcome = 77;
#endif
#ifdef NO_VIEW
    attempt->text = (sls_view){attempt->recipient.ptr, SIZE_MAX};
#endif
    return SLS_ATTEMPT;
}

#ifdef UNTERMINATED
static char pages[2 * PAGE] __attribute__((aligned(PAGE)));
#endif

__attribute__((constructor)) static void load(void)
{
    if (HOSTILE_AT == AT_LOAD)
        HOSTILE();
#ifdef UNTERMINATED
    signal(SIGSEGV, SIG_DFL);
    memset(pages, 'x', PAGE);
    mprotect(pages + PAGE, PAGE, PROT_NONE);
#endif
}

__attribute__((destructor)) static void unload(void)
{
    if (HOSTILE_AT == AT_UNLOAD)
        HOSTILE();
}

SLS_PLUGIN(.name = "hostile", .version = "1.0",
#ifdef UNTERMINATED
           .title = pages,
#else
           .title = "Hostile",
#endif
           .relays = relays, .rules = rules, .rule_count = SLS_COUNT(rules),
           .classify = classify, .probe = probe, .parse = parse);
