/*
 * lines_record_test.c - records in place of lines: their text, the line on which each
 * begins, damage and excess length; and that blocks, which end anywhere, change nothing.
 */
#include "input/lines.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/view.h"
#include "input/feed.h"

static struct source source_of(sls_view text)
{
    struct source source = {.path = "input", .file = memfd_create("input", MFD_CLOEXEC)};

    cr_assert_geq(source.file, 0);
    cr_assert_eq(write(source.file, text.ptr, text.len), (ssize_t)text.len);
    lseek(source.file, 0, SEEK_SET);
    return source;
}

/* "LINE:text|" for each record; "LINE!BYTES|" for one that is too long. */
static void read_records(char *out, size_t room, enum cut cut,
                         const struct source *source)
{
    struct lines lines;
    struct line line;
    size_t used = 0;

    lines_open(&lines, source);
    lines_cut(&lines, cut);
    out[0] = '\0';
    while (lines_next(&lines, &line) && used < room) {
        int bytes = line.overlong ? 0 : (int)line.text.len;
        used +=
            (size_t)snprintf(out + used, room - used, "%zu%c%.*s", (size_t)lines.number,
                             line.overlong ? '!' : ':', bytes, line.text.ptr);
        if (line.overlong && used < room)
            used += (size_t)snprintf(out + used, room - used, "%zu", line.text.len);
        if (used < room)
            used += (size_t)snprintf(out + used, room - used, "|");
    }
    lines_close(&lines);
}

#define TEXT(literal)                                                                    \
    {                                                                                    \
        "" literal, sizeof(literal) - 1                                                  \
    }

static const struct {
    enum cut cut;
    sls_view input;
    const char *want;
} rows[] = {
    {CUT_OBJECTS, TEXT("[{\"a\":1},{\"a\":2}]"), "1:{\"a\":1}|1:{\"a\":2}|"},
    {CUT_OBJECTS, TEXT("\xef\xbb\xbf[\n{\"a\":\n1},\r\n\n{\"a\":2}\n]\n[{\"a\":3}]\n"),
     "2:{\"a\":\n1}|5:{\"a\":2}|7:{\"a\":3}|"},
    {CUT_OBJECTS, TEXT("{\"a\":\"x\n{\"a\":2}\r\ntext {\r\n{\"a\":3}\n"),
     "1:{\"a\":\"x|2:{\"a\":2}|3:text {|4:{\"a\":3}|"},
    {CUT_OBJECTS, TEXT("{\"a\":12\n{\"a\":2}\n"), "1:{\"a\":12|2:{\"a\":2}|"},
    {CUT_OBJECTS, TEXT("data: {\"a\":1}\n\ndata: {\"a\":2}\n\n"),
     "1:{\"a\":1}|3:{\"a\":2}|"},
    {CUT_OBJECTS, TEXT("\x1e{\"a\":1}\n\x1e{\"a\":2}\n"), "1:{\"a\":1}|2:{\"a\":2}|"},
    {CUT_OBJECTS, TEXT("{\"a\":1}\n{\"a\":"), "1:{\"a\":1}|2:{\"a\":|"},
    {CUT_OBJECTS, TEXT("[]\n"), ""},
    {CUT_OBJECTS, TEXT("[{\"a\":1},7,{\"a\":2}]\n"), "1:{\"a\":1}|1:7|1:{\"a\":2}|"},
    {CUT_ROWS, TEXT("a,b\r\n\r\n\"1\n2\",3\r\n\"4\",5"), "1:a,b|3:\"1\n2\",3|5:\"4\",5|"},
    {CUT_ROWS, TEXT("a\n\"1\n2\n3"), "1:a|2:\"1\n2\n3|"},
    {CUT_ENTRIES, TEXT("A=1\nB=2\n\nA=3\n\n\nA=4\n"), "1:A=1\nB=2\n|4:A=3\n|7:A=4|"},
};

Test(lines_record, records_and_their_lines)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        char got[4096];
        struct source source = source_of(rows[i].input);
        read_records(got, sizeof(got), rows[i].cut, &source);
        cr_expect_str_eq(got, rows[i].want, "row %zu: %s", i, got);
        source_close(&source);
    }
}

