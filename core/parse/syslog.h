/*
 * syslog.h - the head of a log line: time, host, program.
 *
 * RFC 3164 and RFC 5424 heads, with or without <PRI>; the stamps are base/stamp.h's.
 */
#ifndef PARSE_SYSLOG_H
#define PARSE_SYSLOG_H

#include <stdbool.h>
#include <stdint.h>

#include <smtplogscan/plugin.h>

#include "base/stamp.h"

/* What an mta's claims() found in a program's name, for its parse(). */
struct claim {
    const void *what; /* NULL: nothing */
    size_t instance_bytes;
    size_t service_at, service_bytes;
};

struct head {
    int64_t time; /* 0 when the line has no stamp */
    bool stamped;
    bool rfc5424;     /* the version behind the priority says so */
    sls_view host;    /* empty when the line names none                   */
    sls_view program; /* "postfix/smtp", without [pid]; empty: none       */
    sls_view pid;     /* "4242", or what else stands in the brackets      */
    sls_view body;    /* behind the program's colon                       */
    sls_view rest;    /* behind the stamp: all of a log that has no program */
    struct claim claim;
};

/* The priority and the stamp, behind which *rest begins; false when there is no stamp. */
bool syslog_read_stamp(struct stamp_reader *stamps, sls_view line, struct head *head);

/* What follows: host and program, of RFC 3164 or RFC 5424; false when no program does. */
bool syslog_read_source(struct head *head);

/* Both: false when the line does not begin with a stamp and a program. */
bool syslog_read(struct stamp_reader *stamps, sls_view line, struct head *head);

/* "program[pid]: body" alone, as in a pasted line; a host may stand before it. */
bool syslog_read_tag(sls_view line, struct head *head);

#endif
