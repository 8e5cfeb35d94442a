/*
 * postfix.c - from a daemon's name to what its line says about a message.
 *
 * Each daemon has its own few sentences (postlog formats of Postfix 2.3 to 3.10); what is
 * not about a message's way is LINE_OTHER.  Deliveries are postfix_delivery.c's.
 */
#include "parse/postfix.h"

#include "base/view.h"
#include "parse/address.h"
#include "parse/postfix_delivery.h"
#include "parse/postfix_header.h"
#include "parse/postfix_refusal.h"

/* One line being read: the rest behind "QUEUEID: ", or the body when it has no id. */
struct message_line {
    struct reply_room *room;
    sls_view service; /* the middle part of the program's name: "submission" */
    sls_view rest;
    struct record *record;
};

typedef void parse_daemon(struct message_line *line);

static void parse_nothing(struct message_line *line)
{
    line->record->kind = LINE_OTHER;
}

/* The value of a field in a list such as "client=h[a], sasl_method=m, sasl_username=u".
 */
static sls_view field_of(sls_view list, sls_view name)
{
    while (list.len > 0) {
        view_take(&list, ',');
        if (view_starts(list, name)) {
            sls_view value = view_skip(list, name.len);
            return view_take(&value, ',');
        }
    }
    return (sls_view){"", 0};
}

static void parse_smtpd(struct message_line *line)
{
    struct record *record = line->record;

    record->kind = LINE_OTHER;
    if (view_starts(line->rest, VIEW("client="))) {
        record->kind = LINE_OPENED;
        record->attempt.login = field_of(line->rest, VIEW(" sasl_username="));
    } else {
        postfix_refusal(line->room, line->service, line->rest, record);
    }
}

static void parse_cleanup(struct message_line *line)
{
    sls_view rest = line->rest;

    line->record->kind = LINE_OTHER;
    if (view_starts(rest, VIEW("message-id="))) {
        rest = view_skip(rest, sizeof("message-id=") - 1);
        if (address_take(&rest, &line->record->attempt.message_id))
            line->record->kind = LINE_DETAIL;
        return;
    }
    if (!postfix_header(line->rest, line->record))
        postfix_refusal(line->room, line->service, line->rest, line->record);
}

static void parse_pickup(struct message_line *line)
{
    struct record *record = line->record;
    const char *from = view_find(line->rest, VIEW(" from="));

    record->kind = LINE_OTHER;
    if (!view_starts(line->rest, VIEW("uid=")) || from == NULL)
        return;
    sls_view rest = view_between(from + sizeof(" from=") - 1, view_end(line->rest));
    record->kind = LINE_OPENED;
    record->sender_known = address_take(&rest, &record->attempt.sender);
    if (view_starts(rest, VIEW(" orig_id="))) {
        record->kind = LINE_REQUEUED;
        record->other_id = view_skip(rest, sizeof(" orig_id=") - 1);
    }
}

static void parse_qmgr(struct message_line *line)
{
    struct record *record = line->record;

    record->kind = LINE_OTHER;
    if (view_equal(line->rest, VIEW("removed"))) {
        record->kind = LINE_CLOSED;
    } else if (view_starts(line->rest, VIEW("to="))) {
        postfix_delivery(line->room, line->rest, DELIVERY_REMOTE, record);
    } else if (view_starts(line->rest, VIEW("from="))) {
        sls_view rest = view_skip(line->rest, sizeof("from=") - 1);
        record->kind = LINE_DETAIL;
        record->sender_known = address_take(&rest, &record->attempt.sender);
        if (view_starts(rest, VIEW(", status=expired")) ||
            view_starts(rest, VIEW(", status=force-expired")))
            record->kind = LINE_EXPIRED;
    }
}

/* "sender non-delivery notification: NEWID", "sender delay notification: NEWID", ... */
static void parse_bounce(struct message_line *line)
{
    struct record *record = line->record;
    sls_view what = line->rest;
    sls_view before = view_take(&what, ':');

    record->kind = LINE_OTHER;
    if (view_ends(before, VIEW(" notification")) && what.len > 1) {
        record->kind = LINE_NOTICE;
        record->other_id = view_trim(what);
    }
}

static void parse_postsuper(struct message_line *line)
{
    line->record->kind =
        view_equal(line->rest, VIEW("removed")) ? LINE_CLOSED : LINE_OTHER;
}

static void parse_remote(struct message_line *line)
{
    postfix_delivery(line->room, line->rest, DELIVERY_REMOTE, line->record);
}

static void parse_local(struct message_line *line)
{
    postfix_delivery(line->room, line->rest, DELIVERY_LOCAL, line->record);
}

struct daemon {
    sls_view name;
    parse_daemon *parse;
};

