/*
 * spark.c - eight heights of bars, or characters of ASCII.
 */
#include "write/spark.h"

size_t spark_group(size_t count)
{
    return count == 0 ? 1 : (count + SPARK_COLUMNS - 1) / SPARK_COLUMNS;
}

size_t spark_columns(size_t count)
{
    return (count + spark_group(count) - 1) / spark_group(count);
}

void spark_draw(struct page *page, const uint64_t *counts, size_t count)
{
    static const char *const bars[] = {"·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const plain[] = {".", "_", ":", "-", "=", "+", "*", "%", "#"};
    uint64_t sums[SPARK_COLUMNS] = {0}, highest = 1;
    size_t group = spark_group(count), columns = spark_columns(count);

    for (size_t i = 0; i < count; i++)
        sums[i / group] += counts[i];
    for (size_t i = 0; i < columns; i++)
        highest = sums[i] > highest ? sums[i] : highest;
    for (size_t i = 0; i < columns; i++) {
        size_t height = sums[i] == 0 ? 0 : 1 + (size_t)((sums[i] * 7) / highest);
        page_string(page, page->ascii ? plain[height] : bars[height]);
    }
}
