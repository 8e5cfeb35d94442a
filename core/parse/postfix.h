/*
 * postfix.h - Postfix's log lines, of any instance and service name.
 *
 * A program is taken for Postfix when the last part of its name, behind "/", is one of
 * Postfix's daemons: postfix/smtp, postfix/relay/smtp, postfix-out/smtp, mailout/qmgr.
 * The first part names the instance (syslog_name in postconf(5)).
 */
#ifndef PARSE_POSTFIX_H
#define PARSE_POSTFIX_H

#include "parse/mta.h"

extern const struct mta mta_postfix;

#endif