/* The most frequent first: the table is searched for every line. */
static const struct daemon daemons[] = {
    {{"smtp", 4}, parse_remote},
    {{"qmgr", 4}, parse_qmgr},
    {{"smtpd", 5}, parse_smtpd},
    {{"cleanup", 7}, parse_cleanup},
    {{"pickup", 6}, parse_pickup},
    {{"lmtp", 4}, parse_local},
    {{"local", 5}, parse_local},
    {{"bounce", 6}, parse_bounce},
    {{"error", 5}, parse_remote},
    {{"virtual", 7}, parse_local},
    {{"pipe", 4}, parse_local},
    {{"retry", 5}, parse_remote},
    {{"nqmgr", 5}, parse_qmgr},
    {{"oqmgr", 5}, parse_qmgr},
    {{"discard", 7}, parse_local},
    {{"postsuper", 9}, parse_postsuper},
    {{"defer", 5}, parse_bounce},
    {{"trace", 5}, parse_bounce},
    {{"anvil", 5}, parse_nothing},
    {{"scache", 6}, parse_nothing},
    {{"master", 6}, parse_nothing},
    {{"tlsmgr", 6}, parse_nothing},
    {{"tlsproxy", 8}, parse_nothing},
    {{"verify", 6}, parse_nothing},
    {{"postscreen", 10}, parse_nothing},
    {{"dnsblog", 7}, parse_nothing},
    {{"trivial-rewrite", 15}, parse_nothing},
    {{"proxymap", 8}, parse_nothing},
    {{"flush", 5}, parse_nothing},
    {{"showq", 5}, parse_nothing},
    {{"spawn", 5}, parse_nothing},
    {{"sendmail", 8}, parse_nothing},
    {{"postdrop", 8}, parse_nothing},
    {{"postqueue", 9}, parse_nothing},
    {{"postfix-script", 14}, parse_nothing},
    {{"postlogd", 8}, parse_nothing},
    {{"postmulti", 9}, parse_nothing},
    {{"postalias", 9}, parse_nothing},
    {{"postmap", 7}, parse_nothing},
    {{"policy-spf", 10}, parse_nothing},
};

static const struct daemon unknown_daemon = {{"", 0}, parse_nothing};

/* NULL when the program is not Postfix's. */
static const struct daemon *daemon_of(sls_view program)
{
    const char *slash = memrchr(program.ptr, '/', program.len);

    sls_view name = slash == NULL ? program : view_between(slash + 1, view_end(program));
    for (size_t i = 0; i < SLS_COUNT(daemons) && slash != NULL; i++)
        if (view_equal(daemons[i].name, name))
            return &daemons[i];
    return view_starts(program, VIEW("postfix")) ? &unknown_daemon : NULL;
}

/* "postfix/submission/smtpd": the instance "postfix" and the service "submission". */
static struct claim claim_of(sls_view program)
{
    struct claim claim = {.what = daemon_of(program)};
    sls_view rest = program;

    claim.instance_bytes = view_take(&rest, '/').len;
    claim.service_at = (size_t)(rest.ptr - program.ptr);
    const char *slash = rest.len == 0 ? NULL : memrchr(rest.ptr, '/', rest.len);
    if (slash != NULL)
        claim.service_bytes = (size_t)(slash - rest.ptr);
    return claim;
}

enum { SHORTEST_ID = 5, LONGEST_ID = 32 };

/* Letters and digits, 5 to 32 of them, before ": ".  The alphabet is not checked further:
   published logs mask ids. */
static bool take_queue_id(sls_view *rest, sls_view *id)
{
    const char *colon = view_find_byte(view_cut(*rest, LONGEST_ID + 1), ':');

    if (colon == NULL || colon - rest->ptr < SHORTEST_ID ||
        colon + 1 == view_end(*rest) || colon[1] != ' ' ||
        !are_alphanumeric(view_between(rest->ptr, colon)))
        return false;
    *id = view_between(rest->ptr, colon);
    *rest = view_between(colon + 2, view_end(*rest));
    return true;
}

/* A masked id, as in "%QID%: to=<...": anything without a blank before a delivery. */
static bool take_masked_id(sls_view *rest, sls_view *id)
{
    sls_view behind = *rest;

    *id = view_take(&behind, ':');
    if (id->len == 0 || id->len > LONGEST_ID || view_find_byte(*id, ' ') != NULL ||
        !view_starts(behind, VIEW(" to=<")))
        return false;
    *rest = view_skip(behind, 1);
    return true;
}

/* Which lines without an id are about a message: refusals, and deliveries that lost it.
 */
static bool needs_no_id(const struct daemon *daemon, sls_view rest)
{
    return daemon->parse == parse_smtpd || view_starts(rest, VIEW("to=<"));
}

/* A body without any head, as pasted into a ticket: "4XyZ: to=<a@b>, relay=..., ...". */
static bool is_delivery(sls_view body)
{
    sls_view id, rest = body;

    return take_queue_id(&rest, &id) && view_find(rest, VIEW(", relay=")) != NULL &&
           view_find(rest, VIEW(", status=")) != NULL;
}

/* A body without its program is taken for smtp(8)'s, which writes nearly all of them, and
   for the usual instance's: of lines that were pasted together some may have lost it. */
static bool postfix_claims(struct head *head)
{
    if (head->program.len > 0)
        head->claim = claim_of(head->program);
    else
        head->claim.what = is_delivery(head->body) ? &daemons[0] : NULL;
    return head->claim.what != NULL;
}

static void read_daemon(const struct daemon *daemon, struct message_line *line)
{
    sls_view *id = &line->record->attempt.queue_id;

    if (take_queue_id(&line->rest, id) || take_masked_id(&line->rest, id)) {
        if (view_equal(*id, VIEW("NOQUEUE")))
            id->len = 0;
        daemon->parse(line);
    } else if (needs_no_id(daemon, line->rest)) {
        id->len = 0;
        daemon->parse(line);
    }
}

static void postfix_parse(struct reply_room *room, const struct head *head,
                          struct record *record)
{
    const struct claim *claim = &head->claim;
    const struct daemon *daemon = claim->what != NULL ? claim->what : &daemons[0];
    struct message_line line = {
        .room = room,
        .service =
            view_cut(view_skip(head->program, claim->service_at), claim->service_bytes),
        .rest = head->body,
        .record = record};

    record->kind = LINE_OTHER;
    if (daemon->parse == parse_nothing)
        return;
    record->attempt.instance = head->program.len == 0
                                   ? VIEW("postfix")
                                   : view_cut(head->program, claim->instance_bytes);
    read_daemon(daemon, &line);
}

const struct mta mta_postfix = {.name = "postfix",
                                .title = "Postfix",
                                .claims = postfix_claims,
                                .parse = postfix_parse};
