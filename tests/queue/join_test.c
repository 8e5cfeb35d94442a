/*
 * join_test.c - holds join_line() to the rules of joining, one little log a row: what
 * becomes of each recipient, whose message it was, and what the lines count as.  Every
 * row is run under several seeds, since none may change a thing.
 */
#include "queue/end.h"
#include "queue/join.h"

#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/view.h"
#include "parse/address.h"
#include "parse/format.h"

#define A   "4A0001"
#define B   "4BxYz0123456789"
#define C   "4C0003"
#define APP "app@example.com"

#define MX1        "mx1 postfix/"
#define CLIENT(id) MX1 "smtpd[1]: " id ": client=a.example[192.0.2.7]\n"
#define LOGIN(id, name)                                                                  \
    MX1 "smtps/smtpd[1]: " id ": client=a.example[192.0.2.7], sasl_method=PLAIN, "       \
        "sasl_username=" name "\n"
#define PICKUP(id, from)   MX1 "pickup[1]: " id ": uid=7 from=<" from ">\n"
#define QUEUE(id, from, x) MX1 "qmgr[1]: " id ": from=<" from ">, " x "\n"
#define FROM(id, from)     QUEUE(id, from, "size=1, nrcpt=1 (queue active)")
#define EXPIRED(id)        QUEUE(id, APP, "status=expired, returned to sender")
#define FORCED(id)         QUEUE(id, APP, "status=force-expired, returned to sender")
#define REMOVED(id)        MX1 "qmgr[1]: " id ": removed\n"
#define DELETED(id)        MX1 "postsuper[1]: " id ": removed\n"
#define NOTICE(id, other)                                                                \
    MX1 "bounce[1]: " id ": sender non-delivery notification: " other "\n"
#define LINE(who, id, to, relay, status)                                                 \
    who "[1]: " id ": to=<" to ">, relay=" relay ", delay=1.5, delays=0/0/1/0, "         \
        "dsn=2.0.0, status=" status "\n"
#define TRY(id, to, status) LINE(MX1 "smtp", id, to, "mx.example[192.0.2.25]:25", status)
#define SENT(id, to)        TRY(id, to, "sent (250 ok)")
#define LATER(id, to)       TRY(id, to, "deferred (said: 450 x)")
#define BOUNCED(id, to)     TRY(id, to, "bounced (said: 550 x)")
#define SUSPENDED(id, to)                                                                \
    LINE(MX1 "error", id, to, "none", "deferred (delivery temporarily suspended: x)")
#define LOOP(id, to, status)                                                             \
    LINE(MX1 "smtp", id, to, "127.0.0.1[127.0.0.1]:10024", status)
#define HOP(id, to, other)  LOOP(id, to, "sent (250 Ok: queued as " other ")")
#define BOX(id, to, status) LINE(MX1 "local", id, to, "local", status)
#define REJECT(who, id, more)                                                            \
    who "[1]: " id "reject: RCPT from a.example[192.0.2.7]: 554 5.7.1 no; from=<" APP    \
        "> to=<r@one.example> proto=ESMTP helo=<a>" more "\n"
#define MILTER(id, from)                                                                 \
    MX1 "cleanup[1]: " id ": milter-reject: END-OF-MESSAGE from a.example[192.0.2.7]: "  \
        "5.7.1 Spam; from=<" from "> to=<r@one.example> proto=ESMTP helo=<a>\n"
#define START(id) CLIENT(id) FROM(id, APP)

#define ONE   "r@one.example"
#define TWO   "r@two.example"
#define THREE "r@three.example"

/* What is handed on, one line each: fate, domain of the recipient, sender, attempts, and
   what else there is to say.  The last line counts the log's lines. */
struct story {
    const char *name;
    const char *log;
    const char *want;
};

