/*
 * postfix.h - Postfix's log lines, of any instance and service name.
 *
 * A program is taken for Postfix when the last part of its name, behind "/", is one of
 * Postfix's daemons: postfix/smtp, postfix/relay/smtp, postfix-out/smtp, mailout/qmgr.
 * The first part names the instance (syslog_name in postconf(5)).
 */
#ifndef PARSE_POSTFIX_H
#define PARSE_POSTFIX_H

#include "parse/record.h"
#include "parse/reply.h"
#include "parse/syslog.h"

struct daemon;

/* The daemon of a program's name; NULL when it is not Postfix's.  An empty name, of a
   line pasted without its head, is taken for smtp(8). */
const struct daemon *postfix_daemon(sls_view program);

/* Fills the record of a line of a daemon. */
void postfix_parse(const struct daemon *daemon, struct reply_room *room,
                   const struct head *head, struct record *record);

/* A body without any head, as pasted into a ticket: "4XyZ: to=<a@b>, relay=..., ...". */
bool postfix_claims_body(sls_view body);

#endif
