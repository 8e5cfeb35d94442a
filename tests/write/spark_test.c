/*
 * spark_test.c - a row of counts as bars: never wider than SPARK_COLUMNS, the highest bar
 * full, nothing a dot, and every count in the sum of its column.
 */
#include "write/spark.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

enum { COUNTS = 8 };

static const struct {
    const char *name;
    uint64_t counts[COUNTS];
    size_t count;
    const char *bars, *plain;
} rows[] = {
    {"nothing", {0}, 0, "", ""},
    {"one zero", {0}, 1, "·", "."},
    {"all zero", {0, 0, 0}, 3, "···", "..."},
    {"one", {1}, 1, "█", "#"},
    {"stopped", {5, 0, 0}, 3, "█··", "#.."},
    {"up to seven", {0, 1, 2, 3, 4, 5, 6, 7}, 8, "·▂▃▄▅▆▇█", ".:-=+*%#"},
    {"little beside much", {1, 1000000}, 2, "▁█", "_#"},
    {"half", {50, 100}, 2, "▄█", "=#"},
    {"alike", {9, 9, 9}, 3, "███", "###"},
};

static char *drawn(const uint64_t *counts, size_t count, bool ascii)
{
    char *bytes = NULL;
    size_t length = 0;
    struct page page = {
        .file = open_memstream(&bytes, &length), .width = 80, .ascii = ascii};

    spark_draw(&page, counts, count);
    cr_expect_eq(page.column, spark_columns(count), "%zu columns of %zu counts",
                 page.column, count);
    fclose(page.file);
    return bytes;
}

Test(spark, bars)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        char *bars = drawn(rows[i].counts, rows[i].count, false);
        char *plain = drawn(rows[i].counts, rows[i].count, true);
        cr_expect_str_eq(bars, rows[i].bars, "%s: %s", rows[i].name, bars);
        cr_expect_str_eq(plain, rows[i].plain, "%s: %s", rows[i].name, plain);
        free(bars);
        free(plain);
    }
}

Test(spark, columns_and_groups)
{
    static const struct {
        size_t count, group, columns;
    } sizes[] = {{0, 1, 0},     {1, 1, 1},     {23, 1, 23},     {24, 1, 24},
                 {25, 2, 13},   {48, 2, 24},   {49, 3, 17},     {72, 3, 24},
                 {336, 14, 24}, {337, 15, 23}, {10980, 458, 24}};

    for (size_t i = 0; i < SLS_COUNT(sizes); i++) {
        cr_expect_eq(spark_group(sizes[i].count), sizes[i].group, "%zu counts",
                     sizes[i].count);
        cr_expect_eq(spark_columns(sizes[i].count), sizes[i].columns, "%zu counts",
                     sizes[i].count);
    }
    for (size_t count = 0; count < 2000; count++) {
        cr_expect_leq(spark_columns(count), SPARK_COLUMNS, "%zu", count);
        cr_expect_geq(spark_columns(count) * spark_group(count), count, "%zu", count);
    }
}

/* 48 hours in 24 columns: two hours each, the odd last one alone. */
Test(spark, groups_are_added_up)
{
    uint64_t counts[49] = {0};

    counts[10] = counts[11] = 4;
    counts[20] = 8;
    char *line = drawn(counts, 48, true);
    cr_expect_str_eq(line, ".....#....#.............", "%s", line);
    free(line);
    counts[48] = 8;
    line = drawn(counts, 49, true);
    cr_expect_str_eq(line, "...#..#.........#", "%s", line);
    free(line);
}

Test(spark, great_counts)
{
    const uint64_t counts[] = {UINT64_MAX / 8, UINT64_MAX / 16, 1};
    char *line = drawn(counts, 3, true);

    cr_expect_str_eq(line, "#=_", "%s", line);
    free(line);
}