static const struct story fates[] = {
    {"nothing", "", "\n"},
    {"no recipient", START(A) REMOVED(A), "\n"},
    {"sent", START(A) SENT(A, ONE) REMOVED(A),
     "accepted one.example " APP " 1\nattempts 1\n"},
    {"bounced", START(A) BOUNCED(A, ONE) REMOVED(A),
     "failed one.example " APP " 1 refused\nattempts 1\n"},
    {"still deferred", START(A) LATER(A, ONE),
     "delayed one.example " APP " 1 refused\nattempts 1\n"},
    {"deferred, then sent", START(A) LATER(A, ONE) LATER(A, ONE) SENT(A, ONE) REMOVED(A),
     "accepted one.example " APP " 3 refused\nattempts 3\n"},
    {"deferred, then bounced", START(A) LATER(A, ONE) BOUNCED(A, ONE) REMOVED(A),
     "failed one.example " APP " 2 refused\nattempts 2\n"},
    {"suspended", START(A) SUSPENDED(A, ONE) SUSPENDED(A, ONE),
     "delayed one.example " APP " 2 refused\nattempts 2\n"},
    {"softbounce", START(A) TRY(A, ONE, "SOFTBOUNCE (said: 550 x)"),
     "delayed one.example " APP " 1 refused\nattempts 1\n"},
    {"long id", START(B) SENT(B, ONE) REMOVED(B),
     "accepted one.example " APP " 1\nattempts 1\n"},
    {"later line overwrites", START(A) SENT(A, ONE) BOUNCED(A, ONE) REMOVED(A),
     "failed one.example " APP " 2 refused\nattempts 2\n"},
    {"addresses as logged", START(A) LATER(A, ONE) SENT(A, "R@one.example"),
     "accepted one.example " APP " 1\n"
     "delayed one.example " APP " 1 refused more\nattempts 2\n"},
    {"several recipients",
     START(A) SENT(A, ONE) LATER(A, TWO) BOUNCED(A, THREE) SENT(A, TWO) REMOVED(A),
     "failed three.example " APP " 1 refused\n"
     "accepted two.example " APP " 2 refused more\n"
     "accepted one.example " APP " 1 more\nattempts 4\n"},
    {"picked up", PICKUP(A, "root") SENT(A, ONE) REMOVED(A),
     "accepted one.example root 1\nattempts 1\n"},
    {"login", LOGIN(A, "app") FROM(A, APP) SENT(A, ONE) REMOVED(A),
     "accepted one.example " APP " 1\nattempts 1\n"},
    {"sender told late", CLIENT(A) SENT(A, ONE) FROM(A, APP) REMOVED(A),
     "accepted one.example " APP " 1\nattempts 1\n"},
    {"address without domain", START(A) SENT(A, "root") REMOVED(A),
     "accepted - " APP " 1\nattempts 1\n"},
    {"two messages at once",
     START(A) START(C) SENT(C, TWO) SENT(A, ONE) REMOVED(A) REMOVED(C),
     "accepted one.example " APP " 1\naccepted two.example " APP " 1\nattempts 2\n"},
    {"the open ones leave oldest first",
     START(A) START(C) LATER(C, TWO) LATER(A, ONE) FROM(C, APP),
     "delayed one.example " APP " 1 refused\n"
     "delayed two.example " APP " 1 refused\nattempts 2\n"},
};

static const struct story ids[] = {
    {"reused after its end",
     START(A) SENT(A, ONE) REMOVED(A) PICKUP(A, "b@example.com") LATER(A, ONE),
     "accepted one.example " APP " 1\n"
     "delayed one.example b@example.com 1 refused\nattempts 2\n"},
    {"reused, its end not seen",
     LOGIN(A, "app") FROM(A, APP) LATER(A, ONE) CLIENT(A) SENT(A, ONE) REMOVED(A),
     "delayed one.example " APP " 1 refused\n"
     "accepted one.example - 1\nattempts 2\n"},
    {"two hosts",
     START(A) LATER(A, ONE) "mx2 postfix/qmgr[1]: " A ": removed\n" LINE(
         "mx2 postfix/smtp", A, ONE, "a.example[192.0.2.1]:25", "sent (ok)"),
     "delayed one.example " APP " 1 refused\n"
     "accepted one.example - 1\nattempts 2\n"},
    {"two instances",
     START(A) LATER(A, ONE) "mx1 postfix-out/qmgr[1]: " A ": removed\n" LINE(
         "mx1 postfix-out/smtp", A, ONE, "a.example[192.0.2.1]:25", "sent (ok)"),
     "delayed one.example " APP " 1 refused\n"
     "accepted one.example - 1\nattempts 2\n"},
    {"services of one instance",
     LOGIN(A, "app") LINE("mx1 postfix/relay/smtp", A, ONE, "a.example[192.0.2.1]:25",
                          "sent (ok)") REMOVED(A),
     "accepted one.example - 1\nattempts 1\n"},
    {"beginning before the log", LATER(A, ONE) SENT(A, ONE) REMOVED(A),
     "accepted one.example - 2 refused\nattempts 2\n"},
    {"only its end", REMOVED(A) DELETED(C), "\n"},
    {"end behind the log", START(A) SENT(A, ONE),
     "accepted one.example " APP " 1\nattempts 1\n"},
    {"end, then more", START(A) SENT(A, ONE) REMOVED(A) SENT(A, TWO),
     "accepted one.example " APP " 1\naccepted two.example - 1\nattempts 2\n"},
    {"removed while deferred", START(A) LATER(A, ONE) SENT(A, TWO) DELETED(A),
     "accepted two.example " APP " 1\n"
     "delayed one.example " APP " 1 refused more\nattempts 2, vanished 1\n"},
    {"removed by its manager", START(A) LATER(A, ONE) REMOVED(A),
     "delayed one.example " APP " 1 refused\nattempts 1, vanished 1\n"},
    {"delivery without an id",
     LINE(MX1 "smtp", "NOQUEUE", ONE, "none", "sent (ok)")
         LINE(MX1 "smtp", "NOQUEUE", ONE, "none", "bounced (x)"),
     "accepted one.example - 1\nfailed one.example - 1 refused\nattempts 2\n"},
};

