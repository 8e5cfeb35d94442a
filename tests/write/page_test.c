/*
 * page_test.c - columns by the width that characters have on a terminal, Korean included,
 * wrapping at blanks within the page, and log text that cannot leave its place.
 */
#include "write/page.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include <criterion/criterion.h>

#include "base/view.h"

/* Widths are those of a UTF-8 locale; the C library always brings this one. */
static void open_page(struct page *page, char **bytes, size_t *length)
{
    cr_assert_not_null(setlocale(LC_CTYPE, "C.UTF-8"));
    page->file = open_memstream(bytes, length);
}

static const struct {
    const char *name, *text;
    size_t columns, ascii_columns;
} widths[] = {
    {"nothing", "", 0, 0},
    {"ASCII", "550 gone", 8, 8},
    {"Korean is twice as wide", "메일", 4, 16},
    {"mixed", "a메b", 4, 10},
    {"accent", "é", 1, 6},
    {"combining", "e\xcc\x81", 1, 8},
    {"escape shown", "\x1b", 4, 4},
    {"override shown", "\xe2\x80\xae", 8, 8},
    {"invalid shown", "\xff\xfe", 8, 8},
    {"bars", "▁█·", 3, 22},
};

Test(page, widths)
{
    for (size_t i = 0; i < SLS_COUNT(widths); i++) {
        char *bytes = NULL;
        size_t length = 0;
        struct page page = {.width = 80};
        open_page(&page, &bytes, &length);
        page_string(&page, widths[i].text);
        cr_expect_eq(page.column, widths[i].columns, "%s: %zu", widths[i].name,
                     page.column);
        cr_expect_eq(page_columns(&page, view_of(widths[i].text)), widths[i].columns,
                     "%s", widths[i].name);
        page.ascii = true;
        cr_expect_eq(page_columns(&page, view_of(widths[i].text)),
                     widths[i].ascii_columns, "%s, ASCII", widths[i].name);
        fclose(page.file);
        free(bytes);
    }
}

static void expect_page(struct page *page, char **bytes, const char *want,
                        const char *name)
{
    fclose(page->file);
    cr_expect_str_eq(*bytes, want, "%s: \"%s\"", name, *bytes);
    free(*bytes);
}

Test(page, columns)
{
    char *bytes = NULL;
    size_t length = 0;
    struct page page = {.width = 20};

    open_page(&page, &bytes, &length);
    page_string(&page, "메일");
    page_to(&page, 6);
    page_format(&page, "%s %d", "x", 7);
    page_to(&page, 3);
    cr_expect_eq(page.column, 9, "a column that is passed");
    page_to_right(&page, 4);
    cr_expect_eq(page.column, 16);
    page_string(&page, "1234");
    page_end(&page);
    cr_expect_eq(page.column, 0);
    page_string(&page, "123456789012345");
    page_to_right(&page, 4);
    cr_expect_eq(page.column, 16, "on a line of its own");
    page_string(&page, "abcd");
    page_end(&page);
    page_to_right(&page, 99);
    cr_expect_eq(page.column, 0, "wider than the page");
    expect_page(&page, &bytes,
                "메일  x 7       1234\n123456789012345\n                abcd\n\n",
                "columns");
}

Test(page, styles_only_with_colour)
{
    for (int color = 0; color < 2; color++) {
        char *bytes = NULL;
        size_t length = 0;
        struct page page = {.width = 20, .color = color == 1};
        open_page(&page, &bytes, &length);
        page_style(&page, STYLE_BAD);
        page_string(&page, "bad");
        page_style(&page, STYLE_PLAIN);
        cr_expect_eq(page.column, 3, "styles have no width");
        expect_page(&page, &bytes, color == 1 ? "\x1b[31mbad\x1b[0m" : "bad", "style");
    }
}

static const struct {
    const char *name;
    size_t width, indent, lines;
    const char *text, *want;
} wraps[] = {
    {"nothing", 20, 2, 0, "", ""},
    {"blanks only", 20, 2, 0, "   ", ""},
    {"one line", 20, 2, 0, "short text", "  short text\n"},
    {"trimmed", 20, 2, 0, "  short text  ", "  short text\n"},
    {"exactly as wide as there is room", 20, 0, 0, "12345678 01234567890",
     "12345678 01234567890\n"},
    {"one more", 20, 0, 0, "12345678 012345678901", "12345678\n012345678901\n"},
    {"several lines", 16, 4, 0, "one two three four five",
     "    one two\n    three four\n    five\n"},
    {"a word longer than the room", 14, 2, 0, "12345678901234567890 x",
     "  123456789012\n  34567890 x\n"},
    {"a long word behind a short one", 14, 2, 0, "ab 12345678901234567890",
     "  ab\n  123456789012\n  34567890\n"},
    {"Korean", 14, 2, 0, "메일을 보낼 수 없습니다", "  메일을 보낼\n  수 없습니다\n"},
    {"Korean without blanks", 15, 2, 0, "가나다라마바사", "  가나다라마바\n  사\n"},
    {"escapes are not torn", 14, 0, 0, "1234567890\x1b\x1b", "1234567890\\x1b\n\\x1b\n"},
    {"a page too narrow has room for ten", 5, 2, 0, "1234567890ab",
     "  1234567890\n  ab\n"},
    {"cut after two lines", 16, 4, 2, "one two three four five six",
     "    one two\n    three ...\n"},
    {"cut after one line", 20, 0, 1, "one two three four five six",
     "one two three ...\n"},
    {"as many lines as are allowed", 16, 4, 2, "one two three",
     "    one two\n    three\n"},
};

