/*
 * ssmtp.h - what sSMTP tells syslog.
 */
#ifndef PARSE_SSMTP_H
#define PARSE_SSMTP_H

#include "parse/mta.h"

extern const struct mta mta_ssmtp;

#endif
