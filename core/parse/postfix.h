/*
 * postfix.h - Postfix's log lines, of any instance and service name.
 *
 * A program is taken for Postfix when the last part of its name, behind "/", is one of
 * Postfix's daemons: postfix/smtp, postfix/relay/smtp, postfix-out/smtp, mailout/qmgr.
 * The first part names the instance (syslog_name in postconf(5)).
 */
#ifndef PARSE_POSTFIX_H
#define PARSE_POSTFIX_H

#include "parse/reply.h"
#include "parse/record.h"
#include "parse/syslog.h"

bool postfix_claims(sls_view program);

/* Fills the record of a line whose program was claimed; head->program may be empty for a
   line pasted without a head. */
void postfix_parse(struct reply_room *room, const struct head *head, struct record *record);

/* A body without any head, as pasted into a ticket: "4XyZ: to=<a@b>, relay=..., ...". */
bool postfix_claims_body(sls_view body);

#endif
