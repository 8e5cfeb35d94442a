/*
 * generate_template.h - texts with "{name}" in them, replaced by facts of the attempt.
 *
 * "{hex12}", "{HEX4}" and "{num3}" are that many random digits.  A name that the table in
 * generate_template.c lacks ends the program.
 */
#ifndef BENCH_GENERATE_TEMPLATE_H
#define BENCH_GENERATE_TEMPLATE_H

#include "generate_relay.h"

void put_template(struct out *out, const char *text, const struct facts *facts);

#endif