/* The same text behind so many bytes that a block ends at each of its bytes. */
Test(lines_record, blocks_may_end_anywhere)
{
    static char text[FEED_BYTES + 4096], got[4096];

    for (size_t i = 0; i < SLS_COUNT(rows); i++)
        for (size_t before = 0; before <= rows[i].input.len; before++) {
            static const char mark[] = "\xef\xbb\xbf";
            sls_view piece = rows[i].input;
            if (view_starts(piece, VIEW("\xef\xbb\xbf")))
                piece = view_skip(piece, sizeof(mark) - 1);
            size_t start = FEED_BYTES - before;
            memset(text, '\r', start);
            memcpy(text + start, piece.ptr, piece.len);
            struct source source = source_of((sls_view){text, start + piece.len});
            read_records(got, sizeof(got), rows[i].cut, &source);
            cr_expect_str_eq(got, rows[i].want, "row %zu, %zu before: %s", i, before,
                             got);
            source_close(&source);
        }
}

Test(lines_record, blocks_may_be_single_bytes)
{
    for (size_t i = 0; i < SLS_COUNT(rows); i++) {
        int ends[2], status;
        char got[4096];
        cr_assert_eq(pipe2(ends, O_DIRECT | O_CLOEXEC), 0);
        pid_t child = fork();
        if (child == 0) {
            for (size_t n = 0; n < rows[i].input.len; n++)
                if (write(ends[1], rows[i].input.ptr + n, 1) != 1)
                    _exit(1);
            _exit(0);
        }
        close(ends[1]);
        struct source source = {.path = "-", .file = ends[0]};
        read_records(got, sizeof(got), rows[i].cut, &source);
        cr_expect_str_eq(got, rows[i].want, "row %zu: %s", i, got);
        close(ends[0]);
        waitpid(child, &status, 0);
        cr_expect_eq(status, 0);
    }
}

Test(lines_record, an_array_of_many_megabytes_on_one_line)
{
    enum { COUNT = 200000 };
    static char text[COUNT * 32];
    size_t used = 1, count = 0;
    struct lines lines;
    struct line line;

    text[0] = '[';
    for (int i = 0; i < COUNT; i++)
        used +=
            (size_t)snprintf(text + used, sizeof(text) - used, "{\"number\":%07d},", i);
    text[used - 1] = ']';
    struct source source = source_of((sls_view){text, used});
    lines_open(&lines, &source);
    lines_cut(&lines, CUT_OBJECTS);
    for (; lines_next(&lines, &line); count++) {
        char want[32];
        snprintf(want, sizeof(want), "{\"number\":%07zu}", count);
        cr_assert(view_equal(line.text, view_of(want)), "%zu", count);
        cr_assert_eq(lines.number, 1);
    }
    cr_expect_eq(count, COUNT);
    cr_expect_eq(lines.count, COUNT);
    cr_expect_eq(lines.bytes, used);
    lines_close(&lines);
    source_close(&source);
}

/* A record of `bytes` bytes, behind `before` bytes that belong to none. */
static void expect_long(enum cut cut, size_t before, size_t bytes, const char *want)
{
    static char text[FEED_BYTES + 6 * LINE_BYTES];
    static const char *const starts[] = {"", "{\"", "\"\n\n", "A=1\nB="};
    static const char *const finishes[] = {"", "\"}", "\"", ""};
    static const char *const followers[] = {"", "\n{}\n", "\nb\n", "\n\nC=1\n\n"};
    char got[256];
    size_t start = strlen(starts[cut]), finish = strlen(finishes[cut]);

    memset(text, '\r', before);
    memcpy(text + before, starts[cut], start);
    memset(text + before + start, 'x', bytes - start - finish);
    memcpy(text + before + bytes - finish, finishes[cut], finish);
    memcpy(text + before + bytes, followers[cut], strlen(followers[cut]) + 1);
    struct source source =
        source_of((sls_view){text, before + bytes + strlen(followers[cut])});
    struct lines lines;
    struct line line;
    size_t used = 0;
    lines_open(&lines, &source);
    lines_cut(&lines, cut);
    while (lines_next(&lines, &line))
        used += (size_t)snprintf(got + used, sizeof(got) - used, "%zu%s%zu ",
                                 (size_t)lines.number, line.overlong ? "!" : ":",
                                 line.text.len);
    cr_expect_str_eq(got, want, "cut %d, %zu before, %zu bytes: %s", (int)cut, before,
                     bytes, got);
    lines_close(&lines);
    source_close(&source);
}

