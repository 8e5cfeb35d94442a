/*
 * opensmtpd.h - the log of OpenSMTPD (smtpd(8) of OpenBSD), versions 5.4 to 7.
 */
#ifndef PARSE_OPENSMTPD_H
#define PARSE_OPENSMTPD_H

#include "parse/mta.h"

extern const struct mta mta_opensmtpd;

#endif
