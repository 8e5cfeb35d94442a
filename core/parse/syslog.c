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

/* "HOST APP PROCID MSGID SD MSG" (RFC 5424 section 6); structured data is read over. */
static bool read_rfc5424(sls_view rest, struct head *head)
{
    head->host = view_take(&rest, ' ');
    head->program = view_take(&rest, ' ');
    view_take(&rest, ' ');
    view_take(&rest, ' ');
    if (rest.len > 0 && *rest.ptr == '[') {
        const char *end = view_find(rest, VIEW("] "));
        rest = end == NULL ? view_skip(rest, rest.len)
                           : view_between(end + 1, view_end(rest));
    } else {
        view_take(&rest, ' ');
    }
    head->body = view_trim(rest);
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
    if (p < end && *p == '[') {
        p = memchr(p, ']', (size_t)(end - p));
        if (p == NULL)
            return false;
        p++;
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
    *head = (struct head){0};
    if (read_program(line, head))
        return true;
    head->host = view_take(&line, ' ');
    return head->host.len > 0 && read_program(line, head);
}

bool syslog_read(struct stamp_reader *stamps, sls_view line, struct head *head)
{
    bool rfc5424;
    sls_view rest = skip_priority(line, &rfc5424);

    head->host = (sls_view){"", 0};
    head->stamped = stamp_read(stamps, &rest, &head->time);
    if (!head->stamped)
        return false;
    if (rfc5424)
        return read_rfc5424(rest, head);
    sls_view token = view_take(&rest, ' ');
    if (token.len > 0 && view_end(token)[-1] == ':')
        return read_program(view_between(token.ptr, view_end(rest)), head);
    head->host = token;
    while (rest.len > 0 && *rest.ptr == ' ')
        rest = view_skip(rest, 1);
    return read_program(rest, head);
}
