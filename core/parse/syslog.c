/*
 * syslog.c - reads heads from left to right; a program's name ends at "[" or ":".
 */
#include "parse/syslog.h"

#include "base/view.h"

/* "<22>" or "<22>1 "; *version tells that RFC 5424 follows. */
static sls_view skip_priority(sls_view line, bool *version)
{
    *version = false;
    if (line.len < 4 || *line.ptr != '<')
        return line;
    sls_view rest = line;
    sls_view number = view_skip(view_take(&rest, '>'), 1);
    uint64_t priority;
    if (!view_number(number, 191, &priority))
        return line;
    if (view_starts(rest, VIEW("1 "))) {
        *version = true;
        rest = view_skip(rest, 2);
    }
    return rest;
}

/* "[id name=\"value\"]...": a "]" inside quotes may be escaped (RFC 5424 section 6.3.3).
 */
static sls_view skip_structured_data(sls_view rest)
{
    bool quoted = false;

    for (size_t i = 0; i < rest.len; i++) {
        char c = rest.ptr[i];
        if (c == '\\' && quoted)
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (c == ' ' && !quoted && i > 0 && rest.ptr[i - 1] == ']')
            return view_skip(rest, i);
    }
    return view_skip(rest, rest.len);
}

/* "HOST APP PROCID MSGID SD MSG" (RFC 5424 section 6); "-" stands for nothing. */
static bool read_rfc5424(sls_view rest, struct head *head)
{
    static const sls_view byte_order_mark = {"\xef\xbb\xbf", 3};

    head->host = view_take(&rest, ' ');
    if (view_equal(head->host, VIEW("-")))
        head->host.len = 0;
    head->program = view_take(&rest, ' ');
    head->pid = view_take(&rest, ' ');
    view_take(&rest, ' ');
    if (view_starts(rest, VIEW("[")))
        rest = skip_structured_data(rest);
    else
        view_take(&rest, ' ');
    rest = view_trim(rest);
    head->body = view_starts(rest, byte_order_mark) ? view_skip(rest, 3) : rest;
    return head->program.len > 0;
}

/* Where a program's name ends. */
static const bool ends_tag[256] = {
    [' '] = true, ['['] = true, [':'] = true, ['"'] = true, ['<'] = true, ['('] = true};

/* "program[pid]: " or "program: "; the bracket may hold anything but "]". */
static bool read_program(sls_view rest, struct head *head)
{
    const char *p = rest.ptr, *end = view_end(rest);

    while (p < end && !ends_tag[(unsigned char)*p])
        p++;
    head->program = view_between(rest.ptr, p);
    head->pid = (sls_view){"", 0};
    if (p < end && *p == '[') {
        const char *close = memchr(p, ']', (size_t)(end - p));
        if (close == NULL)
            return false;
        head->pid = view_between(p + 1, close);
        p = close + 1;
    }
    if (head->program.len == 0 || p == end || *p != ':')
        return false;
    p++;
    while (p < end && *p == ' ')
        p++;
    head->body = view_between(p, end);
    return true;
}

bool syslog_read_tag(sls_view line, struct head *head)
{
    *head = (struct head){.rest = line};
    if (read_program(line, head))
        return true;
    head->host = view_take(&line, ' ');
    return head->host.len > 0 && read_program(line, head);
}

bool syslog_read_stamp(struct stamp_reader *stamps, sls_view line, struct head *head)
{
    *head = (struct head){.host = {"", 0}};
    head->rest = skip_priority(line, &head->rfc5424);
    head->stamped = stamp_read(stamps, &head->rest, &head->time);
    return head->stamped;
}

bool syslog_read_source(struct head *head)
{
    sls_view rest = head->rest;

    if (head->rfc5424)
        return read_rfc5424(rest, head);
    sls_view token = view_take(&rest, ' ');
    if (token.len > 0 && view_end(token)[-1] == ':')
        return read_program(view_between(token.ptr, view_end(rest)), head);
    head->host = token;
    while (rest.len > 0 && *rest.ptr == ' ')
        rest = view_skip(rest, 1);
    return read_program(rest, head);
}

bool syslog_read(struct stamp_reader *stamps, sls_view line, struct head *head)
{
    return syslog_read_stamp(stamps, line, head) && syslog_read_source(head);
}
