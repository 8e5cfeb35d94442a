/*
 * reply.c - takes an explanation apart, from left to right.
 *
 * A reply of several lines arrives in one: Postfix joins "550-5.7.1 a" and "550 5.7.1 b"
 * by a blank or, in SASL replies, by "?"; other programs by a literal "\n" or "/".  The
 * lines are put together again without their codes, and the codes of the last line count,
 * since a reply may change its mind midway (RFC 5321 section 4.2.1 says all codes are the
 * same; Google's DMARC replies are not).
 */
#include "parse/reply.h"

#include "base/calendar.h"
#include "base/view.h"
#include "parse/exim_error.h"
#include "parse/stage.h"

size_t reply_enhanced(sls_view view, uint16_t enhanced[3])
{
    uint16_t fields[3] = {0};
    size_t at = 0;

    for (int field = 0; field < 3; field++) {
        size_t digits = 0;
        while (at < view.len && is_digit(view.ptr[at]) && digits < 3) {
            fields[field] = (uint16_t)(fields[field] * 10 + (view.ptr[at++] - '0'));
            digits++;
        }
        if (digits == 0 || (field == 0 && digits != 1))
            return 0;
        if (field < 2 && (at == view.len || view.ptr[at++] != '.'))
            return 0;
    }
    bool ends = at == view.len || !(is_digit(view.ptr[at]) || view.ptr[at] == '.' ||
                                    is_letter(view.ptr[at]));
    if ((fields[0] != 2 && fields[0] != 4 && fields[0] != 5) || !ends)
        return 0;
    memcpy(enhanced, fields, sizeof(fields));
    return at;
}

/* A reply code in front: "550 " or "550-"; 0 when there is none. */
static uint16_t code_at(sls_view view, char *separator)
{
    if (view.len < 3 || view.ptr[0] < '2' || view.ptr[0] > '5' ||
        !is_digit(view.ptr[1]) || !is_digit(view.ptr[2]))
        return 0;
    *separator = view.len > 3 ? view.ptr[3] : ' ';
    if (*separator != ' ' && *separator != '-')
        return 0;
    return (uint16_t)((view.ptr[0] - '0') * 100 + (view.ptr[1] - '0') * 10 +
                      (view.ptr[2] - '0'));
}

/* The reply being folded. */
struct fold {
    sls_attempt *attempt;
    char *out;
    bool more; /* the last code announced another line */
};

static void put(struct fold *fold, char c)
{
    if (c != ' ' || fold->out[-1] != ' ')
        *fold->out++ = c;
}

/* Takes the codes a line begins with; 0 when a code that differs is just a number. */
static size_t take_codes(struct fold *fold, sls_view line)
{
    char separator;
    uint16_t enhanced[3];
    uint16_t code = code_at(line, &separator);

    if (code == 0)
        return 0;
    size_t enhanced_bytes = reply_enhanced(view_skip(line, 4), enhanced);
    bool first = fold->attempt->reply == 0;
    if (!first && code != fold->attempt->reply && enhanced_bytes == 0)
        return 0;
    fold->attempt->reply = code;
    if (enhanced_bytes > 0)
        memcpy(fold->attempt->enhanced, enhanced, sizeof(enhanced));
    fold->more = separator == '-';
    size_t taken = 4 + enhanced_bytes;
    return taken < line.len ? taken : line.len;
}

/* The mark that joins two lines, if the view begins with one: its length. */
static size_t joint(sls_view view)
{
    char first = view.len > 0 ? *view.ptr : '\0';

    if (first != '\\')
        return first == '?' || first == ' ' || first == '/' ? 1 : 0;
    if (view_starts(view, VIEW("\\r\\n")))
        return 4;
    return view_starts(view, VIEW("\\n")) ? 2 : 0;
}

static const bool begins_joint[256] = {
    ['\\'] = true, ['?'] = true, [' '] = true, ['/'] = true, ['\t'] = true};

/* What can be no mark is copied as it is. */
static void put_plain(struct fold *fold, sls_view *rest)
{
    size_t n = 0;

    while (n < rest->len && !begins_joint[(unsigned char)rest->ptr[n]])
        *fold->out++ = rest->ptr[n++];
    *rest = view_skip(*rest, n);
}

