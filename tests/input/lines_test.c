/*
 * lines_test.c - holds input/lines.c to its header: what ends a line, what is read over,
 * what is too long, what was cut, and that lines and bytes are counted.  Lines about the
 * ends of blocks are in lines_block_test.c.
 */
#include "input/lines.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "base/view.h"

static struct source source_of(const void *bytes, size_t count)
{
    struct source source = {.path = "input", .file = memfd_create("input", MFD_CLOEXEC)};

    cr_assert_geq(source.file, 0);
    cr_assert_eq(write(source.file, bytes, count), (ssize_t)count);
    lseek(source.file, 0, SEEK_SET);
    return source;
}

/* The same as a gzip file without its last `cut` bytes. */
static struct source gzip_of(const void *bytes, size_t count, size_t cut)
{
    z_stream stream = {.next_in = (unsigned char *)bytes, .avail_in = (unsigned)count};

    cr_assert_eq(deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, 0), Z_OK);
    size_t room = deflateBound(&stream, count);
    unsigned char *raw = malloc(room);
    deflateSetHeader(&stream, &(gz_header){.time = 1795305623});
    stream.next_out = raw;
    stream.avail_out = (unsigned)room;
    cr_assert_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    struct source source = source_of(raw, room - stream.avail_out - cut);
    free(raw);
    return source;
}

#define TEXT(literal)                                                                    \
    {                                                                                    \
        literal, sizeof(literal) - 1                                                     \
    }

enum { LINES = 6 };

static const struct {
    const char *name;
    sls_view text;
    size_t count;
    sls_view lines[LINES];
} rows[] = {
    {"nothing", TEXT(""), 0, {{NULL, 0}}},
    {"one byte", TEXT("a"), 1, {TEXT("a")}},
    {"an empty line", TEXT("\n"), 1, {TEXT("")}},
    {"LF", TEXT("a\nb\n"), 2, {TEXT("a"), TEXT("b")}},
    {"CR LF", TEXT("a\r\nb\r\n"), 2, {TEXT("a"), TEXT("b")}},
    {"LF and CR LF", TEXT("a\nb\r\nc\n"), 3, {TEXT("a"), TEXT("b"), TEXT("c")}},
    {"no final newline", TEXT("a\nbc"), 2, {TEXT("a"), TEXT("bc")}},
    {"empty lines",
     TEXT("\n\r\n\na\n\n"),
     5,
     {TEXT(""), TEXT(""), TEXT(""), TEXT("a"), TEXT("")}},
    {"only one CR belongs to the end", TEXT("a\r\r\n"), 1, {TEXT("a\r")}},
    {"a CR inside", TEXT("a\rb\n"), 1, {TEXT("a\rb")}},
    {"a CR at the start", TEXT("\ra\n"), 1, {TEXT("\ra")}},
    {"NULs at the start of a line", TEXT("\0\0\0a\n\0b\n"), 2, {TEXT("a"), TEXT("b")}},
    {"a NUL inside stays", TEXT("a\0b\nc\0\n"), 2, {TEXT("a\0b"), TEXT("c\0")}},
    {"NULs and a newline", TEXT("\0\0\na\n"), 2, {TEXT(""), TEXT("a")}},
    {"NULs at the end", TEXT("a\n\0\0\0"), 1, {TEXT("a")}},
    {"only NULs", TEXT("\0\0\0\0"), 0, {{NULL, 0}}},
    {"a byte order mark",
     TEXT("\xef\xbb\xbf"
          "a\n"),
     1,
     {TEXT("a")}},
    {"a byte order mark alone", TEXT("\xef\xbb\xbf"), 0, {{NULL, 0}}},
    {"a mark and a newline", TEXT("\xef\xbb\xbf\na"), 2, {TEXT(""), TEXT("a")}},
    {"a mark, then NULs", TEXT("\xef\xbb\xbf\0\0a\n"), 1, {TEXT("a")}},
    {"half a mark", TEXT("\xef\xbb\n"), 1, {TEXT("\xef\xbb")}},
    {"a mark on the second line stays",
     TEXT("a\n\xef\xbb\xbf"
          "b\n"),
     2,
     {TEXT("a"), TEXT("\xef\xbb\xbf"
                      "b")}},
    {"a second mark stays",
     TEXT("\xef\xbb\xbf\xef\xbb\xbf\n"),
     1,
     {TEXT("\xef\xbb\xbf")}},
    {"bytes above ASCII",
     TEXT("\xff\x80\xc3\xa9\n\xec\x95\x88\n"),
     2,
     {TEXT("\xff\x80\xc3\xa9"), TEXT("\xec\x95\x88")}},
};

