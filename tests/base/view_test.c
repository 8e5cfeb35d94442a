/*
 * view_test.c - holds base/view.c and base/view.h to their headers: comparisons, searches
 * and cuts on ordinary views, on empty and absent ones, and never past a view's end.
 */
#include "base/view.h"

#include <criterion/criterion.h>
#include <stdlib.h>

/* Where a search found something; -1 for nowhere. */
static long place(sls_view view, const char *found)
{
    return found == NULL ? -1 : found - view.ptr;
}

Test(view, of_a_string)
{
    cr_expect_eq(view_of("abc").len, 3);
    cr_expect_eq(view_of("").len, 0);
    cr_expect_eq(view_of(NULL).len, 0);
    cr_expect_not_null(view_of(NULL).ptr);
    cr_expect_eq(VIEW("a\0b").len, 3, "a literal's length is the compiler's");
}

Test(view, compares)
{
    static const struct {
        const char *a, *b;
        int order; /* of a to b */
        bool nocase;
    } rows[] = {
        {"", "", 0, true},
        {"a", "", 1, false},
        {"a", "a", 0, true},
        {"a", "b", -1, false},
        {"a", "A", 1, true},
        {"ab", "a", 1, false},
        {"a.example", "a.EXAMPLE", 1, true},
        {"@", "`", -1, false},
        {"[", "{", -1, false},
        {"\xc3", "\xe3", -1, false},
        {"\x7f", "\x80", -1, false},
        {"abc", "abd", -1, false},
        {"ab", "b", -1, false},
        {"Z", "z", -1, true},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view a = view_of(rows[i].a), b = view_of(rows[i].b);
        int order = view_order(a, b), back = view_order(b, a);
        cr_expect_eq((order > 0) - (order < 0), rows[i].order, "\"%s\" \"%s\"", a.ptr,
                     b.ptr);
        cr_expect_eq((back > 0) - (back < 0), -rows[i].order, "\"%s\" \"%s\"", b.ptr,
                     a.ptr);
        cr_expect_eq(view_equal(a, b), rows[i].order == 0, "\"%s\" \"%s\"", a.ptr, b.ptr);
        cr_expect_eq(view_equal_nocase(a, b), rows[i].nocase, "\"%s\" \"%s\"", a.ptr,
                     b.ptr);
    }
    cr_expect_not(view_equal(VIEW("a\0b"), VIEW("a\0c")), "NULs end nothing");
}

Test(view, starts_and_ends)
{
    static const struct {
        const char *view, *part;
        bool starts, ends, starts_nocase, ends_nocase;
    } rows[] = {
        {"status=sent", "status=", true, false, true, false},
        {"status=sent", "STATUS=", false, false, true, false},
        {"smtp.example.com", ".example.com", false, true, false, true},
        {"smtp.Example.COM", ".example.com", false, false, false, true},
        {"abc", "abc", true, true, true, true},
        {"abc", "", true, true, true, true},
        {"", "", true, true, true, true},
        {"", "a", false, false, false, false},
        {"bc", "abc", false, false, false, false},
        {"aa", "a", true, true, true, true},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view view = view_of(rows[i].view), part = view_of(rows[i].part);
        cr_expect_eq(view_starts(view, part), rows[i].starts, "\"%s\" \"%s\"", view.ptr,
                     part.ptr);
        cr_expect_eq(view_ends(view, part), rows[i].ends, "\"%s\" \"%s\"", view.ptr,
                     part.ptr);
        cr_expect_eq(view_starts_nocase(view, part), rows[i].starts_nocase,
                     "\"%s\" \"%s\"", view.ptr, part.ptr);
        cr_expect_eq(view_ends_nocase(view, part), rows[i].ends_nocase, "\"%s\" \"%s\"",
                     view.ptr, part.ptr);
    }
}