/* The lines that announce another one, up to the codes of the last. */
static sls_view fold_announced(struct fold *fold, sls_view rest)
{
    while (fold->more) {
        put_plain(fold, &rest);
        if (rest.len == 0)
            return rest;
        size_t mark = joint(rest);
        size_t taken = mark > 0 ? take_codes(fold, view_skip(rest, mark)) : 0;
        put(fold, taken > 0 || *rest.ptr == '\t' ? ' ' : *rest.ptr);
        rest = view_skip(rest, taken > 0 ? mark + taken : 1);
    }
    return rest;
}

/* Tabs, or blanks side by side.  No early end: so the compiler compares many at once. */
static bool has_blanks_to_fold(sls_view text)
{
    unsigned char tab = 0, pair = 0;

    for (size_t i = 0; i < text.len; i++)
        tab |= text.ptr[i] == '\t';
    for (size_t i = 1; i < text.len; i++)
        pair |= (text.ptr[i - 1] == ' ') & (text.ptr[i] == ' ');
    return tab | pair;
}

static void fold_lines(struct fold *fold, sls_view rest)
{
    rest = view_skip(rest, take_codes(fold, rest));
    rest = fold_announced(fold, rest);
    if (fold->out[-1] == ' ')
        blanks_take(&rest);
    if (rest.len > 0 && !has_blanks_to_fold(rest)) {
        memcpy(fold->out, rest.ptr, rest.len);
        fold->out += rest.len;
        return;
    }
    for (size_t i = 0; i < rest.len; i++)
        put(fold, rest.ptr[i] == '\t' ? ' ' : rest.ptr[i]);
}

/* "550 5.7.26 " in front, now that the last line's codes are known. */
static size_t write_codes(char *out, const sls_attempt *attempt)
{
    size_t at = 0;

    if (attempt->reply == 0)
        return 0;
    for (unsigned scale = 100, code = attempt->reply; scale > 0;
         code %= scale, scale /= 10)
        out[at++] = (char)('0' + code / scale);
    out[at++] = ' ';
    for (int field = 0; field < 3 && attempt->enhanced[0] != 0; field++) {
        unsigned value = attempt->enhanced[field];
        if (value >= 100)
            out[at++] = (char)('0' + value / 100);
        if (value >= 10)
            out[at++] = (char)('0' + value / 10 % 10);
        out[at++] = (char)('0' + value % 10);
        out[at++] = field < 2 ? '.' : ' ';
    }
    return at;
}

enum { CODES_ROOM = 32 };

static void read_reply(struct reply_room *room, sls_view reply, sls_attempt *attempt)
{
    struct fold fold = {.attempt = attempt, .out = room->bytes + CODES_ROOM};

    fold.out[-1] = ' ';
    fold_lines(&fold, view_cut(reply, sizeof(room->bytes) - CODES_ROOM - 1));
    char codes[CODES_ROOM];
    size_t codes_bytes = write_codes(codes, attempt);
    char *start = room->bytes + CODES_ROOM - codes_bytes;
    memcpy(start, codes, codes_bytes);
    attempt->text = view_trim(view_between(start, fold.out));
}

/* "(in reply to end of DATA command)" is Postfix's, behind everything the server said. */
static sls_view cut_stage(sls_view reply, sls_attempt *attempt)
{
    static const sls_view mark = {"(in reply to ", 13};

    if (reply.len == 0 || view_end(reply)[-1] != ')')
        return reply;
    const char *open = memrchr(reply.ptr, '(', reply.len);
    if (open == NULL || !view_starts(view_between(open, view_end(reply)), mark) ||
        (open > reply.ptr && open[-1] != ' '))
        return reply;
    attempt->stage = stage_at(view_between(open + mark.len, view_end(reply)));
    return view_between(reply.ptr, open);
}

/* Before the colon and blank that a reply stands behind. */
static const sls_view said[] = {{" said", 5},
                                {" refused to talk to me", 22},
                                {" refused to start TLS", 21},
                                {" responded with", 15}};

static bool is_said(sls_view before)
{
    for (size_t i = 0; i < SLS_COUNT(said); i++)
        if (view_ends(before, said[i]))
            return true;
    return false;
}

/* Where the reply begins, or NULL when nobody said anything.  The first mark counts: what
   stands behind it is chosen by the other side. */