static const struct story expiries[] = {
    {"after attempts", START(A) LATER(A, ONE) EXPIRED(A) REMOVED(A),
     "failed one.example " APP " 1 refused\nattempts 1\n"},
    {"no attempt seen", EXPIRED(A) REMOVED(A), "failed - " APP " 0 unseen\n\n"},
    {"no attempt seen, still open", START(A) EXPIRED(A), "failed - " APP " 0 unseen\n\n"},
    {"forced", START(A) LATER(A, ONE) FORCED(A) REMOVED(A),
     "failed one.example " APP " 1 refused\nattempts 1\n"},
    {"forced, no attempt seen", FORCED(A) REMOVED(A), "failed - " APP " 0 unseen\n\n"},
    {"some were sent", START(A) SENT(A, ONE) LATER(A, TWO) EXPIRED(A) REMOVED(A),
     "failed two.example " APP " 1 refused\n"
     "accepted one.example " APP " 1 more\nattempts 2\n"},
    {"suspended to the end", START(A) SUSPENDED(A, ONE) EXPIRED(A) REMOVED(A),
     "failed one.example " APP " 1 refused\nattempts 1\n"},
    {"told by the agent", START(A) LATER(A, ONE) TRY(A, ONE, "expired (x)") REMOVED(A),
     "failed one.example " APP " 2 refused\nattempts 2\n"},
    {"of a notice", FROM(A, "") QUEUE(A, "", "status=expired, returned to sender"), "\n"},
};

static const struct story notices[] = {
    {"announced first",
     START(A) BOUNCED(A, ONE) NOTICE(A, B) FROM(B, "") SENT(B, APP) REMOVED(A) REMOVED(B),
     "failed one.example " APP " 1 refused\nattempts 1, notices 1\n"},
    {"begun first",
     START(A) BOUNCED(A, ONE) FROM(B, "") NOTICE(A, B) SENT(B, APP) REMOVED(B) REMOVED(A),
     "failed one.example " APP " 1 refused\nattempts 1, notices 1\n"},
    {"announced only", NOTICE(A, B) SENT(B, APP) REMOVED(B), "notices 1\n"},
    {"sender is empty", FROM(B, "") LATER(B, APP) SENT(B, APP) REMOVED(B), "notices 2\n"},
    {"handed in", CLIENT(B) FROM(B, "") SENT(B, APP), "notices 1\n"},
    {"picked up", PICKUP(B, "") SENT(B, APP), "notices 1\n"},
    {"into a mailbox", NOTICE(A, B) BOX(B, APP, "sent (ok)"), "notices 1\n"},
    {"through the filter", NOTICE(A, B) HOP(B, APP, C) FROM(C, "") SENT(C, APP),
     "notices 2\n"},
    {"its id reused", NOTICE(A, B) REMOVED(B) START(B) SENT(B, ONE),
     "accepted one.example " APP " 1\nattempts 1\n"},
    {"its id reused, end not seen", NOTICE(A, B) START(B) SENT(B, ONE),
     "accepted one.example " APP " 1\nattempts 1\n"},
    {"removed while deferred", FROM(B, "") LATER(B, APP) REMOVED(B), "notices 1\n"},
};

