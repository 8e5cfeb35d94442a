/*
 * exim.c - from a line of Exim's main log to what it says about a message.
 *
 * "2026-11-22 10:00:23 [pid] MESSAGE-ID MARK ...": the chapter "Log files" of Exim's
 * specification.  Under syslog the stamp may stand once more behind the head; then
 * syslog's counts.  Deliveries are exim_delivery.c's.  Mail that strangers hand in and
 * that is refused is no sending: only a refusal that names a login (A=) counts.
 */
#include "parse/exim.h"

#include "base/view.h"
#include "parse/exim_delivery.h"
#include "parse/exim_fields.h"

/* Does the view look like the picture, in which 0 is a digit, x a letter or digit? */
static bool looks_like(sls_view view, sls_view picture)
{
    if (view.len < picture.len)
        return false;
    for (size_t i = 0; i < picture.len; i++) {
        char want = picture.ptr[i], c = view.ptr[i];
        bool fits = want == '0'   ? is_digit(c)
                    : want == 'x' ? is_alphanumeric(c)
                    : want == '+' ? c == '+' || c == '-'
                                  : c == want;
        if (!fits)
            return false;
    }
    return true;
}

/* log_write()'s own stamp behind a head of syslog, and its zone (log_timezone). */
static sls_view skip_stamp(sls_view body)
{
    static const sls_view stamp = {"0000-00-00 00:00:00", 19}, zone = {"+0000 ", 6};

    if (looks_like(body, stamp)) {
        body = view_skip(body, stamp.len);
        while (body.len > 0 && *body.ptr != ' ') /* milliseconds */
            body = view_skip(body, 1);
        body = view_trim(body);
    }
    return looks_like(body, zone) ? view_skip(body, zone.len) : body;
}

/* "[4242] " of the selector +pid. */
static sls_view skip_pid(sls_view body)
{
    size_t n = 1;

    if (!view_starts(body, VIEW("[")))
        return body;
    while (n < body.len && is_digit(body.ptr[n]))
        n++;
    if (n == 1 || !view_starts(view_skip(body, n), VIEW("] ")))
        return body;
    return view_skip(body, n + 2);
}

/* "[1/3] ", "[1\3] ": write_syslog() cuts what is longer than 870 bytes.  The first part
   has the fields; the others begin anywhere, in the words of strangers. */
static sls_view skip_part(sls_view body)
{
    size_t n = 3;

    if (!view_starts(body, VIEW("[1/")) && !view_starts(body, VIEW("[1\\")))
        return body;
    while (n < body.len && is_digit(body.ptr[n]))
        n++;
    if (n == 3 || !view_starts(view_skip(body, n), VIEW("] ")))
        return body;
    return view_skip(body, n + 2);
}

/* What stands before a message's id, or before the words of a line without one. */
static sls_view skip_head(sls_view body)
{
    return skip_pid(skip_stamp(skip_part(body)));
}

/* A message's id, in its form until Exim 4.96 or the longer one since 4.97. */
static bool take_id(sls_view *rest, sls_view *id)
{
    static const sls_view forms[] = {{"xxxxxx-xxxxxx-xx", 16},
                                     {"xxxxxx-xxxxxxxxxxx-xxxx", 23}};

    for (size_t i = 0; i < SLS_COUNT(forms); i++) {
        if (!looks_like(*rest, forms[i]))
            continue;
        sls_view behind = view_skip(*rest, forms[i].len);
        if (behind.len > 0 && *behind.ptr != ' ')
            continue;
        *id = view_cut(*rest, forms[i].len);
        *rest = view_trim(behind);
        return true;
    }
    return false;
}

/* What Exim writes about connections and itself, without a message's id (daemon.c,
   smtp_in.c, tls.c, queue.c, acl.c). */
