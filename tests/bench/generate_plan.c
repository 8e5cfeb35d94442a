/*
 * generate_plan.c - a relay of some dozens of customers on an ordinary working day.
 */
#include "generate_plan.h"

#include <stdio.h>

/* More open messages than this, and no further one is delayed: memory is bounded. */
enum { OPEN_MAX = 1 << 17 };

/* A message that was deferred and then accepted needs this long before the end. */
#define RETRY_TIME (4 * (int64_t)3600 * SECOND)
/* Nothing arrives in the last minutes, so that what is accepted at once is seen to be. */
#define QUIET_TIME (120 * (int64_t)SECOND)

static const struct instance instances[] = {
    {"postfix", false, 812},
    {"postfix-out", true, 1034},
};

static const struct client clients[] = {
    {"app1.client1.example", "192.0.2.11"},   {"app2.client1.example", "192.0.2.12"},
    {"web.client2.example", "192.0.2.21"},    {"shop.client3.example", "198.51.100.9"},
    {"crm.client4.example", "198.51.100.14"}, {"unknown", "203.0.113.77"},
    {"host-9.isp.example", "203.0.113.9"},    {"mail.client5.example", "192.0.2.51"},
};

static const char *const locals[] = {"sales",  "info",    "noreply", "billing",
                                     "orders", "support", "news",    "office"};

static const char *const names[] = {
    "kim",   "lee",   "park", "choi",  "jung",  "anna",   "bruno", "carla",
    "david", "elena", "finn", "grace", "henri", "ingrid", "jonas", "klara",
};

/* The letters of none of them are hexadecimal digits only. */
static const char *const code_words[64] = {
    "alpha",  "bravo",  "charlie", "delta",  "echo",    "foxtrot",  "golf",   "hotel",
    "india",  "juliet", "kilo",    "lima",   "mike",    "november", "oscar",  "papa",
    "quebec", "romeo",  "sierra",  "tango",  "uniform", "victor",   "whisky", "xray",
    "yankee", "zulu",   "amber",   "bronze", "copper",  "golden",   "indigo", "jade",
    "khaki",  "lilac",  "maroon",  "navy",   "olive",   "purple",   "ruby",   "silver",
    "tan",    "umber",  "violet",  "white",  "yellow",  "north",    "south",  "east",
    "west",   "spring", "summer",  "autumn", "winter",  "monday",   "friday", "sunday",
    "river",  "ocean",  "island",  "forest", "valley",  "meadow",   "harbor", "tower",
};

void plan_open(struct plan *plan, struct post *post)
{
    plan->reply_count = replies_open(plan->replies, &post->truth);
    if (plan->templates && plan->templates < plan->reply_count)
        plan->reply_count = plan->templates;
}

/* An ordinary day: little at night, most before noon.  In integers, so that every machine
   comes to the same times. */
int64_t plan_arrival(const struct plan *plan, const struct post *post, uint64_t number)
{
    static const uint64_t hours[24] = {15, 12, 10, 10, 12, 18, 28, 42, 60, 75, 82, 78,
                                       62, 66, 72, 70, 64, 54, 42, 34, 30, 26, 22, 16};
    const uint64_t all = 1000; /* their sum */
    uint64_t hour_time = (uint64_t)(post->end - plan->start - QUIET_TIME) / 24;
    struct dice dice = {.state = number};
    uint64_t before = 0;
    unsigned hour = 0;

    while (hour < 23 && (before + hours[hour]) * plan->messages <= number * all)
        before += hours[hour++];
    uint64_t first = before * plan->messages / all;
    uint64_t count = (before + hours[hour]) * plan->messages / all - first + 1;
    /* in 2^20ths of the hour, with some irregularity */
    uint64_t part = ((number - first) * 1024 + dice_below(&dice, 1024)) * 1024 / count;

    return plan->start + (int64_t)(hour * hour_time + (part * hour_time >> 20));
}

static const struct relay *pick_relay(struct dice *dice)
{
    static const struct {
        enum relay_number relay;
        uint32_t below;
    } shares[] = {
        {RELAY_SENDGRID, 45},  {RELAY_GMAIL, 68},      {RELAY_ZOHO, 80},
        {RELAY_GOOGLE_MX, 86}, {RELAY_OUTLOOK_MX, 92}, {RELAY_MX, 100},
    };
    uint32_t pick = dice_below(dice, 100);
    size_t i = 0;

    while (pick >= shares[i].below)
        i++;
    return &relays[shares[i].relay];
}

static const struct reply *pick_reply(const struct plan *plan, struct dice *dice)
{
    uint32_t total = 0;
    uint32_t pick;
    size_t i = 0;

    for (size_t n = 0; n < plan->reply_count; n++)
        total += plan->replies[n].weight;
    pick = dice_below(dice, total);
    while (pick >= plan->replies[i].weight)
        pick -= plan->replies[i++].weight;
    return &plan->replies[i];
}

/* A temporary one of the same relay, or NULL. */
static const struct reply *pick_trouble(const struct plan *plan,
                                        const struct relay *relay, struct dice *dice)
{
    uint32_t first = dice_below(dice, (uint32_t)plan->reply_count);

    for (size_t i = 0; i < plan->reply_count; i++) {
        const struct reply *reply = &plan->replies[(first + i) % plan->reply_count];

        if (reply->status == STATUS_DEFERRED && reply->relay == relay)
            return reply;
    }
    return NULL;
}