static const char *reply_start(sls_view explanation)
{
    const char *end = view_end(explanation);
    sls_view rest = explanation;
    const char *colon;

    while ((colon = view_find_byte(rest, ':')) != NULL) {
        rest = view_between(colon + 1, end);
        if (view_starts(rest, VIEW(" ")) && is_said(view_between(explanation.ptr, colon)))
            return rest.ptr + 1;
    }
    return NULL;
}

static sls_view without_wrappers(sls_view text)
{
    static const sls_view wrappers[] = {{"delivery temporarily suspended: ", 32},
                                        {"delivery suspended: ", 20}};
    bool found = true;

    while (found) {
        found = false;
        text = view_trim(text);
        for (size_t i = 0; i < SLS_COUNT(wrappers); i++)
            if (view_starts(text, wrappers[i])) {
                text = view_skip(text, wrappers[i].len);
                found = true;
            }
    }
    return text;
}

/* "lost connection with H while sending RCPT TO": a host's name is no stage. */
static uint32_t stage_of_local(sls_view text)
{
    const char *doing = view_find(text, VIEW(" while "));
    return stage_of(doing == NULL ? text : view_between(doing, view_end(text)));
}

static const sls_view greeting_refused = {" refused to talk to me: ", 24};

/* "host H said: " has its stage behind the reply; the other forms tell it in front, and
   what stands behind is all the server's. */
static sls_view said_by(sls_view text, const char *start, sls_attempt *attempt)
{
    sls_view before = view_between(text.ptr, start);
    sls_view reply = view_trim(view_between(start, view_end(text)));

    if (view_starts(before, VIEW("host ")) && view_ends(before, VIEW(" said: ")))
        return cut_stage(reply, attempt);
    /* What else stands in front is a host's name, which may be any word. */
    attempt->stage = view_ends(before, greeting_refused) ? SLS_CONNECT : stage_of(before);
    return reply;
}

void reply_read(struct reply_room *room, sls_view explanation, sls_attempt *attempt)
{
    sls_view text = without_wrappers(explanation);
    char separator;

    attempt->stage = SLS_STAGE_UNKNOWN;
    if (code_at(text, &separator) != 0) {
        read_reply(room, view_trim(cut_stage(text, attempt)), attempt);
        return;
    }
    struct exim_error error;
    if (exim_error_read(text, &error)) {
        attempt->stage = error.stage;
        read_reply(room, error.reply.len > 0 ? error.reply : text, attempt);
        return;
    }
    const char *start = reply_start(text);
    if (start == NULL)
        attempt->stage = stage_of_local(text);
    else
        text = said_by(text, start, attempt);
    read_reply(room, view_trim(text), attempt);
}

static bool is_host_byte(char c)
{
    return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_';
}

static sls_view host_at(const char *start, const char *end)
{
    const char *p = start;

    while (p < end && is_host_byte(*p))
        p++;
    while (p > start && p[-1] == '.')
        p--;
    return view_between(start, p);
}

sls_view reply_named_host(sls_view explanation)
{
    static const sls_view marks[] = {{"server ", 7},
                                     {"connect to ", 11},
                                     {"connection with ", 16},
                                     {"conversation with ", 18},
                                     {"talking to ", 11},
                                     {"for name=", 9},
                                     {"host ", 5}};
    const char *end = reply_start(explanation);
    sls_view local = view_between(explanation.ptr, end ? end : view_end(explanation));

    for (size_t i = 0; i < SLS_COUNT(marks); i++) {
        const char *found = view_find(local, marks[i]);
        if (found == NULL)
            continue;
        sls_view host = host_at(found + marks[i].len, view_end(local));
        if (view_find_byte(host, '.') != NULL)
            return host;
    }
    return (sls_view){"", 0};
}

sls_view reply_given_id(sls_view text)
{
    static const sls_view marks[] = {{"queued as ", 10}, {" Ok ", 4}};

    for (size_t i = 0; i < SLS_COUNT(marks); i++) {
        const char *found = view_find(text, marks[i]);
        if (found == NULL)
            continue;
        sls_view rest = view_between(found + marks[i].len, view_end(text));
        const char *end = rest.ptr;
        while (end < view_end(rest) && (is_host_byte(*end) || *end == '='))
            end++;
        return view_between(rest.ptr, end);
    }
    return (sls_view){"", 0};
}
