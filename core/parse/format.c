/*
 * format.c - tries the heads a line may have, from the usual one to none at all, and asks
 * each mail server whether the line is its own.
 *
 * A container's log inside a host's has a head inside a head: the inner one counts, since
 * it is the mail server's own.  A line pasted without its head has no time, but counts.
 */
#include "parse/format.h"

#include "base/arena.h"
#include "base/say.h"
#include "base/view.h"
#include "parse/exim.h"
#include "parse/haraka.h"
#include "parse/msmtp.h"
#include "parse/nullmailer.h"
#include "parse/opensmtpd.h"
#include "parse/postfix.h"
#include "parse/qmail.h"
#include "parse/sendmail.h"
#include "parse/ssmtp.h"

/* The most frequent first; msmtp before Sendmail, whose name it may be called by. */
const struct mta *const format_mtas[] = {&mta_postfix,    &mta_exim,      &mta_msmtp,
                                         &mta_sendmail,   &mta_opensmtpd, &mta_qmail,
                                         &mta_nullmailer, &mta_ssmtp,     &mta_haraka};
const size_t format_mta_count = SLS_COUNT(format_mtas);

void parser_open(struct parser *parser)
{
    *parser = (struct parser){.tags = memory_get(1, sizeof(*parser->tags)),
                              .room = memory_get(1, sizeof(*parser->room))};
    journal_open(&parser->journal);
}

void parser_close(struct parser *parser)
{
    journal_close(&parser->journal);
    memory_free(parser->room);
    memory_free(parser->tags);
    parser->room = NULL;
    parser->tags = NULL;
}

const struct mta *format_named(const char *name)
{
    for (size_t i = 0; i < format_mta_count; i++)
        if (strcmp(format_mtas[i]->name, name) == 0)
            return format_mtas[i];
    return NULL;
}

static const struct mta *claimed(struct head *head)
{
    for (size_t i = 0; i < SLS_COUNT(format_mtas); i++) {
        const struct mta *mta = format_mtas[i];
        if (mta->claims(head))
            return mta;
    }
    return NULL;
}

/* A server's own log has no host and no program behind the stamp. */
static const struct mta *claimed_without_program(struct head *head)
{
    struct head bare = {.time = head->time, .stamped = head->stamped, .rest = head->rest};

    bare.body = head->rest;
    const struct mta *mta = claimed(&bare);
    if (mta != NULL)
        *head = bare;
    return mta;
}

/* A priority, a figure, TAI64's mark, a month or, in any case, a weekday; most lines of
   programs that are no mail servers begin with none. */
static const bool begins_head[256] = {
    ['<'] = true, ['0' ... '9'] = true, ['@'] = true, ['A'] = true, ['D'] = true,
    ['F'] = true, ['J'] = true,         ['M'] = true, ['N'] = true, ['O'] = true,
    ['S'] = true, ['T'] = true,         ['W'] = true, ['f'] = true, ['m'] = true,
    ['s'] = true, ['t'] = true,         ['w'] = true,
};

/* Of two heads the inner one, when the outer program is no mail server.  A server that
   stamps what it gives to syslog (Exim) names no program again.  Only a mail server's
   clock counts: what another program wrote must not date the log. */
static const struct mta *claimed_inside(struct parser *parser, struct head *head)
{
    if (head->body.len == 0 || !begins_head[(unsigned char)*head->body.ptr])
        return NULL;
    struct stamp_reader stamps = parser->stamps;
    struct head inner;
    const struct mta *mta = NULL;

    if (syslog_read(&stamps, head->body, &inner))
        mta = claimed(&inner);
    if (mta == NULL && inner.stamped)
        mta = claimed_without_program(&inner);
    if (mta == NULL)
        return NULL;
    if (inner.program.len == 0 && inner.host.len == 0)
        inner.host = head->host;
    parser->stamps = stamps;
    *head = inner;
    return mta;
}