static void words_make(const struct plan *plan, struct message *m, struct dice *dice)
{
    uint32_t variants = plan->templates / (uint32_t)plan->reply_count;
    uint32_t pick = variants > 1 ? dice_below(dice, variants) : 0;

    if (pick == 0)
        return;
    snprintf(m->words, sizeof m->words, " (%s %s %s)", code_words[pick & 63],
             code_words[pick >> 6 & 63], code_words[pick >> 12 & 63]);
}

/* All in one domain, since a domain has its own MX host. */
static void recipients_make(struct message *m, const struct relay *relay,
                            struct dice *dice)
{
    char domain[24];

    m->count = dice_chance(dice, 8800) ? 1 : (uint8_t)(2 + dice_below(dice, 4));
    snprintf(domain, sizeof domain, "%s%u.example",
             relay == &relays[RELAY_OUTLOOK_MX] ? "firm" : "mail", dice_below(dice, 240));
    for (unsigned i = 0; i < m->count; i++) {
        const char *first = names[dice_below(dice, 16)];
        const char *second = names[dice_below(dice, 16)];

        snprintf(m->to[i].address, sizeof m->to[i].address, "%s.%s%u@%s", first, second,
                 dice_below(dice, 2000) + i * 2000, domain);
        m->to[i].relay = relay;
    }
}

static void recipients_fail(const struct plan *plan, struct post *post, struct message *m,
                            const struct reply *reply)
{
    bool stays = reply->status == STATUS_DEFERRED;

    if (stays && post->queue.count > OPEN_MAX)
        return;
    words_make(plan, m, &post->dice);
    for (unsigned i = 0; i < m->count && (i == 0 || !reply->single); i++) {
        m->to[i].trouble = stays ? reply : NULL;
        m->to[i].tries = stays ? TRIES_ALWAYS : 0;
        m->to[i].verdict = stays ? NULL : reply;
    }
}

static void recipients_retry(const struct plan *plan, struct post *post,
                             struct message *m, int64_t time)
{
    const struct reply *trouble = pick_trouble(plan, m->to[0].relay, &post->dice);

    if (!trouble || time > post->end - RETRY_TIME || post->queue.count > OPEN_MAX)
        return;
    for (unsigned i = 0; i < m->count && (i == 0 || !trouble->single); i++) {
        m->to[i].trouble = trouble;
        m->to[i].tries = (uint16_t)(1 + dice_below(&post->dice, 3));
    }
}

/* Who hands it in, and what about the message itself. */
static void origin_make(struct post *post, struct message *m)
{
    struct dice *dice = &post->dice;
    uint32_t client = 1 + dice_below(dice, 48);

    m->client = &clients[client % (sizeof clients / sizeof clients[0])];
    m->smtpd = "submission/smtpd";
    m->size = 900 + dice_below(dice, 1u << (8 + dice_below(dice, 11)));
    m->smtpd_pid = 2200 + dice_below(dice, 40);
    if (dice_chance(dice, 900)) {
        m->origin = ORIGIN_PICKUP;
        strcpy(m->login, "uid=33 from=<www-data>");
        snprintf(m->sender, sizeof m->sender, "www-data@%.50s", post->machine);
        m->notice_relay = &relays[RELAY_LOCAL];
        return;
    }
    m->origin = ORIGIN_LOGIN;
    snprintf(m->sender, sizeof m->sender, "%s@client%u.example",
             locals[dice_below(dice, 8)], client);
    snprintf(m->login, sizeof m->login, "app@client%u.example", client);
    m->notice_relay = dice_chance(dice, 5000) ? &relays[RELAY_LMTP] : &relays[RELAY_MX];
}

static void probe_make(struct post *post, struct message *m)
{
    m->probe = true;
    m->origin = ORIGIN_SELF;
    m->size = 310;
    snprintf(m->sender, sizeof m->sender, "double-bounce@%.50s", post->machine);
}

void plan_message(const struct plan *plan, struct post *post, int64_t time)
{
    static const enum relay_number here[] = {RELAY_LMTP, RELAY_LOCAL, RELAY_VIRTUAL,
                                             RELAY_PIPE};
    struct message *m = queue_message(&post->queue);
    struct dice *dice = &post->dice;
    const struct reply *reply = NULL;

    m->instance = &instances[dice_chance(dice, 3500)];
    origin_make(post, m);
    if (dice_chance(dice, plan->local)) {
        recipients_make(m, &relays[here[dice_below(dice, 4)]], dice);
    } else if (dice_chance(dice, plan->probes)) {
        recipients_make(m, &relays[RELAY_MX], dice);
        m->count = 1;
        probe_make(post, m);
    } else {
        m->filtered = dice_chance(dice, plan->hops);
        if (dice_chance(dice, plan->failures))
            reply = pick_reply(plan, dice);
        recipients_make(m, reply ? reply->relay : pick_relay(dice), dice);
        if (reply)
            recipients_fail(plan, post, m, reply);
        else if (dice_chance(dice, plan->retries))
            recipients_retry(plan, post, m, time);
    }
    mail_start(post, m, time);
}
