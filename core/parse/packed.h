/*
 * packed.h - a record as bytes, for a line that cannot be told yet what it is about.
 *
 * Without what differs in each repetition of a line (its time, the delay), so that two
 * lines that say the same are the same bytes; and without what is of use only while the
 * line is read (body, others, format).
 */
#ifndef PARSE_PACKED_H
#define PARSE_PACKED_H

#include "base/pack.h"
#include "parse/record.h"

void record_pack(struct pack *pack, const struct record *record);
/* Views live as long as the bytes. */
void record_unpack(struct unpack *unpack, struct record *record);

#endif