static const struct story hops[] = {
    {"through a filter",
     LOGIN(A, "app") FROM(A, APP) CLIENT(B) FROM(B, APP) HOP(A, ONE, B) REMOVED(A)
         SENT(B, ONE) REMOVED(B),
     "accepted one.example " APP " 1\nattempts 1, hops 1\n"},
    {"through two filters",
     LOGIN(A, "app") CLIENT(B) HOP(A, ONE, B) REMOVED(A) CLIENT(C) HOP(B, ONE, C)
         REMOVED(B) FROM(C, APP) BOUNCED(C, ONE) REMOVED(C),
     "failed one.example " APP " 1 refused\nattempts 1, hops 2\n"},
    {"onward not begun", LOGIN(A, "app") HOP(A, ONE, B) REMOVED(A) START(B) SENT(B, ONE),
     "accepted one.example " APP " 1\nattempts 1, hops 1\n"},
    {"onward not in the log", START(A) HOP(A, ONE, B) REMOVED(A), "hops 1\n"},
    {"filter was down first",
     START(A) LOOP(A, ONE, "deferred (x)") HOP(A, ONE, B) REMOVED(A),
     "attempts 1, hops 1\n"},
    {"filter keeps it", START(A) LOOP(A, ONE, "sent (250 discarded)") REMOVED(A),
     "accepted one.example - 0 local\nlocal 1\n"},
    {"filter refuses", START(A) LOOP(A, ONE, "bounced (said: 554 spam)") REMOVED(A),
     "failed one.example " APP " 1 refused\nattempts 1\n"},
    {"two recipients, one hop each", START(A) HOP(A, ONE, B) HOP(A, TWO, B) REMOVED(A),
     "hops 2\n"},
    {"mailbox", START(A) BOX(A, ONE, "sent (delivered to mailbox)") REMOVED(A),
     "accepted one.example - 0 local\nlocal 1\n"},
    {"mailbox is full", START(A) BOX(A, ONE, "deferred (x)") DELETED(A),
     "delayed one.example - 0 local\nlocal 1\n"},
    {"mailbox and remote", START(A) SENT(A, ONE) BOX(A, TWO, "sent (x)") REMOVED(A),
     "accepted two.example - 0 local\n"
     "accepted one.example " APP " 1\nattempts 1, local 1\n"},
    {"probe", START(A) TRY(A, ONE, "deliverable (250 ok)") REMOVED(A), "probes 1\n"},
    {"failed probe", TRY(A, ONE, "undeliverable (said: 550 x)") REMOVED(A), "probes 1\n"},
};

static const struct story refusals[] = {
    {"inbound", REJECT(MX1 "smtpd", "NOQUEUE: ", ""), "\n"},
    {"inbound with id", START(A) REJECT(MX1 "smtpd", A ": ", "") SENT(A, TWO),
     "accepted two.example " APP " 1\nattempts 1\n"},
    {"inbound, nothing open", REJECT(MX1 "smtpd", A ": ", ""), "\n"},
    {"submission", REJECT(MX1 "submission/smtpd", "NOQUEUE: ", ""),
     "failed one.example " APP " 0 refused\n\n"},
    {"submission twice",
     REJECT(MX1 "submission/smtpd", "NOQUEUE: ", "")
         REJECT(MX1 "submission/smtpd", "NOQUEUE: ", ""),
     "failed one.example " APP " 0 refused\nfailed one.example " APP " 0 refused\n\n"},
    {"login is told", REJECT(MX1 "smtpd", "NOQUEUE: ", " sasl_username=<app>"),
     "failed one.example " APP " 0 refused\n\n"},
    {"login is known", LOGIN(A, "app") REJECT(MX1 "smtpd", A ": ", ""),
     "failed one.example " APP " 0 refused\n\n"},
    {"login was an earlier message's",
     LOGIN(A, "app") REMOVED(A) CLIENT(A) REJECT(MX1 "smtpd", A ": ", ""), "\n"},
    {"one of two recipients",
     LOGIN(A, "app") REJECT(MX1 "submission/smtpd", A ": ", "") FROM(A, APP) SENT(A, TWO)
         REMOVED(A),
     "accepted two.example " APP " 1\nfailed one.example " APP " 0 refused more\n"
     "attempts 1\n"},
    {"milter, logged in", LOGIN(A, "app") MILTER(A, APP),
     "failed one.example " APP " 0 refused\n\n"},
    {"milter, inbound", CLIENT(A) MILTER(A, APP), "\n"},
    {"milter, behind two filters",
     LOGIN(A, "app") CLIENT(B) HOP(A, ONE, B) CLIENT(C) HOP(B, ONE, C) MILTER(C, APP),
     "failed one.example " APP " 0 refused\nhops 2\n"},
    {"milter, inbound behind a filter", CLIENT(A) CLIENT(B) HOP(A, ONE, B) MILTER(B, APP),
     "hops 1\n"},
    {"empty sender, logged in", LOGIN(A, "app") MILTER(A, ""),
     "failed one.example - 0 refused\n\n"},
};

/* What a run has told so far. */
struct heard {
    const struct intern *names;
    char text[2048];
    size_t bytes;
};

