/*
 * msmtp.h - msmtp's log: one line for every message, in a file of its own or in syslog.
 */
#ifndef PARSE_MSMTP_H
#define PARSE_MSMTP_H

#include "parse/mta.h"

extern const struct mta mta_msmtp;

#endif
