/*
 * haraka.h - the log of Haraka, its outbound queue above all (outbound/hmail.js).
 */
#ifndef PARSE_HARAKA_H
#define PARSE_HARAKA_H

#include "parse/mta.h"

extern const struct mta mta_haraka;

#endif