Test(lines, what_ends_them)
{
    for (size_t i = 0; i < 2 * sizeof(rows) / sizeof(rows[0]); i++) {
        const char *name = rows[i / 2].name;
        sls_view text = rows[i / 2].text;
        struct source source =
            i % 2 == 0 ? source_of(text.ptr, text.len) : gzip_of(text.ptr, text.len, 0);
        struct lines lines;
        struct line line;
        size_t count = 0;
        lines_open(&lines, &source);
        for (; lines_next(&lines, &line); count++) {
            cr_assert_lt(count, rows[i / 2].count, "%s", name);
            cr_expect(view_equal(line.text, rows[i / 2].lines[count]), "%s: line %zu",
                      name, count);
            cr_expect(!line.overlong && !line.cut, "%s: line %zu", name, count);
            cr_expect_eq(lines.count, count + 1, "%s", name);
        }
        cr_expect_eq(count, rows[i / 2].count, "%s", name);
        cr_expect_not(lines_next(&lines, &line), "%s: the end stays the end", name);
        cr_expect_eq(lines.count, count, "%s", name);
        cr_expect_eq(lines.bytes, text.len, "%s: every byte is counted", name);
        cr_expect_str_empty(lines_problem(&lines)->sentence, "%s", name);
        cr_expect_str_eq(lines_compression(&lines), i % 2 == 0 ? "none" : "gzip");
        cr_expect_eq(lines_gzip_time(&lines), i % 2 == 0 ? 0 : 1795305623);
        lines_close(&lines);
        source_close(&source);
    }
}

/* One line of a given length among others: "before", the line, and "after". */
struct long_line {
    const char *name;
    size_t bytes;
    const char *end; /* what ends it; nothing when it is the last */
    bool overlong;
};

static void expect_long_line(const struct long_line *row, size_t before, bool gzip)
{
    size_t total = before * 7 + row->bytes + strlen(row->end) + 6;
    char *text = malloc(total + 1);
    struct lines lines;
    struct line line;

    for (size_t i = 0; i < before; i++)
        memcpy(text + i * 7, "before\n", 7);
    memset(text + before * 7, 'x', row->bytes);
    memcpy(text + before * 7 + row->bytes, row->end, strlen(row->end));
    memcpy(text + total - 6, "after\n", 6);
    if (row->end[0] == '\0')
        total -= 6;
    struct source source = gzip ? gzip_of(text, total, 0) : source_of(text, total);
    lines_open(&lines, &source);
    for (size_t i = 0; i < before; i++)
        cr_assert(lines_next(&lines, &line) && view_equal(line.text, VIEW("before")));
    cr_assert(lines_next(&lines, &line), "%s", row->name);
    cr_expect_eq(line.overlong, row->overlong, "%s behind %zu", row->name, before);
    cr_expect_not(line.cut, "%s", row->name);
    cr_expect(view_equal(line.text,
                         view_cut((sls_view){text + before * 7, row->bytes}, LINE_BYTES)),
              "%s behind %zu: %zu bytes", row->name, before, line.text.len);
    if (row->end[0] != '\0') {
        cr_assert(lines_next(&lines, &line), "%s", row->name);
        cr_expect(view_equal(line.text, VIEW("after")), "%s", row->name);
        cr_expect_not(line.overlong, "%s: the next is not", row->name);
    }
    cr_expect_not(lines_next(&lines, &line), "%s", row->name);
    cr_expect_eq(lines.bytes, total, "%s", row->name);
    cr_expect_eq(lines.count, before + 1 + (row->end[0] != '\0'), "%s", row->name);
    lines_close(&lines);
    source_close(&source);
    free(text);
}

Test(lines, long_ones)
{
    static const struct long_line long_lines[] = {
        {"a byte less than the most", LINE_BYTES - 1, "\n", false},
        {"the most", LINE_BYTES, "\n", false},
        {"a byte more", LINE_BYTES + 1, "\n", true},
        {"two more", LINE_BYTES + 2, "\n", true},
        {"a byte less, CR LF", LINE_BYTES - 1, "\r\n", false},
        {"the most, CR LF", LINE_BYTES, "\r\n", false},
        {"a byte more, CR LF", LINE_BYTES + 1, "\r\n", true},
        {"a byte less, last", LINE_BYTES - 1, "", false},
        {"the most, last", LINE_BYTES, "", false},
        {"a byte more, last", LINE_BYTES + 1, "", true},
        {"as long as the feed's buffer", 128 * 1024, "\n", true},
        {"as long as a block", AHEAD_BYTES, "\n", true},
        {"a byte more than a block", AHEAD_BYTES + 1, "\n", true},
        {"10 MB", 10000000, "\n", true},
        {"10 MB, CR LF", 10000000, "\r\n", true},
        {"10 MB, last", 10000000, "", true},
    };
    static const size_t befores[] = {0, 1, 20000, 36000, 37449};

    for (size_t i = 0; i < sizeof(long_lines) / sizeof(long_lines[0]); i++)
        for (size_t k = 0; k < 5; k++) {
            if (long_lines[i].bytes > AHEAD_BYTES + 1 && k % 2 == 1)
                continue;
            expect_long_line(&long_lines[i], befores[k], false);
            expect_long_line(&long_lines[i], befores[k], true);
        }
}