/* Postfix's tag somewhere in a line without head: "status = \"... postfix/smtp[1]: ...".
 */
static const struct mta *claimed_at_tag(sls_view line, struct head *head)
{
    const char *found = view_find(line, VIEW("postfix/"));

    if (found == NULL || !syslog_read_tag(view_between(found, view_end(line)), head) ||
        view_end(head->program) == view_end(line) || *view_end(head->program) != '[')
        return NULL;
    return claimed(head);
}

/* "> " of a mail that quotes the line is no host; ">> " is a mark of Exim's. */
static sls_view without_quotation(sls_view line)
{
    line = view_trim(line);
    while (view_starts(line, VIEW("> ")))
        line = view_trim(view_skip(line, 2));
    return line;
}

static const struct mta *claimed_headless(sls_view line, struct head *head)
{
    const struct mta *mta = NULL;

    line = without_quotation(line);
    if (syslog_read_tag(line, head))
        mta = claimed(head);
    if (mta == NULL)
        mta = claimed_at_tag(line, head);
    if (mta != NULL)
        return mta;
    *head = (struct head){.rest = line};
    return claimed_without_program(head);
}

/* Blanks, quotes and brackets that pasting puts in front of a line. */
static const bool is_paste[256] = {
    [' '] = true, ['\t'] = true, ['['] = true, ['"'] = true, ['\''] = true,
    ['`'] = true, ['>'] = true,  ['|'] = true, ['*'] = true,
};

static sls_view without_paste(sls_view line)
{
    while (line.len > 0 && is_paste[(unsigned char)*line.ptr])
        line = view_skip(line, 1);
    return line;
}

static bool read_stamp(struct parser *parser, sls_view line, struct head *head)
{
    if (syslog_read_stamp(&parser->stamps, line, head))
        return true;
    sls_view bare = without_paste(line);
    return bare.len < line.len && syslog_read_stamp(&parser->stamps, bare, head);
}

/* "cron[12]: ..." is some program under syslog: no server's own log looks like that. */
static bool is_of_another_program(const struct head *head)
{
    return head->program.len > 0 && head->pid.len > 0;
}

/* Of Postfix's programs, and of those that no server knows, the name alone decides. */
static const struct mta *claimed_by_program(struct parser *parser, struct head *head)
{
    const struct mta *mta = claimed(head);

    if (mta == NULL || mta == &mta_postfix)
        tags_keep(parser->tags, head, mta);
    return mta;
}

static const struct mta *claimed_stamped(struct parser *parser, struct head *head)
{
    const struct tag *tag = tags_read(parser->tags, head);
    const struct mta *mta = tag != NULL ? tag->mta : NULL;

    if (mta != NULL)
        return mta;
    if (tag == NULL)
        syslog_read_source(head);
    if (head->program.len > 0) {
        mta = tag == NULL ? claimed_by_program(parser, head) : NULL;
        if (mta == NULL)
            mta = claimed_inside(parser, head);
    }
    if (mta == NULL && !is_of_another_program(head))
        mta = claimed_without_program(head);
    return mta;
}

static void fill(struct parser *parser, const struct mta *mta, const struct head *head,
                 struct record *record)
{
    record->format = mta->name;
    record->body = head->body;
    record->attempt.time = head->time;
    record->attempt.host = head->host;
    mta->parse(parser->room, head, record);
}

/* A line that the user says is this server's, whatever its program.  One that it would
   not claim and that says nothing to it stays what it was: a log of another server must
   not pass for one without any mail. */
static void force(struct parser *parser, struct head *head, struct record *record)
{
    const struct record unread = *record;

    if (head->program.len == 0)
        head->body = head->rest;
    bool claimed = parser->forced->claims(head);
    fill(parser, parser->forced, head, record);
    if (!claimed && record->kind == LINE_OTHER)
        *record = unread;
}

