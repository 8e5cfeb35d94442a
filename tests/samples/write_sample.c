/*
 * write_sample.c - writes a log of samples/ to stdout, and its true counts to stderr.
 *
 * The truth is what the scenario wants to happen; no reader of logs is asked.
 */
#include <stdio.h>
#include <stdlib.h>

#include "generate_noise.h"
#include "scenario.h"

enum field { KIND, COUNT, FROM, TO, SENDER, LOGIN, RELAY, RECIPIENT, EACH, TROUBLE, END };

struct work {
    struct scenario scenario;
    struct post post;
    struct instance instance;
    unsigned number;  /* of recipients made so far */
    unsigned session; /* the smtpd that takes a batch; 0: a message comes alone */
    unsigned size;    /* of the messages of a batch */
};

/* By the first digit of the login. */
static const struct client clients[10] = {
    {"pc7.dialup.example", "203.0.113.77"}, {"app.client1.example", "192.0.2.11"},
    {"web.client2.example", "192.0.2.21"},  {"crm.client3.example", "198.51.100.9"},
    {"shop.client4.example", "192.0.2.41"}, {"pc5.client5.example", "198.51.100.51"},
    {"crm.client6.example", "192.0.2.61"},  {"app.client7.example", "198.51.100.71"},
    {"web.client8.example", "192.0.2.81"},  {"office.client9.example", "198.51.100.91"},
};

static const char *const people[] = {
    "kim.minjun", "lee.seoyeon", "park.jiho",  "choi.yuna",
    "anna.berg",  "bruno.costa", "carla.diaz", "david.eriksen",
    "elena.fox",  "finn.gruber", "grace.hill", "henri.joly",
};

/* Seconds after the midnight before the log begins. */
static int64_t clock_read(const char *text)
{
    const char *colon = strchr(text, ':');
    char hours[4] = "";

    if (!colon || colon - text > 3)
        scenario_refuse("not a time of day", text);
    memcpy(hours, text, (size_t)(colon - text));
    return (int64_t)scenario_number(hours) * 3600 +
           (int64_t)scenario_number(colon + 1) * 60;
}

static int64_t midnight(const struct scenario *scenario)
{
    int64_t local = scenario->start + scenario->offset_seconds;

    return scenario->start - local % 86400;
}

/* "shop*.example" is one of 40 domains; what has no "@" gets a person in front. */
static void address_make(struct work *work, const char *pattern, char *address)
{
    char domain[40];
    const char *star = strchr(pattern, '*');
    unsigned pick = dice_below(&work->post.dice, 40);

    if (star)
        snprintf(domain, sizeof domain, "%.*s%u%.20s", (int)(star - pattern), pattern,
                 pick, star + 1);
    else
        snprintf(domain, sizeof domain, "%.39s", pattern);
    if (strchr(pattern, '@'))
        snprintf(address, ADDRESS_BYTES, "%s", domain);
    else
        snprintf(address, ADDRESS_BYTES, "%s%u@%s", people[work->number % 12],
                 work->number, domain);
    work->number++;
}

/* Only the first recipient gets what is said about one recipient. */
static void fate_make(struct work *work, struct message *m, struct row *row, unsigned i)
{
    const struct scenario *scenario = &work->scenario;
    const char *end = row->fields[END];
    char *star = strchr(row->fields[TROUBLE], '*');
    struct recipient *to = &m->to[i];

    if (star) {
        *star = '\0';
        to->trouble = scenario_reply(scenario, row->fields[TROUBLE]);
        *star = '*';
        to->tries = star[1] ? (uint16_t)scenario_number(star + 1) : TRIES_ALWAYS;
    }
    if (strcmp(end, "expires") == 0) {
        m->expires = to->tries;
        to->tries = TRIES_ALWAYS;
    } else if (strcmp(end, "ok") != 0) {
        to->verdict = scenario_reply(scenario, end);
    }
    if (i > 0 && to->trouble && to->trouble->single)
        to->tries = 0;
    if (i > 0 && to->verdict && to->verdict->single)
        to->verdict = NULL;
}