static const sls_view beginnings[] = {
    {"H=", 2},
    {"SMTP connection ", 16},
    {"SMTP command timeout on ", 24},
    {"SMTP data timeout ", 18},
    {"SMTP protocol ", 14},
    {"SMTP syntax error in ", 21},
    {"SMTP call from ", 15},
    {"TLS error on connection ", 24},
    {"TLS client disconnected ", 24},
    {"no host name found for IP address ", 34},
    {"no IP address found for host ", 29},
    {"unexpected disconnection while reading SMTP command", 51},
    {"Start queue run: pid=", 21},
    {"End queue run: pid=", 19},
    {"exim ", 5},
    {"Warning: purging the environment", 32},
    {"refused connection from ", 24},
    {"cwd=/", 5},
    {"ident connection to ", 20},
};

static bool begins_line(sls_view body)
{
    for (size_t i = 0; i < SLS_COUNT(beginnings); i++)
        if (view_starts(body, beginnings[i]))
            return true;
    view_take(&body, ' '); /* the authenticator's name */
    return view_starts(body, VIEW("authenticator failed "));
}

/* A line pasted with a head that nobody knows: the mark is near its start.  What Exim
   writes about strangers holds their words, so there a mark means nothing. */
static sls_view at_mark(sls_view body)
{
    enum { NEAR = 48 };

    if (begins_line(body))
        return (sls_view){"", 0};
    for (size_t i = 0; i < NEAR && i < body.len; i++)
        if ((i == 0 || body.ptr[i - 1] == ' ') &&
            exim_delivery_begins(view_skip(body, i)))
            return view_skip(body, i);
    return (sls_view){"", 0};
}

/* "plain_login:bob@example.org": the authenticator, then the account. */
static sls_view login_of(sls_view value)
{
    view_take(&value, ':');
    return value;
}

/* "<= sender H=host [address] A=authenticator:login id=message-id@host T=\"subject\"" */
static void read_arrival(sls_view rest, struct record *record)
{
    struct exim_field field;
    sls_attempt *attempt = &record->attempt;

    record->kind = LINE_OPENED;
    exim_take_address(&rest, &attempt->sender);
    record->sender_known = true;
    while (exim_take_field(&rest, &field))
        if (view_equal(field.key, VIEW("A")) && attempt->login.len == 0)
            attempt->login = login_of(field.value);
        else if (view_equal(field.key, VIEW("id")) && attempt->message_id.len == 0)
            attempt->message_id = field.value;
}

struct refused_stage {
    sls_view words;
    enum sls_stage stage;
};

static const struct refused_stage refused_stages[] = {
    {{"RCPT ", 5}, SLS_RCPT},        {{"MAIL", 4}, SLS_MAIL},
    {{"DATA", 4}, SLS_DATA},         {{"after DATA", 10}, SLS_END_OF_DATA},
    {{"from ", 5}, SLS_END_OF_DATA}, {{"by ", 3}, SLS_END_OF_DATA},
};

/* Behind "rejected ": "RCPT <addr>: reason", "after DATA: reason". */
static void read_refused(struct reply_room *room, sls_view rest, struct record *record)
{
    sls_attempt *attempt = &record->attempt;
    uint32_t stage = SLS_STAGE_UNKNOWN;

    for (size_t i = 0; i < SLS_COUNT(refused_stages) && stage == SLS_STAGE_UNKNOWN; i++)
        if (view_starts(rest, refused_stages[i].words))
            stage = refused_stages[i].stage;
    if (stage == SLS_RCPT) {
        rest = view_skip(rest, sizeof("RCPT ") - 1);
        exim_take_bracketed(&rest, &attempt->recipient);
    }
    view_take(&rest, ':');
    record->kind = LINE_REFUSED;
    record->submission = true;
    attempt->outcome = SLS_BOUNCED;
    reply_read(room, view_trim(rest), attempt);
    attempt->stage = stage;
}

static bool is_rejected(const struct exim_field *field)
{
    return field->key.len == 0 && view_equal(field->value, VIEW("rejected"));
}

