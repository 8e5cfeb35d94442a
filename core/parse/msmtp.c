/*
 * msmtp.c - reads msmtp's one line about a message and its recipients.
 *
 * "host=H tls=on auth=on user=U from=F recipients=A,B mailsize=N smtpstatus=250
 *  smtpmsg='250 ok' errormsg='what failed' exitcode=EX_OK" (msmtp_get_log_info() in
 * msmtp.c, always in this order).  A quote inside a quoted value is logged as "?".  msmtp
 * keeps no queue: what is not sent is lost, so nothing is ever put off.
 */
#include "parse/msmtp.h"

#include "base/view.h"

/* The fields that published logs have lost the key of, in their order. */
enum unkeyed { USER, FROM, RECIPIENTS, UNKEYED };

static const sls_view unkeyed_keys[UNKEYED] = {
    {"user=", 5}, {"from=", 5}, {"recipients=", 11}};

struct fields {
    sls_view host;
    sls_view words[UNKEYED];
    sls_view status;
    sls_view smtpmsg, errormsg;
    sls_view exitcode;
    enum unkeyed next; /* a word without key is this one's */
    bool from_known;
};

struct stage_word {
    sls_view beginning;
    enum sls_stage stage;
};

/* How an errormsg begins (smtp.c, net.c and tls.c of msmtp). */
static const struct stage_word stages[] = {
    {{"authentication failed", 21}, SLS_AUTH},
    {{"cannot use a secure authentication method", 41}, SLS_AUTH},
    {{"the server does not support authentication", 42}, SLS_AUTH},
    {{"envelope from address ", 22}, SLS_MAIL},
    {{"recipient address ", 18}, SLS_RCPT},
    {{"the server does not accept mail data", 36}, SLS_DATA},
    {{"the server did not accept the mail", 34}, SLS_END_OF_DATA},
    {{"cannot connect to ", 18}, SLS_CONNECT},
    {{"cannot locate host ", 19}, SLS_CONNECT},
    {{"cannot get initial OK message from server", 41}, SLS_CONNECT},
    {{"TLS ", 4}, SLS_TLS},
    {{"the server does not support TLS", 31}, SLS_TLS},
    {{"cannot initialize TLS", 21}, SLS_TLS},
};

static sls_view unquoted(sls_view value)
{
    if (view_starts(value, VIEW("'")))
        value = view_skip(value, 1);
    if (view_ends(value, VIEW("'")))
        value.len--;
    return value;
}

/* "'value'": its end is the quote before the next key, else the last one. */
static sls_view take_quoted(sls_view *rest)
{
    static const sls_view ends[] = {{"' errormsg='", 12}, {"' exitcode=", 11}};
    sls_view value = view_skip(*rest, 1);

    for (size_t i = 0; i < SLS_COUNT(ends); i++) {
        const char *end = view_find(value, ends[i]);
        if (end == NULL)
            continue;
        *rest = view_between(end + 1, view_end(*rest));
        return view_between(value.ptr, end);
    }
    *rest = view_skip(value, value.len);
    return unquoted(value);
}

static void keep_word(struct fields *fields, sls_view word)
{
    enum unkeyed i = USER;

    while (i < UNKEYED && !view_starts(word, unkeyed_keys[i]))
        i++;
    if (i < UNKEYED)
        word = view_skip(word, unkeyed_keys[i].len);
    else if (fields->next < UNKEYED && view_find_byte(word, '=') == NULL)
        i = fields->next;
    else
        return; /* mailsize= */
    fields->words[i] = unquoted(word);
    fields->from_known |= i == FROM;
    fields->next = i + 1;
}

static void keep_setting(struct fields *fields, sls_view word)
{
    if (view_starts(word, VIEW("smtpstatus=")))
        fields->status = view_skip(word, sizeof("smtpstatus=") - 1);
    else if (view_starts(word, VIEW("exitcode=")))
        fields->exitcode = view_skip(word, sizeof("exitcode=") - 1);
    else if (view_equal(word, VIEW("auth=off")))
        fields->next = FROM;
    else if (!view_starts(word, VIEW("tls=")) && !view_starts(word, VIEW("auth=")))
        keep_word(fields, word);
}

static void read_fields(sls_view rest, struct fields *fields)
{
    static const sls_view smtpmsg = {"smtpmsg=", 8}, errormsg = {"errormsg=", 9};

    fields->host = view_skip(view_take(&rest, ' '), sizeof("host=") - 1);
    while (rest.len > 0) {
        if (view_starts(rest, smtpmsg)) {
            rest = view_skip(rest, smtpmsg.len);
            fields->smtpmsg = take_quoted(&rest);
        } else if (view_starts(rest, errormsg)) {
            rest = view_skip(rest, errormsg.len);
            fields->errormsg = take_quoted(&rest);
        }
        keep_setting(fields, view_take(&rest, ' '));
    }
}