Test(page, wrap)
{
    for (size_t i = 0; i < SLS_COUNT(wraps); i++) {
        char *bytes = NULL;
        size_t length = 0;
        struct page page = {.width = wraps[i].width};
        open_page(&page, &bytes, &length);
        page_wrap(&page, wraps[i].indent, view_of(wraps[i].text), wraps[i].lines);
        expect_page(&page, &bytes, wraps[i].want, wraps[i].name);
    }
}

/* The first line stands behind what the line holds already. */
Test(page, wrap_behind_a_label)
{
    char *bytes = NULL;
    size_t length = 0;
    struct page page = {.width = 20};

    open_page(&page, &bytes, &length);
    page_string(&page, "  do");
    page_wrap(&page, 6, VIEW("one two three four"), 0);
    expect_page(&page, &bytes, "  do  one two three\n      four\n", "label");
}

/* What fits is shown whole, to the last column of the last line. */
Test(page, what_fits_is_not_cut)
{
    static const char *const texts[] = {"1234 6789 1234 67890", "12345678 01234567890"};

    for (size_t i = 0; i < SLS_COUNT(texts); i++) {
        char *bytes = NULL, want[32];
        size_t length = 0;
        struct page page = {.width = 20};
        open_page(&page, &bytes, &length);
        page_wrap(&page, 0, view_of(texts[i]), 1);
        snprintf(want, sizeof(want), "%s\n", texts[i]);
        expect_page(&page, &bytes, want, "fits");
    }
}

/* Whatever the text: no line is wider than the page, and no control comes through. */
Test(page, wrap_stays_on_the_page)
{
    static const char alphabet[] = "aaa  \x1b\n\xff메é ";

    for (unsigned seed = 1; seed < 400; seed++) {
        char text[200], *bytes = NULL;
        size_t length = 0, width = 12 + seed % 40;
        struct page page = {.width = width};
        for (size_t i = 0; i < sizeof(text); i++)
            text[i] =
                alphabet[(i * i * seed + i / 3 + seed / 7) % (sizeof(alphabet) - 1)];
        open_page(&page, &bytes, &length);
        page_wrap(&page, 2, (sls_view){text, sizeof(text)}, seed % 5);
        fclose(page.file);
        sls_view rest = {bytes, length};
        for (size_t lines = 1; rest.len > 0; lines++) {
            sls_view line = view_take(&rest, '\n');
            cr_expect_leq(page_columns(&page, line), width, "seed %u, line %zu", seed,
                          lines);
            cr_expect_null(view_find_byte(line, '\x1b'));
            cr_expect(seed % 5 == 0 || lines <= seed % 5, "seed %u: line %zu", seed,
                      lines);
        }
        free(bytes);
    }
}

Test(page, cells_end_at_their_column)
{
    static const struct {
        const char *before, *cell, *want;
    } rows[] = {
        {"", "12", "        12\n"},
        {"name", "접수", "name  접수\n"},
        {"이름", "접수", "이름  접수\n"},
        {"a long name", "12", "a long name 12\n"},
        {"", "more than ten columns", " more than ten columns\n"},
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        char *bytes = NULL;
        size_t length = 0;
        struct page page = {.width = 80};
        open_page(&page, &bytes, &length);
        page_string(&page, rows[i].before);
        page_cell(&page, 10, rows[i].cell);
        page_end(&page);
        expect_page(&page, &bytes, rows[i].want, rows[i].cell);
    }
}

/* OSC 8, https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda */
Test(page, links)
{
    static const struct {
        const char *address;
        bool links;
        const char *want;
    } rows[] = {
        {"https://a.example/b", false, "https://a.example/b"},
        {"https://a.example/b", true,
         "\x1b]8;;https://a.example/b\x1b\\https://a.example/b\x1b]8;;\x1b\\"},
        {"https://a.example/\x1b\\", true, "https://a.example/\\x1b\\"},
        {"https://a.example/ b", true, "https://a.example/ b"},
        {"https://a.example/가", true, "https://a.example/가"},
    };

    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        char *bytes = NULL;
        size_t length = 0;
        struct page page = {.width = 80, .links = rows[i].links};
        open_page(&page, &bytes, &length);
        page_link(&page, view_of(rows[i].address));
        cr_expect_eq(page.column, page_columns(&page, view_of(rows[i].address)));
        expect_page(&page, &bytes, rows[i].want, rows[i].address);
    }
}

Test(page, ascii_in_korean_keeps_hangul_alone)
{
    char *bytes = NULL;
    size_t length = 0;
    struct page page = {.width = 80, .ascii = true, .korean = true};

    open_page(&page, &bytes, &length);
    page_string(&page, "지연 ㄱ é ▁ 漢");
    cr_expect_eq(page.column, strlen("delay ") - 1 + 2 + 1 + strlen("\\u{e9}") + 1 +
                                  strlen("\\u{2581}") + 1 + strlen("\\u{6f22}"));
    expect_page(&page, &bytes, "지연 ㄱ \\u{e9} \\u{2581} \\u{6f22}", "hangul");
}