Test(view, finds_the_first)
{
    static const struct {
        const char *view, *needle;
        long want;
    } rows[] = {
        {"a said: b said: c", "said:", 2},
        {"a SAID: b said: c", "said:", 10},
        {"said:", "said:", 0},
        {"said", "said:", -1},
        {"xxsai", "said", -1},
        {"sasaid", "said", 2},
        {"", "a", -1},
        {"abc", "c", 2},
        {"abc", "C", -1},
        {"abc", "abcd", -1},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view view = view_of(rows[i].view), needle = view_of(rows[i].needle);
        cr_expect_eq(place(view, view_find(view, needle)), rows[i].want, "\"%s\" \"%s\"",
                     view.ptr, needle.ptr);
        if (needle.len == 1)
            cr_expect_eq(place(view, view_find_byte(view, *needle.ptr)), rows[i].want,
                         "\"%s\" \"%s\"", view.ptr, needle.ptr);
    }
    cr_expect_eq(place(VIEW("a\0b"), view_find_byte(VIEW("a\0b"), 'b')), 2);
}

Test(view, skips_cuts_and_trims)
{
    static const struct {
        const char *view;
        size_t count;
        const char *skipped, *cut, *trimmed;
    } rows[] = {
        {"abc", 0, "abc", "", "abc"},        {"abc", 1, "bc", "a", "abc"},
        {"abc", 3, "", "abc", "abc"},        {"abc", 4, "", "abc", "abc"},
        {"abc", SIZE_MAX, "", "abc", "abc"}, {"", 1, "", "", ""},
        {" a b\t", 2, " b\t", " a", "a b"},  {"\t \t", 1, " \t", "\t", ""},
        {" \n ", 0, " \n ", "", "\n"},       {"a", 1, "", "a", "a"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view view = view_of(rows[i].view);
        cr_expect(view_equal(view_skip(view, rows[i].count), view_of(rows[i].skipped)),
                  "\"%s\" without %zu", view.ptr, rows[i].count);
        cr_expect(view_equal(view_cut(view, rows[i].count), view_of(rows[i].cut)),
                  "\"%s\" cut to %zu", view.ptr, rows[i].count);
        cr_expect(view_equal(view_trim(view), view_of(rows[i].trimmed)), "\"%s\" trimmed",
                  view.ptr);
    }
}

Test(view, takes_pieces)
{
    static const struct {
        const char *view;
        const char *pieces[5]; /* taken until nothing is left */
        size_t count;
    } rows[] = {
        {"a,b,c", {"a", "b", "c"}, 3}, {"abc", {"abc"}, 1},
        {",a", {"", "a"}, 2},          {"a,", {"a"}, 1},
        {",,", {"", ""}, 2},           {"a,,b,c,d", {"a", "", "b", "c", "d"}, 5},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        sls_view rest = view_of(rows[i].view);
        size_t count = 0;
        while (rest.len > 0 && count < rows[i].count) {
            sls_view piece = view_take(&rest, ',');
            cr_expect(view_equal(piece, view_of(rows[i].pieces[count])),
                      "\"%s\": piece %zu", rows[i].view, count);
            count++;
        }
        cr_expect_eq(count, rows[i].count, "\"%s\"", rows[i].view);
        cr_expect_eq(rest.len, 0, "\"%s\"", rows[i].view);
        cr_expect_eq(rest.ptr, rows[i].view + strlen(rows[i].view), "\"%s\"",
                     rows[i].view);
        cr_expect_eq(view_take(&rest, ',').len, 0, "nothing comes of nothing");
    }
}

Test(view, reads_numbers)
{
    static const struct {
        const char *text;
        uint64_t limit;
        bool good;
        uint64_t want;
    } rows[] = {
        {"0", 0, true, 0},
        {"7", 9, true, 7},
        {"550", 599, true, 550},
        {"0042", 42, true, 42},
        {"9", 8, false, 0},
        {"600", 599, false, 0},
        {"9223372036854775807", INT64_MAX, true, INT64_MAX},
        {"9223372036854775808", INT64_MAX, false, 0},
        {"9999999999999999999", UINT64_MAX, true, 9999999999999999999u},
        {"99999999999999999999", UINT64_MAX, false, 0},
        {"18446744073709551616", UINT64_MAX, false, 0},
        {"18446744073709551617", 1, false, 0},
        {"", 9, false, 0},
        {"-1", 9, false, 0},
        {"+1", 9, false, 0},
        {" 1", 9, false, 0},
        {"1 ", 9, false, 0},
        {"1a", 9, false, 0},
        {"/", 9, false, 0},
        {":", 9, false, 0},
        {"\xb2", 9, false, 0},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        uint64_t number = 12345;
        cr_expect_eq(view_number(view_of(rows[i].text), rows[i].limit, &number),
                     rows[i].good, "\"%s\"", rows[i].text);
        if (rows[i].good)
            cr_expect_eq(number, rows[i].want, "\"%s\"", rows[i].text);
    }
}

Test(view, classes_are_those_of_ascii)
{
    for (int c = 0; c < 256; c++) {
        bool digit = c >= 0x30 && c <= 0x39;
        bool upper = c >= 0x41 && c <= 0x5a, lower = c >= 0x61 && c <= 0x7a;
        cr_expect_eq(is_digit((char)c), digit, "byte %d", c);
        cr_expect_eq(is_letter((char)c), upper || lower, "byte %d", c);
        cr_expect_eq(is_alphanumeric((char)c), digit || upper || lower, "byte %d", c);
        cr_expect_eq(to_lower((char)c), (char)(upper ? c + 32 : c), "byte %d", c);
    }
}

/* Buffers of exactly the view's size: the address sanitizer sees one byte too far. */
Test(view, never_looks_past_the_end)
{
    sls_view needle = VIEW("needle");

    for (size_t bytes = 0; bytes < 16; bytes++) {
        char *text = malloc(bytes + (bytes == 0));
        memset(text, 'n', bytes + (bytes == 0));
        sls_view view = {text, bytes}, rest = view;
        uint64_t number;
        cr_expect_null(view_find(view, needle));
        cr_expect_null(view_find_byte(view, 'e'));
        cr_expect_not(view_starts(view, needle));
        cr_expect_not(view_ends(view, needle));
        cr_expect_not(view_starts_nocase(view, needle));
        cr_expect_not(view_ends_nocase(view, needle));
        cr_expect_eq(view_trim(view).len, bytes);
        cr_expect_eq(view_take(&rest, 'e').len, bytes);
        cr_expect_not(view_number(view, UINT64_MAX, &number));
        free(text);
    }
}

/* An absent view has len 0 (plugin.h); what it points to may be NULL. */
Test(view, absent_views_are_empty)
{
    sls_view absent = {NULL, 0}, rest = absent;
    uint64_t number;

    cr_expect(view_equal(absent, VIEW("")));
    cr_expect(view_equal_nocase(absent, absent));
    cr_expect_eq(view_order(absent, absent), 0);
    cr_expect_lt(view_order(absent, VIEW("a")), 0);
    cr_expect_not(view_starts(absent, VIEW("a")));
    cr_expect_not(view_ends(absent, VIEW("a")));
    cr_expect_not(view_starts_nocase(absent, VIEW("a")));
    cr_expect_not(view_ends_nocase(absent, VIEW("a")));
    cr_expect_null(view_find(absent, VIEW("a")));
    cr_expect_null(view_find_byte(absent, 'a'));
    cr_expect_eq(view_skip(absent, 3).len, 0);
    cr_expect_eq(view_cut(absent, 3).len, 0);
    cr_expect_eq(view_trim(absent).len, 0);
    cr_expect_eq(view_take(&rest, ' ').len, 0);
    cr_expect_not(view_number(absent, UINT64_MAX, &number));
}

Test(view, everything_starts_and_ends_with_an_absent_view)
{
    sls_view absent = {NULL, 0};

    cr_expect(view_starts(VIEW("a"), absent));
    cr_expect(view_ends(VIEW("a"), absent));
    cr_expect(view_starts(absent, absent));
    cr_expect(view_ends(absent, absent));
}

/* Every byte at every place, in texts of every length up to three times eight. */
Test(view, letters_and_digits_alone)
{
    for (size_t bytes = 0; bytes <= 24; bytes++)
        for (size_t at = 0; at < (bytes == 0 ? 1 : bytes); at++)
            for (int byte = 0; byte < 256; byte++) {
                char text[25] = "0189azAZ4XyZ0m3Qk9BcDeFg";
                text[at] = (char)byte;
                bool expected = bytes == 0 || is_alphanumeric((char)byte);
                cr_expect_eq(are_alphanumeric((sls_view){text, bytes}), expected,
                             "byte %d at %zu of %zu", byte, at, bytes);
            }
}
