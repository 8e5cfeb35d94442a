/*
 * nullmailer.h - what nullmailer-send and its protocol programs write.
 */
#ifndef PARSE_NULLMAILER_H
#define PARSE_NULLMAILER_H

#include "parse/mta.h"

extern const struct mta mta_nullmailer;

#endif
