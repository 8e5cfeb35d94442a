/*
 * instant_test.c - holds base/instant.h to its header: Unix seconds and TAI64 labels,
 * those that are cut, altered or of another century, and what only looks like one.
 */
#include "base/instant.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/view.h"

/* 1272943914 is 0x4bdf952a; ten more is the label's end. */
static const struct {
    const char *line;
    int64_t want; /* 0: none */
    const char *rest;
} rows[] = {
    {"1272943914 x", 1272943914, "x"},
    {"1272943914 ", 1272943914, ""},
    {"1272943914   x", 1272943914, "x"},
    {"1272943914.123456 mx1 x", 1272943914, "mx1 x"},
    {"1272943914.9 x", 1272943914, "x"},
    {"0946684800 x", 946684800, "x"},
    {"4102444799 x", 4102444799, "x"},
    {"0946684799 x", 0, NULL},
    {"4102444800 x", 0, NULL},
    {"1272943914", 0, NULL},
    {"1272943914.123456", 0, NULL},
    {"1272943914. x", 0, NULL},
    {"1272943914: x", 0, NULL},
    {"1272943914x x", 0, NULL},
    {"12729439145 x", 0, NULL},
    {"127294391 x", 0, NULL},
    {"127294391x x", 0, NULL},
    {"-272943914 x", 0, NULL},
    {" 1272943914 x", 0, NULL},
    {"@400000004bdf9534 x", 1272943914, "x"},
    {"@400000004bdf953407270e00 x", 1272943914, "x"},
    {"@400000004bdf95343b9ac9ff  x", 1272943914, "x"},
    {"@400000004bdf953400000000 ", 1272943914, ""},
    {"@400000004bdf95343b9aca00 x", 0, NULL},
    {"@400000004bdf95340727 x", 0, NULL},
    {"@400000004bdf953407270e0 x", 0, NULL},
    {"@400000004bdf953407270e000 x", 0, NULL},
    {"@400000004bdf9534", 0, NULL},
    {"@400000004bdf953407270e00", 0, NULL},
    {"@400000004bdf9534: x", 0, NULL},
    {"@400000004BDF9534 x", 0, NULL},
    {"@400000004bdf953g x", 0, NULL},
    {"@4bdf9534 x", 0, NULL},
    {"@4000000000000005 x", 0, NULL},
    {"@3fffffffffffffff x", 0, NULL},
    {"@ffffffffffffffff x", 0, NULL},
    {"@", 0, NULL},
    {"", 0, NULL},
};

Test(instant, forms)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view line = view_of(rows[i].line);
        int64_t time = 0;
        bool taken = instant_take(&line, &time);
        cr_expect_eq(taken, rows[i].want != 0, "\"%s\"", rows[i].line);
        if (taken)
            cr_expect_eq(time, rows[i].want, "\"%s\"", rows[i].line);
        cr_expect(view_equal(line, view_of(taken ? rows[i].rest : rows[i].line)),
                  "\"%s\" leaves \"%.*s\"", rows[i].line, (int)line.len, line.ptr);
    }
}

/* Blocks of exactly the cut size: the sanitizer sees one byte too far. */
Test(instant, cut_at_every_byte)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        for (size_t bytes = 0; bytes <= strlen(rows[i].line); bytes++) {
            char *copy = malloc(bytes + (bytes == 0));
            memcpy(copy, rows[i].line, bytes);
            sls_view line = {copy, bytes};
            int64_t time;
            if (instant_take(&line, &time))
                cr_expect(instant_plausible(time), "%s", rows[i].line);
            cr_expect_eq(view_end(line), copy + bytes, "%s", rows[i].line);
            free(copy);
        }
}
