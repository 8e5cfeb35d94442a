/*
 * format.c - tries the heads a line may have, from the usual one to none at all.
 *
 * A container's log inside a host's has a head inside a head: the inner one counts, since
 * it is the mail server's own.  A line pasted without its head has no time, but counts.
 */
#include "parse/format.h"

#include "base/arena.h"
#include "base/view.h"
#include "parse/postfix.h"
#include "parse/syslog.h"

void parser_open(struct parser *parser)
{
    parser->room = memory_get(1, sizeof(*parser->room));
}

void parser_close(struct parser *parser)
{
    memory_free(parser->room);
    parser->room = NULL;
}

/* A tag somewhere in a line that has no head: "status = \"... postfix/smtp[1]: ...". */
static const struct daemon *find_tag(sls_view line, struct head *head)
{
    const char *found = view_find(line, VIEW("postfix/"));

    if (found == NULL || !syslog_read_tag(view_between(found, view_end(line)), head) ||
        view_end(head->program) == view_end(line) || *view_end(head->program) != '[')
        return NULL;
    return postfix_daemon(head->program);
}

static const struct daemon *read_headless(sls_view line, struct head *head)
{
    const struct daemon *daemon = NULL;

    if (syslog_read_tag(line, head))
        daemon = postfix_daemon(head->program);
    if (daemon == NULL)
        daemon = find_tag(line, head);
    if (daemon != NULL)
        return daemon;
    *head = (struct head){.body = view_trim(line)};
    return postfix_claims_body(head->body) ? postfix_daemon(head->program) : NULL;
}

/* The inner of two heads, when the outer program is none of ours.  Only a mail server's
   clock counts: what another program wrote must not date the log. */
static const struct daemon *read_inner(struct parser *parser, struct head *head)
{
    struct stamp_reader stamps = parser->stamps;
    struct head inner;
    const struct daemon *daemon = NULL;

    if (syslog_read(&stamps, head->body, &inner))
        daemon = postfix_daemon(inner.program);
    if (daemon == NULL)
        return NULL;
    parser->stamps = stamps;
    *head = inner;
    return daemon;
}

/* Mail servers under syslog whose lines are not read: a report must say that they are
 * there. */
static bool is_foreign(sls_view program)
{
    static const sls_view names[] = {
        {"sendmail", 8}, {"sm-mta", 6}, {"sm-msp-queue", 12}, {"exim", 4},  {"exim4", 5},
        {"msmtp", 5},    {"smtpd", 5},  {"nullmailer", 10},   {"sSMTP", 5}, {"qmail", 5}};

    for (size_t i = 0; i < SLS_COUNT(names); i++)
        if (view_equal_nocase(program, names[i]))
            return true;
    return false;
}

void parser_read(struct parser *parser, sls_view line, struct record *record)
{
    const struct daemon *daemon;
    struct head head;

    *record = (struct record){.kind = LINE_SKIPPED};
    if (syslog_read(&parser->stamps, line, &head)) {
        daemon = postfix_daemon(head.program);
        if (daemon == NULL)
            daemon = read_inner(parser, &head);
        record->foreign = daemon == NULL && is_foreign(head.program);
    } else if (line.len == 0 || head.stamped) {
        return; /* "last message repeated 3 times" names no program */
    } else {
        daemon = read_headless(line, &head);
        record->kind = LINE_MALFORMED;
    }
    if (daemon == NULL)
        return;
    record->attempt.time = head.time;
    record->attempt.host = head.host;
    postfix_parse(daemon, parser->room, &head, record);
}

const char *format_guess(sls_view line)
{
    static const struct {
        sls_view mark;
        const char *words;
    } servers[] = {
        {{" <= ", 4}, "an Exim log; only Postfix is read"},
        {{" => ", 4}, "an Exim log; only Postfix is read"},
        {{" queue run: pid=", 16}, "an Exim log; only Postfix is read"},
        {{" sendmail[", 10}, "a Sendmail log; only Postfix is read"},
        {{" sm-mta[", 8}, "a Sendmail log; only Postfix is read"},
        {{" smtpstatus=", 12}, "an msmtp log; only Postfix is read"},
        {{"starting delivery ", 18}, "a qmail log; only Postfix is read"},
        {{" new msg ", 9}, "a qmail log; only Postfix is read"},
        {{" mta event=", 11}, "an OpenSMTPD log; only Postfix is read"},
        {{"] [outbound]", 12}, "a Haraka log; only Postfix is read"},
    };
    size_t strange = 0;

    if (view_find(line, VIEW("\"GET ")) != NULL ||
        view_find(line, VIEW("\"POST ")) != NULL ||
        view_find(line, VIEW(" HTTP/1.")) != NULL)
        return "a web server log";
    for (size_t i = 0; i < SLS_COUNT(servers); i++)
        if (view_find(line, servers[i].mark) != NULL)
            return servers[i].words;
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)line.ptr[i] < ' ' && line.ptr[i] != '\t')
            strange++;
    if (strange * 20 > line.len)
        return "binary data";
    if (line.len > 0 && (*line.ptr == '{' || *line.ptr == '['))
        return "JSON";
    return NULL;
}