/* "H=host [address] A=authenticator:login F=<sender> rejected RCPT <addr>: reason" */
static void read_rejection(struct reply_room *room, sls_view rest, struct record *record)
{
    struct exim_field field;
    sls_view login = {"", 0}, sender = {"", 0};
    bool sender_known = false;

    if (!view_starts(rest, VIEW("H=")) && !view_starts(rest, VIEW("U=")))
        return;
    while (exim_take_field(&rest, &field) && !is_rejected(&field))
        if (view_equal(field.key, VIEW("A"))) {
            login = login_of(field.value);
        } else if (view_equal(field.key, VIEW("F"))) {
            sender = field.value;
            sender_known = true;
        }
    if (login.len == 0 || !is_rejected(&field) || !view_starts(rest, VIEW(" ")))
        return;
    record->attempt.login = login;
    record->attempt.sender = sender;
    record->sender_known = sender_known;
    read_refused(room, view_skip(rest, 1), record);
}

/* A host may be named like an id ("docker-server-01"), but no host like one of these
   years, which begins with a digit: elsewhere a mark must follow. */
static bool is_message(sls_view body)
{
    sls_view id, rest = body;

    return take_id(&rest, &id) &&
           (is_digit(*id.ptr) || view_starts(rest, VIEW("<= ")) ||
            view_starts(rest, VIEW("Completed")) || exim_delivery_begins(rest));
}

static bool exim_claims(struct head *head)
{
    if (head->program.len > 0)
        return view_starts_nocase(head->program, VIEW("exim"));
    sls_view body = skip_head(head->body);
    if (is_message(body) || exim_delivery_begins(body))
        return true;
    return head->stamped ? begins_line(body) : at_mark(body).len > 0;
}

/* What strerror() says of a host that cannot be reached. */
static bool is_unreachable(sls_view words)
{
    static const sls_view all[] = {{"Connection timed out", 20},
                                   {"Connection refused", 18},
                                   {"Connection reset", 16},
                                   {"Operation timed out", 19},
                                   {"Network is unreachable", 22},
                                   {"No route to host", 16},
                                   {"Host is down", 12}};

    for (size_t i = 0; i < SLS_COUNT(all); i++)
        if (view_starts(words, all[i]))
            return true;
    return false;
}

/* "H=host [address] Connection timed out", older "host [address] Connection timed out":
   the deferral that follows names no host. */
static bool read_unreachable(sls_view rest, struct record *record)
{
    if (view_starts(rest, VIEW("H=")))
        rest = view_skip(rest, 2);
    sls_view host = view_take(&rest, ' ');
    sls_view address = view_take(&rest, ' ');

    if (!view_starts(address, VIEW("[")) || !is_unreachable(rest))
        return false;
    record->kind = LINE_DETAIL;
    record->attempt.relay = host;
    return true;
}

/* "MARK ..." behind the id; everything else is about the message, not its way. */
static void read_message(struct reply_room *room, sls_view rest, struct record *record)
{
    if (view_starts(rest, VIEW("<= ")))
        read_arrival(view_skip(rest, 3), record);
    else if (view_starts(rest, VIEW("Completed")))
        record->kind = LINE_CLOSED;
    else if (!exim_delivery(room, rest, record) && !read_unreachable(rest, record))
        read_rejection(room, rest, record);
}

static void exim_parse(struct reply_room *room, const struct head *head,
                       struct record *record)
{
    sls_view rest = skip_head(head->body);

    record->kind = LINE_OTHER;
    if (take_id(&rest, &record->attempt.queue_id)) {
        read_message(room, rest, record);
        return;
    }
    sls_view mark =
        head->program.len == 0 && !head->stamped ? at_mark(rest) : (sls_view){"", 0};
    if (mark.len > 0)
        rest = mark;
    if (!exim_delivery(room, rest, record))
        read_rejection(room, rest, record);
}

const struct mta mta_exim = {
    .name = "exim", .title = "Exim", .claims = exim_claims, .parse = exim_parse};
