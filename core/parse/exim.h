/*
 * exim.h - Exim's main log, as its own file or through syslog.
 */
#ifndef PARSE_EXIM_H
#define PARSE_EXIM_H

#include "parse/mta.h"

extern const struct mta mta_exim;

#endif