/* The first LINE_BYTES of a longer line are given, whatever the last of them is. */
Test(lines, a_carriage_return_where_a_long_one_is_cut)
{
    static char text[LINE_BYTES + 200];
    struct lines lines;
    struct line line;

    memset(text, 'x', sizeof(text));
    text[LINE_BYTES - 1] = '\r';
    text[sizeof(text) - 1] = '\n';
    struct source source = source_of(text, sizeof(text));
    lines_open(&lines, &source);
    cr_assert(lines_next(&lines, &line));
    cr_expect(line.overlong);
    cr_expect_eq(line.text.len, LINE_BYTES, "%zu", line.text.len);
    cr_expect_not(lines_next(&lines, &line));
    lines_close(&lines);
    source_close(&source);
}

Test(lines, two_long_ones_in_a_row)
{
    static char text[3 * (LINE_BYTES + 100)];
    struct lines lines;
    struct line line;

    for (size_t i = 0; i < 3; i++) {
        memset(text + i * (LINE_BYTES + 100), (int)('a' + i), LINE_BYTES + 99);
        text[(i + 1) * (LINE_BYTES + 100) - 1] = '\n';
    }
    struct source source = source_of(text, sizeof(text));
    lines_open(&lines, &source);
    for (size_t i = 0; i < 3; i++) {
        cr_assert(lines_next(&lines, &line));
        cr_expect(line.overlong);
        cr_expect(
            view_equal(line.text, (sls_view){text + i * (LINE_BYTES + 100), LINE_BYTES}),
            "line %zu", i);
    }
    cr_expect_not(lines_next(&lines, &line));
    cr_expect_eq(lines.bytes, sizeof(text));
    lines_close(&lines);
    source_close(&source);
}

/* Reads a gzip file that was cut; the last line is damaged, unless all of it came. */
static void expect_cut(size_t cut)
{
    static char text[3000 * 40];
    struct lines lines;
    struct line line;
    uint64_t given = 0;
    bool last_cut = false;

    for (size_t i = 0; i < 3000; i++) {
        char row[41];
        snprintf(row, sizeof(row), "line %04zu %029x\n", i, (unsigned)(i * 2654435761u));
        memcpy(text + i * 40, row, 40);
    }
    struct source source = gzip_of(text, sizeof(text), cut);
    lines_open(&lines, &source);
    while (lines_next(&lines, &line)) {
        cr_expect_eq(memcmp(line.text.ptr, text + given, line.text.len), 0);
        cr_expect_not(last_cut, "cut %zu: only the last line is cut", cut);
        given += line.text.len + !line.cut;
        last_cut = line.cut;
    }
    cr_expect_eq(given, lines.bytes, "cut %zu", cut);
    cr_expect_neq(lines_problem(&lines)->sentence[0], '\0', "cut %zu", cut);
    cr_expect_eq(last_cut, lines.bytes > 0 && text[lines.bytes - 1] != '\n',
                 "cut %zu: %zu bytes", cut, (size_t)lines.bytes);
    lines_close(&lines);
    source_close(&source);
}

Test(lines, of_a_file_that_breaks_off)
{
    for (size_t cut = 1; cut < 200; cut++)
        expect_cut(cut);
    for (size_t cut = 200; cut < 12000; cut += 501)
        expect_cut(cut);
}

Test(lines, an_unfinished_last_line_of_a_whole_file_is_not_cut)
{
    struct source source = gzip_of("a\nb", 3, 0);
    struct lines lines;
    struct line line;

    lines_open(&lines, &source);
    cr_expect(lines_next(&lines, &line) && !line.cut);
    cr_expect(lines_next(&lines, &line) && !line.cut);
    cr_expect_not(lines_next(&lines, &line));
    lines_close(&lines);
    source_close(&source);
}

/* The input breaks off inside a line that is too long: it is damaged all the same. */
Test(lines, a_long_one_that_breaks_off_is_cut)
{
    static char text[2 * AHEAD_BYTES];
    struct lines lines;
    struct line line;

    for (size_t i = 0; i < sizeof(text); i++)
        text[i] = (char)('a' + (i * 2654435761u >> 20) % 16);
    struct source source = gzip_of(text, sizeof(text), 5000);
    lines_open(&lines, &source);
    cr_assert(lines_next(&lines, &line));
    cr_expect(line.overlong);
    cr_expect(line.cut);
    cr_expect_not(lines_next(&lines, &line));
    cr_expect_neq(lines_problem(&lines)->sentence[0], '\0');
    lines_close(&lines);
    source_close(&source);
}

Test(lines, are_closed_before_their_end)
{
    static char text[4 * AHEAD_BYTES];

    memset(text, '\n', sizeof(text));
    for (size_t taken = 0; taken < 3; taken++) {
        struct source source = source_of(text, sizeof(text));
        struct lines lines;
        struct line line;
        lines_open(&lines, &source);
        for (size_t i = 0; i < taken * AHEAD_BYTES; i++)
            cr_assert(lines_next(&lines, &line));
        lines_close(&lines);
        source_close(&source);
    }
}
