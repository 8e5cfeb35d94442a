/*
 * spark.h - a row of counts as a line of bars, one column each.
 */
#ifndef WRITE_SPARK_H
#define WRITE_SPARK_H

#include <stddef.h>
#include <stdint.h>

#include "write/page.h"

enum { SPARK_COLUMNS = 24 };

/* More counts than SPARK_COLUMNS are added up in groups of equal size, so that the line
   is never longer.  Nothing is a dot, so that "stopped" can be seen. */
void spark_draw(struct page *page, const uint64_t *counts, size_t count);
/* Columns that spark_draw() takes for so many counts, and counts in each. */
size_t spark_columns(size_t count);
size_t spark_group(size_t count);

#endif
