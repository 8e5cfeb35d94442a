/*
 * qmail.h - the log of qmail-send (qmail 1.03, netqmail, notqmail, s/qmail).
 */
#ifndef PARSE_QMAIL_H
#define PARSE_QMAIL_H

#include "parse/mta.h"

extern const struct mta mta_qmail;

#endif
