/*
 * sendmail.h - the log of sendmail 8 (Sendmail Installation and Operation Guide, section
 * 1.1.2 "The system log").
 */
#ifndef PARSE_SENDMAIL_H
#define PARSE_SENDMAIL_H

#include "parse/mta.h"

extern const struct mta mta_sendmail;

#endif