static __attribute__((format(printf, 2, 3))) void tell(struct heard *heard,
                                                       const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int bytes = vsnprintf(heard->text + heard->bytes, sizeof(heard->text) - heard->bytes,
                          format, arguments);
    va_end(arguments);
    heard->bytes += (size_t)bytes;
    cr_assert_lt(heard->bytes, sizeof(heard->text), "the story is too long");
}

static void tell_name(struct heard *heard, uint32_t id)
{
    sls_view name = id == INTERN_NONE ? VIEW("-") : intern_view(heard->names, id);

    tell(heard, " %.*s", (int)name.len, name.ptr);
}

static void hear(void *receiver, const struct recipient *recipient)
{
    static const char *const words[] = {"none", "accepted", "delayed", "failed"};
    struct heard *heard = receiver;

    tell(heard, "%s", words[recipient->fate]);
    tell_name(heard, recipient->provider); /* what read_log() put there: the domain */
    tell_name(heard, recipient->sender);
    tell(heard, " %u%s%s%s%s\n", recipient->attempts,
         recipient->was_refused ? " refused" : "", recipient->local ? " local" : "",
         recipient->unseen ? " unseen" : "",
         recipient->first_of_message || recipient->local ? "" : " more");
    if (recipient->was_refused)
        cr_expect_eq(recipient->domain, recipient->provider, "domain of a refusal");
}

static void tell_count(struct heard *heard, const char *word, uint64_t count)
{
    bool first = heard->bytes == 0 || heard->text[heard->bytes - 1] == '\n';

    if (count > 0)
        tell(heard, "%s%s %u", first ? "" : ", ", word, (unsigned)count);
}

/* The log's lines, each a second later than the one before. */
static void read_log(const char *log, struct join *join, unsigned counts[COUNT_PROBE + 1])
{
    struct parser parser;
    sls_view rest = view_of(log);

    parser_open(&parser);
    stamp_open(&parser.stamps, (struct zone){.fixed = true}, 0, 2026);
    for (unsigned second = 0; rest.len > 0; second++) {
        struct record record;
        struct recipient *recipient;
        char line[512];
        sls_view body = view_take(&rest, '\n');
        int bytes = snprintf(line, sizeof(line), "Nov 22 10:00:%02u %.*s", second,
                             (int)body.len, body.ptr);
        parser_read(&parser, (sls_view){line, (size_t)bytes}, &record);
        cr_assert_gt(record.kind, LINE_MALFORMED, "no line of Postfix: %s", line);
        counts[join_line(join, &record, &recipient)]++;
        if (recipient != NULL)
            recipient->provider =
                intern_id(join->names, address_domain(record.attempt.recipient));
    }
    parser_close(&parser);
}

static bool check_story(const struct story *story, uint64_t seed)
{
    unsigned counts[COUNT_PROBE + 1] = {0};
    struct intern names;
    struct join join;
    struct heard heard = {.names = &names};

    intern_open(&names, 64, seed);
    join_open(&join, &names, 1 << 20, seed, hear, &heard);
    read_log(story->log, &join, counts);
    join_end(&join);
    tell_count(&heard, "attempts", counts[COUNT_ATTEMPT]);
    tell_count(&heard, "hops", counts[COUNT_HOP]);
    tell_count(&heard, "local", counts[COUNT_LOCAL]);
    tell_count(&heard, "notices", counts[COUNT_NOTICE]);
    tell_count(&heard, "probes", counts[COUNT_PROBE]);
    tell_count(&heard, "vanished", join.vanished);
    tell_count(&heard, "evicted", join.evicted);
    tell(&heard, "\n");
    bool told = strcmp(heard.text, story->want) == 0;
    cr_expect(told, "%s, seed %u\nwant %sgot  %s", story->name, (unsigned)seed,
              story->want, heard.text);
    join_close(&join);
    intern_close(&names);
    return told;
}

static void check_stories(const struct story *stories, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (uint64_t seed = 0; seed < 5; seed++)
            if (!check_story(&stories[i], seed * 0x9E3779B97F4A7C15u))
                break;
}

Test(join, fate)
{
    check_stories(fates, SLS_COUNT(fates));
}

Test(join, id)
{
    check_stories(ids, SLS_COUNT(ids));
}

Test(join, expiry)
{
    check_stories(expiries, SLS_COUNT(expiries));
}

Test(join, notice)
{
    check_stories(notices, SLS_COUNT(notices));
}

Test(join, hop)
{
    check_stories(hops, SLS_COUNT(hops));
}

Test(join, refusal)
{
    check_stories(refusals, SLS_COUNT(refusals));
}