static void origin_make(struct work *work, struct message *m, const struct row *row)
{
    struct post *post = &work->post;
    const char *kind = row->fields[KIND];
    char digit = row->fields[LOGIN][strcspn(row->fields[LOGIN], "0123456789")];

    m->instance = &work->instance;
    m->client = &clients[digit ? digit - '0' : 0];
    m->smtpd = "submission/smtpd";
    m->smtpd_pid = work->session ? work->session : 2200 + work->number % 3;
    m->quiet = work->session || dice_chance(&post->dice, 7000);
    m->size = work->size;
    m->notice_relay = &relays[dice_chance(&post->dice, 7000) ? RELAY_LMTP : RELAY_MX];
    snprintf(m->login, sizeof m->login, "%.70s", row->fields[LOGIN]);
    snprintf(m->sender, sizeof m->sender, "%.70s", row->fields[SENDER]);
    m->filtered = strcmp(kind, "filter") == 0;
    if (strncmp(row->fields[LOGIN], "uid=", 4) == 0) {
        m->origin = ORIGIN_PICKUP;
        m->notice_relay = &relays[RELAY_LOCAL];
    }
    if (strcmp(kind, "probe") == 0) {
        m->probe = true;
        m->origin = ORIGIN_SELF;
        m->size = 310;
    }
    if (strcmp(kind, "refused") == 0) {
        m->origin = ORIGIN_REFUSED;
        m->refusal = scenario_reply(&work->scenario, row->fields[END]);
        m->smtpd = m->refusal->dsn;
        m->quiet = false;
    }
    if (strcmp(kind, "early") == 0)
        m->origin = ORIGIN_EARLIER;
}

static void message_make(struct work *work, struct row *row, int64_t time)
{
    struct message *m = queue_message(&work->post.queue);
    const struct relay *relay = relay_find(row->fields[RELAY]);
    char pattern[40];

    if (!relay)
        scenario_refuse("no such relay", row->fields[RELAY]);
    origin_make(work, m, row);
    m->count = (uint8_t)scenario_number(row->fields[EACH]);
    if (m->count == 0 || m->count > RECIPIENTS_MAX)
        scenario_refuse("not one to five recipients", row->fields[EACH]);
    snprintf(pattern, sizeof pattern, "%.39s", row->fields[RECIPIENT]);
    for (unsigned i = 0; i < m->count; i++) {
        address_make(work, pattern, m->to[i].address);
        /* one message, one domain */
        if (!strchr(pattern, '@'))
            snprintf(pattern, sizeof pattern, "%.39s", address_domain(m->to[i].address));
        m->to[i].relay = relay;
        if (i == 0 && m->origin == ORIGIN_LOGIN)
            snprintf(m->message_id, sizeof m->message_id, "to.%.*s@%s",
                     (int)strcspn(m->to[0].address, "@"), m->to[0].address,
                     address_domain(m->sender));
        if (!m->refusal)
            fate_make(work, m, row, i);
    }
    if (m->origin == ORIGIN_EARLIER)
        m->arrived = time - clock_read(row->fields[TO]) * SECOND - 345678;
    mail_start(&work->post, m, time);
}

/* Early in a second, so that most messages are done when it is over: one stamp for all
   their lines, and a file that compresses well. */
static int64_t moment_make(struct work *work, int64_t time, unsigned offset)
{
    return time - time % SECOND + 20000 + offset +
           (int64_t)dice_below(&work->post.dice, 16) * 531;
}