/* Objects that are too long, among others on one line: only they are lost. */
Test(lines_record, too_long_within_an_array)
{
    static const size_t lengths[] = {LINE_BYTES, 3 * LINE_BYTES, FEED_BYTES,
                                     FEED_BYTES + LINE_BYTES + 7};
    static char text[FEED_BYTES + 4 * LINE_BYTES];
    static const char start[] = "[{\"a\":1},{\"b\":[{\"c\":\"",
                      finish[] = "}\\\"]}\"}]},{\"a\":2},\n{\"a\":3}]\n";

    for (size_t i = 0; i < SLS_COUNT(lengths); i++) {
        char got[256];
        size_t used = sizeof(start) - 1;
        memcpy(text, start, used);
        memset(text + used, '{', lengths[i]);
        used += lengths[i];
        memcpy(text + used, finish, sizeof(finish) - 1);
        struct source source = source_of((sls_view){text, used + sizeof(finish) - 1});
        read_records(got, sizeof(got), CUT_OBJECTS, &source);
        cr_expect_str_eq(got, "1:{\"a\":1}|1!65536|1:{\"a\":2}|2:{\"a\":3}|",
                         "row %zu: %s", i, got);
        source_close(&source);
    }
}

Test(lines_record, too_long_for_one_piece)
{
    static const size_t befores[] = {0, FEED_BYTES - 1, FEED_BYTES - 2,
                                     FEED_BYTES - LINE_BYTES, FEED_BYTES - 100};

    for (size_t i = 0; i < SLS_COUNT(befores); i++) {
        expect_long(CUT_OBJECTS, befores[i], LINE_BYTES, "1:65536 2:2 ");
        expect_long(CUT_OBJECTS, befores[i], LINE_BYTES + 1, "1!65536 2:2 ");
        expect_long(CUT_OBJECTS, befores[i], LINE_BYTES + 2, "1!65536 2:2 ");
        expect_long(CUT_OBJECTS, befores[i], 3 * LINE_BYTES, "1!65536 2:2 ");
        expect_long(CUT_ROWS, befores[i], LINE_BYTES, "1:65536 4:1 ");
        expect_long(CUT_ROWS, befores[i], LINE_BYTES + 1, "1!65536 4:1 ");
        expect_long(CUT_ROWS, befores[i], 3 * LINE_BYTES, "1!65536 4:1 ");
        expect_long(CUT_ENTRIES, befores[i], LINE_BYTES - 1, "1:65536 4:4 ");
        expect_long(CUT_ENTRIES, befores[i], LINE_BYTES + 1, "1!65536 4:4 ");
        expect_long(CUT_ENTRIES, befores[i], 3 * LINE_BYTES, "1!65536 4:4 ");
    }
}

/* An unbalanced quote costs 64 KiB at most. */
Test(lines_record, a_quote_does_not_eat_the_file)
{
    static char text[300000];
    struct lines lines;
    struct line line;
    size_t used = 3, count = 0;

    memcpy(text, "a,\"", 3);
    while (used + 8 < sizeof(text)) {
        memcpy(text + used, "row,1,2\n", 8);
        used += 8;
    }
    struct source source = source_of((sls_view){text, used});
    lines_open(&lines, &source);
    lines_cut(&lines, CUT_ROWS);
    cr_assert(lines_next(&lines, &line));
    cr_expect(line.overlong);
    while (lines_next(&lines, &line)) {
        count++;
        cr_assert(view_equal(line.text, VIEW("row,1,2")));
    }
    cr_expect_gt(count, (sizeof(text) - LINE_BYTES) / 8 - 4);
    lines_close(&lines);
    source_close(&source);
}

Test(lines_record, the_head_is_the_first_bytes)
{
    static char text[FEED_BYTES];
    struct lines lines;
    struct line line;

    memset(text, 'x', sizeof(text));
    memcpy(text,
           "\xef\xbb\xbf"
           "a\nb\n",
           7);
    struct source source = source_of((sls_view){text, sizeof(text)});
    lines_open(&lines, &source);
    sls_view head = lines_head(&lines);
    cr_expect_eq(head.len, LINES_HEAD_BYTES);
    cr_expect(view_starts(head, VIEW("a\nb\nx")));
    cr_assert(lines_next(&lines, &line));
    cr_expect(view_equal(line.text, VIEW("a")));
    cr_expect_eq(lines.number, 1);
    cr_assert(lines_next(&lines, &line));
    cr_expect_eq(lines.number, 2);
    lines_close(&lines);
    source_close(&source);

    source = source_of((sls_view){"ab", 2});
    lines_open(&lines, &source);
    cr_expect(view_equal(lines_head(&lines), VIEW("ab")));
    lines_close(&lines);
    source_close(&source);
}