static uint32_t stage_of(sls_view errormsg)
{
    for (size_t i = 0; i < SLS_COUNT(stages); i++)
        if (view_starts(errormsg, stages[i].beginning))
            return stages[i].stage;
    return SLS_STAGE_UNKNOWN;
}

/* "cannot connect to H, port 587: Connection timed out" */
static uint16_t port_of(sls_view errormsg)
{
    static const sls_view mark = {", port ", 7};
    const char *found = view_find(errormsg, mark);
    uint64_t port = 0;
    size_t n = 0;

    if (found == NULL || !view_starts(errormsg, VIEW("cannot ")))
        return 0;
    sls_view rest = view_between(found + mark.len, view_end(errormsg));
    while (n < rest.len && is_digit(rest.ptr[n]))
        n++;
    return view_number(view_cut(rest, n), UINT16_MAX, &port) ? (uint16_t)port : 0;
}

/* A line that was cut has no exit code; the server's then tells. */
static enum sls_outcome outcome_of(const struct fields *fields)
{
    if (fields->exitcode.len > 0)
        return view_equal(fields->exitcode, VIEW("EX_OK")) ? SLS_SENT : SLS_BOUNCED;
    if (fields->errormsg.len > 0)
        return SLS_BOUNCED;
    if (fields->status.len == 0)
        return SLS_UNKNOWN;
    return *fields->status.ptr == '2' ? SLS_SENT : SLS_BOUNCED;
}

static void read_reason(struct reply_room *room, const struct fields *fields,
                        struct record *record)
{
    uint32_t stage = stage_of(fields->errormsg);

    reply_read(room, record->explanation, &record->attempt);
    if (stage != SLS_STAGE_UNKNOWN)
        record->attempt.stage = stage;
    record->attempt.port = port_of(fields->errormsg);
}

static void read_message(struct reply_room *room, sls_view line, struct record *record)
{
    struct fields fields = {.next = USER};
    sls_attempt *attempt = &record->attempt;

    read_fields(line, &fields);
    attempt->outcome = outcome_of(&fields);
    record->kind = attempt->outcome == SLS_UNKNOWN ? LINE_MALFORMED : LINE_ATTEMPT;
    attempt->relay = fields.host;
    attempt->delay_ms = -1;
    attempt->login = fields.words[USER];
    attempt->sender = fields.words[FROM];
    record->sender_known = fields.from_known;
    record->others = fields.words[RECIPIENTS];
    record_take_recipient(&record->others, &record->attempt.recipient);
    record->explanation = fields.smtpmsg.len > 0 ? fields.smtpmsg : fields.errormsg;
    if (attempt->outcome == SLS_BOUNCED)
        read_reason(room, &fields, record);
}

static bool is_message(sls_view body)
{
    if (!view_starts(body, VIEW("host=")))
        return false;
    view_take(&body, ' ');
    return view_starts(body, VIEW("tls="));
}

/* Where the line about a message begins: behind "log info was: ", which sendmail's name
   prints when the log file cannot be written, or behind a stamp in the user's language;
   empty when there is none. */
static sls_view message_of(sls_view body)
{
    enum { NEAR = 40 };

    if (is_message(body))
        return body;
    const char *found = view_find(view_cut(body, NEAR), VIEW(" host="));
    if (found == NULL)
        return (sls_view){"", 0};
    sls_view rest = view_between(found + 1, view_end(body));
    return is_message(rest) ? rest : (sls_view){"", 0};
}

static bool msmtp_claims(struct head *head)
{
    if (view_equal(head->program, VIEW("sendmail")))
        return view_starts(head->body, VIEW("log info was: host="));
    if (head->program.len > 0)
        return view_equal(head->program, VIEW("msmtp"));
    return is_message(head->body) || (!head->stamped && message_of(head->body).len > 0);
}

static void msmtp_parse(struct reply_room *room, const struct head *head,
                        struct record *record)
{
    sls_view line = message_of(head->body);

    record->kind = LINE_OTHER;
    if (line.len > 0)
        read_message(room, line, record);
}

const struct mta mta_msmtp = {
    .name = "msmtp", .title = "msmtp", .claims = msmtp_claims, .parse = msmtp_parse};