/* Exim's rejectlog has a refused message's envelope and header behind the refusal (The
   Exim Specification, "Log files").  They are a stranger's words and may look like any
   line of a log, but for their first byte: a mark, a letter or a blank before each field
   and a blank before what goes on, while Exim's own lines begin with the year. */
static bool is_rejected_text(struct parser *parser, sls_view line)
{
    if (!parser->in_rejected)
        parser->in_rejected = view_starts(line, VIEW("Envelope-from: <"));
    else if (is_digit(*line.ptr))
        parser->in_rejected = false;
    return parser->in_rejected;
}

void parser_read_heading(struct parser *parser, sls_view line, struct heading *heading)
{
    struct head *head = &heading->head;

    heading->rejected = line.len > 0 && is_rejected_text(parser, line);
    heading->mta = NULL;
    head->stamped = false;
    if (line.len == 0 || heading->rejected)
        return;
    if (read_stamp(parser, line, head))
        heading->mta = claimed_stamped(parser, head);
    else
        heading->mta = claimed_headless(line, head);
}

static void tell_rejected(sls_view line, struct record *record)
{
    record->kind = LINE_OTHER;
    record->format = mta_exim.name;
    record->body = line;
}

void parser_read_rest(struct parser *parser, sls_view line, struct heading *heading,
                      struct record *record)
{
    const struct mta *mta = heading->mta;

    *record = (struct record){.kind = LINE_SKIPPED};
    if (heading->rejected)
        tell_rejected(line, record);
    if (line.len == 0 || heading->rejected)
        return;
    if (!heading->head.stamped)
        record->kind = LINE_MALFORMED;
    if (parser->forced != NULL && mta != parser->forced)
        force(parser, &heading->head, record);
    else if (mta != NULL)
        fill(parser, mta, &heading->head, record);
}

static void read_line(struct parser *parser, sls_view line, struct record *record)
{
    struct heading heading;

    parser_read_heading(parser, line, &heading);
    parser_read_rest(parser, line, &heading, record);
}

void parser_read_body(struct parser *parser, struct head *head, struct record *record)
{
    const struct mta *mta = claimed(head);

    *record = (struct record){.kind = LINE_SKIPPED};
    if (mta == NULL)
        mta = claimed_inside(parser, head);
    if (mta == NULL)
        mta = claimed_without_program(head);
    if (parser->forced != NULL && mta != parser->forced)
        force(parser, head, record);
    else if (mta != NULL)
        fill(parser, mta, head, record);
}

/* A container's line has the time at which it came, if it tells none itself; what
   other programs print into containers is no damage. */
static void settle_inner_line(const struct head *outer, struct record *record)
{
    if (record->attempt.time == 0)
        record->attempt.time = outer->time;
    if (record->kind == LINE_MALFORMED && record->format == NULL)
        record->kind = LINE_SKIPPED;
}

/* One call of read_line() lets the compiler put it in line: every line comes by here. */
void parser_read(struct parser *parser, sls_view line, struct record *record)
{
    enum journal_kind kind = JOURNAL_NONE;
    struct head outer;

    if (journal_begins(line))
        kind = journal_read(&parser->journal, line, &outer);
    if (kind == JOURNAL_ENTRY) {
        parser_read_body(parser, &outer, record);
        return;
    }
    read_line(parser, kind == JOURNAL_LINE ? outer.body : line, record);
    if (kind == JOURNAL_LINE)
        settle_inner_line(&outer, record);
}

const char *format_guess(sls_view line)
{
    size_t strange = 0;

    if (view_find(line, VIEW("\"GET ")) != NULL ||
        view_find(line, VIEW("\"POST ")) != NULL ||
        view_find(line, VIEW(" HTTP/1.")) != NULL)
        return SAID("looks like a web server log");
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)line.ptr[i] < ' ' && line.ptr[i] != '\t')
            strange++;
    if (strange * 20 > line.len)
        return SAID("looks like binary data");
    if (line.len > 0 && (*line.ptr == '{' || *line.ptr == '['))
        return SAID("looks like JSON");
    return NULL;
}