/* Programs send in batches where they have much to send. */
static void messages_make(struct work *work, struct row *row)
{
    unsigned count = scenario_number(row->fields[COUNT]);
    bool early = strcmp(row->fields[KIND], "early") == 0;
    int64_t from = (midnight(&work->scenario) + clock_read(row->fields[FROM])) * SECOND;
    int64_t span = 60 * (int64_t)SECOND;
    int64_t time = from;

    if (!early)
        span = (clock_read(row->fields[TO]) - clock_read(row->fields[FROM])) * SECOND;
    if (span <= 0 || from < work->scenario.start * SECOND)
        scenario_refuse("the times are not in the log", row->fields[FROM]);
    unsigned batch = count < 12 ? 1 : (count + 7) / 8;
    int64_t slot = span * batch / count;

    for (unsigned i = 0; i < count; i++) {
        if (i % batch == 0) {
            work->session = batch > 1 ? 2210 + dice_below(&work->post.dice, 3) : 0;
            work->size = 1100 + dice_below(&work->post.dice, 9000);
            time = from + (int64_t)(i / batch) * slot +
                   (int64_t)(dice_bits(&work->post.dice) % (uint64_t)slot);
        }
        message_make(work, row, moment_make(work, time, i % batch * 600000 / batch));
    }
}

/* One to three messages for a reply; of the delayed ones the second gets through. */
static void reply_show(struct work *work, const struct row *row, size_t number)
{
    const struct reply *reply = &work->scenario.replies[number];
    bool deferred = reply->status == STATUS_DEFERRED;
    char relay[80], trouble[80], sender[40], one[] = "1", two[] = "2", end[64] = "ok";
    struct row shown = *row;

    snprintf(relay, sizeof relay, "%s:%s", reply->relay->host, reply->relay->port);
    snprintf(sender, sizeof sender, "%s@client%u.example",
             number % 3 ? "sales" : "noreply", (unsigned)number % 5 + 1);
    if (!deferred)
        snprintf(end, sizeof end, "%s", reply->name);
    shown.fields[COUNT] = one;
    shown.fields[SENDER] = sender;
    shown.fields[RELAY] = relay;
    shown.fields[EACH] = number % 7 ? one : two;
    shown.fields[TROUBLE] = trouble;
    shown.fields[END] = end;
    for (unsigned i = 0; i <= number % 3; i++) {
        snprintf(trouble, sizeof trouble, deferred ? "%s*%s" : "-", reply->name,
                 i == 1 ? "1" : "");
        messages_make(work, &shown);
    }
}

static void plan_make(struct work *work)
{
    struct scenario *scenario = &work->scenario;

    for (size_t i = 0; i < scenario->row_count; i++) {
        struct row *row = &scenario->rows[i];

        if (strcmp(row->fields[KIND], "replies") != 0) {
            messages_make(work, row);
            continue;
        }
        for (size_t n = 0; n < scenario->reply_count; n++)
            if (scenario->replies[n].relay && scenario->replies[n].relay->port)
                reply_show(work, row, n);
    }
}

static void run(struct post *post, unsigned noise)
{
    while (post->queue.count && post->queue.entries[0].time < post->end) {
        struct queue_entry due = post->queue.entries[0];

        while (dice_below(&post->dice, 1000) < noise)
            noise_write(post, due.time);
        if (noise && dice_chance(&post->dice, 20))
            stranger_write(post, due.time);
        int64_t wait = mail_step(post, due.message, due.time);

        if (wait >= 0) {
            queue_move_first(&post->queue, due.time + wait);
        } else {
            queue_pop(&post->queue);
            queue_release(&post->queue, due.message);
        }
    }
}

int main(int argc, char **argv)
{
    struct work work = {0};
    struct post *post = &work.post;
    bool written;

    if (argc != 3)
        scenario_refuse("usage", "write_sample REPLIES.tsv SCENARIO.tsv");
    scenario_open(&work.scenario, argv[1], argv[2], &post->truth);
    work.instance = (struct instance){"postfix", work.scenario.long_ids, 812};
    post->thrifty = true;
    post->dice.state = work.scenario.seed;
    post->end = (work.scenario.start + (int64_t)work.scenario.hours * 3600) * SECOND;
    snprintf(post->machine, sizeof post->machine, "%.40s.example", work.scenario.host);
    out_open(&post->out, work.scenario.host, work.scenario.form,
             work.scenario.offset_seconds);
    queue_open(&post->queue);
    plan_make(&work);
    run(post, work.scenario.noise);
    queue_close(&post->queue);
    written = out_close(&post->out);
    truth_print(&post->truth, post->out.lines, stderr);
    scenario_close(&work.scenario);
    return written ? 0 : 1;
}
